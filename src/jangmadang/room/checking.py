"""Who may ask for what: names, places, cookies and forms, judged by what they say alone.

Plain data in, plain data out. A page of somebody else's can send requests here, and a foreign name can be made to point
at this machine: so the name asked for must be one that this room opened, and what changes anything must come from a
page of this room.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from msgspec import Struct

from . import code
from .limits import BODY, WORDS
from .messages import Request

HERE = ("127.0.0.1", "localhost", "[::1]")
"""What a machine is called by itself. The port may be another's: a tunnel has its own."""
FACILITATOR = "f"
"""The first word of every path of whoever leads; no room's code has one sign."""
FILES = ("phone.mjs", "remote.mjs", "stream.mjs")
"""All that is given without a code; nothing is found by looking into a folder."""

_HOST = re.compile(r"(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?")
_PATH = re.compile(r"/[A-Za-z0-9._/-]{0,80}")
_RID = re.compile(r"[A-Za-z0-9_-]{8,40}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
_CHOICE = re.compile(r"[^\x00-\x20]{1,120}")


class Refused(Struct, frozen=True):
    """Why not, for a person."""

    status: int
    words: str


class Place(Struct, frozen=True):
    """What a path means."""

    room: str
    """Its first word: a code as it was typed, `f`, or a file's name."""
    name: str
    """What is below it; empty for the page itself."""
    query: dict[str, str]


class Ballot(Struct, frozen=True):
    """A vote as it was sent."""

    question: int
    round: int
    choice: str
    rid: str
    """Empty from a plain form, which is never sent twice by itself."""


class Told(Struct, frozen=True):
    """A command as it was sent."""

    name: str
    arguments: dict[str, Any]
    seen: int
    rid: str


def judge(request: Request, names: tuple[str, ...]) -> Place | Refused:
    """What is asked for, or why it is not given."""
    host = request.header("host").lower()
    named = _HOST.fullmatch(host)
    if named is None or named[1] not in names:
        return Refused(421, "This room answers only to the address that was shown.")
    if request.method not in {"GET", "POST"}:
        return Refused(405, "Here one can look and vote, and no more.")
    origin = request.header("origin").lower()
    if origin and origin != f"http://{host}":
        return Refused(403, "Another page asks for this room. Open its own address instead.")
    # A form always says which page it stands on, by one name or the other.
    if request.method == "POST" and not origin and not request.header("referer").lower().startswith(f"http://{host}/"):
        return Refused(403, "Vote on the room's own page.")
    if request.header("sec-fetch-site") not in {"", "none", "same-origin"} and request.method == "POST":
        return Refused(403, "Another page asks for this room. Open its own address instead.")
    asked = urlsplit(request.path) if request.path.startswith("/") and len(request.path) <= 300 else None
    if asked is None or asked.netloc or not _PATH.fullmatch(asked.path):
        return Refused(404, "There is nothing here.")
    room, _, name = asked.path.removeprefix("/").partition("/")
    return Place(room, name, _fields(asked.query))


def longest(path: str) -> int:
    """Bytes that may be sent to this path: whoever leads may note what was said, a phone has nothing to say."""
    return WORDS if path == f"/{FACILITATOR}/do" else BODY


def cookie_name(room: str) -> str:
    """What a phone's cookie is called: browsers share cookies between ports, so each room has its own."""
    return f"ticket_{room}"


def cookie(name: str, secret: str, seconds: int) -> tuple[str, str]:
    """The header that gives it; 0 seconds take it back."""
    return "Set-Cookie", f"{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict"


def kept(request: Request, name: str) -> str:
    """The secret that the browser keeps under this name; empty where there is none, or two."""
    found = [part.strip().partition("=") for part in request.header("cookie")[:4096].split(";")]
    secrets = [value for key, _, value in found if key == name]
    return secrets[0] if len(secrets) == 1 and _SECRET.fullmatch(secrets[0]) else ""


def is_code(typed: str, room: str) -> bool:
    """Whether this is the room's code, however it was typed."""
    return code.same(code.plain(typed), room)


def like_code(typed: str) -> bool:
    """Whether it might be a code that was typed wrongly; what cannot be is no guess."""
    return len(typed) <= 24 and code.plain(typed).isalnum()


def wants_json(request: Request) -> bool:
    """Whether a script asks, which is answered in JSON; a plain form is answered with a page."""
    return request.header("content-type").partition(";")[0].strip().lower() == "application/json"


def fields(request: Request) -> dict[str, Any] | Refused:
    """What was sent: JSON's or a form's fields."""
    if wants_json(request):
        try:
            return msgspec.json.decode(request.body, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError, ValueError):
            return Refused(400, "That cannot be read.")
    if request.header("content-type").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return Refused(415, "Only forms and JSON are read here.")
    return dict(_fields(request.body.decode("latin-1")))


def _fields(text: str) -> dict[str, str]:
    """The fields of a form; of several with one name, the first."""
    try:
        read = parse_qs(text, keep_blank_values=True, max_num_fields=64, errors="replace")
    except ValueError:
        return {}
    return {name: values[0] for name, values in read.items()}


def ballot(sent: dict[str, Any]) -> Ballot | Refused:
    """The vote in what was sent."""
    question, round = whole(sent.get("q")), whole(sent.get("round"))
    choice, rid = sent.get("choice"), sent.get("rid", "")
    if not isinstance(choice, str) or not choice:
        return Refused(400, "Choose one first.")
    if question is None or round is None or not _CHOICE.fullmatch(choice):
        return Refused(400, "That is no vote.")
    if not isinstance(rid, str) or (rid and not _RID.fullmatch(rid)):
        return Refused(400, "That is no vote.")
    return Ballot(question, round, choice, rid)


def told(sent: dict[str, Any]) -> Told | Refused:
    """The command in what was sent: JSON has its arguments under `args`, a form beside it, with `count.2` for hands."""
    name, seen, rid = sent.get("command"), whole(sent.get("seen")), sent.get("rid", "")
    if not isinstance(name, str) or seen is None or not isinstance(rid, str) or (rid and not _RID.fullmatch(rid)):
        return Refused(400, "That is no command.")
    if isinstance(args := sent.get("args"), dict):
        return Told(name, args, seen, rid)
    command: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for key, value in sent.items():
        if key.startswith("count."):
            counts[key.removeprefix("count.")] = whole(value) or 0
        elif key in _NUMBERS:
            command[key] = whole(value) or 0
        elif key not in {"command", "seen", "rid", "args"}:
            command[key] = value
    if counts:
        command["counts"] = counts
    return Told(name, command, seen, rid)


_NUMBERS = {"minutes", "seconds", "count", "group"}


def whole(value: object) -> int | None:
    """A whole number as JSON or a form has it; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 2**53 else None
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,15}", value):
        return int(value)
    return None
