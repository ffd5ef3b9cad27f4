"""What stands beside the page, and what a writer does from there: reasons, roads, the state, jumps, the editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import Opened


async def test_why_shows_the_false_part_of_a_lock_in_brackets_with_what_it_reads(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("1", "w")
        words = writer.words
        assert "✗ 1 buy locked" in words and "✗ cost money 200 · there is 140" in words
        assert "✗ when [risk < 12] and [not poor]" in words
        assert "risk 15 · money 140 ✓ poor: money < 200" in words
        assert "∙ ask hidden" in words and "✗ when [warned]" in words and "warned false" in words


async def test_the_page_and_what_stands_beside_it_are_seen_at_once_on_a_wide_screen(opened: Opened) -> None:
    async with opened(size=(120, 40)) as writer:
        await writer.press("1")
        assert "80×24 ends here · " in writer.text
        assert "The stall stands where it stood." in writer.text and "buy  locked" in writer.text
        await writer.press("tab", "tab")
        assert "changed by the last turn" in writer.text and "was 10" in writer.text
        await writer.press("r")
        assert "comes from" in writer.text and "leads to" in writer.text and "The stall stands" in writer.text


async def test_a_page_that_is_too_long_for_80_by_24_is_marked(opened: Opened) -> None:
    async with opened() as writer:
        assert " of 24 rows" in writer.lines[0]
        await writer.save("lane.yaml", "Nobody is in the lane.", "'" + "Nobody. " * 150 + "'")
        assert "rows, 24 fit ▾" in writer.lines[0]


async def test_one_jumps_with_a_state_and_the_jump_holds_when_a_file_is_saved(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("g")
        await writer.type("stall with money 2000, risk 8")
        assert "✓ enter goes there" in writer.text
        await writer.press("enter")
        assert "money is 0 to 1,000: 1,000 was taken for 2,000" in writer.words
        assert "money 1,000 won" in writer.words and " 8 " in writer.words
        await writer.save("stall.yaml", "where it stood", "firmly")
        assert "The stall stands firmly." in writer.text
        assert "money 1,000 won" in writer.words and " 8 " in writer.words
        await writer.press("1", "a")
        assert "The stall stands firmly." in writer.text
        await writer.press("A")
        assert "Nobody is in the lane." in writer.text


async def test_the_line_is_completed_and_a_wrong_one_is_told_where_it_is_wrong(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("g")
        await writer.type("st")
        await writer.press("tab", "tab")
        assert "stall with _" in writer.text
        await writer.type("mi")
        await writer.press("tab")
        await writer.type("lots")
        assert "stall with mina.trust lots_" in writer.text
        row = next(number for number, line in enumerate(writer.lines) if "lots_" in line)
        assert writer.lines[row + 1].index("^") == writer.lines[row].index("lots")
        assert "`mina.trust` is a number, not `lots`" in writer.words
        await writer.press("enter", "escape")
        assert "Nobody is in the lane." in writer.text


async def test_the_command_line_may_say_where_to_begin(opened: Opened) -> None:
    async with opened(at="stall with money 300") as writer:
        assert "The stall stands where it stood." in writer.text and "money 300" in writer.words


async def test_a_road_is_gone_by_with_the_state_as_it_is(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("1", "r")
        assert "lane" in writer.text
        await writer.press("down", "down", "enter")
        assert "You are home." in writer.text and "15" in writer.words


async def test_the_editor_opens_at_what_one_stands_at(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "nano")
    opened_at: list[Sequence[str]] = []
    async with opened(editors=opened_at) as writer:
        file = writer.folder / "stall.yaml"
        await writer.press("1", "down", "e", "E")
        await writer.press("w", "down", "down", "down", "e", "v", "e")
        await writer.save("stall.yaml", "goto: home", "goto: hoem")
        await writer.press("x", "enter")
        at = [" ".join(command).replace(str(writer.folder), "") for command in opened_at]
        lines = file.read_text().splitlines()
        sell = 1 + next(n for n, line in enumerate(lines) if "id: sell" in line)
        assert at[:2] == [f"nano +{sell + 1},9 /stall.yaml", "nano +2,3 /stall.yaml"]
        assert at[2:] == [
            f"nano +{sell + 2},9 /stall.yaml",
            "nano +7,3 /story.yaml",
            f"nano +{sell + 1},42 /stall.yaml",
        ]


async def test_without_an_editor_the_place_is_said(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with opened(size=(120, 40)) as writer:
        await writer.press("E")
        assert "lane.yaml:2:3 (VISUAL or EDITOR names the editor that e opens)" in writer.words
        await writer.press("down")
        assert "VISUAL" not in writer.text


async def test_other_luck_takes_the_same_choices(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("2", "1", "o")
        assert "the luck of seed" in writer.words and "The stall stands" in writer.text


async def test_a_choice_that_rolls_nothing_cannot_be_forced(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("f")
        assert "`stall` rolls nothing" in writer.words
        await writer.press("down", "f")
        assert "quiet 60 in 100" in writer.words and "whistle 40 in 100" in writer.words
        await writer.press("escape")
        assert "Nobody is in the lane." in writer.text


async def test_everything_is_reached_with_the_mouse_too(opened: Opened) -> None:
    async with opened(size=(120, 40)) as writer:
        await writer.click("1 To the stall")
        assert "The stall stands where it stood." in writer.text
        await writer.click("roads")
        assert "leads to" in writer.text
        await writer.click("home")
        await writer.click("home")
        assert "You are home." in writer.text
        await writer.click("Take the last turn back")
        assert "The stall stands where it stood." in writer.text


@pytest.mark.parametrize("size", [(56, 18), (80, 24), (112, 26), (120, 40), (200, 50)])
async def test_nothing_is_wider_or_higher_than_the_screen(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as writer:
        await writer.press("1")
        for key in ("x", "v", "k", "w", "r", "escape"):
            await writer.press(key)
            assert len(writer.lines) == size[1]
        await writer.save("stall.yaml", "goto: home", "goto: hoem")
        assert len(writer.lines) == size[1]


async def test_help_lists_the_keys(opened: Opened) -> None:
    async with opened(size=(80, 60)) as writer:
        await writer.press("question_mark")
        assert "any scene with any state" in writer.text and "the state, with" not in writer.text


async def test_without_colours_the_marks_say_all(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(colours="none") as writer:
        await writer.press("1", "w")
        assert "[risk < 12]" in writer.words and "✗ 1 buy locked" in writer.words


def test_the_command_says_what_it_cannot_find(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from jangmadang.cli import main

    assert main(["write", str(folder / "nothing")]) == 2
    assert main(["write", str(folder), "--at", "stal with money 3"]) == 2
    assert main(["write", str(folder), "--path", "no.yaml"]) == 2
    assert main(["write", str(folder), "--at", "stall"]) == 2
    said = capsys.readouterr().err
    assert 'no scene `stal` (did you mean "stall"?)' in said and "^^^^" in said
    assert "there is no play-test no.yaml" in said and "write needs a terminal" in said


async def test_the_palette_offers_what_a_writer_does(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("ctrl+p")
        await writer.type("roads")
        await writer.press("enter")
        assert "comes from" in writer.text and "▸roads" in writer.lines[0]


async def test_beside_the_page_reasons_are_those_of_the_choice_stood_at(opened: Opened) -> None:
    async with opened(size=(120, 40)) as writer:
        await writer.press("2", "1")
        assert "told:" not in writer.text
        await writer.press("up")
        assert "told: Not with" in writer.words
