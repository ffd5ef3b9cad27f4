"""The help page of a screen: what it is, its keys as the player has set them, the signs on it and all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..keys import Key
from .lines import EMPTY, Line, Piece, fit, line, wrap

NAMES = 9
"""Cells that the name of a key or a sign takes."""

Group = tuple[str, Sequence[Key]]
Signs = Sequence[tuple[str, str]]


def help_lines(
    about: str, groups: Sequence[Group], signs: tuple[Signs, Signs], called: Callable[[Key], str], width: int
) -> list[Line]:
    """`signs` are those on the screen and all others, each with what it means; `called` gives a key's name."""
    lines: list[Line] = []
    for paragraph in filter(None, about.split("\n\n")):
        lines += [*wrap(line(paragraph), width), EMPTY]
    for name, keys in groups:
        lines += [line(name, "heading")]
        seen: set[tuple[str, str]] = set()
        for key in keys:
            entry = (called(key), key.meaning)
            if entry not in seen:
                seen.add(entry)
                lines += _entry(*entry, "key", width)
        lines.append(EMPTY)
    for name, meanings in zip(("signs on this screen", "other signs"), signs, strict=True):
        entries = [one for entry in meanings for one in _entry(*entry, "caret", width)]
        lines += [line(name, "heading"), *entries, EMPTY] if entries else []
    return lines[:-1]


def _entry(name: str, meaning: str, role: str, width: int) -> list[Line]:
    wrapped = wrap(line(meaning), width - NAMES)
    return [(Piece(fit(name if number == 0 else "", NAMES), role), *one) for number, one in enumerate(wrapped)]
