"""What is asked: when a choice is open, a rule holds, a storylet can be drawn, an outcome can fall: each one condition.

Takes parts of a checked story; gives checked trees. Whether they can hold is not looked at but for what may fall.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..story.expressions import Node
from ..story.expressions.intervals import Interval
from ..story.expressions.tree import And, Arithmetic, Compare, Number, Or, Slot
from ..story.model import Choice, Outcome, Rule, Scene, Story
from .facts import Facts
from .ways_apart import Goal


def open_when(story: Story, choice: Choice) -> Node | None:
    """When a choice is open; None for always."""
    parts: list[Node] = []
    if choice.once is not None:
        parts.append(_none_yet(choice.once))
    if choice.when is not None:
        parts.append(Number(1) if choice.when.constant == 1 else choice.when.tree)
    for cost in choice.cost:
        low, amount, constant = story.slots[cost.slot].low, cost.value.tree, cost.value.constant
        if constant is not None:
            amount = Number(constant + low)
        elif low:
            amount = Arithmetic("+", amount, Number(low))
        parts.append(Compare(">=", Slot(cost.slot), amount))
    return _all(parts)


def holds_when(rule: Rule) -> Node:
    """When a rule sends one on."""
    return rule.when.tree if rule.once is None else And((_none_yet(rule.once), rule.when.tree))


def drawable(story: Story, id_: str, draws: int | None) -> Node:
    """When a storylet can be drawn; `draws` is the slot that counts its deck's draws before this one."""
    storylet = story.scenes[id_].storylet
    assert storylet is not None
    parts: list[Node] = []
    if storylet.drawn is not None:
        fresh = _none_yet(storylet.drawn)
        if storylet.once or draws is None:
            parts.append(fresh)
        else:
            since = Arithmetic("-", Arithmetic("+", Slot(draws), Number(1)), Slot(storylet.drawn))
            parts.append(Or((fresh, Compare(">", since, Number(storylet.cooldown)))))
    if storylet.when is not None:
        parts.append(storylet.when.tree)
    if storylet.weight is not None:
        parts.append(Compare(">", storylet.weight.tree, Number(0)))
    return _all(parts) or Number(1)


def _none_yet(slot: int) -> Node:
    return Compare("==", Slot(slot), Number(0))


def _all(parts: list[Node]) -> Node | None:
    if len(parts) > 1:
        return And(tuple(parts))
    return parts[0] if parts else None


def visits(scene: Scene, facts: Facts) -> Interval:
    """Which visits of a scene it may be, from 1."""
    if scene.visits is None:
        return 1, 1
    low, high = facts.of_slot(scene.visits)
    return max(1, low), max(1, high)


def falling(chance: tuple[Outcome, ...], facts: Facts) -> Iterator[tuple[Outcome, list[Goal]]]:
    """The outcomes that may fall, each with what must be so."""
    before: list[Goal] = []
    least = 0
    for outcome in chance:
        if least >= 100:
            return
        if outcome.odds is None:
            yield outcome, before
            continue
        tree = outcome.odds.tree
        low, high = facts.span(tree)
        low, high = max(low, outcome.odds.low), min(high, outcome.odds.high)
        if high > 0:
            yield outcome, [*before, (Compare(">", tree, Number(0)), True)] if low <= 0 else before
        if high >= 100:
            before = [*before, (Compare("<", tree, Number(100)), True)]
        least += max(0, low)
