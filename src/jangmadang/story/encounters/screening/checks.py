"""What cannot be in a screening block: looked through before a scene is made.

Takes the scene, its block and the checks that all encounters share; leaves troubles there. Nothing is made here.
"""

from __future__ import annotations

from ... import document as d
from ...problems import did_you_mean
from ..shared import MOST_CHOICES, Checks
from .rules import GRAMS
from .texts import CAPTIONS, KEYS, part_key

OWN = 4
"""Choices of the hub that are not the writer's."""
MOST_GUESTS = 8
MOST_PARTS = 5
MEDIA = ("disc", "stick")
EVENTS = ("cut", "knock")
WHO = ("lookout", "official", "head", "owner")
SUMS = ("pay", "fine")


def check(scene: d.Scene, block: d.Screening, checks: Checks) -> None:
    """Leave a trouble for everything about the block that cannot be."""
    guests = block.guests or []
    for n, guest in enumerate(guests):
        if checks.person(guest, "guests", n) and guest in guests[:n]:
            checks.trouble("bad-guest", ("guests", n), f"`{guest}` is invited already")
    if len(guests) > MOST_GUESTS:
        message = f"a room holds at most {MOST_GUESTS} guests; here are {len(guests)}"
        checks.trouble("too-many", ("guests",), message)
    for key in WHO:
        if getattr(block, key) is not None:
            checks.person(getattr(block, key), key)
    for key in ("pays", "needs"):
        _guests_only(key, getattr(block, key) or {}, guests, checks)
    for key in ("after", "caught"):
        checks.exit(getattr(block, key), key)
    for key, exit_ in (block.on or {}).items():
        checks.exit(exit_, "on", key)
    _numbers(block, checks)
    _hiding(block, checks)
    parts = [part_key(part) for part in range(1, min(block.parts, MOST_PARTS) + 1)]
    checks.keys("encounter-text", block.text or {}, (*KEYS, *parts), "text", "text")
    checks.captions(block.captions, CAPTIONS, guests)
    checks.keys("encounter-event", block.on or {}, EVENTS, "event", "on")
    own = len(scene.choices or ())
    if own > MOST_CHOICES - OWN:
        message = f"beside this screening at most {MOST_CHOICES - OWN} choices of your own have room; here are {own}"
        checks.trouble("too-many-choices", (), message, "put some of them in a scene with `menu: true`")


def _guests_only(key: str, given: dict[str, int], guests: list[str], checks: Checks) -> None:
    for guest, number in given.items():
        if guest not in guests:
            hint = f"invite them: `guests: [{', '.join([*guests, guest])}]`"
            checks.trouble("bad-guest", (key, guest), f"`{guest}` is not among the guests", hint)
        checks.number(number, 0, 100, key, guest)


def _numbers(block: d.Screening, checks: Checks) -> None:
    checks.number(block.parts, 1, MOST_PARTS, "parts")
    checks.number(block.cut, 0, 90, "cut")
    checks.purse(block.purse, "purse")
    for key in SUMS:
        if getattr(block, key) is not None:
            checks.number(getattr(block, key).rice_g, 1, 1_000_000, key, "rice_g")
    for key in ("player", "film"):
        grams = getattr(block.gear, key) if block.gear else None
        if grams is not None:
            checks.number(grams, 1, 1_000_000, "gear", key)


def _hiding(block: d.Screening, checks: Checks) -> None:
    if block.medium not in MEDIA:
        hint = did_you_mean(block.medium, MEDIA) or "known: " + ", ".join(MEDIA)
        checks.trouble("unknown-medium", ("medium",), f"no film is played from a `{block.medium}`", hint)
    for n, way in enumerate(block.hides or ()):
        if way not in GRAMS:
            near = did_you_mean(way, GRAMS) or "known: " + ", ".join(GRAMS)
            checks.trouble("unknown-hiding", ("hides", n), f"nothing is hidden by `{way}`", near)
        elif way == "decoy" and block.medium == "disc":
            message = "a decoy turns in the player while the film runs from a stick; a disc needs the player for itself"
            checks.trouble("decoy-with-disc", ("hides", n), message, "write `medium: stick`, or leave the decoy out")
