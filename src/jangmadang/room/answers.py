"""What goes into a session and what comes back: how it is held, and the answers to commands, votes and newcomers.

Plain values.
"""

from __future__ import annotations

from msgspec import Struct

from .events import Entry


class Options(Struct, frozen=True):
    """How a session is held. Kept in its file, so that it goes on the same."""

    seed: int = 0
    minutes: int = 0
    """The plan nearest to it is taken; 0: the story's middle plan, or its own minutes where it has none."""
    start: tuple[str, ...] = ()
    """Steps lived before the session begins, as in a save (`latrine>laughed`): a plan's `start`."""
    groups: int = 1
    """1 to 9. Several decide for themselves, each its own life of the same seed."""
    hands: bool = False
    """Without phones."""
    tables: int = 0
    """Tables in the room, one of which speaks where nobody votes; 0: not counted."""
    live: bool = False
    """Bars are shown while the vote is open (on the projector only)."""
    gentler: bool = False
    vote_seconds: int = 90
    paper: tuple[bytes, ...] = ()
    """Hashes of paper tickets (`code.seal`): where there are any, nobody else is let in."""


class Applied(Struct, frozen=True):
    """A command was carried out."""

    entries: tuple[Entry, ...]
    """What the log must keep; none where there was nothing to change."""
    version: int


class Accepted(Struct, frozen=True):
    """A vote counts (or counted already: the same name again is the same vote)."""

    question: int
    round: int
    choice: str
    version: int
    entries: tuple[Entry, ...] = ()
    """None for a repeat."""


class Joined(Struct, frozen=True):
    """A phone was let in."""

    ticket: int
    group: int
    at: int
    paper: bytes = b""
    """Hash of the paper ticket it came with."""


class Refused(Struct, frozen=True):
    """Nothing was changed."""

    words: str
    """Why, for whoever asked."""
    kind: str = "not_now"
    """not_now; stale: the command saw an older state; moved: the room is at another question; closed: the vote is
    closed; unknown: there is no such choice, ticket or group; many: too often; locked: the door is shut; full: the disk
    does not take it.
    """

    @property
    def stale(self) -> bool:
        """Whether looking again is all that is needed."""
        return self.kind == "stale"


class Own(Struct, frozen=True):
    """What a phone itself has done: sent to it alone."""

    ticket: int
    group: int
    question: int = 0
    round: int = 0
    choice: str = ""
    """Its vote in the question that is before its group; empty: none."""
    reader: bool = False
    """Of several groups: it may close its group's vote."""
