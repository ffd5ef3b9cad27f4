"""What the layout takes and gives: blocks with a size, arcs between them; where everything is drawn."""

from __future__ import annotations

from msgspec import Struct

Point = tuple[float, float]


class Block(Struct, frozen=True):
    """A card to be placed. Where blocks come in a sequence, it is the story's."""

    id: str
    group: str
    """The box that it lies in."""
    width: float
    height: float


class Arc(Struct, frozen=True):
    """A line to be drawn from a block to another. Those to one block in one lane share their line as they near it."""

    source: str
    target: str
    lane: str = ""
    bundle: str = ""
    """Arcs of one bundle share their line as far as the box that they lead into, wherever they end in it."""
    room: float = 0.0
    """How much height its words ask for below the source."""


class Rectangle(Struct, frozen=True):
    """A box, by its left upper corner."""

    x: float
    y: float
    width: float
    height: float


class Layout(Struct, frozen=True):
    """Where everything is drawn. All lengths are in pixels from the left upper corner."""

    width: float
    height: float
    at: dict[str, Point]
    """The middle of each block."""
    boxes: dict[str, Rectangle]
    """One a group."""
    routes: tuple[tuple[Point, ...], ...]
    """One an arc, from the edge of its source to that of its target. Where two points that follow each other differ
    in x, the line bends from the one to the other and is upright at both."""
    rows: dict[str, int]
    """Which row of its box each block stands in, from 0."""
