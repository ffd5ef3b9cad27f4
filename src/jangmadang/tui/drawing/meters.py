"""What is always seen: where and when on the top line, the meters on a line or two, the drawer on wide screens."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from ...play.view import Change, GoodView, Meter, Page, PersonView
from .lines import EMPTY, Line, Piece, ends, fit, line, width_of, wrap
from .signs import curve, shift, squares

DRAWER = 32
"""Cells of text in the drawer."""


def top_line(page: Page, width: int) -> Line:
    """The place on the left; day, date, season and hour on the right, as many as fit."""
    place = page.place or page.story
    # The season goes before the date when there is no room for both: the date often stands in the heading too.
    full = [f"day {page.day}", page.date, page.season, page.hour]
    for left_out in ((), (1,), (1, 3), (1, 2, 3)):
        words = " · ".join(word for number, word in enumerate(full) if word and number not in left_out)
        if len(place) + len(words) + 6 <= width:
            break
    return ends((Piece("  "), Piece(place, "place")), (Piece(words, "muted"), Piece("  ")), width)


def meter_pieces(meter: Meter, count: int) -> Line:
    """One meter: its word, so many squares if it has a bar, its value, and what the last turn did."""
    pieces = [Piece(meter.label + " ", "muted")]
    if meter.bar and count:
        pieces.append(Piece(squares(meter.value, meter.low, meter.high, count) + " ", "meter"))
    pieces.append(Piece(meter.text, "strong"))
    if meter.change:
        pieces.append(Piece(" " + shift(meter.change), "change"))
    return tuple(pieces)


def changes_line(changes: Sequence[Change], arrived: Sequence[Change], width: int) -> Line:
    """What a choice changed, and parted from it what coming here changed: `trust +5 · on coming here: money −250`.

    It is no line yet: where so much is too wide, fewer words part the two.
    """
    did = [Piece(" · ".join(change.text for change in changes), "change")] if changes else []
    if not arrived:
        return tuple(did)
    here = Piece(", ".join(change.text for change in arrived), "change")
    dot = " · " if changes else ""
    long = (*did, Piece(f"{dot}on coming here: ", "muted"), here)
    return long if width_of(long) <= width else (*did, Piece(f"{dot}here: ", "muted"), here)


def meter_lines(meters: Sequence[Meter], width: int, most: int = 2) -> list[Line]:
    """The meters on as few lines as they need; squares grow fewer before a second line is opened."""
    for rows in range(1, most + 1):
        for count in (10, 5, 0):
            lines = _flow([meter_pieces(meter, count) for meter in meters], width)
            if len(lines) <= rows:
                return lines
    return lines[:most]


def _flow(blocks: Sequence[Line], width: int) -> list[Line]:
    lines: list[Line] = []
    current: Line = EMPTY
    for block in blocks:
        if current and width_of(current) + 3 + width_of(block) <= width - 2:
            current = (*current, Piece("   "), *block)
        else:
            if current:
                lines.append(current)
            current = (Piece("  "), *block)
    return [*lines, current] if current else lines


def drawer(page: Page) -> list[Line]:
    """The right-hand column of a wide screen: meters with their course, people, what is carried."""
    lines: list[Line] = []
    for meter in page.meters:
        lines.append(meter_pieces(meter, 10 if meter.bar else 0))
        if len(meter.course) > 1 and len(set(meter.course)) > 1:
            lines.append(line(curve(meter.course, DRAWER), "meter"))
        elif page.meters[-1] is not meter:
            lines.append(EMPTY)
    lines += [EMPTY, *people_lines(page.people, DRAWER), EMPTY, *pack_lines(page.pack, DRAWER)]
    return lines


def people_lines(people: Sequence[PersonView], width: int, roles: bool = False) -> list[Line]:
    """Who has been met: name, five squares of trust, how it stands between you; on request also who they are."""
    lines = [line("people", "heading")]
    if not people:
        return [*lines, line("nobody yet", "muted")]
    name_width = min(max(cell_len(person.name) for person in people) + 1, width - 16)
    for person in people:
        row = (Piece(fit(person.name, name_width)), Piece(squares(person.trust, 0, 100, 5) + " ", "meter"))
        change = (Piece(shift(person.change) + " ", "change"),) if person.change else ()
        standing = wrap(line(person.standing, "muted"), max(1, width - width_of((*row, *change)) - 1))
        cut = (Piece("…", "muted"),) if len(standing) > 1 else ()
        lines.append((*row, *change, *(standing[0] if standing else ()), *cut))
        if roles:
            words = ", ".join(word for word in (person.hangul, person.role) if word)
            lines += [(Piece("  "), *one) for one in wrap(line(words, "muted"), width - 2)]
    return lines


def pack_lines(pack: Sequence[GoodView], width: int) -> list[Line]:
    """What is carried or stored, one good a line."""
    lines = [line("carrying", "heading")]
    if not pack:
        return [*lines, line("nothing", "muted")]
    for good in pack:
        for number, one in enumerate(wrap((Piece(good.name + "  "), Piece(good.text, "muted")), width - 2)):
            lines.append((Piece("  " if number else ""), *one))
    return lines
