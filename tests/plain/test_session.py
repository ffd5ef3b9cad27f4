"""By lines in a narrow terminal: a newcomer asks for everything on the way from the list of stories to an ending."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from short_life import SEED, TITLE, short_life
from talk import Talk

from jangmadang.story.problems import columns

ptyprocess = pytest.importorskip("ptyprocess")

NARROW = 40
SIGNS = set("−▴▾▸✗✓│─┌└⣀█░▪▫·*_|#→")
HEARD = {
    "help": "To take the last turn back: back, or undo.",
    "help undo": "back 3: so many turns.",
    "where": "day 1 of this life",
    "meters": "of 100",
    "people": "trust ",
    "pack": "You carry ",
    "notes": "Say notes and a word to read one",
    "journal": "You chose: ",
    "map": "You are here.",
    "turning": "Turn 1.",
    "settings": "Say set, a name and a value",
    "set hints none": "hints: none.",
    "set hints full": "hints: full.",
    "gallery": "Endings found: 0 of ",
    "save": "Kept in slot 1, after every choice: ",
    "metres": 'did you mean "meters"?',
    "choices": "1. ",
}


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    process = ptyprocess.PtyProcess.spawn(
        [sys.executable, "-m", "jangmadang", "--plain", "--seed", str(SEED)],
        env={**os.environ, "JANGMADANG_HOME": str(tmp_path), "TERM": "dumb"},
        dimensions=(24, NARROW),
    )
    try:
        yield Talk(process)
    finally:
        process.close(force=True)


def test_a_newcomer_hears_all_there_is_and_comes_to_an_ending(talk: Talk) -> None:
    life = short_life()
    said = talk.choose(talk.said(), TITLE)
    first, *others = life.words
    said = talk.choose(said, first)
    for answer, words in HEARD.items():
        assert words in talk.answer(answer), answer
    assert "1. " in talk.answer("undo")
    said = talk.answer("redo")
    for words in others:
        said = talk.choose(said, words)
    assert life.ending in said
    assert "This life: " in talk.answer("ending") and "1. " in talk.answer("gallery")
    talk.process.write(b"quit\n")
    talk.process.wait()
    assert talk.process.exitstatus == 0
    named = ("/", "JANGMADANG_PLAIN")  # paths and names are as they are
    assert not [line for line in talk.lines if SIGNS & set(line) and not line.startswith(named)]
    wide = [line for line in talk.lines if sum(map(columns, line)) > NARROW and " " in line.strip()]
    assert not wide
