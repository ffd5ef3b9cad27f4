"""Opening a story of one's own: one types or pastes where it lies, or walks there through the folders."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key as Pressed
from textual.events import Paste

from ..drawing.lines import Line
from ..drawing.opening import opening_lines
from ..keys import OPENING, bindings
from ..widgets.canvas import Canvas
from .base import CanvasScreen

LONGEST = 4000
"""Characters of a path."""


class OpeningScreen(CanvasScreen):
    """Takes a path; `opened` is then the story's id on the shelf and what is to be said of it, or nothing."""

    NAME = "Opening a story of your own"
    ABOUT = (
        "Type where the story lies, or paste it, or drop its folder on the terminal. A story is a folder that holds a "
        "story.yaml, or a single file that ends in .yaml. Beneath stand the folders and stories that begin so: tab "
        "types on as far as there is only one way, enter or a click goes into a folder and opens a story.\n\n"
        "What was opened once stands among the stories until you take it off; nothing of it is ever changed."
    )
    KEYS = OPENING
    BINDINGS = bindings(OPENING)
    TYPED = True

    def __init__(self, typed: str = "~/") -> None:
        super().__init__()
        self._typed = typed
        self._ways: tuple[tuple[str, bool], ...] = ()
        self._at: int | None = None
        """The way that one stands at, or the line itself."""
        self._notice = ""
        self._busy = False
        self.opened: tuple[str, str] | None = None

    async def on_mount(self) -> None:
        """What there is to begin with."""
        await self._look()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The line and what could be meant by it."""
        return opening_lines(self._typed, self._ways, self._at, self._notice, self.hints(), width, height)

    async def on_key(self, event: Pressed) -> None:
        """A character is part of the path; all else is as bound."""
        if event.key == "backspace":
            typed = self._typed[:-1]
        elif event.character and event.is_printable:
            typed = self._typed + event.character
        else:
            return
        event.stop()
        event.prevent_default()
        await self._type(typed)

    async def on_paste(self, event: Paste) -> None:
        """What was pasted, or dropped on the terminal: a whole path takes the place of what stood there."""
        event.stop()
        pasted = " ".join(event.text.splitlines()).strip()
        whole = pasted[:1] in ("/", "~", "'", '"') or pasted[1:3] == ":\\" or pasted.startswith("file:")
        await self._type(pasted if whole else self._typed + pasted)

    async def _type(self, typed: str) -> None:
        self._typed, self._notice, self._at = typed[:LONGEST], "", None
        await self._look()

    async def _look(self) -> None:
        """Which ways there are; keys come one after another, so what is drawn is of what was typed last."""
        self._ways = await self.game_app.ask(self.game_app.game.within, self._typed)
        self.redraw()

    async def action_complete(self) -> None:
        """On as far as there is one way; at a way, that way."""
        if self._at is not None:
            await self._type(self._ways[self._at][0])
        else:
            await self._type(await self.game_app.ask(self.game_app.game.completed, self._typed))

    async def action_clear(self) -> None:
        """An empty line."""
        await self._type("")

    def action_move(self, by: int) -> None:
        """Another way; above the first is the line."""
        at = (-1 if self._at is None else self._at) + by
        self._at = max(0, min(len(self._ways) - 1, at)) if at >= 0 and self._ways else None
        self.redraw()

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves as the arrows do."""
        self.action_move(message.by)

    async def action_take(self) -> None:
        """What one stands at, or what was typed."""
        if self._at is None:
            await self._open(self._typed)
        else:
            await self._go(*self._ways[self._at])

    async def clicked(self, kind: str, value: str) -> None:
        """A folder or a story."""
        if kind == "way" and int(value) < len(self._ways):
            await self._go(*self._ways[int(value)])

    async def _go(self, path: str, story: bool) -> None:
        await (self._open(path) if story else self._type(path))

    async def _open(self, typed: str) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            game = self.game_app.game
            name = await self.game_app.ask(game.shelve, typed)
            self._notice = game.problem or ""
        finally:
            self._busy = False
        if name:
            self.opened = name, self._notice
            self.dismiss()
        else:
            self._at = None
            self.redraw()

    def action_leave(self) -> None:
        """Back to the stories."""
        self.dismiss()
