"""Conditions: what comparisons, `is`, `has`, `and`, `or`, `not` and `if … else` mean, once their parts are known.

Functions beside the Checker, which calls them by the kind of node. Here names get their meaning from the other side of
an `is` or `has`, and what a test proves is learnt for the part that it guards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems import did_you_mean
from . import intervals
from .parse import Comparison, Either, Joined, Negation, Raw, Word
from .tree import And, Compare, Has, If, Look, Node, Not, Number, Or
from .types import BOOL, INT, Members, Names, Person, Type, alike, joint, listed

if TYPE_CHECKING:
    from .checker import Checker

Found = tuple[Node, Type, int, int]

_INSTEAD_OF_IS = {"==": "is", "!=": "is not"}


def comparison(c: Checker, raw: Comparison, expect: Type | None) -> Found | None:
    """`a < b`, `a == b`, a row of them such as `0 < a < 9`, all of numbers; or `is` or `has` between two things."""
    steps = raw.steps
    op, at, right = steps[0]
    if len(steps) > 1:
        for later, at_later, _ in steps:
            if later[:2] == "is" or later == "has":
                at = max(at_later, steps[1][1])
                hint = "join two with `and`: `a is b and b is c`"
                c.problem("chained-is", at, at + 1, "`is` and `has` stand between two things only", hint)
                return None
    elif op == "has":
        return has(c, raw.first, at, right)
    elif op[:2] == "is":
        return same(c, raw.first, op, at, right)
    if len(steps) == 1 and op in _INSTEAD_OF_IS and named_instead(c, raw, op, at):
        return None
    before = c.need(raw.first, INT)
    parts: list[Node] = []
    low = high = 1
    whole = before is not None
    for op, _, right in steps:
        after = c.need(right, INT)
        if before is None or after is None:
            whole = False
        else:
            a, b = intervals.compared(op, before[2], before[3], after[2], after[3])
            low, high = min(low, a), min(high, b)
            parts.append(Compare(op, before[0], after[0]))  # type: ignore[arg-type]
        before = after
    if not whole:
        return None
    return (parts[0] if len(parts) == 1 else And(tuple(parts))), BOOL, low, high


def named_instead(c: Checker, raw: Comparison, op: str, at: int) -> bool:
    """Whether `==` stands where `is` should, which is then told."""
    type_ = named(c, raw.first) or named(c, raw.steps[0][2])
    if type_ is None or type_ is INT:
        return False
    left, right = c.said(raw.first), c.said(raw.steps[0][2])
    message, hint = f"`{op}` compares numbers, and `{left}` is {type_}", f"`{left} {_INSTEAD_OF_IS[op]} {right}`"
    if named(c, raw.first) is None:
        message = f"`{op}` compares numbers, and `{right}` is {type_}"
    if isinstance(type_, Members):
        hint = f"`{left} has {right}`"
    elif type_ is BOOL:
        hint = f"`{left}` or `not {left}`"
    c.problem("wrong-type", at, at + 1, message, f"write {hint}")
    return True


def named(c: Checker, raw: Raw) -> Type | None:
    """The type of the first declared name that decides what other names beside it mean."""
    if type(raw) is Word:
        symbol = c.scope.find(raw.name)
        return symbol.type if symbol is not None else None
    if type(raw) is Either:
        return named(c, raw.yes) or named(c, raw.no)
    return None


def same(c: Checker, first: Raw, op: str, at: int, second: Raw) -> Found | None:
    """`is` and `is not`."""
    type_ = named(c, first)
    if type_ is None or type_ is INT:
        type_ = named(c, second) or type_
    kept, c.names_first = c.names_first, False
    left = c.visit(first, type_)
    c.names_first = True
    right = c.visit(second, type_ or (left[1] if left else None)) if left or type_ else None
    c.names_first = kept
    if left is None or right is None:
        return None
    a, b = left[1], right[1]
    if a is INT or b is INT:
        number = c.said(first if a is INT else second)
        hint = "write " + ("`==`" if op == "is" else "`!=`")
        c.problem("wrong-type", at, at + len(op.split()), f"`{number}` is a number; `is` compares names", hint)
        return None
    if isinstance(a, Members) or isinstance(b, Members):
        name = c.said(first)
        hint = f"write `{name} has …`, or `count({name}) == 0`"
        c.problem("wrong-type", first.at, second.end, "sets are not compared with `is`", hint)
        return None
    if not (a == b or alike(a, b)):
        message = f"`{c.said(first)}` is {a}, and `{c.said(second)}` is {b}: they can never be the same"
        c.problem("wrong-type", first.at, second.end, message)
        return None
    low, high = intervals.compared("==", left[2], left[3], right[2], right[3])
    if op == "is":
        return Compare("==", left[0], right[0]), BOOL, low, high
    return Compare("!=", left[0], right[0]), BOOL, 1 - high, 1 - low


def has(c: Checker, first: Raw, at: int, second: Raw) -> Found | None:
    """`set has member`."""
    of = c.visit(first)
    if of is None:
        return None
    if not isinstance(of[1], Members):
        said = c.said(first)
        hint = "" if of[1] in (INT, BOOL) else f"write `{said} is {c.said(second)}`"
        c.problem("wrong-type", first.at, first.end, f"`{said}` is {of[1]}; only a set has members", hint)
        return None
    masked = mask(c, second, of[1])
    if masked is None:
        return None
    node, low, high = masked
    if low == high and of[2] == of[3]:
        held = int(of[2] & low != 0)
        return Has(of[0], node), BOOL, held, held
    return Has(of[0], node), BOOL, 0, 1


def mask(c: Checker, raw: Raw, members: Members) -> tuple[Node, int, int] | None:
    """A member of a set as a bit mask: by name, or the one that a variable holds."""
    if type(raw) is Either:
        test = c.need(raw.test, BOOL)
        yes, no = mask(c, raw.yes, members), mask(c, raw.no, members)
        if test is None or yes is None or no is None:
            return None
        return If(test[0], yes[0], no[0]), min(yes[1], no[1]), max(yes[2], no[2])
    if type(raw) is not Word:
        c.problem("wrong-type", raw.at, raw.end, f"a member is needed: one of {listed(members.options)}")
        return None
    value = members.value(raw.name)
    if value is not None:
        return Number(value), value, value
    symbol = c.scope.find(raw.name)
    if symbol is None:
        hint = did_you_mean(raw.name, members.options)
        message = f"`{raw.name}` is not one of {listed(members.options)}"
        if raw.name == "none":
            hint = "an empty set is `count(…) == 0`"
        c.problem("unknown-member", raw.at, raw.end, message, hint)
        return None
    holder = symbol.type
    held: tuple[str, ...] = ()
    if isinstance(holder, Person):
        held = ("none", *holder.people)
    elif isinstance(holder, Names):
        held = holder.options
    values = tuple(members.value(name) or 0 for name in held)
    if not any(values):
        message = f"`{raw.name}` is {holder}, and no member of the set"
        c.problem("wrong-type", raw.at, raw.end, message, f"its members: {listed(members.options)}")
        return None
    return Look(values, c.symbol(symbol)[0]), min(values), max(values)


def joined(c: Checker, raw: Joined, expect: Type | None) -> Found | None:
    """`and`, `or`: each part is checked knowing what the parts before it have told of slots."""
    kept, holds = c.known, raw.op == "and"
    found: list[Found | None] = []
    for part in raw.parts:
        if found:
            c.known = dict(c.known)
            before = found[-1]
            if before is not None:
                intervals.learn(before[0], holds, c.known)
        found.append(c.need(part, BOOL))
    c.known = kept
    parts = [f for f in found if f is not None]
    if len(parts) < len(found):
        return None
    nodes = tuple([p[0] for p in parts])
    if holds:
        return And(nodes), BOOL, min([p[2] for p in parts]), min([p[3] for p in parts])
    return Or(nodes), BOOL, max([p[2] for p in parts]), max([p[3] for p in parts])


def negation(c: Checker, raw: Negation, expect: Type | None) -> Found | None:
    found = c.need(raw.part, BOOL)
    return None if found is None else (Not(found[0]), BOOL, 1 - found[3], 1 - found[2])


def either(c: Checker, raw: Either, expect: Type | None) -> Found | None:
    """`a if test else b`: each side is checked knowing that the test holds, or does not."""
    first, c.names_first = c.names_first, True
    test = c.need(raw.test, BOOL)
    c.names_first = first
    kept = c.known
    sides = []
    for holds, side in ((True, raw.yes), (False, raw.no)):
        c.known = dict(kept)
        if test is not None:
            intervals.learn(test[0], holds, c.known)
        sides.append(c.visit(side, expect))
    c.known = kept
    yes, no = sides
    if test is None or yes is None or no is None:
        return None
    type_ = joint(yes[1], no[1])
    if type_ is None:
        message = f"the two sides differ: {yes[1]}, and {no[1]}"
        c.problem("wrong-type", raw.no.at, raw.no.end, message)
        return None
    if test[2]:
        low, high = yes[2], yes[3]
    elif not test[3]:
        low, high = no[2], no[3]
    else:
        low, high = min(yes[2], no[2]), max(yes[3], no[3])
    return If(test[0], yes[0], no[0]), type_, low, high
