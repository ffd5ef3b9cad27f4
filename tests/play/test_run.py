"""A playthrough: undo and redo, branches, lives and resuming them, also when the story was edited since."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_stories import random_story

from jangmadang.play.life import Step
from jangmadang.play.moment import Moment
from jangmadang.play.run import CannotChoose, Run
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from stories import Player, plain, read, saved_and_opened

SEEDS = st.integers(0, 2**64 - 1)
GOLDEN = [
    "c 55 S. a 55 S. b 55 S. d 55  try>sled go_on try>sled go_on try>sled go_on try>girl dare>bad",
    "d 51 S. c 51 S. b 51  a 51  try>sled go_on try>sled go_on try>girl dare>good try>girl dare>good",
    "d 34  c 34 S. a 34 S. b 34 S. try>girl dare>bad try>sled go_on try>sled go_on try>sled go_on",
]
"""Lives of the seeds 0, 7 and the largest: what was read, then the steps taken."""
QUICK = settings(max_examples=50)


@cache
def rules(number: int) -> Rules:
    """Those of a story: number 0 is a shipped one, the others are made at random."""
    shipped = shelf.shipped()["three-days"]
    story = load_text(random_story(number), "s.yaml").story if number else load(shipped).story
    assert story is not None
    return Rules(story)


def walk(run: Run, steps: int, seed: int) -> list[Moment]:
    """Take open choices at random; gives every moment, the first included."""
    rng, moments = random.Random(seed), [run.moment]
    for _ in range(steps):
        choices = [choice.id for choice in run.look().choices if choice.open]
        if not choices:
            break
        run.choose(rng.choice(choices))
        moments.append(run.moment)
    return moments


# ---- properties -----------------------------------------------------------------------------------------------------
@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_undo_to_the_start_restores_every_moment_and_redo_the_same_again(number: int, seed: int, walked: int) -> None:
    run = Run.start(rules(number), seed)
    walk(run, 30, walked)
    steps, end = run.steps, run.moment
    before: list[Moment] = [end]
    while run.undo():
        assert run.moment.fresh
        before.append(run.moment)
    assert run.steps == ()
    assert run.moment == rules(number).begin(seed)
    turns = [moment.turn for moment in before]
    assert turns == sorted(turns, reverse=True)
    while run.redo():
        pass
    assert (run.steps, run.moment) == (steps, end)


@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_a_life_kept_and_lived_again_stands_at_the_same_moment(number: int, seed: int, walked: int) -> None:
    run = Run.start(rules(number), seed)
    walk(run, 30, walked)
    resumed = Run.resume(rules(number), saved_and_opened(run.life()))
    assert resumed.stopped is None and resumed.from_state is None
    assert resumed.run.moment == run.moment
    assert resumed.run.look() == run.look()
    assert resumed.run.journal() == run.journal()


@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_seed_and_steps_decide_everything_and_every_value_stays_within_its_bounds(
    number: int, seed: int, walked: int
) -> None:
    run, other = Run.start(rules(number), seed), Run.start(rules(number), seed)
    moments = walk(run, 30, walked)
    for step, moment in zip(run.steps, moments[1:], strict=True):
        other.choose(step.choice)  # the outcomes are drawn anew, and are the same
        assert (other.moment, other.steps[-1]) == (moment, step)
    for moment in moments:
        for slot, value in zip(run.story.slots, moment.values, strict=True):
            assert slot.low <= value <= slot.high, slot.name


@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_looking_changes_nothing_and_gives_the_same_page_each_time(number: int, seed: int, walked: int) -> None:
    run = Run.start(rules(number), seed)
    walk(run, 12, walked)
    moment, page = run.moment, run.look()
    run.journal()
    run.life()
    assert run.look() == page
    assert run.moment is moment


@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_what_a_branch_does_is_nothing_to_the_other(number: int, seed: int, walked: int) -> None:
    run = Run.start(rules(number), seed)
    walk(run, 10, walked)
    branch, moment, steps = run.branch(), run.moment, run.steps
    walk(branch, 10, walked + 1)
    branch.undo()
    assert (run.moment, run.steps) == (moment, steps)


@QUICK
@given(st.integers(0, 40), SEEDS, st.integers(0, 1000))
def test_only_open_choices_can_be_taken_and_others_say_why(number: int, seed: int, walked: int) -> None:
    run = Run.start(rules(number), seed)
    walk(run, 15, walked)
    page = run.look()
    assert run.ended == (page.ending is not None)
    for choice in page.choices:
        branch = run.branch()
        if choice.open:
            branch.choose(choice.id)
            assert branch.moment is not run.moment
        else:
            with pytest.raises(CannotChoose) as refused:
                branch.choose(choice.id)
            assert refused.value.reason == choice.reason


# ---- the same everywhere --------------------------------------------------------------------------------------------
WALK = """
import random, sys
from jangmadang.play.run import Run
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text

sys.path.insert(0, sys.argv[1])
from random_stories import random_story

stories = [load(shelf.shipped()["three-days"]).story, *(load_text(random_story(n)).story for n in range(3))]
for story in stories:
    for seed in range(3):
        run, rng = Run.start(story, seed), random.Random(seed)
        for _ in range(40):
            page = run.look()
            print([p.plain for p in page.text], [c.text for c in page.changes])
            choices = [choice.id for choice in page.choices if choice.open]
            if not choices:
                break
            run.choose(rng.choice(choices))
        print(run.steps, run.life())
print([p.text() for p in load_text("start: s1\\nscenes: {sl: {goto: s2}, s3: {goto: s2}}").problems])
"""


def walked(python: list[str], **environment: str) -> str:
    here = Path(__file__).parent
    done = subprocess.run(
        [*python, "-c", WALK, str(here)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(here.parents[1] / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_walk_is_the_same_however_python_hashes() -> None:
    assert walked([sys.executable], PYTHONHASHSEED="1") == walked([sys.executable], PYTHONHASHSEED="2")


def test_a_seed_gives_the_same_life_on_every_machine_and_every_python() -> None:
    """Whoever writes down a seed may count on it; what changes these lives breaks every save's and room's seeds."""
    text = """
        scenes:
          one:
            text: [{shuffle: [a, b, c, d]}, "{fixed(100, bread)}"]
            choices:
              - {id: try, text: Try, draw: cards}
          sled: {deck: cards, weight: 2, return: true, text: S.}
          girl:
            deck: cards
            choices: [{id: dare, text: Dare, chance: [{id: good, odds: 50, return: true}, {id: bad, return: true}]}]
        """
    lives = []
    for seed in (0, 7, 2**64 - 1):
        life, read_ = Player(read(text), seed), ""
        for _ in range(8):
            read_ += " ".join(life.text) + " "
            life.choose(life.choices[0])
        lives.append(read_ + " ".join(step.text() for step in life.run.steps))
    assert lives == GOLDEN


# ---- undo -----------------------------------------------------------------------------------------------------------
STORY = """
    state: {money: {start: 100}, teller: {person: [mina]}, told: {set_of: [row, pot]}, track: {one_of: [none, road]}}
    people: {mina: {name: Mi-na}}
    scenes:
      one:
        title: Stove
        text: One {visits(one)}.
        choices:
          - {id: sew, text: Sew, cost: {money: 30}, effects: {told: +pot, track: road, teller: mina}, goto: two}
          - {text: The pot, goto: pot}
      two:
        text: Two.
        choices:
          - id: try
            text: Try
            once: true
            chance: [{id: good, odds: 50, goto: gate}, {id: bad, goto: gate}]
          - {text: Aside, call: aside, then: gate}
          - {text: A card, draw: cards, then: gate}
          - {text: On, goto: gate}
      pot: {menu: true, choices: [{text: Close, goto: one}]}
      aside: {text: Aside., return: true}
      sled: {deck: cards, once: true, text: A sled., return: true}
      girl: {deck: cards, text: A girl., return: true}
      gate: {text: "Gate, {money} won.", goto: one}
    """


def lived(*steps: str, seed: int = 3) -> Run:
    return Player(read(STORY), seed).choose(*steps).run


def edited(*changes: tuple[str, str]) -> Rules:
    text = STORY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return Rules(read(text))


def test_back_to_a_turn_and_forward_again() -> None:
    run = lived("pot", "one", "sew", "try>bad", "go_on", "pot")
    run.back_to(1)
    assert (run.look().scene, run.look().turn) == ("two", 1)
    assert [step.text() for step in run.steps] == ["pot", "one", "sew"]
    assert run.can_redo
    assert run.redo() and run.redo()
    assert [step.text() for step in run.steps] == ["pot", "one", "sew", "try>bad", "go_on", "pot"]
    run.back_to(0)
    assert (run.steps, run.can_undo) == ((), False)


def test_a_new_choice_forgets_what_was_undone() -> None:
    run = lived("sew", "try>bad")
    run.undo()
    run.choose("gate")
    assert not run.can_redo
    assert not run.redo()


def test_what_was_taken_back_is_still_ahead_after_the_game_was_closed() -> None:
    run = lived("pot", "one", "sew", "try>bad", "go_on", "pot")
    moments = [moment for moment, _ in run.past]
    run.go_to(1)
    resumed = Run.resume(run.rules, saved_and_opened(run.life()))
    assert resumed.stopped is None and resumed.run.moment == run.moment and resumed.run.steps == run.steps
    resumed.run.go_to(3)
    assert [moment for moment, _ in resumed.run.past] == moments[: len(resumed.run.past)]
    assert [step.text() for step in resumed.run.onward().steps] == ["pot", "one", "sew", "try>bad", "go_on", "pot"]
    resumed.run.go_to(0)
    assert not resumed.run.can_undo and resumed.run.can_redo


def test_what_an_edited_story_no_longer_has_ahead_is_forgotten() -> None:
    run = lived("sew", "try>bad")
    life = run.life()
    ahead = (*life.steps[1:], Step("unheard_of"), Step("gate"))
    resumed = Run.resume(run.rules, msgspec.structs.replace(lived("sew").life(), ahead=ahead))
    assert resumed.stopped is None and [step.text() for step in resumed.run.steps] == ["sew"]
    assert [step.text() for step in resumed.run.onward().steps] == ["sew", "try>bad"]


# ---- saves of a story that was edited -------------------------------------------------------------------------------
def test_an_edited_story_is_replayed_with_the_outcomes_that_fell() -> None:
    for fell in ("good", "bad"):
        life = lived("sew", f"try>{fell}").life()
        resumed = Run.resume(edited(("Two.", "Two, edited."), ("odds: 50", "odds: 51")), life)
        assert resumed.stopped is None
        assert resumed.run.steps[-1] == Step("try", (fell,))
        assert plain(resumed.run.look().text) == ["Gate, 70 won."]


@pytest.mark.parametrize(
    ("changes", "steps", "number", "why"),
    [
        ((("id: sew", "id: knit"),), ("sew", "gate"), 1, "there is no choice `sew` here"),
        ((("id: bad", "id: worse"),), ("sew", "try>bad"), 2, "there is no outcome `bad` here"),
        ((("odds: 50", "odds: 100"),), ("sew", "try>bad"), 2, "`bad` cannot fall now: its odds are 0"),
        ((("money: 30", "money: 300"),), ("sew", "gate"), 1, "needs 300 won; you have 100"),
        (
            (("chance: [{id: good, odds: 50, goto: gate}, {id: bad, goto: gate}]", "goto: aside"),),
            ("sew", "try>bad"),
            2,
            "nothing is left to fall as `bad`",
        ),
        (
            (("{deck: cards, once: true,", "{deck: cards, when: money > 90,"),),
            ("sew", "draw_cards>sled"),
            2,
            "not open",
        ),
        ((("goto: one}\n", "goto: two}\n"),), ("sew", "gate", "go_on"), 3, "lead elsewhere"),
    ],
    ids=["choice", "outcome", "odds", "cost", "chance", "storylet", "exit"],
)
def test_where_a_replay_stops_it_says_which_step_no_longer_exists_and_why(
    changes: tuple[tuple[str, str], ...], steps: tuple[str, ...], number: int, why: str
) -> None:
    life = lived(*steps).life()
    resumed = Run.resume(edited(*changes), saved_and_opened(life))
    assert resumed.stopped is not None
    assert (resumed.stopped.number, resumed.stopped.step) == (number, steps[number - 1])
    assert why in resumed.stopped.why
    # As far as it holds, and from the state that was stored.
    assert len(resumed.run.steps) == (number if "elsewhere" in why else number - 1)
    assert resumed.from_state is not None
    page = resumed.from_state.look()
    assert page.scene == life.scene
    assert resumed.from_state.value("money") == life.state["money"]
    assert resumed.from_state.value("told") == ["pot"]
    assert resumed.from_state.value("teller") == "mina"
    assert resumed.from_state.value("track") == "road"


def test_a_life_taken_up_from_its_state_goes_on_and_is_kept_and_opened_as_one_that_began_there() -> None:
    life = lived("sew", "call_aside").life()
    story = edited(("id: sew", "id: knit"))
    resumed = Run.resume(story, life)
    assert resumed.from_state is not None
    run = resumed.from_state
    run.choose("go_on")
    assert plain(run.look().text) == ["Gate, 70 won."]
    again = Run.resume(story, saved_and_opened(run.life()))
    assert again.stopped is None
    assert again.run.moment == run.moment


def test_what_the_story_no_longer_has_is_left_out_of_the_state_and_a_scene_that_is_gone_ends_the_offer() -> None:
    life = lived("sew", "gate").life()
    smaller = edited(
        ("id: sew", "id: knit"),
        ("start: 100}", "start: 50, max: 60}"),
        ("one_of: [none, road]", "one_of: [none, queue]"),
        ("track: road", "track: queue"),
        ("set_of: [row, pot]", "set_of: [pot]"),
    )
    taken_up = Run.resume(smaller, life).from_state
    assert taken_up is not None
    assert (taken_up.value("money"), taken_up.value("track"), taken_up.value("told")) == (60, "none", ["pot"])
    gone = edited(("id: sew", "id: knit"), ("gate", "door"))
    assert Run.resume(gone, life).from_state is None


def test_renamed_scenes_choices_and_state_find_their_way() -> None:
    renamed = """
    renamed:
      scenes: {gate: door, two: three, sled: sledge, aside: beside}
      choices: {sew: stitch, three.try: attempt}
      state: {money: purse}
"""
    text = STORY
    for old, new in (
        *(("gate", "door"), ("Two.", "2."), ("two", "three"), ("sled:", "sledge:"), ("id: sew", "id: stitch")),
        *(("id: try", "id: attempt"), ("call: aside", "call: beside"), ("aside:", "beside:")),
        *(("{money} won", "{purse} won"), ("state: {money: {start: 100}", "state: {purse: {start: 100}")),
        ("cost: {money: 30}", "cost: {purse: 30}"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    story = Rules(read(renamed + text))
    for steps in (
        ("pot", "one", "sew", "try>bad"),
        ("sew", "gate"),
        ("sew", "call_aside", "go_on"),
        ("sew", "draw_cards>sled", "go_on"),
    ):
        life = lived(*steps).life()
        resumed = Run.resume(story, saved_and_opened(life))
        assert resumed.stopped is None, resumed.stopped
        assert plain(resumed.run.look().text) == ["Gate, 70 won."]
    # Also what is only stored: the purse, the visits of a scene, a choice taken once.
    life = lived("sew", "try>bad").life()
    broken = read(renamed.replace("sew: stitch, ", "") + text)
    taken_up = Run.resume(broken, life).from_state
    assert taken_up is not None
    assert (taken_up.look().scene, taken_up.value("purse")) == ("door", 70)
    taken_up.choose("go_on")
    taken_up.choose("stitch")
    assert "attempt" not in [choice.id for choice in taken_up.look().choices]


def test_what_is_stored_by_somebodys_hand_is_not_believed() -> None:
    run = lived("sew", "gate")
    life = saved_and_opened(run.life())
    life.state["money"] = 9999
    resumed = Run.resume(run.rules, life)
    assert resumed.stopped is not None
    assert resumed.run.value("money") == 70


def test_a_save_of_nonsense_gives_a_run_that_can_be_played() -> None:
    life = saved_and_opened(lived("sew", "gate").life())
    life.state.update(
        {"money": "much", "told": 3, "track": ["road"], "teller": "nobody_there", "notes met": 4, "day": -5, "x": [1]}
    )
    life.state["told"] = ["row", "row", "what"]
    resumed = Run.resume(edited(("id: sew", "id: knit")), life)
    assert resumed.from_state is not None
    assert resumed.from_state.value("told") == ["row"]
    assert resumed.from_state.value("day") == 1
    resumed.from_state.choose("go_on")


def test_a_rule_that_has_fired_once_has_fired_whatever_its_scenes_are_called_now() -> None:
    before = """
    whenever: [{when: risk >= 5, call: visit, once: true}]
    scenes:
      one: {choices: [{id: loud, text: Sing, effects: {risk: +9}, goto: two}, {id: on, text: On, goto: two}]}
      two: {choices: [{text: Back, goto: one}]}
      visit: {text: Boots., return: true}
    """
    run = Run.start(read(before), 7)
    run.choose("loud")
    run.choose("go_on")
    after = "\n    renamed: {scenes: {visit: boots}}" + before.replace("visit", "boots").replace("id: loud", "id: sing")
    resumed = Run.resume(read(after), saved_and_opened(run.life()))
    assert resumed.stopped is not None and resumed.from_state is not None
    resumed.from_state.choose("one")
    assert resumed.from_state.look().scene == "one"
