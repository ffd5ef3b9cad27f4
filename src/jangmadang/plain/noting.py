"""Field notes in words: those met and how many there are, one of them, those that hold a word.

Takes the page's notes; gives lines. How they are searched is the same for every face: `play/note_search.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..play.note_search import found, named
from ..play.view import NoteView, Page
from .saying import sentence


def notes_lines(page: Page, said: str = "") -> list[str]:
    """The notes met; with a word the note of that word, or those that hold it."""
    if not page.notes:
        return ["No field notes yet."]
    if not said:
        return _all(page)
    note = named(page.notes, said)
    some = [note] if note is not None else found(page.notes, said)
    if len(some) == 1:
        return note_lines(some[0])
    if some:
        return [f'{len(some)} notes hold "{said[:80]}": {_words(some)}.', "Say notes and a word to read one."]
    return [f'No field note that you have met holds "{said[:80]}".', *_all(page)]


def note_lines(note: NoteView) -> list[str]:
    """One note: the word, its Hangul, how to say it; what it is; where that is from."""
    head = note.word + (f", {note.hangul}" if note.hangul else "") + (f', say "{note.say}"' if note.say else "")
    from_where = f"Source: {note.source}" if note.source else f"Sources: {', '.join(note.sources)}"
    text = [part for part in note.text.split("\n\n") if part]
    return [sentence(head), *text, *([sentence(from_where)] if note.source or note.sources else [])]


def _all(page: Page) -> list[str]:
    far = f"{len(page.notes)} of {page.notes_in_all} met" if page.notes_in_all else f"{len(page.notes)} met"
    lines = [f"Field notes: {_words(page.notes)}. {far}."]
    here = _in_text(page)
    lines += [f"In the text of this page: {_words(here)}."] if here else []
    return [*lines, "Say notes and a word to read one, or to find those that hold it."]


def _in_text(page: Page) -> Sequence[NoteView]:
    """The notes of words that stand in what was read here, in reading order."""
    by_id = {note.id: note for note in page.notes}
    epilogue = page.ending.epilogue if page.ending is not None else ()
    spans = (span for paragraph in (*page.result, *page.text, *epilogue) for span in paragraph.spans)
    return [by_id[one] for one in dict.fromkeys(span.note for span in spans) if one in by_id]


def _words(notes: Iterable[NoteView]) -> str:
    return ", ".join(note.word for note in notes)
