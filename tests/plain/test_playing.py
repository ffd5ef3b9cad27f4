"""Whatever is answered, a playthrough by lines ends with a code that is documented and a save that can be lived."""

import io
import itertools
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.plain.answers import COMMANDS
from jangmadang.plain.console import Console
from jangmadang.plain.playing import Playing
from jangmadang.plain.shell import quoted
from jangmadang.plain.starting import Wishes, start
from jangmadang.play.found import Found
from jangmadang.play.life import Life
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.play.turn import Rules
from jangmadang.play.whole_files import write_whole
from jangmadang.story.loading import load_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: stove
state:
  money: {start: 500, currency: old_won, meter: true}
scenes:
  stove:
    title: The stove
    text: [{first: Cold., again: Colder.}]
    choices:
      - {id: wait, text: Wait, cost: {money: 100}, stay: true}
      - {id: bag, text: Look into the bag, goto: bag}
      - {id: back, text: Go back, chance: [{id: found, odds: 50, goto: last}, {id: lost, goto: stove}], once: true}
      - {id: sleep, text: Sleep, goto: last}
  bag:
    title: The bag
    menu: true
    text: Straps.
    choices:
      - {id: straps, text: Take the straps, goto: stove}
      - {id: leave, text: Leave it, goto: stove}
  last: {title: The last, ending: {title: The last}, text: Over.}
"""

ANSWERS = [one for one in COMMANDS if one != "branch"]  # a branch is another slot: see test_ways.py
LINES = st.lists(st.sampled_from(["1", "2", "3", "4", "9", "sleep", "nonsense", "", *ANSWERS, "/back", "journal all"]))


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = load_text(STORY)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    return Rules(loaded.story)


def play(rules: Rules, lines: list[str], saves: Saves, seed: int = 7) -> tuple[int, str, Run]:
    words = io.StringIO()
    run = Run.start(rules, seed)
    console = Console(io.StringIO("".join(f"{line}\n" for line in lines)), words)
    return (
        Playing(run, saves.slot("small", "1"), saves, console, again="jangmadang play small").play(),
        words.getvalue(),
        run,
    )


@given(LINES, st.integers(0, 3))
@settings(max_examples=40)
def test_any_answers_end_well(rules: Rules, lines: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        saves = Saves(Path(folder))
        code, said, run = play(rules, lines, saves, seed)
        assert code == (0 if run.ended or any(line in ("quit", "exit") for line in lines) else 3)
        kept: Life | None = saves.open("small", "1").life
        if run.steps:
            assert kept is not None and kept.steps == run.steps
            assert Run.resume(rules, kept).run.moment == run.moment
            assert run.ended or "Saved in slot 1." in said


def test_back_leaves_a_menu_together_with_the_turn_before_it(rules: Rules, tmp_path: Path) -> None:
    said = play(rules, ["wait", "bag", "/back", "meters"], Saves(tmp_path))[1]
    assert said.count("Money 500 won.") == 3  # at the start, after going back, and asked for


def test_the_only_way_to_lose_text_is_to_have_read_it(rules: Rules, tmp_path: Path) -> None:
    said = play(rules, ["bag", "leave", "look"], Saves(tmp_path))[1]
    assert said.count("Cold.") == 2 and said.count("Straps.") == 1


def test_ctrl_c_is_a_way_to_leave(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves, asked = Saves(tmp_path), iter(["wait\n"])

    def readline(_: int) -> str:
        try:
            return next(asked)
        except StopIteration:
            raise KeyboardInterrupt from None

    answers = io.StringIO()
    monkeypatch.setattr(answers, "readline", readline, raising=False)
    words = io.StringIO()
    playing = Playing(Run.start(rules, 7), saves.slot("small", "1"), saves, Console(answers, words), again="x")
    assert playing.play() == 130
    assert words.getvalue().endswith("Saved in slot 1. To go on: x --slot 1\n")


def test_no_streams_at_all_is_no_crash(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", None)
    saves = Saves(tmp_path)
    assert Playing(Run.start(rules, 7), saves.slot("small"), saves, Console(), again="x").play() == 3


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back here")
def test_ctrl_c_while_a_turn_is_kept_waits_until_it_is(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves, writes = Saves(tmp_path), itertools.count(1)

    def interrupted(path: Path, data: bytes) -> None:
        write_whole(path, data)
        if next(writes) == 2:
            # The file is there, and the slot does not know it yet. To this thread: one sent to the process would reach
            # a thread of the test runner that holds nothing back.
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("jangmadang.play.saves.write_whole", interrupted)
    code, said, _ = play(rules, ["wait", "wait", "wait"], saves)
    assert code == 130
    assert "another window" not in said
    life = saves.open("small", "1").life
    assert life is not None and len(life.steps) == 2
    assert Run.resume(rules, life).stopped is None


def test_gentler_wording_stays_with_a_playthrough(rules: Rules, tmp_path: Path) -> None:
    saves, console = Saves(tmp_path), Console(io.StringIO(), io.StringIO())
    first = start(rules.story, Wishes(gentler=True), saves, console)
    assert first.run is not None
    first.run.choose("wait")
    first.slot.write(first.run.life())
    again = start(rules.story, Wishes(), saves, console)
    assert again.run is not None and again.run.life().gentler


@pytest.mark.parametrize(
    ("named", "typed"), [("three-days", "three-days"), ("my story.yaml", "'my story.yaml'"), ("x;y", "'x;y'")]
)
def test_what_one_is_told_to_type_can_be_typed(named: str, typed: str) -> None:
    assert quoted(named) == typed


def test_an_ending_reached_by_lines_is_found(rules: Rules, tmp_path: Path) -> None:
    play(rules, ["sleep"], Saves(tmp_path / "saves"))
    assert Found().of("small") == {"last"}


def test_a_picture_is_told_once_on_arriving_and_again_when_one_looks(tmp_path: Path) -> None:
    pictures = "pictures: {stove: {file: stove.txt, alt: A stove with one lit eye, scenes: [stove, bag]}}\n"
    loaded = load_text(STORY + pictures)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    told = "[A stove with one lit eye.]"
    for answers, times in ((["wait", "wait"], 1), (["wait", "look"], 2), (["bag", "straps", "wait"], 1)):
        _, said, _ = play(Rules(loaded.story), answers, Saves(tmp_path / answers[-1]))
        assert said.count(told) == times, answers
