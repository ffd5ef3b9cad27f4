"""The palette: what was typed, and the commands that hold it, one a line, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .keyline import Hint
from .lines import EMPTY, Line, Piece, aim, clip, ends, line, width_of
from .reading import framed, measure
from .signs import CARET


class Row(NamedTuple):
    """A command as it is drawn."""

    words: str
    about: str
    key: str


def palette_lines(
    query: str, rows: Sequence[Row], at: int, hints: Sequence[Hint], width: int, height: int
) -> tuple[list[Line], int]:
    """The whole screen, and how many commands are in sight; the one stood at is always among them."""
    _, room = measure(width)
    count = max(1, height - 6)
    top = max(0, min(at - count // 2, len(rows) - count))
    typed: Line = (Piece("  "), Piece(query, "strong"), Piece("_", "caret"))
    body = [typed if query else line("  type to find", "muted"), EMPTY]
    for number, row in enumerate(rows[top : top + count], top):
        body.append(aim(_row(row, number == at, room), ("row", str(number))))
    if not rows:
        body.append(line("  Nothing here is called that.", "muted"))
    return framed("All there is to do", f"{len(rows)}", body, 0, hints, width, height), count


def _row(row: Row, chosen: bool, room: int) -> Line:
    head = (Piece((CARET if chosen else " ") + " ", "caret"), Piece(row.words, "chosen" if chosen else ""))
    far = (Piece(" " + row.key, "key"),) if row.key else EMPTY
    left = room - width_of(far) - 2
    about = "" if row.about.casefold() == row.words.casefold() else row.about
    if width_of(head) + 8 > left or not about:
        return ends(clip(head, left), far, room)
    return ends(clip((*head, Piece("  " + about, "muted")), left), far, room)
