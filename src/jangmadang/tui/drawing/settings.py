"""The settings and the keys as lists: one a line, what the one stood at means beneath."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...settings import Setting, Settings
from .keyline import Hint
from .lines import EMPTY, Line, Piece, Target, aim, clip, fit, line, width_of, wrap
from .reading import framed, measure
from .signs import CARET, ELSE, FALL, NOW, RISE

LABEL = 15
"""Cells of a label."""
GROUP = 9
"""Cells of the group's name, where there is room for it."""
ROOMY = 72
ABOUT = 4
"""Lines kept for what the row stood at means."""


class Row(Struct, frozen=True):
    """A line of a list: what it is called, what it is now, and what that means."""

    group: str
    label: str
    value: Line
    about: str
    short: Line = ()
    """The value alone, where not all fits."""


def setting_row(setting: Setting, settings: Settings, about: str = "") -> Row:
    """A setting: all its values, the one that holds between ‹ and ›; each a place to click."""
    now = setting.of(settings)
    step = {-1: ("change", f"{setting.name} -1"), 1: ("change", f"{setting.name} 1")}
    alone = (Piece(f"{NOW} ", "key", step[-1]), Piece(setting.word(now), "strong"), Piece(f" {ELSE}", "key", step[1]))
    value: list[Piece] = []
    if setting.kind != "number":
        for option in setting.options:
            target: Target = ("set", f"{setting.name} {option.word}")
            if option.value == now:
                value += [Piece(NOW, "key"), Piece(option.word, "strong", target), Piece(ELSE, "key")]
            else:
                value.append(Piece(f" {option.word} ", "muted", target))
    return Row(setting.group, setting.label, tuple(value) or alone, about or setting.now(settings), alone)


def list_lines(
    title: str,
    rows: Sequence[Row],
    at: int,
    notice: str,
    hints: Sequence[Hint],
    width: int,
    height: int,
    most: int,
) -> list[Line]:
    """The whole screen: as many rows as fit, the one stood at among them; beneath, a notice or what it means."""
    _, room = measure(width, most)
    about = wrap(line(notice, "warning") if notice else line(rows[at].about, "muted"), room)[: max(1, height - 8)]
    foot = [EMPTY, *about, *[EMPTY] * (ABOUT - len(about))]
    count = max(1, min(len(rows), height - 4 - len(foot)))
    grouped = width >= ROOMY and any(row.group for row in rows)
    top = max(0, min(at - count // 2, len(rows) - count))
    body: list[Line] = []
    for number, row in enumerate(rows[top : top + count], top):
        first = number == top or rows[number - 1].group != row.group
        body.append(_row(row, number == at, row.group if first else "", grouped, room, number))
    if top > 0:
        body[0] = _marked(body[0], RISE)
    if top + count < len(rows):
        body[-1] = _marked(body[-1], FALL)
    return framed(title, "", [*body, *foot], 0, hints, width, height, most)


def _row(row: Row, chosen: bool, group: str, grouped: bool, room: int, number: int) -> Line:
    target: Target = ("row", str(number))
    head = [Piece(fit(group, GROUP), "heading")] if grouped else []
    head.append(Piece((CARET if chosen else " ") + " ", "caret"))
    head.append(Piece(fit(row.label, LABEL), "chosen" if chosen else ""))
    left = room - width_of(head)
    value = row.value if width_of(row.value) <= left else row.short
    aimed = tuple(piece if piece.target else piece._replace(target=target) for piece in clip(value, left))
    return (*aim(tuple(head), target), *aimed)


def _marked(row: Line, sign: str) -> Line:
    """The row with a sign behind its caret: there is more this way."""
    return tuple(piece._replace(text=piece.text[0] + sign) if piece.role == "caret" else piece for piece in row)
