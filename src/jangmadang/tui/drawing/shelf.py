"""The title: a picture where there is room, what can be gone on with, the stories and what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from ..game import SavedInfo, StoryInfo
from .keyline import Hint, key_line
from .lines import EMPTY, Line, Piece, Target, aim, ends, fit, indent, line, right, wrap
from .signs import CARET, FULL, HOLLOW, LOCK, RULE

# Roofs along a lane at night: one window is lit. 78 cells; wider screens get more of the same ground.
_PICTURE = (
    "             ∙                                  ∙                             ",
    "     ∙                 ▄▄██▄▄                             ∙          ▄▄▄▄     ",
    "        ▄▄▄▄▄▄      ▄▄████████▄▄       ▄▄▄▄▄▄▄▄▄▄▄               ▄▄████████▄▄ ",
    "     ▄▄████████▄▄     ██▀▀████     ▄▄███████████████▄▄    ▄▄▄▄▄    ██▀▀████   ",
    "▄▄▄▄▄▄▄██▀▀██▀▄▄▄▄▄▄▄▄██▄▄████▄▄▄▄▄▄▄██▀▀███▀▀███▀▀█▄▄▄▄▄▄█▀▀█▄▄▄▄▄██▄▄████▄▄▄",
)
_LAMP = (3, 24, 2)
"""Row, column and cells of the lit window."""

FACTS = 39
"""Cells of length, language and endings."""
_LANGUAGES = {"en": "English", "ko": "한국어"}


def shelf_items(stories: Sequence[StoryInfo], saves: Sequence[SavedInfo]) -> list[Target]:
    """What one can stand at: the latest playthrough first, then the stories."""
    going_on = [("save", saves[0].slot)] if saves else []
    return [*going_on, *(("story", story.id) for story in stories)]


def shelf_lines(
    stories: Sequence[StoryInfo],
    saves: Sequence[SavedInfo],
    at: Target | None,
    notice: str,
    hints: Sequence[Hint],
    width: int,
    height: int,
) -> list[Line]:
    """The whole title screen."""
    lines: list[Line] = []
    if height >= 22:
        lines += _picture(width)
    lines += [EMPTY, (Piece("    장마당", "lamp"), Piece("   J A N G M A D A N G", "title")), EMPTY]
    measure = min(width - 8, 70)
    if saves:
        lines += [*_saved(saves[0], at == ("save", saves[0].slot), width), EMPTY]
    room = height - len(lines) - 5
    blocks = [_story(story, number + 1, at == ("story", story.id), measure) for number, story in enumerate(stories)]
    lines += _window(blocks, next((n for n, s in enumerate(stories) if at == ("story", s.id)), 0), room)
    if not stories:
        lines.append(line("    Opening the shelf …", "muted"))
    lines += [EMPTY] * (height - 4 - len(lines))
    foot = _foot(next((story for story in stories if at == ("story", story.id)), None), notice, measure)
    lines += [*foot, *[EMPTY] * (3 - len(foot))]
    return [*lines[: height - 1], key_line(hints, width)]


def _picture(width: int) -> list[Line]:
    lines: list[Line] = []
    for number, drawn in enumerate(_PICTURE):
        row = (drawn * 3)[:width] if number == len(_PICTURE) - 1 else fit(drawn[:width], width)
        if number == _LAMP[0]:
            start, end = _LAMP[1], _LAMP[1] + _LAMP[2]
            lines.append((Piece(row[:start], "picture"), Piece(row[start:end], "lamp"), Piece(row[end:], "picture")))
        else:
            lines.append(line(row, "picture"))
    return lines


def _saved(saved: SavedInfo, chosen: bool, width: int) -> list[Line]:
    words = " · ".join(word for word in (saved.story, f"day {saved.day}", saved.scene) if word)
    head = (
        Piece("  "),
        Piece((CARET if chosen else " ") + " ", "caret"),
        Piece("c ", "key"),
        Piece("Continue   ", "chosen" if chosen else ""),
    )
    return [aim(ends((*head, Piece(words, "muted")), line(saved.when + "  ", "muted"), width), ("save", saved.slot))]


def _story(story: StoryInfo, number: int, chosen: bool, measure: int) -> list[Line]:
    facts = _facts(story)
    head = (
        Piece("  "),
        Piece((CARET if chosen else " ") + " ", "caret"),
        Piece(f"{number} ", "key"),
        *(() if story.problem is None else (Piece(LOCK + " ", "lock"),)),
        Piece(story.title, "chosen" if chosen else ""),
    )
    lines = [ends(head, line(fit(facts, FACTS) if measure >= 60 else facts[:8], "muted"), measure + 6)]
    if chosen:
        about = line(story.problem or story.summary, "lock" if story.problem else "muted")
        lines += [indent(one, 6) for one in wrap(about, measure - 2)]
    return [aim(one, ("story", story.id)) for one in lines]


def _facts(story: StoryInfo) -> str:
    """Length, language and endings, in columns that stand under one another."""
    if story.problem is not None:
        return ""
    minutes = f"{story.minutes} min" if story.minutes else ""
    if 0 < story.endings <= 12:
        endings = "endings " + FULL * story.found + HOLLOW * (story.endings - story.found)
    else:
        endings = f"endings found {story.found}" if story.found else ""
    return f"{right(minutes, 8)}   {fit(_LANGUAGES.get(story.language, story.language), 9)} {fit(endings, 18)}".rstrip()


def _window(blocks: Sequence[list[Line]], chosen: int, height: int) -> list[Line]:
    """As many stories as fit, the chosen one among them."""
    first = 0
    while first < chosen and sum(len(block) for block in blocks[first : chosen + 1]) > height:
        first += 1
    return [one for block in blocks[first:] for one in block][: max(1, height)]


def _foot(story: StoryInfo | None, notice: str, measure: int) -> list[Line]:
    rule = line("  " + RULE * (measure + 4), "rule")
    if notice:
        return [rule, *[indent(one, 4) for one in wrap(line(notice, "warning"), measure)[:2]]]
    if story is None or not story.content_notes:
        return [rule]
    words = (Piece("in this story: ", "muted"), Piece(", ".join(story.content_notes)))
    return [rule, *[indent(one, 4) for one in wrap(words, measure)[:2]]]
