"""Testing: the play-tests of a story's `tests/` folder, each played and timed.

Takes files and a story's Rules; gives how each went. What a play-test is, and whether it holds, is `play.playtests`'.
Files are read; nothing is written or printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISREG
from time import perf_counter

from msgspec import Struct

from ..play.playtests import PlayTest, TestResult, play_test, read_play_test
from ..play.turn import Rules
from ..story.loading import Script
from ..story.problems import Problem, did_you_mean, errors

FOLDER = "tests"
ENDINGS = (".yaml", ".yml")


class Found(Struct, frozen=True):
    """A play-test's file."""

    name: str
    """The file's name without its ending, after the folders that it lies in under `tests/`."""
    path: Path


class Tested(Struct, frozen=True):
    """How one play-test went."""

    __test__ = False

    name: str
    path: Path
    seconds: float
    """What reading and playing it took."""
    problems: tuple[Problem, ...]
    """What is wrong with the file, or not as it must be; warnings of the file alone do not fail it."""
    test: PlayTest | None
    """None where the file is no play-test."""
    result: TestResult | None

    @property
    def passed(self) -> bool:
        """It could be read, every step could be taken, and everything is as it must be."""
        return self.result is not None and not errors(self.problems)


def folder_of(script: Script) -> Path:
    """Where a story's play-tests lie, or would: the folder `tests` in its folder, or beside its only file."""
    return (script.folder or Path()) / FOLDER


def files_in(folder: Path) -> list[Found]:
    """The play-tests in a folder and the folders in it, in the order of their names; none where there is no folder."""
    found: list[Found] = []
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(at, name)
            if name.endswith(ENDINGS) and not name.startswith(".") and _is_file(path):
                found.append(Found(path.relative_to(folder).with_suffix("").as_posix(), path))
    return sorted(found, key=lambda one: (one.name, str(one.path)))


def _is_file(path: Path) -> bool:
    """A pipe would be waited for without end."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return path.is_symlink()  # one that leads nowhere: whoever reads it says so


class Chosen(Struct, frozen=True):
    """Play-tests that were asked for, and words about those that are not there."""

    tests: tuple[Found, ...]
    missing: tuple[str, ...] = ()


def choose(found: Iterable[Found], names: Iterable[str] = (), words: str = "") -> Chosen:
    """The play-tests of these names (`act1/*` for several, or the path of the file), and of them those whose name
    holds all of the words. Without names, all.
    """
    everything, missing = list(found), []
    wanted: dict[Path, Found] = {}
    for name in names:
        plain = name.removesuffix(".yaml").removesuffix(".yml")
        hits = [one for one in everything if fnmatchcase(one.name, plain) or _is_path(one.path, name)]
        wanted |= {one.path: one for one in hits}
        if not hits:
            near = did_you_mean(plain.rpartition("/")[2], [one.name for one in everything])
            missing.append(f'there is no play-test "{name[:80]}"{f"; {near}" if near else ""}')
    kept = [one for one in everything if one.path in wanted] if wanted or missing else everything
    parts = words.casefold().split()
    return Chosen(tuple(one for one in kept if all(part in one.name.casefold() for part in parts)), tuple(missing))


def _is_path(path: Path, named: str) -> bool:
    try:
        return os.path.samefile(path, named)
    except (OSError, ValueError):
        return False


def run_tests(rules: Rules, tests: Iterable[Found]) -> Iterator[Tested]:
    """Each in turn, as soon as it was played."""
    for one in tests:
        begun = perf_counter()
        read = read_play_test(one.path)
        result = play_test(rules, read.test) if read.test is not None else None
        problems = (*read.problems, *(result.problems if result is not None else ()))
        yield Tested(one.name, one.path, perf_counter() - begun, problems, read.test, result)
