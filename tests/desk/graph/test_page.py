"""The page in a real Chromium: found, searched, opened, by mouse and by keyboard, and nothing is asked of anybody.

Where there is no Chromium these tests are skipped; where a change is judged (CI), that is a failure.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from drawn_stories import graph_of
from serve.chromium import PROGRAM, Page, browser
from test_written import HOSTILE

from jangmadang.desk.graph import StoryGraph, story_graph, with_run, written
from jangmadang.play.playtests import play_test, read_play_test
from jangmadang.story import shelf
from jangmadang.story.loading import Script

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")

PANEL = "document.getElementById('panel').innerText"


@asynccontextmanager
async def opened(
    tmp_path: Path, graph: StoryGraph, hash_: str = "", size: tuple[int, int] = (1300, 800)
) -> AsyncIterator[Page]:
    """The page of a graph, shown from the disk. On leaving, nothing was wrong with it and nothing was asked for."""
    assert PROGRAM is not None, "CI has a Chromium: .ci/run installs it"
    path = tmp_path / "graph.html"
    path.write_text(written(graph, "html"), "utf-8")
    async with browser() as chromium, chromium.page(f"{path.as_uri()}{hash_}", size) as page:
        await page.call("Log.enable")
        await until(page, f"{PANEL}.length > 0")
        yield page
        assert page.faults == [] and page.complaints == []
        assert {asked.partition("#")[0] for asked in page.asked if not asked.startswith("data:")} == {path.as_uri()}


async def until(page: Page, held: str) -> None:
    """Wait until an expression holds in the page."""
    for _ in range(500):
        if await page.value(f"Boolean({held})"):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never: {held}\n{await page.value(PANEL)}\n{page.faults}{page.complaints}")


async def place(page: Page, graph: StoryGraph, id_: str) -> tuple[float, float]:
    """The middle of a card, in the window."""
    number = next(n for n, card in enumerate(graph.cards) if card.id == id_)
    box = f"""document.querySelector('[data-card="{number}"] .title').getBoundingClientRect()"""
    x, y, wide, high = await page.value(f"(box => [box.x, box.y, box.width, box.height])({box})")
    return x + wide / 2, y + high / 2


async def type_(page: Page, words: str) -> None:
    for sign in words:
        await page.press(sign)


async def test_a_hundred_to_one_is_found_searched_and_opened(tmp_path: Path, hundred: Script) -> None:
    graph = story_graph(hundred)
    async with opened(tmp_path, graph) as page:
        cards = await page.value("document.querySelectorAll('#map [role=button][aria-label]').length")
        assert cards == len(graph.cards) == 80
        assert "act3-paper.yaml" in await page.value(PANEL)  # the list of all scenes

        await page.press("/")
        await type_(page, "quilt")
        await until(page, "document.getElementById('found').textContent.endsWith('found')")
        many = int((await page.value("document.getElementById('found').textContent")).split()[0])
        assert many > 1 and await page.value("document.querySelectorAll('.card.hit').length") == many
        first = await page.value("location.hash")
        await page.press("Enter")
        await until(page, "location.hash")
        second = await page.value("location.hash")
        await page.press("Enter")
        await until(page, f"location.hash !== {json.dumps(second)}")
        assert first == "" and (await page.value("document.getElementById('found').textContent")).startswith("2 of")
        await page.press("Escape")
        await page.value("document.activeElement.blur()")

        await page.press("0")
        await page.drag(at := await place(page, graph, "noon"), at)
        await until(page, f"{PANEL}.includes('Till the shutters')")
        said = await page.value(PANEL)
        noon = next(card for card in graph.cards if card.id == "noon")
        assert f"noon · {noon.file}:{noon.line}" in said and "if quilt_out" in said
        for words in (
            noon.text[0].text[0][:40],
            noon.choices[0].text,
            "Comes from",
            "Who tells you",
            "Leads to",
            "Aloud",
        ):
            assert words in said, words
        assert await page.value("location.hash") == "#noon"
        near = await page.value("document.querySelectorAll('.link.near').length")
        assert near == 7  # six doors, each there and back, and the road from the scene before

        before = await page.value("document.getElementById('view').getAttribute('transform')")
        await page.drag((300, 400), (380, 430))
        assert await page.value("document.getElementById('view').getAttribute('transform')") != before
        assert await page.value("location.hash") == "#noon"  # dragging opens nothing
        await page.value("document.activeElement.blur()")
        for key in ("ArrowLeft", "+", "-"):
            before = await page.value("document.getElementById('view').getAttribute('transform')")
            await page.press(key)
            assert await page.value("document.getElementById('view').getAttribute('transform')") != before, key
        before = await page.value("document.getElementById('view').getAttribute('transform')")
        await page.mouse("Wheel", (400, 300), deltaX=0, deltaY=-200)
        await until(page, f"document.getElementById('view').getAttribute('transform') !== {json.dumps(before)}")
        await page.press("Escape")
        await until(page, f"{PANEL}.includes('act1-saturday.yaml')")


@pytest.mark.long
async def test_the_keyboard_alone_gets_everywhere(tmp_path: Path, three_days: Script) -> None:
    graph = story_graph(three_days)
    async with opened(tmp_path, graph) as page:
        await page.press("Tab")
        assert await page.value("document.activeElement.className") == "jump"
        for _ in range(5):
            await page.press("Tab")
        assert await page.value("document.activeElement.dataset.card") == "0"
        await page.press("Enter")
        await until(page, f"{PANEL}.includes({json.dumps(graph.cards[0].title)})")
        assert await page.value("document.activeElement.id") == "panel"
        await page.press("Tab")
        await page.press("Tab")
        going = await page.value("document.activeElement.title")
        await page.press("Enter")
        await until(page, f"location.hash === {json.dumps('#' + going)}")


@pytest.mark.long
async def test_a_link_leads_to_a_scene_and_back_leads_back(tmp_path: Path, three_days: Script) -> None:
    graph = story_graph(three_days)
    last = graph.cards[-1]
    async with opened(tmp_path, graph, f"#{last.id}") as page:
        await until(page, f"{PANEL}.includes({json.dumps(last.title)})")
        x, y = await place(page, graph, last.id)
        assert 0 < x < 910 and 0 < y < 800
        await page.value(f"location.hash = {json.dumps(graph.start)}")
        await until(page, f"{PANEL}.includes({json.dumps(graph.cards[0].title)})")
        await page.value("history.back()")
        await until(page, f"{PANEL}.includes({json.dumps(last.title)})")
        await page.value("location.hash = '%'")
        await until(page, "!document.querySelector('.card.here')")


@pytest.mark.long
async def test_a_run_is_listed_in_order(tmp_path: Path, hundred: Script) -> None:
    test = read_play_test(shelf.shipped()["hundred"] / "tests" / "metre.yaml").test
    assert test is not None and hundred.story is not None
    graph = with_run(story_graph(hundred), play_test(hundred.story, test).run)
    async with opened(tmp_path, graph) as page:
        assert f"The run, {len(graph.run)} stops" in await page.value(PANEL)
        listed = await page.value("[...document.querySelectorAll('#panel ol .go')].map(go => go.title)")
        assert listed == [stop.card for stop in graph.run]


@pytest.mark.long
async def test_a_story_cannot_do_anything_in_the_page(tmp_path: Path) -> None:
    graph = graph_of(HOSTILE)
    async with opened(tmp_path, graph, "#one") as page:
        await until(page, f"{PANEL}.includes('onerror')")
        assert await page.value("document.querySelectorAll('img, iframe, [onerror]').length") == 0
        assert await page.value("document.querySelector('#panel h2').textContent") == graph.cards[0].title
        inside = "(() => { const s = document.createElement('script'); s.textContent = 'window.did = 1';"
        await page.value(f"{inside} document.body.append(s) }})()")
        assert await page.value("window.did") is None
        page.complaints.clear()  # the browser says that it refused that


@pytest.mark.long
async def test_by_night_and_in_a_narrow_window_all_is_there(tmp_path: Path, three_days: Script) -> None:
    async with opened(tmp_path, story_graph(three_days), size=(420, 800)) as page:
        dark = [{"name": "prefers-color-scheme", "value": "dark"}]
        await page.call("Emulation.setEmulatedMedia", features=dark)
        assert await page.value("getComputedStyle(document.body).backgroundColor") == "rgb(20, 17, 15)"
        boxes = "['main', 'aside', 'header'].map(it => document.querySelector(it).getBoundingClientRect())"
        wide = await page.value(f"{boxes}.every(box => box.width <= 420 && box.height > 40)")
        assert wide and await page.value("document.documentElement.scrollWidth") <= 420
