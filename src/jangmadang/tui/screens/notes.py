"""All field notes that were met: found by typing, read as cards."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.events import Key as Pressed

from ...play.note_search import found
from ...play.view import NoteView
from ..drawing.lines import Line
from ..drawing.notes import BESIDE, Search, notes_lines
from ..hangul import latin
from ..keys import FOUND, bindings
from ..widgets.canvas import Canvas
from .base import CanvasScreen


class NotesScreen(CanvasScreen):
    """Takes letters; shows a list, and the card of the note that one stands at."""

    NAME = "Field notes"
    ABOUT = (
        "Words of the place that the story has met: how to say each, what it is, where that is from. Type to find one "
        "by its word, its Hangul or what it means."
    )
    TYPED = True
    KEYS = FOUND
    BINDINGS = bindings(FOUND)

    def __init__(self, notes: Sequence[NoteView], in_all: int, first: str = "") -> None:
        """`first`: a note whose card is open at once."""
        super().__init__()
        self._notes, self._in_all = notes, in_all
        self._found = list(notes)
        at = next((number for number, note in enumerate(notes) if note.id == first), 0)
        self._search = Search(at=at, opened=bool(first))
        self._page = 1
        """How many are in sight."""
        self._most = 0
        """How far the card can be scrolled."""

    def unused(self) -> set[str]:
        """Where the card stands beside the list there is nothing to open."""
        return {"take"} if self._reading or self.size.width >= BESIDE else set()

    @property
    def _reading(self) -> bool:
        return self._search.opened and self.size.width < BESIDE

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The list, the card, or both."""
        most = self.game_app.settings.measure
        how = (self._search, self.hints(), width, height, most)
        lines, self._page, self._most = notes_lines(self._found, len(self._notes), self._in_all, *how)
        return lines

    def _see(self, **changes: object) -> None:
        self._search = replace(self._search, **changes)
        self.redraw()

    async def on_key(self, event: Pressed) -> None:
        """A character is part of the word; all else is as bound. Over a card space reads on."""
        query = self._search.query
        if event.key == "backspace" and not self._reading:
            query = query[:-1]
        elif event.character and event.is_printable and not (event.key == "space" and (self._reading or not query)):
            query = (query + event.character).lstrip()[:40]
        elif event.key == "space":
            self.action_read_on()
        else:
            return
        event.stop()
        event.prevent_default()
        if query != self._search.query:
            self._found = found(self._notes, query, latin(query))
            self._see(query=query, at=0, opened=False, scroll=0)

    def action_move(self, by: int) -> None:
        """Another note; over a card, lines of it."""
        if self._reading:
            self._scroll(by)
        else:
            self.action_card(by)

    def action_card(self, by: int) -> None:
        """Another note."""
        if self._found:
            at = max(0, min(len(self._found) - 1, self._search.at + by))
            self._see(at=at, scroll=0)

    def action_page(self, by: int) -> None:
        """A screenful of notes, or of the card."""
        if self._reading or self._most:
            self._scroll(by * max(1, self._page - 1))
        else:
            self.action_card(by * self._page)

    def action_read_on(self) -> None:
        """Further in the card."""
        self._scroll(max(1, self._page - 1))

    def _scroll(self, by: int) -> None:
        self._see(scroll=max(0, min(self._most, self._search.scroll + by)))

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves as the arrows do."""
        self.action_move(message.by)

    def action_take(self) -> None:
        """Open the card."""
        if self._found:
            self._see(opened=True, scroll=0)

    async def clicked(self, kind: str, value: str) -> None:
        """A note was clicked."""
        self._see(at=int(value), opened=True, scroll=0)

    def action_leave(self) -> None:
        """From the card to the list, from what was typed to all notes, and back to where one was."""
        if self._reading:
            self._see(opened=False, scroll=0)
        elif self._search.query:
            self._found = list(self._notes)
            self._see(query="", at=0, scroll=0)
        else:
            self.dismiss()
