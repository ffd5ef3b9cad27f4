"""Settings, keys, palette and help, as a player uses them."""

from __future__ import annotations

from string import punctuation

import pytest

from jangmadang.play.view import ChoiceView
from jangmadang.settings import SCHEMA, Hints, Settings
from jangmadang.tui.drawing.choices import choice_lines
from jangmadang.tui.drawing.lines import plain
from jangmadang.tui.keyboard import FIRST, Keyboard, called, name_of

from .conftest import SIZES, Opened, Player

HINTS: tuple[Hints, ...] = ("full", "which", "none")

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def stand_at(player: Player, words: str) -> None:
    """Move down until the caret is before the words."""
    for _ in range(60):
        if words in player.at:
            return
        await player.press("down")
    raise AssertionError(f"{words} cannot be reached:\n{player.text}")


def test_punctuation_has_the_names_that_textual_knows() -> None:
    assert [called(name_of(sign)) for sign in punctuation] == list(punctuation)


# ---- settings
@sizes
async def test_every_setting_is_reached_says_what_it_means_and_is_kept(opened: Opened, size: tuple[int, int]) -> None:
    kept: list[Settings] = []
    async with opened("lane", size=size, kept=kept) as player:
        await player.press("f2")
        for setting in SCHEMA:
            await stand_at(player, setting.label)
            assert setting.about.split()[0] in player.text
            before = setting.of(player.app.settings)
            await player.press("left" if setting.kind == "number" else "right")
            assert setting.of(kept[-1]) == setting.of(player.app.settings) != before
            assert f"‹{setting.word(setting.of(kept[-1])).replace(' ', '')}›" in player.at.replace(" ", "")
            await player.press("delete")
            assert setting.of(kept[-1]) == setting.first


async def test_a_value_can_be_clicked(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("f2")
        row = player.row("colours")
        await player.pilot.click(offset=(player.lines[row].index("river") + 1, row))
        await player.pilot.pause()
        assert player.app.theme == player.app.settings.theme == "river"
        row = player.row("line length")
        await player.pilot.click(offset=(player.lines[row].index("‹"), row))
        await player.pilot.pause()
        assert player.app.settings.measure == 64 and "line length" in player.at


async def test_what_is_set_shows_on_the_page_beneath_when_one_is_back(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        before = player.text.split("Pay Mi-na")[0].splitlines()[3:]
        await player.press("f2")
        await stand_at(player, "line length")
        await player.press(*["left"] * 5)
        await stand_at(player, "signs")
        await player.press("left", "escape")
        assert "> 1 Pay Mi-na" in player.text and "▸" not in player.text
        after = player.text.split("Pay Mi-na")[0].splitlines()[3:]
        assert [line[:80].split() for line in after] != [line[:80].split() for line in before]


async def test_there_is_one_settings_screen(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("f2", "f2", "k", "f2", "escape", "escape")
        assert "The loudspeaker" in player.text


@pytest.mark.parametrize(
    ("hints", "there", "missing"),
    [
        ("full", ("−200 won · she will remember",), ()),
        ("which", (), ("−200 won", "she will remember")),
        ("none", (), ("−200 won", "she will remember")),
    ],
)
async def test_hints_are_as_many_as_one_wants(
    opened: Opened, hints: str, there: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    async with opened("lane", set_to={"hints": hints}) as player:
        assert all(words in player.text for words in there)
        assert not any(words in player.text for words in missing)
        assert "needs 40 trust with Old Chae; you have 15" in player.text  # why it is locked is no hint


def test_which_tells_the_meters_and_no_more() -> None:
    choice = ChoiceView("pay", 1, "Pay her", hint="gladly", price="−200 won", odds="likely", moves=("money", "trust"))
    told = {hints: [plain(line).strip() for line in choice_lines(choice, True, "all", 6, 60, hints)] for hints in HINTS}
    assert told["which"] == ["▸ 1 Pay her", "money · trust"]
    assert told["none"] == ["▸ 1 Pay her"]
    assert told["full"] == ["▸ 1 Pay her", "−200 won · likely · gladly"]


# ---- keys
@sizes
async def test_a_key_can_be_given_to_another_finger(opened: Opened, size: tuple[int, int]) -> None:
    kept: list[Settings] = []
    async with opened("lane", size=size, kept=kept) as player:
        await player.press("f2", "k")
        await stand_at(player, "undo")
        await player.press("enter")
        assert "press the new key" in player.at
        await player.press("z")
        assert "z" in player.at and "at first u" in player.at
        assert kept[-1].keys == {"undo": "z"}
        await player.press("escape", "escape", "1", "1")
        assert "z Undo" in player.lines[-1]
        await player.press("u")
        assert "31,000 won" in player.text  # the old key means nothing now
        await player.press("z")
        assert "31,200 won" in player.text
        await player.press("ㅋ")  # and the jamo of the new one works
        assert "31,400 won" in player.text


async def test_a_key_that_is_taken_is_told_and_the_two_may_change_places(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("f2", "k")
        await stand_at(player, "undo")
        await player.press("enter", "j")
        assert "j is there already, for journal" in player.text
        assert player.app.settings.keys == {}
        await player.press("j")
        assert player.app.settings.keys == {"undo": "j", "journal": "u"}
        await player.press("escape", "escape", "1", "u")
        assert player.lines[0].strip().startswith("Journal")
        await player.press("escape", "j")
        assert "31,400 won" in player.text


@pytest.mark.parametrize("key", ["1", "enter", "up", "backspace"])
async def test_keys_that_always_work_cannot_be_given_away(opened: Opened, key: str) -> None:
    async with opened("lane") as player:
        await player.press("f2", "k")
        await stand_at(player, "undo")
        await player.press("enter", key)
        assert "always stays what it is" in player.text and player.app.settings.keys == {}
        await player.press("escape")
        assert "always stays" not in player.text and "undo" in player.at


async def test_keys_can_be_as_at_first(opened: Opened) -> None:
    async with opened("lane", set_to={"keys": {"undo": "z", "journal": "y", "knit": "k"}}) as player:
        await player.press("f2", "k")
        await stand_at(player, "undo")
        await player.press("delete")
        assert player.app.settings.keys == {"journal": "y", "knit": "k"}
        await stand_at(player, "the keys that they were at first")
        await player.press("enter")
        assert player.app.settings.keys == {"knit": "k"}  # what another version set is not ours to drop


async def test_the_market_takes_the_keys_as_set(opened: Opened) -> None:
    async with opened("market", set_to={"keys": {"buy": "d", "read_on": "x"}}) as player:
        assert "d Buy" in player.lines[-1]
        await player.press("d")
        assert "12 kg" in player.text or "11" in player.text
        await player.press("question_mark")
        assert "x more" in player.text


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ({"undo": "j"}, {}),  # the journal has it
        ({"undo": "j", "journal": "u"}, {"undo": "j", "journal": "u"}),
        ({"undo": "z", "journal": "z"}, {"undo": "z"}),
        ({"undo": "5", "help": "enter", "fly": "f"}, {}),
        ({"help": "/", "undo": "ㅋ", "read_on": ","}, {"help": "/", "undo": "z", "read_on": "comma"}),
        ({"call": "x", "resume": "x"}, {"call": "x", "resume": "x"}),  # never on one screen
    ],
)
def test_a_file_with_clashing_keys_still_plays(chosen: dict[str, str], kept: dict[str, str]) -> None:
    assert Keyboard(chosen).chosen == kept


def test_everything_on_a_key_line_can_be_set_or_is_fixed() -> None:
    assert {"undo", "redo", "journal", "notes", "people", "help", "settings", "palette", "quit", "buy"} <= set(FIRST)


# ---- Korean input
def test_a_letter_with_shift_has_its_jamo_where_the_keyboard_has_one() -> None:
    assert Keyboard({"undo": "T", "journal": "K"}).keymap() == {"undo": "T,ㅆ", "journal": "K"}


@pytest.mark.parametrize("typed", [("1", "ㅕ"), ("1", "1", "ㅕ", "ㅕ")])
async def test_letters_arrive_as_jamo(opened: Opened, typed: tuple[str, ...]) -> None:
    async with opened("lane") as player:
        await player.press(*typed)
        assert "31,400 won" in player.text


async def test_letters_that_were_put_together_are_taken_apart(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("1", "1", "ㅝ")  # n and j: a word of the text, then the journal
        assert player.lines[0].strip().startswith("Journal")
        await player.press("escape", "녀")  # s and u: nothing, then a turn back
        assert "31,200 won" in player.text


# ---- palette
@sizes
async def test_what_there_is_to_do_is_found_by_a_word(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("ctrl+p", *"hanji", "enter")
        assert player.app.theme == "hanji" and "The loudspeaker" in player.text
        await player.press("ctrl+p", *"notes", "enter")
        assert player.lines[0].strip().startswith("Field notes")
        await player.press("ctrl+p", *"journal", "enter")  # of the page beneath
        assert player.lines[0].strip().startswith("Journal")
        await player.press("escape", "ctrl+p", *"spread cloth", "enter")  # a choice by its words
        assert "The drain side" in player.text


async def test_the_palette_is_typed_under_a_korean_input_method_too(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("ctrl+p", "ㅗ", "무", "ㅓ", "ㅑ", "enter")
        assert player.app.theme == "hanji"


@sizes
async def test_all_commands_can_be_reached_and_left(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("ctrl+p")
        seen = player.text
        for _ in range(8):
            await player.press("pagedown")
            seen += player.text
        for words in (
            "Settings",
            "Keys",
            "Save a picture",
            "Quit",
            "Title",
            "Map",
            "Colours: contrast",
            "Motion: on",
        ):
            assert f" {words}" in seen
        assert "▸ Save a picture" in player.text  # the last one
        await player.press("x", "x", "x")
        assert "Nothing here is called that" in player.text
        await player.press("backspace", "backspace", "backspace", "escape")
        assert "The loudspeaker" in player.text


async def test_a_command_can_be_clicked(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("ctrl+p")
        await player.pilot.click(offset=(12, player.row("Notes")))
        await player.pilot.pause()
        assert player.lines[0].strip().startswith("Field notes")


# ---- help
@pytest.mark.parametrize(
    ("scene", "keys", "name"),
    [
        ("lane", (), "A page of the story"),
        ("", (), "The stories"),
        ("lane", ("N",), "Field notes"),
        ("lane", ("j",), "The journal"),
        ("lane", ("g",), "The gallery"),
        ("lane", ("f2",), "Settings"),
        ("lane", ("f2", "k"), "Keys"),
    ],
)
@sizes
async def test_each_screen_has_a_help_page(
    opened: Opened, size: tuple[int, int], scene: str, keys: tuple[str, ...], name: str
) -> None:
    async with opened(scene, size=size, set_to={"keys": {"help": "x", "palette": "ctrl+k"}}) as player:
        await player.press(*keys)
        help_key = "f1" if name == "Field notes" else "x"  # there letters are typed
        assert f"{help_key} Help" in player.lines[-1]
        shown = [hint[0] for hint in player.app.screen.hints() if hint[0] != "f1"]  # type: ignore[attr-defined]
        await player.press(help_key)
        assert name in player.lines[0]
        read = ""
        for _ in range(30):
            read += player.text
            if "more ▾" not in player.text:
                break
            await player.press("space")
        assert all(f" {key} " in read for key in [*shown, "ctrl+k", "ctrl+q"])
        if scene:
            assert "signs on this screen" in read
        await player.press("x")
        assert "signs on this screen" not in player.text


async def test_the_title_says_where_lines_of_text_are(opened: Opened) -> None:
    async with opened("") as player:
        await player.press("question_mark")
        assert "jangmadang --plain" in player.text.replace("\n", " ").replace("       ", "")
