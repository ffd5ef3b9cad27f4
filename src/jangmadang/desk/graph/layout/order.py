"""In which order a row is read: the story's, changed only where lines then cross less.

Takes rows of items and the pieces of line between each row and the next; gives the rows in order. A line is moved for
one crossing fewer, a card past another one only for two, and no further than that needs: so one more scene turns
hardly any two others about (docs/writing/graph.md says how few).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

Key = Hashable
Pieces = Sequence[Sequence[tuple[Key, Key]]]
"""For each row but the last: the pieces from an item of it to one of the next."""

PRICE = 1
"""Crossings that it is worth to leave two cards of a row in the story's order."""
ROUNDS = 8
"""So often all rows are looked at, at most."""
WIDE = 70
"""A row of more items is left in its first order: it is a thicket either way, and looking costs the square."""


def ordered(rows: Sequence[Sequence[Key]], pieces: Pieces, number: Mapping[Key, int] | None = None) -> list[list[Key]]:
    """The rows, each in the order to draw it in. `number`: where the cards among the items come in the story."""
    found = [list(row) for row in rows]
    places = [{key: n for n, key in enumerate(row)} for row in found]
    up: list[dict[Key, list[Key]]] = [{key: [] for key in row} for row in found]
    down: list[dict[Key, list[Key]]] = [{key: [] for key in row} for row in found]
    for n, between in enumerate(pieces):
        for upper, lower in between:
            down[n][upper].append(lower)
            up[n + 1][lower].append(upper)
    for _ in range(ROUNDS):
        moved = False
        for n, row in enumerate(found):
            if 1 < len(row) <= WIDE:
                above = _seen(row, up[n], places[n - 1] if n else {})
                below = _seen(row, down[n], places[n + 1] if n + 1 < len(found) else {})
                moved = _sifted(row, above, below, number or {}) or moved
                places[n] = {key: place for place, key in enumerate(row)}
        if not moved:
            break
    return found


def crossings(rows: Sequence[Sequence[Key]], pieces: Pieces) -> int:
    """How many pairs of pieces cross."""
    total = 0
    for n, between in enumerate(pieces):
        upper = {key: place for place, key in enumerate(rows[n])}
        lower = {key: place for place, key in enumerate(rows[n + 1])}
        lines = sorted((upper[a], lower[b]) for a, b in between)
        for one, (a, b) in enumerate(lines):
            total += sum(a < c and d < b for c, d in lines[one + 1 :])
    return total


def _seen(row: Sequence[Key], next_to: Mapping[Key, Sequence[Key]], places: Mapping[Key, int]) -> dict[Key, list[int]]:
    return {key: sorted(places[one] for one in next_to[key]) for key in row}


def _sifted(
    row: list[Key], above: Mapping[Key, list[int]], below: Mapping[Key, list[int]], number: Mapping[Key, int]
) -> bool:
    """Moves each item to where fewest lines cross; says whether any was moved."""
    moved = False
    for key in list(row):
        if not above[key] and not below[key]:
            continue
        here = row.index(key)
        best, gain = here, 0
        for step in (-1, 1):
            place, change = here + step, 0
            while 0 <= place < len(row):
                other = row[place]
                over = _crossed(above[key], above[other]) + _crossed(below[key], below[other])
                change += over if step < 0 else -over
                change += _against(key, other, step, number) * PRICE
                if change < gain:
                    best, gain = place, change
                place += step
        if best != here:
            row.insert(best, row.pop(here))
            moved = True
    return moved


def _against(key: Key, other: Key, step: int, number: Mapping[Key, int]) -> int:
    """1 for a step past another card that leaves the story's order, -1 for one back to it; 0 past a line."""
    if key not in number or other not in number:
        return 0
    return 1 if (number[key] < number[other]) == (step > 0) else -1


def _crossed(mine: list[int], others: list[int]) -> int:
    """How many more lines cross with `mine` to the left of `others` than to the right."""
    more = 0
    for one in mine:
        for other in others:
            more += (one > other) - (one < other)
    return more
