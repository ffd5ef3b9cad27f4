"""Endings stay found, whatever becomes of the playthroughs."""

from __future__ import annotations

from pathlib import Path

from jangmadang.play.found import FILE, Found


def test_an_ending_is_noted_once_and_by_its_story(tmp_path: Path) -> None:
    for _ in range(2):
        Found(tmp_path).add("three-days", "thumb")
    Found(tmp_path).add("three-days", "number")
    Found(tmp_path).add("row", "drain")
    assert (tmp_path / FILE).read_text() == "three-days thumb\nthree-days number\nrow drain\n"
    assert Found(tmp_path).of("three-days") == {"thumb", "number"}
    assert Found(tmp_path).of("ice") == frozenset()


def test_what_cannot_be_read_or_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\nthree-days thumb\nhalf\n\0 \0 \0\n")
    assert Found(tmp_path).of("three-days") == {"thumb"}
    (tmp_path / "file").write_text("")
    Found(tmp_path / "file").add("three-days", "thumb")
    Found(tmp_path).add("three-days", "")
    assert Found(tmp_path).of("three-days") == {"thumb"}
