"""The title: a picture where there is room, what can be gone on with, the stories and what they hold.

A story that was played before opens into the list of its playthroughs: begin anew, or go on with any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from ..game import SavedInfo, StoryInfo
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, Target, aim, clip, ends, fit, indent, line, right, width_of, wrap
from .picture import Manner
from .signs import CARET, FULL, HOLLOW, LOCK, RULE
from .title import title

_LANGUAGES = {"en": "English", "ko": "한국어"}


COLUMN = 78
"""Cells of the column that all but the picture stands in."""


class Shelf(Struct, frozen=True):
    """What there is to choose from."""

    stories: tuple[StoryInfo, ...] = ()
    saves: tuple[SavedInfo, ...] = ()
    read: bool = False
    """The shelf was looked at: if it is empty, there is nothing on it."""
    opens: bool = False
    """Stories of one's own can be opened."""
    inside: str = ""
    """The story whose playthroughs are listed, instead of all stories."""

    @property
    def going_on(self) -> SavedInfo | None:
        """The latest playthrough that has not ended."""
        return next((saved for saved in self.saves if not saved.ended and not saved.problem), None)

    def of(self, story: str) -> tuple[SavedInfo, ...]:
        """The playthroughs of a story, the latest first."""
        return tuple(saved for saved in self.saves if saved.of == story)

    def items(self) -> list[Target]:
        """What one can stand at, in order."""
        if self.inside:
            return [("new", self.inside), *(("save", saved.slot) for saved in self.of(self.inside))]
        first = [("save", self.going_on.slot)] if self.going_on else []
        own = [("open", "")] if self.opens else []
        return [*first, *(("story", story.id) for story in self.stories), *own]


def shelf_lines(
    shelf: Shelf,
    at: Target | None,
    notice: str,
    hints: Sequence[Hint],
    width: int,
    height: int,
    manner: Manner = "",
    opened: str = "o",
) -> list[Line]:
    """The whole title screen; `manner` is how drawings are seen, `opened` what the key is called that opens a story
    of one's own.
    """
    column = min(width, COLUMN)
    left = (width - column) // 2
    measure = column - 8
    head: list[Line] = list(title(width, height, manner))
    head += [EMPTY, indent((Piece("    장마당", "lamp"), Piece("  J A N G M A D A N G", "title")), left), EMPTY]
    here = next((story for story in shelf.stories if story.id == shelf.inside or at == ("story", story.id)), None)
    foot = _foot(here, notice, measure)
    room = height - 1 - len(head) - len(foot)
    if shelf.inside and here is not None:
        body = _inside(here, shelf, at, column, room)
    else:
        body = _outside(shelf, at, column, room, opened)
    body += [EMPTY] * (room - len(body))
    lines = [*head, *(indent(one, left) for one in (*body[:room], *foot))]
    return [*(clip(one, width) for one in lines[: height - 1]), key_line(hints, width)]


def _outside(shelf: Shelf, at: Target | None, column: int, room: int, opened: str) -> list[Line]:
    """The playthrough to go on with, then the stories."""
    lines: list[Line] = []
    if (saved := shelf.going_on) is not None:
        lines += [_continue(saved, at == ("save", saved.slot), column), EMPTY]
    blocks = [_story(story, number, at == ("story", story.id), column) for number, story in enumerate(shelf.stories, 1)]
    chosen = next((number for number, story in enumerate(shelf.stories) if at == ("story", story.id)), 0)
    if shelf.opens:
        row = _own(opened, at == ("open", ""))
        airy = sum(map(len, blocks)) + 2 <= room - len(lines)
        blocks.append([EMPTY, row] if airy else [row])
        chosen = len(blocks) - 1 if at == ("open", "") else chosen
    lines += _window(blocks, chosen, room - len(lines))
    if not shelf.stories:
        lines.append(line("    There are no stories here." if shelf.read else "    Opening the shelf …", "muted"))
    return lines


def _inside(story: StoryInfo, shelf: Shelf, at: Target | None, column: int, room: int) -> list[Line]:
    """A story, to be begun anew, and its playthroughs."""
    lines = [ends(line("    " + story.title, "title"), line(_facts(story, column), "muted"), column - 2)]
    rows = [_row(1, at == ("new", story.id), line("Begin anew"), EMPTY, ("new", story.id), column)]
    for number, saved in enumerate(shelf.of(story.id), 2):
        rows.append(_row(number, at == ("save", saved.slot), *_about(saved, column), ("save", saved.slot), column))
    summary = [indent(one, 4) for one in wrap(line(story.summary, "muted"), column - 8)]
    if len(summary) + len(rows) + 2 <= room - 1:
        lines += summary
    lines.append(EMPTY)
    chosen = next((number for number, item in enumerate(shelf.items()) if item == at), 0)
    return lines + _window([[row] for row in rows], chosen, room - len(lines))


def _own(key: str, chosen: bool) -> Line:
    """The way to a story that does not ship with the game."""
    words = Piece("Open a folder of your own …", "chosen" if chosen else "muted")
    return aim(
        (Piece("  "), Piece((CARET if chosen else " ") + " ", "caret"), Piece(f"{key} ", "key"), words), ("open", "")
    )


def _about(saved: SavedInfo, column: int) -> tuple[Line, Line]:
    """A playthrough: how it stands, and where it is kept."""
    if saved.problem:
        words = (Piece(LOCK + " ", "lock"), Piece("cannot be opened", "muted"))
    elif saved.ended:
        words = (Piece("Ended: "), Piece(saved.scene, "muted"))
    else:
        words = (Piece("Go on: "), Piece(f"day {saved.day} · {saved.scene}", "muted"))
    # A slot's number is for the command line: where there is little room, where one stood comes first. A name is there
    # to know the playthrough by, as that of a new road; it goes before the time.
    slot = saved.name if not saved.name.isdecimal() else f"slot {saved.name}" if column >= 68 else ""
    far = " · ".join(word for word in (slot, saved.when) if word)
    if slot == saved.name and width_of(words) + cell_len(far) + 10 > column:
        far = slot
    return words, line(far, "muted")


def _row(number: int, chosen: bool, words: Line, far: Line, target: Target, column: int) -> Line:
    lead = (
        Piece("  "),
        Piece((CARET if chosen else " ") + " ", "caret"),
        Piece(f"{number if number < 10 else ' '} ", "key"),
    )
    said = tuple(piece._replace(role="chosen") if chosen and not piece.role else piece for piece in words)
    return aim(ends((*lead, *said), far, column - 2), target)


def _continue(saved: SavedInfo, chosen: bool, column: int) -> Line:
    words = f"{saved.story} · day {saved.day} · {saved.scene}"
    if cell_len(words) + cell_len(saved.when) + 21 > column:
        words = f"{saved.story} · day {saved.day}"
    head = (
        Piece("  "),
        Piece((CARET if chosen else " ") + " ", "caret"),
        Piece("c ", "key"),
        Piece("Continue   ", "chosen" if chosen else ""),
        Piece(words, "muted"),
    )
    return aim(ends(head, line(saved.when, "muted"), column - 2), ("save", saved.slot))


def _story(story: StoryInfo, number: int, chosen: bool, column: int) -> list[Line]:
    head = (
        Piece("  "),
        Piece((CARET if chosen else " ") + " ", "caret"),
        Piece(f"{number if number < 10 else ' '} ", "key"),
        *(() if story.problem is None else (Piece(LOCK + " ", "lock"),)),
        Piece(story.title, "chosen" if chosen else ""),
    )
    lines = [ends(head, line(_facts(story, column), "muted"), column - 2)]
    if chosen:
        about = line(story.problem or story.summary, "lock" if story.problem else "muted")
        lines += [indent(one, 6) for one in wrap(about, column - 10)]
    return [aim(one, ("story", story.id)) for one in lines]


def _facts(story: StoryInfo, column: int) -> str:
    """Length, language and endings, in columns that stand under one another."""
    if story.problem is not None:
        return ""
    minutes = f"{story.minutes} min" if story.minutes else ""
    if 0 < story.endings <= 12:
        found = "endings " + FULL * story.found + HOLLOW * (story.endings - story.found)
    else:
        found = f"endings {story.found} of {story.endings}" if story.endings else ""
    if column < 68:
        return f"{minutes}   {found}".strip()
    return f"{right(minutes, 8)}   {fit(_LANGUAGES.get(story.language, story.language), 9)} {fit(found, 20)}"


def _window(blocks: Sequence[list[Line]], chosen: int, height: int) -> list[Line]:
    """As many blocks as fit, the chosen one among them."""
    first = 0
    while first < chosen and sum(len(block) for block in blocks[first : chosen + 1]) > height:
        first += 1
    return [one for block in blocks[first:] for one in block][: max(1, height)]


def _foot(story: StoryInfo | None, notice: str, measure: int) -> list[Line]:
    """Three lines or as many as a notice needs: what went wrong, else what the story holds."""
    rule = line("  " + RULE * (measure + 4), "rule")
    words: Line = EMPTY
    if not notice and story is not None and story.own and not story.content_notes:
        words = line(story.where, "muted")
    if notice:
        words = line(notice, "warning")
    elif story is not None and story.content_notes:
        words = (Piece("in this story: ", "muted"), Piece(", ".join(story.content_notes)))
    said = [indent(one, 4) for one in wrap(words, measure)[:6]]
    return [rule, *said, *[EMPTY] * (2 - len(said))]
