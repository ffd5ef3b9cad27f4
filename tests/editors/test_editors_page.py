"""docs/writing/editors.md: what it gives to paste is well formed, and fits what our commands print."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from told import PAGE, fenced, settings

from jangmadang.cli import main

SCHEMA, FILES = "./jangmadang.schema.json", "stories/**/*.yaml"


def test_all_editors_are_told_the_same() -> None:
    assert settings()["yaml.schemas"] == {SCHEMA: FILES} and settings()["yaml.schemaStore.enable"] is False
    helix = tomllib.loads(fenced(".helix/languages.toml"))
    yaml = helix["language-server"]["yaml-language-server"]["config"]["yaml"]
    assert yaml["schemas"] == {SCHEMA: FILES} and yaml["schemaStore"] == {"enable": False}
    assert helix["language"][0]["formatter"] == {"command": "jangmadang", "args": ["fmt", "-"]}
    assert f'["{SCHEMA}"] = "{FILES}"' in PAGE and f'(:{SCHEMA} "{FILES}")' in PAGE
    lisp = fenced(".dir-locals.el")
    assert lisp.count("(") == lisp.count(")")


def test_the_task_finds_every_problem_that_check_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks: dict[str, Any] = json.loads(fenced(".vscode/tasks.json"))
    check, fmt = tasks["tasks"]
    assert check["args"] == ["check", "${file}"] and fmt["args"] == ["fmt", "${file}"]
    story = tmp_path / "story.yaml"
    story.write_text("jangmadang: 1\nid: a\ntitle: A\nstart: b\nscenes:\n  a: {text: A, goto: c}\n")
    assert main(["check", str(story)]) == 1
    pattern = check["problemMatcher"]["pattern"]
    found = [re.match(pattern["regexp"], line) for line in capsys.readouterr().out.splitlines()]
    problems = [match.groups() for match in found if match]
    assert {(p[pattern["file"] - 1], p[pattern["line"] - 1], p[pattern["code"] - 1]) for p in problems} == {
        (str(story), "4", "unknown-scene"),
        (str(story), "6", "unknown-scene"),
    }


def test_the_schema_is_written_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command, said = re.findall(r"^    \$ jangmadang (schema .*)\n    (.*)$", PAGE, re.M)[0]
    assert main(command.split()) == 0
    assert capsys.readouterr().err == f"{said}\n"
    assert Path(SCHEMA).is_file()
