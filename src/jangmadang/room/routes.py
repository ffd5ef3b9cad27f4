"""What the room answers: each request to its page, its stream, its vote or its command.

Takes an open `Room` and the names that this machine is asked by; `Site.answer` is what a `wire.Gate` calls. What is
acknowledged here is on the disk, since the room answers only after that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from . import checking, limits, pages
from .answers import Accepted, Applied, Own, Refused
from .audiences import Audiences
from .checking import Place, fields, kept
from .code import ticket_secret
from .hosting import Admitted, Room
from .leading import Leading
from .messages import Answer, Listener, Request, Stream

HOLDS = 8 * 3600
"""Seconds that a phone keeps its ticket."""
ASKS_AGAIN = 8.0
"""Seconds after an answer in which a phone that has no stream is still taken for present."""
LONGEST_WAIT = 20.0
"""Seconds that a phone without a stream waits for news."""
STATUS = {"stale": 409, "moved": 409, "closed": 409, "not_now": 409, "unknown": 400, "many": 409, "locked": 403}
STATUS |= {"full": 507}
PASSED_ON = "Your wish for a pause was passed on. Nobody sees who asked."

_Answered = Answer | Stream


class Site:
    """All that one room says to browsers."""

    def __init__(self, room: Room, names: tuple[str, ...], clock: Callable[[], float]) -> None:
        """`names` are those that this machine may be asked by; `clock` gives seconds that only grow."""
        self.room = room
        self.at = f"/{room.code}"
        self._names = names
        self._clock = clock
        self._cookie = checking.cookie_name(room.code)
        self.audiences = Audiences(room, self.at)
        self._leading = Leading(room, self.audiences, clock)
        self._wrong_here = limits.Rate(*limits.WRONG_HERE)
        self._wrong_in_all = limits.Rate(*limits.WRONG_IN_ALL)
        self._new = limits.Rate(*limits.NEW_TICKETS)
        self._votes = limits.Rate(*limits.VOTES)
        self._streams: dict[int, list[Listener]] = {}
        self._asking: dict[int, int] = {}

    async def answer(self, request: Request) -> _Answered:
        """Whatever is asked, an answer."""
        place = checking.judge(request, self._names)
        if isinstance(place, checking.Refused):
            return pages.refusal(place)
        if place.room == checking.FACILITATOR:
            return await self._leading.answer(request, place)
        if place.room in checking.FILES and not place.name and request.method == "GET":
            return pages.script(place.room)
        if not place.room and not place.name:
            return self._street(request)
        ticket = self._ticket(request)
        if (no := self._stranger(request, place, ticket)) is not None:
            return no
        if request.method == "GET" and not place.name:
            return await self._page(request, ticket)
        if request.method == "POST" and place.name == "join":
            return await self._join(request, ticket)
        if ticket is None and request.method == "GET" and place.name == "notes":
            return pages.to(self.at)
        if ticket is None:
            return self._refused(request, 403, "This phone is not in the room. Open the room's address again.")
        if request.method == "GET":
            return await self._shown(place, ticket)
        if not self._votes.take(ticket, self._clock()):
            return self._refused(request, 429, "Not so quick: wait a moment.", ticket)
        if place.name in {"vote", "pause", "close"}:
            return await self._said(request, place.name, ticket)
        return pages.refusal(checking.Refused(404, "There is nothing here."))

    # ---- who asks ----
    def _ticket(self, request: Request) -> int | None:
        secret = kept(request, self._cookie)
        return self.room.ticket(secret) if secret else None

    def _stranger(self, request: Request, place: Place, ticket: int | None) -> Answer | None:
        """Why this path is none of the room's; None where it is. Who guesses codes waits."""
        right = checking.is_code(place.room, self.room.code)
        if right and ticket is not None:
            return None
        if not checking.like_code(place.room):
            return pages.refusal(checking.Refused(404, "There is nothing here."))
        now = self._clock()
        if self._wrong_here.spent(request.address, now) or self._wrong_in_all.spent("", now):
            return pages.refusal(checking.Refused(429, "Too many wrong codes. Wait a minute, then try again."))
        if right:
            return None
        self._guessed(request)
        return pages.refusal(
            checking.Refused(404, "There is no such room here. Look at the six signs on the wall again.")
        )

    def _guessed(self, request: Request) -> None:
        now = self._clock()
        self._wrong_here.take(request.address, now)
        self._wrong_in_all.take("", now)

    def _street(self, request: Request) -> Answer:
        if request.method == "GET":
            return pages.street()
        sent = fields(request)
        typed = "" if isinstance(sent, checking.Refused) else str(sent.get("code", ""))
        place = Place(typed, "", {})
        if (no := self._stranger(request, place, self._ticket(request))) is not None:
            words = "There is no such room here. Look at the six signs on the wall again."
            return pages.street(words, 404) if no.status == 404 else no
        return pages.to(self.at)

    # ---- coming in ----
    async def _page(self, request: Request, ticket: int | None) -> Answer:
        if ticket is not None and (own := self.room.own(ticket)) is not None:
            return pages.phone(self.room.phone(own.group)[0], own, self.at)
        if "prefetch" in request.header("sec-purpose") + request.header("purpose"):
            return pages.refusal(checking.Refused(503, "Open the address yourself."))
        if self._asks_at_the_door:
            return self._door()
        admitted = await self._admit(request)
        if isinstance(admitted, Answer):
            return admitted
        shown = self.room.phone(admitted.group)[0]
        page = pages.phone(shown, self.room.own(admitted.ticket), self.at)
        return pages.with_cookie(page, checking.cookie(self._cookie, admitted.secret, HOLDS))

    async def _join(self, request: Request, ticket: int | None) -> Answer:
        if ticket is not None:
            return pages.to(self.at)
        sent = fields(request)
        if isinstance(sent, checking.Refused):
            return pages.refusal(sent)
        group, paper = checking.whole(sent.get("group")) or 0, sent.get("paper", "")
        admitted = await self._admit(request, group, paper if isinstance(paper, str) else "")
        if isinstance(admitted, Answer):
            return admitted
        return pages.to(self.at, checking.cookie(self._cookie, admitted.secret, HOLDS))

    async def _admit(self, request: Request, group: int = 0, paper: str = "") -> Admitted | Answer:
        if not self._new.take(request.address, self._clock()):
            return pages.refusal(checking.Refused(429, "Too many come in at once. Wait a moment, then try again."))
        admitted = await self.room.join(group, paper)
        if isinstance(admitted, Admitted):
            return admitted
        if admitted.kind == "unknown":
            self._guessed(request)
        if self._asks_at_the_door and admitted.kind == "unknown":
            return self._door(admitted.words, 403)
        return pages.refusal(checking.Refused(STATUS[admitted.kind], admitted.words))

    @property
    def _asks_at_the_door(self) -> bool:
        return self._groups > 1 or bool(self.room.session.options.paper)

    @property
    def _groups(self) -> int:
        return self.room.session.options.groups

    def _door(self, words: str = "", status: int = 200) -> Answer:
        title = self.room.phone()[0].title
        return pages.door(title, self.at, self._groups, bool(self.room.session.options.paper), words, status)

    # ---- what is shown ----
    async def _shown(self, place: Place, ticket: int) -> _Answered:
        own = self.room.own(ticket)
        group = own.group if own is not None else 0
        drawn = place.query.get("as") == "page"
        if place.name == "events":
            return Stream(lambda listener: self._follow(listener, ticket, group, drawn), pages.STREAM)
        if place.name == "state":
            return await self._news(ticket, group, drawn, checking.whole(place.query.get("after")))
        if place.name == "notes":
            return pages.notes(self.room.phone(group)[0], self.room.notes(group), self.at)
        return pages.refusal(checking.Refused(404, "There is nothing here."))

    def _follow(self, listener: Listener, ticket: int, group: int, drawn: bool) -> None:
        """A stream for this phone; of too many the oldest ends, since a phone that woke leaves one behind."""
        mine = self._streams.setdefault(ticket, [])
        while len(mine) >= limits.STREAMS:
            mine.pop(0).end()
        mine.append(listener)
        audience = self.audiences.of_phones(group, drawn)

        def gone() -> None:
            audience.leave(listener)
            if listener in mine:
                mine.remove(listener)
            if not mine:
                self._streams.pop(ticket, None)
            self.room.left(ticket)

        listener.gone = gone
        self.room.came(ticket)
        audience.join(listener, self.audiences.own(self.room.own(ticket)))

    async def _news(self, ticket: int, group: int, drawn: bool, after: int | None) -> Answer:
        """The same by asking again and again, where something on the way keeps streams back."""
        audience = self.audiences.of_phones(group, drawn)
        if self._asking.get(ticket, 0) >= limits.STREAMS:
            return pages.json({"words": "This phone asks already."}, 429)
        self._asking[ticket] = self._asking.get(ticket, 0) + 1
        self.room.came(ticket)
        try:
            if after is not None:
                await audience.after(after, LONGEST_WAIT)
        finally:
            self._asking[ticket] -= 1
            if not self._asking[ticket]:
                del self._asking[ticket]
            asyncio.get_running_loop().call_later(ASKS_AGAIN, self.room.left, ticket)
        return pages.bare(self.audiences.answer(audience, self.room.own(ticket)) if drawn else audience.now()[1])

    # ---- what a phone says ----
    async def _said(self, request: Request, what: str, ticket: int) -> Answer:
        sent = fields(request) if request.body or what != "pause" else {}
        if isinstance(sent, checking.Refused):
            return self._refused(request, sent.status, sent.words, ticket)
        if what == "vote":
            return await self._vote(request, sent, ticket)
        if what == "pause":
            asked = await self.room.ask_pause(ticket)
            return self._done(request, asked, ticket, PASSED_ON)
        question, round = checking.whole(sent.get("q")), checking.whole(sent.get("round"))
        closed = await self.room.reader_closes(ticket, question or 0, round or 0)
        return self._done(request, closed, ticket, "")

    async def _vote(self, request: Request, sent: dict[str, Any], ticket: int) -> Answer:
        ballot = checking.ballot(sent)
        if isinstance(ballot, checking.Refused):
            return self._refused(request, ballot.status, ballot.words, ticket)
        name = ballot.rid or ticket_secret()
        answer = await self.room.vote(ticket, ballot.question, ballot.round, ballot.choice, name)
        if isinstance(answer, Refused):
            return self._refused(request, STATUS[answer.kind], answer.words, ticket)
        if not checking.wants_json(request):
            return pages.to(self.at)
        return pages.json(_counted(answer))

    def _done(self, request: Request, answer: Applied | Refused, ticket: int, words: str) -> Answer:
        if isinstance(answer, Refused):
            return self._refused(request, STATUS[answer.kind], answer.words, ticket)
        if checking.wants_json(request):
            return pages.json({"words": words})
        return self._with_words(ticket, words) if words else pages.to(self.at)

    def _refused(self, request: Request, status: int, words: str, ticket: int | None = None) -> Answer:
        """To a script in JSON, to a form as the page with these words in its status line."""
        if checking.wants_json(request) or request.method == "GET":
            return pages.json({"words": words}, status)
        if ticket is None:
            return pages.refusal(checking.Refused(status, words))
        return self._with_words(ticket, words, status)

    def _with_words(self, ticket: int, words: str, status: int = 200) -> Answer:
        own = self.room.own(ticket) or Own(ticket, 0)
        return pages.phone(self.room.phone(own.group)[0], own, self.at, words, status)


def _counted(answer: Accepted) -> dict[str, str | int]:
    return {"q": answer.question, "round": answer.round, "choice": answer.choice, "v": answer.version}
