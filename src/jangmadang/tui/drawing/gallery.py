"""The gallery: endings that were found, with when and how; silhouettes for the others, of one length for all."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...play.ending_view import EndingSeen, GalleryView, Reread
from ...play.ending_words import counted
from .lines import EMPTY, Line, Piece, Target, aim, ends, indent, line, width_of, wrap
from .prose import prose
from .signs import CARET, DONE, FULL, HOLLOW

SHADOW = "░" * 8
"""What stands for an ending that was not found."""


class Hung(Struct, frozen=True):
    """All galleries laid out at a width."""

    lines: tuple[Line, ...]
    items: tuple[Target, ...]
    """What one can stand at: ('ending', 'three-days/thumb')."""
    spans: tuple[tuple[int, int], ...]
    """For each of them the line that it begins on, and the one after its last."""


def hung(galleries: Sequence[GalleryView], at: Target | None, width: int) -> Hung:
    """A story after the other; the caret stands at one ending."""
    lines: list[Line] = []
    items: list[Target] = []
    spans: list[tuple[int, int]] = []
    for gallery in galleries:
        if lines:
            lines += [EMPTY, EMPTY]
        lines += _head(gallery, width)
        for ending in gallery.endings:
            if not ending.title:
                lines[-1:] = _shadows(lines[-1], width)
                continue
            target = ("ending", f"{gallery.story}/{ending.id}")
            block = [aim(one, target) for one in _found(ending, at == target, width)]
            items.append(target)
            spans.append((len(lines), len(lines) + len(block)))
            lines += block
    return Hung(tuple(lines), tuple(items), tuple(spans))


def _head(gallery: GalleryView, width: int) -> list[Line]:
    """The story, and how much of it was seen."""
    of = len(gallery.endings)
    said = [f"endings {gallery.found} of {of}", f"scenes {gallery.seen} of {gallery.scenes}"]
    said += [f"field notes {gallery.notes} of {gallery.all_notes}"] if gallery.all_notes else []
    squares = Piece(FULL * gallery.found + HOLLOW * (of - gallery.found), "meter")
    head = (Piece(gallery.title, "title"),)
    lines = [ends(head, (squares,), width) if of <= width // 3 else head]
    return [*lines, *wrap(line(" · ".join(said), "muted"), width), EMPTY]


def _shadows(last: Line, width: int) -> list[Line]:
    """The last line with one more shadow, or a further line."""
    shadow = (Piece(f"  {HOLLOW} ", "muted"), Piece(SHADOW, "faint"))
    beside = bool(last) and last[-1].text == SHADOW and width_of((*last, *shadow)) <= width
    return [(*last, *shadow)] if beside else [last, shadow]


def _found(ending: EndingSeen, chosen: bool, width: int) -> list[Line]:
    """Title and date; how one got there; whether it can be read again."""
    lead = (Piece((CARET if chosen else " ") + " ", "caret"), Piece(DONE + " ", "good"))
    kept = "" if ending.slot else "not kept"
    far = " · ".join(word for word in (kept, ending.on) if word)
    lines = [ends((*lead, Piece(ending.title, "chosen" if chosen else "")), line(far, "muted"), width)]
    if ending.way:
        lines += [indent(one, 4) for one in wrap(line("\xa0· ".join(ending.way), "muted"), width - 4)]
    return lines


def again_lines(again: Reread, width: int) -> list[Line]:
    """An ending to be read once more."""
    lines = wrap(line(again.heading, "muted"), width) if again.heading else []
    lines += wrap(line(again.title, "title"), width)
    lines += [EMPTY, *prose(again.text, width)]
    lines += [EMPTY, *wrap(line(f"Ending: {again.ending.title}", "heading"), width)]
    epilogue = prose(again.ending.epilogue, width)
    return [*lines, EMPTY, *epilogue] if epilogue else lines


def far_words(galleries: Sequence[GalleryView]) -> str:
    """How many endings were found of all."""
    found, of = sum(one.found for one in galleries), sum(len(one.endings) for one in galleries)
    return f"{found} of {counted(of, 'ending')} found" if of else ""
