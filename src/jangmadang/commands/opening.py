"""From what a person names to a Story: for every command that takes one.

Finds and loads; says in words, on standard error, why a story cannot be had.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..story import shelf

if TYPE_CHECKING:
    from ..story.loading import Script
    from ..story.model import Loaded, Story
    from ..story.problems import Problem

Read = TypeVar("Read")

LONGEST = 80
LONGEST_PATH = 400
MOST = 9
"""Stories that are named where somebody named the folder that they lie in."""


def complain(words: str) -> None:
    """Words for the person at the command line, after the command's name; no sign in them steers the terminal."""
    from ..story.problems import visible

    print("jangmadang: " + "\n".join(map(visible, words.split("\n"))), file=sys.stderr)


def short(named: str, most: int = LONGEST) -> str:
    """What somebody typed, on one line and in a length that can be read."""
    from ..story.problems import visible

    return visible(named if len(named) <= most else f"{named[:most]}…")


def shown(path: object) -> str:
    """A file's name on one line; a name that no file could have is cut off."""
    return short(str(path), LONGEST_PATH)


def refused(error: OSError, path: object) -> str:
    """What the disk says, after the name of what it says it of: `path`, where it names nothing itself."""
    return f"{shown(error.filename or path)}: {error.strerror or error}"


def counted(number: int, what: str) -> str:
    """`1 error`, `3 errors`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def show(problems: Iterable[Problem]) -> None:
    """Problems with their places, on standard error."""
    for problem in problems:
        print(problem.text(), file=sys.stderr)


def path_of(named: str) -> Path | None:
    """Where the story lies; None after saying that there is none, or that there are several."""
    path = _found(named)
    several = stories_in(path) if path else []
    if several:
        names = ", ".join(map(shown, several[:MOST])) + (" …" if len(several) > MOST else "")
        complain(f"{shown(named)} is a folder of stories; name one of them: {names}")
        return None
    return path


def paths_of(named: str) -> list[Path]:
    """The same for a command that takes many: a folder of stories stands for all of them; [] where there is none."""
    path = _found(named)
    return (stories_in(path) or [path]) if path else []


def stories_in(folder: Path) -> list[Path]:
    """The stories in a folder that has no file of a story itself: the folders with a cover, by name."""
    try:
        inside = sorted(os.listdir(folder))
    except OSError:
        return []  # a file; or a folder that whoever loads the story says cannot be read
    if any(name.endswith(shelf.ENDINGS) for name in inside):
        return []
    return [folder / name for name in inside if name[0] != "." and os.path.isfile(folder / name / shelf.COVER)]


def _found(named: str) -> Path | None:
    path = shelf.find(named)
    if path is None:
        from ..story.problems import did_you_mean

        near = did_you_mean(short(named), shelf.shipped())
        complain(f'there is no story "{short(named)}"; {near or "jangmadang stories lists those that are here"}')
    elif not (path.is_dir() or path.is_file()):
        complain(f"{shown(named)} is neither a file nor a folder")
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


def sound(had: Loaded | Script, named: str, what: str) -> Story | None:
    """The story that was read; None after saying that it has errors and cannot be `what`, and showing the first."""
    if had.story is None:
        from ..story.problems import errors

        complain(f"this story has errors and cannot be {what}; jangmadang check {named} shows them all. The first:")
        show(errors(had.problems)[:1])
    return had.story


def _read(load: Callable[[Path], Read], path: Path) -> Read | None:
    try:
        return load(path)
    except OSError as error:
        complain(refused(error, path))
        return None
