"""On a terminal without colours, and on one with sixteen: what is sent, and that all can be told by signs and words."""

from __future__ import annotations

import re

import pytest

from .test_exits import Terminal, terminal

pyte = pytest.importorskip("pyte")

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
# A key, and words of the screen that it opens; all screens one after the other, from a page and from an ending.
PAGE = "j Journal  m Map"
FROM_A_PAGE = (
    ("", "Fold your cloth"),
    ("p", "Close"),
    ("p", PAGE),
    ("N", "Field notes"),
    ("\x1b", PAGE),
    ("?", "A page of the story"),
    ("\x1b", PAGE),
    ("\x10", "All there is to do"),
    ("\x1b", PAGE),
    ("\x1bOQ", "Settings"),
    ("k", "enter Change"),
    ("\x1b", "k Keys"),
    ("\x1b", PAGE),
    ("j", "turn 1"),
    ("\x1b", PAGE),
    ("m", "you are here"),
    ("\x1b", PAGE),
)
FROM_THE_END = (("", "See this life"), ("1", "This life"), ("g", "endings found"), ("\x1b", "This life"))
FROM_THE_TITLE = (("", "Continue"), ("g", "endings found"))
PATHS = {"lane": FROM_A_PAGE, "market": (("", "b Buy"), ("2", "Journal")), "end": FROM_THE_END, "": FROM_THE_TITLE}


class Seen:
    """What stands on the terminal."""

    def __init__(self, at: Terminal) -> None:
        self._at, self._fed = at, 0
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def lines(self, words: str) -> list[str]:
        """The lines, as soon as those words are among them."""
        while True:
            self._stream.feed(self._at.bytes[self._fed :])
            self._fed = len(self._at.bytes)
            if any(words in line for line in self._screen.display):
                return list(self._screen.display)
            assert self._at.read(), "\n".join(self._screen.display)

    def walk(self, path: tuple[tuple[str, str], ...]) -> None:
        for key, words in path:
            self._at.process.write(key.encode())
            self.lines(words)


def parameters(data: bytes) -> list[list[int]]:
    """Of each sequence that sets how characters look, its numbers."""
    return [[int(number or 0) for number in re.split(rb"[;:]", found)] for found in SGR.findall(data)]


def left(at: Terminal) -> bytes:
    at.process.write(b"\x11")
    assert at.code() == 0
    return at.bytes


@pytest.mark.parametrize("scene", PATHS)
def test_no_color_means_no_code_for_a_colour_on_any_screen(scene: str) -> None:
    with terminal(*filter(None, [scene]), NO_COLOR="1") as at:
        Seen(at).walk(PATHS[scene])
        # 39 and 49 are the terminal's own.
        sent = {one for numbers in parameters(left(at)) for one in numbers if one not in (39, 49)}
        assert not sent & {*range(30, 50), *range(90, 108)}


@pytest.mark.parametrize("scene", PATHS)
def test_of_sixteen_colours_each_is_the_terminals_own(scene: str) -> None:
    with terminal(*filter(None, [scene]), TERM="xterm", COLORTERM="") as at:
        Seen(at).walk(PATHS[scene])
        sent = {one for numbers in parameters(left(at)) for one in numbers}
        assert sent & {*range(30, 38), *range(90, 98)}
        assert all(one < 50 or 90 <= one <= 107 for one in sent) and not sent & {38, 48}


def test_caret_lock_and_change_are_signs_and_words() -> None:
    with terminal("lane", NO_COLOR="1") as at:
        lines = Seen(at).lines("Fold your cloth")
        left(at)
    assert any("▸ 1" in line for line in lines)
    assert any("✗ Change" in line for line in lines)
    assert any("▾200" in line for line in lines)
    assert any("needs 40 trust" in line for line in lines)
    assert any("trust ▪▪▪▪▫▫▫▫▫▫ 42 ▴3" in line for line in lines)
