"""Following files: notices that a story's folder was saved, once whoever saves it is done.

A look is the size, the time and the number of every file there, taken again every few hundredths of a second on a
thread of its own. Editors write in many ways: in place (the file is empty for a moment), under another name and then
given the old one (the file is gone for a moment), several files at once. So a change counts once two looks in a row are
the same, and a file that is gone or empty is waited for a little longer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Event

from ..story.shelf import NOT_SCENES

INTERVAL = 0.04
"""Seconds between looks; longer where a look takes long, so that looking takes a twentieth of the time at most."""
SETTLE = 0.012
"""Seconds between the looks by which a change is known to be over."""
PATIENCE = 0.3
"""Seconds that are waited for a file that is gone or empty."""
LONGEST = 2.0
"""Seconds after which a folder that is written to all the time is read as it is."""

Stamp = tuple[int, int, int]
Stamps = dict[str, Stamp]


class Following:
    """The files of one story, and some beside it."""

    def __init__(self, path: Path, also: Iterable[Path] = ()) -> None:
        self._path, self._also = path, tuple(also)
        self._known = self.look()
        self._cost = 0.0

    def look(self) -> Stamps:
        """Every file there is now. What cannot be looked at is not there."""
        began = time.perf_counter()
        stamps: Stamps = {}
        if self._path.is_dir():
            _walk(str(self._path), stamps)
        else:
            _file(str(self._path), stamps)
        for path in self._also:
            _file(str(path), stamps)
        self._cost = time.perf_counter() - began
        return stamps

    def wait(self, stop: Event) -> bool:
        """Wait until something was saved; False when it was told to stop."""
        while not stop.wait(max(INTERVAL, 20 * self._cost)):
            now = self.look()
            if now != self._known:
                self._known = self._settled(now, stop)
                return not stop.is_set()
        return False

    def _settled(self, now: Stamps, stop: Event) -> Stamps:
        began = time.monotonic()
        while not stop.wait(SETTLE):
            before, now = now, self.look()
            passed = time.monotonic() - began
            if passed > LONGEST or (now == before and (passed > PATIENCE or not self._lacks(now))):
                break
        return now

    def _lacks(self, now: Stamps) -> bool:
        """Whether a file that held something is gone or empty."""
        return any(stamp[1] and not now.get(name, (0, 0, 0))[1] for name, stamp in self._known.items())


def _walk(folder: str, stamps: Stamps) -> None:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in NOT_SCENES:
                    _walk(entry.path, stamps)
            elif not entry.name.endswith(("~", ".swp", ".tmp")):
                _file(entry.path, stamps)
        except OSError:
            continue


def _file(path: str, stamps: Stamps) -> None:
    try:
        held = os.stat(path)
    except OSError:
        return
    stamps[path] = (held.st_mtime_ns, held.st_size, held.st_ino)
