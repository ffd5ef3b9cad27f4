"""A story of one's own is found by what a person types, stands on the shelf from then on, and is taken off it again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.play.shelved import FILE, Shelved, completed, meant, no_story_at, within
from jangmadang.play.whole_files import make


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two stories in it, one a file, and what is none."""
    for name in ("stories/coal", "stories/cold snow", "stories/.hidden", "music"):
        make(tmp_path / name)
    for name in ("stories/coal/story.yaml", "stories/cold snow/story.yaml", "stories/short.yaml", "music/song.txt"):
        (tmp_path / name).write_text("jangmadang: 1\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_path_is_meant_however_it_is_typed(place: Path) -> None:
    snow = place / "stories" / "cold snow"
    ways = ("~/stories/cold snow", f" {snow}/ ", f"'{snow}'", str(snow).replace(" ", "\\ "), "stories/cold snow")
    assert {meant(way) for way in (*ways, f"file://{snow}")} == {snow}


def test_what_is_no_story_is_told_in_words(place: Path) -> None:
    assert no_story_at(place / "stories" / "coal") == no_story_at(place / "stories" / "short.yaml") == ""
    assert "nothing at" in no_story_at(place / "nowhere")
    assert "story.yaml" in no_story_at(place / "music")
    assert "ends in .yaml" in no_story_at(place / "music" / "song.txt")
    assert "nothing at" in no_story_at(Path("a\0b")) and "nothing at" in no_story_at(Path("x" * 5000))


def test_tab_goes_on_as_far_as_there_is_one_way(place: Path) -> None:
    assert completed("~") == "~/"
    assert completed("~/st") == "~/stories/"
    assert completed("~/stories/co") == "~/stories/co"
    assert completed("~/stories/coa") == "~/stories/coal/"
    assert completed("~/stories/x") == "~/stories/x"
    assert within("~/stories/") == (
        ("~/stories/coal/", True),
        ("~/stories/cold snow/", True),
        ("~/stories/short.yaml", True),
    )
    assert within("~/stories/.h") == (("~/stories/.hidden/", False),)
    assert within("/nowhere at all/") == within("a\0/") == ()


def test_a_story_stays_on_the_shelf_until_it_is_taken_off(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    shelved = Shelved(tmp_path / "data")
    assert shelved.all() == ()
    assert shelved.add(first) == shelved.add(second) == shelved.add(first) == ""
    assert Shelved(tmp_path / "data").all() == (first, second)
    assert shelved.forget(first) == "" and shelved.all() == (second,)


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    assert "cannot be kept" in Shelved(tmp_path / "data").add(tmp_path)
    assert Shelved(tmp_path / "data").all() == ()


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_whatever_lies_in_the_file_nothing_is_raised(lines: list[bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(os.linesep.encode().join(lines))
        for path in Shelved(Path(folder)).all():
            no_story_at(path)
        assert Shelved(Path(folder)).add(Path("/one more")) == ""
        assert Shelved(Path(folder)).all()[-1] == Path("/one more")
