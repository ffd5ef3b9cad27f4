"""What lies over a scene when asked for: how the time goes, and all groups in a grid."""

from __future__ import annotations

from ....tui.drawing.lines import EMPTY, Line, Piece, ends, fit, line, width_of
from ....tui.drawing.signs import CARET, DONE, FULL, HOLLOW, RULE, squares
from ...snapshot import Gauge, Projector, Row, Times
from .frame import Drawn, Face, blank_between, counted, head, passed, screen, words
from .telling import late

STATES = {
    "lobby": "begins",
    "scene": "reads",
    "vote_open": "votes",
    "vote_closed": "has voted",
    "reveal": "looks at its votes",
    "decide": "settles it",
    "outcome": "has decided",
    "stop": "talks",
    "waiting": "waits for you all",
    "ending": "has ended",
    "debrief": "looks back",
    "closed": "is done",
}


def pace(face: Face, sight: Projector) -> Drawn:
    """Time gone and time there is, ahead of the plan or behind, what comes next."""
    times = sight.times or Times(face.now, 0)
    now = face.now or times.now
    top = head(face, [Piece("Time", "title"), Piece(f" · {sight.title}", "muted")])
    width = min(face.column, 64)
    blocks: list[list[Line]] = []
    if times.of:
        ahead = late(times.late)
        role = "warning" if times.late >= 60_000 else "strong"
        left: Line = (Piece(passed(now), "strong"), Piece(f" of {passed(times.of)}", "muted"))
        blocks.append([ends(left, (Piece(ahead, role),), width), _line_of(now, times, width), _marks(times, width)])
    else:
        blocks.append([(Piece(passed(now), "strong"), Piece("  There is no plan for this story.", "muted"))])
    told: list[str] = []
    if times.ending:
        told.append("It ends at the next good stop.")
    elif times.over:
        told.append("It is time to look back: end at the next good stop.")
    if times.next_stop:
        told.append(f"Next stop: {times.next_stop}, {counted(times.next_stop_minutes, 'minute')}.")
    if times.leaving_out:
        told.append(f"Left out if nothing makes up the time: {', '.join(times.leaving_out)}.")
    blocks += [words(one, width) for one in told]
    return screen(face, top, blank_between(blocks, 2 if face.roomy else 1), centred=face.roomy)


def _line_of(now: int, times: Times, width: int) -> Line:
    """The whole session as a row of squares: gone, to come, and the debrief at its end."""
    span = max(times.of, now, 1)
    gone = min(width, now * width // span)
    talk = min(width, times.debrief_at * width // span) if times.debrief_at else width
    play = max(0, talk - gone)
    rest = width - gone - play
    return (Piece(FULL * gone, "meter"), Piece(HOLLOW * play, "faint"), Piece(RULE * rest, "heading"))


def _marks(times: Times, width: int) -> Line:
    """Under the row: where looking back begins."""
    if not times.debrief_at:
        return EMPTY
    at = min(width, times.debrief_at * width // max(times.of, times.now, 1))
    said = "looking back"
    return (Piece(" " * max(0, min(at, width - len(said)))), Piece(said, "heading"))


def grid(face: Face, sight: Projector) -> Drawn:
    """Each group: where it is, how far its vote is, how its last one lay, its meters."""
    top = head(face, [Piece("Groups", "title"), Piece(f" · {sight.title}", "muted")])
    rows = list(sight.rows)
    two = len(rows) * 2 <= face.height - 3
    air = 1 if len(rows) * 3 - 1 <= face.height - 4 else 0
    blocks = [_group(row, sight.group == row.group, face.column, two) for row in rows]
    return screen(face, top, blank_between(blocks, air))


def _group(row: Row, looked_at: bool, width: int, two: bool) -> list[Line]:
    sign = Piece(f"{CARET if looked_at else ' '}{row.group}  ", "caret" if looked_at else "key")
    doing = STATES[row.state]
    if row.state == "vote_open":
        doing = f"votes {row.voted} of {row.phones}" if row.phones else f"votes, {row.voted} so far"
    if row.state == "waiting":
        doing = f"{DONE} {doing}"
    half = (width - 4) * 5 // 9
    first = (sign, Piece(fit(row.scene, half), "chosen"), Piece("  "), Piece(doing, "strong"))
    if not two:
        return [first]
    last = f"last vote {'–'.join(map(str, row.last[:3]))}" if row.last else f"{counted(row.decisions, 'decision')}"
    meters = _meters(row.gauges, width - 6 - len(last))
    return [first, (Piece("    "), *ends((*meters,), line(last, "muted"), width - 4))]


def _meters(gauges: tuple[Gauge, ...], room: int) -> Line:
    pieces: list[Piece] = []
    for gauge in gauges:
        block = [Piece(f"{gauge.label} ", "muted")]
        if gauge.bar:
            block.append(Piece(squares(gauge.value, gauge.low, gauge.high, 5), "meter"))
        else:
            block.append(Piece(gauge.text, ""))
        if width_of(pieces) + width_of(block) + 3 > room:
            break
        pieces += [*([Piece("   ")] if pieces else []), *block]
    return tuple(pieces)
