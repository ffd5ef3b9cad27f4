"""`jangmadang explain [CODE…]`: what a code that `check` names means, with an example and the way out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from .giving import as_json
from .opening import complain, short

NO_SUCH = 2
WIDEST = 88
PIPED = 80


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say what the code of a problem means, with an example that has it and the same example mended.\n"
        "Without a code, list them all: errors first, then what is only a warning."
    )
    parser.epilog = "exit codes: 0 explained; 2 there is no such code"
    parser.add_argument("codes", nargs="*", metavar="CODE", help="the word after the place, such as unknown-scene")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: a list with an object a code")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")


def run(arguments: Namespace) -> int:
    from ..desk.lint.library import codes

    known = codes()
    named = [written.strip().rstrip(":").lower() for written in arguments.codes]
    missing = [code for code in named if code not in known]
    for code in missing:
        from ..story.problems import did_you_mean

        near = did_you_mean(short(code), sorted(known)) or "jangmadang explain lists them all"
        complain(f'no problem has the code "{short(code)}"; {near}')
    named = [code for code in dict.fromkeys(named) if code in known]
    if arguments.format == "json":
        _print_json(named if arguments.codes else sorted(known), pages=bool(arguments.codes))
    elif named:
        print("\n\n".join(map(_explained, named)))
    elif not arguments.codes:
        _list()
    return NO_SUCH if missing else 0


def _explained(code: str) -> str:
    from shutil import get_terminal_size

    from ..desk.lint.explaining import in_terminal
    from ..desk.lint.library import page

    width = min(WIDEST, get_terminal_size((PIPED, 24)).columns)
    return "\n".join(in_terminal(page(code) or "", max(width, 30)))


def _list() -> None:
    from ..desk.lint.kinds import warnings
    from ..desk.lint.library import codes, says

    doubtful = warnings()
    groups = (
        ("Errors: the story cannot be played until they are mended.", sorted(codes() - doubtful)),
        ("Warnings: the story can be played, and `allow` says what is meant.", sorted(doubtful & codes())),
    )
    wide = max(map(len, codes()))
    for n, (title, named) in enumerate(groups):
        print(("\n" if n else "") + title)
        for code in named:
            print(_cut(f"  {code:<{wide}}  {says(code)}"))


def _cut(line: str) -> str:
    """The line as wide as the terminal; whole where a program reads."""
    if not sys.stdout.isatty():
        return line
    from shutil import get_terminal_size

    wide = get_terminal_size().columns
    return line if len(line) <= wide else line[: wide - 1].rstrip() + "…"


def _print_json(codes: list[str], pages: bool) -> None:
    from ..desk.lint.kinds import warnings
    from ..desk.lint.library import page, says

    doubtful = warnings()
    told: list[dict[str, Any]] = []
    for code in codes:
        severity = "warning" if code in doubtful else "error"
        about = {"code": code, "severity": severity, "says": says(code)}
        told.append(about | ({"page": page(code)} if pages else {}))
    print(as_json(told))
