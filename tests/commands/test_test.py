"""`jangmadang test` from the command line: what is printed and written, and the exit code."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_story import SMALL, write_small

from jangmadang.cli import main
from jangmadang.play.life import Step
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.story.loading import load_text

DOCS = Path(__file__).parents[2] / "docs" / "writing"
Command = Callable[..., tuple[int, str, str]]
GOOD = "seed: 3\nsteps: [own_seam, latrine>believed]\nexpect: {ending: ledger}\n"
BAD = "# Mine.\nsteps: [wait]\nexpect:\n  scene: stove   # once\n  state: {money: 3}\n"


@pytest.fixture
def test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command on the small story, with play-tests; gives the exit code, output and errors."""

    def run(*options: str, **tests: str) -> tuple[int, str, str]:
        write_small(tmp_path)
        for name, text in tests.items():
            (tmp_path / "tests").mkdir(exist_ok=True)
            (tmp_path / "tests" / f"{name}.yaml").write_text(text)
        code = main(["test", str(tmp_path / "small.yaml"), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


# ---- running ---------------------------------------------------------------------------------------------------------
def test_what_passes_is_one_line(test: Command) -> None:
    code, out, err = test(good=GOOD)
    assert code == 0 and err == "" and out.startswith("small: 1 play-test passed in ")
    assert out.count("\n") == 1


def test_what_fails_is_shown_with_its_place(test: Command, tmp_path: Path) -> None:
    code, out, _ = test(good=GOOD, bad=BAD)
    place = tmp_path / "tests" / "bad.yaml"
    assert code == 1
    assert f"{place}:4:10: play-test: it is badge, not stove\n" in out
    assert f"{place}:5:18: play-test: money is 500, not 3\n" in out
    assert "2 play-tests, 1 passed, 1 failed, in " in out and out.endswith("Failed: bad.\n")


def test_some_are_asked_for(test: Command) -> None:
    assert test("good", good=GOOD, bad=BAD)[0] == 0
    assert test("-k", "goo")[0] == 0
    code, _, err = test("goood")
    assert code == 2 and 'there is no play-test "goood"; did you mean "good"?' in err
    assert test("-k", "nothing")[0] == 2


def test_with_times_each_has_its_line(test: Command) -> None:
    _, out, _ = test("-v", good=GOOD, bad=BAD)
    assert [line.split()[:2] for line in out.splitlines()[:2]] == [["failed", "bad"], ["passed", "good"]]


def test_a_story_without_play_tests_is_nothing_to_test(test: Command) -> None:
    code, _, err = test()
    assert code == 2 and "--record NAME makes one" in err


@pytest.mark.parametrize("format", ["text", "json", "junit"])
def test_a_broken_story_fails_in_every_form(tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    write_small(tmp_path, SMALL.replace("goto: badge", "goto: bagde"))
    assert main(["test", str(tmp_path / "small.yaml"), "--format", format]) == 1
    printed = capsys.readouterr()
    assert "unknown-scene" in printed.err
    if format == "json":
        assert json.loads(printed.out)["problems"][0]["code"] == "unknown-scene"
    elif format == "junit":
        assert ElementTree.fromstring(printed.out).get("errors") == "1"


def test_there_is_no_such_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "nowhere"]) == 2
    assert 'there is no story "nowhere"' in capsys.readouterr().err


# ---- reports ---------------------------------------------------------------------------------------------------------
def test_json_says_all_of_it(test: Command) -> None:
    code, out, _ = test("--json", "--coverage", good=GOOD, bad=BAD)
    report = json.loads(out)
    assert code == 1 and (report["story"], report["passed"], report["failed"]) == ("small", 1, 1)
    bad, good = report["tests"]
    assert good["steps"] == ["own_seam", "latrine>believed"] and good["ending"] == "ledger" and good["seed"] == 3
    assert [(one["line"], one["column"]) for one in bad["problems"]] == [(4, 10), (5, 18)]
    assert report["coverage"]["choices"] == {"reached": 3, "of": 5}
    assert {one["what"] for one in report["missed"]} >= {"dear", "again", "latrine>laughed"}


def test_every_key_of_the_json_stands_in_its_page(test: Command) -> None:
    report = json.loads(test("--json", "--coverage", good=GOOD, bad=BAD)[1])
    told = set(re.findall(r"\w+", (DOCS / "testing.md").read_text().partition("| key of the JSON")[2]))
    one = {**report, **report["tests"][0], **report["tests"][0]["problems"][0], **report["missed"][0]}
    assert {*one, *report["coverage"], *report["coverage"]["texts"]} - told == set()


def test_a_report_is_written_and_what_failed_is_still_said(test: Command, tmp_path: Path) -> None:
    file = tmp_path / "report.xml"
    code, out, _ = test("--format", "junit", "-o", str(file), good=GOOD, bad=BAD)
    assert code == 1 and "it is badge, not stove" in out and "<" not in out
    assert ElementTree.parse(file).getroot().get("failures") == "1"


def test_a_report_that_cannot_be_written_is_said(test: Command, tmp_path: Path) -> None:
    code, _, err = test("-o", str(tmp_path / "no" / "where"), good=GOOD)
    assert code == 2 and "the report cannot be written" in err


def test_coverage_is_a_table_and_places(test: Command, tmp_path: Path) -> None:
    code, out, _ = test("--coverage", "--scenes", good=GOOD)
    assert code == 0
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if "/" in line and ":" not in line}
    assert rows["all"] == ["3/3", "2/5", "1/2", "·", "·"]
    assert rows["stove"] == ["1/1", "1/3", "·", "·", "·"]
    line = SMALL.splitlines().index("          - id: laughed") + 1
    assert f"{tmp_path / 'small.yaml'}:{line}:13: outcome: badge: latrine>laughed\n" in out


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "x"),
        ("--seed", "3"),
        ("--coverage", "--format", "junit"),
        ("--update", "--json"),
        ("--record", "x", "--coverage"),
        ("good", "--record", "x"),
    ],
)
def test_what_does_not_go_together_is_said(test: Command, options: tuple[str, ...]) -> None:
    code, out, err = test(*options, good=GOOD)
    assert code == 2 and out == "" and err.startswith("jangmadang: ")


# ---- updating --------------------------------------------------------------------------------------------------------
def test_update_changes_what_is_expected_and_says_so(test: Command, tmp_path: Path) -> None:
    code, out, _ = test("--update", good=GOOD, bad=BAD)
    bad = tmp_path / "tests" / "bad.yaml"
    assert code == 0
    assert out == f"{bad}:4:10: scene: stove → badge\n{bad}:5:18: money: 3 → 500\n1 play-test changed.\n"
    assert bad.read_text() == BAD.replace("stove", "badge").replace("money: 3", "money: 500")
    assert (tmp_path / "tests" / "good.yaml").read_text() == GOOD
    assert test("--update")[1].startswith("small: 2 play-tests passed")


def test_update_never_changes_a_step(test: Command, tmp_path: Path) -> None:
    text = "steps: [wait, hop]\nexpect: {scene: stove}\n"
    code, out, _ = test("--update", gone=text)
    assert (
        code == 1 and "there is no choice `hop`" in out and out.endswith("is shown with its line was left as it is.\n")
    )
    assert (tmp_path / "tests" / "gone.yaml").read_text() == text


def test_without_update_nothing_is_written(test: Command, tmp_path: Path) -> None:
    test(bad=BAD)
    assert (tmp_path / "tests" / "bad.yaml").read_text() == BAD


# ---- recording -------------------------------------------------------------------------------------------------------
@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def given(said: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said.replace(" ", "\n") + "\n"))

    return given


def test_what_is_played_by_lines_is_recorded(
    test: Command, answers: Callable[[str], None], tmp_path: Path, empty_home: Path
) -> None:
    answers("wait back own_seam latrine meters quit")
    code, out, _ = test("--record", "mine", "--seed", "1")
    assert code == 0 and out.endswith("mine.yaml: 2 steps. Look at what it expects, and add what matters to you.\n")
    text = (tmp_path / "tests" / "mine.yaml").read_text()
    assert "seed: 1\nsteps:\n  - own_seam\n  - latrine>" in text
    assert test("mine")[0] == 0
    assert [path.name for path in empty_home.rglob("*.json")] == []  # neither a save nor a trace of what was seen


def test_the_answers_may_end_before_the_story(test: Command, answers: Callable[[str], None], tmp_path: Path) -> None:
    answers("own_seam")
    assert test("--record", "act1/mine")[0] == 0
    assert "scene: badge" in (tmp_path / "tests" / "act1" / "mine.yaml").read_text()


def test_where_nothing_was_chosen_nothing_is_written(
    test: Command, answers: Callable[[str], None], tmp_path: Path
) -> None:
    answers("quit")
    assert test("--record", "mine")[0] == 1
    assert not (tmp_path / "tests").exists()


def test_a_play_test_is_not_written_over(test: Command, answers: Callable[[str], None], tmp_path: Path) -> None:
    answers("own_seam")
    code, _, err = test("--record", "good", good=GOOD)
    assert code == 2 and "--update writes over it" in err
    assert (tmp_path / "tests" / "good.yaml").read_text() == GOOD
    assert test("--record", "good", "--update")[0] == 0
    assert (tmp_path / "tests" / "good.yaml").read_text() != GOOD


@pytest.mark.parametrize("name", ["../x", "", "a b", ".x", "x/", "/tmp/x"])
def test_a_name_leads_nowhere_else(test: Command, name: str) -> None:
    code, _, err = test("--record", name)
    assert code == 2 and "a play-test's name has letters" in err


def test_a_name_that_is_a_device_elsewhere_is_none(test: Command) -> None:
    code, _, err = test("--record", "act1/con")
    assert code == 2 and "on Windows that is a device" in err


def test_on_the_screen_it_is_played_in_a_home_of_its_own(
    test: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_home: Path
) -> None:
    homes = []

    def played(story: Path, seed: int, new: bool, gentler: bool) -> int:
        assert new and not gentler
        homes.append(os.environ["JANGMADANG_HOME"])
        loaded = load_text(SMALL)
        assert loaded.story is not None
        run = Run.start(loaded.story, seed)
        run.choose("wait")
        Saves().slot("small").write(run.life())
        return 0

    monkeypatch.setattr("jangmadang.tui.face.decide", lambda plain: "plain" if plain else "screen")
    monkeypatch.setattr("jangmadang.tui.app.main", played)
    assert test("--record", "mine", "--seed", "5")[0] == 0
    assert "seed: 5\nsteps:\n  - wait\n" in (tmp_path / "tests" / "mine.yaml").read_text()
    assert "JANGMADANG_HOME" not in os.environ and not Path(homes[0]).exists()
    assert [path.name for path in empty_home.rglob("*.json")] == []


def test_a_slot_is_recorded_and_stays_as_it_is(test: Command, tmp_path: Path) -> None:
    loaded = load_text(SMALL)
    assert loaded.story is not None
    run = Run.start(loaded.story, 8)
    for step in (Step("own_seam"), Step("latrine", ("believed",))):
        run.choose(step.choice, step.outcomes)
    Saves().slot("small", "evening").write(run.life())
    before = Saves().path("small", "evening").read_bytes()
    assert test("--record", "mine", "--from-save", "evening")[0] == 0
    assert test("mine")[0] == 0
    assert Saves().path("small", "evening").read_bytes() == before
    code, _, err = test("--record", "other", "--from-save", "evenign")
    assert code == 2 and 'did you mean "evening"?' in err


def test_a_damaged_slot_is_said_and_left(test: Command) -> None:
    path = Saves().path("small", "torn")
    path.parent.mkdir(parents=True)
    path.write_text("{")
    code, _, err = test("--record", "mine", "--from-save", "torn")
    assert code == 1 and "is damaged" in err and path.read_text() == "{"


def test_a_choices_file_is_recorded(test: Command, tmp_path: Path) -> None:
    choices = tmp_path / "choices.txt"
    choices.write_text("own_seam\nlatrine>believed\n")
    assert test("--record", "mine", "--from", str(choices))[0] == 0
    assert "expect:\n  ending: ledger\n" in (tmp_path / "tests" / "mine.yaml").read_text()
    choices.write_text("own_seam\nhop\n")
    code, _, err = test("--record", "other", "--from", str(choices))
    assert code == 1 and f"{choices}:2:1: play-test: in badge: there is no choice `hop`" in err
    assert test("--record", "other", "--from", str(tmp_path / "none"))[0] == 2


def test_what_cannot_be_written_is_not_lost(
    test: Command, answers: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tests").write_text("a file where the folder should be")
    answers("own_seam")
    code, out, err = test("--record", "mine")
    assert code == 2 and "the play-test that should stand there" in err and "  - own_seam\n" in out


def test_stories_are_tested_one_at_a_time(test: Command, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "story.yaml").write_text(SMALL)
    code, _, err = test(str(other), good=GOOD)
    assert code == 2 and f"one is tested at a time: jangmadang test {other}" in err
