"""A page of the story laid out on a screen: where everything stands, and what gives way when there is no room.

From top to bottom: where and when; the story's text in a column of at most 66 cells; the encounter's picture; a
rule that says what changed; the choices; the meters; the keys. From 110 columns on the meters move to a column on
the right.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...play.view import ChoiceView, Page
from .. import stage as stages
from ..stage import Drawn, Spot
from .choices import HANG, Block
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, Target, aim, clip, indent, line, pad, width_of, wrap
from .meters import DRAWER, drawer, meter_lines, top_line
from .prose import beats, prose
from .signs import RULE

MEASURE = 66
WIDE = 110
TALL = 30
"""From so many rows on every choice shows its hint."""


class Look(Struct, frozen=True):
    """How the player looks at the page: what they stand at, how far they have read."""

    at: Target | None = None
    scroll: int = 0
    reading: bool = True
    """The text comes before the picture where both have no room."""
    amount: int = 0
    notice: str = ""
    """Said on the rule instead of what changed, until the next key."""


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


def story_lines(page: Page, width: int, short: bool = False) -> list[Line]:
    """What the last choice led to, where one stands, and the text; at an ending also what became of all.

    `short`: without the heading and the air, where a picture needs the lines.
    """
    lines = prose(page.result, width)
    if lines:
        lines += [EMPTY]
    if not page.menu or not lines:
        lines += [] if short else wrap(line(page.heading, "muted"), width)
        lines += wrap(line(page.title, "title"), width)
    text = prose(page.text, width)
    if text:
        lines += text if short else [EMPTY, *text]
    if page.ending is not None:
        lines += [EMPTY, *wrap(line(f"Ending: {page.ending.title}", "heading"), width)]
        epilogue = prose(page.ending.epilogue, width)
        lines += [EMPTY, *epilogue] if epilogue else []
    return lines


def arrange(page: Page, look: Look, width: int, height: int, hints: Sequence[Hint]) -> Frame:
    """Everything on a screen of that size."""
    wide = width >= WIDE
    left = width - DRAWER - 4 if wide else width
    meters = [] if wide else meter_lines(page.meters, width)
    airy = height >= 22
    body = height - 3 - len(meters) - (1 if airy else 0)  # top line, rule, keys

    margin = max(HANG + 1, (left - MEASURE) // 2)
    measure = min(MEASURE, left - margin - 2)
    row = int(look.at[1]) if look.at and look.at[0] == "row" else None
    spot = Spot(row, look.amount, look.at[1] if look.at and look.at[0] == "choice" else "")
    # Pictures are drawn for a margin of five, and moved to where the text stands.
    aside = margin - HANG - 1
    drawn = _picture(page, left - aside, body, spot)
    text = story_lines(page, measure, short=not airy or (drawn is not None and height < TALL))
    listed = _listed(page, drawn)
    block = Block(listed, margin, measure, height >= TALL)
    gap = 1 if airy else 0
    rows_shown = 0
    stage_height = 0
    if drawn:
        # Rows of the picture give way before the last two lines of text and three of choices do.
        others = drawn.height - len(drawn.rows) + gap
        rows_shown = min(len(drawn.rows), max(3, body - 5 - others))
        stage_height = others + rows_shown
    # A picture leaves the text two lines at least; a text that is new and would lose more than two lines comes first.
    hidden = False
    if drawn and look.reading and len(text) > max(2, body - stage_height - block.height) + 2:
        hidden = True
        stage_height, listed = 0, page.choices
        text = story_lines(page, measure, short=not airy)
        block = Block(listed, margin, measure, height >= TALL)
    if drawn and not hidden and page.seen and not look.reading and len(text) + stage_height + block.height > body:
        # Read before: what came of the last choice and where one is are enough beside the picture.
        text = story_lines(replace(page, text=()), measure, short=not airy)
    top_gap = airy
    if airy and len(text) + stage_height + block.height > body:
        # The empty line under the first one goes to whatever does not fit.
        top_gap, body = False, body + 1
    least = min(len(text), 2 if stage_height else max(5, body * 2 // 5))
    choices_height = min(block.height, max(3, body - stage_height - least))
    rows = max(0, min(len(text), body - stage_height - choices_height))
    scroll_most = max(0, len(text) - rows)
    scroll = min(look.scroll, scroll_most)

    shown = None if hidden else drawn
    items = [("row", str(number)) for number in range(len(shown.rows))] if shown else []
    items += [("choice", choice.id) for choice in listed]
    at = look.at if look.at in items else _first(page, items)

    lines = [top_line(page, width)] + ([EMPTY] if top_gap else [])
    lines += [indent(one, margin) for one in text[scroll : scroll + rows]]
    if shown:
        if at is not None and at != look.at:
            here = Spot(int(at[1]), look.amount) if at[0] == "row" else Spot(None, look.amount, at[1])
            shown = _picture(page, left - aside, body, here) or shown
        rows_now = _rows(shown, at, rows_shown, left - aside)
        lines += [*[EMPTY] * gap, *(indent(one, aside) for one in (*shown.head, *rows_now, *shown.foot))]
    # Where there is room to spare, the rule has air above and below.
    loose = body - len(text) - stage_height - block.height >= 2
    lines += [EMPTY] * loose
    more = scroll < scroll_most
    wait = ("more", "read_on") if more else ((drawn.name if drawn else "", "read_on") if hidden else ("", ""))
    lines.append(_rule(page, look, left, wait))
    lines += [EMPTY] * loose
    chosen = at[1] if at and at[0] == "choice" else None
    lines += block.lines(chosen, choices_height)
    lines += [EMPTY] * (height - 1 - len(meters) - len(lines))
    if wide:
        lines = _beside(lines, drawer(page), left)
    stage_hints = shown.hints if shown else ()
    lines += [*meters, key_line((*stage_hints, *hints), width)]
    return Frame(
        lines=tuple(clip(one, width) for one in lines[:height]),
        items=tuple(items),
        at=at,
        scroll=scroll,
        scroll_most=scroll_most,
        rows=rows,
        stops=tuple(number + 2 for number in beats(text)),
        stage=drawn,
        hidden=hidden,
    )


def _picture(page: Page, left: int, body: int, spot: Spot) -> Drawn | None:
    """The encounter's picture, leaving at least two lines of text and three of choices."""
    return stages.draw(page, left, max(4, body - 6), spot)


def _rows(drawn: Drawn, at: Target | None, count: int, width: int) -> list[Line]:
    """So many rows of the picture, the one stood at among them."""
    here = int(at[1]) if at and at[0] == "row" else 0
    top = max(0, min(here - count // 2, len(drawn.rows) - count))
    return [
        aim(pad(row, width), ("row", str(number)))
        for number, row in enumerate(drawn.rows)
        if top <= number < top + count
    ]


def _listed(page: Page, drawn: Drawn | None) -> tuple[ChoiceView, ...]:
    """The choices that no row of the picture stands for."""
    if drawn is None:
        return page.choices
    return tuple(choice for choice in page.choices if choice.id not in drawn.covered)


def _first(page: Page, items: Sequence[Target]) -> Target | None:
    """Where one stands on arriving: on the picture's first row, else on the first choice that is open."""
    if items and items[0][0] == "row" and not page.menu:
        return items[0]
    for choice in page.choices:
        if choice.open and ("choice", choice.id) in items:
            return ("choice", choice.id)
    return items[0] if items else None


def _rule(page: Page, look: Look, width: int, wait: tuple[str, str]) -> Line:
    """The rule above the choices: what changed on its left, what space does on its right."""
    pieces = [Piece("  " + RULE, "rule")]
    room = width - 6
    end: Line = ()
    if wait[0] and not look.notice:
        target = ("key", wait[1])
        end = (Piece(" space ", "key", target), Piece(wait[0] + " ", "muted", target), Piece(RULE, "rule"))
        room -= width_of(end)
    said = look.notice or " · ".join(change.text for change in page.changes)
    if said:
        words = clip(line(f" {said} ", "warning" if look.notice else "change"), room)
        pieces += words
        room -= width_of(words)
    return (*pieces, Piece(RULE * max(0, room + 1), "rule"), *end)


def _beside(lines: Sequence[Line], column: Sequence[Line], left: int) -> list[Line]:
    """The drawer to the right of all lines but the first."""
    joined = [lines[0]]
    for number, one in enumerate(lines[1:]):
        beside = column[number] if number < len(column) else EMPTY
        joined.append((*pad(one, left), Piece("│ ", "rule"), *clip(beside, DRAWER)))
    return joined
