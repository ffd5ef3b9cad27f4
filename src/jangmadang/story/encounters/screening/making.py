"""What every scene of a screening is made with: the block's facts, its texts, and the ways an evening ends.

Takes one block and the story around it; gives a `Making`, whose methods return choices, outcomes and bare scenes. Which
scenes there are is decided next door: `evening` for the night, `days` for what comes after.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from ... import document as d
from .. import MadeChoice, MadeOutcome, Setting, exit_of
from ..shared import FORMATS, GAP, filled, items
from .checks import MOST_GUESTS, MOST_PARTS
from .rules import CAUGHT, FINE, GRAMS, PAY, Effects, Evening
from .texts import ALONE_SILENT, CAPTIONS, TOGETHER, Piece, defaults

MOUTH = 20
"""Of a person whose `mouth` is not given."""
MOUTHS = ((10, "keeps a secret"), (18, "is careful"), (26, "tells, when asked"), (100, "tells people things"))


class Making:
    """One block being made into scenes."""

    def __init__(self, name: str, scene: d.Scene, block: d.Screening, setting: Setting) -> None:
        self.name, self.scene, self.block, self.setting = name, scene, block, setting
        people = setting.people
        self.guests = [g for g in dict.fromkeys(block.guests or ()) if g in people][:MOST_GUESTS]
        self.stick = block.medium == "stick"
        self.parts = min(MOST_PARTS, max(1, block.parts))
        self.gear = block.gear or d.Gear()
        self.offered = [way for way in GRAMS if block.hides is None or way in block.hides]
        official = people[block.official].official if block.official in people else None
        mouths = {g: MOUTH if (mouth := people[g].mouth) is None else mouth for g in self.guests}
        self.rules = Evening(
            name,
            mouths,
            self.stick,
            self.parts,
            block.cut,
            block.squad or "",
            block.purse,
            block.official or "",
            official.temper if official else "",
            block.pay.rice_g if block.pay else PAY,
            block.fine.rice_g if block.fine else FINE,
        )
        self.default = defaults(self.parts, self.stick, block.official or "", block.head or "", block.owner or "")

    # ---- texts ----
    def text(self, key: str) -> list[Piece]:
        """The writer's text of that key, or ours."""
        written = self.block.text or {}
        return items(written[key]) if key in written else list(self.default[key])

    def sum(self, expression: str) -> str:
        """A sum as a text inserts it."""
        return f"{{{expression}:{FORMATS[self.setting.currencies[self.block.purse]]}}}"

    def mouth(self, guest: str) -> str:
        """How somebody is with secrets, without a number."""
        said = self.setting.people[guest].mouth_line
        return said or next(words for most, words in MOUTHS if self.rules.mouths[guest] <= most)

    # ---- scenes ----
    def made(self, **keys: Any) -> d.Scene:
        """A scene of the evening: the hub's title, place and hour."""
        s = self.scene
        return d.Scene(title=s.title, heading=s.heading, place=s.place, at=s.at, phenomena=s.phenomena, **keys)

    def later(self, **keys: Any) -> d.Scene:
        """A scene of the days after: the player may be anywhere."""
        return d.Scene(phenomena=self.scene.phenomena, **keys)

    # ---- moving ----
    def into(self, menu: str, when: str | None = None, locked: str | None = None) -> d.Choice:
        tags = {"verb": "open", "menu": menu}
        leads = f"{self.name}.{menu}"
        return MadeChoice(id=menu, text=CAPTIONS[menu], when=when, locked=locked, goto=leads, tags=tags)

    def back(self) -> d.Choice:
        return MadeChoice(id="back", text=CAPTIONS["back"], goto=self.name, tags={"verb": "back"})

    def leads(self, exit_: d.ExitOrName, name: str, effects: Effects, key: str = "") -> dict[str, Any]:
        """An exit of the block. What it says takes the place of our own text of that key."""
        leads = exit_of(exit_, name, effects)
        if key and leads.get("result") is None:
            leads["result"] = self.text(key)
        return leads

    def over(self, how: str, key: str = "", effects: Effects | None = None, odds: str | None = None) -> MadeOutcome:
        """The evening ends, and nobody was taken from. Odds given are told."""
        return MadeOutcome(
            id=how,
            odds=odds,
            shown=odds,
            effects=[{"night.how": how}, *(effects or [])],
            result=self.text(key) if key else None,
            goto=f"{self.name}.after",
        )

    def ends(self, id_: str, how: str, key: str = "", effects: Effects | None = None) -> MadeChoice:
        """A choice that ends the evening so."""
        over = self.over(how, key, effects)
        words, tags = CAPTIONS[id_], {"verb": id_}
        return MadeChoice(id=id_, text=words, effects=over.effects, result=over.result, goto=over.goto, tags=tags)

    def found(self, key: str, odds: str | None = None) -> MadeOutcome:
        """They have it."""
        return MadeOutcome(id="found", odds=odds, result=self.text(key), goto=f"{self.name}.names")

    def pay(self) -> d.Choice:
        """Cigarette money at the door: sure, but in a week when a squad is in town."""
        rules, purse = self.rules, self.block.purse
        taken = self.over("paid", "paid", rules.paid(), rules.in_squad(70, 100))
        cost = {purse: rules.pay}
        choice = MadeChoice(id="pay", text=CAPTIONS["pay"], cost=cost, tags={"verb": "pay"})
        if not rules.squad:
            choice.goto, choice.effects, choice.result = taken.goto, taken.effects, taken.result
            return choice
        # What is not taken is given back. The sum is the same: nothing that it hangs on has changed.
        back = structs.replace(self.found("refused"), id="refused", effects={purse: f"+{rules.pay}"})
        choice.chance = [taken, back]
        return choice

    # ---- caught ----
    def caught(self) -> dict[str, str]:
        """On arriving where names are asked for."""
        lost = {"risk": f"+{CAUGHT}", "caught": "=min(9, caught + 1)", "night.found": "true"}
        lost |= {"night.day": "=0", "night.last": "=day"}
        return lost | {f"night.{thing}": "false" for thing in self.bought()}

    def bought(self) -> dict[str, int]:
        """What has to be bought before the first evening, and its price in grams of rice."""
        things = {"player": self.gear.player, "film": self.gear.film}
        return {thing: grams for thing, grams in things.items() if grams is not None}

    def naming(self, returns: bool) -> list[d.Choice]:
        """No name, or one of theirs. At the door it leads to `caught`; days after, back to where the player was."""
        out: list[d.Choice] = []
        for guest in ("", *self.guests):
            key = "named" if guest else "silent"
            effects = self.rules.named(guest) if guest else self.rules.unnamed()
            leads: dict[str, Any] = {"return_": True, "effects": effects, "result": self.text(key)}
            if not returns:
                leads = self.leads(self.block.caught, "caught", effects, key)
            sum_ = self.sum(self.rules.taken(doubled=not guest))
            alone, nobody = ALONE_SILENT, CAPTIONS["silent"]
            silent = f"{{{TOGETHER} ? {nobody} | {alone}}}" if self.guests else alone
            out.append(
                MadeChoice(
                    id=f"name_{guest}" if guest else "silent",
                    text=filled(CAPTIONS[f"name_{GAP}"], f"{{{guest}}}") if guest else silent,
                    hint=f"{{{self.block.purse} == 0 ? you have nothing that he could take | he takes {sum_}}}",
                    when=f"night.guests has {guest}" if guest else None,
                    tags={"verb": "name", "person": guest} if guest else {"verb": "silent"},
                    **leads,
                )
            )
        return out
