"""Drawings on the screen: how letters become cells, what gives way to what, and the words for who does not see them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from jangmadang.play.view import Page
from jangmadang.story import drawings
from jangmadang.tui.drawing import palettes
from jangmadang.tui.drawing.lines import plain, width_of
from jangmadang.tui.drawing.page import Look, arrange
from jangmadang.tui.drawing.picture import INK, Manner, Mood, colours, manner, picture
from jangmadang.tui.drawing.title import title
from jangmadang.tui.themes import NAMES

from .conftest import Opened
from .fake_game import FakeSession

HILL = ("ssssssssss", "ssssmmmsss", "kkmmmmmmkk", "wwwwlwwwww", "wwwwwwwwww")
LANE = FakeSession("lane").look()
NIGHT = Mood("night", "winter")
SHIPPED = sorted((Path(__file__).parents[2] / "stories").glob("*/pictures/*.txt"))


def drawn(rows: tuple[str, ...] = HILL, seen: Manner = "colour", width: int = 66) -> list[str]:
    return [plain(one) for one in picture(rows, NIGHT, seen, width)]


def pictured(**changes: object) -> Page:
    """The lane, with a drawing over it."""
    page = replace(LANE, drawing=tuple("s" * 66 for _ in range(12)), alt="A lane with one lit window.")
    return replace(page, **changes)


# ---- letters and cells
def test_two_rows_of_letters_are_one_line_and_stand_in_the_middle() -> None:
    lines = drawn(width=40)
    assert len(lines) == 3
    assert {line[:15] for line in lines} == {" " * 15}
    assert {width_of(one) for one in picture(HILL, NIGHT, "colour", 40)} == {25}


def test_a_half_block_has_the_upper_material_before_and_the_lower_behind() -> None:
    [line] = picture(("sk" * 16, "wk" * 16), NIGHT, "colour", 66)
    first = line[1]
    assert first.text == "▄"  # the brighter of the two is the character
    snow, sky = colours(first.role, "lamp")
    assert snow == palettes.colour("lamp", "night", "winter", "w", 0)
    assert sky == palettes.colour("lamp", "night", "winter", "s", 0)


def test_where_nothing_is_drawn_the_page_shows_through() -> None:
    [line, last] = picture((".s" * 17, "s." * 17, "s" * 34), NIGHT, "colour", 34)
    assert plain(line) == "▄▀" * 17
    assert all(colours(piece.role, "lamp")[1] is None for piece in line)
    assert plain(last) == "▀" * 34  # an odd row has the page beneath it


def test_a_sky_is_darker_above_than_at_the_horizon() -> None:
    lines = picture(tuple("s" * 40 for _ in range(12)), NIGHT, "colour", 40)
    tones = [colours(line[-1].role, "lamp") for line in lines]
    assert len(set(tones)) > 3


def test_a_drawing_too_wide_is_cut_at_both_sides_and_one_too_narrow_to_tell_is_left_out() -> None:
    rows = ("d" * 10 + "w" * 46 + "d" * 10,) * 2
    assert drawn(rows, "shades", 46) == [" " * 46]
    assert drawn(rows, "shades", 31) == []
    assert drawn(("ss",) * 2, "shades", 20) != []  # a small one needs no more than it is wide


@pytest.mark.parametrize(
    ("seen", "characters"),
    [("shades", set(" ░▒▓█▀▄.-#")), ("ascii", {chr(n) for n in range(32, 127)}), ("cells", {" "}), ("", set())],
)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_shipped_drawing_can_be_seen_in_every_manner(path: Path, seen: Manner, characters: set[str]) -> None:
    rows, problems = drawings.read(path.read_text("utf-8"), str(path))
    assert problems == []
    lines = drawn(rows, seen)
    assert len(lines) == (6 if seen else 0)
    assert set("".join(lines)) <= characters
    if seen in ("shades", "ascii"):
        assert len(set("".join(lines))) > 3  # something is to be seen


def test_who_sees_it_in_which_manner() -> None:
    assert [manner(True, glyphs, True) for glyphs in ("full", "safe", "ascii")] == ["colour", "cells", "cells"]
    assert [manner(True, glyphs, False) for glyphs in ("full", "safe", "ascii")] == ["shades", "ascii", "ascii"]
    assert manner(False, "full", True) == ""


def moods() -> Iterator[tuple[str, str, str]]:
    return product(NAMES, sorted(set(palettes.LIGHTS.values())), palettes.SEASONS)


@pytest.mark.parametrize(("theme", "light", "season"), list(moods()))
def test_every_material_has_a_colour_in_every_mood(theme: str, light: str, season: str) -> None:
    materials = [letter for letter in drawings.MATERIALS if letter != "."]
    tones = {letter: palettes.colour(theme, light, season, letter, 0) for letter in materials}
    assert all(tone.startswith("#") and len(tone) == 7 for tone in tones.values()) == (theme != "terminal")
    assert len({tones[letter] for letter in "swlp"}) >= 3  # sky, snow, a window and a person are told apart
    assert tones["l"] != tones["h"] != tones["d"]


def test_hours_have_four_lights_and_summer_is_green() -> None:
    assert {Mood.of(hour, "winter").light for hour in ("", *drawings.LIGHTS)} == {"day", "dawn", "dusk", "night"}
    assert Mood.of("noon", "") == Mood("day", "winter")  # without a calendar it is winter
    ground = {season: palettes.colour("lamp", "day", season, "g", 0) for season in palettes.SEASONS}
    assert len(set(ground.values())) == 4
    red, green, _ = (int(ground["summer"][at : at + 2], 16) for at in (1, 3, 5))
    assert green > red


def test_a_drawing_is_made_once() -> None:
    assert picture(HILL, NIGHT, "colour", 66) is picture(HILL, NIGHT, "colour", 66)


# ---- on the page
def shown(page: Page, width: int, height: int, look: Look | None = None, seen: Manner = "colour") -> bool:
    frame = arrange(page, look or Look(), width, height, [], seen)
    return any(piece.role.startswith(INK) for line in frame.lines for piece in line)


def test_it_stands_over_the_text_from_thirty_two_rows_on() -> None:
    assert [shown(pictured(), 120, height) for height in (24, 31, 40)] == [False, False, True]
    lines = arrange(pictured(), Look(), 120, 40, [], "colour").lines
    title_at = next(n for n, line in enumerate(lines) if LANE.title in plain(line))
    inks = [n for n, line in enumerate(lines) if any(piece.role.startswith(INK) for piece in line)]
    assert max(inks) < title_at and len(inks) == 6


@pytest.mark.parametrize("height", range(32, 60, 3))
@pytest.mark.parametrize("count", [3, 9])
def test_it_never_costs_a_line_of_the_text_or_a_choice_its_place(height: int, count: int) -> None:
    choices = tuple(
        replace(LANE.choices[0], id=f"c{n}", number=n, text=f"Way {n}", hint="cold", open=True)
        for n in range(1, count + 1)
    )
    for times in (1, 2, 4, 8):
        page = pictured(text=LANE.text * times, choices=choices)
        frame = arrange(page, Look(), 90, height, [], "colour")
        bare = arrange(replace(page, drawing=()), Look(), 90, height, [], "colour")
        said = [plain(line) for line in frame.lines]
        assert frame.scroll_most == bare.scroll_most
        if shown(page, 90, height):
            assert frame.scroll_most == 0
            assert all(any(f"Way {n}" in line for line in said) for n in range(1, count + 1))


def test_while_one_stays_on_a_page_its_drawing_stays() -> None:
    page = pictured()
    looks = [Look(at=("choice", choice.id)) for choice in page.choices]
    looks += [Look(notice="Not now: " + "it is too cold for that " * 9), Look(scroll=3)]
    for height in range(32, 60):
        assert len({shown(page, 100, height, look) for look in looks}) == 1


def test_a_menu_has_none() -> None:
    assert not shown(pictured(menu=True), 120, 50)


# ---- at the keyboard
def on_screen(player: object) -> bool:
    canvas = player.app.screen.canvas  # type: ignore[attr-defined]
    return any(piece.role.startswith(INK) for line in canvas.lines for piece in line)


SKY = tuple("s" * 66 for _ in range(12))


@pytest.fixture
def lane(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The lane of the canned game has a drawing."""
    look = FakeSession.look
    rows = getattr(request, "param", SKY)

    def seen(self: FakeSession) -> Page:
        return replace(look(self), drawing=rows, alt="A lane with one lit window.")

    monkeypatch.setattr(FakeSession, "look", seen)


@pytest.mark.usefixtures("lane")
async def test_i_tells_it_in_words_in_its_place_and_the_next_key_shows_it_again(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        assert on_screen(player)
        row = player.row(LANE.title)
        await player.press("i")
        assert not on_screen(player)
        assert "A lane with one lit window." in player.text
        assert player.row(LANE.title) == row  # nothing has moved
        await player.press("down")
        assert on_screen(player)
        assert "lit window" not in player.text


@pytest.mark.usefixtures("lane")
async def test_where_there_is_no_room_for_it_the_words_stand_on_the_rule(opened: Opened) -> None:
    async with opened("lane", size=(80, 24)) as player:
        assert not on_screen(player)
        await player.press("i")
        assert "A lane with one lit window." in player.text
        await player.press("i")
        assert "lit window" not in player.text


@pytest.mark.usefixtures("lane")
async def test_a_click_on_it_tells_it_in_words(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        await player.pilot.click(offset=(40, 4))
        assert "A lane with one lit window." in player.text


@pytest.mark.parametrize("lane", [("z" * 66, "z" * 66)], indirect=True)
@pytest.mark.usefixtures("lane")
async def test_without_colour_it_is_drawn_in_shades(opened: Opened) -> None:
    async with opened("lane", size=(120, 40), colours="none") as player:
        assert "▓" * 66 in player.text


@pytest.mark.usefixtures("lane")
async def test_pictures_can_be_turned_off(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        player.app.settings = replace(player.app.settings, pictures=False)
        player.app.screen.canvas.redraw()  # type: ignore[attr-defined]
        assert not on_screen(player)
        await player.press("i")
        assert "A lane with one lit window." in player.text


async def test_a_scene_without_a_picture_has_nothing_to_tell(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        before = player.text
        await player.press("i")
        assert player.text == before


# ---- the title
def test_the_title_picture_is_as_wide_as_the_screen_and_gives_way_below_24_rows() -> None:
    assert title(80, 23, "colour") == ()
    assert [len(title(80, height, "colour")) for height in (24, 30, 40)] == [5, 6, 8]
    for width in (56, 80, 132, 133, 240):
        assert {width_of(line) for line in title(width, 40, "colour")} == {width}


@pytest.mark.parametrize("seen", ["colour", "cells", "shades", "ascii"])
def test_it_survives_without_colours(seen: Manner) -> None:
    lines = title(80, 24, seen)
    assert len(lines) == 5
    if seen in ("shades", "ascii"):
        assert "#" in "".join(map(plain, lines)) or "*" in "".join(map(plain, lines))  # a lamp is lit


async def test_the_title_screen_shows_it(opened: Opened) -> None:
    async with opened(size=(80, 24)) as player:
        assert on_screen(player)
        assert "장마당  J A N G M A D A N G" in player.text
    async with opened(size=(80, 23)) as player:
        assert not on_screen(player)
