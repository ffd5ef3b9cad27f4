"""A story in boxes: what each of its choices does to whole sets of states.

Takes a story and its slice; gives for a scene and a set of its states where they lead. Passages, decks, days that make
a difference and whatever asks the world hang on more than a box holds: those stories do not fit, and it says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from ..story.model import DAY, LONGEST_CHAIN, Choice, Exit, Outcome, Rule, Story
from .boxes import Box, CannotBox, radix, tree_of
from .living import living
from .moves import Move, Moves
from .slicing import Slice

MOST = 1 << 29
"""Bits of all scenes: with masks and what is under way, some hundred megabytes at most."""
MOST_IN_A_BOX = 1 << 24
_ONE = np.int64(1)

Fallen = tuple[tuple[str, ...], Exit, int]
"""The outcomes that fell, the way out, and in which states."""


class Fork(Struct, frozen=True):
    """An outcome: where it can fall, what it changes, and what falls after it."""

    id: str
    mask: int | None
    """None where it always can."""
    moves: tuple[Move, ...]
    inner: tuple[Fork, ...]
    out: Exit


class Way(Struct, frozen=True):
    """A choice."""

    id: str
    open: int | None
    """None where it always is."""
    moves: tuple[Move, ...]
    forks: tuple[Fork, ...]
    out: Exit | None
    menu: bool


class Plain(Struct, frozen=True):
    """A choice that leads straight to pages on which nothing happens: where, and what falls and changes before."""

    open: int | None
    moves: tuple[Move, ...]
    leads: tuple[tuple[int | None, tuple[Move, ...], str], ...]


class Sending(Struct, frozen=True):
    """A `whenever`."""

    mask: int
    moves: tuple[Move, ...]
    target: str


class Boxed:
    """A story in boxes: what each of its choices does to sets of states."""

    def __init__(self, story: Story, slice_: Slice, texts: bool = True, narrow: bool = True, most: int = MOST) -> None:
        """`texts` as the slice was made. `narrow`: what is read no more is not told apart.

        Raises CannotBox, which says why, where the story does not fit.
        """
        if slice_.asks:
            raise CannotBox(f"what {', '.join(sorted(slice_.asks))} gives hangs on the life's seed")
        if DAY in slice_.slots:
            raise CannotBox("which day it is makes a difference")
        self.story, self._caps = story, slice_.caps
        alive = living(story, slice_, texts, narrow)
        self.order = {name: n for n, name in enumerate(alive.order)}
        """Scenes that a road leads to, in the order that the story goes."""
        self.onward = alive.onward
        self._fits(alive.slots, most)
        boxes = {slots: Box(story, slots, slice_.caps) for slots in set(alive.slots.values())}
        self.box = {name: boxes[slots] for name, slots in alive.slots.items()}
        self._moves = {slots: Moves(box) for slots, box in boxes.items()}
        self._made: dict[str, tuple[Way, ...]] = {}
        self._own: dict[str, tuple[tuple[Move, ...], tuple[Sending, ...], tuple[Move, ...]]] = {}
        self._rules: dict[Any, tuple[Sending, ...]] = {}
        self._plain: dict[tuple[str, str], bool] = {}
        self._narrowing: dict[tuple[Any, Any], Move] = {}

    def _fits(self, slots: dict[str, tuple[int, ...]], most: int) -> None:
        all_of_it = 0
        for mine in slots.values():
            size = 1
            for slot in mine:
                size *= radix(self.story, slot, self._caps)
            if size > min(most, MOST_IN_A_BOX):
                widest = sorted(mine, key=lambda slot: -radix(self.story, slot, self._caps))[:3]
                names = ", ".join(
                    f"{self.story.slots[slot].name} ({radix(self.story, slot, self._caps):,})" for slot in widest
                )
                raise CannotBox(f"too many states could be in one scene; the widest are {names}")
            all_of_it += size
        if all_of_it > most:
            raise CannotBox(f"{all_of_it:,} states could be, and {most:,} at most are gone through this way")

    def moves(self, box: Box) -> Moves:
        """What changes do in a box."""
        return self._moves[box.slots]

    # ---- a scene ----
    def beginning(self) -> list[tuple[str, int]]:
        start = self.story.start
        box = self.box[start]
        first = 1 << box.number([slot.start for slot in self.story.slots])
        return list(self._arrived(start, first, True, 0))

    def ways(self, name: str) -> tuple[Way, ...]:
        """The choices of a scene."""
        made = self._made.get(name)
        if made is None:
            scene = self.story.scenes[name]
            never = (c for c in scene.choices if not c.skip and not (c.when is not None and c.when.constant == 0))
            made = self._made[name] = tuple(self._way(self.box[name], choice) for choice in never)
        return made

    def split(self, name: str) -> tuple[list[Plain], list[Way]]:
        """The choices of a scene that are plain, which most are, and the others."""
        plain, others = [], []
        for way in self.ways(name):
            leads: list[tuple[int | None, tuple[Move, ...], str]] = []
            if way.forks:
                leads += [(f.mask, f.moves, self._plainly(name, f.out)) for f in way.forks if not f.inner]
            elif way.out is not None and not way.menu:
                leads.append((None, (), self._plainly(name, way.out)))
            if leads and len(leads) == max(1, len(way.forks)) and all(to for *_, to in leads):
                plain.append(Plain(way.open, way.moves, tuple(leads)))
            else:
                others.append(way)
        return plain, others

    def _plainly(self, name: str, out: Exit) -> str:
        to = out.target if out.kind == "goto" else name
        return to if self._is_plain(name, to) else ""

    def turn(self, name: str, members: int) -> Iterator[tuple[Way, tuple[str, ...], str, int]]:
        """Where the choices of a scene lead from these states: the choice, what fell, the scene, its states."""
        for way in self.ways(name):
            some = members if way.open is None else members & way.open
            if some:
                for fell, to, there in self.taken(name, way, some):
                    yield way, fell, to, there

    def taken(self, name: str, way: Way, members: int) -> Iterator[tuple[tuple[str, ...], str, int]]:
        """The same of one choice that is open in all these states."""
        if way.menu:
            for to, there in self._menu(name, way, members):
                yield (), to, there
            return
        for move in way.moves:
            members = move(members)
        if not way.forks:
            assert way.out is not None
            for to, there in self._left(name, way.out, members):
                yield (), to, there
            return
        for fell, out, some in self._fallen(way.forks, members, ()):
            for to, there in self._left(name, out, some):
                yield fell, to, there

    def _fallen(self, forks: tuple[Fork, ...], members: int, before: tuple[str, ...]) -> Iterator[Fallen]:
        for fork in forks:
            some = members if fork.mask is None else members & fork.mask
            if some:
                for move in fork.moves:
                    some = move(some)
                if fork.inner:
                    yield from self._fallen(fork.inner, some, (*before, fork.id))
                else:
                    yield (*before, fork.id), fork.out, some

    # ---- between scenes ----
    def _left(self, name: str, out: Exit, members: int) -> Iterator[tuple[str, int]]:
        to, arrive = (out.target, True) if out.kind == "goto" else (name, False)
        if self._is_plain(name, to):
            yield to, members
            return
        box = self.box[name]
        if self.story.rules and self.story.scenes[to].ending is None:
            for sending in self._sendings(box, self.story.rules):
                held = members & sending.mask
                members &= ~held
                if held:
                    yield from self._sent(box, sending, held, 0)
        if members:
            yield from self._arrived(to, self._narrow(box, to, members), arrive, 0)

    def _is_plain(self, name: str, to: str) -> bool:
        """Whether nothing happens on the way, and on arriving."""
        known = self._plain.get((name, to))
        if known is None:
            scene = self.story.scenes[to]
            same = self.box[name] is self.box[to]
            plain = not any(self._scene(to)) and (not self.story.rules or scene.ending is not None)
            known = self._plain[name, to] = same and plain
        return known

    def _narrow(self, box: Box, to: str, members: int) -> int:
        there = self.box[to]
        if there is box:
            return members
        key = (box.slots, there.slots)
        move = self._narrowing.get(key)
        if move is None:
            move = self._narrowing[key] = box.narrowed(there)
        return move(members)

    def _sent(self, box: Box, sending: Sending, members: int, so_far: int) -> Iterator[tuple[str, int]]:
        for move in sending.moves:
            members = move(members)
        yield from self._arrived(sending.target, self._narrow(box, sending.target, members), True, so_far)

    def _arrived(self, to: str, members: int, arrive: bool, so_far: int) -> Iterator[tuple[str, int]]:
        effects, rules, noted = self._scene(to)
        if arrive:
            for move in effects:
                members = move(members)
        if so_far < LONGEST_CHAIN:
            for sending in rules:
                held = members & sending.mask
                members &= ~held
                if held:
                    yield from self._sent(self.box[to], sending, held, so_far + 1)
        if members:
            for move in noted:
                members = move(members)
            yield to, members

    def _menu(self, name: str, way: Way, members: int) -> Iterator[tuple[str, int]]:
        """Into a menu, or out of it by the door that it was opened by: no turn, nothing arrives."""
        out, box, scenes = way.out, self.box[name], self.story.scenes
        assert out is not None
        if out.kind != "return":
            menu = scenes[out.target]
            if menu.door is not None and name in menu.doors:
                for move in self.moves(box).set_to(menu.door, menu.doors.index(name) + 1):
                    members = move(members)
            yield out.target, self._narrow(box, out.target, members)
            return
        scene = scenes[name]
        for n, door in enumerate(scene.doors):
            some = members
            if scene.door is not None:
                low = 0 if n == 0 else n + 1
                some &= box.rows(scene.door, low - box.low_of(scene.door), n + 1 - box.low_of(scene.door))
            if some:
                yield door, self._narrow(box, door, some)
            if scene.door is None:
                return

    # ---- making ----
    def _way(self, box: Box, choice: Choice) -> Way:
        open_ = box.full
        if choice.when is not None:
            open_ &= box.mask(tree_of(choice.when))
        if choice.once is not None:
            open_ &= box.rows(choice.once, 0, 0)
        for cost in choice.cost:
            open_ &= box.affords(cost.slot, tree_of(cost.value))
        if choice.menu:
            return Way(choice.id, None if open_ == box.full else open_, (), (), choice.exit, True)
        moves = self.moves(box).changed(choice.effects, tuple((cost.slot, tree_of(cost.value)) for cost in choice.cost))
        if choice.once is not None:
            moves += self.moves(box).set_to(choice.once, 1)
        forks = self._forks(box, choice.chance, choice.exit)
        return Way(choice.id, None if open_ == box.full else open_, moves, forks, choice.exit, False)

    def _forks(self, box: Box, chance: tuple[Outcome, ...], out: Exit | None) -> tuple[Fork, ...]:
        found = []
        for outcome, odds in zip(chance, odds_of(box, chance), strict=True):
            mask = box.full if odds.min() > 0 else box.set_of(odds > 0)
            leads = outcome.exit or out
            inner = self._forks(box, outcome.chance, leads)
            if mask:
                assert leads is not None or inner
                moves = self.moves(box).changed(outcome.effects)
                full = None if mask == box.full else mask
                found.append(Fork(outcome.id, full, moves, inner, leads or Exit("stay")))
        return tuple(found)

    def _sendings(self, box: Box, rules: tuple[Rule, ...]) -> tuple[Sending, ...]:
        key = (box.slots, rules)
        known = self._rules.get(key)
        if known is None:
            made = []
            for rule in rules:
                mask = box.mask(tree_of(rule.when))
                moves = self.moves(box).changed(rule.effects)
                if rule.once is not None:
                    mask &= box.rows(rule.once, 0, 0)
                    moves += self.moves(box).set_to(rule.once, 1)
                made.append(Sending(mask, moves, rule.target))
            known = self._rules[key] = tuple(made)
        return known

    def _scene(self, name: str) -> tuple[tuple[Move, ...], tuple[Sending, ...], tuple[Move, ...]]:
        """What arriving in a scene does, the rules that are looked at there, and what its being read leaves."""
        known = self._own.get(name)
        if known is None:
            scene, box = self.story.scenes[name], self.box[name]
            noted = self.moves(box).counted(scene.visits) if scene.visits is not None and scene.visits in box else ()
            known = self._own[name] = (self.moves(box).changed(scene.effects), self._sendings(box, scene.rules), noted)
        return known


def odds_of(box: Box, chance: tuple[Outcome, ...]) -> list[Any]:
    """Of each outcome, how many in 100, everywhere in the box."""
    left: Any = 100 * _ONE
    each = []
    for outcome in chance:
        asked = left
        if outcome.odds is not None:
            asked = np.minimum(left, np.clip(box.reckoned(tree_of(outcome.odds)), 0, 100))
        left = left - asked
        each.append(asked)
    return each
