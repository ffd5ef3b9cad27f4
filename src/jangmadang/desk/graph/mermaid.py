"""The graph as Mermaid, which many pages of Markdown draw by themselves.

Takes a `StoryGraph`; gives text. Names are numbered, so that no word of a story is read as syntax.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from .labels import said
from .styles import CARDS, DAY, ENDING_INK, WARMTH
from .values import Card, Link, StoryGraph
from .warmth import percent, warm

SHAPES = {
    "scene": ("[", "]"),
    "start": ("([", "])"),
    "hub": ("{{", "}}"),
    "menu": ("[[", "]]"),
    "storylet": (">", "]"),
    "deck": ("[(", ")]"),
    "ending": ("(((", ")))"),
}
ENCOUNTER = ("[/", "\\]")
ARROWS = {"choice": "-->", "rule": "-.->", "call": "==>", "draw": "-.->", "return": "-->", "skip": "-.->"}
SIGNS = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}


def mermaid(graph: StoryGraph) -> str:
    """A flowchart."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: StoryGraph) -> Iterator[str]:
    number = {card.id: f"s{n}" for n, card in enumerate(graph.cards)}
    yield "---"
    # Mermaid reads a title as HTML and knows no other way to write these two.
    title = graph.title.replace("<", "‹").replace(">", "›")
    yield f"title: {json.dumps(title, ensure_ascii=False)}"
    yield "---"
    yield "flowchart TD"
    for n, group in enumerate(graph.groups):
        yield f'  subgraph g{n}["{quoted(group.title)}"]'
        for card in graph.cards:
            if card.group == group.id:
                yield f"    {number[card.id]}{_shaped(card)}:::{warm(card.heat) if graph.lives else card.kind}"
        yield "  end"
    for link in graph.links:
        arrow = ARROWS[link.kind]
        arrow = f"<{arrow}" if link.back else arrow
        label = quoted(_label(link))
        between = f'{arrow}|"{label}"|' if label else arrow
        yield f"  {number[link.source]} {between} {number[link.target]}"
    ran = {n for stop in graph.run for n in stop.links}
    if ran:
        yield f"  linkStyle {','.join(map(str, sorted(ran)))} stroke:#b3261e,stroke-width:4px"
    if graph.lives:
        plain, edge = CARDS["scene"][0][0], DAY["ink"]
        for name, fill in [("w", plain), *((f"w{n}", faces[0]) for n, faces in enumerate(WARMTH))]:
            yield f"  classDef {name} fill:{fill},stroke:{edge},color:{edge}"
        return
    for kind, ((surface, edge), _) in CARDS.items():
        if any(card.kind == kind for card in graph.cards):
            ink = f",color:{ENDING_INK[0]}" if kind == "ending" else ",color:#2b2520"
            yield f"  classDef {kind} fill:{surface},stroke:{edge}{ink}"


def quoted(text: str) -> str:
    """Fit for a text in double quotes."""
    return "".join(SIGNS.get(sign, sign) for sign in " ".join(text.split()))


def _label(link: Link) -> str:
    words = said(link)
    if link.kind in ("choice", "draw"):
        return words
    return f"{link.kind}: {words}" if words else link.kind


def _shaped(card: Card) -> str:
    left, right = SHAPES.get(card.kind, ENCOUNTER)
    kind = "" if card.kind == "scene" else f"{card.kind} · "
    share = f" · {percent(card.heat)}" if card.heat is not None else ""
    return f'{left}"{kind}{quoted(card.title)}{share}"{right}'
