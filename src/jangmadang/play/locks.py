"""Why a choice cannot be taken: said where costs and numbers that are shown lock it, kept where it would tell the plot.

Takes a choice and a moment, gives words or none. Whether a choice is open is the rules' to say.
"""

from __future__ import annotations

from msgspec import Struct

from ..story.expressions import BOOL, INT, Checked, children
from ..story.expressions.intervals import HIGHEST, LOWEST
from ..story.expressions.tree import And, Compare, Node, Through
from ..story.expressions.tree import Slot as SlotNode
from ..story.model import Choice, Slot, Story
from . import wording
from .moment import Moment
from .telling import Teller
from .turn import Rules

_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
"""The comparison when its sides change places."""


class _Part(Struct, frozen=True):
    """One part of a condition, and how it is said when it is false; silent parts would give the plot away."""

    holds: Checked
    slot: int = -1
    op: str = ""
    """How the slot is compared with the limit: >=, >, <=, <."""
    limit: Checked | None = None


class Locks:
    """The locks of one story's choices."""

    def __init__(self, rules: Rules, teller: Teller) -> None:
        self.rules, self.story, self.world, self.teller = rules, rules.story, rules.world, teller
        self._parts: dict[int, tuple[_Part, ...]] = {}

    def reason(self, choice: Choice, now: Moment) -> str:
        """Why a choice that is not open is locked, or '' when it had better not be seen."""
        s, run, slots = now.values, self.world.run, self.story.slots
        if choice.once is not None and s[choice.once]:
            return ""
        if choice.when is not None and not run(choice.when)(s):
            if choice.locked:
                return self.teller.line(choice.locked, s, now.visit)
            return self._why_false(choice.when, now)
        said: list[str] = []
        for cost in choice.cost:
            amount = run(cost.value)(s)
            if not self.rules.affordable(cost.slot, amount, s):
                if choice.locked and choice.when is None:
                    return self.teller.line(choice.locked, s, now.visit)
                slot = slots[cost.slot]
                said.append(wording.needs(slot, amount + slot.low, s[cost.slot], who(self.story, slot)))
        return "; ".join(said)

    def _why_false(self, when: Checked, now: Moment) -> str:
        said: list[str] = []
        for part in self._parts_of(when):
            if self.world.run(part.holds)(now.values):
                continue
            if part.slot < 0:
                return ""
            slot, have = self.story.slots[part.slot], now.values[part.slot]
            assert part.limit is not None
            limit = self.world.run(part.limit)(now.values)
            if part.op in (">=", ">"):
                said.append(wording.needs(slot, limit + (part.op == ">"), have, who(self.story, slot)))
            else:
                said.append(wording.at_most(slot, limit - (part.op == "<"), have, who(self.story, slot)))
        return "; ".join(said)

    def _parts_of(self, when: Checked) -> tuple[_Part, ...]:
        known = self._parts.get(id(when))
        if known is None:
            parts = when.tree.parts if isinstance(when.tree, And) else (when.tree,)
            known = self._parts[id(when)] = tuple(self._part(part, when) for part in parts)
        return known

    def _part(self, node: Node, when: Checked) -> _Part:
        holds = Checked("", node, BOOL, 0, 1, when.reads, when.asks)
        if isinstance(node, Compare) and node.op in _TURNED:
            for slot, op, limit in ((node.left, node.op, node.right), (node.right, _TURNED[node.op], node.left)):
                if isinstance(slot, SlotNode) and self._always_seen(slot) and self._always_seen(limit):
                    return _Part(holds, slot.slot, op, Checked("", limit, INT, LOWEST, HIGHEST, when.reads, when.asks))
        return _Part(holds)

    def _always_seen(self, node: Node) -> bool:
        """Whether the player may know the number: it is made of nothing but numbers that are shown."""
        if isinstance(node, SlotNode):
            slot = self.story.slots[node.slot]
            return bool(slot.meter or slot.currency or slot.good) and not slot.inner
        return not isinstance(node, Through) and all(map(self._always_seen, children(node)))


def who(story: Story, slot: Slot) -> str:
    """The name of the person whose the slot is, or ''."""
    return next((person.name for person in story.people if person.id == slot.person), "") if slot.person else ""
