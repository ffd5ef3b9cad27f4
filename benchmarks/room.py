"""A room full of phones: how soon all votes are acknowledged, how soon all see the bars, what the host needs for it.

Each phone holds a stream and votes over a connection of its own, all at one instant, from one loop beside the host's
process. The room as it is takes turns with the same room whose disk is not waited for, and with a bare protocol that
answers out of memory. Figures hold what the phones' own loop takes: it is the same for all three.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .measured import Bound, Figure, Part
from .processes import environment

KINDS = {"durable": "the room", "memory": "disk not waited for", "floor": "floor: sockets"}
SLOW = 220
HEADERS = (
    "User-Agent: Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36\r\n"
    "Accept: */*\r\nAccept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9\r\n"
)
PATIENCE = 60


class Host:
    """A host in a process of its own."""

    def __init__(self, kind: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        line = [sys.executable, "-m", "benchmarks.room_host", kind, str(folder)]
        self._child = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(str(folder)), text=True
        )
        first = self._heard()
        self.port, self.code = int(first["port"]), str(first["code"])

    def _heard(self) -> dict[str, Any]:
        assert self._child.stdout is not None
        return dict(json.loads(self._child.stdout.readline()))

    def say(self, word: str) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(f"{word}\n")
        self._child.stdin.flush()

    def ask(self, word: str) -> dict[str, Any]:
        self.say(word)
        return self._heard()

    def heard(self) -> dict[str, Any]:
        """What came of what was said."""
        return self._heard()

    def end(self) -> None:
        self._child.kill()
        self._child.communicate()


class Phones:
    """So many phones, as far as their sockets go."""

    def __init__(self, host: Host, count: int) -> None:
        self._host = host
        self._at = f"Host: 127.0.0.1:{host.port}\r\n{HEADERS}"
        self.first = 0
        """Bytes of the page."""
        self.cookies = [self._comes(number) for number in range(count)]
        self.streams = [self._listens(cookie) for cookie in self.cookies]
        self._until({stream: b"\n\n" for stream in self.streams})

    def _open(self) -> socket.socket:
        wire = socket.create_connection(("127.0.0.1", self._host.port), PATIENCE)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return wire

    def _comes(self, number: int) -> str:
        # Phones come from addresses of their own; from one, only so many are let in at once.
        wire = socket.create_connection(("127.0.0.1", self._host.port), PATIENCE, (f"127.0.1.{1 + number % 50}", 0))
        wire.sendall(f"GET /{self._host.code} HTTP/1.1\r\n{self._at}Connection: close\r\n\r\n".encode())
        got = b""
        while more := wire.recv(65_536):
            got += more
        wire.close()
        self.first = len(got)
        return got.partition(b"Set-Cookie: ")[2].partition(b";")[0].decode()

    def _listens(self, cookie: str) -> socket.socket:
        wire = self._open()
        asked = f"GET /{self._host.code}/events?as=page HTTP/1.1\r\n{self._at}Cookie: {cookie}\r\n\r\n"
        wire.sendall(asked.encode())
        return wire

    def _until(self, awaited: dict[socket.socket, bytes]) -> list[float]:
        """Wait until each has been told what is awaited of it; gives when, in the order it happened."""
        poll = select.epoll()
        wires = {wire.fileno(): wire for wire in awaited}
        for number in wires:
            poll.register(number, select.EPOLLIN)
        had = dict.fromkeys(wires, b"")
        when: list[float] = []
        while len(when) < len(wires):
            ready = poll.poll(PATIENCE)
            if not ready:
                raise TimeoutError(f"{len(wires) - len(when)} phones were never told")
            for number, _ in ready:
                more = wires[number].recv(262_144)
                had[number] = had[number][-100:] + more if more else b""
                if awaited[wires[number]] in had[number]:
                    poll.unregister(number)
                    when.append(time.perf_counter())
                elif not more:
                    raise ConnectionError("a phone was hung up on")
        poll.close()
        return when

    def vote(self, asked: dict[str, Any]) -> list[float]:
        """All vote at one instant; gives the seconds until each was acknowledged."""
        sent = []
        for number, cookie in enumerate(self.cookies):
            rid = f"{asked['question']:04}-{asked['round']:04}-{number:06}"
            vote = {"q": asked["question"], "round": asked["round"], "choice": asked["choice"], "rid": rid}
            body = json.dumps(vote)
            sent.append(
                f"POST /{self._host.code}/vote HTTP/1.1\r\n{self._at}Origin: http://127.0.0.1:{self._host.port}\r\n"
                f"Cookie: {cookie}\r\nContent-Type: application/json\r\nConnection: close\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
            )
        wires: dict[socket.socket, bytes] = {}
        began = time.perf_counter()
        for request in sent:
            wire = self._open()
            wire.send(request)
            wires[wire] = b"HTTP/1.1 200"
        when = self._until(wires)
        for wire in wires:
            wire.close()
        return [at - began for at in when]

    def see(self, state: str) -> list[float]:
        """The bars are shown; gives the seconds until each phone was told so."""
        began = time.perf_counter()
        self._host.say(state)
        when = self._until(dict.fromkeys(self.streams, b'"state":"%s"' % state.encode()))
        self._host.heard()
        return [at - began for at in when]

    def close(self) -> None:
        for stream in self.streams:
            stream.close()


def measure(rounds: int, folder: Path, quick: bool = False) -> Part:
    """So many rounds of each kind of host and each number of phones, in turn."""
    _files()
    counts = (40,) if quick else (300, 1_000)
    rows, bounds = [], []
    for count in counts:
        seen = _rounds(rounds, folder / str(count), count)
        for kind, name in KINDS.items():
            acked, shown, late, memory = (Figure(tuple(seen[kind, what])) for what in ("acked", "shown", "late", "MB"))
            units = (("ms", acked), ("ms", shown), ("ms", late), ("MB", memory))
            told = [Figure(figure.values, unit).text() for unit, figure in units]
            over = acked.over(Figure(tuple(seen["floor", "acked"])))
            rows.append((f"{count}", name, *told, over.text()))
        if count != 1_000:
            room = {what: Figure(tuple(seen["durable", what]), "ms") for what in ("acked", "shown", "late")}
            bounds += [
                Bound(f"{count} phones vote at one instant: all acknowledged", room["acked"], 2_000),
                Bound(f"{count} phones: the bars on the last", room["shown"], 1_000),
                Bound(f"{count} phones: the projector's loop, at its latest", room["late"], 250),
                Bound(f"{count} phones: memory of the host", Figure(tuple(seen["durable", "MB"]), "MB"), 150),
            ]
    bounds += _others(rounds, folder / "others", counts[0])
    return Part(
        "The room",
        f"Phones, each with a stream, vote at one instant over fresh connections, and are shown the bars. {rounds} "
        "rounds, the hosts in turn; memory is the host's without a terminal. Lateness is the latest that anything due "
        "in the host's loop came, in a whole round.",
        ("phones", "host", "all votes acknowledged", "bars on the last", "loop at its latest", "memory", "over floor"),
        tuple(rows),
        tuple(bounds),
    )


def _rounds(rounds: int, folder: Path, count: int) -> dict[tuple[str, str], list[float]]:
    seen: dict[tuple[str, str], list[float]] = {(k, w): [] for k in KINDS for w in ("acked", "shown", "late", "MB")}
    hosts = {kind: Host(kind, folder / kind) for kind in KINDS}
    try:
        phones = {kind: Phones(host, count) for kind, host in hosts.items()}
        for number in range(rounds + 1):
            for kind, host in hosts.items():
                asked = host.ask("vote")
                time.sleep(0.3)
                host.ask("told")
                acked = phones[kind].vote(asked)
                shown = phones[kind].see("reveal")
                told = host.ask("told")
                assert told["votes"] == count, (kind, told)
                if number:  # the first round warms
                    values = (1000 * max(acked), 1000 * max(shown), told["late"], told["memory"])
                    for what, value in zip(("acked", "shown", "late", "MB"), values, strict=True):
                        seen[kind, what].append(value)
    finally:
        for host in hosts.values():
            host.end()
    return seen


def _others(rounds: int, folder: Path, count: int) -> list[Bound]:
    """Slow connections among votes, taking a session up again, and what a first visit weighs."""
    slow, resumed, entries = [], [], 0
    host = Host("durable", folder)
    try:
        phones = Phones(host, count)
        for _ in range(max(2, rounds // 2)):
            asked = host.ask("vote")
            half = [socket.create_connection(("127.0.0.1", host.port)) for _ in range(SLOW)]
            began = time.perf_counter()
            for number, wire in enumerate(half):
                wire.send(
                    (b"", b"GET / HTTP/1.1\r\n", b"POST /x HTTP/1.1\r\nHost: x\r\n\r\n")[number % 3][: number + 9]
                )
            phones.vote(asked)
            for wire in half:
                wire.settimeout(PATIENCE)
                try:
                    while wire.recv(4096):
                        pass
                except ConnectionResetError:
                    pass
                wire.close()
            slow.append(time.perf_counter() - began)
            phones.see("reveal")
        phones.close()
        page, weight = phones.first, _weight(host)
        for _ in range(rounds):
            told = host.ask("resume")
            resumed.append(told["seconds"])
            entries = told["entries"]
    finally:
        host.end()
    return [
        Bound(f"{SLOW} slow connections gone while {count} vote", Figure(tuple(slow), "s"), 10),
        Bound(f"--resume listens, after {entries:,} votes and commands", Figure(tuple(resumed), "s"), 2),
        Bound("first visit: page and two scripts, heads too", Figure(((page + weight) / 1000,), "kB"), 30),
    ]


def _weight(host: Host) -> int:
    """Bytes of the scripts."""
    total = 0
    for name in ("phone.mjs", "stream.mjs"):
        wire = socket.create_connection(("127.0.0.1", host.port))
        wire.sendall(f"GET /{name} HTTP/1.1\r\nHost: 127.0.0.1:{host.port}\r\nConnection: close\r\n\r\n".encode())
        while more := wire.recv(65_536):
            total += len(more)
        wire.close()
    return total


def _files() -> None:
    """As many files as the system gives: a thousand phones have two each."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
