"""A story that is read again and again while it is written is, each time, the story that one reading would give."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from jangmadang.play.run import Run
from jangmadang.story.building.ledger import problem_at
from jangmadang.story.loading import Script, load_script
from jangmadang.story.rereading import Reader

COVER = """
jangmadang: 1
id: small
title: Small
start: lane
state:
  money: {start: 100, max: 1000}
  brave: false
phrases: {who: the *old* one}
"""
LANE = """
scenes:
  lane:
    text: [{first: A lane., again: The lane again.}, "Money {money}, {who}."]
    choices:
      - {text: To the stall, goto: stall, effects: {money: -10}}
      - {text: Rest, stay: true, once: true}
"""
STALL = """
scenes:
  stall:
    text: A stall.
    choices:
      - {text: Back, goto: lane, when: "visits(lane) < 3"}
      - {text: Draw, draw: row, then: lane}
      - {text: End, goto: home}
  home:
    text: Home.
    ending: {title: Home}
"""
ROW = """
scenes:
  one: {deck: row, text: One., return: true}
"""
FILES = {"story.yaml": COVER, "a.yaml": LANE, "b.yaml": STALL, "c.yaml": ROW}
EDITS = (
    ("a.yaml", "A lane.", "A narrow lane."),
    ("a.yaml", "money: -10", "money: -25, brave: true"),
    ("a.yaml", "Rest, stay: true, once: true", "Rest, stay: true"),
    ("b.yaml", "stall:\n", "booth:\n"),
    ("b.yaml", "visits(lane)", "visits(one)"),
    ("b.yaml", "draw: row", "draw: rows"),
    ("b.yaml", "  home:", "  home: ["),
    ("c.yaml", "  one:", "  two:"),
    ("c.yaml", "deck: row", "deck: other"),
    ("c.yaml", "return: true}", "return: true, notes: [nothing]}"),
    ("story.yaml", "brave: false", "brave: true"),
    ("story.yaml", "who: the *old* one", "who: someone"),
    ("story.yaml", "money: {start", "coins: {start"),
    ("story.yaml", "jangmadang: 1", "jangmadang: ["),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def told(script: Script) -> object:
    """All that can be seen of a script but the numbers of its slots."""
    if script.story is None:
        return [p.text() for p in script.problems]
    run = Run.start(script.story, 3)
    seen = [run.look()]
    for turn in range(8):
        open_ = [choice.id for choice in run.look().choices if choice.open]
        if not open_:
            break
        run.choose(open_[turn % len(open_)])
        seen.append(run.look())
    ledger = script.ledger
    places = {name: problem_at(where, "x", "") for name, where in ledger.scenes.items()}
    choices = {of: problem_at(where, "x", "") for of, where in ledger.choices.items()}
    texts = sorted((e.checked.text, problem_at(e.where, "x", "", offset=e.offset)) for e in ledger.expressions)
    return [p.text() for p in script.problems], seen, places, choices, texts, len(ledger.effects)


def test_after_any_row_of_edits_the_story_is_the_one_that_is_written(folder: Path) -> None:
    reader, luck = Reader(folder), random.Random(5)
    reader.read()
    for _ in range(80):
        name, old, new = luck.choice(EDITS)
        if luck.random() < 0.3:
            (folder / name).write_text(FILES[name])
        else:
            text = (folder / name).read_text()
            (folder / name).write_text(text.replace(old, new) if old in text else text.replace(new, old))
        assert told(reader.read()) == told(load_script(folder)), (name, new)


def test_only_what_changed_is_built_again(folder: Path) -> None:
    reader = Reader(folder)
    reader.read()
    assert reader.built == 4
    (folder / "c.yaml").write_text(ROW.replace("One.", "One more."))
    script = reader.read()
    assert reader.built == 1
    assert script.story is not None
    assert "One more." in str(script.story.scenes["one"].text)
    (folder / "b.yaml").write_text("# A line above.\n" + STALL.replace("A stall.", "The stall."))
    script = reader.read()
    assert reader.built == 1
    assert problem_at(script.ledger.scenes["home"], "x", "").line == 11  # ten, and the line above


def test_a_scene_that_is_new_or_gone_leaves_alone_what_never_named_it(folder: Path) -> None:
    reader = Reader(folder)
    reader.read()
    (folder / "d.yaml").write_text("scenes:\n  far: {text: Far., goto: lane}\n")
    assert reader.read().story is not None
    assert reader.built == 1
    (folder / "d.yaml").unlink()
    (folder / "c.yaml").unlink()
    script = reader.read()
    assert [p.code for p in script.problems] == ["unknown-deck"]
    assert reader.built == 1


def test_a_cover_broken_for_a_moment_costs_nothing_once_it_is_mended(folder: Path) -> None:
    reader = Reader(folder)
    reader.read()
    (folder / "story.yaml").write_text(COVER.replace("state:", "state: ["))
    assert reader.read().story is None
    (folder / "story.yaml").write_text(COVER)
    assert reader.read().story is not None
    assert reader.built == 0


def test_a_shipped_story_is_the_same_after_an_edit_and_back(tmp_path: Path) -> None:
    from jangmadang.story.shelf import shipped

    shutil.copytree(shipped()["three-days"], tmp_path / "story")
    reader = Reader(tmp_path / "story")
    first = told(reader.read())
    file = max((tmp_path / "story").glob("*.yaml"), key=lambda file: file.stat().st_size)
    text = file.read_text()
    file.write_text("# A remark.\n" + text)
    assert told(reader.read()) == told(load_script(tmp_path / "story"))
    file.write_text(text)
    assert told(reader.read()) == first == told(load_script(tmp_path / "story"))


def test_the_same_bytes_are_not_read_again(folder: Path) -> None:
    reader = Reader(folder)
    before = reader.read()
    (folder / "a.yaml").touch()
    after = reader.read()
    assert all(a is b for a, b in zip(before.sources, after.sources, strict=True))
    (folder / "a.yaml").write_bytes(b"\xff")
    assert [p.code for p in reader.read().problems if p.severity == "error"][:1] == ["not-utf8"]
