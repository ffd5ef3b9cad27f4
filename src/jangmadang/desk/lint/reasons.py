"""Reasons: why a condition always or never holds, said of the variables that it asks for.

Takes a survey and a checked condition; gives words for the end of a message.
"""

from __future__ import annotations

from ...story.expressions import BOOL, Checked, Members, Names
from ...story.expressions import Person as Held
from ...story.expressions.tree import And, Or
from ...story.expressions.types import listed
from .survey import Survey

MOST = 2
"""Variables that a reason speaks of; of more, none would be the reason."""


def because(asked: Survey, checked: Checked | None) -> str:
    """Why a condition came out as it did: `risk` is 0 to 40."""
    if checked is None:
        return "nothing lets it"
    if not checked.reads:
        return f"`{checked.text}` has only one answer"
    if isinstance(checked.tree, And | Or) and _undecided(asked, checked.tree):
        return "its parts exclude each other" if isinstance(checked.tree, And) else "its parts leave nothing out"
    named = [said for slot in sorted(checked.reads) if (said := can_be(asked, slot))]
    if not 0 < len(named) <= MOST:
        return "by all that its variables can be"
    return " and ".join(named)


def _undecided(asked: Survey, tree: And | Or) -> bool:
    """Whether no part is decided alone."""
    spans = [asked.holding.known.span(part) for part in tree.parts]
    return all(low < high for low, high in spans)


def can_be(asked: Survey, number: int) -> str:
    """What a slot can ever be, "`risk` is 0 to 40"; empty for a name that can be any, and for what no writer named."""
    slot, known = asked.story.slots[number], asked.holding.known
    if "(" in slot.name or number < 2:
        return ""
    low, high = known.of_slot(number)
    name = f"`{slot.name}`"
    if isinstance(slot.type, Members):
        held = tuple(option for n, option in enumerate(slot.type.options) if known.may[number] >> n & 1)
        return f"{name} never holds more than {listed(held)}" if held else f"{name} is always empty"
    if number in known.names:
        if number not in asked.holding.tight:
            return ""
        return f"{name} is {_names(slot.type, known.names[number], asked)}"
    return f"{name} is always {low:,}" if low == high else f"{name} is {low:,} to {high:,}"


def _names(type_: object, mask: int, asked: Survey) -> str:
    values = [n for n in range(mask.bit_length()) if mask >> n & 1]
    if type_ == BOOL:
        return "true or false" if len(values) > 1 else f"always {'true' if values == [1] else 'false'}"
    if isinstance(type_, Names):
        options = [type_.options[n] for n in values]
    elif isinstance(type_, Held):
        options = [type_.people[n - 1] if n else "none" for n in values]
    else:
        return "what it is"
    return f"always {options[0]}" if len(options) == 1 else f"only ever {', '.join(options[:-1])} or {options[-1]}"
