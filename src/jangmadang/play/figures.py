"""How simulated people ended: a story's `figures.json`, counted once and shipped with it.

    {"jangmadang_figures": 1, "story": "hundred",
     "walkers": [{"name": "random", "about": "takes any open choice", "lives": 20000, "endings": {"name": 940}}]}

`make docs-lives` writes it. These are people made up by a computer, with a wish or none; nothing of players is ever
counted. Takes a story's path and endings; gives figures, or None where there are none that fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from ..story.beside import Beside

FILE = "figures.json"
FORMAT = 1
LARGEST = 1_000_000
"""Bytes read; a story of two hundred endings takes thirty thousand."""


class Walked(Struct, frozen=True):
    """Some lives of one kind of simulated people."""

    name: str
    about: str
    lives: int
    endings: dict[str, int]
    """By the ending's scene, so many lives; those that nobody came to are there too."""


class Figures(Struct, frozen=True, kw_only=True):
    """A story's figures."""

    jangmadang_figures: int = FORMAT
    story: str
    walkers: tuple[Walked, ...]


def figures_of(path: Path, story: str, endings: Iterable[str]) -> Figures | None:
    """The figures in a story's folder, if they are of that story as it is: with the same endings."""
    if not path.is_dir():
        return None
    data = Beside(path).read(FILE, LARGEST)
    if data is None or len(data) > LARGEST:
        return None
    try:
        found = msgspec.json.decode(data, type=Figures)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    known = {*endings}
    fits = found.story == story and all(walked.endings.keys() == known for walked in found.walkers)
    sound = all(walked.lives > 0 and min(walked.endings.values(), default=0) >= 0 for walked in found.walkers)
    return found if found.jangmadang_figures == FORMAT and fits and sound else None


def written(figures: Figures) -> bytes:
    """The file's bytes."""
    return msgspec.json.format(msgspec.json.encode(figures), indent=1) + b"\n"
