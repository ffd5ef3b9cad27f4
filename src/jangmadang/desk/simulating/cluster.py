"""A Dask cluster: the lives of a simulation on machines that somebody has, instead of the cores of this one.

Takes the address of a scheduler, a story and tasks; lives as `processes.Lives` does, with the same counts. The story
goes along; the workers need the game with its extra `simulate`, and nothing else of this machine's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import msgspec

from ...many.runs import Task, run_of
from ...many.tally import Counts, added
from ...play.turn import Rules
from ...story.model import Story
from .processes import Broke, Came
from .reading import SAMPLE, words_read

PIECE = 65_536
"""Lives that a worker is given at a time: two pools full."""
_WAIT = "20 s"


class Cluster:
    """Lives of several tasks, one task after the other, in pieces."""

    def __init__(
        self, address: str, story: Story, tasks: Sequence[Task], first: int, end: int, piece: int = PIECE
    ) -> None:
        self._address, self._story, self._tasks, self._piece = address, story, tasks, piece
        self.first, self.end = first, end
        self.came = [Came(first, first) for _ in tasks]
        self._stopped = False

    @property
    def total(self) -> int:
        """Lives that were asked for, of all tasks."""
        return (self.end - self.first) * len(self._tasks)

    def stop(self) -> None:
        """Begin no more pieces."""
        self._stopped = True

    def go(self, told: Callable[[int], None]) -> None:
        """Live them. Raises Broke where there is no cluster, or it fails."""
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise Broke('a Dask cluster needs its client: pip install "jangmadang[dask]"') from None
        try:
            client = distributed.Client(self._address, timeout=_WAIT)
        except (OSError, ValueError) as error:
            raise Broke(f"no Dask scheduler answers at {self._address}: {error}") from None
        with client:
            story = client.scatter(self._story, broadcast=True, hash=False)
            for number, task in enumerate(self._tasks):
                self._live(distributed, client, story, number, task, told)

    def _live(
        self, distributed: Any, client: Any, story: Any, number: int, task: Task, told: Callable[[int], None]
    ) -> None:
        """One task. Pieces are given out in their order, some ahead, so that a stop leaves the first so many lives."""
        came = self.came[number]
        ahead = 2 * max(1, sum(client.nthreads().values()))
        waiting = distributed.as_completed(with_results=True, raise_errors=True)
        while True:
            while came.end < self.end and not self._stopped and waiting.count() < ahead:
                end = min(self.end, came.end + self._piece)
                waiting.add(client.submit(piece, story, task, came.end, end, pure=False))
                came.end = end
            if waiting.is_empty():
                return
            try:
                _, data = next(waiting)
            except Exception as error:
                raise Broke(f"a worker of the cluster failed: {error}") from error
            counts = msgspec.msgpack.decode(data, type=Counts)
            came.counts = counts if came.counts is None else added(came.counts, counts)
            told(sum(one.counts.lives for one in self.came if one.counts is not None))


_rules: dict[str, Rules] = {}


def piece(story: Story, task: Task, first: int, end: int) -> bytes:
    """What a worker does: some lives, counted, as bytes. It keeps a story that it was given before."""
    rules = _rules.get(story.fingerprint) or _rules.setdefault(story.fingerprint, Rules(story))
    at = first

    def supply(most: int) -> range:
        nonlocal at
        numbers = range(at, min(end, at + most))
        at = numbers.stop
        return numbers

    task = msgspec.structs.replace(task, width=min(task.width, end - first))
    counts = run_of(rules, task).lived(supply, lambda _: None)
    sample = range(first, min(end, SAMPLE))
    if sample:
        counts.words = words_read(rules, task.policy, task.seed, task.limit, sample)
    return msgspec.msgpack.encode(counts)
