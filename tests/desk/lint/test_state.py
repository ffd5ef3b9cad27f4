"""Variables that nothing reads or changes, and meters that stand still."""

from __future__ import annotations

from pathlib import Path

import pytest
from structure import END, codes, told

from jangmadang.desk.lint import lint
from jangmadang.story.loading import load_script

IDLE = "idle-meter: `{}` is a meter, and nothing moves it: it shows 5 for ever"


def story(declared: str, effects: str = "", text: str = "Snow.") -> list[str]:
    """What is said of one variable, with effects on it and a text."""
    changes = f"effects: {{{effects}}}, " if effects else ""
    return told(f"one: {{{changes}text: '{text}', goto: end}}\n{END}", f"state: {{{declared}}}\n")


@pytest.mark.parametrize(
    ("declared", "effects", "text", "what"),
    [
        ("wet: false", "wet: true", "{wet ? Rain | Snow}.", ""),
        ("wet: false", "wet: true", "Snow.", "never-read: `wet` is changed, but nothing ever reads it"),
        ("wet: false", "", "Snow.", "never-read: nothing reads `wet`, and nothing changes it"),
        ("wet: false", "", "{wet ? Rain | Snow}.", "never-set: `wet` never changes: it is false for ever"),
        ("wet: true", "", "{wet ? Rain | Snow}.", "never-set: `wet` never changes: it is true for ever"),
        ("coal: {start: 3}", "", "{coal}", "never-set: `coal` never changes: it is 3 for ever"),
        ("coal: {start: 3}", "coal: =coal + 1", "Snow.", "never-read: `coal` is changed, but nothing ever reads it"),
        ("coal: {start: 3, label: coal}", "coal: +1", "Snow.", ""),
        ("told: {set_of: [lane]}", "", "{count(told)}", "never-set: `told` never changes: it is empty for ever"),
        ("hope: {start: 5, meter: true}", "", "Snow.", IDLE.format("hope")),
        ("hope: {start: 5, meter: true}", "hope: -1", "Snow.", ""),
        ("risk: {start: 5}", "", "Snow.", IDLE.format("risk")),
        ("day: {start: 1, max: 9}", "", "Snow.", ""),
    ],
)
def test_what_is_said_of_a_variable(declared: str, effects: str, text: str, what: str) -> None:
    assert story(declared, effects, text) == ([what] if what else [])


def test_whoever_a_name_holds_may_be_any_of_them() -> None:
    cover = "people: {om: {name: Om}}\nstate: {guest: {person: [om]}}\n"
    assert codes(f"one: {{effects: {{guest: om, guest.trust: +5}}, goto: end}}\n{END}", cover) == []


def test_a_cost_moves_and_reads() -> None:
    ways = "choices: [{text: Burn, cost: {coal: 1}, goto: end}, {text: Leave, id: leave, goto: end}]"
    assert codes(f"one: {{{ways}}}\n{END}", "state: {coal: {start: 3}}\n") == []


def test_a_play_test_beside_the_story_reads(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(
        "jangmadang: 1\nid: little\ntitle: Little\nstart: one\nstate: {wet: false}\n"
        "scenes:\n  one: {text: Snow., effects: {wet: true}, goto: end}\n  end: {text: Rain., ending: {title: Out}}\n",
        encoding="utf-8",
    )
    assert [one.code for one in lint(load_script(tmp_path))] == ["never-read"]
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "wet.yaml").write_text("steps: [go_on]\nexpect: {state: {wet: true}}\n", encoding="utf-8")
    assert lint(load_script(tmp_path)) == []
