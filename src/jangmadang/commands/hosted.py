"""What a room opens: where it listens, who can come in there, and the words that say so before the wall is shown."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from .opening import complain, short

if TYPE_CHECKING:
    from ..room.hosting import Room
    from ..room.projector.app import Opening
    from ..room.projector.drawing.frame import Door
    from ..room.serving import Serving


class CannotListenError(Exception):
    """Words for whoever asked to listen there."""


def opening(arguments: Namespace, hands: bool, address: str, fresh: bool, trouble: list[str]) -> Opening:
    """What lets phones in while the room is on the wall; with hands, nothing does."""

    @asynccontextmanager
    async def opened(room: Room) -> AsyncIterator[Door]:
        from ..room.projector.drawing.frame import Door

        if hands:
            print(f"Nothing is opened: the room votes by raised hands.\nKept in {room.path}", flush=True)
            yield Door(room.code)
            return
        async with await _listen(room, arguments.port, address, trouble) as serving:
            print(_told(room, serving, address), flush=True)
            if fresh:
                print("Enter puts it on the wall.", flush=True)
                await _enter()
            yield Door(room.code, serving.address, arguments.wifi[:32])

    return opened


async def _listen(room: Room, port: int | None, address: str, trouble: list[str]) -> Serving:
    from ..room.serving import HERE, Serving

    def faulty(error: BaseException) -> None:
        trouble.append(f"{type(error).__name__}: {error}")

    where = address or HERE
    try:
        if port is None:
            return await Serving.open(room, where, faulty=faulty)
        return await Serving.open(room, where, port, 1, faulty)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            what = (
                f"port {port} is taken; --port names another"
                if port
                else "every port tried is taken; name one by --port"
            )
        elif error.errno == errno.EADDRNOTAVAIL:
            what = f"{where} is no address of this machine"
        else:
            what = f"cannot listen at {where}: {error.strerror or error}"
        raise CannotListenError(what) from None


def _told(room: Room, serving: Serving, address: str) -> str:
    """Exactly what is open, and to whom."""
    who = "whoever is in this network can open it" if address else "this machine only; --lan lets phones in"
    lines = [
        f"The room {room.code} is open.",
        f"  phones          {serving.address}   ({who})",
        f"  your own phone  {serving.lead}   (shows six digits; f on the wall takes them)",
        f"  kept in         {room.path}",
        "Nothing else is opened, and nothing leaves this machine.",
    ]
    return "\n".join(lines)


async def _enter() -> None:
    """Until enter is pressed: what was printed is read before the wall covers it. Phones can come meanwhile."""
    loop = asyncio.get_running_loop()
    pressed = asyncio.Event()
    try:
        loop.add_reader(sys.stdin.fileno(), pressed.set)
    except (NotImplementedError, OSError, ValueError):
        return  # no such waiting on this system: what was printed is there again afterwards
    try:
        await pressed.wait()
        os.read(sys.stdin.fileno(), 1024)
    finally:
        loop.remove_reader(sys.stdin.fileno())


def installed() -> bool:
    from importlib.util import find_spec

    if find_spec("h11") is not None and find_spec("segno") is not None:
        return True
    complain(
        'for phones, host needs two small packages more: pip install "jangmadang[room]" (in a checkout: make room);\n'
        "--hands goes without phones"
    )
    return False


def address_of(arguments: Namespace) -> str | None:
    """The address of the network to listen at, "" for this machine only; None after saying that there is none."""
    if arguments.address:
        import ipaddress

        try:
            return str(ipaddress.IPv4Address(arguments.address))
        except ValueError:
            complain(f"--address {short(arguments.address)}: an address looks like 192.168.1.20")
            return None
    if not arguments.lan:
        return ""
    from ..room.addresses import on_lan

    found = on_lan()
    if not found:
        complain(
            "this machine is in no network that phones could be in; join the Wi-Fi or open a hotspot first,\n"
            "or go without phones: --hands"
        )
        return None
    if len(found) > 1:
        print(f"This machine has more addresses: --address {', '.join(found[1:])}", flush=True)
    return found[0]
