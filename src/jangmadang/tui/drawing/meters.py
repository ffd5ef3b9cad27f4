"""What is always seen: where and when on the top line, the meters on a line or two, what the last turn changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...play.view import Change, Meter, Page
from .lines import EMPTY, Line, Piece, Target, ends, width_of
from .signs import shift, squares

MARKS = 11
"""Cells of a line kept free for what a turn does to its meters, so that nothing makes way when it is shown."""


def top_line(page: Page, width: int) -> Line:
    """The place on the left; day, date, season and hour on the right, as many as fit."""
    place = page.place or page.story
    # The season goes before the date when there is no room for both: the date often stands in the heading too.
    full = [f"day {page.day}", page.date, page.season, page.hour]
    for left_out in ((), (1,), (1, 3), (1, 2, 3)):
        words = " · ".join(word for number, word in enumerate(full) if word and number not in left_out)
        if len(place) + len(words) + 6 <= width:
            break
    return ends((Piece("  "), Piece(place, "place")), (Piece(words, "muted"), Piece("  ")), width)


def meter_pieces(meter: Meter, count: int, label: int = 0) -> Line:
    """One meter: its word, so many squares if it has a bar, its value, and what the last turn did.

    Where the value's unit is the word already, the word is not said twice: 15 yuan, 2,095 new won. `label` is the least
    width of the word.
    """
    number, _, unit = meter.text.rpartition(" ")
    if number and not label and (meter.label == unit or meter.label.endswith(" " + unit)):
        pieces = [Piece(number, "strong"), Piece(" " + meter.label, "muted")]
    else:
        pieces = [Piece(meter.label.ljust(label) + " ", "muted")]
        if meter.bar and count:
            pieces.append(Piece(squares(meter.value, meter.low, meter.high, count) + " ", "meter"))
        pieces.append(Piece(meter.text, "strong"))
    if meter.change:
        pieces.append(Piece(" " + shift(meter.change), "change"))
    return tuple(pieces)


def meter_lines(meters: Sequence[Meter], width: int, most: int = 2) -> list[Line]:
    """The meters on as few lines as they need; squares grow fewer before a second line is opened.

    How many squares there are and which meters stand on which line hangs on what the last turn changed only where it
    changed very much.
    """
    for kept in (MARKS, 0):
        for rows in range(1, most + 1):
            for count in (10, 5, 0):
                lines = _flow(meters, count, width, kept)
                if len(lines) <= rows and all(width_of(one) <= width for one in lines):
                    return lines
    return lines[:most]


def _flow(meters: Sequence[Meter], count: int, width: int, kept: int) -> list[Line]:
    """One beside the other; so many cells of a line are kept for marks, or else those that there are are counted."""
    lines: list[Line] = []
    taken = 0
    for meter in meters:
        block = meter_pieces(meter, count)
        size = width_of(block[:-1] if meter.change and kept else block)
        if lines and taken + 3 + size <= width - kept:
            lines[-1] = (*lines[-1], Piece("   "), *block)
            taken += 3 + size
        else:
            lines.append((Piece("  "), *block))
            taken = 2 + size
    return lines


def changes_line(changes: Sequence[Change], arrived: Sequence[Change], width: int) -> Line:
    """What a choice changed, and parted from it what coming here changed: `trust +5 · on coming here: money −250`.

    It is no line yet: where so much is too wide, fewer words part the two.
    """
    long = _all(changes, arrived, "on coming here: ")
    return long if width_of(long) <= width else _all(changes, arrived, "here: ")


def _all(changes: Sequence[Change], arrived: Sequence[Change], here: str) -> Line:
    return tuple(piece for part in _parts(changes, arrived, here) for piece in part)


def _parts(changes: Sequence[Change], arrived: Sequence[Change], here: str) -> list[Line]:
    """A change each, with what parts it from the next."""
    parts: list[Line] = []
    for number, change in enumerate(changes, 1):
        parts.append((Piece(change.text + (" · " if number < len(changes) or arrived else ""), "change"),))
    for number, change in enumerate(arrived, 1):
        words = Piece(change.text + (", " if number < len(arrived) else ""), "change")
        parts.append((words,) if number > 1 else (Piece(here, "muted"), words))
    return parts


def changes_lines(
    changes: Sequence[Change], arrived: Sequence[Change], first: int, further: int, most: int, people: str
) -> list[Line]:
    """The same as at most so many lines: the first of `first` cells, all others of `further`; a change goes on in the
    next line only where it is wider than a line, and there between two words. Where all is more than that, the last
    says how much more there is, and which key (called `people`) shows it.
    """
    if width_of(one := _all(changes, arrived, "on coming here: ")) <= first:
        return [one] if one else []
    parts = _parts(changes, arrived, "here: ")
    told: list[Line] = []
    for kept in range(len(parts), -1, -1):
        left = len(parts) - kept
        end = _more(left, bool(kept), people) if left else EMPTY
        told = [_stripped(one) for one in _broken([*parts[:kept], *([end] if left else [])], first, further)]
        if len(told) <= most and all(
            width_of(one) <= (further if number else first) for number, one in enumerate(told)
        ):
            break
    return told[:most]


def _more(count: int, also: bool, people: str) -> Line:
    target: Target = ("key", "people")
    words = f"… and {count} more " if also else f"{count} change{'s' if count > 1 else ''} "
    return (Piece(words + "(", "muted", target), Piece(people, "key", target), Piece(")", "muted", target))


def _broken(parts: Sequence[Line], first: int, further: int) -> list[Line]:
    """Parts on lines: a part begins a new one when it does not fit the one before.

    No word is torn: a line is too wide where one word is.
    """
    lines: list[Line] = [EMPTY]
    for part in parts:
        room = first if len(lines) == 1 else further
        if width_of((*lines[-1], *part)) - _tail(part) <= room:
            lines[-1] = (*lines[-1], *part)
        elif lines[-1] and width_of(part) - _tail(part) <= further:
            lines.append(part)
        else:
            for word in _words(part):
                room = first if len(lines) == 1 else further
                if width_of((*lines[-1], *word)) - _tail(word) <= room:
                    lines[-1] = (*lines[-1], *word)
                else:
                    lines.append(word)
    return lines


def _words(part: Line) -> list[Line]:
    """A part's words, each with the space after it: a word may be of several pieces, as a key in its brackets is."""
    words: list[Line] = []
    for piece in part:
        for text in re.findall(r" *[^ ]+ *", piece.text):
            word = piece._replace(text=text)
            if words and not words[-1][-1].text.endswith(" "):
                words[-1] = (*words[-1], word)
            else:
                words.append((word,))
    return words


def _stripped(pieces: Line) -> Line:
    """Without the space at its end."""
    return (*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip())) if pieces else pieces


def _tail(part: Line) -> int:
    """Cells at a part's end that a line may lose: the space before the next part."""
    return len(part[-1].text) - len(part[-1].text.rstrip()) if part else 0
