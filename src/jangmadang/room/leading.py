"""What the facilitator's phone is answered: its pairing, its page, its stream, its commands.

The wall shows no secret: a phone shows six digits, which are typed at the laptop, and is then given a secret of its
own. Without that secret every path here but the pairing is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from . import checking, limits, pages
from .answers import Refused
from .audiences import Audiences
from .checking import Place, fields, kept
from .code import ticket_secret
from .commands import named
from .hosting import Room
from .messages import Answer, Listener, Request, Stream

AT = f"/{checking.FACILITATOR}"
HOLDS = 8 * 3600
SHOWN = 120.0
"""Seconds that six digits hold."""
ASKED = (1 / 30, 4)
"""New digits a second, and at once, for one address: few may wait, so that nobody is kept out by one who asks much."""
COMMANDS = (10.0, 20)
LONGEST_WAIT = 20.0
NOT_YET = "They were not typed yet, or not the same. Look at the laptop."


class Leading:
    """The facilitator's side of a room."""

    def __init__(self, room: Room, audiences: Audiences, clock: Callable[[], float]) -> None:
        self._room = room
        self._audiences = audiences
        self._clock = clock
        self._secret = f"lead_{room.code}"
        self._waits = f"pair_{room.code}"
        self._digits: dict[str, tuple[str, float]] = {}
        """What each phone that waits shows, by its own secret, and until when."""
        self._asked = limits.Rate(*ASKED)
        self._tried = limits.Rate(*limits.VOTES)
        self._commands = limits.Rate(*COMMANDS)

    async def answer(self, request: Request, place: Place) -> Answer | Stream:
        """Whatever is asked below `/f`."""
        secret = kept(request, self._secret)
        leads = bool(secret) and self._room.facilitator(secret)
        if request.method == "GET" and not place.name:
            return pages.remote(self._room.remote()) if leads else self._pairing(request)
        if request.method == "POST" and place.name == "pair":
            return self._pair(request, leads)
        if not leads:
            return pages.json({"words": "This phone does not lead. Open /f to let it."}, 403)
        drawn = place.query.get("as") == "page"
        if request.method == "GET" and place.name == "events":
            return Stream(lambda listener: self._follow(listener, drawn), pages.STREAM)
        if request.method == "GET" and place.name == "state":
            return await self._news(drawn, checking.whole(place.query.get("after")))
        if request.method == "POST" and place.name == "do":
            return await self._do(request, secret)
        return pages.refusal(checking.Refused(404, "There is nothing here."))

    # ---- pairing ----
    def _pairing(self, request: Request) -> Answer:
        now = self._clock()
        self._digits = {waits: shown for waits, shown in self._digits.items() if shown[1] > now}
        if (shown := self._digits.get(kept(request, self._waits))) is not None:
            return pages.pairing(shown[0])
        if not self._asked.take(request.address, now) or (digits := self._room.pairing()) is None:
            return pages.pairing("", status=429)
        waits = ticket_secret()
        self._digits[waits] = digits, now + SHOWN
        return pages.with_cookie(pages.pairing(digits), checking.cookie(self._waits, waits, int(SHOWN)))

    def _pair(self, request: Request, leads: bool) -> Answer:
        if leads:
            return pages.json({"paired": True}) if checking.wants_json(request) else pages.to(AT)
        waits = kept(request, self._waits)
        shown = self._digits.get(waits)
        if shown is None or shown[1] <= self._clock() or not self._tried.take(waits, self._clock()):
            return self._unpaired(request, "", 403)
        secret = self._room.paired(shown[0])
        if secret is None:
            return self._unpaired(request, shown[0], 200)
        del self._digits[waits]
        cookie = checking.cookie(self._secret, secret, HOLDS)
        over = checking.cookie(self._waits, "", 0)
        return (
            pages.json({"paired": True}, 200, cookie, over)
            if checking.wants_json(request)
            else pages.to(AT, cookie, over)
        )

    def _unpaired(self, request: Request, digits: str, status: int) -> Answer:
        if checking.wants_json(request):
            return pages.json({"paired": False, "words": NOT_YET}, status)
        return pages.pairing(digits, NOT_YET) if digits else pages.to(AT)

    # ---- leading ----
    def _follow(self, listener: Listener, drawn: bool) -> None:
        audience = self._audiences.of_leads(drawn)
        listener.gone = lambda: audience.leave(listener)
        audience.join(listener)

    async def _news(self, drawn: bool, after: int | None) -> Answer:
        audience = self._audiences.of_leads(drawn)
        if after is not None:
            await audience.after(after, LONGEST_WAIT)
        return pages.bare(self._audiences.answer(audience, None) if drawn else audience.now()[1])

    async def _do(self, request: Request, secret: str) -> Answer:
        if not self._commands.take(secret, self._clock()):
            return self._words(request, 429, "Not so quick: wait a moment.")
        sent = fields(request)
        told = sent if isinstance(sent, checking.Refused) else checking.told(sent)
        if isinstance(told, checking.Refused):
            return self._words(request, told.status, told.words)
        try:
            command = named(told.name, **told.arguments)
        except (ValueError, TypeError):
            return self._words(request, 400, "That is no command, or something is missing in it.")
        answer = await self._room.do(command, told.seen, told.rid)
        if isinstance(answer, Refused):
            return self._words(request, 507 if answer.kind == "full" else 409, answer.words)
        return pages.json({"v": answer.version}) if checking.wants_json(request) else pages.to(AT)

    def _words(self, request: Request, status: int, words: str) -> Answer:
        if checking.wants_json(request):
            return pages.json({"words": words}, status)
        return pages.remote(self._room.remote(), words, status)
