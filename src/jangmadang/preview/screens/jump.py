"""The line to jump by: typed, completed, and read while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key as Pressed

from ...desk.jumping import Completion, Misread, complete, read
from ...tui.drawing.lines import Line
from ...tui.hangul import latin
from ...tui.keys import bindings
from ...tui.screens.base import CanvasScreen
from ...tui.widgets.canvas import Canvas
from ..drawing.jump import jump_lines
from ..keys import JUMPING
from ..session import WritingSession

LONGEST = 2_000
"""Characters of a line."""


class JumpScreen(CanvasScreen):
    """Gives the line, or None."""

    KEYS = JUMPING
    BINDINGS = bindings(JUMPING)
    HELPS = False
    TYPED = True

    def __init__(self, session: WritingSession, line: str = "") -> None:
        super().__init__()
        self._session = session
        self._line, self._at = line, 0
        self._found: list[Completion] = []
        self._wrong: Misread | None = None
        self._look_up()

    def _look_up(self) -> None:
        story = self._session.run.story
        self._found = complete(self._line, story)
        found = read(self._line, story)
        self._wrong = found if isinstance(found, Misread) else None
        self._at = min(self._at, max(0, len(self._found) - 1))

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The line, what is wrong with it, how it may go on."""
        return jump_lines(self._line, self._wrong, self._found, self._at, self.hints(), width, height)

    async def on_key(self, event: Pressed) -> None:
        """A character is part of the line; all else is as bound."""
        if event.key == "backspace":
            self._write(self._line[:-1])
        elif event.key in ("ctrl+u", "ctrl+w"):
            self._write("" if event.key == "ctrl+u" else self._line.rstrip().rpartition(" ")[0])
        elif event.character and event.is_printable:
            self._write(self._line + latin(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def _write(self, line: str) -> None:
        self._line, self._at = line.lstrip()[:LONGEST], 0
        self._look_up()
        self.redraw()

    def action_move(self, by: int) -> None:
        """Another way to go on."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self.redraw()

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves as the arrows do."""
        self.action_move(1 if message.by > 0 else -1)

    def action_complete(self) -> None:
        """Take what the sign stands at into the line."""
        if self._found:
            self._write(self._found[self._at].line)

    async def clicked(self, kind: str, value: str) -> None:
        """A way to go on was clicked."""
        self._at = int(value)
        self.action_complete()

    def action_take(self) -> None:
        """Go there. A line that cannot be read yet is completed, where there is something to complete it by."""
        if self._wrong is not None and self._found and self._found[self._at].line != self._line:
            self.action_complete()
        elif self._wrong is None:
            self.dismiss(self._line)  # type: ignore[arg-type]

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss(None)
