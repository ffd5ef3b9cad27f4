"""Saves as editors make them are noticed once they are whole; what is no part of the story is not."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from jangmadang.preview.following import Following


def in_place(file: Path) -> None:
    """Empty for a moment, then whole."""
    with open(file, "w", encoding="utf-8") as opened:
        opened.flush()
        time.sleep(0.05)
        opened.write("whole again")


def renamed(file: Path) -> None:
    """Under another name, then in the old one's place."""
    fresh = file.with_name("4913")
    fresh.write_text("whole again")
    os.replace(fresh, file)


def backed_up(file: Path) -> None:
    """The old one is moved away, and a new one written."""
    file.rename(file.with_name(f"{file.name}~"))
    time.sleep(0.05)
    file.write_text("whole again")


def slowly(file: Path) -> None:
    """Piece by piece."""
    for length in range(1, 12):
        file.write_text("whole again"[:length])
        time.sleep(0.004)


@pytest.mark.parametrize("save", [in_place, renamed, backed_up, slowly], ids=lambda save: save.__name__)
def test_a_save_is_noticed_once_it_is_whole(tmp_path: Path, save: Callable[[Path], None]) -> None:
    file = tmp_path / "part.yaml"
    file.write_text("before")
    following, stop = Following(tmp_path), Event()
    saving = threading.Thread(target=save, args=(file,))
    saving.start()
    seen = []
    while following.wait(stop):
        seen.append(file.read_text() if file.exists() else "gone")
        if not saving.is_alive() and seen[-1] == "whole again":
            break
    saving.join()
    assert "gone" not in seen and "" not in seen
    assert len(seen) == 1 or save is slowly


def test_a_file_that_stays_gone_is_noticed_too(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("before")
    following = Following(tmp_path)
    (tmp_path / "part.yaml").unlink()
    assert following.wait(Event())
    assert not following.look()


def test_what_is_no_part_of_the_story_is_not_looked_at(tmp_path: Path) -> None:
    for name in (".git", "tests", "policies", "act"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text("a")
    (tmp_path / "b.yaml~").write_text("b")
    (tmp_path / ".b.yaml.swp").write_text("b")
    test = tmp_path / "tests" / "a.yaml"
    assert list(Following(tmp_path).look()) == [str(tmp_path / "act" / "a.yaml")]
    assert str(test) in Following(tmp_path, [test]).look()
    assert list(Following(tmp_path / "act" / "a.yaml").look()) == [str(tmp_path / "act" / "a.yaml")]


def test_it_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop = Event()
    waiting = threading.Thread(target=Following(tmp_path).wait, args=(stop,))
    waiting.start()
    stop.set()
    waiting.join(timeout=5)
    assert not waiting.is_alive()
