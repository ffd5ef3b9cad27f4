"""The preview's screen: a bar, what is to be told, the page, and a panel beside it or in its place.

From 110 columns on the page stands on the left as a player sees it on 80 columns and 24 rows, problems beneath it where
there are lines for them, a panel on the right. On fewer columns there is one thing at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from ...play.view import Page
from ...tui.drawing.keyline import Hint, key_line
from ...tui.drawing.lines import EMPTY, Line, Piece, Target, aim, clip, ends, indent, line, pad, width_of, wrap
from ...tui.drawing.sharing import AT_FIRST, Look, Room, share_out
from ...tui.drawing.signs import CARET, FALL, LOCK, RULE
from ..keys import TABS
from ..sight import Sight
from .panel import Panel

WIDE = 110
COLUMNS, ROWS = 80, 24
"""What a page must fit."""
LEAST = 5
"""Lines beneath the page from which on problems are listed there."""
MOST_TOLD = 4
"""Lines of what is told."""


class Fits(Struct, frozen=True):
    """How many rows a page takes where it is most cramped, as first read."""

    rows: int

    @property
    def over(self) -> int:
        """How many are too many."""
        return max(0, self.rows - ROWS)

    @property
    def words(self) -> str:
        """For the writer."""
        return f"{self.rows} of {ROWS} rows" if not self.over else f"{self.rows} rows, {ROWS} fit {FALL}"


def fits(page: Page) -> Fits:
    """What the page takes on 80 columns and 24 rows: the text, an encounter's picture, the choices, and what stands
    around them. Drawings of scenes are left out: they are only shown where there is room.
    """
    room = Room.of(page, COLUMNS, ROWS, AT_FIRST)
    share = share_out(page, Look(reading=False), room)
    picture = len(share.picture.head) + len(share.picture.foot) + len(share.picture.rows) if share.picture else 0
    around = ROWS - room.body
    return Fits(around + len(share.text) + picture + share.block.height)


class Size(Struct, frozen=True):
    """Who gets which cells."""

    wide: bool
    told: int
    page: tuple[int, int]
    """Columns and rows of the page."""
    below: int
    """Lines for problems beneath the page; 0 where there are none."""
    panel: tuple[int, int]


def sized(width: int, height: int, told: int) -> Size:
    """How a screen of that size is shared when so many lines are told."""
    body = height - 2 - told
    if width < WIDE:
        return Size(False, told, (width, body), 0, (width, body))
    rows = min(ROWS, body)
    below = body - rows - 1
    if below < LEAST:
        rows, below = body, 0
    return Size(True, told, (COLUMNS, rows), below, (width - COLUMNS - 2, body))


def bar(sight: Sight, tab: str, width: int, fit: Fits) -> Line:
    """The tabs, the one that takes the arrows marked, and where the scene stands."""
    pieces: list[Piece] = []
    for name in TABS:
        here = name == tab
        action = ("key", f"show('{name}')")
        pieces.append(Piece(f" {CARET}" if here else "  ", "caret", action))
        pieces.append(Piece(name, "chosen" if here else "muted", action))
        if name == "problems" and sight.problems:
            wrong = sight.errors
            count = f" {LOCK}{wrong}" if wrong else f" {len(sight.problems)}"
            pieces.append(Piece(count, "error" if wrong else "warning", action))
    where = sight.spot.short(sight.folder) if sight.spot is not None else ""
    rows = Piece(fit.words, "warning" if fit.over else "muted", ("key", "tell_fits"))
    choices: list[Line] = []
    scene = Piece(f"{sight.scene} · ", "muted")
    place = Piece(where, "place", ("key", "edit_scene"))
    if sight.playable:
        full = (scene, place, Piece(f" · {_life(sight)} · ", "muted"), rows, Piece("  "))
        choices = [full, (scene, place, Piece(" · ", "muted"), rows, Piece("  "))]
        choices += [(place, Piece(" · ", "muted"), rows, Piece(" ")), (place, Piece(" ")), (rows, Piece(" ")), EMPTY]
    room = width - width_of(pieces) - 2
    far = next((one for one in choices if width_of(one) <= room), EMPTY)
    return ends(tuple(pieces), far, width)


def _life(sight: Sight) -> str:
    steps = "1 step" if sight.steps == 1 else f"{sight.steps} steps"
    return f"seed {sight.seed} · {steps}"


def told(sight: Sight, said: str, width: int) -> list[Line]:
    """What the writer must know before all: the text is newer than what is played, the place could not be kept."""
    lines: list[Line] = []
    if sight.older or not sight.playable:
        count = f"{sight.errors} error{'' if sight.errors == 1 else 's'}"
        words = f"The text has {count}: "
        words += "what you see is the story as it was before." if sight.playable else "there is nothing to play yet."
        lines += _told(
            [Piece(f"{LOCK} ", "error"), Piece(words, "error"), Piece(" x", "key", ("key", "show('problems')"))], width
        )
    for words in sight.told:
        lines += _told([Piece(f"{LOCK if sight.stuck else CARET} ", "warning"), Piece(words, "warning")], width)
    if said:
        lines += _told([Piece(f"{CARET} ", "warning"), Piece(said, "warning")], width)
    if len(lines) > MOST_TOLD:
        lines = [*lines[: MOST_TOLD - 1], clip((*lines[MOST_TOLD - 1], Piece(" …", "muted")), width)]
    return lines


def _told(pieces: Sequence[Piece], width: int) -> list[Line]:
    rows = wrap(pieces, width - 6)
    return [indent(one, 2 if n == 0 else 4) for n, one in enumerate(rows)]


def without_caret(lines: Sequence[Line]) -> list[Line]:
    """The lines without the sign of where one stands: the arrows are elsewhere."""
    return [
        tuple(piece._replace(text=" ") if piece.role == "caret" and piece.text == CARET else piece for piece in one)
        for one in lines
    ]


def rule(words: str, width: int, role: str = "muted", target: Target | None = None) -> Line:
    """A rule with words on it."""
    lead = (Piece(RULE * 2 + " ", "rule"), Piece(f"{words} ", role, target))
    return (*lead, Piece(RULE * max(0, width - 4 - cell_len(words)), "rule"))


def joined(
    top: Line,
    said: Sequence[Line],
    left: Sequence[Line],
    right: Sequence[Line],
    hints: Sequence[Hint],
    width: int,
    height: int,
) -> list[Line]:
    """Bar, told lines, the page with the panel to its right (none on few columns), the keys."""
    body = height - 2 - len(said)
    rows: list[Line] = []
    for number in range(body):
        mine = left[number] if number < len(left) else EMPTY
        if right:
            beside = right[number] if number < len(right) else EMPTY
            mine = (*pad(clip(mine, COLUMNS), COLUMNS), Piece("│", "rule"), *clip(beside, width - COLUMNS - 1))
        rows.append(mine)
    return [top, *said, *rows, key_line(hints, width)]


def headed(name: str, words: str, panel_lines: Sequence[Line], width: int) -> list[Line]:
    """A panel's lines beneath its name."""
    head: Line = (Piece(" "), Piece(name, "title"), Piece(f"  {words}" if words else "", "muted"))
    return [aim(clip(head, width), ("key", f"show('{name}')")), *panel_lines]


__all__ = [
    "Fits",
    "Panel",
    "Size",
    "bar",
    "fits",
    "headed",
    "joined",
    "line",
    "rule",
    "sized",
    "told",
    "without_caret",
]
