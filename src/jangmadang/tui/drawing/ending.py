"""The page of a life that has ended: what became of all, how its meters went, what it touched, what it never met.

Takes a LifeView and a width; gives lines to be scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...play.ending_view import Course, LifeView, Others, Touched
from ...play.ending_words import WHO_ARE_THEY, counted, counts, never_met, turning
from ...play.view import PersonView
from .lines import EMPTY, Line, Piece, ends, fit, indent, line, pad, wrap
from .prose import prose
from .signs import DONE, FULL, HOLLOW

LABEL = 14
"""Cells for what a meter is called, on two lines where it must be."""
_LEFT = (0x00, 0x40, 0x44, 0x46, 0x47)
_RIGHT = (0x00, 0x80, 0xA0, 0xB0, 0xB8)
LONG = 24
"""Characters from which a title may be broken at the end of a line."""
LEVELS = 8
"""Dots one above the other in two lines of braille."""


def life_lines(life: LifeView, width: int) -> list[Line]:
    """The whole page."""
    lines = wrap(line(life.ending.title, "title"), width)
    days = life.began if life.began == life.ended else f"{life.began} to {life.ended}"
    lines += wrap(line(f"{life.story} · {days} · {counted(life.turns, 'turn')}", "muted"), width)
    epilogue = prose(life.ending.epilogue, width)
    lines += [EMPTY, *epilogue] if epilogue else []
    for part in (
        _courses(life, width),
        _people(life.people, width),
        _touched(life.touched, width),
        _others(life.others, width),
        _counts(life, width),
    ):
        lines += [EMPTY, *part] if part else []
    return lines


# ---- meters ---------------------------------------------------------------------------------------------------------
def _courses(life: LifeView, width: int) -> list[Line]:
    """Each meter on two lines, all over the same days."""
    figures = [(course.last, f"from {course.first}" if course.first != course.last else "") for course in life.courses]
    cells = max(8, width - LABEL - 1 - max((len(said) for two in figures for said in two), default=0))
    columns = spread(life.when, 2 * cells)
    lines = [line("how it went", "heading")]
    for course, (last, first) in zip(life.courses, figures, strict=True):
        labels = [*wrap(line(course.label, "muted"), LABEL - 2)[:2], EMPTY][:2]
        beside = (line(last, "strong"), line(first, "muted"))
        for label, dots, said in zip(labels, plot(course, columns), beside, strict=True):
            lines.append((*pad(label, LABEL), Piece(dots, "meter"), Piece(" "), *said))
    return [*lines, indent(line(days(life.when, columns), "muted"), LABEL)] if life.courses else []


def spread(when: Sequence[str], columns: int) -> list[int]:
    """Which turn stands in each column: all days are as wide, and within a day all its turns."""
    spans: list[tuple[int, int]] = []
    for place, day in enumerate(when):
        if place and day == when[place - 1]:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    out: list[int] = []
    for number, (first, after) in enumerate(spans):
        wide = (number + 1) * columns // len(spans) - len(out)
        out += [first + column * (after - first) // wide for column in range(wide)]
    return out


def plot(course: Course, columns: Sequence[int]) -> tuple[str, str]:
    """A course as a hill of braille, two lines high, two columns to a cell; nothing where it was not seen."""
    foot = min(course.low, 0)
    span = max(1, course.high - foot)
    levels = [0 if value is None else 1 + (value - foot) * (LEVELS - 1) // span for value in course.values]
    rows = []
    for under in (LEVELS // 2, 0):
        heights = [min(LEVELS // 2, max(0, levels[place] - under)) for place in columns]
        pairs = zip(heights[::2], heights[1::2], strict=True)
        rows.append("".join(chr(0x2800 + _LEFT[left] + _RIGHT[right]) for left, right in pairs))
    return rows[0], rows[1]


def days(when: Sequence[str], columns: Sequence[int]) -> str:
    """The days beneath the courses, each where it begins, as far as there is room: '28 Nov 29   30   1 Dec 2'."""
    out, said = "", ""
    for cell, (place, before) in enumerate(zip(columns[::2], (None, *columns[::2]), strict=False)):
        if before is not None and when[place] == when[before]:
            continue
        first, _, second = when[place].partition(" ")
        number, rest = (first, second) if first.isdecimal() else (second, first)
        for word in (when[place], number) if rest != said else (number,):
            if cell >= len(out) + bool(out) and cell + len(word) <= len(columns) // 2:
                out, said = out.ljust(cell) + word, rest if word == when[place] else said
                break
    return out


# ---- the rest -------------------------------------------------------------------------------------------------------
def _people(people: Sequence[PersonView], width: int) -> list[Line]:
    """Who stands how to you at the end, the nearest first."""
    names: dict[str, list[str]] = {}
    for person in sorted(people, key=lambda one: -one.trust):
        names.setdefault(person.standing, []).append(person.name.replace(" ", "\xa0"))
    lines = [line("people", "heading")] if names else []
    for standing, those in names.items():
        lines += wrap((Piece(f"{standing}: ", "muted"), Piece(", ".join(those))), width)
    return lines


def _touched(touched: Sequence[Touched], width: int) -> list[Line]:
    if not touched:
        return []
    met = sum(bool(one.places) for one in touched)
    lines = [ends(line("what this life touched", "heading"), line(f"{met} of {len(touched)}", "muted"), width)]
    for one in touched:
        sign = Piece(DONE + " ", "good") if one.places else Piece(HOLLOW + " ", "muted")
        lines.append((sign, Piece(one.words, "" if one.places else "muted")))
        titles = [place.title if len(place.title) > LONG else place.title.replace(" ", "\xa0") for place in one.places]
        lines += [indent(row, 2) for row in wrap(line("\xa0· ".join(titles), "muted"), width - 2)]
    return lines


def _others(others: Sequence[Others], width: int) -> list[Line]:
    """How many of a hundred simulated people end so: a row for each kind, a square for each of them."""
    if not others:
        return []
    names, said = max(len(one.name) for one in others) + 2, max(len(one.in_100) for one in others) + 2
    shares = [(200 * one.ended + one.lives) // (2 * one.lives) for one in others]
    each = -(-max(shares) // max(1, width - names - said)) or 1
    about = f"{WHO_ARE_THEY}; each {FULL} is {each if each > 1 else 'one'} in 100"
    lines = [line("others who end like this", "heading"), *wrap(line(about, "muted"), width)]
    for one, share in zip(others, shares, strict=True):
        squares = FULL * -(-share // each)
        lines.append((Piece(fit(one.name, names)), Piece(fit(one.in_100, said), "strong"), Piece(squares, "meter")))
        lines += [indent(row, 2) for row in wrap(line(one.about, "muted"), width - 2)]
    return lines


def _counts(life: LifeView, width: int) -> list[Line]:
    said = [one for one in (never_met(life), counts(life), turning(life)) if one]
    return [line("the rest of the story", "heading"), *(row for one in said for row in wrap(line(one), width))]
