"""Lives: what many lives at random read of a story, and where they end.

Takes a story's Rules and how many; gives a tally. Whoever lives them takes any open choice as soon as another, from
fixed seeds, so that the figures are the same each time; nobody plays quite like that. What somebody reads again, or
reads again with other numbers in it, is not counted again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from ..play.turn import Rules
from ..play.walking import Walk, Walker
from ..story import chance
from ..story.model import Choice, Scene
from .counting import words

SEED = 1
LONGEST = 3000
"""Choices after which a life is given up as one that does not end."""
_NUMBER = re.compile(r"\d[\d,]*")


class Spread(Struct, frozen=True):
    """How a number lies over many lives."""

    least: int
    tenth: int
    """A tenth of the lives have this or less."""
    middle: int
    nine_tenths: int
    most: int


class Lives(Struct, frozen=True):
    """What so many lives came to."""

    lives: int
    words: Spread
    choices: Spread
    """Menus included."""
    scenes: Spread
    """Different written scenes."""
    endings: dict[str, int]
    """How many lives came to each, every ending of the story in its order."""
    unended: int
    """Lives that were given up, or that came to where nothing was open."""


def lives(rules: Rules, count: int) -> Lives:
    """So many lives of a story, 1 at least."""
    story, walker = rules.story, Walker(rules)
    home = {name: scene.encounter or name for name, scene in story.scenes.items()}
    known: dict[str, tuple[str, int]] = {}
    lived: list[_Life] = []
    walks: list[Walk] = []
    for number in range(count):
        life = _Life(home, known, chance.stream(SEED, "stats", number))
        walk = walker.walk(chance.life(SEED, number), life.pick, life.read, LONGEST)
        life.scenes.add(home[walk.scene])
        lived.append(life)
        walks.append(walk)
    ends = Counter(walk.scene for walk in walks if walk.ended)
    return Lives(
        count,
        _spread([sum(life.lines.values()) for life in lived]),
        _spread([walk.choices for walk in walks]),
        _spread([len(life.scenes) for life in lived]),
        {scene.id: ends[scene.id] for scene in story.endings},
        sum(not walk.ended for walk in walks),
    )


class _Life:
    """One life, while it is lived."""

    def __init__(self, home: dict[str, str], known: dict[str, tuple[str, int]], lots: int) -> None:
        self._home, self._known, self._lots, self._picks = home, known, lots, 0
        self.lines: dict[str, int] = {}
        """The words of each line that was read, by the line without its numbers."""
        self.scenes: set[str] = set()

    def read(self, line: str) -> None:
        one = self._known.get(line)
        if one is None:
            one = self._known[line] = (_NUMBER.sub("0", line), len(words(line)))
        self.lines[one[0]] = one[1]

    def pick(self, scene: Scene, ways: Sequence[Choice], _: Sequence[int]) -> int:
        self.scenes.add(self._home[scene.id])
        self._picks += 1
        return chance.below(self._lots, self._picks, len(ways))


def _spread(numbers: list[int]) -> Spread:
    ordered = sorted(numbers)
    tenth, middle, nine_tenths = (ordered[round((len(ordered) - 1) * part)] for part in (0.1, 0.5, 0.9))
    return Spread(ordered[0], tenth, middle, nine_tenths, ordered[-1])
