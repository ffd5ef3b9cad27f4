"""The states of many lives: one column a life, one row a slot, whole numbers of 64 bits.

A slot that needs more bits than a number has (notes met, people met) is cut into rows of 62.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..story.model import DAY, SEED, Story
from .chances import I64, U64

BITS = 62
"""Bits of a set in one row."""
NO_DAY = -(1 << 62)


class Rows:
    """Which row of the columns a slot of a story is."""

    def __init__(self, story: Story) -> None:
        self.slots = story.slots
        self.wide: dict[int, tuple[int, ...]] = {}
        """Rows of a slot that has more than one, the lowest bits first."""
        count = len(story.slots)
        start: list[int] = []
        for n, slot in enumerate(story.slots):
            if n != SEED and slot.high >> BITS:
                more = -(-slot.high.bit_length() // BITS) - 1
                self.wide[n] = (n, *range(count, count + more))
                count += more
            start.append(slot.start & (1 << BITS) - 1 if n in self.wide else slot.start)
        start += [0] * (count - len(start))
        for rows in self.wide.values():
            full = story.slots[rows[0]].start
            for part, row in enumerate(rows):
                start[row] = full >> BITS * part & (1 << BITS) - 1
        self.count = count
        most = (1 << BITS) - 1
        bounds = [(0, most) if n in self.wide else (slot.low, slot.high) for n, slot in enumerate(story.slots)]
        bounds[SEED] = (-(1 << 63), (1 << 63) - 1)
        bounds += [(0, most)] * (count - len(bounds))
        self.low: I64 = np.array([low for low, _ in bounds], np.int64)
        """The least that each row can be."""
        self.high: I64 = np.array([high for _, high in bounds], np.int64)
        self.start: I64 = np.array(start, np.int64)

    def bits(self, slot: int, mask: int) -> list[tuple[int, int]]:
        """A mask of the slot as (row, mask within it)."""
        rows = self.wide.get(slot, (slot,))
        parts = [(row, mask >> BITS * part & (1 << BITS) - 1) for part, row in enumerate(rows)]
        return [(row, part) for row, part in parts if part] if slot in self.wide else [(slot, mask)]

    def values(self, column: Any) -> tuple[int, ...]:
        """The state of one life as `play` has it."""
        out = [int(value) for value in column[: len(self.slots)]]
        out[SEED] &= (1 << 64) - 1
        for slot, rows in self.wide.items():
            out[slot] = sum(int(column[row]) << BITS * part for part, row in enumerate(rows))
        return tuple(out)


class States:
    """The columns themselves. `flat` is the same memory as one row after the other."""

    def __init__(self, rows: Rows, width: int) -> None:
        self.rows, self.width = rows, width
        self.table: I64 = np.empty((rows.count, width), np.int64)
        self.flat: I64 = self.table.reshape(-1)
        self.kept: dict[Any, tuple[I64, I64]] = {}
        """What was reckoned of each life for a day, by what it is: the day, and the number."""

    def begin(self, columns: I64, seeds: U64) -> None:
        """New lives in these columns."""
        self.table[:, columns] = self.rows.start[:, None]
        self.table[SEED, columns] = seeds.view(np.int64)
        self.forget(columns)

    def forget(self, columns: I64) -> None:
        """Nothing that was reckoned holds for what is in these columns now."""
        for days, _ in self.kept.values():
            days[columns] = NO_DAY


class Lives:
    """Some lives of the columns, as expressions ask the world about them."""

    __slots__ = ("day", "seed", "states", "who")

    def __init__(self, states: States, who: I64) -> None:
        self.states, self.who = states, who
        self.seed: U64 = states.table[SEED].take(who).view(np.uint64)
        self.day: I64 = states.table[DAY].take(who)

    def of_day(self, what: Any, day: I64, reckon: Callable[[U64, I64], I64]) -> I64:
        """A number that a life has on a day: reckoned for those of which it is not kept."""
        states, who = self.states, self.who
        kept = states.kept.get(what)
        if kept is None:
            kept = states.kept[what] = (np.full(states.width, NO_DAY, np.int64), np.empty(states.width, np.int64))
        days, numbers = kept
        new = np.flatnonzero(days.take(who) != day)
        if new.size:
            lives, on = who.take(new), day.take(new)
            days[lives] = on
            numbers[lives] = reckon(self.seed.take(new), on)
        return numbers.take(who)
