"""Many lives walked together are, each of them, the life that one walker walks: scene, state, turns and end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story import chance, shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story

np = pytest.importorskip("numpy")

from jangmadang.many import pool  # noqa: E402
from jangmadang.many.pool import Pool  # noqa: E402
from jangmadang.many.tables import Tables  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1] / "play"))
from random_stories import random_story  # noqa: E402

Ended = tuple[str, tuple[int, ...], int, bool]


def _walked(story: Story, seed: int, numbers: list[int], limit: int, width: int) -> dict[int, Ended]:
    tables = Tables(Rules(story))
    out = {}
    for done in Pool(tables, width).walk(seed, np.array(numbers), limit):
        for n, number in enumerate(done.number.tolist()):
            scene = int(done.scene[n])
            values = tables.rows.values(done.states[:, n])
            out[number] = (tables.ids[scene], values, int(done.turns[n]), scene >= tables.first_ending)
    return out


def _agree(story: Story, seed: int, lives: int, limit: int, width: int = 7) -> None:
    walker = Walker(Rules(story))
    walked = _walked(story, seed, list(range(lives)), limit, width)
    assert sorted(walked) == list(range(lives))
    for number, there in walked.items():
        walk = walker.walk(chance.life(seed, number), limit=limit)
        assert (walk.scene, walk.values, walk.choices, walk.ended) == there


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_random_stories(seed: int) -> None:
    story = load_text(random_story(seed)).story
    assert story is not None
    _agree(story, seed, 10, 50)


@pytest.mark.parametrize("name", shelf.shipped())
def test_shipped_stories(name: str) -> None:
    story = load(shelf.shipped()[name]).story
    assert story is not None
    _agree(story, 3, 30, 2_000, 64)


def test_how_many_walk_at_once_and_which_changes_none_of_them() -> None:
    story = load(shelf.shipped()["three-days"]).story
    assert story is not None
    alone = _walked(story, 9, [4, 17, 30], 2_000, 1)
    among = _walked(story, 9, list(range(40)), 2_000, 16)
    assert alone == {number: among[number] for number in (4, 17, 30)}


def test_lives_that_wait_for_one_another_are_none_the_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a story that asks much: a crowd of lives in few scenes goes first, however few live at once."""
    monkeypatch.setattr(pool, "MANY_SHAPES", 0)
    for seed in range(12):
        story = load_text(random_story(seed)).story
        assert story is not None
        _agree(story, seed, 12, 40, 16)
        _agree(story, seed, 12, 40, 5)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 5_000, 500))
def test_five_thousand_random_stories(start: int) -> None:
    for seed in range(start, start + 500):
        story = load_text(random_story(seed)).story
        assert story is not None
        _agree(story, seed, 6, 50)
