"""The palette: everything there is to do, found by typing a word of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key as Pressed

from ..commands import Command, found, offered
from ..drawing.lines import Line
from ..drawing.palette import Row, palette_lines
from ..hangul import latin
from ..keys import FINDING, bindings
from ..widgets.canvas import Canvas
from .base import CanvasScreen


class PaletteScreen(CanvasScreen):
    """Takes letters; gives the command to the screen that it was opened over."""

    KEYS = FINDING
    BINDINGS = bindings(FINDING)
    HELPS = False

    def __init__(self, over: CanvasScreen) -> None:
        super().__init__()
        self._all = offered(over)
        self._found = self._all
        self._query, self._at = "", 0

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """What was typed and what was found."""
        rows = [Row(one.words, one.about, one.key) for one in self._found]
        return palette_lines(self._query, rows, self._at, self.hints(), width, height)[0]

    async def on_key(self, event: Pressed) -> None:
        """A character is part of the word; all else is as bound."""
        if event.key == "backspace":
            self._look_for(self._query[:-1])
        elif event.character and event.is_printable:
            self._look_for((self._query + latin(event.character)).lstrip())
        else:
            return
        event.stop()
        event.prevent_default()

    def _look_for(self, query: str) -> None:
        self._query, self._at = query[:40], 0
        self._found = found(self._all, self._query)
        self.redraw()

    def action_move(self, by: int) -> None:
        """Another command; past an end it goes on at the other when one step is taken."""
        if self._found:
            last = len(self._found) - 1
            self._at = (self._at + by) % (last + 1) if abs(by) == 1 else max(0, min(last, self._at + by))
            self.redraw()

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves as the arrows do, but not past an end."""
        if self._found:
            self._at = max(0, min(len(self._found) - 1, self._at + message.by))
            self.redraw()

    def action_take(self) -> None:
        """Do it, where it is done."""
        if self._found:
            self._carry_out(self._found[self._at])

    async def clicked(self, kind: str, value: str) -> None:
        """A command was clicked."""
        self._carry_out(self._found[int(value)])

    def _carry_out(self, command: Command) -> None:
        app = self.game_app
        self.dismiss()

        async def go() -> None:
            if command.on is not None:
                while app.screen is not command.on:
                    await app.pop_screen()
            await app.run_action(command.action, command.on or app)

        app.call_later(go)

    def action_palette(self) -> None:
        """It is open."""

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
