"""Branching: how a story divides and joins, and how many scenes its ways have.

Takes a Story; gives numbers. Scenes are those that a writer wrote: what an encounter made is its block's scene. Roads
are followed without asking their conditions, so that a shortest way may be open to nobody; the story's own `whenever`,
which can lead from anywhere, and a facilitator's leaving out are no roads here.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..story.model import Story
from .flow import ANYWHERE, Road, roads


class Loop(Struct, frozen=True):
    """Scenes of which each can be come to from each other."""

    scenes: tuple[str, ...]


class Branching(Struct, frozen=True):
    """A story as a graph of its scenes."""

    choices: dict[str, int]
    """How many choices each scene offers, encounters' own not among them; endings are left out."""
    onward: dict[str, int]
    """To how many other scenes each leads."""
    inward: dict[str, int]
    """From how many other scenes each is come to."""
    alike: tuple[str, ...]
    """Scenes with several choices, all of which lead to one scene: what differs is what they change."""
    shortest: tuple[str, ...]
    """The fewest scenes from the first to an ending, both included; none where no road leads to one."""
    longest: int
    """The most scenes that a way can have: each counted once, and of a loop every scene, though no single way may pass
    through all of them. A bound from above.
    """
    loops: tuple[Loop, ...]
    """The largest first."""

    @property
    def branches(self) -> tuple[str, ...]:
        """Scenes that lead to more than one other."""
        return tuple(name for name, count in self.onward.items() if count > 1)

    @property
    def joins(self) -> tuple[str, ...]:
        """Scenes that are come to from more than one other."""
        return tuple(name for name, count in self.inward.items() if count > 1)


def branching(story: Story) -> Branching:
    """The graph of a story."""
    names = [scene.id for scene in story.written_scenes]
    ways = _ways(story, names, roads(story))
    inward = dict.fromkeys(names, 0)
    for targets in ways.values():
        for target in targets:
            inward[target] += 1
    choices, alike = {}, []
    for scene in story.written_scenes:
        if scene.ending is None:
            offered = [choice for choice in scene.choices if not choice.generated and not choice.skip]
            choices[scene.id] = len(offered)
            if len(offered) > 1 and len(ways[scene.id]) == 1 and scene.stage is None:
                alike.append(scene.id)
    endings = {scene.id for scene in story.endings}
    start = story.scenes[story.start].encounter or story.start
    components = _components(ways)
    loops = sorted((part for part in components if len(part) > 1), key=lambda part: -len(part))
    return Branching(
        choices,
        {name: len(targets) for name, targets in ways.items()},
        inward,
        tuple(alike),
        _shortest(ways, start, endings),
        _longest(ways, start, components),
        tuple(Loop(tuple(name for name in names if name in part)) for part in loops),
    )


def _ways(story: Story, names: Iterable[str], all_roads: Iterable[Road]) -> dict[str, dict[str, None]]:
    """The other scenes that each leads to, in the order of the roads."""
    ways: dict[str, dict[str, None]] = {name: {} for name in names}
    for road in all_roads:
        if ANYWHERE in (road.source, road.target) or road.kind == "skip":
            continue
        source, target = (story.scenes[name].encounter or name for name in (road.source, road.target))
        if source != target:
            ways[source][target] = None
    return ways


def _shortest(ways: dict[str, dict[str, None]], start: str, endings: set[str]) -> tuple[str, ...]:
    before: dict[str, str] = {start: ""}
    for name in (ahead := [start]):
        if name in endings:
            way = [name]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return tuple(reversed(way))
        for target in ways[name]:
            if target not in before:
                before[target] = name
                ahead.append(target)
    return ()


def _longest(ways: dict[str, dict[str, None]], start: str, components: list[set[str]]) -> int:
    """Over the loops made one, whose order has every way run from later to earlier: as `_components` gives them."""
    of = {name: n for n, part in enumerate(components) for name in part}
    most: list[int] = []
    for part in components:
        onward = {of[target] for name in part for target in ways[name]} - {len(most)}
        most.append(len(part) + max((most[n] for n in onward), default=0))
    return most[of[start]]


def _components(ways: dict[str, dict[str, None]]) -> list[set[str]]:
    """Tarjan's strongly connected components, each after all that it leads to; without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for root, first in ways.items():
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(first))]
        while work:
            name, ahead = work[-1]
            for target in ahead:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(ways[target])))
                    break
                if target in on_stack:
                    low[name] = min(low[name], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    part: set[str] = set()
                    while name not in part:
                        part.add(stack[-1])
                        on_stack.discard(stack.pop())
                    found.append(part)
    return found
