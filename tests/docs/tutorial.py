"""A page for writers, followed to the letter: its files are written, its changes made, its commands run.

A fence with a `title` is a file, or with `diff` a change of one; a `console` fence has commands after `$`, what is
typed after `>`, and lines that must be read in that order. A remark `<!-- screen: COMMAND -> WORDS -->` is a command
with a screen: it is opened in a terminal, the words must come, and it is left again.
"""

from __future__ import annotations

import os
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

FENCE = re.compile(
    r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$|^<!-- screen: (?P<screen>.*?) -->$',
    re.M | re.S,
)


PATIENCE = 20
"""Seconds after which a screen counts as hanging."""


class Step(Struct, frozen=True):
    """One thing that the page asks for."""

    line: int
    kind: str
    """`file`, `change`, `console` or `screen`."""
    text: str
    title: str = ""


def steps(page: str) -> Iterator[Step]:
    """All that the page asks for, in order."""
    kinds = {"console": "console", "diff": "change"}
    for found in FENCE.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["screen"] is not None:
            yield Step(line, "screen", found["screen"])
        elif found["title"] or found["kind"] == "console":
            yield Step(line, kinds.get(found["kind"], "file"), found["text"], found["title"] or "")


def follow(step: Step, folder: Path, home: Path) -> None:
    """Do what a step says, in a folder; what does not happen as the page says is an assertion."""
    if step.kind == "file":
        aim = folder / step.title
        aim.parent.mkdir(parents=True, exist_ok=True)
        aim.write_text(step.text, encoding="utf-8")
    elif step.kind == "change":
        _change(folder / step.title, step.text)
    elif step.kind == "console":
        for command, typed, expected in _commands(step.text):
            _run(command, typed, expected, folder, home)
    else:
        command, _, words = step.text.partition(" -> ")
        on_screen(command, words, folder, home)


def _change(file: Path, diff: str) -> None:
    before = "".join(line[1:] or "\n" for line in diff.splitlines(keepends=True) if line[:1] != "+")
    after = "".join(line[1:] or "\n" for line in diff.splitlines(keepends=True) if line[:1] != "-")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"what is to be changed stands {text.count(before)} times in {file.name}:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def _commands(text: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, *lines = part.splitlines()
        yield command, [x[2:] for x in lines if x[:2] == "> "], [x for x in lines if x.strip() and x[:2] != "> "]


def _run(command: str, typed: list[str], expected: list[str], folder: Path, home: Path) -> None:
    name, *arguments = shlex.split(command)
    assert name == "jangmadang", f"the page runs {name}"
    done = subprocess.run(
        [sys.executable, "-m", "jangmadang", *arguments],
        check=False,
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "JANGMADANG_HOME": str(home), "COLUMNS": "120"},
        timeout=60,
    )
    said = done.stdout + done.stderr
    at = 0
    for line in expected:
        found = said.find(line.strip(), at)
        assert found >= 0, f"after `{command}` there is no\n{line}\nin\n{said}"
        at = found + len(line.strip())
    assert "Traceback" not in said, said
    if not any(" error" in line for line in expected):
        assert done.returncode == 0, f"`{command}` gives {done.returncode}:\n{said}"


def on_screen(command: str, words: str, folder: Path, home: Path) -> None:
    """Open a command with a screen, wait till the words are drawn, and leave it by `q`."""
    import ptyprocess
    import pyte

    name, *arguments = shlex.split(command)
    assert name == "jangmadang"
    env = {**os.environ, "JANGMADANG_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = ptyprocess.PtyProcess.spawn(
        [sys.executable, "-m", "jangmadang", *arguments], env=env, cwd=str(folder), dimensions=(30, 120)
    )
    screen = pyte.Screen(120, 30)
    stream = pyte.ByteStream(screen)
    try:
        while words not in " ".join("\n".join(screen.display).split()):
            ready, _, _ = select.select([process.fd], [], [], PATIENCE)
            assert ready, f"`{command}` does not show “{words}” but\n" + "\n".join(screen.display)
            stream.feed(os.read(process.fd, 65_536))
        process.write(b"q")
        while True:
            try:
                if not os.read(process.fd, 65_536):
                    break
            except OSError:
                break
        process.wait()
        assert process.exitstatus == 0, f"`{command}` ends with {process.exitstatus}"
    finally:
        process.close(force=True)
