"""The bribe: an official, an errand, and a sum that lies somewhere between two.

Takes a scene with a `bribe:` block; gives a hub (offers, a gift, watching the hands, leaving), menus for talk, gifts
and money as far as they are needed, and the scene of the closed door. The rules stand in `rules`, the choices
in `choices`, the default words in `texts`, what a block may hold in `checks`. Nothing here plays.

    name          hub: the writer's own choices, nod (a paid month), quarter, half, most, all, gifts, watch, talk, walk
    name.talk     menu: plead, a patron's name, the monthly sum, back; what the hub has no room for
    name.gifts    menu, where there are several gifts and the hub is full
    name.money    menu with the offers, where the hub is full
    name.closed   patience is at its end
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from ... import document as d
from .. import Expansion, MadeChoice, Setting, exit_of
from ..shared import CURRENCY_WORDS, filled, items
from .checks import Layout, check
from .choices import EMPTY, WAITING, Choices
from .rules import FLAGS, MEMORY, SHARES, SLOTS
from .texts import CAPTIONS, Piece
from .view import BribeView, Offer, view


def expand(name: str, scene: d.Scene, block: d.Bribe, setting: Setting) -> Expansion:
    """The scenes of a bribe. Where the block cannot be, the troubles say why and a bare hub stands."""
    troubles = check(scene, block, setting)
    if troubles:
        leave = MadeChoice(id="walk", text="Leave it", stay=True)
        hub = structs.replace(scene, bribe=None, choices=[*(scene.choices or ()), leave])
        return Expansion({name: hub}, troubles=troubles)
    return _Bribe(name, scene, block, setting).expansion()


class _Bribe:
    """One block being made into scenes."""

    def __init__(self, name: str, scene: d.Scene, block: d.Bribe, setting: Setting) -> None:
        self.name, self.scene, self.block, self.setting = name, scene, block, setting
        self.make = Choices(name, block, setting)
        self.facts, self.him = self.make.facts, block.official
        self.layout = Layout.of(len(scene.choices or ()), len(self.make.gifts))

    def expansion(self) -> Expansion:
        name, layout = self.name, self.layout
        state = {
            f"{name}.{slot}": d.Variable(start=str(start), min=low, max=high)
            for slot, (start, low, high) in SLOTS.items()
        }
        state |= {f"{name}.{flag}": d.Variable(start="false") for flag in FLAGS}
        scenes = {name: self.hub(), f"{name}.talk": self.talk()}
        if layout.gifts == "menu":
            scenes[f"{name}.gifts"] = self.menu("money", [*self.make.all_gifts(), self.make.back()])
        if layout.money == "menu":
            scenes[f"{name}.money"] = self.menu("money", [*self.make.offers(), self.make.back()])
        scenes[f"{name}.closed"] = self.closed()
        local = {f"bribe.{slot}": f"{name}.{slot}" for slot in (*SLOTS, *FLAGS)}
        local |= {f"bribe.{what}": f"{self.him}.{what}" for what in MEMORY} | {"bribe.purse": self.block.purse}
        return Expansion(scenes, state, local, fixed=self.fixed(), view=self.view(), copies=self.make.copies)

    # ---- ways into menus: a menu in which everything is locked does not open ----
    def into(self, menu: str, open_: str = "", locked: str | None = None) -> d.Choice:
        """The way into a menu. `open_`: the condition under which something in it can be done."""
        return MadeChoice(
            id=menu,
            text=filled(CAPTIONS[menu], f"{{{self.him}}}"),
            when=f"{WAITING} and ({open_})" if open_ else WAITING,
            locked=locked,
            goto=f"{self.name}.{menu}",
            tags={"verb": "open", "menu": menu},
        )

    def into_money(self) -> d.Choice:
        """The offers, while there is any money."""
        return self.into("money", f"not ({EMPTY})", self.make.nothing_to_offer(EMPTY))

    @property
    def gift_at_hand(self) -> str:
        """Whether one of the gifts is there."""
        return "(" + " or ".join(f"have.{good} >= {n}" for good, n in self.make.gifts.items()) + ")"

    def into_gifts(self) -> d.Choice:
        """The gifts, while one of them is there."""
        at_hand = f"not bribe.gifted and {self.gift_at_hand}"
        locked = self.make.nothing_to_offer(
            f"not bribe.gifted and not {self.gift_at_hand}", "nothing of the kind with you"
        )
        return self.into("gifts", at_hand, locked)

    def into_talk(self) -> d.Choice:
        """The talk, while there is anything to say."""
        if self.block.patrons:
            return self.into("talk")
        said = ["not bribe.pleaded"]
        month = f"(not bribe.stranger and bribe.knows >= 2 and bribe.purse >= {self.facts.monthly})"
        said += [] if self.block.southern else [month]
        said += ["not bribe.watched"] if self.layout.watch == "talk" else []
        said += [f"not bribe.gifted and {self.gift_at_hand}"] if self.layout.gifts == "talk" and self.make.gifts else []
        return self.into("talk", " or ".join(said))

    # ---- scenes ----
    def hub(self) -> d.Scene:
        scene, layout = self.scene, self.layout
        theirs = scene.effects if isinstance(scene.effects, list) else [scene.effects] if scene.effects else []
        own: list[d.Choice] = [self.make.nod()]
        own += [self.into_money()] if layout.money == "menu" else self.make.offers()
        own += self.make.all_gifts() if layout.gifts == "hub" else []
        own += [self.into_gifts()] if layout.gifts == "menu" else []
        own += [self.make.watch()] if layout.watch == "hub" else []
        own += [self.into_talk(), self.make.walk()]
        # The writer's own choices come first, so that a problem in one is found at its place.
        return structs.replace(
            scene,
            bribe=None,
            effects=[*self.facts.arriving(), *theirs, {"bribe.day": "=day"}],
            whenever=[*(scene.whenever or ()), self.shut()],
            text=[*items(scene.text), *self.mood()],
            choices=[*(scene.choices or ()), *own],
        )

    def mood(self) -> list[Piece]:
        """How things stand, in gestures; the numbers are the screens'."""
        new = f"{WAITING} and not bribe.stranger and bribe.refused == 0 and bribe.knows >= 3"
        return [
            *self.make.when("bribe.known", "known"),
            *self.make.when(new, "names_sum"),
            *self.make.when(f"{WAITING} and bribe.strict", "strict"),
            *self.make.when(f"{WAITING} and bribe.patience == 1", "last_chance"),
        ]

    def talk(self) -> d.Scene:
        choices = self.make.all_gifts() if self.layout.gifts == "talk" else []
        choices += [self.make.watch()] if self.layout.watch == "talk" else []
        choices += [self.make.plead(), *(self.make.patron(patron) for patron in self.block.patrons or ())]
        talk = self.menu("talk", choices)
        if not self.block.southern:
            choices.append(self.make.monthly())
            asked = "not bribe.stranger and bribe.knows >= 3"
            talk.text = [*items(talk.text), *self.make.when(asked, "by_the_month")]
        choices.append(self.make.back())
        return talk

    def menu(self, key: str, choices: list[d.Choice]) -> d.Scene:
        text = [*self.make.text(key), *self.make.when("bribe.patience == 1", "last_chance")]
        return self.made(menu=True, whenever=[self.shut()], text=text, choices=choices)

    def closed(self) -> d.Scene:
        block, purses = self.block, self.setting.currencies
        lost = {name if name in purses else f"have.{name}": "=0" for name in block.loses or ()}
        walked = block.walked if isinstance(block.walked, str) else block.walked.goto
        leads = exit_of(block.closed if block.closed is not None else walked, "closed")
        go_on = MadeChoice(id="go_on", text=CAPTIONS["go_on"], tags={"verb": "leave"}, **leads)
        return self.made(effects=lost or None, text=self.make.text("closed"), choices=[go_on])

    def made(self, **keys: Any) -> d.Scene:
        """A scene that looks like the hub."""
        s = self.scene
        return d.Scene(title=s.title, heading=s.heading, place=s.place, at=s.at, picture=s.picture, **keys)

    def shut(self) -> d.Rule:
        return d.Rule(when="bribe.patience == 0", goto=f"{self.name}.closed")

    def fixed(self) -> dict[str, Any]:
        """What never changes, for screens."""
        person = self.setting.people[self.him]
        return {
            "official": person.name,
            "role": person.role or "",
            "temper": self.facts.temper.word,
            "patience": self.facts.temper.patience,
            "currency": CURRENCY_WORDS[self.make.currency],
            "witnesses": self.block.witnesses,
            "southern": self.block.southern,
        }

    def view(self) -> dict[str, str]:
        """The numbers of now, for screens. What he was taught and how worn a name is are no business of theirs."""
        f = self.facts
        seen = ("low", "high", "first_low", "first_high", "patience", "refused", "last", "known", "stranger")
        numbers = {name: f"bribe.{name}" for name in seen}
        numbers |= {
            "knows": f.knows,
            "met": "max(0, bribe.met - 1)",
            "regular": "max(0, bribe.regular - day + 1)",
            "purse": "bribe.purse",
        }
        for share in SHARES:
            total = f.offer(share) if share > 25 else f.smallest
            sure = "20" if self.block.southern else "100"
            numbers[f"offer.{share}"] = f.seen_smallest if share == 25 else total
            numbers[f"odds.{share}"] = f.smallest_odds if share == 25 else sure if share == 100 else f.reach(total)
            numbers[f"teaches.{share}"] = f"(1 if {f.remembered(total)} else 0) - (1 if {f.forgotten(total)} else 0)"
        return numbers


__all__ = ["BribeView", "Offer", "expand", "view"]
