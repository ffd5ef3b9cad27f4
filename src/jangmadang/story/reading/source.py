"""The way in: a file or a text becomes a Source, which holds the tree, its places and its problems.

Takes text or bytes and the name that problems show. No bytes raise: a Source with problems comes out.
"""

from __future__ import annotations

import gc
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from os import PathLike
from typing import Any, Literal

import msgspec
import yaml

from ..problems import Problem, Severity, in_order
from .losses import losses
from .places import Lines, Marks, Place, Tree, by_name, inside
from .scans import conflicts, control_characters, may_hold_controls, tabs
from .slips import Enough, Refused, Slip, first_slips
from .syntax import explain
from .tree import Growing

__all__ = ["LARGEST", "Place", "Source", "read_file", "read_text"]

LARGEST = 5_000_000
"""Bytes of the largest file that is read."""

TreePath = tuple[str | int, ...]

_STAND_IN = 0xE000  # the first of Unicode's private characters: they stand for what YAML stumbled over
_MOST_MENDED = 50
_MENDED_TEXT = 25_000_000


class Source:
    """One file as it was read."""

    def __init__(self, file: str, text: str, problems: list[Slip], growing: Growing | None = None) -> None:
        self.file = file
        self.text = text
        self.tree: Tree = growing.tree if growing else None
        """Dicts, lists and text; None for a file that is empty or that YAML cannot read."""
        self._lines = Lines(text)
        self._marks: Marks = growing.marks if growing else {}
        self._start = growing.start if growing else 0
        self.problems: list[Problem] = in_order(map(self._from_slip, problems))

    def place(self, path: TreePath, on: Literal["key", "value"] = "value") -> Place:
        """Where the key or the value at the end of a path stands.

        A path that leads further than what was written gives the key of the last thing written on the way.
        """
        return self._lines.place(self._find(path, on)[0])

    def problem(
        self,
        code: str,
        path: TreePath,
        message: str,
        hint: str = "",
        *,
        on: Literal["key", "value"] = "value",
        offset: int | None = None,
        length: int = 1,
        severity: Severity = "error",
    ) -> Problem:
        """A problem at a path; with `offset`, at that character of the scalar there (from 0, in its value).

        Without an offset the caret underlines the whole key or value if it stands on one line.
        """
        index, written = self._find(path, on)
        if offset is not None and written is not None and on == "value":
            index = inside(self.text, index, written, offset)
        elif length == 1 and written and self.text.startswith(written, index):
            length = len(written) if "\n" not in written else 1
        return self._from_slip(Slip(code, index, message, hint, length, severity))

    def problem_in_text(
        self, code: str, index: int, message: str, hint: str = "", *, length: int = 1, severity: Severity = "error"
    ) -> Problem:
        """A problem at a character of the text (from 0), also where no value stands: in a comment."""
        return self._from_slip(Slip(code, index, message, hint, length, severity))

    def _find(self, path: TreePath, on: str) -> tuple[int, str | None]:
        """The index at which a path's end stands, and the text of the scalar or key there."""
        node: Any = self.tree
        key = value = self._start
        name: str | None = None
        for part in path:
            if isinstance(node, dict) and isinstance(part, str) and part in node:
                key, value = by_name(self._marks, node)[part]
                name = part
            elif isinstance(node, list) and isinstance(part, int) and 0 <= part < len(node):
                marks: Any = self._marks[id(node)]
                key = value = marks[part]
                name = None
            else:
                return key, name
            node = node[part]
        if on == "key":
            return key, name if name is not None or not isinstance(node, str) else node
        return value, node if isinstance(node, str) else None

    def _from_slip(self, slip: Slip) -> Problem:
        line, column = msgspec.structs.astuple(self._lines.place(slip.index))
        return Problem(
            self.file,
            line,
            column,
            slip.code,
            slip.message,
            slip.hint,
            self._lines.shown(line),
            slip.length,
            slip.severity,
        )


def read_file(path: str | PathLike[str], shown_name: str) -> Source:
    """Reads a file; one that is missing, too large or no text gives a Source whose problems say so."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Source(
            shown_name, "", [Slip("unreadable-file", 0, f"this file cannot be read: {error.strerror or error}")]
        )
    if len(data) > LARGEST:
        message = f"this file has more than {LARGEST // 1_000_000} MB"
        return Source(shown_name, "", [Slip("file-too-large", 0, message, "divide the story into several files")])
    return read_text(data, shown_name)


def read_text(text: str | bytes, file: str) -> Source:
    """Reads a text that came from `file` (the name shown). Never raises for what stands in it."""
    if isinstance(text, bytes):
        try:
            decoded = text.decode()
        except UnicodeDecodeError as error:
            return _not_utf8(text, error, file)
        text = decoded
    text = text.removeprefix("\ufeff")
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and the collector would walk the growing tree again and again
    try:
        return _read(text, file)
    finally:
        if collecting:
            gc.enable()


def _read(text: str, file: str) -> Source:
    slips: list[Slip] = []
    clean = text
    if may_hold_controls(text):
        slips, clean = control_characters(text)
    marks_of_merges, clean = conflicts(clean)
    slips += marks_of_merges
    stand_ins: dict[str, str] = {}
    tries = 1 + min(_MOST_MENDED, _MENDED_TEXT // (len(text) + 1))
    growing: Growing | None = None
    while tries:
        tries -= 1
        try:
            growing = Growing(clean)
            growing.document()
            break
        except Refused as refused:
            slips.append(refused.slip)
            break
        except Enough:
            break
        except (yaml.reader.ReaderError, UnicodeError):
            controls, clean = control_characters(clean)
            slips += controls or [Slip("yaml-syntax", 0, "YAML cannot read the characters of this file")]
            if not controls:
                break
        except yaml.MarkedYAMLError as error:
            explained = explain(clean, error)
            slips.append(explained.slip)
            culprit = explained.culprit
            if culprit is None or clean[culprit] in stand_ins:
                slips += tabs(clean)
                break
            stand_in = chr(_STAND_IN + len(stand_ins))
            stand_ins[stand_in] = clean[culprit]
            clean = clean[:culprit] + stand_in + clean[culprit + 1 :]
    if growing is not None:
        slips += growing.slips
        if growing.tree is not None:
            slips += losses(clean, growing.tree, growing.start, growing.marks)
            if stand_ins:
                growing.tree = _restored(growing.tree, stand_ins, set())
    return Source(file, text, first_slips(slips), growing)


def _restored(tree: Any, stand_ins: dict[str, str], seen: set[int]) -> Any:
    """The tree with what was written in place of the stand-ins; containers stay the same objects, so places hold."""
    if isinstance(tree, str):
        if any(c in stand_ins for c in tree):
            return "".join(stand_ins.get(c, c) for c in tree)
    elif id(tree) not in seen:
        seen.add(id(tree))
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            tree[key] = _restored(value, stand_ins, seen)
    return tree


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Source:
    before = data[: error.start].decode(errors="replace").removeprefix("\ufeff")
    text = before + data[error.start :].decode(errors="replace")
    hint = "save the file as UTF-8"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        hint = "it seems to be UTF-16; " + hint
    message = f"the byte {data[error.start]:02x} (hexadecimal) is no part of a UTF-8 text"
    return Source(file, text, [Slip("not-utf8", len(before), message, hint)])
