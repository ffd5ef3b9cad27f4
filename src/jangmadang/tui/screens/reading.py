"""Screens to read: help, a single turn. All scroll alike and go back with escape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ..drawing.lines import Line
from ..drawing.reading import framed, measure
from ..keys import READING, SCROLL, Key, bindings
from ..widgets.canvas import Canvas
from .base import CanvasScreen


class ReadingScreen(CanvasScreen):
    """A title and text that scrolls."""

    KEYS: ClassVar[tuple[Key, ...]] = READING
    BINDINGS = bindings(READING)

    def __init__(self, title: str, far: str = "", at_end: bool = False) -> None:
        super().__init__()
        self._title, self._far = title, far
        self._scroll = 1_000_000 if at_end else 0
        self._room = 1
        self._laid_out: tuple[int, Sequence[Line]] = (0, ())
        """How wide a column the text was laid out for, and its lines."""

    def body(self, width: int) -> Sequence[Line]:
        """The text at that width."""
        raise NotImplementedError

    def far(self) -> str:
        """What stands at the right end of the title line."""
        return self._far

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """Title, text from where one has scrolled to, keys."""
        app = self.game_app
        most, onward = app.settings.measure, app.keyboard.shown(SCROLL[0])
        column = measure(width, most)[1]
        if self._laid_out[0] != column:
            self._laid_out = column, self.body(column)
        body = self._laid_out[1]
        self._room = max(1, height - 4)
        self._scroll = max(0, min(self._scroll, len(body) - self._room))
        return framed(self._title, self.far(), body, self._scroll, self.hints(), width, height, most, onward)

    def action_scroll(self, by: int) -> None:
        """So many lines further."""
        self._scroll += by
        self.redraw()

    def action_read_on(self) -> None:
        """A screenful further."""
        self.action_scroll(self._room - 1)

    def action_read_back(self) -> None:
        """A screenful back."""
        self.action_scroll(1 - self._room)

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel."""
        self.action_scroll(message.by)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
