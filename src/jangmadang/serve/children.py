"""One game's process: started for one page, fed with keys and sizes, read for what it draws, and ended.

It speaks the packets of Textual's web driver over its standard streams: a letter (D drawn or typed, M told), the
length in four bytes, and so many bytes. Nothing of Textual and nothing of the network comes in here.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

LARGEST = 64_000_000
"""Bytes of one packet of the game's: a picture of the screen is far smaller."""
BEGIN = b"__GANGLION__\n"
"""What the driver prints before its first packet."""
WORDS = 16_384
"""Bytes of standard error that are kept: the end of it says what went wrong."""

_INSIDE = "jangmadang.serve.inside"


def command(stories: Sequence[Path]) -> list[str]:
    """The command line of a game with these stories."""
    return [sys.executable, "-m", _INSIDE, *map(str, stories)]


def environment(home: Path, size: tuple[int, int], around: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a game that draws into a page: a terminal of all colours, and saves of its own."""
    around = os.environ if around is None else around
    kept = {name: value for name, value in around.items() if not name.startswith("TEXTUAL")}
    return kept | {
        "JANGMADANG_HOME": str(home),
        "TEXTUAL_DRIVER": "jangmadang.serve.driver:PageDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": str(size[0]),
        "ROWS": str(size[1]),
    }


class Child:
    """The process of one visitor's game."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._errors = bytearray()
        self._reading = asyncio.create_task(self._read_errors())

    @classmethod
    async def start(cls, line: Sequence[str], env: Mapping[str, str]) -> Child:
        """Start the game. It is in a session of its own, so that Ctrl-C in the server's terminal is the server's."""
        process = await asyncio.create_subprocess_exec(
            *line, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=dict(env), start_new_session=True
        )
        return cls(process)

    @property
    def code(self) -> int | None:
        """The exit code, once it has ended."""
        return self._process.returncode

    @property
    def errors(self) -> str:
        """The last that it said on standard error."""
        return self._errors.decode("utf-8", "replace").strip()

    async def type(self, keys: bytes) -> None:
        """Hand on what was typed; waits while the game has not taken what was typed before."""
        await self._send(b"D", keys)

    async def tell(self, **what: object) -> None:
        """Tell the driver: `type="resize", width=…, height=…`, `type="focus"`, `type="quit"`."""
        await self._send(b"M", msgspec.json.encode(what))

    async def _send(self, letter: bytes, payload: bytes) -> None:
        assert self._process.stdin is not None
        # A game that has just ended takes nothing more; that it ended is told by what it says last.
        with suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(letter + len(payload).to_bytes(4, "big") + payload)
            await self._process.stdin.drain()

    async def said(self) -> AsyncIterator[bytes | dict[str, Any]]:
        """What it draws, as bytes, and what it tells, as a mapping with a `type`; ends when the game does."""
        out = self._process.stdout
        assert out is not None
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            while await out.readuntil(b"\n") != BEGIN:
                pass
            while True:
                letter, length = await out.readexactly(1), int.from_bytes(await out.readexactly(4), "big")
                if letter not in (b"D", b"M") or length > LARGEST:
                    return
                payload = await out.readexactly(length)
                yield payload if letter == b"D" else msgspec.json.decode(payload, type=dict[str, Any])

    async def end(self, patience: float = 5.0) -> None:
        """End it: it is asked to leave, then told to, then made to, each after so many seconds."""
        if self.code is None:
            await self.tell(type="quit")
        for after in (None, self._process.terminate, self._process.kill):
            if after is not None:
                with suppress(ProcessLookupError):
                    after()
            try:
                # What it still draws must be taken from it, or it would wait for that for ever.
                await asyncio.wait_for(self._drained(), patience)
                break
            except TimeoutError:
                continue
        self._reading.cancel()

    async def _drained(self) -> None:
        assert self._process.stdout is not None
        while await self._process.stdout.read(65_536):
            pass
        await self._process.wait()

    async def _read_errors(self) -> None:
        assert self._process.stderr is not None
        while data := await self._process.stderr.read(4096):
            self._errors += data
            del self._errors[:-WORDS]
