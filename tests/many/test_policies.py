"""Policies as files: what is wrong with one is told with its place, and a story's own go before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from jangmadang.many.policies import OURS, policy_of, read_policy, side_by_side, wealth
from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story import shelf
from jangmadang.story.loading import load


@pytest.fixture(scope="module")
def rules() -> Rules:
    story = load(shelf.shipped()["three-days"]).story
    assert story is not None
    return Rules(story)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("wishs: {money: 1}\n", 1, 1, 'did you mean "wishes"'),
        ("about: x\nwishes:\n  risk + mony: 1\n", 3, 10, 'did you mean "money"'),
        ('wishes: {"max(0, risk - mony)": 1}\n', 1, 25, 'did you mean "money"'),
        ("wishes: {money: risk}\n", 1, 17, "a whole number"),
        ("wishes: [money]\n", 1, 9, "`money: 1`"),
        ("wishes: {money: [1]}\n", 1, 17, "not a list"),
        ("choices: {officer.nodd: 2}\n", 1, 11, 'did you mean "officer.nod"'),
        ('choices: {"*.*": mony}\n', 1, 18, 'did you mean "money"'),
        ("halves: 0\n", 1, 9, "must be 1 or more"),
        ("halves: [1]\n", 1, 9, "takes a number"),
        ("- money\n", 1, 1, "a policy has the keys"),
        ("wishes: {weekday: 1}\n", 1, 10, "a wish is a number"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, line: int, column: int, said: str, rules: Rules, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    read = read_policy(tmp_path / "bad.yaml", rules)
    assert read.policy is None
    (problem,) = read.problems
    assert (problem.code, problem.line, problem.column) == ("policy", line, column)
    assert said in f"{problem.message} ({problem.hint})"


def test_a_storys_own_go_before_ours(rules: Rules, tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "greedy.yaml").write_text("wishes: {money: 7}\n", "utf-8")
    (tmp_path / "policies" / "idle.yaml").write_text("about: sits\nchoices: {'*.*': 1}\n", "utf-8")
    mine = policy_of("greedy", rules, tmp_path).policy
    assert mine is not None and mine.wishes.wishes == {"money": 7} and mine == wealth(rules, tmp_path)
    assert policy_of("idle", rules, tmp_path).policy is not None
    assert 'did you mean "idle"' in policy_of("idel", rules, tmp_path).missing
    assert "no file" in policy_of("gone.yaml", rules, tmp_path).missing
    assert [policy.name for policy in side_by_side(rules, tmp_path)] == list(OURS)


@pytest.mark.parametrize("name", shelf.shipped())
def test_ours_are_for_every_shipped_story(name: str) -> None:
    path = shelf.shipped()[name]
    story = load(path).story
    assert story is not None
    assert [policy.name for policy in side_by_side(Rules(story), path)] == list(OURS)


def test_a_digest_is_of_what_somebody_wants_and_of_nothing_else(rules: Rules) -> None:
    cautious = policy_of("cautious", rules, None).policy
    assert cautious is not None
    same = type(cautious)("other", Wishes("in other words", cautious.wishes.wishes, 6))
    assert same.digest == cautious.digest
    assert type(cautious)("other", Wishes("", cautious.wishes.wishes, 7)).digest != cautious.digest


def test_weights_are_named_closest_first(rules: Rules) -> None:
    scene = rules.story.scenes["officer"]
    wisher = Wisher(rules, Wishes(choices={"*.*": 1, "*.nod": 3, "officer.*": 4, "officer.nod": "money + 5"}))
    weights = {choice.id: wisher.weight(scene, choice, rules.start) for choice in scene.choices}
    assert weights.pop("nod") == 1_000 and set(weights.values()) == {4}
