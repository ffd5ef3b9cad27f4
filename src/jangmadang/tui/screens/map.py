"""The story map: one walks along it by keys or by mouse; what is drawn is in `drawing/map.py`."""

from __future__ import annotations

from collections.abc import Sequence

from ...play.road_view import Spot, StoryMap, Turns
from ..drawing.lines import Line
from ..drawing.map import Look, map_lines
from ..drawing.map_rows import Row, gathered, rows_of
from ..keys import MAP, bindings
from ..widgets.canvas import Canvas
from .journal import JournalScreen, TurnScreen
from .roads import Deed, Guide, RoadScreen, deeds_at


class MapScreen(RoadScreen):
    """A map on a canvas."""

    NAME = "The story map"
    ABOUT = (
        "Scenes that you saw, in this life and in others, and the roads between them. Time goes down. Whole lines and "
        "filled squares are this life's; broken lines and hollow squares are of other lives, or of roads that you took "
        "back. What hangs beside a scene is an errand or a chance meeting that one comes back from. Short dashes count "
        "the roads that were open and never taken. Nothing is shown of what you have not seen; endings stand as "
        "one shadow until they are found.\n\n"
        "Up and down go from row to row, left and right along the road you took."
    )
    KEYS = MAP
    BINDINGS = bindings(MAP)

    def __init__(self, guide: Guide, drawn: StoryMap, journal: Turns, at: str = "", worded: bool = False) -> None:
        """`at` is the key of the spot one stands at first: where the playthrough does, unless another is wished."""
        super().__init__()
        self._guide, self._map = guide, gathered(drawn)
        self._now = journal.turns[journal.here].number
        self._turns = {turn.number: turn for turn in journal.turns}
        self.worded = worded
        """Every road not taken stands on the map in words."""
        self._rows: Sequence[Row] = rows_of(self._map, worded)
        self._at, self._top, self._room = self._map.row(at), 0, 1
        self._visit = -1
        """Which of the visits to the spot is meant, counted from the last."""
        self._notice = ""

    @property
    def _spot(self) -> Spot:
        return self._map.spots[self._at]

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The map from where one looks at it."""
        visits = self._spot.visits
        read = self._turns.get(visits[self._visit]) if visits else None
        look = Look(self._at, self._top, self.doing, self._notice, read)
        frame = map_lines(self._map, self._rows, look, self.hints(), width, height)
        self._top, self._room = frame.top, frame.room
        return frame.lines

    def visit(self) -> str:
        """The turn that one was there, where there were several."""
        visits = self._spot.visits
        if len(visits) < 2:
            return ""
        return f"turn {visits[self._visit] + 1} · {len(visits) + self._visit + 1} of {len(visits)}"

    # ---- walking
    def _stand(self, at: int) -> None:
        self._at, self._visit, self._notice, self._deeds = max(0, min(len(self._map.spots) - 1, at)), -1, "", ()
        self.redraw()

    def step(self, by: int) -> None:
        """The row above or below."""
        self._stand(self._at + by)

    async def action_along(self, by: int) -> None:
        """Where one came from or went on to; while asked, the visit before or after."""
        spot = self._spot
        if self._deeds:
            self._visit = max(-len(spot.visits), min(-1, self._visit + by))
            deed = self._deed
            self._ask(await self.asked())
            self._deed = min(deed, len(self._deeds) - 1)
            self.redraw()
            return
        if spot.visits:
            order = sorted((turn, row) for row, one in enumerate(self._map.spots) for turn in one.visits)
            place = order.index((spot.visits[self._visit], self._at)) + by
            if 0 <= place < len(order):
                turn, row = order[place]
                self._stand(row)
                self._visit = self._spot.visits.index(turn) - len(self._spot.visits)
                self.redraw()
            return
        self._stand(self._neighbour(spot, by))

    def _neighbour(self, spot: Spot, by: int) -> int:
        """In another life: the first spot that it led to, or that led to it."""
        spots = self._map.spots
        if by > 0:
            return next((self._map.row(key) for key, _ in spot.to), self._at)
        if spot.under:
            return self._map.row(spot.under)
        came = (row for row, one in enumerate(spots) if any(key == spot.key for key, _ in one.to))
        return next(came, self._at)

    def action_read_on(self) -> None:
        """A screenful further."""
        self._leap(1)

    def action_read_back(self) -> None:
        """A screenful back."""
        self._leap(-1)

    def _leap(self, by: int) -> None:
        if not self._deeds:
            mine = next((n for n, row in enumerate(self._rows) if row.spot == self._at and row.own), 0)
            there = max(0, min(len(self._rows) - 1, mine + by * max(1, self._room - 2)))
            self._stand(self._rows[there].spot)

    def action_first(self) -> None:
        """The first spot."""
        if not self._deeds:
            self._stand(0)

    def action_last(self) -> None:
        """The last one."""
        if not self._deeds:
            self._stand(len(self._map.spots) - 1)

    def action_here(self) -> None:
        """Where the playthrough stands."""
        if not self._deeds:
            self._stand(self._map.here)

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel."""
        if not self._deeds:
            self._stand(self._at + (1 if message.by > 0 else -1))

    async def clicked(self, kind: str, value: str) -> None:
        """A row: stand there, or ask what to do there."""
        if kind != "spot":
            await super().clicked(kind, value)
        elif int(value) != self._at:
            self._stand(int(value))
        else:
            await self.again()

    def action_words(self) -> None:
        """Roads not taken in words, or counted."""
        self.worded = not self.worded
        self._rows = rows_of(self._map, self.worded)
        self.redraw()

    # ---- what can be done
    async def asked(self) -> Sequence[Deed]:
        """What can be done at the spot, in this life or in one that is kept."""
        spot = self._spot
        if not spot.found:
            return ()
        if spot.visits:
            return deeds_at(spot.visits[self._visit], self._now, read=True)
        recalled = await self._guide.recall(spot.key)
        if recalled is None:
            self._notice = "No playthrough that is kept came by here."
            return ()
        turn, slot = recalled.turn.number, recalled.slot
        return (
            Deed(f"Read what happened here, in slot {slot}", "read", turn, slot),
            Deed("A new road from here; both others stay as they are", "branch", turn, slot),
        )

    async def read(self, deed: Deed) -> None:
        """The journal at that turn; of another playthrough only the turn."""
        if deed.slot:
            recalled = await self._guide.recall(self._spot.key)
            if recalled is not None:
                self.app.push_screen(TurnScreen(recalled.turn, f"slot {recalled.slot}"))
        else:
            await self._open_journal(deed.turn)

    async def action_journal(self) -> None:
        """The journal, at the turn one stands at."""
        visits = self._spot.visits
        await self._open_journal(visits[self._visit] if visits else self._now)

    async def _open_journal(self, turn: int) -> None:
        screen = JournalScreen(self._guide, await self._guide.turns(), turn)
        self._deeds = ()
        self.app.push_screen(screen, lambda _: self.follow(screen))
