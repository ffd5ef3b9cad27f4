"""`jangmadang stats STORY`: its words, ways, endings and voices in numbers."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from ..story.problems import errors
from .opening import complain, path_of, show

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
    if path is None:
        return NO_SUCH
    from ..story.loading import load_script

    try:
        script = load_script(path)
    except OSError as error:
        complain(f"{error.filename or path}: {error.strerror or error}")
        return NO_SUCH
    if script.story is None:
        named = f"jangmadang check {arguments.story}"
        complain(f"this story has errors and cannot be counted; {named} shows them all. The first:")
        show(errors(script.problems)[:1])
        return WRONG
    from ..desk.stats import LIVES, stats
    from ..desk.stats_lines import data, lines

    counted = stats(script, LIVES if arguments.lives is None else arguments.lives)
    if arguments.format == "json":
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(data(counted))).decode())
    else:
        print("\n".join(lines(counted, script.folder or Path(), arguments.scenes)))
    return DONE


def _lives(text: str) -> int:
    if not text.isdecimal() or int(text[:9]) > MOST:
        raise ArgumentTypeError(f"a whole number from 0 to {MOST:,}")
    return int(text)
