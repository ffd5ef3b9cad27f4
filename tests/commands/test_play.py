"""Playing by lines, from the command line to the last line: answers, saves, ways out."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from small_story import SMALL, write_small

from jangmadang.cli import main
from jangmadang.play.saves import Saves

Play = Callable[..., tuple[int, str]]


@pytest.fixture
def story(tmp_path: Path) -> str:
    return write_small(tmp_path)


@pytest.fixture
def play(story: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """Plays the small story with these answers; gives the exit code and all that was said."""

    def played(answers: str = "", *options: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers.replace(" ", "\n")))
        code = main(["play", story, "--plain", *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return played


def steps(slot: str = "1") -> list[str]:
    life = Saves().open("small", slot).life
    return [step.text() for step in life.steps] if life else []


def test_to_an_ending_by_number_and_by_id(play: Play) -> None:
    code, said = play("own_seam 1", "--seed", "7")
    assert code == 0
    assert said.endswith("Mi-na kept the stall.\n\nThe end: The ledger.\n")
    assert "White thread." in said and "Money 300 won, down 200. Mi-na trusts you a little more." in said
    assert steps() == ["own_seam", "latrine>believed"]


def test_answers_that_end_early_are_saved_with_a_way_to_go_on(play: Play, story: str) -> None:
    code, said = play("1", "--seed", "7")
    assert code == 3
    assert said.endswith(f"Saved in slot 1. To go on: jangmadang play {story} --plain --slot 1\n")
    code, said = play("latrine", "--slot", "1")
    assert code == 0
    assert "You go on with slot 1: 1 choice so far." in said and "A boot on the cloth." in said


def test_without_a_slot_one_goes_on_where_one_left(play: Play) -> None:
    play("3 2 1", "--seed", "7")
    code, said = play("quit")
    assert code == 0
    assert "You go on with slot 1: 3 choices so far." in said


def test_nothing_chosen_nothing_kept(play: Play) -> None:
    assert play("")[0] == 3
    assert play("quit")[0] == 0
    assert Saves().all() == []


def test_a_locked_choice_says_why_and_takes_no_turn(play: Play) -> None:
    said = play("dear 2")[1]
    assert said.count("You cannot: needs 5,000 won; you have 500.") == 2
    assert Saves().all() == []


def test_every_command_answers(play: Play) -> None:
    said = play("3 meters people pack notes journal save back forward look help quit")[1]
    for words in ("Money 500 won.", "You carry nothing", "Field notes: gye.", "Turn 1. The cold stove.",
                  "You chose: Wait an hour.", "Kept in slot 1", "Answer with the number"):  # fmt: skip
        assert words in said


def test_a_note_is_read_and_a_copy_is_kept_by_name(
    play: Play, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], story: str
) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.StringIO("notes gye\nwait\nsave before the boot\nagain\nsave before the boot\nsave ../x\n")
    )
    main(["play", story, "--plain"])
    said = capsys.readouterr().out
    assert "A savings club." in said and "Sources: F-MON-11." in said
    assert "A copy is kept in slot before the boot." in said
    assert "What that slot held is now slot before the boot-2." in said
    assert "That cannot be: a slot's name" in said
    assert (steps("before the boot-2"), steps("before the boot")) == (["wait"], ["wait", "again"])


def test_back_takes_a_turn_back_and_forward_takes_it_again(play: Play) -> None:
    said = play("own_seam back back wait quit", "--seed", "7")[1]
    assert "There is no turn to go back to." in said
    assert steps("1") == ["wait"]
    play("own_seam back forward quit", "--seed", "7")
    assert steps("2") == ["own_seam"]


def test_the_same_luck_gives_the_same_lines(play: Play) -> None:
    said = [
        play("own_seam latrine 1 latrine 1 1 1 1", "--seed", seed)[1].split("Saved in")[0] for seed in ("3", "3", "4")
    ]
    assert said[0] == said[1]


def test_a_new_playthrough_leaves_the_old_ones(play: Play) -> None:
    play("1", "--seed", "7")
    play("3", "--new")
    play("3 2", "--new", "--slot", "1")
    assert (steps("1"), steps("2"), steps("1-2")) == (["wait", "again"], ["wait"], ["own_seam"])


@pytest.mark.parametrize(
    "choices",
    [
        "seed: 7\nsteps: [own_seam, latrine>believed]\n",
        "- own_seam\n- latrine>believed\n",
        "# a remark\nown_seam\n\nlatrine>believed\n",
    ],
)
def test_a_choices_file_is_played_as_if_answered(play: Play, tmp_path: Path, choices: str) -> None:
    (tmp_path / "choices").write_text(choices)
    code, said = play("", "--choices", str(tmp_path / "choices"), "--seed", "1")
    assert code == 0
    assert "> own_seam\n" in said and "The end: The ledger." in said


def test_a_choices_file_may_end_and_one_plays_on(play: Play, tmp_path: Path) -> None:
    (tmp_path / "choices.yaml").write_text("{seed: 7, steps: [own_seam, latrine>laughed]}")
    code, said = play("wait", "--choices", str(tmp_path / "choices.yaml"))
    assert code == 3 and "He laughs." in said
    assert steps() == ["own_seam", "latrine>laughed", "wait"]


@pytest.mark.parametrize(
    ("choices", "code", "said"),
    [
        (
            "steps: [own_seam, latine]\n",
            1,
            ':1:19: play-test: in badge: there is no choice `latine` here; did you mean "latrine"?',
        ),
        ("own_seam\nlatrine>believe\n", 1, ":2:1: play-test: in badge: there is no outcome `believe` here"),
        ("steps: [1]\n", 1, "in stove: there is no choice `1` here; steps go by name: choice 1 is `own_seam`"),
        ("x" * 100_000, 1, f"in stove: there is no choice `{'x' * 180}…\n"),
        ("steps: [dear]\n", 1, "needs 5,000 won; you have 500"),
        ("steps: [{badge: passed}]\n", 1, "there is no encounter badge"),
        ("steps: [own_seam, [x]]\n", 2, ":1:19: play-test: a step is a choice's id"),
        ("seed: many\nsteps: []\n", 2, ":1:7: play-test: the seed is a whole number"),
        ("stops: []\n", 2, 'did you mean "steps"?'),
        ("steps: [a\n", 2, "choices:"),
    ],
)
def test_what_is_wrong_with_a_choices_file_is_said_where_it_stands(
    play: Play, tmp_path: Path, choices: str, code: int, said: str
) -> None:
    (tmp_path / "choices").write_text(choices)
    found, printed = play("", "--choices", str(tmp_path / "choices"))
    assert said in printed
    assert found == code


def test_what_a_choices_file_expects_is_looked_at(play: Play, tmp_path: Path) -> None:
    file = tmp_path / "choices.yaml"
    steps = "seed: 7\nsteps: [own_seam, latrine>believed]\n"
    file.write_text(steps + "expect: {ending: ledger, state: {seam: true}}\n")
    assert play("", "--choices", str(file))[0] == 0
    file.write_text(steps + "expect: {ending: stove, state: {seam: false}}\n")
    code, said = play("", "--choices", str(file))
    assert code == 1 and "it is ledger, not stove" in said and "seam is true, not false" in said
    assert said.index("The end: The ledger.") < said.index("choices.yaml:3:")


def test_a_missing_choices_file_and_a_transcript_with_no_place_are_told(play: Play, tmp_path: Path) -> None:
    assert play("", "--choices", str(tmp_path / "none"))[0] == 2
    code, said = play("", "--transcript", str(tmp_path / "no" / "where.md"))
    assert code == 2 and "the transcript cannot be written" in said


def test_a_transcript_does_not_take_the_place_of_the_choices(play: Play, tmp_path: Path) -> None:
    (tmp_path / "choices").write_text("wait\n")
    code, said = play("", "--choices", str(tmp_path / "choices"), "--transcript", str(tmp_path / "choices"))
    assert code == 2 and "name one file" in said
    assert (tmp_path / "choices").read_text() == "wait\n"


def test_a_transcript_is_the_same_bytes_whatever_the_hashing(tmp_path: Path, story: str) -> None:
    written = []
    for hashing in ("0", "1", "77"):
        path = tmp_path / f"{hashing}.md"
        command = [sys.executable, "-m", "jangmadang", "play", story, "--seed", "7", "--transcript", str(path)]
        env = {**os.environ, "PYTHONHASHSEED": hashing}
        subprocess.run(command, input=b"1\nlatrine\n1\n", env=env, check=False, capture_output=True)
        written.append(path.read_bytes())
    assert written[0].startswith(b"# A Small Story\n\n## The cold stove\n")
    assert len(set(written)) == 1


def test_a_transcript_can_be_lived_again(play: Play, tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    play("1 1", "--seed", "7", "--transcript", str(first))
    (tmp_path / "steps.yaml").write_text(first.read_text().split("```yaml\n")[1].split("```")[0])
    play("", "--choices", str(tmp_path / "steps.yaml"), "--transcript", str(second))
    assert first.read_text() == second.read_text()


# ---- saves that no longer fit ----------------------------------------------------------------------------------------
EDITED = SMALL.replace("id: again\n", "id: once_more\n")


@pytest.mark.parametrize(("answer", "stands"), [("1", "The badge"), ("2", "The cold stove")])
def test_a_save_of_an_edited_story_says_where_it_stopped_and_offers_ways_on(
    play: Play, story: str, answer: str, stands: str
) -> None:
    play("own_seam again", "--seed", "7")
    Path(story).write_text(EDITED)
    before = Saves().path("small", "1").read_bytes()
    code, said = play("")
    assert code == 3
    assert "The story was changed since this was saved." in said
    assert "1 of 2 choices could be lived again. Choice 2, again, could not: there is no choice `again` here." in said
    assert "2. Go on from where it was saved: The cold stove." in said
    assert Saves().path("small", "1").read_bytes() == before
    code, said = play(f"{answer} quit")
    assert code == 0
    assert f"\n{stands}." in said.split("The save as it was is kept as slot 1-2.")[1]
    assert Saves().path("small", "1-2").read_bytes() == before


def test_a_story_whose_words_alone_changed_goes_on(play: Play, story: str) -> None:
    play("1", "--seed", "7")
    Path(story).write_text(SMALL.replace("A boot", "A heavy boot"))
    assert "A heavy boot on the cloth." in play("")[1]


def test_a_damaged_save_is_set_aside_and_play_begins_anew(play: Play) -> None:
    play("1", "--seed", "7")
    Saves().path("small", "1").write_bytes(b"\0" * 40)
    said = play("3")[1]
    assert "is damaged. It was set aside as 1.json.damaged." in said and "The cold stove." in said
    assert steps() == ["wait"]


def test_a_newer_save_is_refused_politely_and_stays(play: Play) -> None:
    play("1", "--seed", "7")
    path = Saves().path("small", "1")
    path.write_text(json.dumps({"jangmadang_save": 9}))
    code, said = play("", "--slot", "1")
    assert code == 2 and "newer jangmadang" in said and "--new" in said
    play("3")
    assert json.loads(path.read_text()) == {"jangmadang_save": 9}
    assert steps("2") == ["wait"]


def test_without_a_place_for_saves_one_plays_on(play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "full").write_text("no folder")
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "full"))
    code, said = play("wait again own_seam latrine", "--seed", "7")
    assert code == 0
    assert said.count("cannot be saved") == 1 and "The end" in said


# ---- stories that cannot be played -----------------------------------------------------------------------------------
def test_a_story_with_errors_is_not_played_but_told(play: Play, story: str) -> None:
    Path(story).write_text(SMALL.replace("goto: ledger", "goto: leger"))
    code, said = play("")
    assert code == 1
    assert "cannot be played" in said and f"{story}:" in said and "ledger" in said


# ---- ways out --------------------------------------------------------------------------------------------------------
def start(story: str, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "jangmadang", "play", story, "--plain", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_asked(process: "subprocess.Popen[str]", times: int = 1) -> None:
    assert process.stdout is not None
    while times:
        times -= process.stdout.read(1) == ">"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
def test_a_signal_ends_it_with_everything_kept(story: str, tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = start(story, "--seed", "7", "--transcript", str(tmp_path / "t.md"))
    assert process.stdin is not None
    process.stdin.write("wait\n")
    process.stdin.flush()
    until_asked(process, 2)
    process.send_signal(number)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (code, "")
    assert steps() == ["wait"]
    assert "Wait an hour" in (tmp_path / "t.md").read_text()


def test_nobody_reading_is_no_error(story: str) -> None:
    process = start(story)
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdout.close()
    process.stdin.write("wait\n" * 3)
    process.stdin.close()
    assert process.stderr.read() == ""
    assert process.wait() == 141


def test_killed_at_any_moment_at_most_the_choice_in_flight_is_lost(story: str) -> None:
    for trial in range(20):
        process = start(story, "--new", "--slot", f"killed {trial}")
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("wait\nagain\n" * 2000)
        process.stdin.flush()
        until_asked(process, 3)
        time.sleep(random.Random(trial).uniform(0, 0.02))
        process.kill()
        # `communicate` would pass over what this side has already read ahead.
        asked = 3 + process.stdout.read().count(" > ")
        process.wait()
        opened = Saves().open("small", f"killed {trial}")
        assert opened.life is not None and opened.problem == ""
        # A question is asked only when every choice before it lies on the disk.
        assert len(opened.life.steps) - (asked - 1) in (0, 1)
