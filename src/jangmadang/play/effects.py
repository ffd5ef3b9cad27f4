"""Effects: what a choice, an outcome, an arrival or a night does to the state.

Takes groups of effects and a turn under way; changes its state in place, within the bounds of each slot, notes which
slots would have left them, and sums up what is to be told. Which effects apply when is the turn's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..story.expressions import INT
from ..story.model import DAY, Choice, Effect, Group
from ..story.prose import Paragraph
from .moment import Told
from .telling import Teller
from .world import State, World


class UnderWay(Struct):
    """A turn under way: the state being changed and what is gathered for the next moment."""

    s: list[int]
    teller: Teller
    forced: tuple[str, ...] = ()
    since: Sequence[int] = ()
    """The state from which on changes are told next."""
    full: list[int] = []
    """Slots that would have left their bounds since then."""
    result: list[Paragraph] = []
    drew: list[str] = []

    def next_forced(self) -> str:
        """The outcome that must fall now, or nothing."""
        return self.forced[len(self.drew)] if len(self.drew) < len(self.forced) else ""


class Effects:
    """Applies one story's effects."""

    def __init__(self, world: World) -> None:
        self._run, self._slots, self._each_day = world.run, world.story.slots, world.story.each_day
        self._told = tuple(n for n, slot in enumerate(self._slots) if not slot.inner and slot.type == INT and n > DAY)

    def apply(self, way: UnderWay, groups: tuple[Group, ...], choice: Choice | None = None) -> None:
        """Groups one after another; the choice's cost is taken together with the first."""
        cost = choice.cost if choice is not None else ()
        if cost:
            first = groups[0] if groups else ()
            s, run = way.s, self._run
            taken = [(c.slot, -run(c.value)(s)) for c in cost]
            self._group(way, first, taken)
            groups = groups[1:]
        for group in groups:
            self._group(way, group, ())

    def _group(self, way: UnderWay, group: Group, taken: Iterable[tuple[int, int]]) -> None:
        s, run, slots = way.s, self._run, self._slots
        new: dict[int, int] = {}
        for slot, by in taken:
            new[slot] = new.get(slot, s[slot]) + by
        for effect in group:
            aim = self._slot(effect, s)
            if aim is None:
                continue
            value = run(effect.value)(s)
            now = new.get(aim, s[aim])
            if effect.of_set:
                new[aim] = now | value if effect.op == "+" else now & ~value if effect.op == "-" else value
            else:
                new[aim] = now + value if effect.op == "+" else now - value if effect.op == "-" else value
        for slot, value in new.items():
            low, high = slots[slot].low, slots[slot].high
            if value < low or value > high:
                way.full.append(slot)
            s[slot] = min(high, max(low, value))

    def _slot(self, effect: Effect, s: State) -> int | None:
        if effect.via is None:
            return effect.slot
        holder, fields = effect.via
        return fields[s[holder]]

    def tell(self, way: UnderWay) -> Told:
        """What has changed since this was last asked, as far as players are told of it."""
        s, since, slots = way.s, way.since, self._slots
        by = tuple([(n, s[n] - since[n]) for n in self._told if s[n] != since[n]])
        full = tuple([(n, s[n] >= slots[n].high) for n in dict.fromkeys(way.full) if not slots[n].inner])
        way.since = tuple(s)
        way.full.clear()
        return Told(by, full)

    def hush(self, way: UnderWay, was: Sequence[int], full: int) -> None:
        """Nobody is told of what has changed since the state `was`, when so many slots were full."""
        since = list(way.since)
        for n in self._told:
            since[n] += way.s[n] - was[n]
        way.since = since
        del way.full[full:]

    def days(self, way: UnderWay, since: int) -> None:
        """What each night that has passed changes. A day never goes back."""
        s = way.s
        s[DAY] = max(s[DAY], since)
        for _ in range(s[DAY] - since):
            self.apply(way, self._each_day)
