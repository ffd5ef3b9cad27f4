"""Groups that decide for themselves: each goes as far as it can without anybody leading it.

A group's vote closes when every connected phone of it has voted, lots break its ties, and at the plan's stops it waits
for the others.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from . import events as e
from .deciding import No, entering, leave_out, lot, open_vote, take
from .group import Group

if TYPE_CHECKING:
    from .session import Session

FURTHEST = 200
"""Events after which a group is left where it is: no story goes on so long without a question."""


def drive(session: Session, group: Group, now: int) -> None:
    """Take a group of several as far as it goes by itself: to an open vote, to a stop, to its end."""
    with suppress(No):
        for _ in range(FURTHEST):
            if not _go(session, group, now):
                return


def _go(session: Session, group: Group, now: int) -> bool:
    number, round_ = group.number, group.round
    match group.phase:
        case "scene":
            if group.due("scene"):
                session.happen(number, e.Wait())
            elif group.offered():
                open_vote(session, group, now)
            elif group.skip is not None:
                leave_out(session, group, "facilitator")
            else:
                return False
        case "vote_open":
            here = session.connected(number)
            if round_ is None or not here or any(ticket not in round_.votes for ticket in here):
                return False
            session.happen(number, e.Close("all"))
        case "vote_closed":
            session.happen(number, e.Reveal())
        case "reveal" if group.due("reveal"):
            session.happen(number, e.Wait())
        case "reveal" | "decide":
            if round_ is not None and len(round_.leaders()) == 1:
                take(session, group, "", "")
            else:
                lot(session, group)
        case "outcome" if group.due("outcome"):
            session.happen(number, e.Wait())
        case "outcome" if group.at_good_stop and (group.ending or now >= session.schedule.debrief_at):
            session.happen(number, e.Debrief())
        case "outcome":
            session.happen(number, e.Next())
            entering(session, group, now)
        case _:
            return False
    return group.phase not in ("waiting", "debrief", "ending")
