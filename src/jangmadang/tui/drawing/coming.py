"""Text that comes paragraph by paragraph. The page is laid out whole and only hides what has not come: nothing moves.

A paragraph is known by its words; where it was read before it is there at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...play.view import Page
from .lines import EMPTY, Line, plain
from .prose import BEAT


class Coming(Struct, frozen=True):
    """How far the text of a page has come."""

    fresh: frozenset[str] = frozenset()
    """Paragraphs that come one after another, by their words."""
    quiet: frozenset[str] = frozenset()
    """Paragraphs of the text that were read before, where others were not."""
    so_far: int | None = None
    """How many fresh ones have come; None for all."""


def coming(page: Page, life: frozenset[str], ever: frozenset[str], at_once: bool) -> Coming:
    """How a page begins, by what was read in this life and by what was ever read."""
    result, text = _words(page.result), _words(page.text)
    epilogue = _words(page.ending.epilogue) if page.ending else []
    unread = [words for words in (*text, *epilogue) if words not in life]
    quiet = frozenset(words for words in text if words in life) if unread or result else frozenset[str]()
    fresh = frozenset(words for words in (*result, *text, *epilogue) if words not in ever)
    return Coming(fresh, quiet, None if at_once or len(fresh) < 2 else 1)


def words_of(page: Page) -> frozenset[str]:
    """All paragraphs of a page, by their words."""
    epilogue = page.ending.epilogue if page.ending else ()
    return frozenset(_words((*page.result, *page.text, *epilogue)))


def _words(paragraphs: Sequence[object]) -> list[str]:
    return [paragraph.plain for paragraph in paragraphs if not paragraph.beat]  # type: ignore[attr-defined]


def order(lines: Sequence[Line], fresh: frozenset[str]) -> list[int]:
    """For each line which of the fresh paragraphs it comes with, counted from 1; 0 for what is there at once."""
    known = {_plainly(words) for words in fresh}
    numbers: list[int] = []
    came, at = 0, 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and bool(lines[end]) == bool(lines[at]):
            end += 1
        block = lines[at:end]
        number = 0
        if block[0]:
            if _plainly(" ".join(map(plain, block))) in known:
                came += 1
                number = came
            elif block[0] == BEAT or any(piece.role == "heading" for piece in block[0]):
                number = came + 1  # a pause, or the name of an ending, comes with what follows
        numbers += [number] * len(block)
        at = end
    return [min(number, came) for number in numbers]


def hidden(lines: Sequence[Line], numbers: Sequence[int], so_far: int | None) -> list[Line]:
    """The lines, empty where they have not come yet."""
    if so_far is None:
        return list(lines)
    return [one if number <= so_far else EMPTY for one, number in zip(lines, numbers, strict=True)]


def lengths(lines: Sequence[Line], numbers: Sequence[int]) -> tuple[int, ...]:
    """How many words each of the paragraphs has that come on these lines, up to the last of them."""
    counts = [0] * max(numbers, default=0)
    for one, number in zip(lines, numbers, strict=False):
        if number:
            counts[number - 1] += len(plain(one).split())
    return tuple(counts)


def _plainly(words: str) -> str:
    return "".join(words.split())
