"""Who listens: all who are shown the same thing are one audience, and each frame is made once for all of them.

A frame is the whole of what is shown, as one event of a stream; who missed ten needs only the last. When much happens
at once, as three hundred votes in a tenth of a second, what comes after the first is told together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .messages import Listener

RETRY = b"retry: 1000\n\n"
"""How long a browser waits before it asks again by itself, in milliseconds."""
BREATH = b"event: breath\ndata: 0\n\n"
BREATHES = 15.0
"""Seconds between two words that say nothing: a page that heard none for forty knows that its stream is dead. They are
an event, since a page never hears of a stream's comments."""
TOGETHER = 0.02
"""Seconds in which what changes is told together."""


def event(version: int, data: bytes, name: str = "") -> bytes:
    """An event of a stream; `data` is JSON without a line break."""
    named = f"event: {name}\n" if name else ""
    return f"{named}id: {version}\ndata: ".encode() + data + b"\n\n"


class Audience:
    """All who are shown the same."""

    def __init__(self, shown: Callable[[], tuple[int, bytes]], together: float = TOGETHER) -> None:
        """`shown` gives the version and the JSON of what is shown now; so many seconds' changes are one."""
        self._shown = shown
        self._together = together
        self._listeners: set[Listener] = set()
        self._asking: set[asyncio.Future[None]] = set()
        self._told: tuple[int, bytes] = (-1, b"")
        self._frame = b""
        self._heard = b""
        """What those heard who listened when something changed last."""
        self._later: asyncio.TimerHandle | None = None
        self._last = 0.0

    @property
    def count(self) -> int:
        """How many streams there are."""
        return len(self._listeners)

    def now(self) -> tuple[int, bytes]:
        """The version and the JSON of what is shown, as it was told last or would be now."""
        self._look()
        return self._told

    def frame(self) -> bytes:
        """What is shown now, as an event."""
        self._look()
        return self._frame

    def join(self, listener: Listener, before: bytes = b"") -> None:
        """Tell from now on, beginning with what is shown now; `before` is written first."""
        self._listeners.add(listener)
        listener.tell(RETRY + before + self.frame())

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def changed(self) -> None:
        """Something is different: tell it, at once or together with what comes right after."""
        if self._later is not None or not (self._listeners or self._asking):
            return
        loop = asyncio.get_running_loop()
        wait = self._last + self._together - loop.time()
        self._later = loop.call_later(max(wait, 0), self._tell)

    def _tell(self) -> None:
        self._later = None
        self._look()
        if self._told[1] == self._heard:
            return
        self._heard = self._told[1]
        self._last = asyncio.get_running_loop().time()
        for listener in self._listeners:
            listener.tell(self._frame)
        for asking in self._asking:
            if not asking.done():
                asking.set_result(None)

    def _look(self) -> None:
        """Make the frame anew where what is shown is another."""
        version, data = self._shown()
        if data != self._told[1]:
            self._told, self._frame = (version, data), event(version, data)

    async def after(self, version: int, most: float) -> bool:
        """Wait, at most so many seconds, until another version than this is shown; whether one is."""
        if self.now()[0] != version:
            return True
        with self._waiting() as asking:
            done, _ = await asyncio.wait([asking], timeout=most)
        return bool(done)

    @contextmanager
    def _waiting(self) -> Iterator[asyncio.Future[None]]:
        asking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asking.add(asking)
        try:
            yield asking
        finally:
            self._asking.discard(asking)

    def breathe(self) -> None:
        """Say nothing to everybody, so that they know that they are still told."""
        for listener in self._listeners:
            listener.breathe(BREATH)

    def end(self) -> None:
        """Let go of everybody."""
        if self._later is not None:
            self._later.cancel()
        for listener in list(self._listeners):
            listener.end()
        for asking in self._asking:
            if not asking.done():
                asking.set_result(None)
