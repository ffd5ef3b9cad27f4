"""Programs in a pseudo-terminal that keys are typed into, one after another, and what they write back.

Takes commands, keys and what is to be read after them; gives seconds, and the most memory that a program held.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from .processes import COLUMNS, PATIENCE, ROWS, environment


class Terminal:
    """One program in a terminal of ROWS × COLUMNS, ended with the block that it was opened in."""

    def __init__(self, command: Sequence[str], home: str, more: Mapping[str, str] | None = None) -> None:
        self._command = command
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": str(ROWS), "COLUMNS": str(COLUMNS)}
        self._settings = environment(home) | settings | dict(more or {})
        self._child = self._terminal = -1

    def __enter__(self) -> Terminal:
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(self._command[0], list(self._command), self._settings)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def until(self, marks: Sequence[bytes], key: bytes = b"") -> float:
        """Seconds from the key to the moment at which all the marks were read. Raises TimeoutError when they do not
        come.
        """
        written = b""
        began = time.perf_counter()
        if key:
            os.write(self._terminal, key)
        while not all(mark in written for mark in marks):
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{self._command}: no {marks} after {key!r}; at the end {written[-300:]!r}")
            if select.select([self._terminal], [], [], 1)[0]:
                written += os.read(self._terminal, 65536)
        return time.perf_counter() - began

    def rest(self, seconds: float) -> int:
        """Read until nothing has come for so long; gives how many bytes there were."""
        read = 0
        while select.select([self._terminal], [], [], seconds)[0]:
            read += len(os.read(self._terminal, 65536))
        return read

    @property
    def peak(self) -> float:
        """The most memory that the program held so far, in MB."""
        about = Path(f"/proc/{self._child}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in about.splitlines() if line.startswith("VmHWM")) * 1024 / 1e6
