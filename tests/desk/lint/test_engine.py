"""The engine: rules are asked of a whole story, what they find stands in order, and each code has its page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from jangmadang.desk import lint
from jangmadang.desk.lint.allowing import OF_ALLOWING, WARNINGS
from jangmadang.desk.lint.finding import Finding, Rule
from jangmadang.desk.lint.known import known_facts
from jangmadang.desk.lint.library import codes, facts, page, says
from jangmadang.story.loading import Script, load_script, load_script_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: gate
scenes:
  gate:
    text: The gate is grey.
    choices:
      - {text: Go, goto: road}
  road:
    text: The road is grey.
    ending: {title: Out}
"""


def _grey(script: Script) -> Iterator[Finding]:
    for name, (scene, where) in reversed(script.ledger.written.section("scenes").items()):
        if "grey" in scene.text:
            at = scene.text.index("grey")
            yield Finding((where, "text"), "this is grey", "paint it", offset=at, length=4, scene=name)


@pytest.fixture
def grey(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule alone, so that no other's opinion matters here."""
    monkeypatch.setattr(lint, "rules", lambda: (Rule("grey-word", _grey),))


def test_findings_are_warnings_in_the_order_of_their_places(grey: None) -> None:
    first, second = lint.lint(load_script_text(STORY))
    assert first.text().splitlines() == [
        "story.yaml:7:23: grey-word: this is grey (paint it)",
        "        text: The gate is grey.",
        "                          ^^^^",
    ]
    assert (second.line, second.severity) == (11, "warning")


def test_a_story_that_is_not_whole_is_not_linted(grey: None) -> None:
    script = load_script_text(STORY.replace("goto: road", "goto: raod"))
    assert lint.lint(script) == []
    assert [found.problem.code for found in lint.checked(script)] == ["unknown-scene"]


def test_all_that_is_to_be_said_stands_in_one_order(grey: None) -> None:
    script = load_script_text(STORY.replace("The road is grey.", "The grey road. # wide"))
    assert [found.problem.code for found in lint.checked(script)] == ["grey-word", "grey-word", "comment-after-text"]


def test_every_rule_and_every_warning_has_a_page_and_a_code_of_its_own() -> None:
    named = [rule.code for rule in lint.rules()] + [*WARNINGS, *OF_ALLOWING]
    assert sorted(set(named)) == sorted(named)
    assert [code for code in named if page(code) is None] == []
    for name in lint.MODULES:
        assert import_module(f"jangmadang.desk.lint.{name}").RULES


def test_every_page_says_in_a_sentence_what_it_is_about() -> None:
    assert len(codes()) > 100 and "README" not in codes()
    for code in codes():
        said = says(code)
        assert len(said) > 10 and said[-1] in ".:" and "](" not in said and "**" not in said, code


# ---- facts ----------------------------------------------------------------------------------------------------------
def test_the_facts_of_the_game_can_be_cited_by_any_story(tmp_path: Path) -> None:
    ours = facts().read_text(encoding="utf-8")
    known = known_facts(load_script_text(STORY.replace("start: gate", "start: gate\nfacts: jangmadang")))
    assert known is not None and "F-TIM-01" in known
    assert sorted(known) == sorted(set(known)) and len(known) == ours.count("\n- **F-")


def test_a_writer_has_facts_of_their_own_beside_the_story(tmp_path: Path) -> None:
    named = STORY.replace("start: gate", "start: gate\nfacts: [jangmadang, my/facts.md]")
    (tmp_path / "story.yaml").write_text(named, encoding="utf-8")
    missing = load_script(tmp_path)
    assert [(p.code, p.line, p.column) for p in missing.problems] == [("missing-file", 5, 21)]
    assert known_facts(missing) is None
    (tmp_path / "my").mkdir()
    text = (
        "# Mine\n- kim-2009: the dyke\n- **M-2** | the market | 2010\n* lee.b: a letter\nNo: fact\n- no fact either\n"
    )
    (tmp_path / "my" / "facts.md").write_text(text, encoding="utf-8")
    script = load_script(tmp_path)
    known = known_facts(script)
    assert script.problems == () and known is not None
    assert {"kim-2009", "M-2", "lee.b", "F-TIM-01"} <= known and not {"No", "no"} & known


def test_who_names_no_facts_may_cite_what_they_like() -> None:
    assert known_facts(load_script_text(STORY)) is None
