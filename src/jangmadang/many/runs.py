"""Runs: the lives of one policy in one process, by whichever engine, counted.

    run = run_of(rules, task, engine)
    counts = run.lived(supply, told)

`Task` says who lives and how; `supply` hands out the numbers of lives; `told` hears how many have come to their end.
`columns` lives many at once and needs NumPy; `scalar` lives one after the other. Both come to the same counts.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Protocol

from msgspec import Struct

from ..play.turn import Rules
from ..play.walking import Walker
from ..play.wishing import Wisher
from .policies import Policy
from .tally import Counting, Counts

LONGEST = 2_000
"""Choices after which a life is given up, unless told otherwise: nobody plays so long."""
WIDTH = 65_536
"""Lives that are lived at once in a process, at most: twice as many are a tenth quicker, and need twice the memory."""
Supply = Callable[[int], range]
"""At most so many numbers of lives that are next; none when there are no more."""


class Task(Struct, frozen=True):
    """What is to be simulated."""

    seed: int
    policy: Policy
    wealth: Policy | None = None
    """By whose wishes wealth is reckoned."""
    limit: int = LONGEST
    width: int = WIDTH


class Run(Protocol):
    """Lives lives."""

    def lived(self, supply: Supply, told: Callable[[int], None]) -> Counts:
        """The counts of all that are supplied."""


def has_numpy() -> bool:
    """Whether many lives at once can be had."""
    return find_spec("numpy") is not None


def run_of(rules: Rules, task: Task, scalar: bool = False) -> Run:
    """What lives the task's lives. Raises `shapes.CannotSimulate` where columns cannot hold the story."""
    return OneByOne(rules, task) if scalar else Columns(rules, task)


class OneByOne:
    """The engine that play uses."""

    def __init__(self, rules: Rules, task: Task) -> None:
        self._task, self._wisher = task, Wisher(rules, task.policy.wishes)
        self._walker = Walker(rules)
        self._worth = Wisher(rules, task.wealth.wishes).worth if task.wealth is not None else None

    def lived(self, supply: Supply, told: Callable[[int], None]) -> Counts:
        counting, task = Counting(self._walker, self._worth), self._task
        while numbers := supply(16):
            for number in numbers:
                counting.live(task.seed, number, self._wisher.policy, task.limit)
            told(len(numbers))
        return counting.finished()


class Columns:
    """Many lives at once."""

    def __init__(self, rules: Rules, task: Task) -> None:
        from .pool import Pool
        from .tables import Tables
        from .watching import Watch
        from .wishes import Wishing, Worth

        self._task, tables = task, Tables(rules)
        self._pool = Pool(tables, task.width)
        wisher = Wisher(rules, task.policy.wishes)
        self._picks = Wishing(tables, wisher) if wisher.wanted.wishes or wisher.wanted.weights else None
        wealth = Wisher(rules, task.wealth.wishes).wanted.wishes if task.wealth is not None else None
        self._watch = Watch(tables, task.limit, Worth(tables, wealth) if wealth else None)

    def lived(self, supply: Supply, told: Callable[[int], None]) -> Counts:
        import numpy as np

        def numbers(most: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
            given = supply(most)
            return np.arange(given.start, given.stop, dtype=np.int64)

        for done in self._pool.walk(self._task.seed, numbers, self._task.limit, self._watch, self._picks):
            told(len(done.number))
        return self._watch.counts()
