"""Slicing: which parts of a state can make a difference to what comes later, and which need not be told apart.

Takes a story; gives a `Slice`. What no condition, cost, chance or weight reads, and nothing that they read is made of,
is left out. Of a counter of visits that is only compared with small numbers, no more than those are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

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
from ..story.model import (
    DAY,
    ROLLS,
    SEED,
    Body,
    ByCondition,
    ByVisit,
    Called,
    Choice,
    Effect,
    Group,
    Item,
    Outcome,
    Part,
    Scene,
    Story,
    Text,
    Value,
)


class Slice(Struct, frozen=True):
    """What of a state is told apart."""

    slots: tuple[int, ...]
    """The slots that matter, in their order; the seed and the count of rolls never do."""
    caps: dict[int, int]
    """Of counters, the number from which on no difference is made."""
    asks: frozenset[str]
    """What is asked of the world, which hangs on the seed: where nothing is, one seed stands for all."""


def sliced(story: Story, texts: bool = True) -> Slice:
    """The slice of a story; with `texts`, what decides which texts are read matters too."""
    read: list[Checked] = []
    needed: set[int] = set()
    for scene in story.scenes.values():
        read += _of_scene(scene, texts)
        for choice in scene.choices:
            needed.update(cost.slot for cost in choice.cost)
            if choice.once is not None:
                needed.add(choice.once)
        if scene.door is not None:
            needed.add(scene.door)
        if texts and scene.visits is not None and _by_visit(scene):
            needed.add(scene.visits)
        lot = scene.storylet
        if lot is not None and lot.drawn is not None:
            needed.add(lot.drawn)
    for rule in (*story.rules, *(rule for scene in story.scenes.values() for rule in scene.rules)):
        read.append(rule.when)
        if rule.once is not None:
            needed.add(rule.once)
    if texts:
        read += _of_text(story.epilogue)
    cooling = {s.deck for x in story.scenes.values() if (s := x.storylet) is not None and s.cooldown}
    needed.update(deck.draws for deck in story.decks.values() if deck.draws is not None and deck.id in cooling)
    asks = frozenset(name for checked in read for name in checked.asks)
    for checked in read:
        needed |= checked.reads
    effects = list(_effects(story))
    while True:
        before = len(needed)
        for effect in effects:
            aims = {effect.slot} if effect.via is None else {n for n in effect.via[1] if n is not None}
            if not aims.isdisjoint(needed):
                needed |= effect.value.reads
                asks |= effect.value.asks
                read.append(effect.value)
                if effect.via is not None:
                    needed.add(effect.via[0])
        if len(needed) == before:
            break
    moves = [e for group in story.each_day for e in group]
    if (
        asks
        or any(e.slot in needed for e in moves)
        or any(scene.last_visit in needed for scene in story.scenes.values())
    ):
        needed.add(DAY)
    needed -= {SEED, ROLLS, story.notes_met, story.people_met}
    counters = {scene.visits for scene in story.scenes.values() if scene.visits is not None} & needed
    written = {e.slot for e in effects}
    by_visit = {s.visits for s in story.scenes.values() if s.visits is not None and texts and _by_visit(s)}
    found = {slot: _cap(slot, read, 2 if slot in by_visit else 0) for slot in counters - written}
    caps = {slot: cap for slot, cap in found.items() if cap is not None}
    for scene in story.scenes.values():
        lot = scene.storylet
        if lot is not None and lot.drawn is not None and lot.deck not in cooling:
            caps[lot.drawn] = 1  # whether, and not when, it was drawn
    return Slice(tuple(sorted(needed)), caps, asks)


# ---- what is read ----------------------------------------------------------------------------------------------------
def _of_scene(scene: Scene, texts: bool) -> Iterator[Checked]:
    lot = scene.storylet
    if lot is not None:
        yield from (checked for checked in (lot.when, lot.weight) if checked is not None)
    if texts:
        yield from _of_text(scene.text)
        yield from _of_parts((*scene.title, *scene.heading))
    for choice in scene.choices:
        yield from _of_choice(choice, texts)


def _of_choice(choice: Choice, texts: bool) -> Iterator[Checked]:
    if choice.when is not None:
        yield choice.when
    yield from (cost.value for cost in choice.cost)
    for outcome in outcomes(choice.chance):
        if outcome.odds is not None:
            yield outcome.odds
        if texts:
            yield from _of_text(outcome.result)
    if texts:
        yield from _of_text(choice.result)
        yield from _of_parts((*choice.text, *choice.hint, *choice.locked))


def outcomes(chance: Iterable[Outcome]) -> Iterator[Outcome]:
    """All that may come of a chance, the chances within outcomes included."""
    for outcome in chance:
        yield outcome
        yield from outcomes(outcome.chance)


def _of_text(text: Text) -> Iterator[Checked]:
    for item in text:
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[Checked]:
    if item.when is not None:
        yield item.when
    bodies: list[Body] = [*item.bodies, *([item.gentler] if item.gentler is not None else [])]
    for body in bodies:
        for para in body:
            yield from _of_parts(para.parts)


def _of_parts(parts: Iterable[Part]) -> Iterator[Checked]:
    """Conditions within a line; what is only written out decides nothing."""
    for part in parts:
        match part:
            case ByCondition(when, then, otherwise):
                yield when
                yield from _of_parts((*then, *otherwise))
            case ByVisit(first, later):
                yield from _of_parts((*first, *later))
            case Called(items):
                yield from _of_text(items)
            case Value():
                pass


def _by_visit(scene: Scene) -> bool:
    """Whether a scene reads otherwise the first time."""
    texts = [scene.text]
    for choice in scene.choices:
        texts += [choice.result, *(outcome.result for outcome in outcomes(choice.chance))]
    return any(item.pick == "first" or _has_visits(item) for text in texts for item in text)


def _has_visits(item: Item) -> bool:
    return any(_part_by_visit(part) for body in item.bodies for para in body for part in para.parts)


def _part_by_visit(part: Part) -> bool:
    match part:
        case ByVisit():
            return True
        case ByCondition(_, then, otherwise):
            return any(map(_part_by_visit, (*then, *otherwise)))
        case Called(items):
            return any(item.pick == "first" or _has_visits(item) for item in items)
    return False


# ---- what is changed -------------------------------------------------------------------------------------------------
def _effects(story: Story) -> Iterator[Effect]:
    groups: list[Group] = [*story.each_day]
    for rule in story.rules:
        groups += rule.effects
    for scene in story.scenes.values():
        groups += scene.effects
        for rule in scene.rules:
            groups += rule.effects
        for choice in scene.choices:
            groups += choice.effects
            for outcome in outcomes(choice.chance):
                groups += outcome.effects
    for group in groups:
        yield from group


# ---- counters --------------------------------------------------------------------------------------------------------
def _cap(slot: int, read: list[Checked], least: int) -> int | None:
    """The number from which on nothing that is read of a counter differs; None where it is reckoned with."""
    most = least
    for checked in read:
        if slot in checked.reads:
            found = _compared(checked.tree, slot)
            if found is None:
                return None
            most = max(most, found)
    return most


def _compared(node: Node, slot: int) -> int | None:
    """The largest number that a slot is compared with, plus 1; None where it stands anywhere else."""
    match node:
        case Compare(_, Slot(held), Number(value)) | Compare(_, Number(value), Slot(held)) if held == slot:
            return value + 1
        case Slot(held):
            return None if held == slot else 0
        case Number() | Look(_, Number()):
            return 0
        case Through(holder, fields):
            return None if slot in (holder, *fields) else 0
    most = 0
    for part in _parts(node):
        found = _compared(part, slot)
        if found is None:
            return None
        most = max(most, found)
    return most


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case And(parts) | Or(parts) | Least(parts) | Greatest(parts):
            return parts
        case Not(part) | Negative(part) | Absolute(part) | Count(part):
            return (part,)
        case Compare(_, left, right) | Arithmetic(_, left, right) | Has(left, right):
            return (left, right)
        case If(test, yes, no):
            return (test, yes, no)
        case Look(_, index):
            return (index,)
        case Ask(_, args):
            return tuple(arg for arg in args if isinstance(arg, Node))
    return ()
