"""Opening a story of one's own: the line that is typed on, and what could be meant by it."""

from __future__ import annotations

from collections.abc import Sequence

from .keyline import Hint
from .lines import EMPTY, Line, Piece, aim, cells, clip, ends, line, width_of, wrap
from .reading import framed, measure
from .signs import CARET, DONE

ASKED = "Where does the story lie? Type or paste the path of its folder or file; ~ is your home folder."


def opening_lines(
    typed: str,
    ways: Sequence[tuple[str, bool]],
    at: int | None,
    notice: str,
    hints: Sequence[Hint],
    width: int,
    height: int,
) -> list[Line]:
    """The whole screen. `ways` are what could be meant, each with whether it is a story; `at` the one stood at."""
    _, room = measure(width)
    head = wrap(line(notice, "warning") if notice else line(ASKED, "muted"), room)[:4]
    # The end of a long path is what one is typing at.
    shown = typed if cells(typed) <= room - 3 else "…" + typed[-(room - 4) :]
    caret = CARET if at is None else " "
    body = [*head, EMPTY, (Piece(f"{caret} ", "caret"), Piece(shown, "strong"), Piece("_", "caret")), EMPTY]
    count = max(1, height - 4 - len(body))
    top = max(0, min((at or 0) - count // 2, len(ways) - count))
    for number, (path, story) in enumerate(ways[top : top + count], top):
        body.append(aim(_way(path, story, number == at, room), ("way", str(number))))
    return framed("Open a story of your own", "", body, 0, hints, width, height)


def _way(path: str, story: bool, chosen: bool, room: int) -> Line:
    """The last part of a path: what goes before it stands above."""
    name = path.rstrip("/\\").replace("\\", "/").rpartition("/")[2] + ("/" if path[-1] in "/\\" else "")
    far = (Piece(f"{DONE} a story", "said"),) if story else EMPTY
    words = Piece(name, "chosen" if chosen else "" if story else "muted")
    head = (Piece((CARET if chosen else " ") + " ", "caret"), words)
    return ends(clip(head, room - width_of(far) - 2), far, room)
