"""What one playthrough reads twice: the same sentence in two places, two choices of one wording.

Takes scripts; gives findings. A phrase is written once and meant to come again, so phrases are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ...story.building.context import source_and_path
from ...story.loading import Script
from ..flow import ANYWHERE
from .finding import Finding, Rule
from .passages import TOLD, Passage, passages, plain
from .survey import survey

SENTENCE = 8
"""Words of a sentence that a reader knows again."""
_END = re.compile(r"[.?!…]+[\"'”’*_]*(?:\s+|$)|\n[ \t]*\n\s*")
_Place = tuple[Passage, int, str]
"""Where a sentence stands, from which character, and how it is written there."""


def repeated_text(script: Script) -> Iterator[Finding]:
    """A sentence that stands in two places which one playthrough can read."""
    onward: _Onward | None = None
    for places in _again(script):
        onward = onward or _Onward(script)
        for n, (passage, offset, sentence) in enumerate(places):
            first = next(((one, at) for one, at, _ in places[:n] if onward.both(one, passage)), None)
            if first is not None:
                where = f" in `{first[0].scene}`" if first[0].scene else ""
                said = f"“{_short(sentence)}” stands already{where}, at {_told(*first)}"
                hint = "say it otherwise; what is meant to come again is a phrase"
                length = len(sentence.partition("\n")[0])
                yield Finding(passage.where, said, hint, offset=offset, length=length, scene=passage.scene)


def _told(passage: Passage, offset: int) -> str:
    source, path = source_and_path(passage.where)
    place = source.problem("repeated-text", path, "", offset=offset)
    return f"{place.file}:{place.line}"


def _again(script: Script) -> list[list[_Place]]:
    """Long sentences that stand in several places, each with the places in the order of writing."""
    seen: dict[str, _Place | list[_Place]] = {}
    several: list[list[_Place]] = []
    for passage in passages(script):
        if passage.kind not in TOLD or passage.text.count(" ") + passage.text.count("\n") < SENTENCE - 1:
            continue
        for offset, sentence in _sentences(passage.text):
            key = " ".join(plain(sentence).lower().split()).strip("\"'“”‘’.?!… ")
            if key.count(" ") < SENTENCE - 1:
                continue
            here, known = (passage, offset, sentence), seen.get(key)
            if known is None:
                seen[key] = here
            elif isinstance(known, list):
                known.append(here)
            else:
                seen[key] = both = [known, here]
                several.append(both)
    return several


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text that may be long ones, each with where it begins."""
    at = 0
    for gap in _END.finditer(text):
        if gap.start() - at >= 2 * SENTENCE - 1:
            yield at, text[at : gap.start()]
        at = gap.end()
    if len(text) - at >= 2 * SENTENCE - 1:
        yield at, text[at:]


class _Onward:
    """Which scenes one can come to from which. The story's own rules do not count: they would lead from anywhere."""

    def __init__(self, script: Script) -> None:
        self._next: dict[str, set[str]] = {}
        self._read: dict[str, set[str]] = {}
        """Those one comes to from a scene once its text was read: a rule may send on before."""
        self._known: dict[str, frozenset[str]] = {}
        scenes = script.story.scenes if script.story is not None else {}
        written = {name: scene.encounter or name for name, scene in scenes.items()}
        for source, target, kind in {(road.source, road.target, road.kind) for road in survey(script).roads}:
            if source == ANYWHERE or target == ANYWHERE:
                continue
            self._next.setdefault(written[source], set()).add(written[target])
            if kind != "rule":
                self._read.setdefault(written[source], set()).add(written[target])

    def both(self, one: Passage, other: Passage) -> bool:
        """Whether the roads lead by both in one playthrough; what stands in each other's place is never read twice."""
        if one.text is other.text and one is not other:
            return False  # one text, copied by an anchor: written once
        if one.scene == other.scene:
            return one is other or any(each.sure and each.kind == "text" for each in (one, other))
        if not one.scene or not other.scene:
            return "epilogue" in (one.kind, other.kind)
        return other.scene in self._from(one.scene) or one.scene in self._from(other.scene)

    def _from(self, scene: str) -> frozenset[str]:
        if scene not in self._known:
            found: set[str] = set()
            new = set(self._read.get(scene, ()))
            while new:
                found |= new
                new = set().union(*(self._next.get(name, ()) for name in new)) - found
            self._known[scene] = frozenset(found)
        return self._known[scene]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


# ---- choices --------------------------------------------------------------------------------------------------------
def same_caption(script: Script) -> Iterator[Finding]:
    """Two choices of a scene that nothing tells apart and that are open together."""
    for name, (scene, where) in script.ledger.written.section("scenes").items():
        choices = scene.choices or ()
        if len({choice.text for choice in choices}) == len(choices):
            continue
        for (_, one), (n, other) in combinations(enumerate(choices), 2):
            if one.when is None and other.when is None and _looks(one) == _looks(other):
                said = f"two choices of `{name}` read “{_short(other.text)}”, and both are open at once"
                hint = "say what each does, or give each its `when`"
                yield Finding((((where, "choices"), n), "text"), said, hint, scene=name)


def _looks(choice: object) -> tuple[object, ...]:
    return tuple(getattr(choice, key) for key in ("text", "hint", "cost"))


RULES = (Rule("repeated-text", repeated_text), Rule("same-caption", same_caption))
