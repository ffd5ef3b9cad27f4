"""What a face draws of a life that has ended, and of all endings that a player has found.

Plain data as `view.py` has it; made in `ending.py` and `gallery.py`.
"""

from __future__ import annotations

from msgspec import Struct

from ..story.prose import Paragraph
from .road_view import Turn
from .view import EndingView, PersonView

PHENOMENA = {
    "marketization": "living by the market",
    "movement": "people and goods on the move",
    "corruption": "officials who take",
    "information": "word from outside",
    "erosion": "belief wearing thin",
    "generation": "those who grew up with the market",
    "outflow": "leaving the country",
    "polarization": "rich and poor drawing apart",
    "bonds": "trust between people",
}
"""The nine changes that the stories are about, in plain words."""


class Course(Struct, frozen=True):
    """A meter over a whole life."""

    id: str
    label: str
    values: tuple[int | None, ...]
    """At the beginning and after each turn; None while the player did not see it."""
    low: int
    high: int
    """The least and the most it can be; of a sum, the least and the most that it was."""
    first: str
    last: str
    least: str
    most: str
    """In words: what it was when it was first seen, when it was last seen, and at its ends."""
    gone: bool
    """At the end it is no longer seen."""


class Place(Struct, frozen=True):
    """Where in a life something was met."""

    title: str
    when: str
    """'28 Nov', 'day 3'."""


class Touched(Struct, frozen=True):
    """One of the nine phenomena, and where this life touched it: nowhere, perhaps."""

    id: str
    words: str
    places: tuple[Place, ...]


class Others(Struct, frozen=True):
    """Simulated people of one kind who lived the story, and how many came to the same end."""

    name: str
    about: str
    ended: int
    lives: int

    @property
    def in_100(self) -> str:
        """'7 in 100', 'fewer than 1 in 100', 'none in 2,000'."""
        if not self.ended:
            return f"none in {self.lives:,}"
        rounded = (200 * self.ended + self.lives) // (2 * self.lives)
        return f"{rounded} in 100" if rounded else "fewer than 1 in 100"


class LifeView(Struct, frozen=True):
    """A whole life, looked back on from its end."""

    story: str
    ending: EndingView
    began: str
    ended: str
    """'28 Nov', 'day 3'."""
    turns: int
    when: tuple[str, ...]
    """The day at the beginning and after each turn, as the courses have them."""
    courses: tuple[Course, ...]
    people: tuple[PersonView, ...]
    touched: tuple[Touched, ...]
    """All nine, in the order of the list; none where the story is about none of them."""
    others: tuple[Others, ...]
    """None where the story ships no figures."""
    met: int
    """Scenes of the story that this life met, of how many; endings apart."""
    scenes: int
    notes: int
    """Field notes that it met, of how many."""
    all_notes: int
    turning: tuple[Turn, ...]
    """Turns where another road was open, the first first."""
    found: int
    """Endings of the story that this player has found, this one counted, of how many."""
    endings: int


class EndingSeen(Struct, frozen=True):
    """An ending in the gallery."""

    id: str
    title: str
    """Empty while it was not found: nothing else is told of it then."""
    kind: str = ""
    on: str = ""
    """The date when it was first found: '2026-11-25'; empty where that was not kept."""
    way: tuple[str, ...] = ()
    """How one got there: the words of the last choices where another road was open, the oldest first."""
    slot: str = ""
    """A kept playthrough that ended so, or none."""


class GalleryView(Struct, frozen=True):
    """What a player has found of a story, in all lives."""

    story: str
    """Which story it is of, as faces name it."""
    title: str
    endings: tuple[EndingSeen, ...]
    """All there are, in the order of the map."""
    notes: int
    all_notes: int
    seen: int
    """Scenes, of how many; endings apart."""
    scenes: int

    @property
    def found(self) -> int:
        """How many endings were found."""
        return sum(bool(ending.title) for ending in self.endings)


class Reread(Struct, frozen=True):
    """An ending to be read once more, as it was in a playthrough that is kept."""

    title: str
    heading: str
    text: tuple[Paragraph, ...]
    ending: EndingView
    slot: str
