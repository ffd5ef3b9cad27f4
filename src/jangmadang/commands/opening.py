"""From what a person names to a Story: for every command that takes one.

Finds and loads; says in words, on standard error, why a story cannot be had.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..story import shelf

if TYPE_CHECKING:
    from ..story.loading import Script
    from ..story.model import Loaded
    from ..story.problems import Problem

Read = TypeVar("Read")


def complain(words: str) -> None:
    """Words for the person at the command line, after the command's name."""
    print(f"jangmadang: {words}", file=sys.stderr)


def short(named: str) -> str:
    """What somebody typed, in a length that can be read."""
    return named if len(named) <= 80 else f"{named[:80]}…"


def counted(number: int, what: str) -> str:
    """`1 error`, `3 errors`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def show(problems: Iterable[Problem]) -> None:
    """Problems with their places, on standard error."""
    for problem in problems:
        print(problem.text(), file=sys.stderr)


def path_of(named: str) -> Path | None:
    """Where the story lies; None after saying that there is none."""
    path = shelf.find(named)
    if path is None:
        from ..story.problems import did_you_mean

        near = did_you_mean(short(named), shelf.shipped())
        complain(f'there is no story "{short(named)}"; {near or "jangmadang stories lists those that are here"}')
    elif not (path.is_dir() or path.is_file()):
        complain(f"{named} is neither a file nor a folder")
        return None
    return path


def loaded(path: Path) -> Loaded | None:
    """The story and its problems; None after saying that the disk does not give it."""
    from ..story.loading import load

    return _read(load, path)


def scripted(path: Path) -> Script | None:
    """The story with its text, for who works on it; None as for `loaded`."""
    from ..story.loading import load_script

    return _read(load_script, path)


def playable(path: Path) -> Loaded | None:
    """The story to play, at once if it was played before (then without its warnings); None as for `loaded`."""
    from ..play.ready import ready

    return _read(ready, path)


def _read(load: Callable[[Path], Read], path: Path) -> Read | None:
    try:
        return load(path)
    except OSError as error:
        complain(f"{error.filename or path}: {error.strerror or error}")
        return None
