"""Words are counted as a reader would, and no visit shows fewer or more of them than is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.counting import bare, count, span, words
from jangmadang.play.run import Run
from jangmadang.play.telling import Teller
from jangmadang.play.turn import Rules
from jangmadang.play.world import State
from jangmadang.story import chance
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("---", 0),
        ("Twenty-two, she says: 5,000 won.", 5),
        ("Don't. It's Mi-na’s.", 3),
        ("*Not* _this_ [word](gye).", 3),
        ("{money:won} and {quilt + 3}", 3),
        ("{first|second time}", 3),
        ("one{seam ? , with thread|}", 3),
        ("0.5 of 1,000,000", 3),
        ("김치 and soup", 3),
    ],
)
def test_a_word_is_a_word(text: str, number: int) -> None:
    assert count(text) == number


def test_marks_go_and_names_come() -> None:
    assert bare("*{mina}* has the [pot](gye) of {pot:won}.", {"mina": "Mi-na"}) == "Mi-na has the pot of 0."


def spans(text: str) -> tuple[int, int]:
    story = load_text(
        "jangmadang: 1\nid: x\ntitle: X\nstart: a\nstate: {a_flag: false, b_flag: false}\n"
        f"scenes:\n  a:\n    ending: {{title: A}}\n    text:\n{text}"
    ).story
    assert story is not None
    return span(story.scenes["a"].text)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("      - one two\n", (2, 2)),
        ("      - {when: a_flag, text: one two}\n", (0, 2)),
        ("      - {when: a_flag, text: one two}\n      - {otherwise: one two three}\n", (2, 3)),
        ("      - {when: a_flag, text: one}\n      - {when: b_flag, text: one two}\n      - otherwise: one\n", (1, 3)),
        ("      - {when: a_flag, text: one}\n      - {else_when: b_flag, text: one two}\n", (0, 2)),
        ("      - {first: one two}\n", (0, 2)),
        ("      - {first: one two, again: one}\n", (1, 2)),
        ("      - {cycle: [one, one two, one two three]}\n", (1, 3)),
        ("      - one {a_flag ? two three | four}{b_flag ? s | and more}\n", (2, 4)),
    ],
)
def test_what_excludes_each_other_is_not_added(text: str, bounds: tuple[int, int]) -> None:
    assert spans(text) == bounds


class OneWordAValue(Teller):
    """As it is counted: a sum is one word, with or without its won."""

    def value(self, part: Value, s: State) -> str:
        return "0"


@pytest.fixture(scope="module")
def rules() -> Rules:
    story = load(Path(__file__).parents[2] / "stories" / "three-days").story
    assert story is not None
    return Rules(story)


@given(seed=st.integers(0, 2**64 - 1))
@settings(max_examples=15)
def test_no_visit_leaves_the_bounds(rules: Rules, seed: int) -> None:
    run = Run.start(rules, seed)
    teller = OneWordAValue(rules.world)
    for n in range(60):
        now = run.moment
        scene = rules.story.scenes[now.scene]
        least, most = span(scene.text)
        read = sum(len(words(p.plain)) for p in teller.text(scene.text, now.values, now.visit))
        assert least <= read <= most, now.scene
        ways = [choice for choice in run.look().choices if choice.open]
        if not ways:
            break
        run.choose(ways[chance.below(seed, n + 1, len(ways))].id)
