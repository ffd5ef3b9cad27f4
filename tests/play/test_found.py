"""What was found stays found, whatever becomes of the playthroughs: also through kills, bad files and two windows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jangmadang.play.found import FOLDER, OLD, Found
from jangmadang.play.seen import Been, Reached, Seen


def test_an_ending_is_noted_once_and_by_its_story(tmp_path: Path) -> None:
    for _ in range(2):
        Found(tmp_path).add("three-days", "thumb")
    Found(tmp_path).add("three-days", "number")
    Found(tmp_path).add("row", "drain")
    assert json.loads((tmp_path / FOLDER / "three-days.json").read_text())["endings"] == ["thumb", "number"]
    assert Found(tmp_path).of("three-days") == {"thumb", "number"}
    assert Found(tmp_path).of("ice") == frozenset()


def test_endings_that_an_older_version_noted_are_still_found(tmp_path: Path) -> None:
    (tmp_path / OLD).write_bytes(b"\xff\xfe\nthree-days thumb\nhalf\n\0 \0 \0\nthree-days thumb\n")
    found = Found(tmp_path)
    assert found.of("three-days") == {"thumb"}
    found.add("three-days", "number")
    assert Found(tmp_path).of("three-days") == {"thumb", "number"}


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    seen = Seen({"alley": Been("The alley", to=["officer"], open={"go": "Go"})})
    Found(tmp_path).note("three-days", seen)
    path = tmp_path / FOLDER / "three-days.json"
    before = path.stat().st_mtime_ns, path.stat().st_ino
    again = Found(tmp_path)
    again.note("three-days", seen)
    again.note("three-days", Seen({"alley": Been("Another title", open={"go": "Other words"})}))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert again.seen("three-days") == seen


def arrival(*way: str) -> Seen:
    return Seen(endings=["thumb"], reached={"thumb": Reached(way=list(way))}, notes=["gye"])


def test_an_ending_keeps_the_day_and_the_way_of_the_first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda form: "2026-11-25")
    Found(tmp_path).note("three-days", arrival("Sit down", "Get up"))
    monkeypatch.setattr(time, "strftime", lambda form: "2026-12-01")
    found = Found(tmp_path)
    found.note("three-days", arrival("Lie down"))
    seen = Found(tmp_path).seen("three-days")
    assert seen.reached == {"thumb": Reached("2026-11-25", ["Sit down", "Get up"])}
    assert seen.notes == ["gye"]


def test_an_ending_that_was_found_before_days_were_kept_gets_none_that_is_wrong(tmp_path: Path) -> None:
    Found(tmp_path).add("three-days", "thumb")
    Found(tmp_path).note("three-days", arrival("Sit down"))
    assert Found(tmp_path).seen("three-days").reached == {"thumb": Reached("", ["Sit down"])}


def test_two_windows_put_together_what_they_find(tmp_path: Path) -> None:
    first, second = Found(tmp_path), Found(tmp_path)
    first.note("row", Seen({"drain": Been("Drain", chosen=["go"])}))
    second.note("row", Seen({"badge": Been("Badge")}))
    first.note("row", Seen({"corner": Been("Corner")}))
    assert list(Found(tmp_path).seen("row").places) == ["drain", "badge", "corner"]
    assert list(second.seen("row").places) == ["drain", "badge", "corner"]


def test_a_damaged_file_is_set_aside_and_a_newer_one_is_left(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "row.json"
    path.parent.mkdir()
    path.write_text("{")
    Found(tmp_path).add("row", "drain")
    assert Found(tmp_path).of("row") == {"drain"}
    assert path.with_name("row.json.damaged").read_text() == "{"
    path.write_text('{"jangmadang_seen": 99, "endings": "otherwise"}')
    Found(tmp_path).add("row", "badge")
    assert "99" in path.read_text()


def test_what_cannot_be_written_is_no_loss_and_is_written_when_it_can_be(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    found = Found(blocked)
    found.add("three-days", "thumb")
    assert found.of("three-days") == {"thumb"}
    blocked.unlink()
    found.add("three-days", "thumb")
    assert Found(blocked).of("three-days") == {"thumb"}
    Found(tmp_path).add("three-days", "")
    assert Found(tmp_path).of("three-days") == frozenset()


KILLED = """\
import sys
from pathlib import Path
from jangmadang.play.found import Found
from jangmadang.play.seen import Been, Reached, Seen
found = Found(Path(sys.argv[1]))
number = 0
while True:
    found.note("row", Seen({f"scene{number}": Been("A title that takes its room", open={"go": "Words " * 40})}))
    number += 1
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_at_any_moment_all_but_the_last_is_found(tmp_path: Path) -> None:
    for number in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path / str(number))], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        time.sleep(0.003 * number)
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read().split()
        process.wait()
        found = Found(tmp_path / str(number)).seen("row")
        assert len(found.places) >= int(told[-1]) if told else 3
