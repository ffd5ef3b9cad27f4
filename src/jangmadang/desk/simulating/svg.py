"""SVG: the drawings of a simulation's page: shares with where they lie in truth, meters as bands.

Takes figures and colours; gives the text of one drawing each, which needs nothing besides the page's own style.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .summary import Spread

Points = Sequence[tuple[int, Spread]]
WIDE, HIGH = 280, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 6, 6, 18


def interval(share: float, low: float, high: float, most: float, colour: str, said: str) -> str:
    """A bar for a share, and a line from where to where it lies."""
    scale = 300 / max(most, 0.01)
    at = f"{low * scale:.1f}", f"{max(high * scale, low * scale + 1):.1f}"
    return (
        f'<svg viewBox="0 0 304 14" height="14" role="img" aria-label="{escape(said)}">'
        f'<rect y="3" height="8" width="{max(share * scale, 0.5):.1f}" fill="{colour}" opacity=".45"/>'
        f'<path d="M{at[0]} 7H{at[1]}M{at[0]} 4v6M{at[1]} 4v6" stroke="{colour}" stroke-width="1.5" fill="none"/></svg>'
    )


def bands(people: Sequence[tuple[str, Points]], name: str) -> str:
    """A meter over the choices of a life: for each a band and the line of its middle."""
    drawn = [(colour, _until(points)) for colour, points in people]
    last = max(1, *(points[-1][0] for _, points in drawn))
    spreads = [of for _, points in drawn for _, of in points]
    top, bottom = max(of.high for of in spreads), min(of.low for of in spreads)
    inner, tall = WIDE - _LEFT - _RIGHT, HIGH - _TOP - _BOTTOM

    def x(turn: int) -> str:
        return f"{_LEFT + turn * inner / last:.1f}"

    def y(value: int) -> str:
        return f"{_TOP + (top - value) * tall / max(1, top - bottom):.1f}"

    parts = [
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(name)} over the choices of a life">',
        f'<rect class="plot" x="{_LEFT}" y="{_TOP}" width="{inner}" height="{tall}"/>',
    ]
    for colour, points in drawn:
        over = " ".join(f"{x(turn)},{y(of.high)}" for turn, of in points)
        under = " ".join(f"{x(turn)},{y(of.low)}" for turn, of in reversed(points))
        middle = " ".join(f"{x(turn)},{y(of.middle)}" for turn, of in points)
        parts.append(f'<polygon points="{over} {under}" fill="{colour}" opacity=".22"/>')
        parts.append(f'<polyline points="{middle}" fill="none" stroke="{colour}" stroke-width="1.75"/>')
    parts += [
        f'<text x="{_LEFT - 4}" y="{_TOP + 9}" text-anchor="end">{_short(top)}</text>',
        f'<text x="{_LEFT - 4}" y="{_TOP + tall}" text-anchor="end">{_short(bottom)}</text>',
        f'<text x="{_LEFT}" y="{HIGH - 4}">0</text>',
        f'<text x="{WIDE - _RIGHT}" y="{HIGH - 4}" text-anchor="end">{last:,} choices</text></svg>',
    ]
    return "".join(parts)


def _until(points: Points) -> Points:
    """As far as one in twenty lives goes."""
    first = points[0][1].lives
    return [point for point in points if point[1].lives * 20 >= first]


def _short(number: int) -> str:
    """A number that fits beside an axis."""
    size = abs(number)
    for by, sign in ((1_000_000_000, "G"), (1_000_000, "M"), (10_000, "k")):
        if size >= by:
            unit = 1_000 if sign == "k" else by
            return f"{number / unit:.3g}{sign}"
    return f"{number:,}"
