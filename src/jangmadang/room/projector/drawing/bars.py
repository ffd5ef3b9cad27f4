"""How the room voted: a bar for each choice, its votes and their share, and a sentence about how they lie.

A choice's words stand beside its bar where all are short, else over it; a bar's length, a number and a share say the
same three times, and none by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....tui.drawing.lines import EMPTY, Line, Piece, cells, fit, right, wrap
from ...snapshot import Option, Projector
from .frame import Drawn, Face, blank_between, head, screen, words
from .scene import DIGIT, count, feet, title
from .telling import chosen, how_it_lies

HANGS = {"▄": "▀"}
"""Beneath its words a bar hangs on them, and stands off from those that follow."""
COUNT = 5
SHARE = 5
"""Cells that votes and share take."""


def reveal(face: Face, sight: Projector) -> Drawn:
    """The bars, how they lie, and what to do with it."""
    return _bars(face, sight, *(how_it_lies(sight.split) if sight.split is not None else ("", "")))


def decide(face: Face, sight: Projector) -> Drawn:
    """A number is waited for, or a lot: there was a tie, no vote, or one table speaks."""
    if sight.table:
        return _bars(face, sight, f"Table {sight.table} speaks.", "Say the number of your choice.")
    if not sight.votes:
        return _bars(face, sight, "", "What do you do? Say the number.")
    lies = how_it_lies(sight.split)[0] if sight.split is not None else ""
    return _bars(face, sight, lies, "A number settles it, or a lot.")


def live(face: Face, sight: Projector) -> Drawn:
    """The bars of a vote that is still open, where the room has it so."""
    foot = [*count(face, sight), *feet(face, sight)]
    room = face.height - 5 - len(foot)
    rows = barred([option for option in sight.options if not option.reason], face, room)
    return screen(face, title(face, sight), rows, foot)


def _bars(face: Face, sight: Projector, lies: str, asks: str) -> Drawn:
    told = [*words(lies, face.column, "strong"), *words(asks, face.column, "said")]
    foot = feet(face, sight) if face.roomy else []
    options = [option for option in sight.options if not option.reason]
    room = face.height - 3 - len(foot) - (1 if foot else 0)
    rows = barred(
        options, face, room - len(told) - (2 if face.roomy else 1), sight.votes and sight.state in ("reveal", "decide")
    )
    top = title(face, sight)
    if sight.votes and sight.voted:
        far = [Piece(chosen(sight).replace("have chosen", "chose").replace("has chosen", "chose"), "muted")]
        if sight.round > 1:
            far.insert(0, Piece("second vote   " if sight.round == 2 else f"vote {sight.round}   ", "muted"))
        named = [Piece(f"{sight.number} · ", "muted")] if sight.number else []
        top = head(face, [*named, Piece(sight.scene or sight.title, "title")], far)
    body = blank_between([rows, told], 2 if face.roomy else 1)
    # What is said of the bars stays in sight, however many they are.
    return screen(face, top, body, foot, keep=len(told))


def barred(options: Sequence[Option], face: Face, room: int, counted: bool = True, air: int = 2) -> list[Line]:
    """The choices with their bars, with as much air between them as so many lines leave, at most `air`."""
    if not counted or not any(option.votes for option in options):
        blocks = [_named(option, face.column) for option in options]
        gap = 1 if sum(map(len, blocks)) + len(blocks) - 1 <= room else 0
        return blank_between(blocks, gap)
    most = max((option.votes or 0 for option in options), default=0)
    column = face.column
    longest = max((cells(option.text) for option in options), default=0)
    beside = column - 3 - COUNT - SHARE - 2
    if longest <= beside - 10:
        bar = min(beside - longest, 40)
        blocks = [[_beside(option, longest, bar, most, face.bar)] for option in options]
        for gap in range(air, -1, -1):
            lines = blank_between(blocks, gap)
            if len(lines) <= room:
                return lines
        return lines
    stacked = [[*_named(option, column), _beneath(option, column, most, face.bar)] for option in options]
    for gap in range(min(air, 1), -1, -1):
        lines = blank_between(stacked, gap)
        if len(lines) <= room:
            return lines
    # Too many, too long: the bars matter now, and phones still have all the words.
    text = max(16, beside - 12)
    return [_beside(option, text, beside - text, most, face.bar) for option in options]


def _sign(option: Option) -> Piece:
    return Piece(f"{option.number}  ", "caret", (DIGIT, str(option.number)))


def _named(option: Option, width: int) -> list[Line]:
    first, *others = wrap([Piece(option.text, "chosen" if option.leads else "")], width - 3) or [EMPTY]
    return [(_sign(option), *first), *((Piece("   "), *one) for one in others)]


def _beside(option: Option, text: int, bar: int, most: int, sign: str) -> Line:
    role = "chosen" if option.leads else ""
    return (
        _sign(option),
        Piece(fit(option.text, text), role),
        Piece("  "),
        *_bar(option, bar, most, sign),
        Piece(right(f"{option.votes or 0:,}", COUNT), "strong"),
        Piece(right(f"{option.share}%", SHARE), "muted"),
    )


def _beneath(option: Option, width: int, most: int, sign: str) -> Line:
    bar = min(width - 3 - COUNT - SHARE, 60)
    sign = HANGS.get(sign, sign)
    return (
        Piece("   "),
        *_bar(option, bar, most, sign),
        Piece(right(f"{option.votes or 0:,}", COUNT), "strong"),
        Piece(right(f"{option.share}%", SHARE), "muted"),
    )


def _bar(option: Option, width: int, most: int, sign: str) -> Line:
    """As long as its part of the longest; whoever was chosen at all is seen."""
    votes = option.votes or 0
    long = max(1, votes * width // most) if votes and most else 0
    return (Piece(sign * long, "meter"), Piece(" " * (width - long)))
