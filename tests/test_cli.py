"""The command line itself: finding commands, errors in words, exit codes, pipes."""

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
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_closed_output_is_no_crash() -> None:
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m jangmadang --version >&-"], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
