"""The journal, its turning points, and a single turn of another playthrough: to be read, and to be gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from ...play.road_view import Turn, Turns
from ..drawing.journal import Leaves, Place, Sheet, forks_page, journal_page
from ..drawing.lines import Line
from ..drawing.reading import measure
from ..keys import FORKS, JOURNAL, SCROLL, bindings
from ..widgets.canvas import Canvas
from .reading import ReadingScreen
from .roads import Deed, Guide, RoadScreen, deeds_at


class _TurnsScreen(RoadScreen):
    """A list of turns, at one of which one stands."""

    _at: int

    async def clicked(self, kind: str, value: str) -> None:
        """A turn: stand there, or ask what to do there."""
        if kind != "turn":
            await super().clicked(kind, value)
        elif int(value) != self._at:
            self._at = int(value)
            self._ask(())
        else:
            await self.again()


class JournalScreen(_TurnsScreen):
    """All turns so far, and those taken back; opens at the latest unless another is wished."""

    NAME = "The journal"
    ABOUT = (
        "All that was read, chosen and changed in this playthrough, the latest at the end, and after it what was taken "
        "back. Up and down go from turn to turn; enter asks what to do there: go back to it, as far as the start, or "
        "begin a new road there, in a slot of its own, while this one stays as it is."
    )
    KEYS = JOURNAL
    BINDINGS = bindings(JOURNAL)

    def __init__(self, guide: Guide, journal: Turns, turn: int | None = None) -> None:
        """`turn` is the number of the turn to stand at."""
        super().__init__()
        self._guide, self._journal = guide, journal
        self._at = next((n for n, one in enumerate(journal.turns) if one.number == turn), journal.here)
        self._leaves = Leaves(journal, 0)
        self._top: Place | None = None
        self._room = 1

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The text from where one has scrolled to."""
        app = self.game_app
        sheet = Sheet(width, height, app.settings.measure, app.keyboard.shown(SCROLL[0]))
        column = measure(width, sheet.most)[1]
        if self._leaves.width != column:
            self._leaves, self._top = Leaves(self._journal, column), None
        self._room = max(1, height - 4)
        self._top = min(self._top or self._from_the_top(), self._leaves.last(self._room))
        return journal_page(self._leaves, self._at, self._top, self.doing, self.hints(), sheet)

    def _from_the_top(self) -> Place:
        """Where to read from, so that the turn one stands at is read from its beginning; the last one from its end."""
        if self._at == len(self._leaves) - 1:
            return self._leaves.last(self._room)
        return self._leaves.moved((self._at, 0), -min(2, self._room // 4))

    # ---- moving
    def step(self, by: int) -> None:
        """The turn before or after."""
        self._at = max(0, min(len(self._leaves) - 1, self._at + by))
        self._top = None
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
        if self._deeds or self._top is None:
            return
        leaves, before = self._leaves, self._top
        self._top = min(leaves.moved(before, by), leaves.last(self._room))
        if self._top == before:  # there is no more to read this way
            self._at = len(leaves) - 1 if by > 0 else 0
        marked = [place[0] for place, _ in leaves.seen(self._top, self._room)[: self._room] if _is_mark(leaves, place)]
        if self._at not in marked:
            self._at = (marked[-1] if by < 0 else marked[0]) if marked else self._top[0]
        self.redraw()

    def action_first(self) -> None:
        """The first turn."""
        if not self._deeds:
            self.step(-len(self._leaves))

    def action_last(self) -> None:
        """The last one, also of what was taken back."""
        if not self._deeds:
            self.step(len(self._leaves))

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


class ForksScreen(_TurnsScreen):
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


class TurnScreen(ReadingScreen):
    """A single turn, of another playthrough."""

    NAME = "A turn of another playthrough"
    ABOUT = "What was read and chosen there."

    def __init__(self, turn: Turn, where: str) -> None:
        super().__init__(f"Turn {turn.number + 1}", where)
        self._turn = turn

    def body(self, width: int) -> Sequence[Line]:
        """The turn."""
        return Leaves(Turns((self._turn,), 0), width).leaf(0).lines


def _is_mark(leaves: Leaves, place: Place) -> bool:
    return place[1] == leaves.leaf(place[0]).mark
