"""What this player has found, whatever became of the playthroughs since: a small file for each story.

    <data folder>/seen/<story id>.json

Written whole or not at all, and only when something is new. What two windows find is put together; what cannot be read
is set aside, what a later version wrote is left. Nothing here raises, and nothing is said: that the disk cannot be
written is said of the save already.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec

from .saves import folder_name, home
from .seen import Reached, Seen
from .whole_files import make, stamp, sweep, write_whole

FOLDER = "seen"
OLD = "endings.txt"
"""Where endings alone were noted once: a story and an ending a line. It is read still, and never written."""
FORMAT = 1
LARGEST = 16_000_000
"""Bytes read; a story of two hundred scenes takes fifty thousand."""


class Found:
    """What was found, in the game's folder unless another is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, Seen] = {}
        self._stamps: dict[str, tuple[int, int, int] | None] = {}
        self._left: set[str] = set()
        """Stories whose file is a later version's."""
        self._due: set[str] = set()
        """Stories with something new that the disk did not take."""

    def seen(self, story: str) -> Seen:
        """All that was seen of a story, as it lies on the disk now. It is the reader's own."""
        copy = Seen()
        copy.add(self._read(story))
        return copy

    def of(self, story: str) -> frozenset[str]:
        """The scenes of a story's endings that were reached."""
        return frozenset(self._read(story).endings)

    def add(self, story: str, ending: str) -> None:
        """Note an ending."""
        if ending:
            self.note(story, Seen(endings=[ending]))

    def note(self, story: str, seen: Seen) -> None:
        """Note what was seen; nothing is written when nothing of it is new."""
        held = self._read(story)
        if held.add(_dated(seen, held)):
            self._due.add(story)
        if story not in self._due or story in self._left:
            return
        path = self._path(story)
        written = {"jangmadang_seen": FORMAT, "story": story, **msgspec.to_builtins(held)}
        try:
            make(path.parent)
            if self._stamps[story] is None:
                sweep(path.parent)
            write_whole(path, msgspec.json.format(msgspec.json.encode(written), indent=1) + b"\n")
        except OSError:
            return
        self._due.discard(story)
        self._stamps[story] = stamp(path)

    def _read(self, story: str) -> Seen:
        """What is held, with what another window has written since."""
        path = self._path(story)
        now = stamp(path)
        if story not in self._held:
            self._held[story] = Seen(endings=self._old(story))
        elif now == self._stamps[story]:
            return self._held[story]
        self._stamps[story] = now
        if now is not None:
            self._held[story].add(self._opened(story, path))
        return self._held[story]

    def _opened(self, story: str, path: Path) -> Seen:
        self._left.discard(story)
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST)
        except OSError:
            return Seen()
        try:
            if msgspec.json.decode(data, type=_Version).jangmadang_seen > FORMAT:
                self._left.add(story)
                return Seen()
            return msgspec.json.decode(data, type=Seen)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            _set_aside(path)
            return Seen()

    def _old(self, story: str) -> list[str]:
        try:
            with (self._home() / OLD).open("rb") as file:
                text = file.read(LARGEST).decode("utf-8", "replace")
        except OSError:
            return []
        lines = (line.split() for line in text.splitlines())
        return list(dict.fromkeys(words[1] for words in lines if len(words) == 2 and words[0] == story))

    def _home(self) -> Path:
        return self._folder if self._folder is not None else home()

    def _path(self, story: str) -> Path:
        return self._home() / FOLDER / f"{folder_name(story)}.json"


def _dated(seen: Seen, held: Seen) -> Seen:
    """What was seen, with today for the endings that are reached for the first time."""
    if not seen.reached:
        return seen
    copy = Seen()
    copy.add(seen)
    for ending, how in seen.reached.items():
        if ending not in held.endings and not how.on:
            copy.reached[ending] = Reached(time.strftime("%Y-%m-%d"), how.way)
    return copy


class _Version(msgspec.Struct):
    jangmadang_seen: int


def _set_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name(f"{path.name}.damaged"))
    except OSError:
        return
