"""HTML made of elements: whatever is not an element itself is words, and words are escaped.

el("p", "Rice & salt", el("b", "2"), class_="choice")     <p class="choice">Rice &amp; salt<b>2</b></p>
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

VOID = frozenset({"input", "meta", "link", "br", "hr"})


class Markup(str):
    """HTML that was made here; any other string is words."""

    __slots__ = ()


Inside: TypeAlias = "str | int | Iterable[Inside] | None"
"""What may stand in an element; None is nothing."""
Given: TypeAlias = str | int | bool | None
"""An attribute's value: True stands without one, False and None do not stand at all."""


def el(name: str, /, *inside: Inside, **attributes: Given) -> Markup:
    """An element. `class_` is the attribute class, `data_at` is data-at."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{every(*inside)}</{name}>")


def every(*inside: Inside) -> Markup:
    """All of these one after another."""
    return Markup("".join(map(_made, inside)))


def _made(inside: Inside) -> str:
    if inside is None:
        return ""
    if isinstance(inside, Markup):
        return inside
    if isinstance(inside, str | int):
        return escape(str(inside))
    return "".join(map(_made, inside))


def _attribute(key: str, value: Given) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
