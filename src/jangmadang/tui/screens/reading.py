"""Screens to read: journal, field notes, people and pack, help. All scroll alike and go back with escape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ...play.view import JournalLine, NoteView, Page
from ..drawing.lines import Line, line
from ..drawing.reading import framed, journal_lines, measure, note_lines, people_page
from ..keys import CARDS, READING, SCROLL, Key, bindings
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


class JournalScreen(ReadingScreen):
    """All turns so far; opens at the latest."""

    NAME = "The journal"
    ABOUT = "All that was read, chosen and changed in this playthrough, the latest at the end."

    def __init__(self, turns: Sequence[JournalLine], width: int, lines: Sequence[Line]) -> None:
        """A long life takes a while to lay out: `lines` are laid out already, for so wide a screen."""
        super().__init__("Journal", f"{len(turns)} page{'' if len(turns) == 1 else 's'}", at_end=True)
        self._turns = turns
        self._laid_out = width, lines

    def body(self, width: int) -> Sequence[Line]:
        """The turns."""
        return journal_lines(self._turns, width)


class PeopleScreen(ReadingScreen):
    """People and pack."""

    NAME = "People and pack"
    ABOUT = "Who you have met and how it stands between you; what you carry, and what lies at home."

    def __init__(self, page: Page) -> None:
        super().__init__("People and pack")
        self._page = page

    def body(self, width: int) -> Sequence[Line]:
        """Both lists."""
        return people_page(self._page, width)


class NotesScreen(ReadingScreen):
    """Field notes, one card at a time."""

    NAME = "Field notes"
    ABOUT = "Words of the place that the story has met, one a card: how to say it, what it is, where that is from."

    KEYS = CARDS
    BINDINGS = bindings(CARDS)

    def __init__(self, notes: Sequence[NoteView], first: str = "") -> None:
        super().__init__("Field notes")
        self._notes = notes
        self._card = next((number for number, note in enumerate(notes) if note.id == first), 0)

    def far(self) -> str:
        """Which card of how many."""
        return f"‹ {self._card + 1} of {len(self._notes)} ›" if self._notes else ""

    def body(self, width: int) -> Sequence[Line]:
        """The card."""
        if not self._notes:
            return [line("No word has been met yet.", "muted")]
        return note_lines(self._notes[self._card], width)

    def action_card(self, by: int) -> None:
        """The note before or after, round and round."""
        if self._notes:
            self._card = (self._card + by) % len(self._notes)
            self._scroll, self._laid_out = 0, (0, ())
            self.redraw()
