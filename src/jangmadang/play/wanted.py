"""What somebody wants: wishes and weights in a story's own expressions, checked against that story.

    about: wants to be well thought of, and sells only when he must
    wishes: {trust: 1, "*.trust": 1}       what one more is worth
    halves: 4                              what promises 4 less is taken half as often
    choices: {stall.*: 2, "*.sell": 0}     how often a choice is taken for its own sake, beside one that is not named

Takes `Wishes` as they are written; gives `Wanted`, with every name settled, or raises WrongWish, which says where. No
lives, no files: `many.policies` reads these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..story.expressions import BOOL, INT, Checked, Symbol, check
from ..story.model import DAY, Choice, Scene, Story
from ..story.names import Scope, StoryNames
from ..story.problems import did_you_mean
from .turn import Rules

HEAVIEST = 1_000
"""A weight of more counts as so much."""
PERSON, GOOD = "*.", "{good}"
"""What stands for everybody, and for each good."""
_LIKELIEST = 20
"""Bits of the likelihood of what promises most."""


class Wishes(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wants of the state. Without a wish every open choice is as likely as the others."""

    about: str = ""
    """Who it is, in a line."""
    wishes: dict[str, int] = {}
    """What one more is worth, by whole-number expressions over the state; `*.trust` stands for everybody's, and
    `{good}` for each good that can be had.
    """
    halves: int | str = 1
    """A choice that promises so much less than another is taken half as often; an expression is asked once, of the
    state in which lives begin.
    """
    choices: dict[str, int | str] = {}
    """Weights, by `scene.choice`, `scene.*`, `*.choice` or `*.*`; 1 is as often as any, 0 only if nothing else is open.
    """


class WrongWish(ValueError):
    """What is wrong with wishes, and where."""

    def __init__(
        self, at: tuple[str, ...], message: str, hint: str = "", offset: int | None = None, length: int = 1
    ) -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.at, self.message, self.hint = at, message, hint
        """The keys that lead there."""
        self.offset, self.length = offset, length
        """Where in the expression, in characters from 0, and how long it is; no offset means all of it."""


class Wanted:
    """Wishes, checked: what is to be reckoned of a state and of each choice."""

    def __init__(self, rules: Rules, wishes: Wishes) -> None:
        """Raises WrongWish."""
        self.story = story = rules.story
        self._scope = Scope(_names(rules), story.place)
        self.halves = self._halves(rules, wishes.halves)
        self.wishes = self._wishes(wishes.wishes)
        self.slots = frozenset(slot for of, _ in self.wishes for slot in (*of.reads, *((DAY,) if of.asks else ())))
        """Slots by which a wish may change."""
        self.weights: dict[tuple[str, str], Checked] = self._weights(wishes.choices)
        """By scene and choice; those that are not named weigh 1."""
        widest = max((len(scene.choices) for scene in story.scenes.values()), default=1)
        bits = _LIKELIEST + HEAVIEST.bit_length() + widest.bit_length()
        self.cut = max(0, bits - 32)
        """Bits of likelihood times weight that are given up, so that a draw among all choices has 32."""

    def _halves(self, rules: Rules, written: int | str) -> int:
        if isinstance(written, int) or written.strip().lstrip("-").isdecimal():
            halves = int(written)
        else:
            halves = rules.world.run(self._checked(("halves",), written))(rules.start)
        if halves < 1:
            raise WrongWish(("halves",), f"halves is {halves}; it must be 1 or more")
        return halves

    def _wishes(self, wishes: dict[str, int]) -> list[tuple[Checked, int]]:
        """Each wish with its worth. What stands by itself goes before what stands for many."""
        found = dict[str, tuple[Checked, int]]()
        for text, worth in sorted(wishes.items(), key=lambda wish: stands_for_many(wish[0])):
            for one in self._each(text):
                checked = self._checked(("wishes", text), one, text == one)
                found.setdefault(one, (checked, worth))
        return list(found.values())

    def _each(self, text: str) -> Iterable[str]:
        at = ("wishes", text)
        if text.startswith(PERSON):
            names = [f"{person.id}.{text[2:]}" for person in self.story.people]
            names = [name for name in names if name in self.story.slot_of]
            if not names:
                raise WrongWish(at, f"`{text}`: nobody in {self.story.id} has it")
            return names
        if GOOD in text:
            goods = [good for good in self.story.goods if f"have.{good}" in self.story.slot_of]
            if not goods:
                raise WrongWish(at, f"`{text}`: nothing can be had in {self.story.id}")
            return [text.replace(GOOD, good) for good in goods]
        return (text,)

    def _checked(self, at: tuple[str, ...], text: str, whole: bool = True) -> Checked:
        """A number of this story. `whole`: the text is what is written at the place, so that an offset says where."""
        checked = check(text, self._scope)
        if not isinstance(checked, Checked):
            first = checked[0]
            offset, length = (first.offset, first.length) if whole else (None, 1)
            raise WrongWish(at, f"`{text}`: {first.message}", first.hint, offset, length)
        if checked.type not in (INT, BOOL):
            what = "a weight" if at[0] == "choices" else "halves" if at[0] == "halves" else "a wish"
            raise WrongWish(at, f"`{text}` is {checked.type}, and {what} is a number")
        if max(checked.reads, default=0) >= len(self.story.slots):
            raise WrongWish(at, f"`{text}`: the story {self.story.id} keeps no such number")
        return checked

    def _weights(self, written: dict[str, int | str]) -> dict[tuple[str, str], Checked]:
        """What is named closest goes before what stands for many: a choice, its scene, its id, all."""
        checked = {pattern: self._checked(("choices", pattern), str(weight)) for pattern, weight in written.items()}
        out: dict[tuple[str, str], Checked] = {}
        used: set[str] = set()
        for scene in self.story.scenes.values() if checked else ():
            for choice in scene.choices:
                fitting = [pattern for pattern in _patterns(scene, choice) if pattern in checked]
                used.update(fitting)
                if fitting:
                    out[scene.id, choice.id] = checked[fitting[0]]
        for pattern in checked:
            if pattern not in used:
                raise WrongWish(
                    ("choices", pattern),
                    f"no choice of {self.story.id} is `{pattern}`",
                    did_you_mean(pattern, _all_patterns(self.story)) or "it is scene.choice, scene.*, *.choice or *.*",
                )
        return out


def stands_for_many(wish: str) -> bool:
    """Whether a wish is written for everybody or for every good."""
    return wish.startswith(PERSON) or GOOD in wish


def _patterns(scene: Scene, choice: Choice) -> Iterator[str]:
    """What may name a choice, the closest first. An encounter's scene stands for all its pages."""
    yield f"{scene.id}.{choice.id}"
    yield f"{scene.id}.*"
    if scene.encounter and scene.encounter != scene.id:
        yield f"{scene.encounter}.*"
    yield f"*.{choice.id}"
    yield "*.*"


def _all_patterns(story: Story) -> Iterator[str]:
    for scene in story.scenes.values():
        for choice in scene.choices:
            yield from _patterns(scene, choice)


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


__all__ = ["HEAVIEST", "Wanted", "Wishes", "WrongWish", "stands_for_many"]
