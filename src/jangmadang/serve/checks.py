"""Who may ask for what: the address, the key in it, the sizes and the messages, judged by what they say alone.

Plain data in, plain data out; no network, no files. A page in another tab can send requests here, and a foreign name
can be made to point at this machine; so the name that was asked for must be this machine's own, whoever speaks over
the socket must come from the page that was served, and both must know the key.
"""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import Literal

import msgspec
from msgspec import Struct

NAMES = ("127.0.0.1", "localhost", "[::1]")
"""What this machine is called by itself. The port may be another's: a tunnel has its own."""
WIDTHS, HEIGHTS = (20, 300), (10, 120)
LONGEST_MESSAGE = 32_768
"""Bytes that a browser may send at once; the page cuts what is pasted into pieces."""
SOCKET = "play"

_HOST = re.compile(r"(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?")

Asks = Literal["page", "socket"]


class Asked(Struct, frozen=True):
    """What a request says of itself. A header that is there twice counts as a wrong one: `?`."""

    path: str
    """With the query."""
    host: str
    origin: str
    """Empty where there is none: an address typed in has no origin."""
    asks: Asks = "page"


class Refused(Struct, frozen=True):
    """Why not, for a person."""

    status: int
    words: str


def judge(asked: Asked, key: str) -> Refused | str:
    """The name of what is asked for, below the key (`""` for the page itself), or why it is not given."""
    host = asked.host.lower()
    named = _HOST.fullmatch(host)
    if named is None or named[1] not in NAMES:
        return Refused(421, f"This game answers only to this machine's own names: {', '.join(NAMES)}.")
    if asked.origin.lower() != f"http://{host}" and (asked.origin or asked.asks == "socket"):
        return Refused(403, "Another page asks for this game. Open its own address instead.")
    given, _, name = asked.path.partition("?")[0].removeprefix("/").partition("/")
    if not compare_digest(given.encode(), key.encode()):
        return Refused(403, "Open the whole address that was printed; it ends in a key.")
    if (name == SOCKET) != (asked.asks == "socket"):
        return Refused(404, "There is nothing here.")
    return name


def size(width: object, height: object) -> tuple[int, int]:
    """Columns and rows that a screen may have; what is no number counts as 80 by 24."""
    return _within(width, WIDTHS, 80), _within(height, HEIGHTS, 24)


def _within(value: object, bounds: tuple[int, int], usual: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:9])
    if not isinstance(value, int) or isinstance(value, bool):
        return usual
    return min(max(value, bounds[0]), bounds[1])


def new_size(message: str) -> tuple[int, int] | None:
    """The size in `{"size": [columns, rows]}`; None for any other message."""
    try:
        told = msgspec.json.decode(message, type=_Told)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return size(*told.size)


class _Told(Struct):
    size: tuple[int, int]
