"""Encounters drawn richly: one module a kind, each with `draw(page, width, rows, spot) -> Drawn`.

A stage draws from `Page.stage` and the tags on `Page.choices`. It never does anything: a row stands for a wish (buy
rice), and the screen finds the choices that fulfil it. Without a module of its own a kind is simply not drawn; its
choices are always listed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct

from ...play.view import Page
from ..drawing.lines import Line
from ..wish import Wish

KINDS = ("market", "bribe", "screening", "crossing")


class Drawn(Struct, frozen=True):
    """The picture of an encounter: lines above, rows one can stand on, lines beneath."""

    head: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    wishes: tuple[Wish, ...] = ()
    """What entering each row wishes for."""
    covered: frozenset[str] = frozenset()
    """Choices that the rows stand for, so that the list need not repeat them."""
    amounts: tuple[str, ...] = ()
    """How much at a time one can choose among."""
    hints: tuple[tuple[str, str, str], ...] = ()
    """Further places on the key line."""
    name: str = ""
    """What the picture is called when it has to make room for the text."""

    @property
    def height(self) -> int:
        """Lines it takes."""
        return len(self.head) + len(self.rows) + len(self.foot)


class Spot(Struct, frozen=True):
    """Where the player stands in the picture."""

    row: int | None = None
    amount: int = 0
    choice: str = ""
    """The choice of the list that one stands at instead."""


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn | None:
    """The picture of the page's encounter in at most so many cells and lines; None where there is none to draw."""
    if page.stage is None or page.stage.kind not in KINDS:
        return None
    # Only the encounter that is met is imported: a story without a river never loads one.
    drawing: Callable[[Page, int, int, Spot], Drawn] = import_module(f".{page.stage.kind}", __name__).draw
    drawn = drawing(page, width, most, spot)
    return drawn if drawn.height else None
