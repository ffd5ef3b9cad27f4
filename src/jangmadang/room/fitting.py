"""Fitting: a phone's snapshot in as many bytes as it may have.

First go the field notes (a phone can ask for all), then what choices may cost, then the end of the text: a choice
that can be voted on goes last, and no story has so many.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from .snapshot import PHONE_MOST, Paragraph, Phone, encoded


def fitted(made: Phone) -> tuple[Phone, bytes]:
    """The snapshot with as much as fits: first notes go, then what choices may cost, then the end of the text."""
    data = encoded(made)
    while len(data) > PHONE_MOST:
        smaller = _smaller(made, len(data) - PHONE_MOST)
        if smaller == made:
            break
        made, data = smaller, encoded(smaller)
    return made, data


def _smaller(made: Phone, over: int) -> Phone:
    if made.notes:
        return replace(made, notes=made.notes[:-1])
    if any(option.hint for option in made.options):
        return replace(made, options=tuple(replace(option, hint="") for option in made.options))
    if made.text:
        return replace(made, text=_cut(made.text, over), cut=True)
    if made.result:
        return replace(made, result=_cut(made.result, over), cut=True)
    if made.changes or made.gauges:
        return replace(made, changes=(), gauges=made.gauges[:-1], cut=True)
    if len(made.options) > 1:
        return replace(made, options=made.options[:-1], cut=True)
    return made


def _cut(read: Sequence[Paragraph], over: int) -> tuple[Paragraph, ...]:
    """Without the last paragraph; one that stands alone is halved."""
    if len(read) > 1:
        return tuple(read[:-1])
    pieces = [piece if isinstance(piece, str) else piece[0] for piece in read[0]]
    words = "".join(pieces)
    return ((words[: len(words) // 2].rsplit(" ", 1)[0] + " …",),) if len(words) > 200 else ()
