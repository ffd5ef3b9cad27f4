"""Intervals: between which bounds the value of an expression always lies, worked out from the bounds of its parts.

Takes and gives plain (low, high) pairs; knows the tree only so far as a test tells something about a slot.
"""

from __future__ import annotations

from .tree import And, Compare, Node, Not, Number, Or, Slot

Interval = tuple[int, int]

LOWEST, HIGHEST = -(1 << 63), (1 << 63) - 1

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_FLIPPED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def arithmetic(op: str, a: int, b: int, c: int, d: int) -> Interval:
    """Bounds of x op y for x in a..b and y in c..d; for // and % y is never 0."""
    if op == "+":
        return a + c, b + d
    if op == "-":
        return a - d, b - c
    if op == "*":
        corners = (a * c, a * d, b * c, b * d)
    elif op == "//":
        corners = (a // c, a // d, b // c, b // d)
    else:
        return remainder(a, b, c, d)
    return min(corners), max(corners)


def remainder(a: int, b: int, c: int, d: int) -> Interval:
    """Bounds of x % y, which has the sign of y."""
    if c == d and a // c == b // c:
        return a % c, b % c
    if c > 0:
        if a >= 0:
            return (a if b < c else 0), min(b, d - 1)
        return 0, d - 1
    if b <= 0:
        return max(a, c + 1), (b if a > d else 0)
    return c + 1, 0


def compared(op: str, a: int, b: int, c: int, d: int) -> Interval:
    """0..1, or which of them it always is."""
    if op in (">", ">=", "!="):
        low, high = compared(_OPPOSITE[op], a, b, c, d)
        return 1 - high, 1 - low
    if op == "==":
        if b < c or d < a:
            return 0, 0
        return int(a == b == c == d), 1
    if op == "<":
        return int(b < c), int(a < d)
    return int(b <= c), int(a <= d)


def absolute(a: int, b: int) -> Interval:
    if a >= 0:
        return a, b
    return (-b, -a) if b <= 0 else (0, max(-a, b))


def learn(test: Node, holds: bool, known: dict[int, Interval]) -> None:
    """Narrows what is known of slots by a test that holds, or does not: `x > 0` within `y // x if x > 0 else 0`."""
    kind = type(test)
    if kind is Compare:
        assert isinstance(test, Compare)
        left, right, op = test.left, test.right, test.op
        if type(left) is Number:
            left, right, op = right, left, _FLIPPED[op]  # type: ignore[assignment]
        if type(left) is Slot and type(right) is Number:
            low, high = known.get(left.slot, (LOWEST, HIGHEST))
            op = op if holds else _OPPOSITE[op]  # type: ignore[assignment]
            low, high = _narrowed(op, right.value, low, high)
            if low > high:
                # Never reached, so anything may be believed: the nearest test still guards what it was written for.
                low, high = _narrowed(op, right.value, LOWEST, HIGHEST)
            known[left.slot] = low, high
    elif kind is Not:
        assert isinstance(test, Not)
        learn(test.part, not holds, known)
    elif kind is (And if holds else Or):
        assert isinstance(test, And | Or)
        for part in test.parts:
            learn(part, holds, known)


def _narrowed(op: str, k: int, low: int, high: int) -> Interval:
    if op == "==":
        return max(low, k), min(high, k)
    if op == "!=":
        return (low + 1 if low == k else low), (high - 1 if high == k else high)
    if op == "<":
        return low, min(high, k - 1)
    if op == "<=":
        return low, min(high, k)
    if op == ">":
        return max(low, k + 1), high
    return max(low, k), high
