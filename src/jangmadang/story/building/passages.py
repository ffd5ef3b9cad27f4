"""Passages within passages: how deep calls and draws can nest, looked at once over the whole story.

In: the checked scenes. Out: what is wrong, by the scene that calls. A circle of calls would nest without end.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..model import DEEPEST, LONGEST_CHAIN, Choice, Deck, Exit, Outcome, Rule, Scene


class Nesting(Struct, frozen=True):
    """A call that nests too deep, or in a circle."""

    scene: str
    """The scene that calls."""
    chain: tuple[str, ...]
    """Passages from the outermost to the one called."""
    circle: bool


def nestings(scenes: dict[str, Scene], decks: dict[str, Deck]) -> list[Nesting]:
    """Every call that can be the fifth under way, and every circle, each told once."""
    calls = {name: list(_calls(scene, decks)) for name, scene in scenes.items()}
    entries = {target for targets in calls.values() for target in targets}
    if not entries:
        return []
    inside = {entry: _inside(entry, scenes) for entry in entries}
    found: list[Nesting] = []
    told: set[tuple[str, str]] = set()
    looked: set[tuple[str, int]] = set()

    def look(entry: str, chain: tuple[str, ...]) -> None:
        if (entry, len(chain)) in looked:
            return
        looked.add((entry, len(chain)))
        for name in inside[entry]:
            for target in calls.get(name, ()):
                circle = target in chain
                if not circle and len(chain) < DEEPEST:
                    look(target, (*chain, target))
                elif (name, target) not in told:
                    told.add((name, target))
                    found.append(Nesting(name, (*chain, target), circle))

    for entry in sorted(entries):
        look(entry, (entry,))
    return found


def nowhere(scenes: dict[str, Scene], decks: dict[str, Deck], rules: tuple[Rule, ...]) -> list[str]:
    """The scenes that return though nothing calls or draws them: there is nowhere to return to."""
    entries = {target for scene in scenes.values() for target in _calls(scene, decks)}
    entries |= {rule.target for rule in rules if rule.kind == "call"}
    called = {name for entry in entries for name in _inside(entry, scenes)}
    return [
        name
        for name, scene in scenes.items()
        if name not in called
        and not scene.doors
        and scene.storylet is None
        and any(out.kind == "return" for out in (*_exits(scene), *_skips(scene)))
    ]


def endless(scenes: dict[str, Scene]) -> list[str]:
    """The scenes from which rules that always hold send one on for more than the longest chain."""
    ahead = {
        name: rule.target
        for name, scene in scenes.items()
        for rule in scene.rules[:1]
        if rule.when.constant and rule.once is None
    }
    found = []
    for name in ahead:
        at, sent = name, 0
        while at in ahead and sent <= LONGEST_CHAIN:
            at, sent = ahead[at], sent + 1
        if sent > LONGEST_CHAIN:
            found.append(name)
    return found


def _inside(entry: str, scenes: dict[str, Scene]) -> list[str]:
    """The scenes of a passage: those one can come to from its first without returning."""
    seen, todo = {entry: None}, [entry]
    while todo:
        scene = scenes.get(todo.pop())
        for target in _onward(scene) if scene else ():
            if target in scenes and target not in seen:
                seen[target] = None
                todo.append(target)
    return list(seen)


def _onward(scene: Scene) -> Iterator[str]:
    for out in _exits(scene):
        if out.kind == "goto":
            yield out.target
        for name in (out.otherwise, out.then):
            if name:
                yield name
    for rule in scene.rules:
        if rule.kind == "goto":
            yield rule.target


def _calls(scene: Scene, decks: dict[str, Deck]) -> Iterator[str]:
    for out in _exits(scene):
        if out.kind == "call":
            yield out.target
        elif out.kind == "draw" and out.target in decks:
            yield from decks[out.target].storylets
    for rule in scene.rules:
        if rule.kind == "call":
            yield rule.target


def _exits(scene: Scene) -> Iterator[Exit]:
    for choice in scene.choices:
        if not choice.skip:
            yield from _of(choice)


def _skips(scene: Scene) -> Iterator[Exit]:
    for choice in scene.choices:
        if choice.skip:
            yield from _of(choice)


def _of(part: Choice | Outcome) -> Iterator[Exit]:
    if part.exit is not None:
        yield part.exit
    for outcome in part.chance:
        yield from _of(outcome)
