"""Signs, squares, sums and braille curves. One sign has one meaning everywhere; the help page lists them.

TABLE has every sign that a screen draws in three columns: full; safe, one cell wide on every terminal (none of East
Asian ambiguous width); and ASCII. Drawing uses the full ones and no others: `spelled` turns lines ready to be painted
into the signs that the player has chosen, each for one other, so that nothing moves. What is no sign (letters, Hangul)
stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from .lines import Line


class Sign(Struct, frozen=True):
    """One sign and what stands for it."""

    full: str
    safe: str
    ascii: str
    meaning: str = ""
    """For the help page; empty where the sign needs no words."""


CARET = "▸"
LOCK = "✗"
DONE = "✓"
RISE = "▴"
FALL = "▾"
FULL = "▪"
HOLLOW = "▫"
DOT = "∙"
POST = "♦"
LATER = "⋅"
OPEN = "╌"
RULE = "─"
MINUS = "−"
NOW, ELSE = "‹", "›"
"""Around what the arrows change."""

TABLE: tuple[Sign, ...] = (
    Sign(CARET, CARET, ">", "what enter would choose"),
    Sign(LOCK, LOCK, "x", "locked for now; choose it to hear why"),
    Sign(DONE, DONE, "*", "chosen before; found, touched; in a room: is there, is seen to"),
    Sign(RISE, RISE, "^", "went up with the last turn; at an edge: there is more above"),
    Sign(FALL, FALL, "v", "went down with the last turn; at an edge: there is more beneath"),
    Sign(FULL, FULL, "#", "how much, of what there is; in a row of them: you; on the map: this life"),
    Sign(HOLLOW, HOLLOW, "_", "what is missing of it; on the map: another life"),
    Sign(DOT, DOT, ".", "none; between paragraphs: a pause"),
    Sign(POST, POST, "!", "the patrol passed"),
    Sign(LATER, LATER, ":", "a turn of the night that is still to come"),
    Sign(OPEN, OPEN, "-", "a road not taken; on the map: not in this life"),
    Sign(NOW, NOW, "<", "what ← and → change stands between these"),
    Sign(ELSE, ELSE, ">"),
    Sign(MINUS, MINUS, "-"),
    # What words are set with.
    Sign("·", "|", "|"),
    Sign("…", ".", "."),
    Sign("—", "-", "-"),
    Sign("–", "-", "-"),
    Sign("“", '"', '"'),
    Sign("”", '"', '"'),
    Sign("„", '"', '"'),
    Sign("‘", "'", "'"),
    Sign("’", "'", "'"),
    Sign("‚", "'", "'"),
    Sign("«", "<", "<"),
    Sign("»", ">", ">"),
    Sign("×", "x", "x"),
    Sign("÷", "/", "/"),
    Sign("°", "o", "o"),
    Sign("±", "~", "~"),
    Sign("≥", ">", ">"),
    Sign("≤", "<", "<"),
    Sign("\xa0", "\xa0", " "),
    Sign("←", "<", "<"),
    Sign("→", ">", ">"),
    Sign("↑", "^", "^"),
    Sign("↓", "v", "v"),
    # What pictures and walls are made of; lines of a box follow by their shape, braille by where its dots stand.
    Sign("█", "⣿", "#"),
    Sign("▀", "⠛", '"'),
    Sign("▄", "⣤", "_"),
    Sign("▌", "⡇", "|"),
    Sign("▐", "▐", "|"),
    Sign("░", "░", "."),
    Sign("▒", "⣒", ":"),
    Sign("▓", "⣶", "%"),
)

CURVE = "how it went until now, the oldest at the left"
UNDERLINED = "it has a field note"
MEANINGS = (*((sign.full, sign.meaning) for sign in TABLE if sign.meaning), ("⣀⣤⣶", CURVE), ("word", UNDERLINED))

_LEVEL = "─━┄┅┈┉╌╍═╴╶╸╺╼╾"
_UPRIGHT = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"
_BOX = range(0x2500, 0x2580)
_BRAILLE = range(0x2800, 0x2900)
_ROWS = ((0x01 | 0x08, "'"), (0x02 | 0x10, "-"), (0x04 | 0x20, "."), (0x40 | 0x80, "_"))
"""Dots of each of a braille cell's four rows, and the character that stands as high."""


@cache
def spelling(glyphs: str) -> dict[int, str]:
    """What stands for each sign where `glyphs` are full, safe or ascii; nothing to do for full ones."""
    if glyphs == "full":
        return {}
    found = {code: _of_box(chr(code)) for code in _BOX}
    if glyphs == "ascii":
        found |= {code: _of_braille(code) for code in _BRAILLE}
    return found | {ord(sign.full): sign.ascii if glyphs == "ascii" else sign.safe for sign in TABLE}


def spelled(lines: Iterable[Line], glyphs: str) -> list[Line]:
    """The lines in the signs chosen; as wide as before, and every piece means what it meant."""
    table = spelling(glyphs)
    if not table:
        return list(lines)
    return [tuple(piece._replace(text=piece.text.translate(table)) for piece in line) for line in lines]


def _of_box(sign: str) -> str:
    return "-" if sign in _LEVEL else "|" if sign in _UPRIGHT else "/" if sign == "╱" else "\\" if sign == "╲" else "+"


def _of_braille(code: int) -> str:
    """A character as full or as high as the dots: a full cell is a hash, a thin one is where most of its dots are."""
    dots = code - _BRAILLE.start
    count = dots.bit_count()
    if count == 0:
        return " "
    if count >= 6:
        return "#"
    if count >= 4:
        return "="
    return max(_ROWS, key=lambda row: (dots & row[0]).bit_count())[1]


def meanings(lines: Iterable[Line]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Signs and what they mean: those drawn on these lines, and all others."""
    drawn = {character for line in lines for piece in line for character in piece.text}
    noted = any(piece.role == "note" for line in lines for piece in line)
    here: list[tuple[str, str]] = []
    elsewhere: list[tuple[str, str]] = []
    for sign in TABLE:
        if sign.meaning:
            (here if sign.full in drawn else elsewhere).append((sign.full, sign.meaning))
    curved = any(0x2800 < ord(character) < 0x2900 for character in drawn)
    (here if curved else elsewhere).append(("⣀⣤⣶", CURVE))
    (here if noted else elsewhere).append(("word", UNDERLINED))
    return here, elsewhere


_LEFT = (0x00, 0x40, 0x44, 0x46, 0x47)
_RIGHT = (0x00, 0x80, 0xA0, 0xB0, 0xB8)


def squares(value: int, low: int, high: int, count: int) -> str:
    """The value as filled squares among `count`; anything above the low end shows at least one."""
    span = max(1, high - low)
    filled = (min(max(value, low), high) - low) * count // span
    if value > low:
        filled = max(1, filled)
    return FULL * filled + HOLLOW * (count - filled)


def shift(by: int) -> str:
    """A change as a sign and a sum: ▴3, ▾1,200; nothing for none."""
    return f"{RISE if by > 0 else FALL}{abs(by):,}" if by else ""


def signed(number: int) -> str:
    """A number with a true minus and thousands apart."""
    return f"{MINUS}{-number:,}" if number < 0 else f"{number:,}"


def curve(values: Sequence[int], cells: int) -> str:
    """The last values as a braille curve, two to a cell, between their own lowest and highest; oldest first."""
    points = list(values)[-2 * cells :]
    if not points:
        return ""
    low, high = min(points), max(points)
    span = high - low
    # A flat course is drawn low and even: a line at full height would look like the top of something.
    levels = [1 + (value - low) * 3 // span if span else 1 for value in points]
    if len(levels) % 2:
        levels.insert(0, levels[0])
    pairs = zip(levels[::2], levels[1::2], strict=True)
    return "".join(chr(0x2800 + _LEFT[left] + _RIGHT[right]) for left, right in pairs)


def plot(values: Sequence[int], cells: int, rows: int) -> list[str]:
    """The whole course as a braille plot so many rows high, the upper first, between its own lowest and highest.

    It begins at the left, two values to a cell; once there are more than fit, as many values as it takes go by the
    last of them, so that what is drawn stays where it is for as long as possible.
    """
    each = max(1, -(-len(values) // (2 * cells)))
    points = [values[min(at + each, len(values)) - 1] for at in range(0, len(values), each)]
    low, span = (min(points), max(points) - min(points)) if points else (0, 0)
    levels = [1 + (point - low) * (4 * rows - 1) // span if span else 1 for point in points]
    levels += [0] * (len(levels) % 2)
    pairs = list(zip(levels[::2], levels[1::2], strict=True))
    return [
        "".join(chr(0x2800 + _LEFT[_in(left, row)] + _RIGHT[_in(right, row)]) for left, right in pairs)
        for row in range(rows - 1, -1, -1)
    ]


def _in(level: int, row: int) -> int:
    """How many of a row's four dots a level fills."""
    return max(0, min(4, level - 4 * row))
