"""The shortest way through an encounter to one of its exits, with every outcome chosen rather than drawn.

Takes rules and the moment one stands in; gives steps. The search walks real moments (A*), guided by how far each of the
encounter's scenes lies from the exit; choices are tried in the order written, so the same way is found every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from msgspec import Struct

from ..story.model import ROLLS, Choice, Exit, Outcome, Scene, Story
from .life import Step
from .moment import CannotChoose, Moment
from .turn import Rules

MOST_MOMENTS = 20_000
"""Moments looked at before the search gives up."""


class WayOut(Struct, frozen=True):
    """Steps to take, or why there are none."""

    steps: tuple[Step, ...] = ()
    problem: str = ""


def way_out(rules: Rules, moment: Moment, encounter: str, exit: str) -> WayOut:
    """The fewest steps from the moment to the exit `exit` of the encounter named `encounter`."""
    story = rules.story
    inside = {scene.id: scene for scene in story.scenes.values() if scene.encounter == encounter}
    if moment.scene not in inside and not _comes_back(moment, inside):
        return WayOut(problem=_not_in(story, moment, encounter, bool(inside)))
    far = _distances(inside, exit)
    if not far:
        names = sorted({out.name for scene in inside.values() for out in _exits(scene) if out.name})
        return WayOut(problem=f"{encounter} has no exit `{exit}`; it has {', '.join(names)}")
    return _search(rules, moment, inside, far, exit)


def _search(rules: Rules, start: Moment, inside: dict[str, Scene], far: dict[str, int], exit: str) -> WayOut:
    count = 0
    heap: list[tuple[int, int, int, Moment, tuple[Step, ...]]] = [(far.get(start.scene, 1), 0, 0, start, ())]
    seen = {_key(start)}
    while heap and len(seen) < MOST_MOMENTS:
        _, _, taken, moment, steps = heappop(heap)
        for step, after in _after(rules, moment):
            if after.exit == exit and moment.scene in inside:
                return WayOut((*steps, step))
            if after.scene not in far and not _comes_back(after, inside):
                continue
            key = _key(after)
            if key in seen:
                continue
            seen.add(key)
            count += 1
            heappush(heap, (taken + 1 + far.get(after.scene, 1), count, taken + 1, after, (*steps, step)))
    tried = f"{MOST_MOMENTS:,} states" if heap else "every way"
    return WayOut(problem=f"no way to the exit `{exit}` from {start.scene} ({tried} tried)")


def _after(rules: Rules, moment: Moment) -> Iterator[tuple[Step, Moment]]:
    for choice in rules.story.scenes[moment.scene].choices:
        for outcomes in falls(choice):
            try:
                yield Step(choice.id, outcomes), rules.choose(moment, choice, outcomes)
            except CannotChoose:
                continue


def falls(choice: Choice) -> Iterator[tuple[str, ...]]:
    """Every way the choice's chances may fall, by outcome ids; one empty way when it has none."""
    yield from _falls(choice.chance)


def _falls(chance: tuple[Outcome, ...]) -> Iterator[tuple[str, ...]]:
    if not chance:
        yield ()
    for outcome in chance:
        for further in _falls(outcome.chance):
            yield (outcome.id, *further)


def _key(moment: Moment) -> tuple[object, ...]:
    # How many rolls were used is no part of it: every outcome is chosen.
    return moment.scene, moment.stack, moment.values[:ROLLS], moment.values[ROLLS + 1 :]


def _distances(inside: dict[str, Scene], exit: str) -> dict[str, int]:
    """For each scene of the encounter, the fewest choices to the exit if everything were open; others are left out."""
    far: dict[str, int] = {}
    for id_, scene in inside.items():
        if any(out.name == exit for out in _exits(scene)):
            far[id_] = 1
    ways = {id_: _next(scene, inside) for id_, scene in inside.items()}
    for steps in range(1, len(inside) + 1):
        edge = {id_ for id_, at in far.items() if at == steps}
        for id_, targets in ways.items():
            if id_ not in far and not edge.isdisjoint(targets):
                far[id_] = steps + 1
    return far


def _next(scene: Scene, inside: dict[str, Scene]) -> set[str]:
    targets: set[str] = set()
    ahead = [target for out in _exits(scene) for target in (out.target, out.then, out.otherwise) if target in inside]
    ahead += [rule.target for rule in scene.rules if rule.target in inside]
    while ahead:
        target = ahead.pop()
        if target not in targets:
            targets.add(target)
            ahead += [rule.target for rule in inside[target].rules if rule.target in inside]
    return targets


def _exits(scene: Scene) -> Iterator[Exit]:
    for choice in scene.choices:
        if choice.exit is not None:
            yield choice.exit
        yield from _exits_of(choice.chance)


def _exits_of(chance: Iterable[Outcome]) -> Iterator[Exit]:
    for outcome in chance:
        if outcome.exit is not None:
            yield outcome.exit
        yield from _exits_of(outcome.chance)


def _comes_back(moment: Moment, inside: dict[str, Scene]) -> bool:
    """A passage that interrupts the encounter is under way."""
    return any(frame.scene in inside for frame in moment.stack)


def _not_in(story: Story, moment: Moment, encounter: str, exists: bool) -> str:
    if exists:
        return f"this is {moment.scene}, not the encounter {encounter}"
    from ..story.problems import did_you_mean

    known = {scene.encounter for scene in story.scenes.values() if scene.encounter}
    return f"there is no encounter {encounter}; {did_you_mean(encounter, known) or f'this is {moment.scene}'}"
