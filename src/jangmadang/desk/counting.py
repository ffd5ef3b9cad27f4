"""Counting words: in prose as it is written, and the least and most that a text shows at one visit.

Takes prose with its marks and braces, or a story's texts; gives numbers. A word is a run of letters and digits, so
that `twenty-two` and `5,000` are one each; a value in braces counts as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..story.model import Body, ByCondition, ByVisit, Called, Item, Part, Text, Value, Words
from .braces import plain

_WORD = re.compile(r"[^\W_]+(?:(?:['’-]|[.,](?=\d))[^\W_]+)*")
_LINK = re.compile(r"\[([^\[\]{}]+)\]\([^()\s]*\)")
_MARK = re.compile(r"(?<![^\W_*])[*_](?=\S)|(?<=\S)[*_](?![^\W_*])")
_VALUE = "0"


def words(text: str) -> list[str]:
    """The words of a plain text."""
    return _WORD.findall(text)


def bare(prose: str, people: dict[str, str] | None = None) -> str:
    """Prose without marks and links, with both sides of its braces; a value stands as `0`, a person's as their name."""
    text = plain(prose, lambda name: (people or {}).get(name, _VALUE))
    return _MARK.sub("", _LINK.sub(r"\1", text))


def count(prose: str) -> int:
    """The words of prose as it is written, every side of its braces included."""
    return len(words(bare(prose)))


# ---- one visit ------------------------------------------------------------------------------------------------------
def span(text: Text) -> tuple[int, int]:
    """The least and the most words that a text shows at one visit, in its ordinary wording.

    Conditions are not asked: each may hold or not, but of those that exclude each other one is read.
    """
    least = most = 0
    for run in _runs(text):
        low, high = _run(run)
        least, most = least + low, most + high
    return least, most


def _runs(text: Text) -> Iterable[list[Item]]:
    """Items that hang together: those that ask, with the `otherwise` below them; any other alone."""
    run: list[Item] = []
    for item in text:
        if item.pick == "otherwise":
            yield [*run, item]
            run = []
        elif item.when is None:
            if run:
                yield run
            run = []
            yield [item]
        else:
            if run and run[-1].else_when and not item.else_when:
                yield run
                run = []
            run.append(item)
    if run:
        yield run


def _run(run: Sequence[Item]) -> tuple[int, int]:
    if run[0].when is None and run[0].pick != "otherwise":
        return _item(run[0])
    sizes = [_item(item) for item in run]
    together = sum(most for (_, most), item in zip(sizes, run, strict=True) if _asks_alone(item))
    alone = [most for (_, most), item in zip(sizes, run, strict=True) if not _asks_alone(item)]
    one_is_read = run[-1].pick == "otherwise"
    return min(least for least, _ in sizes) if one_is_read else 0, max(together, *alone, 0)


def _asks_alone(item: Item) -> bool:
    """Whether it is read beside the others of its run that hold."""
    return item.pick != "otherwise" and not item.else_when


def _item(item: Item) -> tuple[int, int]:
    sizes = [(_size(body, False), _size(body, True)) for body in item.bodies]
    return min(low for low, _ in sizes), max(high for _, high in sizes)


def _size(body: Body, most: bool) -> int:
    return sum(len(words(_said(paragraph.parts, most))) for paragraph in body)


def _said(parts: Sequence[Part], most: bool) -> str:
    """The shortest or longest that parts can say."""
    return "".join(_part(part, most) for part in parts)


def _part(part: Part, most: bool) -> str:
    match part:
        case Words():
            return part.text
        case Value():
            return _VALUE
        case Called():
            low, high = span(part.items)
            return " ".join([_VALUE] * (high if most else low))
        case ByVisit():
            sides = (part.first, part.later)
        case ByCondition():
            sides = (part.then, part.otherwise)
    said = [_said(side, most) for side in sides]
    return (max if most else min)(said, key=lambda text: len(words(text)))
