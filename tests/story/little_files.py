"""What the tests of loading write: little files, and what is told about them."""

from __future__ import annotations

from textwrap import dedent

from jangmadang.story.loading import load_text
from jangmadang.story.model import Loaded, Story

COVER = {"jangmadang": "1", "id": "small", "title": "Small", "start": "one", "scenes": "{one: {goto: one}}"}


def loaded(text: str) -> Loaded:
    """What loading gives for a file; a cover and a scene come below it where it has none."""
    text = dedent(text).rstrip() + "\n"
    keys = {line.partition(":")[0] for line in text.splitlines()}
    return load_text(text + "".join(f"{key}: {value}\n" for key, value in COVER.items() if key not in keys), "s.yaml")


def told(text: str) -> list[str]:
    """`line:column code` of every problem."""
    return [f"{p.line}:{p.column} {p.code}" for p in loaded(text).problems]


def said(text: str) -> str:
    """The message and the hint of the only problem."""
    [problem] = loaded(text).problems
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def story(text: str) -> Story:
    """The story, which must be without problems."""
    found = loaded(text)
    assert found.story is not None and not found.problems, "\n".join(p.text() for p in found.problems)
    return found.story
