"""What is still read: of each scene, the slots that something later hangs on, and the order that a story goes in.

Takes a story and its slice; gives for each scene that a road leads to the slots that can still make a difference from
there on. What nobody reads from a scene on need not be told apart in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ..story.expressions import Checked
from ..story.model import ByCondition, Choice, Effect, Item, Scene, Story, Value
from .boxes import CannotBox
from .slicing import Slice, outcomes

_NOT_ASKED = (Value, Effect, Item, ByCondition)


class Living(Struct, frozen=True):
    """The scenes that a road leads to, in the order that a story goes, and what is still read from each on."""

    order: tuple[str, ...]
    onward: dict[str, tuple[str, ...]]
    """The scenes that each may lead to."""
    slots: dict[str, tuple[int, ...]]


def living(story: Story, slice_: Slice, texts: bool, narrow: bool) -> Living:
    """`narrow`: leave out what is read no more; else every scene has the whole slice.

    Raises CannotBox where a story has what boxes do not hold: passages, decks and days that make a difference.
    """
    onward, order = _gone(story)
    if not narrow:
        return Living(order, onward, dict.fromkeys(order, slice_.slots))
    everywhere = _read(story.rules, texts) | {rule.once for rule in story.rules if rule.once is not None}
    last = _read(story.epilogue, texts)
    changes = {name: tuple(_effects(story, story.scenes[name])) for name in order}
    live = {name: _own(story.scenes[name], texts) | everywhere for name in order}
    for name in order:
        if story.scenes[name].ending is not None:
            live[name] |= last
    before: dict[str, list[str]] = {name: [] for name in order}
    for name in order:
        for to in onward[name]:
            before[to].append(name)
    todo = set(order)
    while todo:
        name = todo.pop()
        mine = live[name]
        count = len(mine)
        for to in onward[name]:
            mine |= live[to]
        while True:
            size = len(mine)
            for effect in changes[name]:
                aims = {effect.slot} if effect.via is None else {n for n in effect.via[1] if n is not None}
                if not aims.isdisjoint(mine):
                    mine |= effect.value.reads
                    if effect.via is not None:
                        mine.add(effect.via[0])
            if len(mine) == size:
                break
        if len(mine) > count:
            todo.update(before[name])
            todo.add(name)
    return Living(order, onward, {name: tuple(slot for slot in slice_.slots if slot in live[name]) for name in order})


def _gone(story: Story) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Where each scene leads, and scenes before those that they lead to, as far as no road leads back."""
    onward: dict[str, tuple[str, ...]] = {}

    def leave(name: str) -> tuple[str, Iterator[str]]:
        onward[name] = tuple(dict.fromkeys(_targets(story, story.scenes[name])))
        return name, iter(onward[name])

    left: list[str] = []
    under_way = [leave(story.start)]
    while under_way:
        name, rest = under_way[-1]
        to = next((one for one in rest if one not in onward), None)
        if to is None:
            left.append(name)
            under_way.pop()
        else:
            under_way.append(leave(to))
    return onward, tuple(reversed(left))


def _targets(story: Story, scene: Scene) -> Iterator[str]:
    if scene.ending is None:
        for rule in story.rules:
            yield _goes(rule)
    for rule in scene.rules:
        yield _goes(rule)
    for choice in scene.choices:
        if not choice.skip:
            yield from _leads(story, scene, choice)


def _goes(rule: Any) -> str:
    if rule.kind == "call":
        raise CannotBox(f"a rule calls the passage {rule.target}")
    target: str = rule.target
    return target


def _leads(story: Story, scene: Scene, choice: Choice) -> Iterator[str]:
    exits = [choice.exit, *(outcome.exit for outcome in outcomes(choice.chance))]
    for out in exits:
        if out is None:
            continue
        if out.kind in ("call", "draw"):
            raise CannotBox(f"{scene.id} calls or draws: {out.target}")
        if choice.menu and out.kind == "return":
            yield from scene.doors
        elif out.kind == "goto" or choice.menu:
            yield out.target
        else:
            yield scene.id


def _own(scene: Scene, texts: bool) -> set[int]:
    """What is read in a scene itself, on arriving in it, and in taking its choices."""
    own = {scene.visits, scene.last_visit, scene.door}
    for choice in scene.choices:
        own.add(choice.once)
        own.update(cost.slot for cost in choice.cost)
    own.update(rule.once for rule in scene.rules)
    return {slot for slot in own if slot is not None} | _read(scene, texts)


def _read(part: Any, texts: bool) -> set[int]:
    found: set[int] = set()
    for checked in _checked(part, texts):
        found |= checked.reads
    return found


def _checked(part: Any, texts: bool) -> Iterator[Checked]:
    """Everything that is asked in a part of a story; what is only written out, or done, is not."""
    if isinstance(part, Checked):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _checked(one, texts)
    elif isinstance(part, Struct) and not isinstance(part, _NOT_ASKED[: 2 if texts else 4]):
        for name in part.__struct_fields__:
            value = getattr(part, name)
            if isinstance(value, tuple | Struct):
                yield from _checked(value, texts)


def _effects(story: Story, scene: Scene) -> Iterator[Effect]:
    """What is changed in a scene, on arriving in it, and by the rules that hold there."""
    groups = [*scene.effects, *(group for rule in (*scene.rules, *story.rules) for group in rule.effects)]
    for choice in scene.choices:
        groups += choice.effects
        for outcome in outcomes(choice.chance):
            groups += outcome.effects
    for group in groups:
        yield from group
