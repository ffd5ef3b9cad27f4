"""Going through sets of states at once meets what going one by one meets, and its ways can be played."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numpy")
sys.path.insert(0, str(Path(__file__).parent))

from boxed_stories import boxed_story
from brute_force import Everything, everything

from jangmadang.explore.bits import Reached, bits
from jangmadang.explore.boxes import CannotBox
from jangmadang.explore.search import search
from jangmadang.explore.slicing import Slice, sliced
from jangmadang.explore.ways import Step, Ways
from jangmadang.many.tables import Tables
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story

MOST_STATES, MOST_BITS = 1_500, 1 << 19


def story_of(text: str) -> Story:
    loaded = load_text(text)
    assert loaded.story is not None, "\n".join(problem.text() for problem in loaded.problems)
    return loaded.story


def _sets(reached: Reached, whole: Everything) -> dict[str, int]:
    """Every state that there is, as the boxes number it."""
    found: dict[str, int] = {}
    for moment in whole.moments.values():
        number = reached.boxed.box[moment.scene].number(moment.values)
        found[moment.scene] = found.get(moment.scene, 0) | 1 << number
    return found


def _agree(seed: int) -> bool:
    """False where the story is too large to be gone through one by one, or in boxes."""
    story = story_of(boxed_story(seed))
    slice_ = sliced(story)
    try:
        each = [bits(story, slice_, narrow=narrow, most=MOST_BITS) for narrow in (False, True)]
    except CannotBox:
        return False
    whole = everything(story, 1, MOST_STATES)
    if whole is None:
        return False
    for reached in each:
        assert reached.sets == _sets(reached, whole)
        assert reached.taken() == whole.taken
        assert reached.shut() <= whole.shut
        assert reached.fell() == whole.fell
        assert set(reached.stuck()) == {key[0] for key in whole.stuck}
        _ways_hold(story, slice_, reached, whole)
    return True


def _ways_hold(story: Story, slice_: Slice, reached: Reached, whole: Everything) -> None:
    """They can be played, end where they should, and none is shorter."""
    ways = Ways(reached)
    far: dict[object, int] = {}
    for key, length in whole.far.items():
        far[key[0]] = min(length, far.get(key[0], length))
    rules = Rules(story)
    for name in reached.sets:
        way = ways.to_scene(name)
        assert way is not None and len(way) == far[name]
        assert _played(story, way).moment.scene == name
    for name, id_ in reached.taken() | reached.shut():
        choice = next(choice for choice in story.scenes[name].choices if choice.id == id_)
        for way, open_ in ((ways.to_choice(name, id_), True), (ways.to_locked(name, id_), False)):
            if way is not None:
                run = _played(story, way)
                assert run.moment.scene == name and rules.is_open(choice, run.moment.values) is open_
        assert (ways.to_locked(name, id_) is not None) is ((name, id_) in reached.shut())
    for name, id_, fell in reached.fell():
        way = ways.to_outcome(name, id_, fell)
        assert way is not None and way[-1][0] == id_ and way[-1][1][: len(fell)] == fell
        assert _played(story, way[:-1]).moment.scene == name
        _played(story, way)
    for name in reached.stuck():
        way = ways.to_stuck(name)
        assert way is not None
        run = _played(story, way)
        assert run.moment.scene == name and not any(choice.open for choice in run.look().choices)


def _played(story: Story, way: list[Step]) -> Run:
    run = Run.start(story, 1)
    for choice, fell in way:
        run.choose(choice, fell)
    return run


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_nothing_is_missed_and_nothing_made_up(seed: int) -> None:
    _agree(seed)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 3_000, 250))
def test_thousands_of_boxed_stories(start: int) -> None:
    assert sum(_agree(seed) for seed in range(start, start + 250)) > 150


@pytest.mark.parametrize("seed", range(4))
def test_as_many_states_as_the_search_tells_apart(seed: int) -> None:
    story = story_of(boxed_story(seed))
    slice_ = sliced(story)
    found = search(Tables(Rules(story)), slice_, 1, 100_000)
    reached = bits(story, slice_, narrow=False)
    assert found.complete and sum(reached.states.values()) == len(found.scene)


HALVES = """\
jangmadang: 1
id: halves
title: Halves
start: first
state:
  a: {start: 0, min: 0, max: 9}
  b: {start: 0, min: 0, max: 9}
scenes:
  first:
    text: One.
    choices:
      - {id: more, text: More, when: a < 9, effects: {a: +1, b: +1}, stay: true}
      - {id: on, text: On, when: a > 4, goto: second}
  second:
    text: Two.
    choices:
      - {id: more, text: More, effects: {b: +1}, stay: true}
      - {id: never, text: Never, when: b < 5, goto: end}
      - {id: over, text: Over, when: b >= 8, goto: end}
  end: {text: Over., ending: {title: Over}}
"""


def test_what_nobody_reads_any_more_is_not_told_apart() -> None:
    story = story_of(HALVES)
    narrow, wide = bits(story, sliced(story)), bits(story, sliced(story), narrow=False)
    assert narrow.states == {"first": 10, "second": 5, "end": 1}
    assert wide.states["second"] > 5 and wide.states["end"] > 1
    for reached in (narrow, wide):
        assert ("second", "never") not in reached.taken() and reached.shut() >= {("second", "never")}
        assert reached.span(story.slot_of["b"]) == (0, 9)
    assert Ways(narrow).to_scene("end") == [*[("more", ())] * 8, ("on", ()), ("over", ())]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("deep: {start: 0, max: 99999999}", "the widest are deep"),
        ("deep: {start: 0, max: 999}\n  wide: {start: 0, max: 99}", "states could be"),
    ],
)
def test_what_does_not_fit_says_why(more: str, why: str) -> None:
    text = HALVES.replace("state:\n", f"state:\n  {more}\n")
    text = text.replace("a < 9", "a < 9 and deep < 4" + (" and wide < 7" if "wide" in more else ""))
    with pytest.raises(CannotBox, match=why):
        bits(story_of(text), sliced(story_of(text)), most=1 << 20)


def test_what_would_take_too_long_is_given_up() -> None:
    story = story_of(HALVES)
    with pytest.raises(CannotBox, match="too long"):
        bits(story, sliced(story), work=1 << 16)
