"""The bottom line: which keys do what, each a place to click."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line, Piece, cells

Hint = tuple[str, str, str]
"""How the key is named, one word for what it does, the action it stands for."""


WAYS_OUT = ("leave", "quit")


def key_line(hints: Sequence[Hint], width: int) -> Line:
    """As many hints as fit, in order, two cells apart; the last one (help or the way back) always has its place.

    So has the way out. Where there is the palette besides, that stands in for it, and for whatever else found no room.
    """
    if not hints:
        return ()
    *others, last = hints
    palette = next((hint for hint in others if hint[2] == "palette"), None)
    others = [hint for hint in others if hint is not palette]
    out = next((hint for hint in others if hint[2] in WAYS_OUT), None)
    kept = _fitting(others, width - 1 - _size(last))
    if out is not None and out not in kept:
        firm = out if palette is None else (palette[0].replace("ctrl+", "^"), *palette[1:])
        room = width - 3 - _size(firm) - _size(last)
        kept = [*_fitting(others, room), firm] if room >= 0 else []
    pieces = [Piece(" ")]
    for shown, label, action in (*kept, last):
        if len(pieces) > 1:
            pieces.append(Piece("  "))
        target = ("key", action)
        pieces += [Piece(shown, "key", target), Piece(" " + label, "muted", target)]
    return tuple(pieces)


def _fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    kept: list[Hint] = []
    for hint in hints:
        room -= _size(hint) + 2
        if room < 0:
            break
        kept.append(hint)
    return kept


def _size(hint: Hint) -> int:
    return cells(hint[0]) + 1 + cells(hint[1])
