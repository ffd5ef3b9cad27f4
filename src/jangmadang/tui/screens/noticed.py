"""A page to be read that says, beneath, what came of the last key."""

from __future__ import annotations

from collections.abc import Sequence

from ..drawing.lines import Line, indent, line, wrap
from .reading import ReadingScreen


class NoticedScreen(ReadingScreen):
    """A page to be read that says beneath, until the next key, what came of the last one."""

    _notice = ""

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The page, on as many lines as the notice leaves."""
        said = [indent(one, 4) for one in wrap(line(self._notice, "warning"), width - 8)]
        lines = super().draw(width, height - len(said))
        return [*lines[:-1], *said, lines[-1]]

    def tell(self, notice: str) -> None:
        """Say it."""
        self._notice = notice
        self.redraw()

    def action_scroll(self, by: int) -> None:
        """So many lines further."""
        self._notice = ""
        super().action_scroll(by)
