"""The picture over the title: the row at night, every stall under its cover but one. It is as wide as the screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .lines import Line
from .picture import Manner, Mood, picture

LEAST = 24
"""Rows of the smallest screen that has room for it."""
_NIGHT = Mood("night", "winter")


def title(width: int, height: int, manner: Manner) -> tuple[Line, ...]:
    """The picture on a screen of that size; the higher the screen, the more sky."""
    if height < LEAST:
        return ()
    lines = 5 if height < 30 else 6 if height < 34 else 8
    rows = _rows()[-2 * lines :]
    over = max(0, width - len(rows[0]))
    # What stands at the edge of the drawing (sky, hill, snow) goes on to the edge of the screen.
    wide = tuple(row[0] * (over // 2) + row + row[-1] * (over - over // 2) for row in rows)
    return picture(wide, _NIGHT, manner, width)


@cache
def _rows() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("title.txt").read_text("utf-8").split())
