"""The numbers of a market day as expressions of the story's language: prices, wants, loads, odds.

Takes a market block and what is known of the story around it; gives texts such as `buy(rice, 5, 3, money)`. Scenes and
words for the player stand elsewhere; nothing is worked out here.
"""

from __future__ import annotations

from msgspec import Struct

from ...document import Fee, Market, Scene
from ...goods import Good
from .. import Setting
from ..bribe.rules import TEMPERS
from ..shared import FORMATS, asked, counted_out, rice_cost

LIMIT = 999
"""Units of a good that can be held."""
RUN_LOW, RUN_HIGH, RUN_BASE, RUN_KG = 15, 90, 80, 3
BACK_PERCENT = 40
WHISTLE_CRACKDOWN, WHISTLE_HOLIDAY = 15, 10
COMES = 35
CREDIT_PERCENT = 10
WORD_DAYS, TOLD = 3, 3
CREDIT_DAYS = 5


class Ware(Struct, frozen=True):
    """A good as it stands in this market."""

    id: str
    good: Good
    held: str
    """The slot that says how much of it there is: `have.rice`, `home.southern`, or a purse."""
    hidden: bool = False
    """Lies at home; a buyer is found in a low voice."""
    cash: bool = False
    """Money of another country: in a pocket, not on the cloth."""
    tag: int | None = None
    """A price that the writer pinned."""

    @property
    def name(self) -> str:
        return self.good.name

    @property
    def title(self) -> str:
        return self.good.name[:1].upper() + self.good.name[1:]

    def amount(self, n: int) -> str:
        """`5 kilos`."""
        return f"{n} {self.good.unit.one if n == 1 else self.good.unit.many}"

    @property
    def called(self) -> bool:
        """Whether it can be called out to the row."""
        return not self.hidden and self.good.want > 0

    @property
    def foreseen(self) -> bool:
        """Whether anybody can say how its price will move."""
        return not self.hidden and self.tag is None


class Cloth(Struct, frozen=True):
    """A market block with its wares."""

    name: str
    block: Market
    wares: tuple[Ware, ...]
    currency: str
    temper: str
    """Of the official who comes; empty for one without a name."""

    # ---- words for sums ----
    def said(self, sum_: str) -> str:
        """A sum in a text: `{…:won}`."""
        return f"{{{sum_}:{FORMATS[self.currency]}}}"

    # ---- slots ----
    def slot(self, *parts: str) -> str:
        return ".".join((self.name, *parts))

    @property
    def late(self) -> str:
        """Whether the hours of selling are over."""
        return f"{self.slot('hour')} >= {self.block.hours}"

    @property
    def hours_on(self) -> str:
        """Effect: an hour has gone."""
        return f"=min({self.block.hours}, {self.slot('hour')} + 1)"

    # ---- prices ----
    def _where(self) -> str:
        place = f"{self.block.place}, " if self.block.place else ""
        return f"{place}{self.block.purse}"

    @property
    def bargains(self) -> bool:
        """Whether there is a wholesaler to know, whose trust takes a point off what one pays."""
        return self.block.wholesaler is not None and self.block.spread > 0

    def spread(self, ware: Ware) -> str:
        """Percent between the price and what one pays."""
        if ware.hidden:
            return str(2 * self.block.spread)
        if self.bargains:
            return self.slot("spread")
        return str(self.block.spread)

    def price(self, ware: Ware, days: int = 0) -> str:
        """What one unit is worth, on another day if `days` says so."""
        if ware.tag is not None:
            return str(ware.tag)
        return f"price({ware.id}, {f'{days}, ' if days else ''}{self._where()})"

    def buy(self, ware: Ware, amount: int | str) -> str:
        """What an amount costs: rounded once, up. A pinned price to which nothing is added stays as it was pinned."""
        if ware.tag is not None and self.spread(ware) == "0":
            return f"{amount} * {ware.tag}"
        if ware.tag is not None:
            return asked(f"({amount} * {ware.tag} * (100 + {self.spread(ware)}) + 99) // 100", self.block.purse)
        return f"buy({ware.id}, {amount}, {self.spread(ware)}, {self._where()})"

    def sell(self, ware: Ware, amount: int | str) -> str:
        """What an amount brings when it is sold to the row: rounded once, down."""
        return self._bring(ware, amount, self.block.spread)

    def call(self, ware: Ware, amount: int | str, extra: int = 0) -> str:
        """What buyers who were called pay for an amount: rounded once, down."""
        return self._bring(ware, amount, -ware.good.margin - extra)

    def _bring(self, ware: Ware, amount: int | str, percent: int) -> str:
        if ware.tag is not None and not percent:
            return f"{amount} * {ware.tag}"
        if ware.tag is not None:
            return counted_out(f"{amount} * {ware.tag} * {100 - percent} // 100", self.block.purse)
        return f"sell({ware.id}, {amount}, {percent}, {self._where()})"

    def rice(self, percent: str) -> str:
        """A sum worth so many hundredths of a kilo of rice."""
        return counted_out(f"price(rice, {self._where()}) * {percent} // 100", self.block.purse)

    def fee(self) -> Fee | None:
        """What the seat costs a day: 120 g of rice for a stall unless the writer says otherwise (F-MKT-04)."""
        return self.block.fee or (Fee(120) if self.block.seat == "stall" else None)

    def fee_sum(self) -> str:
        fee = self.fee()
        assert fee is not None
        return rice_cost(fee.rice_g, self.block.purse, self.block.place or "")

    # ---- amounts ----
    @property
    def load(self) -> str:
        """Kilos on the cloth."""
        parts = [
            w.held if w.good.weight == 1 else f"{w.good.weight} * {w.held}"
            for w in self.wares
            if w.good.weight and not w.hidden and not w.cash
        ]
        return f"({' + '.join(parts)})" if parts else "0"

    def room(self, ware: Ware) -> str:
        """Units that can still be taken along."""
        if not ware.held.startswith(("have.", "home.")):
            return str(LIMIT)
        if not ware.good.weight or ware.hidden:
            return f"({LIMIT} - {ware.held})"
        most = f"max(0, {self.block.pack} - {self.load})"
        return most if ware.good.weight == 1 else f"{most} // {ware.good.weight}"

    def word(self, ware: Ware) -> str:
        return self.slot("word", ware.id)

    def here(self, ware: Ware) -> str:
        return self.slot("here", ware.id)

    def paid_for(self, ware: Ware) -> str:
        """Units that the purse pays for. By the thousand, so that a rounded price is never the measure of many; of a
        purse only what makes a round sum can be paid.
        """
        purse = counted_out(self.block.purse, self.block.purse)
        if ware.tag is not None:
            purse = self.block.purse if self.spread(ware) == "0" else purse
            return f"{purse} * 100 // ({ware.tag} * (100 + {self.spread(ware)}))"
        return f"{purse} * 1000 // max(1, {self.buy(ware, 1000)})"

    def can(self, ware: Ware) -> str:
        """Units that can be bought now."""
        return f"max(0, min({self.paid_for(ware)}, {self.here(ware)}, {self.room(ware)}))"

    def limit(self, ware: Ware) -> str:
        """What stops one from buying more: 1 money, 2 what lies here, 3 the pack."""
        here = self.here(ware)
        short = f"1 if {self.block.purse} < {self.buy(ware, here)} else 2"
        return f"({short}) if min({self.paid_for(ware)}, {here}) <= {self.room(ware)} else 3"

    def want(self, ware: Ware) -> str:
        """Units that buyers ask for this hour."""
        wanted = f"want({ware.id}, {self.slot('hour')})"
        return f"({wanted} + 1) // 2" if self.block.seat == "yard" else wanted

    def lying(self, ware: Ware) -> str:
        """How much of it lies on the row today: settled by the seed, more of what sells faster."""
        w = ware.good.want
        least, size = (1, 3) if ware.hidden else (100, 401) if ware.cash else (4 * w + 2, 6 * w + 3)
        return f"{least} + fixed({size}, market_here_{ware.id}, day)"

    # ---- odds ----
    @property
    def heat(self) -> str:
        """Odds of the whistle in an hour."""
        heat = self.block.patrol.heat if self.block.patrol else 8
        sum_ = f"{heat} + risk // 4"
        if self.block.crackdown:
            sum_ += f" + {WHISTLE_CRACKDOWN} * {self.slot('tight')}"
        if self.block.holiday:
            sum_ += f" + {WHISTLE_HOLIDAY} * {self.slot('holiday')}"
        if self.block.seat == "stall":
            sum_ = f"({sum_}) // (3 if {self.slot('badge')} == 1 else 1)"
        elif self.block.seat == "yard":
            sum_ = f"({sum_}) // 2"
        return f"clamp({sum_}, 0, 100)"

    @property
    def foreseen(self) -> list[Ware]:
        """Wares whose coming price can be asked of a friend."""
        return [w for w in self.wares if w.foreseen] if self.block.friend else []

    def told(self, ware: Ware) -> str:
        """A friend's word on a ware: where it will stand in three days, or as far off on the wrong side. Settled by the
        day's seed: three wares a day, and whether the word is right.
        """
        wares, key = self.foreseen, self.name.replace(".", "_")
        n, at = len(wares), wares.index(ware)
        later = self.price(ware, WORD_DAYS)
        other = asked(f"max(1, 2 * {self.price(ware)} - {later})", self.block.purse)
        right = f"fixed(100, market_word_{key}_{ware.id}, day) < {self.reliable(self.block.friend or '')}"
        word = f"{later} if {right} else {other}"
        if n <= TOLD:
            return word
        chosen = f"({at + n} - fixed({n}, market_word_{key}, day)) % {n} < {TOLD}"
        return f"({word}) if {chosen} else 0"

    @property
    def whistles(self) -> bool:
        """Whether a patrol ever comes by."""
        return self.block.patrol is None or self.block.patrol.heat > 0

    @property
    def run(self) -> str:
        """Odds of getting away with the bundle."""
        return f"clamp({RUN_BASE} - {RUN_KG} * {self.load}, {RUN_LOW}, {RUN_HIGH})"

    @property
    def official(self) -> str:
        return (self.block.patrol.official or "") if self.block.patrol else ""

    @property
    def cigarette_money(self) -> str:
        """The usual sum for an errand worth a kilo of rice, as the bribe has it."""
        temper = TEMPERS.get(self.temper, TEMPERS["patrolman"])
        rate = "100 + risk // 2 + 5 * caught"
        if self.official:
            rate += f" + 12 * {self.official}.taught - {self.official}.trust // 3"
        if self.block.crackdown:
            rate += f" + {15 * (1 + temper.fear)} * {self.slot('tight')}"
        sum_ = f"max(1, buy(rice, 1000, 0, {self._where()}) * {temper.price} * ({rate}) // 10000000)"
        return asked(sum_, self.block.purse)

    @property
    def search(self) -> str:
        """Odds that the house is searched tonight, if there is anything to find."""
        more = f" + 6 * {self.slot('tight')}" if self.block.crackdown else ""
        hidden = " + ".join(w.held for w in self.wares if w.hidden)
        return f"clamp(risk // 4 - 2{more}, 0, 30) if {hidden} > 0 else 0"

    def reliable(self, person: str) -> str:
        """Odds that a friend's word or promise holds."""
        return f"min(90, 55 + {person}.trust * 4 // 10)"


def cloth(name: str, scene: Scene, block: Market, setting: Setting) -> Cloth:
    """The block with its wares. Goods that do not exist are left out: `checks` has told of them."""
    tags, hidden = block.tags or {}, block.hidden or []
    wares: list[Ware] = []
    purses = {currency: purse for purse, currency in setting.currencies.items()}
    for id_ in dict.fromkeys([*block.goods, *hidden]):
        good = setting.goods.get(id_)
        if good is None or purses.get(good.id) == block.purse:
            continue
        below = good.hidden or id_ in hidden
        cash = good.kind == "money"
        held = f"home.{id_}" if below else f"have.{id_}"
        if cash and good.id in purses:
            held = purses[good.id]
        wares.append(Ware(id_, good, held, below, cash, tags.get(id_)))
    person = setting.people.get((block.patrol.official or "") if block.patrol else "")
    temper = person.official.temper if person is not None and person.official else ""
    currency = setting.currencies.get(block.purse, "old_won")
    return Cloth(name, block, tuple(wares), currency, temper)
