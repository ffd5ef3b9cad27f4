"""Why: of each choice and each piece of text, whether it is there now and what that hangs on.

Takes a run where it stands and, for the words of named conditions, the ledger; gives conditions as written, their false
parts marked, with the values that they read. Nothing is drawn or changed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from ..play.run import Run
from ..play.world import visit_draw
from ..story.expressions import Checked
from ..story.model import SEED, Choice, Item
from .blaming import Condition, condition


class CostWhy(Struct, frozen=True):
    """What a choice takes beside what is there."""

    name: str
    text: str
    """As written: `200`, `price(rice) * 2`."""
    needs: int
    have: int
    least: int
    """What must be left."""
    paid: bool
    """There is enough."""


class ChoiceWhy(Struct, frozen=True):
    """A choice, and what its being open hangs on."""

    id: str
    text: str
    state: Literal["open", "locked", "hidden"]
    """hidden: the player does not see it."""
    number: int
    """As the player sees it; 0 for a hidden one."""
    reason: str
    """What the player is told."""
    once: bool
    """It was taken, and can be taken only once."""
    when: Condition | None
    costs: tuple[CostWhy, ...]
    skip: bool = False
    """Offered only to whoever leads a room."""
    odds: tuple[tuple[str, int], ...] = ()
    """The outcomes of its chance with their odds in 100."""


class TextWhy(Struct, frozen=True):
    """A piece of a scene's text, and whether it is read now."""

    words: str
    """How it begins."""
    shown: bool
    how: str
    """`otherwise`, `first visit`, `cycle 2 of 3` …, or empty."""
    when: Condition | None
    unasked: str = ""
    """Why its condition was not asked."""


class Why:
    """Asks about the moments of one story."""

    def __init__(self, run: Run, named: Mapping[str, str] | None = None) -> None:
        """`named`: the words of the story's named conditions."""
        self.run, self.story, self.world = run, run.story, run.rules.world
        self.named = named or {}

    # ---- choices ----
    def choices(self) -> list[ChoiceWhy]:
        """Every choice of the scene in the order written, those that the player does not see among them."""
        now = self.run.moment
        seen = {choice.id: choice for choice in self.run.look().choices}
        out = []
        for choice in self.story.scenes[now.scene].choices:
            view = seen.get(choice.id)
            open_ = self.run.rules.is_open(choice, now.values) and not choice.skip
            out.append(
                ChoiceWhy(
                    choice.id,
                    self.run.looking.teller.line(choice.text, now.values, now.visit),
                    "open" if open_ else "locked" if view is not None else "hidden",
                    view.number if view is not None else 0,
                    view.reason if view is not None else "",
                    choice.once is not None and bool(now.values[choice.once]),
                    self.condition(choice.when) if choice.when is not None else None,
                    tuple(self._costs(choice)),
                    choice.skip,
                    tuple(self.odds(choice)),
                )
            )
        return out

    def _costs(self, choice: Choice) -> Iterator[CostWhy]:
        s = self.run.moment.values
        for cost in choice.cost:
            slot, needs = self.story.slots[cost.slot], self.world.run(cost.value)(s)
            enough = self.run.rules.affordable(cost.slot, needs, s)
            yield CostWhy(cost.label or slot.name, cost.value.text, needs, s[cost.slot], slot.low, enough)

    def odds(self, choice: Choice) -> Iterator[tuple[str, int]]:
        """The outcomes of a choice's first chance, each with its odds in 100 as they stand now."""
        left = 100
        for outcome in choice.chance:
            odds = min(left, self.run.rules.odds(outcome, self.run.moment.values))
            yield outcome.id, odds
            left -= odds

    # ---- texts ----
    def texts(self) -> list[TextWhy]:
        """Every piece of the scene's text, as the Teller goes through them."""
        now = self.run.moment
        out: list[TextWhy] = []
        held = later = False
        for item in self.story.scenes[now.scene].text:
            if later and not item.else_when and item.pick != "otherwise":
                held = False
            later = item.else_when
            shown, unasked = True, ""
            if item.pick == "otherwise":
                shown, held = not held, False
                unasked = "" if shown else "a piece above holds"
            elif item.when is not None:
                if item.else_when and held:
                    shown, unasked = False, "a piece above holds"
                else:
                    shown = bool(self.world.run(item.when)(now.values))
                held = held or shown
            else:
                held = False
            how, words = self._how(item, now.visit)
            when = self.condition(item.when) if item.when is not None else None
            out.append(TextWhy(words, shown, how, when, unasked))
        return out

    def _how(self, item: Item, visit: int) -> tuple[str, str]:
        at, of, how = 0, len(item.bodies), ""
        if item.pick == "first":
            at = 0 if visit <= 1 else 1
            how = "first visit" if visit <= 1 else "later visits"
        elif item.pick == "cycle":
            at = (visit - 1) % of
            how = f"cycle {at + 1} of {of}"
        elif item.pick == "shuffle":
            at = visit_draw(self.run.moment.values[SEED], item.key, visit, of)
            how = f"shuffle {at + 1} of {of}"
        elif item.pick == "otherwise":
            how = "otherwise"
        told = self.run.looking.teller.body(item.bodies[at], self.run.moment.values, visit)
        words = " ".join(" ".join(paragraph.plain.split()) for paragraph in told if paragraph.plain)
        return how, words or ("(a pause)" if told else "(nothing)")

    # ---- conditions ----
    def condition(self, checked: Checked, depth: int = 0) -> Condition:
        """A condition as written, the parts that make it false marked, with what it reads."""
        return condition(checked.text, checked.tree, self.run.moment.values, self.story, self.world, self.named, depth)
