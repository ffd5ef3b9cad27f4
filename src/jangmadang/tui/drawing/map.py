"""The story map on a screen: as many of its rows as fit, and what is told of the spot that one stands at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len

from ...play.road_view import Spot, StoryMap, Turn
from .doing import Doing, doing_lines
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, aim, clip, ends, fit, line, pad, width_of, wrap
from .map_rows import LANE, Row
from .prose import prose
from .signs import CARET, DONE, ELSE, FALL, FULL, HOLLOW, NOW, OPEN, RISE, RULE

LANES = 4
"""Lanes that have room beside the words; a row with more moves its words."""
WHEN = 10
"""Cells of the margin that says the day."""
WIDE = 110
BESIDE = 46
"""Cells of what is told of a spot, beside the map of a wide screen."""
SHADE = "░" * 4
HERE, SHORT = " · you are here", " · you"
FOOT = 5
"""Lines of what is told of a spot, beneath the map of other screens."""


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
    told = about(drawn, look, BESIDE - 2 if wide else width - 8, room if wide else foot - 1)
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
        title: Line = (Piece(SHADE + " ", "faint"), Piece(_unfound(drawn), "chosen" if here else "muted"))
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
def about(drawn: StoryMap, look: Look, width: int, height: int) -> list[Line]:
    """The spot that one stands at in words, or what can be done there, in at most so many lines."""
    spot = drawn.spots[look.at]
    lines = [ends(line(spot.title or _unfound(drawn), "title"), line(_known(spot), "muted"), width)]
    if look.notice:
        lines += wrap(line(look.notice, "warning"), width)
    elif look.doing is not None:
        if look.doing.visit:
            lines[0] = ends(line(spot.title, "title"), line(f"{NOW} {look.doing.visit} {ELSE}", "key"), width)
        lines += doing_lines(look.doing, width)
    elif not spot.found:
        lines += wrap(line("Where a road leads that you have not gone to its end.", "muted"), width)
    else:
        lines += _ways(spot, width)
    if len(lines) <= height:
        return lines
    return [*lines[: height - 1], line(f"… and {len(lines) - height + 1} more", "muted")]


def _unfound(drawn: StoryMap) -> str:
    left = drawn.endings - drawn.found
    return f"{left} endings not found yet" if left != 1 else "one ending not found yet"


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


__all__ = ["Frame", "Look", "map_lines"]
