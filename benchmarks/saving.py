"""From a save to the screen: `jangmadang write` in a terminal, and how long until what was saved is drawn there.

A word of the scene on the screen is changed in its file, as an editor that writes under another name does; the clock
runs until the word comes out of the terminal. So it counts noticing the save, waiting until it is whole, reading,
building, taking the writer's choices again, drawing. Beside it, in this process: reading alone, and reading anew.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import generated
from .measured import Bound, Figure, Part
from .terminal import Terminal

SCENES = 1_000
IN_A_FILE = 25
LIMIT = 150.0
SETTLED = 2.0
"""Seconds without a word from the terminal after which nothing works any more."""
WORD = re.compile(r"word\d{6}")
SHIPPED = ("hundred", "act1-saturday.yaml", "The seam")
"""A story, the file of its first scene, and that scene's title."""


def measure(rounds: int, folder: Path) -> Part:
    """So many saves of each story, each seen on the screen before the next is made."""
    made = generated.story(SCENES)
    stories = {
        f"{SCENES:,} scenes, {IN_A_FILE} a file": _written(folder / "many", _files(made, IN_A_FILE)),
        f"{SCENES:,} scenes, 500 a file": _written(folder / "few", _files(made, 500)),
        f"{SCENES:,} scenes in one file": _in_one(folder / "one", _files(made, SCENES)),
        "A Hundred to One": _shipped(folder / "hundred"),
    }
    figures: dict[str, Figure] = {}
    rows = []
    for name, (story, file) in stories.items():
        figures[name] = Figure(tuple(_saves(story, file, rounds, folder / "home")), "ms")
        first, again = _reading(story, file, rounds)
        rows.append((name, figures[name].text(), again.text(), first.text()))
    bounds = [Bound(f"save to screen, {name}", figures[name], LIMIT) for name in list(stories)[:1]]
    return Part(
        "Saving",
        "From a save to the changed word in a terminal of 100 × 40 that runs `jangmadang write`, and of that reading "
        f"alone, beside reading all anew. One scene is changed; {rounds} saves of each story.",
        ("story", "save to screen", "reading what changed", "reading all"),
        tuple(rows),
        tuple(bounds),
    )


# ---- stories ----
def _files(made: generated.Made, in_a_file: int) -> dict[str, str]:
    """The text of each file, so many scenes in each but the cover's."""
    files, names = {"story.yaml": generated.as_yaml(made)["story.yaml"]}, list(made.places)
    for at in range(0, len(names), in_a_file):
        lines = ["scenes:"]
        for name in names[at : at + in_a_file]:
            lines += generated._yaml(name, made.places[name])
        files[f"part_{at // in_a_file + 1:02}.yaml"] = "\n".join(lines) + "\n"
    return files


def _written(folder: Path, files: dict[str, str]) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    first = folder / "part_01.yaml"
    _mark(first, "    text:\n      - |\n        ")
    return folder, first


def _in_one(folder: Path, files: dict[str, str]) -> tuple[Path, Path]:
    """One file: the cover's own scenes among the others."""
    folder.mkdir(parents=True, exist_ok=True)
    cover = files["story.yaml"]
    scenes = files["part_01.yaml"].removeprefix("scenes:\n")
    file = folder / "story.yaml"
    file.write_text(cover + scenes, encoding="utf-8")
    _mark(file, "    text:\n      - |\n        ")
    return folder, file


def _shipped(folder: Path) -> tuple[Path, Path]:
    from jangmadang.story.shelf import shipped

    name, file, title = SHIPPED
    shutil.copytree(shipped()[name], folder)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(title, f"{title} word000000", 1), encoding="utf-8")
    return folder, folder / file


def _mark(file: Path, before: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, f"{before}word000000 ", 1), encoding="utf-8")


def _save(file: Path, word: str) -> None:
    """As editors save: whole, under another name, and then in the old one's place."""
    text = WORD.sub(word, file.read_text(encoding="utf-8"), count=1)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)


# ---- clocks ----
def _saves(story: Path, file: Path, rounds: int, home: Path) -> Iterator[float]:
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "jangmadang", "write", str(story)]
    with Terminal(command, str(home)) as terminal:
        terminal.until([b"word"])
        terminal.rest(SETTLED)
        for number in range(1, rounds + 2):
            word = f"word{number:06}"
            began = time.perf_counter()
            _save(file, word)
            terminal.until([word.encode()])
            took = 1000 * (time.perf_counter() - began)
            if number > 1:
                yield took
            # Lint looks once nothing was saved for a while; a writer does not save again before it is done.
            terminal.rest(SETTLED)


def _reading(story: Path, file: Path, rounds: int) -> tuple[Figure, Figure]:
    from jangmadang.story.rereading import Reader

    first, again = [], []
    for number in range(rounds):
        reader = Reader(story)
        first.append(_timed(reader))
        _save(file, f"word{900_000 + number:06}")
        again.append(_timed(reader))
    _save(file, "word000000")
    return Figure(tuple(first), "ms"), Figure(tuple(again), "ms")


def _timed(reader: object) -> float:
    began = time.perf_counter()
    reader.read()  # type: ignore[attr-defined]
    return 1000 * (time.perf_counter() - began)
