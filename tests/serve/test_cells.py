"""Every cell of real screens, in a real Chromium: its sign where it belongs, its colours as they are seen; compared
with what the game itself holds.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from .chromium import PROGRAM, Page
from .looking import Looked, colours, look, replayed
from .recording import Cell, Screenful, recorded

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")

BLOCKS = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1)}
"""Whether the upper and the lower half are ink."""
DOTS = {(0, 0): 1, (0, 1): 2, (0, 2): 4, (1, 0): 8, (1, 1): 16, (1, 2): 32, (0, 3): 64, (1, 3): 128}
"""The bits of a braille sign, by column and row."""


async def cell_size(page: Page) -> tuple[int, int]:
    """Width and height of a cell: whole pixels."""
    seen = await look(page)
    width, height = seen.signs[0].width, seen.heights[0]
    assert width == round(width) and height == round(height), (width, height)
    return round(width), round(height)


async def resized(page: Page, size: tuple[int, int], cell: tuple[int, int]) -> None:
    """Make the window hold so many columns and rows, and not one more."""
    await page.resize((size[0] * cell[0], size[1] * cell[1]))
    for _ in range(250):
        if len(await page.rows()) == size[1]:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{len(await page.rows())} rows")


def text_differs(screen: Screenful, seen: Looked, cell: tuple[int, int]) -> list[str]:
    """What is not as the game holds it: signs, their places, their widths, their looks."""
    found: dict[tuple[int, int], str] = {}
    wrong = []
    for sign in seen.signs:
        column = round(sign.left / cell[0])
        ours = screen.cells[sign.row][column]
        found[sign.row, column] = sign.sign
        if (
            abs(sign.left / cell[0] - column) > 0.03
            or abs(sign.width / cell[0] - cells_of(screen, sign.row, column)) > 0.03
        ):
            wrong.append(f"{sign} is not where {column} is")
        looks = (sign.ink or ours.ink, sign.bold, sign.italic, sign.underline)
        if ours.sign.strip() and looks != (ours.ink, ours.bold, ours.italic, ours.underline):
            wrong.append(f"{sign} is not {ours}")
    for y, row in enumerate(screen.cells):
        for x, ours in enumerate(row):
            if ours.sign and found.get((y, x), " ") != ours.sign:
                wrong.append(f"row {y} column {x}: {found.get((y, x))} is not {ours.sign}")
    return wrong


def cells_of(screen: Screenful, y: int, x: int) -> int:
    row = screen.cells[y]
    return 2 if x + 1 < len(row) and row[x + 1].sign == "" else 1


def points_of(ours: Cell, cell: tuple[int, int]) -> dict[tuple[int, int], str]:
    """Points of a cell and the colour that each must have; none for letters, which are drawn by a font."""
    width, height = cell
    if ours.sign == " ":
        return dict.fromkeys([(0, 0), (width - 1, height - 1)], ours.paper)
    if ours.sign in BLOCKS:
        rims = [(x, y) for x in (0, width - 1) for y in (0, height // 2 - 1, height // 2, height - 1)]
        upper, lower = BLOCKS[ours.sign]
        return {(x, y): ours.ink if (upper if y < height // 2 else lower) else ours.paper for x, y in rims}
    if ours.sign == "─":
        corners = {(x, y): ours.paper for x in (0, width - 1) for y in (0, height - 1)}
        return corners | {(x, height // 2): ours.ink for x in range(width)}
    if "\u2800" <= ours.sign <= "\u28ff":
        bits = ord(ours.sign) - 0x2800
        at = {(x, y): (width * (1 + 2 * x) // 4, height * (1 + 2 * y) // 8) for x, y in DOTS}
        return {at[dot]: ours.ink if bits & bit else ours.paper for dot, bit in DOTS.items()}
    return {}


async def colours_differ(
    page: Page, blank: Page, screen: Screenful, seen: Looked, cell: tuple[int, int], scale: float = 1
) -> list[str]:
    """What is not seen in the colours that the game holds. The cell is in pixels of the display."""
    wanted: dict[tuple[int, int], tuple[str, str]] = {}
    letters: dict[tuple[int, int], list[tuple[int, int]]] = {}
    left, top = round(seen.box[0] * scale), round(seen.box[1] * scale)
    for y, row in enumerate(screen.cells):
        for x, ours in enumerate(row):
            corner = (left + x * cell[0], top + y * cell[1])
            known = points_of(ours, cell)
            for (right, down), colour in known.items():
                wanted[corner[0] + right, corner[1] + down] = (colour, f"row {y} column {x} ({ours.sign})")
            if not known:
                letters[x, y] = [
                    (corner[0] + right, corner[1] + down) for right in (0, cell[0] - 1) for down in (0, cell[1] - 1)
                ]
    points = [*wanted, *(point for rims in letters.values() for point in rims)]
    given = dict(zip(points, await colours(page, blank, points), strict=True))
    wrong = [
        f"{place}: {given[at]} is not {colour} at {at}" for at, (colour, place) in wanted.items() if given[at] != colour
    ]
    for (x, y), rims in letters.items():
        # A letter reaches into a corner of its cell, not into all four.
        if screen.cells[y][x].paper not in [given[at] for at in rims]:
            wrong.append(f"row {y} column {x}: behind it is {given[rims[0]]}, not {screen.cells[y][x].paper}")
    return wrong


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "lamp"), ((120, 40), "hanji")])
async def test_every_cell_is_as_the_game_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], theme: str
) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    screens = await recorded(monkeypatch, tmp_path, size, theme)
    async with replayed(tmp_path, [screen.written for screen in screens]) as (chromium, page):
        cell = await cell_size(page)
        await resized(page, size, cell)
        async with chromium.page("about:blank") as blank:
            await page.call("Page.bringToFront")
            for key, screen in zip("abcdefghij", screens, strict=False):
                await page.press(key)
                await page.until(lambda text, screen=screen: all(text_of(row) in text for row in screen.cells))
                seen = await look(page)
                assert seen.box == (0, 0, size[0] * cell[0], size[1] * cell[1])
                assert seen.tops == [y * cell[1] for y in range(size[1])]
                assert text_differs(screen, seen, cell) == [], screen.name
                assert await colours_differ(page, blank, screen, seen, cell) == [], screen.name
        assert page.faults == []


def text_of(row: list[Cell]) -> str:
    return "".join(cell.sign for cell in row).rstrip()


INK, PAPER = "#c86432", "#0a141e"
PEN = "\x1b[0;38;2;200;100;50;48;2;10;20;30m"


@pytest.mark.parametrize("scale", [1, 1.25, 1.75])
async def test_pictures_lines_and_braille_meet_without_a_seam(tmp_path: Path, scale: float) -> None:
    braille = [chr(code) for code in range(0x2800, 0x2900)]
    rows = ["█▀▄" * 8, "▄█▀" * 8, "─" * 24, *("".join(braille[at : at + 24]) for at in range(0, 256, 24))]
    rows = [f"{row:24}" for row in rows]
    written = "".join(f"\x1b[{row + 1};1H{PEN}{text}" for row, text in enumerate(rows))
    held = [[Cell(sign, INK, PAPER, False, False, False) for sign in row] for row in rows]
    screen = Screenful("blocks", written.encode(), held)
    async with (
        replayed(tmp_path, [screen.written], scale) as (chromium, page),
        chromium.page("about:blank") as blank,
    ):
        await page.call("Page.bringToFront")
        await page.press("a")
        await page.until(rows[0])
        seen = await look(page)
        cell = (round(seen.signs[0].width * scale), round(seen.heights[0] * scale))
        assert await colours_differ(page, blank, screen, seen, cell, scale) == []


PARTS = {
    "▁": ((4, 7.5), (4, 6)),
    "▇": ((4, 2), (4, 0.5)),
    "▌": ((3, 4), (5, 4)),
    "▐": ((5, 4), (3, 4)),
    "▎": ((1, 4), (4, 4)),
    "▘": ((1, 1), (7, 1)),
    "▟": ((7, 1), (1, 1)),
    "▔": ((4, 0.3), (4, 4)),
    "│": ((4, 7.9), (1, 4)),
    "┌": ((4, 7.9), (4, 0.5)),
    "┤": ((0.3, 4), (7.5, 4)),
}
"""A place that is ink and one that is paper, in eighths of a cell."""


async def test_each_part_of_a_cell_is_where_it_belongs(tmp_path: Path) -> None:
    written = f"\x1b[1;1H{PEN}{''.join(PARTS)}"
    async with replayed(tmp_path, [written.encode()]) as (chromium, page), chromium.page("about:blank") as blank:
        await page.call("Page.bringToFront")
        await page.press("a")
        await page.until("▟")
        seen = await look(page)
        width, height = seen.signs[0].width, seen.heights[0]
        points = [
            (int(seen.box[0] + (column + x / 8) * width), int(seen.box[1] + y / 8 * height))
            for column, places in enumerate(PARTS.values())
            for x, y in places
        ]
        given = await colours(page, blank, points)
        assert dict(zip(PARTS, zip(given[::2], given[1::2], strict=True), strict=True)) == dict.fromkeys(
            PARTS, (INK, PAPER)
        )
