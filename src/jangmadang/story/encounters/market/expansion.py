"""A market day: what tonight's money is turned into, which good is called, and whether one stays when the whistle goes.

    expand(name, scene, block, setting) -> Expansion      the block made into scenes, as a writer might have typed them
    view(fixed, values) -> MarketView                     a page's numbers for richer screens

The hub is the writer's own scene with a choice for each good; every good has a menu; behind the whistle lie the patrol
and the handcart. Numbers are in `cloth`, words in `words`. Docs: docs/writing/encounters/market.md.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...document import Choice, Exit, Market, Rule, Scene, Variable
from ...expressions import MOST
from .. import Expansion, MadeChoice, Setting, Trouble
from ..shared import filled
from .checks import troubles as found
from .cloth import Cloth, Ware, cloth
from .goods import Goods
from .patrol import Patrol
from .row import Row, to_the_cloth
from .view import MarketView, expressions, fixed, view
from .words import CAPTIONS, Words

NINE = 9
"""Choices that fit on a page."""
RESERVED = ("row", "whistle", "patrol", "seized", "searched")
"""Scenes of a market's own: a good of such a name gets another."""
STOPS = frozenset(
    (
        "empty-market",
        "unknown-scene",
        "unknown-purse",
        "unknown-person",
        "not-an-official",
        "too-many-choices",
        "too-many",
    )
)
"""What leaves nothing to make scenes of: the builder would only find the same again in each of them."""


def expand(name: str, scene: Scene, block: Market, setting: Setting) -> Expansion:
    """The scenes of a market block: the hub under `name`, a menu for each good, the row, and what the whistle brings.

    Slots are `name.on` (the day it was entered, plus one), `name.hour`, `name.here.<good>` and so on. What cannot be is
    told as troubles; then the scenes are only as many as can be made.
    """
    troubles = found(scene, block, setting)
    if any(trouble.code in STOPS for trouble in troubles):
        return Expansion({name: _bare(scene, block, setting)}, troubles=troubles)
    return _Market(name, scene, block, setting).expansion(troubles)


def _bare(scene: Scene, block: Market, setting: Setting) -> Scene:
    """The writer's scene alone, while something in the block cannot be."""
    leave = block.leave.goto if isinstance(block.leave, Exit) else block.leave
    way = MadeChoice(
        text="Pack up", id="go", goto=leave if leave in setting.scenes else None, stay=leave not in setting.scenes
    )
    return replace(scene, market=None, choices=[*(scene.choices or ()), way])


class _Market:
    """One expansion under way."""

    def __init__(self, name: str, scene: Scene, block: Market, setting: Setting) -> None:
        self.name, self.scene, self.block, self.setting = name, scene, block, setting
        self.cloth: Cloth = cloth(name, scene, block, setting)
        self.words = Words(self.cloth)
        self.goods = Goods(self.cloth, self.words, scene)
        self.patrol = Patrol(self.cloth, self.words, scene)
        self.row = Row(self.cloth, self.words, self.goods)

    def expansion(self, troubles: list[Trouble]) -> Expansion:
        pages = self._pages()
        scenes = {self.name: self._hub(pages)}
        for number, wares in enumerate(pages[1:], 2):
            scenes[f"{self.name}.{number}"] = self._further(number, wares, len(pages))
        for number, wares in enumerate(pages, 1):
            back = self.name if number == 1 else f"{self.name}.{number}"
            for ware in wares:
                scenes |= self.goods.menus(ware, self._menu(ware), back)
        if self.row.open:
            scenes |= self.row.menus()
        scenes |= self.patrol.scenes()
        slot = self.cloth.slot
        return Expansion(
            scenes,
            self._state(),
            {f"market.{what}": slot(of) for what, of in (("sold", "n"), ("sum", "sum"), ("hour", "hour"))},
            fixed=fixed(self.cloth, self.scene, self.goods.amounts, self.setting),
            view=expressions(self.cloth),
            troubles=troubles,
        )

    # ---- the hub and its pages ----
    def _others(self) -> list[MadeChoice]:
        """The hub's choices besides goods and the way out."""
        out = []
        if self.cloth.foreseen:
            out.append(self._ask())
        if self.row.open:
            out.append(
                MadeChoice(
                    text=CAPTIONS["row"], id="row", goto=self.cloth.slot("row"), tags={"verb": "open", "menu": "row"}
                )
            )
        return out

    def _pages(self) -> list[list[Ware]]:
        """The goods by pages: what fits on the hub, then eight to a page with the ways on and back."""
        wares = list(self.cloth.wares)
        room = NINE - len(self.scene.choices or ()) - len(self._others()) - 1
        if len(wares) <= room:
            return [wares]
        pages, rest = [wares[: room - 1]], wares[room - 1 :]
        while rest:
            size = NINE - 1 if len(rest) <= NINE - 1 else NINE - 2
            pages.append(rest[:size])
            rest = rest[size:]
        return pages

    def _menu(self, ware: Ware) -> str:
        return self.cloth.slot(f"{ware.id}_" if ware.id in RESERVED else ware.id)

    def _turn_to(self, ware: Ware) -> MadeChoice:
        each = "" if ware.cash else f" the {ware.good.unit.one}"
        where = "at home" if ware.hidden else "with you"
        # With what cannot be bought and is not there nothing can be done: its menu would be locks alone.
        stock = [ware.held, *([f"home.{ware.id}"] if self.block.storeroom and ware.held.startswith("have.") else ())]
        return MadeChoice(
            text=f"{ware.title}, {self.cloth.said(self.cloth.price(ware))}{each}",
            id=ware.id,
            caption="",
            hint=f"{{{ware.held}:{ware.good.unit.one}}} {where}",
            when=f"{' + '.join(stock)} + {self.cloth.can(ware)} > 0",
            locked=self.goods.lacking(ware, "You have none, and "),
            goto=self._menu(ware),
            tags={"verb": "open", "good": ware.id},
        )

    def _more(self, number: int) -> MadeChoice:
        return MadeChoice(text=CAPTIONS["more"], id="more", goto=self.cloth.slot(str(number)), tags={"verb": "more"})

    def _hub(self, pages: list[list[Ware]]) -> Scene:
        """The writer's scene. Their choices come first, in their own order; the way out is last."""
        choices: list[Choice] = [*(self.scene.choices or ()), *(self._turn_to(ware) for ware in pages[0])]
        if len(pages) > 1:
            choices.append(self._more(2))
        left = f"{self.block.hours} - {self.cloth.slot('hour')}"
        hint = f"hours of selling left: {{{left}}}"
        choices += [*self._others(), self.patrol.leave("go", hint=hint)]
        rules = [self._arrive(), *(self.scene.whenever or ())]
        return replace(self.scene, market=None, effects=None, whenever=rules, choices=choices)

    def _further(self, number: int, wares: list[Ware], pages: int) -> Scene:
        choices = [self._turn_to(ware) for ware in wares]
        if number < pages:
            choices.append(self._more(number + 1))
        choices.append(to_the_cloth(self.cloth))
        return self.goods.page("Other goods", "Further down the row.", choices)

    def _ask(self) -> MadeChoice:
        cloth, asked = self.cloth, self.cloth.slot("asked")
        words = {cloth.word(ware): f"={cloth.told(ware)}" for ware in cloth.foreseen}
        return MadeChoice(
            text=filled(CAPTIONS["ask"], f"{{{self.block.friend}}}"),
            id="ask",
            when=f"{asked} == 0",
            locked=f"You have asked {{{self.block.friend}}} today.",
            effects={asked: "=1", **words},
            result=self.words.asked(),
            stay=True,
            tags={"verb": "ask", "person": self.block.friend or ""},
        )

    # ---- arriving ----
    def _arrive(self) -> Rule:
        """A day begins: the writer's own effects, then everything set anew.

        A rule and not the scene's effects, which would apply again each time one comes back from the whistle. On the
        same day a second arrival goes on where the first stopped.
        """
        theirs = self.scene.effects
        own = theirs if isinstance(theirs, list) else [theirs] if theirs else []
        cloth, block = self.cloth, self.block
        on = cloth.slot("on")
        fresh = {
            on: "=min(10000, day + 1)",
            cloth.slot("hour"): "=0",
            cloth.slot("near"): "=0",
            cloth.slot("asked"): "=0",
        }
        for ware in cloth.wares:
            fresh[cloth.here(ware)] = f"={cloth.lying(ware)}"
        for ware in cloth.foreseen:
            fresh[cloth.word(ware)] = "=0"
        if block.crackdown:
            fresh[cloth.slot("tight")] = f"=1 if {block.crackdown} else 0"
        if cloth.bargains:
            fresh[cloth.slot("spread")] = f"={block.spread - 1} if {block.wholesaler}.trust >= 40 else {block.spread}"
        if block.holiday:
            fresh[cloth.slot("holiday")] = f"=1 if {block.holiday} else 0"
        if self.patrol.hidden:
            fresh[cloth.slot("whispered")] = "=0"
        return Rule(
            when=f"{on} != min(10000, day + 1)",
            goto=self.name,
            effects=[*own, fresh, *self._fee(), *self.row.mornings()],
        )

    def _fee(self) -> list[dict[str, str]]:
        """The day's fee, and for a stall whether it was paid: without it one sits where a stall would have been."""
        if self.cloth.fee() is None:
            return []
        purse, fee = self.block.purse, self.cloth.fee_sum()
        effects = {purse: f"-({fee} if {purse} >= {fee} else 0)"}
        if self.block.seat == "stall":
            effects[self.cloth.slot("badge")] = f"=1 if {purse} >= {fee} else 0"
        return [effects]

    def _state(self) -> dict[str, Variable]:
        slot, cloth = self.cloth.slot, self.cloth
        flag, units, sum_ = Variable(start="0", max=1), Variable(start="0", max=999), Variable(start="0", max=MOST)
        out = {
            slot("on"): Variable(start="0", max=10_000),
            slot("hour"): Variable(start="0", max=self.block.hours),
            slot("near"): flag,
            slot("asked"): flag,
            slot("n"): units,
            slot("sum"): sum_,
        }
        out |= {cloth.here(ware): units for ware in cloth.wares}
        out |= {cloth.word(ware): sum_ for ware in cloth.foreseen}
        if cloth.whistles:
            out |= {slot("strict"): flag, slot("lost"): sum_}
            out |= {slot("lost", ware.id): units for ware in self.patrol.on_cloth}
        if self.block.crackdown:
            out[slot("tight")] = flag
        if cloth.bargains:
            out[slot("spread")] = Variable(start=str(self.block.spread), max=self.block.spread)
        if self.block.holiday:
            out[slot("holiday")] = flag
        if self.block.seat == "stall":
            out[slot("badge")] = flag
        if self.patrol.hidden:
            out[slot("whispered")] = flag
        if self.row.lender:
            out[slot("overdue")] = Variable(start="0", max=99)
        return out | self.row.state()


__all__ = ["MarketView", "expand", "view"]
