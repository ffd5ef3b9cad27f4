"""By lines, as a person at a terminal: from the list of stories to an ending, to the map and back, and out."""

from __future__ import annotations

import os
import re
import select
import sys
from pathlib import Path
from typing import Any

import pytest
from short_life import SEED, TITLE, short_life

ptyprocess = pytest.importorskip("ptyprocess")

PATIENCE = 20
"""Seconds of silence after which it counts as hanging."""


class Talk:
    """What is said by lines, and answered."""

    def __init__(self, process: Any) -> None:
        self.process = process

    def said(self) -> str:
        """Everything up to the next question, wrapped lines made whole."""
        data = b""
        while not re.search(rb"> $", data):
            ready, _, _ = select.select([self.process.fd], [], [], PATIENCE)
            assert ready, ("it hangs", data[-2000:])
            data += os.read(self.process.fd, 65_536)
        return " ".join(data.decode().split())

    def answer(self, line: str) -> str:
        self.process.write(f"{line}\n".encode())
        return self.said()

    def choose(self, said: str, words: str) -> str:
        """Answer with the number in front of those words."""
        (number,) = set(re.findall(rf"(\d+)\. {re.escape(words)}", said))
        return self.answer(number)


def test_from_the_list_of_stories_to_an_ending_and_back_by_the_map(tmp_path: Path) -> None:
    life = short_life()
    process = ptyprocess.PtyProcess.spawn(
        [sys.executable, "-m", "jangmadang", "--plain", "--seed", str(SEED)],
        env={**os.environ, "JANGMADANG_HOME": str(tmp_path), "TERM": "dumb"},
        dimensions=(24, 80),
    )
    try:
        talk = Talk(process)
        said = talk.choose(talk.said(), TITLE)
        for words in life.words:
            said = talk.choose(said, words)
        assert life.ending in said
        mapped = talk.answer("map")
        assert life.before in mapped and life.ending in mapped
        said = talk.answer(f"back to {life.before}")
        assert life.ending in talk.choose(said, life.words[-1])
        process.write(b"\n")
        process.wait()
        assert process.exitstatus == 0
    finally:
        process.close(force=True)
