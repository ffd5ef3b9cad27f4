"""Files laid out: those of a story and its play-tests, each judged by itself, then written whole or not at all.

Takes paths; gives what would become of each file, and writes on request. A disk's refusals come out as words.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ...story.problems import Problem, errors
from ...story.reading import read_file
from ...story.shelf import ENDINGS, story_files
from ..lint.rewriting import rewrite
from .judging import laid_out

PLAY_TESTS = "tests"


class Laid(Struct, frozen=True):
    """One file, and what its layout would make of it."""

    file: str
    before: str
    """Its text, without the mark that may stand at its start."""
    after: str
    problems: tuple[Problem, ...] = ()
    """The errors for which it stays as it is."""
    left: str = ""
    """Why else it stays as it is."""

    @property
    def changes(self) -> bool:
        return self.before != self.after


def files_of(path: Path) -> list[Path]:
    """The file itself, or all files of a story and its play-tests. Raises OSError for a folder that cannot be read."""
    if path.is_file():
        return [path]
    tests = path / PLAY_TESTS
    return story_files(path) + sorted(test for test in tests.glob("*") if test.suffix in ENDINGS and test.is_file())


def judged(path: Path) -> Laid:
    """What the layout would make of a file."""
    source = read_file(path, str(path))
    wrong = errors(source.problems)
    if not source.text or (wrong and source.tree is None):  # its text may be less than what the file holds
        return Laid(str(path), "", "", tuple(wrong))
    done = laid_out(source.text, str(path), play_test=True if path.parent.name == PLAY_TESTS else None)
    return Laid(str(path), source.text, done.text, done.problems, done.left)


def write(laid: Laid) -> str:
    """Write what is laid out; gives why not, or "" when it is done."""
    return rewrite(laid.file, laid.before, laid.after)
