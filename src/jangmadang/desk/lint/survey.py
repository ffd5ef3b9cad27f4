"""The survey: what the rules about a story's structure all ask, worked out once for a script.

Takes a script whose story is whole; gives what can never be open, where roads lead, and where each thing was written.
Only what is proved counts as closed: `knowing` and `proving`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ...story.building.context import Where
from ...story.loading import Script
from ...story.model import Choice, Outcome, Rule
from ..flow import ANYWHERE, Road, roads
from .knowing import Knowing

_LAST: list[Survey] = []
"""The survey asked for last: all rules ask for the same one, and it holds a whole story."""


def survey(script: Script) -> Survey:
    """The survey of a script; made once, for all rules."""
    if not _LAST or _LAST[0].script is not script:
        assert script.story is not None, "rules are only asked of whole stories"
        _LAST[:] = [Survey(script, script.story)]
    return _LAST[0]


class Survey(Knowing):
    """What is proved of one script."""

    # ---- what is never open -----------------------------------------------------------------------------------------
    def closed(self, choice: Choice) -> bool:
        """Whether a choice is proved never to be open. Of what an encounter made only the plainest is asked."""
        if choice.generated:
            return choice.when is not None and choice.when.high <= 0
        return self.never(choice.when) or any(self.unpayable(choice))

    def unpayable(self, choice: Choice) -> Iterator[str]:
        """The names of the costs that nobody can ever pay."""
        for cost in choice.cost:
            slot = self.story.slots[cost.slot]
            if self.span(cost.value)[0] > self.holding.known.of_slot(cost.slot)[1] - slot.low:
                yield cost.label

    def fallen(self, chance: tuple[Outcome, ...]) -> Iterator[tuple[Outcome, bool]]:
        """The outcomes of a chance, each with whether it is proved never to fall."""
        before = 0
        for outcome in chance:
            if outcome.odds is None:
                yield outcome, before >= 100
                continue
            low, high = self.span(outcome.odds)
            yield outcome, high <= 0 or before >= 100
            before += max(0, low)

    @cached_property
    def closed_roads(self) -> dict[Road, str]:
        """The roads that are proved never to be open, each with what closes it: choice, outcome, rule or storylet."""
        found: dict[Road, str] = {}
        for road in self.roads:
            if (why := self._closed(road)) and road not in found:
                found[road] = why
        return found

    def _closed(self, road: Road) -> str:
        if road.rule >= 0:
            return "rule" if (road.source, road.rule) in self.closed_rules else ""
        if (road.source, road.choice) in self.closed_choices:
            return "choice"
        if road.outcomes and (road.source, road.choice) in self.closed_outcomes:
            closed = self.closed_outcomes[road.source, road.choice]
            if any(road.outcomes[:n] in closed for n in range(1, len(road.outcomes) + 1)):
                return "outcome"
        return "storylet" if road.kind == "draw" and road.target in self.closed_storylets else ""

    @cached_property
    def closed_choices(self) -> frozenset[tuple[str, str]]:
        """Choices that can never be open, by scene and id."""
        return frozenset(
            (scene.id, choice.id)
            for scene in self.story.scenes.values()
            for choice in scene.choices
            if (choice.when is not None or choice.cost) and self.closed(choice)
        )

    @cached_property
    def closed_outcomes(self) -> dict[tuple[str, str], dict[tuple[str, ...], Outcome]]:
        """Outcomes that can never fall, by scene and choice: the ids that lead to each."""
        found: dict[tuple[str, str], dict[tuple[str, ...], Outcome]] = {}
        for scene in self.story.scenes.values():
            for choice in scene.choices:
                if choice.chance and not choice.generated and (closed := dict(self._never_fall(choice.chance, ()))):
                    found[scene.id, choice.id] = closed
        return found

    def _never_fall(
        self, chance: tuple[Outcome, ...], before: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Outcome]]:
        for outcome, never in self.fallen(chance):
            ids = (*before, outcome.id)
            if never:
                yield ids, outcome
            elif outcome.chance:
                yield from self._never_fall(outcome.chance, ids)

    @cached_property
    def closed_rules(self) -> dict[tuple[str, int], str]:
        """Rules that can never send one on, by scene (ANYWHERE for the story's) and number, each with why."""
        found: dict[tuple[str, int], str] = {}
        for scene in self.story.scenes.values():
            if scene.rules:
                found.update(self._closed_rules(scene.id, scene.rules))
        found.update(self._closed_rules(ANYWHERE, self.story.rules))
        return found

    def _closed_rules(self, source: str, rules: tuple[Rule, ...]) -> Iterator[tuple[tuple[str, int], str]]:
        shut = False
        for n, rule in enumerate(rules):
            if shut:
                yield (source, n), "after"
            elif self.never(rule.when):
                yield (source, n), "never"
            shut = shut or (rule.kind == "goto" and rule.once is None and self.always(rule.when))

    @cached_property
    def closed_storylets(self) -> frozenset[str]:
        """Storylets that no draw can ever draw."""
        return frozenset(
            scene.id
            for scene in self.story.scenes.values()
            if (lot := scene.storylet) is not None
            and (self.never(lot.when) or (lot.weight is not None and self.span(lot.weight)[1] <= 0))
        )

    # ---- where roads lead -------------------------------------------------------------------------------------------
    @cached_property
    def roads(self) -> tuple[Road, ...]:
        """All roads of the story."""
        return roads(self.story)

    @cached_property
    def open_roads(self) -> dict[str, list[Road]]:
        """The roads that are not proved closed, by the scene that they leave."""
        found: dict[str, list[Road]] = {name: [] for name in (ANYWHERE, *self.story.scenes)}
        any_closed = self.closed_choices or self.closed_outcomes or self.closed_rules or self.closed_storylets
        for road in self.roads:
            if not any_closed or not self._closed(road):
                found[road.source].append(road)
        return found

    @cached_property
    def returning(self) -> frozenset[str]:
        """Scenes from which a passage can come to its end."""
        before: dict[str, list[str]] = {}
        found: list[str] = []
        for name in self.story.scenes:
            for road in self.open_roads[name]:
                if road.kind == "return" and not road.menu:
                    found.append(name)
                elif road.kind in ("call", "draw"):
                    before.setdefault(road.then, []).append(name)
                elif road.kind != "skip":
                    before.setdefault(road.target, []).append(name)
        return frozenset(_closure(found, before))

    @cached_property
    def reached(self) -> frozenset[str]:
        """The scenes that one can come to."""
        found = [self.story.start, *(road.target for road in self.open_roads[ANYWHERE])]
        seen = set(found)
        for name in found:
            for road in self.open_roads[name]:
                for aim in self.leads(road):
                    if aim not in seen:
                        seen.add(aim)
                        found.append(aim)
        return frozenset(seen)

    def after(self, scene: str) -> set[str]:
        """The scenes that one may come to once one was in a scene; itself only if one may come back.

        What is called from here on comes back here; only what the scene is itself a part of returns to who called that.
        """
        seen: set[tuple[str, bool]] = set()
        todo = [(road.target, True) for road in self.open_roads[ANYWHERE]]
        todo += self._steps(scene, False)
        while todo:
            if (step := todo.pop()) not in seen:
                seen.add(step)
                todo += self._steps(*step)
        return {name for name, _ in seen} - {ANYWHERE}

    def _steps(self, name: str, called: bool) -> Iterator[tuple[str, bool]]:
        """The scenes one comes to next, each with whether one is there on a call made since."""
        for road in self.open_roads[name]:
            if road.kind in ("call", "draw"):
                yield road.target, True
                if road.target in self.returning:
                    yield road.then, called
            elif road.kind != "return" or road.menu or not called:
                yield road.target, called

    def leads(self, road: Road) -> tuple[str, ...]:
        """The scenes that a road leads to: one that calls or draws also to where it returns to, if it does.

        So a return adds nothing: only whoever called a passage comes back from it.
        """
        if road.kind == "return" and not road.menu:
            return ()
        if road.kind in ("call", "draw") and road.then and road.target in self.returning:
            return road.target, road.then
        return (road.target,)

    # ---- where things stand -----------------------------------------------------------------------------------------
    def place(self, road: Road) -> Where | None:
        """Where a writer wrote a road: the choice, outcome or rule; None for what an encounter made."""
        if road.rule >= 0:
            return self.rule_place(road.source, road.rule)
        where = self.choice_place(road.source, road.choice)
        return where if where is None else self.outcome_place(road.source, road.choice, road.outcomes)

    def rule_place(self, source: str, number: int) -> Where | None:
        """Where a rule stands, of a scene or of the story (ANYWHERE)."""
        if source == ANYWHERE:
            written = self.ledger.written.lists["whenever"]
            return written[number][1] if number < len(written) else None
        scene, _ = self.ledger.written.section("scenes").get(source, (None, None))
        if scene is None or number >= len(scene.whenever or ()):
            return None
        return ((self.ledger.scenes[source], "whenever"), number)

    def choice_place(self, scene: str, choice: str) -> Where | None:
        """Where a choice stands; None for what an encounter made."""
        made = next(one for one in self.story.scenes[scene].choices if one.id == choice)
        return None if made.generated else self.ledger.choices.get((scene, choice), self.ledger.scenes[scene])

    def outcome_place(self, scene: str, choice: str, outcomes: tuple[str, ...]) -> Where:
        """Where the last of these outcomes stands, each within the one before it."""
        where = self.ledger.choices[scene, choice] if outcomes else self.choice_place(scene, choice)
        assert where is not None
        chance = next(one for one in self.story.scenes[scene].choices if one.id == choice).chance
        for id_ in outcomes:
            number = next(n for n, outcome in enumerate(chance) if outcome.id == id_)
            where, chance = ((where, "chance"), number), chance[number].chance
        return where

    def written(self, scene: str) -> str:
        """The scene that a writer wrote: an encounter's own scenes are its block's."""
        return self.story.scenes[scene].encounter or scene


def _closure(first: list[str], ahead: dict[str, list[str]]) -> set[str]:
    """What can be come to from some scenes."""
    found = list(dict.fromkeys(first))
    seen = set(found)
    for name in found:
        for aim in ahead.get(name, ()):
            if aim not in seen:
                seen.add(aim)
                found.append(aim)
    return seen
