"""The bribe: an official, an errand, and a sum that lies somewhere between two.

Takes a scene with a `bribe:` block; gives a hub (offers, a gift, watching the hands, leaving), menus for talk, gifts
and money as far as they are needed, and the scene of the closed door. The rules stand in `bribe_rules`, the default
words in `bribe_texts`, what a block may hold in `bribe_checks`. Nothing here plays.

    name          hub: the writer's own choices, nod (a paid month), quarter, half, most, all, gifts, watch, talk, walk
    name.talk     menu: plead, a patron's name, the monthly sum, back; what the hub has no room for
    name.gifts    menu, where there are several gifts and the hub is full
    name.money    menu with the offers, where the hub is full
    name.closed   patience is at its end
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from .. import document as d
from . import Expansion, MadeChoice, MadeOutcome, Setting, exit_of
from .bribe_checks import Layout, check, gifts_of, watching
from .bribe_rules import FLAGS, SHARES, SLOTS, TEMPERS, Effects, Facts, patience
from .bribe_texts import Piece, defaults, only_when
from .bribe_view import BribeView, Offer, view
from .shared import CURRENCY_WORDS, FORMATS, items, some

OFFER_IDS = dict(zip(SHARES, ("quarter", "half", "most", "all"), strict=True))
WAITING = "not bribe.known"
"""This month is not paid for, or another man sits there."""
AT_AN_END = "{bribe.patience <= 1 ? patience is at its end |}"


def expand(name: str, scene: d.Scene, block: d.Bribe, setting: Setting) -> Expansion:
    """The scenes of a bribe. Where the block cannot be, the troubles say why and a bare hub stands."""
    troubles = check(scene, block, setting)
    if troubles:
        leave = MadeChoice(id="walk", text="Leave it", **exit_of(block.walked, "walked"))
        hub = structs.replace(scene, bribe=None, choices=[*(scene.choices or ()), leave])
        return Expansion({name: hub}, troubles=troubles)
    return _Bribe(name, scene, block, setting).expansion()


class _Bribe:
    """One block being made into scenes."""

    def __init__(self, name: str, scene: d.Scene, block: d.Bribe, setting: Setting) -> None:
        self.name, self.scene, self.block, self.setting = name, scene, block, setting
        self.gifts = gifts_of(block)
        self.layout = Layout.of(len(scene.choices or ()), len(self.gifts))
        self.him = block.official
        official = setting.people[self.him].official or d.Official()
        # An unknown temper is reported where the person stands.
        temper = TEMPERS.get(official.temper, TEMPERS["patrolman"])
        self.facts = Facts(
            self.him,
            temper,
            temper.likes if official.likes is None else official.likes,
            block.errand.rice_g,
            block.purse,
            watching(block),
            block.crackdown or "",
            block.southern,
        )
        self.currency = setting.currencies[block.purse]
        self.written = block.text or {}
        self.default = defaults(self.him, self.sum("bribe.high"), self.sum(self.facts.monthly), bool(block.loses))
        told = isinstance(block.passed, d.Exit) and block.passed.result is not None
        self.says_passed = told or "passed" in self.written

    def expansion(self) -> Expansion:
        name, layout = self.name, self.layout
        state = {
            f"{name}.{slot}": d.Variable(start=str(start), min=low, max=high)
            for slot, (start, low, high) in SLOTS.items()
        }
        state |= {f"{name}.{flag}": d.Variable(start="false") for flag in FLAGS}
        scenes = {name: self.hub(), f"{name}.talk": self.talk()}
        if layout.gifts == "menu":
            scenes[f"{name}.gifts"] = self.menu("money", [*self.all_gifts(), self.back()])
        if layout.money == "menu":
            scenes[f"{name}.money"] = self.menu("money", [*self.offers(), self.back()])
        scenes[f"{name}.closed"] = self.closed()
        local = {f"bribe.{slot}": f"{name}.{slot}" for slot in (*SLOTS, *FLAGS)}
        return Expansion(scenes, state, local, fixed=self.fixed(), view=self.view())

    # ---- scenes ----
    def hub(self) -> d.Scene:
        scene, layout = self.scene, self.layout
        theirs = scene.effects if isinstance(scene.effects, list) else [scene.effects] if scene.effects else []
        own: list[d.Choice] = [self.nod()]
        own += [self.into("money", "Offer money")] if layout.money == "menu" else self.offers()
        own += self.all_gifts() if layout.gifts == "hub" else []
        own += [self.into("gifts", "Offer something in kind")] if layout.gifts == "menu" else []
        own += [self.watch()] if layout.watch == "hub" else []
        own += [self.into("talk", "Talk it over"), self.walk()]
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
        new = f"{WAITING} and not bribe.stranger and bribe.refused == 0 and {self.him}.knows >= 3"
        return [
            *self.when("bribe.known", "known"),
            *self.when(new, "names_sum"),
            *self.when(f"{WAITING} and bribe.strict", "strict"),
            *self.when(f"{WAITING} and bribe.patience == 1", "last_chance"),
        ]

    def talk(self) -> d.Scene:
        choices = self.all_gifts() if self.layout.gifts == "talk" else []
        choices += [self.watch()] if self.layout.watch == "talk" else []
        choices += [self.plead(), *(self.patron(patron) for patron in self.block.patrons or ())]
        talk = self.menu("talk", choices)
        if not self.block.southern:
            choices.append(self.monthly())
            asked = f"not bribe.stranger and {self.him}.knows >= 3"
            talk.text = [*items(talk.text), *self.when(asked, "by_the_month")]
        choices.append(self.back())
        return talk

    def menu(self, key: str, choices: list[d.Choice]) -> d.Scene:
        text = [*self.text(key), *self.when("bribe.patience == 1", "last_chance")]
        return self.made(menu=True, whenever=[self.shut()], text=text, choices=choices)

    def closed(self) -> d.Scene:
        block, purses = self.block, self.setting.currencies
        lost = {name if name in purses else f"have.{name}": "=0" for name in block.loses or ()}
        walked = block.walked if isinstance(block.walked, str) else block.walked.goto
        leads = exit_of(block.closed if block.closed is not None else walked, "closed")
        go_on = MadeChoice(id="go_on", text="Go on", tags={"verb": "leave"}, **leads)
        return self.made(effects=lost or None, text=self.text("closed"), choices=[go_on])

    def made(self, **keys: Any) -> d.Scene:
        """A scene that looks like the hub."""
        s = self.scene
        return d.Scene(title=s.title, heading=s.heading, place=s.place, at=s.at, picture=s.picture, **keys)

    def shut(self) -> d.Rule:
        return d.Rule(when="bribe.patience == 0", goto=f"{self.name}.closed")

    # ---- money ----
    def offers(self) -> list[d.Choice]:
        return [self.smallest(), self.offer(50, 25), self.offer(75, 50), self.everything()]

    def smallest(self) -> d.Choice:
        """The lowest offer. It takes nothing beforehand: a short purse makes it all one has."""
        f, purse, first = self.facts, self.block.purse, self.facts.offer(25)
        total = f.smallest
        # After a refusal `low` is never under the offer, unless he did not even consider it.
        refused = [
            *self.when("bribe.offer < bribe.low", "too_little"),
            *self.when("bribe.offer >= bribe.low", "refused"),
        ]
        return MadeChoice(
            id=OFFER_IDS[25],
            text=f"{{{purse} < {first} ? Offer all that you have, | Offer}} {self.sum(total)}",
            hint=f"{{{purse} < bribe.low ? less than anybody would take |}}",
            when=f"{WAITING} and ({first} < bribe.high or {purse} < bribe.high) and {purse} >= 1",
            chance=[
                self.through("taken", "taken", f.taken(total, paid=False), odds=f.smallest_odds),
                MadeOutcome(id="refused", effects=f.refused(total, paid=False), result=refused, stay=True),
            ],
            tags={"verb": "offer", "share": "25"},
        )

    def offer(self, share: int, before: int) -> d.Choice:
        f, total = self.facts, self.facts.offer(share)
        return MadeChoice(
            id=OFFER_IDS[share],
            text=f"Offer {self.sum(total)}",
            hint=self.teaches(total),
            when=f"{WAITING} and {f.offer(before)} < {total}",
            cost={self.block.purse: total},
            chance=self.haggled(total, f.reach(total)),
            tags={"verb": "offer", "share": str(share)},
        )

    def everything(self) -> d.Choice:
        f, total = self.facts, self.facts.offer(100)
        named = f"bribe.refused == 0 and {f.knows} >= 3"
        choice = MadeChoice(
            id=OFFER_IDS[100],
            text=f"{{{named} ? Give what was named, | Offer}} {self.sum(total)}",
            hint=self.teaches(total),
            when=WAITING,
            cost={self.block.purse: total},
            tags={"verb": "offer", "share": "100"},
        )
        if self.block.southern:
            # What is sure elsewhere is not where southern goods lie open.
            choice.chance = self.haggled(total, "20")
        else:
            self.lead(choice, self.through("taken", "taken", f.taken(total, paid=True)))
        return choice

    def haggled(self, total: str, odds: str) -> list[d.Outcome]:
        """Taken, or given back."""
        f = self.facts
        return [
            self.through("taken", "taken", f.taken(total, paid=True), odds=odds),
            MadeOutcome(id="refused", effects=f.refused(total, paid=True), result=self.text("refused"), stay=True),
        ]

    def monthly(self) -> d.Choice:
        f, him = self.facts, self.him
        choice = MadeChoice(
            id="monthly",
            text=f"Pay {self.sum(f.monthly)} for the month",
            hint="most days nobody will ask; but a book is kept",
            when=f"{WAITING} and not bribe.stranger and {him}.knows >= 2",
            cost={self.block.purse: f.monthly},
            tags={"verb": "monthly"},
        )
        own: Effects = [{f"{him}.regular": "=min(9999, day + 29)", "bribe.last": f"={f.monthly}"}, *f.passed()]
        self.lead(choice, self.through("monthly", "monthly", own))
        return choice

    # ---- everything else ----
    def nod(self) -> d.Choice:
        """A paid month: he looks away, or another man sits there, or he has been asked about you."""
        f, on = self.facts, self.block.on or {}
        moved: Effects = [{"risk": "+15", f"{self.him}.regular": "=0"}, *f.another_man()]
        return MadeChoice(
            id="nod",
            text="Nod, and go by",
            when="bribe.known",
            chance=[
                self.through("waved", "waved", f.passed(), odds=f"0 if {f.moved} else {f.waved}", shown=f.waved),
                self.event("moved", moved, on.get("moved"), odds=f"100 if {f.moved} else 0"),
                self.event("another_man", f.another_man(), on.get("another_man")),
            ],
            tags={"verb": "nod"},
        )

    def all_gifts(self) -> list[d.Choice]:
        return [self.gift(good, n) for good, n in self.gifts.items()]

    def gift(self, good: str, n: int) -> d.Choice:
        f = self.facts
        return MadeChoice(
            id=good,
            text=f"Offer {some(self.setting.goods[good], n)}",
            hint="nobody sees it, and it sets no price",
            when=f"{WAITING} and not bribe.gifted",
            cost={f"have.{good}": str(n)},
            effects={"bribe.gifted": "true"},
            chance=[
                self.through("taken", "gift_taken", f.passed(), odds=f.reach(f.gift(good, n), 95)),
                MadeOutcome(id="kept", effects=f.kept(good, n), result=self.text("gift_kept"), stay=True),
            ],
            tags={"verb": "gift", "good": good},
        )

    def watch(self) -> d.Choice:
        f = self.facts
        lower, upper = [*f.half(lower=True), patience(1)], [*f.half(lower=False), patience(1)]
        return MadeChoice(
            id="watch",
            text="Say nothing, and watch the hands",
            hint="{bribe.patience <= 1 ? patience is at its end | it costs patience}",
            when=f"{WAITING} and not bribe.watched",
            effects={"bribe.watched": "true"},
            chance=[
                MadeOutcome(id="lower", odds="50", effects=lower, result=self.text("lower_half"), stay=True),
                MadeOutcome(id="upper", effects=upper, result=self.text("upper_half"), stay=True),
            ],
            tags={"verb": "watch"},
        )

    def plead(self) -> d.Choice:
        f = self.facts
        # The hint names the term that takes most.
        ears, orders = 4 * self.facts.witnesses, "(10 if bribe.strict else 0)"
        face = f"risk // 5 > max({ears}, {orders}, 5)"
        if ears > 10:
            rest = f"{{not ({face}) ? too many ears |}}"
        else:
            rest = (
                f"{{bribe.strict and not ({face}) ? there are orders |}}{{bribe.strict or {face} ?| it costs patience}}"
            )
        return MadeChoice(
            id="plead",
            text="Say how things are at home",
            hint=f"{{{face} ? they know your face |}}{rest}",
            when=f"{WAITING} and not bribe.pleaded",
            effects={"bribe.pleaded": "true"},
            chance=[
                self.through("heard", "pleaded", f.passed(), odds=f.plead),
                MadeOutcome(id="not_heard", effects=patience(1), result=self.text("plead_refused"), stay=True),
            ],
            tags={"verb": "plead"},
        )

    def patron(self, patron: str) -> d.Choice:
        f, own = self.facts, self.facts.named(patron)
        worn, weak = f"(not bribe.stranger and {self.him}.named >= 1)", f"{patron}.trust < 30"
        return MadeChoice(
            id=f"name_{patron}",
            text=f"Say that {{{patron}}} sent you",
            hint=f"{{{worn} ? a name heard here before |}}{{not {worn} and {weak} ? {{{patron}}} hardly knows you |}}"
            f"{{{worn} or {weak} ?| risk, if anybody asks}}",
            when=WAITING,
            chance=[
                self.through("greeted", "name_works", [own, *f.passed()], odds=f.name(patron)),
                MadeOutcome(
                    id="asked",
                    effects=own | {"risk": "+8"} | patience(2),
                    result=self.text("name_fails"),
                    stay=True,
                ),
            ],
            tags={"verb": "name", "person": patron},
        )

    def into(self, menu: str, text: str) -> d.Choice:
        tags = {"verb": "open", "menu": menu}
        return MadeChoice(id=menu, text=text, when=WAITING, goto=f"{self.name}.{menu}", tags=tags)

    def back(self) -> d.Choice:
        return MadeChoice(id="back", text="Back to the papers", goto=self.name, tags={"verb": "back"})

    def walk(self) -> d.Choice:
        keys = exit_of(self.block.walked, "walked")
        own = self.text("walked") if "walked" in self.written or not keys.get("result") else []
        keys["result"] = [*own, *items(keys.get("result"))]
        return MadeChoice(
            id="walk", text="Take your things, and go", hint="the errand waits", tags={"verb": "walk"}, **keys
        )

    # ---- ways out ----
    def through(
        self, id_: str, way: str, effects: Effects, odds: str | None = None, shown: str | None = None
    ) -> MadeOutcome:
        """The outcome in which he lets you through. `way`: the text that tells how."""
        keys = exit_of(self.block.passed, "passed", effects)
        # A writer who tells how it ends knows best what the hands do; ours would contradict.
        how = self.text(way) if way in self.written or not self.says_passed else []
        keys["result"] = [*how, *self.text("passed"), *items(keys.get("result"))]
        return MadeOutcome(id=id_, odds=odds, shown=odds if shown is None else shown, **keys)

    def lead(self, choice: MadeChoice, out: MadeOutcome) -> None:
        """Let a choice that is sure take this outcome's way."""
        choice.goto, choice.exit, choice.effects, choice.result = out.goto, out.exit, out.effects, out.result

    def event(self, id_: str, effects: Effects, on: d.ExitOrName | None, odds: str | None = None) -> MadeOutcome:
        """An outcome that keeps one here, unless `on` leads elsewhere."""
        keys: dict[str, Any] = {"stay": True, "effects": effects}
        if on is not None:
            keys = exit_of(on, id_, effects)
        keys["result"] = [*self.text(id_), *items(keys.get("result"))]
        return MadeOutcome(id=id_, odds=odds, **keys)

    # ---- words and numbers ----
    def text(self, key: str) -> list[Piece]:
        return items(self.written[key]) if key in self.written else list(self.default[key])

    def when(self, condition: str, key: str) -> list[Piece]:
        """The text of that key, read only while the condition holds."""
        return only_when(condition, self.text(key))

    def sum(self, expression: str) -> str:
        return f"{{{expression}:{FORMATS[self.currency]}}}"

    def teaches(self, total: str) -> str:
        return f"{{{self.facts.remembered(total)} ? such a sum is remembered |}}"

    def fixed(self) -> dict[str, Any]:
        """What never changes, for screens."""
        person = self.setting.people[self.him]
        return {
            "official": person.name,
            "role": person.role or "",
            "temper": self.facts.temper.word,
            "patience": self.facts.temper.patience,
            "currency": CURRENCY_WORDS[self.currency],
            "witnesses": self.block.witnesses,
            "southern": self.block.southern,
        }

    def view(self) -> dict[str, str]:
        """The numbers of now, for screens. What he was taught and how worn a name is are no business of theirs."""
        f, him = self.facts, self.him
        seen = ("low", "high", "first_low", "first_high", "patience", "refused", "last", "known", "stranger")
        numbers = {name: f"bribe.{name}" for name in seen}
        numbers |= {
            "knows": f.knows,
            "met": f"max(0, {him}.met - 1)",
            "regular": f"max(0, {him}.regular - day + 1)",
            "purse": self.block.purse,
        }
        for share in SHARES:
            total = f.offer(share) if share > 25 else f.smallest
            sure = "20" if self.block.southern else "100"
            numbers[f"offer.{share}"] = total
            numbers[f"odds.{share}"] = f.smallest_odds if share == 25 else sure if share == 100 else f.reach(total)
            numbers[f"teaches.{share}"] = f"(1 if {f.remembered(total)} else 0) - (1 if {f.forgotten(total)} else 0)"
        return numbers


__all__ = ["BribeView", "Offer", "expand", "view"]
