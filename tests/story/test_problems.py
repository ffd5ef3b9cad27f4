"""Problems as a writer sees them: the caret under the right letter, the nearest word, each thing once."""

from __future__ import annotations

import json

import pytest

from jangmadang.story.problems import SHOWN, Problem, did_you_mean, errors, in_order


def problem(**changes: object) -> Problem:
    fields: dict[str, object] = {"file": "story.yaml", "line": 3, "column": 1, "code": "tab", "message": "words"}
    return Problem(**{**fields, **changes})  # type: ignore[arg-type]


def test_text_names_the_place_the_code_the_words_and_the_hint() -> None:
    assert problem(hint="do this").text() == "story.yaml:3:1: tab: words (do this)"
    assert problem().text() == "story.yaml:3:1: tab: words"


def test_the_caret_stands_under_the_place() -> None:
    shown = problem(column=7, length=4, source="goto: nooon").text()
    assert shown.splitlines()[1:] == ["    goto: nooon", "          ^^^^"]


def test_a_tab_stays_a_tab_above_the_caret() -> None:
    assert problem(column=3, source="\ta b").text().splitlines()[2] == "    \t ^"


def test_hangul_takes_two_columns() -> None:
    shown = problem(column=4, length=2, source="장마 당x").text().splitlines()
    assert shown[1] == "    장마 당x"
    assert shown[2] == "    " + " " * 5 + "^^^"


def test_a_combining_mark_takes_no_column() -> None:
    assert problem(column=3, source="e\u0301x").text().splitlines()[2] == "     ^"


def test_a_place_past_the_end_of_the_line_still_has_a_caret() -> None:
    assert problem(column=4, source="abc").text().splitlines()[2] == "       ^"


def test_a_very_long_line_is_cut_around_the_place() -> None:
    source = "a" * 5000 + "!" + "b" * 5000
    _, line, caret = problem(column=5001, source=source).text().splitlines()
    assert len(line) < SHOWN + 10
    assert line[caret.index("^")] == "!"


def test_no_control_character_reaches_the_terminal() -> None:
    shown = problem(message="\x1b[31mred", source="a\x1b[2Jb\x07\u202ec", column=7).text()
    assert not any(c < " " for c in shown.replace("\n", ""))
    assert "\u202e" not in shown
    assert shown.splitlines()[2].index("^") == shown.splitlines()[1].index("\u2407")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("loudspeeker", "loudspeaker"),
        ("Loudspeaker", "loudspeaker"),
        ("drain-side", "drain_side"),
        ("drain side", "drain_side"),
        ("mian", "mina"),
    ],
)
def test_the_nearest_word_is_offered(word: str, near: str) -> None:
    assert did_you_mean(word, ["loudspeaker", "drain_side", "mina", "om"]) == f'did you mean "{near}"?'


def test_nothing_is_offered_when_nothing_is_near() -> None:
    assert did_you_mean("quilt", ["loudspeaker", "mina"]) == ""
    assert did_you_mean("quilt", []) == ""


def test_problems_come_by_place_and_each_only_once() -> None:
    first, second, other = problem(line=2), problem(line=10), problem(file="a.yaml", line=99)
    assert in_order([second, first, second, other]) == [other, first, second]


def test_warnings_are_no_errors() -> None:
    warning = problem(severity="warning")
    assert errors([warning, problem()]) == [problem()]


def test_a_problem_goes_into_json() -> None:
    made = json.loads(json.dumps(problem(hint="h", source="s", column=2).as_dict()))
    assert made == {
        "file": "story.yaml", "line": 3, "column": 2, "code": "tab", "message": "words", "hint": "h", "source": "s",
        "length": 1, "severity": "error",
    }  # fmt: skip


def test_two_letters_swapped_find_the_name_that_was_meant() -> None:
    names = ["line", "listen", "start", "state", "gap1", "gap2", "owner", "power"]
    for slip, meant in (("lien", "line"), ("strat", "start"), ("ga1p", "gap1"), ("owenr", "owner")):
        assert did_you_mean(slip, names) == f'did you mean "{meant}"?'
