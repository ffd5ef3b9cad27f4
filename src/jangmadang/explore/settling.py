"""Settling: what is known everywhere in a story, from its beginning on until nothing new is found.

Takes a script; gives the points of a turn that may be come to, each with facts that hold of every life there, whatever
its seed. Numbers that go on growing are let go to the next number that a condition asks for, then to their bounds, and
brought back afterwards as far as each step allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from ..play.moment import Moment
from ..story.expressions import Checked, Node, children
from ..story.expressions.tree import Compare, Number, Slot
from ..story.loading import Script
from ..story.model import Story
from .contexts import OUTSIDE, Return
from .facts import Facts, Frame
from .stepping import Listener, Point, Stepping

PATIENT, LAST = 3, 10
"""How often a page may learn more before its numbers go on to the next mark, and before they go to their bounds."""
SMALL = 8
"""Values of a number that is never hurried: it ends by itself."""
BACK = 3
"""Times that everything is brought back."""


class Settled:
    """All points of one story."""

    def __init__(self, script: Script, begin: Moment | None = None) -> None:
        assert script.story is not None, "bounds are only asked of whole stories"
        self.script, self.story = script, script.story
        self.frame = Frame(self.story)
        self.stepping = Stepping(self.story)
        self.facts: dict[Point, Facts] = {}
        self.next: dict[Point, dict[Point, Facts]] = {}
        self._came: dict[Point, dict[Point | None, Facts]] = {}
        self._learnt: dict[Point, int] = {}
        self._todo: list[tuple[int, int, Point]] = []
        """What is to be stepped from: loop by loop, and each loop in rounds, so that all of it is gone through before
        its beginning is looked at again.
        """
        self._now = (-1, 0, -1)
        self._waiting: set[Point] = set()
        self._marks = _marks(script, self.frame)
        self._begin(begin)
        self._forth()
        for _ in range(BACK):
            if not self._back():
                break
            self._forth()

    def pages(self) -> Iterator[tuple[str, int, Facts]]:
        """Every page that may be come to: its scene, what passages are under way, and what is known on it."""
        for point in sorted(self.facts):
            if point.kind == "on":
                yield point.scene, point.context, self.facts[point]

    def listen(self, listener: Listener) -> None:
        """Take every step once more, for somebody who listens."""
        self.stepping.listener = listener
        for point in sorted(self.facts):
            self.stepping.step(point, self.facts[point])
        self.stepping.listener = Listener()

    # ---- forth ----
    def _begin(self, begin: Moment | None) -> None:
        stepping = self.stepping
        if begin is None:
            start = Facts.of(self.frame, [slot.start for slot in self.story.slots])
            self._learn(None, stepping.point("at", self.story.start), start)
            return
        context = OUTSIDE
        facts = Facts.of(self.frame, begin.values)
        for frame in begin.stack:
            back, context = Return(frame.scene, frame.arrive, context), stepping.contexts.context(frame.called, "")
            stepping.contexts.call(context, back, None, facts)
        self._learn(None, stepping.point("on", begin.scene, True, context), facts)

    def _forth(self) -> None:
        contexts = self.stepping.contexts
        while self._todo:
            loop, turn, point = heappop(self._todo)
            self._now = (loop, turn, point.place)
            self._waiting.discard(point)
            for to, facts in self._step(point).items():
                self._learn(point, to, facts)
            for context in contexts.grown:
                back = self.stepping.point("back", contexts.called(context), False, context)
                if back in self.facts:
                    self._wait(back)
            contexts.grown.clear()

    def _step(self, point: Point) -> dict[Point, Facts]:
        found = self.next[point] = self.stepping.step(point, self.facts[point])
        return found

    def _wait(self, point: Point) -> None:
        if point not in self._waiting:
            self._waiting.add(point)
            loop, turn, place = self._now
            same = point.loop == loop
            heappush(self._todo, (point.loop, turn + (point.place <= place) if same else 0, point))

    def _learn(self, source: Point | None, point: Point, facts: Facts) -> None:
        self._came.setdefault(point, {})[source] = facts
        known = self.facts.get(point)
        if known is None:
            self.facts[point] = facts
            self._wait(point)
            return
        both = known.with_all_of(facts)
        if both is known:
            return
        times = self._learnt[point] = self._learnt.get(point, 0) + 1
        if point.kind == "on" and times > PATIENT:
            both = both.loosened(known, self._marks if times <= LAST else _NONE * len(self._marks))
        self.facts[point] = both
        self._wait(point)

    # ---- back ----
    def _back(self) -> bool:
        """Go through everything once more, with no more than what comes to each point; whether that told anything."""
        told = False
        for point in sorted(self.facts):
            came = self._came[point]
            if not came:
                told = True
                self._leave_out(point)
                continue
            each = iter(came.values())
            facts = next(each)
            for one in each:
                facts = facts.with_all_of(one)
            if facts.same_as(self.facts[point]):
                continue
            told = True
            self.facts[point] = facts
            before = self.next[point]
            after = self._step(point)
            for to in before:
                if to not in after:
                    self._came[to].pop(point, None)
            for to, found in after.items():
                self._learn(point, to, found)
        return told

    def _leave_out(self, point: Point) -> None:
        for to in self.next.pop(point, {}):
            self._came[to].pop(point, None)
        del self.facts[point], self._came[point]


_NONE: list[tuple[int, ...]] = [()]


def _marks(script: Script, frame: Frame) -> list[tuple[int, ...]]:
    """The numbers that each slot is compared with, and those beside them."""
    found: list[set[int]] = [set() for _ in frame.slots]
    seen: set[int] = set()
    for tree in _trees(script):
        todo = [tree]
        while todo:
            node = todo.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Compare):
                for one, other in ((node.left, node.right), (node.right, node.left)):
                    if isinstance(one, Slot) and isinstance(other, Number):
                        found[one.slot].update((other.value - 1, other.value, other.value + 1))
            todo += children(node)
    for slot, (low, high) in enumerate(frame.bounds):
        if high - low <= SMALL:
            found[slot] |= set(range(low, high + 1))
    return [tuple(sorted(each)) for each in found]


def _trees(script: Script) -> Iterable[Node]:
    yield from (one.checked.tree for one in script.ledger.expressions)
    assert script.story is not None
    yield from (checked.tree for checked in _costs(script.story))


def _costs(story: Story) -> Iterator[Checked]:
    return (cost.value for scene in story.scenes.values() for choice in scene.choices for cost in choice.cost)
