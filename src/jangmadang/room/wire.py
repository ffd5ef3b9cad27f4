"""A connection: bytes become whole requests within limits and a deadline, answers and streams become bytes.

Takes what answers a request; h11 reads what comes and is strict about it. A connection that brings no whole request
in time is dropped, so that a slow one costs nothing but its place. A stream is written as it is: everybody is handed
the same bytes, and who does not keep up is handed the newest only.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus

import h11
from msgspec import Struct, field

from . import limits
from .messages import Answer, Listener, Request, Stream

_log = logging.getLogger("jangmadang.room.wire")
_log.addHandler(logging.NullHandler())
_log.propagate = False

UNREAD = 32_768
"""Bytes that may lie on the way to one reader before it is handed no more."""
SILENT = 60_000
"""Milliseconds after which a phone that confirms nothing is gone, where the system can tell."""
LAST_WORDS = 1.0
"""Seconds that who was refused has to read why, while what else they say is thrown away."""


class Gate(Struct):
    """All connections of a server, and what it answers to a request."""

    answer: Callable[[Request], Awaitable[Answer | Stream]]
    faulty: Callable[[BaseException], None]
    """Is told of faults of ours; who asked is told only that there was one."""
    longest: Callable[[str], int] = lambda path: limits.BODY
    """Bytes that a request for this path may have below its head."""
    patience: float = limits.PATIENCE
    most: int = limits.CONNECTIONS
    open: set[Connection] = field(default_factory=set)
    waiting: dict[Connection, None] = field(default_factory=dict)
    """Those that have brought no whole request yet, the oldest first."""

    def enter(self, connection: Connection) -> bool:
        """Whether there is a place; the oldest that has only waited gives way to a newer one."""
        if len(self.open) >= self.most:
            oldest = next(iter(self.waiting), None)
            if oldest is None:
                return False
            oldest.drop()
        self.open.add(connection)
        return True

    def leave(self, connection: Connection) -> None:
        self.open.discard(connection)
        self.waiting.pop(connection, None)

    def close(self) -> None:
        """End them all, streams too."""
        for connection in list(self.open):
            connection.end()


class Connection(asyncio.Protocol):
    """One connection of a server."""

    _transport: asyncio.Transport

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._loop = asyncio.get_running_loop()
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=limits.HEAD)
        self._asked: h11.Request | None = None
        self._body = b""
        self._answering: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._address = ""
        self._deaf = False
        """It was refused, and is let go once it has read why."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if not self._gate.enter(self):
            transport.abort()
            return
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        _careful(transport.get_extra_info("socket"))
        transport.set_write_buffer_limits(high=UNREAD)
        self._wait()

    def connection_lost(self, error: Exception | None) -> None:
        self._gate.leave(self)
        self._stop_waiting()
        if self._listener is not None:
            self._listener.gone()

    def data_received(self, data: bytes) -> None:
        if self._listener is not None:
            self.drop()  # nobody has anything to say here any more
            return
        if self._deaf:
            return
        self._http.receive_data(data)
        self._read()

    def eof_received(self) -> bool:
        # Who has asked and says no more is answered all the same.
        return self._answering is not None and self._listener is None

    def pause_writing(self) -> None:
        if self._listener is not None:
            self._listener.hold()

    def resume_writing(self) -> None:
        if self._listener is not None:
            self._listener.go_on()

    def drop(self) -> None:
        """Away with it, whatever is still on its way."""
        self._gate.leave(self)
        self._transport.abort()

    def end(self) -> None:
        """Say what is on its way, and no more."""
        self._stop_waiting()
        self._transport.close()

    def _wait(self) -> None:
        self._gate.waiting[self] = None
        self._deadline = self._loop.call_later(self._gate.patience, self._late)

    def _stop_waiting(self) -> None:
        self._gate.waiting.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        if self._deaf or self._transport.get_write_buffer_size() or self._asked is not None:
            self.drop()
        else:
            self.end()  # it said nothing, or was answered and has nothing more to ask

    def _read(self) -> None:
        """Take what is there, up to one whole request."""
        if self._answering is not None:
            return
        try:
            while True:
                event = self._http.next_event()
                if event is h11.NEED_DATA or event is h11.PAUSED:
                    return
                if isinstance(event, h11.Request):
                    self._asked, self._body = event, b""
                    if event.http_version not in {b"1.0", b"1.1"}:
                        self._refuse(505, "This is a server of HTTP/1.1.")
                        return
                    # What comes whole at once is not counted by the reader of what comes in pieces.
                    if sum(len(name) + len(value) + 4 for name, value in event.headers) > limits.HEAD:
                        self._refuse(431, "That is too much of a head.")
                        return
                    if self._http.they_are_waiting_for_100_continue:
                        self._refuse(417, "Say it at once.")
                        return
                elif isinstance(event, h11.Data) and self._asked is not None:
                    self._body += event.data
                    if len(self._body) > self._gate.longest(self._asked.target.decode("ascii")):
                        self._refuse(413, "That is too much to say at once.")
                        return
                elif isinstance(event, h11.EndOfMessage):
                    self._whole()
                    return
                else:
                    self.end()
                    return
        except h11.RemoteProtocolError as error:
            self._refuse(error.error_status_hint, "That is no request.")

    def _whole(self) -> None:
        asked = self._asked
        assert asked is not None
        self._stop_waiting()
        self._transport.pause_reading()  # one at a time
        headers: dict[str, str] = {}
        for name, value in asked.headers:
            key = name.decode("ascii")
            headers[key] = "?" if key in headers else value.decode("latin-1")
        method, path = asked.method.decode("ascii"), asked.target.decode("ascii")
        request = Request(method, path, headers, bytes(self._body), self._address)
        self._answering = self._loop.create_task(self._answer(request))

    async def _answer(self, request: Request) -> None:
        try:
            answer = await self._gate.answer(request)
        except Exception as error:
            self._gate.faulty(error)
            answer = Answer(500, b"Something went wrong here. It is no fault of yours.", "text/plain; charset=utf-8")
        if self._transport.is_closing():
            return
        if isinstance(answer, Stream):
            self._open(answer)
            return
        self._say(answer, request.method == "HEAD")
        self._answering = self._asked = None
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            self._wait()
            self._transport.resume_reading()
            self._read()
        else:
            self._transport.close()

    def _open(self, stream: Stream) -> None:
        """From here on it is a stream: it ends with the connection, so it needs no frame of HTTP's own."""
        head = "".join(f"{name}: {value}\r\n" for name, value in stream.headers)
        self._transport.write(f"HTTP/1.1 200 OK\r\n{head}Connection: close\r\n\r\n".encode("latin-1"))
        self._listener = Listener(self._transport)
        self._transport.resume_reading()
        try:
            stream.begin(self._listener)
        except Exception as error:
            self._gate.faulty(error)
            self._transport.close()

    def _say(self, answer: Answer, only_head: bool = False) -> None:
        headers = [("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers]
        if self._http.their_state is not h11.DONE:
            headers.append(("Connection", "close"))
        reason = HTTPStatus(answer.status).phrase.encode()
        said: list[h11.Event] = [h11.Response(status_code=answer.status, headers=headers, reason=reason)]
        if answer.body and not only_head:
            said.append(h11.Data(data=answer.body))
        said.append(h11.EndOfMessage())
        with suppress(h11.LocalProtocolError):  # what was asked was so wrong that it has no answer
            self._transport.write(b"".join(self._http.send(part) or b"" for part in said))

    def _refuse(self, status: int, words: str) -> None:
        """Say why, if it can still be said, and let go of it a moment later.

        Closing at once, with something still unread, would take the words away again before they are read.
        """
        self._stop_waiting()
        self._deaf = True
        if self._http.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            plain = (("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"))
            self._say(Answer(status, words.encode(), "text/plain; charset=utf-8", plain))
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._gate.waiting[self] = None
        self._deadline = self._loop.call_later(min(LAST_WORDS, self._gate.patience), self._late)


def _careful(wire: socket.socket) -> None:
    """What is written goes at once, little lies on the way, and who is gone is noticed."""
    with suppress(OSError):
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNREAD)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT)
