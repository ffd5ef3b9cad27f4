"""A hostile room: whatever is thrown at it, the session goes on and the count stays right.

A few of each by default; the long runs throw thousands.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import pytest

from jangmadang.room.commands import Next
from jangmadang.room.serving import HERE

from .web import Phone, Served, served

VOTERS = 12


async def voted(at: Served, voters: list[Phone], rid: str) -> dict[str, int]:
    """All of them vote; gives what they were answered, as counts."""
    choices = ["sell", "keep", "wait"]
    told = await asyncio.gather(*(phone.vote(choices[n % 3], rid) for n, phone in enumerate(voters)))
    assert all(answer.status == 200 for answer in told)
    return {choice: sum(answer.told["choice"] == choice for answer in told) for choice in choices}


async def thrown(at: Served, sent: bytes) -> None:
    """Send it, take whatever comes, and go; a room that says nothing or hangs up is well within its rights."""
    with suppress(OSError):
        reader, writer = await asyncio.open_connection(HERE, at.port)
        try:
            writer.write(sent)
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(65_536), 0.2)
        finally:
            writer.close()


def fuzzed(at: Served, pick: random.Random) -> bytes:
    """A request that was fine before parts of it were changed, cut, doubled or made up."""
    code = at.room.code
    path = pick.choice([f"/{code}", f"/{code}/vote", f"/{code}/events", f"/{code}/state?after=1", "/f", "/f/do", "/"])
    body = pick.choice(
        [b"", b'{"q":1,"round":1,"choice":"sell","rid":"abcdefgh"}', b"q=1&round=1&choice=sell", b"\xff" * 9]
    )
    lines = {
        "Host": [at.host, at.host, "evil.example", "", f"{at.host}\r\nHost: x"],
        "Origin": [f"http://{at.host}", "null", "http://evil.example"],
        "Content-Length": [str(len(body)), "0", "7", "-1", str(10**12), "x"],
        "Content-Type": ["application/json", "application/x-www-form-urlencoded", "text/plain", ""],
        "Cookie": [f"ticket_{code}={value}" for value in ("A" * 22, "A" * 5000, "\x01", "")],
    }
    method = pick.choice(["GET", "POST", "PUT", "OPTIONS", "get", "CONNECT", "G\x00T"])
    head = [f"{method} {path} HTTP/1.1", *(f"{name}: {pick.choice(values)}" for name, values in lines.items())]
    sent = bytearray("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)
    for _ in range(pick.choice([0, 0, 1, 3, 20])):
        at_ = pick.randrange(len(sent))
        change = pick.randrange(4)
        if change == 0:
            sent[at_] = pick.randrange(256)
        elif change == 1:
            del sent[at_ : at_ + pick.randrange(1, 9)]
        elif change == 2:
            sent[at_:at_] = bytes(pick.randrange(256) for _ in range(5))
        else:
            sent[at_:at_] = sent[max(0, at_ - 30) : at_]
        if not sent:
            break
    return bytes(sent)


async def fuzz(at: Served, count: int, seed: int) -> None:
    pick = random.Random(seed)
    for _ in range(count):
        await thrown(at, fuzzed(at, pick))


@pytest.mark.parametrize("count", [12, pytest.param(1_500, marks=pytest.mark.long)])
async def test_requests_of_every_shape_change_nothing(tmp_path: Path, count: int) -> None:
    async with served(tmp_path, patience=2.0) as at:
        voters = [await at.phone() for _ in range(VOTERS)]
        await at.until("vote_open")
        counts, *_ = await asyncio.gather(voted(at, voters, "first-try"), *(fuzz(at, count, seed) for seed in range(4)))
        assert at.votes() == counts and at.room.projector().state == "vote_open"
        assert len(at.room.session.tickets) >= VOTERS


@pytest.mark.parametrize("count", [60, pytest.param(220, marks=pytest.mark.long)])
async def test_slow_and_half_open_connections_cost_nothing_but_their_place(tmp_path: Path, count: int) -> None:
    async with served(tmp_path, patience=0.4) as at:
        voters = [await at.phone() for _ in range(VOTERS)]
        await at.until("vote_open")
        halves = [
            b"",
            b"GET /",
            f"POST /{at.room.code}/vote HTTP/1.1\r\nHost: {at.host}\r\nContent-Length: 40\r\n\r\n{{".encode(),
        ]
        slow = [await asyncio.open_connection(HERE, at.port) for _ in range(count)]
        for number, (_, writer) in enumerate(slow):
            writer.write(halves[number % 3])
        async with voters[0].stream() as heard:
            await heard.next()
            await voted(at, voters, "first-try")
            ended = await asyncio.wait_for(
                asyncio.gather(*(reader.read() for reader, _ in slow), return_exceptions=True), 10
            )
            assert len(ended) == count and at.serving.connections <= 2
            await at.do(Next())
            await heard.until("vote_closed")
        assert sum(at.votes().values()) == VOTERS
        for _, writer in slow:
            writer.close()


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.long)])
async def test_a_flood_of_votes_from_one_phone_slows_that_phone_only(tmp_path: Path, count: int) -> None:
    async with served(tmp_path) as at:
        flood, *voters = [await at.phone() for _ in range(VOTERS + 1)]
        await at.until("vote_open")
        floods = asyncio.gather(*(flood.vote("sell", f"flood-{number:06}") for number in range(count)))
        counts = await voted(at, voters, "first-try")
        statuses = [answer.status for answer in await floods]
        assert statuses.count(429) > count / 2 and 200 in statuses
        assert at.votes() == counts | {"sell": counts["sell"] + 1}


async def test_votes_that_are_sent_again_and_again_count_once(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        voters = [await at.phone() for _ in range(VOTERS)]
        await at.until("vote_open")
        before = at.room.session.version
        counts = [await voted(at, voters, "first-try") for _ in range(4)]
        assert counts == [at.votes()] * 4
        assert at.room.session.version == before + VOTERS


@pytest.mark.parametrize("count", [30, pytest.param(400, marks=pytest.mark.long)])
async def test_codes_and_secrets_are_not_guessed(tmp_path: Path, count: int) -> None:
    async with served(tmp_path) as at:
        known = await at.phone()
        pick = random.Random(7)
        statuses = []
        for _ in range(count):
            code = "".join(pick.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(6))
            statuses.append((await Phone(at).get(f"/{code}")).status)
        assert statuses.count(404) <= 12 and statuses.count(429) >= count - 12
        assert (await Phone(at).get()).status == 429  # even the right one, from there, for a while
        assert (await known.get()).status == 200  # who is in stays in
        guesser = Phone(at)
        for _ in range(count):
            guesser.cookies = {f"ticket_{at.room.code}": "".join(pick.choice("abcdefgh-_09") for _ in range(22))}
            assert (await guesser.get("state")).status in (403, 429)
        assert len(at.room.session.tickets) == 1


async def test_pages_of_others_cannot_vote_or_listen(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        for headers in (
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {"Origin": "", "Referer": "http://evil.example/"},
            {"Host": f"evil.example:{at.port}", "Origin": f"http://evil.example:{at.port}"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Content-Type": "text/plain"},
        ):
            kind = {"Content-Type": "application/x-www-form-urlencoded"} | headers
            answer = await phone.ask("POST", at.at("vote"), b"q=1&round=1&choice=sell", kind)
            assert answer.status in (403, 415, 421), headers
        foreign = await phone.get("state", Origin="http://evil.example")
        assert foreign.status == 403 and "stall" not in foreign.text
        assert at.votes() == {"sell": 0, "keep": 0, "wait": 0}


async def test_more_connections_than_there_are_places_still_leave_one_for_who_asks(tmp_path: Path) -> None:
    async with served(tmp_path, most=20) as at:
        phone = await at.phone()
        await at.until("vote_open")
        idle = [await asyncio.open_connection(HERE, at.port) for _ in range(60)]
        assert (await phone.vote("sell", "first-try")).status == 200
        assert at.serving.connections <= 20
        for _, writer in idle:
            writer.close()
