"""`jangmadang serve` from the command line: what it says, what it opens, and how it ends."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from small_story import SMALL, write_small

from jangmadang.cli import main
from jangmadang.commands import serve


@contextmanager
def serving(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it printed."""
    line = [sys.executable, "-m", "jangmadang", "serve", "--no-open", *words]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.kill()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(["serve"]) == 2
    assert 'pip install "jangmadang[serve]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)] if os.name == "posix" else [],
)
def test_a_signal_ends_it_with_its_code(number: signal.Signals, code: int, tmp_path: Path) -> None:
    with serving(write_small(tmp_path)) as (process, address):
        where = urlsplit(address)
        asking = HTTPConnection(where.netloc, timeout=20)
        asking.request("GET", where.path)
        assert asking.getresponse().status == 200
        process.send_signal(number)
        assert process.wait(20) == code
        assert process.stderr is not None and process.stderr.read() == ""


def test_a_port_that_is_taken_is_told(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--no-open", "--port", str(taken)]) == 2
    assert f"cannot listen at port {taken}: it is taken" in capsys.readouterr().err


def test_without_a_port_the_next_free_one_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PORT", taken)
    ports = []

    async def run(server: object) -> int:
        ports.extend(listening.getsockname()[1] for listening in server.sockets)  # type: ignore[attr-defined]
        server.close()  # type: ignore[attr-defined]
        return 0

    monkeypatch.setattr("jangmadang.serve.server.run", run)
    assert main(["serve", "--no-open"]) == 0
    assert taken < ports[0] < taken + serve.NEXT


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "65536"], ["--port", "x"], ["--most", "0"], ["--most", "101"], ["--lan"]]
)
def test_options_that_cannot_be(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == 2
    assert words[0] in capsys.readouterr().err


def test_a_story_that_is_not_there_or_has_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "three-dyas"]) == 2
    assert "three-days" in capsys.readouterr().err
    torn = tmp_path / "torn.yaml"
    torn.write_text(SMALL.replace("goto: badge", "goto: bagde"), "utf-8")
    assert main(["serve", str(torn)]) == 1
    assert "jangmadang check" in capsys.readouterr().err


def test_the_browser_is_opened_where_it_has_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    serve._open("http://127.0.0.1:1/key/")
    assert opened == []  # it would draw into this terminal
    monkeypatch.setenv("DISPLAY", ":0")
    serve._open("http://127.0.0.1:1/key/")
    assert opened == ["http://127.0.0.1:1/key/"]


def test_asking_for_help_loads_no_server() -> None:
    listed = "import sys; from jangmadang.cli import main; main(['serve', '--help']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    assert "--most" in ran.stdout
    assert {"websockets", "textual", "jangmadang.serve.server"}.isdisjoint(ran.stdout.split())
