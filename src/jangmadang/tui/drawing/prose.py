"""The story's paragraphs as wrapped lines."""

from __future__ import annotations

from collections.abc import Sequence

from ...story.prose import Paragraph, Span
from .lines import EMPTY, Line, Piece, wrap
from .signs import DOT

BEAT: Line = (Piece(DOT, "faint"),)
"""A pause between paragraphs."""


def pieces_of(spans: Sequence[Span], role: str = "") -> list[Piece]:
    """Spans as pieces: a field note's word can be clicked; other marks keep their own ink."""
    return [
        Piece(span.text, "note", ("note", span.note)) if span.note else Piece(span.text, span.mark or role)
        for span in spans
    ]


def prose(
    paragraphs: Sequence[Paragraph], width: int, role: str = "", quiet: frozenset[str] = frozenset()
) -> list[Line]:
    """Wrapped lines with an empty one between paragraphs; a beat is a dot with air around it.

    `quiet` are paragraphs, by their words, in a quieter ink: they were read before.
    """
    lines: list[Line] = []
    for paragraph in paragraphs:
        if lines:
            lines.append(EMPTY)
        if paragraph.beat:
            lines.append(BEAT)
        else:
            lines.extend(wrap(pieces_of(paragraph.spans, "muted" if paragraph.plain in quiet else role), width))
    return lines


def beats(lines: Sequence[Line]) -> list[int]:
    """Which lines are beats, counted from 0: reading on stops there."""
    return [number for number, one in enumerate(lines) if one == BEAT]
