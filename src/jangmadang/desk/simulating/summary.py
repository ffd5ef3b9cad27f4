"""Summary: from counts to figures: shares and how sure they are, bands, what nobody met, what is always best.

Takes a `Result`; gives `Summary`, which every report tells in its own form. Shares are in 100. Intervals are Wilson's,
95 in 100 of which hold what they are meant to; nothing is simulated or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

from msgspec import Struct

from ...many.bins import LINEAR, quantile, roundest
from ...many.results import Ran, Result, Seen
from ...many.tally import NOWHERE, Count, added, total
from ..stats import WORDS_A_MINUTE

Z = 1.959964
"""Standard deviations within which 95 in 100 lie."""
OFTEN = 100
"""A choice must have been open so many times for something to be said of it."""
NEARLY = 98
"""In 100: taken so often is nearly always."""


class Share(Struct, frozen=True):
    """How often something came, of how many, and where its share lies in truth: in 100."""

    name: str
    title: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """In 100."""
        return 100 * self.count / self.of if self.of else 0.0

    @property
    def between(self) -> tuple[float, float]:
        """Wilson's interval."""
        return wilson(self.count, self.of)


class Spread(Struct, frozen=True):
    """How a number lies over lives: a tenth have `low` or less, half `middle`, nine tenths `high`."""

    lives: int
    low: int
    middle: int
    high: int


class Band(Struct, frozen=True):
    """A meter over time."""

    name: str
    label: str
    person: str
    turns: tuple[tuple[int, Spread], ...]
    days: tuple[tuple[int, Spread], ...]
    ends: tuple[tuple[str, Spread], ...]
    """As lives end, by the ending; that of all lives first, under ""."""

    @property
    def moves(self) -> bool:
        """Whether it is ever anything else than it was."""
        return len({(s.low, s.middle, s.high) for _, s in (*self.turns, *self.ends)}) > 1


class Habit(Struct, frozen=True):
    """A choice that these people take whenever they can, or never do."""

    choice: str
    open: int
    taken: int


class Left(Struct, frozen=True):
    """How an encounter was left."""

    encounter: str
    exits: tuple[Share, ...]


class People(Struct, frozen=True):
    """What the lives of one policy came to."""

    policy: str
    about: str
    lives: int
    complete: bool
    """Whether their numbers have no gap."""
    endings: tuple[Share, ...]
    stuck: tuple[Share, ...]
    cut: int
    """Lives that were given up."""
    choices: Spread | None
    words: Spread | None
    """Of the sample that was read."""
    bands: tuple[Band, ...]
    scenes: tuple[str, ...]
    """Those that no life saw."""
    untaken: tuple[str, ...]
    """Choices that were never taken, in scenes that were seen."""
    unopened: tuple[str, ...]
    """Those of them that were never open."""
    outcomes: tuple[str, ...]
    """What never fell, of choices that were taken."""
    always: tuple[Habit, ...]
    never: tuple[Habit, ...]
    exits: tuple[Left, ...]
    wealth: tuple[tuple[str, Spread], ...]
    """As lives end, by the ending; that of all lives first, under ""."""


class Summary(Struct, frozen=True):
    """What a simulation came to."""

    story: str
    title: str
    fingerprint: str
    seed: int
    limit: int
    words: int
    english: bool
    titles: dict[str, str]
    people: tuple[People, ...]


def summary(result: Result) -> Summary:
    """The figures of a result."""
    story = result.story
    return Summary(
        story.id,
        story.title,
        story.fingerprint,
        result.seed,
        result.limit,
        story.words,
        story.language.split("-")[0] == "en",
        dict(story.endings),
        tuple(_people(result, ran) for ran in result.runs),
    )


def _people(result: Result, ran: Ran) -> People:
    counts, story = ran.counts, result.story
    lives = counts.lives
    generated, scenes = {*story.generated}, counts.scenes
    seen = {name for name, (visits, _) in scenes.items() if visits}
    untaken = [name for name, (offered, _, taken) in counts.taken.items() if offered and not taken]
    always, never = _habits(result, ran, generated)
    return People(
        ran.policy,
        ran.about,
        lives,
        len(ran.lives) == 1,
        tuple(Share(name, story.endings.get(name, name), n, lives) for name, n in counts.endings.items()),
        tuple(Share(name, "", n, lives) for name, n in sorted(counts.stuck.items())),
        total(counts.cut),
        spread(counts.choices),
        spread(counts.words),
        tuple(_bands(ran, story.meters, [*story.endings])),
        tuple(name for name in scenes if name not in seen),
        tuple(untaken),
        tuple(name for name in untaken if not counts.taken[name][1]),
        tuple(name for name, n in counts.outcomes.items() if not n and counts.taken[name.partition(">")[0]][2]),
        always,
        never,
        tuple(_left(counts.exits)),
        tuple(_by_ending(counts.wealth, [*story.endings], None)),
    )


def _habits(result: Result, ran: Ran, generated: set[str]) -> tuple[tuple[Habit, ...], tuple[Habit, ...]]:
    """Choices of a writer's that are taken nearly always where something else is open, or never."""
    always, never = [], []
    taken = ran.counts.taken
    alone: dict[str, int] = {}
    """How many choices are ever open in a scene."""
    for name, (_, opened, _) in taken.items():
        scene = name.rpartition(".")[0]
        alone[scene] = alone.get(scene, 0) + (opened > 0)
    for name, (_, opened, took) in taken.items():
        if name in generated or opened < OFTEN or alone[name.rpartition(".")[0]] < 2:
            continue
        habit = Habit(name, opened, took)
        # Where others are open only now and then, a choice is taken often for want of them.
        others = sum(o for other, (_, o, _) in taken.items() if other.rpartition(".")[0] == name.rpartition(".")[0])
        if 100 * took >= NEARLY * opened and others >= 2 * opened:
            always.append(habit)
        elif not took:
            never.append(habit)
    key = lambda habit: -habit.open  # noqa: E731
    return tuple(sorted(always, key=key)), tuple(sorted(never, key=key))


def _left(exits: Mapping[str, Mapping[str, int]]) -> Iterator[Left]:
    for encounter, by in exits.items():
        times = total(by)
        if times:
            yield Left(encounter, tuple(Share(name, "", n, times) for name, n in by.items()))


# ---- numbers over lives ---------------------------------------------------------------------------------------------
def _bands(ran: Ran, meters: Mapping[str, Seen], endings: Iterable[str]) -> Iterator[Band]:
    endings = [*endings]
    for name, seen in meters.items():
        of = ran.counts.meters[name]
        wide = seen.high - seen.low
        yield Band(
            name,
            seen.label,
            seen.person,
            tuple(_over(of.turns, wide)),
            tuple(_over(of.days, wide)),
            tuple(_by_ending(of.ends, endings, wide)),
        )


def _over(counts: Mapping[int, Count], wide: int) -> Iterator[tuple[int, Spread]]:
    for at in sorted(counts):
        found = spread(counts[at], wide)
        if found is not None:
            yield at, found


def _by_ending(counts: Mapping[str, Count], endings: Iterable[str], wide: int | None) -> Iterator[tuple[str, Spread]]:
    of_all: Count = {}
    for one in counts.values():
        of_all = added(of_all, one)
    for name, one in (("", of_all), *((name, counts.get(name, {})) for name in endings if name != NOWHERE)):
        found = spread(one, _CUT if wide is None else wide)
        if found is not None:
            yield name, found


_CUT = LINEAR + 1


def spread(counts: Count, wide: int = 0) -> Spread | None:
    """Tenth, middle and nine tenths; of bins that are cut, the roundest number in each. None of no lives."""
    lives = total(counts)
    if not lives:
        return None
    at = [quantile(counts, part, 10) or 0 for part in (1, 5, 9)]
    if wide > LINEAR:
        at = [roundest(name) for name in at]
    return Spread(lives, *at)


def wilson(count: int, of: int, z: float = Z) -> tuple[float, float]:
    """Where a share lies in truth, in 100, when so many of so many were found."""
    if not of:
        return 0.0, 100.0
    p, square = count / of, z * z / of
    middle, reach = p + square / 2, z * sqrt(p * (1 - p) / of + square / (4 * of))
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    return (0.0 if not count else 100 * max(0.0, low)), (100.0 if count == of else 100 * min(1.0, high))


def minutes(words: int) -> int:
    """Minutes that so many words take, as `stats` has it; 1 at least."""
    return max(1, round(words / WORDS_A_MINUTE))
