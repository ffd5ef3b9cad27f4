"""Moves: what changes do to sets of states of a box.

Takes groups of effects and costs; gives functions from sets to sets, made of shifts, for `bits`; and for `odds` the
same changes as how far each number of the box moves. All effects of a group read the state before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ..many.chances import I64
from ..story.expressions.tree import Node, Number, Slot, Through
from ..story.model import Effect, Group
from .boxes import Box, tree_of, whole

Move = Callable[[int], int]
"""What a change does to a set."""
_Part = tuple[int, str, bool, Node]
"""What is done to a slot: +, - or =; whether it is a set; what is reckoned."""


class Moves:
    """The changes of one box; those that come again are made once."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._moves: dict[Any, tuple[Move, ...]] = {}

    def changed(self, groups: Iterable[Group], taken: Sequence[tuple[int, Node]] = ()) -> tuple[Move, ...]:
        """What groups of effects do one after another; with the first, so much is taken from slots."""
        moves: tuple[Move, ...] = ()
        costs = tuple((slot, "-", False, tree) for slot, tree in taken)
        for group in (*groups,) or ((),):
            moves += self._group(group, costs)
            costs = ()
        return moves

    def _group(self, group: Group, costs: tuple[_Part, ...]) -> tuple[Move, ...]:
        if any(effect.via is not None and self._reaches(effect) for effect in group):
            return self._known((group, costs), lambda: self._moved(self._put(group, costs)))
        parts = [*costs, *((e.slot, e.op, e.of_set, tree_of(e.value)) for e in group if e.via is None)]
        of: dict[int, tuple[_Part, ...]] = {}
        for part in parts:
            if part[0] in self._box:
                of[part[0]] = (*of.get(part[0], ()), part)
        moves: tuple[Move, ...] = ()
        if all(isinstance(tree, Number) for *_, tree in parts):
            for slot, mine in of.items():
                moves += self._one(slot, mine)
            return moves
        while of:
            # All read the state before them: one is put in only once nobody else reads what it writes.
            reads = {slot: set[int]().union(*(_slots(tree) for *_, tree in mine)) for slot, mine in of.items()}
            free = [slot for slot in of if not any(slot in read for other, read in reads.items() if other != slot)]
            if not free:
                return moves + self._together(tuple(part for mine in of.values() for part in mine))
            moves += self._one(free[0], of.pop(free[0]))
        return moves

    def _known(self, key: Any, make: Callable[[], tuple[Move, ...]]) -> tuple[Move, ...]:
        known = self._moves.get(key)
        if known is None:
            known = self._moves[key] = make()
        return known

    def _reaches(self, effect: Effect) -> bool:
        assert effect.via is not None
        return any(field in self._box for field in effect.via[1] if field is not None)

    def _one(self, slot: int, parts: tuple[_Part, ...]) -> tuple[Move, ...]:
        """All that is done to one slot."""
        plain = [(op, tree.value) for _, op, of_set, tree in parts if isinstance(tree, Number) and not of_set]
        if len(plain) == len(parts):
            if all(op != "=" for op, _ in plain):
                by = sum(value if op == "+" else -value for op, value in plain)
                return self._known((slot, by), lambda: self._shifted(slot, by))
            if len(plain) == 1:
                low, high = self._box.bounds[slot]
                value = min(high, max(low, plain[0][1]))
                return self._known((slot, "=", value), lambda: self._assigned(slot, value - low))
        return self._together(parts)

    def _together(self, parts: tuple[_Part, ...]) -> tuple[Move, ...]:
        return self._known(parts, lambda: self._moved(self._put((), parts)))

    def _shifted(self, slot: int, by: int) -> tuple[Move, ...]:
        """More or less of a slot, held at its bounds: one shift, and what meets the bound is folded onto it."""
        size, stride = self._box.size_of(slot), self._box.stride_of(slot)
        over, rows = min(abs(by), size - 1), self._box.rows
        if not over:
            return ()
        if by > 0:
            body, rest, bound = (
                self._box.rows(slot, 0, size - 1 - over),
                self._box.rows(slot, size - over, size - 1),
                size - 1,
            )
        else:
            body, rest, bound = self._box.rows(slot, over, size - 1), self._box.rows(slot, 0, over - 1), 0
        shift = over * stride
        edge, steps = rows(slot, bound, bound), tuple(step * stride for step in _doubling(over - 1))
        # Written out for each sign: these two are most of the work of going through a story.
        if by > 0:

            def more(members: int) -> int:
                moved, last = (members & body) << shift, members & rest
                if last:
                    for step in steps:
                        last |= last << step
                    moved |= last & edge
                return moved

            return (more,)

        def less(members: int) -> int:
            moved, last = (members & body) >> shift, members & rest
            if last:
                for step in steps:
                    last |= last >> step
                moved |= last & edge
            return moved

        return (less,)

    def _assigned(self, slot: int, row: int) -> tuple[Move, ...]:
        """A slot has one value, whatever it had."""
        size, stride = self._box.size_of(slot), self._box.stride_of(slot)
        steps = tuple(step * stride for step in _doubling(size - 1))
        first, shift = self._box.rows(slot, 0, 0), row * stride

        def move(members: int) -> int:
            for step in steps:
                members |= members >> step
            return (members & first) << shift

        return (move,)

    def counted(self, slot: int) -> tuple[Move, ...]:
        """One more visit, up to where no difference is made."""
        return self._known((slot, 1), lambda: self._shifted(slot, 1))

    def set_to(self, slot: int, value: int) -> tuple[Move, ...]:
        """A slot has this value from now on; nothing where the box does not have it."""
        if slot not in self._box:
            return ()
        row = value - self._box.low_of(slot)
        return self._known((slot, "=", value), lambda: self._assigned(slot, row))

    def _put(self, group: Group, parts: tuple[_Part, ...]) -> dict[int, Any]:
        """The new values of slots, with nothing put in before everything is read."""
        new: dict[int, Any] = {}
        for slot, op, of_set, tree in parts:
            if slot in self._box:
                new[slot] = _applied(
                    op, of_set, new.get(slot, self._box.of_slot(slot)), whole(self._box.reckoned(tree))
                )
        for effect in group:
            if effect.via is not None and not self._reaches(effect):
                continue
            if effect.via is None and effect.slot not in self._box:
                continue
            value = whole(self._box.reckoned(tree_of(effect.value)))
            if effect.via is None:
                now = new.get(effect.slot, self._box.of_slot(effect.slot))
                new[effect.slot] = _applied(effect.op, effect.of_set, now, value)
                continue
            holder, fields = effect.via
            held = self._box.of_slot(holder)
            for index, field in enumerate(fields):
                if field is not None and field in self._box:
                    now = new.get(field, self._box.of_slot(field))
                    new[field] = np.where(held == index, _applied(effect.op, effect.of_set, now, value), now)
        return {slot: np.clip(value, *self._box.bounds[slot]) for slot, value in new.items()}

    def _by(self, new: dict[int, Any]) -> Any:
        """How far each number moves when slots get new values; without axes that it does not hang on."""
        far = np.zeros((1,) * len(self._box.slots), np.int64)
        for slot, value in new.items():
            far = far + (value - self._box.of_slot(slot)) * self._box.stride_of(slot)
        return far

    def jumps(self, groups: Iterable[Group], taken: Sequence[tuple[int, Node]] = ()) -> list[I64]:
        """The same changes as how far each number of the box moves, one group after another."""
        found, costs = [], tuple((slot, "-", False, tree) for slot, tree in taken)
        for group in (*groups,) or ((),):
            new = self._put(group, costs)
            costs = ()
            if new:
                found.append(self._far(new))
        return found

    def counting(self, slot: int) -> list[I64]:
        """How far one more visit moves each number."""
        if slot not in self._box:
            return []
        most = self._box.low_of(slot) + self._box.size_of(slot) - 1
        return [self._far({slot: np.minimum(self._box.of_slot(slot) + 1, most)})]

    def setting(self, slot: int, value: int) -> list[I64]:
        """How far setting a slot moves each number."""
        return [self._far({slot: np.full_like(self._box.of_slot(slot), value)})] if slot in self._box else []

    def _far(self, new: dict[int, Any]) -> I64:
        far: I64 = self._box.spread(self._by(new))
        return far

    def _moved(self, new: dict[int, Any]) -> tuple[Move, ...]:
        """Any change at all: those that move equally far move together."""
        far = self._by(new)
        ways = [(self._box.set_of(far == by), int(by)) for by in np.unique(far).tolist()]

        def move(members: int) -> int:
            out = 0
            for mask, by in ways:
                some = members & mask
                if some:
                    out |= some << by if by >= 0 else some >> -by
            return out

        return (move,)


def _applied(op: str, of_set: bool, now: Any, value: Any) -> Any:
    if of_set:
        return now | value if op == "+" else now & ~value if op == "-" else value
    return now + value if op == "+" else now - value if op == "-" else value + np.zeros_like(now)


def _doubling(most: int) -> tuple[int, ...]:
    """Steps, each once or not at all, whose sums are all numbers from 0 to `most`, and no other."""
    steps, so_far = [], 0
    while so_far < most:
        step = min(so_far + 1, most - so_far)
        steps.append(step)
        so_far += step
    return tuple(steps)


def _slots(node: Node) -> set[int]:
    """The slots that a tree reads."""
    if isinstance(node, Slot):
        return {node.slot}
    if isinstance(node, Through):
        return {node.holder, *(field for field in node.fields if field is not None)}
    found: set[int] = set()
    for name in node.__struct_fields__:
        part = getattr(node, name)
        for one in part if isinstance(part, tuple) else (part,):
            if hasattr(one, "__struct_fields__"):
                found |= _slots(one)
    return found
