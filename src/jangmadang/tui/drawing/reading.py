"""Pages to be read and scrolled: the journal, field notes, people and pack, help."""

from __future__ import annotations

from collections.abc import Sequence

from ...play.view import JournalLine, NoteView, Page
from ..keys import Key
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, ends, fit, indent, line, wrap
from .meters import changes_line, pack_lines, people_lines
from .prose import prose
from .signs import CARET, FALL, MEANINGS, RULE

MEASURE = 66


def measure(width: int) -> tuple[int, int]:
    """Left margin and width of the column that text is read in."""
    margin = max(4, (width - MEASURE) // 2)
    return margin, min(MEASURE, width - margin - 2)


def framed(
    title: str, far: str, body: Sequence[Line], scroll: int, hints: Sequence[Hint], width: int, height: int
) -> list[Line]:
    """A title line, as much of the body as fits from `scroll` on, a rule that says whether there is more, the keys."""
    margin, _ = measure(width)
    room = height - 4
    shown = [indent(one, margin) for one in body[scroll : scroll + room]]
    shown += [EMPTY] * (room - len(shown))
    head = ends((Piece("  "), Piece(title, "title")), (Piece(far, "muted"), Piece("  ")), width)
    more = scroll + room < len(body)
    end = (Piece(" space ", "key"), Piece(f"more {FALL} ", "muted")) if more else ()
    rule = line("  " + RULE * (width - 4 - (14 if more else 0)), "rule")
    return [head, EMPTY, *shown, (*rule, *end), key_line(hints, width)]


def journal_lines(turns: Sequence[JournalLine], width: int) -> list[Line]:
    """Every turn in order: where, the text as it was read, what was chosen, what came of it."""
    lines: list[Line] = []
    for turn in turns:
        if lines:
            lines += [EMPTY, line(RULE * min(12, width), "rule"), EMPTY]
        lines += wrap(line(turn.heading, "muted"), width)
        lines += wrap(line(turn.title, "title"), width)
        text = prose(turn.text, width)
        lines += [EMPTY, *text] if text else []
        if turn.arrived:
            lines += [EMPTY, *wrap(changes_line((), turn.arrived, width), width)]
        if turn.choice:
            lines += [EMPTY, *wrap((Piece(CARET + " ", "caret"), Piece(turn.choice, "chosen")), width)]
        result = prose(turn.result, width)
        lines += [EMPTY, *result] if result else []
        if turn.changes:
            lines += [EMPTY, *wrap(changes_line(turn.changes, (), width), width)]
    return lines or [line("Nothing has happened yet.", "muted")]


def note_lines(note: NoteView, width: int) -> list[Line]:
    """A field note as a card."""
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


def people_page(page: Page, width: int) -> list[Line]:
    """Who is known, with what they do, and what is carried."""
    return [*people_lines(page.people, width, roles=True), EMPTY, *pack_lines(page.pack, width)]


def help_lines(groups: Sequence[tuple[str, Sequence[Key]]], width: int) -> list[Line]:
    """All keys by where they work, then what each sign means."""
    lines: list[Line] = []
    for name, keys in groups:
        lines += [EMPTY] * bool(lines) + [line(name, "heading")]
        seen: set[str] = set()
        for key in keys:
            if key.shown in seen:
                continue
            seen.add(key.shown)
            lines += _entry(key.shown, "key", key.meaning, width)
    lines += [EMPTY, line("signs", "heading")]
    for sign, meaning in MEANINGS:
        lines += _entry(sign, "caret", meaning, width)
    lines += [EMPTY, *wrap(line(_ABOUT), width)]
    return lines


def _entry(name: str, role: str, meaning: str, width: int) -> list[Line]:
    wrapped = wrap(line(meaning), width - 9)
    return [(Piece(fit(name if number == 0 else "", 9), role), *one) for number, one in enumerate(wrapped)]


_ABOUT = (
    "Every turn is kept as soon as it is taken; there is nothing to save by hand. Under a Korean input method the "
    "letters work too. With a screen reader the game is easier by lines: start it with jangmadang play STORY --plain."
)
