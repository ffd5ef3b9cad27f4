"""Play-tests as writers write them: read, played, and told where they fail."""

from pathlib import Path

import pytest

from jangmadang.play.life import Step
from jangmadang.play.playtests import play_test, read_play_test, read_play_test_text
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story

STORY = """\
jangmadang: 1
id: small
title: Small
start: stove
state:
  money: {start: 500, currency: old_won}
  track: {start: none, one_of: [none, queue, road]}
  told: {set_of: [row, mina]}
  seam: false
people:
  mina: {name: Mi-na, trust: 40}
scenes:
  stove:
    title: The stove
    text: |
      Your mother counts
      the quilt.
    choices:
      - {id: own_seam, text: Sew, cost: {money: 200}, effects: {seam: true, told: +mina, track: road}, goto: badge}
      - {id: weld, text: Weld, draw: friday, otherwise: badge, then: badge}
  sled: {title: A sled, deck: friday, text: A boy., return: true}
  girl: {title: A girl, deck: friday, text: Scissors., return: true}
  badge:
    title: The badge
    text: A boot.
    choices:
      - id: latrine
        text: Away
        chance:
          - {id: believed, odds: 50, goto: ledger}
          - {id: laughed, goto: stove}
  ledger:
    title: The ledger
    ending: {title: The ledger, kind: stayed}
    text: Mi-na kept the stall.
"""


@pytest.fixture(scope="module")
def story() -> Story:
    loaded = load_text(STORY)
    assert loaded.story is not None, loaded.problems
    return loaded.story


def failures(story: Story, text: str) -> list[str]:
    read = read_play_test_text(text, "t.yaml")
    assert read.test is not None, read.problems
    return [
        f"{problem.line}:{problem.column} {problem.message} {problem.hint}".rstrip()
        for problem in play_test(story, read.test).problems
    ]


def test_what_is_as_expected_passes_whatever_would_have_been_drawn(story: Story) -> None:
    for outcome, scene in (("believed", "ledger"), ("laughed", "stove")):
        for seed in range(4):
            expect = f"{{scene: {scene}, state: {{money: 300, seam: true, track: road, told: [mina], mina.trust: 40}}}}"
            test = read_play_test_text(f"{{seed: {seed}, steps: [own_seam, latrine>{outcome}], expect: {expect}}}").test
            assert test is not None
            result = play_test(story, test)
            assert result.passed, result.problems
            assert result.steps == (Step("own_seam"), Step("latrine", (outcome,)))


def test_a_drawn_storylet_is_forced_too(story: Story) -> None:
    for drawn in ("sled", "girl"):
        assert failures(story, f"seed: 7\nsteps: [weld>{drawn}]\nexpect: {{scene: {drawn}}}") == []


def test_without_outcomes_the_seed_decides_and_another_seed_may_be_given(story: Story) -> None:
    test = read_play_test_text("seed: 7\nsteps: [own_seam, latrine]").test
    assert test is not None
    fell = {play_test(story, test, seed).page.scene for seed in range(20)}
    assert fell == {"ledger", "stove"}
    assert play_test(story, test).steps == play_test(story, test, 7).steps


def test_every_failure_is_told_where_it_is_written(story: Story) -> None:
    text = """\
seed: 7
steps: [own_seam]
expect:
  scene: stove
  ending: ledger
  state: {money: 299, seam: false, track: queue, told: [row], monny: 3}
  text: A shoe.
"""
    assert failures(story, text) == [
        "4:10 it is badge, not stove",
        "5:11 badge is no ending, not ledger",
        "6:18 money is 300, not 299",
        "6:29 seam is true, not false",
        "6:43 track is road, not queue",
        "6:56 told is [mina], not [row]",
        '6:70 there is no "monny" in the state did you mean "money"?',
        "7:9 the passage is not on the page",
    ]


def test_a_step_that_cannot_be_taken_stops_the_test_and_says_why(story: Story) -> None:
    text = "seed: 7\nsteps:\n  - own_seam\n  - latrin\n  - nonsense\n"
    assert failures(story, text) == ['4:5 in badge: there is no choice `latrin` here; did you mean "latrine"?']


def test_a_passage_may_run_over_lines(story: Story) -> None:
    assert failures(story, "steps: []\nexpect:\n  text: |\n    mother counts the\n    quilt\n") == []


def test_lines_and_lists_are_steps_too(story: Story, tmp_path: Path) -> None:
    for name, text in (
        ("lines", "# two steps\nown_seam\n\nlatrine > believed # forced\n"),
        ("list", "- own_seam\n- latrine>believed\n"),
    ):
        (tmp_path / name).write_text(text)
        test = read_play_test(tmp_path / name).test
        assert test is not None and test.seed is None
        assert play_test(story, test).page.scene == "ledger"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stepps: []", 'did you mean "steps"?'),
        ("steps: {a: b}", "the steps are a list"),
        ("steps: [[a]]", "a step is a choice's id"),
        ("steps: [{a: b, c: d}]", "a step is a choice's id"),
        ("seed: -1\nsteps: []", "the seed is a whole number"),
        ("seed: 99999999999999999999999\nsteps: []", "the seed is a whole number"),
        ("steps: []\nexpect: {senc: x}", "expect holds scene, ending, state, text"),
        ("steps: []\nexpect: [x]", "expect holds scene, ending, state, text"),
        ("steps: []\nexpect: {scene: [x]}", "scene is one text"),
        ("steps: []\nexpect: {state: money}", "the state is names"),
        ("steps: [a", ""),
        ("- \t{\n", ""),
    ],
)
def test_what_is_no_play_test_is_a_problem_with_a_place(text: str, said: str) -> None:
    read = read_play_test_text(text, "t.yaml")
    assert read.test is None
    assert any(said in f"{problem.message} {problem.hint}" for problem in read.problems)
    assert all(problem.file == "t.yaml" and problem.line >= 1 for problem in read.problems)
