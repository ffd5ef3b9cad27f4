"""Warmth: a share of lives in words, and as one of few steps from cold to hot.

Takes shares, of 1. The step follows the words, so that no card says 80 % in the colour of less.
"""

from __future__ import annotations

from bisect import bisect_right

FROM = (5, 20, 50, 80)
"""Of a hundred lives: with how many the second step of warmth begins, the third, and so on."""
COLD = 0
STEPS = ("none", "under 5 %", "5 to 19 %", "20 to 49 %", "50 to 79 %", "80 % and more")
"""What each step says in the legend."""


def percent(share: float) -> str:
    """The share in words; only nobody is `0 %`, and only everybody `100 %`."""
    of_100 = 100 * share
    if of_100 <= 0:
        return "0 %"
    if of_100 < 0.1:
        return "under 0.1 %"
    if of_100 < 0.95:
        return f"{of_100:.1f} %"
    if 99.5 <= of_100 < 100:
        return f"{min(of_100, 99.9):.1f} %"
    return f"{round(of_100)} %"


def step(share: float) -> int:
    """Its place in `STEPS`."""
    return 1 + bisect_right(FROM, round(100 * share)) if share > 0 else COLD


def warm(heat: float | None) -> str:
    """The class of a card where a graph shows warmth: `w` with its step, or nothing more where it has none."""
    return "w" if heat is None else f"w{step(heat)}"
