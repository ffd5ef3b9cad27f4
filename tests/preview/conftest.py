"""A small story in a folder of its own, and somebody who writes it with the preview open."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import quick_screens  # noqa: F401
from textual.pilot import Pilot

from jangmadang.preview.app import Lint, PreviewApp
from jangmadang.preview.session import WritingSession
from jangmadang.settings import Settings
from jangmadang.tui.drawing.lines import plain, width_of
from jangmadang.tui.face import Colours

COVER = """\
jangmadang: 1
id: small
title: Small
start: lane
state:
  money: {start: 140, max: 1000, meter: true}
  risk: {start: 10, max: 100, meter: true}
  warned: false
people:
  mina: {name: Mi-na, trust: 35}
conditions:
  poor: money < 200
"""
LANE = """\
scenes:
  lane:
    title: The lane
    text:
      - Nobody is in the lane.
      - {when: warned, text: You were told of the whistle.}
    choices:
      - {text: To the stall, goto: stall, effects: {risk: +5}}
      - text: Wait
        id: wait
        once: true
        stay: true
        chance: [{id: quiet, odds: 60}, {id: whistle, effects: {warned: true}}]
"""
STALL = """\
scenes:
  stall:
    title: The stall
    text: The stall stands where it stood.
    choices:
      - {text: Buy a roll of cloth, id: buy, cost: {money: 200}, goto: lane}
      - {text: Sell it all, id: sell, when: risk < 12 and not poor, locked: Not with these eyes on you., goto: lane}
      - {text: Go home, id: leave, goto: home}
      - {text: Ask Mi-na, id: ask, when: warned, goto: lane}
  home:
    title: Home
    text: You are home.
    ending: {title: Home at last}
"""
FILES = {"story.yaml": COVER, "lane.yaml": LANE, "stall.yaml": STALL}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The story."""
    story = tmp_path / "small"
    story.mkdir()
    for name, text in FILES.items():
        (story / name).write_text(text)
    return story


class Writer:
    """Somebody who writes, and looks at the preview."""

    def __init__(self, app: PreviewApp, pilot: Pilot[None], folder: Path) -> None:
        self.app, self.pilot, self.folder = app, pilot, folder

    @property
    def lines(self) -> list[str]:
        lines = self.app.screen.canvas.lines  # type: ignore[attr-defined]
        assert all(width_of(line) <= self.app.size.width for line in lines)
        return [plain(line).rstrip() for line in lines]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """All that is drawn, line breaks counted as spaces."""
        return " ".join(self.text.split())

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if sign == " " else sign for sign in words))
        await self.settle()

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.app.ask(int)
        await self.pilot.pause()

    async def click(self, words: str) -> None:
        y = next(number for number, line in enumerate(self.lines) if words in line)
        await self.pilot.click(offset=(self.lines[y].index(words) + 1, y))
        await self.settle()

    async def save(self, name: str, old: str, new: str) -> None:
        """As editors save, under another name first; and wait until the preview has read it."""
        file = self.folder / name
        text = file.read_text()
        assert old in text
        fresh = file.with_name(f".{name}.new")
        fresh.write_text(text.replace(old, new))
        os.replace(fresh, file)
        await self.read_again()

    async def read_again(self) -> None:
        """Wait until the preview has read what was saved."""
        script = self.app.session.script
        for _ in range(500):
            if self.app.session.script is not script:
                break
            await asyncio.sleep(0.01)
        else:
            raise AssertionError("the save was not noticed")
        await self.settle()
        await self.pilot.pause(0.01)


Opened = Callable[..., AbstractAsyncContextManager[Writer]]


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> Opened:
    """Opens the preview of the story; lint finds nothing unless it is given."""

    @asynccontextmanager
    async def open_it(
        size: tuple[int, int] = (80, 24),
        at: str = "",
        test: Path | None = None,
        lint: Lint = lambda script: script.problems,
        editors: list[Sequence[str]] | None = None,
        colours: Colours = "full",
    ) -> AsyncIterator[Writer]:
        session = WritingSession(folder, tmp_path / "home", 7, at, test)

        def run_editor(command: Sequence[str]) -> int:
            if editors is not None:
                editors.append(command)
            return 0

        app = PreviewApp(session, Settings(motion=False), colours, lambda settings: None, lint, run_editor)
        try:
            async with app.run_test(size=size) as pilot:
                writer = Writer(app, pilot, folder)
                await writer.settle()
                yield writer
        finally:
            app.finish()

    return open_it
