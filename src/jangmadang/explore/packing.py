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

    def keys(self, rows: U64) -> tuple[U64, U64 | None]:
        """Two words that tell rows apart; one where one is enough."""
        if self.words == 1:
            return np.ascontiguousarray(rows[:, 0]), None
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
        self._pairs = False
        self._make(size)

    def _make(self, size: int) -> None:
        self._mask = np.uint64(size - 1)
        self._first: U64 = np.zeros(size, np.uint64)
        self._second: U64 = np.zeros(size, np.uint64)
        self._number: I64 = np.full(size, -1, np.int64)

    def add(self, first: U64, second: U64 | None) -> tuple[I64, I64]:
        """Numbers of these states, new ones given in their order; and the places, among them, of each new one."""
        self._pairs = second is not None
        while 2 * (self.count + len(first)) > len(self._number):
            self._grow()
        return self._put(first, second, None)

    def _grow(self) -> None:
        held = np.flatnonzero(self._number >= 0)
        first, number = self._first[held], self._number[held]
        second = self._second[held] if self._pairs else None
        self._make(2 * len(self._number))
        self._put(first, second, number)

    def _put(self, first: U64, second: U64 | None, given: I64 | None) -> tuple[I64, I64]:
        out: I64 = np.full(len(first), -1, np.int64)
        new: list[I64] = []
        places: list[I64] = []
        todo: I64 | None = None
        at = (self._mixed(first, second) & self._mask).view(np.int64)
        one, two = first, second  # those that are still to be told apart
        while at.size:
            there = self._number.take(at)
            free = np.flatnonzero(there == -1)
            if free.size:
                # Several may want one place: the last to write stays there, and the others look again.
                at_free = at.take(free)
                mine = -2 - (free if todo is None else todo.take(free))
                self._number[at_free] = mine
                won = np.flatnonzero(self._number.take(at_free) == mine)
                place, who = at_free.take(won), -2 - mine.take(won)
                self._first[place] = first.take(who)
                if second is not None:
                    self._second[place] = second.take(who)
                if given is None:
                    new.append(who)
                    places.append(place)
                else:
                    self._number[place] = given.take(who)
                there[free] = self._number.take(at_free)
            same = self._first.take(at) == one
            if two is not None:
                same &= self._second.take(at) == two
            if todo is None:
                out[same] = there[same]
            else:
                out[todo[same]] = there[same]
            rest = np.flatnonzero(~same)
            todo = rest if todo is None else todo.take(rest)
            at = at.take(rest) + 1 & int(self._mask)
            one = one.take(rest)
            two = None if two is None else two.take(rest)
        if given is not None:
            return out, np.empty(0, np.int64)
        fresh, place = (np.concatenate(part) if part else np.empty(0, np.int64) for part in (new, places))
        # Numbers are given in the order of the states: how places were won must not show.
        order = np.argsort(fresh)
        fresh, place = fresh.take(order), place.take(order)
        numbers = self.count + np.arange(len(fresh))
        self._number[place] = numbers
        at = np.flatnonzero(out <= -2)
        by: I64 = np.empty(len(first), np.int64)
        by[fresh] = numbers
        out[at] = by.take(-2 - out.take(at))
        self.count += len(fresh)
        return out, fresh

    def _mixed(self, first: U64, second: U64 | None) -> U64:
        return mix(first if second is None else first ^ second * np.uint64(0x9E3779B97F4A7C15))


class Met:
    """The states that were met, where each is one word and nobody asks for its number: half as much to look at."""

    def __init__(self, size: int = 1 << 12) -> None:
        self.count = 0
        self._make(size)

    def _make(self, size: int) -> None:
        self._mask = np.uint64(size - 1)
        self._word: U64 = np.zeros(size, np.uint64)
        """Each a state and 1 more; 0 where there is none."""
        self._whose: I64 = np.empty(size, np.int64)

    def add(self, first: U64, _: U64 | None) -> tuple[None, I64]:
        """The places among these states of each that is new, in their order."""
        while 2 * (self.count + len(first)) > len(self._word):
            held = self._word[self._word != 0]
            self._make(2 * len(self._word))
            self._put(held)
        fresh = np.sort(self._put(first + np.uint64(1)))
        self.count += len(fresh)
        return None, fresh

    def _put(self, word: U64) -> I64:
        todo = np.arange(len(word))
        at = (mix(word) & self._mask).view(np.int64)
        new: list[I64] = []
        while todo.size:
            there = self._word.take(at)
            free = np.flatnonzero(there == 0)
            if free.size:
                # Several may want one place: the last to write stays there, and the others look again.
                places, mine = at.take(free), todo.take(free)
                self._word[places], self._whose[places] = word.take(free), mine
                there[free] = self._word.take(places)
                new.append(mine[self._whose.take(places) == mine])
            rest = np.flatnonzero(there != word)
            todo, word = todo.take(rest), word.take(rest)
            at = at.take(rest) + 1 & int(self._mask)
        return np.concatenate(new) if new else todo
