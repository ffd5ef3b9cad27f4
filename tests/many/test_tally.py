"""Counts: the same from columns of lives as from one life after the other, and the same however lives are divided."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jangmadang.many import bins
from jangmadang.many.tally import Counting, Counts, added, nothing
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story

np = pytest.importorskip("numpy")

from jangmadang.many.pool import Pool  # noqa: E402
from jangmadang.many.tables import Tables  # noqa: E402
from jangmadang.many.watching import Watch, places  # noqa: E402
from jangmadang.many.wishes import Worth  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1] / "play"))
from random_stories import random_story  # noqa: E402


# ---- bins -----------------------------------------------------------------------------------------------------------
@given(st.integers(-(2**50), 2**50))
@example(0)
@example(2**33 - 1)
def test_a_bin_is_named_by_its_nearest_number_to_nothing(value: int) -> None:
    name = bins.cut(value)
    assert abs(name) <= abs(value) < abs(name) + bins.width(name)
    assert bins.named(bins.place(value)) == name
    assert int(places(np.array([value]))[0]) == bins.place(value)


@given(st.integers(-(2**40), 2**40))
def test_places_of_bins_follow_one_another(value: int) -> None:
    step = bins.place(value + 1) - bins.place(value)
    assert step in (0, 1)


@given(st.integers(-300, 300), st.integers(0, 10**9))
def test_every_number_within_bounds_has_a_bin(low: int, span: int) -> None:
    of = bins.Bins(low, low + span)
    for value in (low, low + span // 2, low + span):
        at = (value if of.linear else bins.place(value)) - of.lowest
        assert 0 <= at < of.count
        assert of.name(at) == of.of(value)


def test_quantiles() -> None:
    assert bins.quantile({1: 5, 2: 5}, 1, 2) == 1
    assert bins.quantile({1: 4, 2: 5, 9: 1}, 9, 10) == 2
    assert bins.quantile({}, 1, 2) is None


# ---- counts ---------------------------------------------------------------------------------------------------------
def by_columns(story: Story, seed: int, numbers: range, limit: int, width: int, worth: Wishes | None) -> Counts:
    rules = Rules(story)
    tables = Tables(rules)
    watch = Watch(tables, limit, Worth(tables, Wisher(rules, worth).wanted.wishes) if worth else None)
    for _ in Pool(tables, width).walk(seed, np.arange(numbers.start, numbers.stop), limit, watch):
        pass
    return watch.counts()


def one_by_one(story: Story, seed: int, numbers: range, limit: int, worth: Wishes | None) -> Counts:
    rules = Rules(story)
    wisher = Wisher(rules, Wishes())
    counting = Counting(Walker(rules), Wisher(rules, worth).worth if worth else None)
    for number in numbers:
        counting.live(seed, number, wisher.policy, limit)
    return counting.finished()


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_columns_are_counted_as_lives_are(seed: int, limit: int) -> None:
    story = load_text(random_story(seed)).story
    assert story is not None
    worth = Wishes(wishes={"coal": 30, "bread": -20})
    columns = by_columns(story, seed, range(12), limit, 5, worth)
    assert columns == one_by_one(story, seed, range(12), limit, worth)


@pytest.fixture(scope="module")
def shipped() -> Story:
    story = load(shelf.shipped()["three-days"]).story
    assert story is not None
    return story


def test_a_shipped_story_is_counted_the_same(shipped: Story) -> None:
    worth = Wishes(wishes={"money": 1, "have.{good} * price({good})": 1})
    columns = by_columns(shipped, 1, range(25), 3_000, 16, worth)
    assert columns == one_by_one(shipped, 1, range(25), 3_000, worth)
    assert sum(columns.endings.values()) == columns.lives == 25
    assert any(columns.exits[name] for name in columns.exits)


def test_counts_add_up_however_lives_are_divided(shipped: Story) -> None:
    whole = by_columns(shipped, 4, range(30), 3_000, 64, None)
    parts = [by_columns(shipped, 4, part, 3_000, 9, None) for part in (range(21, 30), range(7), range(7, 21))]
    total = nothing(shipped)
    for part in parts:
        total = added(total, part)
    assert total == whole


def test_a_bin_tells_the_roundest_of_its_numbers() -> None:
    for value in (46_000, 33_000, 1_500, 640_000, 7, 0, -46_000, 20_000_000):
        assert bins.roundest(bins.cut(value)) == value


@given(st.integers(-(2**40), 2**40))
def test_the_roundest_number_lies_in_its_bin(value: int) -> None:
    assert bins.cut(bins.roundest(bins.cut(value))) == bins.cut(value)
