"""The bribe's rules, as expressions of the story's language: the span of sums, the odds, what he remembers.

Takes the facts of a block; gives expressions and groups of effects as text over the short names `bribe.low`,
`bribe.patience` … which the expansion makes its own. No scene is made here and no word is said.

His price lies evenly between two sums, and refusals teach: after one, the lowest sum he may want is the one refused.
So the odds of an offer are how far it reaches into what is left, the odds shown are those rolled, and no hidden number
is kept. A strict month raises the price (F-COR-06), a regular payer is protected (F-COR-16, F-COR-21), who is fed takes
less (F-BOR-10), and with southern goods money may stop working (F-COR-07). The numbers themselves are judgement.
"""

from __future__ import annotations

from msgspec import Struct

from ...expressions import MOST
from ..shared import asked

Effects = list[dict[str, str]]

SHARES = (25, 50, 75, 100)
"""The offers, in percent of the way from the lowest sum he may want to the highest."""
SLOTS: dict[str, tuple[int, int, int]] = {
    "day": (0, 0, 9_999),
    "usual": (1, 1, MOST),
    "low": (0, 0, MOST),
    "high": (1, 1, MOST),
    "first_low": (0, 0, MOST),
    "first_high": (1, 1, MOST),
    "step": (1, 1, 100_000_000),
    "patience": (0, 0, 5),
    "refused": (0, 0, MOST),
    "offer": (0, 0, MOST),
    "last": (0, 0, MOST),
}
"""Numbers of one encounter: start, lowest, highest. `day` is the day of the talk, 0 when none is under way."""
MEMORY = ("met", "knows", "taught", "named", "regular", "trust")
"""What an official remembers from one meeting to the next, as `bribe.knows` here."""
FLAGS = ("fresh", "strict", "stranger", "known", "gifted", "watched", "pleaded")
SOUTHERN = 20
"""The best odds of anything where southern goods lie open."""


class Temper(Struct, frozen=True):
    """How a kind of official deals."""

    price: int
    """Percent of the errand's sum."""
    patience: int
    greed: int
    """How fast a large sum is remembered."""
    fear: int
    """How much orders to be strict raise the price."""
    likes: int
    """What a gift is worth, in percent of its price."""
    word: str


TEMPERS = {
    "patrolman": Temper(100, 3, 1, 1, 120, "takes small, and often"),
    "clerk": Temper(120, 3, 2, 1, 90, "forgets no large sum"),
    "sergeant": Temper(90, 2, 1, 3, 110, "afraid of orders"),
    "old_policeman": Temper(100, 4, 1, 0, 130, "in no hurry"),
}


class Facts(Struct, frozen=True):
    """A block, as far as its rules go."""

    official: str
    temper: Temper
    likes: int
    grams: int
    purse: str
    witnesses: int = 0
    crackdown: str = ""
    southern: bool = False

    # ---- sums ----
    @property
    def knows(self) -> str:
        """How well he knows you: 0 to 5. Another man on his stool does not."""
        return "(0 if bribe.stranger else bribe.knows)"

    def usual(self, stranger: bool = False) -> str:
        """The middle of the span, before it is known which half of it he has in mind."""
        t = self.temper
        rate = f"100 + risk // 2 + ({15 * (1 + t.fear)} if bribe.strict else 0) + 5 * caught"
        rate += "" if stranger else " + 12 * bribe.taught - bribe.trust // 3"
        # The price of so many kilos, over a thousand: a single kilo in yuan would round too much away.
        return f"max(1, buy(rice, {self.grams}, 0, {self.purse}) * {t.price} * ({rate}) // 10000000)"

    def offer(self, share: int) -> str:
        """The sum of an offer: that far from low to high, in a round number."""
        if share == 100:
            return "bribe.high"
        way = f"bribe.low + (bribe.high - bribe.low) * {share} // 100"
        return f"min(bribe.high, max(bribe.low + bribe.step, ({way} + bribe.step // 2) // bribe.step * bribe.step))"

    @property
    def smallest(self) -> str:
        """The sum of the lowest offer; a short purse offers all it has."""
        return f"min({self.offer(25)}, bribe.purse)"

    @property
    def seen_smallest(self) -> str:
        """The same as it is seen: with an empty purse, what the lowest offer would be."""
        return f"min({self.offer(25)}, bribe.purse if bribe.purse > 0 else bribe.high)"

    def gift(self, good: str, n: int) -> str:
        """What so much of a good is worth to him."""
        return f"buy({good}, {n * self.likes}, 0, {self.purse}) // 100"

    @property
    def monthly(self) -> str:
        """Four times the middle of the first span."""
        return asked("2 * (bribe.first_low + bribe.first_high)", self.purse)

    @property
    def step(self) -> str:
        """The step of the round sums in which one deals: eight of them or more to a span, where the money has any so
        small. Nobody offers 1,437 won.
        """
        beside = f"round_up(bribe.high + 1, {self.purse}) - round_down(bribe.high, {self.purse})"
        return f"max({_EIGHTHS}, {beside})"

    # ---- odds ----
    def reach(self, total: str, most: int = 100) -> str:
        """The odds that a sum is enough."""
        most = min(most, SOUTHERN) if self.southern else most
        return f"clamp(({total} - bribe.low) * 100 // max(1, bribe.high - bribe.low), 0, {most})"

    @property
    def smallest_odds(self) -> str:
        """Under what he may want, odds grow a little with how well he knows you."""
        return f"(5 + 3 * {self.knows} if bribe.purse < bribe.low else {self.reach(self.smallest)})"

    @property
    def plead(self) -> str:
        less = f" - {4 * self.witnesses}" if self.witnesses else ""
        most = SOUTHERN if self.southern else 45
        return f"clamp(8 + 7 * {self.knows} - risk // 5{less} - (10 if bribe.strict else 0), 2, {most})"

    def name(self, patron: str) -> str:
        named = "(0 if bribe.stranger else bribe.named)"
        return f"clamp(20 + {patron}.trust * 6 // 10 - 20 * {named}, 5, {SOUTHERN if self.southern else 85})"

    @property
    def waved(self) -> str:
        """A regular payer is waved through, unless another man sits there today."""
        return str(SOUTHERN) if self.southern else "(60 if bribe.strict else 80)"

    @property
    def moved(self) -> str:
        """One paid month in seven he is sent for and asked whom he takes from, in its second half."""
        return f"(day >= bribe.regular - 15 and fixed(7, questioned_{self.official}, bribe.regular) == 0)"

    # ---- what a sum teaches ----
    def remembered(self, total: str) -> str:
        """Whether so large a sum teaches him to ask for more."""
        return f"{total} > bribe.first_low + (bribe.first_high - bribe.first_low) * 3 // 4"

    def forgotten(self, total: str) -> str:
        """Whether so small a sum teaches him to ask for less."""
        return f"{total} < bribe.first_low + (bribe.first_high - bribe.first_low) * 2 // 5"

    # ---- effects ----
    def arriving(self) -> Effects:
        """A new talk begins, or one that was broken off today goes on where it stood."""
        p = self.temper.patience
        patience = f"({p - 1} if bribe.strict else {p})" if self.temper.fear > 1 and p > 1 else str(p)
        kept = {flag: f"bribe.{flag} and not bribe.fresh" for flag in ("stranger", "gifted", "watched", "pleaded")}
        return [
            {"bribe.fresh": "bribe.day != day"},
            {f"bribe.{flag}": keeps for flag, keeps in kept.items()}
            | {"bribe.strict": self.crackdown or "false"}
            | {"bribe.met": "=min(9, bribe.met + 1) if bribe.fresh else bribe.met"},
            {
                "bribe.known": "bribe.regular >= day and not bribe.stranger",
                "bribe.patience": f"={patience} if bribe.fresh else bribe.patience",
                "bribe.refused": "=0 if bribe.fresh else bribe.refused",
            },
            *self.span(only="bribe.fresh"),
        ]

    def another_man(self) -> Effects:
        """Somebody else sits there: the span is a stranger's, and what happens is not remembered."""
        return [{"bribe.stranger": "true", "bribe.known": "false"}, *self.span(stranger=True)]

    def span(self, stranger: bool = False, only: str = "") -> Effects:
        """The two sums between which his price lies, before anything is said."""
        k = "0" if stranger else "bribe.knows"

        def group(**sums: str) -> dict[str, str]:
            return {f"bribe.{s}": f"={e} if {only} else bribe.{s}" if only else f"={e}" for s, e in sums.items()}

        return [
            group(usual=self.usual(stranger)),
            group(
                low=f"bribe.usual * (40 + 8 * {k}) // 100",
                high=f"max({asked('1', self.purse)}, bribe.usual * (160 - 8 * {k}) // 100)",
            ),
            {"bribe.step": f"={self.step}"},
            group(low=_rounded("low"), high=_rounded("high")),
            group(first_low="bribe.low", first_high="bribe.high"),
        ]

    def taken(self, total: str, paid: bool) -> Effects:
        """The sum is his. `paid`: it has left the purse as the choice's cost."""
        much = f"({self.temper.greed} if {self.remembered('bribe.offer')} else 0)"
        little = f"(1 if {self.forgotten('bribe.offer')} else 0)"
        group = {"bribe.last": "=bribe.offer"}
        if not paid:
            group[self.purse] = "-bribe.offer"
        if self.witnesses:
            group["risk"] = f"+{self.witnesses}"
        group["bribe.taught"] = f"=bribe.taught if bribe.stranger else clamp(bribe.taught + {much} - {little}, 0, 5)"
        return [{"bribe.offer": f"={total}"}, group, *self.passed()]

    def refused(self, total: str, paid: bool) -> Effects:
        """He knows now that it is not enough, and so do you."""
        group = {
            "bribe.low": "=max(bribe.low, min(bribe.offer, bribe.high))",
            "bribe.refused": "=max(bribe.refused, bribe.offer)",
            "bribe.patience": "=max(0, bribe.patience - (2 if bribe.offer < bribe.low else 1))",
        }
        if paid:
            group[self.purse] = "+bribe.offer"
        return [{"bribe.offer": f"={total}"}, group, {"bribe.step": f"={self.step}"}]

    def kept(self, good: str, n: int) -> Effects:
        """The gift is not enough: he keeps it, and the span falls by its worth."""
        worth = self.gift(good, n)
        least = {"low": "0", "high": asked("1", self.purse)}
        fall = {f"bribe.{s}": f"=max({low}, bribe.{s} - {worth})" for s, low in least.items()}
        rounded = {"bribe.low": f"={_rounded('low')}", "bribe.high": f"={_rounded('high')}"}
        return [fall | patience(1), {"bribe.step": f"={self.step}"}, rounded]

    def half(self, lower: bool) -> Effects:
        """Half of the span falls away."""
        side = "high" if lower else "low"
        return [{f"bribe.{side}": f"={self.offer(50)}"}, {"bribe.step": f"={self.step}"}]

    def passed(self) -> Effects:
        """He lets you through, however it came about, and knows you a little better."""
        knows = "bribe.knows"
        return [{"bribe.day": "=0", knows: f"={knows} if bribe.stranger else min(5, {knows} + 1)"}]

    def named(self, patron: str) -> dict[str, str]:
        """A name wears with each use, with him and with whom it belongs to."""
        named = "bribe.named"
        return {
            named: f"={named} if bribe.stranger else min(3, {named} + 1)",
            f"{patron}.trust": f"=max(0, {patron}.trust - 3)",
        }


_EIGHTHS = (
    "1 if bribe.high - bribe.low < 40 else 5 if bribe.high - bribe.low < 80 else 10 if bribe.high - bribe.low < 400"
    " else 50 if bribe.high - bribe.low < 800 else 100 if bribe.high - bribe.low < 4000 else 500"
    " if bribe.high - bribe.low < 8000 else 1000 if bribe.high - bribe.low < 40000 else 5000"
    " if bribe.high - bribe.low < 80000 else 10000"
)
"""A round number that goes into the span eight times or more."""


def _rounded(side: str) -> str:
    """To the nearest round sum; a span of steps never falls to nothing by it."""
    return f"(bribe.{side} + bribe.step // 2) // bribe.step * bribe.step"


def patience(lost: int) -> dict[str, str]:
    """The effect of so much lost patience."""
    return {"bribe.patience": f"=max(0, bribe.patience - {lost})"}
