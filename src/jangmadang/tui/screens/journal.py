"""The journal, its turning points, and a single turn of another playthrough: to be read, and to be gone back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...play.road_view import Turn, Turns
from ..drawing.journal import Laid, Sheet, forks_page, journal_page, laid_out
from ..drawing.lines import Line
from ..drawing.reading import measure
from ..keys import FORKS, JOURNAL, SCROLL, bindings
from ..widgets.canvas import Canvas
from .reading import ReadingScreen
from .roads import Deed, Guide, RoadScreen, deeds_at

if TYPE_CHECKING:
    from ..app import JangmadangApp


class JournalScreen(RoadScreen):
    """All turns so far, and those taken back; opens at the latest unless another is wished."""

    NAME = "The journal"
    ABOUT = (
        "All that was read, chosen and changed in this playthrough, the latest at the end, and after it what was taken "
        "back. Up and down go from turn to turn; enter asks what to do there: go back to it, as far as the start, or "
        "begin a new road there, in a slot of its own, while this one stays as it is."
    )
    KEYS = JOURNAL
    BINDINGS = bindings(JOURNAL)

    def __init__(self, guide: Guide, journal: Turns, at: int, column: int, laid: Laid) -> None:
        """A long life takes a while to lay out: `laid` is laid out already, for so wide a column."""
        super().__init__()
        self._guide, self._journal, self._at = guide, journal, at
        self._laid = column, laid
        self._scroll, self._room = -1, 1

    @staticmethod
    async def opened(guide: Guide, app: JangmadangApp, turn: int | None = None) -> JournalScreen:
        """The journal at a turn, laid out on the game's own thread."""
        journal = await guide.turns()
        column = measure(app.size.width, app.settings.measure)[1]
        laid = await app.ask(laid_out, journal, column)
        at = next((n for n, one in enumerate(journal.turns) if one.number == turn), journal.here)
        return JournalScreen(guide, journal, at, column, laid)

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The text from where one has scrolled to."""
        app = self.game_app
        sheet = Sheet(width, height, app.settings.measure, app.keyboard.shown(SCROLL[0]))
        column = measure(width, sheet.most)[1]
        if self._laid[0] != column:
            self._laid, self._scroll = (column, laid_out(self._journal, column)), -1
        laid = self._laid[1]
        self._room = max(1, height - 4)
        if self._scroll < 0:
            self._scroll = self._from_the_top()
        self._scroll = max(0, min(self._scroll, len(laid.lines) - self._room))
        return journal_page(laid, self._journal, self._at, self._scroll, self.doing, self.hints(), sheet)

    def _from_the_top(self) -> int:
        """Where to scroll to so that the turn one stands at is read from its beginning; the last one from its end."""
        laid = self._laid[1]
        last = self._at == len(self._journal.turns) - 1
        return len(laid.lines) if last else max(0, laid.heads[self._at] - min(2, self._room // 4))

    # ---- moving
    def step(self, by: int) -> None:
        """The turn before or after. What does not fit is read first: one turn is not stepped over unread."""
        self._at = max(0, min(len(self._journal.turns) - 1, self._at + by))
        self._scroll = -1
        self.redraw()

    def action_read_on(self) -> None:
        """A screenful further."""
        self._scrolled(self._room - 1)

    def action_read_back(self) -> None:
        """A screenful back."""
        self._scrolled(1 - self._room)

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel."""
        self._scrolled(message.by)

    def _scrolled(self, by: int) -> None:
        """Other lines; one stands at the first turn that begins among them, or at the one that fills them."""
        if self._deeds:
            return
        laid = self._laid[1]
        self._scroll = max(0, min(self._scroll + by, len(laid.lines) - self._room))
        first, last = self._scroll, self._scroll + self._room
        if not first <= laid.marks[self._at] < last:
            seen = [n for n, mark in enumerate(laid.marks) if first <= mark < last]
            before = [n for n, mark in enumerate(laid.marks) if mark < first]
            self._at = (seen[-1] if by < 0 else seen[0]) if seen else before[-1] if before else 0
        self.redraw()

    def action_first(self) -> None:
        """The first turn."""
        if not self._deeds:
            self.step(-len(self._journal.turns))

    def action_last(self) -> None:
        """The last one, also of what was taken back."""
        if not self._deeds:
            self.step(len(self._journal.turns))

    async def clicked(self, kind: str, value: str) -> None:
        """A turn: stand there, or ask what to do there."""
        if kind != "turn":
            await super().clicked(kind, value)
        elif int(value) != self._at:
            self._at = int(value)
            self._ask(())
        else:
            await self.action_take()

    # ---- what can be done
    async def asked(self) -> Sequence[Deed]:
        """Go there, or begin a new road there."""
        turns = self._journal.turns
        return deeds_at(turns[self._at].number, turns[self._journal.here].number)

    async def action_map(self) -> None:
        """The map, where that turn was."""
        from .map import MapScreen

        place = self._journal.turns[self._at].place
        screen = MapScreen(self._guide, await self._guide.story_map(), self._journal, place)
        self._deeds = ()
        self.app.push_screen(screen, lambda _: self.follow(screen))


class ForksScreen(RoadScreen):
    """Turns at which other roads were open: where a life could have turned another way."""

    NAME = "Turning points"
    ABOUT = (
        "Turns of this life where other roads were open; beneath, which. Enter asks what to do there: go back to it, "
        "or begin a new road there, in a slot of its own, while this life stays as it is."
    )
    KEYS = FORKS
    BINDINGS = bindings(FORKS)

    def __init__(self, journal: Turns) -> None:
        super().__init__()
        self._journal, self._forks = journal, journal.forks
        self._at, self._top, self._room = len(self._forks) - 1, 0, 1

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The turns, a line each."""
        sheet = Sheet(width, height, width, "")
        lines, self._top, self._room = forks_page(self._forks, self._at, self._top, self.doing, self.hints(), sheet)
        return lines

    def step(self, by: int) -> None:
        """The turning point before or after."""
        self._at = max(0, min(len(self._forks) - 1, self._at + by))
        self._ask(())

    def action_read_on(self) -> None:
        """A screenful further."""
        self.step(self._room - 1)

    def action_read_back(self) -> None:
        """A screenful back."""
        self.step(1 - self._room)

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel."""
        self.step(1 if message.by > 0 else -1)

    def action_first(self) -> None:
        """The first turning point."""
        self.step(-len(self._forks))

    def action_last(self) -> None:
        """The last one."""
        self.step(len(self._forks))

    async def asked(self) -> Sequence[Deed]:
        """Go there, or begin a new road there: that first, for this life has come to its end."""
        deeds = deeds_at(self._forks[self._at].number, self._journal.turns[self._journal.here].number)
        return deeds[::-1]

    async def clicked(self, kind: str, value: str) -> None:
        """A turn: stand there, or ask what to do there."""
        if kind != "turn":
            await super().clicked(kind, value)
        elif int(value) != self._at:
            self._at = int(value)
            self._ask(())
        else:
            await self.action_take()


class TurnScreen(ReadingScreen):
    """A single turn, of another playthrough."""

    NAME = "A turn of another playthrough"
    ABOUT = "What was read and chosen there."

    def __init__(self, turn: Turn, where: str) -> None:
        super().__init__(f"Turn {turn.number + 1}", where)
        self._turn = turn

    def body(self, width: int) -> Sequence[Line]:
        """The turn."""
        return laid_out(Turns((self._turn,), 0), width).lines
