"""Who gets which lines of a screen: the scene's drawing, the text, an encounter's picture, the choices.

When all does not fit, things give way in this order: the drawing, which is there only where it costs nobody a line but
the hints of choices one does not stand at; air; hints; rows of the picture; the text (it scrolls), down to two lines
beside a picture and two fifths of the screen without one; the choices (they scroll), down to three lines. A text that
was never read comes before a picture that would leave no room for it: the picture waits until it is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...play.view import ChoiceView, Page
from ...settings import Hints
from .. import stage as stages
from ..stage import Drawn, Spot
from .choices import HANG, Block
from .coming import Coming
from .lines import EMPTY, Line, Piece, Target, line, wrap
from .meters import changes_lines, meter_lines
from .picture import Manner, Mood, in_words
from .picture import picture as drawn
from .prose import prose

MEASURE = 66
WIDE = 110
"""From so many columns on there is a column beside the story."""
SIDE, WIDER_SIDE = 32, (116, 36)
"""Cells of its text; from so many columns on, so many."""
TALL = 30
"""From so many rows on a picture takes no line from the scene's heading."""
PICTURED = 32
"""From so many rows on a scene shows its drawing."""
AIRY = 22
"""From so many rows on parts have an empty line between them, and every lock shows its reason."""
WAIT = 20
"""Cells kept free on the rule for what space does."""


class Look(Struct, frozen=True):
    """How the player looks at the page: what they stand at, how far they have read."""

    at: Target | None = None
    scroll: int = 0
    reading: bool = True
    """The text comes before the picture where both have no room."""
    amount: int = 0
    notice: str = ""
    """Said on the rule instead of what changed, until the next key."""
    found: str = ""
    """At an ending: how many were found."""
    words: bool = False
    """The drawing is told in words: in its place, or on the rule where it is not shown."""
    coming: Coming = Coming()
    word: int | None = None
    """Which linked word of the text is stood at, instead of `at`."""
    card: str = ""
    """The field note that lies over the page."""
    side: int | None = None
    """How far people and pack are scrolled, where they were opened."""
    over: int = 0
    """How far what lies over the page is scrolled: the note."""


class Taste(Struct, frozen=True):
    """What the player has set of how pages look."""

    measure: int = MEASURE
    hints: Hints = "full"
    onward: str = "space"
    """What the key that reads on is called."""
    people: str = "p"
    """What the key that shows people and pack is called."""
    notes: str = "N"
    """What the key that shows all field notes is called."""


AT_FIRST = Taste()


class Room(Struct, frozen=True):
    """What a size of screen means before anything is put on it. All in cells and lines."""

    left: int
    """Width without the column beside."""
    margin: int
    """Where words begin; caret and number of a choice hang before it."""
    measure: int
    """Width of the column of words."""
    body: int
    """Lines between the first line and the meters, without the rule and the air."""
    wide: bool
    pictured: bool
    tall: bool
    airy: bool
    meters: tuple[Line, ...]
    hints: Hints = "full"
    side: int = 0
    """Cells of text beside the story."""

    @property
    def aside(self) -> int:
        """How far pictures, drawn for the smallest margin, are moved to the right."""
        return self.margin - HANG - 1

    @staticmethod
    def of(page: Page, width: int, height: int, taste: Taste = AT_FIRST) -> Room:
        """The room on a screen of that size."""
        wide, airy = width >= WIDE, height >= AIRY
        side = (WIDER_SIDE[1] if width >= WIDER_SIDE[0] else SIDE) if wide else 0
        left = width - side - 4 if wide else width
        meters = () if wide else tuple(meter_lines(page.meters, width))
        margin = max(HANG + 1, (left - taste.measure) // 2)
        body = height - 3 - len(meters) - airy
        measure = min(taste.measure, left - margin - 2)
        pictured, tall = height >= PICTURED, height >= TALL
        return Room(left, margin, measure, body, wide, pictured, tall, airy, meters, taste.hints, side)


class Share(Struct, frozen=True):
    """What is shown and how many lines each part has."""

    drawing: tuple[Line, ...]
    """The scene's drawing, or the words for it, with the line of air beneath."""
    text: list[Line]
    text_rows: int
    picture: Drawn | None
    picture_rows: int
    """How many of the picture's rows are in sight."""
    waiting: str
    """What waits for the text to be read: the picture's name, or nothing."""
    block: Block
    choice_rows: int
    items: tuple[Target, ...]
    at: Target | None
    top_gap: bool
    """There is an empty line under the first one too."""
    loose: tuple[bool, bool]
    """There is room to spare: the rule has air above, and below."""
    said: list[Line]
    """What the rule says, as many lines as it takes."""


def story_lines(
    page: Page, width: int, airy: bool = True, headed: bool = True, found: str = "", quiet: frozenset[str] = frozenset()
) -> list[Line]:
    """What the last choice led to, where one stands, and the text; at an ending also what became of all.

    `airy`: an empty line under the title; `headed`: with the line above it. A picture may need the lines. `quiet`:
    paragraphs of the text that were read before.
    """
    lines = prose(page.result, width)
    if lines:
        lines += [EMPTY]
    if not page.menu or not lines:
        lines += wrap(line(page.heading, "muted"), width) if headed else []
        lines += wrap(line(page.title, "title"), width)
    text = prose(page.text, width, quiet=quiet)
    if text:
        lines += [EMPTY, *text] if airy else text
    if page.ending is not None:
        counted = [Piece(" · " + found, "muted")] if found else []
        lines += [EMPTY, *wrap([Piece(f"Ending: {page.ending.title}", "heading"), *counted], width)]
        epilogue = prose(page.ending.epilogue, width)
        lines += [EMPTY, *epilogue] if epilogue else []
    return lines


def share_out(page: Page, look: Look, room: Room, manner: Manner = "", people: str = "p") -> Share:
    """The lines of a screen shared among its parts. `manner` is how drawings are seen; without it none is. `people` is
    what the key is called that shows the changes the rule has no room for.
    """
    said = _said(page, look, room, people)
    body = room.body - max(0, len(said) - 1)
    picture = _picture(page, look, room, look.at)
    text = _text(page, look, room, headed=picture is None or room.tall)
    listed = _listed(page, picture)
    picture_rows, picture_height = _picture_lines(picture, body, room)
    block = _block(listed, room, body - picture_height - len(text))
    waiting = ""
    if picture and look.reading and len(text) > max(2, body - picture_height - block.height) + 2:
        # Two lines may be scrolled for; for more the picture waits.
        waiting, picture, picture_height = picture.name, None, 0
        listed = page.choices
        text = _text(page, look, room)
        block = _block(listed, room, body - len(text))
    elif picture and page.seen and not look.reading and len(text) + picture_height + block.height > body:
        # Read before: what came of the last choice and where one is are enough beside the picture.
        text = _text(replace(page, text=()), look, room)
        block = _block(listed, room, body - picture_height - len(text))
    drawing, block = _drawing(page, room, manner, block, len(text) + picture_height, listed)
    if look.words:
        drawing = in_words(drawing, page.alt, room.measure)
    body -= len(drawing)
    if look.words and not drawing:
        said = _shortened(wrap(line(page.alt, "said"), room.left - 8), room.body // 4)
        body = room.body - max(0, len(said) - 1)
    over = len(text) + picture_height + block.height - body
    if room.airy and over == 1:
        # Rather than one line to scroll for, no air under the title; where there is none, none over the meters.
        close = _text(page, look, replace(room, airy=False), headed=picture is None or room.tall)
        text, body = (close, body) if len(close) < len(text) else (text, body + 1)
        over = 0
    least = min(len(text), 2 if picture else max(6, body * 2 // 5))
    choice_rows = min(block.height, max(3, body - picture_height - least))

    items = [("row", str(number)) for number in range(len(picture.rows))] if picture else []
    items += [("choice", choice.id) for choice in listed]
    at = look.at if look.at in items else _first(page, items)
    if picture and at != look.at:
        picture = _picture(page, look, room, at)
    return Share(
        drawing=drawing,
        text=text,
        text_rows=max(0, min(len(text), body - picture_height - choice_rows)),
        picture=picture,
        picture_rows=picture_rows,
        waiting=waiting,
        block=block,
        choice_rows=choice_rows,
        items=tuple(items),
        at=at,
        top_gap=room.airy and over <= -1,
        loose=(over <= -2, over <= -3),
        said=said,
    )


def _drawing(
    page: Page, room: Room, manner: Manner, block: Block, others: int, listed: Sequence[ChoiceView]
) -> tuple[tuple[Line, ...], Block]:
    """The scene's drawing, if the text, the encounter and the choices leave lines for it; and the choices beside it.

    What the rule says does not count: while one stays on a page, its drawing stays. A menu has none.
    """
    if not room.pictured or page.menu:
        return (), block
    lines = drawn(page.drawing, Mood.of(page.light, page.season), manner, room.measure)
    if not lines:
        return (), block
    left = room.body - 1 - len(lines) - others
    beside = block if block.height <= left else Block(listed, room.margin, room.measure, "locks", room.hints)
    return ((*lines, EMPTY), beside) if beside.height <= left else ((), block)


def _block(listed: Sequence[ChoiceView], room: Room, left: int) -> Block:
    """The choices with as much told beneath them as the lines left over allow."""
    block = Block(listed, room.margin, room.measure, "locks" if room.airy else "chosen", room.hints)
    # Where one choice only has something to tell, it is told always: a line would be kept free for it anyway.
    if block.all_told <= max(left, block.height):
        return Block(listed, room.margin, room.measure, "all", room.hints)
    beside = Block(listed, room.margin, room.measure, "beside", room.hints)
    return beside if beside.height <= max(left, block.height) else block


def _text(page: Page, look: Look, room: Room, headed: bool = True) -> list[Line]:
    return story_lines(page, room.measure, room.airy and headed, headed, look.found, look.coming.quiet)


def _said(page: Page, look: Look, room: Room, people: str) -> list[Line]:
    """What the rule says: a notice, or what changed. Beside changes there is room for what space does."""
    if look.notice:
        return _shortened(wrap(line(look.notice, "warning"), room.left - 8), room.body // 4)
    width = room.left - 8
    return changes_lines(page.changes, page.arrived, max(10, width - WAIT), width, max(1, room.body // 6), people)


def _shortened(lines: list[Line], most: int) -> list[Line]:
    """At most so many lines, one at least; the last of them says that there was more."""
    kept = lines[: max(1, most)]
    return lines if len(lines) == len(kept) else [*kept[:-1], (*kept[-1], Piece(" …", "muted"))]


def _picture(page: Page, look: Look, room: Room, at: Target | None) -> Drawn | None:
    """The encounter's picture as it looks from where one stands."""
    kind, value = at or ("", "")
    spot = Spot(int(value) if kind == "row" else None, look.amount, value if kind == "choice" else "")
    return stages.draw(page, room.left - 2 * room.aside, max(4, room.body - 6), spot)


def _picture_lines(picture: Drawn | None, body: int, room: Room) -> tuple[int, int]:
    """How many rows of the picture are in sight, and how many lines it takes in all."""
    if picture is None:
        return 0, 0
    others = picture.height - len(picture.rows) + room.airy
    rows = min(len(picture.rows), max(3 if body > 9 else 1, body - 5 - others))
    return rows, others + rows


def _listed(page: Page, picture: Drawn | None) -> tuple[ChoiceView, ...]:
    """The choices that no row of the picture stands for."""
    covered = picture.covered if picture else frozenset()
    return tuple(choice for choice in page.choices if choice.id not in covered)


def _first(page: Page, items: list[Target]) -> Target | None:
    """Where one stands on arriving: on the picture's first row, else on the first choice that is open."""
    if items and items[0][0] == "row" and not page.menu:
        return items[0]
    for choice in page.choices:
        if choice.open and ("choice", choice.id) in items:
            return ("choice", choice.id)
    return items[0] if items else None
