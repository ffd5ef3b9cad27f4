"""`jangmadang simulate`: what it prints, writes, merges and refuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jangmadang.cli import main

pytest.importorskip("numpy")
sys.path.insert(0, str(Path(__file__).parents[1] / "desk" / "simulating"))
from yard import LITTLE, STUCK


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("little")
    (folder / "story.yaml").write_text(LITTLE, "utf-8")
    (folder / "policies").mkdir()
    (folder / "policies" / "idle.yaml").write_text("about: rests\nchoices: {yard.rest: 3}\n", "utf-8")
    return folder


def simulate(*arguments: object) -> int:
    return main(["simulate", *map(str, arguments)])


def test_it_says_how_lives_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(folder, "--runs", 300, "--policy", "idle") == 0
    told = capsys.readouterr().out
    assert "idle: 300 lives, rests" in told
    assert "95 in 100 between" in told and "  road" in told and "1 scene seen by no life: attic" in told


def test_shards_merge_to_what_one_run_gives(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = (folder, "--runs", 500, "--seed", 9, "--policy", "random", "--policy", "cautious")
    assert simulate(*options, "-o", tmp_path / "whole.json") == 0
    shards = []
    for part, engine in ((2, "scalar"), (1, "numpy"), (3, "numpy")):
        shards.append(tmp_path / f"{part}.json")
        assert simulate(*options, "--shard", f"{part}/3", "--engine", engine, "-o", shards[-1]) == 0
    assert simulate("merge", *shards, "-o", tmp_path / "merged.json", "-o", tmp_path / "merged.html") == 0
    assert (tmp_path / "merged.json").read_bytes() == (tmp_path / "whole.json").read_bytes()
    assert (tmp_path / "merged.html").read_text("utf-8").startswith("<!doctype html>")
    capsys.readouterr()
    assert simulate("merge", shards[0], tmp_path / "whole.json") == 2
    assert "twice" in capsys.readouterr().err
    assert simulate("merge", shards[0]) == 0
    assert simulate("merge", shards[0], folder / "story.yaml") == 2
    assert "no result of a simulation" in capsys.readouterr().err


def test_json_is_a_result_that_another_may_be_held_against(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(folder, "--runs", 400, "--json") == 0
    text = capsys.readouterr().out
    assert json.loads(text)["runs"][0]["lives"] == [[0, 400]]
    (tmp_path / "old.json").write_text(text, "utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(LITTLE.replace("100 - risk", "20"), "utf-8")
    assert simulate(changed, "--runs", 400, "--against", tmp_path / "old.json", "--format", "md") == 0
    assert "shares differ by more than chance" in capsys.readouterr().out
    assert simulate(folder, "--runs", 400, "--against", changed) == 0
    assert "Against" in capsys.readouterr().out


def test_lives_that_are_stuck_are_something_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stuck.yaml").write_text(STUCK, "utf-8")
    assert simulate(tmp_path / "stuck.yaml", "--runs", 200) == 1
    assert "stuck in well" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--policy", "gready"], 2, 'did you mean "greedy"'),
        (["--policy", "gone.yaml"], 2, "there is no file gone.yaml"),
        (["-o", "x.pdf"], 2, "does not say which form"),
        (["--shard", "4/3"], 2, "K/N"),
        (["--runs", "two", "--shard", "1/2"], 2, "a whole number"),
        (["--runs", "2", "--shard", "1/5"], 2, "no part for each of 5 shards"),
        (["--engine", "nunpy"], 2, 'did you mean "numpy"'),
        (["--against", "nowhere"], 2, "no story"),
    ],
)
def test_what_cannot_be_is_told(
    arguments: list[str], status: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(folder, "--runs", 50, *arguments) == status
    assert said in capsys.readouterr().err


def test_one_story_at_a_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(folder, "other.json") == 2
    assert "one story at a time" in capsys.readouterr().err
    assert simulate("merge") == 2
    assert "merge which files?" in capsys.readouterr().err


def test_a_policy_that_is_wrong_is_shown_where(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text("wishes: {mony: 1}\n", "utf-8")
    assert simulate(folder, "--policy", tmp_path / "mine.yaml") == 1
    assert 'mine.yaml:1:10: policy: `mony`: nothing is called `mony` (did you mean "money"?)' in capsys.readouterr().err


def test_without_numpy_it_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jangmadang.many.runs.find_spec", lambda _: None)
    assert simulate(folder, "--runs", 20) == 0
    assert "jangmadang[simulate]" in capsys.readouterr().err
    assert simulate(folder, "--runs", 20, "--engine", "numpy") == 2
    assert "--engine scalar" in capsys.readouterr().err


@pytest.mark.long
def test_ctrl_c_says_what_is_known(folder: Path) -> None:
    command = [sys.executable, "-m", "jangmadang", "simulate", str(folder), "--runs", "500,000,000", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(8)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped: this is what the first" in err and "95 in 100 between" in out
