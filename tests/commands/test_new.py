"""`jangmadang new`: what stands in the new folder, what is said, and what is never written over."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from jangmadang.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_story_is_there_and_three_lines_say_what_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "my-story"]) == 0
    assert (here / "my-story" / "story.yaml").is_file() and (here / "my-story" / "tests" / "hidden.yaml").is_file()
    assert capsys.readouterr().out == (
        "my-story is there: 4 scenes, 2 endings. Open my-story/story.yaml in an editor.\n"
        "  jangmadang play my-story   plays it\n"
        "  jangmadang write my-story  shows it while you change it\n"
        "  jangmadang check my-story  finds what is wrong with it\n"
    )


@pytest.mark.parametrize("kind", ["blank", "scene", "market", "workshop"])
def test_every_beginning_passes_check_and_test(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from", kind, "deep/down/a story"]) == 0
    assert main(["check", "--strict", "deep/down/a story"]) == 0
    assert main(["test", "deep/down/a story"]) == 0
    assert main(["fmt", "--check", "deep/down/a story"]) == 0


def test_what_it_says_to_type_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    name = 'Mother\'s "best" $HOME #1'
    assert main(["new", name]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [shlex.split(line)[:3] for line in lines] == [["jangmadang", c, name] for c in ("play", "write", "check")]


def test_a_story_of_the_game_is_copied(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "mine", "--from", "three-days"]) == 0
    assert main(["check", "mine"]) == 0
    cover = (here / "mine" / "story.yaml").read_text(encoding="utf-8")
    assert "id: mine\n" in cover and "title: Three Days\n" in cover
    assert (here / "mine" / "pictures" / "window.txt").is_file() and (here / "mine" / "LICENSE").is_file()


def test_nothing_is_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "full").mkdir()
    (here / "full" / "diary.txt").write_text("mine")
    (here / "file").write_text("mine")
    assert main(["new", "full"]) == 2 and main(["new", "file"]) == 2
    said = capsys.readouterr().err
    assert "full holds files already" in said and "file is there already, and is no folder" in said
    assert [path.name for path in (here / "full").iterdir()] == ["diary.txt"] and (here / "file").read_text() == "mine"


def test_an_empty_folder_will_do_and_hidden_files_stay(here: Path) -> None:
    (here / "mine" / ".git").mkdir(parents=True)
    assert main(["new", "mine", "--from", "blank"]) == 0
    assert (here / "mine" / "story.yaml").is_file() and (here / "mine" / ".git").is_dir()
    (here / "here").mkdir()
    assert main(["new", "here/", "--from", "blank"]) == 0
    assert "title: Here\n" in (here / "here" / "story.yaml").read_text()


def test_the_folder_that_one_stands_in(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "the-river").mkdir()
    monkeypatch.chdir(here / "the-river")
    assert main(["new", "."]) == 0
    assert "title: The river\n" in (here / "the-river" / "story.yaml").read_text()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody keeps root from writing")
def test_where_nothing_may_be_written_the_folder_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "shut").mkdir(mode=0o500)
    assert main(["new", "shut/mine"]) == 2
    assert capsys.readouterr().err == "jangmadang: shut/mine: Permission denied\n"


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["mine.yaml"], "a story begins as a folder: jangmadang new mine"),
        ([""], "a story needs a folder"),
        (["a\0b"], "a story needs a folder"),
        (["mine", "--from", "wrkshop"], 'did you mean "workshop"?'),
        (["mine", "--from", "zzz"], "there are: blank, scene, market, workshop, hundred, three-days"),
        (["x" * 400], f"jangmadang: {'x' * 400}: File name too long"),
    ],
)
def test_what_cannot_be_begun(here: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not any(here.iterdir())
