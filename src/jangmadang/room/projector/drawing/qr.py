"""An address as a picture that phones scan: half blocks, or coloured cells, always dark on light.

In capitals an address of the local net is written with 25 modules a side, which with its border is 29×15 cells; in
small letters it would be 33×17. Host names know no case, and the room's own paths are made so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ....tui.drawing.lines import Line, Piece

QR = "qr"
"""The role: dark on light in every theme."""
BORDER = 2
"""Light modules around it. Four is the rule; on a light panel two were always read."""
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

Way = Literal["halves", "cells", "light", ""]
"""Two modules a cell, in colours; a module in two blank cells, in colours; two a cell, light on dark without colours
(a terminal of light signs); not at all."""


def way_of(glyphs: str, coloured: bool, dark: bool = True) -> Way:
    """How it can be drawn: with which signs, with colours or without, there on a `dark` terminal or a light one."""
    if coloured:
        return "halves" if glyphs == "full" else "cells"
    return "" if glyphs != "full" else "light" if dark else "halves"


@lru_cache(maxsize=8)
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code for an address, its border with it; True is dark."""
    from segno import make_qr

    made = make_qr(address.upper(), error="m", boost_error=True)
    return tuple(tuple(bool(one) for one in row) for row in made.matrix_iter(border=BORDER))


def size(address: str, way: Way, scale: int = 1) -> tuple[int, int]:
    """Cells across and down that `code_lines` takes; none where it is not drawn."""
    if not way or not address:
        return 0, 0
    side = len(modules(address))
    if way == "cells":
        return 2 * side * scale, side * scale
    return side * scale, (side * scale + 1) // 2


def largest(address: str, way: Way, width: int, height: int) -> int:
    """By how much the code can be drawn larger and still fit: 0 where it does not fit at all."""
    for scale in (3, 2, 1):
        across, down = size(address, way, scale)
        if across and across <= width and down <= height:
            return scale
    return 0


@lru_cache(maxsize=8)
def code_lines(address: str, way: Way, scale: int = 1) -> tuple[Line, ...]:
    """The code as lines of one piece each, `scale` cells a module across."""
    if not way or not address:
        return ()
    grid = [tuple(one for one in row for _ in range(scale)) for row in modules(address) for _ in range(scale)]
    if way == "cells":
        return tuple(_cells(row) for row in grid)
    # Under an odd last row there is nothing of the code any more: it goes on as its light border.
    rows = [*grid, (False,) * len(grid[0])] if len(grid) % 2 else grid
    light = way == "light"
    lines = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        text = "".join(HALVES[(one != light, two != light)] for one, two in zip(upper, lower, strict=True))
        lines.append((Piece(text, QR if way == "halves" else ""),))
    return tuple(lines)


def _cells(row: tuple[bool, ...]) -> Line:
    pieces: list[Piece] = []
    for dark in row:
        role = f"{QR}-dark" if dark else QR
        if pieces and pieces[-1].role == role:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + "  ")
        else:
            pieces.append(Piece("  ", role))
    return tuple(pieces)
