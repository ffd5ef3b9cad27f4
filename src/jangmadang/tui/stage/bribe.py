"""The bribe: what he may want as a bar, what was offered, his patience, and who is looking.

It draws what `story.encounters.bribe` gives as its view. The bar is the player's
guess; there is no number behind it.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from ...play.view import Page
from ...story.encounters.bribe import BribeView, view
from ..drawing.lines import Line, Piece, clip
from ..drawing.signs import FULL, HOLLOW
from . import Drawn, Spot

KNOWN = 5
"""Squares of 'he knows you'."""


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """Four or five lines; no rows: every offer is a choice of the list."""
    assert page.stage is not None
    bribe = view(page.stage.fixed, page.stage.values)
    width = min(width, 80)
    lines = [_who(bribe, width), _measures(bribe)]
    if bribe.high > 0 and bribe.patience > 0:
        lines += _bar(bribe, _offers(page, bribe), spot.choice, width - 8)
    return Drawn(head=tuple(clip(one, width) for one in lines)[:most], name="the man")


def _who(bribe: BribeView, width: int) -> Line:
    room = width - 5 - cell_len(bribe.official) - 2
    times = f"met {bribe.met} time{'s' if bribe.met > 1 else ''} before" if bribe.met else ""
    month = f"paid for {bribe.regular} more days" if bribe.regular else ""
    about = ""
    # What would be cut is left out whole; what is between you comes before what he is.
    for word in (month, times, bribe.temper, bribe.role):
        longer = " · ".join(one for one in (word, about) if one)
        about = longer if cell_len(longer) <= room else about
    return (Piece("     "), Piece(bribe.official, "strong"), Piece("  " + about, "muted"))


def _measures(bribe: BribeView) -> Line:
    patience = max(0, bribe.patience)
    pieces = [
        Piece("     patience ", "muted"),
        Piece(FULL * patience + HOLLOW * (bribe.patience_full - patience), "warning" if patience <= 1 else "meter"),
        Piece("   he knows you ", "muted"),
        Piece(FULL * min(KNOWN, bribe.knows) + HOLLOW * (KNOWN - bribe.knows), "meter"),
    ]
    if bribe.witnesses:
        who = ", ".join(bribe.watching) or str(bribe.witnesses)
        pieces.append(Piece(f"   {who} looking on", "muted"))
    return tuple(pieces)


class Mark(NamedTuple):
    """A sum that can be offered, and the choice that offers it."""

    total: int
    number: int
    choice: str


def _offers(page: Page, bribe: BribeView) -> list[Mark]:
    """The sums one can offer now, the lowest first."""
    totals = {str(offer.share): offer.total for offer in bribe.offers}
    marks = [
        Mark(totals[choice.tags["share"]], choice.number, choice.id)
        for choice in page.choices
        if choice.tags.get("verb") == "offer" and choice.tags.get("share") in totals
    ]
    return sorted(marks)


def _bar(bribe: BribeView, offers: list[Mark], chosen: str, width: int) -> list[Line]:
    """What he may want between nothing and a good deal more, in squares; beneath, the numbers of the offers."""
    # The bar keeps its length while the span shrinks from either end, so that one sees it shrink.
    top = max(bribe.high, bribe.first_high, *(mark.total for mark in offers), 1) * 6 // 5
    cells = max(10, min(44, width - 8))

    def place(total: int) -> int:
        return min(cells - 1, total * (cells - 1) // top)

    before, span = place(bribe.low), place(bribe.high) + 1 - place(bribe.low)
    told = "  you guess"
    told += f"; last time {bribe.last:,}" if bribe.last else ""
    told += f"; {bribe.refused:,} was not enough" if bribe.refused else ""
    lines: list[Line] = [
        (
            Piece("     he may want ", "muted"),
            Piece(f"{bribe.low:,} – {bribe.high:,} {bribe.currency}".rstrip(), "strong"),
            Piece(told, "muted"),
        ),
        (
            Piece("     ├" + "─" * before, "rule"),
            Piece(FULL * span, "meter"),
            Piece("─" * (cells - before - span) + "┤", "rule"),
            Piece(f" {top:,}", "muted"),
        ),
    ]
    marks: list[Piece] = [Piece("      ")]
    used = 0
    for total, number, choice in offers:
        if (at := place(total)) >= used:
            marks.append(Piece(" " * (at - used)))
            marks.append(Piece(str(number), "caret" if choice == chosen else "key", ("choice", choice)))
            used = at + len(str(number))
    return [*lines, tuple(marks)] if offers else lines
