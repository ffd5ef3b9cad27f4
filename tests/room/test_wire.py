"""A connection over a real socket: whole requests in time are answered, everything else is let go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec import Struct

from jangmadang.room import limits
from jangmadang.room.messages import Answer, Listener, Request, Stream
from jangmadang.room.wire import Connection, Gate

SOON = 0.15
"""Seconds that a connection has here to bring a request."""


class Wired(Struct):
    gate: Gate
    port: int
    asked: list[Request]
    listeners: list[Listener]
    faults: list[BaseException]

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def say(self, sent: bytes) -> bytes:
        """Send it, and give all that comes back until the connection is closed."""
        reader, writer = await self.open()
        writer.write(sent)
        try:
            return await asyncio.wait_for(reader.read(), 10)
        except ConnectionResetError:
            return b""
        finally:
            writer.close()


@asynccontextmanager
async def wired(patience: float = SOON, most: int = 50) -> AsyncIterator[Wired]:
    asked: list[Request] = []
    listeners: list[Listener] = []
    faults: list[BaseException] = []

    async def answer(request: Request) -> Answer | Stream:
        asked.append(request)
        if request.path == "/fault":
            raise ZeroDivisionError
        if request.path == "/stream":
            return Stream(listeners.append)
        await asyncio.sleep(0)
        return Answer(200, b"heard " + request.body, "text/plain")

    gate = Gate(answer, faults.append, patience=patience, most=most)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(gate), "127.0.0.1", 0)
    try:
        yield Wired(gate, server.sockets[0].getsockname()[1], asked, listeners, faults)
    finally:
        server.close()
        gate.close()
        for _ in range(100):
            if not gate.open:
                break
            await asyncio.sleep(0.02)
        assert not gate.open and not gate.waiting


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def test_one_connection_asks_again_and_again_and_is_answered_in_order() -> None:
    async with wired() as at:
        posts = b"".join(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n%d" % n for n in range(5))
        got = await at.say(posts)
        assert [got.index(b"heard %d" % n) for n in range(5)] == sorted(got.index(b"heard %d" % n) for n in range(5))


async def test_in_pieces_of_a_byte_it_is_still_a_request() -> None:
    async with wired(patience=5) as at:
        reader, writer = await at.open()
        for byte in HEAD + b"Connection: close\r\n\r\n":
            writer.write(bytes([byte]))
            await writer.drain()
        assert b"heard" in await asyncio.wait_for(reader.read(), 10)
        writer.close()


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET ", HEAD, HEAD + b"X: " + b"a" * 100, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"],
)
async def test_who_brings_no_whole_request_in_time_is_let_go(sent: bytes) -> None:
    async with wired() as at:
        assert b" 200 " not in await at.say(sent)
        assert at.asked == [] and at.faults == []


async def test_who_trickles_is_let_go_all_the_same() -> None:
    async with wired() as at:
        reader, writer = await at.open()
        began = asyncio.get_running_loop().time()
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            for number in range(1000):
                writer.write(b"GET / HTTP/1.1\r\n" if number == 0 else b"X-%d: a\r\n" % number)
                await writer.drain()
                await asyncio.sleep(0.02)
                if reader.at_eof():
                    raise ConnectionResetError
        assert asyncio.get_running_loop().time() - began < 10


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + b"a" * 100_000, 413),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"a" * 1024 + b"\r\n", 413),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"\x00\xff" * 50 + b"\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        (b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n", 417),
    ],
    ids=map(str, range(11)),
)
async def test_what_is_too_much_or_no_request_is_refused_in_words(sent: bytes, status: int) -> None:
    async with wired(patience=0.6) as at:
        got = await at.say(sent)
        assert got.startswith(b"HTTP/1.1 %d " % status), got[:80]
        assert at.asked == [] and at.faults == []


async def test_a_fault_of_ours_is_told_to_us_and_not_to_who_asked() -> None:
    async with wired() as at:
        got = await at.say(b"GET /fault HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b" 500 " in got and b"Zero" not in got
        assert [type(fault) for fault in at.faults] == [ZeroDivisionError]
        at.faults.clear()


async def test_where_all_places_are_taken_who_only_waits_gives_way() -> None:
    async with wired(patience=5, most=3) as at:
        waiting = [await at.open() for _ in range(3)]
        assert b"heard" in await at.say(HEAD + b"Connection: close\r\n\r\n")
        assert await asyncio.wait_for(waiting[0][0].read(), 5) == b""
        for _, writer in waiting:
            writer.close()


async def test_where_all_places_are_used_nobody_is_turned_out() -> None:
    async with wired(patience=5, most=2) as at:
        streams = [await at.open() for _ in range(2)]
        for reader, writer in streams:
            writer.write(b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
            await reader.readuntil(b"\r\n\r\n")
        assert await at.say(HEAD + b"\r\n") == b""
        at.listeners[0].tell(b"still")
        assert await asyncio.wait_for(streams[0][0].readexactly(5), 5) == b"still"
        for _, writer in streams:
            writer.close()


async def test_a_stream_outlives_the_deadline_and_its_end_is_noticed() -> None:
    async with wired() as at:
        reader, writer = await at.open()
        writer.write(b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"Connection: close" in await reader.readuntil(b"\r\n\r\n")
        gone = asyncio.Event()
        (listener,) = at.listeners
        listener.gone = gone.set
        await asyncio.sleep(2 * SOON)
        listener.tell(b"a")
        assert await asyncio.wait_for(reader.readexactly(1), 5) == b"a"
        writer.close()
        await asyncio.wait_for(gone.wait(), 5)


async def test_who_does_not_read_is_handed_the_newest_only_and_costs_little() -> None:
    async with wired() as at:
        reader, writer = await at.open()
        writer.write(b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.transport.pause_reading()
        (listener,) = at.listeners
        for number in range(4_000):
            listener.tell(b"%06d" % number + b"." * 4_000)
            if number % 100 == 0:
                await asyncio.sleep(0)
        (connection,) = at.gate.open
        assert connection._transport.get_write_buffer_size() < 200_000
        writer.transport.resume_reading()
        await asyncio.sleep(0)
        got = b""
        while b"003999" not in got[-5_000:]:
            got += await asyncio.wait_for(reader.read(65_536), 5)
        assert len(got) < 16_000_000 - 4_000_000, "all of it was sent"
        writer.close()


def test_a_phone_may_say_less_than_whoever_leads() -> None:
    assert limits.BODY == 512 < limits.WORDS
