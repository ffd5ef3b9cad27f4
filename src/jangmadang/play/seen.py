"""What a player has seen of a story in all lives: places, the roads from each, the words of choices, endings.

Plain values that files keep and maps are drawn from; what is seen is never unseen. Titles and words are kept as they
were read, for a story may say them otherwise in another life. No story and no file comes in.
"""

from __future__ import annotations

from msgspec import Struct, field


class Been(Struct, omit_defaults=True):
    """A place that one was in."""

    title: str = ""
    when: str = ""
    """The day one first stood there: '28 Nov', 'day 3'."""
    to: list[str] = field(default_factory=list)
    """Places on the road that it led on to, in the order found."""
    beside: list[str] = field(default_factory=list)
    """Passages and storylets that came between it and what followed."""
    chosen: list[str] = field(default_factory=list)
    """Keys of the roads taken from it."""
    open: dict[str, str] = field(default_factory=dict)
    """The words of every road that was open, by its key."""


class Reached(Struct, omit_defaults=True):
    """How an ending was first reached."""

    on: str = ""
    """The date: '2026-11-25'; empty where that was not kept."""
    way: list[str] = field(default_factory=list)
    """The words of the last choices where another road was open, the oldest first."""


class Seen(Struct, omit_defaults=True):
    """All that was seen of one story."""

    places: dict[str, Been] = field(default_factory=dict)
    """In the order found."""
    endings: list[str] = field(default_factory=list)
    """Scenes of the endings reached."""
    reached: dict[str, Reached] = field(default_factory=dict)
    """How, as far as it is known, by the ending's scene."""
    notes: list[str] = field(default_factory=list)
    """Field notes met, by id."""

    def place(self, name: str) -> Been:
        """What was seen of a place; nothing yet where it is new."""
        return self.places.setdefault(name, Been())

    def add(self, other: Seen) -> bool:
        """Take in what was seen besides. Gives whether anything of it was new."""
        new = _add(self.endings, other.endings)
        new = _add(self.notes, other.notes) or new
        for ending, how in other.reached.items():
            mine = self.reached.get(ending)
            if mine is None or (how.on and (not mine.on or how.on < mine.on)):
                self.reached[ending], new = how, True
        for name, theirs in other.places.items():
            new = new or name not in self.places
            been = self.place(name)
            new = _add(been.to, theirs.to) or new
            new = _add(been.beside, theirs.beside) or new
            new = _add(been.chosen, theirs.chosen) or new
            for key, words in theirs.open.items():
                if key not in been.open:
                    been.open[key], new = words, True
            if not been.title and theirs.title:
                been.title, new = theirs.title, True
            if not been.when and theirs.when:
                been.when, new = theirs.when, True
        return new


def _add(mine: list[str], theirs: list[str]) -> bool:
    fresh = [one for one in theirs if one not in mine]
    mine += fresh
    return bool(fresh)
