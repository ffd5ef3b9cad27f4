"""Each browser is a visitor with saves of its own, who is known again."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from jangmadang.serve import visitors
from jangmadang.serve.visitors import Folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_whoever_was_given_a_name_is_known_by_it() -> None:
    name = visitors.new()
    given = visitors.cookie(name).partition(";")[0]
    assert visitors.known(given) == name
    assert visitors.known(f"other=1; {given}; more=2") == name
    assert visitors.new() != name


@pytest.mark.parametrize(
    "cookies",
    ["", "?", "other=1", "jangmadang_visitor=../../etc", "jangmadang_visitor=short", 'jangmadang_visitor="a', "=;=;\0"],
)
def test_a_name_that_is_none_of_ours_is_nobodys(cookies: str) -> None:
    assert visitors.known(cookies) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_folder_is_its_owners_alone() -> None:
    folder = Folder(visitors.new())
    folder.make()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_who_has_kept_nothing_leaves_nothing(home: Path) -> None:
    folder = Folder(visitors.new())
    folder.make()
    folder.leave()
    assert list((home / "visitors").iterdir()) == []


def test_who_has_kept_something_finds_it_again() -> None:
    name = visitors.new()
    Folder(name).make()
    (Folder(name).path / "settings.toml").write_text("theme = 'hanji'", "utf-8")
    Folder(name).leave()
    Folder(name).make()
    assert (Folder(name).path / "settings.toml").exists()


def test_stories_made_ready_are_shared(home: Path) -> None:
    one, other = Folder(visitors.new()), Folder(visitors.new())
    one.make()
    other.make()
    (one.path / "ready" / "a.ready").write_bytes(b"story")
    assert (other.path / "ready" / "a.ready").read_bytes() == b"story"
    one.leave()
    assert (home / "ready" / "a.ready").exists()
