"""How wide words come out, near enough to wrap them before anybody draws them; and in how many lines they go.

No font is read: the widths are those of a common sans serif, a little on the safe side.
"""

from __future__ import annotations

from ...story.problems import columns

_WIDTHS = dict.fromkeys("iljI.,:;'|!", 0.29) | dict.fromkeys('frt()[]{} -"*', 0.38) | dict.fromkeys("mwMW@%", 0.88)
_MONO = 0.61


def width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """The width of a line in pixels, at a font size in pixels."""
    if mono:
        return sum(columns(sign) for sign in text) * _MONO * size
    em = 0.0
    for sign in text:
        if sign > "\u02ff":
            em += (0.6, 0.6, 1.0)[columns(sign)]
        else:
            em += _WIDTHS.get(sign, 0.7 if sign.isupper() else 0.57)
    return em * size * (1.05 if bold else 1.0)


def wrapped(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines that fit into the room; what is left out is shown by `…`."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold=bold) <= room:
            line += f" {words.pop(0)}"
        if words and len(found) + 1 == lines:
            line += "…"
        found.append(cut(line, room, size, bold=bold))
    return found


def cut(text: str, room: float, size: float, *, bold: bool = False, mono: bool = False) -> str:
    """So much of a line as fits."""
    if width(text, size, bold=bold, mono=mono) <= room:
        return text
    kept = text.rstrip("…")
    while kept and width(f"{kept}…", size, bold=bold, mono=mono) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def shortened(text: str, most: int) -> str:
    """So many characters of a condition, cut where a word ends if that costs little."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ")
    return f"{(kept[:space] if space > most * 2 // 3 else kept).rstrip()}…"
