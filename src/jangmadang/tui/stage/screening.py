"""The screening: a plan of the room with who sits in it, who may come and how they are, and what hides it.

Takes from `fixed`: film, medium, parts, guests (id, name, mouth), measures (id, name), cut. From `values`: at,
part, current, guest.<id>, trust.<id>, need.<id>, one flag a measure, seconds.
"""

from __future__ import annotations

from typing import Any

from ...play.view import Page
from ..drawing.lines import EMPTY, Line, Piece, clip, fit, line, pad, width_of
from ..drawing.signs import DONE, FULL, HOLLOW, LOCK, squares
from ..wish import Wish
from . import Drawn, Spot

ROOM = 24
"""Cells of the plan, walls included."""

_MEASURES = {"curtain": "curtain", "low": "low sound", "lookout": "lookout", "decoy": "decoy disc"}


def draw(page: Page, width: int, most: int, spot: Spot) -> Drawn:
    """The plan at the left, guests and measures at the right; without room for both the plan is left out."""
    assert page.stage is not None
    fixed, values = page.stage.fixed, page.stage.values
    width = min(width, 84)
    plan = _plan(fixed, values) if width >= 68 and most >= 7 else []
    beside = _guests(fixed, values) + ([EMPTY] if plan else []) + _care(fixed, values)
    if plan:
        blank = line(" " * ROOM)
        height = max(len(plan), len(beside))
        lefts = [*plan, *[blank] * (height - len(plan))]
        rights = [*beside, *[EMPTY] * (height - len(beside))]
        lines = [
            (Piece("    "), *pad(left, ROOM), Piece("  "), *other) for left, other in zip(lefts, rights, strict=True)
        ]
    else:
        lines = [(Piece("    "), *one) for one in beside]
    lines = [_film(fixed, values), *lines]
    return Drawn(head=tuple(clip(one, width) for one in lines)[:most], name="the room")


def _film(fixed: dict[str, Any], values: dict[str, int]) -> Line:
    parts, part = int(fixed.get("parts", 0)), values.get("part", 0)
    pieces = [Piece("    "), Piece(str(fixed.get("film", "")), "said"), Piece("  part ", "muted")]
    pieces.append(Piece(FULL * part + HOLLOW * max(0, parts - part), "meter"))
    if not values.get("current", 1):
        pieces.append(Piece("   no current", "warning"))
    elif fixed.get("cut"):
        pieces.append(Piece("   " + str(fixed["cut"]), "muted"))
    return tuple(pieces)


def _coming(fixed: dict[str, Any], values: dict[str, int]) -> list[dict[str, Any]]:
    return [guest for guest in fixed.get("guests", ()) if values.get(f"guest.{guest['id']}")]


def _plan(fixed: dict[str, Any], values: dict[str, int]) -> list[Line]:
    """Four walls: the window with or without its curtain, the set, a square for each who sits there, the door."""
    inner = ROOM - 2
    window = f" curtain {DONE} " if values.get("curtain") else " window, bare "
    door = " door " + (f"· lookout {DONE} " if values.get("lookout") else "")
    dark = not values.get("current", 1)
    screen = "  (dark)" if dark else ("    ▐tv▌ low" if values.get("low") else "    ▐tv▌")
    lines: list[Line] = [
        (Piece("┌─", "rule"), Piece(window, "muted"), Piece("─" * (inner - 1 - len(window)) + "┐", "rule")),
        _inside((Piece(screen, "faint" if dark else "lamp"),), inner),
    ]
    names = [str(guest["name"]) for guest in _coming(fixed, values)]
    seats = ["you", *names]
    for number in range(0, max(4, len(seats)), 2):
        pair = [f"{FULL} {name}" for name in seats[number : number + 2]]
        text = "".join(fit(" " + one, inner // 2) for one in pair) if pair else ""
        lines.append(_inside((Piece(text),), inner))
    lines.append((Piece("└─", "rule"), Piece(door, "muted"), Piece("─" * (inner - 1 - len(door)) + "┘", "rule")))
    return lines


def _inside(pieces: Line, inner: int) -> Line:
    return (Piece("│", "rule"), *pad(pieces, inner), Piece("│", "rule"))


def _guests(fixed: dict[str, Any], values: dict[str, int]) -> list[Line]:
    guests = fixed.get("guests", ())
    name_width = max((len(str(guest["name"])) for guest in guests), default=0) + 2
    lines: list[Line] = []
    for guest in guests:
        who = guest["id"]
        trust, need = values.get(f"trust.{who}", 0), values.get(f"need.{who}", 0)
        shut = need > trust
        sign = DONE if values.get(f"guest.{who}") else (LOCK if shut else HOLLOW)
        about = f"needs {need} trust; you have {trust}" if shut else str(guest.get("mouth", ""))
        lines.append(
            (
                Piece(sign + " ", "lock" if shut else "caret"),
                Piece(fit(str(guest["name"]), name_width)),
                Piece(squares(trust, 0, 100, 5) + "  ", "meter"),
                Piece(about, "lock" if shut else "muted"),
            )
        )
    return lines


def _care(fixed: dict[str, Any], values: dict[str, int]) -> list[Line]:
    """What hides the evening, taken and left; seconds at the door."""
    names = {measure["id"]: str(measure["name"]) for measure in fixed.get("measures", ())} or _MEASURES
    pieces: list[Piece] = []
    lines: list[Line] = []
    for name, words in names.items():
        if name not in values:
            continue
        taken = bool(values[name])
        block = [
            Piece(("  " if pieces else "") + (DONE if taken else HOLLOW) + " ", "caret" if taken else "faint"),
            Piece(words, "" if taken else "muted"),
        ]
        if pieces and width_of(pieces) + width_of(block) > 46:
            lines.append(tuple(pieces))
            pieces, block = [], [block[0]._replace(text=block[0].text.lstrip()), block[1]]
        pieces += block
    if pieces:
        lines.append(tuple(pieces))
    if seconds := values.get("seconds", 0):
        lines.append((Piece("if they knock: ", "muted"), Piece(f"{seconds} seconds")))
    return lines


def wish_for(kind: str, who: str) -> Wish:
    """To invite somebody, or to take a measure."""
    return Wish("measure", what=who) if kind == "measure" else Wish(kind, person=who)
