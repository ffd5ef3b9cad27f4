"""Facts: what is known of a state at one point of a story, and what a change makes of it.

A number is between two bounds, a flag, name or person among some values, a set has members it may have and members it
must have. Takes a story's slots, checked trees and groups of effects; gives facts that hold of every life that is
there. `proving` says what a condition means; what is known beyond that of one turn, as that a price is paid, is let go
when the turn is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..desk.lint.proving import ANY, OPEN, Known
from ..story.expressions import BOOL, Members, Names, Node
from ..story.expressions import Person as Held
from ..story.expressions.intervals import HIGHEST, Interval, compared
from ..story.expressions.tree import (
    Arithmetic,
    Ask,
    Compare,
    Greatest,
    If,
    Least,
    Look,
    Negative,
    Number,
    Slot,
    Through,
)
from ..story.model import DAY, ROLLS, SEED, Story
from .market_bounds import Market

_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}


class Frame:
    """What all facts of one story share."""

    __slots__ = ("bounds", "each_day", "market", "named", "sets", "slots", "uncut")

    def __init__(self, story: Story) -> None:
        self.slots = story.slots
        self.market = Market(story)
        self.each_day = story.each_day
        self.named = frozenset(
            n for n, slot in enumerate(story.slots) if slot.type == BOOL or isinstance(slot.type, Names | Held)
        )
        self.sets = frozenset(n for n, slot in enumerate(story.slots) if isinstance(slot.type, Members))
        uncut = {SEED, ROLLS, *(deck.draws for deck in story.decks.values())}
        uncut |= {scene.storylet.drawn for scene in story.scenes.values() if scene.storylet is not None}
        self.bounds = tuple((s.low, HIGHEST if n in uncut else s.high) for n, s in enumerate(story.slots))
        """What each slot can be at all. What counts rolls and draws is never cut."""


class Facts(Known):
    """What is known at one point."""

    __slots__ = ("frame",)

    def __init__(
        self, frame: Frame, spans: Sequence[Interval], names: dict[int, int], may: dict[int, int], must: dict[int, int]
    ) -> None:
        super().__init__(spans, names, may)
        self.must = must
        self.frame = frame

    @classmethod
    def of(cls, frame: Frame, values: Sequence[int], seed: bool = False) -> Facts:
        """Those of one state; of every seed, unless `seed`."""
        spans = [(value, value) for value in values]
        if not seed:
            spans[SEED] = spans[ROLLS] = (0, HIGHEST)
        for n in frame.sets:
            spans[n] = (0, frame.slots[n].high)
        sets = {n: values[n] for n in frame.sets}
        return cls(frame, spans, {n: 1 << values[n] for n in frame.named}, sets, sets.copy())

    def copy(self) -> Facts:
        made = Facts(self.frame, self._all, self.names.copy(), self.may.copy(), self.must.copy())
        made.spans = self.spans.copy()
        made.terms, made.orders = self.terms.copy(), self.orders.copy()
        return made

    def settled(self) -> Facts:
        """The same, with nothing that is known of more than one slot."""
        spans: Sequence[Interval] = self._all
        if self.spans:
            flat = list(spans)
            for slot, span in self.spans.items():
                flat[slot] = span
            spans = flat
        return Facts(self.frame, spans, self.names, self.may, self.must)

    def with_all_of(self, other: Facts) -> Facts:
        """What holds of both; self where that is nothing less. Both are settled."""
        spans = self._all
        if spans is not other._all:
            joined = [
                a if a is b or a == b else (a[0] if a[0] < b[0] else b[0], a[1] if a[1] > b[1] else b[1])
                for a, b in zip(spans, other._all, strict=True)
            ]
            if joined != spans:
                spans = joined
        names = self.names
        if names != other.names:
            both = {slot: mask | other.names[slot] for slot, mask in names.items()}
            names = both if both != names else names
        may, must = self.may, self.must
        if may != other.may:
            may = {slot: mask | other.may[slot] for slot, mask in may.items()}
        if must != other.must:
            must = {slot: mask & other.must[slot] for slot, mask in must.items()}
        if spans is self._all and names is self.names and may == self.may and must == self.must:
            return self
        return Facts(self.frame, spans, names, may, must)

    def loosened(self, before: Facts, marks: Sequence[tuple[int, ...]]) -> Facts:
        """What has grown since then goes to the next of its slot's marks at once, or as far as it can go at all."""
        spans = list(self._all)
        for slot, (was, now) in enumerate(zip(before._all, spans, strict=True)):
            if was is not now and was != now:
                low, high = now
                if low < was[0]:
                    low = max((mark for mark in marks[slot] if mark <= low), default=self.frame.bounds[slot][0])
                if high > was[1]:
                    high = min((mark for mark in marks[slot] if mark >= high), default=self.frame.bounds[slot][1])
                spans[slot] = low, high
        return Facts(self.frame, spans, self.names, self.may, self.must)

    def changed_by(self, after: Facts, slots: Iterable[int]) -> Facts:
        """The same, but for some slots of which only what is known afterwards holds. Both are settled."""
        spans, names, may, must = list(self._all), self.names.copy(), self.may.copy(), self.must.copy()
        for slot in slots:
            spans[slot] = after._all[slot]
            if slot in names:
                names[slot] = after.names[slot]
            elif slot in may:
                may[slot], must[slot] = after.may[slot], after.must.get(slot, 0)
        return Facts(self.frame, spans, names, may, must)

    def same_as(self, other: Facts) -> bool:
        """Whether both tell the same. Both are settled."""
        same = self._all is other._all or list(self._all) == list(other._all)
        return same and self.names == other.names and self.may == other.may and self.must == other.must

    # ---- bounds ----
    def _number(self, node: Node) -> Interval:
        match node:
            case Ask(name, args):
                return self.frame.market.span(name, args, self.span, self.of_slot(DAY))
            case Through(holder, fields):
                spans = [self.of_slot(field) if field is not None else (0, 0) for field in self.held(holder, fields)]
                return min(low for low, _ in spans), max(high for _, high in spans)
            case Look(values, Slot(slot)) if slot in self.names:
                found = [value for n, value in enumerate(values) if self.names[slot] >> n & 1]
                return (min(found), max(found)) if found else super()._number(node)
        return super()._number(node)

    def held(self, holder: int, fields: tuple[int | None, ...]) -> list[int | None]:
        """The fields that a holder may mean."""
        mask = self.names[holder]
        return [field for n, field in enumerate(fields) if mask >> n & 1] or [None]

    def _has(self, of: Node, mask: Node) -> Interval:
        if isinstance(of, Slot) and isinstance(mask, Look):
            low, high = self.span(mask.index)
            masks = mask.values[max(0, low) : high + 1]
            if masks and all(self.must.get(of.slot, 0) & one for one in masks):
                return 1, 1
            return OPEN if any(self.may[of.slot] & one for one in masks) else (0, 0)
        return super()._has(of, mask)

    def always(self, node: Node) -> bool:
        """Whether it is proved to hold."""
        return self.span(node)[0] >= 1

    def _compared(self, op: str, left: Node, right: Node) -> Interval:
        if type(left) is Slot and type(right) is Number and not self.orders:
            slot, value = left.slot, right.value
            mask = self.names.get(slot)
            if mask is None:
                low, high = self.spans.get(slot) or self._all[slot]
                return compared(op, low, high, value, value)
        return super()._compared(op, left, right)

    # ---- narrowing ----
    def assume(self, node: Node, holds: bool) -> bool:
        # Most conditions compare a slot with a number: they are taken in at once.
        if type(node) is Compare and type(node.left) is Slot and type(node.right) is Number:
            slot, value = node.left.slot, node.right.value
            op = node.op if holds else _OPPOSITE[node.op]
            mask = self.names.get(slot)
            if mask is not None and op in ("==", "!="):
                bit = 1 << value if value >= 0 else 0
                self.names[slot] = mask = mask & bit if op == "==" else mask & ~bit
                return bool(mask)
            if mask is None:
                low, high = self.spans.get(slot) or self._all[slot]
                if op == "!=":
                    low, high = low + (low == value), high - (high == value)
                else:
                    low = max(low, value + (op == ">")) if op in (">", ">=", "==") else low
                    high = min(high, value - (op == "<")) if op in ("<", "<=", "==") else high
                if low > high:
                    return False
                self.spans[slot] = low, high
                return True
        return super().assume(node, holds)

    def _narrow(self, node: Node, low: int, high: int) -> bool:
        if not super()._narrow(node, low, high):
            return False
        return type(node) is Slot or type(node) is Number or self._within(node, low, high)

    def _within(self, node: Node, low: int, high: int) -> bool:
        """What it tells of the parts that the whole lies within these bounds."""
        match node:
            case Arithmetic("+", left, right):
                (a, b), (c, d) = self.span(left), self.span(right)
                return self._narrow(left, low - d, high - c) and self._narrow(right, low - b, high - a)
            case Arithmetic("-", left, right):
                (a, b), (c, d) = self.span(left), self.span(right)
                return self._narrow(left, low + c, high + d) and self._narrow(right, a - high, b - low)
            case Arithmetic("*", left, Number(by)) | Arithmetic("*", Number(by), left) if by > 0:
                return self._narrow(left, -(-low // by), high // by)
            case Arithmetic("//", left, Number(by)) if by > 0:
                return self._narrow(left, low * by, high * by + by - 1)
            case Negative(part):
                return self._narrow(part, -high, -low)
            case Least(parts):
                return all(self._narrow(part, low, ANY[1]) for part in parts)
            case Greatest(parts):
                return all(self._narrow(part, ANY[0], high) for part in parts)
            case If(test, yes, no):
                for holds, side in ((True, yes), (False, no)):
                    least, most = self.span(side)
                    if least > high or most < low:
                        return self.assume(test, not holds)
        return True

    # ---- changes ----
    def put(self, slot: int, low: int, high: int) -> None:
        """A number has one of these values now."""
        self.spans[slot] = low, high
        self.forget()

    def forget(self) -> None:
        """Something changed: what is known of more than one slot may not hold any more."""
        self.terms, self.orders = {}, {}

    def become(self, other: Facts) -> None:
        """The same is known as of another, which is settled."""
        self._all, self.spans = other._all, {}
        self.names, self.may, self.must = other.names.copy(), other.may.copy(), other.must.copy()
        self.forget()
