"""Changes: what effects, costs and nights make of what is known, as `play.effects` makes it of a state.

Takes facts and groups of effects; changes the facts in place, so that whatever any life's state becomes is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..story.expressions import Node
from ..story.expressions.intervals import Interval
from ..story.expressions.tree import If, Look, Number, Slot
from ..story.model import DAY, Effect, Group
from ..story.model import Slot as StorySlot
from .facts import Facts

_NIGHTS = 12
"""Nights in a row that are gone through one by one."""


def apply(facts: Facts, groups: Iterable[Group], taken: Iterable[tuple[int, Node]] = ()) -> None:
    """What groups of effects do one after another; with the first, so much is taken from slots."""
    costs = [(slot, facts.span(amount)) for slot, amount in taken]
    for group in (*groups,) or ((),) if costs else groups:
        _group(facts, group, costs)
        costs = []


def passed(facts: Facts, groups: Sequence[Group], taken: Sequence[tuple[int, Node]] = ()) -> Interval | None:
    """By how many days these would move on; None where that hangs on more than what is added to the day."""
    if any(slot == DAY for slot, _ in taken):
        return None
    moves = [(n, effect) for n, group in enumerate(groups) for effect in group if _moves_day(effect)]
    if not moves:
        return 0, 0
    (n, effect), *more = moves
    if more or n or effect.op != "+" or effect.via is not None:
        return None
    low, high = _value(facts, effect)
    if low < 0:
        return None
    return (low if facts.of_slot(DAY)[1] + high <= facts.frame.slots[DAY].high else 0), high


def _moves_day(effect: Effect) -> bool:
    return effect.slot == DAY if effect.via is None else DAY in effect.via[1]


def night(facts: Facts, was: Interval, by: Interval | None) -> None:
    """What the nights do that have passed since the day was so, `by` so many. A day never goes back."""
    now = facts.of_slot(DAY)
    if by == (0, 0):
        return
    facts.put(DAY, max(now[0], was[0]), max(now[1], was[1]))
    low, high = max(0, now[0] - was[1]), max(0, now[1] - was[0])
    if by is not None:
        low, high = max(low, by[0]), min(high, by[1])
    _nights(facts, low, high)


def _nights(facts: Facts, low: int, high: int) -> None:
    if not facts.frame.each_day or high <= 0:
        return
    if low > _NIGHTS:
        low = 0
    for _ in range(low):
        apply(facts, facts.frame.each_day)
    found = facts.settled()
    for n in range(high - low):
        after = found.copy()
        apply(after, facts.frame.each_day)
        both = found.with_all_of(after.settled())
        if both is found:
            break
        found = both if n < _NIGHTS else both.loosened(found, [()] * len(facts.frame.slots))
    facts.become(found)


def _group(facts: Facts, group: Group, costs: Sequence[tuple[int, Interval]]) -> None:
    slots = facts.frame.slots
    spans: dict[int, Interval] = {}
    names: dict[int, int] = {}
    sets: dict[int, tuple[int, int]] = {}
    for slot, (low, high) in costs:
        a, b = spans.get(slot) or facts.of_slot(slot)
        spans[slot] = a - high, b - low
    for effect in group:
        aims = [effect.slot] if effect.via is None else facts.held(*effect.via)
        for aim in aims:
            if aim is None:
                continue
            surely = len(aims) == 1
            if aim in facts.may:
                old = sets.get(aim) or (facts.must.get(aim, 0), facts.may[aim])
                sets[aim] = _members(facts, effect, old, surely)
            elif aim in facts.names:
                mask = _values(facts, effect.value.tree, slots[aim])
                names[aim] = mask if surely else mask | names.get(aim, facts.names[aim])
            else:
                spans[aim] = _moved(facts, effect, spans.get(aim) or facts.of_slot(aim), surely)
    if not (spans or names or sets):
        return
    for slot, (low, high) in spans.items():
        least, most = slots[slot].low, slots[slot].high
        facts.spans[slot] = min(most, max(least, low)), min(most, max(least, high))
    facts.names.update(names)
    for slot, (must, may) in sets.items():
        facts.must[slot], facts.may[slot] = must, may & slots[slot].high
    facts.forget()


def _moved(facts: Facts, effect: Effect, old: Interval, surely: bool) -> Interval:
    low, high = _value(facts, effect)
    if effect.op == "+":
        low, high = old[0] + low, old[1] + high
    elif effect.op == "-":
        low, high = old[0] - high, old[1] - low
    return (low, high) if surely else (min(low, old[0]), max(high, old[1]))


def _value(facts: Facts, effect: Effect) -> Interval:
    checked = effect.value
    if checked.low == checked.high:
        return checked.low, checked.high
    low, high = facts.span(checked.tree)
    return max(low, checked.low), min(high, checked.high)


def _values(facts: Facts, tree: Node, slot: StorySlot) -> int:
    """A bit for each value that a flag, a name or a person may be set to."""
    match tree:
        case Number(value):
            return 1 << min(slot.high, max(slot.low, value))
        case Slot(other) if other in facts.names:
            return facts.names[other]
        case If(test, yes, no):
            low, high = facts.span(test)
            return (_values(facts, yes, slot) if high else 0) | (0 if low else _values(facts, no, slot))
    low, high = facts.span(tree)
    low, high = min(slot.high, max(slot.low, low)), min(slot.high, max(slot.low, high))
    return (1 << high + 1) - (1 << low)


def _members(facts: Facts, effect: Effect, old: tuple[int, int], surely: bool) -> tuple[int, int]:
    must, may = _set(facts, effect.value.tree)
    if effect.op == "+":
        must, may = old[0] | must, old[1] | may
    elif effect.op == "-":
        must, may = old[0] & ~may, old[1] & ~must
    return (must, may) if surely else (must & old[0], may | old[1])


def _set(facts: Facts, tree: Node) -> tuple[int, int]:
    """The members that it must have, and those that it may have."""
    match tree:
        case Number(value):
            return value, value
        case Slot(slot) if slot in facts.may:
            return facts.must.get(slot, 0), facts.may[slot]
        case If(_, yes, no):
            one, other = _set(facts, yes), _set(facts, no)
            return one[0] & other[0], one[1] | other[1]
        case Look(values, index):
            low, high = facts.span(index)
            must, may = -1, 0
            for value in values[max(0, low) : high + 1] or values:
                must, may = must & value, may | value
            return must, may
    return 0, (1 << 64) - 1
