"""Stepping: a turn of all lives at once: from what is known in a scene to what is known wherever one may go from it.

Takes facts at one point of a story; gives the points that come next, each with its facts. The order of a turn is that
of `play.turn`, and whatever a life does there is among what is given here. Who listens is told what may be open, fall,
be drawn and be told on the way. A facilitator's leaving out of scenes is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..story.expressions import Node
from ..story.expressions.intervals import HIGHEST, Interval
from ..story.model import DAY, LONGEST_CHAIN, Choice, Exit, Group, Outcome, Rule, Scene, Story, Text
from .along import along
from .asked import drawable, falling, holds_when, open_when, visits
from .changing import apply, night, passed
from .contexts import OUTSIDE, Contexts, Return
from .facts import Facts
from .ways_apart import Goal, narrowed


class Point(Struct, frozen=True, order=True, gc=False):
    """A point of a turn: `on` a page, on the way `to` a scene before the story's rules were asked, `at` a scene, or
    `back` from a passage.
    """

    loop: int
    """Which of the story's loops the scene is in, in the order in which one comes to them."""
    place: int
    """Its place on the way through the story."""
    kind: str
    scene: str
    arrive: bool = True
    context: int = OUTSIDE
    sent: int = 0
    """How many rules have sent one on already."""


class Listener:
    """Is told what may be, with what is known then."""

    def opened(self, scene: Scene, choice: Choice, facts: Facts) -> None:
        """A choice may be open."""

    def fallen(self, scene: Scene, choice: Choice, path: tuple[str, ...]) -> None:
        """An outcome may fall."""

    def left(self, scene: Scene, choice: Choice, out: Exit) -> None:
        """A choice may end so."""

    def ruled_by(self, source: str, number: int) -> None:
        """A rule of a scene, or of the story (""), may send one on."""

    def drew(self, scene: Scene, choice: Choice, deck: str, storylet: str) -> None:
        """A storylet may be drawn; nothing at all (""), because none is open."""

    def result(self, text: Text, facts: Facts, visit: Interval) -> None:
        """A result may be told."""


Next = dict[Point, Facts]


class Stepping:
    """The turns of one story."""

    def __init__(self, story: Story, listener: Listener | None = None) -> None:
        self.story, self.listener = story, listener or Listener()
        self.contexts = Contexts(story)
        self._along = along(story)
        self._open: dict[int, tuple[Choice, Node | None]] = {}

    def point(self, kind: str, scene: str, arrive: bool = True, context: int = OUTSIDE, sent: int = 0) -> Point:
        """A point of this story."""
        loop, place = self._along[scene]
        if context in self.contexts.interrupting:
            # What may interrupt anywhere is looked at once more is known of everywhere.
            loop += len(self._along) * (2 if kind == "back" else 1)
        return Point(loop, place, kind, scene, arrive, context, sent)

    def step(self, point: Point, facts: Facts) -> Next:
        """All that may come next."""
        turn = _Turn(self)
        match point.kind:
            case "on":
                turn.page(point, facts)
            case "to":
                turn.leave(point, facts)
            case "back":
                turn.back(point, facts)
            case _:
                turn.arrive(point, facts)
        for (context, back), known in turn.calls.items():
            self.contexts.call(context, back, point, known)
        return turn.next

    def open_when(self, choice: Choice) -> Node | None:
        """When a choice is open, as one condition; None for always."""
        known = self._open.get(id(choice))
        if known is None:
            # Holding the choice keeps its id its own.
            known = self._open[id(choice)] = (choice, open_when(self.story, choice))
        return known[1]


class _Turn:
    """One step, and where it may lead."""

    def __init__(self, stepping: Stepping) -> None:
        self.all, self.story, self.listener = stepping, stepping.story, stepping.listener
        self.next: Next = {}
        self.calls: dict[tuple[int, Return], Facts] = {}
        """What is called, with what is known there."""
        self._slots = stepping.story.slots

    def _go(self, kind: str, scene: str, arrive: bool, context: int, facts: Facts, sent: int = 0) -> None:
        point = self.all.point(kind, scene, arrive, context, sent)
        settled, known = facts.settled(), self.next.get(point)
        self.next[point] = settled if known is None else known.with_all_of(settled)

    # ---- a page ----
    def page(self, point: Point, facts: Facts) -> None:
        scene = self.story.scenes[point.scene]
        if scene.ending is not None:
            return
        for choice in scene.choices:
            if choice.skip:
                continue
            node = self.all.open_when(choice)
            opened = facts.copy() if node is None else narrowed(facts, [(node, True)])
            if opened is not None:
                self.listener.opened(scene, choice, opened)
                self._take(point, scene, choice, opened)

    def _take(self, point: Point, scene: Scene, choice: Choice, facts: Facts) -> None:
        if choice.menu:
            self._menu(point, scene, choice, facts)
            return
        visit, was = visits(scene, facts), facts.of_slot(DAY)
        taken = [(cost.slot, cost.value.tree) for cost in choice.cost]
        by = passed(facts, choice.effects, taken)
        apply(facts, choice.effects, taken)
        if choice.once is not None:
            facts.put(choice.once, 1, 1)
        if choice.result:
            self.listener.result(choice.result, facts, visit)
        for out, after, days in self._fall(scene, choice, choice.chance, choice.exit, facts, (), visit, by):
            night(after, was, days)
            self.listener.left(scene, choice, out)
            self._leave(point, scene, choice, out, after)

    def _menu(self, point: Point, scene: Scene, choice: Choice, facts: Facts) -> None:
        assert choice.exit is not None
        targets = [choice.exit.target]
        if choice.exit.kind == "return":
            first, last = facts.of_slot(scene.door) if scene.door is not None else (0, 0)
            targets = list(scene.doors[max(0, first - 1) : max(0, last - 1) + 1])
        for target in targets:
            menu, after = self.story.scenes[target], facts.copy()
            if menu.door is not None and scene.id in menu.doors:
                door = menu.doors.index(scene.id) + 1
                after.put(menu.door, door, door)
            self._go("on", target, True, point.context, after)

    def _fall(
        self,
        scene: Scene,
        choice: Choice,
        chance: tuple[Outcome, ...],
        out: Exit | None,
        facts: Facts,
        path: tuple[str, ...],
        visit: Interval,
        by: Interval | None,
    ) -> Iterator[tuple[Exit, Facts, Interval | None]]:
        """What may fall, each with the exit that it leads to and the days it takes."""
        if not chance:
            assert out is not None, "the builder gives every choice a way out"
            yield out, facts, by
            return
        for outcome, odds in falling(chance, facts):
            after = narrowed(facts, odds) if odds else facts.copy()
            if after is None:
                continue
            ids = (*path, outcome.id)
            self.listener.fallen(scene, choice, ids)
            more = passed(after, outcome.effects)
            days = None if by is None or more is None else (by[0] + more[0], by[1] + more[1])
            apply(after, outcome.effects)
            if outcome.result:
                self.listener.result(outcome.result, after, visit)
            yield from self._fall(scene, choice, outcome.chance, outcome.exit or out, after, ids, visit, days)

    # ---- leaving ----
    def _to(self, scene: str, arrive: bool, context: int, facts: Facts) -> None:
        ruled = self.story.rules and self.story.scenes[scene].ending is None
        self._go("to" if ruled else "at", scene, arrive, context, facts)

    def _leave(self, point: Point, scene: Scene, choice: Choice, out: Exit, facts: Facts) -> None:
        here, contexts = scene.id, self.all.contexts
        match out.kind:
            case "goto":
                self._to(out.target, True, point.context, facts)
            case "stay":
                self._to(here, False, point.context, facts)
            case "return":
                if contexts.may_be_over(point.context):
                    self._to(here, False, point.context, facts)
                if point.context != OUTSIDE:
                    self._go("back", contexts.called(point.context), False, point.context, facts)
            case "call":
                self._to(out.target, True, self._called(point, out, here, out.target, facts), facts)
            case "draw":
                self._draw(point, scene, choice, out, facts)

    def back(self, point: Point, facts: Facts) -> None:
        """A passage returns to whoever called it."""
        for back, after in self.all.contexts.after(point.context, facts):
            self._to(back.scene, back.arrive, back.context, after)

    def _called(self, point: Point, out: Exit, here: str, called: str, facts: Facts) -> int:
        return self._call(called, here, Return(out.then or here, bool(out.then), point.context), facts)

    def _call(self, called: str, by: str, back: Return, facts: Facts) -> int:
        """The context of a call by a scene's choice, or by a rule ("")."""
        context = self.all.contexts.context(called, by)
        settled, known = facts.settled(), self.calls.get((context, back))
        self.calls[context, back] = settled if known is None else known.with_all_of(settled)
        return context

    def _draw(self, point: Point, scene: Scene, choice: Choice, out: Exit, facts: Facts) -> None:
        here, deck = scene.id, self.story.decks[out.target]
        low, high = facts.of_slot(deck.draws) if deck.draws is not None else (-1, -1)
        low, high = low + 1, min(high + 1, HIGHEST)
        for id_ in deck.storylets:
            node = drawable(self.story, id_, deck.draws)
            drawn = narrowed(facts, [(node, True)])
            if drawn is not None:
                self.listener.drew(scene, choice, deck.id, id_)
                _counted(drawn, deck.draws, low, high)
                storylet = self.story.scenes[id_].storylet
                if storylet is not None and storylet.drawn is not None:
                    drawn.put(storylet.drawn, max(1, low), max(1, high))
                self._to(id_, True, self._called(point, out, here, id_, drawn), drawn)
        goals: list[Goal] = [(drawable(self.story, id_, deck.draws), False) for id_ in deck.storylets]
        shut = narrowed(facts, goals, 60)
        if shut is not None:
            self.listener.drew(scene, choice, deck.id, "")
            _counted(shut, deck.draws, low, high)
            to = out.otherwise or out.then
            self._to(to or here, bool(to), point.context, shut)

    # ---- rules ----
    def leave(self, point: Point, facts: Facts) -> None:
        """The story's own rules are asked, and then one arrives."""
        rest = facts.copy()
        for n, after, rule in self._holding(self.story.rules, point.context, rest):
            if rule is None:
                self._arrive(point, after)
                return
            self.listener.ruled_by("", n)
            context = OUTSIDE
            if rule.kind == "call":
                context = self._call(rule.target, "", Return(point.scene, point.arrive, point.context), after)
            self._go("at", rule.target, True, context, after)

    def _holding(self, rules: tuple[Rule, ...], context: int, rest: Facts) -> Iterator[tuple[int, Facts, Rule | None]]:
        """What may hold, with its effects; last of all what is known where none does, if that may be."""
        left: Facts | None = rest
        for n, rule in enumerate(rules):
            assert left is not None
            node = holds_when(rule)
            holds = narrowed(left, [(node, True)])
            if holds is not None:
                self._effects(holds, rule.effects)
                if rule.once is not None:
                    holds.put(rule.once, 1, 1)
                yield n, holds, rule
            # Within a passage a call may have to wait, whatever is known.
            if rule.kind != "call" or context == OUTSIDE:
                left = narrowed(left, [(node, False)])
                if left is None:
                    return
        assert left is not None
        yield -1, left, None

    def _effects(self, facts: Facts, groups: tuple[Group, ...]) -> None:
        was, by = facts.of_slot(DAY), passed(facts, groups)
        apply(facts, groups)
        night(facts, was, by)

    # ---- arriving ----
    def arrive(self, point: Point, facts: Facts) -> None:
        """One arrives, unless the scene's rules send one on."""
        self._arrive(point, facts.copy())

    def _arrive(self, point: Point, facts: Facts) -> None:
        scene = self.story.scenes[point.scene]
        if point.arrive:
            self._effects(facts, scene.effects)
        rules = scene.rules if point.sent < LONGEST_CHAIN else ()
        for n, after, rule in self._holding(rules, point.context, facts):
            if rule is None:
                self._read(scene, point.context, after)
                return
            self.listener.ruled_by(scene.id, n)
            context = point.context
            if rule.kind == "call":
                context = self._call(rule.target, "", Return(scene.id, False, context), after)
            self._go("at", rule.target, True, context, after, point.sent + 1)

    def _read(self, scene: Scene, context: int, facts: Facts) -> None:
        if scene.visits is not None:
            (low, high), most = facts.of_slot(scene.visits), self._slots[scene.visits].high
            facts.put(scene.visits, min(low + 1, most), min(high + 1, most))
        if scene.last_visit is not None:
            facts.put(scene.last_visit, *facts.of_slot(DAY))
        for slot, met in ((self.story.notes_met, scene.notes), (self.story.people_met, scene.people)):
            if met:
                facts.put(slot, 0, self._slots[slot].high)
        self._go("on", scene.id, True, context, facts)


def _counted(facts: Facts, slot: int | None, low: int, high: int) -> None:
    if slot is not None:
        facts.put(slot, low, high)
