"""The lane: all that comes to a room, answered in the order it came and only once it is on the disk.

What waits at one time is folded together and committed together. When the disk does not take it, the session goes back
to what was kept; then commands are carried out all the same and tried again with the next that comes, and votes and
newcomers are refused: what was not kept is never acknowledged to a phone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from msgspec import Struct

from .answers import Accepted, Applied, Joined, Own, Refused
from .events import Entry
from .session import Session
from .store import DiskRefused, Store

Answer = TypeVar("Answer")
AnyAnswer = Applied | Accepted | Joined | Refused

TROUBLE = "Nothing is kept now, and phones cannot vote: {words} Go on with hands; it is tried again."
NOT_KEPT = Refused("This cannot be kept now: the disk is full or gone. Raise your hand instead.", "full")
NAMES = 500
"""Commands whose names are remembered, so that one sent twice is carried out once."""


class _Asked(Struct, eq=False):
    """Something that came, and who waits for the answer."""

    ask: Callable[[Session], AnyAnswer]
    done: asyncio.Future[AnyAnswer] | None = None
    sealed: bytes = b""
    """Of a newcomer: the hash of the secret."""
    without: Callable[[Session], AnyAnswer] | None = None
    """What is answered where the disk takes nothing; None: it is done all the same."""
    name: str = ""

    def answer(self, answer: AnyAnswer) -> None:
        if self.done is not None and not self.done.done():
            self.done.set_result(answer)

    def fail(self, error: BaseException) -> None:
        if self.done is not None and not self.done.done():
            self.done.set_exception(error)


class Lane:
    """One session and its file, and what waits for them. Belongs to one event loop."""

    def __init__(self, session: Session, store: Store, log: list[Entry], told: Callable[[], None]) -> None:
        """`log` is what the session was folded from; `told` is called after everything that changed something."""
        self.session, self.store = session, store
        self.before: dict[int, Own | None] | None = None
        """While a commit is under way: what each phone in it had before. None: all there is, is on the disk."""
        self.unsaved = ""
        """What is the matter with the disk, in words."""
        self.secrets = store.secrets()
        self._log, self._backlog = log, list[Entry]()
        self._told = told
        self._names: dict[str, AnyAnswer] = {}
        self._waiting: list[_Asked] = []
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begin to answer, in the running loop."""
        self._task = asyncio.create_task(self._answering())

    async def close(self) -> None:
        """Answer what waits, and close the file; where the session is over, it is made private."""
        while self._task is not None and not self._task.done() and (self._waiting or self.before is not None):
            await asyncio.sleep(0.001)
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._backlog:
            with suppress(DiskRefused):
                await asyncio.wrap_future(self.store.write(tuple(self._backlog)))
        with suppress(DiskRefused):  # the log is whole; whoever opens it next makes it private
            await asyncio.to_thread(self.store.close, self.session.over)

    async def ask(
        self,
        ask: Callable[[Session], Answer | Refused],
        sealed: bytes = b"",
        without: Callable[[Session], Answer | Refused] | None = None,
        name: str = "",
    ) -> Answer | Refused:
        """Ask the session, when it is its turn; the answer comes once it is on the disk.

        `without` answers where the disk takes nothing. What has a name is asked once.
        """
        if self._task is None or self._task.done():
            raise RuntimeError("the room is not open")
        done: asyncio.Future[Answer | Refused] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(ask, done, sealed, without, name))  # type: ignore[arg-type]
        self._wake.set()
        return await done

    def post(self, ask: Callable[[Session], Applied]) -> None:
        """The same where nobody waits for an answer."""
        self._waiting.append(_Asked(ask))
        self._wake.set()

    # ---- answering ----
    async def _answering(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                # Who leaves in the midst of a commit leaves it whole.
                await asyncio.shield(asyncio.ensure_future(self._batch()))

    async def _batch(self) -> None:
        """Answer all that waits. Whatever fails, whoever waits is told."""
        batch, self._waiting = self._waiting, []
        try:
            self.before = {}
            try:
                answered = await self._kept(batch)
            finally:
                self.before = None
            self._told()
        except BaseException as error:
            for asked in batch:
                asked.fail(error)
            return
        for asked, answer in answered:
            asked.answer(answer)

    async def _kept(self, batch: list[_Asked]) -> list[tuple[_Asked, AnyAnswer]]:
        """What each is answered, with all that came of it on the disk."""
        answered, named = self._asked(batch)
        entries, joined = _new(answered)
        if entries or joined or self._backlog:
            try:
                await asyncio.wrap_future(self.store.write((*self._backlog, *entries), joined))
            except Exception as error:  # a fault of ours in the store must not end the session either
                words = error.words if isinstance(error, DiskRefused) else f"{self.store.path}: {error}."
                answered, named = self._without_the_disk([asked for asked, _ in answered], words)
            else:
                self._log += entries
                self._backlog.clear()
                self.unsaved = ""
                self.secrets.update({sealed: ticket.ticket for ticket, sealed in joined})
        self._names |= named
        while len(self._names) > NAMES:
            del self._names[next(iter(self._names))]
        return answered

    def _asked(self, batch: list[_Asked]) -> tuple[list[tuple[_Asked, AnyAnswer]], dict[str, AnyAnswer]]:
        """The answers, and those with a name. What fails by a fault of ours is told so; the rest is asked again."""
        answered: list[tuple[_Asked, AnyAnswer]] = []
        named: dict[str, AnyAnswer] = {}
        for asked in batch:
            try:
                answered.append((asked, self._once(asked, named)))
            except Exception as error:
                asked.fail(error)
                self._back()
                return self._asked([one for one in batch if one is not asked])
        return answered, named

    def _once(self, asked: _Asked, named: dict[str, AnyAnswer]) -> AnyAnswer:
        had = named.get(asked.name) or self._names.get(asked.name)
        if had is not None:
            return Applied((), had.version) if isinstance(had, Applied) else had
        answer = asked.ask(self.session)
        if asked.name:
            named[asked.name] = answer
        return answer

    def _back(self) -> None:
        """To what was kept, with the commands that would be if the disk took them."""
        had, known = self.session, set(self.secrets.values())
        tickets = [ticket for ticket in had.tickets.values() if ticket.ticket in known]
        self.session = Session.fold(had.rules, had.options, tickets, self._log)
        self.session.adopt(had)

    def _without_the_disk(
        self, batch: list[_Asked], words: str
    ) -> tuple[list[tuple[_Asked, AnyAnswer]], dict[str, AnyAnswer]]:
        self._back()
        self.unsaved = TROUBLE.format(words=words)
        named: dict[str, AnyAnswer] = {}
        answered = [
            (asked, self._once(asked, named) if asked.without is None else asked.without(self.session))
            for asked in batch
        ]
        entries, _ = _new(answered)
        self._log += entries
        self._backlog += entries
        return answered, named


def _new(
    answered: list[tuple[_Asked, AnyAnswer]],
) -> tuple[tuple[Entry, ...], tuple[tuple[Joined, bytes], ...]]:
    """What the log must keep of these answers, and the tickets."""
    entries = tuple(e for _, answer in answered if isinstance(answer, Applied | Accepted) for e in answer.entries)
    return entries, tuple((answer, asked.sealed) for asked, answer in answered if isinstance(answer, Joined))
