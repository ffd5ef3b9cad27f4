"""What is possible now: the names of the commands that would be carried out, for keys and buttons.

Says the same as `steering.py` does, without doing it; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .group import Group
from .steering import BEGUN, foreseen

if TYPE_CHECKING:
    from .session import Session

ALWAYS = ("pause", "blank", "join_panel", "lock", "people", "note", "pace", "groups", "focus", "mute", "pair")


FOR_ALL = ("close", "stop", "time", "end")
"""Of several groups, none of them looked at: what all are told at once."""


def possible(session: Session, now: int) -> tuple[str, ...]:
    """The commands that would be carried out now, `next` first; a tie's and a count's arguments left open."""
    ahead = foreseen(session, now)
    first = ("next",) if ahead and ahead != "wait" else ()
    if session.alone or session.focus:
        return (*first, *_of(session.looked_at), *ALWAYS)
    found = {name for group in session.groups.values() for name in _of(group)}
    return (*first, *(name for name in FOR_ALL if name in found), *ALWAYS)


def _of(group: Group) -> tuple[str, ...]:
    phase, round_, beneath = group.phase, group.round, group.beneath
    choices = len(group.offered()) if phase in BEGUN else 0
    leads = len(round_.leaders()) if round_ is not None else 0
    found = {
        "open": phase == "vote_closed" or (phase in ("scene", "decide") and choices > 1),
        "close": phase == "vote_open",
        "reveal": phase == "vote_closed",
        "decide": phase in ("scene", "reveal", "decide") and choices > 0,
        "revote": round_ is not None and beneath in ("reveal", "decide"),
        "tie": phase in ("reveal", "decide") and leads != 1,
        "stop": phase in BEGUN,
        "time": group.until > 0,
        "undo": phase == "debrief" or (bool(group.answers) and phase != "closed"),
        "forward": bool(group.undone) and phase not in ("debrief", "closed"),
        "skip": phase in BEGUN and beneath != "outcome" and group.skip is not None,
        "hands": (phase == "scene" and choices > 1) or (round_ is not None and phase in ("vote_open", "vote_closed")),
        "end": phase not in ("lobby", "debrief", "closed"),
    }
    return tuple(name for name, holds in found.items() if holds)
