"""`jangmadang check STORY…`: everything that is wrong or doubtful, each with its place, its line and a caret."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..story.problems import Problem, errors, visible
from ..story.shelf import COVER
from .giving import show_change
from .opening import complain, counted, paths_of, scripted

if TYPE_CHECKING:
    from ..desk.lint.finding import Found
    from ..story.loading import Script

WRONG = 1
NO_SUCH = 2
FORMATS = ("text", "json", "github", "sarif")


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Find everything that is wrong with stories, and what is doubtful, in one go. Each is printed as\n"
        "file:line:column: code: what is wrong (what would mend it), with the line and a caret.\n"
        "`jangmadang explain CODE` says more about one; `allow` in the story silences what is meant."
    )
    parser.epilog = (
        "exit codes: 0 nothing is wrong (there may be warnings, unless --strict); 1 there are errors, or something\n"
        "could not be written; 2 there is no such story"
    )
    story = "a folder, any file of one, a single file, a folder of stories, or a listed story's name"
    parser.add_argument("stories", nargs="+", metavar="STORY", help=story)
    parser.add_argument("--strict", action="store_true", help="warnings count as errors do")
    parser.add_argument("--fix", action="store_true", help="mend what has only one way out; print what that changes")
    parser.add_argument("--diff", action="store_true", help="print what --fix would change, and write nothing")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="json: a list with one object a problem; github: annotations of a workflow; sarif: SARIF 2.1.0",
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")


def run(arguments: Namespace) -> int:
    from ..desk.lint import checked

    problems: list[Problem] = []
    missing, unwritten, mendable = False, False, 0
    seen: set[Path] = set()
    for path, named in _named(arguments.stories):
        if path and path.resolve() in seen:
            continue
        script = scripted(path) if path else None
        if path is None or script is None:
            missing = True
            continue
        seen.add(path.resolve())
        told = checked(script)
        if arguments.fix or arguments.diff:
            script, unwritten_here = _fix(path, script, arguments)
            unwritten |= unwritten_here
            told = checked(script)
        elif told and arguments.format == "text":
            mendable += _mendable(script, told)
        here = [one.problem for one in told]
        problems += here
        if script.story and not here and arguments.format == "text":
            scenes = counted(len(script.story.written_scenes), "scene")
            endings = counted(len(script.story.endings), "ending")
            print(f"{visible(named)}: nothing is wrong. {scenes}, {endings}.", file=sys.stderr)
    _say(problems, arguments.format, mendable)
    if missing:
        return NO_SUCH
    return WRONG if unwritten or errors(problems) or (arguments.strict and problems) else 0


def _named(stories: list[str]) -> Iterator[tuple[Path | None, str]]:
    """Each story with what it was called; None after saying that it is not there."""
    for named in stories:
        paths = paths_of(named)
        if len(paths) < 2:
            yield (_whole(paths[0]) if paths else None), named
        else:
            yield from ((path, str(path)) for path in paths)


def _whole(path: Path) -> Path:
    """The story that a file is part of: the nearest folder above it that has a cover."""
    if path.is_file():
        return next((folder for folder in path.parents if (folder / COVER).is_file()), path)
    return path


# ---- telling --------------------------------------------------------------------------------------------------------
def _say(problems: list[Problem], form: str, mendable: int) -> None:
    if form != "text":
        from ..desk.lint.formats import FORMATS as AS

        said = AS[form](problems)
        if said:
            print(said)
        return
    for problem in problems:
        print(problem.text())
    wrong = len(errors(problems))
    if problems:
        more = (
            f" {mendable} may mend {'itself' if mendable == 1 else 'themselves'}: --diff shows how." if mendable else ""
        )
        print(f"{counted(wrong, 'error')}, {counted(len(problems) - wrong, 'warning')}.{more}", file=sys.stderr)


# ---- mending --------------------------------------------------------------------------------------------------------
def _mendable(script: Script, told: list[Found]) -> int:
    """How much `--fix` would try to mend."""
    from ..desk.lint.kinds import MENDABLE

    if not any(one.fix or one.problem.code in MENDABLE for one in told):
        return 0
    from ..desk.lint.fixing import may_mend

    return may_mend(script, told)


def _fix(path: Path, script: Script, arguments: Namespace) -> tuple[Script, bool]:
    """Show what is certain, write it unless it is only to be shown; gives the story as it is now, and whether some
    of it could not be written.
    """
    from ..desk.lint.fixing import mended
    from ..desk.lint.rewriting import rewrite

    after = mended(script)
    if not after.texts:
        if script.problems:
            print("nothing has only one way out; nothing is written.", file=sys.stderr)
        return script, False
    out = sys.stdout if arguments.format == "text" else sys.stderr  # what a program reads stays whole
    for file, (read, text) in after.texts.items():
        show_change(file, read, text, out)
    much, files = len(after.fixed), counted(len(after.texts), "file")
    if arguments.diff:
        print(f"{much} would be mended in {files}; nothing is written.", file=sys.stderr)
        return script, False
    refused = [(file, why) for file, (read, text) in after.texts.items() if (why := rewrite(file, read, text))]
    for file, why in refused:
        complain(f"{visible(file)}: not written: {why}")
    if not refused:
        print(f"{much} mended in {files}.", file=sys.stderr)
    return scripted(path) or script, bool(refused)
