"""Pages that a player keeps of a life: its transcript, its picture, its facts as plain text.

    <data folder>/lives/<story id>/<title of the ending>.md

Takes a story, a title and bytes; gives the path. Nothing is ever written over: where a name is taken, a number follows.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from .saves import DEVICES, FORBIDDEN, folder_name
from .whole_files import make, write_new

FOLDER = "lives"
LONGEST = 60
"""Characters of a file's name."""


def keep(home: Path, story: str, title: str, ending: str, data: bytes) -> Path:
    """Write a page below the game's folder; `ending` is that of the name: `.md`. Raises OSError where it cannot be."""
    folder = home / FOLDER / folder_name(story)
    make(folder)
    name = named(title)
    paths = (folder / f"{name}{'' if number == 1 else f' {number}'}{ending}" for number in count(1))
    return next(path for path in paths if write_new(path, data))


def named(title: str) -> str:
    """A title as a file's name on any system."""
    kept = "".join(c for c in " ".join(title.split()) if c.isprintable() and c not in FORBIDDEN)
    name = kept[:LONGEST].strip(". ")
    return f"{name or 'a life'}{' page' if name.partition('.')[0].casefold() in DEVICES else ''}"
