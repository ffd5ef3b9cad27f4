"""Text as the player reads it: paragraphs of spans, ready for any face to draw.

Three marks exist: *strong*, _said_ and [word](note). Nothing here knows of scenes, state or screens.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mark = Literal["", "strong", "said"]


class Span(Struct, frozen=True):
    """Characters that look alike."""

    text: str
    mark: Mark = ""
    note: str = ""
    """Id of the field note that the words open, or empty."""


class Paragraph(Struct, frozen=True):
    """Spans that are wrapped together; a beat is a pause between two paragraphs and holds none."""

    spans: tuple[Span, ...] = ()
    beat: bool = False

    @property
    def plain(self) -> str:
        """The words without their marks."""
        return "".join(span.text for span in self.spans)


BEAT = Paragraph(beat=True)
