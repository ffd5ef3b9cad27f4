"""Blocks: where a writer's words stand that an encounter carries into the scenes it makes.

Takes a scene as written and its block; gives places by the identity of what stands there, for encounters carry the very
objects that were read. Nothing is expanded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..story import document as d
from ..story.building.context import Where


def proses(piece: str | d.TextItem) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every piece of prose in one item of a text, with the keys that lead to it from there."""
    if isinstance(piece, str):
        yield (), piece
        return
    for key in ("text", "otherwise", "first", "again", "gentler"):
        if (prose := getattr(piece, key)) is not None:
            yield (key,), prose
    for key in ("cycle", "shuffle"):
        for n, prose in enumerate(getattr(piece, key) or ()):
            yield (key, n), prose


def places(scene: d.Scene, where: Where, block: Any, at: Where) -> Iterator[tuple[int, Where]]:
    """Where everything stands that an encounter carries into its scenes as it was written."""
    for part in ("choices", "text"):
        yield from _listed(getattr(scene, part), (where, part))
    exits: list[tuple[Where, Any]] = [((at, key), getattr(block, key)) for key in block.__struct_fields__]
    exits += [(((at, "on"), key), value) for key, value in (block.on or {}).items()]
    for here, value in exits:
        if isinstance(value, d.Exit):
            yield from _listed(value.result, (here, "result"))
    for key, value in (block.text or {}).items():
        yield from _listed(value, ((at, "text"), key))
    for key, value in (block.captions or {}).items():
        here = ((at, "captions"), key)
        if isinstance(value, str):
            yield id(value), here
        else:
            for part in ("text", "hint"):
                if getattr(value, part) is not None:
                    yield id(getattr(value, part)), (here, part)


def _listed(written: Any, where: Where) -> Iterator[tuple[int, Where]]:
    if written is not None:
        yield id(written), where
        if isinstance(written, list):
            yield from ((id(piece), (where, n)) for n, piece in enumerate(written))
