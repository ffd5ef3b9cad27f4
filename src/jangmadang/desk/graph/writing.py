"""A graph in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from .values import StoryGraph

Format = Literal["svg", "html", "mmd", "dot", "json"]
FORMATS: tuple[Format, ...] = ("svg", "html", "mmd", "dot", "json")


def written(graph: StoryGraph, form: Format) -> str:
    """The whole text of the file."""
    return _WRITERS[form](graph)


def _svg(graph: StoryGraph) -> str:
    from .picture import picture
    from .svg import svg

    return svg(picture(graph))


def _html(graph: StoryGraph) -> str:
    from .html import html
    from .picture import picture

    return html(picture(graph))


def _mermaid(graph: StoryGraph) -> str:
    from .mermaid import mermaid

    return mermaid(graph)


def _dot(graph: StoryGraph) -> str:
    from .dot import dot

    return dot(graph)


def _json(graph: StoryGraph) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(graph)).decode() + "\n"


_WRITERS: dict[Format, Callable[[StoryGraph], str]] = {
    "svg": _svg,
    "html": _html,
    "mmd": _mermaid,
    "dot": _dot,
    "json": _json,
}
