"""Knowing: what is proved of a script's variables and conditions, before anybody asks where roads lead.

Takes a script whose story is whole; gives what slots can hold, which are read and moved, and bounds of expressions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ...story.building.context import Where
from ...story.expressions import BOOL, Checked
from ...story.expressions.intervals import Interval
from ...story.expressions.tree import And, Compare, Has, Not, Or, Slot
from ...story.loading import Script
from ...story.model import Cost, Story
from .cases import may_be_decided
from .holding import Holding, holding


class Knowing:
    """What is proved of one script's variables and conditions."""

    def __init__(self, script: Script, story: Story) -> None:
        self.script, self.story, self.ledger = script, story, script.ledger
        self._spans: dict[int, Interval] = {}
        """Bounds of the conditions and numbers that were asked for, by the object's id."""
        self._looked: dict[int, bool] = {}

    @cached_property
    def declared(self) -> dict[int, tuple[str, Where]]:
        """The slots of the variables that a writer declared, each with its name and its place."""
        slot_of, state = self.story.slot_of, self.ledger.written.section("state")
        return {slot_of[name]: (name, where) for name, (_, where) in state.items()}

    @cached_property
    def moved(self) -> frozenset[int]:
        """Slots that an effect or a cost changes."""
        return self.holding.moved

    @cached_property
    def read(self) -> frozenset[int]:
        """Slots that something asks for. What only goes into its own change is not read by that."""
        own = {id(effect.value): effect.slot for effect, _ in self.ledger.effects}
        asked = {id(one.checked): one.checked for one in self.ledger.expressions}
        read: set[int] = set()
        for key, checked in asked.items():
            read |= checked.reads - {own[key]} if key in own else checked.reads
        read.update(effect.via[0] for effect, _ in self.ledger.effects if effect.via is not None)
        read.update(cost.slot for cost in self._costs())
        return frozenset(read)

    def _costs(self) -> Iterator[Cost]:
        return (cost for scene in self.story.scenes.values() for choice in scene.choices for cost in choice.cost)

    @cached_property
    def holding(self) -> Holding:
        """What slots can hold. Of what is declared and never moved nothing is believed: it has a finding of its own."""
        effects = [effect for effect, _ in self.ledger.effects]
        moved = {effect.slot for effect in effects}
        moved.update(n for effect in effects if effect.via is not None for n in effect.via[1] if n is not None)
        moved.update(cost.slot for cost in self._costs())
        return holding(self.story, effects, frozenset(n for n in self.declared if n not in moved))

    def span(self, checked: Checked) -> Interval:
        """Between which bounds a value always lies, by all that is known of the slots."""
        if checked.low == checked.high:
            return checked.low, checked.high
        key = id(checked)
        known = self._spans.get(key)
        if known is None:
            known = self._spans[key] = self._proved(checked)
        return known

    def _proved(self, checked: Checked) -> Interval:
        plain = checked.type != BOOL or type(checked.tree) in (Slot, Compare, Has)
        if plain and self.holding.tight.isdisjoint(checked.reads):
            return checked.low, checked.high
        if not plain and not self.may_be_decided(checked):
            return checked.low, checked.high
        low, high = self.holding.known.span(checked.tree)
        return max(low, checked.low), min(high, checked.high)

    def may_be_decided(self, checked: Checked) -> bool:
        """Whether some part of an expression may always come out alike: a look at each part alone."""
        known = self._looked.get(id(checked))
        if known is None:
            known = self._looked[id(checked)] = may_be_decided(self.holding.known, checked.tree)
        return known

    def never(self, checked: Checked | None) -> bool:
        """Whether a condition is proved never to hold."""
        return checked is not None and self.span(checked)[1] <= 0

    def always(self, checked: Checked | None) -> bool:
        """Whether a condition is proved always to hold; having none is as good."""
        return checked is None or self.span(checked)[0] >= 1

    @cached_property
    def decided_conditions(self) -> frozenset[int]:
        """The trees, by the object's id, of the named conditions that always come out alike."""
        written = {where for _, where in self.ledger.written.section("conditions").values()}
        named = (one.checked for one in self.ledger.expressions if one.where in written)
        return frozenset(id(checked.tree) for checked in named if len(set(self.span(checked))) == 1)

    def is_told_elsewhere(self, checked: Checked | None) -> bool:
        """Whether a condition comes out as it does for a named condition in it, which is told where it is named."""
        if checked is None:
            return False
        alike, known = self.span(checked), self.holding.known
        parts = checked.tree.parts if isinstance(checked.tree, And | Or) else (checked.tree,)
        named = (part for part in parts if id(part.part if isinstance(part, Not) else part) in self.decided_conditions)
        return any(known.span(part) == alike for part in named)
