"""A line is a tuple of pieces; a piece is text, the role it plays and what a click on it means.

Widths are terminal cells (a Hangul syllable is two). Roles become colours in `widgets/canvas.tcss` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

Target = tuple[str, str]
"""What a click means: ('choice', id), ('row', number), ('key', action)."""


class Piece(NamedTuple):
    """Characters that look alike."""

    text: str
    role: str = ""
    target: Target | None = None


Line = tuple[Piece, ...]

EMPTY: Line = ()
# Spaces that may be broken; a no-break space stays inside its word.
_FRAGMENTS = re.compile(r"[ \n\t]+|[^ \n\t]+")


def line(text: str, role: str = "", target: Target | None = None) -> Line:
    """A line of one piece; no piece at all when there is no text."""
    return (Piece(text, role, target),) if text else EMPTY


def cells(text: str) -> int:
    """Cells that the text takes. What nearly all of it is needs no looking up, and is not remembered for it."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def width_of(pieces: Iterable[Piece]) -> int:
    """Cells that the pieces take."""
    return sum(cells(piece.text) for piece in pieces)


def plain(pieces: Iterable[Piece]) -> str:
    """The characters alone."""
    return "".join(piece.text for piece in pieces)


def indent(pieces: Line, by: int) -> Line:
    """The line moved to the right by so many cells."""
    return (Piece(" " * by), *pieces) if by > 0 and pieces else pieces


def aim(pieces: Line, target: Target) -> Line:
    """The line with every piece leading to the target."""
    return tuple(piece._replace(target=target) for piece in pieces)


def fit(text: str, width: int) -> str:
    """The text cut or filled to exactly so many cells; a cut one ends in an ellipsis."""
    if cells(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width) if width > 0 else ""
    return set_cell_size(text, width)


def right(text: str, width: int) -> str:
    """The text against the right edge of so many cells."""
    return " " * max(0, width - cells(text)) + text


def ends(left: Line, far: Line, width: int) -> Line:
    """One line with a left and a right end; the left one gives way when both do not fit."""
    room = width - width_of(far)
    if width_of(left) > room - 2:
        left = clip(left, max(0, room - 2))
    return (*left, Piece(" " * max(0, room - width_of(left))), *far)


def clip(pieces: Line, width: int) -> Line:
    """The line cut to so many cells, with an ellipsis where something was lost."""
    if width_of(pieces) <= width:
        return pieces
    kept: list[Piece] = []
    room = width
    for piece in pieces:
        size = cells(piece.text)
        if size < room:
            kept.append(piece)
            room -= size
            continue
        kept.append(piece._replace(text=fit(piece.text + " ", room)))
        break
    return tuple(kept)


def pad(pieces: Line, width: int) -> Line:
    """The line cut or filled to exactly so many cells."""
    size = width_of(pieces)
    if size > width:
        return pad(clip(pieces, width), width)
    return (*pieces, Piece(" " * (width - size))) if size < width else pieces


def wrap(pieces: Sequence[Piece], width: int) -> list[Line]:
    """The pieces as lines no wider than `width`, broken at spaces; a word wider than a line is cut."""
    if len(pieces) == 1 and (fast := _wrap_plain(pieces[0], width)) is not None:
        return fast
    lines: list[Line] = []
    current: list[Piece] = []
    word: list[Piece] = []
    gap: Piece | None = None
    used = 0
    width = max(1, width)

    def close_word() -> None:
        nonlocal gap, used
        if not word:
            return
        size = width_of(word)
        if used and used + 1 + size > width:
            lines.append(_joined(current))
            current.clear()
            used = 0
        elif used and gap is not None:
            current.append(gap)
            used += 1
        for piece in word:
            rest = piece
            while used + cells(rest.text) > width:
                head = _head(rest.text, width - used)
                if used and cells(head) > width - used:
                    head = ""
                else:
                    current.append(rest._replace(text=head))
                lines.append(_joined(current))
                current.clear()
                used = 0
                rest = rest._replace(text=rest.text[len(head) :])
            if rest.text:
                current.append(rest)
                used += cells(rest.text)
        word.clear()
        gap = None

    for piece in pieces:
        for fragment in _FRAGMENTS.findall(piece.text):
            if fragment.isspace() and "\xa0" not in fragment:
                close_word()
                gap = piece._replace(text=" ")
            else:
                word.append(piece._replace(text=fragment))
    close_word()
    if current:
        lines.append(_joined(current))
    return lines


def _wrap_plain(piece: Piece, width: int) -> list[Line] | None:
    """The same for what nearly all prose is: one piece, every character a cell. None when it is not so simple."""
    text, role, target = piece
    if not (text.isascii() and text.isprintable()):
        return None
    lines: list[Line] = []
    current = ""
    for word in text.split():
        if len(word) > width:
            return None
        if not current:
            current = word
        elif len(current) + 1 + len(word) <= width:
            current += " " + word
        else:
            lines.append((Piece(current, role, target),))
            current = word
    return [*lines, (Piece(current, role, target),)] if current else lines


def _head(text: str, width: int) -> str:
    """As many first characters as fit the width; at least one, so that wrapping always goes on."""
    count, used = 0, 0
    for character in text:
        used += cells(character)
        if used > width:
            break
        count += 1
    return text[: max(1, count)]


def _joined(pieces: list[Piece]) -> Line:
    """Neighbours that look alike as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].role == piece.role and joined[-1].target == piece.target:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
