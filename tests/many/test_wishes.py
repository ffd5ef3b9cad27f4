"""Many lives of somebody with a wish are, each of them, the life that one wisher walks: pick for pick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story import chance, shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story

np = pytest.importorskip("numpy")

from jangmadang.many.pool import Pool  # noqa: E402
from jangmadang.many.shapes import CannotSimulate  # noqa: E402
from jangmadang.many.tables import Tables  # noqa: E402
from jangmadang.many.wishes import Wishing  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1] / "play"))
from random_stories import random_story  # noqa: E402

WISHES = {"coal": 3, "bread": -2, "told has row": 5, "om.trust": 1, "wet": 4}


def agree(story: Story, wishes: Wishes, seed: int, lives: int, limit: int, width: int = 16) -> None:
    rules = Rules(story)
    tables, walker, wisher = Tables(rules), Walker(rules), Wisher(rules, wishes)
    seen = 0
    for done in Pool(tables, width).walk(seed, np.arange(lives), limit, picks=Wishing(tables, wisher)):
        for n, number in enumerate(done.number.tolist()):
            life = chance.life(seed, number)
            walk = walker.walk(life, wisher.policy(chance.stream(life, "lots")), limit=limit)
            there = (tables.ids[done.scene[n]], tables.rows.values(done.states[:, n]), int(done.turns[n]))
            assert (walk.scene, walk.values, walk.choices) == there
            seen += 1
    assert seen == lives


wishes_of_random_stories = st.builds(
    Wishes,
    wishes=st.dictionaries(st.sampled_from(sorted(WISHES)), st.integers(-50, 50), max_size=3),
    halves=st.integers(1, 40),
    choices=st.dictionaries(
        st.sampled_from(["*.*", "s0.*", "s1.*", "s2.*"]),
        st.one_of(st.integers(0, 1_500), st.sampled_from(["coal", "bread - 5", "wet"])),
        max_size=3,
    ),
)


@settings(max_examples=15)
@given(st.integers(0, 10**6), wishes_of_random_stories)
def test_random_stories(seed: int, wishes: Wishes) -> None:
    story = load_text(random_story(seed)).story
    assert story is not None
    agree(story, wishes, seed, 6, 40)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Story]:
    out = {}
    for name, path in shelf.shipped().items():
        story = load(path).story
        assert story is not None
        out[name] = story
    return out


TRADING = Wishes(
    wishes={"money": 1, "max(0, risk - 20)": -500, "*.trust": 100, "have.{good} * price({good})": 1}, halves=2_000
)


@pytest.mark.parametrize("name", shelf.shipped())
def test_shipped_stories(name: str, shipped: dict[str, Story]) -> None:
    agree(shipped[name], TRADING, 3, 6, 60 if name == "hundred" else 2_000)


@pytest.mark.long
@pytest.mark.parametrize("name", shelf.shipped())
def test_shipped_stories_to_their_ends(name: str, shipped: dict[str, Story]) -> None:
    agree(shipped[name], TRADING, 3, 60, 2_000, 64)
    agree(shipped[name], Wishes(wishes={"trust": 1}, halves=2, choices={"*.back": 0, "*.*": "risk"}), 4, 60, 2_000, 64)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 1_000, 100))
def test_a_thousand_random_stories(start: int) -> None:
    for seed in range(start, start + 100):
        story = load_text(random_story(seed)).story
        assert story is not None
        agree(story, Wishes(wishes=WISHES, halves=3, choices={"s1.*": "coal", "*.*": 2}), seed, 5, 40)


def test_no_wish_is_random() -> None:
    story = load_text(random_story(5)).story
    assert story is not None
    rules = Rules(story)
    tables, numbers = Tables(rules), np.arange(40)
    plain = [done for done in Pool(tables, 8).walk(7, numbers, 60)]
    without = Wishing(tables, Wisher(rules, Wishes(choices={"*.*": 1})))
    wished = [done for done in Pool(tables, 8).walk(7, numbers, 60, picks=without)]
    assert [d.number.tolist() for d in plain] == [d.number.tolist() for d in wished]
    assert all((a.states == b.states).all() for a, b in zip(plain, wished, strict=True))


def test_what_needs_more_digits_than_a_column_has_is_told(shipped: dict[str, Story]) -> None:
    rules = Rules(shipped["three-days"])
    with pytest.raises(CannotSimulate, match="digits"):
        Wishing(Tables(rules), Wisher(rules, Wishes(wishes={"money": 10**12})))
