"""`jangmadang schema`: the JSON Schema of a story's files, for editors that complete and check while one writes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from .giving import as_json, give
from .opening import complain, shown

NO_SUCH = 2


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Print the JSON Schema of a story's files, made from the model that the game itself reads: what each key\n"
        "is for, the words of closed lists, pieces to begin with. An editor that has it as a file helps while one\n"
        "writes, and asks nobody else (docs/writing/editors.md has the settings)."
    )
    parser.epilog = "exit codes: 0 done; 2 there is no such folder, or FILE is something else than such a schema"
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to this file, in place of an older schema")


def run(arguments: Namespace) -> int:
    from ..desk.editors import schema

    output: str | None = arguments.output
    if output is not None and not _may_be_written(Path(output)):
        complain(f"{shown(output)} is something else than a schema; name another file")
        return NO_SUCH
    if not give(as_json(schema()) + "\n", output, "the schema"):
        return NO_SUCH
    if output is not None:
        print(f"{shown(output)} is written. The settings for editors are in docs/writing/editors.md.", file=sys.stderr)
    return 0


def _may_be_written(path: Path) -> bool:
    """Whether nothing is lost: there is no such file, or it is a schema of ours, or a terminal or a pipe."""
    from ..desk.editors.schema import TITLE
    from ..story.shelf import exists

    if not exists(path):
        return bool(path.name)
    return TITLE.encode() in path.read_bytes() if path.is_file() else not path.is_dir()
