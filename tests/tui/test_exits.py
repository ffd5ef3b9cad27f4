"""Every way out restores the terminal and gives the exit code that is documented; NO_COLOR means none.

The app runs in a pseudo-terminal of its own, as a player's does, on the fake game.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ptyprocess = pytest.importorskip("ptyprocess")

GAME = Path(__file__).with_name("fake_game.py")
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1006l")
"""The alternate screen left, the cursor shown, mouse reports off."""
PATIENCE = 10
"""Seconds after which a process counts as hanging."""


class Terminal:
    """A process in a terminal of 80 by 24."""

    def __init__(self, process: Any) -> None:
        self.process = process
        self.bytes = b""

    def read(self) -> bool:
        """Take what there is; False once the other side is closed or has been silent for too long."""
        ready, _, _ = select.select([self.process.fd], [], [], PATIENCE)
        assert ready, ("it hangs", self.bytes[-2000:])
        try:
            self.bytes += os.read(self.process.fd, 65_536)
        except OSError:
            return False
        return True

    def until(self, words: bytes) -> None:
        """Read until the words were drawn."""
        while words not in self.bytes:
            assert self.read(), self.bytes[-2000:]

    def code(self) -> int:
        """Read to the end; the exit code."""
        while self.read():
            pass
        self.process.wait()
        status: int = self.process.exitstatus
        return status


@contextmanager
def terminal(*words: str, **environ: str) -> Iterator[Terminal]:
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none", **environ}
    process = ptyprocess.PtyProcess.spawn(
        [sys.executable, "-X", "faulthandler", str(GAME), *words], env=env, dimensions=(24, 80)
    )
    try:
        yield Terminal(process)
    finally:
        process.close(force=True)


def keys(*pressed: bytes) -> Callable[[Terminal], None]:
    def press(at: Terminal) -> None:
        for key in pressed:
            at.process.write(key)
            time.sleep(0.05)

    return press


def sent(number: int) -> Callable[[Terminal], None]:
    return lambda at: os.kill(at.process.pid, number)


WAYS = {
    "q": (keys(b"q"), 0),
    "ctrl+q": (keys(b"\x11"), 0),
    "ctrl+c": (keys(b"\x03"), 0),
    "after an ending": (keys(b"8", b"q"), 0),
    "SIGTERM": (sent(signal.SIGTERM), 143),
    "SIGHUP": (sent(signal.SIGHUP), 129),
    "SIGINT": (sent(signal.SIGINT), 130),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_terminal_is_as_it_was(way: str) -> None:
    leave, expected = WAYS[way]
    with terminal("lane") as at:
        at.until(b"Fold your cloth")
        leave(at)
        assert at.code() == expected
        for sequence in RESTORED:
            assert sequence in at.bytes


STARTER = """
import pathlib, signal, subprocess, sys
signal.signal(signal.SIGHUP, lambda *_: None)
code = subprocess.Popen(sys.argv[2:]).wait()
pathlib.Path(sys.argv[1]).write_text(str(code))
"""
"""Leads the terminal's session and waits for what it started, as make does: it alone is told of a hang-up."""


def test_the_terminal_is_closed_and_no_signal_comes(tmp_path: Path) -> None:
    told = tmp_path / "code"
    env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    command = [sys.executable, "-c", STARTER, str(told), sys.executable, str(GAME), "lane"]
    process = ptyprocess.PtyProcess.spawn(command, env=env, dimensions=(24, 80))
    try:
        Terminal(process).until(b"Fold your cloth")
        os.close(process.fd)
        process.fd = -1
        until = time.monotonic() + PATIENCE
        while not (told.exists() and told.read_text()):
            assert time.monotonic() < until, "the game outlives its terminal"
            time.sleep(0.05)
        assert told.read_text() == "129"
    finally:
        os.killpg(process.pid, signal.SIGKILL) if process.isalive() else None


def test_from_the_title() -> None:
    with terminal("lane") as at:
        at.until(b"Fold your cloth")
        keys(b"\x1b")(at)  # alone: what follows an escape at once would count as one key with it
        at.until(b"J A N G M A D A N G")
        keys(b"q")(at)
        assert at.code() == 0


@pytest.mark.parametrize("fault", ["pay", "save", "journal", "look"])
def test_a_fault_restores_the_terminal_and_answers_1(fault: str) -> None:
    with terminal("lane", f"fail={fault}") as at:
        if fault != "look":
            at.until(b"Fold your cloth")
            keys(b"j" if fault == "journal" else b"1")(at)
        assert at.code() == 1
        for sequence in RESTORED:
            assert sequence in at.bytes
        after = at.bytes[at.bytes.rindex(b"\x1b[?1049l") :]  # where it can be read
        assert b"the story broke" in after and b"the game has a fault" in after and b"Traceback" in after


COLOURED = re.compile(rb"\x1b\[[0-9;]*m")


def colours_in(data: bytes) -> set[int]:
    """All colour parameters sent, but for 'the default one'."""
    found = set()
    for sequence in COLOURED.findall(data):
        for number in sequence[2:-1].split(b";"):
            value = int(number or 0)
            if value not in (39, 49) and (30 <= value <= 48 or 90 <= value <= 107):
                found.add(value)
    return found


@pytest.mark.parametrize("scene", ["lane", "market"])
def test_no_color_means_none(scene: str) -> None:
    with terminal(scene, NO_COLOR="1") as at:
        at.until(b"Journal")
        keys(b"t", b"j", b"q", b"q")(at)
        assert at.code() == 0
        assert colours_in(at.bytes) == set()


def test_sixteen_colours_are_the_terminals_own() -> None:
    with terminal("lane", TERM="xterm", COLORTERM="") as at:
        at.until(b"Journal")
        keys(b"q")(at)
        assert at.code() == 0
        assert colours_in(at.bytes)
        assert not colours_in(at.bytes) & {38, 48}
