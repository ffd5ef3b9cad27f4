"""What stands beside the story: the calendar, the meters' course, people, what is carried and what is owed.

Two forms of the same parts. `panel` is always open on a wide screen and shows as much as there are lines; `drawer` is
everything, to be scrolled. In both what was moved last comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...play.view import DayView, Meter, Page, PersonView
from .lines import EMPTY, Line, Piece, aim, cells, fit, line, right, width_of, wrap
from .meters import meter_pieces
from .signs import FULL, plot, shift, squares

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
One = TypeVar("One")
LEAST = 4
"""Of a list that is cut, so many entries are seen."""


def panel(page: Page, width: int, rows: int, people: str) -> list[Line]:
    """At most so many lines for the right-hand side of a wide screen; the key called `people` shows the rest.

    First the courses grow low, then the weeks go, then the longest lists are cut.
    """
    lists = [people_lines(page.people, width), _carried(page, width), _stored(page, width), _sums(page, width)]
    lists = [part for part in lists if part]
    for weeks, high in ((True, 2), (True, 1), (False, 1)):
        head = _joined(_calendar(page, width, weeks), course_lines(page.meters, width, high))
        room = rows - len(head) - len(lists)
        if sum(map(len, lists)) <= room:
            return _joined(head, *lists)
    return _joined(head, *_cut(lists, room, people))[:rows]


def _cut(lists: Sequence[list[Line]], room: int, people: str) -> list[list[Line]]:
    """The lists, each as long as it may be: the longest gives way first."""
    sizes = [len(part) for part in lists]
    while sum(sizes) > room and max(sizes) > LEAST:
        sizes[sizes.index(max(sizes))] -= 1
    more = aim((Piece(people, "key"), Piece(" shows more", "muted")), ("key", "people"))
    return [part if size == len(part) else [*part[: size - 1], more] for part, size in zip(lists, sizes, strict=True)]


def drawer(page: Page, width: int) -> list[Line]:
    """All of it: what this turn changed first, people with what they do, the pack, what is owed; then how it went."""
    return _joined(
        _this_turn(page, width),
        people_lines(page.people, width, roles=True),
        _carried(page, width) or [line("carrying", "heading"), line("nothing", "muted")],
        _stored(page, width),
        _sums(page, width),
        [line("how it went", "heading"), *course_lines(page.meters, width, 2)] if page.meters else [],
        _calendar(page, width, weeks=True),
    )


def _this_turn(page: Page, width: int) -> list[Line]:
    """Every change on a line of its own."""
    told: list[Line] = [(Piece(change.text, "change"),) for change in page.changes]
    told += [(Piece("here: ", "muted"), Piece(change.text, "change")) for change in page.arrived]
    lines = [
        one if number == 0 else (Piece("  "), *one) for part in told for number, one in enumerate(wrap(part, width - 2))
    ]
    return [line("this turn", "heading"), *lines] if lines else []


def _joined(*parts: list[Line]) -> list[Line]:
    """The parts that hold something, with an empty line between."""
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [EMPTY, *part] if lines else part
    return lines


# ---- the calendar


def _calendar(page: Page, width: int, weeks: bool) -> list[Line]:
    """Which day of the week it is, and the season; beneath, the weeks of this life until today."""
    if not page.days:
        return []
    today = page.days[-1]
    words = " · ".join(word for word in (page.season, page.hour) if word)
    head: Line = (Piece(WEEKDAYS[today.weekday], "heading"), Piece(f"  {words}", "muted"))
    return [head, *week_lines(page.days)] if weeks else [head]


def week_lines(days: Sequence[DayView]) -> list[Line]:
    """A line for each week, Monday first; a square stands before today."""
    lines: list[Line] = [(Piece("    " + "".join(f" {day}" for day in WEEK), "muted"),)]
    weeks: list[list[DayView]] = []
    for day in days:
        if not weeks or day.weekday == 0:
            weeks.append([])
        weeks[-1].append(day)
    month = ""
    for week in weeks:
        name = week[-1].month
        pieces = [Piece(fit(name if name != month else "", 4) + "   " * week[0].weekday, "muted")]
        month = name
        for day in week:
            now = day is days[-1]
            pieces.append(Piece(FULL if now else " ", "meter"))
            pieces.append(Piece(right(str(day.number), 2), "strong" if now else "muted"))
        lines.append(tuple(pieces))
    return lines


# ---- the meters


def course_lines(meters: Sequence[Meter], width: int, rows: int) -> list[Line]:
    """Each meter with its course beneath, so many rows high, and in two rows before it the highest and the lowest.

    A course that has not moved yet is a line, as low as can be; without a course yet there is an empty one.
    """
    lines: list[Line] = []
    edges = [(f"{max(m.course, default=0):,}", f"{min(m.course, default=0):,}") for m in meters]
    edge = max((cells(number) for pair in edges if pair[0] != pair[1] for number in pair), default=0)
    edge = edge + 1 if rows > 1 and edge else 0
    word = max((cells(meter.label) for meter in meters if meter.bar), default=0)
    for meter, (high, low) in zip(meters, edges, strict=True):
        lines.append(meter_pieces(meter, 10 if meter.bar else 0, word if meter.bar else 0))
        moved = high != low
        drawn = plot(meter.course, width - edge, rows if moved else 1) if len(meter.course) > 1 else [""]
        for row, one in enumerate(drawn):
            number = (high, low)[row] if moved and edge else ""
            lines.append((Piece((right(number, edge - 1) + " ") if edge else "", "muted"), Piece(one, "meter")))
    return lines


# ---- lists


def people_lines(people: Sequence[PersonView], width: int, roles: bool = False) -> list[Line]:
    """Who has been met: name, five squares of trust, what the turn changed, how it stands between you; on request also
    who they are.
    """
    lines = [line("people", "heading")]
    if not people:
        return [*lines, line("nobody yet", "muted")]
    column = min(max(cells(person.name) for person in people) + 1, max(12, width - 22))
    for person in _last_first(people, lambda person: person.last):
        name = person.name if cells(person.name) < column else person.name + " "
        row = [Piece(fit(name, max(column, cells(name)))), Piece(squares(person.trust, 0, 100, 5) + " ", "meter")]
        if person.change:
            row.append(Piece(shift(person.change) + " ", "change"))
        standing = line(person.standing, "muted")
        if width_of(row) + width_of(standing) <= width:
            lines.append((*row, *standing))
        else:
            lines += [tuple(row), *_under(standing, width)]
        if roles:
            words = ", ".join(word for word in (person.hangul, person.role) if word)
            lines += _under(line(words, "faint"), width)
    return lines


def _under(words: Line, width: int) -> list[Line]:
    return [(Piece("  "), *one) for one in wrap(words, width - 2)]


def _carried(page: Page, width: int) -> list[Line]:
    """What is carried, and its weight; at a market also how much can be."""
    held = [good for good in page.pack if good.carried]
    if not held:
        return []
    load, most = page.load, 0
    if page.stage is not None and page.stage.kind == "market":
        load, most = page.stage.values.get("carry", 0), page.stage.fixed.get("pack", 0)
    weight = f"  {load} of {most} kilos" if most else f"  {load} kilos" if load else ""
    head: Line = (Piece("carrying", "heading"), Piece(weight, "muted"))
    rows = [(good.name, good.carried, good.change) for good in _last_first(held, lambda good: good.last)]
    return [head, *_rows(rows, width)]


def _stored(page: Page, width: int) -> list[Line]:
    """What lies at home."""
    held = [good for good in page.pack if good.stored]
    rows = [(good.name, good.stored, 0) for good in _last_first(held, lambda good: good.last)]
    return [line("at home", "heading"), *_rows(rows, width)] if rows else []


def _sums(page: Page, width: int) -> list[Line]:
    """Money that is no meter: laid by, owed to you or by you."""
    rows = [(one.label, one.text, one.change) for one in _last_first(page.sums, lambda one: one.last)]
    return [line("laid by and owed", "heading"), *_rows(rows, width)] if rows else []


def _rows(rows: Sequence[tuple[str, str, int]], width: int) -> list[Line]:
    """Names in a column, how much beside, and what the turn changed."""
    column = min(max(cells(name) for name, _, _ in rows) + 2, width // 2)
    lines: list[Line] = []
    for name, much, change in rows:
        row = [Piece(fit(name, column) if cells(name) < column else name + "  "), Piece(much, "muted")]
        if change:
            row.append(Piece(" " + shift(change), "change"))
        if width_of(row) <= width:
            lines.append(tuple(row))
            continue
        row[1] = row[1]._replace(text=much.replace(" ", "\xa0"))  # a sum stays with its unit
        first, *further = wrap(row, width)
        lines += [first, *(under for one in further for under in _under(one, width))]
    return lines


def _last_first(entries: Sequence[One], last: Callable[[One], int]) -> list[One]:
    """What was moved last first; all else as the story has it."""
    return sorted(entries, key=last, reverse=True)


__all__ = ["course_lines", "drawer", "panel", "people_lines", "week_lines"]
