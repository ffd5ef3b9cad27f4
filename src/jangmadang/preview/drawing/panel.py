"""A panel: rows that one can stand at, as many of them in sight as there are lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ...tui.drawing.lines import EMPTY, Line, Piece, Target, aim, clip, indent, line, width_of, wrap
from ...tui.drawing.signs import CARET, FALL, RISE

BENEATH = 2
"""Cells by which what stands beneath an item is moved in."""


class Panel(Struct, frozen=True):
    """The lines of a panel, all of them, and what one can stand at in it."""

    lines: tuple[Line, ...]
    items: tuple[Target, ...]

    def at(self, wished: Target | None) -> Target | None:
        """Where one stands: where one wished to, if it is there; else at the first."""
        return wished if wished in self.items else self.items[0] if self.items else None


class Build:
    """A panel being put together, for so many cells."""

    def __init__(self, width: int, at: Target | None, focused: bool = True) -> None:
        self.width, self.wished, self.focused = width, at, focused
        self._lines: list[Line] = []
        self._items: list[Target] = []

    def head(self, words: str, far: str = "") -> None:
        """The name of a group, with air above."""
        if self._lines:
            self._lines.append(EMPTY)
        self._lines.append(
            clip((Piece(" "), Piece(words, "heading"), Piece(f"  {far}" if far else "", "muted")), self.width)
        )

    def say(self, words: str, role: str = "muted", by: int = 1) -> None:
        """Words that nothing hangs on."""
        self._lines += [indent(one, by) for one in wrap(line(words, role), self.width - by - 1)]

    def item(self, target: Target, first: Sequence[Piece], rest: Iterable[Line] = (), by: int = 3) -> None:
        """Something to stand at: its words, wrapped behind the sign, and lines beneath."""
        chosen = self.stands_at(target)
        sign = Piece(CARET if chosen and self.focused else " ", "caret")
        room = self.width - by - 1
        rows = [tuple(first)] if width_of(first) <= room else wrap(first, room)
        lines = [(Piece(" "), sign, Piece(" "), *rows[0]), *(indent(one, by) for one in rows[1:])]
        lines += [indent(clip(one, room - BENEATH), by + BENEATH) for one in rest]
        self._items.append(target)
        self._lines += [aim(one or (Piece(" "),), target) for one in lines]

    def fits(self, pieces: Sequence[Piece]) -> bool:
        """Whether an item of these words takes one line, with a little to spare."""
        return width_of(pieces) + 2 <= self.width - 4

    def stands_at(self, target: Target) -> bool:
        """Whether one stands there; at the first thing of all where one stands nowhere yet."""
        return target == self.wished if self.wished is not None else not self._items

    def beneath(self, pieces: Sequence[Piece], by: int = 0) -> list[Line]:
        """Lines for beneath an item, no wider than there is room; `by` cells are taken already."""
        return wrap(pieces, self.width - 4 - BENEATH - by)

    def panel(self) -> Panel:
        """It is whole."""
        return Panel(tuple(self._lines), tuple(self._items))


def in_sight(panel: Panel, at: Target | None, scroll: int, height: int) -> tuple[list[Line], int]:
    """As many lines as fit from `scroll` on, moved so that what one stands at is among them; and where that begins.

    A sign in the first cell says that there is more.
    """
    lines = panel.lines
    if len(lines) <= height:
        return [*lines, *[EMPTY] * (height - len(lines))], 0
    mine = [n for n, one in enumerate(lines) if one and one[0].target == at] if at is not None else []
    if mine:
        first = 0 if at == panel.items[0] else mine[0]
        scroll = min(scroll, first) if mine[-1] - first < height else mine[0]
        scroll = max(scroll, min(mine[-1] + 2 - height, mine[0]))
    scroll = max(0, min(scroll, len(lines) - height))
    shown = list(lines[scroll : scroll + height])
    if scroll:
        shown[0] = _marked(shown[0], RISE)
    if scroll + height < len(lines):
        shown[-1] = _marked(shown[-1], FALL)
    return shown, scroll


def _marked(one: Line, sign: str) -> Line:
    if not one:
        return (Piece(sign, "caret"),)
    first = one[0]
    return (Piece(sign, "caret", first.target), first._replace(text=first.text[1:]), *one[1:])
