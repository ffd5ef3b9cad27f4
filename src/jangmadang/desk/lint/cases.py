"""Cases: whether conditions can all fail at once, by telling apart the ways in which each can; and a quick first look.

Takes checked conditions and what is known; gives yes or no. What one case means for slots is `proving`'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...story.expressions import Node, children
from ...story.expressions.tree import And, Ask, Compare, If, Not, Number, Or, Slot, Through
from .proving import OPEN, Known

MOST_CASES = 400
"""Cases that are told apart before a proof is given up."""


def can_all_fail(conditions: Sequence[Node], known: Known, given: Sequence[Node] = ()) -> bool:
    """Whether none of the conditions might hold while all that is `given` does. False is a proof that one always does,
    or that there are too many cases to tell apart.
    """
    wanted = [(condition, False) for condition in conditions]
    wanted += [(condition, True) for condition in given if isinstance(condition, And | Or)]
    plain = [condition for condition in given if not isinstance(condition, And | Or)]
    return _Cases(plain).possible(wanted, known.copy())


class _Cases:
    """One search for a state; how many cases it may still tell apart."""

    def __init__(self, given: Sequence[Node]) -> None:
        self.given = [(condition, True) for condition in given]
        self.left = MOST_CASES

    def possible(self, wanted: list[tuple[Node, bool]], known: Known) -> bool:
        """Whether there might be a state in which each condition is as wanted."""
        alternatives: list[tuple[tuple[Node, ...], bool]] = []
        plain: list[tuple[Node, bool]] = []
        # What is plain among the given is asked again in every case: it may decide more there.
        wanted = [*wanted, *self.given]
        while wanted:
            node, holds = wanted.pop()
            match node:
                case Not(part):
                    wanted.append((part, not holds))
                case And(parts) | Or(parts) if holds == (type(node) is And):
                    wanted += [(part, holds) for part in parts]
                case And(parts) | Or(parts):
                    alternatives.append((parts, holds))
                case _:
                    plain.append((node, holds))
        # Twice, for what is learnt of one may decide another that was looked at before it.
        if not all(known.assume(node, holds) for node, holds in (*plain, *plain)):
            return False
        open_: list[tuple[list[Node], bool]] = []
        for either, holds in alternatives:
            decided = int(not holds), int(not holds)
            left = [part for part in either if known.span(part) != decided]
            if all(known.span(part) == OPEN for part in left):
                open_.append((left, holds))
        open_.sort(key=lambda one: len(one[0]))
        return not open_ or self._one_of(open_, known)

    def _one_of(self, open_: list[tuple[list[Node], bool]], known: Known) -> bool:
        """As `possible`, where of each list one must be as wanted. The shortest stands first: it tells most."""
        (ways, wanted), rest = open_[0], open_[1:]
        others: list[tuple[Node, bool]] = [
            (Or(tuple(parts)) if holds else And(tuple(parts)), holds) for parts, holds in rest
        ]
        for way in ways:
            self.left -= 1
            if self.left < 0:
                return False
            if self.possible([(way, wanted), *others], known.copy()):
                return True
        return False


# ---- a quick look ---------------------------------------------------------------------------------------------------
def may_be_decided(known: Known, tree: Node) -> bool:
    """Whether a part is decided alone, or two parts speak of the same thing: nothing else can decide one."""
    seen: set[int | Node] = set()
    todo = [tree]
    while todo:
        node = todo.pop()
        match node:
            case And(parts) | Or(parts):
                todo += parts
            case Not(part):
                todo.append(part)
            case If(test, yes, no):
                todo += (test, yes, no)
            case _:
                low, high = known.span(node)
                if low == high and type(node) is not Number:
                    return True
                for thing in _things(node):
                    if thing in seen:
                        return True
                    seen.add(thing)
    return False


def _things(node: Node) -> set[int | Node]:
    """The slots that a node asks for, and what it asks the world for."""
    found: set[int | Node] = set()
    todo = [node]
    while todo:
        match todo.pop():
            case Slot(slot):
                found.add(slot)
            case Through(holder, fields):
                found.update((holder, *(field for field in fields if field is not None)))
            case Number():
                pass
            case Compare(_, left, right):
                todo += (left, right)
            case other:
                if type(other) is Ask:
                    found.add(other)
                todo += children(other)
    return found
