"""What is turned in a terminal is a life that our game lives too, and a key is timed until its page is there."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import generated, turning
from benchmarks.terminal import Terminal
from jangmadang.story.loading import load

ECHO = """
import sys, tty
tty.setraw(0)
print("top bottom", flush=True)
while (key := sys.stdin.read(1)) != "q":
    print(f"top of {key}\\r\\n", flush=True)
    print(f"bottom of {key}", end="", flush=True)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    generated.write(generated.story(60, sentences=turning.SENTENCES, around=True), folder)
    return folder


def test_a_story_that_goes_around_has_no_problems_and_can_be_ended(told: Path) -> None:
    loaded = load(told)
    assert loaded.story is not None and not loaded.problems


def test_a_life_is_as_long_as_one_likes_and_each_page_differs_from_the_one_before(told: Path) -> None:
    pages = turning.lived(told, 150)
    assert len(pages) == 151
    assert all(not set(page.marks) & set(before.marks) for before, page in pairwise(pages))
    assert all(page.key in b"123456789" for page in pages[1:])
    assert 50 < sum(len(page.text.split()) for page in pages) / len(pages) < 80


def test_a_key_is_timed_until_all_its_marks_are_read(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", ECHO], str(tmp_path)) as terminal:
        assert terminal.until((b"top", b"bottom")) > 0
        assert terminal.until((b"top of k", b"bottom of k"), b"k") > 0
        terminal.rest(0.01)
        assert terminal.peak > 1
