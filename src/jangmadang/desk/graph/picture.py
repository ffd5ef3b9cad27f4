"""A graph as a picture: each card with its lines of words and its place, each line with its way and its words.

Takes a `StoryGraph`; gives plain numbers and words that `svg.py` writes down. Links that lead to and fro between two
cards are one line with two heads.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .labels import Edges, Label, Labels, wordings
from .layout import Arc, Block, Layout, Point, lay_out
from .layout.rows import depths
from .measure import cut, width, wrapped
from .values import DECK, Card, StoryGraph
from .warmth import percent

WIDTH = 172.0
INSIDE = 13.0
"""Between a card's edge and its words."""
TITLE, SMALL, LABEL = 13.5, 10.5, 11.0
"""Sizes of letters, in pixels."""
HEAD, TITLE_LINE, SMALL_LINE = 24.0, 17.0, 14.0
ROOM = 15.0
"""What a row of words on lines adds between two rows of cards."""


class Drawn(Struct, frozen=True):
    """A card in its place."""

    card: Card
    x: float
    y: float
    """Its left upper corner."""
    height: float
    name: str
    title: tuple[str, ...]
    notes: tuple[str, ...]
    """Small lines below the title."""
    width: float = WIDTH
    share: str = ""
    """Of the lives that came by, in words."""

    @property
    def badge(self) -> Edges:
        """Where the share stands: across the lower edge, at the right."""
        wide, low = width(self.share, LABEL, bold=True) + 12, self.y + self.height
        right = self.x + self.width + 6
        return right - wide, low - 7, right, low + 11


class Line(Struct, frozen=True):
    """One line between two cards."""

    links: tuple[int, ...]
    """By their numbers: one, or one for each direction."""
    kind: str
    points: tuple[Point, ...]
    both: bool
    """It has a head at each end."""
    asks: bool
    """What it leads along, from where it begins, asks for something."""
    label: Label | None


class Picture(Struct, frozen=True):
    """All that is drawn."""

    graph: StoryGraph
    layout: Layout
    cards: tuple[Drawn, ...]
    lines: tuple[Line, ...]


def picture(graph: StoryGraph) -> Picture:
    """The picture of a graph."""
    pairs = list(_pairs(graph))
    blocks = blocks_of(graph)
    laid = lay_out(blocks, arcs_of(graph), graph.start)
    cards = []
    for card, block in zip(graph.cards, blocks, strict=True):
        x, y = laid.at[card.id]
        name, title, notes = _face(card)
        share = percent(card.heat) if card.heat is not None else ""
        left, top = x - WIDTH / 2, y - block.height / 2
        cards.append(Drawn(card, left, top, block.height, name, title, notes, share=share))
    taken = [(one.x, one.y, one.x + WIDTH, one.y + one.height) for one in cards]
    labels = Labels([*taken, *(one.badge for one in cards if one.share)])
    lines = []
    for numbers, points in zip(pairs, laid.routes, strict=True):
        link = graph.links[numbers[0]]
        both = len(numbers) > 1 or link.back
        label = labels.place(_said(graph, numbers), points, LABEL)
        lines.append(Line(numbers, link.kind, points, both, bool(link.when), label))
    return Picture(graph, laid, tuple(cards), tuple(lines))


def blocks_of(graph: StoryGraph) -> list[Block]:
    """What is laid out: each card with its size."""
    return [Block(card.id, card.group, WIDTH, _height(*_face(card))) for card in graph.cards]


def arcs_of(graph: StoryGraph) -> list[Arc]:
    """The lines between cards, in the order of `Picture.lines`."""
    arcs = []
    for numbers in _pairs(graph):
        link = graph.links[numbers[0]]
        bundle = link.source if link.kind == "draw" and link.source.startswith(DECK) else ""
        arcs.append(Arc(link.source, link.target, link.kind, bundle, ROOM if _said(graph, numbers) else 0.0))
    return arcs


def _said(graph: StoryGraph, numbers: tuple[int, ...]) -> list[str]:
    back = graph.links[numbers[1]] if len(numbers) > 1 else None
    return wordings(graph.links[numbers[0]], back)


def _pairs(graph: StoryGraph) -> Iterator[tuple[int, ...]]:
    """The links of each line: of two that lead to and fro, the one that leads away from the beginning first."""
    ways: dict[str, dict[str, None]] = {card.id: {} for card in graph.cards}
    number = {(link.source, link.target): n for n, link in enumerate(graph.links)}
    for link in graph.links:
        ways[link.source][link.target] = None
    place = {card.id: n for n, card in enumerate(graph.cards)}
    depth = depths([graph.start], list(ways), ways)
    for n, link in enumerate(graph.links):
        other = number.get((link.target, link.source))
        if other is None:
            yield (n,)
        elif (depth[link.source], place[link.source]) < (depth[link.target], place[link.target]):
            yield (n, other)


def _face(card: Card) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The name, the lines of the title and the small lines of a card."""
    room = WIDTH - 2 * INSIDE
    word = "" if card.kind == "scene" else card.kind
    many = len(card.storylets)
    id_ = card.id if card.kind != "deck" else f"{many} storylet{'' if many == 1 else 's'}"
    name = cut(id_, room - len(word) * SMALL * 0.75 - (14 if word else 0), SMALL, mono=True)
    title = tuple(wrapped(card.title, room, TITLE, 2, bold=True))
    notes = []
    if card.kind == "ending" and card.ending:
        notes.append(card.ending)
    for way in card.from_anywhere[:1]:
        notes.append(f"⇠ anywhere: {' and '.join(way.when)}")
    if len(card.from_anywhere) > 1:
        more = len(card.from_anywhere) - 1
        notes.append(f"⇠ and by {more} more rule{'s' if more > 1 else ''}")
    return name, title, tuple(cut(note, room, SMALL) for note in notes)


def _height(name: str, title: tuple[str, ...], notes: tuple[str, ...]) -> float:
    return HEAD + TITLE_LINE * max(1, len(title)) + SMALL_LINE * len(notes) + 8
