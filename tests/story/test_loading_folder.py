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


def test_what_an_epilogue_asks_in_one_file_ends_with_that_file(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(
        STORY.replace("45: {start: noon}", "45: {}").replace(
            "    picture: {file: stove.txt, alt: A stove with one lid off.}\n", ""
        )
        + "epilogue: [{when: risk < 50, text: Seen.}]\n"
    )
    (tmp_path / "yard.yaml").write_text("epilogue: [{else_when: risk > 50, text: A}, {otherwise: B}]\n")
    assert [(p.code, Path(p.file).name) for p in load(tmp_path).problems] == [("otherwise-alone", "yard.yaml")]


def test_a_file_that_cannot_be_read_does_not_make_the_others_wrong(tmp_path: Path) -> None:
    cover = STORY.replace("ending: {title: Cold}", "goto: drain").replace(
        "    picture: {file: stove.txt, alt: A stove with one lid off.}\n", ""
    )
    (tmp_path / "story.yaml").write_text(cover.replace("plan:\n  45: {start: noon}\n", ""))
    (tmp_path / "drain.yaml").write_text("scenes:\n  drain:\n\ttext: White along both banks.\n")
    assert [p.code for p in load(tmp_path).problems] == ["tab"]


def test_a_hundred_thousand_unknown_keys_are_told_a_thousand_times(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY + "".join(f"key_{n}: x\n" for n in range(20_000)))
    found = [p for p in load(tmp_path).problems if p.code in ("unknown-key", "too-many-problems")]
    assert [p.code for p in found] == ["unknown-key"] * 1000 + ["too-many-problems"]
