"""Blaming: which parts of a condition make it false, as its writer wrote it, and what it reads.

Takes the text of a condition, its checked tree and a state; gives the text in spans, the false ones marked, values by
name, and the named conditions that it uses laid open. The text is parsed anew: a checked tree knows no places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ..play.world import World
from ..story.expressions import Node, children, evaluate
from ..story.expressions.parse import Call, Comparison, Joined, Negation, Raw, Stumble, Word, parse
from ..story.expressions.tokens import TOKEN, spans
from ..story.expressions.tree import And, Ask, Not, Or, Through
from ..story.expressions.tree import Slot as SlotNode
from ..story.model import Story
from . import jumping

DEEPEST = 3
"""Named conditions within one another that are laid open."""

State = Sequence[int]


class Span(Struct, frozen=True):
    """A part of a condition as written."""

    text: str
    false: bool = False
    """It is to blame that the whole does not hold."""


class Value(Struct, frozen=True):
    """Something that a condition reads, and what it is now."""

    name: str
    text: str


class Condition(Struct, frozen=True):
    """A condition as written."""

    spans: tuple[Span, ...]
    holds: bool
    values: tuple[Value, ...] = ()
    named: tuple[tuple[str, Condition], ...] = ()
    """Named conditions that it uses and that decide it, laid open."""

    @property
    def text(self) -> str:
        """As written."""
        return "".join(span.text for span in self.spans)


def condition(
    text: str,
    tree: Node,
    s: State,
    story: Story,
    world: World,
    named: Mapping[str, str] | None = None,
    depth: int = 0,
) -> Condition:
    """What a condition's text means in a state, its checked tree being `tree`."""
    holds = bool(_value(tree, s, world))
    raw = _parsed(text)
    if raw is None:
        return Condition((Span(text, not holds),), holds, tuple(_read(tree, s, story, world)))
    places = spans(text)
    blamed: list[tuple[int, int]] = []
    if not holds:
        _blame(raw, tree, s, world, blamed)
    ranges = sorted(_closed(text, places[at][0], places[end - 1][1]) for at, end in blamed)
    inner: list[tuple[str, Condition]] = []
    if depth < DEEPEST and named:
        for name, node in _uses(raw, tree):
            if name in named and name not in dict(inner):
                inner.append((name, condition(named[name], node, s, story, world, named, depth + 1)))
    calls = [text[places[c.at][0] : places[c.end - 1][1]] for c in _calls(raw)]
    values = tuple(_read(tree, s, story, world, calls))
    return Condition(tuple(_spans(text, ranges)), holds, values, tuple(inner))


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the brackets that it opened closed again."""
    while text.count("(", start, end) > text.count(")", start, end) and (at := text.find(")", end)) >= 0:
        end = at + 1
    return start, end


def _parsed(text: str) -> Raw | None:
    words = TOKEN.findall(text)
    words.append("")
    try:
        return parse(words)
    except Stumble:
        return None


def _spans(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for first, end in ranges:
        start = max(first, at)
        if start > at:
            yield Span(text[at:start])
        if end > start:
            yield Span(text[start:end], True)
            at = end
    if at < len(text):
        yield Span(text[at:])


def _value(node: Node, s: State, world: World) -> int | None:
    """What a part comes to; None where it is not to be asked, because what stands before it guards it."""
    try:
        return evaluate(node, s, world)
    except (ZeroDivisionError, IndexError, ValueError, KeyError):
        return None


def _pairs(raw: Raw, node: Node) -> list[tuple[Raw, Node]]:
    """The parts of what was written beside those of what was meant; nothing where they do not match."""
    if isinstance(raw, Joined):
        wanted = And if raw.op == "and" else Or
        if isinstance(node, wanted) and len(node.parts) == len(raw.parts):
            return list(zip(raw.parts, node.parts, strict=True))
    if isinstance(raw, Negation) and isinstance(node, Not):
        return [(raw.part, node.part)]
    return []


def _blame(raw: Raw, node: Node, s: State, world: World, out: list[tuple[int, int]]) -> None:
    """The tokens of the parts that make it false."""
    pairs = _pairs(raw, node)
    if isinstance(raw, Joined) and pairs:
        for part, meant in pairs:
            if _value(meant, s, world) == 0:
                _blame(part, meant, s, world, out)
        return
    if isinstance(raw, Comparison) and len(raw.steps) > 1 and isinstance(node, And):
        left = raw.first
        for (_, _, right), meant in zip(raw.steps, node.parts, strict=False):
            if _value(meant, s, world) == 0:
                out.append((left.at, right.end))
            left = right
        return
    out.append((raw.at, raw.end))


def _uses(raw: Raw, node: Node) -> Iterator[tuple[str, Node]]:
    """Names of what may be a condition, each with what it stands for."""
    if isinstance(raw, Word):
        if not isinstance(node, SlotNode):
            yield raw.name, node
        return
    for part, meant in _pairs(raw, node):
        yield from _uses(part, meant)


def _calls(raw: object) -> Iterator[Call]:
    if isinstance(raw, Call):
        yield raw
        for given in raw.args:
            yield from _calls(given)
        return
    if isinstance(raw, Joined):
        parts: list[object] = list(raw.parts)
    elif isinstance(raw, Comparison):
        parts = [raw.first, *(right for _, _, right in raw.steps)]
    else:
        parts = [getattr(raw, name, None) for name in ("part", "left", "right", "test", "yes", "no")]
    for part in parts:
        if isinstance(part, Struct):
            yield from _calls(part)


def _read(tree: Node, s: State, story: Story, world: World, calls: Sequence[str] = ()) -> Iterator[Value]:
    """What a tree reads: slots by name, fields of whoever is held, what is asked of the world."""
    told: set[str] = set()
    waiting = list(calls)
    todo = [tree]
    found: list[Value] = []
    while todo:
        node = todo.pop(0)
        value: Value | None = None
        if isinstance(node, SlotNode):
            slot = story.slots[node.slot]
            value = Value(slot.name, shown(story, node.slot, s))
        elif isinstance(node, Through):
            held, field = s[node.holder], node.fields[s[node.holder]]
            holder = story.slots[node.holder].name
            whose = jumping.written(story.slots[node.holder], held, story)
            value = Value(holder, whose)
            if field is not None and story.slots[field].name not in told:
                found.append(Value(story.slots[field].name, shown(story, field, s)))
        elif isinstance(node, Ask):
            name = next((call for call in waiting if call.startswith(node.name)), node.name)
            if name in waiting:
                waiting.remove(name)
            got = _value(node, s, world)
            value = Value(name, "" if got is None else f"{got:,}")
        if value is not None and value.name not in told:
            told.add(value.name)
            found.append(value)
        todo = [*children(node), *todo]
    yield from found


def shown(story: Story, number: int, s: State) -> str:
    """A slot's value for the writer: `1,200`, `true`, `sled`, `row minder`."""
    slot = story.slots[number]
    said = jumping.written(slot, s[number], story)
    return f"{s[number]:,}" if said == str(s[number]) else said
