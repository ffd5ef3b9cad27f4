"""The server: listens on this machine, judges what comes, and joins each page to a game of its own.

Takes how a game is started and how many may play; runs until a signal ends it. It prints nothing: what a person should
read is given to `say`.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import secrets
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import MultipleValuesError
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from . import checks, children, site, visitors
from .checks import Asked, Refused
from .children import Child
from .visitors import Folder

HERE = "127.0.0.1"
OVER, FULL = 4000, 4001
"""Close codes of ours, after the words have been said."""

_silent = logging.getLogger("jangmadang.serve.wire")
_silent.addHandler(logging.NullHandler())
_silent.propagate = False


class Site:
    """The pages and games of one server."""

    def __init__(self, line: Sequence[str], most: int, say: Callable[[str], None]) -> None:
        """`line` starts a game (`children.command`), `most` may play at once, `say` is told of a game's faults."""
        self.key = secrets.token_urlsafe(16)
        self._line = line
        self._most = most
        self._say = say
        self._playing: Counter[str] = Counter()
        """How many pages each visitor has open: two of one browser share its folder."""

    async def listen(self, port: int, tries: int = 1) -> Server:
        """Listen at this port, or at one of the next so many where it is taken; raises OSError when all are."""
        for number in range(port, port + tries):
            try:
                return await serve(
                    self._play,
                    HERE,
                    number,
                    process_request=self._answer,
                    max_size=checks.LONGEST_MESSAGE,
                    compression=None,  # on one machine it costs time and memory, and saves nothing
                    server_header=None,
                    logger=_silent,
                )
            except OSError as error:
                if error.errno != errno.EADDRINUSE or number == port + tries - 1:
                    raise
        raise AssertionError("there is a first port")

    def address(self, server: Server) -> str:
        """Where the page is."""
        (listening, *_) = server.sockets
        return f"http://{HERE}:{listening.getsockname()[1]}/{self.key}/"

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """A page, or None to let the socket open."""
        asked = _asked(request)
        judged = checks.judge(asked, self.key)
        if isinstance(judged, Refused):
            return site.refusal(judged)
        if asked.asks == "socket":
            return None
        if asked.path == f"/{self.key}":
            return site.redirect(f"/{self.key}/")
        new = "" if judged or visitors.known(_header(request, "Cookie")) else visitors.cookie(visitors.new())
        return site.answer(judged, asked.host, new)

    async def _play(self, socket: ServerConnection) -> None:
        request = socket.request
        assert request is not None
        if self._playing.total() >= self._most:
            await _last_words(socket, FULL, f"{_people(self._most)} at once, and no more. Try again later.")
            return
        visitor = visitors.known(_header(request, "Cookie")) or visitors.new()
        folder = Folder(visitor)
        self._playing[visitor] += 1
        try:
            with suppress(OSError):
                folder.make()
            await self._play_one(socket, folder, request.path)
        finally:
            self._playing[visitor] -= 1
            if not self._playing[visitor]:
                del self._playing[visitor]
                folder.leave()

    async def _play_one(self, socket: ServerConnection, folder: Folder, path: str) -> None:
        asked = parse_qs(urlsplit(path).query)
        size = checks.size(*(asked.get(side, [""])[0] for side in ("width", "height")))
        child = await Child.start(self._line, children.environment(folder.path, size))
        # A page that is looked at has the focus, whatever the browser thinks of it.
        await child.tell(type="focus")
        showing = asyncio.create_task(_show(child, socket))
        try:
            await _listen(socket, child)
        finally:
            showing.cancel()
            await asyncio.wait([showing])
            await child.end()
            if child.errors and child.code:
                self._say(child.errors)


async def _listen(socket: ServerConnection, child: Child) -> None:
    """Hand on what the page sends until it closes."""
    with suppress(ConnectionClosed):
        async for message in socket:
            if isinstance(message, bytes):
                await child.type(message)
            elif (size := checks.new_size(message)) is not None:
                await child.tell(type="resize", width=size[0], height=size[1])


async def _show(child: Child, socket: ServerConnection) -> None:
    """Hand on what the game draws and tells; when it ends, say so."""
    async for said in child.said():
        if isinstance(said, bytes):
            await socket.send(said)
        elif said.get("type") == "file":
            await socket.send(_json(file=said["name"], data=said["data"]))
        elif said.get("type") == "open_url":
            await socket.send(_json(open=said["url"]))
    await child.end()
    left = "You have left the game. What you chose is kept."
    await _last_words(socket, OVER, f"{child.errors}\n\nWhat you chose is kept." if child.code else left)


async def _last_words(socket: ServerConnection, code: int, words: str) -> None:
    with suppress(ConnectionClosed):
        await socket.send(_json(over=words))
        await socket.close(code)


def _json(**told: Any) -> str:
    return msgspec.json.encode(told).decode()


def _people(number: int) -> str:
    return "One person can play" if number == 1 else f"{number} people can play"


def _asked(request: Request) -> Asked:
    socket = _header(request, "Upgrade").lower() == "websocket"
    return Asked(request.path, _header(request, "Host"), _header(request, "Origin"), "socket" if socket else "page")


def _header(request: Request, name: str) -> str:
    try:
        return request.headers.get(name, "")
    except MultipleValuesError:
        return "?"


async def run(server: Server) -> int:
    """Serve until a signal comes, end every game, and give 128 and the signal's number."""
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def end(number: int) -> None:
        if not ended.done():
            ended.set_result(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            # Where there are no such handlers (Windows), Ctrl-C comes as an exception and ends it likewise.
            with suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, end, number)
    try:
        return await ended
    finally:
        server.close()
        await server.wait_closed()
