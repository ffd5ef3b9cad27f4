"""What may be told: every body of a text, and every side of what stands in braces, that some life may read.

Takes facts and texts; keeps the identities of what may be told there, as `desk.watching` keeps what was, and of the
rest what stands against it. The words themselves are not looked at.
"""

from __future__ import annotations

from ..story.expressions import Node
from ..story.expressions.intervals import Interval
from ..story.model import Body, ByCondition, ByVisit, Called, Item, Part, Text
from .facts import Facts
from .reasons import because
from .ways_apart import narrowed


class Tellable:
    """What may be told, as far as was looked."""

    def __init__(self) -> None:
        self.told: set[int] = set()
        self.against: dict[int, str] = {}
        """Of what was not told where it was looked at first: why not."""

    def text(self, items: Text, facts: Facts, visit: Interval) -> None:
        """A text that may be read where this is known, on one of these visits."""
        rest: Facts | None = facts  # what is known where none of the run has held
        last: Node | None = None
        later = False
        for item in items:
            if later and not item.else_when and item.pick != "otherwise":
                rest = facts
            later = item.else_when
            here: Facts | None = facts
            if item.pick == "otherwise":
                here, rest = rest, facts
                self._item(item, here, facts, visit, "one of those before it is always told instead")
                continue
            if item.when is not None:
                last = item.when.tree
                before = rest if item.else_when else facts
                here = None if before is None else narrowed(before, [(last, True)])
                rest = None if rest is None else narrowed(rest, [(last, False)])
                why = "one of those before it is always told instead"
                if here is None and before is not None:
                    why = because(before, last)
                self._item(item, here, facts, visit, why)
                continue
            rest = facts
            self._item(item, here, facts, visit, "")

    def _item(self, item: Item, here: Facts | None, facts: Facts, visit: Interval, why: str) -> None:
        if here is None:
            for body in (*item.bodies, *((item.gentler,) if item.gentler is not None else ())):
                self._untold(body, why)
            return
        for n, body in enumerate(item.bodies):
            if _by_visit(item, n, visit):
                self.body(body, here, visit)
            else:
                self._untold(body, "its visit never comes" if n else "it is never the first visit")
        if item.gentler is not None:
            self.body(item.gentler, here, visit)

    def body(self, body: Body, facts: Facts, visit: Interval) -> None:
        """A body that is told."""
        self.told.add(id(body))
        for paragraph in body:
            self._parts(paragraph.parts, facts, visit)

    def line(self, parts: tuple[Part, ...], facts: Facts, visit: Interval) -> None:
        """A line that is told."""
        self._parts(parts, facts, visit)

    def _parts(self, parts: tuple[Part, ...], facts: Facts, visit: Interval) -> None:
        self.told.add(id(parts))
        for part in parts:
            match part:
                case Called(items):
                    self.text(items, facts, visit)
                case ByVisit(first, later):
                    for half, told, why in (
                        (first, visit[0] <= 1, "it is never the first visit"),
                        (later, visit[1] > 1, "there is never a second visit"),
                    ):
                        if told:
                            self._parts(half, facts, visit)
                        else:
                            self.against.setdefault(id(half), why)
                case ByCondition(when, then, otherwise):
                    for half, holds in ((then, True), (otherwise, False)):
                        here = narrowed(facts, [(when.tree, holds)])
                        if here is not None:
                            self._parts(half, here, visit)
                        else:
                            self.against.setdefault(id(half), because(facts, when.tree, holds))

    def _untold(self, body: Body, why: str) -> None:
        self.against.setdefault(id(body), why)


def _by_visit(item: Item, n: int, visit: Interval) -> bool:
    """Whether one of these visits may read the n-th body."""
    first, last = visit
    match item.pick:
        case "first":
            return first <= 1 if n == 0 else last > 1 and n == 1
        case "cycle":
            size = len(item.bodies)
            return last - first >= size - 1 or any((one - 1) % size == n for one in range(first, last + 1))
        case "shuffle":
            return True
    return n == 0
