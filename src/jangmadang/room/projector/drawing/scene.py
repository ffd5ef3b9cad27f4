"""A scene on the wall: its words, its choices with their numbers, how many have chosen, the meters beneath.

Before the vote words come first and are read page by page where they are many; while it is open the choices have the
room, and of the words only the last stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....play.view import Meter
from ....tui.drawing.lines import EMPTY, Line, Piece, wrap
from ....tui.drawing.meters import meter_lines
from ....tui.drawing.signs import DONE, DOT, LOCK
from ...snapshot import Gauge, Option, Paragraph, Projector
from . import large
from .frame import Drawn, Face, blank_between, clock, head, screen, words
from .telling import chosen

DIGIT = "digit"
"""What a click on a choice means: its number."""
URGENT = 10_000
"""Milliseconds: what is left of a count-down is drawn otherwise from here on."""


def scene(face: Face, sight: Projector) -> Drawn:
    """The scene as it is read, before anybody votes."""
    told = [*story(sight.result, face.column), *changes(sight.changes, face.column)]
    text = story(sight.text, face.column)
    listed = choices(sight.options, face, quiet=True)
    body = blank_between([told, text, listed], 1)
    return screen(face, title(face, sight), body, feet(face, sight), whole=len(listed))


def outcome(face: Face, sight: Projector) -> Drawn:
    """What the choice led to."""
    blocks = [story(sight.result, face.column), changes(sight.changes, face.column)]
    return screen(face, title(face, sight), blank_between(blocks, 1), feet(face, sight))


def vote(face: Face, sight: Projector) -> Drawn:
    """The vote: open, with a count-down, or closed, with how many have chosen."""
    listed = choices(sight.options, face)
    feet_lines = [*count(face, sight), *feet(face, sight)]
    room = face.height - 5 - len(feet_lines)
    told = story(sight.text, face.column)
    text = last_words(told, room - len(listed) - 1)
    if not text and told:
        # The air between the choices is given for the last words of the scene.
        tight = choices(sight.options, face, air=0)
        if text := last_words(told, room - len(tight) - 1):
            listed = tight
    countdown: list[Line] = []
    if sight.state == "vote_open" and sight.until and face.wide:
        countdown = _large_clock(face, sight)
    body = blank_between([text, listed, countdown], 2 if face.wide else 1)
    return screen(face, title(face, sight), body, feet_lines)


def title(face: Face, sight: Projector) -> Line:
    """`7 · The loudspeaker        K4T2M9    0:40`: where the room is, how one still comes in, what time is left."""
    left = [Piece(f"{sight.number} · ", "muted")] if sight.number else []
    if sight.group:
        left.insert(0, Piece(f"Group {sight.group} · ", "muted"))
    left.append(Piece(sight.scene or sight.title, "title"))
    if sight.round > 1 and sight.state in ("vote_open", "vote_closed", "reveal", "decide"):
        left.append(Piece("  second vote" if sight.round == 2 else f"  vote {sight.round}", "muted"))
    far: list[Piece] = []
    if face.door.address and not sight.locked:
        far.append(Piece(face.door.code, "muted"))
    if sight.until and sight.state in ("vote_open", "stop"):
        far += [Piece("    " if far else ""), remaining(face, sight)]
    return head(face, left, [piece for piece in far if piece.text])


def remaining(face: Face, sight: Projector) -> Piece:
    """What is left of the count-down. It only shows: people close votes."""
    left = sight.until - face.now
    return Piece(clock(left), "strong" if left > URGENT else "warning")


def story(paragraphs: Sequence[Paragraph], width: int, role: str = "") -> list[Line]:
    """The story's paragraphs as lines; one without words is a pause."""
    blocks: list[list[Line]] = []
    for paragraph in paragraphs:
        pieces = [
            Piece(piece, role) if isinstance(piece, str) else Piece(piece[0], piece[1] or role) for piece in paragraph
        ]
        blocks.append(wrap(pieces, width) if pieces else [(Piece(DOT, "faint"),)])
    return blank_between(blocks, 1)


def changes(told: Sequence[str], width: int) -> list[Line]:
    """What a choice changed."""
    return words(" · ".join(told), width, "change") if told else []


def choices(options: Sequence[Option], face: Face, quiet: bool = False, air: int = 1) -> list[Line]:
    """The choices with their numbers; a locked one says why. With air between them where there is some."""
    blocks = [_choice(option, face.column, quiet) for option in options]
    lines = 2 * sum(map(len, blocks))
    return blank_between(blocks, air if lines <= face.height - (10 if face.roomy else 8) else 0)


def _choice(option: Option, width: int, quiet: bool) -> list[Line]:
    locked = bool(option.reason)
    target = (DIGIT, str(option.number))
    sign = Piece(f"{LOCK}  ", "lock") if locked else Piece(f"{option.number}  ", "key" if quiet else "caret", target)
    text = [Piece(option.text, "muted" if locked else "" if quiet else "chosen", target)]
    if locked:
        text.append(Piece(f": {option.reason}", "lock"))
    elif option.price:
        text += [Piece(" · ", "muted"), Piece(option.price, "price")]
    if option.votes is not None and not locked:
        text += [Piece(" · ", "muted"), Piece(f"{option.votes:,}", "meter")]
    first, *others = wrap(text, width - 3) or [EMPTY]
    return [(sign, *first), *((Piece("   "), *one) for one in others)]


def last_words(lines: Sequence[Line], room: int) -> list[Line]:
    """The last paragraphs that fit into so many lines, whole; none where not even the last fits."""
    if len(lines) <= room:
        return list(lines)
    kept: list[Line] = []
    for start in range(len(lines) - 1, -1, -1):
        if (start == 0 or lines[start - 1] == EMPTY) and lines[start] != EMPTY:
            if len(lines) - start > room:
                break
            kept = list(lines[start:])
    return kept


def count(face: Face, sight: Projector) -> list[Line]:
    """How many have chosen: a number that everybody waits for."""
    if not sight.votes:
        return []
    all_here = max(sight.phones, sight.people)
    done = bool(all_here) and sight.voted >= all_here
    pieces = [Piece(chosen(sight), "good" if done else "strong")]
    if done:
        pieces.insert(0, Piece(f"{DONE} ", "good"))
    return [tuple(pieces), *([EMPTY] if face.roomy else [])]


def feet(face: Face, sight: Projector) -> list[Line]:
    """The meters."""
    return gauges(sight.gauges, face.column)


def gauges(shown: Sequence[Gauge], width: int, most: int = 2) -> list[Line]:
    """Meters on a line or two."""
    meters = [Meter(one.id, one.label, one.value, one.text, one.low, one.high, one.bar, one.change) for one in shown]
    # Theirs is a margin of two cells, which here is the screen's.
    return [one[1:] for one in meter_lines(meters, width + 2, most)] if meters else []


def _large_clock(face: Face, sight: Projector) -> list[Line]:
    left = sight.until - face.now
    told = clock(left)
    return large.letters(told, "meter" if left > URGENT else "warning", 1) if large.fits(told, face.column) else []
