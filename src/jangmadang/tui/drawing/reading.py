"""Pages to be read and scrolled: the frame that all of them have, and the journal."""

from __future__ import annotations

from collections.abc import Sequence

from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, ends, indent, line, width_of
from .signs import FALL, RULE

MEASURE = 66


def measure(width: int, most: int = MEASURE) -> tuple[int, int]:
    """Left margin and width of the column that text is read in: at most so many cells."""
    margin = max(4, (width - most) // 2)
    return margin, min(most, width - margin - 2)


def framed(
    title: str,
    far: str,
    body: Sequence[Line],
    scroll: int,
    hints: Sequence[Hint],
    width: int,
    height: int,
    most: int = MEASURE,
    onward: str = "space",
) -> list[Line]:
    """A title line, as much of the body as fits from `scroll` on, a rule that says whether there is more, the keys.

    `most` is the measure, `onward` what the key that reads on is called.
    """
    margin, _ = measure(width, most)
    room = height - 4
    shown = [indent(one, margin) for one in body[scroll : scroll + room]]
    shown += [EMPTY] * (room - len(shown))
    head = ends((Piece("  "), Piece(title, "title")), (Piece(far, "muted"), Piece("  ")), width)
    more = scroll + room < len(body)
    end = (Piece(f" {onward} ", "key"), Piece(f"more {FALL} ", "muted")) if more else ()
    rule = line("  " + RULE * (width - 4 - (width_of(end) + 1 if more else 0)), "rule")
    return [head, EMPTY, *shown, (*rule, *end), key_line(hints, width)]
