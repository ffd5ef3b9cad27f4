"""The page in a real Chromium: the keyboard plays at once, nothing is asked of anybody else, nobody else gets in.

Where there is no Chromium these tests are skipped; where a change is judged (CI), that is a failure.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .chromium import PROGRAM, Browser, Page, browser

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")

CHOICE = re.compile(r"^\s*▸?\s+([1-9]) (?!✗)(\S.*)$", re.MULTILINE)
TURNS = 300
"""More than the longest way through Three Days takes."""


@asynccontextmanager
async def served(tmp_path: Path, *words: str) -> AsyncIterator[str]:
    """`jangmadang serve` with saves in tmp_path; gives the address, and ends it with Ctrl-C."""
    env = {**os.environ, "JANGMADANG_HOME": str(tmp_path / "home")}
    line = [sys.executable, "-m", "jangmadang", "serve", "--no-open", *words]
    process = await asyncio.create_subprocess_exec(*line, env=env, stdout=PIPE)
    try:
        assert process.stdout is not None
        told = await asyncio.wait_for(process.stdout.readline(), 20)
        yield told.decode().split()[-1]
    finally:
        process.send_signal(2)
        assert await asyncio.wait_for(process.wait(), 20) == 130


@asynccontextmanager
async def opened(tmp_path: Path, *words: str) -> AsyncIterator[tuple[Browser, str]]:
    """A browser beside a served game, and the game's address."""
    assert PROGRAM is not None, "CI has a Chromium: .ci/run installs it"
    async with served(tmp_path, *words) as address, browser() as chromium:
        yield chromium, address


def kept(tmp_path: Path) -> list[Path]:
    """What the only visitor has kept."""
    (visitor,) = (tmp_path / "home" / "visitors").iterdir()
    return [path for path in visitor.rglob("*") if path.is_file()]


async def turn(page: Page, taken: Counter[str]) -> None:
    """Take the choice that was taken least, or read on where none is shown; wait for another page."""
    before = await page.text()
    choices = CHOICE.findall(before)
    number, caption = min(choices, key=lambda choice: (taken[choice[1]], -int(choice[0])), default=(" ", ""))
    taken[caption] += 1
    await page.press(number)
    for _ in range(50):
        if await page.text() != before:
            return
        await asyncio.sleep(0.02)


async def test_the_keyboard_plays_three_days_to_an_ending_and_nothing_leaves_the_machine(tmp_path: Path) -> None:
    async with opened(tmp_path) as (chromium, address), chromium.page(address, (800, 480)) as page:
        shelf = re.search(r"([1-9]) Three Days", await page.until("Three Days"))
        assert shelf is not None
        await page.press(shelf[1])  # without a click before
        await page.until("Journal")
        taken: Counter[str] = Counter()
        for _ in range(TURNS):
            await turn(page, taken)
            if "Take the last turn back" in await page.text():
                break
        else:
            raise AssertionError(await page.text())
        assert page.faults == [] and kept(tmp_path)
        assert {urlsplit(asked).netloc for asked in page.asked} == {urlsplit(address).netloc}
        assert any(asked.startswith("ws:") for asked in page.asked)


async def test_who_comes_again_goes_on_where_they_were(tmp_path: Path) -> None:
    async with opened(tmp_path, "three-days") as (chromium, address):
        async with chromium.page(address) as page:
            await page.until("Only a line")
            await page.press("1")
            after = await page.until(lambda text: "Journal" in text and "Only a line" not in text)
        title = next(line.strip() for line in after.splitlines()[3:] if line.strip())
        async with chromium.page(address) as page:
            assert title in await page.until("Journal")


async def test_who_leaves_is_told_and_can_play_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as (chromium, address), chromium.page(address) as page:
        await page.until("Three Days")
        await page.press("q")
        assert "kept" in await page.until("left the game")
        await page.press("Enter")
        await page.until("Three Days")
        await page.press("?")
        await page.until("esc Back")


async def test_a_server_that_is_gone_is_told(tmp_path: Path) -> None:
    async with browser() as chromium:
        async with served(tmp_path) as address:
            showing = chromium.page(address)
            page = await showing.__aenter__()
            await page.until("Three Days")
        await page.until("The game on this machine has ended")


async def test_it_fits_the_window_and_follows_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "three-days") as (chromium, address), chromium.page(address, (480, 400)) as page:
        await page.until("Journal")
        assert len(await page.rows()) >= 18
        await page.resize((1300, 700))
        await page.until("carrying")  # what stands beside the text where there is room
        inside = "document.getElementById('screen').getBoundingClientRect().toJSON()"
        box = await page.value(inside)
        assert 1300 - 12 <= box["width"] <= 1300 and box["height"] <= 700


async def test_another_page_cannot_play(tmp_path: Path) -> None:
    async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Type: text/html\r\n\r\nelse")
        await writer.drain()
        writer.close()

    foreign = await asyncio.start_server(elsewhere, "127.0.0.1", 0)
    port = foreign.sockets[0].getsockname()[1]
    async with opened(tmp_path) as (chromium, address):
        socket = f"{address.replace('http', 'ws', 1)}play?width=80&height=24"
        opens = f"new Promise(told => {{ const s = new WebSocket('{socket}'); s.onopen = () => told('open');"
        opens += " s.onerror = () => told('refused') })"
        async with chromium.page(address) as page:
            await page.until("Three Days")
            assert await page.value(opens) == "open"
        async with chromium.page(f"http://127.0.0.1:{port}/") as page:
            assert await page.value(opens) == "refused"
            reads = f"fetch('{address}').then(given => given.text(), () => 'refused')"
            assert await page.value(reads) == "refused"
            frames = f"(() => {{ const f = document.createElement('iframe'); f.src = '{address}'; "
            frames += "document.body.append(f); return new Promise(done => f.onload = () => done('loaded')) })()"
            await page.value(frames)
            assert not [asked for asked in page.asked if asked.endswith(".mjs")]
    foreign.close()


async def heard(page: Page, words: str) -> str:
    """Wait until the words (^ at the beginning) are said to those who hear the page; gives all that is."""
    for _ in range(500):
        if re.search(words, said := str(await page.value("document.getElementById('said').textContent"))):
            return said
        await asyncio.sleep(0.02)
    raise AssertionError(said)


async def test_what_is_new_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, "three-days") as (chromium, address), chromium.page(address) as page:
        first = await heard(page, "Only a line")
        assert first.index("Only a line") < first.index("Roll the blades") < first.index("Bind the blade")
        assert not re.search("[▸▪▫▄█─│]", first)
        await heard(page, "frost from it")  # the last paragraph has come
        await page.press("ArrowDown")
        await heard(page, "^2 Bind the blade")
        await page.press("?")
        await heard(page, "take what the sign")
        beside = "import('./saying.mjs').then(it => it.said([], ['one │ a', 'two │ b', 'and', 'so', '──', 'on']))"
        assert await page.value(beside) == "one two and so on a b"


async def test_how_to_play_by_lines_is_a_link_that_the_keyboard_reaches(tmp_path: Path) -> None:
    async with opened(tmp_path) as (chromium, address), chromium.page(address) as page:
        await page.until("Three Days")
        await page.press("Tab", "shift")
        await page.press("Enter")
        for _ in range(250):
            if "--plain" in (read := str(await page.value("document.body.innerText"))):
                break
            await asyncio.sleep(0.02)
        assert "jangmadang play --plain" in read
