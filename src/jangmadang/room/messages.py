"""What is asked of a server and what it says: whole requests, whole answers, and streams.

Plain values; `wire.py` makes them of bytes and bytes of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec import Struct


class Request(Struct, frozen=True):
    """What was asked, whole."""

    method: str
    path: str
    """With the query."""
    headers: dict[str, str]
    """Names in small letters. One that is there twice counts as a wrong one: `?`."""
    body: bytes
    address: str
    """Whom it is from; kept nowhere."""

    def header(self, name: str) -> str:
        """Its value, empty where there is none."""
        return self.headers.get(name, "")


class Answer(Struct, frozen=True):
    """What is said to it, whole."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Stream(Struct, frozen=True):
    """What is said to it piece by piece, until one of both goes."""

    begin: Callable[[Listener], None]
    """Is handed where to write once the head is on its way."""
    headers: tuple[tuple[str, str], ...] = ()


class Listener:
    """The far end of a stream."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._full = False
        self._next = b""
        self.gone: Callable[[], None] = lambda: None
        """Is called once, when nobody listens any more."""

    def tell(self, frame: bytes) -> None:
        """Write it, or keep it until there is room again; one that was kept before is forgotten."""
        if self._full:
            self._next = frame
        elif not self._transport.is_closing():
            self._transport.write(frame)

    def breathe(self, nothing: bytes) -> None:
        """Write what says nothing, so that the far end knows that it is still told."""
        if not self._full and not self._transport.is_closing():
            self._transport.write(nothing)

    def hold(self) -> None:
        self._full = True

    def go_on(self) -> None:
        self._full = False
        if self._next:
            frame, self._next = self._next, b""
            self.tell(frame)

    def end(self) -> None:
        """Say no more."""
        self._transport.close()
