"""The menus of a market's goods: buying, pouring out, calling, whispering, the storeroom.

Takes the block's numbers and words; gives scenes. Turning to a good and back costs nothing and is no turn; what stands
inside a menu are ordinary turns. Buying and pouring out take no time, calling takes an hour.
"""

from __future__ import annotations

from ...document import Outcome, Scene, Text
from .. import MadeChoice, MadeOutcome
from ..shared import filled, items
from .cloth import Cloth, Ware
from .words import CAPTIONS, Words

NO_MORE = "No more can be paid for, found here or carried."
NONE = "You have none of it here."


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

    # ---- buying and pouring out ----
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
            locked="So much is not to be found here, or not to be carried.",
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
            locked=NO_MORE,
            effects=self._bought(ware, can, cost),
            stay=True,
            tags=_tags("buy", ware, amount="all"),
        )

    def _sell(self, ware: Ware, n: int) -> MadeChoice:
        cloth, brings = self.cloth, self.cloth.sell(ware, n)
        return MadeChoice(
            text=f"{_verb(ware)} {ware.amount(n)} to the row",
            id=f"sell{n}",
            hint=f"brings {cloth.said(brings)}",
            cost={ware.held: str(n)},
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
            text=f"{_verb(ware)} all your {ware.name} to the row",
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
            hint=wanted + (f"; the odds are of no whistle{face}{orders}" if cloth.whistles else ""),
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
            hint=f"a buyer pays {cloth.said(cloth.call(ware, 1))}; one more who knows",
            when=f"{ware.held} > 0 and {done} == 0",
            locked=f"{{{done} == 1 ? Once a day, and not twice.|There is none at home.}}",
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
                hint="an hour there and back",
                when=f"{there} > 0 and not {cloth.late}",
                locked=f"{{{cloth.late} ? Too late for the way.|{NONE}}}",
                effects=[{n: f"={there}"}, {ware.held: f"-{n}", home: f"+{n}", **hour}],
                result=self.words.text("carried"),
                stay=True,
                tags=_tags("store", ware),
            ),
            MadeChoice(
                text=filled(CAPTIONS["fetch"], ware.name),
                id="fetch",
                hint=f"{{{home}:{ware.good.unit.one}}} there; an hour",
                when=f"{back} > 0 and not {cloth.late}",
                locked=f"{{{cloth.late} ? Too late for the way.|Nothing there, or your back full.}}",
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


def _verb(ware: Ware) -> str:
    """Grain is poured out; anything else is sold."""
    return "Pour out" if ware.good.kind == "grain" else "Sell"


def _tags(verb: str, ware: Ware, **more: str) -> dict[str, str]:
    return {"verb": verb, "good": ware.id, **more}


def _whole(sum_: str) -> str:
    """A sum after a sign: what a pinned price multiplies out to stands in brackets."""
    return sum_ if sum_.startswith(("sell(", "buy(", "round_down(")) else f"({sum_})"
