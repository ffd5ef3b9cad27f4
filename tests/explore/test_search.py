"""The search meets every state that there is, and no other: held against going through them one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numpy")

from brute_force import Everything, everything
from small_stories import small_story

from jangmadang.explore.search import Found, search
from jangmadang.explore.slicing import sliced
from jangmadang.many.tables import Tables
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story

sys.path.insert(0, str(Path(__file__).parent))
MOST = 4_000


def _story(seed: int) -> Story:
    loaded = load_text(small_story(seed))
    assert loaded.story is not None, "\n".join(problem.text() for problem in loaded.problems)
    return loaded.story


def _projected(story: Story, all_of_it: Everything) -> dict[object, int]:
    """The states as far as they matter, each with the length of the shortest way there."""
    slice_, out = sliced(story), dict[object, int]()
    for key, moment in all_of_it.moments.items():
        values = tuple(min(moment.values[n], slice_.caps.get(n, 1 << 62)) for n in slice_.slots)
        short = (moment.scene, moment.stack, values)
        out[short] = min(out.get(short, 1 << 30), all_of_it.far[key])
    return out


def _agree(seed: int) -> None:
    story = _story(seed)
    whole = everything(story, 1, MOST)
    if whole is None:
        return
    found = search(Tables(Rules(story)), sliced(story), 1, 10 * MOST, edges=True)
    assert found.complete
    t = found.tables
    there = _projected(story, whole)
    assert len(found.scene) == len(there)
    assert sorted(t.ids[n] for n in found.scene) == sorted(key[0] for key in there)
    assert {(s.id, c.id) for n, (s, c) in enumerate(t.choices) if found.taken[n] >= 0} == whole.taken
    assert {(s.id, c.id) for n, (s, c) in enumerate(t.choices) if found.shut[n] >= 0} <= whole.shut
    assert {t.outcome_names[n] for n in range(len(t.outcome_names)) if found.fell[n] >= 0} == whole.fell
    assert {t.ids[found.scene[n]] for n in found.stuck} == {str(key[0]) for key in whole.stuck}
    _ways_hold(story, found, sorted(there.values()))


def _ways_hold(story: Story, found: Found, far: list[int]) -> None:
    """The way to a state is one that can be played, and none is shorter."""
    lengths = []
    for state in range(len(found.scene)):
        way = found.way(state)
        lengths.append(len(way))
        if state % 7 == 0:
            run = Run.start(story, 1)
            for choice, fell in way:
                run.choose(choice, fell)
            assert run.moment.scene == found.tables.ids[found.scene[state]]
    assert sorted(lengths) == far


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_nothing_is_missed_and_nothing_made_up(seed: int) -> None:
    _agree(seed)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 5_000, 250))
def test_thousands_of_small_stories(start: int) -> None:
    for seed in range(start, start + 250):
        _agree(seed)


def test_a_search_that_is_cut_off_says_so() -> None:
    found = search(Tables(Rules(_story(3))), sliced(_story(3)), 1, 5)
    assert not found.complete and found.edges is None
