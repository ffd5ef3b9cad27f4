"""A room that is served, and phones that ask it over real connections, as browsers do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from jangmadang.play.turn import Rules
from jangmadang.room.answers import Applied, Options
from jangmadang.room.commands import AnyCommand, Next
from jangmadang.room.hosting import Room
from jangmadang.room.serving import HERE, Serving
from jangmadang.story.loading import load_script_text

PATIENCE = 20
"""Seconds after which a room counts as hanging."""
STORY = """
id: scale
title: The <b>scale</b> & "you"
start: stall
state:
  money: {min: 0, max: 90000, start: 5000, label: money, meter: true}
scenes:
  stall:
    title: The <i>stall</i>
    text: |
      Rice is <script>alert(1)</script> dear & "dearer".
    discuss:
      ask: Who <u>pays</u>?
      hint: The hint is secret
      analyse: Who, and why?
      apply: Where else?
    choices:
      - {id: sell, text: Sell <em>ten</em>, effects: {money: +100}, goto: row}
      - {id: keep, text: Keep it, effects: {money: -100}, goto: row}
      - {id: wait, text: Wait, goto: row}
  row:
    title: The row
    text: The row is quiet.
    choices:
      - {id: home, text: Go home, goto: night}
      - {id: stay, text: Stay, goto: night}
  night:
    title: Night
    text: It is night.
    ending: {title: Night}
"""


@cache
def rules() -> Rules:
    """The rules of a story of two questions, with words that would harm if they were taken for HTML."""
    script = load_script_text(STORY)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return Rules(script.story)


class Answered:
    """What came back: status, headers (the last of a name), body, cookies."""

    def __init__(self, head: bytes, body: bytes) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split()[1])
        pairs = [line.partition(": ") for line in lines if line]
        self.headers = {name.lower(): value for name, _, value in pairs}
        self.cookies = dict(
            value.partition(";")[0].split("=", 1) for name, _, value in pairs if name.lower() == "set-cookie"
        )
        self.body = body

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def told(self) -> Any:
        return json.loads(self.body)


class Phone:
    """A browser as far as the room notices: one address, cookies, the headers of a page of the room's own."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self.cookies: dict[str, str] = {}

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answered:
        """One request over a connection of its own."""
        given = {"Host": self._served.host, "Connection": "close"}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            given |= {"Origin": f"http://{self._served.host}", "Content-Length": str(len(body))}
        given |= headers or {}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in given.items() if v) + "\r\n"
        answered = await self._served.raw(head.encode("latin-1") + body)
        self.cookies |= {name: value for name, value in answered.cookies.items() if value}
        return answered

    async def get(self, path: str = "", **headers: str) -> Answered:
        """A path below the room's, or from the root."""
        return await self.ask(
            "GET", self._served.at(path), headers={n.replace("_", "-"): v for n, v in headers.items()}
        )

    async def send(self, path: str, **told: Any) -> Answered:
        """JSON, as the page's script sends it."""
        body = json.dumps(told).encode()
        return await self.ask("POST", self._served.at(path), body, {"Content-Type": "application/json"})

    async def form(self, path: str, fields: str = "", **headers: str) -> Answered:
        """A form, as a page without script sends it."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.ask("POST", self._served.at(path), fields.encode(), kind | headers)

    async def vote(self, choice: str, rid: str, q: int = 1, round: int = 1) -> Answered:
        return await self.send("vote", q=q, round=round, choice=choice, rid=rid)

    @asynccontextmanager
    async def stream(self, path: str = "events") -> AsyncIterator[Heard]:
        """What the room tells, as long as it is listened to."""
        reader, writer = await asyncio.open_connection(HERE, self._served.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        where = self._served.at(path)
        writer.write(f"GET {where} HTTP/1.1\r\nHost: {self._served.host}\r\nCookie: {cookies}\r\n\r\n".encode())
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            assert head.startswith(b"HTTP/1.1 200"), head
            yield Heard(reader)
        finally:
            writer.close()


class Heard:
    """A stream's events."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def next(self, name: str = "message") -> Any:
        """The data of the next event of this name."""
        while True:
            event = (await asyncio.wait_for(self._reader.readuntil(b"\n\n"), PATIENCE)).decode()
            fields = dict(line.partition(": ")[::2] for line in event.splitlines() if not line.startswith(":"))
            if "data" in fields and fields.get("event", "message") == name:
                return json.loads(fields["data"])

    async def until(self, state: str) -> Any:
        """The first that shows this state."""
        while (told := await self.next())["state"] != state:
            pass
        return told

    async def ended(self) -> bool:
        """Whether the room lets go."""
        return await asyncio.wait_for(self._reader.read(), PATIENCE) is not None


class Served:
    """A room and its server."""

    def __init__(self, room: Room, serving: Serving, faults: list[BaseException]) -> None:
        self.room, self.serving, self.faults = room, serving, faults
        self.port = serving.port
        self.host = f"{HERE}:{serving.port}"

    def at(self, path: str) -> str:
        """A path below the room's own; from the root where it begins there."""
        return path if path.startswith("/") else f"/{self.room.code}/{path}".rstrip("/")

    async def raw(self, sent: bytes) -> Answered:
        """Send these bytes and read what comes back until the room closes."""
        reader, writer = await asyncio.open_connection(HERE, self.port)
        try:
            writer.write(sent)
            got = await asyncio.wait_for(reader.read(), PATIENCE)
        finally:
            writer.close()
        head, _, body = got.partition(b"\r\n\r\n")
        assert head, "nothing was said"
        return Answered(head, body)

    async def phone(self) -> Phone:
        """A phone that has come in."""
        phone = Phone(self)
        assert (await phone.get()).status == 200
        return phone

    async def do(self, command: AnyCommand) -> None:
        """A command, as the laptop's keys give it."""
        answer = await self.room.do(command, self.room.projector().version)
        assert isinstance(answer, Applied), answer

    async def until(self, state: str) -> None:
        """Press space until the room is there."""
        for _ in range(30):
            if self.room.projector().state == state:
                return
            await self.do(Next())
        raise AssertionError(self.room.projector())

    def votes(self) -> dict[str, int]:
        """The votes of the question that is before the room."""
        return {option.id: option.votes or 0 for option in self.room.remote().projector.options}


@asynccontextmanager
async def served(folder: Path, options: Options | None = None, **limits: Any) -> AsyncIterator[Served]:
    """A room of that story, open and served; no request may have met a fault of ours."""
    faults: list[BaseException] = []
    async with (
        Room.opened(rules(), options or Options(), folder / "story.yaml", folder) as room,
        await Serving.open(room, port=0, faulty=faults.append, **limits) as serving,
    ):
        yield Served(room, serving, faults)
    assert faults == []
