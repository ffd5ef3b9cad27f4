"""A room on the wall, in a test: a real session with its file, somebody at the keys, a clock moved by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import quick_screens  # noqa: F401
from textual.pilot import Pilot

from jangmadang.play.ready import ready
from jangmadang.play.turn import Rules
from jangmadang.room.answers import Options, Refused
from jangmadang.room.clock import Clock
from jangmadang.room.commands import named
from jangmadang.room.hosting import Room
from jangmadang.room.projector.app import HostApp
from jangmadang.room.projector.drawing.frame import Door
from jangmadang.room.snapshot import Projector
from jangmadang.settings import Settings
from jangmadang.story import shelf
from jangmadang.tui.drawing.lines import plain, width_of
from jangmadang.tui.face import Colours

ADDRESS = "http://192.168.43.1:8000/K4T2M9"
PHONES = Door("K4T2M9", ADDRESS, "MARKET")


@cache
def rules_of(name: str = "three-days") -> Rules:
    story = ready(shelf.shipped()[name]).story
    assert story is not None
    return Rules(story)


class Hands:
    """A clock whose hands are moved by a test."""

    def __init__(self) -> None:
        self.at = 1_000
        self.clock = Clock(lambda: 1_772_000_000_000, lambda: self.at)


class Leader:
    """Somebody who leads a room, at the keys."""

    def __init__(self, room: Room, app: HostApp, pilot: Pilot[None], hands: Hands) -> None:
        self.room, self.app, self.pilot, self.hands = room, app, pilot, hands

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.look()

    async def look(self) -> None:
        """Until the wall shows the room as it is."""
        await self.pilot.pause()
        assert self.app.wall is not None
        self.app.wall._look()

    async def vote(self, *votes: tuple[int, int]) -> None:
        """So many phones, each new, vote for the choice with that number: (number, phones)."""
        sight = self.sight
        for number, phones in votes:
            choice = next(option.id for option in sight.options if option.number == number)
            for at in range(phones):
                joined = await self.room.join()
                assert not isinstance(joined, Refused)
                self.room.came(joined.ticket)
                voted = await self.room.vote(joined.ticket, sight.question, sight.round, choice, f"{number}-{at}")
                assert not isinstance(voted, Refused), voted
        await self.look()

    async def command(self, name: str, **arguments: str | int | dict[str, int]) -> None:
        """As from the facilitator's phone."""
        answer = await self.room.do(named(name, **arguments), self.room.projector().version)
        assert not isinstance(answer, Refused), answer
        await self.look()

    def later(self, seconds: float) -> None:
        self.hands.at += int(seconds * 1000)

    @property
    def sight(self) -> Projector:
        assert self.app.wall is not None
        return self.app.wall.sight

    @property
    def state(self) -> str:
        return self.room.projector().state

    @property
    def lines(self) -> list[str]:
        lines = self.app.screen.canvas.lines  # type: ignore[attr-defined]
        assert len(lines) == self.app.size.height
        assert all(width_of(line) <= self.app.size.width for line in lines)
        return [plain(line).rstrip() for line in lines]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """All on one line, however it is wrapped."""
        return " ".join(self.text.split())


@asynccontextmanager
async def on_the_wall(
    folder: Path,
    options: Options | None = None,
    door: Door = PHONES,
    size: tuple[int, int] = (56, 18),
    story: str = "three-days",
    theme: str = "lamp",
    colours: Colours = "full",
    glyphs: str = "full",
    resume: Path | None = None,
) -> AsyncIterator[Leader]:
    """A new room of the story, or one that goes on, shown at a size."""
    hands = Hands()
    if resume is not None:
        room = Room.resumed(resume, rules_of(story))
    else:
        file = shelf.shipped()[story]
        room = Room.opened(rules_of(story), options or Options(seed=7, minutes=15), file, folder, hands.clock)
    settings = Settings(motion=False, theme=theme, glyphs=glyphs)
    async with room:
        app = HostApp(room, door, settings, colours, lambda settings: None, ticks=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Leader(room, app, pilot, hands)
            app.finish()
