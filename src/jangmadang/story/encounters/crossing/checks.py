"""What in a crossing's block cannot be: numbers out of bounds, people nobody knows, a purse that is not there.

Takes the block and the story around it; gives troubles, each at the key it is about. Nothing is expanded here.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...document import Crossing, Scene
from ...problems import did_you_mean
from .. import Setting, Trouble
from ..shared import MOST_CHOICES, Checks
from .odds import SQUADS
from .texts import CAPTIONS, KEYS

RIVERS = {
    "yalu_upper": "the upper Yalu",
    "yalu_lower": "the lower Yalu",
    "tumen_upper": "the upper Tumen",
    "tumen_lower": "the lower Tumen",
}
EVENTS = ("seen", "turned", "wet", "absent")
"""What may be sent elsewhere by the block's `on`."""
LIMITS = {"turns": (1, 7), "seen": (0, 60), "holds": (0, 100), "cold": (0, 3), "dawn": (5, 30)}
MOST_YUAN = 1_000_000


def troubles(block: Crossing, scene: Scene, setting: Setting) -> list[Trouble]:
    """All that is wrong with a block."""
    checks = Checks(setting)
    _word(checks, "unknown-river", block.river, RIVERS, "river", "river")
    if block.way is not None:
        _word(checks, "crossing-word", block.way, ("ice", "ford"), "way over", "way")
    _word(checks, "crossing-word", block.purpose, ("leave", "trip"), "purpose", "purpose")
    for key, (low, high) in LIMITS.items():
        value = getattr(block, key)
        if value is not None:
            checks.number(value, low, high, key)
    _mix(checks, block)
    for key, people in (("with", block.with_), ("for", block.for_)):
        for n, person in enumerate(people or ()):
            checks.person(person, key, n)
    _guard(checks, block)
    if block.broker is not None:
        checks.person(block.broker.person, "broker", "person")
        checks.number(block.broker.yuan, 0, MOST_YUAN, "broker", "yuan")
    if block.broker is not None or (block.guard is not None and block.guard.yuan):
        checks.purse(block.purse, "purse")
    for n, good in enumerate(block.load or ()):
        checks.good(good, "load", n)
    if block.load and block.purpose != "trip":
        checks.trouble("crossing-word", ("load",), "a load is carried over and back", "add `purpose: trip`")
    for key in ("across", "back", "caught", "stay"):
        checks.exit(getattr(block, key), key)
    for event, way in (block.on or {}).items():
        checks.exit(way, "on", event)
    checks.keys("encounter-text", block.text or {}, KEYS, "text", "text")
    checks.captions(block.captions, CAPTIONS)
    checks.keys("encounter-event", block.on or {}, EVENTS, "event", "on")
    _room(checks, block, scene)
    return checks.troubles


def _word(checks: Checks, code: str, word: str, known: Iterable[str], what: str, key: str) -> None:
    known = tuple(known)
    if word not in known:
        checks.trouble(code, (key,), f"no {what} `{word}`", did_you_mean(word, known) or "known: " + ", ".join(known))


def _mix(checks: Checks, block: Crossing) -> None:
    if block.mix is None:
        return
    checks.keys("unknown-squad", block.mix, SQUADS, "squad", "mix")
    for squad, nights in block.mix.items():
        checks.number(nights, 0, 100, "mix", squad)
    total = sum(block.mix.values())
    if total != 100:
        message = f"the squads share a hundred nights between them; these are {total}"
        checks.trouble("crossing-mix", ("mix",), message)


def _guard(checks: Checks, block: Crossing) -> None:
    guard = block.guard
    if guard is None:
        return
    if checks.person(guard.official, "guard", "official"):
        official = checks.setting.people[guard.official].official
        if official is None:
            hint = f"give {guard.official} `official: {{temper: patrolman}}` under `people`"
            checks.trouble("not-an-official", ("guard", "official"), f"`{guard.official}` is no official", hint)
    checks.number(guard.hour, 0, max(0, block.dawn - 1), "guard", "hour")
    if guard.yuan is not None:
        checks.number(guard.yuan, 0, MOST_YUAN, "guard", "yuan")
    elif block.purpose != "trip":
        hint = "add `yuan: 2000`, or make it a `purpose: trip`"
        checks.trouble("guard-price", ("guard",), "a guard who lets one leave has a price", hint)


def _room(checks: Checks, block: Crossing, scene: Scene) -> None:
    own = 4 + (block.guard is not None) + (block.broker is not None)
    beside = len(scene.choices or ())
    if own + beside > MOST_CHOICES:
        message = f"the bank has {own} choices of its own and {beside} beside the block; {MOST_CHOICES} fit on a page"
        checks.trouble("too-many-choices", (), message, "put some of them into a scene of their own")
