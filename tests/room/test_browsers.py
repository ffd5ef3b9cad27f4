"""The pages in a real Chromium: a tap is saved when the room says so, a phone sleeps and returns, a room dies and comes
back, nothing runs that should not, and everybody can use them.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from axe import axe
from serve.chromium import PROGRAM, Page, browser

from jangmadang.room.commands import Close, Pair, Stop
from jangmadang.room.hosting import Room
from jangmadang.room.serving import Serving

from .web import Served, rules, served

pytestmark = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no Chromium here")
SIZE = (360, 640)


async def holds(page: Page, expression: str) -> Any:
    """Wait until the page's own expression holds."""
    for _ in range(500):
        if told := await page.value(expression):
            return told
        await asyncio.sleep(0.02)
    seen = await page.value("document.body.innerText")
    raise AssertionError(f"never: {expression}\n{seen}\n{page.faults}")


async def says(page: Page, words: str) -> None:
    """Wait until the line that is read aloud says this."""
    await holds(page, f"document.getElementById('status').textContent.includes({words!r})")


async def shows(page: Page, words: str) -> None:
    await holds(page, f"document.getElementById('shown').textContent.includes({words!r})")


async def tap(page: Page, number: int) -> None:
    """Tap a choice where a finger would, in the middle of its row."""
    place = f"""(() => {{
      const row = document.querySelector('input[data-number="{number}"]').closest("label")
      row.scrollIntoView({{ block: "center" }})
      const {{ left, top, width, height }} = row.getBoundingClientRect()
      return [left + width / 2, top + height / 2] }})()"""
    x, y = await page.value(place)
    await page.drag((x, y), (x, y))


async def offline(page: Page, is_so: bool) -> None:
    await page.call(
        "Network.emulateNetworkConditions", offline=is_so, latency=0, downloadThroughput=-1, uploadThroughput=-1
    )


async def pressed(page: Page, words: str) -> None:
    """Press the facilitator's button that says this."""
    found = (
        f"[...document.querySelectorAll('button')].find(one => one.textContent.startsWith({words!r}) && !one.disabled)"
    )
    await holds(page, f"Boolean({found})")
    await page.value(f"{found}.click()")


async def test_a_phone_votes_sleeps_and_returns(tmp_path: Path) -> None:
    async with served(tmp_path) as at, browser() as chromium:
        address = at.serving.address
        async with chromium.page(address, SIZE) as phone:
            await phone.call("Log.enable")
            await says(phone, "You are in.")
            await holds(phone, "document.getElementById('link').textContent.includes('● connected')")
            asked = [request for request in phone.asked if not request.startswith("data:")]
            assert len(asked) <= 4, asked
            await at.until("vote_open")
            await says(phone, "The vote is open")
            heights = (
                "[...document.querySelectorAll('input[type=radio]')].map(one => one.getBoundingClientRect().height)"
            )
            assert min(await phone.value(heights)) >= 48
            await tap(phone, 2)
            await says(phone, "Saved: 2. You can change it.")
            assert at.votes() == {"sell": 0, "keep": 1, "wait": 0}

            await offline(phone, True)
            await tap(phone, 3)
            await says(phone, "Not saved yet")
            assert at.votes()["wait"] == 0
            await offline(phone, False)
            await says(phone, "Saved: 3.")
            assert at.votes() == {"sell": 0, "keep": 0, "wait": 1}

            await phone.call("Page.setWebLifecycleState", state="frozen")
            await at.until("reveal")
            await at.until("scene")
            await at.until("vote_open")
            await phone.call("Page.setWebLifecycleState", state="active")
            await shows(phone, "The row is quiet.")
            await tap(phone, 1)
            await says(phone, "Saved: 1.")
            assert at.votes() == {"home": 1, "stay": 0}
            await at.do(Close())
            await shows(phone, "The vote is closed.")
            assert phone.faults == [] and all("ERR_INTERNET_DISCONNECTED" in told for told in phone.complaints)


async def test_without_script_a_form_votes(tmp_path: Path) -> None:
    async with served(tmp_path) as at, browser() as chromium, chromium.page("about:blank", SIZE) as plain:
        await at.until("vote_open")
        await plain.call("Emulation.setScriptExecutionDisabled", value=True)
        await plain.call("Page.navigate", url=at.serving.address)
        await shows(plain, "What do you choose?")
        await tap(plain, 2)
        await plain.value("document.querySelector('#ballot button').click()")
        await says(plain, "Saved: 2. You can change it.")
        assert at.votes() == {"sell": 0, "keep": 1, "wait": 0} and len(at.room.session.tickets) == 1
        assert not [asked for asked in plain.asked if asked.endswith("/events?as=page")]


async def test_a_room_that_dies_and_is_resumed_has_its_phones_back_and_their_votes(tmp_path: Path) -> None:
    async with browser() as chromium:
        async with served(tmp_path) as at:
            await at.until("vote_open")
            showing = chromium.page(at.serving.address, SIZE)
            phone = await showing.__aenter__()
            await says(phone, "The vote is open")
            await holds(phone, "document.getElementById('link').textContent.includes('● connected')")
        await holds(phone, "document.getElementById('link').textContent.includes('no connection')")
        await tap(phone, 2)
        await says(phone, "Not saved yet")
        async with (
            Room.resumed(at.room.path, rules()) as room,
            await Serving.open(room, port=at.port, tries=1) as serving,
        ):
            await says(phone, "Saved: 2.")
            back = Served(room, serving, [])
            assert back.votes() == {"sell": 0, "keep": 1, "wait": 0} and len(room.session.tickets) == 1
            await showing.__aexit__(None, None, None)


async def test_a_facilitator_leads_from_a_phone(tmp_path: Path) -> None:
    async with served(tmp_path) as at, browser() as chromium, chromium.page(at.serving.lead, SIZE) as lead:
        await lead.call("Log.enable")
        digits = await holds(lead, "document.querySelector('.digits')?.textContent")
        await at.do(Pair(digits))
        voter = await at.phone()
        await pressed(lead, "Begin")
        await pressed(lead, "Open the vote")
        await shows(lead, "Only you see these counts.")
        await voter.vote("keep", "first-try")
        await shows(lead, "1 vote")
        await lead.value("document.querySelector('textarea').value = 'half a word'")
        await voter.vote("sell", "second-try")
        await holds(lead, "document.querySelector('.options .votes').textContent === '1 vote'")
        assert await lead.value("document.querySelector('textarea').value") == "half a word"
        await pressed(lead, "Note it")
        await shows(lead, "half a word")
        await pressed(lead, "Close the vote")
        await pressed(lead, "Show the bars")
        await says(lead, "The bars are shown.")
        await pressed(lead, "Stop and talk")
        await shows(lead, "Who <u>pays</u>?")
        assert lead.faults == [] and lead.complaints == []


@axe.needed
@pytest.mark.parametrize(
    "states",
    [("vote_open",), pytest.param(("lobby", "scene", "vote_closed", "reveal", "stop"), marks=pytest.mark.long)],
)
async def test_everybody_can_use_the_pages_in_both_themes(tmp_path: Path, states: tuple[str, ...]) -> None:
    found: list[str] = []
    async with (
        served(tmp_path) as at,
        browser() as chromium,
        chromium.page(at.serving.lead, SIZE) as lead,
        chromium.page(at.serving.address, SIZE) as phone,
    ):
        digits = await holds(lead, "document.querySelector('.digits')?.textContent")
        found += await axe.violations(lead)
        await at.do(Pair(digits))
        await holds(lead, "Boolean(document.querySelector('.next'))")
        await says(phone, "You are in.")
        for state in states:
            await (at.do(Stop()) if state == "stop" else at.until(state))
            await holds(phone, "document.getElementById('link').textContent.includes('● connected')")
            await asyncio.sleep(0.15)
            found += [f"phone, {state}: {told}" for told in await axe.violations(phone)]
            found += [f"facilitator, {state}: {told}" for told in await axe.violations(lead)]
    assert found == []
