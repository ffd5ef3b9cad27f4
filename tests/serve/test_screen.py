"""What the page makes of what a game writes: styles and colours, places, sequences that it knows, does not know, or
gets in pieces.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from .chromium import PROGRAM, Page
from .looking import look, page_of, replayed

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")

RED, PAPER, INK = "#c9584a", "#14110f", "#ebe0cc"
LOOKS: dict[str, dict[str, object]] = {
    "": {"ink": INK, "paper": PAPER},
    "31": {"ink": RED},
    "91": {"ink": "#e8735c"},
    "41": {"paper": RED},
    "103": {"paper": "#f0c070"},
    "38;5;208": {"ink": "#ff8700"},
    "48;5;244": {"paper": "#808080"},
    "38;5;9": {"ink": "#e8735c"},
    "38;2;1;2;3;1": {"ink": "#010203", "bold": True},
    "1;2;3;4;9": {"bold": True, "italic": True, "underline": True, "strike": True, "ink": "#958d80"},
    "31;7": {"ink": PAPER, "paper": RED},
    "1;3;4;22;23;24": {"bold": False, "italic": False, "underline": False},
    "31;41;39;49": {"ink": INK, "paper": PAPER},
    "1;31;0": {"bold": False, "ink": INK},
    "58;5;1;31": {"ink": RED},
}
"""What is seen of a cell that is written with this style."""
SKIPPED = ["\x1b[>31u", "\x1b[<u", "\x1b[?1015h", "\x1b]8;id=1;http://a.b\x1b\\", "\x1b]10;?\x07", "\x1bP+q544e\x1b\\"]
SKIPPED += [
    "\x1b(B",
    "\x1b7",
    "\x1b[2 q",
    "\x1b[5:7;2x",
    "\x07",
    "\x00",
    "\x1b_G;\x1b\\",
    "\x1b[12\x1b[0m",
    "\x1b]torn\x1b[0m",
]


@asynccontextmanager
async def reader() -> AsyncIterator[Page]:
    """A page in which screens can be made and fed."""
    async with page_of("echo.py") as (_, page):
        await page.value("import('./screen.mjs').then((it) => (Object.assign(window, it), 1))")
        yield page


async def read(page: Page, *pieces: str, size: tuple[int, int] = (12, 4)) -> dict[str, Any]:
    """The words, the looks, the cursor and the modes of a screen after these pieces, and what it told."""
    made = f"const told = []; const screen = new Screen({size[0]}, {size[1]}, (...what) => told.push(what.join(' ')));"
    fed = f"for (const piece of {json.dumps(pieces)}) screen.feed(piece);"
    given = "return JSON.stringify({ words: screen.words(), looks: screen.rows.map((row) => row.looks), told,"
    given += " cursor: screen.cursor, held: screen.heldSince > 0, modes: [...screen.modes] })"
    return dict(json.loads(await page.value(f"(() => {{ {made} {fed} {given} }})()")))


async def test_styles_and_colours() -> None:
    async with reader() as page:
        for style, wanted in LOOKS.items():
            told = await read(page, f"\x1b[{style}mx" if style else "x")
            look = told["looks"][0][0]
            assert {part: look[part] for part in wanted} == wanted, style


async def test_places_and_what_is_erased() -> None:
    async with reader() as page:
        full = "".join(f"\x1b[{row};1Habcdefghijkl" for row in range(1, 5))
        assert (await read(page, "\x1b[2;3Hone\ntwo\rthree"))["words"] == ["", "  one", "three two"[:5] + "two", ""]
        assert (await read(page, full, "\x1b[H\x1b[2J"))["words"] == [""] * 4
        assert (await read(page, full, "\x1b[2;3H\x1b[K"))["words"][1] == "ab"
        assert (await read(page, full, "\x1b[2;3H\x1b[1K"))["words"][1] == "   defghijkl"
        assert (await read(page, full, "\x1b[2;3H\x1b[J"))["words"] == ["abcdefghijkl", "ab", "", ""]
        assert (await read(page, full, "\x1b[2;3H\x1b[41m\x1b[K"))["looks"][1][5]["paper"] == RED
        assert (await read(page, full, "\x1b[?1049h"))["words"] == [""] * 4
        # A frame for a larger window runs over into nothing.
        assert (await read(page, full, "\x1b[4;9HNNNNNNNN\nNN\x1b[9;1HNN\x1b[1;40HN"))["words"][3] == "abcdefghNNNN"
        assert (await read(page, full, "\x1b[1;1HNN\x1b[12;12H한"))["words"][0] == "NNcdefghijkl"


async def test_wide_signs_take_two_cells_and_never_half_a_one() -> None:
    async with reader() as page:
        assert (await read(page, "장마당", "\x1b[1;4Hx"))["words"][0] == "장 x당"
        assert (await read(page, "장마당", "\x1b[1;3Hx"))["words"][0] == "장x 당"
        assert (await read(page, "abcdef", "\x1b[1;2H한"))["words"][0] == "a한def"
        assert (await read(page, "\x1b[1;12H한"))["words"][0] == ""
        assert (await read(page, "e\u0301a"))["words"][0] == "e\u0301a"
        signs = [
            chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0xFFFE)) if code != 0x115F
        ]
        widths = await page.value(f"{json.dumps(signs)}.map(width)")
        differ = [
            sign for sign, width in zip(signs, widths, strict=True) if sign.isprintable() and width != cell_len(sign)
        ]
        assert differ == []


async def test_what_it_does_not_know_leaves_no_trace() -> None:
    async with reader() as page:
        for sequence in SKIPPED:
            told = await read(page, f"one{sequence}two")
            assert told["words"][0] == "onetwo" and told["told"] == [], sequence


async def test_pieces_are_read_as_the_whole() -> None:
    text = (
        "\x1b[?2026h\x1b[2;3H\x1b[38;2;1;2;3m한글 ok\x1b]2;title\x1b\\\x1b]52;c;aGk=\x07\x1bPq\x1b\\!\x1b[0m\x1b[?2026l"
    )
    async with reader() as page:
        whole = await read(page, text)
        assert whole["told"] == ["title title", "copy aGk="] and whole["words"][1] == "  한글 ok!" and not whole["held"]
        for at in range(1, len(text)):
            assert await read(page, text[:at], text[at:]) == whole, at


async def test_what_is_asked_is_answered_and_modes_are_kept() -> None:
    async with reader() as page:
        told = await read(
            page, "\x1b[?1000h\x1b[?1003;1006h\x1b[?1000l\x1b[?25l\x1b[?2026$p\x1b[?12$p\x1b[3;4H\x1b[6n\x1b]52;c;?\x07"
        )
        assert told["told"] == ["answer \x1b[?2026;2$y", "answer \x1b[?12;0$y", "answer \x1b[3;4R"]
        assert told["modes"] == [1003, 1006] and told["cursor"] == {"x": 3, "y": 2, "shown": False}
        assert (await read(page, "\x1b[?2026hx"))["held"]


async def test_a_frame_is_shown_whole_and_one_that_never_ends_all_the_same(tmp_path: Path) -> None:
    begun = b"\x1b[?2026h\x1b[1;1Hhalf of it"
    async with replayed(tmp_path, [begun, b"\x1b[2;1Hand the rest\x1b[?2026l", begun + b" again"]) as (_, page):
        await page.press("a")
        await page.press("b")
        await page.until("and the rest")
        await page.press("c")
        await page.until("half of it again")


async def test_the_cursor_is_shown_where_it_is_wished(tmp_path: Path) -> None:
    async with replayed(tmp_path, [b"\x1b[?25h\x1b[3;5H"]) as (_, page):
        place = "JSON.stringify([getComputedStyle(keys).opacity, keys.getBoundingClientRect().toJSON()])"
        assert json.loads(await page.value(place))[0] == "0"
        await page.press("a")
        seen = await look(page)
        for _ in range(100):
            opacity, box = json.loads(await page.value(place))
            if opacity == "1":
                break
            await asyncio.sleep(0.02)
        width, height = seen.signs[0].width, seen.heights[0]
        assert (opacity, box["left"], box["top"]) == ("1", seen.box[0] + 4 * width, seen.box[1] + 2 * height)
        assert (box["width"], box["height"]) == (width, height)


async def test_the_rim_takes_the_games_paper(tmp_path: Path) -> None:
    hanji = "\x1b[48;2;245;240;228;38;2;43;37;32m"
    sky = "\x1b[1;1H\x1b[44mX\x1b[0m"
    async with replayed(tmp_path, [f"{hanji}\x1b[2Jon paper{sky}".encode(), b"\x1b[0m\x1b[2Jat night"]) as (_, page):
        rim = "JSON.stringify([getComputedStyle(document.body).backgroundColor, document.documentElement.className])"
        await page.press("a")
        await page.until("n paper")
        assert json.loads(await page.value(rim)) == ["rgb(245, 240, 228)", "light"]
        await page.press("b")
        await page.until("at night")
        assert json.loads(await page.value(rim)) == ["rgb(20, 17, 15)", ""]
