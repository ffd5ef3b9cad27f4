"""Proofs: what can never be, whatever the seed, with the sentence that says why.

Takes a script; asks what the whole story and each of its scenes can hold. An empty answer is no proof of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..desk.coverage import Aim
from ..desk.lint.reasons import because
from ..desk.lint.survey import survey
from ..desk.pieces import standing
from ..desk.watching import Met
from ..story.loading import Script

Place = tuple[str, int, int]
"""File, line and column."""


class Proofs:
    """What is proved of one story."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._asked = survey(script)

    # ---- things that can never be come by ----
    def never(self, aim: Aim) -> str:
        """Why nobody can ever come by it."""
        target = aim.target
        if target.kind == "text" and target.scene and target.what.startswith("again: "):
            return self._no_second_time(target.scene)
        reasons = [self._never(met) for met in aim.by]
        return reasons[0] if reasons and all(reasons) else ""

    def _no_second_time(self, scene: str) -> str:
        """Why nobody arrives in a scene twice: leaving a menu for it is no arriving, and no turn."""
        asked = self._asked
        if scene not in asked.reached:
            return self.no_scene(scene)
        later = asked.after(scene)
        for roads in asked.open_roads.values():
            for road in roads:
                back = (road.then,) if road.kind in ("call", "draw") else ()
                if scene in (road.target, *back) and not road.menu and road.source in later:
                    return ""
        return "nobody comes here a second time; leaving a menu is no coming"

    def _never(self, met: Met) -> str:
        match met:
            case ("scene", str(scene)):
                return self.no_scene(scene)
            case ("taken", str(scene), str(choice)):
                return self.no_scene(scene) or self._no_choice(scene, choice)
            case ("taken", str(scene), str(choice), str(outcome)):
                return (
                    self.no_scene(scene) or self._no_choice(scene, choice) or self._no_outcome(scene, choice, outcome)
                )
        return ""

    def no_scene(self, scene: str) -> str:
        """Why nobody comes to a scene."""
        asked = self._asked
        if scene in asked.closed_storylets:
            return "no draw can ever draw it"
        return "" if scene in asked.reached else "no road that can ever be open leads there"

    def _no_choice(self, scene: str, choice: str) -> str:
        asked = self._asked
        if (scene, choice) not in asked.closed_choices:
            return ""
        made = next(one for one in asked.story.scenes[scene].choices if one.id == choice)
        if made.when is not None and asked.never(made.when):
            return f"it is never open: {because(asked, made.when)}"
        return "it can never be paid"

    def _no_outcome(self, scene: str, choice: str, outcome: str) -> str:
        closed = self._asked.closed_outcomes.get((scene, choice), {})
        return "its odds are always 0" if any(ids[-1] == outcome for ids in closed) else ""

    # ---- locks ----
    def locks(self) -> Iterator[tuple[tuple[str, str], Place]]:
        """The choices whose `locked` a writer wrote, with where it stands."""
        for scene in self._asked.story.written_scenes:
            for choice in scene.choices:
                where = self.script.ledger.choices.get((scene.id, choice.id))
                if choice.locked and not choice.generated and where is not None:
                    at = standing((where, "locked"))
                    yield (scene.id, choice.id), (at.file, at.line, at.column)

    def always_open(self, scene: str, choice: str) -> str:
        """Why a choice is never locked."""
        made = next(one for one in self._asked.story.scenes[scene].choices if one.id == choice)
        if made.once is None and not made.cost and self._asked.always(made.when):
            return "its condition always holds"
        return ""

    # ---- the story as a whole ----
    def may_be_stuck(self) -> tuple[str, ...]:
        """The scenes of which it is not proved that some choice is always open."""
        asked, found = self._asked, []
        for scene in asked.story.scenes.values():
            if scene.ending is None and scene.id in asked.reached:
                offered = [choice for choice in scene.choices if not choice.skip]
                if offered and not any(c.once is None and not c.cost and asked.always(c.when) for c in offered):
                    found.append(scene.id)
        return tuple(found)

    def endless(self) -> tuple[str, ...]:
        """The scenes from which no road leads to an ending."""
        asked = self._asked
        endings = {scene.id for scene in asked.story.endings}
        before: dict[str, list[str]] = {}
        for roads in asked.open_roads.values():
            for road in roads:
                for aim in asked.leads(road):
                    before.setdefault(aim, []).append(road.source)
                if road.kind == "return":
                    before.setdefault(road.target, []).append(road.source)
        seen = _closure(endings, before)
        if "" in seen:
            return ()
        return tuple(name for name in asked.story.scenes if name in asked.reached and name not in seen)

    def range(self, slot: int) -> tuple[int, int]:
        """Between what a slot always lies."""
        return self._asked.holding.known.of_slot(slot)

    def place(self, scene: str) -> Place:
        """Where a scene stands."""
        at = standing(self.script.ledger.scenes[scene], on="key")
        return at.file, at.line, at.column


def _closure(first: Iterable[str], ahead: dict[str, list[str]]) -> set[str]:
    found = list(first)
    seen = set(found)
    for name in found:
        for aim in ahead.get(name, ()):
            if aim not in seen:
                seen.add(aim)
                found.append(aim)
    return seen
