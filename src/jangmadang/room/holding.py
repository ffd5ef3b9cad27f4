"""Holding a session's file: two hosts never write one session.

The system lets go when a process ends, however it ends; the small file beside the session stays until it is over.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .rows import DiskRefused


class Hold:
    """A file held by this process, until released. Where the system knows no such locks, nothing is held."""

    def __init__(self, path: Path) -> None:
        """Raises DiskRefused when another process holds it."""
        self._path = path.with_name(path.name + ".lock")
        try:
            self._handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise DiskRefused(f"{self._path}: {error.strerror or error}.") from None
        try:
            import fcntl

            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            return
        except OSError:
            os.close(self._handle)
            raise DiskRefused(f"{path}: this session is open in another window.") from None

    def release(self, for_good: bool = False) -> None:
        """Let go; for good when nobody will write the session again."""
        if for_good:
            with suppress(OSError):
                self._path.unlink()
        os.close(self._handle)
