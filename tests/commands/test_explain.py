"""`jangmadang explain`: a page without Markdown's noise, the list of all, and what to do about a code there is not."""

from __future__ import annotations

import json
import re

import pytest

from jangmadang.cli import main
from jangmadang.desk.lint.explaining import in_terminal
from jangmadang.desk.lint.kinds import warnings
from jangmadang.desk.lint.library import codes, page


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_page_is_read_like_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, "unknown-content-note")
    assert said.startswith("unknown-content-note\n====================\n\nContent notes are chosen from one list")
    assert "The reference has it." in said
    assert "\nBroken:\n\n    jangmadang: 1\n" in said and "\nMended:\n\n    jangmadang: 1\n" in said
    assert "\n  →     content_notes: [death]\n" in said and said.count("→") == 1


def test_no_page_shows_markdown_or_is_too_wide() -> None:
    for code in sorted(codes()):
        lines = in_terminal(page(code) or "", 72)
        assert lines[0] == code and lines[-1], code
        prose = [line for line in lines if not line.startswith(("    ", "  → "))]
        assert not re.search(r"```|<!--|\]\(|\*\*|^#", "\n".join(prose), re.M), code
        assert max(map(len, prose)) <= 72, code


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    prose = [line for line in explained(capsys, "odd-space").splitlines() if not line.startswith("  ")]
    assert max(map(len, prose)) <= 44


def test_errors_and_warnings_are_listed_apart(capsys: pytest.CaptureFixture[str]) -> None:
    errors, doubtful = explained(capsys).split("\n\n")
    listed = [[line.split()[0] for line in part.splitlines()[1:]] for part in (errors, doubtful)]
    assert listed == [sorted(codes() - warnings()), sorted(warnings())]
    assert "  tab  " in errors and "  idle-allow  " in doubtful
    assert all(len(line.split()) > 2 for line in (errors + "\n" + doubtful).splitlines())


def test_a_code_is_taken_as_check_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(capsys, "Unknown-Scene:", "unknown-scene") == explained(capsys, "unknown-scene")


def test_a_code_that_is_not_there_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unknown-scnee"]) == 2
    assert capsys.readouterr().err == (
        'jangmadang: no problem has the code "unknown-scnee"; did you mean "unknown-scene"?\n'
    )
    assert main(["explain", "zzz", "tab"]) == 2
    said = capsys.readouterr()
    assert "jangmadang explain lists them all" in said.err and said.out.startswith("tab\n===")
    assert main(["explain", "../README"]) == 2 and main(["explain", "readme"]) == 2


def test_programs_get_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    every = json.loads(explained(capsys, "--json"))
    assert [one["code"] for one in every] == sorted(codes())
    assert {one["severity"] for one in every} == {"error", "warning"}
    (tab,) = json.loads(explained(capsys, "tab", "--format", "json"))
    assert tab["severity"] == "error" and tab["page"] == page("tab") and tab["says"].startswith("A tab stands")
