"""Conditions that always or never hold, and parts of them that do so: nothing hangs on them.

Takes a script; gives findings. A choice, rule or storylet that never opens is told in `opening`; here is all the rest:
pieces of text, words in braces, named conditions, and the parts of an `and` or an `or`, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Struct

from ...story.building.context import source_and_path
from ...story.building.expanding import CONDITIONS as SETTINGS
from ...story.building.ledger import Expressed
from ...story.expressions import BOOL, Checked, Node
from ...story.expressions.parse import Either, Joined, Negation, Raw, Stumble, parse
from ...story.expressions.tokens import TOKEN, spans
from ...story.expressions.tree import And, Compare, Has, If, Not, Or
from ...story.loading import Script
from .finding import Finding, Rule
from .proving import Known
from .reasons import because
from .survey import Survey, survey

LARGEST = 40
"""Words and signs of an expression, those of named conditions counted, that is looked into part by part."""
_CONDITION = (And, Or, Not, Compare, Has)
_JOINED = (And, Or, Not, If)


class Part(Struct, frozen=True):
    """A part of an expression that always comes out alike."""

    at: int
    end: int
    """Where it stands in the text of the expression."""
    holds: bool
    whole: bool


class Judged(Struct, frozen=True):
    """An expression with such parts, where a writer wrote it."""

    expressed: Expressed
    path: tuple[str | int, ...]
    parts: tuple[Part, ...]

    @property
    def scene(self) -> str:
        return str(self.path[1]) if self.path[0] == "scenes" else ""


_FOUND: WeakKeyDictionary[Survey, tuple[Judged, ...]] = WeakKeyDictionary()


def _always(script: Script) -> Iterator[Finding]:
    for judged in _judged(script):
        for part in judged.parts:
            if part.holds and not (part.whole and _is_meant(judged)):
                yield _finding(survey(script), judged, part, "always holds")


def _never(script: Script) -> Iterator[Finding]:
    for judged in _judged(script):
        for part in judged.parts:
            if not part.holds and not (part.whole and _opens_something(judged.path)):
                yield _finding(survey(script), judged, part, "never holds")


def _finding(asked: Survey, judged: Judged, part: Part, what: str) -> Finding:
    checked = judged.expressed.checked
    said = checked.text[part.at : part.end]
    if part.whole:
        message = f"`{said}` {what}: {because(asked, checked)}"
    else:
        message = f"`{said}` {what} where it is asked, so it can be left out"
    offset = judged.expressed.offset + part.at
    return Finding(judged.expressed.where, message, offset=offset, length=part.end - part.at, scene=judged.scene)


def _opens_something(path: tuple[str | int, ...]) -> bool:
    """Whether it is the condition of a choice, a rule or a storylet, whose never opening is a finding of its own."""
    if path[-1] != "when":
        return False
    if path[0] == "whenever" or path[0] == "everywhere":
        return len(path) == 3
    return path[0] == "scenes" and (len(path) == 3 or (len(path) == 5 and path[2] in ("choices", "whenever")))


def _is_meant(judged: Judged) -> bool:
    """A rule needs a condition, so one that always holds is how a writer says "and else"."""
    path = judged.path
    return path[-1] == "when" and "whenever" in (path[0], path[2] if len(path) > 2 else "")


# ---- which expressions are worth a look -----------------------------------------------------------------------------
def _judged(script: Script) -> tuple[Judged, ...]:
    """Every expression that a writer wrote, with the parts of it that are decided."""
    asked = survey(script)
    found = _FOUND.get(asked)
    if found is None:
        found = _FOUND[asked] = tuple(_look(asked))
    return found


def _look(asked: Survey) -> Iterator[Judged]:
    effects = {id(effect.value) for effect, _ in asked.ledger.effects}
    worth: dict[int, bool | None] = {}
    told: set[tuple[object, ...]] = set()
    for expressed in asked.ledger.expressions:
        checked = expressed.checked
        key = id(checked)
        if key not in worth:
            worth[key] = False if key in effects else _at_a_glance(asked, checked)
        if worth[key] is False:
            continue
        # What encounters made is most of a story, and none of it is looked into.
        source, path = source_and_path(expressed.where)
        here = (source.file, path, expressed.offset)
        if here in told or not _is_the_writers(path) or not _stands_there(source.tree, path, checked.text):
            continue
        if worth[key] is None:
            worth[key] = asked.may_be_decided(checked)
        if not worth[key]:
            continue
        told.add(here)
        if parts := tuple(_parts(asked, checked, path)):
            yield Judged(expressed, path, parts)


def _at_a_glance(asked: Survey, checked: Checked) -> bool | None:
    """Whether some part of an expression is decided; None where one has to look into it."""
    kind = type(checked.tree)
    if checked.type != BOOL and kind is not If:
        return False
    if checked.type == BOOL and (kind not in _JOINED or checked.low == checked.high):
        low, high = asked.span(checked)
        return low == high
    return None if checked.size <= LARGEST else False


def _is_the_writers(path: tuple[str | int, ...]) -> bool:
    """Whether it is no setting of an encounter, nothing that one made, and nothing that only a screen reads."""
    return path[-1] not in SETTINGS and "(made)" not in path and "view" not in path


def _stands_there(tree: object, path: tuple[str | int, ...], text: str) -> bool:
    """Whether a writer's own text holds the expression: what an encounter made says the same place."""
    node: Any = tree
    for key in path:
        within = key in node if isinstance(node, dict) else isinstance(node, list) and int(key) < len(node)
        if not within:
            return False
        node = node[key]
    return isinstance(node, str) and text in node


def _parts(asked: Survey, checked: Checked, path: tuple[str | int, ...]) -> Iterator[Part]:
    words = TOKEN.findall(checked.text)
    try:
        raw = parse([*words, ""])
    except Stumble:
        return
    places = spans(checked.text)
    for part, holds, node in _decided(asked.holding.known, checked.tree, raw):
        # What speaks of a named condition is not to blame for it.
        if part is None or (path[0] != "conditions" and id(node) in asked.decided_conditions):
            continue
        if part is raw:
            if path[0] == "conditions" or not asked.is_told_elsewhere(checked):
                yield Part(0, len(checked.text), holds, True)
        else:
            at, end = places[part.at][0], places[part.end - 1][1]
            yield Part(at, _closed(checked.text, at, end), holds, False)


def _closed(text: str, at: int, end: int) -> int:
    """The end of a part with the brackets that it opens: a tree does not know of them."""
    while text.count("(", at, end) > text.count(")", at, end) and ")" in text[end:]:
        end = text.index(")", end) + 1
    return end


def _decided(known: Known, node: Node, raw: Raw | None) -> Iterator[tuple[Raw | None, bool, Node]]:
    """The parts of a tree that always come out alike where they are asked, each with the words that it was made of.

    With no words, all there are; with words, those that stand in them: not what a named condition holds inside.
    """
    if isinstance(node, _CONDITION):
        low, high = known.span(node)
        if low == high:
            yield raw, bool(low), node
            return
    match node, raw:
        case ((And(parts) | Or(parts)), (Joined() | None)):
            if raw is not None and len(raw.parts) != len(parts):
                return
            knows, holds = known.copy(), isinstance(node, And)
            for n, part in enumerate(parts):
                yield from _decided(knows, part, None if raw is None else raw.parts[n])
                knows.assume(part, holds)
        case Not(part), (Negation() | None):
            yield from _decided(known, part, None if raw is None else raw.part)
        case If(test, yes, no), (Either() | None):
            yield from _decided(known, test, None if raw is None else raw.test)
            for holds, side in ((True, yes), (False, no)):
                knows = known.copy()
                if knows.assume(test, holds):
                    words = None if raw is None else raw.yes if holds else raw.no
                    yield from _decided(knows, side, words)


RULES = (
    Rule("always-true", _always),
    Rule("never-true", _never),
)
