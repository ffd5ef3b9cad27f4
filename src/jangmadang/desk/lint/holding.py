"""Holding: what every slot of a state can ever hold, over all lives of a story.

Takes a story and all its effects; gives bounds. An effect counts wherever it stands, whether or not one can come there;
so what is proved here is right, and one slip does not make all that hangs on it wrong too.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ...story.expressions import BOOL, Checked, Members, Names, Node
from ...story.expressions import Person as Held
from ...story.expressions.intervals import Interval
from ...story.expressions.tree import If, Number
from ...story.model import ROLLS, SEED, Effect, Slot, Story
from .proving import Known


class Holding(Struct, frozen=True):
    """What slots can hold."""

    known: Known
    moved: frozenset[int]
    """Slots that an effect or a cost changes, counters of the story's own left out."""
    tight: frozenset[int]
    """Slots that hold less than they could by their bounds."""


def holding(story: Story, effects: Iterable[Effect], constant: frozenset[int] = frozenset()) -> Holding:
    """What each slot can hold. Of `constant` slots nothing is believed but their bounds, though nothing moves them."""
    slots = story.slots
    spans: list[Interval] = [(slot.start, slot.start) for slot in slots]
    names = {n: 1 << slot.start for n, slot in enumerate(slots) if _is_named(slot)}
    may = {n: 0 for n, slot in enumerate(slots) if type(slot.type) is Members}
    counted = [n for n, slot in enumerate(slots) if n in (SEED, ROLLS) or "(" in slot.name]
    for n in (*counted, story.notes_met, story.people_met, *constant):
        _anything(n, slots[n], spans, names, may)
    moved: set[int] = set()
    for effect in effects:
        aims = (effect.slot,) if effect.via is None else tuple(n for n in effect.via[1] if n is not None)
        for aim in aims:
            moved.add(aim)
            if aim in may:
                may[aim] |= _members(effect, slots[aim])
            elif aim in names:
                names[aim] |= _values(effect.value.tree, slots[aim], effect.value)
            else:
                spans[aim] = _bounds(effect, slots[aim], spans[aim])
    for scene in story.scenes.values():
        for choice in scene.choices:
            for cost in choice.cost:
                moved.add(cost.slot)
                if cost.value.high > 0:
                    spans[cost.slot] = slots[cost.slot].low, spans[cost.slot][1]
    for n, mask in may.items():
        spans[n] = 0, mask
    tight = frozenset(n for n, slot in enumerate(slots) if _is_tight(n, slot, spans, names))
    return Holding(Known(spans, names, may), frozenset(moved), tight)


def _is_named(slot: Slot) -> bool:
    return slot.type == BOOL or type(slot.type) in (Names, Held)


def _anything(n: int, slot: Slot, spans: list[Interval], names: dict[int, int], may: dict[int, int]) -> None:
    spans[n] = slot.low, slot.high
    if n in names:
        names[n] = _every(slot)
    if n in may:
        may[n] = slot.high


def _every(slot: Slot) -> int:
    return (1 << (slot.high + 1)) - (1 << slot.low)


def _is_tight(n: int, slot: Slot, spans: list[Interval], names: dict[int, int]) -> bool:
    return names[n] != _every(slot) if n in names else spans[n] != (slot.low, slot.high)


def _bounds(effect: Effect, slot: Slot, span: Interval) -> Interval:
    low, high = effect.value.low, effect.value.high
    if effect.op == "=":
        return min(span[0], max(slot.low, min(slot.high, low))), max(span[1], min(slot.high, max(slot.low, high)))
    if effect.op == "-":
        low, high = -high, -low
    return (slot.low if low < 0 else span[0]), (slot.high if high > 0 else span[1])


def _values(tree: Node, slot: Slot, checked: Checked) -> int:
    """A bit for each value that a flag, a name or a person is set to."""
    if type(tree) is If:
        return _values(tree.yes, slot, checked) | _values(tree.no, slot, checked)
    if type(tree) is Number:
        return 1 << tree.value
    return 1 << checked.low if checked.low == checked.high else _every(slot)


def _members(effect: Effect, slot: Slot) -> int:
    if effect.op == "-":
        return 0
    return effect.value.low if effect.value.low == effect.value.high else slot.high
