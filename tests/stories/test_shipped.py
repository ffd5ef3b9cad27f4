"""What holds of every story that comes with the game: it can be played to each of its ends, and its pages read well."""

from __future__ import annotations

import pytest
from passages import none_of
from played import WALKS, Tale

from jangmadang.desk.coverage import written_choices

PHENOMENA = {
    *("marketization", "movement", "corruption", "information", "erosion"),
    *("generation", "outflow", "polarization", "bonds"),
}
ONE_WAY = {
    "smith": "who asked him and has no money sees the price, locked, and takes the blade home",
}
"""Written scenes on whose page one thing alone may be open, and why that is right."""


# ---- play-tests -----------------------------------------------------------------------------------------------------
def test_play_tests_pass(tale: Tale) -> None:
    failed = {name: [p.text() for p in result.problems] for name, result in tale.played.items() if not result.passed}
    assert failed == {}


def test_play_tests_reach_every_ending(tale: Tale) -> None:
    reached = {result.page.ending.id for result in tale.played.values() if result.page.ending}
    assert {scene.id for scene in tale.story.endings} - reached == set()


def test_play_tests_reach_every_scene(tale: Tale) -> None:
    missed = tale.missed.get("scene", [])
    assert not missed, f"no play-test comes by {missed}"


# ---- lives at random ------------------------------------------------------------------------------------------------
def test_every_life_ends(tale: Tale) -> None:
    assert set(tale.walked.ends) == {scene.id for scene in tale.story.endings}


def test_no_page_asks_for_more_than_nine(tale: Tale) -> None:
    assert {scene: most for scene, most in tale.walked.most_open.items() if most > 9} == {}


def test_every_written_choice_is_taken_by_somebody(tale: Tale) -> None:
    taken = tale.walked.taken | {(met[1], met[2]) for met in tale.watch.met if met[0] == "taken"}
    choices = written_choices(tale.story)
    never = {(scene, choice.id) for scene, choice in choices if tale.story.scenes[scene].text} - taken
    assert not never, f"no play-test and none of {WALKS} lives at random takes {sorted(never)}"


def test_leaving_scenes_out_leads_on(tale: Tale) -> None:
    skippable = {scene.id for scene in tale.story.scenes.values() if any(choice.skip for choice in scene.choices)}
    assert len(skippable) >= 9
    lives = [tale.live(k, skips=True) for k in range(200)]
    assert set().union(*(life.left_out for life in lives)) == skippable


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("twice", id="nothing_twice_on_a_page"),
        pytest.param("wide", id="choices_fit_a_line"),
        pytest.param("leaking", id="no_state_is_told"),
        pytest.param("long", id="no_page_is_long"),
        pytest.param("short", id="no_page_is_nearly_empty"),
        pytest.param("glance", id="who_stays_reads_a_glance"),
        pytest.param("day", id="the_heading_has_the_day_of_the_story"),
    ],
)
def test_pages(tale: Tale, kind: str) -> None:
    none_of(tale.faults[kind])


def test_two_things_can_be_done(tale: Tale) -> None:
    none_of(one for one in tale.faults["few"] if one.fault.split("`")[1] not in ONE_WAY)


# ---- what stands in the files ---------------------------------------------------------------------------------------
def test_all_nine_phenomena_are_shown(tale: Tale) -> None:
    assert {what for scene in tale.story.written_scenes for what in scene.phenomena} == PHENOMENA


def test_who_can_be_named_is_said_on_the_cover(tale: Tale) -> None:
    naming = [scene for scene in tale.story.scenes.values() if any(c.id.startswith("name_") for c in scene.choices)]
    assert not naming or "informing" in tale.story.content_notes


def test_plans_name_scenes_that_are_there(tale: Tale) -> None:
    scenes = tale.story.scenes
    for plan in tale.story.plans.values():
        for name in (*plan.stops, *plan.skip, *plan.skip_if_late, *plan.good_stops, *plan.votes):
            assert name in scenes, name
        for name in (*plan.skip, *plan.skip_if_late):
            assert any(choice.skip for choice in scenes[name].choices), name
        for name in plan.stops:
            assert scenes[name].discuss is not None, name
