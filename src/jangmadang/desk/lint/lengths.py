"""What is too long to be read well: a paragraph, a choice, a scene.

Takes scripts; gives findings. The limits are those of a page of 80 columns and 24 rows, and of a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...story import document as d
from ...story.loading import Script
from ...story.problems import columns
from .finding import Finding, Rule
from .passages import BRACES, PROSE, Passage, paragraphs, passages, pieces, plain

PARAGRAPH = 100
"""Words of a paragraph at most: eight lines of a page."""
CHOICE = 64
"""Columns of a choice, its hint or its lock at most: one line beside its number."""
SCENE, ENDING = 180, 220
"""Words of one visit at most; an ending leaves nothing to weigh."""
_SHORTEST = 2
"""Characters of a word with the space after it, at least."""
_NUMBER = "2,000 won"
"""Stands for a value."""


def long_paragraph(script: Script) -> Iterator[Finding]:
    """Paragraphs that are a wall."""
    for passage in passages(script):
        text = passage.text
        if len(text) < PARAGRAPH * _SHORTEST or passage.kind not in PROSE:
            continue
        for offset, paragraph in paragraphs(text):
            if len(paragraph) >= PARAGRAPH * _SHORTEST and (count := _words(paragraph)) > PARAGRAPH:
                length = len(paragraph.partition("\n")[0])
                said = f"a paragraph of {count} words; {PARAGRAPH} are a wall already"
                hint = "part it with an empty line, or cut it"
                yield Finding(passage.where, said, hint, offset=offset, length=length, scene=passage.scene)


def long_choice(script: Script) -> Iterator[Finding]:
    """Choices, hints and locks that are wider than a line."""
    people: dict[str, str] = {}
    for passage in passages(script):
        kind = passage.kind
        if kind not in _ROWS or (len(passage.text) <= CHOICE // 2 and "{" not in passage.text):
            continue
        if not people and "{" in passage.text:
            people = {key: who.name for key, (who, _) in script.ledger.written.section("people").items()}
        wide = _columns(_shown(passage, people))
        if wide > CHOICE:
            said = f"{_ROWS[kind]} of {wide} columns; {CHOICE} fit beside its number on a narrow screen"
            hint = "say less here, and the rest in the result"
            yield Finding(passage.where, said, hint, scene=passage.scene)


_ROWS = {"caption": "a choice", "hint": "a hint", "locked": "a lock"}


def long_scene(script: Script) -> Iterator[Finding]:
    """Scenes of which one visit certainly reads more than is read at one go."""
    for name, (scene, where) in script.ledger.written.section("scenes").items():
        if scene.text is None:
            continue
        most = ENDING if scene.ending is not None else SCENE
        if _size(scene.text) < most * _SHORTEST:
            continue
        count = _one_visit(scene.text)
        if count > most:
            said = f"one visit of `{name}` reads {count} words; {most} are enough"
            hint = (
                "cut it, make two scenes of it, or let pieces stand for each other (`else_when`, `first` and `again`)"
            )
            yield Finding((where, "text"), said, hint, on="key", scene=name)


def _size(written: d.Text) -> int:
    """Characters that one visit reads at most, reckoned quickly; what goes by visits is taken for much."""
    size = 0
    for item in written if isinstance(written, list) else [written]:
        words = item if isinstance(item, str) else item.text or item.otherwise
        size += len(words) if words is not None else SCENE * _SHORTEST
    return size


def _one_visit(written: d.Text) -> int:
    """Words that one visit reads at least: of pieces that may keep each other out, only the longest counts."""
    count = longest = 0
    for item in written if isinstance(written, list) else [written]:
        size = max((_words(words) for words, _, key, _ in pieces(item, (None, "")) if key != "gentler"), default=0)
        if isinstance(item, d.TextItem) and (item.when or item.else_when or item.otherwise):
            longest = max(longest, size)
        else:
            count, longest = count + longest + size, 0
    return count + longest


def _words(text: str) -> int:
    """Words; what stands in braces is one, and a beat is none."""
    return len((BRACES.sub("x", text) if "{" in text else text).replace("---", " ").split())


def _shown(passage: Passage, people: dict[str, str]) -> str:
    """A caption as it may be read, its braces at their widest."""
    text = plain(passage.text.strip())
    return BRACES.sub(lambda braces: _widest(braces[0][1:-1].strip(), people), text) if "{" in text else text


def _widest(inside: str, people: dict[str, str]) -> str:
    if "|" in inside:
        return max((side.strip() for side in (inside.partition("?")[2] or inside).split("|")), key=len)
    return people.get(inside, _NUMBER)


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(columns, text))


RULES = (Rule("long-paragraph", long_paragraph), Rule("long-choice", long_choice), Rule("long-scene", long_scene))
