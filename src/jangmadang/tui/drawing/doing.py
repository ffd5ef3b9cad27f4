"""What can be done with a turn, as a few numbered lines: go back to it, begin a new road there."""

from __future__ import annotations

from msgspec import Struct

from .lines import Line, Piece, aim, line, wrap
from .signs import CARET


class Doing(Struct, frozen=True):
    """What one can do, while it is asked."""

    words: tuple[str, ...]
    at: int
    """Which of them the caret stands at."""
    visit: str = ""
    """Which of several turns is meant: 'turn 36, 2 of 3'."""


def doing_lines(doing: Doing, width: int) -> list[Line]:
    """A line each, or more where they are long; each a place to click."""
    lines: list[Line] = []
    for number, words in enumerate(doing.words):
        chosen = number == doing.at
        lead = (Piece((CARET if chosen else " ") + " ", "caret"), Piece(f"{number + 1} ", "key"))
        for row, one in enumerate(wrap(line(words, "chosen" if chosen else ""), width - 4)):
            lines.append(aim((*(lead if row == 0 else (Piece("    "),)), *one), ("do", str(number))))
    return lines
