"""Play-tests are found, chosen by name and played; what fails is told at its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desk_story import desk_story

from jangmadang.desk.testing import Found, choose, files_in, folder_of, run_tests
from jangmadang.play.turn import Rules

GOOD = "steps: [sew, go, call>heard]\nexpect: {ending: end}\n"
BAD = "steps: [sew, go]\nexpect:\n  scene: end\n"


def test_folders_within_are_looked_through_and_others_left(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "act/c.yaml", ".hidden.yaml", "act/.d/e.yaml", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
    assert [found.name for found in files_in(tmp_path)] == ["a", "act/c", "b"]
    assert files_in(tmp_path / "nothing") == []


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    return [Found(name, tmp_path / f"{name}.yaml") for name in ("ledger", "thread_bell", "thread_tin")]


def test_names_words_and_paths_choose(found: list[Found]) -> None:
    def names(*wanted: str, words: str = "") -> list[str]:
        return [one.name for one in choose(found, wanted, words).tests]

    assert names() == ["ledger", "thread_bell", "thread_tin"]
    assert names("thread_*") == ["thread_bell", "thread_tin"]
    assert names("ledger.yaml", "thread_tin") == ["ledger", "thread_tin"]
    assert names(words="THREAD be") == ["thread_bell"]
    assert names("thread_*", words="tin") == ["thread_tin"]


def test_a_path_is_a_name_too(found: list[Found]) -> None:
    found[0].path.write_text(GOOD)
    assert [one.name for one in choose(found, [str(found[0].path)]).tests] == ["ledger"]


def test_a_name_that_is_not_there_is_told_with_what_was_meant(found: list[Found]) -> None:
    chosen = choose(found, ["ledgr", "thread_tin"])
    assert chosen.missing == ('there is no play-test "ledgr"; did you mean "ledger"?',)


def test_what_fails_is_told_where_it_stands(tmp_path: Path) -> None:
    script = desk_story(tmp_path, good=GOOD, bad=BAD, torn="steps: [sew, {}]\n", gone="steps: [sew, hop]\n")
    assert script.story is not None
    tested = {one.name: one for one in run_tests(Rules(script.story), files_in(folder_of(script)))}
    assert {name: one.passed for name, one in tested.items()} == {
        "bad": False,
        "gone": False,
        "good": True,
        "torn": False,
    }
    (problem,) = tested["bad"].problems
    assert (problem.line, problem.column, problem.message) == (3, 10, "it is yard, not end")
    assert tested["torn"].result is None and tested["torn"].problems[0].line == 1
    assert "there is no choice `hop`" in tested["gone"].problems[0].message
    assert all(one.seconds > 0 for one in tested.values())


def test_a_warning_of_the_file_fails_nothing(tmp_path: Path) -> None:
    script = desk_story(tmp_path)
    (tmp_path / "tests" / "quoted.yaml").write_text('steps: [go]\nexpect:\n  text: "A dog."\n')
    assert script.story is not None
    (tested,) = run_tests(Rules(script.story), files_in(folder_of(script)))
    assert tested.problems and tested.passed
