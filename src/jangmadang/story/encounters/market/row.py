"""The row: what is weighed out on somebody's word, and what is borrowed.

Takes the block's numbers and words; gives menus. Giving credit buys trust, not money (F-MON-10); a loan costs a tenth a
month, half of that from a lender who trusts one (F-MON-04), and grain is paid back double (F-MON-05).
"""

from __future__ import annotations

from ...document import Scene, Variable
from ...expressions import MOST
from .. import MadeChoice, MadeOutcome
from ..shared import asked, filled, trusted_more
from .cloth import CREDIT_DAYS, CREDIT_PERCENT, Cloth, Ware
from .goods import Goods
from .words import CAPTIONS, Words

MOST_PEOPLE = 4
MOST_GOODS = 7
UNITS = 5
"""So much of a good is weighed out on a word at a time."""
LOAN_KG = 10
LOAN_DAYS = 30
GRAIN_UNITS = 10


class Row:
    """Makes the menus of credit and loans of one market."""

    def __init__(self, cloth: Cloth, words: Words, goods: Goods) -> None:
        self.cloth, self.words, self.goods = cloth, words, goods
        credit = cloth.block.credit
        self.people = list(dict.fromkeys(credit.to or ())) if credit else []
        self.lender = (credit.from_ or "") if credit else ""

    @property
    def open(self) -> bool:
        """Whether there is a row to turn to."""
        return bool(self.people or self.lender)

    @property
    def wares(self) -> list[Ware]:
        """What can be weighed out on a word."""
        return [w for w in self.cloth.wares if w.called][:MOST_GOODS]

    @property
    def grain(self) -> Ware | None:
        """What a lender lends besides money: the first grain sold here."""
        return next((w for w in self.cloth.wares if w.good.kind == "grain" and w.called), None)

    def state(self) -> dict[str, Variable]:
        slot, days = self.cloth.slot, Variable(start="0", max=9_999)
        out: dict[str, Variable] = {}
        for person in self.people:
            out[slot("owes", person)] = Variable(start="0", max=MOST)
            out[slot("due", person)] = days
        if self.lender:
            out |= {slot("debt"): Variable(start="0", max=MOST), slot("rate"): Variable(start="0", max=10)}
            out |= {slot("debt_day"): days, slot("grain"): Variable(start="0", max=999)}
        return out

    def mornings(self) -> list[dict[str, str]]:
        """Effects of a new day: a month that was not paid for costs the lender's trust."""
        if not self.lender:
            return []
        debt, since = self.cloth.slot("debt"), self.cloth.slot("debt_day")
        months = self.cloth.slot("overdue")
        late = f"{debt} > 0 and day - {since} >= {LOAN_DAYS} * (1 + {months})"
        return [
            {f"{self.lender}.trust": f"-(5 if {late} else 0)", months: f"=min(99, {months} + (1 if {late} else 0))"}
        ]

    # ---- menus ----
    def menus(self) -> dict[str, Scene]:
        """The row under `….row`, and a menu for each person below it."""
        row = self.cloth.slot("row")
        choices = [
            MadeChoice(
                text=f"{{{person}}}",
                id=person,
                caption="",
                hint=f"{{{self._due(person)} ? what is owed is due|}}",
                goto=f"{row}.{person}",
                tags={"verb": "open", "menu": person, "person": person},
            )
            for person in self.people
        ]
        if self.lender:
            choices += [self._borrow(), self._pay_back()]
            if self.grain is not None:
                choices += [self._borrow_grain(self.grain), self._return_grain(self.grain)]
        choices.append(to_the_cloth(self.cloth))
        menus = {row: self.goods.page("The row", self.words.text("row"), choices)}
        for person in self.people:
            menus[f"{row}.{person}"] = self._person(person, row)
        return menus

    # ---- credit ----
    def _due(self, person: str) -> str:
        return f"{self.cloth.slot('owes', person)} > 0 and day >= {self.cloth.slot('due', person)}"

    def _person(self, person: str, row: str) -> Scene:
        choices = [self._weigh_out(person, ware) for ware in self.wares]
        choices.append(self._collect(person))
        choices.append(MadeChoice(text=CAPTIONS["back"], id="back", goto=row, tags={"verb": "back"}))
        return self.goods.page(f"{{{person}}}", self.words.text("row"), choices)

    def _weigh_out(self, person: str, ware: Ware) -> MadeChoice:
        cloth, n = self.cloth, self.cloth.slot("n")
        owes, due = cloth.slot("owes", person), cloth.slot("due", person)
        amount = f"min({UNITS}, {ware.held})"
        sum_ = cloth.call(ware, amount, CREDIT_PERCENT)
        return MadeChoice(
            text=f"Weigh out {ware.name}, to be paid in {CREDIT_DAYS} days",
            id=ware.id,
            caption="",
            hint=f"{{{amount}:{ware.good.unit.one}}} for {cloth.said(sum_)}; it brings trust",
            when=f"{ware.held} > 0 and {owes} == 0",
            locked=f"{{{owes} > 0 ? {{{person}}} has not paid for the last.|You have none.}}",
            effects=[
                {n: f"={amount}", owes: f"={sum_}"},
                {ware.held: f"-{n}", due: f"=min(9999, day + {CREDIT_DAYS})"},
            ],
            result=self.words.credit(person),
            stay=True,
            tags={"verb": "credit", "person": person, "good": ware.id},
        )

    def _collect(self, person: str) -> MadeChoice:
        """The odds are not told: how far a word carries is learned."""
        cloth = self.cloth
        owes = cloth.slot("owes", person)
        paid = {cloth.block.purse: f"+{owes}", owes: "=0", **trusted_more([person], 3)}
        return MadeChoice(
            text=filled(CAPTIONS["collect"], f"{{{person}}}"),
            id="collect",
            hint=f"{{{owes} > 0 ? {cloth.said(owes)} is owed|}}",
            when=self._due(person),
            locked=f"{{{owes} > 0 ? It is not due yet.|Nothing is owed.}}",
            chance=[
                MadeOutcome(
                    id="paid", odds=cloth.reliable(person), effects=paid, result=self.words.repaid(person), stay=True
                ),
                MadeOutcome(
                    id="unpaid",
                    effects={owes: "=0", f"{person}.trust": "-10", "trust": "-2"},
                    result=self.words.unpaid(person),
                    stay=True,
                ),
            ],
            tags={"verb": "collect", "person": person},
        )

    # ---- loans ----
    def _borrow(self) -> MadeChoice:
        cloth, lender = self.cloth, self.lender
        debt, grain = cloth.slot("debt"), cloth.slot("grain")
        sum_ = cloth.rice(str(100 * LOAN_KG))
        return MadeChoice(
            text=filled(CAPTIONS["borrow"], f"{{{lender}}}"),
            id="borrow",
            hint=f"{cloth.said(sum_)}, at {{5 if {lender}.trust >= 30 else 10}} per cent a month",
            when=f"{debt} == 0 and {grain} == 0",
            locked=f"You owe {{{lender}}} already.",
            effects=[
                {
                    debt: f"={sum_}",
                    cloth.slot("debt_day"): "=day",
                    cloth.slot("rate"): f"=5 if {lender}.trust >= 30 else 10",
                    cloth.slot("overdue"): "=0",
                },
                {cloth.block.purse: f"+{debt}"},
            ],
            result=self.words.text("borrowed"),
            stay=True,
            tags={"verb": "borrow", "person": lender},
        )

    @property
    def owed(self) -> str:
        """The loan with its months, the first begun counted whole."""
        cloth = self.cloth
        months = f"(max(0, day - {cloth.slot('debt_day')}) // {LOAN_DAYS} + 1)"
        return asked(f"{cloth.slot('debt')} * (100 + {cloth.slot('rate')} * {months}) // 100", cloth.block.purse)

    def _pay_back(self) -> MadeChoice:
        cloth = self.cloth
        return MadeChoice(
            text=filled(CAPTIONS["pay_back"], f"{{{self.lender}}}"),
            id="pay_back",
            cost={cloth.block.purse: self.owed},
            when=f"{cloth.slot('debt')} > 0",
            locked="You owe no money here.",
            effects={cloth.slot("debt"): "=0", **trusted_more([self.lender], 2)},
            result=self.words.text("paid_back"),
            stay=True,
            tags={"verb": "repay", "person": self.lender},
        )

    def _borrow_grain(self, ware: Ware) -> MadeChoice:
        cloth = self.cloth
        grain, room = cloth.slot("grain"), cloth.room(ware)
        return MadeChoice(
            text=filled(CAPTIONS["borrow_grain"], f"{ware.amount(GRAIN_UNITS)} of {ware.name}"),
            id="borrow_grain",
            hint="you bring it back after the harvest",
            when=f"{cloth.slot('debt')} == 0 and {grain} == 0 and {room} >= {GRAIN_UNITS}",
            locked=f"{{{cloth.slot('debt')} > 0 or {grain} > 0 ? You owe {{{self.lender}}} already.|"
            f"You cannot carry more than {cloth.block.pack} kilos.}}",
            effects={ware.held: f"+{GRAIN_UNITS}", grain: f"={2 * GRAIN_UNITS}"},
            result=self.words.text("borrowed"),
            stay=True,
            tags={"verb": "borrow", "person": self.lender, "good": ware.id},
        )

    def _return_grain(self, ware: Ware) -> MadeChoice:
        cloth = self.cloth
        grain = cloth.slot("grain")
        return MadeChoice(
            text=filled(CAPTIONS["return_grain"], f"{ware.amount(2 * GRAIN_UNITS)} of {ware.name}"),
            id="return_grain",
            cost={ware.held: grain},
            when=f"{grain} > 0",
            locked="You owe no grain here.",
            effects={grain: "=0", **trusted_more([self.lender], 2)},
            result=self.words.text("paid_back"),
            stay=True,
            tags={"verb": "repay", "person": self.lender, "good": ware.id},
        )


def to_the_cloth(cloth: Cloth) -> MadeChoice:
    """Back to the hub from what lies beside it."""
    return MadeChoice(text=CAPTIONS["row_back"], id="back", caption="row_back", goto=cloth.name, tags={"verb": "back"})
