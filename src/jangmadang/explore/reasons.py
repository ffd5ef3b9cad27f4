"""Reasons: why a condition cannot be so where certain facts are known, in a sentence.

Takes facts and a checked tree; gives words such as "`money` is never more than 400 here; this asks for 500".
"""

from __future__ import annotations

from ..story.expressions import BOOL, Names, Node, children
from ..story.expressions import Person as Held
from ..story.expressions.tree import And, Compare, Has, Not, Number, Or, Slot
from ..story.expressions.types import listed
from .facts import Facts

_TURNED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}
_MOST = 2
"""Variables that a reason speaks of."""


def because(facts: Facts, node: Node, holds: bool = True, asks: str = "asks for") -> str:
    """Why a condition cannot hold, or cannot fail."""
    match node:
        case Not(part):
            return because(facts, part, not holds, asks)
        case And(parts) | Or(parts) if holds == (type(node) is And):
            for part in parts:
                low, high = facts.span(part)
                if low == high != int(holds):
                    return because(facts, part, holds, asks)
            return "its parts exclude each other here" if holds else "its parts leave nothing out here"
        case And(parts) | Or(parts):
            reasons = list(dict.fromkeys(because(facts, part, holds, asks) for part in parts))
            return "; ".join(reasons[:_MOST]) if len(reasons) <= _MOST else _values(facts, node)
        case Compare(op, Slot(slot), right):
            return _compared(facts, op if holds else _OPPOSITE[op], slot, right, asks)
        case Compare(op, left, Slot(slot)):
            return _compared(facts, _TURNED[op if holds else _OPPOSITE[op]], slot, left, asks)
        case Slot(slot) if slot in facts.names:
            return f"{_name(facts, slot)} is never {'true' if holds else 'false'} here"
        case Has(Slot(slot), Number(mask)):
            members = [name for n, name in enumerate(_options(facts, slot)) if mask >> n & 1]
            if members:
                verb = "never" if holds else "always"
                return f"{_name(facts, slot)} {verb} holds {listed(tuple(members))} here"
    return _values(facts, node)


def _compared(facts: Facts, op: str, slot: int, right: Node, asks: str) -> str:
    name = _name(facts, slot)
    if slot in facts.names:
        return f"{name} is only ever {_named(facts, slot)} here"
    (low, high), (least, most) = facts.of_slot(slot), facts.span(right)
    plain = facts.frame.slots[slot].name
    if op in (">=", ">"):
        wanted = least + (op == ">")
        if plain.startswith("visits(") and high == 0:
            return f"nobody who is here has been in `{plain[7:-1]}`"
        return f"{name} is never more than {high:,} here; this {asks} {wanted:,}"
    if op in ("<=", "<"):
        if plain.startswith("visits(") and low > 0:
            return f"everybody who is here has been in `{plain[7:-1]}`"
        return f"{name} is never less than {low:,} here; this {asks} {most - (op == '<'):,} or less"
    if plain.startswith("taken("):
        return "it was always taken before" if low > 0 else "it was never taken before"
    said = f"{name} is {_between(low, high)} here"
    return said if op == "!=" else f"{said}; this {asks} {least:,}" if least == most else said


def _values(facts: Facts, node: Node) -> str:
    """What the variables are that it hangs on."""
    slots = sorted(slots_in(node))
    if not 0 < len(slots) <= _MOST:
        return "nothing that its variables can be here allows it"
    return " and ".join(f"{_name(facts, slot)} is {value(facts, slot)}" for slot in slots) + " here"


def value(facts: Facts, slot: int) -> str:
    """What a slot can be, in words: `0 to 40`, `none or road`."""
    if slot in facts.names:
        return _named(facts, slot)
    if slot in facts.may:
        held = [name for n, name in enumerate(_options(facts, slot)) if facts.may[slot] >> n & 1]
        return f"at most {listed(tuple(held))}" if held else "empty"
    return _between(*facts.of_slot(slot))


def _between(low: int, high: int) -> str:
    return f"always {low:,}" if low == high else f"{low:,} to {high:,}"


def _named(facts: Facts, slot: int) -> str:
    mask = facts.names[slot]
    names = [name for n, name in enumerate(_options(facts, slot)) if mask >> n & 1]
    if len(names) > 6:
        return f"{', '.join(names[:5])} or others"
    return (" or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]) if names else "nothing"


def _options(facts: Facts, slot: int) -> tuple[str, ...]:
    kind = facts.frame.slots[slot].type
    if kind == BOOL:
        return "false", "true"
    if isinstance(kind, Held):
        return "none", *kind.people
    return kind.options if isinstance(kind, Names) else getattr(kind, "options", ())


def _name(facts: Facts, slot: int) -> str:
    return f"`{facts.frame.slots[slot].name}`"


def slots_in(node: Node) -> set[int]:
    """The slots that a tree reads."""
    found: set[int] = set()
    todo = [node]
    while todo:
        one = todo.pop()
        if isinstance(one, Slot):
            found.add(one.slot)
        else:
            todo += children(one)
    return found
