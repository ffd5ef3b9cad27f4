"""Packing: a state, as far as it matters, in as few bits as can tell it from others.

Takes columns of states with their scenes and stacks; gives rows of unsigned 64-bit words and back. Two keys of 64 bits
tell rows apart: the words themselves where there are no more than two, else 128 bits mixed of all of them.
"""

from __future__ import annotations

import numpy as np

from ..many.chances import I64, U64, mix
from ..many.state import States
from ..many.tables import Tables
from ..many.turns import Stacks
from .slicing import Slice

_WORD = 64


class Packing:
    """How one story's states are packed."""

    def __init__(self, tables: Tables, slice_: Slice, depth: int) -> None:
        """`depth`: frames of a stack that can be."""
        self._slice, self._depth = slice_, depth
        slots = tables.story.slots
        scenes = max(1, (len(tables.ids) - 1).bit_length())
        self._fields: list[tuple[int, int]] = []
        """Where each number stands: its word, and its shift within."""
        self._masks: list[int] = []
        word = shift = 0
        sizes = [scenes, *([depth.bit_length(), *[scenes + 1, scenes] * depth] if depth else [])]
        for slot in slice_.slots:
            low, high = slots[slot].low, min(slots[slot].high, slice_.caps.get(slot, slots[slot].high))
            sizes.append(max(1, (high - low).bit_length()))
        for size in sizes:
            if shift + size > _WORD:
                word, shift = word + 1, 0
            self._fields.append((word, shift))
            self._masks.append((1 << size) - 1)
            shift += size
        self.words = word + 1
        self.bits = word * _WORD + shift
        self._low: I64 = np.array([slots[slot].low for slot in slice_.slots], np.int64)
        self._cap: I64 = np.array([slice_.caps.get(slot, (1 << 62)) for slot in slice_.slots], np.int64)
        self._rows: I64 = np.array(slice_.slots, np.int64)
        self._start = tables.rows.start

    def pack(self, scene: I64, states: States, stacks: Stacks, who: I64) -> U64:
        """A row of words for each life."""
        numbers: list[I64] = [scene]
        if self._depth:
            depth = stacks.depth.take(who)
            numbers.append(depth)
            for level in range(self._depth):
                held = depth > level
                frame = stacks.scene[level].take(who) * 2 + stacks.arrive[level].take(who)
                numbers += [np.where(held, frame, 0), np.where(held, stacks.called[level].take(who), 0)]
        values = (
            states.table[self._rows[:, None], who[None, :]] if len(self._rows) else np.empty((0, len(who)), np.int64)
        )
        numbers += list(np.minimum(values, self._cap[:, None]) - self._low[:, None])
        out = np.zeros((len(who), self.words), np.uint64)
        for (word, shift), number in zip(self._fields, numbers, strict=True):
            out[:, word] |= number.view(np.uint64) << np.uint64(shift)
        return out

    def unpack(self, rows: U64, states: States, stacks: Stacks) -> I64:
        """Put rows into the first columns; gives their scenes. What does not matter is as at the start."""
        count = len(rows)
        states.table[:, :count] = self._start[:, None]
        numbers = [
            (rows[:, word] >> np.uint64(shift) & np.uint64(mask)).view(np.int64)
            for (word, shift), mask in zip(self._fields, self._masks, strict=True)
        ]
        at = 1
        if self._depth:
            stacks.depth[:count] = numbers[1]
            for level in range(self._depth):
                frame, called = numbers[2 + 2 * level], numbers[3 + 2 * level]
                stacks.scene[level, :count], stacks.arrive[level, :count] = frame >> 1, frame & 1 > 0
                stacks.called[level, :count] = called
            at = 2 + 2 * self._depth
        else:
            stacks.depth[:count] = 0
        if len(self._rows):
            states.table[self._rows, :count] = np.array(numbers[at:], np.int64) + self._low[:, None]
        return numbers[0]

    @property
    def exact(self) -> bool:
        """Whether the keys are the states themselves."""
        return self.words <= 2

    def keys(self, rows: U64) -> tuple[U64, U64]:
        """Two words that tell rows apart."""
        if self.words == 1:
            return rows[:, 0], np.zeros(len(rows), np.uint64)
        if self.words == 2:
            return np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1])
        first, second = np.zeros(len(rows), np.uint64), np.full(len(rows), 0x9E3779B9, np.uint64)
        for word in range(self.words):
            first = mix(first + rows[:, word] + np.uint64(2 * word + 1))
            second = mix((second ^ rows[:, word]) * np.uint64(0xA0761D6478BD642F) + np.uint64(word))
        return first, second


class Known:
    """The states that were met: a hash table in arrays, each with the number that it was given."""

    def __init__(self, size: int = 1 << 12) -> None:
        self.count = 0
        self._make(size)

    def _make(self, size: int) -> None:
        self._mask = np.uint64(size - 1)
        self._first: U64 = np.zeros(size, np.uint64)
        self._second: U64 = np.zeros(size, np.uint64)
        self._number: I64 = np.full(size, -1, np.int64)

    def add(self, first: U64, second: U64) -> tuple[I64, I64]:
        """Numbers of these states, new ones given in their order; and the places, among them, of each new one."""
        while 2 * (self.count + len(first)) > len(self._number):
            self._grow()
        return self._put(first, second, None)

    def _grow(self) -> None:
        held = np.flatnonzero(self._number >= 0)
        first, second, number = self._first[held], self._second[held], self._number[held]
        self._make(4 * len(self._number))
        self._put(first, second, number)

    def _put(self, first: U64, second: U64, given: I64 | None) -> tuple[I64, I64]:
        out: I64 = np.full(len(first), -1, np.int64)
        new: list[I64] = []
        todo = np.arange(len(first))
        at = (mix(first ^ second * np.uint64(0x9E3779B97F4A7C15)) & self._mask).view(np.int64)
        while todo.size:
            there = self._number.take(at)
            free = np.flatnonzero(there == -1)
            if free.size:
                # Several may want one place: the last to write stays there, and the others look again.
                self._number[at[free]] = -2 - todo[free]
                won = free[self._number.take(at[free]) == -2 - todo[free]]
                places = at[won]
                self._first[places], self._second[places] = first[todo[won]], second[todo[won]]
                if given is None:
                    self._number[places] = -2 - todo[won]
                    new.append(todo[won])
                else:
                    self._number[places] = given[todo[won]]
                there = self._number.take(at)
            same = (self._first.take(at) == first[todo]) & (self._second.take(at) == second[todo])
            found = np.flatnonzero(same)
            out[todo[found]] = there[found]
            rest = np.flatnonzero(~same)
            todo, at = todo[rest], (at[rest] + 1) & int(self._mask)
        if given is not None:
            return out, np.empty(0, np.int64)
        fresh = np.sort(np.concatenate(new)) if new else np.empty(0, np.int64)
        # Numbers are given in the order of the states: how places were won must not show.
        numbers: I64 = np.full(len(first) + 1, -1, np.int64)
        numbers[fresh] = self.count + np.arange(len(fresh))
        mine = np.flatnonzero(out <= -2)
        out[mine] = numbers[-2 - out[mine]]
        self._settle(first[fresh], second[fresh], numbers[fresh])
        self.count += len(fresh)
        return out, fresh

    def _settle(self, first: U64, second: U64, number: I64) -> None:
        """The numbers of states that have their places by now."""
        at = (mix(first ^ second * np.uint64(0x9E3779B97F4A7C15)) & self._mask).view(np.int64)
        todo = np.arange(len(first))
        while todo.size:
            same = (self._first.take(at) == first[todo]) & (self._second.take(at) == second[todo])
            same &= self._number.take(at) != -1
            found = np.flatnonzero(same)
            self._number[at[found]] = number[todo[found]]
            rest = np.flatnonzero(~same)
            todo, at = todo[rest], (at[rest] + 1) & int(self._mask)
