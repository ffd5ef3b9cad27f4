"""The way in: a text laid out, or why it is left as it is.

Takes the text of a file and the name that problems show. Never raises for what stands in it. What has an error is left
alone; and what was laid out is read once more: unless it says the same, nothing has changed.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from ...story.problems import Problem, errors
from ...story.reading import Source, read_text
from ...story.shape import typed
from . import order
from .cutting import cut
from .laying import lay
from .pieces import Unusual

_BREAK = re.compile(r"\r\n?|\n")
BOM = "\ufeff"


class Judged(Struct, frozen=True):
    """What became of a text."""

    text: str
    """The text laid out; as it was, where the rest says why."""
    problems: tuple[Problem, ...] = ()
    """The errors for which it was left alone."""
    left: str = ""
    """Why it was left alone though nothing is wrong with it: the line, and what stands there."""


def laid_out(text: str, file: str = "story.yaml", *, play_test: bool | None = None) -> Judged:
    """The text in the one layout.

    A mark at its very start is kept; all lines end as its first does. `play_test` says whether it is a play-test; left
    out, its keys tell.
    """
    source = read_text(text, file)
    tree = source.tree
    if play_test is None:
        play_test = isinstance(tree, dict) and "steps" in tree
    wrong = errors(source.problems if play_test else [*source.problems, *typed(source)[1]])
    if wrong or (play_test and not isinstance(tree, dict)):
        return Judged(text, tuple(wrong))
    bare = text.removeprefix(BOM)
    plain = _BREAK.sub("\n", bare)
    try:
        laid = lay(cut(plain), None if play_test else order.whole())
    except Unusual as unusual:
        line = plain.count("\n", 0, unusual.index) + 1
        return Judged(text, left=f"{unusual.what} (line {line})")
    if not plain.endswith("\n") and laid != plain and not _says_the_same(source, read_text(laid, file), play_test):
        laid = laid.removesuffix("\n")  # a text after a bar that ends with the file would gain a line's end
    if laid != plain and not _says_the_same(source, read_text(laid, file), play_test):
        return Judged(text, left="laid out, it would say something else; please report it with the file")
    first = _BREAK.search(bare)
    ending = first.group() if first else "\n"
    return Judged(text[: len(text) - len(bare)] + laid.replace("\n", ending))


def _says_the_same(before: Source, after: Source, play_test: bool) -> bool:
    """Whether both hold one tree, with every list and every mapping of names in one order."""
    kind = None if play_test else order.whole()
    return bool(_in_order(before.tree, kind) == _in_order(after.tree, kind))


def _in_order(node: Any, kind: Any) -> Any:
    if isinstance(node, dict):
        kind = order.mapping(kind) if kind is not None else None
        pairs = [(key, _in_order(value, order.below(kind, key) if kind else None)) for key, value in node.items()]
        return dict(pairs) if kind is not None and order.is_known(kind) else pairs
    if isinstance(node, list):
        inner = order.listed(kind) if kind is not None else None
        return [_in_order(item, inner) for item in node]
    return node
