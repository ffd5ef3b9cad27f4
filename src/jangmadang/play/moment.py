"""Moments: a life between two choices, as a value; and the word for what cannot be chosen in one.

Plain data that the rules give and everything in this room reads. Nothing here is worked out, and nothing changes.
"""

from __future__ import annotations

from msgspec import Struct

from ..story.prose import Paragraph


class Frame(Struct, frozen=True):
    """Where a called passage returns to."""

    scene: str
    arrive: bool
    """Whether one arrives there (effects apply) or is back there."""
    called: str
    """The passage, so that a rule does not call what is under way."""


class Told(Struct, frozen=True):
    """What one part of a turn changed, as far as the player is told of it."""

    by: tuple[tuple[int, int], ...] = ()
    """Slots, each with by how much."""
    full: tuple[tuple[int, bool], ...] = ()
    """Slots that would have left their bounds, each with whether at the top."""


NOTHING = Told()


class Moment(Struct, frozen=True):
    """A life between two choices."""

    values: tuple[int, ...]
    scene: str
    visit: int
    """Which visit of the scene this is, from 1."""
    stack: tuple[Frame, ...] = ()
    result: tuple[Paragraph, ...] = ()
    """What the last choice led to."""
    chosen: Told = NOTHING
    """What the last choice changed: its cost, its effects, what it drew, the nights it took."""
    arrived: Told = NOTHING
    """What changed on the way to this scene after that: rules that held, and arriving."""
    drew: tuple[str, ...] = ()
    """Outcomes and storylets that the last choice drew."""
    turn: int = 0
    before: tuple[int, ...] = ()
    """The state before the last turn; empty at the start."""
    exit: str = ""
    """The encounter's exit that the last choice took."""
    fresh: bool = True
    """A turn led here; False when a menu was opened or left."""


class CannotChoose(Exception):
    """The choice is not there, is locked, or cannot fall so. `reason` says why, for the player."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
