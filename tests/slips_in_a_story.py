"""Every place in a story's files where a name is used or a key is written, and the files with a slip at such places.

Takes a story's folder; gives Sites (file, line, column, the name meant, the slip). What stands in prose is none.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jangmadang.story import shelf
from jangmadang.story.reading import Source, read_file

SCENE_KEYS = ("goto", "call", "then", "otherwise", "to", "start", "leave", "passed", "closed", "walked", "named")
SCENE_LISTS = ("skip", "skip_if_late", "good_stops", "votes", "in")
ENCOUNTERS = frozenset(("market", "bribe", "screening", "crossing"))
EXPRESSIONS = ("when", "else_when", "odds", "shown", "weight")
NAMED_BY_THE_WRITER = (
    "scenes", "people", "state", "each_person", "goods", "conditions", "computed", "constants", "tables", "phrases",
    "notes", "places", "effects", "cost", "stops", "plan", "renamed", "view", "tags", "text", "captions",
    "on", "guests", "pictures",
)  # fmt: skip
WORDS = frozenset((
    "and", "or", "not", "is", "has", "if", "else", "true", "false", "none", "min", "max", "clamp", "abs", "count",
    "table", "seen", "visits", "days_since", "price", "buy", "sell", "want", "odds_of", "fixed", "day_of", "season",
    "weekday",
))  # fmt: skip
NAME = re.compile(r"(?<![\w.])[a-z_][a-z_0-9]*(?:\.[a-z_0-9]+)*")


class Site(NamedTuple):
    """One place, and what a slip there makes of it."""

    file: str
    line: int
    column: int
    meant: str
    slip: str
    kind: str


def slip_of(name: str) -> str:
    """The name with a letter twice, in its longer part."""
    head, dot, tail = name.rpartition(".")
    if len(tail) < len(head):
        return f"{slip_of(head)}{dot}{tail}"
    at = len(tail) // 2
    return f"{head}{dot}{tail[:at]}{tail[at]}{tail[at:]}"


def sites(folder: Path) -> list[Site]:
    """All sites of the story, in the order of its files."""
    sources = [read_file(file, file.relative_to(folder).as_posix()) for file in shelf.story_files(folder)]
    scenes = {name for source in sources for name in section(source, "scenes")}
    return [site for source in sources for site in _walk(source, source.tree, (), scenes)]


def section(source: Source, name: str) -> dict[str, Any]:
    tree = source.tree
    found = tree.get(name, {}) if isinstance(tree, dict) else {}
    return found if isinstance(found, dict) else {}


def with_slips(folder: Path, into: Path, slips: list[Site]) -> None:
    """A copy of the story and its drawings with all these slips, which stand on lines of their own."""
    for drawing in folder.glob("pictures/*.txt"):
        (into / "pictures").mkdir(exist_ok=True)
        shutil.copy(drawing, into / "pictures")
    for file in shelf.story_files(folder):
        name = file.relative_to(folder).as_posix()
        lines = file.read_text(encoding="utf-8").split("\n")
        for site in slips:
            if site.file == name:
                text, at = lines[site.line - 1], site.column - 1
                assert text.startswith(site.meant, at)
                lines[site.line - 1] = text[:at] + site.slip + text[at + len(site.meant) :]
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_text("\n".join(lines), encoding="utf-8")


def _walk(source: Source, node: Any, path: tuple[str | int, ...], scenes: set[str]) -> Iterator[Site]:
    named = path[-1] if path else ""
    if isinstance(node, dict):
        for key, value in node.items():
            here = (*path, key)
            if named in ("effects", "cost"):
                yield from _site(source, here, key, 0, "variable", on="key")
            elif named not in NAMED_BY_THE_WRITER:
                yield from _site(source, here, key, 0, "key", on="key")
            yield from _walk(source, value, here, scenes)
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from _walk(source, value, (*path, n), scenes)
    elif isinstance(node, str):
        owner = next((part for part in reversed(path) if isinstance(part, str)), "")
        if node in scenes and (owner in SCENE_KEYS or owner in SCENE_LISTS):
            yield from _site(source, path, node, 0, "exit" if ENCOUNTERS & {*path} else "scene")
        elif owner in EXPRESSIONS or (len(path) > 1 and "effects" in path[-3:-1] and node[:1] in "+-="):
            for found in NAME.finditer(node):
                if found[0] not in WORDS and not _argument(node, found.start()):
                    yield from _site(source, path, found[0], found.start(), "variable")


def _argument(text: str, at: int) -> bool:
    """Whether the name is a scene, a good or a choice between the brackets of a function that takes one."""
    return (
        re.search(r"(seen|visits|days_since|price|buy|sell|want|odds_of|fixed|table)\([^()]*$", text[:at]) is not None
    )


def _site(
    source: Source, path: tuple[str | int, ...], name: str, offset: int, kind: str, on: Any = "value"
) -> Iterator[Site]:
    place = source.place(path, on)
    line = source.text.split("\n")[place.line - 1]
    if line.startswith(name, place.column - 1 + offset):
        yield Site(source.file, place.line, place.column + offset, name, slip_of(name), kind)
