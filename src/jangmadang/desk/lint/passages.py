"""The prose of a story as it was written: every piece that somebody may read, with its place and what it is for.

Takes a script; gives Passages in the order of writing, gathered once for all rules. Nothing here judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal
from weakref import WeakKeyDictionary

from msgspec import Struct

from ...story import document as d
from ...story import encounters
from ...story.building.context import Where
from ...story.building.ledger import Ledger
from ...story.loading import Script

Kind = Literal[
    "text",
    "result",
    "encounter",
    "epilogue",
    "gentler",
    "phrase",
    "note",
    "caption",
    "hint",
    "locked",
    "heading",
    "title",
    "line",
    "room",
]
TOLD = frozenset(("text", "result", "encounter", "epilogue"))
"""What the narrator tells while one plays."""
PROSE = TOLD | {"gentler", "phrase", "note"}
"""What may have paragraphs."""

BRACES = re.compile(r"\{[^{}]*\}")
_GAP = re.compile(r"\s*\n[ \t]*\n\s*")
_LINK = re.compile(r"\[([^\[\]{}]+)\]\([^()\s]*\)")


class Passage(Struct, frozen=True, gc=False):
    """One piece of prose."""

    kind: Kind
    """`line`: the cover's title and summary, what people and meters are called, what a picture shows; `room`: a
    question for a room."""
    scene: str
    """The written scene that it stands in, or empty."""
    where: Where
    text: str
    sure: bool = False
    """Whether it is read at every visit: no condition stands over it, and nothing else is read in its place."""


def passages(script: Script) -> tuple[Passage, ...]:
    """All prose of a script."""
    return _gathered(script)[0]


def prose(script: Script) -> str:
    """All prose as one text, for who looks whether something stands anywhere at all."""
    return _gathered(script)[1]


_GATHERED: WeakKeyDictionary[Ledger, tuple[tuple[Passage, ...], str]] = WeakKeyDictionary()


def _gathered(script: Script) -> tuple[tuple[Passage, ...], str]:
    found = _GATHERED.get(script.ledger)
    if found is None:
        every = tuple(_all(script))
        found = _GATHERED[script.ledger] = every, "\n\n".join(passage.text for passage in every)
    return found


def plain(text: str) -> str:
    """The words without links and marks; braces stand as they are."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return text.replace("*", "").replace("_", " ") if "*" in text or "_" in text else text


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with where it begins."""
    at = 0
    for gap in _GAP.finditer(text):
        if gap.start() > at:
            yield at, text[at : gap.start()]
        at = gap.end()
    if at < len(text):
        yield at, text[at:]


def pieces(written: d.Text | None, where: Where) -> Iterator[tuple[str, Where, str, bool]]:
    """Each piece of a text: its words, its place, its key in the item (`text` where it is bare), and whether sure."""
    if written is None:
        return
    if isinstance(written, str):
        yield written, where, "text", True
        return
    for piece, here in (
        [(written, where)] if isinstance(written, d.TextItem) else [(one, (where, n)) for n, one in enumerate(written)]
    ):
        if isinstance(piece, str):
            yield piece, here, "text", True
            continue
        bare = piece.when is None and piece.else_when is None and piece.gentler is None
        for key in ("text", "otherwise", "first", "again", "gentler"):
            words: str | None = getattr(piece, key)
            if words is not None:
                yield words, (here, key), key, bare and key == "text"
        for key in ("cycle", "shuffle"):
            for n, line in enumerate(getattr(piece, key) or ()):
                yield line, ((here, key), n), key, False


def _all(script: Script) -> Iterator[Passage]:
    written = script.ledger.written
    for key in ("title", "summary"):
        if key in written.cover:
            yield Passage("line", "", written.cover[key][1], written.cover[key][0])
    yield from _declared(script)
    for phrase, where in written.section("phrases").values():
        yield from _text("phrase", "", phrase, where)
    for note, where in written.section("notes").values():
        for key, kind in _NOTE:
            if (words := getattr(note, key)) is not None:
                yield Passage(kind, "", (where, key), words)
    for name, (scene, where) in written.section("scenes").items():
        yield from _scene(name, scene, where)
    for choice, where in written.lists["everywhere"]:
        yield from _choice("", choice, where)
    for piece, where in written.lists["epilogue"]:
        yield from _text("epilogue", "", piece, where)


_NOTE: tuple[tuple[str, Kind], ...] = (("text", "note"), ("title", "title"), ("word", "line"), ("source", "line"))


def _declared(script: Script) -> Iterator[Passage]:
    written = script.ledger.written
    for section, keys in _DECLARED:
        for thing, where in written.section(section).values():
            for key in keys:
                if (words := getattr(thing, key, None)) is not None:
                    yield Passage("line", "", (where, key), words)


_DECLARED = (
    ("state", ("label",)),
    ("people", ("name", "role", "mouth_line")),
    ("places", ("name",)),
    ("pictures", ("alt",)),
    ("goods", ("name",)),
)


def _text(kind: Kind, scene: str, written: d.Text | None, where: Where) -> Iterator[Passage]:
    for words, here, key, sure in pieces(written, where):
        yield Passage("gentler" if key == "gentler" else kind, scene, here, words, sure)


def _scene(name: str, scene: d.Scene, where: Where) -> Iterator[Passage]:
    if scene.title is not None:
        yield Passage("title", name, (where, "title"), scene.title)
    if scene.heading is not None:
        yield Passage("heading", name, (where, "heading"), scene.heading)
    if isinstance(scene.text, str):
        yield Passage("text", name, (where, "text"), scene.text, True)
    else:
        yield from _text("text", name, scene.text, (where, "text"))
    if isinstance(scene.picture, d.Picture):
        yield Passage("line", name, ((where, "picture"), "alt"), scene.picture.alt)
    if isinstance(scene.discuss, str):
        yield Passage("room", name, (where, "discuss"), scene.discuss)
    elif scene.discuss is not None:
        for key in ("ask", "hint", "analyse", "apply"):
            if (words := getattr(scene.discuss, key)) is not None:
                yield Passage("room", name, ((where, "discuss"), key), words)
    if scene.skip is not None:
        yield Passage("room", name, ((where, "skip"), "say"), scene.skip.say)
    if scene.ending is not None:
        yield Passage("title", name, ((where, "ending"), "title"), scene.ending.title)
    if scene.choices is not None:
        at: Where = (where, "choices")
        for n, choice in enumerate(scene.choices):
            yield from _choice(name, choice, (at, n))
    for kind in encounters.KINDS:
        if (block := getattr(scene, kind)) is not None:
            yield from _block(name, block, (where, kind))


def _choice(name: str, choice: d.Choice, where: Where) -> Iterator[Passage]:
    yield Passage("caption", name, (where, "text"), choice.text)
    if choice.hint is not None:
        yield Passage("hint", name, (where, "hint"), choice.hint)
    if choice.locked is not None:
        yield Passage("locked", name, (where, "locked"), choice.locked)
    if choice.result is not None:
        yield from _text("result", name, choice.result, (where, "result"))
    if choice.chance is not None:
        yield from _chance(name, choice.chance, (where, "chance"))


def _chance(name: str, chance: list[d.Outcome], where: Where) -> Iterator[Passage]:
    for n, outcome in enumerate(chance):
        if outcome.result is not None:
            yield from _text("result", name, outcome.result, ((where, n), "result"))
        if outcome.chance is not None:
            yield from _chance(name, outcome.chance, ((where, n), "chance"))


def _block(name: str, block: Any, where: Where) -> Iterator[Passage]:
    for key, text in (block.text or {}).items():
        yield from _text("encounter", name, text, ((where, "text"), key))
    for key, caption in (block.captions or {}).items():
        here: Where = ((where, "captions"), key)
        if isinstance(caption, str):
            yield Passage("caption", name, here, caption)
            continue
        if caption.text is not None:
            yield Passage("caption", name, (here, "text"), caption.text)
        if caption.hint is not None:
            yield Passage("hint", name, (here, "hint"), caption.hint)
    exits = [
        (value, (where, key)) for key in block.__struct_fields__ if isinstance(value := getattr(block, key), d.Exit)
    ]
    exits += [(value, ((where, "on"), key)) for key, value in (block.on or {}).items() if isinstance(value, d.Exit)]
    for out, at in exits:
        yield from _text("result", name, out.result, (at, "result"))
