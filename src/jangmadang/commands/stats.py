"""`jangmadang stats STORY`: its words, ways, endings and voices in numbers."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from .giving import as_json
from .opening import path_of, scripted, sound

DONE, WRONG, NO_SUCH = 0, 1, 2
MOST = 100_000


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "A story in numbers: words by file, what one life reads and how long that takes, how it branches,\n"
        "its endings, who speaks, and how long its sentences are. What each number counts is said beside it."
    )
    parser.epilog = "exit codes: 0 done; 1 the story has errors; 2 there is no such story"
    parser.add_argument("story", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("--scenes", action="store_true", help="a line for every scene too")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")
    lives = f"live so many lives at random (200; 0 for none, {MOST:,} at most)"
    parser.add_argument("--lives", metavar="N", type=_lives, default=None, help=lives)


def run(arguments: Namespace) -> int:
    path = path_of(arguments.story)
    script = scripted(path) if path else None
    if script is None:
        return NO_SUCH
    if sound(script, arguments.story, "counted") is None:
        return WRONG
    from ..desk.stats import LIVES, stats
    from ..desk.stats_lines import data, lines

    counted = stats(script, LIVES if arguments.lives is None else arguments.lives)
    if arguments.format == "json":
        print(as_json(data(counted)))
    else:
        print("\n".join(lines(counted, script.folder or Path(), arguments.scenes)))
    return DONE


def _lives(text: str) -> int:
    if not text.isdecimal() or int(text[:9]) > MOST:
        raise ArgumentTypeError(f"a whole number from 0 to {MOST:,}")
    return int(text)
