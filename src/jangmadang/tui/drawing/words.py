"""Words of the text that have a field note: where they stand, which one is stood at, and the note as a card over the
page.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...play.view import NoteView
from .lines import EMPTY, Line, Piece, Target, indent, line, width_of, wrap
from .signs import CARET, FALL, RISE, RULE


class Word(Struct, frozen=True):
    """A linked word, which may go on in the next line."""

    note: str
    line: int
    piece: int


def linked(lines: Sequence[Line]) -> tuple[Word, ...]:
    """All linked words in the order they are read."""
    found: list[Word] = []
    before: Target | None = None
    for number, one in enumerate(lines):
        for place, piece in enumerate(one):
            is_note = piece.role == "note" and piece.target is not None
            if is_note and piece.target is not None and not (place == 0 and piece.target == before):
                found.append(Word(piece.target[1], number, place))
            before = piece.target if is_note else None
    return tuple(found)


def stood_at(one: Line, place: int) -> Line:
    """The line, at its margin already, with the caret in the last space before the word: nothing moves."""
    for before in range(place - 1, -1, -1):
        head, gap, tail = one[before].text.rpartition(" ")
        if gap:
            split = (one[before]._replace(text=head), Piece(CARET, "caret"), one[before]._replace(text=tail))
            kept = (part for part in split if part.text)
            return (*one[:before], *kept, *one[before + 1 : place], one[place]._replace(role="word"), *one[place + 1 :])
    return one


def note_lines(note: NoteView, width: int) -> list[Line]:
    """A field note: the word, its Hangul, how to say it; what it is; where that is from."""
    head = [Piece(note.word, "title")]
    if note.hangul:
        head.append(Piece("  " + note.hangul))
    if note.say:
        head.append(Piece(f"  say “{note.say}”", "muted"))
    lines = [*wrap(head, width), EMPTY]
    for number, paragraph in enumerate(note.text.split("\n\n")):
        lines += [EMPTY] * (number > 0) + wrap(line(paragraph), width)
    if note.source or note.sources:
        from_where = f"Source: {note.source}" if note.source else f"Sources: {', '.join(note.sources)}"
        lines += [EMPTY, *wrap(line(from_where, "muted"), width)]
    return lines


class Card(Struct, frozen=True):
    """A note over the page, and how far it is scrolled."""

    lines: tuple[Line, ...]
    top: int
    """Which line of the screen it begins on."""
    scroll: int
    most: int


def card(note: NoteView, near: int, scroll: int, margin: int, width: int, measure: int, last: int, notes: str) -> Card:
    """The note between two rules, under the line `near` where there is room, else over it, in lines 1 to `last`.

    `notes` is what the key of all notes is called.
    """
    body = note_lines(note, measure)
    rows = min(len(body), last - 2)
    height = rows + 2
    top = near + 1 if near + height <= last else near - height if near - height >= 1 else max(1, last + 1 - height)
    most = len(body) - rows
    scroll = max(0, min(scroll, most))
    shown = [indent(one, margin) for one in body[scroll : scroll + rows]]
    target: Target = ("key", "notes")
    end = (Piece(f" {notes}", "key", target), Piece(" all notes ", "muted", target))
    sign = RISE if scroll else RULE, FALL if scroll < most else RULE
    upper = line("  " + RULE * (width - 5) + sign[0], "rule")
    lower = line("  " + RULE * (width - 6 - width_of(end)), "rule")
    return Card((upper, *shown, (*lower, *end, Piece(RULE + sign[1], "rule"))), top, scroll, most)
