"""A pool of lives walked together: one turn of all of them at a time, a finished life's place given to the next.

    pool = Pool(tables, width)
    for done in pool.walk(seed, lives): ...      -> Done: lives that ended, with their states

Life n of a simulation is the life of seed `chance.life(seed, n)`; its picks are those of `play.walking.Walker`. How
many walk at once, and in which order they end, changes nothing of any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
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

    def step(self, who: I64, scene: I64, turn: I64, states: States) -> None:
        """Before each pick: where the lives stand, and the how-manieth pick it is, from 0."""

    def picked(self, offered: I64, open_: Any, choice: I64, fell: list[tuple[I64, I64]]) -> None:
        """After it: every choice looked at and whether it was open, those picked, and what fell."""


class Done(Struct):
    """Lives that came to their end, or to a scene without an open choice, or to the limit."""

    number: I64
    """Which lives of the simulation."""
    scene: I64
    turns: I64
    stuck: Any
    states: I64
    """A row a slot, a column a life."""


class Picks(Protocol):
    """How the lives of a pool choose: see `wishes`."""

    def pick(self, turns: Turns, who: I64, first: I64, count: I64, offered: I64, open_: Any, turn: I64) -> I64:
        """The choice of each life that has an open one."""


class Pool:
    """Walks the lives of one story."""

    def __init__(self, tables: Tables, width: int = 16_384) -> None:
        self.t, self.width = tables, width

    def walk(
        self,
        seed: int,
        numbers: I64,
        limit: int = LONGEST,
        watcher: Watcher | None = None,
        picks: Picks | None = None,
    ) -> Iterator[Done]:
        """Walks these lives of a simulation to their ends; gives them as they end."""
        t = self.t
        width = min(self.width, len(numbers))
        if not width:
            return
        states, stacks = States(t.rows, width), Stacks(width)
        turns = Turns(t, states, stacks)
        scene: I64 = np.zeros(width, np.int64)
        turn: I64 = np.zeros(width, np.int64)
        number: I64 = np.zeros(width, np.int64)
        lots: U64 = np.zeros(width, np.uint64)
        given = 0

        def begin(columns: I64) -> None:
            nonlocal given
            new = numbers[given : given + len(columns)]
            given += len(columns)
            seeds = lives(seed, new)
            states.begin(columns, seeds)
            stacks.clear(columns)
            turns.keys[columns] = key(seeds)
            lots[columns] = key(stream(seeds, "lots"))
            number[columns], turn[columns] = new, 0
            scene[columns] = turns.arrived(
                columns, np.full(len(columns), t.start, np.int64), np.ones(len(columns), bool)
            )

        begin(np.arange(width))
        who: I64 = np.arange(width)
        while who.size:
            here = scene.take(who)
            ended = np.flatnonzero((here >= t.first_ending) | (turn.take(who) >= limit))
            stuck = np.zeros(0, np.int64)
            if not ended.size:
                stuck = self._turn(turns, who, scene, turn, lots, watcher, picks)
            if ended.size or stuck.size:
                over = who.take(ended) if ended.size else stuck
                yield Done(
                    number.take(over),
                    scene.take(over),
                    turn.take(over),
                    np.full(len(over), not ended.size),
                    states.table[:, over],
                )
                more = min(len(over), len(numbers) - given)
                if more:
                    begin(over[:more])
                if more < len(over):
                    gone = np.zeros(width, bool)
                    gone[over[more:]] = True
                    who = who[~gone.take(who)]

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
        here = scene.take(who)
        first, count = t.first_choice.take(here), t.choice_count.take(here)
        ends = np.cumsum(count)
        whose = np.repeat(np.arange(len(who)), count)
        offered = np.arange(int(ends[-1])) + np.repeat(first - (ends - count), count)
        open_ = t.tests.holds(t.choice_test.take(offered), states, who.take(whose))
        sums = np.concatenate(([0], np.cumsum(open_)))
        before = sums.take(ends - count)
        options = sums.take(ends) - before
        stuck = np.flatnonzero(options == 0)
        if stuck.size:
            return who.take(stuck)
        if watcher is not None:
            watcher.step(who, here, turn.take(who), states)
        if picks is None:
            lots[who] += GOLDEN
            k = ((mix(lots.take(who)) >> np.uint64(32)) * options.view(np.uint64) >> np.uint64(32)).view(np.int64)
            choice = offered.take(np.searchsorted(sums, before + k, side="right") - 1)
        else:
            choice = picks.pick(turns, who, before, options, offered, open_, turn.take(who))
        turn[who] += 1
        turns.fell = []
        if t.has_menus:
            menu = t.choice_menu.take(choice)
            within = np.flatnonzero(menu >= 0)
            if within.size:
                self._menus(turns, who.take(within), menu.take(within), scene)
                rest = np.flatnonzero(menu < 0)
                lives_on = who.take(rest)
                scene[lives_on] = turns.take(lives_on, choice.take(rest), here.take(rest))
            else:
                scene[who] = turns.take(who, choice, here)
        else:
            scene[who] = turns.take(who, choice, here)
        if watcher is not None:
            watcher.picked(offered, open_, choice, turns.fell)
        return stuck

    def _menus(self, turns: Turns, who: I64, menu: I64, scene: I64) -> None:
        """Into menus and out of them: no turn, but a menu that closes by itself remembers its door."""
        states = turns.states
        for way in np.unique(menu).tolist():
            mine = who[menu == way]
            door, doors, opens, which = self.t.menu_ways[way]
            if len(doors) > 1 or door >= 0:
                opened = (
                    np.maximum(0, states.table[door].take(mine) - 1) if door >= 0 else np.zeros(len(mine), np.int64)
                )
                scene[mine] = np.array(doors, np.int64).take(opened)
            else:
                scene[mine] = doors[0]
            if opens >= 0:
                states.table[opens, mine] = which
