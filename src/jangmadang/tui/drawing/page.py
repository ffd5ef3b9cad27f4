"""A page of the story laid out on a screen: where everything stands, and what gives way when there is no room.

From top to bottom: where and when; the scene's drawing; the story's text in a column of at most 66 cells; the
encounter's picture; a rule that says what changed; the choices; the meters; the keys. From 110 columns on the meters
move to a column on the right.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...play.view import Page
from ..stage import Drawn
from .coming import hidden, lengths, order
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, Target, aim, clip, indent, pad, width_of
from .meters import DRAWER, drawer, top_line
from .picture import Manner
from .prose import beats
from .sharing import AT_FIRST, Look, Room, Taste, share_out
from .signs import FALL, RULE


class Frame(Struct, frozen=True):
    """The lines of a screen and what one can do on it."""

    lines: tuple[Line, ...]
    items: tuple[Target, ...]
    """All one can stand at, in order: rows of the picture, then choices."""
    at: Target | None
    scroll: int
    scroll_most: int
    rows: int
    """Lines of text in sight."""
    stops: tuple[int, ...]
    """Lines of the text where reading on stops: those after a beat."""
    stage: Drawn | None
    hidden: bool
    """There is a picture, and the text stands in its place."""
    comes: tuple[int, ...] = ()
    """How many words each of the paragraphs in sight has that come one after another."""


def arrange(
    page: Page,
    look: Look,
    width: int,
    height: int,
    hints: Sequence[Hint],
    manner: Manner = "",
    taste: Taste = AT_FIRST,
    stage_hints: Sequence[Hint] = (),
) -> Frame:
    """Everything on a screen of that size; `manner` is how drawings are seen.

    `stage_hints` are the keys of encounters as they are called now; those that the picture asks for are shown.
    """
    room = Room.of(page, width, height, taste)
    share = share_out(page, look, room, manner)
    text, picture = share.text, share.picture
    scroll_most = max(0, len(text) - share.text_rows)
    scroll = min(look.scroll, scroll_most)
    more = scroll < scroll_most
    wait = f"{'more' if more else share.waiting} {FALL}" if more or share.waiting else ""

    lines = [top_line(page, width), *[EMPTY] * share.top_gap]
    lines += [indent(one, room.margin) for one in share.drawing]
    sight = slice(scroll, scroll + share.text_rows)
    numbers = order(text, look.coming.fresh) if look.coming.so_far is not None else []
    come = hidden(text, numbers, look.coming.so_far) if numbers else text
    lines += [indent(one, room.margin) for one in come[sight]]
    if picture:
        rows = _rows(picture, share.at, share.picture_rows, room.left - room.aside)
        lines += [EMPTY] * room.airy
        lines += [indent(one, room.aside) for one in (*picture.head, *rows, *picture.foot)]
    lines += [*[EMPTY] * share.loose, *_rule(share.said, room.left, wait, taste.onward), *[EMPTY] * share.loose]
    chosen = share.at[1] if share.at and share.at[0] == "choice" else None
    lines += share.block.lines(chosen, share.choice_rows)
    lines += [EMPTY] * (height - 1 - len(room.meters) - len(lines))
    if room.wide:
        lines = _beside(lines, drawer(page), room.left, taste.people)
    called = {hint[2]: hint for hint in stage_hints}
    beside = [called.get(hint[2], hint) for hint in picture.hints] if picture else []
    lines += [*room.meters, key_line((*beside, *hints), width)]
    return Frame(
        lines=tuple(clip(one, width) for one in lines[:height]),
        items=share.items,
        at=share.at,
        scroll=scroll,
        scroll_most=scroll_most,
        rows=share.text_rows,
        stops=tuple(number + 2 for number in beats(text)),
        stage=picture,
        hidden=bool(share.waiting),
        comes=lengths(text[sight], numbers[sight]),
    )


def _rows(drawn: Drawn, at: Target | None, count: int, width: int) -> list[Line]:
    """So many rows of the picture, the one stood at among them."""
    here = int(at[1]) if at and at[0] == "row" else 0
    top = max(0, min(here - count // 2, len(drawn.rows) - count))
    return [
        aim(pad(row, width), ("row", str(number)))
        for number, row in enumerate(drawn.rows)
        if top <= number < top + count
    ]


def _rule(said: Sequence[Line], width: int, wait: str, onward: str) -> list[Line]:
    """The rule above the choices: what changed on its left, what space does on its right; further words beneath.

    `onward` is what the key that reads on is called: space, at first.
    """
    pieces = [Piece("  " + RULE, "rule")]
    room = width - 6
    end: Line = ()
    if wait:
        target = ("key", "read_on")
        end = (Piece(f" {onward} ", "key", target), Piece(wait + " ", "strong", target), Piece(RULE, "rule"))
        room -= width_of(end)
    if said:
        words = (Piece(" "), *said[0], Piece(" "))
        if width_of(words) > room and said[0][0].role == "warning":  # it comes before what space does
            room, end = room + width_of(end), ()
        pieces += clip(words, room)
        room -= width_of(words)
    first = (*pieces, Piece(RULE * max(0, room + 1), "rule"), *end)
    return [first, *(indent(one, 4) for one in said[1:])]


def _beside(lines: Sequence[Line], column: Sequence[Line], left: int, people: str) -> list[Line]:
    """The drawer to the right of all lines but the first; where it is longer, it says where the rest is."""
    if len(column) > len(lines) - 1:
        column = [one for one in column if one]
    if len(column) > len(lines) - 1:
        more = (Piece(people, "key", ("key", "people")), Piece(" shows more", "muted"))
        column = [*column[: len(lines) - 2], more]
    joined = [lines[0]]
    for number, one in enumerate(lines[1:]):
        beside = column[number] if number < len(column) else EMPTY
        joined.append((*pad(one, left), Piece("│ ", "rule"), *clip(beside, DRAWER)))
    return joined


__all__ = ["Frame", "Look", "Taste", "arrange"]
