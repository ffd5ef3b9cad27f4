"""Three Days as its players meet it: every way can be taken, none is a dead end, and no ending is the usual one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jangmadang.play.moment import Moment
from jangmadang.play.playtests import TestResult, play_test, read_play_test
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story import chance
from jangmadang.story.loading import load
from jangmadang.story.model import Choice, Outcome, Story
from jangmadang.story.reading import read_file

HERE = Path(__file__).parents[2]
FOLDER = HERE / "stories" / "three-days"
PLAY_TESTS = sorted((FOLDER / "tests").glob("*.yaml"))
FACTS = frozenset((HERE / "tests" / "data" / "fact_ids.txt").read_text("utf-8").split())
PHENOMENA = {
    "marketization",
    "movement",
    "corruption",
    "information",
    "erosion",
    "generation",
    "outflow",
    "polarization",
    "bonds",
}
LIVES, SEED = 2000, 20090227
LONGEST = 400
"""Choices, menus included: a life that takes more is going round in circles."""
PROSE = ("text", "otherwise", "first", "again", "cycle", "result", "hint", "locked", "gentler", "say", "title")
WORN = re.compile(
    r"—|–| - |testament|tapestry|heart pounds|blood runs cold|a sense of|somehow|and yet|hangs in the air"
    r"|freedom|regime|hermit|brainwash|steely|gnarled|weathered|bleak|grim\b|seems to|barely above",
    re.IGNORECASE,
)


class Lived(NamedTuple):
    """One life at random."""

    moments: list[Moment]
    most_open: int
    left_out: list[str]


@pytest.fixture(scope="module")
def story() -> Story:
    loaded = load(FOLDER)
    assert [problem.text() for problem in loaded.problems] == []
    assert loaded.story is not None
    return loaded.story


@pytest.fixture(scope="module")
def rules(story: Story) -> Rules:
    return Rules(story)


@pytest.fixture(scope="module")
def played(story: Story) -> dict[str, TestResult]:
    out = {}
    for path in PLAY_TESTS:
        read = read_play_test(path)
        assert read.test is not None, [problem.text() for problem in read.problems]
        out[path.stem] = play_test(story, read.test)
    return out


@pytest.fixture(scope="module")
def lives(rules: Rules) -> list[Lived]:
    return [live(rules, k) for k in range(LIVES)]


def live(rules: Rules, k: int, skips: bool = False) -> Lived:
    """Life k, taking any open choice alike; with `skips`, half of the scenes are left out that can be."""
    moment = rules.begin(chance.life(SEED, k))
    picks, n, most = chance.stream(SEED, "picks", k), 0, 0
    moments, left_out = [moment], []
    while rules.story.scenes[moment.scene].ending is None:
        here = rules.story.scenes[moment.scene].choices
        ways = [choice for choice in here if not choice.skip and rules.is_open(choice, moment.values)]
        assert ways, f"nothing is open in {moment.scene}"
        most = max(most, len(ways))
        n += 1
        assert n < LONGEST, f"a life without end, in {moment.scene}"
        out = next((choice for choice in here if choice.skip), None)
        if not skips or chance.fixed(picks, 2, moment.scene):
            out = None
        if out is not None:
            left_out.append(moment.scene)
        moment = rules.choose(moment, out or ways[chance.below(picks, n, len(ways))], facilitator=out is not None)
        moments.append(moment)
    return Lived(moments, most, left_out)


def outcomes(falls: tuple[Outcome, ...]) -> Iterator[str]:
    for outcome in falls:
        yield outcome.id
        yield from outcomes(outcome.chance)


def written(story: Story) -> Iterator[tuple[str, Choice]]:
    """The choices that stand in the story's files, by scene."""
    for scene in story.written_scenes:
        for choice in scene.choices:
            if not choice.generated and not choice.skip:
                yield scene.id, choice


def prose() -> Iterator[str]:
    """Everything in the files that a player may read, variants included; field notes are not counted."""

    def walk(tree: Any, inside: bool) -> Iterator[str]:
        if isinstance(tree, str):
            if inside:
                yield tree
        elif isinstance(tree, list):
            for piece in tree:
                yield from walk(piece, inside)
        elif isinstance(tree, dict):
            for key, value in tree.items():
                if key == "text" and isinstance(value, dict):
                    for piece in value.values():
                        yield from walk(piece, True)
                elif key not in ("notes", "people", "goods", "state"):
                    yield from walk(value, key in PROSE)

    for path in sorted(FOLDER.glob("*.yaml")):
        yield from walk(read_file(path, str(path)).tree, False)


# ---- play-tests -----------------------------------------------------------------------------------------------------
def test_play_tests_pass(played: dict[str, TestResult]) -> None:
    assert {name: [p.text() for p in result.problems] for name, result in played.items() if not result.passed} == {}


def test_play_tests_reach_every_ending_and_every_scene(story: Story, played: dict[str, TestResult]) -> None:
    reached = {result.page.ending.id for result in played.values() if result.page.ending}
    assert reached == {scene.id for scene in story.endings}
    seen = {line.scene for result in played.values() for line in result.run.journal()}
    assert {scene.id for scene in story.written_scenes} - seen == set()


def test_play_tests_take_every_written_choice_and_outcome(story: Story, played: dict[str, TestResult]) -> None:
    taken: set[tuple[str, ...]] = set()
    for result in played.values():
        again = Run.start(story, result.run.seed)
        for step in result.steps:
            scene = again.moment.scene
            taken |= {(scene, step.choice), *((scene, step.choice, fell) for fell in step.outcomes)}
            again.choose(step.choice, step.outcomes)
    wanted: set[tuple[str, ...]] = set()
    for scene, choice in written(story):
        wanted |= {(scene, choice.id), *((scene, choice.id, fell) for fell in outcomes(choice.chance))}
    assert wanted - taken == set()


# ---- lives at random ------------------------------------------------------------------------------------------------
def test_every_ending_is_lived_and_none_is_the_usual_one(story: Story, lives: list[Lived]) -> None:
    ends = Counter(life.moments[-1].scene for life in lives)
    shares = {scene.id: 100 * ends[scene.id] / LIVES for scene in story.endings}
    assert {end: share for end, share in shares.items() if not 2 <= share <= 45} == {}


def test_no_page_asks_for_more_than_nine(lives: list[Lived]) -> None:
    assert max(life.most_open for life in lives) <= 9


def test_days_and_purses_agree(story: Story, lives: list[Lived]) -> None:
    """The race is on the third day for everybody, and nothing of the night's load is left by then."""
    slot = story.slot_of
    for life in lives:
        for moment in life.moments:
            if moment.scene == "line":
                assert moment.values[slot["day"]] == 3
                assert moment.values[slot["have.pine_nuts"]] == 0
                assert moment.values[slot["corn_owed"]] == 0
        end = life.moments[-1]
        if end.scene == "lawful":
            assert end.values[slot["owed"]] == 0
        if end.scene == "pencil":
            assert end.values[slot["owed"]] > end.values[slot["money"]] or end.values[slot["let_stand"]]


def test_a_page_says_nothing_twice_and_choices_fit_a_line(story: Story, rules: Rules) -> None:
    for k in range(120):
        run = Run.start(rules, chance.life(SEED, k))
        picks, n, before = chance.stream(SEED, "pages", k), 0, ""
        while True:
            page = run.look()
            read = [p.plain for p in (*page.result, *page.text) if p.plain]
            assert len(read) == len(set(read)), read
            assert all(len(choice.text) < 64 for choice in page.choices), [choice.text for choice in page.choices]
            for choice in page.choices:
                assert choice.open or choice.reason
                # A lock that the game words by itself speaks of a purse or of goods, never of the story's state.
                assert "; it is" not in choice.reason, choice.reason
            # What is read on arriving is not read again as one stays.
            if page.scene == before and not page.menu and not page.seen and "." not in page.scene:
                assert sum(len(p.plain.split()) for p in page.text) <= 60, page.text
            before = page.scene
            if page.ending:
                break
            ways = [choice for choice in page.choices if choice.open]
            n += 1
            run.choose(ways[chance.below(picks, n, len(ways))].id)


def test_leaving_scenes_out_leads_on(story: Story, rules: Rules) -> None:
    skippable = {scene.id for scene in story.scenes.values() if any(choice.skip for choice in scene.choices)}
    assert len(skippable) >= 9
    left_out = set()
    for k in range(300):
        life = live(rules, k, skips=True)
        left_out |= set(life.left_out)
        end = life.moments[-1]
        assert end.scene == "written" or end.values[story.slot_of["day"]] == 3
    assert left_out == skippable


# ---- what stands in the files ---------------------------------------------------------------------------------------
def test_size(story: Story) -> None:
    assert len(story.written_scenes) >= 24
    assert len(story.endings) >= 7
    assert sum(len(text.split()) for text in prose()) >= 4800


def test_every_scene_says_what_it_shows_and_leans_on(story: Story) -> None:
    assert {what for scene in story.written_scenes for what in scene.phenomena} == PHENOMENA
    assert [scene.id for scene in story.written_scenes if not scene.phenomena or not 2 <= len(scene.sources) <= 5] == []
    cited = {source for scene in story.scenes.values() for source in scene.sources}
    cited |= {source for note in story.notes for source in note.sources}
    assert cited - FACTS == set()
    assert [note.id for note in story.notes if not note.sources] == []


def test_every_field_note_can_be_met(story: Story) -> None:
    opened = {number for scene in story.scenes.values() for number in scene.notes}
    assert [note.id for note in story.notes if note.index not in opened] == []


def test_content_notes_are_complete(story: Story) -> None:
    told = {note for scene in story.scenes.values() for note in scene.content_notes}
    assert told == set(story.content_notes)
    naming = [s for s in story.scenes.values() if any(c.id.startswith("name_") for c in s.choices)]
    assert naming and "informing" in story.content_notes


def test_plans_name_scenes_that_are_there(story: Story) -> None:
    assert set(story.plans) == {15, 30}
    for plan in story.plans.values():
        for name in (*plan.stops, *plan.skip, *plan.skip_if_late, *plan.good_stops, *plan.votes):
            assert name in story.scenes, name
        for name in (*plan.skip, *plan.skip_if_late):
            assert any(choice.skip for choice in story.scenes[name].choices), name
        for name in plan.stops:
            assert story.scenes[name].discuss is not None, name


def test_no_worn_words(story: Story) -> None:
    assert [text for text in prose() if WORN.search(text)] == []
