"""Effects and costs as lines of Python over a list `s`, for walking.

Takes groups of effects; gives lines that change `s` as `Rules` would: all of a group read the state before it, apply
together and are cut at their bounds. What the checker has proved to stay within bounds is not cut again. What goes
through a held person is left to `Rules`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ..story.expressions import BOOL, Checked, source
from ..story.model import Choice, Cost, Effect, Group, Story


class Names:
    """What the generated code may speak of besides `s`: values by the names they were given."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = {
            "__builtins__": {},
            "min": min,
            "max": max,
            "abs": abs,
            "len": len,
            "str": str,
            "format": format,
            **known,
        }

    def name(self, value: Any) -> str:
        """A name of its own for a value."""
        name = f"c{len(self.known)}"
        self.known[name] = value
        return name


class _Sum(Struct):
    """What a slot becomes: its source, and between which numbers it lies before it is cut."""

    text: str
    low: int
    high: int


def number(checked: Checked) -> str:
    """An expression's value as source, 1 and 0 for yes and no; in brackets where it is more than a word."""
    if checked.constant is not None:
        return str(checked.constant) if checked.constant >= 0 else f"({checked.constant})"
    if checked.type == BOOL:
        return f"(1 if {source(checked.tree, True)} else 0)"
    return f"({source(checked.tree)})"


class Changes:
    """Writes one story's changes."""

    def __init__(self, story: Story, names: Names) -> None:
        self.slots, self.names = story.slots, names

    def lines(self, groups: tuple[Group, ...], choice: Choice | None = None) -> list[str]:
        """Groups one after another; the choice's cost is taken together with the first, as `Rules` does."""
        cost = choice.cost if choice is not None else ()
        if any(effect.via is not None for group in groups for effect in group):
            rest = "" if choice is None else f", {self.names.name(choice)}"
            return [f"changed(s, {self.names.name(groups)}{rest})"]
        first, rest_of = (groups[0], groups[1:]) if groups else ((), ())
        out = self._group(first, cost)
        for group in rest_of:
            out += self._group(group, ())
        return out

    def _group(self, group: Group, cost: tuple[Cost, ...]) -> list[str]:
        sums: dict[int, _Sum] = {}
        read_late = False
        for paid in cost:
            read_late |= self._reads(paid.value, sums)
            self._add(sums, paid.slot, "-", paid.value)
        for effect in group:
            read_late |= self._reads(effect.value, sums)
            if effect.of_set:
                self._put(sums, effect)
            else:
                self._add(sums, effect.slot, effect.op, effect.value)
        if not read_late:
            return [f"s[{slot}] = {self._cut(slot, new)}" for slot, new in sums.items()]
        before = [f"t{n} = {new.text}" for n, new in enumerate(sums.values())]
        after = [
            f"s[{slot}] = {self._cut(slot, _Sum(f't{n}', new.low, new.high))}"
            for n, (slot, new) in enumerate(sums.items())
        ]
        return before + after

    def _reads(self, value: Checked, changed: dict[int, _Sum]) -> bool:
        """Whether the value reads what an earlier line would have changed already."""
        return bool(changed) and value.constant is None and (bool(value.asks) or not value.reads.isdisjoint(changed))

    def _now(self, sums: dict[int, _Sum], slot: int) -> _Sum:
        return sums.get(slot) or _Sum(f"s[{slot}]", self.slots[slot].low, self.slots[slot].high)

    def _add(self, sums: dict[int, _Sum], slot: int, op: str, by: Checked) -> None:
        now, text = self._now(sums, slot), number(by)
        if op == "+":
            sums[slot] = _Sum(f"{now.text} + {text}", now.low + by.low, now.high + by.high)
        elif op == "-":
            sums[slot] = _Sum(f"{now.text} - {text}", now.low - by.high, now.high - by.low)
        else:
            sums[slot] = _Sum(text, by.low, by.high)

    def _put(self, sums: dict[int, _Sum], effect: Effect) -> None:
        now, text, by = self._now(sums, effect.slot), number(effect.value), effect.value
        full = (1 << max(now.high.bit_length(), by.high.bit_length())) - 1
        if effect.op == "+":
            sums[effect.slot] = _Sum(f"({now.text} | {text})", 0, full)
        elif effect.op == "-":
            sums[effect.slot] = _Sum(f"({now.text} & ~{text})", 0, now.high)
        else:
            sums[effect.slot] = _Sum(text, by.low, by.high)

    def _cut(self, slot: int, new: _Sum) -> str:
        low, high = self.slots[slot].low, self.slots[slot].high
        under, over = new.low < low, new.high > high
        if under and over:
            return f"{low} if (x := {new.text}) < {low} else {high} if x > {high} else x"
        if under:
            return f"x if (x := {new.text}) > {low} else {low}"
        if over:
            return f"x if (x := {new.text}) < {high} else {high}"
        return new.text
