"""A pool of lives walked together: one turn of all of them at a time, a finished life's place given to the next.

    pool = Pool(tables, width)
    for done in pool.walk(seed, lives): ...      -> Done: lives that ended, with their states

Life n of a simulation is the life of seed `chance.life(seed, n)`; its picks are those of `play.walking.Walker`. How
many walk at once, and in which order they end, changes nothing of any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
from msgspec import Struct

from ..play.walking import LONGEST
from .chances import GOLDEN, I64, U64, key, lives, mix, stream
from .state import States
from .tables import Tables
from .turns import Stacks, Turns


class Watcher(Protocol):
    """Looks on while lives are walked, to count."""

    def begun(self, who: I64, states: States) -> None:
        """New lives in these columns, which have arrived where the story begins."""

    def step(self, who: I64, scene: I64, turn: I64, states: States) -> None:
        """Before each pick: where the lives stand, and the how-manieth pick it is, from 0."""

    def picked(self, open_: I64, choice: I64, fell: list[tuple[I64, I64]]) -> None:
        """After it: the choices that were open to any, those picked, and what fell."""

    def over(self, who: I64, scene: I64, turn: I64, stuck: bool, states: States) -> None:
        """Lives that came to their ends, as `Done` has them."""


class Done(Struct):
    """Lives that came to their end, or to a scene without an open choice, or to the limit."""

    number: I64
    """Which lives of the simulation."""
    scene: I64
    turns: I64
    stuck: Any
    states: I64
    """A row a slot, a column a life; no columns where a watcher was there to look."""


class Picks(Protocol):
    """How the lives of a pool choose: see `wishes`."""

    def pick(self, turns: Turns, who: I64, scene: I64, options: I64, open_: I64, luck: U64) -> I64:
        """Which of its open choices each life takes, by their places in `open_`: those of all lives, one life's after
        the other's, `options` of them each. `luck` is 32 bits a life.
        """


Supply = Callable[[int], I64]
"""Gives the numbers of at most so many lives that are next; none when there are no more."""


MANY_SHAPES = 40
"""From so many shapes on (see `shapes`) a turn of all lives costs mostly their calls, however few lives each is of."""
SHARE = 8
WAITING = 4
"""When one in so many places is free, lives begin in them: that writes whole columns, near one another."""


class Pool:
    """Walks the lives of one story."""

    def __init__(self, tables: Tables, width: int = 16_384) -> None:
        self.t, self.width = tables, width
        self._share = SHARE if tables.shapes.count >= MANY_SHAPES else 1

    def walk(
        self,
        seed: int,
        numbers: I64 | Supply,
        limit: int = LONGEST,
        watcher: Watcher | None = None,
        picks: Picks | None = None,
        named: str = "lots",
    ) -> Iterator[Done]:
        """Walks these lives of a simulation to their ends; gives them as they end.

        Their picks are drawn from the stream of that name of each life's seed.
        """
        t = self.t
        supply = numbers if callable(numbers) else _from(numbers)
        first = supply(self.width)
        width = len(first)
        if not width:
            return
        states, stacks = States(t.rows, width), Stacks(width)
        turns = Turns(t, states, stacks)
        scene: I64 = np.zeros(width, np.int64)
        turn: I64 = np.zeros(width, np.int64)
        number: I64 = np.zeros(width, np.int64)
        lots: U64 = np.zeros(width, np.uint64)

        def begin(columns: I64, new: I64) -> None:
            seeds = lives(seed, new)
            states.begin(columns, seeds)
            stacks.clear(columns)
            turns.keys[columns] = key(seeds)
            lots[columns] = key(stream(seeds, named))
            number[columns], turn[columns] = new, 0
            scene[columns] = turns.arrived(
                columns, np.full(len(columns), t.start, np.int64), np.ones(len(columns), bool)
            )
            if watcher is not None:
                watcher.begun(columns, states)

        begin(np.arange(width), first)
        who: I64 = np.arange(width)
        alive = np.ones(width, bool)
        free = who[:0]
        moved = who
        """Those that may have come to their end."""
        while who.size:
            here = scene if len(moved) == width else scene.take(moved)
            ended = np.flatnonzero((here >= t.first_ending) | (turn.take(moved) >= limit))
            over = moved.take(ended)
            if not ended.size:
                moved = who if self._share == 1 else self._crowded(who, scene)
                over = self._turn(turns, moved, scene, turn, lots, watcher, picks)
            if over.size:
                if watcher is not None:
                    watcher.over(over, scene.take(over), turn.take(over), not ended.size, states)
                yield Done(
                    number.take(over),
                    scene.take(over),
                    turn.take(over),
                    np.full(len(over), not ended.size),
                    states.table[:, over if watcher is None else over[:0]],
                )
                alive[over] = False
                free = np.concatenate((free, over))
                moved = who[:0]
                if self._share == 1 or len(free) * WAITING >= width or not alive.any():
                    new = supply(len(free))
                    moved = np.sort(free)[: len(new)]
                    free = free[:0]  # where there are not enough numbers, there are none any more
                    begin(moved, new)
                    alive[moved] = True
                who = np.flatnonzero(alive)
                if not ended.size:
                    moved = who

    def _crowded(self, who: I64, scene: I64) -> I64:
        """Lives in the scenes where most are, a share of all: what few scenes ask is asked of many lives at once.

        Those in the other scenes wait until they are many. A life does not notice: nothing is shared by lives.
        """
        here = scene.take(who)
        counts = np.bincount(here, minlength=len(self.t.ids))
        order = np.argsort(-counts, kind="stable")
        enough = np.searchsorted(np.cumsum(counts.take(order)), max(len(who), self.width // 8) // self._share) + 1
        chosen = np.zeros(len(counts), bool)
        chosen[order[:enough]] = True
        them = np.flatnonzero(chosen.take(here))
        if len(them) == len(scene):
            return who  # all of them are taken in their order
        # One scene's after the other's: they ask for the same rows.
        return who.take(them.take(np.argsort(here.take(them).astype(np.int16), kind="stable")))

    def _turn(
        self,
        turns: Turns,
        who: I64,
        scene: I64,
        turn: I64,
        lots: U64,
        watcher: Watcher | None,
        picks: Picks | None,
    ) -> I64:
        """One pick of every life, and what it does; gives those that have none."""
        t, states = self.t, turns.states
        every = slice(None) if len(who) == states.width else who
        here = scene[every]
        offered = _Offered(t, states, who, here, picks is not None)
        options = offered.options
        if not options.all():
            return who.take(np.flatnonzero(options == 0))
        if watcher is not None:
            watcher.step(who, here, turn.take(who), states)
        lots[every] += GOLDEN
        luck = mix(lots[every]) >> np.uint64(32)
        if picks is None:
            choice = offered.nth((luck * options.astype(np.uint64) >> np.uint64(32)).astype(options.dtype))
        else:
            ways = offered.ways()
            choice = ways.take(picks.pick(turns, who, here, options, ways, luck))
        turn[every] += 1
        turns.fell = []
        if t.has_menus:
            menu = t.choice_menu.take(choice)
            within = np.flatnonzero(menu >= 0)
            if within.size:
                scene[who.take(within)] = turns.menus(who.take(within), menu.take(within))
                rest = np.flatnonzero(menu < 0)
                lives_on = who.take(rest)
                scene[lives_on] = turns.take(lives_on, choice.take(rest), here.take(rest))
            else:
                scene[every] = turns.take(who, choice, here)
        else:
            scene[every] = turns.take(who, choice, here)
        if watcher is not None:
            watcher.picked(offered.ways(), choice, turns.fell)
        return who[:0]


class _Offered:
    """The choices that lives are offered, and which of them are open."""

    def __init__(self, t: Tables, states: States, who: I64, here: I64, in_turn: bool) -> None:
        """`in_turn`: those that are open are asked for one life's after the other's."""
        self._first = t.first_choice.take(here)
        self._by_place = bool(t.tests_by_place) and not in_turn
        if self._by_place:
            # One row a place: nothing is spread out and added up again.
            self._open = [
                t.tests.holds(tests.take(here), states, who) if tests.size else np.ones(len(who), bool)
                for tests in t.tests_by_place
            ]
            self._so_far = [self._open[0].view(np.int8)]
            for open_ in self._open[1:]:
                self._so_far.append(self._so_far[-1] + open_)
            self.options: Any = self._so_far[-1]
            """How many are open, a life."""
            return
        count = t.choice_count.take(here)
        ends = np.cumsum(count)
        whose = np.repeat(np.arange(len(who)), count)
        offered: I64 = np.arange(int(ends[-1])) + np.repeat(self._first - (ends - count), count)
        open_ = t.tests.holds(t.choice_test.take(offered), states, who.take(whose))
        sums = np.concatenate(([0], np.cumsum(open_)))
        self._before = sums.take(ends - count)
        self.options = sums.take(ends) - self._before
        self._ways: I64 = offered[open_]

    def ways(self) -> I64:
        """Those that are open to any life."""
        if self._by_place:
            return np.concatenate([(self._first + place)[open_] for place, open_ in enumerate(self._open)])
        return self._ways

    def nth(self, which: Any) -> I64:
        """The open choice of each life that stands at this place among its own."""
        choice: I64 = self._ways.take(self._before + which) if not self._by_place else self._first.copy()
        if self._by_place:
            for so_far in self._so_far:
                choice += so_far <= which
        return choice


def _from(numbers: I64) -> Supply:
    """Those numbers, one after another."""
    given = 0

    def supply(most: int) -> I64:
        nonlocal given
        new = numbers[given : given + most]
        given += len(new)
        return new

    return supply
