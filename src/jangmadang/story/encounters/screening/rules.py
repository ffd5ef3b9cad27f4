"""The screening's rules, as expressions of the story's language: the cut, the knock, the door, who warms, who talks.

Takes the facts of a block; gives odds and groups of effects as text over the short names `night.part`, `night.guests` …
which the expansion makes its own. No scene is made here and no word is said.

The longer the evening, the likelier the cut (F-DAY-05), and a cut keeps the disc (F-MED-10); a stick comes out in
the hand (F-MED-09). Every guest is warmth and a mouth (F-BON-07, F-SOC-17). The numbers themselves are judgement.
"""

from __future__ import annotations

from msgspec import Struct

from ..bribe.rules import TEMPERS
from ..shared import asked, counted_out, rice_cost, scaled

Effects = list[dict[str, str]]

WAYS = ("none", "whole", "stopped", "hidden", "opened", "paid", "waited", "pried")
"""How an evening may end that nobody was taken from."""
NUMBERS = {"day": 9_999, "part": 9, "felt": 99, "words": 9, "told": 9, "last": 9_999}
"""`day`: of the evening under way, or 0. `felt`: trust won that the row has not heard of. `words`, `told`: how many
talked, before and after one hears of it. `last`: the day of the last evening."""
FLAGS = ("current", "curtain", "low", "lookout", "decoy", "pried", "found", "warned", "slip", "player", "film")

PART, LOW, ENDING, CROWD = 3, 1, 2, 3
"""What a part brings with each guest; low sound; the ending; how many guests are no crowd."""
HELD, SILENT, NAMED = 2, 10, 20
"""Trust: after a knock that found nothing; for no name; lost by a name."""
HEARD, CAUGHT, SEEN = 6, 15, 3
"""Risk: for each word; for being caught; for a knock at the door."""
SLIPS = 25
"""That the officer lets you read who told him."""
WARNS = 50
"""The trust of the unit's head that an evening's warning takes (F-SOC-08)."""
GRAMS = {"curtain": 100, "low": 0, "lookout": 300, "decoy": 200}
"""What each way of hiding costs, in grams of rice."""
PAY, FINE = 3_000, 30_000
"""Grams of rice that an errand at the door, and being caught, are reckoned by."""


def at_most(limit: int, slot: str, more: str) -> str:
    """An effect that raises a number and never speaks of its bound."""
    return f"=min({limit}, {slot} + {more})"


class Evening(Struct, frozen=True):
    """A block, as far as its rules go."""

    name: str
    mouths: dict[str, int]
    """Of each guest, in the block's order."""
    stick: bool
    parts: int
    cut_base: int
    squad: str
    purse: str
    official: str
    temper: str
    pay_grams: int
    fine_grams: int

    # ---- pieces ----
    def in_squad(self, more: int, otherwise: int = 0) -> str:
        """So much while a squad is in town."""
        return f"({more} if ({self.squad}) else {otherwise})" if self.squad else str(otherwise)

    def _squad(self, more: int) -> str:
        return f" + {self.in_squad(more)}" if self.squad else ""

    # ---- odds ----
    def cut(self, part: int) -> int:
        """That the current goes in this part, from 1: most nights it goes near the end."""
        c = self.cut_base
        return 0 if self.stick else min(90, (c // 2, c, 2 * c)[min(part, 3) - 1])

    @property
    def knock(self) -> str:
        less = " - (2 if night.curtain else 0) - (2 if night.low else 0)"
        return f"clamp(3 + count(night.guests) + risk // 8 + 5 * caught{self._squad(5)}{less}, 1, 40)"

    @property
    def hide(self) -> str:
        """That nothing is found at the door: how much time there is, and what there is to find."""
        terms = "45 - 5 * count(night.guests) + (30 if night.lookout else 0) + (10 if night.curtain else 0)"
        if self.stick:
            terms += " + 20 + (15 if night.decoy else 0)"
        else:
            terms += " - (0 if night.current else 40)"
        return f"clamp({terms} + (15 if count(night.guests) == 0 else 0), 5, 95)"

    @property
    def open(self) -> str:
        """That they believe a door opened at once: a matter of one's name, and no help from any measure."""
        squad = f" - {self.in_squad(10)}" if self.squad else ""
        return f"clamp(40 - risk // 2 - 3 * count(night.guests){squad}, 5, 60)"

    @property
    def check(self) -> str:
        """That somebody comes round with a torch while the disc is in the dead player."""
        return f"clamp(count(night.guests) + risk // 10{self._squad(6)}, 1, 30)"

    @property
    def visit(self) -> str:
        """That the boots stop at this gate."""
        return f"clamp(10 * heard + risk // 4{self._squad(15)}, 0, 80)"

    @property
    def finds(self) -> int:
        return 40 if self.stick else 55

    def talks(self, guest: str) -> str:
        """That a guest talks in the week after."""
        crowd = f" + (2 if count(night.guests) > {CROWD} else 0)" if len(self.mouths) > CROWD else ""
        return f"clamp({self.mouths[guest]} - {guest}.trust // 4{crowd}, 1, 40)"

    # ---- sums, in the purse's currency ----
    def kilos(self, grams: int | str) -> str:
        """The price of so much rice, rounded up once."""
        return rice_cost(grams, self.purse)

    @property
    def pay(self) -> str:
        """What he takes for having found nobody up: the top of his span, so that it is enough (see the bribe)."""
        temper, him = TEMPERS.get(self.temper, TEMPERS["patrolman"]), self.official
        rate = f"100 + risk // 2 + 5 * caught{self._squad(15 * (1 + temper.fear))}"
        knows = "0"
        if self.temper:
            rate += f" + 12 * {him}.taught - {him}.trust // 3"
            knows = f"{him}.knows"
        usual = f"buy(rice, {self.pay_grams}, 0, {self.purse}) * {temper.price} * ({rate}) // 10000000"
        return asked(f"max(1, {usual} * (160 - 8 * {knows}) // 100)", self.purse)

    def taken(self, doubled: bool) -> str:
        """What is taken from who is caught: as far as the purse goes."""
        twice = " * (2 if count(night.guests) > 0 else 1)" if doubled else ""
        return f"min({self.purse}, {self.kilos(self.fine_grams)}{twice})"

    def brings(self, grams: int) -> str:
        """What a guest pays at the door, rounded down."""
        return counted_out(f"buy(rice, {grams}, 0, {self.purse}) // 1000", self.purse)

    # ---- effects ----
    def arriving(self) -> Effects:
        """An evening begins: nobody is let in yet, nothing is hidden, no part was seen."""
        flags = {f"night.{flag}": "false" for flag in ("curtain", "low", "lookout", "decoy", "slip")}
        start = {"night.guests": "=none", "night.current": "true", "night.how": "none"}
        return [flags | start | {"night.part": "=0", "night.day": "=0"}]

    def warmer(self, most: str) -> Effects:
        """Each guest trusts you more, and the row by a fifth of the sum; what is left of it waits."""
        groups: Effects = []
        for guest in self.mouths:
            gain = f"({scaled(f'{guest}.trust', most)} if night.guests has {guest} else 0)"
            groups.append({f"{guest}.trust": f"+{gain}", "night.felt": f"=min(99, night.felt + {gain})"})
        if groups:
            groups.append({"trust": "=min(100, trust + night.felt // 5)", "night.felt": "=night.felt % 5"})
        return groups

    def seen(self, part: int) -> Effects:
        """A part was seen to its end."""
        best = PART + (ENDING if part == self.parts else 0)
        crowd = f" - max(0, count(night.guests) - {CROWD})" if len(self.mouths) > CROWD else ""
        most = f"max(1, {best} + ({LOW} if night.low else 0){crowd})"
        return [{"night.part": f"={part}"}, *self.warmer(most)]

    def closing(self) -> Effects:
        """The evening is over. Who will talk is settled now, by draws that use no roll, and told to nobody."""
        seen = "(1 if night.part >= 1 else 0)"
        groups = [{"night.day": "=0", "night.last": "=day", "seen_outside": at_most(9, "seen_outside", seen)}]
        for guest in self.mouths:
            draw = f"fixed(100, {self.name}_{guest}_talks, day)"
            talks = f"night.part >= 1 and night.guests has {guest} and {draw} < {self.talks(guest)}"
            words = at_most(9, "night.words", f"(1 if {talks} else 0)")
            groups.append({"night.words": words, "night.teller": f"{guest} if {talks} else night.teller"})
        return groups

    def heard(self) -> Effects:
        """Somebody's word has come round."""
        more = {"heard": at_most(9, "heard", "night.words"), "heard_day": "=day", "risk": f"+{HEARD} * night.words"}
        return [more | {"night.told": at_most(9, "night.told", "night.words"), "night.words": "=0"}]

    def forgotten(self) -> Effects:
        """Whoever listened has been, or will not come."""
        return [{"heard": "=0", "night.told": "=0", "night.warned": "false"}]

    def paid(self) -> Effects:
        """He has taken it, and knows you a little better."""
        effects = {"risk": "+count(night.guests)"}
        if self.temper:
            him, greed = self.official, TEMPERS.get(self.temper, TEMPERS["patrolman"]).greed
            effects |= {f"{him}.{slot}": at_most(most, f"{him}.{slot}", by) for slot, most, by in _meets(greed)}
        return [effects]

    def named(self, guest: str) -> Effects:
        """One name, on a form."""
        lost = {f"{guest}.trust": f"=max(0, {guest}.trust - {NAMED})", "trust": f"=max(0, trust - {NAMED // 5})"}
        return [{self.purse: f"-({self.taken(doubled=False)})"} | lost]

    def unnamed(self) -> Effects:
        """No name: the sum doubles, and all who were there know it."""
        return [{self.purse: f"-({self.taken(doubled=True)})"}, *self.warmer(str(SILENT))]

    # ---- rules of the days after ----
    @property
    def word_comes(self) -> str:
        return "night.words > 0 and day > night.last and night.day != day"

    def visit_comes(self, days: int) -> str:
        return f"night.told > 0 and heard >= 1 and day >= heard_day + {days} and night.day != day"


def _meets(greed: int) -> tuple[tuple[str, int, str], ...]:
    return ("met", 9, "1"), ("knows", 5, "1"), ("taught", 5, str(greed))
