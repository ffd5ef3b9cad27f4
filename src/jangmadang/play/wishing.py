"""Wishing: how somebody with a wish chooses, without foresight, and not like a machine.

    wisher = Wisher(rules, Wishes(wishes={"max(0, risk - 20)": -1}, halves=4))
    walker.walk(seed, wisher.policy(stream(seed, "lots")))

Takes a story's rules and what somebody wants of its state, in the story's own expressions (see `wanted`); gives a
policy for `walking.Walker`. What a choice promises is the expected change of the wish one turn ahead: its cost and
effects, each outcome by its odds, what arriving there does. The outcome that the seed holds is never looked at. Whole
numbers only; no files, no lives. `many.wishes` does the same for columns of lives, pick for pick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..story.chance import below
from ..story.model import DAY, Choice, Exit, Group, Outcome, Scene
from .effects import UnderWay
from .turn import Rules
from .walking import Policy
from .wanted import HEAVIEST, Wanted, Wishes, WrongWish

STEPS = 16
_DOUBLING = tuple(round(2 ** (20 + n / STEPS)) for n in range(STEPS))
"""Sixteen steps from one power of two to the next, in 2**20ths."""
LEAST = 20 * STEPS
"""Steps below the best choice at which the least likelihood is reached: one in a million, but never none."""


class Wisher:
    """One story as somebody with a wish sees it. Shared by all the lives that they live."""

    def __init__(self, rules: Rules, wishes: Wishes) -> None:
        """Raises WrongWish, a ValueError in words, for what is no number or choice here, or `halves` under 1."""
        self.rules, self.story = rules, rules.story
        self.wanted = wanted = Wanted(rules, wishes)
        self.halves = 100 * wanted.halves
        self._worth = tuple((rules.world.run(of), worth) for of, worth in wanted.wishes)
        self._slots = wanted.slots
        self._weights = {choice: rules.world.run(of) for choice, of in wanted.weights.items()}
        self._moves: dict[int, tuple[Choice, bool]] = {}

    def policy(self, lots: int) -> Policy:
        """Picks for one life. `lots` is a stream of its own, so that picking never touches the life's rolls."""
        picks = 0

        def pick(scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
            nonlocal picks
            picks += 1
            if not self._worth and not self._weights:
                return below(lots, picks, len(open_))
            likely = self.weighted(scene, open_, values) if self._weights else self.likely(open_, values)
            at = below(lots, picks, sum(likely))
            for place, weight in enumerate(likely):
                at -= weight
                if at < 0:
                    return place
            raise AssertionError("a draw lies within the weights")

        return pick

    def weighted(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> list[int]:
        """As `likely`, times the weights; where those leave nothing, as if there were none."""
        weights = [self.weight(scene, choice, values) for choice in open_]
        if not self._worth:
            return weights if any(weights) else [1] * len(weights)
        likely = self.likely(open_, values)
        if not any(weights):
            return likely
        cut = self.wanted.cut
        return [
            weight and max(1, likelihood * weight >> cut) for likelihood, weight in zip(likely, weights, strict=True)
        ]

    def weight(self, scene: Scene, choice: Choice, values: Sequence[int]) -> int:
        """How much oftener than another it is taken for its own sake: 0 to 1,000."""
        of = self._weights.get((scene.id, choice.id))
        return 1 if of is None else min(HEAVIEST, max(0, of(values)))

    def worth(self, values: Sequence[int]) -> int:
        """What the wish comes to in a state."""
        return sum(of(values) * worth for of, worth in self._worth)

    def likely(self, open_: Sequence[Choice], values: Sequence[int]) -> list[int]:
        """How likely each of the open choices is taken, one against the other: 1 to 2**20."""
        promised = [self.promise(choice, values) for choice in open_]
        best = max(promised)
        return [likelihood((best - each) * STEPS // self.halves) for each in promised]

    def promise(self, choice: Choice, values: Sequence[int]) -> int:
        """The expected change of the wish, in hundredths; of a menu, the most that what lies in it promises."""
        if choice.menu:
            return self._within(choice, values)
        if not self.touches(choice):
            return 0
        way = UnderWay(list(values), self.rules.teller)
        self.rules.effects.apply(way, choice.effects, choice)
        return self._fallen(way, choice.chance, choice.exit, values[DAY]) - 100 * self.worth(values)

    def _within(self, choice: Choice, values: Sequence[int]) -> int:
        out = choice.exit
        if out is None or out.kind != "goto" or not self._slots:
            return 0  # closing one promises nothing
        inside = self.story.scenes[out.target].choices
        return max(
            (self.promise(c, values) for c in inside if not c.menu and not c.skip and self.rules.is_open(c, values)),
            default=0,
        )

    def _fallen(self, way: UnderWay, chance: tuple[Outcome, ...], out: Exit | None, day: int) -> int:
        """The wish, in hundredths, once the chances have fallen and one has arrived."""
        if not chance:
            self.rules.effects.days(way, day)
            if out is not None and out.kind in ("goto", "call"):
                day = way.s[DAY]
                self.rules.effects.apply(way, self.story.scenes[out.target].effects)
                self.rules.effects.days(way, day)
            return 100 * self.worth(way.s)
        total, left = 0, 100
        for outcome in chance:
            odds = min(left, self.rules.odds(outcome, way.s))
            left -= odds
            if odds:
                branch = UnderWay(list(way.s), self.rules.teller)
                self.rules.effects.apply(branch, outcome.effects)
                total += odds * self._fallen(branch, outcome.chance, outcome.exit or out, day)
        return total // 100

    def touches(self, choice: Choice) -> bool:
        """Whether the choice can change the wish at all: most cannot, and need not be tried."""
        known = self._moves.get(id(choice))
        if known is None:
            found = any(cost.slot in self._slots for cost in choice.cost) or any(map(self._moved, self._groups(choice)))
            known = self._moves[id(choice)] = (choice, found)  # holding it keeps its id its own
        return known[1]

    def _moved(self, group: Group) -> bool:
        return any(
            effect.slot in self._slots
            or (effect.slot == DAY and bool(self.story.each_day))
            or (effect.via is not None and not self._slots.isdisjoint(effect.via[1]))
            for effect in group
        )

    def _groups(self, choice: Choice) -> Iterator[Group]:
        yield from choice.effects
        outs = [choice.exit]
        for outcome in _outcomes(choice.chance):
            yield from outcome.effects
            outs.append(outcome.exit)
        for out in outs:
            if out is not None and out.kind in ("goto", "call"):
                yield from self.story.scenes[out.target].effects


def _outcomes(chance: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in chance:
        yield outcome
        yield from _outcomes(outcome.chance)


def likelihood(steps: int) -> int:
    """How likely what promises so many steps less than the best is: 2**20 for none, halved every sixteen."""
    doublings, rest = divmod(-min(steps, LEAST), STEPS)
    return _DOUBLING[rest] >> -doublings if doublings else _DOUBLING[rest]


__all__ = ["LEAST", "STEPS", "Wisher", "Wishes", "WrongWish", "likelihood"]
