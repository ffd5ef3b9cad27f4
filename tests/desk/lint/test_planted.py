"""One thing is wrong in a whole story: `check` finds just that, just there. What only looks wrong is let be."""

from __future__ import annotations

from pathlib import Path

import pytest
from planting import PLANTED, Case, cases

from jangmadang.desk.lint import checked
from jangmadang.story.loading import load_script_text
from jangmadang.story.problems import Problem

CASES = list(cases())
PROBLEMS = Path(__file__).parents[3] / "docs" / "problems"


def found(text: str) -> list[Problem]:
    return [one.problem for one in checked(load_script_text(text))]


@pytest.mark.parametrize("story", ["row.yaml", "night.yaml"])
def test_nothing_is_wrong_in_the_ground(story: str) -> None:
    text = (PLANTED / story).read_text(encoding="utf-8")
    script = load_script_text(text)
    assert [p.text() for p in found(text)] == []
    assert script.story is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_planted_defect_is_found_where_it_is(case: Case) -> None:
    problems = found(case.text)
    told = "\n".join(problem.text() for problem in problems)
    if case.at is None:
        assert problems == [], told
        return
    first = [(p.code, p.line, p.column) for p in problems if p.code not in case.follows]
    assert first == [(case.code, *case.at)], told
    assert [p.code for p in problems if p.line == case.at[0] and p.code in case.follows] == list(case.follows), told
    assert len(problems) == 1 + len(case.follows), told
