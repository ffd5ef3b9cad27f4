"""What a command gives: data as JSON, a change as a diff, a text printed or written under the name that a person gave.

Takes values and texts; says in words, on standard error, why something cannot be written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

from .opening import complain, refused, shown


def as_json(value: Any) -> str:
    """The value as JSON that people can read; no line end after it."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value)).decode()


def show_change(file: str, before: str, after: str, out: TextIO) -> None:
    """What changes in a file, as a unified diff."""
    from difflib import unified_diff

    from ..story.problems import visible

    name = visible(file)
    for line in unified_diff(_lines(before), _lines(after), name, name, lineterm=""):
        print(visible(line), file=out)


def _lines(text: str) -> list[str]:
    """The lines as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def give(text: str, output: str | None, what: str = "it") -> bool:
    """Print the text or, where a file is named, write it there, whole; False after saying that it cannot be.

    Where the file is a link, what it names is written. A file of a story is not written over.
    """
    if output is None:
        print(text, end="")
        return True
    path = Path(output)
    try:
        why = _unfit(path)
        if why:
            complain(f"{what} is not written: {shown(output)} {why}")
            return False
        _write(path, text.encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        words = refused(error, output) if isinstance(error, OSError) else f"{shown(output)} can be no file's name"
        complain(f"{what} cannot be written: {words}")
        return False
    return True


def _unfit(path: Path) -> str:
    """Why nothing is written there, in words that go on after the file's name; "" when it may be."""
    from ..story.shelf import ENDINGS

    if not path.name:
        return "is no file's name"
    if path.suffix in ENDINGS and path.exists():
        return "is there already, and may be part of a story; name another file"
    return ""


def _write(path: Path, data: bytes) -> None:
    from ..play.whole_files import write_whole

    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a terminal or a pipe: nothing can take its place; a folder says that it is one
    else:
        write_whole(path.resolve(), data)
