"""What comes after the whistle: leaving the row, the patrol, the handcart, and the search at home.

Takes the block's numbers and words; gives scenes. Each of them has a choice that is free and open. Nothing is decided
about goods or prices here.
"""

from __future__ import annotations

from typing import Any

from ...document import Outcome, Scene, Text
from .. import MadeChoice, MadeOutcome, exit_of
from ..shared import asked, filled, items
from .cloth import BACK_PERCENT, COMES, Cloth
from .words import CAPTIONS, Words

EVENTS = ("whistle", "patrol", "seized", "searched")
"""What `on:` can send to a scene of the writer's."""

Effects = list[dict[str, str]]


def event(cloth: Cloth, name: str, effects: Effects) -> dict[str, Any]:
    """The keys of an outcome after which something happens."""
    on = cloth.block.on or {}
    if name in on:
        return exit_of(on[name], name, effects)
    return {"goto": f"{cloth.name}.{name}", "effects": effects or None}


class Patrol:
    """Makes the scenes of trouble of one market."""

    def __init__(self, cloth: Cloth, words: Words, around: Scene) -> None:
        self.cloth, self.words, self.around = cloth, words, around
        self.on_cloth = [w for w in cloth.wares if not w.hidden and not w.cash]
        self.hidden = [w for w in cloth.wares if w.hidden]

    def scenes(self) -> dict[str, Scene]:
        """All scenes of trouble that can come about in this block."""
        name, on = self.cloth.name, self.cloth.block.on or {}
        out: dict[str, Scene] = {}
        if self.cloth.whistles and "whistle" not in on:
            out[f"{name}.whistle"] = self._whistle()
            if "patrol" not in on:
                out[f"{name}.patrol"] = self._patrol()
                if "seized" not in on:
                    out[f"{name}.seized"] = self._seized()
        if self.hidden and "searched" not in on:
            out[f"{name}.searched"] = self._searched()
        return out

    def _page(self, title: str, text: Text, choices: list[MadeChoice], sources: list[str]) -> Scene:
        around = self.around
        return Scene(
            title=title,
            heading=around.heading,
            place=around.place,
            at=around.at,
            phenomena=around.phenomena,
            sources=sources,
            text=items(text),
            choices=list(choices),
        )

    # ---- leaving ----
    def leave(self, caption: str, hint: str | None = None) -> MadeChoice:
        """The way out, free and always open. What keeps badly is lost by night; what is hidden may be searched for."""
        leave, effects = self.cloth.block.leave, self._evening()
        text, tags = CAPTIONS[caption], {"verb": "pack"}
        if not self.hidden:
            keys = exit_of(leave, "leave", effects)
            return MadeChoice(text=text, id="go", caption=caption, hint=hint, tags=tags, **keys)
        found = f"100 - ({self.cloth.search})"
        return MadeChoice(
            text=text,
            id="go",
            caption=caption,
            hint=hint,
            tags=tags,
            effects=effects or None,
            chance=[
                MadeOutcome(id="home", odds=found, **exit_of(leave, "leave")),
                MadeOutcome(id="searched", **event(self.cloth, "searched", self._found())),
            ],
        )

    def _evening(self) -> Effects:
        """What spoils by the next morning, rounded up: tofu and fish all, cabbage a part (F-MKT-28)."""
        lost = {self.cloth.slot("near"): "=0"} if self.cloth.whistles else {}
        for ware in self.on_cloth:
            percent = (sum(ware.good.spoil) + 3) // 4
            if percent:
                lost[ware.held] = f"-(({ware.held} * {percent} + 99) // 100)"
        return [lost] if lost else []

    def _found(self) -> Effects:
        """A search that finds something: the goods, eight to twenty kilos of rice as far as the purse goes, eyes."""
        cloth = self.cloth
        sum_ = cloth.rice(f"(800 + 100 * fixed(13, market_search_{cloth.name.replace('.', '_')}, day))")
        taken = {ware.held: "=0" for ware in self.hidden}
        return [{**taken, cloth.block.purse: f"-min({cloth.block.purse}, {sum_})", "risk": "+10"}]

    # ---- the whistle ----
    def _whistle(self) -> Scene:
        cloth = self.cloth
        calm, quiet = {cloth.slot("near"): "=0"}, f"{100 - COMES}"
        choices = [
            MadeChoice(
                text=CAPTIONS["away"],
                id="away",
                hint="safe; you lose an hour",
                when=f"not {cloth.late}",
                locked="The row is closing.",
                effects={**calm, cloth.slot("hour"): cloth.hours_on},
                result=self.words.text("away"),
                goto=cloth.name,
                tags={"verb": "away"},
            ),
            MadeChoice(
                text=CAPTIONS["stay"],
                id="stay",
                hint="you keep your place, unless the patrol comes to it",
                chance=[
                    MadeOutcome(
                        id="quiet",
                        odds=quiet,
                        shown=quiet,
                        effects=calm,
                        result=self.words.text("stayed"),
                        goto=cloth.name,
                    ),
                    MadeOutcome(id="patrol", **event(cloth, "patrol", [{**calm, cloth.slot("strict"): "=0"}])),
                ],
                tags={"verb": "stay"},
            ),
            self.leave("go"),
        ]
        return self._page("A whistle", self.words.text("whistle"), choices, ["F-MKT-07", "F-MKT-08"])

    # ---- the patrol ----
    def _patrol(self) -> Scene:
        cloth = self.cloth
        choices = [
            MadeChoice(
                text=CAPTIONS["run"],
                id="run",
                hint=f"{{{cloth.load}:kg}} on your back",
                chance=[
                    MadeOutcome(
                        id="away",
                        odds=cloth.run,
                        shown=cloth.run,
                        effects={"risk": "+2", cloth.slot("hour"): cloth.hours_on},
                        result=self.words.text("ran"),
                        goto=cloth.name,
                    ),
                    MadeOutcome(id="caught", **self._taken(4, "caught")),
                ],
                tags={"verb": "run"},
            ),
            self._pay(),
        ]
        if cloth.official:
            choices.append(self._regular())
        choices.append(
            MadeChoice(
                text=CAPTIONS["drop"],
                id="drop",
                hint="what lies on it is lost, unless you buy it back",
                tags={"verb": "drop"},
                **self._taken(0, "left"),
            )
        )
        return self._page("The armband", self.words.patrol(), choices, ["F-MKT-11", "F-COR-15"])

    def _pay(self) -> MadeChoice:
        cloth, purse = self.cloth, self.cloth.block.purse
        sum_, strict = cloth.cigarette_money, cloth.slot("strict")
        taken: dict[str, str] = {cloth.slot("hour"): cloth.hours_on}
        if cloth.official:
            taken |= self._known()
        fell: list[Outcome] | None = None
        if cloth.block.crackdown:
            odds = f"70 if {cloth.slot('tight')} == 1 else 100"
            back = {purse: f"+{cloth.slot('sum')}", strict: "=1"}
            fell = [
                MadeOutcome(
                    id="taken", odds=odds, shown=odds, effects=taken, result=self.words.text("paid"), goto=cloth.name
                ),
                MadeOutcome(id="refused", effects=back, result=self.words.text("strict"), stay=True),
            ]
        return MadeChoice(
            text=CAPTIONS["pay"],
            id="pay",
            cost={purse: sum_},
            when=f"{strict} == 0",
            locked="He takes none this week. He has said so.",
            effects=[{cloth.slot("sum"): f"={sum_}"}, *([] if fell else [taken])],
            result=None if fell else self.words.text("paid"),
            chance=fell,
            goto=None if fell else cloth.name,
            tags={"verb": "pay"},
        )

    def _known(self) -> dict[str, str]:
        """He has met you once more."""
        who = self.cloth.official
        return {f"{who}.met": f"=min(9, {who}.met + 1)", f"{who}.knows": f"=min(5, {who}.knows + 1)"}

    def _regular(self) -> MadeChoice:
        """Whoever pays him by the month is not seen."""
        cloth, who = self.cloth, self.cloth.official
        return MadeChoice(
            text=filled(CAPTIONS["nod"], f"{{{who}}}"),
            id="nod",
            when=f"{who}.regular >= day",
            effects={cloth.slot("hour"): cloth.hours_on},
            result=f"{{{who}}} reads the next cloth, and the one after it.",
            goto=cloth.name,
            tags={"verb": "nod"},
        )

    # ---- the handcart ----
    def _taken(self, risk: int, key: str) -> dict[str, Any]:
        """Keys of what leads to the handcart: everything on the cloth is gone, and what it was worth is remembered."""
        cloth = self.cloth
        value = cloth.slot("lost")
        effects: Effects = [{value: "=0"}]
        effects += [{value: f"+{w.held} * {cloth.price(w)}"} for w in self.on_cloth]
        gone: dict[str, str] = {}
        for ware in self.on_cloth:
            gone[cloth.slot("lost", ware.id)] = f"={ware.held}"
            gone[ware.held] = "=0"
        if risk:
            gone["risk"] = f"+{risk}"
        gone[cloth.slot("hour")] = cloth.hours_on
        effects.append(gone)
        keys = event(cloth, "seized", effects)
        if keys.get("result") is None:
            keys["result"] = self.words.text(key)
        return keys

    def _seized(self) -> Scene:
        cloth = self.cloth
        value, purse = cloth.slot("lost"), cloth.block.purse
        back: dict[str, str] = {value: "=0"}
        for ware in self.on_cloth:
            lost = cloth.slot("lost", ware.id)
            back[ware.held] = f"=min(999, {ware.held} + {lost})"
            back[lost] = "=0"
        choices = [
            MadeChoice(
                text=CAPTIONS["seized_back"],
                id="back",
                caption="seized_back",
                hint="for two fifths of what it is worth",
                cost={purse: asked(f"({value} * {BACK_PERCENT} + 99) // 100", purse)},
                when=f"{value} > 0",
                locked="There was nothing in it.",
                effects=back,
                result=self.words.text("bought_back"),
                goto=cloth.name,
                tags={"verb": "redeem"},
            ),
            MadeChoice(
                text=CAPTIONS["seized_row"],
                id="row",
                caption="seized_row",
                goto=cloth.name,
                tags={"verb": "stay"},
            ),
            self.leave("seized_go"),
        ]
        return self._page("The handcart", self.words.text("seized"), choices, ["F-MKT-11"])

    # ---- the search at home ----
    def _searched(self) -> Scene:
        keys = exit_of(self.cloth.block.leave, "leave")
        words = CAPTIONS["searched_go"]
        choice = MadeChoice(text=words, id="go", caption="searched_go", tags={"verb": "pack"}, **keys)
        return self._page("Under the floor", self.words.text("searched"), [choice], ["F-MKT-37"])
