"""Coverage counts what a writer wrote, and what no play-test reaches is told at its line."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path

import pytest
from desk_story import STORY, desk_story
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jangmadang.desk.counting import bare
from jangmadang.desk.coverage import Count, Coverage, covered
from jangmadang.desk.pieces import TOLD, pieces
from jangmadang.desk.testing import files_in, folder_of, run_tests
from jangmadang.desk.watching import Watch
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story import chance
from jangmadang.story.loading import Script, load_script


def coverage(script: Script) -> Coverage:
    assert script.story is not None
    rules = Rules(script.story)
    watch = Watch(rules)
    for tested in run_tests(rules, files_in(folder_of(script))):
        assert tested.result is not None and tested.passed, tested.problems
        watch.see(tested.result.run)
    return covered(script, watch)


def missed(script: Script) -> list[str]:
    return [f"{one.kind} {one.what}" for one in coverage(script).missed]


def test_a_story_without_a_play_test_is_reached_nowhere(tmp_path: Path) -> None:
    found = coverage(desk_story(tmp_path))
    assert not any(target.reached for target in found.targets)
    assert found.count("scene") == Count(0, 4)
    assert found.count("choice") == Count(0, 4)  # sew, go, call, and ask once for both scenes
    assert found.count("outcome") == Count(0, 2)
    assert found.count("epilogue") == Count(0, 2)


def test_what_a_play_test_comes_by_is_reached(tmp_path: Path) -> None:
    script = desk_story(tmp_path, one="steps: [sew, go, call>heard]\n")
    assert missed(script) == [
        "text when: sister",
        "text cycle: Three.",
        "text gentler: He sleeps.",
        "text otherwise: That was the last.",
        "outcome call>unheard",
        "scene lane",
        "epilogue otherwise: There was no seam.",
        "choice ask",
    ]


def test_play_tests_together_reach_more(tmp_path: Path) -> None:
    script = desk_story(
        tmp_path,
        one="steps: [sew, sew, ask, go, call>heard]\n",
        two="gentler: true\nsteps: [go, call>unheard, go, call>heard]\n",
    )
    assert missed(script) == ["text when: sister", "scene lane"]


def test_each_side_of_braces_is_reached_by_itself(tmp_path: Path) -> None:
    script = desk_story(tmp_path, one="steps: [go, call>heard]\n")
    assert {", with thread", "another seam"} == {what[6:-1] for what in missed(script) if what.startswith("text {")}


def test_what_is_missed_stands_in_its_line(tmp_path: Path) -> None:
    script = desk_story(tmp_path, one="steps: [sew, go, call>heard]\n")
    lines = STORY.splitlines()
    for target in coverage(script).missed:
        first = target.what.split(": ")[-1].split(">")[-1][:6]
        assert first in lines[target.line - 1], target


def test_a_result_counts_when_it_was_read(tmp_path: Path) -> None:
    """The state in which it is told is the one after the cost."""
    script = desk_story(tmp_path, one="steps: [sew, sew, go, call>heard]\n")
    results = [
        target for target in coverage(script).targets if "There is some left" in target.what or "last" in target.what
    ]
    assert [target.reached for target in results] == [True, True]


ENCOUNTER = """\
jangmadang: 1
id: gate
title: The Gate
start: badge
calendar: {day_1: 2009-11-28, place: hyesan}
state:
  money: {start: 90000, currency: old_won}
people:
  ri: {name: Ri, trust: 20, official: {temper: patrolman}}
scenes:
  badge:
    title: The badge
    text: A boot.
    bribe:
      official: ri
      errand: {rice_g: 2000}
      passed: {goto: on, result: He looks away.}
      walked: off
      text:
        closed: He puts it away.
        talk: He waits.
  on: {title: "On", text: Through., ending: {title: On}}
  off: {title: "Off", text: Back., ending: {title: Off}}
"""


@pytest.mark.parametrize(
    ("way", "left"),
    [
        ("passed", ["outcome {badge: walked}", "text closed: He puts it away.", "text talk: He waits.", "scene off"]),
        ("walked", ["outcome {badge: passed}", "text closed: He puts it away.", "text talk: He waits.", "scene on"]),
    ],
)
def test_an_encounters_exits_and_moments_are_counted(tmp_path: Path, way: str, left: list[str]) -> None:
    script = desk_story(tmp_path, ENCOUNTER, one=f"steps: [{{badge: {way}}}]\n")
    assert missed(script) == left


def test_an_encounters_own_choices_are_not_counted(tmp_path: Path) -> None:
    assert coverage(desk_story(tmp_path, ENCOUNTER)).count("choice") == Count(0, 0)


@cache
def three_days() -> Script:
    """No fixture: an example that fails would be shown with all of it."""
    return load_script(Path(__file__).parents[2] / "stories" / "three-days")


@given(seed=st.integers(0, 2**64 - 1))
@example(seed=7978636)
@settings(max_examples=10)
def test_reached_is_what_stood_on_a_page_and_nothing_else(seed: int) -> None:
    """Held against the pages of lives at random, over every text that stands in one paragraph without braces."""
    story = three_days().story
    assert story is not None
    run = Run.start(story, seed)
    watch, read = Watch(run.rules), set[str]()
    for n in count():  # to the end: what stands on the last page was read too
        page = run.look()
        epilogue = page.ending.epilogue if page.ending else ()
        read |= {paragraph.plain for paragraph in (*page.result, *page.text, *epilogue)}
        ways = [choice for choice in page.choices if choice.open]
        if not ways:
            break
        run.choose(ways[chance.below(seed, n + 1, len(ways))].id)
    watch.see(run)
    told: dict[str, bool] = {}
    for piece in pieces(three_days()).pieces:
        prose = " ".join(bare(piece.prose).split())
        one = "\n\n" not in piece.prose.strip() and "{" not in piece.prose and prose != "---"
        if one and piece.kind in TOLD - {"phrase"}:
            told[prose] = told.get(prose, False) or any(("told", id_) in watch.met for id_ in piece.told_as)
    wrong = [prose for prose, reached in told.items() if reached != (prose in read)]
    assert wrong == [] and any(told.values())
