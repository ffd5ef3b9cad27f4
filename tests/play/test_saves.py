"""Saves as a player meets them: whole or not at all, set aside when damaged, never lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.play.life import Life, Step
from jangmadang.play.saves import Saves, from_bytes, home, slot_problem, to_bytes


def a_life(*steps: str, **changes: object) -> Life:
    fields: dict[str, object] = {
        "story": "hundred",
        "title": "A Hundred to One",
        "fingerprint": "f00d",
        "seed": 7,
        "steps": tuple(Step.parse(step) for step in steps),
        "scene": "stove",
        "scene_title": "The cold stove",
        "day": 3,
        "stack": (("drain", True, "visit"),),
        "state": {"money": -200, "track": "road", "told": ["row", "mina"]},
        "ended": False,
    }
    return Life(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves")


def test_what_is_written_is_read_again(saves: Saves) -> None:
    slot = saves.slot("hundred")
    life = a_life("own_seam", "latrine>laughed>twice")
    assert slot.write(life) == ""
    assert slot.name == "1"
    assert saves.open("hundred", "1").life == life


@given(
    steps=st.lists(
        st.builds(lambda c, o: ">".join([c, *o]), st.from_regex(r"[a-z_]+", fullmatch=True), st.lists(st.just("x")))
    ),
    state=st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())),
    seed=st.integers(min_value=0, max_value=2**64 - 1),
)
def test_every_life_survives_its_file(steps: list[str], state: dict[str, object], seed: int) -> None:
    life = a_life(*steps, state=state, seed=seed)
    assert from_bytes(to_bytes(life)).life == life


@given(st.binary() | st.text().map(str.encode) | st.just(b"[" * 100_000))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    opened = from_bytes(data)
    assert opened.life is None
    assert opened.problem


@given(st.data())
def test_a_file_cut_short_or_scratched_is_damaged_or_whole_but_never_a_crash(data: st.DataObject) -> None:
    whole = bytearray(to_bytes(a_life("own_seam", "latrine>laughed")))
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        del whole[at:]
    else:
        whole[at] = data.draw(st.integers(0, 255))
    opened = from_bytes(bytes(whole))
    assert (opened.life is None) == bool(opened.problem)


def test_a_damaged_save_is_set_aside_beside_and_said(saves: Saves) -> None:
    saves.slot("hundred", "evening").write(a_life())
    path = saves.path("hundred", "evening")
    for name in ("evening.json.damaged", "evening.json.damaged-2"):
        path.write_bytes(b'{"jangmadang_save": 1, "story"')
        opened = saves.open("hundred", "evening")
        assert opened.life is None
        assert "damaged" in opened.problem and name in opened.problem
        assert path.with_name(name).read_bytes() == b'{"jangmadang_save": 1, "story"'
        assert not path.exists()
    assert saves.open("hundred", "evening").problem == ""


def test_a_newer_format_is_left_as_it_is(saves: Saves) -> None:
    saves.slot("hundred", "1").write(a_life())
    path = saves.path("hundred", "1")
    path.write_bytes(b'{"jangmadang_save": 2, "steps": "written otherwise"}')
    opened = saves.open("hundred", "1")
    assert opened.newer and "newer jangmadang" in opened.problem
    assert path.read_bytes() == b'{"jangmadang_save": 2, "steps": "written otherwise"}'
    assert saves.going("hundred") == ["1"]
    fresh = saves.slot("hundred")
    fresh.write(a_life())
    assert fresh.name == "2"


def test_slots_are_listed_the_last_written_first(saves: Saves) -> None:
    for name, age in (("old", 30), ("newer", 20), ("ended", 10)):
        saves.slot("hundred", name).write(a_life(ended=name == "ended"))
        stamp = time.time() - age
        os.utime(saves.path("hundred", name), (stamp, stamp))
    saves.slot("three-days", "1").write(a_life(story="three-days"))
    assert [kept.slot for kept in saves.all("hundred")] == ["ended", "newer", "old"]
    assert saves.going("hundred") == ["newer", "old"]
    assert {kept.story for kept in saves.all()} == {"hundred", "three-days"}


def test_keeping_a_slot_leaves_both(saves: Saves) -> None:
    saves.slot("hundred", "1").write(a_life("own_seam"))
    assert saves.keep("hundred", "1") == "1-2"
    saves.slot("hundred", "1").write(a_life())
    kept = saves.open("hundred", "1-2").life
    assert kept is not None and kept.steps == (Step("own_seam"),)
    assert saves.keep("hundred", "1") == "1-3"
    assert saves.keep("hundred", "nothing here") == ""


@pytest.mark.parametrize("what", ["no room", "a pipe", "a folder"])
def test_what_cannot_be_kept_elsewhere_is_not_written_over(
    saves: Saves, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    saves.slot("hundred", "1").write(a_life("own_seam"))
    path = saves.path("hundred", "evening")
    if what == "no room":
        saves.slot("hundred", "evening").write(a_life("wait"))

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "link", full)
            patch.setattr(os, "fsync", full)
            assert saves.keep("hundred", "evening") == ""
    else:
        os.mkfifo(path) if what == "a pipe" else path.mkdir()
        assert saves.keep("hundred", "evening") == ""
    before = path.stat()
    slot = saves.slot("hundred", "evening")
    assert "evening could not be kept elsewhere and stays; you play in slot 2" in slot.write(a_life("again"))
    assert slot.write(a_life("again", "again")) == ""
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    life = saves.open("hundred", "2").life
    assert life is not None and len(life.steps) == 2


def test_a_slot_that_is_kept_can_be_asked_for_by_its_name(saves: Saves) -> None:
    name = "x" * 40
    saves.slot("hundred", name).write(a_life())
    for _ in range(12):
        kept = saves.keep("hundred", name)
        assert slot_problem(kept) == ""
        assert saves.open("hundred", kept).life is not None


def test_two_windows_on_one_slot_write_whole_files_and_are_told(saves: Saves) -> None:
    first, second = saves.slot("hundred", "1"), saves.slot("hundred", "1")
    assert first.write(a_life("a")) == ""
    assert "another window" in second.write(a_life("b"))
    assert "another window" in first.write(a_life("a", "c"))
    life = saves.open("hundred", "1").life
    assert life is not None and [step.choice for step in life.steps] == ["a", "c"]
    assert first.write(a_life("a", "c", "d")) == ""


def test_a_folder_that_cannot_be_is_said_once_and_play_goes_on(tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("a file where a folder should be")
    saves = Saves(tmp_path / "saves")
    slot = saves.slot("hundred")
    assert "cannot be saved" in slot.write(a_life())
    assert slot.write(a_life("a")) == ""
    assert saves.all() == []
    assert saves.open("hundred", "1").life is None


def test_nothing_unfinished_is_left_lying(saves: Saves) -> None:
    slot = saves.slot("hundred")
    for step in "abc":
        slot.write(a_life(step))
    assert [path.name for path in saves.path("hundred", "1").parent.iterdir()] == ["1.json"]
    left = saves.path("hundred", "1").with_name(".1.json.99-0.tmp")
    left.write_bytes(b"{")
    os.utime(left, (1, 1))
    saves.slot("hundred").write(a_life())
    assert not left.exists()


@pytest.mark.parametrize("story", ["../../etc", "/tmp/x", "..", "a" * 5000, "북한", "혜산" * 99, "nul"])
def test_no_story_id_leads_out_of_the_folder(saves: Saves, story: str) -> None:
    slot = saves.slot(story)
    assert slot.write(a_life(story=story)) == ""
    assert saves.path(story, "1").parent.parent == saves.folder
    assert [path.parent.parent for path in saves.folder.rglob("*.json")] == [saves.folder]


def test_long_ids_that_begin_alike_are_two_stories(saves: Saves) -> None:
    for story in ("a" * 300, "a" * 299):
        saves.slot(story).write(a_life(story=story))
    assert len(saves.all("a" * 300)) == 1


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", ".hidden", "ends.", "x" * 41, "a\nb", "C:", "-x", "NUL", "com1.evening"]
)
def test_names_no_file_could_bear_are_refused(name: str) -> None:
    assert slot_problem(name)


@pytest.mark.parametrize("name", ["1", "evening class", "민아", "x" * 40])
def test_names_people_give_are_taken(name: str) -> None:
    assert slot_problem(name) == ""


def test_home_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    assert Saves().folder == tmp_path / "saves"
    monkeypatch.delenv("JANGMADANG_HOME")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
        assert home() == tmp_path / "xdg" / "jangmadang"


def test_whoever_has_no_home_plays_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import platformdirs

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JANGMADANG_HOME", "~nobody-of-that-name/saves")
    assert Saves().slot("hundred").write(a_life()) == ""
    monkeypatch.delenv("JANGMADANG_HOME")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: Path("~/.local/share/jangmadang"))
    assert "no home folder" in Saves().slot("hundred").write(a_life())
    assert not (tmp_path / "~").exists()


WRITER = """
import sys
from pathlib import Path
from jangmadang.play.life import Life, Step
from jangmadang.play.saves import Saves
slot = Saves(Path(sys.argv[1])).slot("hundred", "1")
for length in range(1, 10**6):
    steps = tuple(Step(f"step_{n}") for n in range(length))
    slot.write(Life("hundred", "", "", 7, steps, "stove", "", 1, (), {}, False))
    print(length, flush=True)
"""


def test_two_processes_on_one_slot_never_tear_each_other(saves: Saves) -> None:
    command = [sys.executable, "-c", WRITER, str(saves.folder)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as first,
        subprocess.Popen(command, stdout=subprocess.PIPE) as second,
    ):
        assert first.stdout is not None and second.stdout is not None
        first.stdout.readline(), second.stdout.readline()
        lengths: set[int] = set()
        try:
            while len(lengths) < 10 and first.poll() is None and second.poll() is None:
                opened = saves.open("hundred", "1")
                assert opened.life is not None, opened.problem
                lengths.add(len(opened.life.steps))
        finally:
            first.kill(), second.kill()
    assert len(lengths) == 10


def test_kill_at_any_moment_loses_at_most_the_choice_in_flight(saves: Saves) -> None:
    for trial in range(20):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(saves.folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(trial).uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        printed = process.stdout.read().split("\n")
        process.wait()
        finished = int(printed[-2]) if len(printed) > 1 else 1
        life = saves.open("hundred", "1").life
        assert life is not None
        assert len(life.steps) - finished in (0, 1)
        assert life.steps[-1] == Step(f"step_{len(life.steps) - 1}")


def test_a_branch_has_a_slot_of_its_own_whose_name_tells_where_from(saves: Saves) -> None:
    life = a_life("own_seam")
    branched = saves.branch(life, "2")
    assert branched.name == "day 3, The cold stove · from slot 2"
    assert saves.open("hundred", branched.name).life == life
    assert saves.branch(life, "2").name == "day 3, The cold stove · from slot 2-2"
    assert branched.write(a_life("own_seam", "latrine>laughed")) == ""


@pytest.mark.parametrize("old", ["", "2", "evening", "day 3, The cold stove · from slot 2", "x" * 40])
@pytest.mark.parametrize("title", ["", 'Who? / "What"', "한" * 60, "a\nb", "Till the shutters of the row come down."])
def test_whatever_a_scene_is_called_a_branch_can_be_named(saves: Saves, old: str, title: str) -> None:
    for _ in range(2):
        assert slot_problem(saves.branch(a_life(scene_title=title), old).name) == ""


def test_what_was_taken_back_is_kept_to_go_forward_to(saves: Saves) -> None:
    life = a_life("own_seam", ahead=(Step.parse("latrine>laughed"), Step.parse("weld")))
    assert from_bytes(to_bytes(life)).life == life
    older = to_bytes(life).replace(b'"ahead"', b'"unknown"')
    assert from_bytes(older).life == a_life("own_seam")
