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

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from .. import __version__
from ..play.turn import Rules
from . import looking
from .answers import Accepted, Applied, Joined, Options, Own, Refused
from .clock import Clock, of_this_machine
from .code import room_code, seal, ticket_secret
from .commands import AnyCommand, Pair
from .events import Entry
from .pairing import Pairing
from .session import Session
from .store import DiskRefused, Meta, Store

if TYPE_CHECKING:
    from types import TracebackType

    from .snapshot import Phone, Projector, Remote, Word

Answer = TypeVar("Answer")
Any = Applied | Accepted | Joined | Refused

NAMES = 500
"""Commands whose names are remembered, so that one sent twice is carried out once."""
TROUBLE = "Nothing is kept now, and phones cannot vote: {words} Go on with hands; it is tried again."


class Admitted(Struct, frozen=True):
    """A phone was let in, and that is on the disk: its cookie may leave."""

    ticket: int
    secret: str
    group: int


class _Asked:
    """Something that came, and who waits for the answer."""

    def __init__(self, ask: Callable[[], Any], done: asyncio.Future[Any] | None, sealed: bytes, votes: bool) -> None:
        self.ask, self.done, self.sealed, self.votes = ask, done, sealed, votes


class Room:
    """An open room."""

    def __init__(self, session: Session, store: Store, clock: Clock, code: str, log: list[Entry]) -> None:
        """Of parts that belong together: see `opened` and `resumed`."""
        self.session, self.store, self.clock, self.code = session, store, clock, code
        self.path = store.path
        self.change = 1
        """Grows whenever a snapshot may have changed, connections included."""
        self._log = log
        """All that happened, for the day that the disk does not take something."""
        self._backlog: list[Entry] = []
        self._unsaved = ""
        self._secrets = store.secrets()
        self._pairing = Pairing()
        self._names: dict[str, Applied | Refused] = {}
        self._waiting: list[_Asked] = []
        self._wake = asyncio.Event()
        self._lane: asyncio.Task[None] | None = None
        self._watching: list[Callable[[], None]] = []
        self._owned: dict[int, Own | None] | None = None
        """While a commit is under way: what the phones in it had before."""
        self._frames: dict[int, tuple[Phone, bytes]] = {}
        self._framed = -1
        self._wall: Projector
        self._hand: Remote
        self._draw()

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
        try:
            meta, log = had.meta, list(had.log)
            if meta.story != rules.story.id:
                raise DiskRefused(f"{path}: this is a session of {meta.title}, in {meta.file}.")
            if meta.fingerprint != rules.story.fingerprint:
                raise DiskRefused(f"{meta.file} was changed since this session began; it cannot go on.")
            session = Session.fold(rules, meta.options, had.tickets, log)
            if meta.finished or session.over:
                raise DiskRefused(f"{path}: this session is over. jangmadang report tells of it.")
            clock = clock or of_this_machine(meta.began, log[-1].at if log else 0)
            entries = session.resumed(clock.gap, clock.now()).entries
            store.write(entries).result()
            return Room(session, store, clock, meta.code, [*log, *entries])
        except BaseException:
            store.close()
            raise

    async def __aenter__(self) -> Room:
        self._lane = asyncio.create_task(self._answering())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What waits is written; the file is closed, and made private if the session is over."""
        while self._waiting or self._owned is not None:
            await asyncio.sleep(0.001)
        if self._lane is not None:
            self._lane.cancel()
            with suppress(asyncio.CancelledError):
                await self._lane
        if self._backlog:
            with suppress(DiskRefused):
                await asyncio.wrap_future(self.store.write(tuple(self._backlog)))
        with suppress(DiskRefused):  # the log is whole; it is made private by the next who opens it
            await asyncio.to_thread(self.store.close, self.session.over)

    # ---- what comes ----
    async def do(self, command: AnyCommand, seen: int, rid: str = "") -> Applied | Refused:
        """Carry out a command. One that comes twice under one rid is carried out once, and answered the same."""
        if isinstance(command, Pair):
            typed = self._pairing.typed(command.digits, self.clock.now())
            return Applied((), self.session.version) if typed else Refused("No phone shows these digits.", "unknown")

        def carry_out() -> Applied | Refused:
            had = self._names.get(rid)
            if had is not None:
                return Applied((), had.version) if isinstance(had, Applied) else had
            answer = self.session.apply(command, seen, self.clock.now())
            if rid:
                self._names[rid] = answer
                while len(self._names) > NAMES:
                    del self._names[next(iter(self._names))]
            return answer

        return await self._ask(carry_out)

    async def vote(self, ticket: int, question: int, round: int, choice: str, rid: str) -> Accepted | Refused:
        """A vote: Accepted is the acknowledgement."""

        def vote() -> Accepted | Refused:
            if self._owned is not None:
                self._owned.setdefault(ticket, self.session.own(ticket))
            return self.session.vote(ticket, question, round, choice, rid, self.clock.now())

        return await self._ask(vote, votes=True)

    async def join(self, group: int = 0, paper: str = "") -> Admitted | Refused:
        """Let a newcomer in."""
        secret = ticket_secret()
        joined = await self._ask(lambda: self.session.joined(self.clock.now(), group, paper), seal(secret), True)
        if isinstance(joined, Refused):
            return joined
        return Admitted(joined.ticket, secret, joined.group)

    async def ask_pause(self, ticket: int) -> Applied | Refused:
        """A phone asks for a pause."""
        return await self._ask(lambda: self.session.ask_pause(ticket, self.clock.now()))

    async def reader_closes(self, ticket: int, question: int, round: int) -> Applied | Refused:
        """The phone that reads for its group closes the group's vote."""
        return await self._ask(lambda: self.session.reader_closes(ticket, question, round, self.clock.now()))

    def ticket(self, secret: str) -> int | None:
        """Whose secret it is; None for nobody's. It is found by its hash, so the time tells nothing of it."""
        return self._secrets.get(seal(secret))

    def came(self, ticket: int) -> None:
        """A stream of this phone was opened; several may be."""
        self.session.came(ticket, self.clock.now())
        self._tell()

    def left(self, ticket: int) -> None:
        """One of them ended."""

        def leave() -> Applied:
            entries = self.session.left(ticket, self.clock.now())
            return Applied(entries, self.session.version)

        self._waiting.append(_Asked(leave, None, b"", False))
        self._wake.set()

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
        if self._owned is not None and ticket in self._owned:
            return self._owned[ticket]
        return self.session.own(ticket)

    def notes(self, group: int = 0) -> tuple[Word, ...]:
        """All field notes a group has met, the newest first."""
        return looking.notes(self.session, group)

    def projector(self) -> Projector:
        """What the projector draws, as of now."""
        now = self.clock.now()
        if self._owned is None:
            self._wall = looking.projector(self.session, now)
        return replace(self._wall, now=now)

    def remote(self) -> Remote:
        """What the facilitator's phone draws, as of now."""
        if self._owned is None:
            self._hand = looking.remote(self.session, self.clock.now(), self._unsaved)
        return self._hand

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` in the loop after every change; gives what ends it."""
        self._watching.append(told)

        def end() -> None:
            if told in self._watching:
                self._watching.remove(told)

        return end

    # ---- the lane ----
    async def _ask(self, ask: Callable[[], Answer], sealed: bytes = b"", votes: bool = False) -> Answer:
        if self._lane is None or self._lane.done():
            raise RuntimeError("the room is not open")
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(ask, done, sealed, votes))  # type: ignore[arg-type]
        self._wake.set()
        return await done

    async def _answering(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await asyncio.shield(asyncio.ensure_future(self._batch()))

    async def _batch(self) -> None:
        """Answer all that waits, once it is on the disk. Whatever fails, whoever waits is told."""
        batch, self._waiting = self._waiting, []
        try:
            answers = await self._kept(batch)
            self._owned = None
            self._tell()
        except BaseException as error:
            self._owned = None
            for asked in batch:
                if asked.done is not None and not asked.done.done():
                    asked.done.set_exception(error)
            return
        for asked, answer in answers:
            if asked.done is not None and not asked.done.done():
                asked.done.set_result(answer)

    async def _kept(self, batch: list[_Asked]) -> list[tuple[_Asked, Any]]:
        """What each is answered, with all that came of it on the disk."""
        self._owned = {}
        batch, answers = self._asked(batch)
        entries, joined = _new(answers, batch)
        if entries or joined or self._backlog:
            try:
                await asyncio.wrap_future(self.store.write((*self._backlog, *entries), joined))
            except Exception as error:  # a fault of ours in the store is none of the room's either
                words = error.words if isinstance(error, DiskRefused) else f"{self.path}: {error}."
                answers = self._without_the_disk(batch, words)
            else:
                self._log += entries
                self._backlog.clear()
                self._unsaved = ""
        for ticket, sealed in joined:
            if ticket.ticket in self.session.tickets:
                self._secrets[sealed] = ticket.ticket
        return list(zip(batch, answers, strict=True))

    def _asked(self, batch: list[_Asked]) -> tuple[list[_Asked], list[Any]]:
        """The answers. What fails by a fault of ours is left out and told so; the rest is asked again without it."""
        answers: list[Any] = []
        for asked in batch:
            try:
                answers.append(asked.ask())
            except Exception as error:
                if asked.done is not None and not asked.done.done():
                    asked.done.set_exception(error)
                self._back()
                return self._asked([one for one in batch if one is not asked])
        return batch, answers

    def _back(self) -> None:
        """To what was kept, or would be if the disk took it."""
        had, known = self.session, set(self._secrets.values())
        tickets = [ticket for ticket in had.tickets.values() if ticket.ticket in known]
        self.session = Session.fold(had.rules, had.options, tickets, self._log)
        self.session.adopt(had)

    def _without_the_disk(self, batch: list[_Asked], words: str) -> list[Any]:
        """Back to what is kept, then the commands alone: votes and newcomers are refused."""
        self._back()
        self._unsaved = TROUBLE.format(words=words)
        self._names.clear()
        said = Refused("This cannot be kept now: the disk is full or gone. Raise your hand instead.", "full")
        answers: list[Any] = [said if asked.votes else asked.ask() for asked in batch]
        entries, _ = _new(answers, batch)
        self._log += entries
        self._backlog += entries
        return answers

    def _tell(self) -> None:
        self.change += 1
        if self._owned is None:
            self._draw()
        for told in list(self._watching):
            told()

    def _draw(self) -> None:
        """What is shown while a commit is under way."""
        now = self.clock.now()
        self._wall = looking.projector(self.session, now)
        self._hand = looking.remote(self.session, now, self._unsaved)
        if self._framed != self.session.moved:
            self._frames = {number: looking.phone(self.session, number) for number in self.session.groups}
            self._framed = self.session.moved


def _new(answers: list[Any], batch: list[_Asked]) -> tuple[tuple[Entry, ...], tuple[tuple[Joined, bytes], ...]]:
    entries = tuple(e for answer in answers if isinstance(answer, Applied | Accepted) for e in answer.entries)
    joined = tuple((a, asked.sealed) for a, asked in zip(answers, batch, strict=True) if isinstance(a, Joined))
    return entries, joined


__all__ = ["Admitted", "DiskRefused", "Room"]
