"""The graph in the language of Graphviz, for who has it.

Takes a `StoryGraph`; gives text. Every name and label is a quoted text.
"""

from __future__ import annotations

from collections.abc import Iterator

from .labels import said
from .styles import CARDS, DAY, ENDING_INK, LINES, WARMTH
from .values import Card, Link, StoryGraph
from .warmth import percent, step

SHAPES = {
    "scene": "box",
    "start": "oval",
    "hub": "hexagon",
    "menu": "Msquare",
    "storylet": "note",
    "deck": "box3d",
    "ending": "doubleoctagon",
}
DASHES = {"choice": "solid", "rule": "dashed", "call": "dashed", "draw": "dotted", "return": "dashed", "skip": "dotted"}


def dot(graph: StoryGraph) -> str:
    """A digraph."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: StoryGraph) -> Iterator[str]:
    yield f"digraph {quoted(graph.story)} {{"
    yield f'  graph [label={quoted(graph.title)}, labelloc=t, rankdir=TB, fontname="Helvetica"]'
    yield '  node [style=filled, fontname="Helvetica", fontsize=11]'
    yield '  edge [fontname="Helvetica", fontsize=9]'
    for n, group in enumerate(graph.groups):
        yield f"  subgraph cluster_{n} {{"
        yield f"    label={quoted(group.title)}"
        yield from (f"    {_card(card, bool(graph.lives))}" for card in graph.cards if card.group == group.id)
        yield "  }"
    ran = {n for stop in graph.run for n in stop.links}
    yield from (f"  {_link(link, n in ran)}" for n, link in enumerate(graph.links))
    yield "}"


def quoted(text: str) -> str:
    """A text in double quotes, on one line; a backslash of its own is kept one, and what looks like `&quot;` too."""
    flat = " ".join(text.split()).replace("&", "&amp;")
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _card(card: Card, warm: bool) -> str:
    (surface, edge), _ = CARDS[card.kind]
    words = card.title if card.kind == "scene" else f"{card.title} ({card.kind})"
    ink = ENDING_INK[0] if card.kind == "ending" else "#2b2520"
    if warm:
        surface, ink = CARDS["scene"][0][0], DAY["ink"]
    if card.heat is not None:
        surface, words = WARMTH[step(card.heat)][0], f"{words}, {percent(card.heat)}"
    shape = SHAPES.get(card.kind, "octagon")
    tip = f"{card.id}, {card.file}:{card.line}"
    return (
        f"{quoted(card.id)} [label={quoted(words)}, shape={shape}, fillcolor={quoted(surface)}, "
        f"color={quoted(edge)}, fontcolor={quoted(ink)}, tooltip={quoted(tip)}]"
    )


def _link(link: Link, ran: bool) -> str:
    about = [f"style={DASHES[link.kind]}", f"color={quoted('#b3261e' if ran else LINES[link.kind][0][0])}"]
    words = said(link)
    if link.kind not in ("choice", "draw"):
        words = f"{link.kind}: {words}" if words else link.kind
    if words:
        about.append(f"label={quoted(words)}")
    if link.back:
        about.append("dir=both")
    if ran:
        about.append("penwidth=3")
    return f"{quoted(link.source)} -> {quoted(link.target)} [{', '.join(about)}]"
