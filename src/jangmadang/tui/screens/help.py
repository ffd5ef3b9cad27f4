"""The help page of whichever screen it is opened over."""

from __future__ import annotations

from collections.abc import Sequence

from ..drawing.help import help_lines, key_entries
from ..drawing.lines import Line
from ..drawing.signs import meanings
from ..keys import EVERYWHERE, STOP
from .base import CanvasScreen
from .reading import ReadingScreen


class HelpScreen(ReadingScreen):
    """What the screen beneath is, its keys, its signs."""

    HELPS = False

    def __init__(self, over: CanvasScreen) -> None:
        super().__init__("Help", over.NAME)
        self._over = over

    def body(self, width: int) -> Sequence[Line]:
        """All from the tables that bind the keys and draw the signs."""
        over = self._over
        called = self.game_app.keyboard.shown
        everywhere = (*EVERYWHERE, STOP)
        own = [(name, [key for key in keys if key not in everywhere]) for name, keys in over.helped()]
        size = over.canvas.size
        here, elsewhere = meanings(over.draw(*size)) if size else ([], [])
        groups = [
            *((name, key_entries(keys, called)) for name, keys in own),
            ("signs on this screen", here),
            ("everywhere", key_entries(everywhere, called)),
            ("other signs", elsewhere),
        ]
        return help_lines(over.ABOUT, groups, width)

    def action_help(self) -> None:
        """It is open: the same key closes it."""
        self.action_leave()
