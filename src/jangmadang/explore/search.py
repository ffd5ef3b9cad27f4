"""Searching: every state of a story that can be, told apart as far as it matters.

    found = search(tables, sliced(story), seed=1, most=1_000_000)

Level by level from the beginning: every open choice is taken in every state, with everything that can fall. So the way
to each state is a shortest one. The world is that of one seed; where nothing asks the world, that is any seed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct

from ..many.chances import I64, U64
from ..many.state import States
from ..many.tables import CALL, DRAW, Tables
from ..many.turns import Stacks
from ..play.moment import Moment
from ..story.model import DEEPEST
from .forks import Following, Forks
from .packing import Known, Met, Packing
from .slicing import Slice

_WIDTH = 1 << 15
"""Ways that are gone at once."""


class Edges(Struct):
    """Ways between states, by their numbers."""

    source: I64
    target: I64
    choice: I64
    script: I64
    likely: Any
    """Of 1, where every open choice is as likely as the others."""


class Found(Struct):
    """What a search came by."""

    tables: Tables
    forks: Forks
    complete: bool
    """Whether that is all there is."""
    exact: bool
    """Whether states were told apart by themselves, and not by 128 bits mixed of them."""
    scene: I64
    """Of each state, the scene that it stands in; the first state is the beginning."""
    parent: I64
    """The state that led to it first; -1 for the beginning."""
    choice: I64
    """By which choice, and with which script."""
    script: I64
    stuck: I64
    """States that are no ending and have no open choice."""
    taken: I64
    """Of each choice, the state in which it was first open; -1 of one that never was."""
    fell: I64
    """Of each outcome, the state before the turn in which it first fell, or -1; and by which script."""
    fell_by: I64
    shut: I64
    """Of each choice, the state in which it was first locked, or -1."""
    edges: Edges | None
    bits: int
    """Bits of a state."""

    def way(self, state: int) -> list[tuple[str, tuple[str, ...]]]:
        """The steps of a shortest life to a state."""
        steps = []
        while self.parent[state] >= 0:
            steps.append(self.forks.step(int(self.choice[state]), int(self.script[state])))
            state = int(self.parent[state])
        return steps[::-1]


def deepest(tables: Tables) -> int:
    """Frames that a stack can have: none where nothing is called or drawn."""
    calls = bool(((tables.exit_kind == CALL) | (tables.exit_kind == DRAW)).any())
    calls = calls or any(rule.calls for rule in (*tables.scene_rules, *tables.story_rules))
    return 2 * DEEPEST if calls else 0


def search(
    tables: Tables,
    slice_: Slice,
    seed: int = 1,
    most: int = 1_000_000,
    edges: bool = False,
    begin: Moment | None = None,
) -> Found:
    """All states from the beginning on, or from a moment, until there are no more or `most` were met."""
    return _Search(tables, slice_, seed, most, edges).run(begin)


class _Search:
    def __init__(self, tables: Tables, slice_: Slice, seed: int, most: int, edges: bool) -> None:
        self.t, self.most, self.wants_edges = tables, most, edges
        self.forks = Forks(tables)
        self.packing = Packing(tables, slice_, deepest(tables))
        # Where states lead is asked of edges alone.
        self.known: Known | Met = Known() if edges or self.packing.words > 1 else Met()
        self.seed = np.array([seed], np.uint64)
        self.here, self.there = self._columns(_WIDTH), self._columns(_WIDTH)
        self.scene: list[I64] = []
        self.parent: list[I64] = []
        self.choice: list[I64] = []
        self.script: list[I64] = []
        self.edges: list[tuple[I64, I64, I64, I64, Any]] = []
        self.stuck: list[I64] = []
        self.taken: I64 = np.full(len(tables.choices), -1, np.int64)
        self.shut: I64 = self.taken.copy()
        self.fell: I64 = np.full(len(tables.outcome_odds), -1, np.int64)
        self.fell_by: I64 = self.fell.copy()

    def _columns(self, width: int) -> Following:
        states, stacks = States(self.t.rows, width), Stacks(width)
        return Following(self.forks, states, stacks)

    # ---- levels ----
    def run(self, begin: Moment | None) -> Found:
        rows = self._beginning(begin)
        complete = True
        while len(rows):
            if self.known.count > self.most:
                complete = False
                break
            rows = self._level(rows)
        scene, parent, choice, script = map(np.concatenate, (self.scene, self.parent, self.choice, self.script))
        edges = None
        if self.wants_edges and complete:
            columns = zip(*self.edges, strict=True) if self.edges else ((np.empty(0, np.int64),),) * 5
            edges = Edges(*(np.concatenate(column) for column in columns))
        return Found(
            self.t,
            self.forks,
            complete,
            self.packing.exact,
            scene,
            parent,
            choice,
            script,
            np.concatenate(self.stuck) if self.stuck else np.empty(0, np.int64),
            self.taken,
            self.fell,
            self.fell_by,
            self.shut,
            edges,
            self.packing.bits,
        )

    def _beginning(self, moment: Moment | None) -> U64:
        t, first = self.t, self.here
        who = np.zeros(1, np.int64)
        first.states.begin(who, self.seed)
        first.stacks.clear(who)
        if moment is None:
            scene = first.arrived(who, np.full(1, t.start, np.int64), np.ones(1, bool))
        else:
            scene = np.full(1, t.order[moment.scene], np.int64)
            for slot, value in enumerate(moment.values):
                if slot not in t.rows.wide:
                    first.states.table[slot, 0] = value
            for frame in moment.stack:
                back, called = (np.full(1, t.order[name], np.int64) for name in (frame.scene, frame.called))
                first.stacks.push(who, back, np.full(1, frame.arrive), called)
        rows = self.packing.pack(scene, first.states, first.stacks, who)
        self.known.add(*self.packing.keys(rows))
        nothing = np.full(1, -1, np.int64)
        self._met(scene, nothing, nothing, nothing)
        return rows

    def _met(self, scene: I64, parent: I64, choice: I64, script: I64) -> None:
        self.scene.append(scene)
        self.parent.append(parent)
        self.choice.append(choice)
        self.script.append(script)

    def _level(self, rows: U64) -> U64:
        """All that follows on these states, which are the latest; gives those that are new."""
        first = self.known.count - len(rows)
        new: list[U64] = []
        for start in range(0, len(rows), _WIDTH):
            part = rows[start : start + _WIDTH]
            new += self._part(part, first + start)
            if self.known.count > 2 * self.most:
                break
        return np.concatenate(new) if new else rows[:0]

    def _part(self, rows: U64, number: int) -> list[U64]:
        t, here = self.t, self.here
        scene = self.packing.unpack(rows, here.states, here.stacks)
        here.states.table[0, : len(rows)] = self.seed.view(np.int64)
        here.states.forget(np.arange(len(rows)))
        lived = np.flatnonzero(scene < t.first_ending)
        at = scene.take(lived)
        count = t.choice_count.take(at)
        ends = np.cumsum(count)
        if not lived.size:
            return []
        whose = np.repeat(lived, count)
        offered = np.arange(int(ends[-1])) + np.repeat(t.first_choice.take(at) - (ends - count), count)
        open_ = t.tests.holds(t.choice_test.take(offered), here.states, whose)
        options = np.zeros(len(rows), np.int64)
        np.add.at(options, whose[open_], 1)
        none = lived[options.take(lived) == 0]
        if none.size:
            self.stuck.append(number + none)
        _first(self.shut, offered[~open_], number + whose[~open_])
        whose, choice = whose[open_], offered[open_]
        _first(self.taken, choice, number + whose)
        scripts = self.forks.count.take(choice)
        ends = np.cumsum(scripts)
        if not len(ends):
            return []
        script = np.arange(int(ends[-1])) + np.repeat(self.forks.first.take(choice) - (ends - scripts), scripts)
        whose, choice = np.repeat(whose, scripts), np.repeat(choice, scripts)
        new: list[U64] = []
        for start in range(0, len(whose), _WIDTH):
            cut = slice(start, start + _WIDTH)
            share = 1 / options.take(whose[cut])
            new.append(self._taken(number, whose[cut], choice[cut], script[cut], scene, share))
        return new

    def _taken(self, number: int, whose: I64, choice: I64, script: I64, scene: I64, share: Any) -> U64:
        """These choices with what falls; gives the new states."""
        t, there, here = self.t, self.there, self.here
        count = len(whose)
        who = np.arange(count)
        for mine, theirs in zip(there.states.table, here.states.table, strict=True):
            theirs.take(whose, out=mine[:count], mode="clip")
        there.states.forget(who)
        there.stacks.depth[:count] = here.stacks.depth[whose]
        if there.stacks.depth[:count].any():
            for mine, theirs in zip(there.stacks.frames, here.stacks.frames, strict=True):
                mine[:, :count] = theirs[:, whose]
        there.follow(script)
        at = scene.take(whose)
        to = at.copy()
        menu = t.choice_menu.take(choice)
        turn = np.flatnonzero(menu < 0)
        within = np.flatnonzero(menu >= 0)
        if within.size:
            to[within] = there.menus(within, menu.take(within))
        if turn.size:
            to[turn] = there.take(turn, choice.take(turn), at.take(turn))
        fits = np.flatnonzero(there.fits[:count])
        for lives, outcome in there.fell:
            # Most fell before: only those that did not are looked at further.
            fresh = np.flatnonzero(self.fell.take(outcome) < 0)
            fresh = fresh[there.fits.take(lives.take(fresh))][::-1]
            by = lives.take(fresh)
            self.fell[outcome.take(fresh)] = number + whose.take(by)
            self.fell_by[outcome.take(fresh)] = script.take(by)
        there.fell = []
        rows = self.packing.pack(to.take(fits), there.states, there.stacks, fits)
        numbers, fresh = self.known.add(*self.packing.keys(rows))
        first = fits.take(fresh)
        self._met(to.take(first), number + whose.take(first), choice.take(first), script.take(first))
        if numbers is not None:
            likely = share[fits] * there.likely.take(fits)
            self.edges.append((number + whose.take(fits), numbers, choice.take(fits), script.take(fits), likely))
        return rows[fresh]


def _first(noted: I64, what: I64, by: I64) -> None:
    """Note, of each thing that was not met before, the first to meet it."""
    fresh = np.flatnonzero(noted.take(what) < 0)
    noted[what[fresh][::-1]] = by[fresh][::-1]
