"""Which face opens, and in which colours, is decided before anything is drawn."""

from __future__ import annotations

import io
from typing import TextIO

import pytest

from jangmadang import settings
from jangmadang.settings import Settings
from jangmadang.tui import face


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


TERMINALS: tuple[TextIO, ...] = (Terminal(), Terminal(), Terminal())
XTERM = {"TERM": "xterm-256color"}


def test_a_terminal_gets_the_screen() -> None:
    assert face.decide(environ=XTERM, streams=TERMINALS) == "screen"


@pytest.mark.parametrize("piped", [0, 1, 2])
def test_any_stream_that_is_no_terminal_means_lines(piped: int) -> None:
    streams: list[TextIO] = list(TERMINALS)
    streams[piped] = io.StringIO()
    assert face.decide(environ=XTERM, streams=tuple(streams)) == "plain"


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_be_drawn_on_means_lines(term: str) -> None:
    assert face.decide(environ={"TERM": term}, streams=TERMINALS) == "plain"


def test_lines_can_be_asked_for_in_three_ways_and_the_last_taken_back() -> None:
    assert face.decide(True, XTERM, TERMINALS) == "plain"
    assert face.decide(environ=XTERM | {"JANGMADANG_PLAIN": "1"}, streams=TERMINALS) == "plain"
    settings.write(Settings(plain=True))
    assert face.decide(environ=XTERM, streams=TERMINALS) == "plain"
    assert face.decide(environ=XTERM | {"JANGMADANG_PLAIN": "0"}, streams=TERMINALS) == "screen"


def test_closed_and_missing_streams_are_no_terminals() -> None:
    closed = Terminal()
    closed.close()
    assert face.decide(environ=XTERM, streams=(None, *TERMINALS[1:])) == "plain"
    assert face.decide(environ=XTERM, streams=(*TERMINALS[:2], io.StringIO())) == "plain"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-256color"}, "full"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "full"),
        ({"TERM": "xterm"}, "terminal"),
        ({"TERM": "linux"}, "terminal"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "full"),
    ],
)
def test_colours(environ: dict[str, str], expected: str) -> None:
    assert face.colours(environ) == expected
