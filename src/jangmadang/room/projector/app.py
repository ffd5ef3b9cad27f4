"""The projector's app: it shows an open room on the terminal; screens, colours and settings are the game's.

`main(…)` opens a room or takes one up again, lets phones in, shows the projector, and gives the exit code. Room, server
and screen share one event loop; all that is kept is kept by the room.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from ... import settings
from ...settings import Settings
from ...tui import face
from ...tui.app import JangmadangApp
from ..hosting import Room
from ..snapshot import Projector
from .drawing.frame import Door
from .screen import ProjectorScreen

CANVAS = Path(__file__).parents[2] / "tui" / "widgets" / "canvas.tcss"

Opening = Callable[[Room], AbstractAsyncContextManager[Door]]
"""Lets phones in while it is entered, and gives how they come in; a door without an address is for raised hands."""


class NoGame:
    """There is no shelf behind a room."""

    problem: str | None = None

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


class HostApp(JangmadangApp):
    """A room on the wall. The room must be entered, and stays so until the app has ended."""

    CSS_PATH = str(CANVAS)
    TITLE = "jangmadang host"

    def __init__(
        self,
        room: Room,
        door: Door,
        chosen: Settings | None = None,
        colours: face.Colours = "full",
        keep_settings: Callable[[Settings], str | None] = settings.write,
        ticks: bool = True,
    ) -> None:
        super().__init__(NoGame(), chosen, colours, keep_settings=keep_settings)
        self.room, self.door = room, door
        self.hands = not door.address
        """The room votes by raised hands: no phone can come."""
        self.ticks = ticks
        """Clocks go on between two changes of the room; a picture's stand still."""
        self.drawn = -1
        """The room's change that is shown."""
        self.wall: ProjectorScreen | None = None
        self._hinted = False
        """The wall will look at the room soon."""
        self._unwatch: Callable[[], None] | None = None

    async def _show_title(self) -> None:
        """The room as it is."""
        self.wall = ProjectorScreen(self.look())
        await self.push_screen(self.wall)
        self._unwatch = self.room.watch(self._told)

    async def leave_play(self) -> None:
        """There is nothing behind it."""
        self.exit()

    async def action_quit(self) -> None:
        """From anywhere: the room is asked first, where something is under way."""
        from .asking import AskScreen

        if self.wall is None or isinstance(self.screen, AskScreen):
            self.exit()
            return
        while self.screen is not self.wall and len(self.screen_stack) > 1:
            await self.pop_screen()
        self.wall.action_part()

    def look(self) -> Projector:
        """The room's snapshot, which is then what is shown."""
        self.drawn = self.room.change
        return self.room.projector()

    def _told(self) -> None:
        # Called in the room's own task, which is none of the app's: what it starts there would not know its app.
        if self.wall is not None and self.wall.is_attached and not self._hinted:
            self._hinted = self.wall.call_later(self._heard)

    def _heard(self) -> None:
        self._hinted = False
        if self.wall is not None and self.wall.is_attached:
            self.wall.take()

    def finish(self) -> None:
        """The room is watched no more."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        super().finish()


def main(room: Room, opening: Opening, chosen: Settings | None = None) -> int:
    """Show the room until whoever leads it leaves; gives the exit code. Raises what `opening` raises."""
    if os.environ.get("NO_COLOR") == "":
        # Empty means not set (no-color.org); Textual takes its mere presence for a wish.
        del os.environ["NO_COLOR"]
    gc.disable()
    try:
        app = asyncio.run(_hold(room, opening, chosen or settings.read()))
    finally:
        gc.enable()
    if app.last_words:
        print(f"jangmadang: {app.last_words}", file=sys.stderr)
    return app.return_code or 0


async def _hold(room: Room, opening: Opening, chosen: Settings) -> HostApp:
    async with room, opening(room) as door:
        app = HostApp(room, door, chosen, face.colours())
        try:
            await app.run_async()
        finally:
            app.finish()
        return app
