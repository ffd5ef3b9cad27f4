"""Conditions that always come out alike: which part, and why."""

from __future__ import annotations

import pytest
from structure import END, told

LEFT_OUT = " always holds where it is asked, so it can be left out"
MOVED = "effects: {risk: '+fixed(9, a)', money: +5, told: +lane, wet: true}"
COVER = "state: {told: {set_of: [lane, gate]}, wet: false}\nwhenever: [{when: told has lane and wet, goto: end}]\n"


def said(when: str) -> list[str]:
    """What is said of a piece of text with this condition."""
    text = f"[Snow., {{when: {when}, text: Somebody has counted it.}}]"
    return told(f"one: {{{MOVED}, text: {text}, goto: end}}\n{END}", COVER)


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("risk >= 0", "always-true: `risk >= 0` always holds: `risk` is 0 to 100"),
        ("risk < 0", "never-true: `risk < 0` never holds: `risk` is 0 to 100"),
        ("risk < 5 or risk >= 3", "always-true: `risk < 5 or risk >= 3` always holds: its parts leave nothing out"),
        ("wet and risk <= 100", "always-true: `risk <= 100` always holds where it is asked, so it can be left out"),
        ("wet or risk > 100", "never-true: `risk > 100` never holds where it is asked, so it can be left out"),
        ("risk > 9 and (wet or risk > 5)", "always-true: `wet or risk > 5`" + LEFT_OUT),
        (
            "not (wet and told has gate)",
            "always-true: `not (wet and told has gate)` always holds: `told` never holds more than lane",
        ),
        ("(risk if money >= 0 else 3) > 2", ""),
    ],
)
def test_which_part_of_a_condition_it_is(when: str, what: str) -> None:
    assert said(when) == ([what] if what else [])


@pytest.mark.parametrize("when", ["risk > 9", "wet", "told has lane", "risk > 9 and risk < 50", "0 < risk < money"])
def test_what_hangs_on_something_is_let_be(when: str) -> None:
    assert said(when) == []


def test_a_test_within_a_number_is_a_condition_too() -> None:
    cover = COVER + "computed: {dear: 5 if risk <= 100 else 7}\n"
    scenes = f"one: {{{MOVED}, text: 'That is {{dear}}.', goto: end}}\n{END}"
    assert told(scenes, cover) == ["always-true: `risk <= 100` always holds where it is asked, so it can be left out"]


def test_a_piece_that_stands_in_a_phrase_is_told_once() -> None:
    cover = COVER + "phrases: {call: [{when: risk < 0, text: sister}, {otherwise: you}]}\n"
    scenes = f"one: {{{MOVED}, text: 'She says {{call}}, and {{call}}.', goto: end}}\n{END}"
    assert told(scenes, cover) == ["never-true: `risk < 0` never holds: `risk` is 0 to 100"]


def test_a_rule_may_always_hold() -> None:
    scenes = f"one: {{{MOVED}, whenever: [{{when: wet, goto: end}}, {{when: true, goto: end}}], goto: end}}\n{END}"
    assert told(scenes, COVER) == []


def test_what_speaks_of_a_named_condition_is_not_to_blame_for_it() -> None:
    cover = COVER + "conditions: {early: risk < 0}\n"
    text = "[{when: early, text: A}, {when: early and wet, text: B}, {when: not early, text: C}]"
    assert told(f"one: {{{MOVED}, text: {text}, goto: end}}\n{END}", cover) == [
        "never-true: `risk < 0` never holds: `risk` is 0 to 100"
    ]


def test_each_script_is_looked_at_anew() -> None:
    """What rules share about a script is never that of the script before."""
    assert said("risk < 0") != []
    assert said("risk > 9") == []
    assert said("risk < 0") != []
