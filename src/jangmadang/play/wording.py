"""How numbers of the state are said: sums, amounts, changes, standing, odds.

Takes slots and whole numbers; gives words. The one place where the play's own English stands.
"""

from __future__ import annotations

from ..story.model import Slot
from .telling import written

STANDING = ((80, "would stand by you"), (60, "would hide things for you"), (40, "trusts you"), (20, "knows you"))
ODDS = (
    (95, "as good as certain"),
    (80, "very likely"),
    (60, "likely"),
    (40, "about even"),
    (20, "unlikely"),
    (6, "very unlikely"),
)


def amount(slot: Slot, number: int) -> str:
    """So much of it: `200 won`, `1 hour`, `2 kilos of corn`, `40 trust`."""
    if slot.currency:
        return written(number, slot.currency)
    if slot.good and slot.unit is not None:
        much, what = written(number, f"={slot.unit.one}|{slot.unit.many}"), slot.label.removesuffix(" at home")
        return much if what in (slot.unit.one, slot.unit.many) else f"{much} of {what}"
    if slot.unit is not None:
        return written(number, f"={slot.unit.one}|{slot.unit.many}")
    if slot.person and slot.field == "trust":
        return f"{number:,} trust"
    return f"{written(number, '')} {label(slot)}"


def label(slot: Slot) -> str:
    """What the player calls it."""
    return slot.label or slot.name.replace("_", " ").replace(".", " ")


def price(slot: Slot, number: int) -> str:
    """What a choice takes: `−200 won`, `1 hour`."""
    if not number:
        return ""
    return amount(slot, number) if slot.unit is not None and not slot.good else "−" + amount(slot, number)


def needs(slot: Slot, least: int, have: int, who: str = "") -> str:
    """Why a cost or a condition is not met: `needs 200 won; you have 140`."""
    whom = f" with {who}" if who else ""
    owned = f"{have:,}" if have else "none"
    return f"needs {amount(slot, least)}{whom}; you have {owned}"


def at_most(slot: Slot, most: int, have: int, who: str = "") -> str:
    """`needs risk of 20 or less; it is 35`."""
    whom = f" with {who}" if who else ""
    return f"needs {label(slot)}{whom} of {most:,} or less; it is {have:,}"


def change(slot: Slot, by: int, who: str = "", at_top: bool | None = None) -> str:
    """What a turn changed, said once. `at_top`: whether it met its upper bound or its lower one; neither when None."""
    if at_top is not None:
        return _to_its_bound(slot, by, who, at_top)
    if slot.person and slot.field == "trust":
        size = abs(by)
        much = "a little " if size <= 3 else "much " if size > 9 else ""
        return f"{who} trusts you {much}{'more' if by > 0 else 'less'}"
    return f"{label(slot)} {'+' if by > 0 else '−'}{abs(by):,}"


def _to_its_bound(slot: Slot, by: int, who: str, at_top: bool) -> str:
    if slot.person and slot.field == "trust":
        return f"{who} trusts you wholly now" if at_top else f"{who} does not trust you at all now"
    changed = change(slot, by)
    if slot.currency or (slot.good and slot.field == "have"):
        full = f"no more can be {'carried' if slot.good else 'kept'}"
        return f"{changed}, and {full if at_top else 'none is left'}"
    return f"{changed}, and can {'rise' if at_top else 'fall'} no further"


def bound(slot: Slot, at_top: bool, who: str = "") -> str:
    """A bound was met: never in silence."""
    if slot.good and slot.field == "have":
        return f"no more {label(slot)} can be carried" if at_top else f"no {label(slot)} is left"
    if slot.currency:
        return f"no more {label(slot)} can be kept" if at_top else f"no {label(slot)} is left"
    if slot.person and slot.field == "trust":
        return f"{who} could not trust you {'more' if at_top else 'less'}"
    return f"{label(slot)} can {'rise' if at_top else 'fall'} no further"


def standing(trust: int) -> str:
    """How somebody stands to you (guide: 20 known, 40 they lend, 60 they hide things for you, 80 punished with you)."""
    return next((words for least, words in STANDING if trust >= least), "hardly knows you")


def odds(percent: int) -> str:
    """Odds as a word and a number: `likely, 65 in 100`."""
    word = next((words for least, words in ODDS if percent >= least), "hardly possible")
    return f"{word}, {percent} in 100"
