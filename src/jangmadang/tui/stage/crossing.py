"""The crossing: the two banks, the ice between them, and the patrol's rhythm as far as it was watched.

It draws what `story.encounters.crossing` gives as its view: of the patrol what was seen, never what is true.
"""

from __future__ import annotations

from ...play.view import Page
from ...story.encounters.crossing import CrossingView, view
from ..drawing.lines import EMPTY, Line, Piece, clip, ends, fit
from ..drawing.signs import DOT, FULL, LATER, MINUS, POST, squares
from . import Drawn, Spot

REMEMBERED = 3
"""Passes that are known at most; what was before the first of them is not drawn."""


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """Banks and ice, the track of turns, what one guesses. Once it is over there is nothing to draw."""
    assert page.stage is not None
    river = view(page.stage.fixed, page.stage.values)
    if river.at in ("caught", "stay"):
        return Drawn()
    width = min(width, 78)
    lines = [_weather(river, width - 2)]
    if most >= 9:
        lines += _river(river, width)
    if river.at == "bank":
        lines += [*_track(river, width), _guess(river)]
    return Drawn(head=tuple(clip(one, width) for one in lines if one)[:most], name="the river")


def _weather(river: CrossingView, width: int) -> Line:
    pieces: list[Piece] = []
    if river.celsius is not None:
        role = "warning" if river.cold * 3 >= river.coldest * 2 else "meter"
        degrees = f"  {MINUS if river.celsius < 0 else ''}{abs(river.celsius)} °C"
        pieces = [
            Piece("cold ", "muted"),
            Piece(squares(river.cold, 0, river.coldest, 10), role),
            Piece(degrees, "muted"),
        ]
    along = f" · with {', '.join(river.along)}" if river.along else ""
    return ends((Piece("     "), Piece(f"{river.river} · {river.moon}{along}", "muted")), tuple(pieces), width)


# Two banks in braille, wider than any screen draws them.
_FAR = "⣀⣀⡠⠤⠔⠒⠒⠒⠢⠤⣀⣀⣀⣀⡠⠤⠤⠒⠒⠒⠒⠤⢄⣀⣀⣀⣀⡠⠤⠒⠒⠢⠤⣀⣀⣀⣀⡠⠤⠔⠒⠒⠢⠤⢄⣀⣀⣀⣀⣀⡠⠤⠒⠒⠒⠤⢄⣀⣀⣀⣀⡠⠤⠒⠒⠤⣀⣀⣀⣀⡠⠤⠒⠒"
_NEAR = "⠤⠤⠒⠒⠉⠉⠒⠢⠤⠤⠤⠔⠒⠉⠉⠉⠑⠒⠤⠤⠤⠤⠒⠒⠉⠑⠒⠤⠤⠤⠤⠔⠒⠒⠉⠉⠒⠒⠤⠤⠤⠒⠒⠉⠉⠉⠒⠢⠤⠤⠤⠤⠔⠒⠉⠉⠒⠤⠤⠤⠔⠒⠒⠉⠒⠤⠤⠤⠤⠒⠒⠉⠉⠒⠢⠤"


def _river(river: CrossingView, width: int) -> list[Line]:
    """Far bank, ice, near bank; the player's sign stands where they are."""
    room = width - 6
    gap = Piece(" " * (room // 3))
    here = (Piece(f"{FULL} you", "caret"), Piece("   "))
    post = Piece(fit(f"  {POST} post", room // 3), "warning")
    return [
        (Piece("     "), gap, *(here if river.at == "across" else ()), Piece(river.across, "muted")),
        (Piece("     "), Piece(_FAR[:room], "picture")),
        (Piece("     "), gap, *(here if river.at == "ice" else ()), Piece(river.footing, "muted")),
        (Piece("     "), Piece(_NEAR[:room], "picture")),
        (Piece("     "), post, *(here if river.at in ("bank", "back") else ())),
    ]


def _track(river: CrossingView, width: int) -> list[Line]:
    """One sign for each turn of the night so far, then the night that is left until dawn."""
    first = river.passes[0] if len(river.passes) == REMEMBERED else 0
    gap = " " if (river.dawn + 1) * 2 + 26 <= width else ""
    pieces = [Piece("     the night    ", "muted")]
    for turn in range(river.turn + 1):
        if turn in river.passes:
            pieces.append(Piece(POST + gap, "warning"))
        elif turn == river.turn:
            pieces.append(Piece(FULL + gap, "caret"))
        else:
            pieces.append(Piece((DOT if turn >= first else " ") + gap))
    pieces += [Piece((LATER + gap) * max(0, river.dawn - river.turn), "faint"), Piece(" dawn", "muted")]
    if not river.passes:
        return [tuple(pieces), (Piece("     nobody has passed yet", "muted"),)]
    since = f"{river.turn - river.passes[-1]} since the last"
    between = f", {' and '.join(map(str, river.gaps))} between" if river.gaps else ""
    return [tuple(pieces), (Piece(f"     {POST} they passed   {FULL} now   {since}{between}", "muted"),)]


def _guess(river: CrossingView) -> Line:
    if river.odds < 0:
        return EMPTY
    return (
        Piece("     clear, you guess ", "muted"),
        Piece(squares(river.odds, 0, 100, 10) + " ", "meter"),
        Piece(f"{river.odds} in 100", "strong"),
    )
