"""A room that is open: the session, its file and its clock, and the one lane on which all that comes is answered.

    room = Room.opened(rules, options, file=path)      or  Room.resumed(path, rules)
    async with room:
        answer = await room.do(Next(), seen=version)
        answer = await room.vote(ticket, question, round, choice, rid)

All that comes at one time is folded together and committed together; nothing is answered and no face sees it before
the commit. So what is on the wall, on a phone or in an answer is on the disk. Belongs to one event loop. Faces draw
`projector()`, `remote()` and `phone(group)`, which change together with `change`.

On a full disk votes and newcomers are refused in words and commands go on: the room goes on with hands. What was not
kept is tried again with the next that comes; until then `remote().unsaved` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .. import __version__
from ..play.turn import Rules
from . import looking
from .answers import Accepted, Applied, Options, Own, Refused
from .clock import Clock, of_this_machine
from .code import room_code, seal, ticket_secret
from .commands import AnyCommand, Pair
from .events import Entry
from .lane import NOT_KEPT, Lane
from .pairing import Pairing
from .session import Session
from .store import DiskRefused, Meta, Store

if TYPE_CHECKING:
    from types import TracebackType

    from .snapshot import Phone, Projector, Remote, Word


class Admitted(Struct, frozen=True):
    """A phone was let in, and that is on the disk: its cookie may leave."""

    ticket: int
    secret: str
    group: int


class Room:
    """An open room."""

    def __init__(self, session: Session, store: Store, clock: Clock, code: str, log: list[Entry]) -> None:
        """Of parts that belong together: see `opened` and `resumed`."""
        self.clock, self.code, self.path = clock, code, store.path
        self.change = 1
        """Grows whenever a snapshot may have changed, connections included."""
        self._lane = Lane(session, store, log, self._tell)
        self._pairing = Pairing()
        self._watching: list[Callable[[], None]] = []
        self._frames: dict[int, tuple[Phone, bytes]] = {}
        self._notes: dict[int, tuple[Word, ...]] = {}
        self._framed = -1
        self._draw()

    @property
    def session(self) -> Session:
        """As of the last commit whenever nothing is on the lane; faces take the snapshots instead."""
        return self._lane.session

    @staticmethod
    def opened(
        rules: Rules, options: Options, file: Path, folder: Path | None = None, clock: Clock | None = None
    ) -> Room:
        """A new room. `file` is where the story lies; `folder` where sessions are kept.

        Raises DiskRefused, and CannotChoose where the options' steps do not hold.
        """
        session = Session(rules, options)
        clock = clock or of_this_machine()
        story, code = rules.story, room_code()
        about = (story.id, story.title, story.fingerprint, str(file.absolute()), options, code, clock.began)
        return Room(session, Store.new(Meta(*about, __version__), folder), clock, code, [])

    @staticmethod
    def resumed(path: Path, rules: Rules, clock: Clock | None = None) -> Room:
        """A room that goes on. Raises DiskRefused, with words that name the story's file where the story changed.

        `clock` is for tests; otherwise it goes on from the session's beginning and its last entry.
        """
        store, had = Store.open(path)
        over = False
        try:
            meta, log = had.meta, list(had.log)
            if meta.story != rules.story.id:
                raise DiskRefused(f"{path}: this is a session of {meta.title}, in {meta.file}.")
            if meta.fingerprint != rules.story.fingerprint:
                raise DiskRefused(f"{meta.file} was changed since this session began; it cannot go on.")
            session = Session.fold(rules, meta.options, had.tickets, log)
            over = session.over
            if meta.finished or over:
                raise DiskRefused(f"{path}: this session is over, and a session that is over is not opened again.")
            clock = clock or of_this_machine(meta.began, log[-1].at if log else 0)
            entries = session.resumed(clock.gap, clock.now()).entries
            store.write(entries).result()
            return Room(session, store, clock, meta.code, [*log, *entries])
        except BaseException:
            with suppress(DiskRefused):
                store.close(over)
            raise

    async def __aenter__(self) -> Room:
        self._lane.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What waits is written; the file is closed, and made private if the session is over."""
        await self._lane.close()

    # ---- what comes ----
    async def do(self, command: AnyCommand, seen: int, rid: str = "") -> Applied | Refused:
        """Carry out a command. One that comes twice under one rid is carried out once, and answered the same."""
        if isinstance(command, Pair):
            typed = self._pairing.typed(command.digits, self.clock.now())
            return Applied((), self.session.version) if typed else Refused("No phone shows these digits.", "unknown")
        return await self._lane.ask(lambda session: session.apply(command, seen, self.clock.now()), name=rid)

    async def vote(self, ticket: int, question: int, round: int, choice: str, rid: str) -> Accepted | Refused:
        """A vote: Accepted is the acknowledgement."""

        def vote(session: Session) -> Accepted | Refused:
            if self._lane.before is not None:
                self._lane.before.setdefault(ticket, session.own(ticket))
            return session.vote(ticket, question, round, choice, rid, self.clock.now())

        def kept_before(session: Session) -> Accepted | Refused:
            return session.voted(ticket, question, round, rid) or NOT_KEPT

        return await self._lane.ask(vote, without=kept_before)

    async def join(self, group: int = 0, paper: str = "") -> Admitted | Refused:
        """Let a newcomer in."""
        secret = ticket_secret()
        joined = await self._lane.ask(
            lambda session: session.joined(self.clock.now(), group, paper), seal(secret), lambda session: NOT_KEPT
        )
        return joined if isinstance(joined, Refused) else Admitted(joined.ticket, secret, joined.group)

    async def ask_pause(self, ticket: int) -> Applied | Refused:
        """A phone asks for a pause."""
        return await self._lane.ask(lambda session: session.ask_pause(ticket, self.clock.now()))

    async def reader_closes(self, ticket: int, question: int, round: int) -> Applied | Refused:
        """The phone that reads for its group closes the group's vote."""
        return await self._lane.ask(lambda session: session.reader_closes(ticket, question, round, self.clock.now()))

    def ticket(self, secret: str) -> int | None:
        """Whose secret it is; None for nobody's. It is found by its hash, so the time tells nothing of it."""
        return self._lane.secrets.get(seal(secret))

    def came(self, ticket: int) -> None:
        """A stream of this phone was opened; several may be."""
        self.session.came(ticket, self.clock.now())
        self._tell()

    def left(self, ticket: int) -> None:
        """One of them ended."""
        self._lane.post(lambda session: Applied(session.left(ticket, self.clock.now()), session.version))

    # ---- pairing ----
    def pairing(self) -> str | None:
        """Six digits for a phone that asks to be the facilitator's, to be typed at the laptop; None: too many wait."""
        return self._pairing.ask(self.clock.now())

    def paired(self, digits: str) -> str | None:
        """The secret of the facilitator's phone that showed these digits, once; None until they were typed (Pair)."""
        return self._pairing.secret(digits)

    def facilitator(self, secret: str) -> bool:
        """Whether it is a facilitator's secret, in constant time."""
        return self._pairing.knows(secret)

    # ---- what is drawn ----
    def phone(self, group: int = 0) -> tuple[Phone, bytes]:
        """What the phones of a group draw, and as JSON, encoded once for all."""
        return self._frames[group or 1]

    def own(self, ticket: int) -> Own | None:
        """What a phone itself has done."""
        before = self._lane.before or {}
        return before[ticket] if ticket in before else self.session.own(ticket)

    def notes(self, group: int = 0) -> tuple[Word, ...]:
        """All field notes a group has met, the newest first."""
        return self._notes[group or 1]

    def projector(self) -> Projector:
        """What the projector draws, as of now."""
        now = self.clock.now()
        if self._lane.before is None:
            self._wall = looking.projector(self.session, now)
        return replace(self._wall, now=now)

    def remote(self) -> Remote:
        """What the facilitator's phone draws, as of now."""
        if self._lane.before is None:
            self._hand = looking.remote(self.session, self.clock.now(), self._lane.unsaved)
        return self._hand

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` in the loop after every change; gives what ends it."""
        self._watching.append(told)

        def end() -> None:
            if told in self._watching:
                self._watching.remove(told)

        return end

    def _tell(self) -> None:
        self.change += 1
        if self._lane.before is None:
            self._draw()
        for told in list(self._watching):
            told()

    def _draw(self) -> None:
        """What is shown from now on, and while the next commit is under way."""
        now = self.clock.now()
        self._wall = looking.projector(self.session, now)
        self._hand = looking.remote(self.session, now, self._lane.unsaved)
        if self._framed != self.session.moved:
            self._frames = {number: looking.phone(self.session, number) for number in self.session.groups}
            self._notes = {number: looking.notes(self.session, number) for number in self.session.groups}
            self._framed = self.session.moved


__all__ = ["Admitted", "DiskRefused", "Room"]
