"""Back as far as the start, forward again, new roads and the map, in words."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.plain.console import Console
from jangmadang.plain.playing import Playing
from jangmadang.plain.roads import Unclear, forks_lines, map_lines, turn_meant, turns_lines
from jangmadang.play import roads
from jangmadang.play.found import Found
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.play.seen import Seen
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: stove
scenes:
  stove:
    title: The stove
    text: Cold.
    choices:
      - {id: wait, text: Wait, stay: true}
      - {id: out, text: Go out, goto: yard}
  yard:
    title: A yard
    text: Colder.
    choices:
      - {id: in, text: Go in again, goto: stove}
      - {id: gate, text: Go through the gate, goto: last}
      - {id: wall, text: Climb the wall, goto: last}
  last: {title: The last, ending: {title: Gone}, text: Over.}
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = load_text(STORY)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    return Rules(loaded.story)


def play(rules: Rules, home: Path, *lines: str) -> tuple[Run, str]:
    """The run and all that was said."""
    saves, words = Saves(home / "saves"), io.StringIO()
    console = Console(io.StringIO("".join(f"{line}\n" for line in lines)), words)
    playing = Playing(Run.start(rules, 7), saves.slot("small", "1"), saves, console, again="x")
    playing.play()
    return playing.run, words.getvalue()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    return tmp_path


def steps(run: Run) -> list[str]:
    return [step.choice for step in run.steps]


def test_so_many_turns_back_and_forward_again(rules: Rules, home: Path) -> None:
    run, said = play(rules, home, "wait", "out", "in", "back 3", "forward 2")
    assert steps(run) == ["wait", "out"] and "A yard" in said
    assert steps(run.onward()) == ["wait", "out", "in"]


@pytest.mark.parametrize("answer", ["back to 2", "back to turn 2", "back 2", "back to the stove", "back to stove"])
def test_a_turn_is_named_by_its_number_or_its_scene(rules: Rules, home: Path, answer: str) -> None:
    assert steps(play(rules, home, "wait", "out", "in", answer)[0]) == ["wait"]


@pytest.mark.parametrize("answer", ["back 9", "back to 9", "back to the sea", "forward 1", "forward to 1", "branch 77"])
def test_a_turn_that_is_not_there_is_said_and_nothing_changes(rules: Rules, home: Path, answer: str) -> None:
    run, said = play(rules, home, "wait", "out", answer)
    assert steps(run) == ["wait", "out"]
    assert any(words in said for words in ("There is no turn", "No turn 77", "No such turn"))


def test_a_new_road_has_a_slot_of_its_own_and_the_old_one_stays(rules: Rules, home: Path) -> None:
    run, said = play(rules, home, "wait", "out", "in", "back 1", "branch from 2", "wait")
    assert steps(run) == ["wait", "wait"]
    assert 'kept in slot "day 1, The stove · from slot 1". Slot 1 stays as it is.' in said
    saves = Saves(home / "saves")
    old = saves.open("small", "1").life
    assert old is not None and [step.choice for step in old.steps] == ["wait", "out", "in"]
    new = saves.open("small", "day 1, The stove · from slot 1").life
    assert new is not None and [step.choice for step in new.steps] == ["wait", "wait"]


def test_what_was_seen_in_one_life_is_on_the_map_of_the_next(rules: Rules, home: Path) -> None:
    play(rules, home, "out", "gate")
    said = play(rules, home, "map")[1]
    assert "Small: 2 of 2 scenes seen, 1 of 1 endings found." in said
    assert "The stove. You are here. Turn 1. In another life: Go out. It led to: A yard." in said
    assert "Left open: Wait." in said and "Endings found: Gone." in said
    assert "A yard. In another life. In another life: Go through the gate." in said


def test_nothing_is_told_of_what_was_never_seen(rules: Rules) -> None:
    said = " ".join(map_lines(roads.story_map(Run.start(rules, 7), Seen())))
    assert "yard" not in said and "Gone" not in said and "No ending was found yet." in said


def test_turning_points_are_said_with_the_roads_left_open(rules: Rules, home: Path) -> None:
    said = play(rules, home, "out", "gate", "turning")[1]
    assert "turning" not in said  # the story is over, and nobody is there to be asked
    run = Run.start(rules, 7)
    run.choose("out")
    run.choose("gate")
    lines = forks_lines(roads.turns(run).forks)
    assert lines[2:4] == [
        "Turn 2. Day 1. A yard. You chose: Go through the gate.",
        "Left open: Go in again. Climb the wall.",
    ]


def test_the_journal_says_what_was_taken_back(rules: Rules) -> None:
    run = Run.start(rules, 7)
    for choice in ("wait", "out", "in"):
        run.choose(choice)
    run.go_to(1)
    lines = turns_lines(roads.turns(run), "")
    assert lines[0] == "Turn 1. The stove." and "2 turns were taken back, up to The stove." in lines[-1]
    assert turns_lines(roads.turns(run), "3")[0] == "Turn 3. A yard."
    assert turns_lines(roads.turns(run), "9") == ["There is no turn 9."]


@given(st.text(max_size=12) | st.sampled_from(["to", "from", "to 2", "turn", "0", "-1", "to to", "the"]))
def test_whatever_follows_it_is_a_turn_or_not(rules: Rules, rest: str) -> None:
    run = Run.start(rules, 7)
    for choice in ("wait", "out", "in"):
        run.choose(choice)
    run.go_to(1)
    journal = roads.turns(run)
    for way in ("back", "forward", "branch"):
        try:
            turn = turn_meant(rest.strip(), journal, way)
        except Unclear as unclear:
            assert unclear.words
        else:
            assert turn is None or 0 <= turn < len(journal.turns)


@given(st.lists(st.sampled_from(["wait", "out", "in", "back 2", "back to stove", "forward", "branch", "branch 1"])))
@settings(max_examples=40)
def test_however_one_goes_about_every_road_is_kept_whole(rules: Rules, lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run, _ = play(rules, Path(folder), *lines)
        lives = [kept.life for kept in Saves(Path(folder) / "saves").all("small")]
        assert not run.steps or any(life is not None and life.steps == run.steps for life in lives)
        for life in lives:
            assert life is not None
            resumed = Run.resume(rules, life)
            assert resumed.stopped is None and resumed.run.life() == life


def test_a_new_road_that_cannot_be_kept_is_none(rules: Rules, home: Path) -> None:
    (home / "saves").write_text("")
    run, said = play(rules, home, "wait", "branch")
    assert steps(run) == ["wait"] and "A new road" not in said
    assert Found(home).seen("small").places.keys() == {"stove"}
