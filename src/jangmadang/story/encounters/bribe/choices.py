"""The choices of a bribe, each with its odds, what it changes and what is read after it.

Takes a block's rules (`rules`) and texts; gives choices. Where they stand is for `bribe` to say.
"""

from __future__ import annotations

from typing import Any

from ... import document as d
from .. import MadeChoice, MadeOutcome, Setting, exit_of
from ..shared import CURRENCY_WORDS, FORMATS, GAP, filled, items, some
from .checks import gifts_of, watching
from .rules import SHARES, TEMPERS, Effects, Facts, patience
from .texts import CAPTIONS, Piece, defaults, only_when

OFFER_IDS = dict(zip(SHARES, ("quarter", "half", "most", "all"), strict=True))
WAITING = "not bribe.known"
"""This month is not paid for, or another man sits there."""
EMPTY = "bribe.purse == 0"


class Choices:
    """The choices of one block."""

    def __init__(self, name: str, block: d.Bribe, setting: Setting) -> None:
        self.name, self.block, self.setting = name, block, setting
        self.gifts = gifts_of(block)
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
        self.copies: list[tuple[Any, Any]] = []
        """Pieces of text under a condition, each with the piece it was made from."""
        self.currency = setting.currencies[block.purse]
        self.written = block.text or {}
        self.default = defaults(self.him, self.sum("bribe.high"), self.sum(self.facts.monthly), bool(block.loses))
        told = isinstance(block.passed, d.Exit) and block.passed.result is not None
        self.says_passed = told or "passed" in self.written

    # ---- words and numbers ----
    def text(self, key: str) -> list[Piece]:
        return items(self.written[key]) if key in self.written else list(self.default[key])

    def when(self, condition: str, key: str) -> list[Piece]:
        """The text of that key, read only while the condition holds."""
        text = self.text(key)
        copied = only_when(condition, text)
        self.copies += zip(copied, text, strict=True)
        return copied

    def sum(self, expression: str) -> str:
        return f"{{{expression}:{FORMATS[self.currency]}}}"

    def teaches(self, total: str) -> str:
        return f"{{{self.facts.remembered(total)} ? he will remember such a sum |}}"

    # ---- money ----
    def offers(self) -> list[d.Choice]:
        return [self.smallest(), self.offer(50, 25), self.offer(75, 50), self.everything()]

    def smallest(self) -> d.Choice:
        """The lowest offer. It takes nothing beforehand: a short purse makes it all one has, and an empty one leaves no
        other offer to be seen.
        """
        f, first = self.facts, self.facts.offer(25)
        total = f.smallest
        taken, refused = f.taken(total, paid=False), f.refused(total, paid=False)
        return MadeChoice(
            id=OFFER_IDS[25],
            text=f"{{0 < bribe.purse < {first} ? Offer all that you have, | Offer}} {self.sum(f.seen_smallest)}",
            hint="{bribe.purse < bribe.low ? less than anybody would take |}",
            when=f"{WAITING} and ({first} < bribe.high or bribe.purse < bribe.high) and not ({EMPTY})",
            locked=self.nothing_to_offer(EMPTY),
            chance=[
                self.through("taken", "taken", taken, odds=f.smallest_odds),
                MadeOutcome(
                    id="too_little",
                    odds="100 if bribe.purse < bribe.low else 0",
                    effects=refused,
                    result=self.text("too_little"),
                    stay=True,
                ),
                MadeOutcome(id="refused", effects=refused, result=self.text("refused"), stay=True),
            ],
            tags={"verb": "offer", "share": "25"},
        )

    def offer(self, share: int, before: int) -> d.Choice:
        f, total = self.facts, self.facts.offer(share)
        return MadeChoice(
            id=OFFER_IDS[share],
            text=f"Offer {self.sum(total)}",
            hint=self.teaches(total),
            when=f"{WAITING} and {f.offer(before)} < {total} and not ({EMPTY})",
            cost={self.block.purse: total},
            chance=self.haggled(total, f.reach(total)),
            tags={"verb": "offer", "share": str(share)},
        )

    def everything(self) -> d.Choice:
        """The highest sum he may want: sure, but where southern goods lie open."""
        f, total = self.facts, self.facts.offer(100)
        named = f"bribe.refused == 0 and {f.knows} >= 3"
        choice = MadeChoice(
            id=OFFER_IDS[100],
            text=f"{{{named} ? Give what was named, | Offer}} {self.sum(total)}",
            hint=self.teaches(total),
            when=f"{WAITING} and not ({EMPTY})",
            cost={self.block.purse: total},
            tags={"verb": "offer", "share": "100"},
        )
        if self.block.southern:
            # What is sure elsewhere is not where southern goods lie open.
            choice.chance = self.haggled(total, "20")
        else:
            self.lead(choice, self.through("taken", "taken", f.taken(total, paid=True)))
        return choice

    def nothing_to_offer(self, empty: str, what: str = "") -> str:
        """Why nothing can be offered: said in place of a menu of locks, and only while there is anything to offer for.

        `empty` is the condition under which it is so.
        """
        return f"{{{WAITING} and {empty} ? You have {what or f'no {CURRENCY_WORDS[self.currency]}'}.|}}"

    def haggled(self, total: str, odds: str) -> list[d.Outcome]:
        """Taken, or given back."""
        f = self.facts
        return [
            self.through("taken", "taken", f.taken(total, paid=True), odds=odds),
            MadeOutcome(id="refused", effects=f.refused(total, paid=True), result=self.text("refused"), stay=True),
        ]

    def monthly(self) -> d.Choice:
        f = self.facts
        choice = MadeChoice(
            id="monthly",
            text=filled(CAPTIONS["monthly"], self.sum(f.monthly)),
            hint="most days nobody will ask; but it stands in a book",
            when=f"{WAITING} and not bribe.stranger and bribe.knows >= 2",
            cost={self.block.purse: f.monthly},
            tags={"verb": "monthly"},
        )
        own: Effects = [{"bribe.regular": "=min(9999, day + 29)", "bribe.last": f"={f.monthly}"}, *f.passed()]
        self.lead(choice, self.through("monthly", "monthly", own))
        return choice

    # ---- everything else ----
    def nod(self) -> d.Choice:
        """A paid month: he looks away, or another man sits there, or he has been asked about you."""
        f, on = self.facts, self.block.on or {}
        moved: Effects = [{"risk": "+15", "bribe.regular": "=0"}, *f.another_man()]
        return MadeChoice(
            id="nod",
            text=CAPTIONS["nod"],
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
        """So many units of a good, in place of money."""
        f = self.facts
        return MadeChoice(
            id=good,
            caption="",
            text=f"Offer {some(self.setting.goods[good], n)}",
            hint="nobody sees it, and it does not raise the price",
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
        """Let a moment pass and look at him: it halves what he may want, and costs patience."""
        f = self.facts
        lower, upper = [*f.half(lower=True), patience(1)], [*f.half(lower=False), patience(1)]
        return MadeChoice(
            id="watch",
            text=CAPTIONS["watch"],
            hint="{bribe.patience <= 1 ? he will not wait longer | he has not all day}",
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
        # The hint names the term that takes most, if any takes much.
        ears = 4 * f.witnesses
        face = f"risk // 5 > max({ears}, (10 if bribe.strict else 4))"
        orders = f"(bribe.strict and not ({face}))" if ears <= 10 else ""
        said = [(face, "they know your face"), (orders, "there are orders")]
        rest = "too many people listen" if ears else "he has not all day"
        hint = "".join(f"{{{when} ? {words} |}}" for when, words in said if when)
        hint += f"{{{' or '.join(when for when, _ in said if when)} ?| {rest}}}"
        return MadeChoice(
            id="plead",
            text=CAPTIONS["plead"],
            hint=hint,
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
        worn, weak = "(not bribe.stranger and bribe.named >= 1)", f"{patron}.trust < 30"
        return MadeChoice(
            id=f"name_{patron}",
            text=filled(CAPTIONS[f"name_{GAP}"], f"{{{patron}}}"),
            hint=f"{{{worn} ? you have used that name before |}}"
            f"{{not {worn} and {weak} ? {{{patron}}} hardly knows you |}}"
            f"{{{worn} or {weak} ?| a risk, if he asks}}",
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

    def back(self) -> d.Choice:
        return MadeChoice(id="back", text=CAPTIONS["back"], goto=self.name, tags={"verb": "back"})

    def walk(self) -> d.Choice:
        keys = exit_of(self.block.walked, "walked")
        own = self.text("walked") if "walked" in self.written or not keys.get("result") else []
        keys["result"] = [*own, *items(keys.get("result"))]
        return MadeChoice(id="walk", text=CAPTIONS["walk"], hint="without paying", tags={"verb": "walk"}, **keys)

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
