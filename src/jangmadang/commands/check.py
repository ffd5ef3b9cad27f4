"""`jangmadang check STORY…`: everything that is wrong, each with its place, its line and a caret."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from ..story.problems import Problem, errors, visible
from .opening import counted, loaded, path_of

WRONG = 1
NO_SUCH = 2


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Find everything that is wrong with stories, in one go. Each problem is printed as\n"
        "file:line:column: code: what is wrong (what would mend it), with the line and a caret."
    )
    parser.epilog = (
        "exit codes: 0 nothing is wrong (there may be warnings); 1 there are errors; 2 there is no such story"
    )
    parser.add_argument("stories", nargs="+", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("--json", action="store_true", help="print JSON: a list with one object a problem")


def run(arguments: Namespace) -> int:
    problems: list[Problem] = []
    missing = False
    for named in arguments.stories:
        path = path_of(named)
        found = loaded(path) if path else None
        missing = missing or found is None
        problems += found.problems if found else ()
        if found and found.story and not found.problems and not arguments.json:
            scenes = counted(len(found.story.written_scenes), "scene")
            endings = counted(len(found.story.endings), "ending")
            print(f"{named}: nothing is wrong. {scenes}, {endings}.", file=sys.stderr)
    if arguments.json:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode([_as_json(problem) for problem in problems])).decode())
    else:
        _say(problems)
    return NO_SUCH if missing else WRONG if errors(problems) else 0


def _as_json(problem: Problem) -> dict[str, Any]:
    return problem.as_dict() | {"file": visible(problem.file)}  # a file's name may be no text at all


def _say(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem.text())
    wrong = len(errors(problems))
    warned = len(problems) - wrong
    if problems:
        print(f"{counted(wrong, 'error')}, {counted(warned, 'warning')}.", file=sys.stderr)
