"""All files of a story as one: each section with every entry's place, and what was declared twice.

In: typed documents in the order of their names. Out: one `Written`. What the entries mean is not looked at.
"""

from __future__ import annotations

from typing import Any

from .. import document as d
from ..problems import Problem
from ..reading import Source
from .context import Where

COVER = (
    "jangmadang",
    "id",
    "title",
    "summary",
    "language",
    "minutes",
    "content_notes",
    "start",
    "calendar",
    "plan",
    "renamed",
    "each_day",
    "require",
    "facts",
    "allow",
)
SECTIONS = (
    "state",
    "each_person",
    "people",
    "places",
    "pictures",
    "goods",
    "constants",
    "tables",
    "conditions",
    "computed",
    "phrases",
    "notes",
    "scenes",
)
LISTS = ("whenever", "everywhere", "epilogue")
Entries = dict[str, tuple[Any, Where]]


class Written:
    """A story as written, over all its files."""

    def __init__(self) -> None:
        self.cover: Entries = {}
        self.sections: dict[str, Entries] = {name: {} for name in SECTIONS}
        self.lists: dict[str, list[tuple[Any, Where]]] = {name: [] for name in LISTS}
        self.root: Where | None = None
        """The file with the cover, or the first."""

    def section(self, name: str) -> Entries:
        return self.sections[name]


def gather(files: list[tuple[Source, d.Document]]) -> tuple[Written, list[Problem]]:
    """One story from its files; a second declaration is reported at its place and names the first."""
    all_of, problems = Written(), []
    for source, document in files:
        root: Where = (source,)
        if document.jangmadang is not None or all_of.root is None:
            all_of.root = root
        for key in COVER:
            value = getattr(document, key)
            if value is not None:
                problems += _add(all_of.cover, key, value, (root, key), f"`{key}`")
        for name in SECTIONS:
            entries = getattr(document, name) or {}
            for key, value in entries.items():
                where = ((root, name), key)
                problems += _add(all_of.sections[name], key, value, where, f"`{key}` under `{name}`")
        for name in LISTS:
            at: Where = (root, name)
            for n, value in enumerate(getattr(document, name) or ()):
                all_of.lists[name].append((value, (at, n)))
    return all_of, problems


def _add(entries: Entries, key: str, value: Any, where: Where, what: str) -> list[Problem]:
    if key not in entries:
        entries[key] = (value, where)
        return []
    from .context import source_and_path

    source, path = source_and_path(where)
    first_source, first_path = source_and_path(entries[key][1])
    first = first_source.place(first_path, on="key")
    message = f"{what} stands twice: first at {first_source.file}:{first.line}"
    return [source.problem("duplicate", path, message, "keep one of them", on="key")]
