"""A story in a folder: what its files name beside them must be there."""

from __future__ import annotations

from pathlib import Path

from jangmadang.story.loading import load

STORY = """
jangmadang: 1
id: row
title: The row
start: stove
goods:
  tea: {follows: {2009-02-01: 900, 2009-03-01: 1200}, unit: {one: bag, many: bags}}
plan:
  45: {start: noon}
scenes:
  stove:
    picture: {file: stove.txt, alt: A stove with one lid off.}
    text: The stove is cold.
    ending: {title: Cold}
"""


def test_pictures_and_play_tests_that_are_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY)
    found = [(p.code, p.line, p.column) for p in load(tmp_path).problems]
    assert found == [("missing-file", 9, 15), ("missing-file", 12, 21)]

    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "noon.yaml").write_text("steps: []\n")
    (tmp_path / "stove.txt").write_text("kkk\n")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.story is not None
    assert [sum_ for _, sum_ in loaded.story.goods["tea"].follows] == [900, 1200]  # type: ignore[misc, union-attr]
