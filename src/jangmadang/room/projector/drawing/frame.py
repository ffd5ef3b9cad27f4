"""What all of the projector's screens share: margins by size, a head line, a body that is paged, a foot, the keys.

Few words, wide spacing: the terminal's letters are the room's letters, so 56 by 18 cells are a whole wall. Larger
terminals are given more air, not more words.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ....tui.drawing.keyline import Hint, key_line
from ....tui.drawing.lines import EMPTY, Line, Piece, clip, ends, indent, line, wrap
from ....tui.drawing.signs import FALL, RISE
from .qr import Way

SAID = 3
"""Lines that a word to whoever leads takes at most."""
MEASURE = 76
"""Cells of the widest column that words are set in: beyond that, eyes lose the line on a wall too."""


class Door(Struct, frozen=True):
    """How one comes in."""

    code: str = ""
    address: str = ""
    """Of the page that phones open, with the code; empty while nothing listens."""
    network: str = ""
    """The Wi-Fi's name, where whoever leads has told it."""


class Face(Struct, frozen=True):
    """The screen that is drawn on, and what stands on it whatever is shown."""

    width: int
    height: int
    hints: Sequence[Hint] = ()
    door: Door = Door()
    scroll: int = 0
    """Lines of the body that were read already."""
    said: str = ""
    """A word to whoever leads, in place of the foot's first line: why something could not be done."""
    way: Way = "halves"
    """How the address is drawn as a picture."""
    now: int = 0
    """The session's time, in milliseconds."""
    bar: str = "▄"
    """What bars are made of."""
    onward: str = "space"
    """What the key is called that reads on."""

    @property
    def roomy(self) -> bool:
        """There is air to give between things."""
        return self.height >= 22 and self.width >= 72

    @property
    def wide(self) -> bool:
        """There is so much that things may be drawn twice as large."""
        return self.height >= 32 and self.width >= 100

    @property
    def margin(self) -> int:
        """Cells left of everything."""
        return 1 if self.width < 64 else max(4, (self.width - MEASURE) // 2) if self.wide else 4

    @property
    def column(self) -> int:
        """Cells of the column that words are set in."""
        return max(8, self.width - 2 * self.margin)


class Drawn(Struct, frozen=True):
    """A screen, and whether its body goes on."""

    lines: tuple[Line, ...]
    scroll: int = 0
    """How far it is read, as far as it can be."""
    room: int = 1
    """Lines of the body that are seen at once."""
    more: bool = False
    """There is more beneath."""


def head(face: Face, left: Sequence[Piece], far: Sequence[Piece] = ()) -> Line:
    """The first line: what it is, and far right what one looks up for."""
    margin = Piece(" " * face.margin)
    return ends((margin, *left), (*far, margin) if far else (), face.width)


def screen(
    face: Face,
    top: Line,
    body: Sequence[Line],
    foot: Sequence[Line] = (),
    centred: bool = False,
    keep: int = 0,
    whole: int = 0,
) -> Drawn:
    """The whole screen. Of a body that is too long a part is shown, from where was read to.

    `keep` lines of its end always are, and the last `whole` lines come together, once all before was read. What is
    short stands at the top, or in the middle.
    """
    foot = list(foot)
    if face.said:
        # In the place of what is there anyhow: nothing moves for a word that soon goes again.
        told = wrap(line(face.said, "warning"), face.column)[:SAID]
        foot = [*told, *foot[len(told) :]]
    air = 3 if face.wide else 1 if face.height >= 16 else 0
    foot_lines = [indent(one, face.margin) for one in foot]
    room = max(1, face.height - 1 - air - len(foot_lines) - (1 if foot_lines and face.height >= 16 else 0) - 1)
    kept = list(body[len(body) - keep :]) if keep and keep < room else []
    body = list(body[: len(body) - len(kept)])
    seen = room - len(kept)
    scroll = max(0, min(face.scroll, len(body) - seen))
    shown = list(body[scroll : scroll + seen])
    more = scroll + seen < len(body)
    if more and whole <= seen:
        shown = shown[: max(1, len(body) - whole - scroll)]
    shown += kept
    over = 0
    if centred and len(shown) < room:
        over = (room - len(shown)) * 2 // 5
    lines = [top, *[EMPTY] * (air + over), *(indent(one, face.margin) for one in shown)]
    lines += [EMPTY] * (face.height - 1 - len(foot_lines) - len(lines))
    lines = lines[: face.height - 1 - len(foot_lines)]
    if more or scroll:
        lines[-1] = _further(face, lines[-1], scroll, more)
    whole_lines = (clip(one, face.width) for one in (*lines, *foot_lines))
    return Drawn((*whole_lines, key_line(face.hints, face.width)), scroll, seen, more)


def _further(face: Face, last: Line, scroll: int, more: bool) -> Line:
    """That there is more, at the right end of the body's last line."""
    words = f" {face.onward} {FALL}" if more else f"pgup {RISE}"
    end = (Piece(words, "key"), Piece(" " * face.margin))
    return ends(last, end, face.width)


def blank_between(blocks: Sequence[Sequence[Line]], gap: int) -> list[Line]:
    """Blocks beneath one another, with so many empty lines between them."""
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [*([EMPTY] * gap if lines else []), *block]
    return lines


def words(text: str, width: int, role: str = "") -> list[Line]:
    """Words as lines; what is parted by an empty line stays parted."""
    return blank_between([wrap(line(one, role), width) for one in text.split("\n\n")], 1)


def clock(milliseconds: int) -> str:
    """Minutes and seconds: 0:40, 12:05; a started second counts while there is any of it."""
    seconds = max(0, -(-milliseconds // 1000))
    return f"{seconds // 60}:{seconds % 60:02d}"


def passed(milliseconds: int) -> str:
    """The same of time that went by: a second counts once it is whole."""
    seconds = max(0, milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def counted(number: int, one: str, many: str = "") -> str:
    """'1 phone', '23 phones'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
