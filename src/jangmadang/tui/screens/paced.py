"""A screen whose text comes paragraph by paragraph, where the player wants it so.

It remembers what was read, counts the paragraphs of the page that have come, and keeps one timer at most; none is left
once all is there. What was read before is there at once, in any playthrough of this sitting and in scenes seen in
earlier lives; so is everything under reduced motion, and what another screen was opened over.
"""

from __future__ import annotations

from msgspec.structs import replace
from textual.timer import Timer

from ...play.view import Page
from ..drawing.coming import coming, words_of
from ..drawing.page import Frame, Look
from .base import CanvasScreen

PAUSE = 0.5
"""Seconds between paragraphs."""
WORD = 0.25
"""Seconds that one takes to read a word, where the text comes slowly."""


class PacedScreen(CanvasScreen):
    """Holds how far the text has come in `_look`."""

    _look: Look
    _frame: Frame | None

    def __init__(self) -> None:
        super().__init__()
        self._life: frozenset[str] = frozenset()
        """Paragraphs read in this playthrough."""
        self._been: frozenset[str] = frozenset()
        """Scenes whose text was read in earlier lives."""
        self._next: Timer | None = None

    def _begin_text(self, page: Page, read: bool = False) -> None:
        """The text of another page begins to come; `read`: somebody was here before and saved."""
        app = self.game_app
        now = app.settings
        if self._next is not None:
            self._next.stop()
            self._next = None
        at_once = read or not now.motion or now.text == "at once"
        ever = app.read | frozenset(one.plain for one in page.text) if page.scene in self._been else app.read
        self._look = replace(self._look, coming=coming(page, self._life, ever, at_once))
        words = words_of(page)
        self._life |= words
        app.read |= words

    def _go_on_coming(self) -> None:
        """Called whenever the page is drawn: only then is it known how much of it is in sight."""
        if self._look.coming.so_far is not None and self._next is None:
            self.call_later(self._wait)

    def _wait(self) -> None:
        """Wait for the next paragraph, if there is one in sight."""
        so_far = self._look.coming.so_far
        if so_far is None or self._next is not None or self._frame is None:
            return
        if so_far >= len(self._frame.comes):
            self._show_all()
            return
        slow = self.game_app.settings.text == "slow"
        pause = max(2 * PAUSE, WORD * self._frame.comes[so_far - 1]) if slow else PAUSE
        self._next = self.set_timer(pause, self._come)

    def _come(self) -> None:
        self._next = None
        if (so_far := self._look.coming.so_far) is not None:
            self._look = replace(self._look, coming=replace(self._look.coming, so_far=so_far + 1))
            self.redraw()

    def _show_all(self) -> bool:
        """All there is to read, at once; False when it was there already."""
        if self._next is not None:
            self._next.stop()
            self._next = None
        if self._look.coming.so_far is None:
            return False
        self._look = replace(self._look, coming=replace(self._look.coming, so_far=None))
        self.redraw()
        return True

    def on_screen_suspend(self) -> None:
        """Nothing moves behind another screen."""
        self._show_all()
