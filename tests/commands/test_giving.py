"""What a command writes: whole, under the name that was given, and over nothing that a writer wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_story import write_small

from jangmadang.cli import main
from jangmadang.commands.giving import give


def test_a_file_is_replaced_whole_and_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("before")
    link.symlink_to(real)
    assert give("after\n", str(link))
    assert link.is_symlink() and real.read_text() == "after\n"


@pytest.mark.parametrize("command", [["graph", "--format", "svg"], ["test"]])
def test_a_storys_file_is_not_written_over(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = write_small(tmp_path)
    kept = Path(story).read_bytes()
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "first.yaml").write_text("steps: []\n")
    assert main([*command, story, "-o", story]) == 2
    assert "may be part of a story" in capsys.readouterr().err
    assert Path(story).read_bytes() == kept


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert give("through\n", str(pipe))
        assert os.read(reader, 100) == b"through\n" and pipe.is_fifo()
    finally:
        os.close(reader)


def test_what_cannot_be_written_is_named_as_it_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nowhere" / "graph.svg"
    assert not give("x", str(file), "the graph")
    assert capsys.readouterr().err == f"jangmadang: the graph cannot be written: {file}: No such file or directory\n"
    assert not give("x", str(tmp_path), "the graph")
    assert not give("x", "", "the graph")
    assert not give("x", "a\0b", "the graph")
    assert "Traceback" not in (said := capsys.readouterr().err) and said.count("jangmadang: ") == 3


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk to be had that is full")
def test_a_disk_that_fills_up_while_a_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = tmp_path / "full.svg"
    full.symlink_to("/dev/full")
    assert not give("x", str(full), "the graph")
    assert f"{full}: No space left" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "\x1b[2Jred"],
        ["graph", "\x1b[2Jred", "--json"],
        ["fmt", "\x1b[2Jred"],
        ["explain", "\x1b[2Jred"],
        ["new", "x", "--from", "\x1b[2Jred"],
        ["graph", "hundred", "-o", "\x1b[2Jred"],
        ["schema", "-o", "nowhere/\x1b[2Jred"],
        ["\x1b[2Jred"],
    ],
    ids=lambda arguments: arguments[0] if len(arguments[0]) < 8 else "unknown",
)
def test_a_name_steers_no_terminal(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert "\x1b" not in said.err + said.out and "␛[2" in said.err
