"""The numbers of a bribe as one value, for screens.

Takes the `fixed` and `values` of a stage (see `play.view.StageView`); gives a `BribeView`. Pure; a name that is missing
reads as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from .rules import SHARES


class Offer(Struct, frozen=True):
    """A sum that one may offer now."""

    share: int
    """25, 50, 75 or 100: how far it reaches from the lowest sum he may want to the highest. Also its choice's tag."""
    total: int
    """In the currency of the purse."""
    odds: int
    """In 100, as rolled."""
    teaches: int
    """1: it is a sum that is remembered. -1: it is so little that he asks for less next time. 0: neither."""


class BribeView(Struct, frozen=True):
    """A bribe at one moment. Sums are whole units of the purse's currency."""

    official: str
    role: str
    temper: str
    """In words, and only once he is known well enough (`knows` 2)."""
    currency: str
    witnesses: int
    """How many people stand by."""
    watching: tuple[str, ...]
    """Who they are, where the story says it."""
    patience: int
    patience_full: int
    knows: int
    """How well he knows you, 0 to 5."""
    met: int
    """Meetings before this one."""
    low: int
    high: int
    """The span in which his price lies, as far as you can guess."""
    first_low: int
    first_high: int
    """The span at the beginning of this meeting."""
    refused: int
    """The highest sum refused in this meeting; 0 for none."""
    last: int
    """The last sum that was taken here; 0 for none."""
    regular: int
    """Days of the paid month that are left, today included; 0 when none is paid."""
    purse: int
    offers: tuple[Offer, ...]


def view(fixed: Mapping[str, Any], values: Mapping[str, int]) -> BribeView:
    """The typed view of a stage of kind `bribe`."""

    def number(name: str) -> int:
        return int(values.get(name, 0))

    knows, witnesses = number("knows"), fixed.get("witnesses", 0)
    watching = tuple(witnesses) if isinstance(witnesses, list | tuple) else ()
    return BribeView(
        str(fixed.get("official", "")),
        str(fixed.get("role", "")),
        str(fixed.get("temper", "")) if knows >= 2 else "",
        str(fixed.get("currency", "")),
        len(watching) if watching else int(witnesses or 0),
        watching,
        number("patience"),
        int(fixed.get("patience", 0)),
        knows,
        number("met"),
        number("low"),
        number("high"),
        number("first_low"),
        number("first_high"),
        number("refused"),
        number("last"),
        number("regular"),
        number("purse"),
        tuple(
            Offer(share, number(f"offer.{share}"), number(f"odds.{share}"), number(f"teaches.{share}"))
            for share in SHARES
            if f"offer.{share}" in values
        ),
    )
