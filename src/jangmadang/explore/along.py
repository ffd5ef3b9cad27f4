"""The way along a story: scenes before those that they lead to, and which of them lead back to each other.

Takes a story; gives numbers. What interrupts anywhere and where passages return to is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..desk.flow import ANYWHERE, roads
from ..story.model import Story


def along(story: Story) -> dict[str, tuple[int, int]]:
    """Of each scene, the number of its loop, in the order in which one comes to them, and its place on the way."""
    onward: dict[str, list[str]] = {name: [] for name in story.scenes}
    before: dict[str, list[str]] = {name: [] for name in story.scenes}
    for road in roads(story):
        if road.source != ANYWHERE and road.kind not in ("return", "skip"):
            for to in (road.target, road.then):
                if to != ANYWHERE:
                    onward[road.source].append(to)
                    before[to].append(road.source)
    seen: set[str] = set()
    left = [name for start in (story.start, *story.scenes) for name in _left(start, onward, seen)]
    found: dict[str, tuple[int, int]] = {}
    gone: set[str] = set()
    for place, name in enumerate(reversed(left)):
        # Whatever leads here and was not gone through yet is led to from here as well.
        for other in _left(name, before, gone):
            found[other] = place, 0
    places = {name: place for place, name in enumerate(reversed(left))}
    return {name: (loop, places[name]) for name, (loop, _) in found.items()}


def _left(start: str, ahead: dict[str, list[str]], seen: set[str]) -> Iterator[str]:
    """All that was not seen yet and can be come to, each after what it leads to."""
    if start in seen:
        return
    seen.add(start)
    under_way = [(start, iter(ahead[start]))]
    while under_way:
        name, rest = under_way[-1]
        to = next((one for one in rest if one not in seen), None)
        if to is None:
            yield name
            under_way.pop()
        else:
            seen.add(to)
            under_way.append((to, iter(ahead[to])))
