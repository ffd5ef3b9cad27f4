"""Boxes: all values that some slots can have together, numbered from 0, and sets of them as one whole number.

Bit i of a set stands for the values whose number is i, the last slot counted fastest. A condition is a set, made by
reckoning its tree for the whole box at once; a change is a function from sets to sets, made of shifts. Takes checked
trees and groups of effects; knows nothing of scenes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from math import prod
from operator import and_, or_
from typing import Any

import numpy as np

from ..many.chances import I64
from ..story.expressions import Checked
from ..story.expressions.tree import (
    Absolute,
    And,
    Arithmetic,
    Ask,
    Compare,
    Count,
    Greatest,
    Has,
    If,
    Least,
    Look,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Slot,
    Through,
)
from ..story.model import Effect, Group, Story

Move = Callable[[int], int]
"""What a change does to a set."""
_ARITHMETIC = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "//": np.floor_divide,
    "%": np.mod,
}
_COMPARISONS = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


class CannotBox(Exception):
    """A story cannot be gone through in boxes; the message says what stands against it."""


def radix(story: Story, slot: int, caps: dict[int, int]) -> int:
    """How many values of a slot are told apart."""
    low, high = story.slots[slot].low, story.slots[slot].high
    return min(high, caps.get(slot, high)) - low + 1


def tree_of(checked: Checked) -> Node:
    """What is to be reckoned: a number where it is proved to be one."""
    return checked.tree if checked.constant is None else Number(checked.constant)


class Box:
    """The box of some slots, in this order."""

    def __init__(self, story: Story, slots: tuple[int, ...], caps: dict[int, int]) -> None:
        self.slots = slots
        self._bounds = {slot: (story.slots[slot].low, story.slots[slot].high) for slot in slots}
        self.low = tuple(story.slots[slot].low for slot in slots)
        self.shape = tuple(radix(story, slot, caps) for slot in slots)
        self.size = prod(self.shape)
        self.full = (1 << self.size) - 1
        self.stride = tuple(prod(self.shape[n + 1 :]) for n in range(len(slots)))
        self._axis = {slot: n for n, slot in enumerate(slots)}
        self._masks: dict[Node, int] = {}
        self._moves: dict[Any, tuple[Move, ...]] = {}
        self._rows: dict[tuple[int, int, int], int] = {}

    def __contains__(self, slot: int) -> bool:
        return slot in self._axis

    # ---- numbers ----
    def number(self, values: Sequence[int]) -> int:
        """The number of a state, given by all its slots; what is beyond a cap counts as the cap."""
        each = zip(self.slots, self.low, self.shape, self.stride, strict=True)
        return sum(min(values[slot] - low, size - 1) * stride for slot, low, size, stride in each)

    def values(self, number: int) -> tuple[int, ...]:
        """The values of the box's slots, in their order."""
        each = zip(self.low, self.shape, self.stride, strict=True)
        return tuple(low + number // stride % size for low, size, stride in each)

    def of_slot(self, slot: int) -> Any:
        """The values of a slot along its own axis."""
        axis = self._axis[slot]
        shape = [1] * len(self.slots)
        shape[axis] = self.shape[axis]
        return (np.arange(self.shape[axis], dtype=np.int64) + self.low[axis]).reshape(shape)

    # ---- sets ----
    def set_of(self, holds: Any) -> int:
        """The set of an array of yes and no, which need not have axes that it does not hang on."""
        flat = np.packbits(np.broadcast_to(holds, self.shape), axis=None, bitorder="little")
        return int.from_bytes(flat.tobytes(), "little")

    def array_of(self, members: int) -> Any:
        """The array of yes and no of a set."""
        return self.flat_of(members).reshape(self.shape)

    def flat_of(self, members: int) -> Any:
        """The same, one number after the other."""
        raw = np.frombuffer(members.to_bytes(-(-self.size // 8), "little"), np.uint8)
        return np.unpackbits(raw, count=self.size, bitorder="little").view(bool)

    def mask(self, tree: Node) -> int:
        """Where a condition holds."""
        known = self._masks.get(tree)
        if known is None:
            known = self._masks[tree] = self._masked(tree)
        return known

    def _masked(self, tree: Node) -> int:
        match tree:
            case Number(value):
                return self.full if value else 0
            case And(parts):
                return reduce(and_, map(self.mask, parts))
            case Or(parts):
                return reduce(or_, map(self.mask, parts))
            case Not(part):
                return self.full ^ self.mask(part)
            case Compare(op, Slot(slot), Number(value)):
                return self._compared(op, slot, value - self.low[self._axis[slot]])
        return self.set_of(self.reckoned(tree) != 0)

    def _compared(self, op: str, slot: int, row: int) -> int:
        """Where a slot, counted from its lowest value, is so."""
        last = self.shape[self._axis[slot]] - 1
        if op in ("==", "!="):
            same = self.rows(slot, row, row) if 0 <= row <= last else 0
            return same if op == "==" else self.full ^ same
        if op in ("<=", ">"):
            row += 1
        less = self.rows(slot, 0, min(last, row - 1)) if row > 0 else 0
        return less if op in ("<", "<=") else self.full ^ less

    def rows(self, slot: int, first: int, last: int) -> int:
        """Where a slot, counted from its lowest value, is from `first` to `last`."""
        key = (slot, first, last)
        known = self._rows.get(key)
        if known is None:
            # One block of ones, and then twice as many of them as often as needed: no array is made.
            size, stride = self.shape[self._axis[slot]], self.stride[self._axis[slot]]
            known = ((1 << (last - first + 1) * stride) - 1) << first * stride
            wide = size * stride
            while wide < self.size:
                known |= known << wide
                wide *= 2
            known = self._rows[key] = known & self.full
        return known

    def low_of(self, slot: int) -> int:
        """The least that a slot can be."""
        return self.low[self._axis[slot]]

    def affords(self, slot: int, amount: Node) -> int:
        """Where so much can be taken from a slot."""
        if isinstance(amount, Number):
            return self._compared(">=", slot, amount.value)
        return self.set_of(self.of_slot(slot) - _whole(self.reckoned(amount)) >= self.low_of(slot))

    def span(self, slot: int, members: int) -> tuple[int, int]:
        """The least and the most that a slot is in some states, of which there are any."""
        others = tuple(n for n in range(len(self.slots)) if n != self._axis[slot])
        there = np.flatnonzero(self.array_of(members).any(axis=others)) + self.low_of(slot)
        return int(there[0]), int(there[-1])

    def narrowed(self, to: Box) -> Move:
        """What leaving out the slots that another box does not have does to a set."""
        if to.slots == self.slots:
            return lambda members: members
        if not to.slots:
            return bool
        gone = tuple(n for n, slot in enumerate(self.slots) if slot not in to)
        return lambda members: to.set_of(self.array_of(members).any(axis=gone))

    # ---- reckoning ----
    def reckoned(self, node: Node) -> Any:
        """The value of a tree everywhere in the box, in an array without the axes that it does not hang on."""
        # A side that is not reached may divide by 0: what comes of it there is not looked at.
        with np.errstate(all="ignore"):
            return self._reckoned(node)

    def _reckoned(self, node: Node) -> Any:
        ask = self._reckoned
        match node:
            case Number(value):
                return np.int64(value)
            case Slot(slot):
                return self.of_slot(slot)
            case Compare(op, left, right):
                return _COMPARISONS[op](ask(left), ask(right))
            case Arithmetic(op, left, right):
                return _ARITHMETIC[op](_whole(ask(left)), _whole(ask(right)))
            case And(parts):
                return reduce(np.logical_and, map(ask, parts))
            case Or(parts):
                return reduce(np.logical_or, map(ask, parts))
            case Not(part):
                return np.logical_not(ask(part))
            case Negative(part):
                return -_whole(ask(part))
            case Absolute(part):
                return np.abs(_whole(ask(part)))
            case Least(parts):
                return reduce(np.minimum, (_whole(ask(part)) for part in parts))
            case Greatest(parts):
                return reduce(np.maximum, (_whole(ask(part)) for part in parts))
            case Count(of):
                return _whole(np.bitwise_count(_whole(ask(of))))
            case Has(of, mask):
                return _whole(ask(of)) & _whole(ask(mask)) != 0
            case If(test, yes, no):
                return np.where(ask(test), _whole(ask(yes)), _whole(ask(no)))
            case Look(values, index):
                return np.array(values, np.int64).take(_whole(ask(index)), mode="clip")
            case Through(holder, fields):
                return self._of_held(holder, fields)
            case Ask(name):
                raise CannotBox(f"what {name} gives hangs on the life's seed")
        raise AssertionError(f"no such node: {node!r}")

    def _of_held(self, holder: int, fields: tuple[int | None, ...]) -> Any:
        held, found = self.of_slot(holder), np.zeros_like(self.of_slot(holder))
        for index, field in enumerate(fields):
            if field is not None:
                found = np.where(held == index, self.of_slot(field), found)
        return found

    # ---- changes ----
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
            if part[0] in self:
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
        return any(field in self for field in effect.via[1] if field is not None)

    def _one(self, slot: int, parts: tuple[_Part, ...]) -> tuple[Move, ...]:
        """All that is done to one slot."""
        plain = [(op, tree.value) for _, op, of_set, tree in parts if isinstance(tree, Number) and not of_set]
        if len(plain) == len(parts):
            if all(op != "=" for op, _ in plain):
                by = sum(value if op == "+" else -value for op, value in plain)
                return self._known((slot, by), lambda: self._shifted(slot, by))
            if len(plain) == 1:
                low, high = self._bounds[slot]
                value = min(high, max(low, plain[0][1]))
                return self._known((slot, "=", value), lambda: self._assigned(slot, value - low))
        return self._together(parts)

    def _together(self, parts: tuple[_Part, ...]) -> tuple[Move, ...]:
        return self._known(parts, lambda: self._moved(self._put((), parts)))

    def _shifted(self, slot: int, by: int) -> tuple[Move, ...]:
        """More or less of a slot, held at its bounds: one shift, and what meets the bound is folded onto it."""
        size, stride = self.shape[self._axis[slot]], self.stride[self._axis[slot]]
        over = min(abs(by), size - 1)
        if not over:
            return ()
        if by > 0:
            body, rest, bound = self.rows(slot, 0, size - 1 - over), self.rows(slot, size - over, size - 1), size - 1
        else:
            body, rest, bound = self.rows(slot, over, size - 1), self.rows(slot, 0, over - 1), 0
        shift = over * stride
        edge, steps = self.rows(slot, bound, bound), tuple(step * stride for step in _doubling(over - 1))
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
        size, stride = self.shape[self._axis[slot]], self.stride[self._axis[slot]]
        steps = tuple(step * stride for step in _doubling(size - 1))
        first, shift = self.rows(slot, 0, 0), row * stride

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
        if slot not in self:
            return ()
        row = value - self.low_of(slot)
        return self._known((slot, "=", value), lambda: self._assigned(slot, row))

    def _put(self, group: Group, parts: tuple[_Part, ...]) -> dict[int, Any]:
        """The new values of slots, with nothing put in before everything is read."""
        new: dict[int, Any] = {}
        for slot, op, of_set, tree in parts:
            if slot in self:
                new[slot] = _applied(op, of_set, new.get(slot, self.of_slot(slot)), _whole(self.reckoned(tree)))
        for effect in group:
            if effect.via is not None and not self._reaches(effect):
                continue
            if effect.via is None and effect.slot not in self:
                continue
            value = _whole(self.reckoned(tree_of(effect.value)))
            if effect.via is None:
                now = new.get(effect.slot, self.of_slot(effect.slot))
                new[effect.slot] = _applied(effect.op, effect.of_set, now, value)
                continue
            holder, fields = effect.via
            held = self.of_slot(holder)
            for index, field in enumerate(fields):
                if field is not None and field in self:
                    now = new.get(field, self.of_slot(field))
                    new[field] = np.where(held == index, _applied(effect.op, effect.of_set, now, value), now)
        return {slot: np.clip(value, *self._bounds[slot]) for slot, value in new.items()}

    def by(self, new: dict[int, Any]) -> Any:
        """How far each number moves when slots get new values; without axes that it does not hang on."""
        far = np.zeros((1,) * len(self.slots), np.int64)
        for slot, value in new.items():
            far = far + (value - self.of_slot(slot)) * self.stride[self._axis[slot]]
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
        if slot not in self:
            return []
        most = self.low_of(slot) + self.shape[self._axis[slot]] - 1
        return [self._far({slot: np.minimum(self.of_slot(slot) + 1, most)})]

    def setting(self, slot: int, value: int) -> list[I64]:
        """How far setting a slot moves each number."""
        return [self._far({slot: np.full_like(self.of_slot(slot), value)})] if slot in self else []

    def _far(self, new: dict[int, Any]) -> I64:
        far: I64 = self.spread(self.by(new))
        return far

    def spread(self, array: Any) -> Any:
        """An array for all numbers of the box, of one that lacks axes that it does not hang on."""
        return np.ascontiguousarray(np.broadcast_to(array, self.shape)).reshape(-1)

    def numbers_in(self, to: Box) -> I64:
        """Of each number, that of the same values in a box which has no other slots."""
        kept = sum(
            (self.of_slot(slot) - self.low_of(slot)) * stride for slot, stride in zip(to.slots, to.stride, strict=True)
        )
        found: I64 = self.spread(np.asarray(kept, np.int64))
        return found

    def _moved(self, new: dict[int, Any]) -> tuple[Move, ...]:
        """Any change at all: those that move equally far move together."""
        far = self.by(new)
        ways = [(self.set_of(far == by), int(by)) for by in np.unique(far).tolist()]

        def move(members: int) -> int:
            out = 0
            for mask, by in ways:
                some = members & mask
                if some:
                    out |= some << by if by >= 0 else some >> -by
            return out

        return (move,)


_Part = tuple[int, str, bool, Node]
"""What is done to a slot: +, - or =; whether it is a set; what is reckoned."""


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


def _whole(value: Any) -> Any:
    """Yes and no as 1 and 0."""
    return np.asarray(value).astype(np.int64, copy=False)


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
