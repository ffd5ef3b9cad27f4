"""The rows of the story map: spots one below another, and beside them the lanes that their roads run in.

Takes a StoryMap; gives rows that are not fitted to a screen yet. Time goes down. Each road has a lane; where roads part
and meet, lanes do. What one comes back from hangs beside its scene. A row is one spot, so that whatever a story is
like, no two roads can be taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ...play.road_view import Spot, StoryMap, Taken
from .lines import Line, Piece
from .signs import FULL, HOLLOW

LANE = 3
"""Cells from one lane to the next."""

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_CORNERS = {
    _UP | _DOWN: "│",
    _LEFT | _RIGHT: "─",
    _UP | _DOWN | _RIGHT: "├",
    _UP | _DOWN | _LEFT: "┤",
    _LEFT | _RIGHT | _DOWN: "┬",
    _LEFT | _RIGHT | _UP: "┴",
    _UP | _RIGHT: "╰",
    _UP | _LEFT: "╯",
    _DOWN | _LEFT: "╮",
    _DOWN | _RIGHT: "╭",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
}
_ELSEWHERE = {"│": "╎", "─": "╌"}
"""Roads that were not taken in this life are broken ones, where they run straight."""


class Row(NamedTuple):
    """A row of the map before it is fitted to a screen."""

    spot: int
    """Its number; the one above for rows between."""
    lanes: Line
    words: str = ""
    """Of a road not taken; the spot's own row has its title."""
    own: bool = False


class Touched(NamedTuple):
    """What a spot's roads have to do with another lane."""

    before: bool
    """It was there above."""
    after: bool
    """It goes on beneath."""
    taken: Taken


class _Lanes:
    """The lanes side by side: each leads to one spot further down."""

    def __init__(self) -> None:
        self.to: list[tuple[str, Taken] | None] = []

    def lane_of(self, key: str) -> int:
        """The lane that leads to the spot, or a free one."""
        found = next((n for n, lane in enumerate(self.to) if lane is not None and lane[0] == key), None)
        return found if found is not None else self.free()

    def free(self, beyond: int = -1) -> int:
        """The first free lane to the right of another."""
        for number in range(beyond + 1, len(self.to)):
            if self.to[number] is None:
                return number
        self.to += [None] * (max(beyond, len(self.to) - 1) + 1 - len(self.to) + 1)
        return len(self.to) - 1

    def leave(self, lane: int, to: Sequence[tuple[str, Taken]]) -> dict[int, Touched]:
        """Go on from a spot: straight on in its lane, further roads in lanes of their own or into those that are there.

        Gives the other lanes touched.
        """
        held = {aim[0]: n for n, aim in enumerate(self.to) if aim is not None and n != lane}
        touched: dict[int, Touched] = {}
        straight = next((way for way in to if way[0] not in held), None)
        if straight is None and to and (near := min(held[way[0]] for way in to)) > lane:
            # What runs in from the right goes on in this lane, so that roads keep to the left.
            straight = next(way for way in to if held[way[0]] == near)
            came = self.to[near]
            assert came is not None
            touched[near] = Touched(True, False, came[1])
            self.to[near], straight = None, (straight[0], "now" if "now" in (straight[1], came[1]) else "before")
        self.to[lane] = straight
        for way in to:
            if straight is not None and way[0] == straight[0]:
                continue
            there = held.get(way[0])
            number = there if there is not None else self.free(lane)
            touched[number] = Touched(there is not None, True, way[1])
            if there is None or way[1] == "now":
                self.to[number] = way
        return touched

    def settle(self) -> None:
        """Lanes at the right that lead nowhere are no lanes."""
        while self.to and self.to[-1] is None:
            self.to.pop()

    def drawn(self, over: dict[int, Piece] | None = None) -> dict[int, Piece]:
        """The lanes passing by, by cell; `over` goes before."""
        cells = {n * LANE: _rail("│", to[1]) for n, to in enumerate(self.to) if to is not None}
        return cells | (over or {})


def _rail(sign: str, taken: Taken) -> Piece:
    return Piece(sign if taken == "now" else _ELSEWHERE.get(sign, sign), "caret" if taken == "now" else "rule")


def _joined(cells: dict[int, Piece]) -> Line:
    """Pieces by their cells as a line."""
    pieces: list[Piece] = []
    used = 0
    for cell, piece in sorted(cells.items()):
        if cell > used:
            pieces.append(Piece(" " * (cell - used)))
        pieces.append(piece)
        used = cell + len(piece.text)
    return tuple(pieces)


def _node(spot: Spot) -> Piece:
    return Piece(FULL if spot.now else HOLLOW, "meter" if spot.now else "muted")


def gathered(drawn: StoryMap) -> StoryMap:
    """The map with one spot for all endings that were not found: of each there is only to be said that it is there."""
    first = next((number for number, spot in enumerate(drawn.spots) if not spot.found), len(drawn.spots))
    spots = (*drawn.spots[: first + 1], *(spot for spot in drawn.spots[first + 1 :] if spot.found))
    return replace(drawn, spots=spots)


def rows_of(drawn: StoryMap, words: bool) -> list[Row]:
    """All rows; with `words`, every road not taken has one."""
    lanes, rows = _Lanes(), list[Row]()
    beside: dict[str, list[int]] = {}
    for number, spot in enumerate(drawn.spots):
        if spot.under:
            beside.setdefault(_hub(drawn, spot), []).append(number)
    for number, spot in enumerate(drawn.spots):
        if spot.under:
            continue
        if not spot.found:
            rows.append(Row(number, _joined(lanes.drawn()), own=True))
            continue
        lane = lanes.lane_of(spot.key)
        if lanes.to[lane] is None and rows and _ends_in(rows[-1], lane):
            lane = lanes.free(lane)  # else it would seem to be what the road above leads to
        rows.append(Row(number, _joined(lanes.drawn({lane * LANE: _node(spot)})), own=True))
        goes_on = bool(spot.to)
        lanes.to[lane] = (spot.key, _onward(spot)) if goes_on else None
        hung = beside.get(spot.key, [])
        rows += _open_roads(number, spot, lanes, lane) if words else ()
        for last, one in ((one == hung[-1], one) for one in hung):
            aside = drawn.spots[one]
            turn = _CORNERS[_UP | _RIGHT if last and not goes_on else _UP | _DOWN | _RIGHT]
            taken: Taken = "now" if aside.now else "before"
            over = {lane * LANE: _rail(turn, _onward(spot) if goes_on else taken), lane * LANE + 1: _rail("─", taken)}
            rows.append(Row(one, _joined(lanes.drawn(over | {lane * LANE + 2: _node(aside)})), own=True))
            rows += _open_roads(one, aside, lanes, lane) if words else ()
        if touched := lanes.leave(lane, spot.to):
            rows.append(Row(rows[-1].spot, _joined(_crossing(lanes, lane, _onward(spot), touched))))
        lanes.settle()
    return rows


def _ends_in(row: Row, lane: int) -> bool:
    """A spot of that row stands in the lane."""
    cell = 0
    for piece in row.lanes:
        if cell == lane * LANE:
            return piece.text in (FULL, HOLLOW)
        cell += len(piece.text)
    return False


def _hub(drawn: StoryMap, spot: Spot) -> str:
    """The spot on the road that a row beside it hangs at, however far down."""
    by_key = {one.key: one for one in drawn.spots}
    while spot.under in by_key and by_key[spot.under].under:
        spot = by_key[spot.under]
    return spot.under


def _onward(spot: Spot) -> Taken:
    return "now" if any(taken == "now" for _, taken in spot.to) else "before"


def _open_roads(number: int, spot: Spot, lanes: _Lanes, lane: int) -> list[Row]:
    passing = _joined(lanes.drawn())
    return [Row(number, passing, words) for words in spot.left_open]


def _crossing(lanes: _Lanes, lane: int, onward: Taken, touched: dict[int, Touched]) -> dict[int, Piece]:
    """Where a spot's roads part, and run into others: lanes that only lie between are passed beneath."""
    cells = lanes.drawn()
    passing = set(cells)
    first, last = min(*touched, lane), max(*touched, lane)
    for far in sorted(touched, key=lambda n: touched[n].taken == "now"):
        before, after, taken = touched[far]
        step = 1 if far > lane else -1
        for cell in range(lane * LANE + step, far * LANE, step):
            if cell not in passing:
                cells[cell] = _rail("─", taken)
        arms = (_UP if before else 0) | (_DOWN if after else 0) | (_LEFT if far > lane else _RIGHT)
        if lane < far < last or first < far < lane:  # another road goes on past it
            arms |= _LEFT | _RIGHT
        cells[far * LANE] = _rail(_CORNERS[arms], taken)
    arms = _UP | (_DOWN if lanes.to[lane] is not None else 0)
    arms |= (_RIGHT if last > lane else 0) | (_LEFT if first < lane else 0)
    cells[lane * LANE] = _rail(_CORNERS[arms], onward)
    return cells


__all__ = ["LANE", "Row", "gathered", "rows_of"]
