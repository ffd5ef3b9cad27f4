"""What a richer screen draws of a market: a table of goods and the day around it.

Takes a block's numbers and gives named expressions for the core to evaluate; takes `fixed` and `values` of a page and
gives them as one typed value. No widget and no state come in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from ...document import Scene
from .. import Setting
from ..shared import CURRENCY_WORDS, asked
from .cloth import Cloth, Ware

PAST_DAYS = 10


class GoodRow(Struct, frozen=True):
    """One good of the table. Sums are in the unit of the purse that pays."""

    id: str
    name: str
    unit: str
    kind: str
    """`hidden` (lies at home), `foreign` (money), `spoils` (nothing of it is left in the morning), or empty."""
    price: int
    """What one is worth today."""
    past: tuple[int, ...]
    """The same on the days before, the oldest first; empty where they are not known."""
    move: int
    """Percent since yesterday, 0 where that is not known."""
    buy: int
    """What one costs."""
    sell: int
    """What one brings when it is sold to the row."""
    call: int
    """What one brings when it is called; 0 for what cannot be called."""
    want: int
    """Units that buyers ask for this hour."""
    here: int
    """Units that can be had on the row."""
    have: int
    paid: int
    """What one has cost on average; 0 when none is held or it was not bought here."""
    can: int
    """Units that can be bought now."""
    limit: str
    """What stops one from buying more: money, here or pack."""
    word: int
    """Where a friend says it will stand in three days; 0 without a word."""


class MarketView(Struct, frozen=True):
    """A market day as a screen draws it."""

    place: str
    seat: str
    """alley, stall or yard."""
    currency: str
    """The word after a sum."""
    friend: str
    amounts: tuple[int, ...]
    """Numbers one can buy and sell at a time; all is always possible besides."""
    hour: int
    """Hours gone."""
    hours: int
    near: bool
    """The whistle has gone."""
    asked: bool
    carry: int
    """Kilos on the cloth."""
    pack: int
    """Kilos that can be carried."""
    goods: tuple[GoodRow, ...]


LIMITS = ("", "money", "here", "pack")


def fixed(cloth: Cloth, scene: Scene, amounts: list[int], setting: Setting) -> dict[str, Any]:
    """What never changes while the block lasts."""
    block = cloth.block
    return {
        "goods": [
            {"id": ware.id, "name": ware.name, "unit": ware.good.unit.one, "kind": _kind(ware)} for ware in cloth.wares
        ],
        "hours": block.hours,
        "currency": CURRENCY_WORDS[cloth.currency],
        "amounts": amounts,
        "place": block.place or scene.place or setting.place,
        "seat": block.seat,
        "friend": setting.people[block.friend].name if block.friend in setting.people else "",
        "pack": block.pack,
    }


def _kind(ware: Ware) -> str:
    if ware.hidden:
        return "hidden"
    if ware.cash:
        return "foreign"
    return "spoils" if min(ware.good.spoil) == 100 else ""


def expressions(cloth: Cloth) -> dict[str, str]:
    """The numbers of now, by name."""
    out = {"hour": cloth.slot("hour"), "near": cloth.slot("near"), "asked": cloth.slot("asked"), "carry": cloth.load}
    for ware in cloth.wares:
        g = ware.id
        out[f"price.{g}"] = cloth.price(ware)
        if ware.tag is None:
            out |= {f"price.{g}.-{days}": cloth.price(ware, -days) for days in range(1, PAST_DAYS + 1)}
        out[f"buy.{g}"] = cloth.buy(ware, 1)
        out[f"sell.{g}"] = cloth.call(ware, 1) if ware.hidden else cloth.sell(ware, 1)
        if ware.called:
            out[f"call.{g}"] = cloth.call(ware, 1)
            out[f"want.{g}"] = f"0 if {cloth.late} else {cloth.want(ware)}"
        out[f"here.{g}"] = cloth.here(ware)
        out[f"have.{g}"] = ware.held
        if ware.held.startswith("have."):
            out[f"paid.{g}"] = f"{asked(f'paid.{g}', cloth.block.purse)} if {ware.held} > 0 else 0"
        out[f"can.{g}"] = cloth.can(ware)
        out[f"limit.{g}"] = cloth.limit(ware)
        if ware in cloth.foreseen:
            out[f"word.{g}"] = cloth.word(ware)
    return out


def view(fixed: Mapping[str, Any], values: Mapping[str, int]) -> MarketView:
    """The page's stage as one value. What `values` leaves out is 0."""

    def row(good: Mapping[str, str]) -> GoodRow:
        g = good["id"]

        def now(name: str) -> int:
            return values.get(f"{name}.{g}", 0)

        days = range(PAST_DAYS, 0, -1)
        past = tuple(values[f"price.{g}.-{day}"] for day in days if f"price.{g}.-{day}" in values)
        move = (now("price") - past[-1]) * 100 // max(1, past[-1]) if past else 0
        numbers = {
            name: now(name) for name in ("price", "buy", "sell", "call", "want", "here", "have", "paid", "can", "word")
        }
        return GoodRow(
            id=g,
            name=good["name"],
            unit=good["unit"],
            kind=good["kind"],
            past=past,
            move=move,
            limit=LIMITS[now("limit")],
            **numbers,
        )

    return MarketView(
        fixed["place"],
        fixed["seat"],
        fixed["currency"],
        fixed["friend"],
        tuple(fixed["amounts"]),
        values.get("hour", 0),
        fixed["hours"],
        values.get("near", 0) == 1,
        values.get("asked", 0) == 1,
        values.get("carry", 0),
        fixed["pack"],
        tuple(row(good) for good in fixed["goods"]),
    )
