"""Boxes: all values that some slots can have together, numbered from 0, and sets of them as one whole number.

Bit i of a set stands for the values whose number is i, the last slot counted fastest. A condition is a set, made by
reckoning its tree for the whole box at once. Takes checked trees; what changes make of sets is in `moves`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from ..story.model import Story

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
        self.bounds = {slot: (story.slots[slot].low, story.slots[slot].high) for slot in slots}
        self.low = tuple(story.slots[slot].low for slot in slots)
        self.shape = tuple(radix(story, slot, caps) for slot in slots)
        self.size = prod(self.shape)
        self.full = (1 << self.size) - 1
        self.stride = tuple(prod(self.shape[n + 1 :]) for n in range(len(slots)))
        self._axis = {slot: n for n, slot in enumerate(slots)}
        self._masks: dict[Node, int] = {}
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
        last = self.size_of(slot) - 1
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
            size, stride = self.size_of(slot), self.stride_of(slot)
            known = ((1 << (last - first + 1) * stride) - 1) << first * stride
            wide = size * stride
            while wide < self.size:
                known |= known << wide
                wide *= 2
            known = self._rows[key] = known & self.full
        return known

    def size_of(self, slot: int) -> int:
        """How many values of a slot are told apart."""
        return self.shape[self._axis[slot]]

    def stride_of(self, slot: int) -> int:
        """How far one more of a slot is, in numbers."""
        return self.stride[self._axis[slot]]

    def low_of(self, slot: int) -> int:
        """The least that a slot can be."""
        return self.low[self._axis[slot]]

    def affords(self, slot: int, amount: Node) -> int:
        """Where so much can be taken from a slot."""
        if isinstance(amount, Number):
            return self._compared(">=", slot, amount.value)
        return self.set_of(self.of_slot(slot) - whole(self.reckoned(amount)) >= self.low_of(slot))

    def span(self, slot: int, members: int) -> tuple[int, int]:
        """The least and the most that a slot is in some states, of which there are any."""
        others = tuple(n for n in range(len(self.slots)) if n != self._axis[slot])
        there = np.flatnonzero(self.array_of(members).any(axis=others)) + self.low_of(slot)
        return int(there[0]), int(there[-1])

    def narrowed(self, to: Box) -> Callable[[int], int]:
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
                return _ARITHMETIC[op](whole(ask(left)), whole(ask(right)))
            case And(parts):
                return reduce(np.logical_and, map(ask, parts))
            case Or(parts):
                return reduce(np.logical_or, map(ask, parts))
            case Not(part):
                return np.logical_not(ask(part))
            case Negative(part):
                return -whole(ask(part))
            case Absolute(part):
                return np.abs(whole(ask(part)))
            case Least(parts):
                return reduce(np.minimum, (whole(ask(part)) for part in parts))
            case Greatest(parts):
                return reduce(np.maximum, (whole(ask(part)) for part in parts))
            case Count(of):
                return whole(np.bitwise_count(whole(ask(of))))
            case Has(of, mask):
                return whole(ask(of)) & whole(ask(mask)) != 0
            case If(test, yes, no):
                return np.where(ask(test), whole(ask(yes)), whole(ask(no)))
            case Look(values, index):
                return np.array(values, np.int64).take(whole(ask(index)), mode="clip")
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


def whole(value: Any) -> Any:
    """Yes and no as 1 and 0."""
    return np.asarray(value).astype(np.int64, copy=False)
