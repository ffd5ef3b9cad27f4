"""What `jangmadang simulate` does once it is clear what is asked: lives lives, merges, reports, and hears Ctrl-C."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec import Struct

from ..desk.simulating.processes import Broke, Lives
from ..desk.simulating.reading import words_of
from ..many.policies import Policy, wealth
from ..many.results import LARGEST, Result, about, merged, ran, read, written
from ..many.runs import LONGEST, Task
from ..play.turn import Rules
from ..story.loading import Script
from .giving import give
from .opening import complain, refused, shown
from .simulate import DONE, ENDINGS, INTERRUPTED, NO_SUCH, WRONG


class Asked(Struct, frozen=True):
    """Which lives, and how."""

    seed: int
    first: int
    end: int
    limit: int
    """0 is as many as is usual."""
    workers: int
    engine: str


def simulated(
    asked: Asked, path: Path, script: Script, rules: Rules, policies: Sequence[Policy]
) -> tuple[Result, bool] | int:
    """What the lives came to, and whether somebody stopped them; or, after saying why not, what to exit with."""
    of_worth, limit = wealth(rules, script.folder), asked.limit or LONGEST
    tasks = [Task(asked.seed, policy, of_worth, limit) for policy in policies]
    lives: Any
    if asked.engine.startswith("dask://"):
        from ..desk.simulating.cluster import Cluster

        lives = Cluster(asked.engine.removeprefix("dask://"), rules.story, tasks, asked.first, asked.end)
    else:
        lives = Lives(path, tasks, asked.first, asked.end, asked.workers, asked.engine == "scalar", rules)
    status = _lived(lives)
    if status is None or not any(came.counts and came.counts.lives for came in lives.came):
        return INTERRUPTED if status in (None, True) else WRONG
    if isinstance(status, str):
        complain(status)
        return WRONG
    runs = tuple(
        ran(policy, came.first, came.end, came.counts)
        for policy, came in zip(policies, lives.came, strict=True)
        if came.counts is not None and came.end > came.first
    )
    result = Result(
        story=about(rules.story, words_of(script)),
        seed=asked.seed,
        limit=limit,
        wealth=of_worth.digest if of_worth else "",
        runs=runs,
    )
    if status:
        done = " and ".join(f"{one.counts.lives:,} {one.policy}" for one in runs)
        complain(f"stopped: this is what the first {done} lives came to, each lived to its end")
    return result, bool(status)


def _lived(lives: Any) -> bool | str | None:
    """Whether they were stopped, or why they cannot be lived; None where somebody would not wait."""
    bar = Bar(lives.total)
    with stopping(lives.stop) as stopped:
        try:
            lives.go(bar.show)
        except KeyboardInterrupt:
            bar.clear()
            return None
        except Broke as broke:
            bar.clear()
            return str(broke)
        except Exception as error:
            bar.clear()
            if type(error).__name__ != "CannotSimulate":
                raise
            return f"columns of numbers cannot hold this story: {error}; --engine scalar can"
        bar.clear()
        return stopped()


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C stops, the second one is KeyboardInterrupt. Gives whether there was one."""
    heard = 0

    def hear(*_: object) -> None:
        nonlocal heard
        heard += 1
        if heard > 1:
            raise KeyboardInterrupt
        stop()
        if sys.stderr.isatty():
            print("\r\x1b[Kfinishing the lives that were begun; Ctrl-C again ends at once", file=sys.stderr)

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield lambda: bool(heard)
    finally:
        signal.signal(signal.SIGINT, before)


class Bar:
    """How far it is, on a terminal's standard error; nothing where nobody watches."""

    def __init__(self, total: int) -> None:
        self._total, self._begun, self._last = total, monotonic(), 0.0
        self._watched = sys.stderr.isatty()

    def show(self, done: int) -> None:
        now = monotonic()
        if not self._watched or now - self._last < 0.1:
            return
        self._last = now
        part = done / max(1, self._total)
        left = (now - self._begun) * (1 - part) / part if part > 0.02 else None
        when = f", {left:,.0f} s left" if left is not None else ""
        filled = round(30 * part)
        bar = f"[{'#' * filled}{'.' * (30 - filled)}]"
        print(f"\r\x1b[K{bar} {done:,} of {self._total:,} lives{when}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


# ---- results --------------------------------------------------------------------------------------------------------
def opened(named: str) -> Result | None:
    """The result in a file; None after saying why there is none."""
    try:
        with open(named, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        complain(refused(error, named))
        return None
    try:
        if len(data) > LARGEST:
            raise ValueError(f"{named} is larger than any result")
        return read(data, named)
    except ValueError as error:
        complain(str(error))
        return None


def merge(arguments: Namespace) -> int:
    """Several results as one."""
    results: list[tuple[str, Result]] = []
    for named in arguments.files:
        result = opened(named)
        if result is None:
            return NO_SUCH
        results.append((named, result))
    against = opened(arguments.against) if arguments.against else None
    if arguments.against and against is None:
        return NO_SUCH
    try:
        whole = merged(results)
    except ValueError as error:
        complain(str(error))
        return NO_SUCH
    for one in whole.runs:
        if len(one.lives) > 1:
            gaps = ", ".join(f"{a} to {b - 1}" for (_, a), (b, _) in zip(one.lives, one.lives[1:], strict=False))
            complain(f"of {one.policy} people lives {gaps} are in none of the files")
    return report(arguments, whole, against)


def report(arguments: Namespace, result: Result, against: Result | None) -> int:
    """Print it, or write it to files; 1 where lives are stuck."""
    from ..desk.simulating.comparing import compared
    from ..desk.simulating.summary import summary

    of = summary(result)
    comparison = compared(summary(against), of, arguments.against) if against is not None else None

    def form(name: str) -> str:
        if name == "json":
            return written(result).decode()
        if name == "md":
            from ..desk.simulating.markdown import markdown

            return markdown(of, comparison)
        if name == "html":
            from ..desk.simulating.page import page

            return page(of, comparison)
        from ..desk.simulating.telling import lines

        return "\n".join(lines(of, comparison)) + "\n"

    for output in arguments.output or ():
        if not give(form(ENDINGS[Path(output).suffix.lower()]), output):
            return NO_SUCH
        lives = sum(one.counts.lives for one in result.runs)
        print(f"{shown(output)}: {lives:,} lives.", file=sys.stderr)
    if not arguments.output or arguments.format != "text":
        give(form(arguments.format), None)
    return WRONG if any(people.stuck for people in of.people) else DONE
