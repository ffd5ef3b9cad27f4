"""Roads: every way from a scene to a scene, over the whole of a story.

Takes a Story; gives plain data in the story's order, the same each time. Whether a road can ever be open is not looked
at here: its conditions are given for who asks. Nothing is played.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ..story.expressions import Checked
from ..story.model import Choice, Exit, Outcome, Rule, Scene, Story

Kind = Literal["choice", "rule", "draw", "return", "call", "skip"]
ANYWHERE = ""
"""Stands for every scene but endings: the story's own rules lead from anywhere, and what they call returns there."""


class Road(Struct, frozen=True, gc=False):
    """One way to leave a scene."""

    source: str
    """The scene, or ANYWHERE for the story's own rules."""
    target: str
    """The scene it leads to; ANYWHERE for what returns to where one of the story's rules called it."""
    kind: Kind
    """choice: `goto`, `stay`, and where a draw leads when nothing is open. rule: `goto` of a rule. call: of a choice or
    a rule. draw: to one storylet of a deck. return: from a passage or storylet to each scene that it can return to, and
    from a menu to each that opens it. skip: a facilitator leaves the scene out."""
    choice: str = ""
    """Id of the choice; empty for a rule."""
    outcomes: tuple[str, ...] = ()
    """Ids of the outcomes, the outer one first, where it hangs on how a chance falls."""
    exit: str = ""
    """The exit of an encounter that it is: passed, across, leave."""
    when: tuple[Checked, ...] = ()
    """All must hold: the choice's or rule's condition, a drawn storylet's. Costs and odds are not among them."""
    deck: str = ""
    """The deck of a draw; for a choice, the one that had nothing open."""
    then: str = ""
    """Of a call or draw: the scene that it returns to; ANYWHERE for the story's own rules."""
    rule: int = -1
    """Which of the scene's rules it is, or of the story's, from 0; -1 for a choice."""
    menu: bool = False
    """It opens or leaves a menu: no turn."""


def roads(story: Story) -> tuple[Road, ...]:
    """All roads: scene by scene in the story's order, choices before rules as written; the story's own rules last."""
    passages = _Passages(story)
    found: list[Road] = []
    for scene in story.scenes.values():
        for choice in scene.choices:
            when = () if choice.when is None else (choice.when,)
            for out, outcomes in ways(choice):
                found += _leaving(story, passages, scene, choice, when, out, outcomes)
        found += _by_rules(scene.id, scene.rules)
    found += _by_rules(ANYWHERE, story.rules)
    return tuple(found)


def ways(choice: Choice) -> Iterator[tuple[Exit, tuple[str, ...]]]:
    """Every way that a choice can end: its exit, and the ids of the outcomes that lead to it."""
    if not choice.chance:
        if choice.exit is not None:
            yield choice.exit, ()
        return
    yield from _falls(choice.chance, choice.exit, ())


def _falls(
    chance: tuple[Outcome, ...], default: Exit | None, before: tuple[str, ...]
) -> Iterator[tuple[Exit, tuple[str, ...]]]:
    for outcome in chance:
        out, ids = outcome.exit or default, (*before, outcome.id)
        if outcome.chance:
            yield from _falls(outcome.chance, out, ids)
        elif out is not None:
            yield out, ids


def _leaving(
    story: Story,
    passages: _Passages,
    scene: Scene,
    choice: Choice,
    when: tuple[Checked, ...],
    out: Exit,
    outcomes: tuple[str, ...],
) -> Iterator[Road]:
    here, id_, name = scene.id, choice.id, out.name
    match out.kind:
        case "goto":
            kind: Kind = "skip" if choice.skip else "choice"
            yield Road(here, out.target, kind, id_, outcomes, name, when, menu=choice.menu)
        case "stay":
            yield Road(here, here, "choice", id_, outcomes, name, when)
        case "call":
            yield Road(here, out.target, "call", id_, outcomes, name, when, "", out.then or here)
        case "draw":
            then, deck = out.then or here, out.target
            for drawn in story.decks[deck].storylets:
                storylet = story.scenes[drawn].storylet
                both = when if storylet is None or storylet.when is None else (*when, storylet.when)
                yield Road(here, drawn, "draw", id_, outcomes, name, both, deck, then)
            yield Road(here, out.otherwise or then, "choice", id_, outcomes, name, when, deck)
        case "return":
            kind = "skip" if choice.skip else "return"
            for back in scene.doors if choice.menu else passages.back(here):
                yield Road(here, back, kind, id_, outcomes, name, when, menu=choice.menu)


def _by_rules(source: str, rules: tuple[Rule, ...]) -> Iterator[Road]:
    for n, rule in enumerate(rules):
        if rule.kind == "goto":
            yield Road(source, rule.target, "rule", when=(rule.when,), rule=n)
        else:
            yield Road(source, rule.target, "call", when=(rule.when,), then=source, rule=n)


class _Passages:
    """What was called or drawn, and where each scene of it returns to."""

    def __init__(self, story: Story) -> None:
        self._scenes = story.scenes
        entries: dict[str, dict[str, None]] = {}
        """The first scene of each passage, with the scenes that it returns to."""
        for scene in story.scenes.values():
            for choice in scene.choices:
                for out, _ in ways(choice):
                    if out.kind == "call":
                        entries.setdefault(out.target, {})[out.then or scene.id] = None
                    elif out.kind == "draw":
                        for drawn in story.decks[out.target].storylets:
                            entries.setdefault(drawn, {})[out.then or scene.id] = None
            for rule in scene.rules:
                if rule.kind == "call":
                    entries.setdefault(rule.target, {})[scene.id] = None
        for rule in story.rules:
            if rule.kind == "call":
                entries.setdefault(rule.target, {})[ANYWHERE] = None
        self._backs: dict[str, dict[str, None]] = {}
        for entry, backs in entries.items():
            for name in self._inside(entry):
                self._backs.setdefault(name, {}).update(backs)

    def back(self, scene: str) -> Iterable[str]:
        """The scenes that a `return` of this scene can lead to."""
        return self._backs.get(scene, ())

    def _inside(self, entry: str) -> list[str]:
        """The scenes of a passage: those one can come to from its first without returning from it."""
        found, seen = [entry], {entry}
        for name in found:
            for aim in _onward(self._scenes[name]):
                if aim not in seen:
                    seen.add(aim)
                    found.append(aim)
        return found


def _onward(scene: Scene) -> Iterator[str]:
    for choice in scene.choices:
        for out, _ in ways(choice):
            if out.kind == "goto":
                yield out.target
            elif out.kind in ("call", "draw"):
                yield out.then or scene.id
                if out.otherwise:
                    yield out.otherwise
            elif choice.menu and out.kind == "return":
                yield from scene.doors
    for rule in scene.rules:
        if rule.kind == "goto":
            yield rule.target
