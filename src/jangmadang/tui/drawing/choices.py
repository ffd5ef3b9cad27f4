"""Choices as lines: caret, number, words; what they cost or why they are locked beneath.

The words stand flush with the story's text; caret, tick and number hang in the margin before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ...play.view import ChoiceView
from ...settings import Hints
from .lines import EMPTY, Line, Piece, aim, cells, indent, line, width_of, wrap
from .signs import CARET, DONE, FALL, LOCK, RISE

HANG = 4
"""Cells that caret, tick and number take before the words; one more where there are ten choices."""


GAP = 3
"""Cells between a choice's words and what is told beside them, at least."""

Told = Literal["chosen", "locks", "all", "beside"]
"""Which choices have their line beneath: the one stood at only, what is locked too, all; or all are told beside their
words, and beneath only what has no room there.
"""


def choice_lines(
    choice: ChoiceView,
    chosen: bool,
    told: Told,
    margin: int,
    width: int,
    hints: Hints = "full",
    *,
    caret: bool = True,
    hang: int = HANG,
    column: int = 0,
) -> list[Line]:
    """One choice, its words starting at `margin`. `caret`: one stands at the chosen one, and not at a word above.
    `column`: where what is told beside words begins.
    """
    role = "chosen" if chosen and caret else ("" if choice.open else "muted")
    words: list[Piece] = [] if choice.open else [Piece(LOCK + " ", "lock")]
    words += [Piece(choice.text, role)]
    lead = (
        Piece(" " * (margin - hang)),
        Piece(CARET if chosen and caret else " ", "caret"),
        Piece(DONE if choice.taken else " ", "muted"),
        Piece(f"{choice.number} ".rjust(hang - 2), "key"),
    )
    told_all = told in ("all", "beside")
    details = _details(choice, hints) if chosen or told_all or (told == "locks" and not choice.open) else []
    if details and told == "beside" and (gap := _gap(width_of(words), width_of(details), column, width)):
        words += [Piece(" " * gap), *details]
        return [aim((*lead, *words), ("choice", choice.id))]
    lines = [
        (*lead, *one) if number == 0 else indent(one, margin)
        for number, one in enumerate(wrap(words, width) or [EMPTY])
    ]
    lines += [indent(one, margin) for one in wrap(details, width)]
    return [aim(one, ("choice", choice.id)) for one in lines]


def _gap(words: int, details: int, column: int, width: int) -> int:
    """Cells between the two on one line: up to the column, fewer where it is too far; 0 where both have no room."""
    if words + GAP + details > width:
        return 0
    return column - words if words + GAP <= column <= width - details else GAP


def _details(choice: ChoiceView, hints: Hints) -> list[Piece]:
    """What it takes, how likely it is and the writer's hint, or less where that is wished; of a locked one, why."""
    if not choice.open:
        return [Piece(choice.reason or "not now", "lock")]
    if hints != "full":
        return list(line(" · ".join(choice.moves), "hint")) if hints == "which" else []
    pieces: list[Piece] = []
    for text, role in ((choice.price, "price"), (choice.odds, "muted"), (choice.hint, "hint")):
        if text:
            pieces += [Piece(" · ", "muted"), Piece(text, role)] if pieces else [Piece(text, role)]
    return pieces


class Block:
    """The choices of a page, cut to a height. It keeps its height whichever choice is looked at, and every choice its
    place but for those between the one and the other: what the longest hint needs is kept free under the chosen one.
    """

    def __init__(
        self, choices: Sequence[ChoiceView], margin: int, width: int, told: Told, hints: Hints = "full"
    ) -> None:
        self._choices = choices
        self._margin, self._width, self._told, self._hints = margin, width, told, hints
        self._column = self._beside_at() if told == "beside" else 0
        self._hang = HANG + (max((choice.number for choice in choices), default=0) > 9)
        self._short = {choice.id: self._of(choice, False) for choice in choices}
        self._full = {choice.id: self._of(choice, True) for choice in choices}
        sizes = ((len(self._full[choice.id]), len(self._short[choice.id])) for choice in choices)
        self._extra = max((more - less for more, less in sizes), default=0)
        self.height = sum(map(len, self._short.values())) + self._extra
        self.all_told = sum(map(len, self._full.values()))
        """How many lines it would have if all were told of every choice."""

    def _of(self, choice: ChoiceView, chosen: bool, caret: bool = True) -> list[Line]:
        how = (self._told, self._margin, self._width, self._hints)
        return choice_lines(choice, chosen, *how, caret=caret, hang=self._hang, column=self._column)

    def _beside_at(self) -> int:
        """Where what is told beside words begins, one beneath the other: after the longest words that have room so."""
        ends = [0]
        for choice in self._choices:
            words = cells(choice.text) + (0 if choice.open else cells(LOCK) + 1)
            details = width_of(_details(choice, self._hints))
            if details and words + GAP + details <= self._width:
                ends.append(words + GAP)
        return max(ends)

    def lines(self, chosen: str | None, height: int, caret: bool = True) -> list[Line]:
        """At most so many lines, those of the chosen one among them, with a sign where there are more."""
        lines: list[Line] = []
        first = last = 0
        for choice in self._choices:
            mine = self._short[choice.id]
            if choice.id == chosen:
                mine = self._full[choice.id] if caret else self._of(choice, True, caret=False)
                first, last = len(lines), len(lines) + len(mine)
                spare = len(self._short[choice.id]) + self._extra - len(mine)
                spare = min(spare, height - (self.height - spare))
                mine = [*mine, *[aim((Piece(" " * self._margin),), ("choice", choice.id))] * spare]
            lines += mine
        if len(lines) <= height:
            return lines
        # One line beyond the chosen one is kept in sight, so that the way on can be seen.
        top = min(max(0, last + 1 - height), first, len(lines) - height)
        shown = lines[top : top + height]
        if top > 0:
            shown[0] = _marked(shown[0], RISE)
        if top + height < len(lines):
            shown[-1] = _marked(shown[-1], FALL)
        return shown


def _marked(pieces: Line, sign: str) -> Line:
    """The line with a sign in its first cell: there is more this way, and a click leads there. The words stay where
    they are.
    """
    rest = pieces[0]._replace(text=pieces[0].text[1:])
    return (Piece(sign, "caret", ("key", f"beyond({1 if sign == FALL else -1})")), rest, *pieces[1:])
