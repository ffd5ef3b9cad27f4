"""A room that is open: the session, its file and its clock, and the one lane on which all that comes is answered.

    room = Room.opened(rules, options, file=path)      or  Room.resumed(path, rules)
    async with room:
        answer = await room.do(Next(), seen=version)
        answer = await room.vote(ticket, question, round, choice, rid)

All that comes at one time is folded together and committed together; nothing is answered and no face sees it before
the commit. So what is on the wall, on a phone or in an answer is on the disk. Belongs to one event loop. Faces draw
`projector()`, `remote()` and `phone(group)`, which change together with `change`.

On a full disk votes are refused in words and commands go on: the room goes on with hands. What was not kept is
tried again with the next that comes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from ..play.turn import Rules
from .commands import AnyCommand
from .session import Accepted, Applied, Options, Own, Refused, Session
from .snapshot import Phone, Projector, Remote, Word


class Admitted(Struct, frozen=True):
    """A phone was let in, and that is on the disk: its cookie may leave."""

    ticket: int
    secret: str
    group: int


class Room:
    """An open room."""

    session: Session
    """As of the last commit, when looked at between two awaits of the lane; faces take the snapshots instead."""
    code: str
    """Six signs, in capitals."""
    path: Path
    """The session's file."""
    change: int
    """Grows whenever a snapshot may have changed, connections included."""

    @staticmethod
    def opened(rules: Rules, options: Options, file: Path, folder: Path | None = None) -> Room:
        """A new room. `file` is where the story lies; `folder` where sessions are kept. Raises DiskRefused."""
        raise NotImplementedError

    @staticmethod
    def resumed(path: Path, rules: Rules) -> Room:
        """A room that goes on. Raises DiskRefused, with words that name the story's file where the story changed."""
        raise NotImplementedError

    async def __aenter__(self) -> Room:
        raise NotImplementedError

    async def __aexit__(self, *of_no_matter: object) -> None:
        """What waits is written; the file is closed, and made private if the session is over."""
        raise NotImplementedError

    # ---- what comes ----
    async def do(self, command: AnyCommand, seen: int, rid: str = "") -> Applied | Refused:
        """Carry out a command. One that comes twice under one rid is carried out once, and answered the same."""
        raise NotImplementedError

    async def vote(self, ticket: int, question: int, round: int, choice: str, rid: str) -> Accepted | Refused:
        """A vote: Accepted is the acknowledgement."""
        raise NotImplementedError

    async def join(self, group: int = 0, paper: str = "") -> Admitted | Refused:
        """Let a newcomer in."""
        raise NotImplementedError

    async def ask_pause(self, ticket: int) -> Applied | Refused:
        """A phone asks for a pause."""
        raise NotImplementedError

    async def reader_closes(self, ticket: int, question: int, round: int) -> Applied | Refused:
        """The phone that reads for its group closes the group's vote."""
        raise NotImplementedError

    def ticket(self, secret: str) -> int | None:
        """Whose secret it is; None for nobody's. Takes the same time for any."""
        raise NotImplementedError

    def came(self, ticket: int) -> None:
        """A stream of this phone was opened; several may be."""
        raise NotImplementedError

    def left(self, ticket: int) -> None:
        """One of them ended."""
        raise NotImplementedError

    # ---- pairing ----
    def pairing(self) -> str | None:
        """Six digits for a phone that asks to be the facilitator's, to be typed at the laptop; None: too many wait."""
        raise NotImplementedError

    def paired(self, digits: str) -> str | None:
        """The secret of the facilitator's phone that showed these digits, once; None until they were typed (Pair)."""
        raise NotImplementedError

    def facilitator(self, secret: str) -> bool:
        """Whether it is a facilitator's secret, in constant time."""
        raise NotImplementedError

    # ---- what is drawn ----
    def phone(self, group: int = 0) -> tuple[Phone, bytes]:
        """What the phones of a group draw, and as JSON, encoded once for all."""
        raise NotImplementedError

    def own(self, ticket: int) -> Own | None:
        """What a phone itself has done."""
        raise NotImplementedError

    def notes(self, group: int = 0) -> tuple[Word, ...]:
        """All field notes a group has met, the newest first."""
        raise NotImplementedError

    def projector(self) -> Projector:
        """What the projector draws, as of now."""
        raise NotImplementedError

    def remote(self) -> Remote:
        """What the facilitator's phone draws, as of now."""
        raise NotImplementedError

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` in the loop after every change; gives what ends it."""
        raise NotImplementedError
