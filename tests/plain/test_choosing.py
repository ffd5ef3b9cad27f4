"""Which story, when none was named."""

import io
import sys
from pathlib import Path

import pytest

from jangmadang.cli import main
from jangmadang.story import shelf

STORY = """\
jangmadang: 1
id: {id}
title: {title}
summary: What it is about.
minutes: 10
start: only
scenes:
  only: {{text: You are there., goto: last}}
  last: {{ending: {{title: The last}}, text: Over.}}
"""


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for id_, title in (("first", "The First"), ("second", "The Second")):
        (tmp_path / f"{id_}.yaml").write_text(STORY.format(id=id_, title=title))
    monkeypatch.setattr(shelf, "_shipped_folder", lambda: tmp_path)


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ("2\n1\n", 0, "The Second. About 10 minutes.\n\n"),
        ("seven\nfirst\n\n", 0, "Answer with a story's number."),
        ("quit\n", 0, "1. The First. About 10 minutes.\nWhat it is about.\n2. The Second."),
        ("", 3, "Which story? 1 to 2, open PATH, or quit > "),
    ],
)
def test_a_story_is_chosen_by_number_or_name(
    answers: str, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    assert main(["--plain"]) == code
    assert said in capsys.readouterr().out
