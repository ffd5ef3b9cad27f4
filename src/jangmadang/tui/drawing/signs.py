"""Signs, squares, sums and braille curves. One sign has one meaning everywhere; the help page lists them.

All signs are one cell wide in every terminal (none is of East Asian ambiguous width, but for the rule's line).
"""

from __future__ import annotations

from collections.abc import Sequence

CARET = "▸"
LOCK = "✗"
DONE = "✓"
RISE = "▴"
FALL = "▾"
FULL = "▪"
HOLLOW = "▫"
DOT = "∙"
POST = "♦"
RULE = "─"
MINUS = "−"

MEANINGS: tuple[tuple[str, str], ...] = (
    (CARET, "what enter would choose"),
    (LOCK, "locked for now; choose it to hear why"),
    (DONE, "chosen before; in a room: is there, is seen to"),
    (f"{RISE} {FALL}", "went up, went down with the last turn; at an edge: there is more that way"),
    (f"{FULL}{FULL}{HOLLOW}", "how much of ten, of five, or of what there is"),
    ("⣀⣤⣶", "how it went until now, the oldest at the left"),
    ("‹ ›", "what ← and → change"),
    (POST, "the patrol passed"),
    ("word", "underlined: it has a field note (n, or click it)"),
)
"""Sign and meaning, for the help page."""

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
