"""`jangmadang fmt STORY…`: one layout for the files of stories; comments and prose stay as they are."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..story import shelf
from ..story.problems import visible
from .giving import as_json, show_change
from .opening import complain, counted, short, shown, stories_in

if TYPE_CHECKING:
    from ..desk.formatting.files import Laid

DONE, WRONG, NO_SUCH = 0, 1, 2
FORMATS = ("text", "json")
STDIN = "-"


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Lay out the files of stories in one way: how deep lines stand, the spaces in brackets, the empty lines\n"
        "between scenes, with which keys a choice begins and ends. Words, line breaks of prose and comments stay.\n"
        "A file with errors is left as it is, and `jangmadang check` says what is wrong."
    )
    parser.epilog = (
        "exit codes: 0 done; 1 something has errors or could not be written, or (with --check) is not laid out;\n"
        "2 there is no such file or folder"
    )
    parser.add_argument(
        "stories",
        nargs="+",
        metavar="STORY",
        help="a folder, also one of stories, or a file; - reads from standard input and prints",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say which files are not laid out")
    parser.add_argument("--diff", action="store_true", help="write nothing; print what would change")
    parser.add_argument("--format", choices=FORMATS, default="text", help="json: a list with one object a file")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")


def run(arguments: Namespace) -> int:
    if STDIN in arguments.stories:
        return _from_stdin(arguments)
    from ..desk.formatting.files import files_of, judged

    files: dict[Path, Path] = {}
    missing = False
    for named in arguments.stories:
        path = _path(named, writes=not (arguments.check or arguments.diff))
        found = [file for story in stories_in(path) or [path] for file in files_of(story)] if path else []
        if path and not found:
            complain(f"there is no .yaml file in {visible(named)}")
        missing = missing or not found
        for file in found:
            files.setdefault(file.resolve(), file)
    done = [_done(judged(file), arguments) for file in files.values()]
    if arguments.format == "json":
        _print_json(done)
    else:
        _say(done, arguments)
    if missing:
        return NO_SUCH
    bad = {"wrong", "left", "unwritten", *(("other",) if arguments.check else ())}
    return WRONG if any(result in bad for _, result, _ in done) else DONE


def _path(named: str, writes: bool) -> Path | None:
    """The file or folder; a story that comes with the game may be looked at by its name, but not written."""
    path = Path(named)
    if named and shelf.exists(path):
        if path.is_file() or path.is_dir():
            return path
        complain(f"{shown(named)} is neither a file nor a folder")
        return None
    ours = shelf.shipped().get(named)
    if ours and not writes:
        return ours
    hint = "it comes with the game; --check and --diff look at it" if ours else "name a story's folder, or a file"
    complain(f'there is no file or folder "{short(named)}"; {hint}')
    return None


Done = tuple["Laid", str, str]
"""A file; same, changed, other (it would change), wrong (it has errors), left or unwritten; why."""


def _done(laid: Laid, arguments: Namespace) -> Done:
    from ..desk.formatting.files import write

    if laid.problems:
        return laid, "wrong", ""
    if laid.left:
        return laid, "left", laid.left
    if not laid.changes:
        return laid, "same", ""
    if arguments.check or arguments.diff:
        return laid, "other", ""
    why = write(laid)
    return laid, "unwritten" if why else "changed", why


# ---- telling --------------------------------------------------------------------------------------------------------
def _say(done: list[Done], arguments: Namespace) -> None:
    for laid, result, why in done:
        name = visible(laid.file)
        for problem in laid.problems:
            print(problem.text(), file=sys.stderr)
        if result == "wrong":
            complain(f"{name}: left as it is until that is mended")
        elif result == "left":
            complain(f"{name}: left as it is: {why}")
        elif result == "unwritten":
            complain(f"{name}: not written: {why}")
        elif arguments.diff and result == "other":
            show_change(laid.file, laid.before, laid.after, sys.stdout)
        elif result in ("changed", "other"):
            print(name)
    changed = sum(result in ("changed", "other") for _, result, _ in done)
    same = sum(result == "same" for _, result, _ in done)
    would = " would be" if arguments.check or arguments.diff else ""
    if done:
        print(f"{counted(changed, 'file')}{would} laid out, {same} as they should be.", file=sys.stderr)


def _print_json(done: list[Done]) -> None:
    listed: list[dict[str, Any]] = [
        {
            "file": visible(laid.file),
            "result": result,
            "why": why,
            "problems": [problem.as_dict() | {"file": visible(problem.file)} for problem in laid.problems],
        }
        for laid, result, why in done
    ]
    print(as_json(listed))


# ---- for editors ----------------------------------------------------------------------------------------------------
def _from_stdin(arguments: Namespace) -> int:
    """What an editor hands over, laid out; nothing at all where it has errors, so that the editor keeps what it has."""
    if len(arguments.stories) > 1 or arguments.check or arguments.diff or arguments.format != "text":
        complain("- stands alone: what comes in is printed laid out")
        return NO_SUCH
    from ..desk.formatting import laid_out

    data = sys.stdin.buffer.read()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        complain("standard input is no UTF-8 text")
        return WRONG
    done = laid_out(text, "standard input")
    for problem in done.problems:
        print(problem.text(), file=sys.stderr)
    if done.left:
        complain(f"left as it is: {done.left}")
    if done.problems or done.left:
        return WRONG
    sys.stdout.flush()
    sys.stdout.buffer.write(done.text.encode())
    return DONE
