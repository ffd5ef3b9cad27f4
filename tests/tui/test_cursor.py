"""The terminal's own cursor, where a braille display or a magnifier finds it: in a terminal, not in Textual's books."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jangmadang import settings
from jangmadang.settings import Settings

from .test_exits import Terminal, keys, terminal

pyte = pytest.importorskip("pyte")


def seen(at: Terminal, words: str, cursor: bool) -> Any:
    """The screen once the caret stands before the words, and the cursor, where it is wanted, at the caret.

    What is drawn may come in two pieces: until both are there one reads on, and fails where nothing more comes.
    """
    while True:
        screen = pyte.Screen(80, 24)
        pyte.ByteStream(screen).feed(at.bytes)
        row = next((y for y, line in enumerate(screen.display) if "▸" in line and words in line), None)
        if row is not None and (
            not cursor or (screen.cursor.y, screen.cursor.x) == (row, screen.display[row].index("▸"))
        ):
            return screen
        assert at.read(), at.bytes[-2000:]


def test_it_stands_at_what_would_be_chosen(tmp_path: Path) -> None:
    settings.write(Settings(cursor=True, motion=False), tmp_path)
    with terminal("lane", JANGMADANG_HOME=str(tmp_path)) as at:
        at.until(b"Fold your cloth")
        for words in ("Spread your cloth", "Change it all", "Go by the checkpoint"):
            keys(b"\x1b[B")(at)
            screen = seen(at, words, cursor=True)
            assert not screen.cursor.hidden
        keys(b"q")(at)
        assert at.code() == 0


def test_it_is_hidden_unless_it_is_asked_for(tmp_path: Path) -> None:
    settings.write(Settings(motion=False), tmp_path)
    with terminal("lane", JANGMADANG_HOME=str(tmp_path)) as at:
        at.until(b"Fold your cloth")
        keys(b"\x1b[B")(at)
        assert seen(at, "Spread your cloth", cursor=False).cursor.hidden
        keys(b"q")(at)
        assert at.code() == 0
