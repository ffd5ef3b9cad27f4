"""A Hundred to One: it loads clean, its play-tests pass, and no life is stuck or lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jangmadang.play.playtests import play_test, read_play_test
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story import chance
from jangmadang.story.loading import load
from jangmadang.story.model import Story

HERE = Path(__file__).parents[2]
FOLDER = HERE / "stories" / "hundred"
PLAY_TESTS = sorted((FOLDER / "tests").glob("*.yaml"))
FACTS = frozenset((HERE / "tests" / "data" / "fact_ids.txt").read_text("utf-8").split())
LIVES, SEED, LONGEST = 2000, 20091130, 3000


@pytest.fixture(scope="module")
def story() -> Story:
    loaded = load(FOLDER)
    assert [problem.text() for problem in loaded.problems] == []
    assert loaded.story is not None
    return loaded.story


@pytest.mark.parametrize("path", PLAY_TESTS, ids=lambda path: path.stem)
def test_the_play_tests_go_as_they_say(story: Story, path: Path) -> None:
    read = read_play_test(path)
    assert read.test is not None, [problem.text() for problem in read.problems]
    assert [problem.text() for problem in play_test(story, read.test).problems] == []


def test_there_is_a_play_test_for_every_ending(story: Story) -> None:
    tests = [read_play_test(path).test for path in PLAY_TESTS]
    assert {ending.id for ending in story.endings} <= {test.expect.ending for test in tests if test is not None}


def test_two_thousand_lives_end_and_no_ending_is_the_usual_one(story: Story) -> None:
    walker = Walker(Rules(story))
    walks = [walker.walk(chance.life(SEED, n), limit=LONGEST) for n in range(LIVES)]
    assert [walk.scene for walk in walks if not walk.ended] == []
    shares = Counter(walk.scene for walk in walks)
    assert set(shares) == {ending.id for ending in story.endings}
    assert all(LIVES * 0.01 <= lives <= LIVES * 0.36 for lives in shares.values()), shares


def test_every_scene_says_where_it_stands_in_the_world(story: Story) -> None:
    written = [scene for scene in story.written_scenes if scene.text]
    assert len(written) >= 62
    assert {word for scene in written for word in scene.phenomena} == {
        *("marketization", "movement", "corruption", "information", "erosion"),
        *("generation", "outflow", "polarization", "bonds"),
    }
    cited = {source for scene in written for source in scene.sources}
    cited |= {source for note in story.notes for source in note.sources}
    assert cited <= FACTS
