"""What a player does on the page, in a real Chromium, and what reaches the game of it: keys, Korean letters, what is
pasted, the mouse, a finger, a window that changes.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from .chromium import PROGRAM, Page
from .looking import look, page_of, replayed

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")

KEYS = {
    "up": ("ArrowUp",),
    "ctrl+right": ("ArrowRight", "ctrl"),
    "alt+left": ("ArrowLeft", "alt"),
    "shift+down": ("ArrowDown", "shift"),
    "home": ("Home",),
    "end": ("End",),
    "pageup": ("PageUp",),
    "pagedown": ("PageDown",),
    "insert": ("Insert",),
    "delete": ("Delete",),
    "backspace": ("Backspace",),
    "enter": ("Enter",),
    "tab": ("Tab",),
    "f1": ("F1",),
    "f2": ("F2",),
    "f4": ("F4",),
    "f8": ("F8",),
    "f10": ("F10",),
    "ctrl+p": ("p", "ctrl"),
    "ctrl+q": ("q", "ctrl"),
    "alt+x": ("x", "alt"),
    "j": ("j",),
    "J": ("J", "shift"),
    "question_mark": ("?", "shift"),
    "space": (" ",),
}
"""What Textual calls a key, and what is pressed for it."""
THE_BROWSERS = [("F3",), ("F7",), ("f", "ctrl"), ("+", "ctrl"), ("0", "ctrl"), ("i", "ctrl", "shift"), ("c", "meta")]


@asynccontextmanager
async def listening() -> AsyncIterator[Page]:
    """A page whose game shows what it is sent."""
    async with page_of("echo.py", query="?font=18") as (_, page):
        yield page


async def sent(page: Page, until: Callable[[list[Any]], bool]) -> list[Any]:
    """What has come to the game, once it is as asked."""
    for _ in range(250):
        text = "".join(row.ljust(20) for row in await page.rows()).strip()
        messages = json.loads(text) if text.endswith("]") else []
        if until(messages):
            return list(messages)
        await asyncio.sleep(0.02)
    raise AssertionError(text)


async def test_textual_knows_each_key() -> None:
    async with listening() as page:
        for pressed in (*THE_BROWSERS, *KEYS.values(), ("Escape",)):
            await page.press(*pressed)
        asked, *messages, escape = await sent(page, lambda messages: "\x1b" in messages)
        assert (asked, escape) == ("\x1b[?2026;2$y", "\x1b")
        known = [parsed(text) for text in messages]
        assert known == [*KEYS]


def parsed(text: str) -> str:
    """What Textual calls the key that sends this."""
    parser = XTermParser()
    events = [*parser.feed(text), *parser.feed("")]
    (event,) = (event for event in events if isinstance(event, Key))
    return event.key


async def test_composed_letters_come_whole_and_once() -> None:
    pressed = "keys.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅎ', isComposing: true, bubbles: true }))"
    async with listening() as page:
        await page.value(pressed)  # as a Korean input method lets it be seen
        for parts, whole in ((("ㅎ", "하", "한"), "한"), (("ㅣ",), "ㅣ")):
            for part in parts:
                await page.call("Input.imeSetComposition", text=part, selectionStart=1, selectionEnd=1)
            assert await page.value("document.getElementById('keys').matches('.composing')")
            await page.call("Input.insertText", text=whole)
        await page.press("j")
        assert (await sent(page, lambda messages: "j" in messages))[1:] == ["한", "ㅣ", "j"]


async def test_what_is_pasted_is_marked_and_brings_no_keys() -> None:
    async with listening() as page:
        paste = "(() => { const clipboardData = new DataTransfer();"
        paste += " clipboardData.setData('text', 'one\\r\\ntwo \\x1b[Aend 끝');"
        paste += (
            " document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })) })()"
        )
        await page.value(paste)
        messages = await sent(page, lambda messages: len(messages) > 1)
        assert messages[1:] == ["\x1b[200~one\rtwo [Aend 끝\x1b[201~"]


async def cell(page: Page) -> tuple[float, float]:
    """How wide and high it is, in pixels of the page."""
    seen = await look(page)
    return min(sign.width for sign in seen.signs), seen.heights[0]


async def test_a_click_is_the_games_and_a_drag_selects(tmp_path: Path) -> None:
    async with replayed(tmp_path, ["\x1b[1;1H장마당 market and more\x1b[2;1Hthe second row".encode()]) as (_, page):
        await page.press("a")
        await page.until("market")
        width, height = await cell(page)
        await page.drag((1, height / 2), (13 * width, height / 2))
        assert await page.value("document.getSelection().toString()") == "장마당 market"
        await page.value("document.getSelection().collapseToStart()")
        await page.drag((1, height / 2), (4 * width, 1.5 * height))
        assert await page.value("document.getSelection().toString()") == "장마당 market and more\nthe "
        for words in ("장마당 mar", "second"):
            assert await page.value(f"document.getSelection().removeAllRanges() || window.find('{words}')"), words
    async with listening() as page:
        width, height = await cell(page)
        here, there = (2.5 * width, 3.5 * height), (10.5 * width, 3.5 * height)
        await page.drag(here, here)
        await page.mouse("Moved", there)
        await page.mouse("Wheel", there, deltaX=0, deltaY=3 * height)
        await page.mouse("Wheel", there, deltaX=0, deltaY=-6.5 * height)
        await page.drag((1.5 * width, height), there)  # selects; the game is not told
        await page.press("c", "ctrl")
        below = (2.5 * width, 9.5 * height)
        await page.drag(below, below)  # ends what is selected
        await page.drag(here, here, "shift")
        await page.press("j")
        messages = (await sent(page, lambda messages: "j" in messages))[1:]
        assert messages == [
            "\x1b[<0;3;4M",
            "\x1b[<0;3;4m",
            "\x1b[<35;11;4M",
            "\x1b[<65;11;4M",
            "\x1b[<64;11;4M",
            "\x1b[<64;11;4M",
            "j",
        ]


async def test_what_is_selected_stays_while_other_rows_change(tmp_path: Path) -> None:
    written = ["\x1b[1;1Hkept as it is\x1b[2;1Hbefore", "\x1b[1;1H\x1b[0mkept as it is\x1b[2;1Hafterwards"]
    async with replayed(tmp_path, [data.encode() for data in written]) as (_, page):
        await page.press("a")
        await page.until("before")
        await page.value("document.getSelection().selectAllChildren(document.getElementById('screen').firstChild)")
        await page.mouse("Wheel", (9, 9), deltaX=0, deltaY=70)
        await page.until("afterwards")
        assert await page.value("document.getSelection().toString()") == "kept as it is"


async def test_a_finger_taps_and_draws() -> None:
    async with listening() as page:
        width, height = await cell(page)
        await page.call("Emulation.setTouchEmulationEnabled", enabled=True)
        at = {"x": 4.5 * width, "y": 10.5 * height}
        await page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[at])
        await page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        await page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[at])
        for rows in range(1, 7):
            moved = at | {"y": at["y"] - rows * height}
            await page.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=[moved])
        await page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        messages = (await sent(page, lambda messages: len(messages) > 4))[1:]
        assert messages == ["\x1b[<0;5;11M", "\x1b[<0;5;11m", "\x1b[<65;5;11M", "\x1b[<65;5;11M"]


async def test_a_window_that_changes_is_told_within_bounds() -> None:
    async with listening() as page:
        width, height = await cell(page)
        await page.resize((round(91 * width) + 3, round(31 * height) + 5))
        assert (await sent(page, lambda messages: [91, 31] in messages))[-1] == [91, 31]
        await page.resize((40, 40))
        assert (await sent(page, lambda messages: len(messages) > 2))[-1] == [20, 10]
        await page.resize((round(90 * width) + 3, round(30 * height) + 5))
        await sent(page, lambda messages: [90, 30] in messages)
        seen = await look(page)
        assert seen.box[:2] == (1, 2)  # half of what is left over, in whole pixels


@pytest.mark.parametrize("scale", [1, 1.25, 2])
async def test_letters_are_as_large_as_asked_and_cells_whole_pixels_of_the_display(
    scale: float,
) -> None:
    async with page_of("echo.py", query="?font=30", scale=scale) as (_, page):
        width, height = await cell(page)
        assert 14 < width < 20 and 30 < height < 40  # as the font has it
        assert abs(width * scale - round(width * scale)) < 0.03
        assert abs(height * scale - 2 * round(height * scale / 2)) < 0.03
