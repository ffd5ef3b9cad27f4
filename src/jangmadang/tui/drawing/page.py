"""A page of the story laid out on a screen: where everything stands, and what gives way when there is no room.

From top to bottom: where and when; the scene's drawing; the story's text in a column of at most 66 cells; the
encounter's picture; a rule that says what changed; the choices; the meters; the keys. From 110 columns on the meters
move to a column on the right, with people and pack; elsewhere these are a drawer over the page's right side. A field
note lies between two rules over the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import set_cell_size

from ...play.view import Page
from ..stage import Drawn
from .coming import hidden, lengths, order
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, Target, aim, cells, clip, indent, pad, width_of
from .meters import top_line
from .picture import Manner
from .prose import beats
from .sharing import AT_FIRST, Look, Room, Taste, share_out
from .sides import drawer, panel
from .signs import FALL, RISE, RULE
from .words import Word, card, linked, stood_at

DRAWER = 38
"""Cells of text in the drawer, at most."""
NARROW = 64
"""On so few columns the drawer is a page of its own."""
ROOMY = 7
"""Lines of drawer that leave the choices in sight."""


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
    words: tuple[Word, ...] = ()
    """The linked words of the text."""
    over: tuple[int, int, int] | None = None
    """Of what lies over the page: how far it is scrolled, how far it can be, how many lines are in sight."""
    covered: bool = False
    """It is read before anything is chosen: a note, or what lies over the choices."""
    left: int = 0
    """How much of the text there is from the first line in sight on: by it the place is found again, on other lines."""


def arrange(
    page: Page,
    look: Look,
    width: int,
    height: int,
    hints: Sequence[Hint],
    manner: Manner = "",
    taste: Taste = AT_FIRST,
    stage_hints: Sequence[Hint] = (),
    left: int | None = None,
) -> Frame:
    """Everything on a screen of that size; `manner` is how drawings are seen.

    `stage_hints` are the keys of encounters as they are called now; those that the picture asks for are shown. `left`
    is the place in the text that another frame gave: one goes on there, however far that is scrolled here.
    """
    room = Room.of(page, width, height, taste)
    share = share_out(page, look, room, manner, taste.people)
    text, picture = share.text, share.picture
    scroll_most = max(0, len(text) - share.text_rows)
    scroll = min(look.scroll if left is None else _line_of(text, left), scroll_most)
    more = scroll < scroll_most
    wait = f"{'more' if more else share.waiting} {FALL}" if more or share.waiting else ""

    lines = [top_line(page, width), *[EMPTY] * share.top_gap]
    lines += [indent(one, room.margin) for one in share.drawing]
    sight = slice(scroll, scroll + share.text_rows)
    numbers = order(text, look.coming.fresh) if look.coming.so_far is not None else []
    come = hidden(text, numbers, look.coming.so_far) if numbers else text
    words = linked(text)
    word = words[look.word] if look.word is not None and look.word < len(words) else None
    above = len(lines) - scroll
    lines += [indent(one, room.margin) for one in come[sight]]
    if word is not None and word.line in range(scroll, scroll + share.text_rows):
        near = above + word.line
        lines[near] = stood_at(lines[near], word.piece + 1)
    if picture:
        rows = _rows(picture, share.at, share.picture_rows, room.left - room.aside)
        lines += [EMPTY] * room.airy
        lines += [indent(one, room.aside) for one in (*picture.head, *rows, *picture.foot)]
    ruled = len(lines) + share.loose[0]
    rule = _rule(share.said, room.left, wait, taste.onward)
    lines += [*[EMPTY] * share.loose[0], *rule, *[EMPTY] * share.loose[1]]
    chosen = share.at[1] if share.at and share.at[0] == "choice" else None
    lines += share.block.lines(chosen, share.choice_rows, caret=word is None)
    # Where there is hardly a line, the meters give way to what one stands at.
    meters = room.meters[: max(0, height - 1 - len(lines))]
    last = height - 2 - len(meters)
    lines = [*lines[: last + 1], *[EMPTY] * (last + 1 - len(lines))]
    over, covered = None, False
    note = next((one for one in page.notes if one.id == look.card), None)
    if note is not None:
        under = above + word.line if word is not None else 0
        laid = card(note, under, look.over, room.margin, room.left, room.measure, last, taste.notes)
        lines[laid.top : laid.top + len(laid.lines)] = laid.lines
        over, covered = (laid.scroll, laid.most, len(laid.lines) - 2), True
    if room.wide:
        lines, scrolled = _beside(lines, page, room, look.side, taste)
        over = over or scrolled
    elif look.side is not None and note is None:
        whole = width < NARROW
        end = last if whole or ruled - 1 < ROOMY else ruled - 1
        lines, over = _over(lines, page, look.side, end, width, taste)
        covered = end > ruled
    if covered:
        hints = [hint for hint in hints if hint[2] != "take"]
    called = {hint[2]: hint for hint in stage_hints}
    beside = [called.get(hint[2], hint) for hint in picture.hints] if picture else []
    lines += [*meters, key_line((*beside, *hints), width)]
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
        words=words,
        over=over,
        covered=covered,
        left=_left(text[scroll:]),
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


def _beside(
    lines: Sequence[Line], page: Page, room: Room, side: int | None, taste: Taste
) -> tuple[list[Line], tuple[int, int, int] | None]:
    """The column to the right of all lines but the first; opened, it shows all there is, a screenful at a time."""
    rows, over = len(lines) - 1, None
    if side is None:
        column: list[Line] = panel(page, room.side, rows - room.airy, taste.people)
        column = [*[EMPTY] * room.airy, *column]
    else:
        column, over = _scrolled(drawer(page, room.side), side, rows, taste)
    joined = [lines[0]]
    for number, one in enumerate(lines[1:]):
        beside = column[number] if number < len(column) else EMPTY
        joined.append((*pad(one, room.left), Piece("│ ", "rule"), *clip(beside, room.side)))
    return joined, over


def _over(
    lines: Sequence[Line], page: Page, side: int, end: int, width: int, taste: Taste
) -> tuple[list[Line], tuple[int, int, int]]:
    """The drawer over the right side of the lines from the second to `end`; on few columns over the whole of them."""
    whole = width < NARROW
    text = width - 6 if whole else min(DRAWER, width // 2 - 2)
    column, over = _scrolled(drawer(page, text), side, end, taste)
    column += [EMPTY] * (end - len(column))
    drawn = list(lines)
    for number, one in enumerate(column, 1):
        if whole:
            drawn[number] = (Piece("    "), *clip(one, text))
        else:
            under = _cut(lines[number], width - text - 4)
            drawn[number] = (*under, Piece(" │ ", "rule"), *clip(one, text))
    return drawn, over


def _scrolled(column: Sequence[Line], scroll: int, rows: int, taste: Taste) -> tuple[list[Line], tuple[int, int, int]]:
    """So many rows of a column; the last of them says that there is more, where there is."""
    if len(column) <= rows:
        return list(column), (0, 0, rows)
    seen = rows - 1
    most = len(column) - seen
    scroll = max(0, min(scroll, most))
    target = ("key", "read_on") if scroll < most else ("key", "read_back")
    onward = (Piece(taste.onward, "key", target), Piece(f" more {FALL}", "muted", target))
    back = (Piece(f"pgup {RISE}", "muted", target),)
    return [*column[scroll : scroll + seen], onward if scroll < most else back], (scroll, most, seen)


def _cut(pieces: Line, width: int) -> Line:
    """Exactly so many cells of a line that something lies over."""
    kept: list[Piece] = []
    for piece in pieces:
        size = min(cells(piece.text), width)
        kept.append(piece._replace(text=set_cell_size(piece.text, size)))
        width -= size
    return (*kept, Piece(" " * width))


def _left(lines: Sequence[Line]) -> int:
    """How many characters but spaces there are."""
    return sum(len(piece.text) - piece.text.count(" ") for one in lines for piece in one)


def _line_of(text: Sequence[Line], left: int) -> int:
    """The line from which on so much is left: the one that the place is in."""
    here = _left(text)
    for number, one in enumerate(text):
        here -= _left((one,))
        if here < left:
            return number
    return len(text)


__all__ = ["Frame", "Look", "Taste", "arrange"]
