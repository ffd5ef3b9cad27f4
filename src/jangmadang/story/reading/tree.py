"""From YAML's events to a plain tree of dicts, lists and text, with the place of every key, value and item.

Takes the text of one file; gives a Growing. Every scalar stays the text that was written. What YAML loses in silence
(empty values, torn braces, tags, second keys) comes out as slips. What libyaml refuses is left to the caller, who has
the text to explain it. No node objects: a story is read at little more than the cost of libyaml's own events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from .copies import DEEPEST, Copies, merge, too_deep
from .places import Lines, Marks, Tree
from .slips import (
    EXPRESSIONS,
    LONGEST_KEY,
    MOST_SLIPS,
    OWN_LINES,
    Enough,
    Slip,
    is_torn,
    leading,
    tag,
    text_begins,
    torn,
)

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = re.compile(r"!\S*")
_NOTHING: Any = object()


class Growing:
    """One reading of one text. What it found so far stays in its fields when `document` raises."""

    def __init__(self, text: str) -> None:
        self.tree: Tree = None
        self.start = 0
        """Where the tree's root stands."""
        self.text = text
        self.lines = Lines(text)
        self.get: Callable[[], Any] = LOADER(text).get_event
        self.marks: Marks = {}
        self.slips: list[Slip] = []
        self.names: dict[str, str] = {}
        self.bare = "&" not in text and "!" not in text
        """True when no node can have an anchor or a tag: then nobody asks."""
        self.copies = Copies()

    def slip(self, code: str, index: int, message: str, hint: str = "", length: int = 1) -> None:
        self.add(Slip(code, index, message, hint, length))

    def add(self, slip: Slip) -> None:
        self.slips.append(slip)
        if len(self.slips) > MOST_SLIPS:
            raise Enough

    def document(self) -> None:
        """Reads the file's one document. Raises yaml.YAMLError for what YAML refuses, Refused or Enough at a limit."""
        get = self.get
        get()
        first = get()
        tree: Tree = None
        start = 0
        if type(first) is not StreamEndEvent:
            event = get()
            start = event.start_mark.index
            empty = type(event) is ScalarEvent and not event.value and not event.style
            if not (empty and event.anchor is None and event.tag is None):
                tree = self.node(event, "", 1)
                tree = None if tree is _NOTHING else tree
            while type(event) is not DocumentEndEvent:
                event = get()
            self.further(get())
        self.tree, self.start = tree, start
        self.slips.extend(self.copies.unused.values())

    def further(self, event: Any) -> None:
        if type(event) is DocumentStartEvent:
            message = "`---` at the very start of a line begins a second document; a file holds one"
            hint = "a beat between paragraphs is indented like the text around it"
            self.slip("several-documents", event.start_mark.index, message, hint, 3)  # type: ignore[union-attr]

    def mapping(self, start: Any, depth: int) -> dict[str, Any]:
        """The keys of a mapping whose first event was taken."""
        get, bare, known = self.get, self.bare, self.names.get
        tree: dict[str, Any] = {}
        at: list[int] = []
        add = at.append
        self.marks[id(tree)] = at
        merged: list[Any] = []
        cut = ""
        if depth > DEEPEST:
            raise too_deep(start.start_mark.index)
        while True:
            key = get()
            if type(key) is not ScalarEvent:
                if type(key) is MappingEndEvent:
                    break
                self.complex_key(key, depth)
                continue
            name = known(key.value)
            if name is None or not (bare or (key.tag is None and key.anchor is None)):
                name = self.name(key)
            event = get()
            kind = type(event)
            if kind is ScalarEvent and event.value and (bare or (event.tag is None and event.anchor is None)):
                value = event.value
            elif kind is MappingStartEvent and bare:
                value = self.mapping(event, depth + 1)
            else:
                value = self.node(event, name, depth + 1)
                if value is _NOTHING:
                    cut = self.hollow(start, tree, at, key, event, cut)
                    continue
            if name in tree:
                self.twice(tree, at, name, key)
            elif name == "<<":
                merged.append((value, key.start_mark.index))  # type: ignore[union-attr]
            else:
                add(key.start_mark.index)  # type: ignore[union-attr]
                add(event.start_mark.index)
                tree[name] = value
        for value, index in merged:
            if not merge(self.marks, tree, value):
                hint = "write `<<: *name`, where `&name` stands before a group of keys"
                self.slip("merge-key", index, "`<<` takes the keys of a group; this is none", hint, 2)
        return tree

    def sequence(self, start: Any, depth: int, name: str) -> list[Any]:
        """The items of a sequence whose first event was taken; `name` is the key it stands under."""
        get, bare = self.get, self.bare
        tree: list[Any] = []
        at: list[int] = []
        self.marks[id(tree)] = at
        if depth > DEEPEST:
            raise too_deep(start.start_mark.index)
        while True:
            event = get()
            kind = type(event)
            if kind is SequenceEndEvent:
                break
            if kind is ScalarEvent and event.value and (bare or (event.tag is None and event.anchor is None)):
                value = event.value
            elif kind is MappingStartEvent and bare:
                value = self.mapping(event, depth + 1)
            else:
                value = self.node(event, name, depth + 1)
                if value is _NOTHING:
                    index = event.start_mark.index
                    index -= self.text[index - 1 : index] == "-"
                    self.slip("empty-value", index, "this item is empty", "write the item after the dash, or remove it")
                    continue
            at.append(event.start_mark.index)
            tree.append(value)
        if start.flow_style:
            self.torn_items(tree, at)
        return tree

    def node(self, event: Any, name: str, depth: int) -> Any:
        """Any node; _NOTHING for a scalar with nothing written."""
        kind = type(event)
        index = event.start_mark.index
        value: Any
        if kind is AliasEvent:
            value = self.copies.take(event.anchor, index, name, depth)
            if isinstance(value, Slip):
                self.add(value)
                value = f"*{event.anchor}"
            return value
        if event.tag is not None:
            return self.tagged(event, name, depth)
        if kind is ScalarEvent:
            value = event.value
            if not value and event.style not in ("'", '"'):
                value = _NOTHING
        elif kind is MappingStartEvent:
            value = self.mapping(event, depth)
        else:
            value = self.sequence(event, depth, name)
        if event.anchor is not None and value is not _NOTHING:
            self.copies.keep(event.anchor, index, name, value)
        return value

    # What is rare stands below.

    def name(self, key: Any) -> str:
        """A key seen for the first time, or one with something odd about it."""
        name: str = key.value
        index = key.start_mark.index
        if key.tag is not None:
            self.slip("yaml-tag", index, "`!` starts a YAML tag; a key is a plain name", "write the key without it")
        if key.anchor is not None:
            self.copies.keep(key.anchor, index, "", name)
        if not name:
            self.slip("empty-value", index, "there is no name before this colon", "write `name: value`")
        elif len(name) > LONGEST_KEY:
            self.slip("key-too-long", index, f"this key has more than {LONGEST_KEY} characters", OWN_LINES)
        elif name[0] in "\u201c\u201d\u2018\u2019":
            hint = "write the key without quotes"
            self.slip("curly-yaml-quotes", index, "curly quotes become part of the key", hint, len(name))
        elif name != name.strip():
            message = "a space that is not the ordinary one stands beside this key, and becomes part of it"
            self.slip("odd-space", index, message, "type the line again with the space bar")
        else:
            return self.names.setdefault(name, name)
        return name

    def complex_key(self, key: Any, depth: int) -> None:
        what = {MappingStartEvent: "a group of keys", SequenceStartEvent: "a list"}.get(type(key), "a copy")
        hint = "a key is a plain name; text that starts with { or [ stands after | on its own lines"
        self.slip("key-not-text", key.start_mark.index, f"{what} stands where a key should", hint)
        said = len(self.slips)
        try:
            self.node(key, "", depth + 1)
        finally:
            del self.slips[said:]  # what is wrong inside such a key is no news
        self.node(self.get(), "", depth + 1)

    def twice(self, tree: dict[str, Any], at: list[int], name: str, key: Any) -> None:
        first = self.lines.place(at[2 * list(tree).index(name)]).line
        index, end = key.start_mark.index, key.end_mark.index
        message = f"`{name}` stands here a second time; the first is in line {first}"
        self.slip("duplicate-key", index, message, "keep one of the two", end - index)

    def hollow(self, start: Any, tree: dict[str, Any], at: list[int], key: Any, event: Any, cut: str) -> str:
        """A key without a value: in braces it may be the torn end of the value before. Gives that one's key."""
        index, end = key.start_mark.index, key.end_mark.index
        name: str = key.value
        before = next(reversed(tree), "") if start.flow_style else ""
        value = tree.get(before)
        gap = self.text[at[-1] : index] if before else ""
        if isinstance(value, str) and gap.rstrip().endswith(",") and (cut == before or is_torn(before, value, name)):
            if cut != before:
                self.add(torn(self.text.rindex(",", at[-1], index), before, value, name))
            tree[before] = self.text[at[-1] : end]
            return before
        rest = self.text[end : end + 200].partition("\n")[0].lstrip(" \t\"':")
        if rest.startswith("#"):
            hint = "a `#` after a space starts a comment, so the value is gone; put it after | on a line of its own"
        elif event.style:
            hint = "the lines after | must stand deeper than the key"
        elif start.flow_style:
            opened = start.start_mark.index
            if not tree and text_begins(self.text, opened):
                self.add(leading(opened, "{"))
                return cut
            hint = f"write `{name}: …`; text that holds braces or commas stands after | on its own lines"
        else:
            hint = "write it after the colon or, indented, on the lines below; or remove the key"
        self.slip("empty-value", index, f"`{name}` has no value", hint, end - index)
        return cut

    def torn_items(self, tree: list[Any], at: list[int]) -> None:
        for index, item in zip(at[:-1], tree, strict=False):
            if isinstance(item, str) and item.count("(") > item.count(")") and self.text[index] not in "'\"":
                hint = "write each item on a line of its own after a dash"
                self.slip("torn-expression", index, f"the comma ended `{item}` in this list", hint, len(item))
                return

    def tagged(self, event: Any, name: str, depth: int) -> Any:
        """A node with a tag: always a problem, and then the text as it was meant."""
        index, end = event.start_mark.index, event.end_mark.index
        found = _TAG.search(self.text, index, end)
        written = found.group() if found else "!"
        event.tag = None
        value = self.node(event, name, depth)
        meant = self.text[index + 1 : end].strip()
        self.add(tag(index, written, name, meant))
        if type(event) is not ScalarEvent:
            return value
        return f"not {meant}" if name in EXPRESSIONS else self.text[index:end].strip()
