"""What a simulation is told as: shares that are right, drawings in plain signs, a page that asks nobody."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.simulating.comparing import chance, compared
from jangmadang.desk.simulating.markdown import markdown
from jangmadang.desk.simulating.page import page
from jangmadang.desk.simulating.summary import Share, Summary, summary, wilson
from jangmadang.desk.simulating.telling import WIDTH, lines
from jangmadang.many.policies import Policy
from jangmadang.many.results import Result, about, ran
from jangmadang.many.runs import Task, run_of
from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wishes
from jangmadang.story.loading import load_text

sys.path.insert(0, str(Path(__file__).parent))
from yard import LITTLE, STUCK


def lived(text: str, lives: int, *people: Policy, first: int = 0) -> Result:
    story = load_text(text).story
    assert story is not None
    rules, runs = Rules(story), []
    for policy in people or (Policy("random", Wishes("takes anything")),):
        numbers = iter([range(first, first + lives)])
        task = Task(1, policy, Policy("greedy", Wishes(wishes={"money": 1})), 300)
        counts = run_of(rules, task, scalar=True).lived(lambda _, n=numbers: next(n, range(0)), lambda _: None)
        counts.words = {900: 3, 1_100: 5}
        runs.append(ran(policy, first, first + lives, counts))
    return Result(story=about(story, 2_000), seed=1, limit=300, wealth="x", runs=tuple(runs))


@pytest.fixture(scope="module")
def one() -> Result:
    return lived(LITTLE, 400)


@pytest.fixture(scope="module")
def several() -> Summary:
    wary = Policy("wary", Wishes("never loads", choices={"yard.load": 0, "yard.rest": 3}))
    return summary(lived(LITTLE, 300, Policy("random", Wishes()), wary))


# ---- figures --------------------------------------------------------------------------------------------------------
def test_intervals_are_wilsons() -> None:
    assert wilson(50, 100) == pytest.approx((40.383, 59.617), abs=0.001)
    assert wilson(0, 100) == pytest.approx((0, 3.6994), abs=0.001)
    assert wilson(100, 100) == pytest.approx((96.3006, 100), abs=0.001)


@given(st.integers(0, 1_000), st.integers(1, 1_000))
def test_a_share_lies_in_its_interval(count: int, more: int) -> None:
    low, high = wilson(count, count + more)
    assert 0 <= low <= 100 * count / (count + more) <= high <= 100


def test_the_figures_are_those_of_the_counts(one: Result) -> None:
    (people,) = summary(one).people
    assert people.lives == 400 and sum(share.count for share in people.endings) == 400
    assert people.scenes == ("attic",)
    assert people.unopened == ("yard.shut",)
    assert people.choices is not None and people.choices.low <= people.choices.middle <= people.choices.high
    money = next(band for band in people.bands if band.name == "money")
    assert money.turns[0][1].middle == 100 and money.days[0][0] == 1
    assert dict(people.wealth)[""].middle == dict(money.ends)[""].middle


def test_what_is_never_done_is_told_of_those_who_never_do_it(several: Summary) -> None:
    anybody, wary = several.people
    assert "yard.load" not in [habit.choice for habit in anybody.never]
    assert [habit.choice for habit in wary.never] == ["yard.load"]


# ---- two versions ---------------------------------------------------------------------------------------------------
def test_the_same_story_by_other_lives_differs_by_chance_alone(one: Result) -> None:
    other = summary(lived(LITTLE, 400, first=1_000))
    assert not any(difference.exceeds for difference in compared(other, summary(one), "old").differences)


def test_a_change_is_told_and_how_large_it_is(one: Result) -> None:
    safer = summary(lived(LITTLE.replace("100 - risk", "100 - risk // 5"), 400))
    first, *_ = compared(summary(one), safer, "old").differences
    assert first.exceeds and first.kind == "ending" and abs(first.by) > 10
    assert any("->" in line for line in lines(safer, compared(summary(one), safer, "old")))


def test_an_ending_that_is_new_is_no_matter_of_chance(one: Result) -> None:
    more = summary(lived(LITTLE.replace("  cell:", "  hill: {text: Hill., ending: {title: Hill}}\n  cell:"), 50))
    found = {d.name: d for d in compared(summary(one), more, "old").differences}
    assert found["hill"].exceeds and found["hill"].before is None


def test_two_shares_that_are_the_same_are_sure_to_be() -> None:
    same, more = Share("a", "", 50, 100), Share("a", "", 80, 100)
    assert chance(same, same) == 1
    assert chance(same, more) == pytest.approx(8.5e-6, rel=0.1)


# ---- forms ----------------------------------------------------------------------------------------------------------
def test_lines_fit_a_terminal_and_any_signs(several: Summary) -> None:
    told = lines(several)
    assert all(len(line) <= WIDTH and line.isascii() for line in told)
    assert any(line.startswith("money, random, as lives go on") for line in told)


def test_lives_that_are_stuck_are_told_everywhere() -> None:
    stuck = summary(lived(STUCK, 60))
    assert "stuck in well" in "\n".join(lines(stuck))
    assert "stuck in" in markdown(stuck) and "stuck in" in page(stuck)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        if tag not in ("meta", "br", "rect", "path", "polygon", "polyline"):
            self.open.append(tag)
        self.asked += [name for name, _ in attrs if name in ("src", "href", "xlink:href")]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("rect", "path", "polygon", "polyline"):
            return
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_nobody(several: Summary) -> None:
    text = page(several, compared(several, several, "old <version>"))
    tags = _Tags()
    tags.feed(text)
    assert not tags.open and not tags.asked
    assert "http:" not in text and "https:" not in text and "url(" not in text
    assert "old &lt;version&gt;" in text


def test_markdown_is_not_torn_by_what_a_story_is_called(several: Summary) -> None:
    text = markdown(several)
    assert text.startswith("### Little \\| story: 300 random, 300 wary lives from seed 1")
    assert text.count("```") == 2
