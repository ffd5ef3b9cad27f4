"""What a screen may draw of a screening: words that never change, numbers of the moment, and both as one typed value.

Takes a `Making` for the words and expressions, and a stage's `fixed` and `values` for the value. Nothing that is never
told stands here: no odds of a knock, nobody's mouth as a number, nobody who talked.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from .days import LATER
from .making import Making
from .rules import GRAMS

AT = {"": 0, "invite": 0, "hide": 0, "knock": 2, "names": 2, "dark": 3, "after": 4}
MEASURES = {"curtain": "curtain", "low": "low sound", "lookout": "lookout", "decoy": "decoy disc"}
CUTS = (
    (0, "the current holds"),
    (10, "it seldom cuts in this season"),
    (30, "it cuts most nights near eleven"),
    (90, "it cuts nearly every night"),
)


class GuestView(Struct, frozen=True):
    """Somebody who may be let in."""

    id: str
    name: str
    mouth: str
    """How they are with secrets, in words: 'his uncle asks questions'."""
    trust: int
    need: int
    """The trust it takes to ask them; 0 for none."""
    here: bool


class ScreeningView(Struct, frozen=True):
    """The room as it stands."""

    film: str
    medium: str
    """disc or stick."""
    at: int
    """0 before, 1 a part was seen, 2 at the door, 3 in the dark, 4 they go home, 5 the days after."""
    part: int
    """Parts seen to their end."""
    parts: int
    current: bool
    guests: tuple[GuestView, ...]
    measures: dict[str, bool]
    """What can be seen to, by what it is called, and whether it was."""
    seconds: int
    """At the door, if they knock."""
    cut: str
    """When the current goes, in words."""


def view(fixed: dict[str, Any], values: dict[str, int]) -> ScreeningView:
    """The numbers of a moment (`Page.stage`) as a typed value."""
    guests = tuple(
        GuestView(
            guest["id"],
            guest["name"],
            guest["mouth"],
            values[f"trust.{guest['id']}"],
            values[f"need.{guest['id']}"],
            bool(values[f"guest.{guest['id']}"]),
        )
        for guest in fixed["guests"]
    )
    return ScreeningView(
        fixed["film"],
        fixed["medium"],
        values["at"],
        values["part"],
        fixed["parts"],
        bool(values["current"]),
        guests,
        {measure["name"]: bool(values[measure["id"]]) for measure in fixed["measures"]},
        values["seconds"],
        fixed["cut"],
    )


def fixed(m: Making) -> dict[str, Any]:
    """What never changes while the block lasts."""
    block, people = m.block, m.setting.people
    cut = m.rules.cut(min(2, m.parts))
    offered = [way for way in m.offered if way != "decoy" or m.stick]
    return {
        "film": block.film.replace("_", " "),
        "medium": block.medium,
        "parts": m.parts,
        "guests": [{"id": g, "name": people[g].name, "mouth": m.mouth(g)} for g in m.guests],
        "measures": [{"id": way, "name": MEASURES[way]} for way in offered],
        "cut": next(words for most, words in CUTS if cut <= most),
    }


def expressions(m: Making) -> dict[str, str]:
    """The numbers of the moment; where in the evening it stands is each scene's own (`at`)."""
    view = {key: f"night.{key}" for key in ("part", "current", *GRAMS)}
    view["seconds"] = "10 + (20 if night.lookout else 0) + (5 if count(night.guests) == 0 else 0)"
    for guest in m.guests:
        view[f"guest.{guest}"] = f"night.guests has {guest}"
        view[f"trust.{guest}"] = f"{guest}.trust"
        view[f"need.{guest}"] = str((m.block.needs or {}).get(guest, 0))
    return view


def at(scene: str) -> int:
    """Where in the evening a scene stands, by the end of its name."""
    return 5 if scene in LATER else AT.get(scene, 1)
