"""Outcomes to pick from: what a choice can draw, each with its odds as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...tui.drawing.lines import Line
from ...tui.keys import bindings
from ...tui.screens.base import CanvasScreen
from ...tui.widgets.canvas import Canvas
from ..drawing.jump import pick_lines
from ..keys import PICKING


class PickScreen(CanvasScreen):
    """Gives the number of the one picked, or None."""

    KEYS = PICKING
    BINDINGS = bindings(PICKING)
    HELPS = False

    def __init__(self, choice: str, falls: Sequence[tuple[str, ...]], odds: Mapping[str, int]) -> None:
        super().__init__()
        self._choice, self._falls, self._odds = choice, falls, odds
        self._at = 0

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The outcomes."""
        return pick_lines(self._choice, self._falls, self._odds, self._at, self.hints(), width, height)

    def action_move(self, by: int) -> None:
        """Another outcome."""
        self._at = (self._at + by) % len(self._falls)
        self.redraw()

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves as the arrows do."""
        self.action_move(1 if message.by > 0 else -1)

    def action_choose(self, number: int) -> None:
        """That one."""
        if number <= len(self._falls):
            self.dismiss(number - 1)  # type: ignore[arg-type]

    def action_take(self) -> None:
        """The one that the sign stands at."""
        self.dismiss(self._at)  # type: ignore[arg-type]

    async def clicked(self, kind: str, value: str) -> None:
        """One was clicked."""
        self.dismiss(int(value))  # type: ignore[arg-type]

    def action_leave(self) -> None:
        """None."""
        self.dismiss(None)
