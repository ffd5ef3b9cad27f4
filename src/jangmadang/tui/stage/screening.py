"""The screening: a plan of the room with who sits in it, who may come and how they are, and what hides it.

It draws what `story.encounters.screening` gives as its view.
"""

from __future__ import annotations

from ...play.view import Page
from ...story.encounters.screening import ScreeningView, view
from ..drawing.lines import EMPTY, Line, Piece, clip, fit, line, pad, width_of
from ..drawing.signs import DONE, FULL, HOLLOW, LOCK, squares
from . import Drawn, Spot

ROOM = 21
"""Cells of the plan, walls included."""

OVER = 5
"""Where in the evening (`at`) all is over: the days after."""


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """The plan at the left, guests and measures at the right; without room for both the plan is left out."""
    assert page.stage is not None
    room = view(page.stage.fixed, page.stage.values)
    if room.at >= OVER:
        return Drawn()
    width = min(width, 84)
    plan = _plan(room)
    if width < 68 or len(plan) >= most:
        plan = []
    beside = [*_guests(room), *([EMPTY] if plan else []), *_care(room)]
    if plan:
        blank = line(" " * ROOM)
        height = max(len(plan), len(beside))
        lefts = [*plan, *[blank] * (height - len(plan))]
        rights = [*beside, *[EMPTY] * (height - len(beside))]
        lines = [
            (Piece("     "), *pad(left, ROOM), Piece(" "), *other) for left, other in zip(lefts, rights, strict=True)
        ]
    else:
        lines = [(Piece("     "), *one) for one in beside]
    # A guest's words take a cell of the margin rather than lose their end.
    head = (clip(_film(room), width), *(clip(one, width + 1) for one in lines))
    return Drawn(head=head[:most], name="the room")


def _film(room: ScreeningView) -> Line:
    return (
        Piece("     "),
        Piece(room.film, "said"),
        Piece("  part ", "muted"),
        Piece(FULL * room.part + HOLLOW * max(0, room.parts - room.part), "meter"),
        Piece("   " + room.cut, "muted") if room.current else Piece("   no current", "warning"),
    )


def _plan(room: ScreeningView) -> list[Line]:
    """Four walls: the window with or without its curtain, the set, a square for each who sits there, the door."""
    inner = ROOM - 2
    window = f" curtain {DONE} " if room.measures.get("curtain") else " window, bare "
    door = " door " + (f"· lookout {DONE} " if room.measures.get("lookout") else "")
    screen = "   ▐tv▌" + (" low" if room.measures.get("low sound") else "") if room.current else "   (dark)"
    you = Piece(f" {FULL} you")
    lines: list[Line] = [
        (Piece("┌─", "rule"), Piece(window, "muted"), Piece("─" * (inner - 1 - len(window)) + "┐", "rule")),
        _inside((Piece(fit(screen, inner - 7), "lamp" if room.current else "faint"), you), inner),
    ]
    # A line for everyone who may come, so that the room keeps its size.
    seated = [guest.name for guest in room.guests if guest.here]
    seats = [f" {FULL} {name}" for name in seated] + [""] * (len(room.guests) - len(seated))
    lines += [_inside((Piece(fit(seat, inner)),), inner) for seat in seats]
    lines.append((Piece("└─", "rule"), Piece(door, "muted"), Piece("─" * (inner - 1 - len(door)) + "┘", "rule")))
    return lines


def _inside(pieces: Line, inner: int) -> Line:
    return (Piece("│", "rule"), *pad(pieces, inner), Piece("│", "rule"))


def _guests(room: ScreeningView) -> list[Line]:
    name_width = max((len(guest.name) for guest in room.guests), default=0) + 1
    lines: list[Line] = []
    for guest in room.guests:
        shut = guest.need > guest.trust and not guest.here
        about = f"needs {guest.need} trust; you have {guest.trust}" if shut else guest.mouth
        lines.append(
            (
                Piece((DONE if guest.here else LOCK if shut else HOLLOW) + " ", "lock" if shut else "caret"),
                Piece(fit(guest.name, name_width)),
                Piece(squares(guest.trust, 0, 100, 5) + " ", "meter"),
                Piece(about, "lock" if shut else "muted"),
            )
        )
    return lines


def _care(room: ScreeningView) -> list[Line]:
    """What hides the evening, taken and left; seconds at the door."""
    pieces: list[Piece] = []
    lines: list[Line] = []
    for words, taken in room.measures.items():
        block = [Piece((DONE if taken else HOLLOW) + " ", "caret" if taken else "faint"), Piece(words + "  ")]
        if pieces and width_of(pieces) + width_of(block) > 46:
            lines.append(tuple(pieces))
            pieces = []
        pieces += block
    if pieces:
        lines.append(tuple(pieces))
    if room.seconds:
        lines.append((Piece("if they knock: ", "muted"), Piece(f"{room.seconds} seconds")))
    return lines
