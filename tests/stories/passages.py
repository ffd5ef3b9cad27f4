"""The prose of a shipped story as it stands in its files: every piece that somebody may read, with its place.

Takes a story's folder; gives Passages, each with the line it begins on and what it is for. Nothing here judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jangmadang.story.reading import Source, read_file

STORIES = Path(__file__).parents[2] / "stories"

ITEM = frozenset({"text", "otherwise", "first", "again", "cycle", "shuffle"})
"""Keys of one piece of a text."""
ROOM = frozenset({"ask", "analyse", "apply"})
LINES = {"hint", "locked", "heading", "title", "result", "gentler", "say", "alt", "summary", "role", "mouth_line"}
BLOCKS = frozenset({"market", "bribe", "screening", "crossing"})
TOLD = frozenset({"text", "result", "encounter", "epilogue", "phrase"})
"""Kinds of passages that the narrator tells while one plays."""
UNREAD = frozenset({"state", "goods", "computed", "conditions", "plan", "calendar", "sources", "when", "places"})

_NOTE_LINK = re.compile(r"\[([^\]]*)\]\(\w+\)")
_BRACES = re.compile(r"\{[^}]*\}")
_MARKS = re.compile(r"(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])")
_SENTENCE = re.compile(r"(?<=[.?!…])[\"'*_]*\s+(?=[\"'*_{\[]*[A-Z0-9{])|(?<=[.?!][\"'])\s+(?=[\"'*_{\[]*[A-Z0-9{])")


class Finding(NamedTuple):
    """One fault, its place, and a way out."""

    file: str
    line: int
    fault: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}; {self.do}"


class Passage(NamedTuple):
    """One piece of prose."""

    source: Source
    path: tuple[str | int, ...]
    """Where it stands in its file."""
    kind: str
    """text result caption hint locked heading title gentler encounter epilogue phrase note room say …"""
    text: str

    @property
    def scene(self) -> str:
        """Id of the scene it stands in; elsewhere the file's key and what is under it."""
        return str(self.path[1]) if self.path[0] == "scenes" else ".".join(map(str, self.path[:2]))

    @property
    def plain(self) -> str:
        """Without marks; what braces would say is left open as {}."""
        return _MARKS.sub("", _BRACES.sub("{}", _NOTE_LINK.sub(r"\1", self.text)))

    def line(self, offset: int = -1) -> int:
        """The line in the file where it begins, or where its character `offset` stands."""
        if offset < 0:
            offset = len(self.text) - len(self.text.lstrip())
        return self.source.problem("style", self.path, "", offset=offset).line

    def fault(self, offset: int, fault: str, do: str) -> Finding:
        """What is wrong at its character `offset`, or with all of it where that is -1."""
        return Finding(self.source.file, self.line(offset), fault, do)


def none_of(findings: Iterable[Finding]) -> None:
    """Fails a test with the findings as lines, so that one sees where to go."""
    if told := "\n".join(map(str, sorted(findings))):
        pytest.fail(f"\n{told}", pytrace=False)


class Shipped(NamedTuple):
    """A story that comes with the game, as files."""

    name: str
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    scenes: dict[str, tuple[Source, dict[str, Any]]]
    """Every scene as it is written, in the order of files and lines."""
    people: tuple[str, ...]
    """The names of its people."""

    @property
    def size(self) -> int:
        """Words that a player may read, variants and choices included; field notes are not counted."""
        read = TOLD | {"gentler", "caption", "hint", "locked", "title", "say"}
        return sum(len(passage.text.split()) for passage in self.passages if passage.kind in read)


def shipped(folder: Path) -> Shipped:
    """Reads the story of a folder; its play-tests are no part of it."""
    home = STORIES.parent if folder.is_relative_to(STORIES) else folder
    sources = tuple(read_file(path, str(path.relative_to(home))) for path in sorted(folder.glob("*.yaml")))
    scenes: dict[str, tuple[Source, dict[str, Any]]] = {}
    people: list[str] = []
    found: list[Passage] = []
    for source in sources:
        assert isinstance(source.tree, dict), source.problems
        for key, tree in source.tree.get("scenes", {}).items():
            scenes[key] = (source, tree)
        people += (tree["name"] for tree in source.tree.get("people", {}).values())
        found += (Passage(source, path, kind, text) for path, kind, text in _walk(source.tree, "", ()))
    return Shipped(folder.name, sources, tuple(found), scenes, tuple(people))


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, paragraph by paragraph."""
    out = []
    for paragraph in re.split(r"\n\s*\n", text):
        joined = " ".join(paragraph.split())
        out += [sentence for sentence in _SENTENCE.split(joined) if sentence and sentence != "---"]
    return out


def words(text: str) -> list[str]:
    """The words of a plain text, without case and stops; what braces would say is no word."""
    return [word.strip("'").lower() for word in re.findall(r"[\w'’-]+|\{\}", text) if word.strip("'-")]


def openings(text: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each piece that can be the first of a text as it is written, with its path from there."""
    return _outer(text, False)


def closings(text: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each piece that can be the last of a text as it is written, with its path from there."""
    return _outer(text, True)


def _outer(text: Any, last: bool) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(text, str):
        yield (), text
        return
    items: list[Any] = [text] if isinstance(text, dict) else text
    for number in reversed(range(len(items))) if last else range(len(items)):
        item = items[number]
        if isinstance(item, str):
            if item.strip() != "---":
                yield (number,), item
                return
            continue
        for key, piece in item.items():
            if key in ITEM or key == "gentler":
                here = (number, key) if isinstance(text, list) else (key,)
                if isinstance(piece, str):
                    yield here, piece
                else:
                    yield from (((*here, n), one) for n, one in enumerate(piece))
        bound = {"when", "else_when", "otherwise"} & item.keys() or ("first" in item and "again" not in item)
        if not bound:
            return


def _walk(tree: Any, kind: str, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    if isinstance(tree, str):
        if kind:
            yield path, kind, tree
    elif isinstance(tree, list):
        for number, item in enumerate(tree):
            yield from _walk(item, kind, (*path, number))
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key not in UNREAD or len(path) > 2:
                yield from _walk(value, _kind(key, value, kind, path), (*path, key))


def _kind(key: str, value: Any, kind: str, path: tuple[str | int, ...]) -> str:
    if not path:
        return {"epilogue": "epilogue", "summary": "summary", "title": "title"}.get(key, "")
    top = path[0]
    if top in ("phrases", "notes"):
        if len(path) == 1:
            return "phrase" if top == "phrases" else ""
        if top == "notes":
            return {"text": "note", "title": "note title"}.get(key, "")
    if key in ITEM and kind:
        return kind
    if len(path) > 1 and path[-2] in BLOCKS and path[-1] == "text":
        return "encounter"
    if len(path) > 1 and path[-2] in BLOCKS and path[-1] == "captions":
        return "caption"
    if key == "text" and isinstance(path[-1], int):
        return "caption"
    if key == "text":
        return "" if path[-1] in BLOCKS else "text"
    if key in ROOM or (key == "hint" and path[-1] == "discuss"):
        return "room"
    if kind == "encounter" or key == "when":
        return kind if key in ITEM else "gentler" if key == "gentler" else ""
    return key if key in LINES else ""
