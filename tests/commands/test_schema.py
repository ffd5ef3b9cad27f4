"""`jangmadang schema -o FILE`: a file for editors, and nothing else written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jangmadang.cli import main


def test_the_file_is_what_would_be_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "schema.json"
    assert main(["schema", "-o", str(file)]) == 0
    assert "editors.md" in capsys.readouterr().err
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == file.read_text(encoding="utf-8")


def test_an_older_one_is_replaced_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = tmp_path / "older.json"
    older.write_text('{"title": "A jangmadang story file"}')
    assert main(["schema", "-o", str(older)]) == 0
    assert "$defs" in json.loads(older.read_text(encoding="utf-8"))
    diary = tmp_path / "diary.txt"
    diary.write_text("mine")
    assert main(["schema", "-o", str(diary)]) == 2 and diary.read_text() == "mine"
    assert main(["schema", "-o", str(tmp_path)]) == 2
    assert "something else than a schema" in capsys.readouterr().err


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "-o", str(tmp_path / "nowhere" / "schema.json")]) == 2
    assert "No such file" in capsys.readouterr().err
