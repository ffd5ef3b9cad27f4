"""The journal: every turn to be read again and gone back to; and its turning points, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...play.road_view import Turn, Turns
from .doing import Doing, doing_lines
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, aim, ends, fit, indent, line, pad, wrap
from .meters import changes_line
from .prose import prose
from .reading import framed, measure
from .signs import CARET, DONE, OPEN, RULE

AHEAD = "taken back; forward again until you choose otherwise"


class Leaf(NamedTuple):
    """One turn at a width."""

    lines: list[Line]
    mark: int
    """The line that its caret stands on: its title."""


Place = tuple[int, int]
"""A turn and a line of it, both counted from 0."""


class Leaves:
    """A journal at a width. A long life takes a while to lay out: only what is looked at is."""

    def __init__(self, journal: Turns, width: int) -> None:
        self.journal, self.width = journal, width
        self._leaves: dict[int, Leaf] = {}

    def __len__(self) -> int:
        return len(self.journal.turns)

    def leaf(self, number: int) -> Leaf:
        """Where, the text as it was read, what was chosen, what came of it; before what was taken back, that it was."""
        if number not in self._leaves:
            self._leaves[number] = self._laid_out(number)
        return self._leaves[number]

    def _laid_out(self, number: int) -> Leaf:
        turn, width = self.journal.turns[number], self.width
        lines: list[Line] = []
        if number == self.journal.here + 1:
            lines += [*wrap(line(AHEAD, "warning"), width), EMPTY]
        head = wrap(line(turn.line.heading, "muted"), width)
        mark = len(lines) + (len(head) if turn.line.title else 0)
        lines += head
        lines += [aim(one, ("turn", str(number))) for one in wrap(line(turn.line.title or " ", "title"), width)]
        lines += _turn(turn, number, width)
        if number + 1 < len(self):
            lines += [EMPTY, line(RULE * min(12, width), "rule"), EMPTY]
        return Leaf(lines, mark)

    def moved(self, place: Place, by: int) -> Place:
        """So many lines further, within the journal."""
        number, row = place[0], place[1] + by
        while row < 0 and number > 0:
            number -= 1
            row += len(self.leaf(number).lines)
        while number + 1 < len(self) and row >= (count := len(self.leaf(number).lines)):
            number, row = number + 1, row - count
        return number, max(0, row)

    def last(self, room: int) -> Place:
        """The place from which so many lines reach the end."""
        end = len(self) - 1
        return self.moved((end, len(self.leaf(end).lines)), -room)

    def seen(self, place: Place, room: int) -> list[tuple[Place, Line]]:
        """So many lines from a place on, and one more if there are more, each with its own place."""
        found: list[tuple[Place, Line]] = []
        number, row = place
        while number < len(self) and len(found) <= room:
            found += [((number, n), one) for n, one in enumerate(self.leaf(number).lines) if n >= row]
            number, row = number + 1, 0
        return found[: room + 1]


def _turn(turn: Turn, number: int, width: int) -> list[Line]:
    lines: list[Line] = []
    text = prose(turn.line.text, width)
    lines += [EMPTY, *text] if text else []
    if turn.line.arrived:
        lines += [EMPTY, *wrap(changes_line((), turn.line.arrived, width), width)]
    if turn.line.choice:
        chosen = wrap((Piece(DONE + " ", "meter"), Piece(turn.line.choice, "chosen")), width)
        lines += [EMPTY, *(aim(one, ("turn", str(number))) for one in chosen)]
    result = prose(turn.line.result, width)
    lines += [EMPTY, *result] if result else []
    if turn.line.changes:
        lines += [EMPTY, *wrap(changes_line(turn.line.changes, (), width), width)]
    return lines


class Sheet(NamedTuple):
    """Where and how wide text stands on the screen."""

    width: int
    height: int
    most: int
    """The measure."""
    onward: str
    """What the key that reads on is called."""


def journal_page(
    leaves: Leaves, at: int, top: Place, doing: Doing | None, hints: Sequence[Hint], sheet: Sheet
) -> list[Line]:
    """The screen: the text from a place on, a caret at a turn, what can be done with it."""
    margin, column = measure(sheet.width, sheet.most)
    turns = leaves.journal.turns
    asked = panel(turns[at], doing, column, sheet.height) if doing is not None else []
    far = f"turn {turns[at].number + 1} of {len(turns)}"
    height = sheet.height - len(asked)
    seen = leaves.seen(top, max(1, height - 4))
    body = [one for _, one in (seen if doing is None else seen[: height - 4])]  # while asked, one does not read on
    lines = framed("Journal", far, body, 0, hints, sheet.width, height, sheet.most, sheet.onward)
    row = next((n for n, (place, _) in enumerate(seen) if place == (at, leaves.leaf(at).mark)), -1) + 2
    if doing is None and 2 <= row < len(lines) - 2:
        words = lines[row][1:]
        lines[row] = (Piece(" " * (margin - 2)), Piece(CARET + " ", "caret"), *words)
    return [*lines[:-1], *(indent(one, margin - 2) for one in asked), lines[-1]]


def panel(turn: Turn, doing: Doing, width: int, height: int) -> list[Line]:
    """What can be done with a turn, and the roads that were left open there, in a third of the screen."""
    lines = doing_lines(doing, width)
    if turn.others:
        room = max(1, height // 3 - len(lines))
        said = wrap((Piece("left open: ", "muted"), Piece("; ".join(turn.others), "hint")), width)
        lines += [indent(one, 4) for one in said[:room]]
    return lines


def forks_page(
    forks: Sequence[Turn], at: int, top: int, doing: Doing | None, hints: Sequence[Hint], sheet: Sheet
) -> tuple[list[Line], int, int]:
    """The screen of turning points; with the first one in sight and how many there are."""
    width, height = sheet.width, sheet.height
    foot = panel(forks[at], doing, width - 10, height) if doing is not None else _left(forks[at], width - 10, height)
    foot += [EMPTY] * (max(3, height // 4) - len(foot))
    room = max(1, height - 4 - len(foot))
    top = max(0, min(max(top, at - room + 1), at, len(forks) - room))
    far = (Piece(f"{at + 1} of {len(forks)}", "muted"), Piece("  "))
    head = ends((Piece("  "), Piece("Turning points", "title")), far, width)
    asked = doing is not None
    rows = [_fork(turn, n == at, asked, width, n) for n, turn in enumerate(forks)][top : top + room]
    rows += [EMPTY] * (room - len(rows))
    rule = line("  " + RULE * (width - 4), "rule")
    return [head, EMPTY, *rows, rule, *(indent(one, 4) for one in foot), key_line(hints, width)], top, room


def _left(turn: Turn, width: int, height: int) -> list[Line]:
    """The roads that were open at a turn, in a quarter of the screen."""
    room = max(3, height // 4)
    lines = [
        (Piece(f"{OPEN if row == 0 else ' '} ", "muted"), *one)
        for words in turn.others
        for row, one in enumerate(wrap(line(words, "hint"), width - 2))
    ]
    return lines if len(lines) <= room else [*lines[: room - 1], line(f"… and {len(lines) - room + 1} more", "muted")]


def _fork(turn: Turn, chosen: bool, asked: bool, width: int, number: int) -> Line:
    """When, where, what was chosen, and how many other roads were open."""
    title = min(30, (width - 20) // 2)
    marks = OPEN * len(turn.others) if len(turn.others) <= 4 else f"{OPEN * 3}{len(turn.others)}"
    lead = (
        Piece("  "),
        Piece((CARET if chosen and not asked else " ") + " ", "caret"),
        Piece(fit(turn.when, 8), "muted"),
        Piece(fit(turn.line.title, title), "chosen" if chosen else ""),
    )
    words = pad((Piece("  "), Piece(turn.line.choice, "muted")), width - 12 - title - 8)
    return aim(ends((*lead, *words), (Piece(marks, "muted"), Piece("  ")), width), ("turn", str(number)))
