"""Whole processes, timed from outside: to their end, to their first line, to their first frame in a terminal.

Takes commands; gives seconds, or what a child printed. Compiled modules are kept, as on any player's machine.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from typing import Any

ROWS, COLUMNS = 40, 100
PATIENCE = 60.0


def environment(home: str = "") -> dict[str, str]:
    """What children are started with: no settings of whoever measures."""
    ours = ("PYTHON", "JANGMADANG", "TEXTUAL", "NO_COLOR", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | ({"JANGMADANG_HOME": home, "HOME": home} if home else {})


def to_the_end(command: Sequence[str], home: str) -> float:
    """Seconds from start to exit. Raises when it fails."""
    began = time.perf_counter()
    subprocess.run(command, env=environment(home), check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - began


def to_the_first_line(command: Sequence[str], home: str) -> float:
    """Seconds from start to the first line of output; the process is then ended."""
    began = time.perf_counter()
    child = subprocess.Popen(command, env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    line = child.stdout.readline()
    took = time.perf_counter() - began
    child.communicate()
    if not line.strip():
        raise RuntimeError(f"{command} said nothing")
    return took


def to_the_first_frame(command: Sequence[str], home: str) -> float:
    """Seconds from start, in a terminal, until the last row of the first frame is written; then it is ended."""
    frame = f"\x1b[{ROWS};1H".encode()
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        settings = environment(home) | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execvpe(command[0], list(command), settings)
    written = b""
    try:
        while frame not in written:
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{command} drew nothing; the last it wrote: {written[-200:]!r}")
            if select.select([terminal], [], [], 1)[0]:
                written += os.read(terminal, 65536)
        return time.perf_counter() - began
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def told(command: Sequence[str]) -> Any:
    """What a child prints as JSON on its last line. Raises when it fails, with its words."""
    done = subprocess.run(command, check=False, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])}: {done.stderr.strip()[-400:]}")
    return json.loads(done.stdout.splitlines()[-1])


def ours(module: str, *arguments: str) -> list[str]:
    """A module of ours as a command."""
    return [sys.executable, "-m", f"benchmarks.{module}", *arguments]


def resident() -> float:
    """Megabytes that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
