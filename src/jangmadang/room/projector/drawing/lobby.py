"""Before it begins, and whenever somebody asks how to come in: the steps, the address as a picture, who is here.

What is in the story that somebody may not want to meet stands here, before the start, with the leave to go.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....tui.drawing.keyline import key_line
from ....tui.drawing.lines import EMPTY, Line, Piece, cells, indent, line, pad, wrap
from ...snapshot import Projector
from . import large, qr
from .frame import Drawn, Face, blank_between, head, screen, words
from .telling import who_is_here

BETWEEN = 2
"""Cells between the steps and the picture."""
NARROWEST = 24
"""Cells that the steps need."""


def lobby(face: Face, sight: Projector) -> Drawn:
    """The way in, what may be hard to meet, who is here."""
    return _door(face, sight, True) if face.door.address else _without_phones(face, sight)


def panel(face: Face, sight: Projector) -> Drawn:
    """The way in alone, over whatever is shown."""
    return _door(face, sight, False) if face.door.address else _without_phones(face, sight)


def _content(sight: Projector, width: int) -> list[Line]:
    told = words(f"In this story: {', '.join(sight.content)}.", width) if sight.content else []
    return [*told, *words("You may look away or leave at any time.", width, "muted" if told else "")]


def _door(face: Face, sight: Projector, notes: bool) -> Drawn:
    """The picture at the right edge, as large as it fits; beside it the steps. The content notes stand beneath both,
    or where that is too much among the steps; where the picture has no room at all, without it.
    """
    margin = 1 if face.width < 64 else 4
    edge = 0 if face.width < 64 else margin
    across_all = face.width - 2 * margin
    beneath = _content(sight, across_all) if notes else []
    for scale in (2, 1, 0):
        across, down = qr.size(face.door.address, face.way, scale) if scale else (0, 0)
        left = face.width - margin - edge - across - (BETWEEN if across else 0)
        if scale and (not across or left < NARROWEST):
            continue
        for among in (False, True):
            room = face.height - 1 - (0 if among or not beneath else len(beneath) + (1 if face.roomy else 0))
            told = _content(sight, left) if among and notes else []
            column = _column(face, sight, left, room, [*told, *wrap(line(face.said, "warning"), left)])
            if down <= room and column is not None:
                code = qr.code_lines(face.door.address, face.way, scale) if scale else ()
                lines = _beside(column, code, room, margin, face.width - across - edge)
                if not among and beneath:
                    lines += [*([EMPTY] if face.roomy else []), *(indent(one, margin) for one in beneath)]
                return Drawn((*lines, key_line(face.hints, face.width)))
    # Smaller than anybody's wall: what one types, and the rest as far as it goes.
    top = head(face, [Piece(face.door.code, "title")], [Piece(who_is_here(sight), "strong")])
    return screen(face, top, [line(_bare(face.door.address), "strong"), *beneath])


def _beside(column: Sequence[Line], code: Sequence[Line], room: int, margin: int, at: int) -> list[Line]:
    over = (room - len(code)) // 2
    lines: list[Line] = []
    for row in range(room):
        here = indent(column[row], margin)
        picture = code[row - over] if 0 <= row - over < len(code) else EMPTY
        lines.append((*pad(here, at), *picture) if picture else here)
    return lines


def _column(face: Face, sight: Projector, width: int, room: int, told: list[Line]) -> list[Line] | None:
    """The title and the steps at the top, who is here at the foot, exactly so many lines; None where they do not fit.

    The code in large letters and the story's summary are there where they have room.
    """
    name = sight.title.upper() if cells(sight.title) <= width else sight.title
    title = wrap(line(name, "title"), width)
    code = face.door.code
    scale = 2 if face.wide and large.fits(code, width, 2) else 1
    written = large.letters(code, "title", scale) if large.fits(code, width, scale) else []
    summary = words(sight.summary, width, "muted") if face.roomy and sight.summary else []
    shut = [line("The door is locked.", "warning")] if sight.locked else []
    foot = blank_between([told, [*shut, *_who(sight, width)]], 1 if not told or face.roomy else 0)
    air = 1 if face.height >= 22 else 0
    for shown, letters, gap in (
        (summary, written, air),
        ([], written, air),
        ([], written, 0),
        ([], [], air),
        ([], [], 0),
    ):
        steps = blank_between(_steps(face, width), gap)
        top = [*[EMPTY] * air, *blank_between([title, shown, steps, letters], 1)]
        left = room - len(top) - len(foot) - air
        if left >= 1:
            return [*top, *[EMPTY] * left, *foot, *[EMPTY] * air]
    top = [*title, *blank_between(_steps(face, width), 0)]
    left = room - len(top) - len(foot)
    return [*top, *[EMPTY] * left, *foot] if left >= 0 else None


def _who(sight: Projector, width: int) -> list[Line]:
    return wrap(line(who_is_here(sight), "strong"), width)


def _steps(face: Face, width: int) -> list[list[Line]]:
    door = face.door
    steps = [[Piece("Join the Wi-Fi "), Piece(door.network, "strong")]] if door.network else []
    where = _bare(door.address)
    steps.append([Piece("Scan, or open" if face.way else "Open")])
    numbered = [_step(number if len(steps) > 1 else 0, step, width) for number, step in enumerate(steps, 1)]
    room = width - (3 if len(steps) > 1 else 0)
    host, _, path = where.partition("/")
    parts = [where] if cells(where) <= room else [host, f"/{path}"]
    numbered[-1] += [indent(line(part, "strong"), width - room) for part in parts]
    return numbered


def _step(number: int, pieces: list[Piece], width: int) -> list[Line]:
    if not number:
        return wrap(pieces, width)
    first, *others = wrap(pieces, width - 3)
    return [(Piece(f"{number}  ", "key"), *first), *(indent(one, 3) for one in others)]


def _bare(address: str) -> str:
    """What one types into a browser."""
    return address.partition("://")[2] or address


def _without_phones(face: Face, sight: Projector) -> Drawn:
    """A room of raised hands."""
    name = sight.title.upper() if cells(sight.title) < 40 else sight.title
    people = [line(f"{sight.people:,} people", "strong")] if sight.people else []
    how = words("You decide together, by raised hands.", face.column, "strong")
    summary = words(sight.summary, face.column, "muted") if sight.summary else []
    gap = 2 if face.roomy else 1
    body = blank_between([summary, how, people, _content(sight, face.column)], gap)
    return screen(face, head(face, [Piece(name, "title")]), body, centred=face.roomy)
