"""Proofs: what can never be, whatever the seed, with the sentence that says why.

Takes a script; asks what the whole story and each of its scenes can hold. An empty answer is no proof of anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..desk.coverage import Aim
from ..desk.lint.survey import survey
from ..desk.pieces import standing
from ..play.moment import Moment
from ..story.loading import Script
from .bounds import bounds

Place = tuple[str, int, int]
"""File, line and column."""


class Proofs:
    """What is proved of one story, or of what comes after a moment of it."""

    def __init__(self, script: Script, begin: Moment | None = None) -> None:
        self.script = script
        self.bounds = bounds(script, begin)
        self._begins = begin is not None

    # ---- things that can never be come by ----
    def never(self, aim: Aim) -> str:
        """Why nobody can ever come by it."""
        target = aim.target
        if target.kind == "text" and target.scene and target.what.startswith("again: ") and not self._begins:
            why = self._no_second_time(target.scene)
            if why:
                return why
        reasons = [self.bounds.never(met) for met in aim.by]
        return reasons[0] if reasons and all(reasons) else ""

    def _no_second_time(self, scene: str) -> str:
        """Why nobody arrives in a scene twice: leaving a menu for it is no arriving, and no turn."""
        asked = survey(self.script)
        if scene not in asked.reached:
            return ""
        later = asked.after(scene)
        for roads in asked.open_roads.values():
            for road in roads:
                back = (road.then,) if road.kind in ("call", "draw") else ()
                if scene in (road.target, *back) and not road.menu and road.source in later:
                    return ""
        return "nobody comes here a second time; leaving a menu is no coming"

    def no_scene(self, scene: str) -> str:
        """Why nobody comes to a scene."""
        return self.bounds.no_scene(scene)

    # ---- locks ----
    def locks(self) -> Iterator[tuple[tuple[str, str], Place]]:
        """The choices whose `locked` a writer wrote, with where it stands."""
        for scene in self.bounds.story.written_scenes:
            for choice in scene.choices:
                where = self.script.ledger.choices.get((scene.id, choice.id))
                if choice.locked and not choice.generated and where is not None:
                    at = standing((where, "locked"))
                    yield (scene.id, choice.id), (at.file, at.line, at.column)

    def always_open(self, scene: str, choice: str) -> str:
        """Why a choice is never locked."""
        return self.bounds.always_open(scene, choice) or self.bounds.no_scene(scene)

    # ---- the story as a whole ----
    def may_be_stuck(self) -> dict[str, str]:
        """The scenes of which it is not proved that some choice is always open, each with its variables then."""
        return {scene: shut.where for scene, shut in self.bounds.may_be_stuck.items()}

    def endless(self) -> tuple[str, ...]:
        """The scenes from which no ending can be come to."""
        return self.bounds.endless

    def range(self, slot: int) -> tuple[int, int]:
        """Between what a slot always lies."""
        return self.bounds.range(slot)

    def place(self, scene: str) -> Place:
        """Where a scene stands."""
        at = standing(self.script.ledger.scenes[scene], on="key")
        return at.file, at.line, at.column
