"""The bribe: what he may want as a bar, what was offered, his patience, and who is looking.

Takes from `fixed`: official, role, temper, patience, currency, errand, witnesses. From `values`: low, high,
first_low, first_high, patience, knows, met, last, refused, purse, regular. The bar is the player's guess; there is
no number behind it.
"""

from __future__ import annotations

from typing import Any

from ...play.view import Page
from ..drawing.lines import Line, Piece, clip
from ..drawing.signs import CARET, FULL, HOLLOW, LOCK
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
        lines += _bar(fixed, values, _offers(page), width - 8)
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


def _offers(page: Page) -> list[int]:
    """The sums one can offer now."""
    sums = []
    for choice in page.choices:
        amount = choice.tags.get("amount", "")
        if choice.tags.get("verb") == "offer" and amount.isdigit():
            sums.append(int(amount))
    return sums


def _bar(fixed: dict[str, Any], values: dict[str, int], offers: list[int], width: int) -> list[Line]:
    """What he may want between nothing and a good deal more, in squares; beneath, the sums on offer."""
    low, high = values["low"], values["high"]
    top = max(high, values.get("first_high", 0), *offers, 1)
    cells = max(10, min(44, width - 6))

    def place(total: int) -> int:
        return min(cells - 1, total * (cells - 1) // top)

    bar = ["─"] * cells
    for cell in range(place(low), place(high) + 1):
        bar[cell] = FULL
    marks = [" "] * cells
    for total in offers:
        marks[place(total)] = CARET
    if refused := values.get("refused", 0):
        marks[place(refused)] = LOCK
    currency = fixed.get("currency", "")
    guess = f"{low:,} – {high:,} {currency}".rstrip()
    last = f"; last time {values['last']:,}" if values.get("last") else ""
    drawn = "".join(bar)
    before, span = drawn.partition(FULL)[0], drawn.count(FULL)
    lines: list[Line] = [
        (Piece("    he may want ", "muted"), Piece(guess, "strong"), Piece(f"  you guess{last}", "muted")),
        (
            Piece("    ├" + before, "rule"),
            Piece(FULL * span, "meter"),
            Piece(drawn[len(before) + span :] + "┤", "rule"),
            Piece(f" {top:,}", "muted"),
        ),
    ]
    if offers or refused:
        words = "what you can offer" + (f", {LOCK} refused" if refused else "")
        lines.append((Piece("     " + "".join(marks), "caret"), Piece("  " + words, "muted")))
    return lines
