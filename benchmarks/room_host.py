"""A host to be measured: `python -m benchmarks.room_host durable|memory|floor FOLDER`, told what to do on its input.

`durable` is the room as it is, `memory` the same with a disk that is not waited for, `floor` a bare protocol that
answers votes and tells streams out of memory: no HTTP library, no checks, no room. Each writes JSON lines: where it
listens, and after each word on its input what that came to.

    vote     open a vote (the one before is closed, shown and asked again)       {"question", "round", "choice"}
    reveal   close it and show the bars                                          {"state"}
    told     how it is: memory in MB, the latest that a tick of 5 ms came, votes, CPU seconds; then anew
    resume   close, take the session up again and listen at the same port       {"seconds", "votes"}
    die      end at once, as by a cut wire
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Answer = Callable[[str], Awaitable[dict[str, Any]]]
TICK = 0.005


class Lateness:
    """How late the loop comes: all that is drawn in it is as late as that at most."""

    def __init__(self) -> None:
        self.most = 0.0

    async def watch(self) -> None:
        while True:
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            self.most = max(self.most, time.perf_counter() - due)

    def told(self) -> dict[str, float]:
        late, self.most = 1000 * self.most, 0.0
        lines = Path("/proc/self/status").read_text().splitlines()
        rss = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return {"late": late, "memory": rss / 1024, "cpu": sum(os.times()[:2])}


async def room(kind: str, folder: Path) -> None:
    from jangmadang.play.turn import Rules
    from jangmadang.room import commands as c
    from jangmadang.room import store
    from jangmadang.room.answers import Applied, Options
    from jangmadang.room.hosting import Room
    from jangmadang.room.serving import Serving
    from jangmadang.story.loading import load
    from jangmadang.story.shelf import shipped

    if kind == "memory":
        real = store.connected
        store.connected = lambda path, durable=True: real(path, False)
    file = shipped()["hundred"]
    story = load(file).story
    assert story is not None
    rules, lateness = Rules(story), Lateness()
    host = Room.opened(rules, Options(seed=7, minutes=45), file, folder)
    await host.__aenter__()
    serving = await Serving.open(host, port=0, faulty=_raise)
    watching = asyncio.create_task(lateness.watch())

    async def do(command: c.AnyCommand) -> None:
        answer = await host.do(command, host.projector().version)
        assert isinstance(answer, Applied), answer

    async def answer(word: str) -> dict[str, Any]:
        nonlocal host, serving
        if word == "vote":
            state = host.projector().state
            for _ in range(40 if state in ("lobby", "scene") else 0):
                if host.projector().state == "vote_open":
                    break
                await do(c.Next())
            if state == "reveal":
                await do(c.Revote())
            shown = host.phone()[0]
            return {"question": shown.question, "round": shown.round, "choice": shown.options[0].id}
        if word == "reveal":
            await do(c.Close())
            await do(c.Reveal())
            return {"state": host.projector().state}
        if word == "told":
            votes = sum(option.votes or 0 for option in host.remote().projector.options)
            return lateness.told() | {"votes": votes}
        if word == "resume":
            port, path, voted = serving.port, host.path, host.session.version
            await serving.close()
            await host.__aexit__(None, None, None)
            began = time.perf_counter()
            host = Room.resumed(path, rules)
            await host.__aenter__()
            serving = await Serving.open(host, port=port, tries=1, faulty=_raise)
            return {"seconds": time.perf_counter() - began, "entries": voted}
        os._exit(0)

    await _led({"port": serving.port, "code": host.code}, answer)
    watching.cancel()


async def floor(folder: Path) -> None:
    """Votes are counted and streams told, by what looks like a request."""
    lateness, streams, state = Lateness(), set[asyncio.Transport](), {"votes": 0, "round": 0}
    scene = b'"state":"%s","html":"' + b"the cold market lane " * 250 + b'"'

    class Bare(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport
            self.had = b""

        def connection_lost(self, error: Exception | None) -> None:
            streams.discard(self.transport)

        def data_received(self, data: bytes) -> None:
            self.had += data
            head, end, body = self.had.partition(b"\r\n\r\n")
            if not end:
                return
            if b"/events" in head:
                self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
                self.transport.write(b"data: {" + scene % b"vote_open" + b"}\n\n")
                streams.add(self.transport)
                self.had = b""
                return
            length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0] or 0)
            if len(body) >= length:
                state["votes"] += bool(length)
                told = b'{"q":1}'
                cookie = b"" if length else b"Set-Cookie: ticket_FLOOR2=" + b"a" * 22 + b"\r\n"
                self.transport.write(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (cookie, len(told), told))
                self.transport.close()

    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", 0, backlog=1024)
    watching = asyncio.create_task(lateness.watch())

    async def answer(word: str) -> dict[str, Any]:
        if word == "vote":
            state["votes"], state["round"] = 0, state["round"] + 1
            return {"question": 1, "round": state["round"], "choice": "a"}
        if word == "reveal":
            frame = b"data: {" + scene % b"reveal" + b"}\n\n"
            for stream in streams:
                stream.write(frame)
            return {"state": "reveal"}
        if word == "told":
            return lateness.told() | {"votes": state["votes"]}
        os._exit(0)

    await _led({"port": server.sockets[0].getsockname()[1], "code": "FLOOR2"}, answer)
    watching.cancel()


async def _led(first: dict[str, Any], answer: Answer) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print(json.dumps(first), flush=True)
    while word := (await reader.readline()).decode().strip():
        print(json.dumps(await answer(word)), flush=True)


def _raise(error: BaseException) -> None:
    raise error


def main() -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    kind, folder = sys.argv[1], Path(sys.argv[2])
    asyncio.run(floor(folder) if kind == "floor" else room(kind, folder))


if __name__ == "__main__":
    main()
