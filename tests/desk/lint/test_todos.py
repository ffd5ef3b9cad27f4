"""What was to be done: each mark with its place, in texts and in comments, allowed like any finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from little import COVER, ENDS, WAYS, told

from jangmadang.desk.lint import lint
from jangmadang.story.loading import load_script, load_script_text


@pytest.mark.parametrize("mark", ["TODO", "FIXME", "XXX", "TBD", "TK"])
def test_a_mark_is_found_in_a_text_and_in_a_comment(mark: str) -> None:
    assert told(f"    # {mark}: say who\n    text: Cold. {mark}\n") == ["7:7 todo", "8:17 todo"]


@pytest.mark.parametrize("text", ["todo", "TODOS", "ATKINS", "XXXL", "tk"])
def test_a_word_that_holds_a_mark_is_none(text: str) -> None:
    assert told(f"    text: Cold {text}.\n") == []


def test_it_says_what_was_to_be_done() -> None:
    script = load_script_text(f"{COVER}scenes:\n  gate:\n    # TODO: say who it is.\n    text: Cold.\n{WAYS}{ENDS}")
    assert [one.message for one in lint(script)] == ["TODO: say who it is"]


def test_it_belongs_to_the_scene_that_it_stands_in() -> None:
    allowed = "    allow: {todo: a draft}\n    # TODO: say who\n    text: Cold.\n"
    assert told(allowed) == []
    assert told(allowed, more="  # TODO: another scene\n") == []
    assert told(allowed, cover="summary: TBD\n") == ["5:10 todo"]


def test_every_file_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(f"{COVER}scenes:\n  gate:\n    text: Cold.\n{WAYS}{ENDS}", "utf-8")
    (tmp_path / "notes.yaml").write_text("# TODO a note or two\n", "utf-8")
    (one,) = lint(load_script(tmp_path))
    assert (Path(one.file).name, one.line, one.column) == ("notes.yaml", 1, 3)
