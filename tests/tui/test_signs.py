"""Signs: every screen can be drawn with safe ones and with a typewriter's, and nothing moves for it."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len

from jangmadang.tui.drawing.lines import Piece, plain
from jangmadang.tui.drawing.signs import TABLE, curve, meanings, spelled, spelling

from .conftest import SIZES, Opened, Player

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")

WAYS: list[tuple[str, list[str]]] = [
    ("", []),
    ("", ["1"]),
    ("lane", []),
    ("lane", ["1"]),
    ("lane", ["question_mark"]),
    ("lane", ["question_mark", "space", "space"]),
    ("lane", ["p"]),
    ("lane", ["n", "enter"]),
    ("lane", ["N"]),
    ("lane", ["g"]),
    ("lane", ["1", "3", "j"]),
    ("lane", ["1", "2", "m"]),
    ("lane", ["1", "2", "m", "enter"]),
    ("lane", ["f2"]),
    ("lane", ["f2", "k"]),
    ("lane", ["ctrl+p"]),
    ("lane", ["ctrl+p", "o", "o"]),
    ("long", ["space"]),
    ("market", ["down", "right"]),
    ("market.corn", []),
    ("bribe", []),
    ("screening", []),
    ("crossing", []),
    ("end", ["space", "space"]),
    ("end", ["1"]),
    ("end", ["2"]),
]
"""Ways to every screen: where the game is opened, and what is pressed."""


async def odd(opened: Opened, glyphs: str, size: tuple[int, int]) -> dict[str, str]:
    """Characters that do not belong, with where they were seen. Letters are words of the story, and stay."""
    found: dict[str, str] = {}
    for scene, keys in WAYS:
        async with opened(scene, size=size, set_to={"glyphs": glyphs}) as player:
            await player.press(*keys)
            for character in set(player.text) - {"\n"}:
                word = unicodedata.category(character).startswith("L")
                ambiguous = unicodedata.east_asian_width(character) == "A"
                if not word and (ord(character) > 127 if glyphs == "ascii" else ambiguous):
                    found[character] = f"{scene} {keys}"
    return found


@sizes
async def test_a_typewriter_can_draw_every_screen(opened: Opened, size: tuple[int, int]) -> None:
    assert await odd(opened, "ascii", size) == {}


@sizes
async def test_safe_signs_are_one_column_wide_everywhere(opened: Opened, size: tuple[int, int]) -> None:
    assert await odd(opened, "safe", size) == {}


async def lines_of(opened: Opened, glyphs: str, scene: str) -> list[str]:
    async with opened(scene, set_to={"glyphs": glyphs}) as player:
        return player.lines


@pytest.mark.parametrize("scene", ["", "lane", "market", "bribe", "screening", "crossing"])
async def test_nothing_moves_when_other_signs_are_chosen(opened: Opened, scene: str) -> None:
    full, safe, typed = [await lines_of(opened, glyphs, scene) for glyphs in ("full", "safe", "ascii")]
    picture = len(full) - 18 if not scene else 0  # of the title, drawn anew for each
    for one, two, three in list(zip(full, safe, typed, strict=True))[picture:]:
        assert cell_len(one) == cell_len(two) == cell_len(three)
        kept = [number for number, character in enumerate(one) if character.isascii() and character.isalnum()]
        assert all(two[number] == three[number] == one[number] for number in kept)


@pytest.mark.parametrize("column", ["full", "safe", "ascii"])
def test_one_sign_has_one_meaning_in_each_column(column: str) -> None:
    told = [getattr(sign, column) for sign in TABLE if sign.meaning]
    assert len(told) == len(set(told))


def test_every_sign_is_as_wide_as_the_one_it_stands_for() -> None:
    for glyphs in ("safe", "ascii"):
        for code, sign in spelling(glyphs).items():
            assert cell_len(sign) == cell_len(chr(code)) == 1, (chr(code), sign)
            assert unicodedata.east_asian_width(sign) != "A", sign
            assert glyphs == "safe" or sign.isascii(), sign


def test_a_rising_curve_rises_on_a_typewriter_too() -> None:
    (line,) = spelled([(Piece(curve([1, 1, 2, 3, 4, 5], 3)),)], "ascii")
    assert plain(line) == "_.#" or (plain(line)[0] in "_." and plain(line)[-1] == "#")


async def test_the_help_says_first_what_is_on_the_screen(opened: Opened) -> None:
    async with opened("lane", size=(120, 40)) as player:
        here, elsewhere = meanings(player.app.screen.canvas.lines)  # type: ignore[attr-defined]
        assert {"▸", "✗", "✓", "▴", "▾", "▪", "▫", "word"} <= {sign for sign, _ in here}
        assert "♦" in {sign for sign, _ in elsewhere}


async def test_the_terminals_cursor_is_where_one_stands(opened: Opened) -> None:
    def at(player: Player) -> tuple[int, int]:
        x, y = player.app.cursor_position
        return y, x

    async with opened("lane", set_to={"cursor": True}) as player:
        for key in ("down", "down", "up", "1"):
            await player.press(key)
            row = player.lines.index(player.at)
            assert at(player) == (row, player.at.index("▸"))
        await player.press("question_mark")
        assert at(player) == (2, 0)
        await player.press("escape")
        assert at(player)[0] == player.lines.index(player.at)
