"""The market: a table of goods, one row each, and a line on the good that one stands at.

Takes from `fixed`: goods, hours, currency, amounts, place, seat, pack. From `values`: hour, near, carry and, for
each good g, price.g with price.g.-1 … (past tags), buy.g, sell.g, call.g, want.g, here.g, have.g, paid.g, can.g,
limit.g, word.g, shock.g.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ...play.view import ChoiceView, Page
from ..drawing.lines import EMPTY, Line, Piece, clip, fit, right, wrap
from ..drawing.signs import CARET, DOT, FALL, FULL, HOLLOW, RISE, curve
from ..wish import Wish
from . import Drawn, Spot

TREND = 5
"""Cells of the price curve: ten days."""

_LIMITS = {1: "that is all you can pay for", 2: "there is no more here", 3: "you can carry no more"}
_KINDS = {"hidden": "asked for in a low voice", "spoils": "must go today", "foreign": ""}


class Row(NamedTuple):
    """A good as the table shows it."""

    id: str
    name: str
    unit: str
    kind: str
    number: int
    """The number of the choice that opens its menu; 0 when it is not on this page."""
    now: dict[str, int]

    def of(self, name: str, otherwise: int = 0) -> int:
        """A number of this good."""
        return self.now.get(name, otherwise)

    @property
    def past(self) -> list[int]:
        """Tags of the last days, the oldest first, today's last."""
        days = sorted(int(name[6:]) for name in self.now if name.startswith("price.-"))
        return [self.now[f"price.{day}"] for day in days] + [self.of("price")]


def rows_of(page: Page) -> tuple[list[Row], frozenset[str]]:
    """The goods, and the choices that their rows stand for."""
    assert page.stage is not None
    openers: dict[str, ChoiceView] = {
        choice.tags["good"]: choice
        for choice in page.choices
        if choice.tags.get("verb") == "open" and "good" in choice.tags
    }
    rows = []
    for good in page.stage.fixed.get("goods", ()):
        opener = openers.get(good["id"])
        rows.append(
            Row(
                good["id"],
                good["name"],
                good.get("unit", ""),
                good.get("kind", ""),
                opener.number if opener else 0,
                _numbers(page.stage.values, good["id"]),
            )
        )
    covered = frozenset(choice.id for choice in openers.values() if not page.menu)
    return rows, covered


def _numbers(values: dict[str, int], good: str) -> dict[str, int]:
    """The numbers of one good, by their bare names: 'have', 'price', 'price.-3'."""
    found: dict[str, int] = {}
    for name, value in values.items():
        kind, _, rest = name.partition(".")
        head, _, day = rest.partition(".-")
        if head == good:
            found[f"{kind}.-{day}" if day else kind] = value
    return found


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """The table in at most so many cells and lines; columns give way from the right, rows by the one stood at."""
    assert page.stage is not None
    fixed, values = page.stage.fixed, page.stage.values
    rows, covered = rows_of(page)
    if not rows:
        return Drawn()
    wide = width >= 76
    amounts = (*(str(amount) for amount in fixed.get("amounts", (1,))), "all")
    name_width = min(max(len(row.name) for row in rows) + 1, 15 if wide else 12)
    head = (_clock(fixed, values, width), _titles(name_width, wide))
    if (only := _only(page, rows)) is not None:
        # In a good's own menu its row alone is enough; the choices need the lines.
        return Drawn(head=(*head, _row(only, False, name_width, wide)), name="the goods")
    at = spot.row if spot.row is not None and spot.row < len(rows) else None
    foot = _detail(rows[at], amounts, spot, fixed, width - 6) if at is not None else [EMPTY]
    return Drawn(
        head=head,
        rows=tuple(_row(row, number == at, name_width, wide) for number, row in enumerate(rows)),
        foot=tuple([*foot, EMPTY][:2]),
        wishes=tuple(Wish("open", good=row.id) for row in rows),
        covered=covered,
        amounts=amounts,
        hints=(
            ("b", "Buy", "wish('buy')"),
            ("s", "Sell", "wish('sell')"),
            ("c", "Call", "wish('call')"),
            ("←→", "Amount", "amount(1)"),
        )
        if at is not None
        else (),
        name="the goods",
    )


def _only(page: Page, rows: list[Row]) -> Row | None:
    """The good whose menu this is."""
    goods = {c.tags["good"] for c in page.choices if c.tags.get("verb") in ("buy", "sell") and "good" in c.tags}
    return next((row for row in rows if row.id in goods), None) if page.menu and len(goods) == 1 else None


def _clock(fixed: dict[str, Any], values: dict[str, int], width: int) -> Line:
    """Hours gone and left, the load, and whether the whistle has been heard."""
    hours, gone = fixed.get("hours", 0), values.get("hour", 0)
    pieces = [Piece("   hours ", "muted"), Piece(FULL * gone + HOLLOW * (hours - gone), "meter")]
    if "carry" in values:
        load = f"{values['carry']} of {fixed['pack']} kg" if "pack" in fixed else f"{values['carry']} kg"
        pieces += [Piece("   carrying ", "muted"), Piece(load)]
    if values.get("near"):
        pieces.append(Piece("   a whistle, close", "warning"))
    return clip(tuple(pieces), width)


def _titles(name_width: int, wide: bool) -> Line:
    words = "     " + fit("good", name_width)
    words += fit("unit", 9) if wide else ""
    words += right("price", 8) + "  " + fit("10 days", 9) + right("here" if wide else "", 6 if wide else 0)
    words += right("you", 5 if wide else 6) + (right("paid", 9) if wide else "")
    return (Piece(words, "muted"),)


def _row(row: Row, chosen: bool, name_width: int, wide: bool) -> Line:
    past = row.past
    before = past[-2] if len(past) > 1 else past[-1]
    move = (past[-1] - before) * 100 // before if before > 0 else 0
    sign = (RISE if move > 0 else FALL) + f"{abs(move)}%" if move else ""
    pieces = [
        Piece("  "),
        Piece(CARET if chosen else " ", "caret"),
        Piece(f"{row.number or ' '} ", "key"),
        Piece(fit(row.name, name_width), "chosen" if chosen else ""),
    ]
    if wide:
        pieces.append(Piece(fit(row.unit, 9), "muted"))
    pieces += [
        Piece(right(f"{row.of('price'):,}", 8), "strong"),
        Piece("  " + fit(curve(past, TREND), TREND), "meter"),
        Piece(right(sign, 5), "change"),
    ]
    if wide:
        pieces.append(Piece(right(_count(row.of("here")), 5)))
    pieces.append(Piece(right(_count(row.of("have")), 5), "strong" if row.of("have") else "faint"))
    if wide:
        pieces.append(Piece(right(f"{row.of('paid'):,}" if row.of("paid") else "", 9), "muted"))
    return tuple(pieces)


def _count(number: int) -> str:
    return f"{number:,}" if number else DOT


def _detail(row: Row, amounts: tuple[str, ...], spot: Spot, fixed: dict[str, Any], width: int) -> list[Line]:
    """How much at a time, what it costs and brings, and what stands in the way."""
    currency = fixed.get("currency", "")
    pieces: list[Piece] = []
    for number, amount in enumerate(amounts):
        taken = number == spot.amount % len(amounts)
        pieces.append(Piece(f"‹{amount}› " if taken else f" {amount}  ", "chosen" if taken else "muted"))
    pieces += [Piece(" buy at ", "muted"), Piece(f"{row.of('buy', row.of('price')):,}", "strong")]
    if "can" in row.now:
        pieces += [Piece(f", at most {row.of('can')}", "muted")]
        if limit := _LIMITS.get(row.of("limit")):
            pieces += [Piece(f" ({limit})", "muted")]
    if row.of("have"):
        pieces += [Piece(" · sell at ", "muted"), Piece(f"{row.of('sell'):,}", "strong")]
    if row.of("want") and row.of("call"):
        pieces += [
            Piece(" · call it: ", "muted"),
            Piece(f"{min(row.of('want'), row.of('have')) or row.of('want')} at {row.of('call'):,}", "strong"),
        ]
    pieces += [Piece(f" {currency}", "muted")]
    if row.of("word"):
        pieces += [Piece(f" · in three days, you are told, {row.of('word'):,}", "said")]
    if kind := _KINDS.get(row.kind):
        pieces += [Piece(f" · {kind}", "muted")]
    return [(Piece("     "), *one) for one in wrap(pieces, width)][:2]
