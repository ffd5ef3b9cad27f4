"""The market: a table of goods, one row each, and a line on the good that one stands at.

It draws what `story.encounters.market` gives as its view; the choices that open a good's menu become rows.
"""

from __future__ import annotations

from typing import NamedTuple

from ...play.view import ChoiceView, Page
from ...story.encounters.market.view import GoodRow, MarketView, view
from ..drawing.lines import EMPTY, Line, Piece, clip, fit, right, width_of
from ..drawing.signs import CARET, DOT, FALL, FULL, HOLLOW, RISE, curve
from ..wish import Wish
from . import Drawn, Spot

TREND = 5
"""Cells of the price curve: ten days."""

_LIMITS = {"money": "you cannot pay for more", "here": "there is no more here", "pack": "you cannot carry more"}
_KINDS = {"hidden": "asked for in a low voice", "spoils": "must go today", "foreign": "money from abroad"}
_HINTS = (
    ("b", "Buy", "wish('buy')"),
    ("s", "Sell", "wish('sell')"),
    ("c", "Call", "wish('call')"),
    ("←→", "Amount", "amount(1)"),
)


class Table(NamedTuple):
    """Which columns there is room and reason for."""

    name: int
    """Cells of the goods' names."""
    wide: bool
    past: bool
    """Prices of the days before are known."""
    paid: bool
    """Something that is held was paid for."""


def openers(page: Page) -> dict[str, ChoiceView]:
    """The choices that open a good's menu, by good: the rows stand for them."""
    found = {choice.tags.get("good", ""): choice for choice in page.choices if choice.tags.get("verb") == "open"}
    return {good: choice for good, choice in found.items() if good and choice.menu}


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """The table in at most so many cells and lines; columns give way from the right, rows by the one stood at."""
    assert page.stage is not None
    market = view(page.stage.fixed, page.stage.values)
    goods, ways = market.goods, openers(page)
    if not goods:
        return Drawn()
    wide = width >= 72
    table = Table(
        min(max(len(good.name) for good in goods) + 1, 15 if wide else 12),
        wide,
        any(good.past for good in goods),
        wide and any(good.paid for good in goods),
    )
    head = (_clock(market, width), _titles(table))
    if (only := _only(page, goods)) is not None:
        # In a good's own menu its row alone is enough; the choices need the lines.
        return Drawn(head=(*head, _row(only, 0, False, table)), name="the goods")
    if not ways:
        # The whistle, the patrol: what lies on the cloth is seen, and cannot be touched.
        return Drawn(head=head[:1], name="the goods")
    at = spot.row if spot.row is not None and spot.row < len(goods) else None
    amounts = (*(str(amount) for amount in market.amounts), "all")
    foot = _detail(goods[at], amounts, spot, market.currency, width - 6) if at is not None else []
    return Drawn(
        head=head,
        rows=tuple(
            _row(good, ways[good.id].number if good.id in ways else 0, number == at, table)
            for number, good in enumerate(goods)
        ),
        foot=tuple([*foot, EMPTY, EMPTY][:2]),
        wishes=tuple(Wish("open", good=good.id) for good in goods),
        covered=frozenset(choice.id for choice in ways.values()),
        amounts=amounts,
        hints=_HINTS if at is not None else (),
        name="the goods",
    )


def _only(page: Page, goods: tuple[GoodRow, ...]) -> GoodRow | None:
    """The good whose menu this is."""
    traded = {c.tags["good"] for c in page.choices if c.tags.get("verb") in ("buy", "sell") and "good" in c.tags}
    return next((good for good in goods if good.id in traded), None) if page.menu and len(traded) == 1 else None


def _clock(market: MarketView, width: int) -> Line:
    """Hours gone and left, the load, and whether the whistle has been heard."""
    pieces = [
        Piece("     hours ", "muted"),
        Piece(FULL * market.hour + HOLLOW * (market.hours - market.hour), "meter"),
        Piece("   carrying ", "muted"),
        Piece(f"{market.carry} of {market.pack} kg"),
    ]
    if market.near:
        pieces.append(Piece("   a whistle, close", "warning"))
    return clip(tuple(pieces), width)


def _titles(table: Table) -> Line:
    words = "     " + fit("good", table.name)
    words += fit("unit", 9) if table.wide else ""
    words += right("price", 8)
    words += "  " + fit("10 days", 10) if table.past else ""
    words += right("here", 6) if table.wide else ""
    words += right("you", 6) + (right("paid", 9) if table.paid else "")
    return (Piece(words, "muted"),)


def _row(good: GoodRow, number: int, chosen: bool, table: Table) -> Line:
    pieces = [
        Piece(" "),
        Piece(CARET if chosen else " ", "caret"),
        Piece(f" {number or ' '} ", "key"),
        Piece(fit(good.name, table.name), "chosen" if chosen else ""),
    ]
    if table.wide:
        pieces.append(Piece(fit(good.unit, 9), "muted"))
    pieces.append(Piece(right(f"{good.price:,}", 8), "strong"))
    if table.past:
        move = (RISE if good.move > 0 else FALL) + f"{abs(good.move)}%" if good.move else ""
        trend = curve((*good.past, good.price), TREND) if good.past else ""
        pieces += [Piece("  " + fit(trend, TREND), "meter"), Piece(right(move, 5), "change")]
    if table.wide:
        pieces.append(Piece(right(_count(good.here), 6)))
    pieces.append(Piece(right(_count(good.have), 6), "strong" if good.have else "faint"))
    if table.paid:
        pieces.append(Piece(right(f"{good.paid:,}" if good.paid else "", 9), "muted"))
    return tuple(pieces)


def _count(number: int) -> str:
    return f"{number:,}" if number else DOT


def _detail(good: GoodRow, amounts: tuple[str, ...], spot: Spot, currency: str, width: int) -> list[Line]:
    """How much at a time, what it costs and brings, and what stands in the way."""
    first: list[Piece] = []
    for number, amount in enumerate(amounts):
        taken = number == min(spot.amount, len(amounts) - 1)
        first.append(Piece(f"‹{amount}› " if taken else f" {amount}  ", "chosen" if taken else "muted"))
    limit = f" ({_LIMITS[good.limit]})" if good.limit in _LIMITS else ""
    first += [
        Piece(" buy at ", "muted"),
        Piece(f"{good.buy:,} {currency}", "strong"),
        Piece(f", at most {good.can}", "muted"),
    ]
    if width_of(first) + len(limit) <= width:
        first.append(Piece(limit, "muted"))
    parts: list[Line] = []
    if good.have:
        parts.append((Piece("sell at ", "muted"), Piece(f"{good.sell:,}", "strong")))
    if good.want and good.call:
        count = min(good.want, good.have) or good.want
        parts.append((Piece("call it: ", "muted"), Piece(f"{count} at {good.call:,}", "strong")))
    if good.word:
        parts.append((Piece(f"in three days, you are told, {good.word:,}", "said"),))
    if kind := _KINDS.get(good.kind):
        parts.append((Piece(kind, "muted"),))
    second = [piece for part in parts for piece in (Piece(" · ", "muted"), *part)][1:]
    return [(Piece("     "), *clip(tuple(one), width)) for one in (first, second)]
