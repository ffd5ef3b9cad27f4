"""The forms that findings are told in to programs: JSON, the annotations of GitHub, SARIF 2.1.0.

Takes problems in the order in which they are to be told; gives text, the same for the same problems. People are told in
`Problem.text`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ... import __version__
from ...story.problems import Problem, visible
from .library import says

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
"""What editors know the form by; nobody asks there."""


def as_json(problems: Sequence[Problem]) -> str:
    """A list with one object a problem."""
    return _written([problem.as_dict() | {"file": visible(problem.file)} for problem in problems])


def as_github(problems: Sequence[Problem]) -> str:
    """One workflow command a line: GitHub shows each beside its line of a pull request."""
    return "\n".join(map(_command, problems))


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run, as code scanning and many editors take it. Columns count characters."""
    codes = sorted({problem.code for problem in problems})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "jangmadang",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, numbers[problem.code]) for problem in problems],
    }
    return _written({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}


def _written(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()


def _command(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    about = {
        "file": _inside(problem.file),
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length),
        "title": problem.code,
    }
    shown = ",".join(f"{key}={_property(value)}" for key, value in about.items())
    return f"::{problem.severity} {shown}::{_data(visible(problem.message + hint))}"


def _data(text: str) -> str:
    """Text that goes on to the line's end."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text that a colon or a comma would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": says(code) or code}}


def _result(problem: Problem, number: int) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.length,
    }
    place = {"artifactLocation": {"uri": _uri(problem.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": number,
        "level": problem.severity,
        "message": {"text": visible(problem.message + hint)},
        "locations": [{"physicalLocation": place}],
    }


def _inside(file: str) -> str:
    """The file as seen from where the command runs, if it lies there; always with `/`."""
    path = Path(file)
    if path.is_absolute():
        here = Path(os.getcwd())
        path = path.relative_to(here) if path.is_relative_to(here) else path
    return visible(path.as_posix())


def _uri(file: str) -> str:
    from urllib.parse import quote

    path = _inside(file)
    return ("file://" if path.startswith("/") else "") + quote(path)
