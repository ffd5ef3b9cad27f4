"""From the title to an ending of Three Days, to the map and back to the title: by keys alone, and by the mouse alone.

The player of these tests reads what is drawn and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from short_life import SEED, TITLE, short_life
from textual.events import MouseScrollDown, MouseScrollUp

from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.lines import plain, width_of
from jangmadang.tui.game import Session
from jangmadang.tui.playing import RunGame

from .conftest import SIZES

AT_THE_END = "See this life as a whole"
CHOICE = re.compile(r"^[▸▾▴ ]*(\d)  ?(\S.*)$")
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


class SameLuck(RunGame):
    """The shelf, where every life begins with the same seed."""

    def open(
        self, story_id: str, seed: int | None = None, slot: str = "", *, gentler: bool = False, said: str = ""
    ) -> Session | None:
        return super().open(story_id, SEED, slot, gentler=gentler, said=said)


class Reader:
    """Somebody before the screen: what is drawn, and what can be pressed or clicked."""

    def __init__(self, app: JangmadangApp, pilot: object) -> None:
        self.app, self.pilot = app, pilot

    @property
    def lines(self) -> list[str]:
        lines = self.app.screen.canvas.lines  # type: ignore[attr-defined]
        assert all(width_of(line) <= self.app.size.width for line in lines)
        return [plain(line) for line in lines]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.app.ask(int)  # the game's thread takes one call after another: now it has done all before
        await self.pilot.pause()  # type: ignore[attr-defined]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)  # type: ignore[attr-defined]
        await self.settle()

    async def click(self, words: str) -> None:
        """Where the words are drawn."""
        y = next((number for number, line in enumerate(self.lines) if words in line), -1)
        assert y >= 0, f"{words} is nowhere:\n{self.text}"
        x = self.lines[y].index(words)
        await self.pilot.click(offset=(x + len(words) // 2, y))  # type: ignore[attr-defined]
        await self.settle()

    def at_map(self, ending: str) -> bool:
        """The map is on the screen, and one stands at the ending."""
        return self.lines[0].startswith("  Map ") and any(f"▸ {ending} · you" in line for line in self.lines)

    def choice(self, words: str) -> tuple[int, str, bool] | None:
        """The number in front of a choice's words, its line as far as drawn, and whether the caret stands there."""
        for line in self.lines:
            if found := CHOICE.match(line.split(" │ ")[0].rstrip()):
                drawn = found[2].strip().partition("   ")[0]  # what it costs may stand beside the words
                if words.startswith(drawn) and (len(drawn) > 12 or drawn == words):
                    return int(found[1]), drawn, "▸" in line
        return None


@asynccontextmanager
async def opened(size: tuple[int, int], folder: Path) -> AsyncIterator[Reader]:
    app = JangmadangApp(SameLuck(saves=Saves(folder / "saves")), Settings(motion=False), keep_settings=lambda _: None)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
        app.finish()


async def read_on_by_keys(reader: Reader) -> None:
    for _ in range(20):
        if " more ▾" not in reader.text:
            break
        await reader.press("space")


@sizes
async def test_by_keys_alone(size: tuple[int, int], tmp_path: Path) -> None:
    life = short_life()
    async with opened(size, tmp_path) as reader:
        assert TITLE in reader.text
        await reader.press("enter")
        for number, said in enumerate(life.words):
            await read_on_by_keys(reader)
            for _ in range(20):
                if (there := reader.choice(said)) is not None:
                    break
                await reader.press("down")
            assert there is not None, (said, reader.text)
            if number % 2:
                await reader.press(str(there[0]))
            else:
                for _ in range(20):
                    if (there := reader.choice(said)) is not None and there[2]:
                        break
                    await reader.press("down")
                await reader.press("enter")
        assert life.ending in reader.text and AT_THE_END in reader.text, reader.text
        await reader.press("m")
        assert reader.at_map(life.ending)
        await reader.press("escape")
        assert AT_THE_END in reader.text
        # By the map back to the turn before, and forward again.
        await reader.press("m", "left", "enter", "2")
        assert reader.choice(life.words[-1]) is not None and AT_THE_END not in reader.text
        await reader.press("U")
        assert AT_THE_END in reader.text
        await reader.press("escape")
        assert TITLE in reader.text and AT_THE_END not in reader.text
        await reader.press("1")
        assert f"Ended: {life.ending}" in reader.text, reader.text


async def wheel(reader: Reader, down: bool = True) -> None:
    canvas = reader.app.screen.canvas  # type: ignore[attr-defined]
    turned = MouseScrollDown if down else MouseScrollUp
    canvas.post_message(turned(canvas, 5, 5, 0, 1 if down else -1, 0, False, False, False))
    await reader.settle()


async def choose_by_mouse(reader: Reader, words: str) -> None:
    """The choice with those words: where it is out of sight, by the sign for more."""
    for _ in range(20):
        if (there := reader.choice(words)) is not None:
            await reader.click(there[1])
            return
        lines = reader.lines
        await reader.pilot.click(offset=(0, max(y for y, line in enumerate(lines) if line[:1] == "▾")))  # type: ignore
        await reader.settle()
    raise AssertionError((words, reader.text))


@sizes
async def test_by_the_mouse_alone(size: tuple[int, int], tmp_path: Path) -> None:
    life = short_life()
    async with opened(size, tmp_path) as reader:
        await reader.click(TITLE)
        for said in life.words:
            for _ in range(20):
                if " more ▾" not in reader.text:
                    break
                await reader.click("more ▾")
            await choose_by_mouse(reader, said)
        assert life.ending in reader.text and AT_THE_END in reader.text, reader.text
        await choose_by_mouse(reader, "Look at the map of the story")
        assert reader.at_map(life.ending)
        await reader.click("esc Back")
        assert AT_THE_END in reader.text
        # By the map back to the turn before, and to the end once more.
        await choose_by_mouse(reader, "Look at the map of the story")
        for _ in range(10):
            if life.before in reader.text:
                break
            await wheel(reader, down=False)
        await reader.click(life.before)
        if "Go back to here" not in reader.text:
            await reader.click(f"▸ {life.before}")
        await reader.click("Go back to here")
        assert AT_THE_END not in reader.text
        await choose_by_mouse(reader, life.words[-1])
        await choose_by_mouse(reader, "Back to the stories")
        assert TITLE in reader.text and AT_THE_END not in reader.text
        await reader.click(TITLE)
        assert f"Ended: {life.ending}" in reader.text, reader.text
