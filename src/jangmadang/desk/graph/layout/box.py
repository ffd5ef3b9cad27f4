"""One box: the cards of one file (or other group), laid out for themselves.

Takes the box's blocks, the arcs within it, and what leaves and enters it above or below; gives the box's size, where
its blocks stand in it, and the piece of each arc's line that lies in it. Nothing else comes in: whatever is changed in
another box, this one stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from .columns import columns
from .order import Key, ordered
from .rows import depths, folded, rows
from .values import Arc, Block, Point

GAP = 22.0
"""Between two cards of a row."""
LINE = 12.0
"""The room that a line takes on its way past a row."""
BETWEEN = 44.0
"""Between two rows, where no words stand."""
PAD, HEAD = 22.0, 30.0
"""Around the cards; above the first row, besides."""
WIDEST, WIDEST_ALONE = 7, 4
"""Cards in a row, and in one of cards that nothing in their box leads to or from; more are folded, unless the box is
so large that it would grow too long."""

Side = Literal["above", "below"]
Chain = list[tuple[int, Key]]
"""Rows with what is passed in each; row -1 is the upper edge of the box, and the one after the last its lower one."""


class Part(Struct, frozen=True):
    """The piece of an arc within a box. `leaves` and `enters`: by which edge; both None where it stays inside."""

    arc: int
    source: str
    target: str
    lane: str
    bundle: str = ""
    leaves: Side | None = None
    enters: Side | None = None
    room: float = 0.0


class Box(Struct, frozen=True):
    """A box laid out for itself; lengths are from its left upper corner."""

    width: float
    height: float
    at: dict[str, Point]
    rows: dict[str, int]
    lines: dict[int, tuple[Point, ...]]
    """By arc: the way that it takes in this box, in the direction that it leads."""


class _Item(Struct, frozen=True):
    """A line on its way past a row, on to its target; those to one target share it."""

    target: str
    lane: str
    down: bool


def box(blocks: Sequence[Block], parts: Sequence[Part], start: str = "") -> Box:
    """The box with these blocks, which come in the story's order. `start`: where the story begins, if that is here."""
    names = [block.id for block in blocks]
    by_id = {block.id: block for block in blocks}
    row = _rows(names, parts, start)
    many = max(row.values(), default=-1) + 1
    chains = {part.arc: _chain(part, row, many) for part in parts}
    items, pieces = _items(names, row, chains.values(), many)
    in_order = ordered(items, [list(between) for between in pieces], {name: n for n, name in enumerate(names)})
    widths = [{key: by_id[key].width if isinstance(key, str) else LINE for key in one} for one in items]
    weighed = [[(a, b, _straight(a, b)) for a, b in between] for between in pieces]
    across = columns(in_order, widths, weighed, GAP)
    tops, heights, whole = _tops(blocks, row, parts, many)
    x_of = [{key: x + PAD for key, x in one.items()} for one in across]
    right = max((x + widths[n][key] / 2 for n, one in enumerate(x_of) for key, x in one.items()), default=PAD)
    at = {name: (x_of[row[name] + 1][name], tops[row[name]] + heights[row[name]] / 2) for name in names}

    placed = _Placed(by_id, x_of, at, tops, heights, whole)
    lines = {arc: tuple(_line(chain, placed)) for arc, chain in chains.items()}
    return Box(right + PAD, whole, at, row, lines)


def _rows(names: Sequence[str], parts: Sequence[Part], start: str) -> dict[str, int]:
    ways: dict[str, dict[str, None]] = {name: {} for name in names}
    for part in parts:
        if part.leaves is None and part.enters is None:
            ways[part.source][part.target] = None
    entered = [part.target for part in parts if part.enters]
    row = rows(names, ways, depths([start, *entered] if start or entered else names[:1], names, ways))
    joined = {row[name] for part in parts if not (part.leaves or part.enters) for name in (part.source, part.target)}
    widest = {number: WIDEST if number in joined else WIDEST_ALONE for number in row.values()}
    return folded(names, row, {number: max(most, int(len(names) ** 0.5 * 1.2)) for number, most in widest.items()})


def _chain(part: Part, row: Mapping[str, int], many: int) -> Chain:
    """The items that an arc passes, from where it comes; row -1 is the box's upper edge, row `many` its lower one."""
    edge = {"above": -1, "below": many}
    first = edge[part.enters] if part.enters else row[part.source]
    last = edge[part.leaves] if part.leaves else row[part.target]
    step = 1 if last > first else -1
    item = _Item(part.target, part.lane, step > 0)
    chain: Chain = [(number, item) for number in range(first, last + step, step)]
    if part.bundle and part.leaves:
        chain = [(number, _Item(part.bundle, part.lane, step > 0)) for number, _ in chain]
    elif part.bundle and part.enters:
        chain[0] = (first, _Item(part.bundle, part.lane, step > 0))
    if not part.enters:
        chain[0] = (first, part.source)
    if not part.leaves:
        chain[-1] = (last, part.target)
    return chain


def _items(
    names: Sequence[str], row: Mapping[str, int], chains: Iterable[Chain], many: int
) -> tuple[list[list[Key]], list[dict[tuple[Key, Key], None]]]:
    """The items of each row, in their first order, and the pieces between rows, the upper item first."""
    members: list[dict[Key, list[float]]] = [{} for _ in range(many + 2)]
    beside: dict[str, float] = {}
    for number in range(many):
        here = [name for name in names if row[name] == number]
        for n, name in enumerate(here):
            beside[name] = (n + 0.5) / len(here)
            members[number + 1][name] = [beside[name]]
    pieces: list[dict[tuple[Key, Key], None]] = [{} for _ in range(many + 1)]
    for chain in chains:
        ends = [beside[key] for _, key in (chain[0], chain[-1]) if isinstance(key, str)]
        for number, key in chain:
            if not isinstance(key, str):
                members[number + 1].setdefault(key, []).extend(ends)
        for (number, key), (next_number, next_key) in pairwise(chain):
            pair = (key, next_key) if next_number > number else (next_key, key)
            pieces[min(number, next_number) + 1][pair] = None
    items = []
    for found in members:
        means = {key: sum(places) / len(places) for key, places in found.items()}
        items.append(sorted(found, key=lambda key: (means[key], not isinstance(key, str))))
    return items, pieces


class _Placed(Struct, frozen=True):
    """What stands where."""

    blocks: dict[str, Block]
    across: list[dict[Key, float]]
    at: dict[str, Point]
    tops: list[float]
    heights: list[float]
    whole: float


def _line(chain: Chain, placed: _Placed) -> Iterator[Point]:
    """The points of a line: out of a card, past rows, into a card. What leads upwards keeps to the right of cards."""
    down = chain[-1][0] > chain[0][0]
    for n, (row, key) in enumerate(chain):
        x = placed.across[row + 1][key]
        if isinstance(key, str):
            block, (middle, y) = placed.blocks[key], placed.at[key]
            out_of = n == 0
            yield middle + (0.0 if down else block.width * 0.3), y + block.height / 2 * (1 if down == out_of else -1)
        elif row in (-1, len(placed.tops)):
            yield x, 0.0 if row == -1 else placed.whole
        else:
            edges = placed.tops[row], placed.tops[row] + placed.heights[row]
            for y in edges if down else edges[::-1]:
                yield x, y


def _straight(upper: Key, lower: Key) -> float:
    """How much a piece of line wants to be upright: a long line most of all."""
    return 24.0 if not isinstance(upper, str) and not isinstance(lower, str) else 1.0


def _tops(
    blocks: Sequence[Block], row: Mapping[str, int], parts: Sequence[Part], many: int
) -> tuple[list[float], list[float], float]:
    """Upper edge and height of each row, and the height of the box."""
    heights, rooms = [0.0] * many, [0.0] * (many + 1)
    for block in blocks:
        heights[row[block.id]] = max(heights[row[block.id]], block.height)
    for part in parts:
        if not part.enters:
            below = part.leaves == "below" or (part.leaves is None and row[part.target] > row[part.source])
            gap = row[part.source] + 1 if below else row[part.source]
            rooms[gap] = max(rooms[gap], part.room)
    tops, y = [], PAD + HEAD + rooms[0]
    for number in range(many):
        tops.append(y)
        y += heights[number] + (BETWEEN + rooms[number + 1] if number + 1 < many else rooms[many])
    return tops, heights, y + PAD


def part_of(arc: Arc, number: int, leaves: Side | None = None, enters: Side | None = None) -> Part:
    """The piece of an arc in one box."""
    return Part(number, arc.source, arc.target, arc.lane, arc.bundle, leaves, enters, arc.room)
