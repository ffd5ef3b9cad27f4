"""Where things stand in a text: characters counted from its start turned into lines, columns and back.

Takes the text of one file; knows the marks of a tree and YAML's ways of writing a scalar, but no problems.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import msgspec

Tree = dict[str, Any] | list[Any] | str | None
Marks = dict[int, "list[int] | dict[str, tuple[int, int]]"]
"""For each container of a tree, by its id: where a list's items start; for a dict where its first key, its value,
its second key and so on start (or the two by name, once `by_name` was asked)."""

BLANK = " \t\r\n\x85\u2028\u2029"
SHOWABLE = 10_000  # characters; a longer line is no help beside a caret
_BREAK = re.compile(r"\r\n?|\n")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\n": "\n",
    "\r": "\r",
}  # fmt: skip
_CODED = {"x": 2, "u": 4, "U": 8}


class Place(msgspec.Struct, frozen=True, order=True):
    """A place in a file, both from 1, the column in characters."""

    line: int
    column: int


class Lines:
    """The lines of a text. Found on first use: a file without problems never needs them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._shown: dict[int, str] = {}

    @property
    def starts(self) -> list[int]:
        """The index at which each line starts."""
        if self._starts is None:
            self._starts = [0, *(m.end() for m in _BREAK.finditer(self.text))]
        return self._starts

    def place(self, index: int) -> Place:
        """The place of the character at `index` (from 0)."""
        line = bisect_right(self.starts, index)
        return Place(line, index - self.starts[line - 1] + 1)

    def shown(self, line: int) -> str:
        """A line (from 1) without its end, "" for one too long to show; problems on one line share the string."""
        text = self._shown.get(line)
        if text is None:
            begin = self.starts[line - 1]
            end = self.starts[line] if line < len(self.starts) else len(self.text)
            text = self._shown[line] = self.text[begin:end].rstrip("\r\n") if end - begin <= SHOWABLE else ""
        return text


def by_name(marks: Marks, tree: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Where each key of a dict and its value start; kept in that form from then on."""
    at = marks[id(tree)]
    if isinstance(at, list):
        at = dict(zip(tree, zip(at[::2], at[1::2], strict=True), strict=True))
        marks[id(tree)] = at
    return at


def content(text: str, start: int) -> int:
    """Where a node's own first character stands, after its anchor and tag."""
    found = _PROPERTIES.match(text, start)
    return found.end() if found else start


def inside(text: str, start: int, value: str, offset: int) -> int:
    """The index in `text` of the character at `offset` of a scalar's value.

    `start` is where the scalar starts, in any of YAML's styles. Line breaks and indentation differ between value and
    text, so the two are walked in step by what is not blank; a blank is placed right after the character before it.
    """
    at, style = start, ""
    if not text.startswith(value[:2], start):  # else it stands there plain, whatever it begins with
        at = content(text, start)
        style = text[at : at + 1]
    if style in ("|", ">"):
        at = text.find("\n", at) + 1 or len(text)
    elif style in ("'", '"'):
        at += 1
    else:
        style = ""
    gap = 0
    begun = style not in ("|", ">")
    for character in value[:offset]:
        if character in BLANK:
            gap += 1
            continue
        at = _next(text, at, style)
        at += _read(text, at, style)[1]
        gap, begun = 0, True
    if not begun or (offset < len(value) and value[offset] not in BLANK):
        return _next(text, at, style)
    return at + gap if not text[at : at + gap].strip(" \t") else at


def _next(text: str, at: int, style: str) -> int:
    """The index of the next character that is not blank, escapes counted as what they stand for."""
    while at < len(text):
        character, length = _read(text, at, style)
        if character not in BLANK:
            break
        at += length
    return at


def _read(text: str, at: int, style: str) -> tuple[str, int]:
    """The character that the text writes at `at`, and how many characters it takes to write it."""
    character = text[at : at + 1]
    if style == "'" and character == "'":
        return character, 2
    if style == '"' and character == "\\":
        letter = text[at + 1 : at + 2]
        digits = _CODED.get(letter)
        if digits is None:
            return _ESCAPED.get(letter, letter), 2
        try:
            return chr(int(text[at + 2 : at + 2 + digits], 16)), 2 + digits
        except ValueError:  # only where value and text are not of the same scalar
            return letter, 2
    return character, 1
