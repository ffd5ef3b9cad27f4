"""Results: shards merge to the very bytes of one run, and what is no part of it is refused in words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from jangmadang.many.policies import Policy
from jangmadang.many.results import Result, about, merged, ran, read, written
from jangmadang.many.runs import Task, run_of
from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wishes
from jangmadang.story.loading import load_text

sys.path.insert(0, str(Path(__file__).parents[1] / "play"))
from random_stories import random_story

POLICIES = (Policy("random", Wishes()), Policy("fond", Wishes(wishes={"om.trust": 1})))


@pytest.fixture(scope="module")
def rules() -> Rules:
    story = load_text(random_story(11)).story
    assert story is not None
    return Rules(story)


def result(rules: Rules, first: int, end: int, policies: tuple[Policy, ...] = POLICIES, seed: int = 5) -> Result:
    runs = []
    for policy in policies:
        numbers = iter([range(first, end)])
        counts = run_of(rules, Task(seed, policy, limit=60), True).lived(
            lambda _, n=numbers: next(n, range(0)), lambda _: None
        )
        runs.append(ran(policy, first, end, counts))
    return Result(story=about(rules.story, 100), seed=seed, limit=60, runs=tuple(runs))


def test_shards_merge_to_the_bytes_of_one_run(rules: Rules) -> None:
    whole = written(result(rules, 0, 40))
    shards = [written(result(rules, 40 * k // 7, 40 * (k + 1) // 7)) for k in range(7)]
    for order in ((0, 1, 2, 3, 4, 5, 6), (5, 0, 3, 6, 1, 4, 2)):
        assert written(merged([(str(k), read(shards[k], str(k))) for k in order])) == whole


def test_lives_that_come_twice_are_refused(rules: Rules) -> None:
    with pytest.raises(ValueError, match=r"one\.json and two\.json have lives 8 to 9 of random people twice"):
        merged([("one.json", result(rules, 0, 10)), ("two.json", result(rules, 8, 20))])


def test_a_gap_stays_one(rules: Rules) -> None:
    whole = merged([("b", result(rules, 8, 10)), ("a", result(rules, 0, 4))])
    assert whole.runs[0].lives == ((0, 4), (8, 10))


def test_what_is_of_another_simulation_is_refused(rules: Rules) -> None:
    one = result(rules, 0, 3)
    other = result(rules, 3, 5)
    changed = Policy("fond", Wishes(wishes={"om.trust": 2}))
    for foreign, why in (
        (replace(other, seed=6), "seeds are 5 and 6"),
        (replace(other, limit=61), "given up after 60 choices and after 61"),
        (replace(other, story=replace(other.story, id="else")), "the story random, the other of else"),
        (replace(other, story=replace(other.story, fingerprint="0")), "was changed"),
        (result(rules, 3, 5, POLICIES[:1]), "they have the policies random, fond and random"),
        (result(rules, 3, 5, (POLICIES[0], changed)), "the policy fond was changed"),
    ):
        with pytest.raises(ValueError, match=why):
            merged([("one", one), ("other", foreign)])


def test_what_is_no_result_is_told() -> None:
    for data in (b"", b"{}", b"[1]", b"\xff", b'{"jangmadang_simulation": 1}'):
        with pytest.raises(ValueError, match=r"x\.json is no result of a simulation"):
            read(data, "x.json")
