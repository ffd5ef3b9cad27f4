"""A layered layout of our own: which row, in which order, how far to the right; box by box, and the lines between.

    rows.py     which row each card stands in; loops
    order.py    in which order a row is read: few crossings, else the story's
    columns.py  how far to the right each card stands
    box.py      one file's cards, laid out for themselves
    bands.py    all boxes and the lines between them

The law that it holds to is in `docs/writing/graph.md`, and tests measure it. Nothing here knows what a story is.
"""

from .bands import lay_out
from .values import Arc, Block, Layout, Point, Rectangle

__all__ = ["Arc", "Block", "Layout", "Point", "Rectangle", "lay_out"]
