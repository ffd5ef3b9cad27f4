"""`jangmadang serve [STORY…]`: the game in a browser page on this machine.

Looks at what the command line asks for, says where the page is, and leaves the rest to `serve`. What the page needs is
an extra of the package; without it, this says what to install.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .opening import complain, path_of, playable, sound

if TYPE_CHECKING:
    from ..serve.server import Site

WRONG, NO_SUCH = 1, 2
PORT = 8437
NEXT = 20
"""Ports after the usual one that are tried."""
MOST = 100


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Play in a browser page on this machine; nobody else can open it. The address holds a key, and is\n"
        "printed and opened. Each browser has saves of its own and finds them again the next time.\n"
        "With one STORY the page opens it; else it shows the stories there are. Ctrl-C ends it."
    )
    parser.epilog = (
        "exit codes: 1 a story has errors; 2 there is no such story, the port is taken, or the extra that\n"
        "this needs is not installed; 130 Ctrl-C, 143 and 129 other signals (everything is saved)"
    )
    parser.add_argument("stories", nargs="*", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument(
        "--port", type=_port, metavar="N", help=f"listen at this port (without it {PORT}, or the next that is free)"
    )
    parser.add_argument("--most", type=_most, default=8, metavar="N", help="so many may play at once (8)")
    parser.add_argument("--no-open", action="store_true", help="print the address, and open no browser")


def run(arguments: Namespace) -> int:
    from importlib.util import find_spec

    if find_spec("websockets") is None:
        complain('serve needs one package more: pip install "jangmadang[serve]" (in a checkout: make serve)')
        return NO_SUCH
    stories: list[Path] = []
    for named in arguments.stories:
        path = path_of(named)
        had = playable(path) if path else None
        if path is None or had is None:
            return NO_SUCH
        if sound(had, named, "played") is None:
            return WRONG
        stories.append(path.absolute())
    from ..serve.children import command
    from ..serve.server import Site

    # From here on Ctrl-C ends it in good order; see `cli`.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    site = Site(command(stories), arguments.most, lambda words: print(words, file=sys.stderr, flush=True))
    return asyncio.run(_serve(site, arguments.port, not arguments.no_open))


async def _serve(site: Site, port: int | None, opens: bool) -> int:
    from ..serve.server import run

    try:
        server = await site.listen(PORT, NEXT) if port is None else await site.listen(port)
    except OSError as error:
        where = f"port {port}" if port is not None else f"one of the ports {PORT} to {PORT + NEXT - 1}"
        why = "it is taken; --port names another" if _taken(error) else error.strerror or error
        complain(f"cannot listen at {where}: {why}")
        return NO_SUCH
    address = site.address(server)
    print(f"The game is at {address}", "Ctrl-C ends it; what was chosen is kept.", sep="\n", flush=True)
    if opens:
        await asyncio.to_thread(_open, address)
    return await run(server)


def _taken(error: OSError) -> bool:
    import errno

    return error.errno == errno.EADDRINUSE


def _open(address: str) -> None:
    """Open the browser, where there is one with a window: one that draws into this terminal would be in the way."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    import webbrowser

    webbrowser.open(address)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 65_535:
        raise ArgumentTypeError("a port is a whole number from 1 to 65535")
    return int(text)


def _most(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST:
        raise ArgumentTypeError(f"a whole number from 1 to {MOST}")
    return int(text)
