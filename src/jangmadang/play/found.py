"""Which endings this player has found, whatever became of the playthroughs since: a line each in a small text file.

Lines are only ever added, and one that cannot be read is passed over. Standard library only; nothing here raises.
"""

from __future__ import annotations

import os
from pathlib import Path

from .saves import home

FILE = "endings.txt"
LARGEST = 1_000_000
"""Bytes read; a line takes about forty."""


class Found:
    """The endings found, in the game's folder unless another is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def of(self, story: str) -> frozenset[str]:
        """The scenes of a story's endings that were reached."""
        lines = (line.split() for line in self._text().splitlines())
        return frozenset(words[1] for words in lines if len(words) == 2 and words[0] == story)

    def add(self, story: str, ending: str) -> None:
        """Note an ending, once. A folder that cannot be written is no loss worth a word: the save says so already."""
        if not ending or len(f"{story} {ending}".split()) != 2 or ending in self.of(story):
            return
        try:
            path = self._path()
            path.parent.mkdir(parents=True, exist_ok=True)
            # One small write at the end: two windows add their lines one after another.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(handle, f"{story} {ending}\n".encode())
            finally:
                os.close(handle)
        except OSError:
            return

    def _path(self) -> Path:
        return (self._folder if self._folder is not None else home()) / FILE

    def _text(self) -> str:
        try:
            with self._path().open("rb") as file:
                return file.read(LARGEST).decode("utf-8", "replace")
        except OSError:
            return ""
