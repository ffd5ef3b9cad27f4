"""The ledger: where each thing of a checked story was written, for who looks at a story as a text.

A `Story` has no places; playing needs none, and they would make it twice as large. Who asks for a ledger while a story
is built gets the places of scenes, choices and expressions, and turns a thing of the story into a `Problem` there.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..expressions import Checked
from ..model import Effect
from ..problems import Problem, Severity
from .context import Where, source_and_path
from .gather import Written


class Expressed(Struct, frozen=True):
    """One expression where a writer wrote it. `offset`: where it begins in the text that stands there."""

    checked: Checked
    where: Where
    offset: int


class Ledger:
    """Where things stand. What an encounter made of its own stands where its block does."""

    def __init__(self) -> None:
        self.written = Written()
        """All that was written, typed, each entry with its place."""
        self.scenes: dict[str, Where] = {}
        """Every scene, those that encounters made included."""
        self.choices: dict[tuple[str, str], Where] = {}
        """Every choice, by its scene and its id."""
        self.expressions: list[Expressed] = []
        """Every checked expression and value of an effect; an encounter's once for each scene made of it."""

        self.effects: list[tuple[Effect, Where]] = []
        """Every effect, with the place of its value; those of the cover's `each_day` too."""

    def write(self, checked: Checked, where: Where, offset: int = 0) -> None:
        """Enter an expression."""
        self.expressions.append(Expressed(checked, where, offset))


def problem_at(
    where: Where,
    code: str,
    message: str,
    hint: str = "",
    *,
    on: Literal["key", "value"] = "value",
    offset: int | None = None,
    length: int = 1,
    severity: Severity = "error",
) -> Problem:
    """A problem with the key or the value that stands there.

    `offset` and `length`, in characters of the value, narrow it down to a part of a text.
    """
    source, path = source_and_path(where)
    return source.problem(code, path, message, hint, on=on, offset=offset, length=length, severity=severity)
