"""Processes: the lives of a simulation on all cores of this machine, or within this process when they are few.

    lives = Lives(path, tasks, first, end)
    lives.go(told)      `told` hears how many have come to their end, of `lives.total`; `lives.stop()` begins no more
    lives.came          -> of each task how far it came, and its counts

Every process loads the story once, takes the numbers of the next lives from one count that all share, and hands back
what it counted. So lives are begun in their order, and after a stop those that were begun are the first so many: they
are all lived to their ends, and the shares of short lives are no larger than they should be.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ...many.runs import WIDTH, Supply, Task, run_of
from ...many.tally import Counts, added
from ...play.turn import Rules
from ...story.loading import load
from .reading import SAMPLE, words_read

FEW = 4_000
"""So many lives are not worth starting another process."""
_EVERY = 0.1  # seconds between two looks at how far it is


class Came(Struct):
    """How far a task came."""

    first: int
    end: int
    """After the last life that was lived."""
    counts: Counts | None = None


class Broke(Exception):
    """A process came to an end that it should not; the message says how."""


class Lives:
    """Lives of several tasks, one task after the other."""

    def __init__(
        self,
        path: Path,
        tasks: Sequence[Task],
        first: int,
        end: int,
        workers: int = 0,
        scalar: bool = False,
        rules: Rules | None = None,
    ) -> None:
        """`workers` are processes, as many as there are cores for 0; `rules` of the story, where they are there."""
        wanted = max(1, min(workers or os.cpu_count() or 1, (end - first) * len(tasks) // FEW))
        self.workers = wanted
        share = max(1, -(-(end - first) // wanted))
        self._tasks = [msgspec.structs.replace(task, width=min(task.width, WIDTH, share)) for task in tasks]
        self._path, self._scalar, self._rules = path, scalar, rules
        self.first, self.end = first, end
        self.came = [Came(first, first) for _ in tasks]
        self._shared = _Shared(len(tasks), first, end)
        self._children: list[Any] = []

    @property
    def total(self) -> int:
        """Lives that were asked for, of all tasks."""
        return (self.end - self.first) * len(self._tasks)

    def stop(self) -> None:
        """Begin no more lives."""
        self._shared.stop()

    def go(self, told: Callable[[int], None]) -> None:
        """Live them. Raises Broke, and `shapes.CannotSimulate` where columns cannot hold the story."""
        if self.workers == 1:
            self._shared.listener = told
            for task, counts in _work(self._rules or _rules(self._path), self._tasks, self._scalar, self._shared):
                self._add(task, counts)
        else:
            self._on_processes(told)
        for n, came in enumerate(self.came):
            came.end = self._shared.reached(n)

    def _add(self, task: int, counts: Counts) -> None:
        came = self.came[task]
        came.counts = counts if came.counts is None else added(came.counts, counts)

    def _on_processes(self, told: Callable[[int], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._shared.share(context)
        open_: list[Connection] = []
        try:
            for _ in range(self.workers):
                mine, theirs = context.Pipe(duplex=False)
                given = (str(self._path), self._tasks, self._scalar, self._shared, theirs)
                child = context.Process(target=_child, args=given, daemon=True)
                child.start()
                theirs.close()
                self._children.append(child)
                open_.append(mine)
            while open_:
                for ready in wait(open_, _EVERY):
                    assert isinstance(ready, Connection)
                    if not self._heard(ready):
                        open_.remove(ready)
                told(self._shared.done())
        finally:
            for child in self._children:
                if open_:
                    child.terminate()
                child.join(5)

    def _heard(self, connection: Connection) -> bool:
        """Take what a process has to say; False when that was all."""
        try:
            data = connection.recv_bytes()
        except EOFError:
            raise Broke("a process ended before its work was done; with fewer --workers each has more memory") from None
        kind, task, rest = data[:1], data[1], data[2:]
        if kind == b"c":
            self._add(task, msgspec.msgpack.decode(rest, type=Counts))
        elif kind == b"x":
            from ...many.shapes import CannotSimulate

            raise CannotSimulate(rest.decode())
        return kind == b"c"


class _Shared:
    """What processes share: the next life of each task, how many are done, and whether to go on."""

    def __init__(self, tasks: int, first: int, end: int) -> None:
        self._next: Any = [first] * tasks
        self._read: Any = [first] * tasks
        self._done: Any = [0]
        self._stopped: Any = [0]
        self._lock: Any = None
        self.listener: Callable[[int], None] | None = None
        """Hears in this very process how many lives are done."""
        self._first, self._end = first, end

    def share(self, context: Any) -> None:
        """From now on with other processes."""
        self._next, self._read = context.Array("q", self._next, lock=False), context.Array("q", self._read, lock=False)
        self._done, self._stopped = context.Array("q", 1, lock=False), context.Array("b", 1, lock=False)
        self._lock = context.Lock()

    def supply(self, task: int) -> Supply:
        """Hands out the lives of a task."""

        def next_(most: int) -> range:
            with self._lock or _Free():
                first = self._next[task]
                end = first if self._stopped[0] else min(self._end, first + most)
                self._next[task] = end
            return range(first, end)

        return next_

    def sample(self, task: int) -> Supply:
        """Hands out those that are to be read, of all that were begun."""

        def next_(most: int) -> range:
            with self._lock or _Free():
                first = self._read[task]
                end = max(first, min(SAMPLE, self._next[task], first + most))
                self._read[task] = end
            return range(first, end)

        return next_

    def tell(self, lives: int) -> None:
        with self._lock or _Free():
            self._done[0] += lives
        if self.listener is not None:
            self.listener(self._done[0])

    def stop(self) -> None:
        self._stopped[0] = 1

    def done(self) -> int:
        return int(self._done[0])

    def reached(self, task: int) -> int:
        return int(self._next[task])


class _Free:
    """No lock, where nobody else is."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def _rules(path: Path) -> Rules:
    story = load(path).story
    if story is None:
        raise Broke(f"{path} was changed while its lives were lived")
    return Rules(story)


def _work(rules: Rules, tasks: Sequence[Task], scalar: bool, shared: _Shared) -> Iterator[tuple[int, Counts]]:
    """Lives what there is, task after task; gives each task's counts."""
    for n, task in enumerate(tasks):
        counts = run_of(rules, task, scalar).lived(shared.supply(n), shared.tell)
        sample = shared.sample(n)
        while numbers := sample(20):
            read = words_read(rules, task.policy, task.seed, task.limit, numbers)
            counts.words = added(counts.words, read)
        yield n, counts


def _child(path: str, tasks: Sequence[Task], scalar: bool, shared: _Shared, out: Connection) -> None:
    """One process. Ctrl-C is for the one that started it to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for task, counts in _work(_rules(Path(path)), tasks, scalar, shared):
            out.send_bytes(b"c" + bytes([task]) + msgspec.msgpack.encode(counts))
        out.send_bytes(b"e\0")
    except Exception as error:
        if type(error).__name__ != "CannotSimulate":
            raise
        out.send_bytes(b"x\0" + str(error).encode())
    finally:
        out.close()
