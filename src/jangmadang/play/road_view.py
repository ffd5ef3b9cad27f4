"""What a face draws of the roads of a life: its turns, and the map of the story as far as it was seen.

Plain data as `view.py` has it; made in `roads.py`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .view import JournalLine

Taken = Literal["now", "before", ""]
"""In this life, in another (or on a road that was taken back), never."""


class Turn(Struct, frozen=True):
    """One turn of a playthrough: to be read again, gone back to, branched from."""

    line: JournalLine
    when: str
    """'28 Nov', 'day 3'."""
    place: str
    """The key of its spot on the map."""
    others: tuple[str, ...]
    """The words of the other roads that were open."""
    fork: bool
    """It chose among roads: here a life could have turned another way."""

    @property
    def number(self) -> int:
        """How many turns were taken before it: where one goes back to."""
        return self.line.turn


class Turns(Struct, frozen=True):
    """A whole playthrough, and what was taken back of it."""

    turns: tuple[Turn, ...]
    here: int
    """Which of them the playthrough stands at; those after it were taken back."""

    @property
    def forks(self) -> tuple[Turn, ...]:
        """Turning points, the first first."""
        return tuple(turn for turn in self.turns[: self.here] if turn.fork)


class Way(Struct, frozen=True):
    """A road that was open at a place."""

    words: str
    taken: Taken


class Spot(Struct, frozen=True):
    """A row of the map."""

    key: str
    title: str
    """Empty for an ending that was not found."""
    when: str
    kind: Literal["place", "aside", "ending"]
    now: bool
    """One was there in this life."""
    here: bool
    """One is there."""
    visits: tuple[int, ...]
    """The turns of this life in which one arrived, as `Turn.number`."""
    ways: tuple[Way, ...]
    to: tuple[tuple[str, Taken], ...]
    """Spots further down that it led on to, in the order found."""
    back: tuple[str, ...]
    """Titles of spots further up that it led back to."""
    under: str = ""
    """Of an aside: the spot it lies beside."""

    @property
    def found(self) -> bool:
        """It was seen; only endings are shown before."""
        return bool(self.title)

    @property
    def left_open(self) -> tuple[str, ...]:
        """The words of roads that were never taken."""
        return tuple(way.words for way in self.ways if not way.taken)


class StoryMap(Struct, frozen=True):
    """A story as far as it was seen: rows in an order that never changes."""

    story: str
    spots: tuple[Spot, ...]
    seen: int
    """Scenes found, of how many; endings apart."""
    scenes: int
    found: int
    endings: int

    @property
    def here(self) -> int:
        """The row where one is."""
        return next((number for number, spot in enumerate(self.spots) if spot.here), 0)

    def row(self, key: str) -> int:
        """The row of a spot; where one is when there is none."""
        return next((number for number, spot in enumerate(self.spots) if spot.key == key), self.here)
