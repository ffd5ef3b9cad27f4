"""One river: a crossing's block with everything its scenes need at hand, and the ways out of them.

Takes a block without troubles; gives parts of scenes. The scenes stand in `bank` and `ways`.
"""

from __future__ import annotations

from typing import Any

from ...document import Crossing, Effects, ExitOrName, Scene, Text, Variable
from ...expressions import MOST
from .. import MadeChoice, Setting, exit_of
from . import odds, texts
from .checks import EVENTS, RIVERS

COLDEST = 30
RISK_BACK = 3
"""Somebody notices a little who was down at the bank."""

LOCAL = ("turn", "since", "known", "gap1", "gap2", "cold")
"""What a writer's texts may ask at the river."""
INNER = ("blind", "guess", "squad", "phase", "soonest", "latest", "night", "fresh", "asked", "weight")
"""What only the crossing's own expressions ask, as `river_blind`: a story may well have a `night` of its own."""

AT = ("bank", "ice", "across", "back", "caught", "stay")


def local(name: str) -> dict[str, str]:
    """Short names within the crossing's scenes."""
    same = {key: f"{name}.{key}" for key in (*LOCAL, *odds.WEIGHTS)}
    return same | {f"river_{key}": f"{name}.{key}" for key in INNER}


def state(name: str, block: Crossing) -> dict[str, Variable]:
    """The crossing's own variables."""
    most = {
        "open": 10_000,
        "night": 999,
        "at": len(AT) - 1,
        "turn": block.dawn,
        "blind": block.dawn,
        "since": 10,
        "known": 9,
        "gap1": 10,
        "gap2": 10,
        "cold": COLDEST,
        "squad": 3,
        "phase": 9,
        "soonest": 10,
        "latest": 10,
        "guess": 100,
        "asked": 1,
        "weight": 10**12,
        **dict.fromkeys(odds.WEIGHTS, MOST),
    }
    flags = ["fresh", "guarded", "stayed"]
    if block.broker:
        most |= {"stands": MOST, "paid": MOST, "owing": MOST, "debt": MOST}
    numbers = {f"{name}.{key}": Variable(max=high) for key, high in most.items()}
    return numbers | {f"{name}.{key}": Variable(start="false") for key in flags}


class River:
    """One block on its way to scenes."""

    def __init__(self, name: str, scene: Scene, block: Crossing, setting: Setting) -> None:
        self.name, self.scene, self.block, self.setting = name, scene, block, setting
        self.along = list(block.with_ or ())
        self.ford = block.way == "ford" if block.way else not block.cold
        self.trip = block.purpose == "trip"
        self.turns = block.turns or (5 if self.along else 4 if self.trip else 3)
        self.seen = block.seen + 3 * len(self.along)
        self.mix = {**dict.fromkeys(odds.MIX, 0), **block.mix} if block.mix else odds.MIX
        self.people = {key: person.name for key, person in setting.people.items()}
        broker = self.people[block.broker.person] if block.broker else ""
        self.texts = texts.defaults(
            self.ford,
            self.trip,
            [self.people[key] for key in self.along],
            [self.people[key] for key in block.for_ or ()],
            broker,
            block.dawn,
            block.rest,
        )
        self.texts.update(block.text or {})

    def own(self, **values: str) -> dict[str, str]:
        """Effects on the crossing's own variables."""
        return {f"{self.name}.{key}": value for key, value in values.items()}

    def fixed(self) -> dict[str, Any]:
        return {
            "river": RIVERS[self.block.river],
            "across": "the far bank",
            "dawn": self.block.dawn,
            "turns": self.turns,
            "moon": texts.moon(self.seen),
            "water" if self.ford else "ice": texts.footing(self.block.holds, self.ford),
            "with": [self.people[key] for key in self.along],
            "cold_max": COLDEST,
        }

    def view(self) -> dict[str, str]:
        at = f"{self.name}.at"
        view = {
            "at": at,
            "turn": "turn",
            "since": "since if known > 0 else 0",
            "known": "known",
            "gap1": "gap1",
            "gap2": "gap2",
            "leg": f"{max(1, self.turns // 2)} if {at} == 1 else {self.turns} if {at} == 2 else 0",
            "cold": "cold",
            "odds": f"{odds.told()} if {at} == 0 else -1",
            "watched": "turn",
        }
        return view | ({"celsius": "-16 - turn // 4"} if self.block.cold and not self.ford else {})

    # ---- parts of scenes ----
    def quote(self, yuan: str) -> str:
        """A sum of yuan in the purse that pays."""
        purse = self.block.purse
        return yuan if self.setting.currencies[purse] == "yuan" else f"buy(yuan, {yuan}, 0, {purse})"

    def made(
        self,
        key: str,
        choices: list[MadeChoice],
        effects: Effects,
        content: list[str] | None = None,
        sources: list[str] | None = None,
    ) -> Scene:
        return Scene(
            title=texts.TITLES[key],
            heading=self.scene.heading,
            place=self.scene.place,
            at=self.scene.at,
            phenomena=["movement", "outflow"],
            sources=sources,
            content_notes=content,
            effects=effects,
            text=self.texts[key],
            choices=list(choices),
        )

    # ---- exits ----
    def closed(self) -> dict[str, str]:
        return self.own(open="=0")

    def rest(self) -> dict[str, str]:
        return {"day": f"+(1 if cold >= {texts.FROZEN} else 0)"} if self.block.rest else {}

    def leave(self, id_: str, exit_name: str, caption: str) -> MadeChoice:
        written: ExitOrName = getattr(self.block, exit_name)
        keys = exit_of(written, exit_name, [self.closed()])
        return MadeChoice(id=id_, text=texts.CAPTIONS[caption], caption=caption, tags={"verb": id_}, **keys)

    def homeward(self) -> dict[str, Any]:
        """The keys of a choice that leads straight home: the exit `back`, with what any way back costs."""
        return exit_of(self.block.back, "back", [{"risk": f"+{RISK_BACK}", **self.rest()}, self.closed()])

    def home(self) -> MadeChoice:
        return MadeChoice(id="home", text=texts.CAPTIONS["home"], tags={"verb": "home"}, **self.homeward())

    def to_stay(self) -> MadeChoice:
        text = texts.stay([self.people[key] for key in self.block.for_ or ()])
        return MadeChoice(id="stay", text=text, goto=f"{self.name}.stay", tags={"verb": "stay"})

    def event(
        self, event: str, scene: str, result: Text | None = None, effects: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Where an event leads: to the crossing's own scene, or out of it where the block's `on` says so."""
        assert event in EVENTS
        written = (self.block.on or {}).get(event)
        own = [effects] if effects else []
        if written is None:
            return {"goto": scene, "effects": own or None, "result": result}
        keys = exit_of(written, event, [*own, {"risk": f"+{RISK_BACK}", **self.rest()}, self.closed()])
        keys["result"] = keys.get("result") or result
        return keys
