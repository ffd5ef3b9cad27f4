"""Planted defects: whole stories, and patches that make one thing wrong in them. README.md in `planted` has the form.

Takes the files of `planted`; gives Cases, each with the story's text as patched and the place of the defect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PLANTED = Path(__file__).with_name("planted")
_CASE = re.compile(r"== (-?)([a-z0-9-]+)(?:, ([a-z0-9, -]+))?(?:: (.*))?")


class Case(NamedTuple):
    """One story with one thing wrong in it, or with what only looks so."""

    name: str
    code: str
    text: str
    follows: tuple[str, ...]
    """Codes that the one defect has on its line besides."""
    at: tuple[int, int] | None
    """Line and column where it has to be found; None where nothing must be."""


class Hunk(NamedTuple):
    """Lines of a story, and what they become."""

    old: list[str]
    new: list[str]
    caret: tuple[int, int] | None
    """Line of `new`, from 0, and column, from 1."""


def cases() -> Iterator[Case]:
    """Every case of every file, in their order."""
    for path in sorted(PLANTED.glob("*.txt")):
        head, *bodies = re.split(r"^(?=== )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        story = (PLANTED / head.split()[1]).read_text(encoding="utf-8")
        for body in bodies:
            title, *lines = body.rstrip("\n").split("\n")
            found = _CASE.fullmatch(title)
            assert found, f"{path.name}: {title}"
            name = f"{path.stem}: {title.removeprefix('== ')}"
            text, at = planted(name, story, list(hunks(lines)))
            assert (at is None) == bool(found[1]), f"{name}: one ^ where something has to be found, none elsewhere"
            yield Case(name, found[2], text, tuple((found[3] or "").replace(",", " ").split()), at)


def hunks(lines: list[str]) -> Iterator[Hunk]:
    """The patches of a case."""
    hunk = Hunk([], [], None)
    for line in (*lines, "..."):
        if line == "...":
            yield hunk
            hunk = Hunk([], [], None)
        elif line.strip("^ ") == "" and "^" in line:
            hunk = hunk._replace(caret=(len(hunk.new) - 1, line.index("^")))
        else:
            if line[:1] != "+":
                hunk.old.append(line[1:])
            if line[:1] != "-":
                hunk.new.append(line[1:])


def planted(name: str, story: str, patch: list[Hunk]) -> tuple[str, tuple[int, int] | None]:
    """The story after the patches, and where the caret stands in it."""
    at = None
    for hunk in patch:
        old, new = ("".join(f"{line}\n" for line in lines) for lines in (hunk.old, hunk.new))
        begins = [found.start() for found in re.finditer(rf"^{re.escape(old)}", story, re.MULTILINE)]
        assert len(begins) == 1, f"{name}: these lines stand {len(begins)} times in the story:\n{old}"
        line = story.count("\n", 0, begins[0]) + 1
        if at is not None and line < at[0]:
            at = at[0] + len(hunk.new) - len(hunk.old), at[1]
        if hunk.caret is not None:
            assert at is None, f"{name}: one ^ is enough"
            at = line + hunk.caret[0], hunk.caret[1]
        story = story[: begins[0]] + new + story[begins[0] + len(old) :]
    return story, at
