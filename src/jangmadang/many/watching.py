"""Watching: a pool's lives counted as they are walked, column by column, to the same `Counts` as one by one.

    watch = Watch(tables, limit, worth)
    for _ in pool.walk(seed, numbers, limit, watch): ...
    watch.counts()

Takes what a pool tells its watcher; gives counts. Nothing is walked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..story.model import DAY
from .bins import BITS, Bins, cut_at, named, on_grid
from .chances import I64
from .state import States
from .tables import Tables
from .tally import NOWHERE, Count, Counts, left, meters, nothing
from .wishes import Worth

_DAYS = 10_000


class Watch:
    """Counts the lives of one pool after another."""

    def __init__(self, tables: Tables, limit: int, worth: Worth | None = None) -> None:
        self.t = t = tables
        self._worth = worth
        scenes, self._endings = len(t.ids), len(t.ids) - t.first_ending
        self._visits, self._lives, self._ends, self._stuck, self._cut = (_zeros(scenes) for _ in range(5))
        self._open, self._taken = _zeros(len(t.choices)), _zeros(len(t.choices))
        self._fell = _zeros(len(t.outcome_names))
        self._lengths = _zeros(limit + 1)
        self._turns = _Grid([turn for turn in range(limit) if on_grid(turn)], limit)
        self._days = _Grid([day for day in range(_DAYS) if cut_at(day) == day], _DAYS)
        self._meters = [
            _Meter(slot, Bins(of.low, of.high), self._turns.count, self._days.count, self._endings + 1)
            for slot, of in ((slot, t.story.slots[slot]) for slot in meters(t.story))
        ]
        self._wealth: dict[tuple[int, int], int] = {}
        self._seen: Any = np.zeros((0, 0), np.uint8)
        self._day: I64 = _zeros(0)

    # ---- what a pool tells ----
    def begun(self, who: I64, states: States) -> None:
        """See `pool.Watcher`."""
        if self._seen.shape[1] != states.width:
            self._seen = np.zeros((len(self.t.ids) // 8 + 1, states.width), np.uint8)
            self._day = np.full(states.width, -1, np.int64)
        self._seen[:, who] = 0
        self._day[who] = -1

    def step(self, who: I64, scene: I64, turn: I64, states: States) -> None:
        """See `pool.Watcher`."""
        self._see(who, scene)
        on = self._turns.rows.take(turn)
        at = np.flatnonzero(on >= 0)
        if at.size:
            lives, on = who.take(at), on.take(at)
            for meter in self._meters:
                meter.count(meter.turns, on, states, lives)
        today = states.table[DAY].take(who)
        new = np.flatnonzero(today != self._day.take(who))
        if new.size:
            lives, days = who.take(new), today.take(new)
            self._day[lives] = days
            on = self._days.rows.take(np.minimum(days, _DAYS - 1))
            at = np.flatnonzero((on >= 0) & (days >= 0))
            lives, on = lives.take(at), on.take(at)
            for meter in self._meters:
                meter.count(meter.days, on, states, lives)

    def picked(self, open_: I64, choice: I64, fell: list[tuple[I64, I64]]) -> None:
        """See `pool.Watcher`."""
        self._open += np.bincount(open_, minlength=len(self._open))
        self._taken += np.bincount(choice, minlength=len(self._taken))
        for _, outcome in fell:
            self._fell += np.bincount(outcome, minlength=len(self._fell))

    def over(self, who: I64, scene: I64, turn: I64, stuck: bool, states: States) -> None:
        """See `pool.Watcher`."""
        self._see(who, scene)
        self._ends += np.bincount(scene, minlength=len(self._ends))
        self._lengths += np.bincount(turn, minlength=len(self._lengths))
        unended = scene[scene < self.t.first_ending]
        into = self._stuck if stuck else self._cut
        into += np.bincount(unended, minlength=len(into))
        seen = np.unpackbits(self._seen[:, who], axis=0, count=len(self.t.ids), bitorder="little")
        self._lives += seen.sum(axis=1, dtype=np.int64)
        ending = np.where(scene >= self.t.first_ending, scene - self.t.first_ending, self._endings)
        for meter in self._meters:
            meter.count(meter.ends, ending, states, who)
        if self._worth is not None:
            self._count_wealth(ending, places(self._worth.of(states, who)))

    def _see(self, who: I64, scene: I64) -> None:
        self._visits += np.bincount(scene, minlength=len(self._visits))
        seen = self._seen.reshape(-1)
        at = (scene >> 3) * self._seen.shape[1] + who
        seen[at] = seen.take(at) | np.left_shift(1, scene & 7).astype(np.uint8)

    def _count_wealth(self, ending: I64, at: I64) -> None:
        lowest = int(at.min())
        span = int(at.max()) - lowest + 1
        counted = np.bincount(ending * span + (at - lowest))
        for key in np.flatnonzero(counted).tolist():
            which = (key // span, key % span + lowest)
            self._wealth[which] = self._wealth.get(which, 0) + int(counted[key])

    # ---- what came of it ----
    def counts(self) -> Counts:
        """The counts so far."""
        t, counts = self.t, nothing(self.t.story)
        counts.lives = int(self._lengths.sum())
        counts.choices = {n: int(self._lengths[n]) for n in np.flatnonzero(self._lengths).tolist()}
        names = [*t.ids[t.first_ending :], NOWHERE]
        picks = self._visits - self._ends
        for n, id_ in enumerate(t.ids):
            counts.scenes[id_] = (int(self._visits[n]), int(self._lives[n]))
            for of, lives in ((counts.stuck, self._stuck), (counts.cut, self._cut)):
                if lives[n]:
                    of[id_] = int(lives[n])
            if n >= t.first_ending:
                counts.endings[id_] = int(self._ends[n])
        for n, (scene, choice) in enumerate(t.choices):
            offered = int(picks[t.order[scene.id]])
            counts.taken[f"{scene.id}.{choice.id}"] = (offered, int(self._open[n]), int(self._taken[n]))
        for n, (scene_id, choice_id, path) in enumerate(t.outcome_names):
            counts.outcomes[">".join((f"{scene_id}.{choice_id}", *path))] = int(self._fell[n])
        counts.exits = left(t.story, counts)
        for meter in self._meters:
            into = counts.meters[t.story.slots[meter.slot].name]
            into.turns = {self._turns.numbers[n]: one for n, one in meter.counted(meter.turns)}
            into.days = {self._days.numbers[n]: one for n, one in meter.counted(meter.days)}
            into.ends = {names[n]: one for n, one in meter.counted(meter.ends)}
        for (ending, at), times in self._wealth.items():
            counts.wealth.setdefault(names[ending], {})[named(at)] = times
        return counts


class _Grid:
    """Numbers at which meters are looked at: their rows; -1 for the others."""

    def __init__(self, numbers: list[int], end: int) -> None:
        self.numbers, self.count = numbers, len(numbers)
        self.rows: I64 = np.full(end + 1, -1, np.int64)
        self.rows[numbers] = np.arange(len(numbers))


class _Meter:
    """Counts of one meter, a row a turn, a day or an ending, a column a bin."""

    def __init__(self, slot: int, bins: Bins, turns: int, days: int, ends: int) -> None:
        self.slot, self._bins = slot, bins
        self.turns, self.days, self.ends = (_zeros(rows * bins.count) for rows in (turns, days, ends))

    def count(self, into: I64, on: I64, states: States, who: I64) -> None:
        values = states.table[self.slot].take(who)
        at = values if self._bins.linear else places(values)
        at = on * self._bins.count + (at - self._bins.lowest)
        if len(at) * 8 < len(into):
            np.add.at(into, at, 1)
        else:
            into += np.bincount(at, minlength=len(into))

    def counted(self, of: I64) -> Iterator[tuple[int, Count]]:
        """The rows that have anything."""
        table = of.reshape(-1, self._bins.count)
        for row in np.flatnonzero(table.any(axis=1)).tolist():
            yield row, {self._bins.name(n): int(table[row, n]) for n in np.flatnonzero(table[row]).tolist()}


def places(values: I64) -> I64:
    """`bins.place` of columns."""
    size = np.abs(values)
    # Of a whole number under 2**53 this is the number of its bits; more are brought under it.
    large = size >> 32
    bits = np.where(large > 0, np.frexp(large.astype(np.float64))[1] + 32, np.frexp(size.astype(np.float64))[1])
    more = np.maximum(0, bits.astype(np.int64) - BITS)
    at = (more << BITS - 1) + (size >> more)
    return np.where(values < 0, -at, at)


def _zeros(count: int) -> I64:
    return np.zeros(count, np.int64)
