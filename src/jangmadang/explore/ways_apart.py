"""Ways apart: what is known once conditions hold or fail together, told apart by the ways in which they can.

Takes facts and wanted conditions; gives the facts of each way that is left. None left is a proof that they cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from ..story.expressions import Node
from ..story.expressions.tree import And, Compare, Not, Or
from .facts import Facts

Goal = tuple[Node, bool]
"""A condition, and whether it is wanted to hold."""
MOST = 300
"""Ways that are told apart; of more, only what all have in common is known."""


def ways_left(facts: Facts, goals: Iterable[Goal], most: int = MOST, first_only: bool = False) -> list[Facts]:
    """The facts of every way in which all goals can be, or of the first; the facts given are left as they are."""
    search = _Search(most, first_only)
    search.go(facts.copy(), list(goals))
    return search.left


def can_be(facts: Facts, goals: Iterable[Goal], most: int = MOST) -> bool:
    """Whether all goals may be together. No is a proof."""
    return bool(ways_left(facts, goals, most, first_only=True))


def narrowed(facts: Facts, goals: Sequence[Goal], most: int = 12) -> Facts | None:
    """What is known where all goals are so; None where they cannot be."""
    left = ways_left(facts, goals, most)
    if len(left) <= 1:
        return left[0] if left else None
    return reduce(Facts.with_all_of, [one.settled() for one in left]).copy()


class _Search:
    """One search, and how many ways it may still tell apart."""

    def __init__(self, most: int, first_only: bool = False) -> None:
        self.left: list[Facts] = []
        self._most, self._first_only = most, first_only

    def go(self, facts: Facts, goals: list[Goal]) -> None:
        splits = self._plain(facts, goals)
        if splits is None:
            return
        if not splits or self._most <= 0:
            self.left.append(facts)
            return
        splits.sort(key=len)
        first, rest = splits[0], splits[1:]
        others = [_again(split) for split in rest]
        before: list[Goal] = []
        for node, holds in first:
            self._most -= 1
            self.go(facts.copy(), [*before, (node, holds), *others])
            if self._first_only and self.left:
                return
            before.append((node, not holds))

    def _plain(self, facts: Facts, goals: list[Goal]) -> list[list[Goal]] | None:
        """Take in what is plain, until nothing more is learnt; gives what is left to tell apart, or None."""
        plain: list[Goal] = []
        while True:
            splits: list[list[Goal]] = []
            learnt = False
            todo = goals
            while todo:
                node, holds = todo.pop()
                match node:
                    case Not(part):
                        todo.append((part, not holds))
                    case And(parts) | Or(parts) if holds == (type(node) is And):
                        todo += [(part, holds) for part in reversed(parts)]
                    case And(parts) | Or(parts):
                        open_, surely = [], False
                        for part in parts:
                            low, high = facts.span(part)
                            surely = surely or low == high == int(holds)
                            if low <= int(holds) <= high:
                                open_.append((part, holds))
                        if not open_:
                            return None
                        if len(open_) == 1:
                            todo.append(open_[0])
                        elif not surely:
                            splits.append(open_)
                    case _:
                        low, high = facts.span(node)
                        if low == high:
                            if low != int(holds):
                                return None
                            continue
                        if not facts.assume(node, holds):
                            return None
                        plain.append((node, holds))
                        learnt = True
            if not learnt:
                break
            # What was learnt last may decide what was looked at before it.
            goals = [_again(split) for split in splits]
            if len(plain) > 1:
                for node, holds in plain:
                    if type(node) is Compare and not facts.assume(node, holds):
                        return None
            if not goals:
                return []
        return splits


def _again(split: list[Goal]) -> Goal:
    """One of these: as one goal."""
    return Or(tuple(node if holds else Not(node) for node, holds in split)), True
