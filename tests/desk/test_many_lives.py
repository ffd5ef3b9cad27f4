"""Lives at random: what they read, and that they are the same each time."""

from __future__ import annotations

import pytest
from desk_story import STORY

from jangmadang.desk.lives import Lives, lives
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text


def lived(text: str, count: int) -> Lives:
    story = load_text(text).story
    assert story is not None
    return lives(Rules(story), count)


ONE_WAY = """\
jangmadang: 1
id: x
title: X
start: a
state: {n: {max: 5}}
scenes:
  a:
    text: You have {n} of five.
    choices:
      - {id: more, text: One more, when: n < 3, effects: {n: +1}, result: Done., stay: true}
      - {id: out, text: Leave it, when: n == 3, goto: b}
  b: {text: It is over., ending: {title: B}}
"""


def test_what_is_read_again_is_counted_once() -> None:
    """`You have 0 of five.` and the same with other numbers are one line."""
    found = lived(ONE_WAY, 3)
    assert found.words.least == found.words.most == 5 + 2 + 1 + 2 + 3
    assert found.choices.middle == 4 and found.scenes.middle == 2
    assert found.endings == {"b": 3} and found.unended == 0


def test_the_same_each_time_and_spread_in_order() -> None:
    one = lived(STORY, 40)
    assert one == lived(STORY, 40)
    for of in (one.words, one.choices, one.scenes):
        assert of.least <= of.tenth <= of.middle <= of.nine_tenths <= of.most
    assert sum(one.endings.values()) + one.unended == 40


def test_lives_without_end_are_told() -> None:
    text = ONE_WAY.replace("goto: b}", "goto: c}") + "  c: {text: Round., goto: a2}\n  a2: {text: And., goto: c}\n"
    assert lived(text, 2).unended == 2


@pytest.mark.parametrize("text", [ONE_WAY.replace("n == 3", "n == 4")])
def test_a_life_in_which_nothing_is_open_ends_nowhere(text: str) -> None:
    found = lived(text, 1)
    assert found.unended == 1 and found.choices.most == 3
