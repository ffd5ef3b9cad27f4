"""Moving: which slots change where, and what therefore still holds when one comes to a scene.

Takes a survey and a scene; gives slots, and conditions. A condition that opened the way still holds on arriving if
nothing on the way changes what it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...story.expressions.tree import And, Compare, Node, Number, Or, Slot
from ...story.model import DAY, Choice, Effect, Group, Scene
from ..flow import ANYWHERE, Road, ways
from .survey import Survey


def slots_of(effect: Effect) -> tuple[int, ...]:
    """The slots that an effect may change: of whomever it finds its slot through, all."""
    return (effect.slot,) if effect.via is None else tuple(n for n in effect.via[1] if n is not None)


def by_groups(asked: Survey, groups: Iterable[Group]) -> set[int]:
    """The slots that effects change, with those of the nights that pass by them."""
    moved: set[int] = set()
    for group in groups:
        for effect in group:
            moved.update(slots_of(effect))
    if DAY in moved:
        moved.update(effect.slot for group in asked.story.each_day for effect in group)
    return moved


def by_choice(asked: Survey, choice: Choice) -> set[int]:
    """The slots that a choice changes, however its chances fall."""
    moved = by_groups(asked, effects_of(choice))
    moved.update(cost.slot for cost in choice.cost)
    if choice.once is not None:
        moved.add(choice.once)
    return moved


def by_arriving(asked: Survey, scene: Scene) -> set[int]:
    """The slots that change on arriving in a scene, by its rules too."""
    moved = by_groups(asked, (*scene.effects, *(group for rule in scene.rules for group in rule.effects)))
    moved.update(slot for slot in (scene.visits, scene.last_visit) if slot is not None)
    return moved | {asked.story.notes_met, asked.story.people_met}


def in_scene(asked: Survey, name: str) -> set[int]:
    """All slots that change on arriving in a scene or by its choices."""
    scene = asked.story.scenes[name]
    moved = by_arriving(asked, scene)
    for choice in scene.choices:
        moved |= by_choice(asked, choice)
    return moved


def on_arriving(asked: Survey, scene: Scene) -> list[Node]:
    """What surely holds in a scene, whichever way one came: what opened one of the roads, and what arriving sets."""
    if not _is_only_arrived_at(asked, scene):
        return []
    before = None if scene.id == asked.story.start else _opened_by(asked, scene)
    return [*_set_by_arriving(asked, scene), *([] if before is None else [before])]


def _is_only_arrived_at(asked: Survey, scene: Scene) -> bool:
    """Whether nobody is back in a scene without arriving: from a passage or a menu, or because they stayed."""
    if any(rule.kind == "call" for rule in scene.rules):
        return False
    for choice in scene.choices:
        for out, _ in ways(choice):
            if out.kind == "stay" or (out.kind in ("call", "draw") and not out.then):
                return False
    returns = any(road.kind == "return" for road in asked.open_roads[scene.id])
    here = [road for road in asked.roads if road.target == scene.id]
    # What returns without having been called stays.
    return not any(road.menu or (returns and road.kind not in ("call", "draw")) for road in here)


def _set_by_arriving(asked: Survey, scene: Scene) -> list[Node]:
    """What the effects of a scene set to one number each."""
    found: dict[int, int] = {}
    for group in scene.effects:
        for effect in group:
            for slot in slots_of(effect):
                found.pop(slot, None)
            if effect.op == "=" and effect.via is None and not effect.of_set and effect.value.constant is not None:
                found[effect.slot] = max(effect.low, min(effect.high, effect.value.constant))
    if DAY in by_groups(asked, scene.effects):
        for slot in by_groups(asked, asked.story.each_day):
            found.pop(slot, None)
    return [Compare("==", Slot(slot), Number(value)) for slot, value in found.items()]


def _opened_by(asked: Survey, scene: Scene) -> Node | None:
    """What opened one of the roads to a scene, as far as it still holds there; None where some road says nothing."""
    opened: list[Node] = []
    between = by_arriving(asked, scene) | _interruptions(asked)
    for roads in asked.open_roads.values():
        for road in roads:
            if scene.id not in asked.leads(road):
                continue
            # Who comes back from a passage, or is sent on, comes by what no choice asked for.
            if road.target != scene.id or road.source == scene.id or road.rule >= 0:
                return None
            kept = _kept(asked, road, between)
            if not kept:
                return None
            opened.append(kept[0] if len(kept) == 1 else And(tuple(kept)))
    return None if not opened else opened[0] if len(opened) == 1 else Or(tuple(opened))


def _kept(asked: Survey, road: Road, between: set[int]) -> list[Node]:
    """The conditions of a road that still hold at its end."""
    choice = next(one for one in asked.story.scenes[road.source].choices if one.id == road.choice)
    before = between | by_choice(asked, choice)
    kept = []
    for checked in road.when:
        # A storylet's condition is asked when it is drawn: what the choice did lies behind it.
        drawn = road.kind == "draw" and checked is road.when[-1] and checked is not choice.when
        if (between if drawn else before).isdisjoint(checked.reads):
            kept.append(checked.tree)
    return kept


def _interruptions(asked: Survey) -> set[int]:
    """The slots that the story's own rules may change between two scenes, with the passages that they call."""
    moved = by_groups(asked, (group for rule in asked.story.rules for group in rule.effects))
    found = [road.target for road in asked.open_roads[ANYWHERE] if road.kind == "call"]
    seen = set(found)
    for name in found:
        moved |= in_scene(asked, name)
        for road in asked.open_roads[name]:
            for aim in asked.leads(road):
                if aim not in seen:
                    seen.add(aim)
                    found.append(aim)
    return moved


def raised_after(asked: Survey, scene: str) -> set[int]:
    """The slots that something may raise once one was in a scene."""
    story = asked.story
    groups: list[Group] = [*story.each_day, *(group for rule in story.rules for group in rule.effects)]
    for name in asked.after(scene) | {scene}:
        here = story.scenes[name]
        groups += [*here.effects, *(group for rule in here.rules for group in rule.effects)]
        for choice in here.choices:
            groups += effects_of(choice)
    raised: set[int] = set()
    for group in groups:
        for effect in group:
            if effect.op != "-" or effect.value.low < 0:
                raised.update(slots_of(effect))
    return raised


def effects_of(choice: Choice) -> list[Group]:
    """All effects of a choice and of every way that its chances can fall."""
    groups, todo = list(choice.effects), list(choice.chance)
    while todo:
        outcome = todo.pop()
        groups += outcome.effects
        todo += outcome.chance
    return groups
