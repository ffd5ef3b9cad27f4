"""The bribe: what he may want as a bar, what was offered, his patience, and who is looking.

Takes from `fixed`: official, role, temper, patience, currency, errand, witnesses. From `values`: low, high,
first_low, first_high, patience, knows, met, last, refused, purse, regular. The bar is the player's guess; there is
no number behind it.
"""

from __future__ import annotations

from typing import Any

from ...play.view import ChoiceView, Page
from ..drawing.lines import Line, Piece, clip
from ..drawing.signs import FULL, HOLLOW
from . import Drawn, Spot

KNOWN = 5
"""Squares of 'he knows you'."""


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """Four or five lines; no rows: every offer is a choice of the list."""
    assert page.stage is not None
    fixed, values = page.stage.fixed, page.stage.values
    width = min(width, 80)
    lines = [_who(fixed, values), _measures(fixed, values)]
    if values.get("high", 0) > 0:
        lines += _bar(fixed, values, _offers(page), spot.choice, width - 8)
    return Drawn(head=tuple(clip(one, width) for one in lines)[:most], name="the man")


def _who(fixed: dict[str, Any], values: dict[str, int]) -> Line:
    pieces = [Piece("    "), Piece(str(fixed.get("official", "")), "strong")]
    about = [str(fixed[name]) for name in ("role",) if fixed.get(name)]
    if values.get("knows", 0) >= 2 and fixed.get("temper"):
        about.append(str(fixed["temper"]))
    if met := values.get("met", 0):
        about.append(f"met {met} time{'s' if met > 1 else ''} before")
    if about:
        pieces.append(Piece("  " + " · ".join(about), "muted"))
    return tuple(pieces)


def _measures(fixed: dict[str, Any], values: dict[str, int]) -> Line:
    patience = max(0, values.get("patience", 0))
    most = max(int(fixed.get("patience", patience)), patience)
    knows = min(KNOWN, values.get("knows", 0))
    pieces = [
        Piece("    patience ", "muted"),
        Piece(FULL * patience + HOLLOW * (most - patience), "warning" if patience <= 1 else "meter"),
        Piece("   he knows you ", "muted"),
        Piece(FULL * knows + HOLLOW * (KNOWN - knows), "meter"),
    ]
    if witnesses := fixed.get("witnesses"):
        words = f"{witnesses} looking on" if isinstance(witnesses, int) else ", ".join(witnesses) + " looking on"
        pieces.append(Piece("   " + words, "muted"))
    return tuple(pieces)


def _offers(page: Page) -> list[tuple[int, ChoiceView]]:
    """The sums one can offer now, each with its choice."""
    return [
        (int(choice.tags["amount"]), choice)
        for choice in page.choices
        if choice.tags.get("verb") == "offer" and choice.tags.get("amount", "").isdigit()
    ]


def _bar(
    fixed: dict[str, Any], values: dict[str, int], offers: list[tuple[int, ChoiceView]], chosen: str, width: int
) -> list[Line]:
    """What he may want between nothing and a good deal more, in squares; beneath, the numbers of the offers."""
    low, high = values["low"], values["high"]
    # The bar keeps its length while the span shrinks from either end, so that one sees it shrink.
    top = max(high, values.get("first_high", 0), *(total for total, _ in offers), 1) * 6 // 5
    cells = max(10, min(44, width - 8))

    def place(total: int) -> int:
        return min(cells - 1, total * (cells - 1) // top)

    before, span = place(low), place(high) + 1 - place(low)
    currency = fixed.get("currency", "")
    told = "  you guess"
    told += f"; last time {values['last']:,}" if values.get("last") else ""
    told += f"; {values['refused']:,} was not enough" if values.get("refused") else ""
    lines: list[Line] = [
        (
            Piece("    he may want ", "muted"),
            Piece(f"{low:,} – {high:,} {currency}".rstrip(), "strong"),
            Piece(told, "muted"),
        ),
        (
            Piece("    ├" + "─" * before, "rule"),
            Piece(FULL * span, "meter"),
            Piece("─" * (cells - before - span) + "┤", "rule"),
            Piece(f" {top:,}", "muted"),
        ),
    ]
    marks: list[Piece] = [Piece("     ")]
    used = 0
    for total, choice in sorted(offers, key=lambda offer: offer[0]):
        if (at := place(total)) >= used:
            marks.append(Piece(" " * (at - used)))
            marks.append(Piece(str(choice.number), "caret" if choice.id == chosen else "key", ("choice", choice.id)))
            used = at + len(str(choice.number))
    return [*lines, tuple(marks)] if offers else lines
