"""What is likely, moved through boxes: how lives end in a story that was gone through in sets of states.

Takes what was reached; gives shares. Of each scene there is one array with the share of lives that stands in each state
of its box. Scenes that lead back to each other go round together; their ways are reckoned when they are come to, and
let go of afterwards.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from ..many.chances import I64
from ..story.model import LONGEST_CHAIN, Choice, Exit, Outcome, Rule
from .bits import Reached
from .boxed import odds_of
from .boxes import Box, tree_of
from .chains import LEAST, MOST_ROUNDS, PATIENCE, SOLVED, components, goes_round, solved

_Rest = tuple[I64, I64, Any]
"""States, where they have come to, and how likely."""


class _Edge(Struct, frozen=True):
    """All ways of one kind from a scene to a scene."""

    to: str
    source: I64
    """The states from which it goes."""
    target: I64
    by: Any


class Shares:
    """Moves what is likely through boxes: one array a scene."""

    def __init__(self, reached: Reached) -> None:
        self.reached, self.boxed = reached, reached.boxed
        self.story = reached.boxed.story

    def settled(self) -> tuple[dict[str, float], float, float]:
        """The shares of the endings by scene, of the stuck, and of what was not settled."""

        boxed = self.boxed
        there = {name: boxed.onward[name] for name in boxed.order}
        lots = components(there)
        mass: dict[str, Any] = {}
        for name, members in boxed.beginning():
            mass[name] = np.zeros(boxed.box[name].size)
            mass[name][members.bit_length() - 1] = 1
        left = stuck = 0.0
        endings: dict[str, float] = {}
        for all_of_lot in lots:
            lot = [name for name in all_of_lot if name in self.reached.sets]
            inside = set(lot)
            edges = {name: self._edges(name) for name in lot if self.story.scenes[name].ending is None}
            inner = {name: [edge for edge in mine if edge.to in inside] for name, mine in edges.items()}
            visits, rest = self._go(lot, mass, inner, LEAST / len(lots))
            left += rest
            for name, mine in edges.items():
                at = visits.pop(name, None)
                if at is None:
                    continue
                if not mine:
                    stuck += float(at.sum())
                    continue
                open_ = sum(self._share(name))
                stuck += float(at[boxed.box[name].spread(open_ == 0)].sum())
                for edge in mine:
                    if edge.to not in inside:
                        self._put(mass, edge, at)
            for name, at in visits.items():
                endings[name] = float(at.sum())
        for name in self.reached.sets:
            if self.story.scenes[name].ending is not None:
                endings.setdefault(name, 0.0)
        return endings, stuck, left

    def _put(self, mass: dict[str, Any], edge: _Edge, at: Any) -> None:
        size = self.boxed.box[edge.to].size
        come = np.bincount(edge.target, at.take(edge.source) * edge.by, size)
        held = mass.get(edge.to)
        if held is None:
            mass[edge.to] = come
        else:
            held += come

    def _go(
        self, lot: list[str], mass: dict[str, Any], inner: dict[str, list[_Edge]], least: float
    ) -> tuple[dict[str, Any], float]:
        """How often each state of each scene is come by."""
        visits: dict[str, Any] = {}
        came = {name: mass.pop(name) for name in lot if name in mass}
        way, before = {name: at.copy() for name, at in came.items()}, np.inf
        for n in range(MOST_ROUNDS):
            for name in lot:
                at = way.pop(name, None)
                if at is None:
                    continue
                if name in visits:
                    visits[name] += at
                else:
                    visits[name] = at
                for edge in inner.get(name, ()):
                    self._put(way, edge, at)
            rest = sum(float(at.sum()) for at in way.values())
            if rest < least:
                return visits, rest
            if n % PATIENCE == PATIENCE - 1:
                if sum(self.reached.sets[name].bit_count() for name in lot) <= SOLVED:
                    return self._solved(lot, came, inner)
                if goes_round(rest, before):
                    break
                before = rest
        return visits, rest

    def _solved(
        self, lot: list[str], came: dict[str, Any], inner: dict[str, list[_Edge]]
    ) -> tuple[dict[str, Any], float]:
        """The same by equations, for the few states that can be reached."""
        boxed, place, count = self.boxed, dict[str, I64](), 0
        for name in lot:
            there = boxed.box[name].flat_of(self.reached.sets[name])
            place[name] = np.cumsum(there) - 1 + count
            count = int(place[name][-1]) + 1
        mass = np.zeros(count)
        for name, at in came.items():
            there = np.flatnonzero(at)
            mass[place[name].take(there)] = at.take(there)
        every = [(name, edge) for name, mine in inner.items() for edge in mine]
        from_ = np.concatenate([place[name].take(edge.source) for name, edge in every])
        to = np.concatenate([place[edge.to].take(edge.target) for _, edge in every])
        found, left = solved(mass, (from_, to, np.concatenate([edge.by for _, edge in every])))
        visits = {}
        for name in lot:
            there = np.flatnonzero(boxed.box[name].flat_of(self.reached.sets[name]))
            visits[name] = np.zeros(boxed.box[name].size)
            visits[name][there] = found.take(place[name].take(there))
        return visits, left

    # ---- what a scene does ----
    def _choices(self, name: str) -> list[Choice]:
        scene = self.story.scenes[name]
        made = {way.id: way for way in self.boxed.ways(name)}
        return [choice for choice in scene.choices if choice.id in made]

    def _share(self, name: str) -> list[Any]:
        """Of each choice, where it is open: 1 or 0."""
        box = self.boxed.box[name]
        ways = self.boxed.ways(name)
        return [
            np.ones((1,) * len(box.slots), np.int64) if way.open is None else box.array_of(way.open).astype(np.int64)
            for way in ways
        ]

    def _edges(self, name: str) -> list[_Edge]:
        box = self.boxed.box[name]
        members = self.reached.sets[name]
        there = np.flatnonzero(box.flat_of(members))
        open_ = self._share(name)
        if not open_:
            return []
        total = box.spread(sum(open_))
        found: list[_Edge] = []
        for choice, mine in zip(self._choices(name), open_, strict=True):
            source = there if mine.size == 1 else there[box.spread(mine).take(there) > 0]
            if source.size:
                found += self._taken(name, choice, source, 1 / total.take(source))
        return found

    def _taken(self, name: str, choice: Choice, source: I64, by: Any) -> Iterator[_Edge]:
        box = self.boxed.box[name]
        if choice.menu:
            yield from self._menu(name, choice, source, by)
            return
        moves = self.boxed.moves(box)
        costs = tuple((cost.slot, tree_of(cost.value)) for cost in choice.cost)
        at = _jumped(source, moves.jumps(choice.effects, costs))
        if choice.once is not None:
            at = _jumped(at, moves.setting(choice.once, 1))
        for out, source_, at_, by_ in self._fallen(box, choice.chance, choice.exit, source, at, by):
            to, arrive = (out.target, True) if out.kind == "goto" else (name, False)
            yield from self._left(box, to, arrive, source_, at_, by_)

    def _fallen(
        self, box: Box, chance: tuple[Outcome, ...], out: Exit | None, source: I64, at: I64, by: Any
    ) -> Iterator[tuple[Exit, I64, I64, Any]]:
        if not chance:
            yield out or Exit("stay"), source, at, by
            return
        for outcome, odds_ in zip(chance, odds_of(box, chance), strict=True):
            asked = box.spread(odds_).take(at)
            some = np.flatnonzero(asked > 0)
            if not some.size:
                continue
            source_, at_, by_ = source.take(some), at.take(some), by.take(some) * asked.take(some) / 100
            at_ = _jumped(at_, self.boxed.moves(box).jumps(outcome.effects))
            yield from self._fallen(box, outcome.chance, outcome.exit or out, source_, at_, by_)

    def _left(self, box: Box, to: str, arrive: bool, source: I64, at: I64, by: Any) -> Iterator[_Edge]:
        if self.story.rules and self.story.scenes[to].ending is None:
            for rule in self.story.rules:
                source, at, by = yield from self._held(box, rule, source, at, by, 0)
        if source.size:
            yield from self._arrived(box, to, arrive, source, at, by, 0)

    def _held(self, box: Box, rule: Rule, source: I64, at: I64, by: Any, so_far: int) -> Generator[_Edge, None, _Rest]:
        """Sends on where a rule holds; gives the rest."""
        holds = box.flat_of(box.mask(tree_of(rule.when))).take(at)
        if rule.once is not None:
            holds &= box.flat_of(box.rows(rule.once, 0, 0)).take(at)
        some = np.flatnonzero(holds)
        if some.size:
            moves = self.boxed.moves(box)
            to = _jumped(at.take(some), moves.jumps(rule.effects))
            if rule.once is not None:
                to = _jumped(to, moves.setting(rule.once, 1))
            yield from self._arrived(box, rule.target, True, source.take(some), to, by.take(some), so_far)
        rest = np.flatnonzero(~holds)
        return source.take(rest), at.take(rest), by.take(rest)

    def _arrived(self, box: Box, to: str, arrive: bool, source: I64, at: I64, by: Any, so_far: int) -> Iterator[_Edge]:
        here, scene = self.boxed.box[to], self.story.scenes[to]
        if here is not box:
            at = box.numbers_in(here).take(at)
        if arrive:
            at = _jumped(at, self.boxed.moves(here).jumps(scene.effects))
        if so_far < LONGEST_CHAIN:
            for rule in scene.rules:
                source, at, by = yield from self._held(here, rule, source, at, by, so_far + 1)
        if source.size:
            if scene.visits is not None:
                at = _jumped(at, self.boxed.moves(here).counting(scene.visits))
            yield _Edge(to, source, at, by)

    def _menu(self, name: str, choice: Choice, source: I64, by: Any) -> Iterator[_Edge]:
        out, box, scenes = choice.exit, self.boxed.box[name], self.story.scenes
        assert out is not None
        if out.kind != "return":
            at, menu = source, scenes[out.target]
            if menu.door is not None and name in menu.doors:
                at = _jumped(at, self.boxed.moves(box).setting(menu.door, menu.doors.index(name) + 1))
            yield self._into(box, out.target, source, at, by)
            return
        scene = scenes[name]
        which = np.zeros(len(source), np.int64)
        if scene.door is not None:
            which = np.maximum(0, box.spread(box.of_slot(scene.door)).take(source) - 1)
        for n, door in enumerate(scene.doors):
            some = np.flatnonzero(which == n)
            if some.size:
                yield self._into(box, door, source.take(some), source.take(some), by.take(some))

    def _into(self, box: Box, to: str, source: I64, at: I64, by: Any) -> _Edge:
        here = self.boxed.box[to]
        return _Edge(to, source, at if here is box else box.numbers_in(here).take(at), by)


def _jumped(at: I64, jumps: list[I64]) -> I64:
    """Where numbers of a box come to, one change after the other."""
    for jump in jumps:
        at = at + jump.take(at)
    return at
