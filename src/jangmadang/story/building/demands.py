"""What a cover asks of whoever writes the story: what no scene may lack, and where the facts stand that it may cite.

In: the files as one. Nothing comes out but problems: a story is played without this, and lint reads it as written.
"""

from __future__ import annotations

from . import scenes
from .context import Build, Where
from .gather import Written

REQUIRABLE = (
    "title",
    "heading",
    "place",
    "at",
    "picture",
    "notes",
    "phenomena",
    "sources",
    "content_notes",
    "discuss",
    "skip",
)
"""Keys of a scene that `require` may name."""
OUR_FACTS = "jangmadang"
"""What `facts` calls those that come with the game."""


def check(build: Build, written: Written) -> None:
    """Report what the cover requires that no scene can have, and files of facts that are not there."""
    if "require" in written.cover:
        required, where = written.cover["require"]
        scenes.all_known(build, required, where, REQUIRABLE, "requirement")
    if "facts" in written.cover:
        named, where = written.cover["facts"]
        for n, name in enumerate(fact_files(named)):
            if name != OUR_FACTS and not build.beside.has(name):
                at: Where = where if isinstance(named, str) else (where, n)
                hint = f"`{OUR_FACTS}` names the facts that come with the game"
                build.report("missing-file", at, f"there is no file `{name}` beside the story", hint)


def fact_files(named: str | list[str] | None) -> list[str]:
    """The files that a cover's `facts` names."""
    return [named] if isinstance(named, str) else named or []
