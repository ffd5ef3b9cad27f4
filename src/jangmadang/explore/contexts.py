"""Contexts: what passages may be under way at a point of a story: who called, and what was known there.

A context is a number; OUTSIDE is none at all. Calls of one passage by choices and draws of one scene share a context,
and so do all that a rule makes of it, wherever it interrupts. What a passage cannot change is known after it as it was
before, so that little is lost by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..desk.coverage import exits, outcomes
from ..story.model import DAY, DEEPEST, ROLLS, Group, Scene, Story
from .facts import Facts

OUTSIDE = 0


class Return(Struct, frozen=True):
    """Where a passage may return to, and what is under way there."""

    scene: str
    arrive: bool
    context: int


class Contexts:
    """The contexts of one story, as they are found."""

    def __init__(self, story: Story) -> None:
        self._changes = Changes(story)
        self._numbers: dict[tuple[str, str], int] = {}
        self._called = [""]
        self._callers: list[dict[Return, dict[object, Facts]]] = [{}]
        """Of each context, where it returns to; and what was known where it was called, by the point of the call."""
        self._depth = [0]
        self.interrupting: set[int] = set()
        """Those that rules call."""
        self.grown: set[int] = set()
        """Those of which more is known since this was last emptied."""

    def context(self, called: str, by: str) -> int:
        """The context of a passage called by a scene's choices, or by rules ("")."""
        number = self._numbers.get((called, by))
        if number is None:
            number = self._numbers[called, by] = len(self._called)
            self._called.append(called)
            self._callers.append({})
            self._depth.append(0)
            if not by:
                self.interrupting.add(number)
        return number

    def called(self, context: int) -> str:
        """The scene that a passage begins with."""
        return self._called[context]

    def call(self, context: int, back: Return, source: object, facts: Facts) -> None:
        """What is known where a passage is called, at some point of the story."""
        callers = self._callers[context].setdefault(back, {})
        known = callers.get(source)
        if known is None or not known.same_as(facts):
            callers[source] = facts
            self.grown.add(context)
        self._deepen(context, self._depth[back.context] + 1)

    def _deepen(self, context: int, depth: int) -> None:
        """What is called from a deeper place is deeper itself; beyond where returns are given up nothing is counted."""
        todo = [(context, depth)]
        while todo:
            one, deep = todo.pop()
            if deep > self._depth[one] and self._depth[one] <= 2 * DEEPEST:
                self._depth[one] = deep
                inner = (n for n, callers in enumerate(self._callers) if any(back.context == one for back in callers))
                todo += [(n, deep + 1) for n in inner]

    def may_be_over(self, context: int) -> bool:
        """Whether there may be nothing to return to: outside of passages, or where so many are under way that the first
        was given up.
        """
        return context == OUTSIDE or max(self._depth) > 2 * DEEPEST

    def after(self, context: int, facts: Facts) -> Iterator[tuple[Return, Facts]]:
        """Where a passage may return to, with what is known after it."""
        changed = self._changes.within(self._called[context])
        for back, callers in self._callers[context].items():
            known: Facts | None = None
            for one in callers.values():
                known = one if known is None else known.with_all_of(one)
            if known is not None:
                yield back, known.changed_by(facts, changed)


class Changes:
    """What each passage of a story can change."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._known: dict[str, frozenset[int]] = {}
        self._everywhere = {ROLLS, story.notes_met, story.people_met}
        self._everywhere |= _of_groups(group for rule in story.rules for group in rule.effects)
        self._everywhere |= {rule.once for rule in story.rules if rule.once is not None}
        self._nightly = _of_groups(story.each_day)

    def within(self, entry: str) -> frozenset[int]:
        """The slots that may change between the call of a passage and its return."""
        known = self._known.get(entry)
        if known is None:
            found = set(self._everywhere)
            for name in self._inside(entry):
                found |= self._of_scene(self._story.scenes[name])
            if DAY in found:
                found |= self._nightly
            known = self._known[entry] = frozenset(found)
        return known

    def _inside(self, entry: str) -> list[str]:
        """The scenes that one can be in until it returns: what it calls and what interrupts it are among them."""
        found = [entry, *(rule.target for rule in self._story.rules if rule.kind == "call")]
        seen = set(found)
        for name in found:
            for to in self._leads(self._story.scenes[name]):
                if to not in seen:
                    seen.add(to)
                    found.append(to)
        return found

    def _leads(self, scene: Scene) -> Iterator[str]:
        for out in exits(scene):
            match out.kind:
                case "goto":
                    yield out.target
                case "call":
                    yield from (out.target, out.then or scene.id)
                case "draw":
                    yield from self._story.decks[out.target].storylets
                    yield from (out.otherwise or scene.id, out.then or scene.id)
        yield from scene.doors
        yield from (rule.target for rule in scene.rules)

    def _of_scene(self, scene: Scene) -> set[int]:
        found: set[int | None] = {*_of_groups(scene.effects), scene.visits, scene.last_visit, scene.door}
        for rule in scene.rules:
            found |= _of_groups(rule.effects) | {rule.once}
        for choice in scene.choices:
            found |= _of_groups(choice.effects) | {choice.once} | {cost.slot for cost in choice.cost}
            for outcome in outcomes(choice.chance):
                found |= _of_groups(outcome.effects)
        for out in exits(scene):
            if out.kind == "draw":
                deck = self._story.decks[out.target]
                lots = (self._story.scenes[id_].storylet for id_ in deck.storylets)
                found |= {deck.draws} | {lot.drawn for lot in lots if lot is not None}
            elif out.kind == "goto":
                found.add(self._story.scenes[out.target].door)
        return {slot for slot in found if slot is not None}


def _of_groups(groups: Iterable[Group]) -> set[int]:
    aims = (effect for group in groups for effect in group)
    found = {slot for effect in aims for slot in ((effect.slot,) if effect.via is None else effect.via[1])}
    return {slot for slot in found if slot is not None}
