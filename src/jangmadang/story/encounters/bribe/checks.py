"""What a `bribe:` block may hold, and where its choices find room.

Takes a scene, its block and the setting; gives troubles, and the layout that keeps every scene at nine choices or
fewer.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ... import document as d
from .. import Setting, Trouble
from ..shared import MOST_CHOICES, Checks
from .texts import CAPTIONS, KEYS

MOST_GIFTS = 3
MOST_NAMES = 3
EVENTS = ("moved", "another_man")


class Layout(Struct, frozen=True):
    """Where choices stand. What the hub has no room for goes into a menu."""

    watch: Literal["hub", "talk"] = "hub"
    gifts: Literal["hub", "talk", "menu"] = "hub"
    money: Literal["hub", "menu"] = "hub"

    @staticmethod
    def of(theirs: int, gifts: int) -> Layout:
        """The plainest layout that leaves the writer's own choices their places, if any does."""
        apart: Literal["talk", "menu"] = "menu" if gifts > 1 else "talk"
        tried = (Layout(), Layout("talk"), Layout("talk", apart), Layout("talk", apart, "menu"))
        return next((layout for layout in tried if theirs + layout.on_hub(gifts) <= MOST_CHOICES), tried[-1])

    def on_hub(self, gifts: int) -> int:
        """How many choices of the encounter stand on the hub."""
        fixed = 3  # nod, talk, walk
        money = 4 if self.money == "hub" else 1
        kind = gifts if self.gifts == "hub" else 1 if self.gifts == "menu" else 0
        return fixed + money + kind + (self.watch == "hub")


def gifts_of(block: d.Bribe) -> dict[str, int]:
    """How much of each good makes a gift: a list has one of each."""
    return block.gifts if isinstance(block.gifts, dict) else dict.fromkeys(block.gifts or (), 1)


def watching(block: d.Bribe) -> int:
    """How many people stand by."""
    return block.witnesses if isinstance(block.witnesses, int) else len(block.witnesses)


def check(scene: d.Scene, block: d.Bribe, setting: Setting) -> list[Trouble]:
    """Everything about a block that cannot be."""
    checks = Checks(setting)
    people = setting.people
    if checks.person(block.official, "official") and people[block.official].official is None:
        hint = f"give {block.official} a line `official: {{temper: patrolman}}`"
        checks.trouble("not-an-official", ("official",), f"`{block.official}` is no official", hint)
    checks.purse(block.purse, "purse")
    checks.number(block.errand.rice_g, 1, 100_000, "errand", "rice_g")
    checks.number(watching(block), 0, 9, "witnesses")
    gifts = gifts_of(block)
    for n, (good, much) in enumerate(gifts.items()):
        path = ("gifts", good if isinstance(block.gifts, dict) else n)
        if checks.good(good, *path):
            checks.number(much, 1, 99, *path)
    patrons = block.patrons or []
    for n, patron in enumerate(patrons):
        if checks.person(patron, "patrons", n) and (patron == block.official or patron in patrons[:n]):
            why = "nobody is his own patron" if patron == block.official else f"`{patron}` stands here twice"
            checks.trouble("bad-patron", ("patrons", n), why)
    for key, count, most in (("gifts", len(gifts), MOST_GIFTS), ("patrons", len(patrons), MOST_NAMES)):
        if count > most:
            checks.trouble("too-many", (key,), f"a bribe takes at most {most} {key}; here are {count}")
    for n, lost in enumerate(block.loses or ()):
        if lost not in setting.currencies:
            checks.good(lost, "loses", n)
    for key in ("passed", "walked", "closed"):
        checks.exit(getattr(block, key), key)
    for event, way in (block.on or {}).items():
        checks.exit(way, "on", event)
    checks.keys("encounter-text", block.text or {}, KEYS, "text", "text")
    checks.captions(block.captions, CAPTIONS, patrons)
    checks.keys("encounter-event", block.on or {}, EVENTS, "event", "on")
    theirs = len(scene.choices or ())
    room = MOST_CHOICES - Layout.of(theirs, len(gifts)).on_hub(len(gifts))
    if theirs > room:
        message = f"beside this bribe there is room for {room} choices of your own; here are {theirs}"
        checks.trouble("too-many-choices", (), message, "put some of them in a scene with `menu: true`")
    return checks.troubles
