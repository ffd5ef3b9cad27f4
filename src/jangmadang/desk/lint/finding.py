"""What a lint rule finds: a place, words, and the scene whose `allow` may silence it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from ...story.building.context import Where
from ...story.loading import Script
from ...story.problems import Problem
from ...story.reading import Source


class Edit(Struct, frozen=True):
    """A change of a file's text: the characters from `start` to before `end` become `text`."""

    source: Source
    start: int
    end: int
    text: str


class Finding(Struct, frozen=True):
    """One thing that a rule found. Its place and the caret are as in `ledger.problem_at`."""

    where: Where
    message: str
    hint: str = ""
    on: Literal["key", "value"] = "value"
    offset: int | None = None
    length: int = 1
    scene: str = ""
    """The written scene that it is in (an encounter's own scenes are its block's); empty for the cover and the rest."""
    index: int | None = None
    """Where it is in no key and no value but in a comment: the character of the file's text, from 0."""
    fix: tuple[Edit, ...] = ()
    """What certainly mends it and changes nothing that is played; empty where only a writer can."""


class Rule(Struct, frozen=True):
    """A lint rule: its code, which `docs/problems/<code>.md` explains, and what looks for it."""

    code: str
    find: Callable[[Script], Iterable[Finding]]
    """Only asked of a script whose story is whole."""


class Found(Struct, frozen=True):
    """A finding as a person reads it, with what the rest of the desk asks of it."""

    problem: Problem
    scene: str = ""
    """As in `Finding`."""
    fix: tuple[Edit, ...] = ()
    """As in `Finding`."""
