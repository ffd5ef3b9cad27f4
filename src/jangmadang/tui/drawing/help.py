"""The help page of a screen: what it is, its keys as the player has set them, the signs on it and all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..keys import Key
from .lines import EMPTY, Line, Piece, fit, line, wrap

NAMES = 9
"""Cells that the name of a key or a sign takes."""

Entries = Sequence[tuple[str, str]]
"""Keys or signs, each with what it means."""


def key_entries(keys: Iterable[Key], called: Callable[[Key], str]) -> Entries:
    """The keys with what they do, each once; `called` gives a key's name."""
    return list(dict.fromkeys((called(key), key.meaning) for key in keys))


def help_lines(about: str, groups: Sequence[tuple[str, Entries]], width: int) -> list[Line]:
    """What the screen is, then the groups that hold anything, each under its name."""
    lines: list[Line] = []
    for paragraph in filter(None, about.split("\n\n")):
        lines += [*wrap(line(paragraph), width), EMPTY]
    for name, entries in groups:
        if entries:
            lines += [line(name, "heading"), *(one for entry in entries for one in _entry(*entry, width)), EMPTY]
    return lines[:-1]


def _entry(name: str, meaning: str, width: int) -> list[Line]:
    wrapped = wrap(line(meaning), width - NAMES)
    return [(Piece(fit(name if number == 0 else "", NAMES), "key"), *one) for number, one in enumerate(wrapped)]
