"""What comes with the game for those who write: a page for each code of a problem, and the facts.

Gives paths and names. They lie inside the installed package, or under `docs` in a checkout.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SENTENCE = re.compile(r".*?[.](?= [A-Z`]|$)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_STARS = re.compile(r"(?<![\w*`])\*{1,2}(?=\S)([^*`]+?)(?<=\S)\*{1,2}(?![\w*`])")

_PACKAGE = Path(__file__).resolve().parents[2]
_DOCS = _PACKAGE.parents[1] / "docs"


@cache
def codes() -> frozenset[str]:
    """The codes that have a page, which are all there are."""
    return frozenset(path.stem for path in _pages().glob("*.md") if path.stem.islower())


def page(code: str) -> str | None:
    """The page of a code, as Markdown; None where there is none."""
    return (_pages() / f"{code}.md").read_text(encoding="utf-8") if code in codes() else None


def says(code: str) -> str:
    """What a page begins with, in one sentence and without its marks; "" where there is no page."""
    text = page(code) or ""
    paragraphs = [part for part in _COMMENT.sub("", text).split("\n\n")[1:] if part.strip()]
    first = " ".join(paragraphs[0].split()) if paragraphs else ""
    found = _SENTENCE.match(first)
    return plain(found[0] if found else first)


def plain(text: str) -> str:
    """A line of Markdown as it is read: links are their words, and what is set off by stars is not."""
    return _STARS.sub(r"\1", _LINK.sub(r"\1", text))


def facts() -> Path:
    """The file with the facts that the stories of the game stand on."""
    inside = _PACKAGE / "facts.md"
    return inside if inside.is_file() else _DOCS / "story" / "facts.md"


def _pages() -> Path:
    inside = _PACKAGE / "problems"
    return inside if inside.is_dir() else _DOCS / "problems"
