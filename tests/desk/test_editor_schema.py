"""The schema for editors: words for every key, lists that the loader agrees with, pieces that are good YAML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from jangmadang.desk.editors import schema
from jangmadang.story.loading import load_text
from jangmadang.story.reading import read_text
from jangmadang.story.shape import json_schema, typed

STORIES = Path(__file__).parents[2] / "stories"


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return schema()


def test_every_key_says_what_it_is_for_and_no_other_key_is_told_of(whole: dict[str, Any]) -> None:
    ours = Path(__file__).parents[2] / "src" / "jangmadang" / "desk" / "editors" / "keys.yaml"
    told = read_text(ours.read_text(encoding="utf-8"), "keys.yaml").tree
    assert isinstance(told, dict)
    model = {kind: set(node["properties"]) for kind, node in json_schema()["$defs"].items()}
    assert {kind: set(keys) for kind, keys in told.items()} == model
    for kind, keys in told.items():
        for key, words in keys.items():
            assert words[0].isupper() or words[0] == "`", f"{kind}.{key}"
            assert words[-1] in ".?", f"{kind}.{key}"
            assert whole["$defs"][kind]["properties"][key]["description"] == words


def test_it_is_a_schema_and_no_value_may_be_missing(whole: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(whole)
    assert '{"type": "null"}' not in str(whole).replace("'", '"')
    validator = jsonschema.Draft202012Validator(whole)
    assert list(validator.iter_errors({"title": None}))


def test_a_play_test_is_told_by_its_steps(whole: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(whole)
    for path in sorted((STORIES / "three-days" / "tests").glob("*.yaml")):
        assert list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == [], path
    assert list(validator.iter_errors({"steps": ["a"], "expct": {"scene": "b"}}))


BASE = """\
jangmadang: 1
id: a
title: A
start: a
state: {money: 5}
people:
  ri: {name: Ri, official: {temper: clerk}}
scenes:
  a: {text: One, goto: b}
  b: {text: Two, ending: {title: End}}
"""
BEFORE = {
    ("Variable", "currency"): "state:\n  x: {start: 0, currency: WORD}\n",
    ("Official", "temper"): "people:\n  x: {name: X, official: {temper: WORD}}\n",
    ("Place", "prices"): "places:\n  x: {name: X, prices: WORD}\n",
    ("Good", "kind"): "goods:\n  x: {follows: yuan, ratio: 800, kind: WORD}\n",
    ("Scene", "phenomena"): "scenes:\n  x: {text: X, goto: b, phenomena: [WORD]}\n",
    ("Scene", "at"): "scenes:\n  x: {text: X, goto: b, at: WORD}\n",
    ("Scene", "content_notes"): "scenes:\n  x: {text: X, goto: b, content_notes: [WORD]}\n",
    ("Discuss", "form"): "scenes:\n  x: {text: X, goto: b, discuss: {ask: X, form: WORD}}\n",
    ("Discuss", "after"): "scenes:\n  x: {text: X, goto: b, discuss: {ask: X, after: WORD}}\n",
    ("Market", "seat"): "scenes:\n  x: {text: X, market: {goods: [rice], leave: b, seat: WORD}}\n",
    ("Screening", "medium"): "scenes:\n  x: {text: X, screening: {film: x, after: b, caught: b, medium: WORD}}\n",
    ("Crossing", "river"): (
        "scenes:\n  x: {text: X, crossing: {across: b, back: b, caught: b, stay: b, purpose: trip, river: WORD}}\n"
    ),
}


def loaded_with(fragment: str) -> list[str]:
    """The problems of the base story with a fragment merged in."""
    section = fragment.partition("\n")[0]
    added = fragment.partition("\n")[2]
    if f"\n{section}\n" in BASE:
        text = BASE.replace(f"\n{section}\n", f"\n{section}\n{added}")
    else:
        text = re.sub(rf"\n{section} .*\n", "\n", BASE) + fragment
    return [problem.text() for problem in load_text(text).problems if problem.severity == "error"]


@pytest.mark.parametrize("where", BEFORE, ids=".".join)
def test_each_word_of_a_closed_list_is_one_that_the_game_takes(where: tuple[str, str], whole: dict[str, Any]) -> None:
    kind, key = where
    node = whole["$defs"][kind]["properties"][key]
    words = node["items"]["enum"] if node.get("type") == "array" else node["enum"]
    for word in words:
        assert loaded_with(BEFORE[where].replace("WORD", word)) == []
    assert loaded_with(BEFORE[where].replace("WORD", "zzz"))


# ---- pieces ---------------------------------------------------------------------------------------------------------
def pieces(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(node, dict):
        found += [(path, piece) for piece in node.get("defaultSnippets", ())]
        for key, value in node.items():
            found += pieces(value, f"{path}.{key}") if key != "defaultSnippets" else []
    return found


PIECES = pieces(schema())


def typed_in(body: Any, column: int, dash: bool = False) -> list[str]:
    """The lines that the language server makes of a piece's body, with what its places stand for."""
    lines: list[str] = []
    for key, value in body.items():
        front = " " * column + ("- " if dash and not lines else "  " if dash else "")
        if isinstance(value, dict):
            lines += [f"{front}{key}:", *typed_in(value, column + 2)]
        elif isinstance(value, list):
            lines.append(f"{front}{key}:")
            for item in value:
                lines += typed_in(item, len(front) + 2, dash=True)
        else:
            first, *others = value.split("\n")
            lines += [f"{front}{key}: {first}", *(" " * (column - 2) + other for other in others)]
    return [re.sub(r"\$\{\d+(?::([^}]*)|\|(\w+)[^}]*)\}", r"\1\2", line) for line in lines]


@pytest.mark.parametrize("path, piece", PIECES, ids=[piece["label"].replace(" ", "_") for _, piece in PIECES])
def test_a_piece_fits_where_it_is_offered(path: str, piece: dict[str, Any]) -> None:
    assert piece["description"] and piece["label"]
    kind, key = path.split(".")[2], path.split(".")[4]
    if kind == "Document":
        lines = [f"{key}:", *typed_in(piece["body"], 2)]
    else:
        lines = ["scenes:", "  x:", f"    {key}:", *typed_in(piece["body"], 6, dash=True)]
    source = read_text("\n".join(lines) + "\n", "piece.yaml")
    assert [problem.text() for problem in [*source.problems, *typed(source)[1]]] == []
