"""A text after a bar (`|` or `>`): its lines from their own edge, and what is done with the breaks at its end.

Takes the text of a file and where the bar stands; gives the piece and where it ends. YAML's marks are no help here:
they do not say where the last line of such a text ends and the empty lines below it begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .pieces import BlockText, Comment, Unusual

_HEADER = re.compile(r"([|>])([-+]?)([1-9]?)([-+]?)[ \t]*(#.*)?")


def after_bar(text: str, index: int, column: int, named: str) -> tuple[BlockText, int]:
    """The text whose bar stands at `index` in a block at `column`, and the index at which its last line ends.

    Raises Unusual for one without a line.
    """
    end = _line_end(text, index)
    header = _HEADER.fullmatch(text[index:end].rstrip())
    if header is None:
        raise Unusual(index, "something behind a bar")
    sign, chomp, digit, later, said = header.groups()
    chomp = chomp or later
    edge = max(column, 0) + int(digit) if digit else 0
    taken: list[str] = []
    for line in _lines(text, end + 1):
        deep = len(line) - len(line.lstrip(" "))
        if deep < len(line):
            edge = edge or deep
            if deep < edge or deep <= column:
                break
        taken.append(line)
    while taken and chomp != "+" and len(taken[-1]) <= edge and not taken[-1].strip(" "):
        taken.pop()
    if not any(line.strip(" ") for line in taken):
        raise Unusual(index, "a text without a line")
    at = index + header.start(5) - (text.rfind("\n", 0, index) + 1)
    comment = Comment(at, said) if said else None
    piece = BlockText(sign, chomp, tuple(line[edge:] for line in taken), comment, named)
    return piece, end + sum(len(line) + 1 for line in taken)


def _lines(text: str, index: int) -> Iterator[str]:
    """The lines from the one that starts at `index`; nothing behind the last line's end is a line."""
    while index < len(text):
        end = _line_end(text, index)
        yield text[index:end]
        index = end + 1


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
