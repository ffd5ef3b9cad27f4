"""The room's server: listens where it was told to, and nowhere else, until it is closed.

    async with await Serving.open(room) as serving:          # this machine only
        print(serving.address, serving.lead)

Belongs to the loop that it was opened in, and takes no signals. It prints nothing: faults of ours are given to
`faulty`.
"""

from __future__ import annotations

import asyncio
import errno
import time
from collections.abc import Callable
from contextlib import suppress

from . import checking, limits
from .hosting import Room
from .routes import Site
from .streams import BREATHES
from .wire import Connection, Gate

HERE = "127.0.0.1"
PORT, TRIES = 8000, 10
"""Where it listens, and how many ports above are tried where that is taken."""
_BACKLOG = 1024


class Serving:
    """A room that is served."""

    def __init__(self, site: Site, gate: Gate, server: asyncio.Server, host: str) -> None:
        self._site = site
        self._gate = gate
        self._server = server
        self.host = host
        self.port: int = server.sockets[0].getsockname()[1]
        self._breathing = asyncio.get_running_loop().create_task(self._breathe())

    @staticmethod
    async def open(
        room: Room,
        host: str = HERE,
        port: int = PORT,
        tries: int = TRIES,
        faulty: Callable[[BaseException], None] = lambda error: None,
        patience: float = limits.PATIENCE,
        most: int = limits.CONNECTIONS,
    ) -> Serving:
        """Listen at one address: this machine's own, or one of a network's (`addresses.on_lan`).

        Port 0 is any. Raises OSError where every port is taken, or there is no such address.
        """
        names = checking.HERE if host == HERE else (host,)
        site = Site(room, names, time.monotonic)
        gate = Gate(site.answer, faulty, checking.longest, patience, min(most, _files()))
        for number in range(port, port + tries):
            try:
                server = await asyncio.get_running_loop().create_server(
                    lambda: Connection(gate), host, number, backlog=_BACKLOG
                )
            except OSError as error:
                if error.errno != errno.EADDRINUSE or number == port + tries - 1:
                    site.audiences.end()
                    raise
            else:
                return Serving(site, gate, server, host)
        raise AssertionError("there is a first port")

    @property
    def address(self) -> str:
        """Where phones go; a code may be typed in small letters too."""
        return f"http://{self.host}:{self.port}{self._site.at}"

    @property
    def lead(self) -> str:
        """Where the facilitator's phone goes. It is no secret: what is shown there is to be typed at the laptop."""
        return f"http://{self.host}:{self.port}/{checking.FACILITATOR}"

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._gate.open)

    async def close(self) -> None:
        """Listen no more, and let everybody go."""
        self._breathing.cancel()
        self._server.close()
        self._site.audiences.end()
        self._gate.close()
        await asyncio.sleep(0)

    async def __aenter__(self) -> Serving:
        return self

    async def __aexit__(self, *of_no_matter: object) -> None:
        await self.close()

    async def _breathe(self) -> None:
        while True:
            await asyncio.sleep(BREATHES)
            self._site.audiences.breathe()


def _files() -> int:
    """How many connections the system lets us have, after asking for as many as it gives; some are for other files."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return limits.CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.CONNECTIONS + 200
    if soft != resource.RLIM_INFINITY and soft < wanted:
        wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return limits.CONNECTIONS if soft == resource.RLIM_INFINITY else max(soft - 100, 20)
