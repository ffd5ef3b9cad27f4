"""A way is taken again in the story as it is now; what is not as it was is told by its step."""

from __future__ import annotations

from jangmadang.desk.replaying import Replayed, Way, replay, way_of
from jangmadang.play.life import Step
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text

TEXT = """
jangmadang: 1
id: ways
title: Ways
start: lane
state: {money: {start: 100, max: 1000}}
scenes:
  lane:
    text: A lane.
    choices:
      - {text: On, goto: stall}
      - {text: Look, id: look, once: true, stay: true, chance: [{id: quiet, odds: 50}, {id: loud}]}
  stall:
    text: A stall.
    choices:
      - {text: Sell, id: sell, goto: yard, effects: {money: +10}}
      - {text: Pay, id: pay, cost: {money: 50}, goto: yard}
  yard: {text: A yard., goto: home}
  home: {text: Home., ending: {title: Home}}
"""


def rules(*edits: tuple[str, str]) -> Rules:
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    loaded = load_text(text)
    assert loaded.story is not None, [p.text() for p in loaded.problems]
    return Rules(loaded.story)


def way(*steps: str) -> Way:
    run = Run.start(rules(), 4)
    for step in map(Step.parse, steps):
        run.choose(step.choice, step.outcomes)
    return way_of(run, 4, "")


def again(to: Way, *edits: tuple[str, str]) -> Replayed:
    return replay(rules(*edits), to)


def test_an_unchanged_story_gives_the_same_place_without_a_word() -> None:
    found = again(way("look>loud", "stall", "pay"))
    assert (found.run.moment.scene, found.taken, found.told, found.stopped) == ("yard", 3, (), False)
    assert found.run.steps == way("look>loud", "stall", "pay").steps


def test_what_was_drawn_is_drawn_again_against_the_odds() -> None:
    for drawn in ("quiet", "loud"):
        found = again(way(f"look>{drawn}"), ("odds: 50", "odds: 5"))
        assert found.run.steps == (Step("look", (drawn,)),)


def test_a_choice_that_is_gone_is_named_with_the_one_that_may_be_meant() -> None:
    found = again(way("stall", "sell"), ("id: sell", "id: sell_it"))
    assert found.told == (
        'step 2: `sell` is no longer a choice of `stall` (did you mean "sell_it"?); you stand before it',
    ) or found.told == (
        "step 2: `sell` is no longer a choice of `stall` (there are `sell_it`, `pay`); you stand before it",
    )
    assert (found.run.moment.scene, found.taken, found.stopped) == ("stall", 1, True)


def test_a_choice_that_is_locked_now_says_why() -> None:
    found = again(way("stall", "pay"), ("cost: {money: 50}", "cost: {money: 500}"))
    assert found.told[0].startswith("step 2: `pay` of `stall` is locked now (needs 500")


def test_an_outcome_that_cannot_fall_any_more_is_told() -> None:
    found = again(way("look>loud"), ("id: loud", "id: noise"))
    assert found.told == ("step 1: `look>loud` of `lane`: there is no outcome `loud` here; you stand before it",)


def test_a_step_that_leads_elsewhere_is_told_and_the_way_goes_on() -> None:
    found = again(way("stall", "sell"), ("goto: yard, effects", "goto: lane, effects"))
    assert found.told == ("step 2: `sell` leads to `lane` now, not to `yard`",)
    assert (found.run.moment.scene, found.stopped) == ("lane", False)


def test_a_scene_without_its_old_name_is_told_with_the_line_that_keeps_saves() -> None:
    edits = (("goto: stall", "goto: booth"), ("  stall:", "  booth:"))
    found = again(way("stall", "sell"), *edits)
    assert "`stall` is no scene any more" in found.told
    assert any("renamed: {scenes: {stall: its new name}}" in words for words in found.told)
    followed = again(way("stall", "sell"), *edits, ("start: lane", "start: lane\nrenamed: {scenes: {stall: booth}}"))
    assert (followed.run.moment.scene, followed.told) == ("yard", ())
    assert followed.run.steps[0].choice == "booth"


def test_a_choice_that_was_renamed_is_followed() -> None:
    renamed = ("start: lane", "start: lane\nrenamed: {choices: {stall.sell: sell_all}}")
    found = again(way("stall", "sell"), ("id: sell", "id: sell_all"), renamed)
    assert (found.run.moment.scene, found.told) == ("yard", ())


def test_a_jump_is_a_beginning_of_its_own_and_its_notes_are_told() -> None:
    found = again(Way(4, "stall with money 60", (Step("pay"),)))
    assert (found.run.moment.scene, found.run.value("money")) == ("yard", 10)
    gone = again(Way(4, "booth with money 60", (Step("pay"),)))
    assert gone.stopped and gone.run.moment.scene == "lane"
    assert "you jumped with `booth with money 60`, and no scene `booth`" in gone.told[0]


def test_what_was_taken_back_can_be_gone_forward_to_again() -> None:
    run = Run.start(rules(), 4)
    run.choose("stall")
    run.choose("pay")
    run.undo()
    found = replay(rules(("A stall.", "The stall.")), way_of(run, 4, ""))
    assert found.run.moment.scene == "stall" and found.run.redo()
    assert found.run.moment.scene == "yard"
