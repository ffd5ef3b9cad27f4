"""`jangmadang explore`: what it says, in which form, and the exit codes."""

import json
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from jangmadang.cli import main

STORY = """\
jangmadang: 1
id: shed
title: The shed
start: gate
state:
  corn: {start: 3, min: 0, max: 9, meter: true}
scenes:
  gate:
    text: Here.
    choices:
      - {id: more, text: More, effects: {corn: +2}, stay: true}
      - {id: in, text: In, when: corn >= 7, goto: shed}
      - {id: out, text: Out, goto: road}
  shed: {text: The shed., ending: {title: Shed}}
  road: {text: The road., ending: {title: Road}}
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("shed.yaml").write_text(STORY, encoding="utf-8")
    return Path("shed.yaml")


def test_a_sound_story_is_proved(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "shed.yaml"]) == 0
    said = capsys.readouterr().out
    assert "endings                    2           -          -" in said
    assert "Stuck: proved. No life is ever stuck: all 10 states that there are were gone through." in said
    assert "10 states gone through (all there are)" in said
    assert "shed" in said and "road" in said and "100.0000 %" not in said


def test_a_play_test_to_a_scene_is_one(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "shed.yaml", "--to", "shed"]) == 0
    Path("tests").mkdir()
    Path("tests/shed.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert Path("tests/shed.yaml").read_text(encoding="utf-8") == (
        "seed: 1\nsteps: [more, more, in]\nexpect: {scene: shed}\n"
    )
    assert main(["test", "shed.yaml"]) == 0
    capsys.readouterr()
    assert main(["explore", "shed.yaml", "--to", "shad"]) == 2
    assert 'did you mean "shed"?' in capsys.readouterr().err


def test_what_is_impossible_fails(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(STORY.replace("corn >= 7", "corn == 8"), encoding="utf-8")
    assert main(["explore", "shed.yaml"]) == 1
    said = capsys.readouterr().out
    assert "Impossible, proved:" in said and "shed.yaml:12:9: choice gate.in" in said


def test_from_a_moment_only_what_comes_after_it(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(STORY.replace("corn >= 7", "corn == 7"), encoding="utf-8")
    assert main(["explore", "shed.yaml"]) == 0
    capsys.readouterr()
    assert main(["explore", "shed.yaml", "--from", "gate", "--with", "corn 0", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    said = {one["what"]: one["said"] for one in found["verdicts"] if one["kind"] == "ending"}
    assert said == {"shed": "impossible", "road": "reachable"}  # from 0 by twos
    assert main(["explore", "shed.yaml", "--with", "corn 0"]) == 2


def test_two_versions_are_compared(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "shed.yaml", "--json", "-o", "before.json"]) == 0
    story.write_text(STORY.replace("corn >= 7", "corn == 8"), encoding="utf-8")
    assert main(["explore", "shed.yaml", "--against", "before.json"]) == 1
    said = capsys.readouterr().out
    assert "No longer reachable:" in said and "choice gate.in (impossible" in said and "Ending road:" in said
    Path("old").mkdir()
    Path("old/story.yaml").write_text(STORY, encoding="utf-8")
    assert main(["explore", "shed.yaml", "--against", "old", "--format", "md"]) == 1
    assert "### Against the older version" in capsys.readouterr().out
    Path("other.json").write_text("{}", encoding="utf-8")
    assert main(["explore", "shed.yaml", "--against", "other.json"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"), [(["nowhere"], "there is no story"), (["shed.yaml", "--from", "x"], "x")]
)
def test_what_is_not_there(story: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert main(["explore", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_story_with_errors(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(STORY.replace("goto: road", "goto: rood"), encoding="utf-8")
    assert main(["explore", "shed.yaml"]) == 1
    assert 'did you mean "road"?' in capsys.readouterr().err
