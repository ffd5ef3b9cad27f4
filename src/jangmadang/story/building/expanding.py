"""Expanding: each encounter's block becomes ordinary scenes, and the writer's own words in it keep their places.

In: the files as one. Out: every scene and rule there is to build, as typed or as an encounter made it. What cannot be
in a block is reported, and what is wrong with its own conditions; nothing else is checked here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import document as d
from .. import encounters
from ..model import Stage
from ..names import Scope
from . import cover
from .context import Build, Where
from .gather import Written
from .scenes import Made

CONDITIONS = ("crackdown", "holiday", "squad", "power")
"""Keys of blocks that hold a condition; it stands again in much that an encounter makes."""


Expand = Callable[[str, str, d.Scene, Any, encounters.Setting], encounters.Expansion]


class Expanded:
    """The scenes and rules of a story after its encounters were expanded."""

    def __init__(self, build: Build, written: Written, expand: Expand = encounters.expand) -> None:
        self.build, self.written, self._expand = build, written, expand
        self.scenes: dict[str, tuple[d.Scene, Where, Made | None]] = {}
        self.local: dict[str, dict[str, str]] = {}
        """Short names within the scenes that an encounter made."""
        self.rules: list[tuple[d.Rule, Where, str]] = []
        """The story's `whenever`, each with what its `once` is remembered under."""
        self._copies: list[Any] = []
        """Held, so that no other object takes their ids."""
        self._blocks: list[tuple[str, Any, Where]] = []
        self._told: dict[str, set[tuple[str, str]]] = {}
        """What is wrong with an encounter's own conditions."""

    def take_up(self) -> None:
        """Take up every scene and rule as written, and what the blocks among them become."""
        setting = encounters.Setting(
            {key: person for key, (person, _) in self.written.section("people").items()},
            self.build.names.goods,
            {slot.name: slot.currency for slot in self.build.names.slots if slot.currency},
            self.build.names.place,
            frozenset(self.written.section("scenes")),
        )
        for rule, where in self.written.lists["whenever"]:
            self.rules.append((rule, where, "story"))
        for name, (scene, where) in self.written.section("scenes").items():
            kinds = [kind for kind in encounters.KINDS if getattr(scene, kind) is not None]
            if not kinds:
                self.scenes[name] = (scene, where, None)
                continue
            if len(kinds) > 1:
                message = f"`{kinds[0]}` and `{kinds[1]}` stand on one scene"
                self.build.report("two-encounters", (where, kinds[1]), message, "give each its own scene", on="key")
            self._expand_one(kinds[0], name, scene, where, setting)

    def _expand_one(self, kind: str, name: str, scene: d.Scene, where: Where, setting: encounters.Setting) -> None:
        block, at = getattr(scene, kind), (where, kind)
        self._remember_texts(block, at)
        for part in ("choices", "effects", "whenever", "text"):
            self._remember(getattr(scene, part), (where, part))
        expansion = self._expand(kind, name, scene, block, setting)
        for copy, original in expansion.copies:
            if id(original) in self.build.written:
                self.build.written[id(copy)] = self.build.written[id(original)]
        self._copies.append(expansion.copies)
        for trouble in expansion.troubles:
            place: Where = at
            for key in trouble.path:
                place = (place, key)
            self.build.report(trouble.code, place, trouble.message, trouble.hint)
        for slot, shape in expansion.state.items():
            cover.variable(self.build, slot, shape, at, inner=True)
        stage = Stage(kind, name, expansion.fixed)
        made = Made(name, stage, expansion.view)
        for made_name, made_scene in expansion.scenes.items():
            here: Where = where if made_name == name else ((at, "(made)"), made_name)
            self.scenes[made_name] = (made_scene, here, made)
            self.local[made_name] = expansion.local
        for rule in expansion.rules:
            self.rules.append((rule, at, name))
        self._blocks.append((name, block, at))

    def check_conditions(self, scope: Callable[[str], Scope]) -> None:
        """Check the conditions of every block where they were written, with the names that its scene sees."""
        for name, block, at in self._blocks:
            if name not in self.scenes:
                continue
            self.build.enter(scope(name))
            before = len(self.build.problems)
            for key in CONDITIONS:
                if (condition := getattr(block, key, None)) is not None:
                    self.build.condition(condition, (at, key))
            self._told[name] = {(p.code, p.message) for p in self.build.problems[before:]}

    def tell_once(self, encounter: str, before: int) -> None:
        """Leave out, of the problems since `before`, what was told of an encounter's own conditions."""
        told, problems = self._told.get(encounter), self.build.problems
        if told:
            problems[before:] = [p for p in problems[before:] if (p.code, p.message) not in told]

    def _remember_texts(self, block: Any, at: Where) -> None:
        """Where the writer's own texts stand, for problems in scenes that carry them."""
        exits = [(key, getattr(block, key)) for key in block.__struct_fields__]
        found = [((at, key), value) for key, value in exits if isinstance(value, d.Exit)]
        found += [(((at, "on"), key), value) for key, value in (block.on or {}).items() if isinstance(value, d.Exit)]
        for where, value in found:
            self._remember(value.result, (where, "result"))
            self._remember(value.effects, (where, "effects"))
        for key, value in (block.text or {}).items():
            self._remember(value, ((at, "text"), key))
        for key, value in (block.captions or {}).items():
            here = ((at, "captions"), key)
            if isinstance(value, str):
                self._remember(value, here)
            else:
                self._remember(value.text, (here, "text"))
                self._remember(value.hint, (here, "hint"))

    def _remember(self, written: Any, where: Where) -> None:
        known = self.build.written
        if written is None:
            return
        known[id(written)] = where
        if isinstance(written, list):
            for n, piece in enumerate(written):
                known[id(piece)] = (where, n)
