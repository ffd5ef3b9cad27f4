"""The line to jump by with the ways it may go on, and the outcomes that one may pick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...desk.jumping import Completion, Misread
from ...tui.drawing.keyline import Hint
from ...tui.drawing.lines import EMPTY, Line, Piece, aim, clip, line, wrap
from ...tui.drawing.reading import framed, measure
from ...tui.drawing.signs import CARET, DONE, LOCK

EXAMPLE = "river with money 300, risk 80, mina.trust 40, told row"


def jump_lines(
    typed: str,
    wrong: Misread | None,
    found: Sequence[Completion],
    at: int,
    hints: Sequence[Hint],
    width: int,
    height: int,
) -> list[Line]:
    """The whole screen; the completion stood at is always among those in sight."""
    room = measure(width)[1]
    body = _typed(typed, wrong, room, any(one.line != typed for one in found))
    count = max(1, height - 5 - len(body))
    top = max(0, min(at - count // 2, len(found) - count))
    for number, one in enumerate(found[top : top + count], top):
        sign = Piece((CARET if number == at else " ") + " ", "caret")
        words = (sign, Piece(one.word, "chosen" if number == at else ""), Piece(f"  {one.about}", "muted"))
        body.append(aim(clip(words, room), ("complete", str(number))))
    return framed("Go to any scene, with any state", "", body, 0, hints, width, height)


def _typed(typed: str, wrong: Misread | None, room: int, goes_on: bool) -> list[Line]:
    """The end of the line that is typed, and what is wrong with it or that nothing is.

    Of a word that is still being typed nothing is wrong yet, as long as it `goes_on`.
    """
    if not typed:
        return [(Piece("  "), Piece("_", "caret"), Piece(f"  {EXAMPLE}", "muted")), EMPTY, EMPTY]
    cut = max(0, len(typed) - (room - 4))
    lead = "…" if cut else ""
    written: Line = (Piece("  "), Piece(lead + typed[cut:], "strong"), Piece("_", "caret"))
    if wrong is None:
        return [written, line(f"  {DONE} enter goes there", "good"), EMPTY]
    if goes_on and wrong.at + wrong.length >= len(typed.rstrip()):
        return [written, line("  tab completes", "muted"), EMPTY]
    start = max(0, wrong.at - cut) + len(lead)
    caret = line("  " + " " * start + "^" * max(1, min(wrong.length, room - 2 - start)), "warning")
    words = [(Piece("  "), *one) for one in wrap([Piece(f"{LOCK} ", "warning"), Piece(wrong.words)], room - 2)]
    return [written, caret, *words, EMPTY]


def pick_lines(
    choice: str,
    falls: Sequence[tuple[str, ...]],
    odds: Mapping[str, int],
    at: int,
    hints: Sequence[Hint],
    width: int,
    height: int,
) -> list[Line]:
    """The whole screen; the outcome stood at is always among those in sight."""
    room = measure(width)[1]
    count = max(1, height - 5)
    top = max(0, min(at - count // 2, len(falls) - count))
    body: list[Line] = []
    for number, outcomes in enumerate(falls[top : top + count], top):
        chosen = number == at
        known = odds.get(outcomes[0])
        told = f"  {known} in 100" if known is not None else "  drawn by weight"
        words = (
            Piece((CARET if chosen else " ") + " ", "caret"),
            Piece(f"{number + 1} ".rjust(3), "key"),
            Piece(" > ".join(outcomes), "chosen" if chosen else ""),
            Piece(told + (": it cannot fall now" if known == 0 else ""), "muted"),
        )
        body.append(aim(clip(words, room), ("outcome", str(number))))
    return framed(f"How `{choice}` comes out", f"{len(falls)}", body, 0, hints, width, height)
