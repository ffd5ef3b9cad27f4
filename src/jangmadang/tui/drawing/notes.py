"""All field notes that were met: a list to be searched, and the one stood at as a card, beside it or in its place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from ...play.view import NoteView
from .keyline import Hint
from .lines import EMPTY, Line, Piece, aim, clip, fit, indent, line, pad, width_of
from .reading import framed, measure
from .signs import CARET, FALL, RISE
from .words import note_lines

BESIDE = 96
"""From so many columns on the card stands beside the list."""
LIST = 34


class Search(Struct, frozen=True):
    """What is looked for and where one stands."""

    query: str = ""
    at: int = 0
    """Which of the notes that were found."""
    opened: bool = False
    """The card stands in the list's place."""
    scroll: int = 0
    """How far the card is scrolled."""


def notes_lines(
    notes: Sequence[NoteView],
    met: int,
    in_all: int,
    search: Search,
    hints: Sequence[Hint],
    width: int,
    height: int,
    most: int,
) -> tuple[list[Line], int, int]:
    """The whole screen for the notes that were found; how many are in sight, and how far the card can be scrolled."""
    far = f"{met} of {in_all} met" if in_all else f"{met} met"
    room = height - 4
    beside = width >= BESIDE
    note = notes[search.at] if search.at < len(notes) else None
    column = min(LIST, width - 6) if beside else measure(width, most)[1]
    if search.opened and note is not None and not beside:
        body = note_lines(note, column)
        scroll = max(0, min(search.scroll, len(body) - room))
        return framed("Field notes", far, body, scroll, hints, width, height, most), room, max(0, len(body) - room)
    listed = _list(notes, met, search, column, room)
    if not beside:
        return framed("Field notes", far, listed, 0, hints, width, height, most), room - 2, 0
    measured = min(most, width - LIST - 11)
    body = note_lines(note, measured) if note is not None else []
    spare = max(0, len(body) - room)
    scroll = max(0, min(search.scroll, spare))
    shown = [*body[scroll : scroll + room], *[EMPTY] * room][:room]
    if spare:
        shown[-1] = (Piece(f"{FALL} more" if scroll < spare else f"{RISE}", "muted"),)
    rows = [
        (*pad((Piece("    "), *left), LIST + 4), Piece(" │  ", "rule"), *right)
        for left, right in zip([*listed, *[EMPTY] * room][:room], shown, strict=True)
    ]
    frame = framed("Field notes", far, [], 0, hints, width, height, most)
    return [*frame[:2], *rows, *frame[-2:]], room - 2, spare


def _list(notes: Sequence[NoteView], met: int, search: Search, width: int, room: int) -> list[Line]:
    """What was typed, and a line for each note; the one stood at is always among them."""
    typed: Line = (Piece("  "), Piece(search.query, "strong"), Piece("_", "caret"))
    if not search.query:
        typed = line("  type to find a word" if met else "  No word has been met yet.", "muted")
    count = room - 2
    top = max(0, min(search.at - count // 2, len(notes) - count))
    column = max((cell_len(note.word) for note in notes), default=0)
    lines: list[Line] = [typed, EMPTY]
    for number, note in enumerate(notes[top : top + count], top):
        chosen = number == search.at
        pieces = [Piece((CARET if chosen else " ") + " ", "caret"), Piece(note.word, "chosen" if chosen else "")]
        if width > LIST:
            pieces = [*pieces[:1], pieces[1]._replace(text=fit(note.word, min(column, width // 2))), Piece("  ")]
        pieces.append(Piece("  " + note.hangul if width <= LIST else note.hangul, "muted"))
        if note.new:
            pieces.append(Piece("  new", "change"))
        lines.append(aim(_filled(clip(tuple(pieces), width), width), ("note", str(number))))
    if met and not notes:
        lines.append(line("  No note that you have met holds that.", "muted"))
    return lines


def _filled(pieces: Line, width: int) -> Line:
    """To the end of the column, so that a click beside the word means it too."""
    return (*pieces, *indent((Piece(""),), width - width_of(pieces)))
