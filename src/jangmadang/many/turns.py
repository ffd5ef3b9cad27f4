"""A turn of many lives: what a picked choice does, in the order of `play.turn`.

Takes tables, states and the lives' numbers (`who`: columns of the pool, each once, and in rising order where they are
all); changes the states in place and gives the scenes where they lead. Every step goes on with those lives only that it
concerns. Nothing is picked here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..story.model import DAY, DEEPEST, LONGEST_CHAIN, ROLLS
from .chances import GOLDEN, I64, U64, mix, upper
from .shapes import YES, by_kind
from .state import States
from .tables import ADD, CALL, DRAW, GOTO, PUT_IN, RETURN, SET, STAY, TAKE_OUT, RuleRow, Tables

_MOST = 2 * DEEPEST
"""Frames of a stack: the oldest is given up for one more."""


class Stacks:
    """Where the passages under way return to, a column a life."""

    def __init__(self, width: int) -> None:
        self.depth: I64 = np.zeros(width, np.int64)
        self.scene: I64 = np.zeros((_MOST, width), np.int64)
        self.arrive: Any = np.zeros((_MOST, width), bool)
        self.called: I64 = np.full((_MOST, width), -1, np.int64)

    @property
    def frames(self) -> tuple[Any, Any, Any]:
        """The arrays of the frames, the oldest first in each column."""
        return self.scene, self.arrive, self.called

    def clear(self, who: I64) -> None:
        self.depth[who] = 0

    def push(self, who: I64, scene: I64, arrive: Any, called: I64) -> None:
        full = who[self.depth.take(who) == _MOST]
        if full.size:
            for held in self.frames:
                held[:-1, full] = held[1:, full]
            self.depth[full] -= 1
        top = self.depth.take(who)
        self.scene[top, who], self.arrive[top, who], self.called[top, who] = scene, arrive, called
        self.depth[who] += 1

    def pop(self, who: I64) -> tuple[I64, Any]:
        """The scene to return to, and whether one arrives there."""
        self.depth[who] -= 1
        top = self.depth.take(who)
        return self.scene[top, who], self.arrive[top, who]

    def under_way(self, who: I64, scene: int) -> Any:
        """Whether the passage is under way."""
        found = np.zeros(len(who), bool)
        depth = self.depth.take(who)
        for level in range(int(depth.max(initial=0))):
            found |= (depth > level) & (self.called[level, who] == scene)
        return found


class Turns:
    """Takes turns in one pool of lives."""

    def __init__(self, tables: Tables, states: States, stacks: Stacks) -> None:
        self.t, self.states, self.stacks = tables, states, stacks
        self.keys: U64 = np.zeros(states.width, np.uint64)
        """Where each life's rolls begin."""
        self.fell: list[tuple[I64, I64]] = []
        """Outcomes that fell in the last turn, each with whose."""

    # ---- a choice ----
    def take(self, who: I64, choice: I64, scene: I64) -> I64:
        """The scenes after these choices, which are no menus. `fell` tells what was drawn."""
        t = self.t
        self.fell = []
        day = self.states.table[DAY].take(who) if t.choice_nights.any() else None
        self._apply_some(t.choice_change.take(choice), who)
        leaves = t.choice_exit.take(choice)
        chance = t.choice_chance.take(choice)
        at = np.flatnonzero(chance >= 0)
        if at.size:
            leaves[at] = self._fall(who.take(at), chance.take(at))
        if day is not None:
            at = np.flatnonzero(t.choice_nights.take(choice))
            if at.size:
                self._nights(who.take(at), day.take(at))
        return self._leave(who, leaves, scene)

    def menus(self, who: I64, menu: I64) -> I64:
        """Into menus and out of them: no turn, but a menu that closes by itself remembers its door."""
        table, to = self.states.table, np.zeros(len(who), np.int64)
        for way, mine in by_kind(np.arange(len(who)), menu):
            door, doors, opens, which = self.t.menu_ways[way]
            lives = who.take(mine)
            opened = np.maximum(0, table[door].take(lives) - 1) if door >= 0 else np.zeros(len(mine), np.int64)
            to[mine] = np.array(doors, np.int64).take(opened)
            if opens >= 0:
                table[opens, lives] = which
        return to

    def _fall(self, who: I64, chance: I64) -> I64:
        """Rolls, applies what falls, and gives the exits."""
        t, exits = self.t, np.zeros(len(who), np.int64)
        places, depth = np.arange(len(who)), 0
        while places.size:
            outcome = self._drawn(who, chance, depth)
            depth += 1
            self.fell.append((who, outcome))
            self._apply_some(t.outcome_change.take(outcome), who)
            exits[places] = t.outcome_exit.take(outcome)
            chance = t.outcome_chance.take(outcome)
            on = np.flatnonzero(chance >= 0)
            places, who, chance = places.take(on), who.take(on), chance.take(on)
        return exits

    def _rolled(self, who: I64) -> U64:
        """The next roll of each, not yet scaled."""
        rolls = self.states.table[ROLLS]
        rolls[who] += 1
        return mix(self.keys.take(who) + rolls.take(who).view(np.uint64) * GOLDEN)

    def _drawn(self, who: I64, chance: I64, depth: int) -> I64:
        """The outcomes that fall; `depth` is how many fell before in this turn."""
        t = self.t
        fell = upper(self._rolled(who), 100)
        first, count = t.outcome_first.take(chance), t.outcome_count.take(chance)
        out = first + count - 1
        so_far = np.zeros(len(who), np.int64)
        at = np.arange(len(who))
        n = 0
        while at.size:
            outcome = first.take(at) + n
            odds = self.odds(outcome, who.take(at))
            so_far[at] += np.minimum(100 - so_far.take(at), odds)
            falls = fell.take(at) < so_far.take(at)
            out[at[falls]] = outcome[falls]
            n += 1
            at = at[~falls & (count.take(at) > n)]
        return out

    def odds(self, outcome: I64, who: I64) -> I64:
        """In 100, before what fell earlier is left out; the last outcome's are 100."""
        row = self.t.outcome_odds.take(outcome)
        odds = np.full(len(row), 100, np.int64)
        asked = np.flatnonzero(row >= 0)
        if asked.size:
            value = self.t.values.reckon(row.take(asked), self.states, who.take(asked))
            odds[asked] = np.minimum(100, np.maximum(0, value))
        return odds

    # ---- changes ----
    def change(self, change: I64, who: I64, nights: Any = None) -> None:
        """Apply changes to lives, -1 is none; where `nights`, with what each night that passes by them changes."""
        if nights is None:
            self._apply_some(change, who)
        else:
            self._apply_with_nights(change, nights, who)

    def nights(self, who: I64, since: I64) -> None:
        """What each night that has passed since a day changes."""
        self._nights(who, since)

    def _apply_some(self, change: I64, who: I64) -> None:
        """Apply changes; -1 is none."""
        if self.t.only_adds:
            self._added(change, who)
            return
        at = np.flatnonzero(change >= 0)
        if at.size == len(who):
            self.apply(change, who)
        elif at.size:
            self.apply(change.take(at), who.take(at))

    def apply(self, change: I64, who: I64) -> None:
        """Apply changes to lives, group after group."""
        t = self.t
        if t.added_rows:
            adds = t.change_adds.take(change)
            if adds.any():
                self._added(change[adds], who[adds])
                change, who = change[~adds], who[~adds]
        first, count = t.group_first.take(change), t.group_count.take(change)
        n = 0
        while who.size:
            self._group(first + n, who)
            n += 1
            more = np.flatnonzero(count > n)
            first, count, who = first.take(more), count.take(more), who.take(more)

    def _added(self, change: I64, who: I64) -> None:
        """Changes that only add to few slots: every slot is gone through, whichever of them a change has."""
        t, states = self.t, self.states
        whole = len(who) == states.width
        for row, by in zip(t.added_rows, t.added, strict=True):
            column = states.table[row]
            value = (column if whole else column.take(who)) + by.take(change)
            np.minimum(value, t.rows.high[row], out=value)
            np.maximum(value, t.rows.low[row], out=value)
            column[slice(None) if whole else who] = value

    def _group(self, group: I64, who: I64) -> None:
        t = self.t
        if t.all_simple:
            self._simple(group, who)
            return
        simple = t.group_simple.take(group)
        at = np.flatnonzero(simple)
        if at.size:
            self._simple(group.take(at), who.take(at))
        if at.size < len(who):
            at = np.flatnonzero(~simple)
            self._mixed(group.take(at), who.take(at))

    def _spread(self, group: I64, who: I64) -> tuple[I64, I64, I64]:
        """Each effect of each group with whose it is, and its place in the group."""
        first, size = self.t.group_change.take(group), self.t.group_size.take(group)
        if (size == 1).all():
            return first, who, np.zeros(len(who), np.int64)
        ends = np.cumsum(size)
        place = np.arange(int(ends[-1])) - np.repeat(ends - size, size)
        return np.repeat(first, size) + place, np.repeat(who, size), place

    def _simple(self, group: I64, who: I64) -> None:
        """Groups that add to slots or set them, no slot twice: all at once."""
        t, states = self.t, self.states
        effect, lives, _ = self._spread(group, who)
        value = t.values.reckon(t.effect_value.take(effect), states, lives)
        row = t.effect_row.take(effect)
        at = row * states.width + lives
        value += states.flat.take(at) * (t.effect_op.take(effect) == ADD)
        states.flat[at] = np.minimum(np.maximum(value, t.rows.low.take(row)), t.rows.high.take(row))

    def _mixed(self, group: I64, who: I64) -> None:
        """All values are read first; then they are put in one after another, and cut at the end."""
        t, states = self.t, self.states
        effect, lives, place = self._spread(group, who)
        if not effect.size:
            return
        value = t.values.reckon(t.effect_value.take(effect), states, lives)
        row = t.effect_row.take(effect)
        held = np.flatnonzero(row < 0)
        for through, places in by_kind(held, t.effect_through.take(effect.take(held))):
            holder = int(t.effect_via[effect[places[0]]])
            index = states.table[holder].take(lives.take(places))
            row[places] = t.through[through].take(index)
        op = t.effect_op.take(effect)
        for n in range(int(place.max()) + 1):
            now = np.flatnonzero((place == n) & (row >= 0))
            at = row.take(now) * states.width + lives.take(now)
            before, by, how = states.flat.take(at), value.take(now), op.take(now)
            after = np.where(how == ADD, before + by, by)
            sets = np.flatnonzero((how == PUT_IN) | (how == TAKE_OUT))
            if sets.size:
                b, v = before.take(sets), by.take(sets)
                after[sets] = np.where(how.take(sets) == PUT_IN, b | v, b & ~v)
            states.flat[at] = after
        kept = np.flatnonzero(row >= 0)
        row = row.take(kept)
        at = row * states.width + lives.take(kept)
        states.flat[at] = np.minimum(np.maximum(states.flat.take(at), t.rows.low.take(row)), t.rows.high.take(row))

    def _nights(self, who: I64, since: I64) -> None:
        """What each night that has passed since a day changes. A day never goes back."""
        days = self.states.table[DAY]
        now = np.maximum(days.take(who), since)
        days[who] = now
        if self.t.each_day < 0:
            return
        left = now - since
        while True:
            at = np.flatnonzero(left > 0)
            if not at.size:
                return
            who, left = who.take(at), left.take(at) - 1
            self.apply(np.full(len(who), self.t.each_day, np.int64), who)

    def _apply_with_nights(self, change: I64, nights: Any, who: I64) -> None:
        at = np.flatnonzero(nights)
        if not at.size:
            self._apply_some(change, who)
            return
        day = self.states.table[DAY].take(who.take(at))
        self._apply_some(change, who)
        self._nights(who.take(at), day)

    # ---- leaving ----
    def _leave(self, who: I64, leaves: I64, scene: I64) -> I64:
        t = self.t
        to = t.exit_to.take(leaves)
        if t.quiet:
            return to
        if t.only_goto:
            return self._on(who, to, np.ones(len(who), bool))
        kind = t.exit_kind.take(leaves)
        arrive = kind != STAY
        at = np.flatnonzero(kind == RETURN)
        if at.size:
            arrive[at] = False
            lives = who.take(at)
            held = np.flatnonzero(self.stacks.depth.take(lives) > 0)
            back, arrives = self.stacks.pop(lives.take(held))
            to[at] = scene.take(at)
            to[at.take(held)], arrive[at.take(held)] = back, arrives
        at = np.flatnonzero(kind == CALL)
        if at.size:
            out = leaves.take(at)
            self.stacks.push(who.take(at), t.exit_then.take(out), t.exit_arrives.take(out) > 0, to.take(at))
        at = np.flatnonzero(kind == DRAW)
        for deck, places in by_kind(at, t.exit_deck.take(leaves.take(at))):
            out = leaves.take(places)
            drawn = self._draw(deck, who.take(places))
            got = np.flatnonzero(drawn >= 0)
            if got.size:
                cards = drawn.take(got)
                self.stacks.push(
                    who.take(places.take(got)),
                    t.exit_then.take(out.take(got)),
                    t.exit_arrives.take(out.take(got)) > 0,
                    cards,
                )
                to[places.take(got)] = cards
            none = np.flatnonzero(drawn < 0)
            if none.size:
                other = t.exit_else.take(out.take(none))
                to[places.take(none)] = np.where(other >= 0, other, scene.take(places.take(none)))
                arrive[places.take(none)] = other >= 0
        return self._on(who, to, arrive)

    def _draw(self, number: int, who: I64) -> I64:
        """The storylets drawn from a deck; -1 where none is open."""
        t, states, deck = self.t, self.states, self.t.decks[number]
        draws = states.table[deck.draws].take(who) + 1 if deck.draws >= 0 else np.zeros(len(who), np.int64)
        weights = np.zeros((len(deck.cards), len(who)), np.int64)
        for n, card in enumerate(deck.cards):
            open_ = t.tests.holds(np.full(len(who), card.test, np.int64), states, who)
            if card.drawn >= 0:
                last = states.table[card.drawn].take(who)
                again = np.zeros(len(who), bool) if card.once else draws - last > card.cooldown
                open_ &= (last == 0) | again
            at = np.flatnonzero(open_)
            weight = t.values.reckon(np.full(len(at), card.weight, np.int64), states, who.take(at))
            weights[n, at] = np.maximum(0, weight)
        if deck.draws >= 0:
            states.table[deck.draws, who] = draws
        which = self._which(who, weights)
        out = np.full(len(who), -1, np.int64)
        for n, card in enumerate(deck.cards):
            mine = np.flatnonzero(which == n)
            out[mine] = card.scene
            if card.drawn >= 0:
                states.table[card.drawn, who.take(mine)] = np.maximum(1, draws.take(mine))
        return out

    def _which(self, who: I64, weights: I64) -> I64:
        """Which card of the deck each life draws, by the cards' weights; -1 where all are 0, and no roll is used."""
        total = weights.sum(axis=0)
        out = np.full(len(who), -1, np.int64)
        some = np.flatnonzero(total > 0)
        if some.size:
            at = upper(self._rolled(who.take(some)), total.take(some).view(np.uint64))
            out[some] = (np.cumsum(weights[:, some], axis=0) <= at).sum(axis=0)
        return out

    # ---- rules, and arriving ----
    def _on(self, who: I64, to: I64, arrive: Any) -> I64:
        """By the story's rules to a scene; where one ends up."""
        t = self.t
        if t.story_rules:
            at = np.flatnonzero(to < t.first_ending)
            lives = who.take(at)
            held, deep = np.full(len(at), -1, np.int64), self.stacks.depth.take(lives) >= DEEPEST
            for n, rule in enumerate(t.story_rules):
                self._hold(rule, n, held, lives, deep)
            for n in np.unique(held[held >= 0]).tolist():
                rule, mine = t.story_rules[n], np.flatnonzero(held == n)
                places = at.take(mine)
                if rule.calls:
                    called = np.full(len(places), rule.target, np.int64)
                    self.stacks.push(who.take(places), to.take(places), arrive[places], called)
                else:
                    self.stacks.clear(who.take(places))
                to[places], arrive[places] = rule.target, True
        return self.arrived(who, to, arrive)

    def _hold(self, rule: RuleRow, n: int, held: I64, who: I64, deep: Any) -> None:
        """Where no rule has held yet and this one does, its effects are applied and its number is noted."""
        t, states = self.t, self.states
        free = held < 0
        if rule.calls:
            free &= ~deep
        if rule.once >= 0:
            free &= states.table[rule.once].take(who) == 0
        at = np.flatnonzero(free)
        if rule.calls and at.size:
            at = at[~self.stacks.under_way(who.take(at), rule.target)]
        if at.size and rule.test != YES:
            at = at[t.tests.holds(np.full(len(at), rule.test, np.int64), states, who.take(at))]
        if not at.size:
            return
        lives = who.take(at)
        many = np.full(len(at), rule.change, np.int64)
        self._apply_with_nights(many, np.full(len(at), rule.nights, bool), lives)
        if rule.once >= 0:
            states.table[rule.once, lives] = 1
        held[at] = n

    def arrived(self, who: I64, to: I64, arrive: Any) -> I64:
        """Where one ends up: arrival effects, the scene's own rules, and what its being read leaves."""
        t = self.t
        at = np.flatnonzero(t.arrives.take(to))
        sent = 0
        while at.size:
            lives, scene = who.take(at), to.take(at)
            on = np.flatnonzero(arrive[at])
            if on.size:
                arriving = scene.take(on)
                self._apply_with_nights(t.scene_change.take(arriving), t.scene_nights.take(arriving), lives.take(on))
            if sent == LONGEST_CHAIN:
                break
            ruled = np.flatnonzero(t.rule_count.take(scene) > 0)
            at, lives, scene = at.take(ruled), lives.take(ruled), scene.take(ruled)
            held = np.full(len(at), -1, np.int64)
            for here, places in by_kind(np.arange(len(at)), scene):
                self._scene_rules(here, held, places, lives)
            sends = np.flatnonzero(held >= 0)
            at, held = at.take(sends), held.take(sends)
            lives, scene = who.take(at), to.take(at)
            for n in np.unique(held).tolist():
                rule, mine = t.scene_rules[n], np.flatnonzero(held == n)
                if rule.calls:
                    called = np.full(len(mine), rule.target, np.int64)
                    self.stacks.push(lives.take(mine), scene.take(mine), np.zeros(len(mine), bool), called)
                to[at.take(mine)] = rule.target
            arrive[at] = True
            sent += 1
        self._apply_some(t.noted_change.take(to), who)
        return to

    def _scene_rules(self, scene: int, held: I64, places: I64, who: I64) -> None:
        first, count = int(self.t.first_rule[scene]), int(self.t.rule_count[scene])
        here, lives = held.take(places), who.take(places)
        deep = np.zeros(len(places), bool)
        for n in range(first, first + count):
            self._hold(self.t.scene_rules[n], n, here, lives, deep)
        held[places] = here


__all__ = ["GOTO", "SET", "Stacks", "Turns"]
