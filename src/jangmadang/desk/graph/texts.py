"""What a scene says, for who looks at a story and not at a life: every wording, with when it is read.

Takes texts of the model; gives plain characters. Conditions stand as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...story.model import ByVisit, Called, Item, Part, Text, Value, Words
from .values import Passage


def passages(text: Text) -> Iterator[Passage]:
    """The text, piece by piece."""
    for item in text:
        asked = f"if {plain(item.when.text)}" if item.when is not None else ""
        for n, body in enumerate(item.bodies):
            paragraphs = tuple(line(paragraph.parts) if paragraph.parts else "⁂" for paragraph in body)
            if paragraphs:
                yield Passage(paragraphs, "; ".join(filter(None, (asked, _which(item, n)))))


def _which(item: Item, number: int) -> str:
    match item.pick:
        case "otherwise":
            return "otherwise"
        case "first":
            return "again" if number else "the first time"
        case "cycle":
            return f"{number + 1} of {len(item.bodies)} in turn"
        case "shuffle":
            return f"{number + 1} of {len(item.bodies)} in a shuffled order"
    return ""


def line(parts: tuple[Part, ...]) -> str:
    """A paragraph or line as it is written, but for its marks: what hangs on something stands in braces."""
    return "".join(map(_part, parts))


def plain(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def _part(part: Part) -> str:
    match part:
        case Words():
            return part.text
        case Value():
            return f"{{{plain(part.of.text)}}}"
        case ByVisit():
            return f"{{{line(part.first)}|{line(part.later)}}}"
        case Called():
            said = [" ".join(piece.text) for piece in passages(part.items)]
            return said[0] if len(said) == 1 else f"{{{'|'.join(said)}}}"
    return f"{{{plain(part.when.text)} ? {line(part.then)} | {line(part.otherwise)}}}"
