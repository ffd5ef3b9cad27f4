"""The bottom line: which keys do what, each a place to click."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from .lines import Line, Piece

Hint = tuple[str, str, str]
"""How the key is named, one word for what it does, the action it stands for."""


def key_line(hints: Sequence[Hint], width: int) -> Line:
    """As many hints as fit, in order, two cells apart; the last one (help or the way back) always has its place."""
    if not hints:
        return ()
    *others, last = hints
    room = width - 1 - _size(last)
    kept: list[Hint] = []
    for hint in others:
        room -= _size(hint) + 2
        if room < 0:
            break
        kept.append(hint)
    pieces = [Piece(" ")]
    for shown, label, action in (*kept, last):
        if len(pieces) > 1:
            pieces.append(Piece("  "))
        target = ("key", action)
        pieces += [Piece(shown, "key", target), Piece(" " + label, "muted", target)]
    return tuple(pieces)


def _size(hint: Hint) -> int:
    return cell_len(hint[0]) + 1 + cell_len(hint[1])
