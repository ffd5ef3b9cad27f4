"""The tally: what some lives came to, as counts that add up, and how one life after the other is counted.

`Counts` are whole numbers by the names of the story. `Counting` is handed to a `walking.Walker` for lives that are
lived one by one; `many.watching` counts columns of lives and comes to the same. Needs no NumPy; no files, no figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct, field

from ..play.life import Step
from ..play.walking import Policy, Walk, Walker
from ..story.chance import life, stream
from ..story.model import DAY, Choice, Exit, Outcome, Scene, Story
from .bins import Bins, cut, cut_at, on_grid

Count = dict[int, int]
"""How many lives, by the bin of a number."""
NOWHERE = ""
"""Lives that came to no ending, where counts go by endings."""


class Meter(Struct, forbid_unknown_fields=True):
    """A number that players see."""

    turns: dict[int, Count] = field(default_factory=dict)
    """As lives are about to choose for the so-manieth time, from 0."""
    days: dict[int, Count] = field(default_factory=dict)
    """As lives choose for the first time on a day."""
    ends: dict[str, Count] = field(default_factory=dict)
    """As lives end, by the ending."""


class Counts(Struct, forbid_unknown_fields=True):
    """What some lives came to. Every name of the story is there, with 0 where nothing came to it."""

    lives: int = 0
    endings: dict[str, int] = field(default_factory=dict)
    stuck: dict[str, int] = field(default_factory=dict)
    """Lives for which nothing was open, by the scene."""
    cut: dict[str, int] = field(default_factory=dict)
    """Lives that were still going on after as many choices as were allowed, by the scene."""
    choices: Count = field(default_factory=dict)
    """Lives by how many choices they took, menus included; each number by itself."""
    scenes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How often each was visited, and by how many lives."""
    taken: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Of each `scene.choice` how often it was offered, open, and taken."""
    outcomes: dict[str, int] = field(default_factory=dict)
    """How often each `scene.choice>outcome` fell."""
    exits: dict[str, dict[str, int]] = field(default_factory=dict)
    """Of each encounter, how often it was left by each of its exits."""
    meters: dict[str, Meter] = field(default_factory=dict)
    wealth: dict[str, Count] = field(default_factory=dict)
    """What lives were worth when they ended, by the ending; bins that are cut."""
    words: Count = field(default_factory=dict)
    """Of a sample, by how many words they read; each number by itself."""


T = TypeVar("T")


def added(one: T, other: T) -> T:
    """Two counts, or parts of them, as one. Takes and gives structs, dicts, tuples and numbers."""
    both: Any
    if isinstance(one, Struct):
        both = type(one)(*(added(getattr(one, name), getattr(other, name)) for name in one.__struct_fields__))
    elif isinstance(one, dict) and isinstance(other, dict):
        keys = [*one, *(key for key in other if key not in one)]
        both = {key: added(one[key], other[key]) if key in one and key in other else (one | other)[key] for key in keys}
    elif isinstance(one, tuple) and isinstance(other, tuple):
        both = tuple(added(a, b) for a, b in zip(one, other, strict=True))
    else:
        both = one + other  # type: ignore[operator]
    return both  # type: ignore[no-any-return]


def nothing(story: Story) -> Counts:
    """The counts of no lives."""
    counts = Counts()
    for scene in story.scenes.values():
        counts.scenes[scene.id] = (0, 0)
        if scene.ending is not None:
            counts.endings[scene.id] = 0
        for choice in offered(scene):
            counts.taken[f"{scene.id}.{choice.id}"] = (0, 0, 0)
            for path, _ in outcomes(choice.chance, choice.exit):
                counts.outcomes[outcome_name(scene, choice, path)] = 0
    for encounter, name, _ in exits(story):
        counts.exits.setdefault(encounter, {})[name] = 0
    for slot in meters(story):
        counts.meters[story.slots[slot].name] = Meter()
    return counts


# ---- the names of a story -------------------------------------------------------------------------------------------
def offered(scene: Scene) -> Iterator[Choice]:
    """Choices that somebody may meet: no facilitator's, and none that is proved never to open."""
    for choice in scene.choices:
        if not choice.skip and not (choice.when is not None and choice.when.constant == 0):
            yield choice


def outcomes(
    chance: Sequence[Outcome], out: Exit | None, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Exit | None]]:
    """Each outcome of a choice by the way to it, with the exit that it takes: None where more is drawn."""
    for outcome in chance:
        path, leads = (*before, outcome.id), outcome.exit or out
        yield path, None if outcome.chance else leads
        yield from outcomes(outcome.chance, leads, path)


def outcome_name(scene: Scene, choice: Choice, path: Sequence[str]) -> str:
    """`scene.choice>outcome`, and what is drawn after it."""
    return ">".join((f"{scene.id}.{choice.id}", *path))


def exits(story: Story) -> Iterator[tuple[str, str, str]]:
    """Each way to leave an encounter: its name, its exit's, and the name of the choice or outcome that takes it."""
    for scene in story.scenes.values():
        for choice in offered(scene) if scene.encounter else ():
            ways = [(outcome_name(scene, choice, path), out) for path, out in outcomes(choice.chance, choice.exit)]
            for name, out in ways or [(f"{scene.id}.{choice.id}", choice.exit)]:
                if out is not None and out.name:
                    yield scene.encounter, out.name, name


def left(story: Story, counts: Counts) -> dict[str, dict[str, int]]:
    """How often encounters were left by each exit: from what was taken and what fell."""
    out: dict[str, dict[str, int]] = {}
    for encounter, name, by in exits(story):
        times = counts.outcomes[by] if by in counts.outcomes else counts.taken[by][2]
        of = out.setdefault(encounter, {})
        of[name] = of.get(name, 0) + times
    return out


def meters(story: Story) -> list[int]:
    """The slots that players see as meters."""
    return [n for n, slot in enumerate(story.slots) if slot.meter is not False]


# ---- one life after the other ---------------------------------------------------------------------------------------
class Counting:
    """Counts lives that are walked one by one."""

    def __init__(self, walker: Walker, worth: Callable[[Sequence[int]], int] | None = None) -> None:
        self._walker, self.story, self._worth = walker, walker.story, worth
        self.counts = nothing(self.story)
        self._meters = [(slot, self.story.slots[slot]) for slot in meters(self.story)]
        self._bins = {slot: Bins(of.low, of.high) for slot, of in self._meters}

    def live(
        self,
        seed: int,
        number: int,
        policy: Callable[[int], Policy],
        limit: int,
        tell: Callable[[str], object] | None = None,
        named: str = "lots",
    ) -> Walk:
        """Life so and so of a simulation."""
        its = life(seed, number)
        one = _Life(self, policy(stream(its, named)))
        walk = self._walker.walk(its, one, tell, limit, steps=True)
        self._over(one, walk, limit)
        return walk

    def _over(self, one: _Life, walk: Walk, limit: int) -> None:
        counts, ending = self.counts, walk.scene if walk.ended else NOWHERE
        counts.lives += 1
        _more(counts.choices, walk.choices)
        if walk.ended:
            counts.endings[walk.scene] += 1
        else:
            _more(counts.cut if walk.choices >= limit else counts.stuck, walk.scene)
        one.seen[walk.scene] = one.seen.get(walk.scene, 0) + 1
        for id_, visits in one.seen.items():
            before, lives = counts.scenes[id_]
            counts.scenes[id_] = (before + visits, lives + 1)
        for (scene, choice), step in zip(one.picked, walk.steps or (), strict=True):
            self._fell(scene, choice, step)
        for slot, of in self._meters:
            _more(counts.meters[of.name].ends.setdefault(ending, {}), self._bins[slot].of(walk.values[slot]))
        if self._worth is not None:
            _more(counts.wealth.setdefault(ending, {}), cut(self._worth(walk.values)))

    def _fell(self, scene: Scene, choice: Choice, step: Step) -> None:
        chance, path = choice.chance, list[str]()
        for id_ in step.outcomes:
            if not chance:
                return  # what else was drawn is a storylet
            path.append(id_)
            self.counts.outcomes[outcome_name(scene, choice, path)] += 1
            chance = next(outcome.chance for outcome in chance if outcome.id == id_)

    def look(self, values: Sequence[int], turn: int, new_day: bool) -> None:
        """Meters as somebody is about to choose."""
        for slot, of in self._meters:
            at, meter = self._bins[slot].of(values[slot]), self.counts.meters[of.name]
            if on_grid(turn):
                _more(meter.turns.setdefault(turn, {}), at)
            if new_day and cut_at(values[DAY]) == values[DAY]:
                _more(meter.days.setdefault(values[DAY], {}), at)

    def finished(self) -> Counts:
        """The counts of all that were lived."""
        self.counts.exits = left(self.story, self.counts)
        return self.counts


class _Life:
    """One life, while it is lived: a policy that takes notes."""

    def __init__(self, counting: Counting, policy: Policy) -> None:
        self._counting, self._policy = counting, policy
        self.seen: dict[str, int] = {}
        self.picked: list[tuple[Scene, Choice]] = []
        self._day = -1

    def __call__(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
        turn, new_day = len(self.picked), values[DAY] != self._day
        self._day = values[DAY]
        if new_day or on_grid(turn):
            self._counting.look(values, turn, new_day)
        self.seen[scene.id] = self.seen.get(scene.id, 0) + 1
        at = self._policy(scene, open_, values)
        taken, openly = self._counting.counts.taken, {choice.id for choice in open_}
        for choice in offered(scene):
            name = f"{scene.id}.{choice.id}"
            times, opened, took = taken[name]
            taken[name] = (times + 1, opened + (choice.id in openly), took + (choice.id == open_[at].id))
        self.picked.append((scene, open_[at]))
        return at


K = TypeVar("K", int, str)


def _more(counts: dict[K, int], key: K) -> None:
    counts[key] = counts.get(key, 0) + 1


def total(counts: Mapping[Any, int]) -> int:
    """How many there are in all."""
    return sum(counts.values())
