"""The order of keys: with what a mapping begins, and with what it ends. All between stays as the writer had it.

Takes the kind of a mapping and its keys; gives the places to put them. Order has no meaning for the game; a reader
finds the name first and the way out last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from ...story.document import Document

_EXITS = ("draw", "call", "otherwise", "then", "stay", "return", "goto")
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Scene": (("title",), ("market", "bribe", "screening", "crossing", "choices")),
    "Choice": (("id", "text"), ("result", *_EXITS)),
    "Outcome": (("id", "odds", "shown"), _EXITS),
    "TextItem": (("when", "else_when"), ("gentler",)),
    "Exit": (("goto",), ("result",)),
    "Rule": (("when",), ()),
    "Person": (("name",), ()),
}


def places(kind: Any, keys: Sequence[str]) -> list[int]:
    """The numbers of the keys in their order."""
    first, last = _ENDS.get(kind.cls.__name__ if kind else "", ((), ()))
    rank = {key: n - len(first) for n, key in enumerate(first)} | {key: n + 1 for n, key in enumerate(last)}
    return sorted(range(len(keys)), key=lambda n: rank.get(keys[n], 0))


@cache
def whole() -> Any:
    """The kind of a story's file."""
    import msgspec.inspect

    return msgspec.inspect.type_info(Document)


def mapping(kind: Any) -> Any:
    """What a kind says of a mapping: one with known keys, one with names of the story's, or None."""
    return _option(kind, (msgspec.inspect.StructType, msgspec.inspect.DictType))


def listed(kind: Any) -> Any:
    """The kind of a list's items, or None."""
    found = _option(kind, (msgspec.inspect.ListType,))
    return found.item_type if found else None


def below(kind: Any, key: str) -> Any:
    """The kind of what stands under a key of such a mapping, or None."""
    if isinstance(kind, msgspec.inspect.StructType):
        return next((field.type for field in kind.fields if field.encode_name == key), None)
    return kind.value_type if isinstance(kind, msgspec.inspect.DictType) else None


def is_known(kind: Any) -> bool:
    """Whether the keys are the language's own, so that their order says nothing."""
    return isinstance(kind, msgspec.inspect.StructType)


def _option(kind: Any, wanted: Any) -> Any:
    if isinstance(kind, msgspec.inspect.Metadata):
        return _option(kind.type, wanted)
    if isinstance(kind, msgspec.inspect.UnionType):
        return next(filter(None, (_option(option, wanted) for option in kind.types)), None)
    return kind if isinstance(kind, wanted) else None
