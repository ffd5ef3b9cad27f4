"""Forks: a turn of which every way that it can go is taken, each with its odds.

A script says what falls: which outcome at each chance, which card of a deck. Takes tables; gives for each choice its
scripts, and a `Turns` that follows them and notes of each column whether the script could fall there, and how likely.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from ..many.chances import I64
from ..many.state import States
from ..many.tables import DRAW, Tables
from ..many.turns import Stacks, Turns

DEEPEST_CHANCE = 3
NO_CARD = -1


class Script(Struct, frozen=True):
    """What falls in one turn."""

    outcomes: tuple[int, ...]
    """Which outcome at the first chance, at the one within it, and so on, counted from 0."""
    card: int
    """Which card of the deck; NO_CARD where nothing is drawn, or where nothing is open."""
    rows: tuple[int, ...]
    """The outcomes as rows of the tables."""


class Forks:
    """The scripts of all choices, one after the other."""

    def __init__(self, tables: Tables) -> None:
        self.t = tables
        self.scripts: list[Script] = []
        first: list[int] = []
        for choice in range(len(tables.choices)):
            first.append(len(self.scripts))
            self.scripts += self._of(choice)
        first.append(len(self.scripts))
        self.first: I64 = np.array(first[:-1], np.int64)
        self.count: I64 = np.array(first[1:], np.int64) - self.first
        self.outcomes: I64 = np.full((DEEPEST_CHANCE, max(1, len(self.scripts))), -1, np.int64)
        self.card: I64 = np.full(max(1, len(self.scripts)), NO_CARD, np.int64)
        for n, script in enumerate(self.scripts):
            self.outcomes[: len(script.outcomes), n] = script.outcomes
            self.card[n] = script.card

    def _of(self, choice: int) -> Iterator[Script]:
        t = self.t
        if t.choice_menu[choice] >= 0:
            yield Script((), NO_CARD, ())
        elif t.choice_chance[choice] < 0:
            yield from self._drawn((), (), int(t.choice_exit[choice]))
        else:
            yield from self._fallen((), (), int(t.choice_chance[choice]))

    def _fallen(self, before: tuple[int, ...], rows: tuple[int, ...], chance: int) -> Iterator[Script]:
        t = self.t
        for n in range(int(t.outcome_count[chance])):
            row = int(t.outcome_first[chance]) + n
            falls, inner = ((*before, n), (*rows, row)), int(t.outcome_chance[row])
            if inner >= 0:
                yield from self._fallen(*falls, inner)
            else:
                yield from self._drawn(*falls, int(t.outcome_exit[row]))

    def _drawn(self, outcomes: tuple[int, ...], rows: tuple[int, ...], out: int) -> Iterator[Script]:
        if self.t.exit_kind[out] == DRAW:
            for card in range(len(self.t.decks[int(self.t.exit_deck[out])].cards)):
                yield Script(outcomes, card, rows)
        yield Script(outcomes, NO_CARD, rows)

    def step(self, choice: int, script: int) -> tuple[str, tuple[str, ...]]:
        """The choice's id, and what fell by id: a step of a life."""
        _, made = self.t.choices[choice]
        told = self.scripts[script]
        fell = [self.t.outcome_names[row][2][-1] for row in told.rows]
        if told.card != NO_CARD:
            leaf = told.rows[-1] if told.rows else None
            out = int(self.t.choice_exit[choice] if leaf is None else self.t.outcome_exit[leaf])
            fell.append(self.t.ids[self.t.decks[int(self.t.exit_deck[out])].cards[told.card].scene])
        return made.id, tuple(fell)


class Following(Turns):
    """Turns that go by their scripts."""

    def __init__(self, forks: Forks, states: States, stacks: Stacks) -> None:
        super().__init__(forks.t, states, stacks)
        self.forks = forks
        self.script: I64 = np.zeros(states.width, np.int64)
        self.fits: Any = np.ones(states.width, bool)
        """Whether what the script says can fall there."""
        self.likely: Any = np.ones(states.width)
        """How likely it is, of 1."""

    def follow(self, script: I64) -> None:
        """The next turn goes by these scripts, one for each of the first columns."""
        count = len(script)
        self.script[:count], self.fits[:count], self.likely[:count] = script, True, 1.0

    def _drawn(self, who: I64, chance: I64, depth: int) -> I64:
        t = self.t
        n = self.forks.outcomes[depth].take(self.script.take(who))
        first = t.outcome_first.take(chance)
        left = np.full(len(who), 100, np.int64)
        odds = np.zeros(len(who), np.int64)
        for place in range(int(n.max(initial=-1)) + 1):
            at = np.flatnonzero(n >= place)
            row = t.outcome_odds.take(first.take(at) + place)
            value = np.full(len(at), 100, np.int64)
            asked = np.flatnonzero(row >= 0)
            if asked.size:
                found = t.values.reckon(row.take(asked), self.states, who.take(at.take(asked)))
                value[asked] = np.minimum(100, np.maximum(0, found))
            value = np.minimum(left.take(at), value)
            left[at] -= value
            odds[at] = value
        self.fits[who[odds <= 0]] = False
        self.likely[who] *= odds / 100
        outcome: I64 = first + n
        return outcome

    def _which(self, who: I64, weights: I64) -> I64:
        card = self.forks.card.take(self.script.take(who))
        total = weights.sum(axis=0)
        mine = weights[np.maximum(card, 0), np.arange(len(who))]
        fits = np.where(card == NO_CARD, total == 0, mine > 0)
        self.fits[who[~fits]] = False
        self.likely[who] *= np.where(card == NO_CARD, 1.0, mine / np.maximum(1, total))
        drawn: I64 = np.where(fits, card, -1)
        return drawn
