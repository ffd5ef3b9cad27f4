"""What is possible now: the names of the commands that would be carried out, for keys and buttons.

Says the same as `steering.py` does, without doing it; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .group import Group
from .steering import BEGUN, sensible

if TYPE_CHECKING:
    from .session import Session

ALWAYS = ("pause", "blank", "join_panel", "lock", "people", "note", "pace", "groups", "focus", "mute", "pair")


def possible(session: Session, group: Group, now: int) -> tuple[str, ...]:
    """The commands that a group would take now, `next` first; a tie's and a count's arguments left open."""
    phase, round_, beneath = group.phase, group.round, group.beneath
    choices = len(group.offered()) if phase in BEGUN else 0
    leads = len(round_.leaders()) if round_ is not None else 0
    found = {
        "next": bool(sensible(session, group, now)),
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
    return (*(name for name, holds in found.items() if holds), *ALWAYS)
