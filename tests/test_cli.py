"""The command line itself: finding commands, errors in words, exit codes, pipes."""

import os
import signal
import subprocess
import sys
from importlib import import_module

import pytest

from jangmadang import __version__
from jangmadang.cli import COMMANDS, main

LOADED = "import sys\nfrom jangmadang.cli import main\nmain()\nprint(' '.join(sys.modules), file=sys.stderr)"


def test_the_version_loads_nothing_that_takes_time() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"jangmadang {__version__}\n"
    ours = {name for name in ran.stderr.split() if name.startswith("jangmadang")}
    assert ours == {"jangmadang", "jangmadang.cli"}
    assert {"argparse", "typing", "re", "msgspec", "yaml", "enum"}.isdisjoint(ran.stderr.split())


def test_the_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in COMMANDS)
    assert "exit codes:" in said and "JANGMADANG_HOME" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_with_its_exit_codes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert main(["help", name]) == 0
    assert capsys.readouterr().out.count("exit code") == 2
    assert import_module(f"jangmadang.commands.{name}").__doc__


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], 'did you mean "check"?'),
        (["three-days"], "jangmadang --help lists them"),
        (["check"], "the following arguments are required: STORY"),
        (["check", "no-such-story"], 'there is no story "no-such-story"; jangmadang stories lists those that are here'),
        (["stories", "--what"], "unrecognized arguments: --what"),
        (["play", "x", "--slot", "../x"], "a slot's name"),
        (["play", "x", "--seed", "-1"], "a seed is a whole number"),
        (["play", "x", "--seed", "9" * 100], "a seed is a whole number"),
        (["--plain", "no-such-story"], "there is no story"),
    ],
)
def test_what_cannot_be_is_said_in_words_with_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err and printed.out == ""


def test_a_path_where_a_command_belongs_is_understood(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert f"to play a story: jangmadang play {tmp_path}" in capsys.readouterr().err


def test_a_broken_pipe_is_quiet() -> None:
    command = [sys.executable, "-m", "jangmadang", "schema"]
    reading, writing = os.pipe()
    os.close(reading)  # before it begins: however quick it is, nobody reads
    try:
        ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_a_closed_output_is_no_crash() -> None:
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m jangmadang --version >&-"], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_until_there_is_something_to_save_ctrl_c_simply_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("jangmadang.commands.check.run", lambda _: seen.append(signal.getsignal(signal.SIGINT)) or 0)
    monkeypatch.setattr(signal, "default_int_handler", signal.getsignal(signal.SIGINT))
    before = signal.getsignal(signal.SIGINT)
    assert main(["check", "x"]) == 0
    assert seen == [signal.SIG_DFL]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk to be had that is full")
@pytest.mark.parametrize("command", [["--help"], ["stories"], ["schema"], ["play", "three-days", "--plain"]])
def test_a_full_disk_is_told_and_no_traceback(command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "jangmadang", *command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert ran.returncode == 141
    assert ran.stderr.decode().strip() == "jangmadang: the output cannot be written: No space left on device"


@pytest.mark.parametrize("arguments", [["--help"], ["play", "--help"], ["stories"]])
def test_signs_that_a_terminal_lacks_are_no_reason_to_stop(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "jangmadang", *arguments]
    ran = subprocess.run(command, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("named", ["x" * 5000, "혜산" * 2000, "a\0b", os.devnull])
def test_what_can_be_no_story_is_told_in_a_line(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["play", "--plain"]):
        assert main([*command, named]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and len(said) < 300
