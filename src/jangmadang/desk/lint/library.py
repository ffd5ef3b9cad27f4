"""What comes with the game for those who write: a page for each code of a problem, and the facts.

Gives paths and names. They lie inside the installed package, or under `docs` in a checkout.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]
_DOCS = _PACKAGE.parents[1] / "docs"


@cache
def codes() -> frozenset[str]:
    """The codes that have a page, which are all there are."""
    return frozenset(path.stem for path in _pages().glob("*.md") if path.stem.islower())


def page(code: str) -> str | None:
    """The page of a code, as Markdown; None where there is none."""
    return (_pages() / f"{code}.md").read_text(encoding="utf-8") if code in codes() else None


def facts() -> Path:
    """The file with the facts that the stories of the game stand on."""
    inside = _PACKAGE / "facts.md"
    return inside if inside.is_file() else _DOCS / "story" / "facts.md"


def _pages() -> Path:
    inside = _PACKAGE / "problems"
    return inside if inside.is_dir() else _DOCS / "problems"
