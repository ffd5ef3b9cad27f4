"""Proving: what always or never holds, from what is known of the slots of a state.

Takes checked trees and a `Known`; gives bounds that hold whatever the seed. It never guesses: what it cannot decide
stays open between 0 and 1. What the slots can hold over a whole story is worked out in `holding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ...story.expressions import Node
from ...story.expressions.intervals import HIGHEST, LOWEST, Interval, absolute, arithmetic, compared
from ...story.expressions.tree import (
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
    Not,
    Number,
    Or,
    Slot,
    Through,
)

OPEN: Interval = (0, 1)
ANY: Interval = (LOWEST, HIGHEST)
_LESS, _SAME, _MORE = 1, 2, 4
_ORDERS = {"<": _LESS, "<=": 3, "==": _SAME, "!=": 5, ">=": 6, ">": _MORE}
_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}
_TURNED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_ASKED = {"season": (0, 3), "weekday": (0, 6)}


class Known:
    """What is known of one state: what each slot can be, and how some values compare."""

    __slots__ = ("_all", "may", "must", "names", "orders", "spans", "terms")

    def __init__(self, spans: Sequence[Interval], names: dict[int, int], may: dict[int, int]) -> None:
        self._all = spans
        self.spans: dict[int, Interval] = {}
        """Bounds of the slots that more is known of than of all states."""
        self.names = names
        """Of slots of flags, names and people, a bit for each value that can be there."""
        self.may = may
        """Of sets, the members that can be in it."""
        self.must: dict[int, int] = {}
        """Of sets, the members that surely are."""
        self.terms: dict[Node, Interval] = {}
        """Bounds of values that are no slots."""
        self.orders: dict[tuple[Node, Node], int] = {}
        """How two values can compare."""

    def copy(self) -> Known:
        """The same, to be narrowed apart from this."""
        made = Known(self._all, self.names.copy(), self.may.copy())
        made.spans, made.must = self.spans.copy(), self.must.copy()
        made.terms, made.orders = self.terms.copy(), self.orders.copy()
        return made

    def of_slot(self, slot: int) -> Interval:
        """Bounds of a slot."""
        names = self.names.get(slot)
        if names is None:
            return self.spans.get(slot) or self._all[slot]
        return (names & -names).bit_length() - 1, names.bit_length() - 1

    # ---- bounds -----------------------------------------------------------------------------------------------------
    def span(self, node: Node) -> Interval:
        """Between which bounds the value lies."""
        match node:
            case Slot(slot):
                return self.of_slot(slot)
            case Number(value):
                return value, value
            case Compare(op, left, right):
                return self._compared(op, left, right)
            case And(parts):
                return self._joined(parts, 1)
            case Or(parts):
                return self._joined(parts, 0)
            case Not(part):
                low, high = self.span(part)
                return 1 - high, 1 - low
            case Has(of, mask):
                return self._has(of, mask)
            case If(test, yes, no):
                return self._either(test, yes, no)
        low, high = self._number(node)
        known = self.terms.get(node, ANY) if self.terms else ANY
        return max(low, known[0]), min(high, known[1])

    def _number(self, node: Node) -> Interval:
        match node:
            case Arithmetic(op, left, right):
                c, d = self.span(right)
                if op in ("//", "%") and c <= 0 <= d:
                    return ANY
                return arithmetic(op, *self.span(left), c, d)
            case Negative(part):
                low, high = self.span(part)
                return -high, -low
            case Absolute(part):
                return absolute(*self.span(part))
            case Least(parts):
                spans = [self.span(part) for part in parts]
                return min(low for low, _ in spans), min(high for _, high in spans)
            case Greatest(parts):
                spans = [self.span(part) for part in parts]
                return max(low for low, _ in spans), max(high for _, high in spans)
            case Look(values, index):
                low, high = self.span(index)
                within = values[max(0, low) : high + 1] or values
                return min(within), max(within)
            case Through(_, fields):
                spans = [(0, 0), *(self.of_slot(field) for field in fields if field is not None)]
                return min(low for low, _ in spans), max(high for _, high in spans)
            case Count(Slot(slot)):
                return self.must.get(slot, 0).bit_count(), self.may[slot].bit_count()
            case Ask(name, args):
                if name == "fixed":
                    first = args[0]
                    return 0, (first if isinstance(first, int) else self.span(cast(Node, first))[1]) - 1
                return _ASKED.get(name, ANY)
        return ANY

    def _compared(self, op: str, left: Node, right: Node) -> Interval:
        low, high = compared(op, *self.span(left), *self.span(right))
        if low == high:
            return low, high
        if op in ("==", "!=") and type(left) is Slot and type(right) is Number and left.slot in self.names:
            can_be = self.names[left.slot] >> right.value & 1
            return (low, high) if can_be else (int(op == "!="), int(op == "!="))
        if self.orders:
            order, asked = self.order(left, right), _ORDERS[op]
            if not order & asked:
                return 0, 0
            if not order & ~asked:
                return 1, 1
        return low, high

    def order(self, left: Node, right: Node) -> int:
        """How two values can compare, a bit for each way."""
        if (known := self.orders.get((left, right))) is not None:
            return known
        known = self.orders.get((right, left), 7)
        return known & _SAME | (known & _LESS) << 2 | (known & _MORE) >> 2

    def _has(self, of: Node, mask: Node) -> Interval:
        if type(of) is not Slot or type(mask) is not Number:
            return OPEN
        if self.must.get(of.slot, 0) & mask.value:
            return 1, 1
        return OPEN if self.may[of.slot] & mask.value else (0, 0)

    def _joined(self, parts: Sequence[Node], holds: int) -> Interval:
        """Bounds of an `and` (holds 1) or an `or` (0): each part is looked at knowing what those before it tell."""
        known, surely = self.copy(), True
        for part in parts:
            low, high = known.span(part)
            if low == high == 1 - holds:
                return low, high
            surely = surely and low == high
            if not known.assume(part, bool(holds)):
                return 1 - holds, 1 - holds
        return (holds, holds) if surely else OPEN

    def _either(self, test: Node, yes: Node, no: Node) -> Interval:
        low, high = self.span(test)
        spans = []
        for holds, side in ((True, yes), (False, no)):
            known = self.copy()
            if (high if holds else not low) and known.assume(test, holds):
                spans.append(known.span(side))
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else ANY

    # ---- narrowing --------------------------------------------------------------------------------------------------
    def assume(self, node: Node, holds: bool) -> bool:
        """Narrow what is known by a condition that holds, or does not; False if that cannot be."""
        low, high = self.span(node)
        if low == high:
            return low == int(holds)
        match node:
            case Not(part):
                return self.assume(part, not holds)
            case And(parts) | Or(parts):
                if holds == (type(node) is And):
                    return all(self.assume(part, holds) for part in parts)
                left = [part for part in parts if (span := self.span(part)) == OPEN or span[0] == int(holds)]
                return self.assume(left[0], holds) if len(left) == 1 else bool(left)
            case Compare(op, left, right):
                return self._assume_order(op if holds else _OPPOSITE[op], left, right)
            case Has(Slot(slot), Number(mask)):
                return self._assume_member(slot, mask, holds)
        return self._narrow(node, int(holds), int(holds))

    def _assume_member(self, slot: int, mask: int, holds: bool) -> bool:
        if not holds:
            self.may[slot] &= ~mask
        elif mask.bit_count() == 1:
            self.must[slot] = self.must.get(slot, 0) | mask
        return True

    def _assume_order(self, op: str, left: Node, right: Node) -> bool:
        if type(left) is Number:
            op, left, right = _TURNED[op], right, left
        a, b = self.span(left)
        c, d = self.span(right)
        if type(right) is not Number:
            order = self.order(left, right) & _ORDERS[op]
            self.orders.pop((right, left), None)
            self.orders[left, right] = order
            if not order:
                return False
        if op == "!=":
            if c != d:
                return True
            if type(left) is Slot and left.slot in self.names:
                self.names[left.slot] &= ~(1 << c)
                return bool(self.names[left.slot])
            return self._narrow(left, a + (a == c), b - (b == c))
        strict = op in ("<", ">")
        if op in ("<", "<=", "=="):
            if not (self._narrow(left, a, d - strict) and self._narrow(right, a + strict, d)):
                return False
            a, b = self.span(left)
            c, d = self.span(right)
        if op in (">", ">=", "=="):
            return self._narrow(left, c + strict, b) and self._narrow(right, c, b - strict)
        return True

    def _narrow(self, node: Node, low: int, high: int) -> bool:
        """The value lies within these bounds too; False if nothing can."""
        a, b = self.span(node)
        low, high = max(low, a), min(high, b)
        if low > high or type(node) is Number:
            return low <= high
        if type(node) is Slot:
            names = self.names.get(node.slot)
            if names is None:
                self.spans[node.slot] = low, high
            else:
                self.names[node.slot] = names = names & (1 << (high + 1)) - (1 << max(0, low))
                return bool(names)
        else:
            self.terms[node] = low, high
        return True
