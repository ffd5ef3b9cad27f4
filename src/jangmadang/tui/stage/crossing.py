"""The crossing: the two banks, the ice between them, and the patrol's rhythm as far as it was watched.

Takes from `fixed`: river, across, dawn, turns, moon, ice, with, night, cold_max. From `values`: at, turn, since,
known, gap1, gap2, leg, cold, odds, celsius. What is drawn of the patrol is what was seen, never what is true.
"""

from __future__ import annotations

from typing import Any

from ...play.view import Page
from ..drawing.lines import EMPTY, Line, Piece, clip, ends, fit
from ..drawing.signs import DOT, FULL, MINUS, POST, squares
from . import Drawn, Spot


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """Banks and ice, the track of turns, what one guesses."""
    assert page.stage is not None
    fixed, values = page.stage.fixed, page.stage.values
    width = min(width, 78)
    lines = [_weather(fixed, values, width)]
    if most >= 9:
        lines += _river(fixed, values, width)
    lines += [*_track(fixed, values, width), _guess(values)]
    return Drawn(head=tuple(clip(one, width) for one in lines if one)[:most], name="the river")


def _weather(fixed: dict[str, Any], values: dict[str, int], width: int) -> Line:
    left = " · ".join(str(fixed[name]) for name in ("night", "moon") if fixed.get(name))
    pieces: list[Piece] = []
    if "cold" in values:
        most = int(fixed.get("cold_max", 30))
        cold = values["cold"]
        role = "warning" if cold * 3 >= most * 2 else "meter"
        pieces += [Piece("cold ", "muted"), Piece(squares(cold, 0, most, 10), role)]
    if "celsius" in values:
        degrees = values["celsius"]
        pieces.append(Piece(f"  {MINUS if degrees < 0 else ''}{abs(degrees)} °C", "muted"))
    return ends((Piece("    "), Piece(left, "muted")), tuple(pieces), width)


def _river(fixed: dict[str, Any], values: dict[str, int], width: int) -> list[Line]:
    """Far bank, ice, near bank; the player's sign stands where they are."""
    room = width - 6
    turns, leg, place = int(fixed.get("turns", 3)), values.get("leg", 0), values.get("at", 0)
    across = str(fixed.get("across", "the far bank"))
    ice = str(fixed.get("ice", ""))
    step = room // 3
    far = "⣀⣀⡠⠤⠔⠒⠒⠒⠢⠤⣀⣀⣀⣀⡠⠤⠤⠒⠒⠒⠒⠤⢄⣀⣀⣀⣀⡠⠤⠒⠒⠢⠤⣀⣀⣀⣀⡠⠤⠔⠒⠒⠢⠤⢄⣀⣀⣀⣀⣀⡠⠤⠒⠒⠒⠤⢄⣀⣀⣀⣀⡠⠤⠒⠒⠤⣀⣀⣀⣀"
    near = "⠤⠤⠒⠒⠉⠉⠒⠢⠤⠤⠤⠔⠒⠉⠉⠉⠑⠒⠤⠤⠤⠤⠒⠒⠉⠑⠒⠤⠤⠤⠤⠔⠒⠒⠉⠉⠒⠒⠤⠤⠤⠒⠒⠉⠉⠉⠒⠢⠤⠤⠤⠤⠔⠒⠉⠉⠒⠤⠤⠤⠔⠒⠒⠉⠒⠤⠤⠤⠤⠒"
    here = Piece(f"{FULL} you", "caret")
    middle = (
        [Piece(" " * step), here, Piece(f"   leg {leg} of {turns}   ", "muted"), Piece(ice, "muted")]
        if place == 1
        else [Piece(" " * step), Piece(ice, "muted")]
    )
    on_near = [Piece("  ♦ post".ljust(step), "warning")] + ([here] if place not in (1, 2) else [])
    on_far = [Piece(" " * step)] + ([here, Piece("   ")] if place == 2 else []) + [Piece(across, "muted")]
    lines = [on_far, [Piece(fit(far, room), "picture")], middle, [Piece(fit(near, room), "picture")], on_near]
    return [(Piece("    "), *one) for one in lines]


def passes(values: dict[str, int]) -> list[int]:
    """The turns in which the patrol was seen to pass, the earliest first."""
    if values.get("known", 0) < 1:
        return []
    seen = [values.get("turn", 0) - values.get("since", 0)]
    for name in ("gap1", "gap2"):
        gap = values.get(name, 0)
        if not gap or len(seen) >= values["known"]:
            break
        seen.append(seen[-1] - gap)
    return [turn for turn in reversed(seen) if turn >= 0]


def _track(fixed: dict[str, Any], values: dict[str, int], width: int) -> list[Line]:
    """One sign for each turn of the night so far, then the night that is left until dawn."""
    turn, dawn = values.get("turn", 0), int(fixed.get("dawn", 20))
    seen = passes(values)
    track = [POST if number in seen else DOT for number in range(turn + 1)]
    # An earlier pass than those remembered is not known any more: the track before it stays blank.
    first = seen[0] if len(seen) > 2 else 0
    track[:first] = [" "] * first
    cell = 2 if (dawn + 1) * 2 + 26 <= width else 1
    gap = " " * (cell - 1)
    pieces = [Piece("    the night    ", "muted")]
    for number, sign in enumerate(track):
        now = number == turn and sign == DOT
        pieces.append(Piece((FULL if now else sign) + gap, "warning" if sign == POST else ("caret" if now else "")))
    pieces.append(Piece(("·" + gap) * max(0, dawn - turn), "faint"))
    pieces.append(Piece(" dawn", "muted"))
    legend = Piece(f"    {POST} they passed   {FULL} now" if seen else "    nobody has passed yet", "muted")
    return [tuple(pieces), (legend, *_gaps(values))]


def _gaps(values: dict[str, int]) -> Line:
    gaps = [str(values[name]) for name in ("gap2", "gap1") if values.get(name)]
    if values.get("known", 0) < 1:
        return EMPTY
    words = f"   {values.get('since', 0)} since the last"
    return (Piece(words + (f", {' and '.join(gaps)} between" if gaps else ""), "muted"),)


def _guess(values: dict[str, int]) -> Line:
    odds = values.get("odds", -1)
    if odds < 0:
        return EMPTY
    return (
        Piece("    clear, you guess ", "muted"),
        Piece(squares(odds, 0, 100, 10) + " ", "meter"),
        Piece(f"{odds} in 100", "strong"),
    )
