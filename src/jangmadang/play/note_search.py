"""Field notes found by a part of them: one way of searching for every face.

Takes notes and what somebody typed; gives those that hold it, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from .view import NoteView


def found(notes: Sequence[NoteView], query: str, letters: str = "") -> list[NoteView]:
    """The notes that hold the words: first those whose word begins with them, then by word, meaning, source.

    `letters` is the same as the keys' letters, where it was typed in Hangul.
    """
    said = [one for one in (_plain(query), _plain(letters)) if one]
    if not said:
        return list(notes)
    ranked = [(rank, number) for number, note in enumerate(notes) if (rank := _rank(note, said)) is not None]
    return [notes[number] for _, number in sorted(ranked)]


def named(notes: Sequence[NoteView], word: str) -> NoteView | None:
    """The note of that word, Hangul or id."""
    said = _plain(word)
    return next((note for note in notes if said in map(_plain, (note.id, note.word, note.hangul))), None)


def _plain(text: str) -> str:
    """Hangul in whole syllables, as some keyboards and files do not have it; capitals are no difference."""
    return normalize("NFC", text).casefold().strip()


def _rank(note: NoteView, said: Sequence[str]) -> int | None:
    names = [_plain(name) for name in (note.word, note.hangul, note.say)]
    if any(name.startswith(one) for name in names for one in said):
        return 0
    for rank, texts in enumerate((names, [_plain(note.text)], [_plain(note.source)]), 1):
        if any(one in text for text in texts for one in said):
            return rank
    return None
