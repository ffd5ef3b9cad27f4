"""The menus of a market's goods: buying, selling to the row, calling, whispering, the storeroom.

Takes the block's numbers and words; gives scenes. Turning to a good and back costs nothing and is no turn; what stands
inside a menu are ordinary turns. Buying and selling to the row take no time, calling takes an hour.
"""

from __future__ import annotations

from ...document import Outcome, Scene, Text
from .. import MadeChoice, MadeOutcome
from ..shared import filled, items, some
from .cloth import Cloth, Ware
from .words import CAPTIONS, Words

NONE = "You have none."
LATE = "It is too late to go home and back."


class Goods:
    """Makes the menus of one market's goods."""

    def __init__(self, cloth: Cloth, words: Words, around: Scene) -> None:
        self.cloth, self.words, self.around = cloth, words, around

    def page(self, title: str, text: Text, choices: list[MadeChoice]) -> Scene:
        """A menu in the place and under the heading of the market's scene."""
        around = self.around
        return Scene(
            title=title,
            heading=around.heading,
            place=around.place,
            at=around.at,
            phenomena=around.phenomena,
            text=items(text),
            choices=list(choices),
            menu=True,
        )

    def menus(self, ware: Ware, scene: str, back: str) -> dict[str, Scene]:
        """The menu of a good under the id `scene`, and that of the storeroom below it."""
        cloth = self.cloth
        choices = [self._buy(ware, n) for n in self.amounts] + [self._buy_all(ware)]
        if ware.hidden:
            choices.append(self._whisper(ware))
        else:
            choices += [self._sell(ware, n) for n in self.amounts] + [self._sell_all(ware)]
        if ware.called:
            choices.append(self._call(ware))
        scenes: dict[str, Scene] = {}
        if cloth.block.storeroom and ware.held.startswith("have."):
            choices.append(
                MadeChoice(
                    text=CAPTIONS["home"], id="home", goto=f"{scene}.home", tags=_tags("open", ware, menu="home")
                )
            )
            scenes[f"{scene}.home"] = self._storeroom(ware, scene)
        choices.append(MadeChoice(text=CAPTIONS["back"], id="back", goto=back, tags={"verb": "back"}))
        return {scene: self.page(ware.title, self.words.good(ware), choices), **scenes}

    @property
    def amounts(self) -> list[int]:
        return [1, 5] if self.cloth.block.amounts is None else self.cloth.block.amounts

    # ---- what stands in the way ----
    def lacking(self, ware: Ware, none: str = "") -> str:
        """Why not even one can be bought, as a lock says it: the row, the money or the back. `none`: what is said
        before, if one has none either.
        """
        here, poor = self.cloth.here(ware), f"{self.cloth.block.purse} < {self.cloth.buy(ware, 1)}"
        gone = f"{none}there is no more here." if none else "There is no more here."
        you = none or "You "
        return (
            f"{{{here} == 0 ? {gone}|}}{{{here} > 0 and {poor} ? {you}cannot pay for {some(ware.good, 1)}.|}}"
            f"{{{here} > 0 and not ({poor}) ? {you}{self._full(ware)}|}}"
        )

    def _too_many(self, ware: Ware, n: int) -> str:
        """Why so many cannot be bought, though there is money for them."""
        here, room, unit = self.cloth.here(ware), self.cloth.room(ware), ware.good.unit.one
        only = f"Only {{{here}:{unit}}} can be had here."
        left = f"You can carry only {{{room}:{unit}}} more."
        return (
            f"{{{here} == 0 ? There is no more here.|}}{{0 < {here} < {n} ? {only}|}}"
            f"{{{here} >= {n} and {room} > 0 ? {left}|}}{{{here} >= {n} and {room} <= 0 ? You {self._full(ware)}|}}"
        )

    def _full(self, ware: Ware) -> str:
        """What one cannot, while the back or the floor is full."""
        if ware.good.weight and not ware.hidden:
            return f"cannot carry more than {self.cloth.block.pack} kilos."
        return "cannot keep more of it."

    # ---- buying, and selling to the row ----
    def _bought(self, ware: Ware, amount: str, sum_: str) -> list[dict[str, str]]:
        """Effects of buying. The average paid is of what one still has."""
        cloth, n = self.cloth, self.cloth.slot("n")
        first = {n: f"={amount}", cloth.slot("sum"): f"={sum_}"}
        then = {ware.held: f"+{n}", cloth.here(ware): f"-{n}"}
        if ware.held.startswith("have."):
            before = f"(paid.{ware.id} * {ware.held} if paid.{ware.id} > 0 else 0)"
            units = f"({ware.held} + {n} if paid.{ware.id} > 0 else {n})"
            then[f"paid.{ware.id}"] = f"=({before} + {cloth.slot('sum')}) // max(1, {units})"
        return [first, then]

    def _buy(self, ware: Ware, n: int) -> MadeChoice:
        cloth, cost = self.cloth, self.cloth.buy(ware, n)
        return MadeChoice(
            text=f"Buy {ware.amount(n)}",
            id=f"buy{n}",
            cost={cloth.block.purse: cost},
            when=f"{cloth.here(ware)} >= {n} and {cloth.room(ware)} >= {n}",
            locked=self._too_many(ware, n),
            effects=self._bought(ware, str(n), cost),
            stay=True,
            tags=_tags("buy", ware, amount=str(n)),
        )

    def _buy_all(self, ware: Ware) -> MadeChoice:
        cloth, can = self.cloth, self.cloth.can(ware)
        cost = cloth.buy(ware, can)
        return MadeChoice(
            text=CAPTIONS["buyall"],
            id="buyall",
            cost={cloth.block.purse: cost},
            when=f"{can} > 0",
            locked=self.lacking(ware),
            effects=self._bought(ware, can, cost),
            stay=True,
            tags=_tags("buy", ware, amount="all"),
        )

    def _sell(self, ware: Ware, n: int) -> MadeChoice:
        cloth, brings = self.cloth, self.cloth.sell(ware, n)
        return MadeChoice(
            text=f"Sell {ware.amount(n)} to the row",
            id=f"sell{n}",
            hint=f"brings {cloth.said(brings)}",
            cost={ware.held: str(n)},
            locked=f"{{{ware.held} == 0 ? {NONE}|You have only {{{ware.held}:{ware.good.unit.one}}}.}}",
            effects={cloth.block.purse: f"+{_whole(brings)}", cloth.here(ware): f"=min(999, {cloth.here(ware)} + {n})"},
            stay=True,
            tags=_tags("sell", ware, amount=str(n)),
        )

    def _sell_all(self, ware: Ware) -> MadeChoice:
        # A purse's own name would be read as the purse that is paid into.
        amount = ware.held if ware.held.startswith("have.") else f"max(0, {ware.held})"
        cloth, brings = self.cloth, self.cloth.sell(ware, amount)
        here = cloth.here(ware)
        return MadeChoice(
            text=f"Sell all your {ware.name} to the row",
            id="sellall",
            hint=f"brings {cloth.said(brings)}",
            cost={ware.held: ware.held},
            when=f"{ware.held} > 0",
            locked=NONE,
            effects={cloth.block.purse: f"+{_whole(brings)}", here: f"=min(999, {here} + {ware.held})"},
            stay=True,
            tags=_tags("sell", ware, amount="all"),
        )

    # ---- calling and whispering ----
    def _call(self, ware: Ware) -> MadeChoice:
        """An hour: buyers who heard it take what they want, and then the whistle may go."""
        cloth = self.cloth
        n, sum_ = cloth.slot("n"), cloth.slot("sum")
        sold = f"min({ware.held}, {cloth.want(ware)})"
        wanted = f"{{{cloth.want(ware)}:{ware.good.unit.one}}} wanted, at {cloth.said(cloth.call(ware, 1))}"
        face = "{risk >= 40 ? ; they know your face|}"
        orders = f"{{{cloth.slot('tight')} == 1 ? ; the patrols have orders|}}" if cloth.block.crackdown else ""
        return MadeChoice(
            text=filled(CAPTIONS["call"], ware.name),
            id="call",
            hint=wanted + (f", if no whistle goes{face}{orders}" if cloth.whistles else ""),
            when=f"{ware.held} > 0 and not {cloth.late}",
            locked=f"{{{cloth.late} ? Nobody is buying any more today.|{NONE}}}",
            effects=[
                {n: f"={sold}", sum_: f"={cloth.call(ware, sold)}"},
                {cloth.block.purse: f"+{sum_}", ware.held: f"-{n}", cloth.slot("hour"): cloth.hours_on},
            ],
            result=self.words.called(ware),
            chance=self._after_an_hour(),
            goto=None if cloth.whistles else cloth.name,
            tags=_tags("call", ware),
        )

    def _after_an_hour(self) -> list[Outcome] | None:
        cloth = self.cloth
        if not cloth.whistles:
            return None
        quiet = f"100 - {cloth.heat}"
        return [
            MadeOutcome(id="quiet", odds=quiet, shown=quiet, goto=cloth.name),
            whistle(cloth),
        ]

    def _whisper(self, ware: Ware) -> MadeChoice:
        cloth = self.cloth
        done = cloth.slot("whispered")
        return MadeChoice(
            text=filled(CAPTIONS["whisper"], ware.name),
            id="whisper",
            hint=f"a buyer pays {cloth.said(cloth.call(ware, 1))}; one more person knows",
            when=f"{ware.held} > 0 and {done} == 0",
            locked=f"{{{done} == 1 ? You have asked today.|There is none at home.}}",
            effects={done: "=1"},
            chance=[
                MadeOutcome(
                    id="buyer",
                    odds="40",
                    shown="40",
                    effects={cloth.block.purse: f"+{_whole(cloth.call(ware, 1))}", ware.held: "-1", "risk": "+4"},
                    result=self.words.text("whispered"),
                    stay=True,
                ),
                MadeOutcome(id="nobody", result=self.words.text("no_buyer"), stay=True),
            ],
            tags=_tags("whisper", ware),
        )

    # ---- the storeroom ----
    def _storeroom(self, ware: Ware, scene: str) -> Scene:
        cloth, n, home = self.cloth, self.cloth.slot("n"), f"home.{ware.id}"
        there, back = f"min({ware.held}, 999 - {home})", f"min({home}, {cloth.room(ware)})"
        hour = {cloth.slot("hour"): cloth.hours_on}
        choices = [
            MadeChoice(
                text=filled(CAPTIONS["store"], ware.name),
                id="store",
                hint="it takes an hour, there and back",
                when=f"{there} > 0 and not {cloth.late}",
                locked=f"{{{cloth.late} ? {LATE}|{{{ware.held} == 0 ? {NONE}|There is no more room at home.}}}}",
                effects=[{n: f"={there}"}, {ware.held: f"-{n}", home: f"+{n}", **hour}],
                result=self.words.text("carried"),
                stay=True,
                tags=_tags("store", ware),
            ),
            MadeChoice(
                text=filled(CAPTIONS["fetch"], ware.name),
                id="fetch",
                hint=f"{{{home}:{ware.good.unit.one}}} there; it takes an hour",
                when=f"{back} > 0 and not {cloth.late}",
                locked=f"{{{cloth.late} ? {LATE}|{{{home} == 0 ? There is none at home.|You {self._full(ware)}}}}}",
                effects=[{n: f"={back}"}, {ware.held: f"+{n}", home: f"-{n}", **hour}],
                result=self.words.text("fetched"),
                stay=True,
                tags=_tags("fetch", ware),
            ),
            MadeChoice(text=CAPTIONS["home_back"], id="back", caption="home_back", goto=scene, tags={"verb": "back"}),
        ]
        text = "Behind the kitchen, under the mat, where the wall is driest."
        return self.page(f"The storeroom: {ware.name}", text, choices)


def whistle(cloth: Cloth) -> MadeOutcome:
    """The outcome that the whistle goes: to its scene, or to where the writer sends one."""
    from .patrol import event

    return MadeOutcome(id="whistle", **event(cloth, "whistle", [{cloth.slot("near"): "=1"}]))


def _tags(verb: str, ware: Ware, **more: str) -> dict[str, str]:
    return {"verb": verb, "good": ware.id, **more}


def _whole(sum_: str) -> str:
    """A sum after a sign: what a pinned price multiplies out to stands in brackets."""
    return sum_ if sum_.startswith(("sell(", "buy(", "round_down(")) else f"({sum_})"
