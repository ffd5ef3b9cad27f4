"""What bounds prove is so: no life and no state contradicts it; planted defects are proved, with their reasons."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jangmadang.desk.coverage import aims
from jangmadang.desk.watching import Watch
from jangmadang.explore.bounds import Bounds, bounds
from jangmadang.explore.facts import Facts
from jangmadang.play.moment import Moment
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import Script, load_script, load_script_text

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "play")]
from boxed_stories import boxed_story
from brute_force import Everything, everything
from random_stories import random_story
from small_stories import small_story

STORIES = Path(__file__).parents[2] / "stories"
MAKERS: dict[str, Callable[[int], str]] = {"small": small_story, "boxed": boxed_story, "random": random_story}
HEAD = """\
jangmadang: 1
id: planted
title: Planted
start: gate
state:
  corn: {start: 3, min: 0, max: 900000, meter: true}
  paid: false
  track: {start: none, one_of: [none, road, wall]}
"""


def _bounds(scenes: str, head: str = HEAD) -> Bounds:
    script = load_script_text(head + scenes)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return bounds(script)


# ---- never contradicted -------------------------------------------------------------------------------------------
def _within(found: Bounds, moment: Moment) -> None:
    """All values of a state lie within what is known of its scene."""
    facts = found.scenes.get(moment.scene)
    assert facts is not None, f"{moment.scene}: {found.no_scene(moment.scene)}"
    for n, value in enumerate(moment.values):
        assert _holds(facts, n, value), (moment.scene, found.story.slots[n].name, value)


def _holds(facts: Facts, slot: int, value: int) -> bool:
    if slot in facts.names:
        return bool(facts.names[slot] >> value & 1)
    if slot in facts.may:
        return not value & ~facts.may[slot] and not facts.must.get(slot, 0) & ~value
    low, high = facts.of_slot(slot)
    return low <= value <= high


def _lived(script: Script, found: Bounds, lives: int, most: int = 80) -> None:
    """Live so many lives, and hold all they come by against what is proved."""
    assert script.story is not None
    rules, rng = Rules(script.story), random.Random(lives)
    watch = Watch(rules)
    for life in range(lives):
        run = Run.start(rules, rng.randrange(1 << 53), life % 2 == 1)
        for _ in range(most):
            _within(found, run.moment)
            scene = script.story.scenes[run.moment.scene]
            if scene.ending is not None:
                break
            offered = [choice for choice in scene.choices if not choice.skip]
            open_ = [choice for choice in offered if rules.is_open(choice, run.moment.values)]
            shut = [choice.id for choice in offered if choice not in open_ and found.always_open(scene.id, choice.id)]
            assert not shut, (scene.id, shut)
            if not open_:
                assert found.shut(scene.id) is not None, scene.id
                break
            run.choose(rng.choice(open_).id)
        watch.see(run)
    wrong = [(met, why) for met in watch.met if (why := found.never(met))]
    assert not wrong, wrong[:3]


@pytest.mark.parametrize(("maker", "first", "last", "lives"), [("small", 0, 15, 8), ("boxed", 0, 15, 8)])
def test_no_life_of_a_random_story_contradicts_its_bounds(maker: str, first: int, last: int, lives: int) -> None:
    for seed in range(first, last):
        script = load_script_text(MAKERS[maker](seed))
        _lived(script, bounds(script), lives)


@pytest.mark.parametrize("seed", [0, 7])
def test_nor_where_a_story_has_everything_in_it(seed: int) -> None:
    script = load_script_text(random_story(seed))
    _lived(script, bounds(script), 10)


@pytest.mark.parametrize("maker", ["small", "random"])
def test_what_comes_after_a_moment_lies_within_the_bounds_from_there(maker: str) -> None:
    for seed in range(8 if maker == "small" else 2):
        script = load_script_text(MAKERS[maker](seed))
        assert script.story is not None
        rules, rng = Rules(script.story), random.Random(seed)
        run = Run.start(rules, seed)
        for _ in range(4):
            _on(run, rng)
        found = bounds(script, run.moment)
        for _ in range(12):
            on = Run(rules, run.moment)
            _within(found, on.moment)
            while len(on.past) < 25 and _on(on, rng):
                _within(found, on.moment)


def _on(run: Run, rng: random.Random) -> bool:
    """One choice more, if there is one."""
    open_ = [choice.id for choice in run.look().choices if choice.open]
    if open_:
        run.choose(rng.choice(open_))
    return bool(open_)


@pytest.mark.long
@pytest.mark.parametrize(
    ("maker", "first", "last", "lives"), [("small", 100, 1500, 30), ("boxed", 100, 1500, 30), ("random", 100, 300, 20)]
)
def test_no_life_of_thousands_contradicts_bounds(maker: str, first: int, last: int, lives: int) -> None:
    test_no_life_of_a_random_story_contradicts_its_bounds(maker, first, last, lives)


@pytest.fixture(scope="module")
def three_days() -> tuple[Script, Bounds]:
    script = load_script(STORIES / "three-days")
    return script, bounds(script)


def test_no_life_of_three_days_contradicts_its_bounds(three_days: tuple[Script, Bounds]) -> None:
    _lived(*three_days, lives=8, most=300)


@pytest.mark.long
@pytest.mark.parametrize("name", ["three-days", "hundred"])
def test_nor_does_any_of_a_thousand_lives_of_our_stories(name: str) -> None:
    script = load_script(STORIES / name)
    _lived(script, bounds(script), 1000, 400)


# ---- against every state there is -----------------------------------------------------------------------------------
def _all_of(maker: str, seed: int) -> tuple[Bounds, Everything] | None:
    script = load_script_text(MAKERS[maker](seed))
    assert script.story is not None
    all_ = everything(script.story, seed, 3_000)
    return None if all_ is None else (bounds(script), all_)


def _held_against(found: Bounds, all_: Everything) -> tuple[int, int]:
    """Nothing that is, is called impossible; gives how much is not, and how much of that is proved."""
    story = found.story
    for moment in all_.moments.values():
        _within(found, moment)
    assert not any(found.no_choice(*choice) for choice in all_.taken)
    assert not any(found.no_outcome(scene, choice, path[-1]) for scene, choice, path in all_.fell)
    assert not any(found.always_open(*choice) for choice in all_.shut)
    assert not any(found.shut(str(state[0])) is None for state in all_.stuck)
    reached = {moment.scene for moment in all_.moments.values()}
    assert not _can_end(found, all_) & set(found.endless)
    never = [bool(found.no_scene(scene)) for scene in story.scenes if scene not in reached]
    never += [
        bool(found.no_choice(scene, choice.id))
        for scene in reached
        for choice in story.scenes[scene].choices
        if not choice.skip and (scene, choice.id) not in all_.taken
    ]
    return len(never), sum(never)


def _can_end(found: Bounds, all_: Everything) -> set[str]:
    """The scenes of all states from which an ending can be come to."""
    before: dict[object, list[object]] = {}
    for state, ways in all_.ways.items():
        for to, _ in ways:
            before.setdefault(to, []).append(state)
    good: set[object] = {state for state, one in all_.moments.items() if found.story.scenes[one.scene].ending}
    todo = list(good)
    while todo:
        fresh = [state for state in before.get(todo.pop(), ()) if state not in good]
        good.update(fresh)
        todo += fresh
    return {one.scene for state, one in all_.moments.items() if state in good}


@pytest.mark.parametrize(("maker", "last"), [("small", 12), ("boxed", 25)])
def test_what_is_called_impossible_is_in_no_state(maker: str, last: int) -> None:
    held = [_held_against(*both) for seed in range(last) if (both := _all_of(maker, seed)) is not None]
    impossible, proved = (sum(column) for column in zip(*held, strict=True))
    assert proved > impossible / 2, "it is little use to be right about nothing"


@pytest.mark.long
@pytest.mark.parametrize("maker", ["small", "boxed"])
def test_nor_in_those_of_hundreds_of_stories(maker: str) -> None:
    for seed in range(1000, 1400):
        both = _all_of(maker, seed)
        if both is not None:
            _held_against(*both)


# ---- planted defects ------------------------------------------------------------------------------------------------
def test_an_ending_behind_a_bound_is_never_come_to() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: sell, text: Sell, effects: {corn: =400}, goto: market}
      - {id: out, text: Out, goto: road}
  market:
    text: The market.
    choices:
      - {id: rich, text: Rich, cost: {corn: 500}, goto: barn}
      - {id: richer, text: Richer, when: corn >= 500, goto: barn}
      - {id: out, text: Out, goto: road}
  barn: {text: The barn., ending: {title: Barn}}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.no_choice("market", "rich") == "`corn` is never more than 400 here; this takes 500"
    assert found.no_choice("market", "richer") == "`corn` is never more than 400 here; this asks for 500"
    assert found.no_scene("barn") == "no road that can ever be open leads there"
    assert not found.no_scene("road") and found.range(found.story.slot_of["corn"]) == (3, 400)


def test_what_can_be_had_elsewhere_is_not_had_here() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: buy, text: Buy, cost: {corn: 2}, goto: stall}
      - {id: dig, text: Dig, goto: field}
  field:
    effects: {corn: =900}
    text: The field.
    choices: [{id: out, text: Out, when: corn >= 900, goto: road}]
  stall:
    text: The stall.
    choices:
      - {id: feast, text: Feast, cost: {corn: 2}, goto: road}
      - {id: out, text: Out, goto: road}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.no_choice("stall", "feast") == "`corn` is never more than 1 here; this takes 2"
    corn = found.story.slot_of["corn"]
    assert (found.range(corn, "stall"), found.range(corn, "field"), found.range(corn)) == ((1, 1), (900, 900), (1, 900))
    assert found.always_open("field", "out") and found.may_be_stuck == {}


def test_a_soft_lock_after_a_bribe_is_not_proved_away() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: bribe, text: Pay him, cost: {corn: 2}, effects: {paid: true}, goto: post}
      - {id: wait, text: Wait, goto: gate}
  post:
    text: He wants more.
    choices:
      - {id: more, text: Two more, cost: {corn: 2}, goto: road}
      - {id: talk, text: Talk, when: not paid, goto: gate}
  road: {text: The road., ending: {title: Road}}
""")
    shut = found.may_be_stuck["post"]
    assert (shut.choices, shut.where) == (("more", "talk"), "") and list(found.may_be_stuck) == ["post"]
    assert found.no_choice("post", "talk") == "`paid` is never false here"
    assert found.no_scene("road").startswith("only `more` in `post` leads there, which is never open: `corn` is never")
    assert found.endless == ("gate", "post")


def test_where_choices_may_all_be_shut_is_said() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: dig, text: Dig, effects: {corn: +1}, stay: true, once: true}
      - {id: in, text: In, when: corn >= 4, effects: {paid: not paid}, stay: true, once: true}
      - {id: out, text: Out, when: not paid and corn > 3, goto: road}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.may_be_stuck["gate"].where == "`paid` is true and `dig`, `in` were taken before"


def test_a_loop_without_a_way_out_is_proved_to_have_none() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: in, text: In, effects: {paid: true, corn: +500}, goto: yard}
      - {id: out, text: Out, goto: road}
  yard:
    text: The yard.
    choices:
      - {id: round, text: Round, effects: {corn: +1}, goto: shed}
      - {id: back, text: Back, when: not paid, goto: gate}
  shed: {text: The shed., choices: [{id: round, text: Round, goto: yard}]}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.endless == ("yard", "shed")
    assert found.may_be_stuck == {}


def test_a_deck_that_may_run_dry_is_told_from_one_that_cannot() -> None:
    story = """\
scenes:
  gate:
    text: Here.
    choices:
      - {id: draw, text: Draw, draw: cards, otherwise: road}
  one: {deck: cards, once: true, text: One., effects: {corn: +1}, choices: [{id: back, text: Back, return: true}]}
  two: {deck: cards, %stext: Two., choices: [{id: back, text: Back, return: true}]}
  road: {text: The road., ending: {title: Road}}
"""
    dry, full = _bounds(story % "once: true, "), _bounds(story % "")
    assert dry.may_run_dry == ("cards",) and not dry.no_scene("road") and not dry.endless
    assert full.may_run_dry == () and full.no_scene("road") and full.endless == ("gate", "one", "two")


def test_passages_return_to_who_called_them_with_what_they_left_alone() -> None:
    found = _bounds("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: go, text: Go, effects: {corn: =7}, call: talk, then: yard}
      - {id: by, text: Go by, effects: {corn: =9, track: wall}, call: talk, then: shed}
  talk:
    text: He talks.
    choices: [{id: back, text: Back, effects: {paid: true}, return: true}]
  yard: {text: The yard., choices: [{id: out, text: Out, when: corn == 7, goto: road}]}
  shed: {text: The shed., choices: [{id: out, text: Out, when: track is road, goto: road},
                                     {id: over, text: Over, when: paid, goto: road}]}
  road: {text: The road., ending: {title: Road}}
""")
    corn = found.story.slot_of["corn"]
    assert (found.range(corn, "talk"), found.range(corn, "yard"), found.range(corn, "shed")) == ((7, 9), (7, 7), (9, 9))
    assert found.may_be_stuck == {}
    assert found.no_choice("shed", "out") == "`track` is only ever wall here"


def test_conditional_texts_that_are_never_told_say_why() -> None:
    script = load_script_text(
        HEAD
        + """\
scenes:
  gate:
    text:
      - {when: corn >= 3, text: Plenty.}
      - {else_when: track is road, text: 'A road {corn > 4 ? wide | narrow}.'}
      - otherwise: Hardly any.
    choices:
      - id: go
        text: Go
        chance:
          - {id: well, odds: 'max(0, min(corn - 3, 100))', result: Well.}
          - {id: badly, result: [{when: paid, text: Paid.}, Badly.]}
        goto: road
  road: {text: '{corn > 2 ? Rich | Poor}.', ending: {title: Road}}
"""
    )
    found = bounds(script)
    never = {}
    for aim in aims(script):
        reasons = [found.never(met) for met in aim.by]
        if reasons and all(reasons):
            never[aim.target.what] = reasons[0]
    assert never == {
        "when: A road {corn > 4 ? wide | narrow}.": "one of those before it is always told instead",
        "{wide}": "nobody comes to where it is told",
        "{narrow}": "nobody comes to where it is told",
        "otherwise: Hardly any.": "one of those before it is always told instead",
        "go>well": "its odds are always 0 here",
        "when: Paid.": "`paid` is never true here",
        "{Poor}": "`corn` is never less than 3 here; this asks for 2 or less",
    }


# ---- how much is proved ---------------------------------------------------------------------------------------------
def test_in_three_days_some_choice_is_always_open(three_days: tuple[Script, Bounds]) -> None:
    _, found = three_days
    assert found.may_be_stuck == {} and found.endless == ()


@pytest.mark.long
def test_in_a_hundred_to_one_some_choice_is_always_open_but_in_the_scenes_listed() -> None:
    found = bounds(load_script(STORIES / "hundred"))
    assert set(found.may_be_stuck) <= {"thursday", "scarf"} and found.endless == ()


def test_a_story_with_errors_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="errors"):
        bounds(load_script_text("jangmadang: 1\n"))
