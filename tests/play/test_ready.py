"""Stories kept ready: the same story whatever happens to what is kept, and a new one after any change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jangmadang.play import ready as readying
from jangmadang.play.ready import ready
from jangmadang.play.run import Run
from jangmadang.story import loading, shelf
from jangmadang.story.loading import load
from jangmadang.story.model import Loaded, Story
from jangmadang.story.problems import errors

TEXT = """\
jangmadang: 1
id: small
title: Small
start: one
state: {track: {one_of: [none, road]}, told: {set_of: [row]}, teller: {person: [mina]}}
people: {mina: {name: Mi-na}}
scenes:
  one:
    text: "{teller} *waits*."
    choices:
      - {id: try, text: Try, once: true, chance: [{odds: 50, goto: one}, {id: no, stay: true}]}
      - {text: On, goto: two}
  two: {goto: one}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "story.yaml").write_text(TEXT)
    (folder / "more.yaml").write_text("scenes: {three: {goto: one}}\n")
    return folder


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every path that was really read and checked."""
    seen: list[Path] = []

    def counted(path: Path) -> Loaded:
        seen.append(path)
        return load(path)

    monkeypatch.setattr(loading, "load", counted)
    return seen


def kept() -> list[Path]:
    return sorted(readying._folder().glob("*.ready"))


def opened(path: Path) -> Story:
    story = ready(path).story
    assert story is not None
    return story


def test_the_second_time_a_story_is_not_read_again_and_is_the_same(path: Path, loads: list[Path]) -> None:
    first, second = opened(path), opened(path)
    assert loads == [path]
    assert first == second == load(path).story
    assert [*first.scenes] == [*second.scenes]
    lives = [Run.start(story, 7) for story in (first, second)]
    for life in lives:
        life.choose("try")
    assert lives[0].look() == lives[1].look()


def test_every_shipped_story_comes_back_as_it_was() -> None:
    for path in shelf.shipped().values():
        assert opened(path) == opened(path) == load(path).story


@pytest.mark.parametrize(
    "change",
    [
        lambda path: (path / "story.yaml").write_text(TEXT.replace("waits", "waves")),
        lambda path: (path / "more.yaml").write_text("scenes: {three: {goto: two}}\n"),
        lambda path: (path / "other.yaml").write_text("scenes: {four: {goto: two}}\n"),
        lambda path: (path / "more.yaml").rename(path / "most.yaml"),
        lambda path: (path / "more.yaml").unlink(),
    ],
    ids=["cover", "other file", "new file", "renamed file", "file gone"],
)
def test_a_changed_story_is_read_anew(path: Path, loads: list[Path], change: object) -> None:
    before = opened(path)
    assert callable(change)
    change(path)
    after = opened(path)
    assert loads == [path, path]
    assert after == load(path).story
    assert len(kept()) == 2
    assert (after.fingerprint == before.fingerprint) == (after.scenes == before.scenes)


def test_play_tests_beside_a_story_do_not_make_it_another(path: Path, loads: list[Path]) -> None:
    opened(path)
    (path / "tests").mkdir()
    (path / "tests" / "a.yaml").write_text("steps: []\n")
    opened(path)
    assert loads == [path]


def test_another_version_of_the_game_reads_anew(path: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    opened(path)
    monkeypatch.setattr(readying, "__version__", "99.0")
    opened(path)
    opened(path)
    assert loads == [path, path]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: bytes(16) + data[16:],
        lambda data: b"\x93" * len(data),
    ],
    ids=["empty", "short", "half", "cut", "longer", "flipped", "seal", "foreign"],
)
def test_a_damaged_file_is_passed_over_and_mended(path: Path, loads: list[Path], damage: object) -> None:
    story = opened(path)
    [file] = kept()
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert opened(path) == story
    assert loads == [path, path]
    assert opened(path) == story
    assert loads == [path, path]


def test_what_is_well_sealed_and_no_story_is_passed_over(path: Path, loads: list[Path]) -> None:
    from hashlib import blake2b

    story = opened(path)
    [file] = kept()
    data = b"\x93\x01\x02\x03"
    file.write_bytes(blake2b(data, digest_size=16).digest() + data)
    assert opened(path) == story
    assert loads == [path, path]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_no_loss(path: Path, loads: list[Path]) -> None:
    readying._folder().mkdir(parents=True)
    readying._folder().chmod(0o500)
    story = opened(path)
    assert opened(path) == story
    assert loads == [path, path]


def test_a_file_where_the_folder_should_be_is_no_loss(path: Path, loads: list[Path]) -> None:
    readying._folder().parent.mkdir(parents=True, exist_ok=True)
    readying._folder().write_text("in the way")
    story = opened(path)
    assert opened(path) == story
    assert loads == [path, path]


def test_a_story_with_errors_is_not_kept_and_its_problems_are_told_each_time(path: Path, loads: list[Path]) -> None:
    (path / "more.yaml").write_text("scenes: {three: {goto: oen}}\n")
    for _ in range(2):
        found = ready(path)
        assert found.story is None
        assert [p.code for p in errors(found.problems)] == ["unknown-scene"]
    assert kept() == []


def test_a_single_file_is_kept_too(tmp_path: Path, loads: list[Path]) -> None:
    file = tmp_path / "alone.yaml"
    file.write_text(TEXT)
    assert opened(file) == opened(file)
    assert loads == [file]


def test_what_is_not_there_is_told_as_loading_tells_it(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nowhere", "empty"):
        assert ready(tmp_path / name) == load(tmp_path / name)
        assert [p.code for p in ready(tmp_path / name).problems] == ["no-story"]


def test_the_story_used_longest_ago_makes_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readying, "KEPT", 3)
    names = []
    for number in range(5):
        (path / "more.yaml").write_text(f"scenes: {{three: {{goto: one, text: '{number}'}}}}\n")
        opened(path)
        for file in kept():
            if file.name not in names:
                names.append(file.name)
                os.utime(file, (1000 + len(names),) * 2)
    assert {file.name for file in kept()} == set(names[-3:])


def test_nothing_unfinished_is_left_lying(path: Path) -> None:
    opened(path)
    assert [file.suffix for file in readying._folder().iterdir()] == [".ready"]
