"""What a writer marked to come back to: TODO, FIXME, XXX, TBD, TK, in text and in comments.

Takes scripts; gives findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...story.loading import Script
from ...story.reading import Source
from .finding import Finding, Rule

MARKS = ("TODO", "FIXME", "XXX", "TBD", "TK")
"""Words, in capitals only."""
_MARK = re.compile(rf"(?<!\w)(?:{'|'.join(MARKS)})(?!\w)")
_REST = re.compile(r"[^\n]{0,60}")


def todo(script: Script) -> Iterator[Finding]:
    """Each mark, where it stands in a file."""
    for source in script.sources:
        text = source.text
        if not any(mark in text for mark in MARKS):
            continue
        for found in _MARK.finditer(text):
            rest = _REST.match(text, found.end())
            about = rest[0].strip(" :.-\r\"'}]") if rest is not None else ""
            said = f"{found[0]}: {about}" if about else f"{found[0]} stands here"
            scene = _scene(source, found.start())
            yield Finding(
                (source,), said, "do it, and take the mark away", index=found.start(), length=len(found[0]), scene=scene
            )


def _scene(source: Source, index: int) -> str:
    """The scene that a character of a file's text lies in, or empty."""
    tree = source.tree if isinstance(source.tree, dict) else {}
    scenes = tree.get("scenes")
    begin = [(source.place((section,), "key").line, "") for section in tree]
    begin += [
        (source.place(("scenes", name), "key").line, name) for name in (scenes if isinstance(scenes, dict) else ())
    ]
    line = source.text.count("\n", 0, index) + 1
    return max(((at, name) for at, name in begin if at <= line), default=(0, ""))[1]


RULES = (Rule("todo", todo),)
