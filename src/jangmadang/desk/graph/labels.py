"""Words on lines: what a link asks for, shortened, and where on its line nothing else stands.

Takes links and the ways of lines; gives words with a place, or none where there is no room: then the sign at the
line's beginning still says that it asks for something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from .layout import Point
from .measure import shortened, width
from .values import Link

LONGEST, SHORTER = 26, 15
BACK = "back: "
CELL = 200.0
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Label(Struct, frozen=True):
    """Words with the middle of their place."""

    text: str
    x: float
    y: float


def said(link: Link) -> str:
    """What a link asks for, in the writer's words; empty where it is always open."""
    if asked := link.when:
        more = f" or {len(asked) - 1} more" if len(asked) > 1 else ""
        return (
            asked[0] + more if len(asked[0]) + len(more) <= LONGEST else shortened(asked[0], LONGEST - len(more)) + more
        )
    if fallen := link.by_chance:
        return shortened("chance: " + ", ".join(fallen), LONGEST)
    return ""


def wordings(there: Link, back: Link | None) -> list[str]:
    """What a line asks for, and of one that leads to and fro what its way back does; the first that fits is taken."""
    one, other = said(there), said(back) if back is not None else ""
    other = BACK + other if other else ""
    both = f"{one} · {other}" if one and other else ""
    return [words for words in (both, one or other) if words]


class Labels:
    """Words that have found their places, and the cards that they keep off."""

    def __init__(self, cards: Sequence[Edges]) -> None:
        self._taken: dict[tuple[int, int], list[Edges]] = {}
        for edges in cards:
            self._take(edges)

    def place(self, texts: Sequence[str], points: Sequence[Point], size: float) -> Label | None:
        """The first words that fit on a line of these points; the last ones in a shorter form if need be."""
        for words in dict.fromkeys((*texts, *(shortened(text, SHORTER) for text in texts[-1:]))):
            half = width(words, size) / 2 + 3
            for x, y in _spots(points):
                edges = (x - half, y - size * 0.75, x + half, y + size * 0.75)
                if self._free(edges):
                    self._take(edges)
                    return Label(words, round(x, 1), round(y, 1))
        return None

    def _cells(self, edges: Edges) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(edge // CELL) for edge in edges)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def _take(self, edges: Edges) -> None:
        for cell in self._cells(edges):
            self._taken.setdefault(cell, []).append(edges)

    def _free(self, edges: Edges) -> bool:
        left, top, right, bottom = edges
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in self._cells(edges)
            for other in self._taken.get(cell, ())
        )


def _spots(points: Sequence[Point]) -> Iterator[Point]:
    """Places on a line, the best ones first: near its ends, where it has left one card or nears the other."""
    bends = list(pairwise(points))
    ends = [bends[-1], bends[0]] if len(bends) > 1 else bends
    for bend in ends:
        for share in (0.5, 0.6, 0.4, 0.7, 0.3, 0.8):
            yield on_bend(*bend, share)
    for bend in bends[1:-1]:
        yield on_bend(*bend, 0.5)


def on_bend(start: Point, end: Point, share: float) -> Point:
    """The point at a share of a bend that is upright at both ends."""
    over = 3 * share**2 - 2 * share**3
    rise = 1.5 * share * (1 - share) ** 2 + 1.5 * share**2 * (1 - share) + share**3
    return start[0] + (end[0] - start[0]) * over, start[1] + (end[1] - start[1]) * rise
