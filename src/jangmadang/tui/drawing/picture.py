"""A drawing in letters as lines of a screen: two letters a cell, by half blocks; without colour, by shades.

Takes rows of materials (`story/drawings.py`) and how they are to be seen; gives lines whose pieces have an ink each.
An ink names materials, the hour and the season; which colour that is in its theme the canvas asks here. What was drawn
once is kept: a page with the same picture costs nothing.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Literal

from msgspec import Struct

from .lines import EMPTY, Line, Piece, aim, line, wrap
from .palettes import LIGHTS, SEASONS, STEPS, colour

Manner = Literal["colour", "cells", "shades", "ascii", ""]
"""Half blocks in colour; coloured cells without any character; shades; the characters of a typewriter; not at all."""

NOTHING = "."
INK = "~"
"""With what the ink of a picture begins."""

LEAST = 32
"""Cells of the narrowest column that a drawing is still shown in."""

TARGET = ("key", "picture")
"""What a click on a drawing means."""

_BRIGHT = frozenset("lfyowvcix")
# What comes first where two materials share one character, and the characters of each, by shades and by typewriter.
_ORDER = "folvqpendzhuabktgyrimcjwxs."
_SHADES = {
    **dict.fromkeys(".swxj", " "),
    **dict.fromkeys("cgtm", "░"),
    **dict.fromkeys("kuh", "▒"),
    **dict.fromkeys("znabd", "▓"),
    **dict.fromkeys("peq", "█"),
    "y": ".",
    "r": "-",
    "i": "-",
    "l": "#",
    "f": "#",
    "o": "#",
    "v": " ",
}
_TYPED = {
    **dict.fromkeys(".swxvj", " "),
    **dict.fromkeys("cgtm", "."),
    **dict.fromkeys("kuh", ":"),
    **dict.fromkeys("znabd", "%"),
    **dict.fromkeys("peq", "@"),
    "y": ".",
    "r": "~",
    "i": "-",
    "l": "#",
    "f": "*",
    "o": "O",
}
_DARK = frozenset("dpenzabqkhu")
"""What can stand as half a block where there are shades only."""


class Mood(Struct, frozen=True):
    """The hour and the season of a drawing."""

    light: str = "day"
    """One of the four of `palettes.LIGHTS`."""
    season: str = "winter"

    @staticmethod
    def of(hour: str, season: str) -> Mood:
        """As a page tells them; without an hour it is day, without a season winter."""
        return Mood(LIGHTS.get(hour, "day"), season if season in SEASONS else "winter")


def manner(wanted: bool, glyphs: str, coloured: bool) -> Manner:
    """How drawings are seen by somebody who has set this, on a terminal with colours or without."""
    if not wanted:
        return ""
    if coloured:
        return "colour" if glyphs == "full" else "cells"
    return "shades" if glyphs == "full" else "ascii"


@lru_cache(maxsize=64)
def picture(rows: tuple[str, ...], mood: Mood, seen: Manner, width: int) -> tuple[Line, ...]:
    """The drawing in a column of so many cells: cut at both sides where it is wider, in the middle where it is not.

    No lines at all when there is nothing to draw, or too little room for it.
    """
    if not rows or not seen or width < min(LEAST, len(rows[0])):
        return ()
    kept = _cut(rows, width)
    spans = _spans(kept)
    left = (width - len(kept[0])) // 2 if len(rows[0]) < width else 0
    lines: list[Line] = []
    for y in range(0, len(kept), 2):
        lower = kept[y + 1] if y + 1 < len(kept) else NOTHING * len(kept[y])
        pairs = zip(kept[y], lower, strict=True)
        if seen == "cells":
            cells = [_plate(above, below, y, spans, mood) for above, below in pairs]
        elif seen == "colour":
            cells = [_cell(above, below, y, spans, mood) for above, below in pairs]
        else:
            cells = [(_sign(above, below, seen), "picture") for above, below in pairs]
        lines.append(_line(cells, left))
    return tuple(lines)


def _cut(rows: tuple[str, ...], width: int) -> tuple[str, ...]:
    over = max(0, len(rows[0]) - width)
    return tuple(row[over // 2 : len(row) - (over - over // 2)] for row in rows)


def _spans(rows: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """First and last row of each material: its upper colour is at the one, its lower at the other."""
    spans: dict[str, tuple[int, int]] = {}
    for y, row in enumerate(rows):
        for letter in set(row):
            spans[letter] = (spans.get(letter, (y, y))[0], y)
    return spans


def _cell(above: str, below: str, y: int, spans: dict[str, tuple[int, int]], mood: Mood) -> tuple[str, str]:
    """The character and the ink of two materials, one above the other."""
    if above == below == NOTHING:
        return " ", ""
    upper, lower = _tone(above, y, spans), _tone(below, y + 1, spans)
    if above == below and upper == lower:
        return " ", _ink(mood, "", upper)
    if below == NOTHING:
        return "▀", _ink(mood, upper, "")
    if above == NOTHING:
        return "▄", _ink(mood, lower, "")
    # The brighter one is the character: the background of some terminals has eight dark colours only.
    if below in _BRIGHT and above not in _BRIGHT:
        return "▄", _ink(mood, lower, upper)
    return "▀", _ink(mood, upper, lower)


def _plate(above: str, below: str, y: int, spans: dict[str, tuple[int, int]], mood: Mood) -> tuple[str, str]:
    """A cell in the colour of what comes first of the two."""
    first = min(above, below, key=_ORDER.index)
    return " ", "" if first == NOTHING else _ink(mood, "", _tone(first, y + (first != above), spans))


def _tone(letter: str, y: int, spans: dict[str, tuple[int, int]]) -> str:
    first, last = spans.get(letter, (y, y))
    return f"{letter}{(y - first) * (STEPS - 1) // (last - first) if last > first else 0}"


def _ink(mood: Mood, front: str, back: str) -> str:
    return f"{INK}{mood.light}/{mood.season}/{front}/{back}"


def colours(ink: str, theme: str) -> tuple[str | None, str | None]:
    """Foreground and background of an ink of this module, in a theme: `#rrggbb`, a name of the sixteen, or none."""
    light, season, front, back = ink[len(INK) :].split("/")
    fore, behind = (colour(theme, light, season, tone[0], int(tone[1])) if tone else None for tone in (front, back))
    return fore, behind


def _sign(above: str, below: str, seen: Manner) -> str:
    """The character that stands for two materials where there is no colour."""
    if seen == "shades":
        upper, lower = _SHADES[above], _SHADES[below]
        if upper == lower:
            return upper
        if above in _DARK and lower in " .-" and above not in "hu":
            return "▀"
        if below in _DARK and upper in " .-" and below not in "hu":
            return "▄"
    signs = _SHADES if seen == "shades" else _TYPED
    return signs[min(above, below, key=_ORDER.index)]


def _line(cells: list[tuple[str, str]], left: int) -> Line:
    pieces = [Piece(" " * left)] if left else []
    for ink, run in groupby(cells, key=lambda cell: cell[1]):
        pieces.append(Piece("".join(sign for sign, _ in run), ink, TARGET))
    return tuple(pieces) if pieces else EMPTY


def in_words(drawing: tuple[Line, ...], alt: str, width: int) -> tuple[Line, ...]:
    """The words for a drawing in its place: as many lines, the words in the middle of them. None for none."""
    if not drawing:
        return ()
    room = len(drawing) - 1
    words = [aim(one, TARGET) for one in wrap(line(alt, "said"), width)][: max(0, room)]
    above = (room - len(words)) // 2
    return (*[EMPTY] * above, *words, *[EMPTY] * (len(drawing) - above - len(words)))
