"""Scenes in which every choice can be locked at once, so that nobody could go on.

Takes a script; gives findings. It is proved that some choice stays open, or a rule leads on; where it cannot be, that
is told, but for scenes whose conditions hang on many variables: writers keep those apart by the way the story goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...story.building.context import Where
from ...story.expressions.tree import And, Arithmetic, Compare, Node, Not, Number, Slot
from ...story.loading import Script
from ...story.model import Choice, Cost, Scene
from . import moving
from .cases import can_all_fail
from .finding import Finding, Rule
from .proving import Known
from .survey import Survey, survey

MOST_ASKED = 2
"""Variables that conditions may ask for, costs left out, for a scene to be told of."""


def _all_locked(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    told: set[str] = set()
    for scene in asked.story.scenes.values():
        if scene.ending is not None or any(is_free(choice) for choice in scene.choices):
            continue
        written = asked.written(scene.id)
        if scene.id not in asked.reached or written in told or _is_doubtful(asked, scene) or not may_lock(asked, scene):
            continue
        told.add(written)
        where: Where = (asked.ledger.scenes[written], "choices")
        message = "all choices here can be locked at once, and nobody could go on"
        if scene.stage is not None:
            message = f"in this {scene.stage.kind}, at `{scene.id}`, all choices can be locked at once"
            where = (asked.ledger.scenes[written], scene.stage.kind)
        yield Finding(where, message, "let one have no cost, no condition and no `once`", on="key", scene=written)


def is_free(choice: Choice) -> bool:
    """Whether a choice is always open."""
    return choice.when is None and not choice.cost and choice.once is None and not choice.skip


def _is_doubtful(asked: Survey, scene: Scene) -> bool:
    """Whether it is better not told: it hangs on many things, or a choice that can never open is told already."""
    if any((scene.id, choice.id) in asked.closed_choices for choice in scene.choices):
        return True
    read = {slot for choice in scene.choices if choice.when is not None for slot in choice.when.reads}
    return len(read - {cost.slot for choice in scene.choices for cost in choice.cost}) > MOST_ASKED


def may_lock(asked: Survey, scene: Scene) -> bool:
    """Whether it cannot be proved that in this scene always some choice is open, or a rule leads on."""
    slots = asked.story.slots
    ways: list[Node] = []
    for choice in scene.choices:
        if choice.skip:
            continue
        parts: list[Node] = [] if choice.when is None else [choice.when.tree]
        parts += [_payable(cost, slots[cost.slot].low) for cost in choice.cost]
        if choice.once is not None:
            parts.append(Not(_taken(choice.once)))
        ways.append(parts[0] if len(parts) == 1 else And(tuple(parts)))
    if not any(choice.menu for choice in scene.choices):
        # Rules are looked at on arriving, before the visit is counted; closing a menu is no arrival.
        late = {scene.visits, scene.last_visit, asked.story.notes_met, asked.story.people_met}
        ways += [
            rule.when.tree
            for rule in scene.rules
            if rule.kind == "goto" and rule.once is None and late.isdisjoint(rule.when.reads)
        ]
    if not can_all_fail(ways, asked.holding.known):
        return False
    known, given = asked.holding.known.copy(), _spent(asked, scene)
    _untaken(asked, scene, known)
    return can_all_fail(ways, known, [*given, *moving.on_arriving(asked, scene)])


def _payable(cost: Cost, least: int) -> Node:
    left: Node = Arithmetic("-", Slot(cost.slot), Number(least)) if least else Slot(cost.slot)
    return Compare(">=", left, cost.value.tree)


def _taken(once: int) -> Node:
    return Compare(">", Slot(once), Number(0))


def _own(asked: Survey, scene: Scene) -> list[tuple[Choice, int]]:
    """The choices of this scene alone that are taken once, each with the slot that remembers it."""
    slot_of = asked.story.slot_of
    return [
        (choice, choice.once)
        for choice in scene.choices
        if choice.once is not None and choice.once == slot_of.get(f"taken({scene.id}.{choice.id})")
    ]


def _untaken(asked: Survey, scene: Scene, known: Known) -> None:
    """Where nobody comes twice, nothing was taken before."""
    own = _own(asked, scene)
    if own and scene.id not in asked.after(scene.id):
        for _, once in own:
            known.spans[once] = 0, 0


def _spent(asked: Survey, scene: Scene) -> list[Node]:
    """What is taken once and paid from a purse that nothing fills again: never more than the purse has held."""
    spent: dict[int, Node] = {}
    for choice, once in _own(asked, scene):
        for cost in choice.cost:
            if cost.value.low >= 1:
                paid = Arithmetic("*", Number(cost.value.low), Slot(once))
                spent[cost.slot] = Arithmetic("+", spent.get(cost.slot, Slot(cost.slot)), paid)
    if not spent:
        return []
    raised = moving.raised_after(asked, scene.id)
    known = asked.holding.known
    return [Compare("<=", sum_, Number(known.of_slot(slot)[1])) for slot, sum_ in spent.items() if slot not in raised]


RULES = (Rule("all-locked", _all_locked),)
