"""Allowing: what is meant is silent where it is said to be, nowhere else, and never without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jangmadang.desk import lint
from jangmadang.desk.lint.allowing import WARNINGS
from jangmadang.desk.lint.finding import Finding, Rule
from jangmadang.story.loading import Script, load_script_text, load_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: gate
calendar: {day_1: 2009-02-27, place: hyesan}
state:
  money: {start: 900, currency: old_won, meter: true}
scenes:
  gate:
    text: The gate is grey. # and wide
    choices:
      - {text: Go, goto: road}
      - {text: Sell, goto: row}
  row:
    text: The row is grey.
    market: {goods: [corn], leave: road}
  road:
    text: The road is grey. # and long
    ending: {title: Out}
"""


def _grey(script: Script) -> Iterator[Finding]:
    """Every scene but those of an encounter is grey once; those of an encounter are, each for itself."""
    assert script.story is not None
    for name, where in script.ledger.scenes.items():
        yield Finding(where, f"`{name}` is grey", on="key", scene=name)


@pytest.fixture(autouse=True)
def _one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "rules", lambda: (Rule("grey-word", _grey), Rule("green-word", lambda script: ())))


def told(text: str) -> list[tuple[str, int]]:
    return [(found.problem.code, found.problem.line) for found in lint.checked(load_script_text(text))]


def allowing(scene: str, given: str, text: str = STORY) -> str:
    return text.replace(f"  {scene}:\n", f"  {scene}:\n    allow: {{{given}}}\n")


def test_a_scene_allows_what_is_found_in_it_and_in_no_other() -> None:
    assert told(STORY).count(("grey-word", 9)) == 1
    after = told(allowing("gate", "grey-word: the wall is meant"))
    assert ("grey-word", 9) not in after and ("grey-word", 15) in after
    assert {code for code, _ in after} == {"grey-word", "comment-after-text"}


def test_an_encounter_is_allowed_with_all_the_scenes_made_of_it() -> None:
    story = load_script_text(STORY).story
    assert story is not None and len([s for s in story.scenes.values() if s.encounter == "row"]) > 1
    lines = [line for code, line in told(allowing("row", "grey-word: fog")) if code == "grey-word"]
    assert lines == [9, 18]


def test_the_cover_allows_it_everywhere() -> None:
    codes = [code for code, _ in told(STORY.replace("start: gate", "start: gate\nallow: {grey-word: all is grey}"))]
    assert codes == ["comment-after-text"] * 2


def test_what_loading_warns_of_is_allowed_in_its_scene() -> None:
    after = told(allowing("gate", "comment-after-text: a note to myself"))
    assert [line for code, line in after if code == "comment-after-text"] == [19]
    assert [code for code, _ in after if code == "idle-allow"] == []


def test_a_warning_outside_the_scenes_is_the_covers() -> None:
    text = STORY.replace("title: Small", "title: Small # one")
    assert ("comment-after-text", 3) in told(allowing("gate", "comment-after-text: mine", text))
    cover = "start: gate\nallow: {comment-after-text: mine}"
    assert "comment-after-text" not in dict(told(text.replace("start: gate", cover)))


@pytest.mark.parametrize(
    "given, code, column",
    [
        ("grey-wrod: it is meant", "unknown-code", 13),
        ("unknown-scene: it will come", "unknown-code", 13),
        ('grey-word: ""', "allow-reason", 24),
        ("grey-word: …", "allow-reason", 24),
        ("green-word: the leaves", "idle-allow", 13),
        ("idle-allow: why not", "unknown-code", 13),
    ],
)
def test_an_allow_that_does_nothing_right_is_told(given: str, code: str, column: int) -> None:
    script = load_script_text(allowing("gate", given))
    problems = [found.problem for found in lint.checked(script) if found.problem.line == 10]
    assert [(p.code, p.column, p.severity) for p in problems] == [(code, column, "warning")]


def test_the_code_that_was_meant_is_named() -> None:
    (unknown,) = [
        found.problem
        for found in lint.checked(load_script_text(allowing("gate", "grey-wrod: it is meant")))
        if found.problem.code == "unknown-code"
    ]
    assert unknown.hint == 'did you mean "grey-word"?'


def test_errors_are_never_allowed() -> None:
    broken = allowing("gate", "unknown-scene: later").replace("text: Go, goto: road", "text: Go, goto: raod")
    assert "unknown-scene" in dict(told(broken))


def test_in_a_broken_story_nothing_is_called_idle() -> None:
    broken = allowing("gate", "grey-word: fog").replace("text: Go, goto: road", "text: Go, goto: raod")
    assert "idle-allow" not in dict(told(broken))


def test_a_story_plays_the_same_with_it() -> None:
    with_it, without = load_text(allowing("gate", "grey-word: fog")).story, load_text(STORY).story
    assert with_it is not None and without is not None
    assert (with_it.scenes, with_it.slots) == (without.scenes, without.slots)


def test_the_list_of_loadings_warnings_is_whole() -> None:
    """Every page whose example loading only warns of is in the list; and what is in the list is a warning somewhere."""
    found = set()
    for path in (Path(__file__).parents[3] / "docs" / "problems").glob("*.md"):
        page = path.read_text(encoding="utf-8")
        example = re.search(r"^```yaml broken\n(.*?)^```$", page, re.M | re.S)
        if example:
            found |= {p.code for p in load_text(example[1]).problems if p.severity == "warning"}
    assert sorted(found) == sorted(WARNINGS)
