"""The session: one room's whole state as a fold over its log, and what a command or a vote comes to in it.

    session = Session(rules, Options(seed=7, minutes=45))
    answer = session.apply(Next(), seen=session.version, now=clock.now())
    answer = session.vote(ticket, question, round, choice, rid, now)

It reads no clock, no file and no chance of its own. Each answer that changes something carries the entries that the log
must keep, already folded in; the state after them is the state that a fold over the log gives. Nothing of it is shown
before the log has them: that is `hosting.py`'s to keep.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..play.turn import Rules
from .commands import AnyCommand
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


class Session:
    """One room. Not for several threads."""

    def __init__(self, rules: Rules, options: Options) -> None:
        """In the lobby. Raises CannotChoose when the steps of `options.start` do not hold in this story."""
        raise NotImplementedError

    @staticmethod
    def fold(rules: Rules, options: Options, tickets: Iterable[Joined], log: Iterable[Entry]) -> Session:
        """The session that a log came to."""
        raise NotImplementedError

    # ---- where it stands ----
    @property
    def version(self) -> int:
        """Number of the last entry of the log: it grows with every command and vote."""
        raise NotImplementedError

    @property
    def moved(self) -> int:
        """The version of the last command that a phone can see the effect of; a command that saw less is stale."""
        raise NotImplementedError

    # ---- what comes ----
    def apply(self, command: AnyCommand, seen: int, now: int) -> Applied | Refused:
        """Carry out a command. `seen` is the version that whoever sent it had before them, `now` the session's time."""
        raise NotImplementedError

    def vote(self, ticket: int, question: int, round: int, choice: str, rid: str, now: int) -> Accepted | Refused:
        """A phone's vote, which may be changed until the vote is closed. `choice` is an id."""
        raise NotImplementedError

    def joined(self, now: int, group: int = 0, paper: str = "") -> Joined | Refused:
        """Let a newcomer in, to a group (0: the smallest), by a paper ticket where those are asked for."""
        raise NotImplementedError

    def came(self, ticket: int, now: int) -> tuple[Entry, ...]:
        """A phone's stream was opened."""
        raise NotImplementedError

    def left(self, ticket: int, now: int) -> tuple[Entry, ...]:
        """A phone's stream ended: a group may have been waiting for it alone, so there may be entries."""
        raise NotImplementedError

    def ask_pause(self, ticket: int, now: int) -> Applied | Refused:
        """A phone asks for a pause; what is kept does not say which."""
        raise NotImplementedError

    def reader_closes(self, ticket: int, question: int, round: int, now: int) -> Applied | Refused:
        """The phone that reads for its group closes the group's vote."""
        raise NotImplementedError

    def own(self, ticket: int) -> Own | None:
        """What a phone itself has done; None for an unknown ticket."""
        raise NotImplementedError
