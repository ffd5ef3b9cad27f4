"""Verdicts: what is said of each thing in a story, and with what evidence.

Plain data, made by `exploring` and told by commands. Nothing is worked out here.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..desk.coverage import Target

Said = Literal["reachable", "impossible", "undecided"]
Kind = Literal["scene", "choice", "outcome", "text", "epilogue", "ending", "lock"]


class Witness(Struct, frozen=True):
    """A life that shows it: a play-test's seed and steps, which `play` and `test` live again."""

    seed: int
    steps: tuple[str, ...]
    gentler: bool = False
    shortest: bool = False
    """Proved: no life comes there by fewer choices."""
    test: str = ""
    """The story's own play-test that it is the beginning of."""
    begins: str = ""
    """The scene that it begins in, where that is not the story's start."""


class Verdict(Struct, frozen=True):
    """What is said of one thing."""

    kind: Kind
    file: str
    line: int
    column: int
    scene: str
    what: str
    said: Said
    why: str = ""
    """The proof, in a sentence; or what was tried."""
    witness: Witness | None = None


class Proof(Struct, frozen=True):
    """What is said of the story as a whole."""

    said: Literal["proved", "refuted", "undecided"]
    words: str
    scenes: tuple[str, ...] = ()
    """Where it is refuted, or not decided."""
    witness: Witness | None = None


class Range(Struct, frozen=True):
    """Between what a meter lies."""

    name: str
    low: int
    high: int
    """Proved: never less, never more."""
    least: int
    most: int
    """Met."""


class Searched(Struct, frozen=True):
    """What was searched, state by state."""

    states: int
    complete: bool
    seeds: Literal["all", "one"]
    """Whether it holds for the world of every seed, or only of the one."""
    largest: str = ""
    """What made it large: the variable with the most values."""


class Explored(Struct, frozen=True):
    """All that is said of a story."""

    story: str
    title: str
    fingerprint: str
    verdicts: tuple[Verdict, ...]
    stuck: Proof
    """No life comes to a scene in which nothing can be chosen."""
    ending: Proof
    """From everywhere a life can still come to an ending."""
    ranges: tuple[Range, ...]
    odds: dict[str, float]
    """Of each ending, exactly, where every open choice is as likely as the others; empty where that is not known."""
    searched: Searched
    lives: int
    """Lives that were lived besides."""

    def count(self, kind: Kind, said: Said) -> int:
        """How many things of a kind it is said of."""
        return sum(verdict.kind == kind and verdict.said == said for verdict in self.verdicts)


def target_verdict(target: Target, said: Said, why: str = "", witness: Witness | None = None) -> Verdict:
    """A verdict on something that a writer wrote."""
    return Verdict(target.kind, target.file, target.line, target.column, target.scene, target.what, said, why, witness)
