"""`jangmadang write STORY`: the live preview. Finds the story, reads what it is to begin with, and opens the screen."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from .opening import complain, path_of
from .play import _seed

NO_SUCH = 2


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Play a story while you write it. Save a file, and it is read again: you stand where you stood,\n"
        "your choices taken anew by their ids. Beside the page: problems with their places, the state, why\n"
        "each choice is open or locked, where a scene is come to from and where it leads. e opens your\n"
        "editor (VISUAL or EDITOR) at the line. See docs/writing/preview.md."
    )
    parser.epilog = (
        "exit codes: 0 you left; 1 the game has a fault; 2 there is no such story or play-test, --at names\n"
        "what is not there, or there is no terminal; 130, 143, 129 stopped by Ctrl-C or a signal"
    )
    parser.add_argument("story", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("--at", metavar="LINE", default="", help='begin there: "river with money 300, risk 80"')
    parser.add_argument("--path", metavar="TEST", help="follow a play-test: stand where its steps lead")
    parser.add_argument("--seed", metavar="N", type=_seed, default=0, help="begin with this luck (0)")


def run(arguments: Namespace) -> int:
    from ..tui.face import decide

    path = path_of(arguments.story)
    if path is None:
        return NO_SUCH
    test = Path(arguments.path) if arguments.path else None
    if test is not None and not test.is_file():
        inside = path / "tests" / test.name if path.is_dir() else test
        if not inside.is_file():
            complain(f"there is no play-test {arguments.path}")
            return NO_SUCH
        test = inside
    if arguments.at and not _readable(path, arguments.at):
        return NO_SUCH
    if decide(environ={**os.environ, "JANGMADANG_PLAIN": "0"}) == "plain":
        complain("write needs a terminal to draw on; jangmadang check finds what is wrong by lines")
        return NO_SUCH
    from ..preview.app import main

    return main(path, arguments.at, test, arguments.seed)


def _readable(path: Path, line: str) -> bool:
    """Whether one can jump by the line; says why not. A story with errors is let through: it says so itself."""
    from ..desk.jumping import Misread, read
    from .opening import loaded

    had = loaded(path)
    if had is None:
        return False
    found = read(line, had.story) if had.story is not None else None
    if isinstance(found, Misread):
        complain(f"--at: {found.words}\n    {line}\n    {' ' * found.at}{'^' * found.length}")
        return False
    return True
