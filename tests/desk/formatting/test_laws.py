"""Laws of the layout: laid out twice is laid out once, it says what it said, and every comment is still there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy import Written, files, untidy
from msgspec.structs import replace

from jangmadang.desk.formatting import laid_out
from jangmadang.story.loading import load_text
from jangmadang.story.reading import read_text
from jangmadang.story.shape import typed

sys.path.append(str(Path(__file__).parents[2] / "play"))

import random_stories

STORIES = Path(__file__).parents[3] / "stories"
SHIPPED = sorted(STORIES.glob("*/*.yaml"))
PLAY_TESTS = sorted(STORIES.glob("*/tests/*.yaml"))

COLUMN = re.compile(r" +#")


@settings(max_examples=50)
@given(files())
def test_any_file_says_the_same_keeps_its_comments_and_is_laid_out_once(written: Written) -> None:
    before = read_text(written.text, "messy.yaml")
    judged = laid_out(written.text, "messy.yaml", play_test=True)
    assert [problem.text() for problem in judged.problems] == []
    after = read_text(judged.text, "messy.yaml")
    assert after.tree == before.tree
    for comment in written.comments:
        assert judged.text.count(f"{comment}\n") == 1, comment
    assert laid_out(judged.text, "messy.yaml", play_test=True).text == judged.text


PIECES = (
    "k: ", "a", "- ", "  ", "    ", "\n", "\n  ", "|\n", ">+2\n", "{", "}", "[", "]", ", ", ": ", "# c\n", "'", '"',
    "\\", "&x ", "*x", "? ", "!t ", "---\n", "\t", "\r\n", "x: y\n", "<<: *x\n", "\ufeff",
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_whatever_somebody_types_nothing_raises_and_nothing_is_lost(text: str) -> None:
    done = laid_out(text, play_test=True)
    if done.problems or done.left:
        assert done.text == text
    else:
        assert laid_out(done.text, play_test=True).text == done.text
        if isinstance(read_text(text, "").tree, dict):
            assert read_text(done.text, "").tree == read_text(text, "").tree


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_shipped_stories_are_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    judged = laid_out(text, path.name)
    assert judged.problems == () and judged.text == text


@pytest.mark.parametrize("story", sorted({path.parent.parent.name for path in PLAY_TESTS}))
def test_the_play_tests_of_shipped_stories_are_laid_out(story: str) -> None:
    for path in PLAY_TESTS:
        if path.parent.parent.name == story:
            text = path.read_text(encoding="utf-8")
            assert laid_out(text, path.name, play_test=True).text == text, path


@settings(max_examples=8)
@given(
    name=st.sampled_from([f"{path.parent.name}/{path.name}" for path in SHIPPED]),
    step=st.sampled_from([1, 2, 3]),
    spaces=st.booleans(),
    blanks=st.booleans(),
    ends=st.booleans(),
)
def test_a_shipped_file_whose_layout_is_undone_comes_back(
    name: str, step: int, spaces: bool, blanks: bool, ends: bool
) -> None:
    text = (STORIES / name).read_text(encoding="utf-8")
    messy = untidy(text, step=step, spaces=spaces, blanks=blanks, ends=ends)
    before, after = read_text(messy, name), read_text(text, name)
    judged = laid_out(messy, name)
    assert judged.problems == ()
    assert typed(read_text(judged.text, name)) == typed(before)
    if before.tree == after.tree:  # else a text that has steps within is another text
        assert COLUMN.sub("  #", judged.text) == COLUMN.sub("  #", text)
    assert laid_out(judged.text, name).text == judged.text


LOOSE = """\
jangmadang: 1
id:   a
title: A
start: a
scenes:
    a:
        choices:
        -   text: Go
            goto: b
            id: on
        text:   One
    b:
        ending: {title: End}
"""


def test_the_story_is_the_same_but_for_its_text() -> None:
    laid = laid_out(LOOSE).text
    assert laid != LOOSE
    before, after = load_text(LOOSE), load_text(laid)
    assert before.problems == after.problems == ()
    assert before.story is not None and after.story is not None
    assert before.story.fingerprint != after.story.fingerprint
    assert replace(after.story, fingerprint=before.story.fingerprint) == before.story


@settings(max_examples=6)
@given(seed=st.integers(0, 10**6), step=st.sampled_from([1, 2, 3]))
def test_a_random_story_is_the_same_story(seed: int, step: int) -> None:
    text = untidy(random_stories.random_story(seed), step=step, spaces=True, blanks=True, ends=True)
    done = laid_out(text)
    assert done.problems == () and done.left == ""
    assert laid_out(done.text).text == done.text
    before, after = load_text(text).story, load_text(done.text).story
    assert before is not None and after is not None
    assert replace(after, fingerprint=before.fingerprint) == before
