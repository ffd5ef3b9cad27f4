"""Wishing in columns: how lives of a pool choose who want something, pick for pick as `play.wishing` has it.

    wishing = Wishing(tables, Wisher(rules, wishes))
    pool.walk(seed, numbers, picks=wishing)

What a choice promises is tried out on copies of the columns, some thousands at a time: of each life only those rows
that a wish can hang on, and of each change only what touches them. The lives themselves are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy

import numpy as np

from ..play.wanted import HEAVIEST
from ..play.wishing import LEAST, STEPS, Wisher, likelihood
from ..story.expressions import Checked
from ..story.expressions.tree import Number
from ..story.model import DAY, SEED, Choice, Outcome, Story
from .chances import I64, U64
from .shapes import CannotSimulate, Shapes, Values
from .state import NO_DAY, States
from .tables import CALL, GOTO, Tables
from .turns import Stacks, Turns
from .worlds import Worlds

CHUNK = 8_192
"""Choices that are tried out at a time."""
_LARGEST = (1 << 62) // (100 * 100 * STEPS)


class Worth:
    """What wishes come to in columns of states."""

    def __init__(self, tables: Tables, wishes: Iterable[tuple[Checked, int]]) -> None:
        """Raises CannotSimulate for worths that need more bits than a number has."""
        self._reckoning = Reckoning(tables)
        self._rows = [(self._reckoning.add(of), worth) for of, worth in wishes]
        self._reckoning.close()
        if sum(max(abs(of.low), abs(of.high)) * abs(worth) for of, worth in wishes) > _LARGEST:
            raise CannotSimulate("what the wishes come to has more digits than a number here")

    def of(self, states: States, who: I64) -> I64:
        """The worth of each life's state."""
        out: I64 = np.zeros(len(who), np.int64)
        for row, worth in self._rows:
            out += worth * self._reckoning.values.reckon(np.full(len(who), row, np.int64), states, who)
        return out


class Reckoning:
    """Expressions that are no part of a story, over the columns of its lives."""

    def __init__(self, tables: Tables) -> None:
        self._shapes = Shapes(tables.rows, Worlds(tables.rules.world))
        self.values = Values(self._shapes)

    def add(self, of: Checked) -> int:
        """Its row of `values`."""
        return self.values.add(of.tree if of.constant is None else Number(of.constant))

    def close(self) -> None:
        """No more of them."""
        self.values.close()
        self._shapes.close()


class Wishing:
    """Picks for the lives of one story: `Picks` of a pool."""

    def __init__(self, tables: Tables, wisher: Wisher) -> None:
        """Raises CannotSimulate where columns cannot hold what is wished for."""
        self.t, self._wanted = tables, wisher.wanted
        self._halves = wisher.halves
        self._likely: I64 = np.array([likelihood(n) for n in range(LEAST + 1)], np.int64)
        self._trying = Trying(tables, wisher) if wisher.wanted.wishes else None
        self._weights = Reckoning(tables)
        rows = []
        for scene, choice in tables.choices:
            of = wisher.wanted.weights.get((scene.id, choice.id))
            rows.append(-1 if of is None else self._weights.add(of))
        self._weights.close()
        self._weight_row: I64 = np.array(rows, np.int64)

    def pick(self, turns: Turns, who: I64, scene: I64, options: I64, open_: I64, luck: U64) -> I64:
        """See `pool.Picks`."""
        ends = np.cumsum(options)
        starts = ends - options
        if self._trying is not None:
            whose = np.repeat(np.arange(len(who)), options)
            promised = self._trying.promised(turns.states, who, whose, open_, options)
            best = np.repeat(np.maximum.reduceat(promised, starts), options)
            likely = self._likely.take(np.minimum((best - promised) * STEPS // self._halves, LEAST))
        else:
            likely = np.ones(len(open_), np.int64)
        if self._wanted.weights:
            likely = self._weighted(turns.states, np.repeat(who, options), open_, likely, starts, options)
        sums = np.cumsum(likely)
        before = sums.take(starts) - likely.take(starts)
        total = (sums.take(ends - 1) - before).view(np.uint64)
        at = (luck * total >> np.uint64(32)).view(np.int64)
        return np.searchsorted(sums, before + at, side="right")

    def _weighted(self, states: States, who: I64, open_: I64, likely: I64, starts: I64, options: I64) -> I64:
        row = self._weight_row.take(open_)
        weight = np.ones(len(open_), np.int64)
        at = np.flatnonzero(row >= 0)
        weight[at] = np.minimum(
            HEAVIEST, np.maximum(0, self._weights.values.reckon(row.take(at), states, who.take(at)))
        )
        tried = self._trying is not None
        times = np.maximum(1, likely * weight >> self._wanted.cut) if tried else weight
        some = np.repeat(np.add.reduceat(weight, starts) > 0, options)
        return np.where(some, np.where(weight > 0, times, 0), likely)


class Trying:
    """What choices promise, tried out on copies of the lives that have them."""

    def __init__(self, tables: Tables, wisher: Wisher) -> None:
        wanted, story = wisher.wanted, wisher.story
        self.t = tables
        self._worth = Worth(tables, wanted.wishes)
        self._touches = np.array([not c.menu and wisher.touches(c) for _, c in tables.choices], bool)
        self._inside(wanted.slots)
        needed = Needed(
            story, wanted.slots, [c for (_, c), it in zip(tables.choices, self._touches, strict=True) if it]
        )
        self._rows = sorted(needed.slots)
        self._asks = needed.asks or any(of.asks for of, _ in wanted.wishes)
        self._sliced = sliced(tables, needed.slots)
        self._levels: list[Turns] = []

    def _inside(self, slots: frozenset[int]) -> None:
        """Of each choice that opens a menu, the first choice in it and how many there are."""
        t = self.t
        inside: I64 = np.full(len(t.choices), -1, np.int64)
        for n, (_, choice) in enumerate(t.choices):
            out = choice.exit
            if choice.menu and slots and out is not None and out.kind == "goto":
                inside[n] = t.order[out.target]
        self._menu = inside

    # ---- what is promised ----
    def promised(self, states: States, who: I64, whose: I64, open_: I64, options: I64) -> I64:
        """What each of the open choices promises; 0 for one that is open alone. `whose` are places in `who`."""
        out: I64 = np.zeros(len(open_), np.int64)
        several = options.take(whose) > 1
        at = np.flatnonzero(self._touches.take(open_) & several)
        if at.size:
            out[at] = self._tried(states, who.take(whose.take(at)), open_.take(at))
        menu = self._menu.take(open_)
        at = np.flatnonzero((menu >= 0) & several)
        if at.size:
            out[at] = self._within(states, who.take(whose.take(at)), menu.take(at))
        return out

    def _within(self, states: States, who: I64, menu: I64) -> I64:
        """The most that an open choice of the menu promises; 0 where none is open."""
        t = self.t
        first, count = t.first_choice.take(menu), t.choice_count.take(menu)
        ends = np.cumsum(count)
        menus = np.repeat(np.arange(len(menu)), count)
        choice = np.arange(int(ends[-1])) + np.repeat(first - (ends - count), count)
        ways = np.flatnonzero(t.choice_menu.take(choice) < 0)
        menus, choice = menus.take(ways), choice.take(ways)
        held = np.flatnonzero(t.tests.holds(t.choice_test.take(choice), states, who.take(menus)))
        menus, choice = menus.take(held), choice.take(held)
        out: I64 = np.zeros(len(menu), np.int64)
        if not menus.size:
            return out
        found: I64 = np.zeros(len(choice), np.int64)
        at = np.flatnonzero(self._touches.take(choice))
        if at.size:
            found[at] = self._tried(states, who.take(menus.take(at)), choice.take(at))
        starts = np.flatnonzero(np.concatenate(([True], menus[1:] != menus[:-1])))
        out[menus.take(starts)] = np.maximum.reduceat(found, starts)
        return out

    def _tried(self, states: States, who: I64, choice: I64) -> I64:
        """The expected change of the wish, in hundredths, of choices that touch it."""
        out: I64 = np.empty(len(who), np.int64)
        # Those that are alike go together, and cost less so.
        order = np.argsort(choice, kind="stable")
        for first in range(0, len(order), CHUNK):
            part = order[first : first + CHUNK]
            out[part] = self._try(states, who.take(part), choice.take(part))
        return out

    def _try(self, states: States, who: I64, choice: I64) -> I64:
        t, turns = self._sliced, self._copied(0, states, who)
        mine = np.arange(len(who))
        before = self._worth.of(turns.states, mine)
        day = turns.states.table[DAY, : len(who)].copy()
        turns.change(t.choice_change.take(choice), mine)
        after = self._fallen(
            0,
            mine,
            t.choice_chance.take(choice),
            t.choice_exit.take(choice),
            t.choice_nights.take(choice),
            day,
        )
        return after - 100 * before

    def _fallen(self, level: int, who: I64, chance: I64, leaves: I64, nights: I64, day: I64) -> I64:
        """The wish, in hundredths, once the chances have fallen and one has arrived. `who` are columns of a level."""
        t, turns = self._sliced, self._levels[level]
        out: I64 = np.zeros(len(who), np.int64)
        at = np.flatnonzero(chance < 0)
        if at.size:
            lives, exits = who.take(at), leaves.take(at)
            passed = np.flatnonzero(nights.take(at))
            if passed.size:
                turns.nights(lives.take(passed), day.take(at.take(passed)))
            kind = t.exit_kind.take(exits)
            on = np.flatnonzero((exits >= 0) & ((kind == GOTO) | (kind == CALL)))
            to = t.exit_to.take(exits.take(on))
            turns.change(t.scene_change.take(to), lives.take(on), t.scene_nights.take(to))
            out[at] = 100 * self._worth.of(turns.states, lives)
        at = np.flatnonzero(chance >= 0)
        if at.size:
            out[at] = self._mean(level, who.take(at), chance.take(at), nights.take(at), day.take(at))
        return out

    def _mean(self, level: int, who: I64, chance: I64, nights: I64, day: I64) -> I64:
        """Over what may fall."""
        t, states = self._sliced, self._levels[level].states
        first, count = t.outcome_first.take(chance), t.outcome_count.take(chance)
        total: I64 = np.zeros(len(who), np.int64)
        left: I64 = np.full(len(who), 100, np.int64)
        for n in range(int(count.max())):
            at = np.flatnonzero((count > n) & (left > 0))
            outcome = first.take(at) + n
            odds = np.minimum(left.take(at), self._levels[level].odds(outcome, who.take(at)))
            left[at] -= odds
            falls = np.flatnonzero(odds > 0)
            if not falls.size:
                continue
            at, outcome, odds = at.take(falls), outcome.take(falls), odds.take(falls)
            branch, mine = self._copied(level + 1, states, who.take(at)), np.arange(len(at))
            branch.change(t.outcome_change.take(outcome), mine)
            fallen = self._fallen(
                level + 1,
                mine,
                t.outcome_chance.take(outcome),
                t.outcome_exit.take(outcome),
                nights.take(at),
                day.take(at),
            )
            total[at] += odds * fallen
        return total // 100

    def _copied(self, level: int, states: States, who: I64) -> Turns:
        """The rows that matter of these lives, in columns of their own."""
        while len(self._levels) <= level:
            fresh = States(self.t.rows, CHUNK)
            fresh.table[:] = self.t.rows.start[:, None]
            self._levels.append(Turns(self._sliced, fresh, Stacks(0)))
        turns = self._levels[level]
        table = turns.states.table
        for row in self._rows:
            np.take(states.table[row], who, out=table[row, : len(who)])
        if self._asks:
            self._copy_kept(states, turns.states, who)
        return turns

    def _copy_kept(self, states: States, into: States, who: I64) -> None:
        """What is known of a life's day is known of its copy."""
        for what in into.kept.keys() - states.kept.keys():
            into.kept[what][0][: len(who)] = NO_DAY
        for what, (days, numbers) in states.kept.items():
            copied = into.kept.get(what)
            if copied is None:
                copied = into.kept[what] = (np.full(CHUNK, NO_DAY, np.int64), np.empty(CHUNK, np.int64))
            np.take(days, who, out=copied[0][: len(who)])
            np.take(numbers, who, out=copied[1][: len(who)])


# ---- what a wish hangs on --------------------------------------------------------------------------------------------
class Needed:
    """The slots that some slots may hang on, one turn ahead: what is asked by what changes them, and by the odds."""

    def __init__(self, story: Story, slots: Iterable[int], choices: Sequence[Choice]) -> None:
        self.slots, self.asks = {SEED, DAY, *slots}, False
        outcomes = list(_outcomes(choices))
        arrivals = [scene.effects for scene in story.scenes.values()]
        changes = [story.each_day, *arrivals, *(c.effects for c in choices), *(o.effects for o in outcomes)]
        groups = [group for change in changes for group in change]
        for outcome in outcomes:
            if outcome.odds is not None:
                self._read(outcome.odds)
        before = -1
        while before != len(self.slots):
            before = len(self.slots)
            for group in groups:
                for effect in group:
                    aims = (effect.slot,) if effect.via is None else effect.via[1]
                    if not self.slots.isdisjoint(aims):
                        self._read(effect.value)
                        if effect.via is not None:
                            self.slots.add(effect.via[0])
            for choice in choices:
                for cost in choice.cost:
                    if cost.slot in self.slots:
                        self._read(cost.value)

    def _read(self, of: Checked) -> None:
        self.slots |= of.reads
        self.asks |= bool(of.asks)


def _outcomes(choices: Iterable[Choice]) -> Iterator[Outcome]:
    chances = [choice.chance for choice in choices]
    while chances:
        for outcome in chances.pop():
            yield outcome
            chances.append(outcome.chance)


def sliced(tables: Tables, slots: Iterable[int]) -> Tables:
    """The tables with those effects alone that change one of the slots; that a choice was taken is no such effect."""
    t = copy(tables)
    wanted = np.zeros(t.rows.count, bool)
    wanted[sorted(slots)] = True
    once = [choice.once for _, choice in t.choices if choice.once is not None]
    wanted[once] = False
    through = np.array([bool(wanted[rows[rows >= 0]].any()) for rows in t.through] + [False], bool)
    row, held = t.effect_row, tables.effect_through
    keep = np.where(row >= 0, wanted.take(np.maximum(row, 0)), through.take(held))
    before = np.concatenate(([0], np.cumsum(keep)))
    for name in ("row", "op", "value", "via", "through"):
        setattr(t, f"effect_{name}", getattr(tables, f"effect_{name}")[keep])
    end = tables.group_change + tables.group_size
    t.group_change = before.take(tables.group_change)
    t.group_size = before.take(end) - t.group_change
    size = np.concatenate(([0], np.cumsum(t.group_size)))
    changes = size.take(t.group_first + t.group_count) > size.take(t.group_first)
    for name in ("choice_change", "outcome_change", "scene_change"):
        of = getattr(tables, name)
        setattr(t, name, np.where((of >= 0) & changes.take(np.maximum(of, 0)), of, -1) if changes.size else of)
    return t
