"""The story map: scenes one below another along their roads, as far as they were seen.

Time goes down. Each road has a lane; where roads part and meet, lanes do. What one comes back from hangs beside its
scene. A row is one spot, so that whatever a story is like, no two roads can be taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len

from ...play.road_view import Spot, StoryMap, Taken, Turn
from .doing import Doing, doing_lines
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, aim, clip, ends, fit, line, pad, width_of, wrap
from .prose import prose
from .signs import CARET, DONE, ELSE, FALL, FULL, HOLLOW, NOW, OPEN, RISE, RULE

LANE = 3
"""Cells from one lane to the next."""
LANES = 4
"""Lanes that have room beside the words; a row with more moves its words."""
WHEN = 10
"""Cells of the margin that says the day."""
WIDE = 110
BESIDE = 46
"""Cells of what is told of a spot, beside the map of a wide screen."""
SHADE = "░" * 12
HERE, SHORT = " · you are here", " · you"
FOOT = 5
"""Lines of what is told of a spot, beneath the map of other screens."""

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


class Look(Struct, frozen=True):
    """How the player looks at the map."""

    at: int
    """The number of the spot one stands at."""
    top: int = 0
    """The first row in sight."""
    doing: Doing | None = None
    notice: str = ""
    read: Turn | None = None
    """What happened at the spot, where there is room for it."""


class Touched(NamedTuple):
    """What a spot's roads have to do with another lane."""

    before: bool
    """It was there above."""
    after: bool
    """It goes on beneath."""
    taken: Taken


# ---- lanes ----------------------------------------------------------------------------------------------------------
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


# ---- the screen -----------------------------------------------------------------------------------------------------
class Frame(NamedTuple):
    """What is drawn, and what is in sight."""

    lines: list[Line]
    top: int
    room: int
    """Rows of the map in sight."""


def map_lines(
    drawn: StoryMap, rows: Sequence[Row], look: Look, hints: Sequence[Hint], width: int, height: int
) -> Frame:
    """The whole screen."""
    wide = width >= WIDE
    airy = height >= 22
    left = width - BESIDE - 3 if wide else width
    foot = 0 if wide else min(FOOT + (height - 18) // 4, 12) + 1
    room = max(1, height - 2 - airy - foot)
    top = _seen_from(rows, look, room)
    shown = [_row(drawn, rows, number, look, left) for number in range(top, min(top + room, len(rows)))]
    shown += [EMPTY] * (room - len(shown))
    if top > 0:
        shown[0] = (Piece(RISE, "caret"), *_less(shown[0]))
    if top + room < len(rows):
        shown[-1] = (Piece(FALL, "caret"), *_less(shown[-1]))
    told = about(drawn.spots[look.at], look, BESIDE - 2 if wide else width - 8, room if wide else foot - 1)
    if wide and look.read is not None and len(told) + 4 < room:
        text = [*wrap(line(look.read.line.heading, "muted"), BESIDE - 2), *prose(look.read.line.text, BESIDE - 2)]
        told += [EMPTY, *text]
        told = told if len(told) <= room else [*told[: room - 1], line("…", "muted")]
    head = _head(drawn, width)
    lines = [head, *[EMPTY] * airy]
    if wide:
        told += [EMPTY] * (room - len(told))
        lines += [(*pad(one, left), Piece("│  ", "rule"), *beside) for one, beside in zip(shown, told, strict=True)]
    else:
        lines += [
            *shown,
            line("  " + RULE * (width - 4), "rule"),
            *((Piece("    "), *one) if one else one for one in told),
        ]
    lines = [clip(one, width) for one in lines[: height - 1]]
    return Frame([*lines, *[EMPTY] * (height - 1 - len(lines)), key_line(hints, width)], top, room)


def _less(pieces: Line) -> Line:
    """The line without its first cell."""
    return (pieces[0]._replace(text=pieces[0].text[1:]), *pieces[1:]) if pieces else pieces


def _seen_from(rows: Sequence[Row], look: Look, room: int) -> int:
    """The first row in sight: as before, unless the spot one stands at would be out of it."""
    mine = next((n for n, row in enumerate(rows) if row.own and row.spot == look.at), 0)
    last = mine
    while last + 1 < len(rows) and not rows[last + 1].own:
        last += 1
    air = min(2, (room - 1) // 2)
    top = max(look.top, min(last, mine + room - 1) - room + 1 + air)
    return max(0, min(top, mine - air, len(rows) - room))


def _row(drawn: StoryMap, rows: Sequence[Row], number: int, look: Look, width: int) -> Line:
    row = rows[number]
    spot = drawn.spots[row.spot]
    lanes = pad((Piece(" " * WHEN), *row.lanes), WHEN + max(LANES * LANE, width_of(row.lanes) + 1))
    if not row.own:
        if not row.words:
            return clip(lanes, width)
        words = (Piece("  "), Piece(f"{OPEN} {row.words}", "hint"))
        return aim(clip((*lanes, *words), width - 2), ("spot", str(row.spot)))
    here = row.spot == look.at
    said = _when(drawn, row.spot)
    lanes = (Piece(f"  {fit(said, WHEN - 2)}", "muted"), *lanes[1:])
    caret = Piece((CARET if here and look.doing is None else " ") + " ", "caret")
    if not spot.found:
        title: Line = (Piece(SHADE, "strong" if here else "faint"),)
    else:
        role = "chosen" if here else "" if spot.now else "muted"
        title = (Piece(spot.title, role), *((Piece(HERE if width >= 70 else SHORT, "muted"),) if spot.here else ()))
    open_ = len(spot.left_open) if row.own and not _worded(rows, number) else 0
    marks = OPEN * open_ if open_ <= 4 else f"{OPEN * 3}{open_}"
    whole = ends((*lanes, caret, *title), (Piece(marks, "muted"), Piece("  ")), width)
    return aim(whole, ("spot", str(row.spot)))


def _worded(rows: Sequence[Row], number: int) -> bool:
    """The roads not taken stand beneath it in words."""
    return number + 1 < len(rows) and bool(rows[number + 1].words) and rows[number + 1].spot == rows[number].spot


def _when(drawn: StoryMap, number: int) -> str:
    """The day, where another begins; before the endings, that they are."""
    spot = drawn.spots[number]
    before = drawn.spots[number - 1] if number else None
    if spot.kind == "ending":
        return "" if before is not None and before.kind == "ending" else "endings"
    return "" if before is not None and before.when == spot.when else spot.when


def _head(drawn: StoryMap, width: int) -> Line:
    """What this is, of which story, and how much of it was seen; as much of that as there is room for."""
    marks = FULL * drawn.found + HOLLOW * (drawn.endings - drawn.found)
    endings = f" · endings {marks}" if 0 < drawn.endings <= 12 else f" · endings {drawn.found} of {drawn.endings}"
    scenes = f"{drawn.seen} of {drawn.scenes} scenes"
    named = (Piece("  "), Piece("Map", "title"), Piece("   " + drawn.story, "muted"))
    far = scenes + endings if drawn.endings else scenes
    room = width - 4 - cell_len(far)
    return ends(named if width_of(named) <= room else named[:2], (Piece(far, "muted"), Piece("  ")), width)


# ---- what is told of a spot -----------------------------------------------------------------------------------------
def about(spot: Spot, look: Look, width: int, height: int) -> list[Line]:
    """A spot in words, or what can be done there, in at most so many lines."""
    lines = [ends(line(spot.title or "An ending", "title"), line(_known(spot), "muted"), width)]
    if look.notice:
        lines += wrap(line(look.notice, "warning"), width)
    elif look.doing is not None:
        if look.doing.visit:
            lines[0] = ends(line(spot.title, "title"), line(f"{NOW} {look.doing.visit} {ELSE}", "key"), width)
        lines += doing_lines(look.doing, width)
    elif not spot.found:
        lines += wrap(line("You have not found it yet.", "muted"), width)
    else:
        lines += _ways(spot, width)
    if len(lines) <= height:
        return lines
    return [*lines[: height - 1], line(f"… and {len(lines) - height + 1} more", "muted")]


def _known(spot: Spot) -> str:
    if not spot.found:
        return ""
    if not spot.visits:
        return "in another life"
    numbers = [str(number + 1) for number in spot.visits]
    turns = f"turn {numbers[0]}" if len(numbers) == 1 else f"turns {', '.join(numbers[-3:])}"
    return f"{spot.when} · {'… ' if len(numbers) > 3 else ''}{turns}" if spot.when else turns


def _ways(spot: Spot, width: int) -> list[Line]:
    """The roads: taken in this life, never taken, taken in another; then where it leads back to."""
    lines: list[Line] = []
    for taken, sign, role in (("now", DONE, ""), ("", OPEN, "hint"), ("before", DONE, "muted")):
        for way in spot.ways:
            if way.taken == taken:
                said = f"{way.words} (in another life)" if taken == "before" and spot.now else way.words
                wrapped = wrap(line(said, role), width - 2)
                lines += [(Piece(f"{sign if n == 0 else ' '} ", "muted"), *one) for n, one in enumerate(wrapped)]
    if spot.back:
        lines += wrap(line(f"from here back to: {', '.join(spot.back)}", "muted"), width)
    return lines


__all__ = ["Frame", "Look", "Row", "map_lines", "rows_of"]
