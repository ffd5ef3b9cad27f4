"""The shortest way through an encounter: it is found, it is short, and it can be lived."""

import pytest

from jangmadang.play.life import Step
from jangmadang.play.run import Run
from jangmadang.play.shortest import way_out
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: door
calendar: {day_1: 2009-02-27, place: hyesan}
state:
  money: {start: 14000, currency: old_won, meter: true}
people:
  ri: {name: Officer Ri, trust: 20, official: {temper: patrolman, likes: 120}}
scenes:
  door:
    title: The door
    text: Two ways.
    choices:
      - {id: street, text: The street, goto: badge}
      - {id: river, text: The river, goto: bank}
  badge:
    title: The badge
    text: A boot.
    bribe: {official: ri, errand: {rice_g: 800}, passed: home, walked: home, closed: home}
  bank:
    title: The bank
    text: The river.
    crossing: {river: yalu_upper, across: home, back: home, caught: home, stay: home}
  home: {title: Home, ending: {title: Home}, text: It is over.}
"""

WAYS = [
    ("street", "badge", "passed"),
    ("street", "badge", "walked"),
    ("street", "badge", "closed"),
    ("river", "bank", "across"),
    ("river", "bank", "back"),
    ("river", "bank", "caught"),
    ("river", "bank", "stay"),
]


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = load_text(STORY)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    return Rules(loaded.story)


@pytest.mark.parametrize(("choice", "encounter", "exit"), WAYS)
@pytest.mark.parametrize("seed", [0, 7, 2**63])
def test_every_exit_is_found_and_the_way_can_be_lived(
    rules: Rules, seed: int, choice: str, encounter: str, exit: str
) -> None:
    run = Run.start(rules, seed)
    run.choose(choice)
    found = way_out(rules, run.moment, encounter, exit)
    assert found.problem == ""
    for step in found.steps:
        assert run.moment.exit == ""
        run.choose(step.choice, step.outcomes)
    assert run.moment.exit == exit
    assert run.ended


def test_the_way_is_the_shortest_and_the_first_written(rules: Rules) -> None:
    run = Run.start(rules, 7)
    run.choose("street")
    assert len(way_out(rules, run.moment, "badge", "passed").steps) == 1
    assert way_out(rules, run.moment, "badge", "walked").steps == (Step("walk"),)
    assert way_out(rules, run.moment, "badge", "passed") == way_out(rules, run.moment, "badge", "passed")


@pytest.mark.parametrize(
    ("encounter", "exit", "said"),
    [
        ("badge", "passed", "this is door, not the encounter badge"),
        ("bage", "passed", 'there is no encounter bage; did you mean "badge"?'),
    ],
)
def test_an_encounter_that_one_is_not_in_is_told(rules: Rules, encounter: str, exit: str, said: str) -> None:
    assert way_out(rules, Run.start(rules, 7).moment, encounter, exit).problem == said


def test_an_exit_that_there_is_not_is_told_with_those_there_are(rules: Rules) -> None:
    run = Run.start(rules, 7)
    run.choose("street")
    problem = way_out(rules, run.moment, "badge", "past").problem
    assert problem == "badge has no exit `past`; it has closed, passed, walked"
