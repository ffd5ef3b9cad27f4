"""Figures: several counted runs, told by their median and by how far they lie apart."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from msgspec import Struct


class Figure(Struct, frozen=True):
    """Measured values in one unit, in the order of the rounds."""

    values: tuple[float, ...]
    unit: str = ""

    @property
    def median(self) -> float:
        return median(self.values)

    def text(self) -> str:
        """`12.3 ms (11.9–14.0)`."""
        low, high = min(self.values), max(self.values)
        unit = f" {self.unit}" if self.unit else ""
        return f"{_short(self.median)}{unit} ({_short(low)}–{_short(high)})"

    def over(self, other: Figure) -> Figure:
        """How many times the other this is, round by round: what slows a whole round slows both."""
        return Figure(tuple(a / b for a, b in zip(self.values, other.values, strict=True)), "×")


class Bound(Struct, frozen=True):
    """What was promised of a figure."""

    what: str
    figure: Figure
    limit: float
    least: bool = False
    """The figure is to be at least the limit; else at most."""

    @property
    def held(self) -> bool:
        return self.figure.median >= self.limit if self.least else self.figure.median <= self.limit

    def row(self) -> str:
        limit = f"{'≥' if self.least else '≤'} {self.limit:g} {self.figure.unit}".rstrip()
        return f"| {self.what} | {limit} | {self.figure.text()} | {'yes' if self.held else '**no**'} |"


class Part(Struct, frozen=True):
    """One chapter of the results."""

    title: str
    said: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bounds: tuple[Bound, ...]
    left_out: tuple[str, ...] = ()
    """What was not measured, and why."""

    def text(self) -> str:
        lines = [f"## {self.title}", "", self.said, "", _row(self.head), _row("---" for _ in self.head)]
        lines += [_row(row) for row in self.rows]
        lines += ["", *(f"Not measured: {words}" for words in self.left_out)] if self.left_out else []
        return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _short(value: float) -> str:
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
