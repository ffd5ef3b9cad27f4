"""Sweeping: tens of thousands of lives at once, looked through for what was missed.

Takes a story's rules and what is still missed; gives the seeds of lives that came by it, which are then lived again one
by one. Looked for are choices, outcomes, scenes, and the conditions of a scene's texts, of an ending and its epilogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..desk.watching import Met
from ..many.chances import I64
from ..many.pool import Pool
from ..many.shapes import Shapes, Tests
from ..many.state import States
from ..many.tables import Tables
from ..many.worlds import Worlds
from ..play.turn import Rules
from ..story.expressions.tree import And, Node, Not, Number
from ..story.model import SEED, Body, ByCondition, Part, Text

_WIDTH = 16_384


def sweep(rules: Rules, missed: Iterable[Met], lives: int, seed: int = 1) -> list[int]:
    """The seeds of lives that come by what is missed, each for the first of it; lives are by `chance.life(seed, n)`."""
    tables = Tables(rules)
    looking = _Looking(tables, rules, set(missed))
    for _ in Pool(tables, _WIDTH).walk(seed, np.arange(lives), watcher=looking):
        if looking.done:
            break
    return list(dict.fromkeys(looking.seeds))


class _Looking:
    """Looks on while lives are walked."""

    def __init__(self, tables: Tables, rules: Rules, missed: set[Met]) -> None:
        self.t = tables
        self.seeds: list[int] = []
        shapes = Shapes(tables.rows, Worlds(rules.world))
        self._tests = Tests(shapes)
        asked: list[tuple[int, int]] = []
        story = tables.story
        for n, name in enumerate(tables.ids):
            texts = [story.scenes[name].text, *([story.epilogue] if n >= tables.first_ending else [])]
            for text in texts:
                for id_, condition in conditions(text):
                    if ("told", id_) in missed:
                        asked.append((n, self._tests.add(condition)))
        self._tests.close()
        shapes.close()
        self._scene: I64 = np.array([n for n, _ in asked], np.int64)
        self._entry: I64 = np.array([entry for _, entry in asked], np.int64)
        self._open: Any = np.ones(len(asked), bool)
        self._choices: Any = np.array([("taken", s.id, c.id) in missed for s, c in tables.choices], bool)
        self._outcomes: Any = np.array(
            [("taken", scene, choice, path[-1]) in missed for scene, choice, path in tables.outcome_names], bool
        )
        self._scenes: Any = np.array([("scene", name) in missed for name in tables.ids], bool)
        self._settle()

    def _settle(self) -> None:
        self._asking: Any = np.zeros(len(self.t.ids), bool)
        self._asking[self._scene[self._open]] = True

    @property
    def done(self) -> bool:
        """Nothing is missed any more."""
        return not (self._open.any() or self._choices.any() or self._outcomes.any() or self._scenes.any())

    # ---- what a pool tells ----
    def begun(self, who: I64, states: States) -> None:
        """New lives: where they stand is looked at before they choose."""

    def step(self, who: I64, scene: I64, turn: I64, states: States) -> None:
        """Where lives stand, before each choice."""
        self._who, self._states = who, states
        self._look(who, scene, states)

    def over(self, who: I64, scene: I64, turn: I64, stuck: bool, states: States) -> None:
        """Where lives ended."""
        self._look(who, scene, states)

    def picked(self, open_: I64, choice: I64, fell: list[tuple[I64, I64]]) -> None:
        """What was chosen, and what fell."""
        self._found(self._choices, choice, self._who)
        for lives, outcomes in fell:
            self._found(self._outcomes, outcomes, lives)

    def _look(self, who: I64, scene: I64, states: States) -> None:
        self._found(self._scenes, scene, who)
        at = np.flatnonzero(self._asking.take(scene))
        if not at.size:
            return
        for n in np.flatnonzero(self._open).tolist():
            here = at[scene.take(at) == self._scene[n]]
            if here.size:
                lives = who.take(here)
                holds = self._tests.holds(np.full(len(lives), self._entry[n]), states, lives)
                if holds.any():
                    self._open[n] = False
                    self._note(states, lives[np.flatnonzero(holds)[0]])
        self._settle()

    def _found(self, missed: Any, what: I64, who: I64) -> None:
        if not missed.any():
            return
        hits = np.flatnonzero(missed.take(what))
        for hit in hits.tolist():
            if missed[what[hit]]:
                missed[what[hit]] = False
                self._note(self._states, who[hit])

    def _note(self, states: States, column: Any) -> None:
        self.seeds.append(int(states.table[SEED, column]))


# ---- conditions of texts --------------------------------------------------------------------------------------------
def conditions(text: Text) -> Iterator[tuple[int, Node]]:
    """When each body of a text, and each side of its braces, is read: by its identity, as `watching` notes it."""
    run: list[Node] = []
    ended = False
    for item in text:
        holds: Node = Number(1)
        if item.pick == "otherwise":
            holds = _none(run)
            run = []
        elif item.when is not None:
            if not item.else_when and ended:
                run = []
            holds = And((_none(run), item.when.tree)) if item.else_when else item.when.tree
            run.append(item.when.tree)
            ended = item.else_when
        else:
            run = []
        if item.pick in ("", "otherwise") and item.bodies:
            yield id(item.bodies[0]), holds
            yield from _sides(item.bodies[0], holds)


def _none(run: list[Node]) -> Node:
    return And(tuple(Not(one) for one in run)) if run else Number(1)


def _sides(body: Body, holds: Node) -> Iterator[tuple[int, Node]]:
    for para in body:
        yield from _within(para.parts, holds)


def _within(parts: tuple[Part, ...], holds: Node) -> Iterator[tuple[int, Node]]:
    for part in parts:
        if isinstance(part, ByCondition):
            for half, asked in ((part.then, part.when.tree), (part.otherwise, Not(part.when.tree))):
                both = And((holds, asked))
                yield id(half), both
                yield from _within(half, both)
