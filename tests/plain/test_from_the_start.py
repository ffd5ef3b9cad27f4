"""By lines, as a person at a terminal: from the list of stories to an ending, to the map and back, and out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from short_life import SEED, TITLE, short_life
from talk import Talk

ptyprocess = pytest.importorskip("ptyprocess")


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
