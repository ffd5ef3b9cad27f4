"""`jangmadang host` from the command line: what it says, what it opens, and that it goes on after a kill."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import select
import signal
import socket
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from small_story import write_small

from jangmadang.cli import main

ptyprocess = pytest.importorskip("ptyprocess")

PATIENCE = 20
"""Seconds after which it counts as hanging."""


class Host:
    """The command on a terminal of 56 by 18."""

    def __init__(self, home: Path, *words: str) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "JANGMADANG_HOME": str(home)}
        command = [sys.executable, "-m", "jangmadang", "host", *words]
        self.process = ptyprocess.PtyProcess.spawn(command, env=env, dimensions=(18, 56))
        self.written = b""

    def until(self, words: str) -> str:
        """All that it wrote until it wrote this; spaces are often sent as movements, so words are looked for."""
        while words.encode() not in self.written:
            ready, _, _ = select.select([self.process.fd], [], [], PATIENCE)
            assert ready, ("it hangs", self.written[-2000:])
            try:
                self.written += os.read(self.process.fd, 65_536)
            except OSError:
                break
        assert words.encode() in self.written, self.written[-2000:]
        told, self.written = self.written.decode(errors="replace"), b""
        return told

    def press(self, keys: str) -> None:
        self.process.write(keys.encode())

    def end(self, number: int) -> int:
        self.process.kill(number)
        while True:
            try:
                self.written += os.read(self.process.fd, 65_536)
            except OSError:
                break
        self.process.wait()
        return self.process.exitstatus if self.process.exitstatus is not None else -self.process.signalstatus


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return str(listening.getsockname()[1])


def test_it_says_what_it_opens_and_goes_on_after_a_kill(empty_home: Path) -> None:
    port = free_port()
    host = Host(empty_home, "three-days", "--minutes", "15", "--port", port)
    told = host.until("Enter puts it on the wall.")
    address = re.search(r"http://127\.0\.0\.1:\d+/[2-9A-Z]{6}", told)
    assert address is not None
    assert "this machine only" in " ".join(told.split())
    assert f"127.0.0.1:{port}/f" in told
    with urlopen(address[0], timeout=PATIENCE) as page:
        assert b"Three Days" in page.read()
    host.press("\r")
    host.until("Scan, or open")
    host.press(" ")
    host.until("Only a line")
    host.press("n")
    host.until("never who")
    assert host.end(signal.SIGKILL) == -signal.SIGKILL

    host = Host(empty_home, "--resume", "--port", port)
    host.until("Only a line")
    with urlopen(address[0], timeout=PATIENCE) as page:
        assert page.status == 200, "phones find it where it was"
    assert host.end(signal.SIGTERM) == 128 + signal.SIGTERM
    left = host.written.decode(errors="replace")
    assert "\x1b[?1049l" in left
    assert "host --resume" in left


def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words, said in (
        ([], "host which story?"),
        (["thre-days"], 'there is no story "thre-days"; did you mean "three-days"?'),
        (["--resume"], "there is no session to go on with"),
        (["three-days", "--resume"], "there is no session of three-days to go on with"),
        (["--resume", "three-days"], "there is no session of three-days to go on with"),
        (["three-days", "--resume", str(tmp_path / "no.room")], "there is no session "),
        (["three-days", "--hands"], "host needs a terminal"),
        (["three-days", "--address", "my.laptop"], "an address looks like 192.168.1.20"),
    ):
        assert main(["host", *words]) == 2, words
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--groups", "10"], ["--groups", "0"], ["--port", "0"], ["--minutes", "x"], ["--seed", "-1"]]
)
def test_numbers_that_cannot_be_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["host", "three-days", *words]) == 2
    assert words[0] in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None)
    assert main(["host", "three-days"]) == 2
    told = capsys.readouterr().err
    assert "jangmadang[room]" in told
    assert "--hands goes without phones" in told


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("jangmadang.room.addresses.on_lan", lambda: ())
    assert main(["host", "three-days", "--lan"]) == 2
    assert "in no network" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ([], "--resume"),
        (["--lan"], "--resume --lan"),
        (["--lan", "--port", "8123", "--wifi", "Room 4"], "--resume --lan --port 8123 --wifi 'Room 4'"),
    ],
)
def test_who_leaves_is_told_how_to_go_on_with_the_same_phones(
    words: list[str],
    again: str,
    empty_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from jangmadang.room.projector import app
    from jangmadang.tui import face

    monkeypatch.setattr("jangmadang.room.addresses.on_lan", lambda: ("127.0.0.1",))
    monkeypatch.setattr(face, "decide", lambda **_: "screen")
    monkeypatch.setattr(app, "main", lambda room, door: 0)
    assert main(["host", str(write_small(tmp_path)), *words]) == 0
    assert capsys.readouterr().out.endswith(f"To go on: jangmadang host {again}\n")


def test_a_session_of_another_story_is_not_gone_on_with(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file says which story it is of, and one that was changed since."""
    from jangmadang.play.ready import ready
    from jangmadang.play.turn import Rules
    from jangmadang.room.answers import Options
    from jangmadang.room.hosting import Room
    from jangmadang.tui import face

    file = Path(write_small(tmp_path))
    story = ready(file).story
    assert story is not None
    room = Room.opened(Rules(story), Options(hands=True), file)

    async def leave() -> None:
        async with room:
            pass

    asyncio.run(leave())
    monkeypatch.setattr(face, "decide", lambda **_: "screen")
    assert main(["host", "three-days", "--resume", str(room.path)]) == 2
    assert "this is a session of" in capsys.readouterr().err
    file.write_text(file.read_text("utf-8") + "\n# later\n", "utf-8")
    assert main(["host", "--resume", str(room.path)]) == 2
    told = capsys.readouterr().err
    assert f"{file} was changed" in told
