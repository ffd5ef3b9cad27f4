"""Wishing: how somebody with a wish chooses, without foresight, and not like a machine.

    wisher = Wisher(rules, Wishes(wishes={"max(0, risk - 20)": -1}, halves=4))
    walker.walk(seed, wisher.policy(stream(seed, "cautious")))

Takes a story's rules and what somebody wants of its state, in the story's own expressions; gives a policy for
`walking.Walker`. What a choice promises is the expected change of the wish one turn ahead: its cost and effects, each
outcome by its odds, what arriving there does. The outcome that the seed holds is never looked at. Whole numbers only;
no files, no lives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ..story.chance import below
from ..story.expressions import BOOL, INT, Checked, Symbol, check
from ..story.model import DAY, Choice, Exit, Group, Outcome, Scene, Story
from ..story.names import Scope, StoryNames
from .effects import UnderWay
from .turn import Rules
from .walking import Policy

_STEPS = 16
_DOUBLING = tuple(round(2 ** (20 + n / _STEPS)) for n in range(_STEPS))
"""Sixteen steps from one power of two to the next, in 2**20ths."""
_LEAST = 20 * _STEPS
"""Steps below the best choice at which the least likelihood is reached: one in a million, but never none."""


class Wishes(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wants of the state. Without a wish every open choice is as likely as the others."""

    about: str = ""
    """Who it is, in a line."""
    wishes: dict[str, int] = {}
    """What one more is worth, by whole-number expressions over the state; `*.trust` stands for everybody's."""
    halves: int = 1
    """A choice that promises so much less than another is taken half as often."""


class Wisher:
    """One story as somebody with a wish sees it. Shared by all the lives that they live."""

    def __init__(self, rules: Rules, wishes: Wishes) -> None:
        """Raises ValueError, in words, for an expression that is no number of this story, or `halves` under 1."""
        self.rules, self.story = rules, rules.story
        if wishes.halves < 1:
            raise ValueError(f"halves is {wishes.halves}; it must be 1 or more")
        self._halves = 100 * wishes.halves
        checked = _checked(rules, wishes.wishes)
        self._worth = tuple((rules.world.run(of), worth) for of, worth in checked)
        self._slots = frozenset(slot for of, _ in checked for slot in (*of.reads, *((DAY,) if of.asks else ())))
        self._moves: dict[int, tuple[Choice, bool]] = {}

    def policy(self, lots: int) -> Policy:
        """Picks for one life. `lots` is a stream of its own, so that picking never touches the life's rolls."""
        picks = 0

        def pick(scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
            nonlocal picks
            picks += 1
            if not self._worth:
                return below(lots, picks, len(open_))
            likely = self.likely(open_, values)
            at = below(lots, picks, sum(likely))
            for place, weight in enumerate(likely):
                at -= weight
                if at < 0:
                    return place
            raise AssertionError("a draw lies within the weights")

        return pick

    def worth(self, values: Sequence[int]) -> int:
        """What the wish comes to in a state."""
        return sum(of(values) * worth for of, worth in self._worth)

    def likely(self, open_: Sequence[Choice], values: Sequence[int]) -> list[int]:
        """How likely each of the open choices is taken, one against the other: 1 to 2**20."""
        promised = [self.promise(choice, values) for choice in open_]
        best = max(promised)
        return [_likelihood((best - each) * _STEPS // self._halves) for each in promised]

    def promise(self, choice: Choice, values: Sequence[int]) -> int:
        """The expected change of the wish, in hundredths; of a menu, the most that what lies in it promises."""
        if choice.menu:
            return self._within(choice, values)
        if not self._touches(choice):
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

    def _touches(self, choice: Choice) -> bool:
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


def _likelihood(steps: int) -> int:
    doublings, rest = divmod(-min(steps, _LEAST), _STEPS)
    return _DOUBLING[rest] >> -doublings if doublings else _DOUBLING[rest]


def _checked(rules: Rules, wishes: dict[str, int]) -> list[tuple[Checked, int]]:
    """Each wish with its worth. What stands by itself goes before `*.`, which stands for what is left."""
    story, found = rules.story, dict[str, tuple[Checked, int]]()
    scope = Scope(_names(rules), story.place)
    for text, worth in sorted(wishes.items(), key=lambda wish: wish[0].startswith("*.")):
        for one in _everybodys(story, text) if text.startswith("*.") else (text,):
            checked = check(one, scope)
            if not isinstance(checked, Checked):
                raise ValueError(f"`{text}`: {checked[0].message}")
            if checked.type not in (INT, BOOL):
                raise ValueError(f"`{text}` is {checked.type}, and a wish is a number")
            if max(checked.reads, default=0) >= len(story.slots):
                raise ValueError(f"`{text}`: the story {story.id} keeps no such number")
            found.setdefault(one, (checked, worth))
    return list(found.values())


def _everybodys(story: Story, text: str) -> list[str]:
    names = [f"{person.id}.{text[2:]}" for person in story.people]
    known = [name for name in names if name in story.slot_of]
    if not known:
        raise ValueError(f"`{text}`: nobody in {story.id} has it")
    return known


def _names(rules: Rules) -> StoryNames:
    """What expressions may speak of once a story is checked: its conditions and computed numbers are gone by then."""
    story, names = rules.story, StoryNames()
    names.slots, names.slot_of = list(story.slots), dict(story.slot_of)
    names.symbols = {
        slot.name: Symbol(slot.name, slot.type, slot.low, slot.high, slot=at) for at, slot in enumerate(story.slots)
    }
    names.people = {person.id: person for person in story.people}
    names.goods, names.good_index = story.goods, {good: at for at, good in enumerate(story.goods)}
    names.scenes = dict.fromkeys(story.scenes)
    names.places, names.prices_at, names.place = story.places, story.prices_at, story.place
    names.prices, names.first_day = rules.world.prices, story.first_day
    return names


__all__ = ["Wisher", "Wishes"]
