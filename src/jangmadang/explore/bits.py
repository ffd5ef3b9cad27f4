"""Bits: every state that can be, a whole set of them at a time, where all that could be fits a box.

    reached = bits(story, sliced(story))

Of each scene there is one whole number, with a bit for every state that could be in it. A choice is a mask and some
shifts of the whole set, so 64 states cost what one does. Scenes are gone through in the story's order until nothing
new comes. Which way leads to what is reckoned only when it is asked for: `ways.Ways` does.

Work and memory go with what could be, not with what is: see `boxed.MOST`. A story that does not fit is for `search`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from msgspec import Struct

from ..story.expressions import Checked
from ..story.model import Scene, Story
from .boxed import MOST, Boxed, Plain, Way
from .boxes import CannotBox, tree_of
from .slicing import Slice

WORK = 1 << 37
"""Bits that are gone through, all in all: about a minute."""
_AT_LEAST = 1 << 15
"""Bits that go in the time that a scene takes at least."""


class Reached(Struct):
    """What can be in a story, as far as it matters."""

    boxed: Boxed
    sets: dict[str, int]
    """The states of each scene that can be reached."""

    @property
    def states(self) -> dict[str, int]:
        """How many there are in each scene."""
        return {name: members.bit_count() for name, members in self.sets.items()}

    def taken(self) -> set[tuple[str, str]]:
        """The choices that are ever open, each with its scene."""
        return {(name, way.id) for name, way in self._ways() if way.open is None or self.sets[name] & way.open}

    def shut(self) -> set[tuple[str, str]]:
        """The choices that are ever locked."""
        return {(name, way.id) for name, way in self._ways() if way.open is not None and self.sets[name] & ~way.open}

    def fell(self) -> set[tuple[str, str, tuple[str, ...]]]:
        """The outcomes that ever fall, each with its scene, its choice, and those that led to it."""
        found = set()
        for name, way in self._ways():
            some = self.sets[name] if way.open is None else self.sets[name] & way.open
            if some and way.forks:
                for fell, _, _ in self.boxed.taken(name, way, some):
                    found |= {(name, way.id, fell[: n + 1]) for n in range(len(fell))}
        return found

    def stuck(self) -> dict[str, int]:
        """The states that are no ending and have no open choice, by scene."""
        found = {}
        for name, members in self.sets.items():
            scene: Scene = self.boxed.story.scenes[name]
            if scene.ending is None:
                left = members
                for way in self.boxed.ways(name):
                    left = 0 if way.open is None else left & ~way.open
                if left:
                    found[name] = left
        return found

    def holding(self, name: str, condition: Checked) -> int:
        """The states of a scene in which a condition holds. Raises KeyError where it reads what is not told apart."""
        return self.sets.get(name, 0) & self.boxed.box[name].mask(tree_of(condition))

    def span(self, slot: int) -> tuple[int, int] | None:
        """The least and the most that a slot can be, wherever it is told apart; None where it nowhere is."""
        low = high = None
        for name, members in self.sets.items():
            box = self.boxed.box[name]
            if slot in box:
                mine = box.span(slot, members)
                low = mine[0] if low is None else min(low, mine[0])
                high = mine[1] if high is None else max(high, mine[1])
        return None if low is None or high is None else (low, high)

    def _ways(self) -> Iterator[tuple[str, Way]]:
        for name in self.sets:
            for way in self.boxed.ways(name):
                yield name, way


def bits(
    story: Story, slice_: Slice, texts: bool = True, narrow: bool = True, most: int = MOST, work: int = WORK
) -> Reached:
    """Everything that can be reached. Raises CannotBox, with a word why, where that does not fit or takes too long."""
    boxed = Boxed(story, slice_, texts, narrow, most)
    names, order = list(boxed.order), boxed.order
    full = [boxed.box[name].full for name in names]
    unseen, todo = full.copy(), [0] * len(names)
    ways: list[tuple[list[Plain], list[Way]] | None] = [None] * len(names)
    waiting: list[int] = []

    def come(to: int, members: int) -> None:
        fresh = members & unseen[to]
        if fresh:
            unseen[to] ^= fresh
            if not todo[to]:
                heapq.heappush(waiting, to)
            todo[to] |= fresh

    for name, members in boxed.beginning():
        come(order[name], members)
    spent = 0
    while waiting:
        at = heapq.heappop(waiting)
        spent += max(_AT_LEAST, boxed.box[names[at]].size)
        if spent > work:
            raise CannotBox("what comes in goes round so often that all of it would take too long")
        new, todo[at] = todo[at], 0
        found = ways[at]
        if found is None:
            found = ways[at] = boxed.split(names[at])
        # Written out, for this is all the work there is in a plain story.
        for plain in found[0]:
            some = new if plain.open is None else new & plain.open
            if some:
                for move in plain.moves:
                    some = move(some)
                for mask, moves, name in plain.leads:
                    there = some if mask is None else some & mask
                    for move in moves:
                        there = move(there)
                    come(order[name], there)
        for way in found[1]:
            some = new if way.open is None else new & way.open
            if some:
                for _, name, there in boxed.taken(names[at], way, some):
                    come(order[name], there)
    sets = {name: full[n] ^ unseen[n] for n, name in enumerate(names)}
    return Reached(boxed, {name: members for name, members in sets.items() if members})
