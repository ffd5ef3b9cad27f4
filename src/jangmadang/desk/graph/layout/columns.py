"""How far to the right each item of a row stands: as near as can be above and below what it is joined to.

Takes rows in order, the width of every item and the pieces of line between rows; gives the middle of each item.
A row alone is settled exactly (least squares that keep order and distance); rows settle each other in a few passes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

Key = Hashable
PASSES = 14


def columns(
    rows: Sequence[Sequence[Key]],
    widths: Sequence[Mapping[Key, float]],
    pieces: Sequence[Sequence[tuple[Key, Key, float]]],
    gap: float,
) -> list[dict[Key, float]]:
    """The middle of each item, row by row; the leftmost edge of all is at 0. A piece has a weight: how straight."""
    found = [_abreast(row, widths[n], gap) for n, row in enumerate(rows)]
    joined: list[dict[Key, list[tuple[int, Key, float]]]] = [{key: [] for key in row} for row in rows]
    for n, between in enumerate(pieces):
        for upper, lower, weight in between:
            joined[n][upper].append((n + 1, lower, weight))
            joined[n + 1][lower].append((n, upper, weight))
    for turn in range(PASSES):
        numbers = range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1)
        for n in numbers:
            wished, weights = [], []
            for key in rows[n]:
                to = joined[n][key]
                weight = sum(w for _, _, w in to)
                wished.append(sum(found[m][other] * w for m, other, w in to) / weight if to else found[n][key])
                weights.append(weight or 0.01)
            if rows[n]:
                found[n] = _settled(rows[n], widths[n], wished, weights, gap)
    left = min((x - widths[n][key] / 2 for n, row in enumerate(found) for key, x in row.items()), default=0.0)
    return [{key: x - left for key, x in row.items()} for row in found]


def settled(wished: Sequence[float], weights: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to the wished ones, in that order and at least so far apart (`apart[n]` before item n)."""
    shift, total = [], 0.0
    for distance in apart:
        total += distance
        shift.append(total)
    runs: list[tuple[float, float, int]] = []  # mean, weight, how many
    for wish, weight, by in zip(wished, weights, shift, strict=True):
        mean, heavy, size = wish - by, weight, 1
        while runs and runs[-1][0] > mean:
            other, load, many = runs.pop()
            mean = (mean * heavy + other * load) / (heavy + load)
            heavy, size = heavy + load, size + many
        runs.append((mean, heavy, size))
    flat = [mean for mean, _, size in runs for _ in range(size)]
    return [place + by for place, by in zip(flat, shift, strict=True)]


def _abreast(row: Sequence[Key], width: Mapping[Key, float], gap: float) -> dict[Key, float]:
    whole = sum(width[key] + gap for key in row) - gap
    x, found = -whole / 2, {}
    for key in row:
        found[key] = x + width[key] / 2
        x += width[key] + gap
    return found


def _settled(
    row: Sequence[Key], width: Mapping[Key, float], wished: Sequence[float], weights: Sequence[float], gap: float
) -> dict[Key, float]:
    halves = [width[key] / 2 for key in row]
    apart = [0.0, *(one + gap + other for one, other in pairwise(halves))]
    return dict(zip(row, settled(wished, weights, apart), strict=True))
