"""Steering: what a command comes to, as events.

Takes a session and a command; makes things happen in it or raises No. What each thing is, is in `deciding.py`; here is
when it may be done, and what the sensible next thing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import commands as c
from . import events as e
from .clock import SECOND
from .deciding import No, again, entering, hands, leave_out, lot, must, open_vote, stop, take, until
from .group import Group

if TYPE_CHECKING:
    from .session import Session

Over = e.Pause | e.Blank | e.JoinPanel | e.Lock | e.Pace | e.Grid | e.Mute
TOGGLES: dict[type, type[Over]] = {
    c.Pause: e.Pause,
    c.Blank: e.Blank,
    c.JoinPanel: e.JoinPanel,
    c.Lock: e.Lock,
    c.Pace: e.Pace,
    c.Groups: e.Grid,
    c.Mute: e.Mute,
}
"""What lies over a session, by the command that brings it and takes it away."""
BEGUN: tuple[e.Phase, ...] = ("scene", "vote_open", "vote_closed", "reveal", "decide", "outcome", "stop", "waiting")


# ---- the sensible next thing ----
def sensible(session: Session, group: Group, now: int) -> str:
    """The name of what comes next for a group; "" for nothing."""
    match group.phase:
        case "lobby":
            return "begin"
        case "scene":
            offered = group.offered()
            if group.due("scene"):
                return "stop"
            if len(offered) < 2:
                return "take" if offered else "skip" if group.skip is not None else ""
            return "open" if group.voted_on else "choose"
        case "vote_open":
            return "close"
        case "vote_closed":
            return "reveal"
        case "reveal":
            if group.due("reveal"):
                return "stop"
            return "take" if group.round is not None and len(group.round.leaders()) == 1 else "choose"
        case "decide":
            return "lot"
        case "outcome":
            if group.due("outcome"):
                return "stop"
            over = group.ending or now >= session.schedule.debrief_at
            return "debrief" if over and group.at_good_stop else "go_on"
        case "stop":
            return "go_on"
        case "waiting":
            return "stop"
        case "ending":
            return "debrief"
        case "debrief":
            return "close"
        case _:
            return ""


def foreseen(session: Session, now: int) -> str:
    """The name of what `next` does for the room, or for the group looked at; "" for nothing, "wait" for some groups."""
    groups = list(session.groups.values())
    if session.alone:
        return sensible(session, groups[0], now)
    phases = {group.phase for group in groups}
    if phases <= {"lobby", "closed"}:
        return "begin" if "lobby" in phases else ""
    if phases == {"debrief"}:
        return "close"
    if session.focus:
        found = sensible(session, session.looked_at, now)
        return {"waiting": "wait", "debrief": ""}.get(session.looked_at.phase, found)
    if "stop" in phases:
        return "go_on"
    if phases <= {"ending", "debrief"}:
        return "debrief"
    return "stop" if phases <= {"waiting", "ending", "debrief"} else "wait"


def carry_out(session: Session, command: c.AnyCommand, now: int) -> None:
    """Make happen what a command asks. Raises No."""
    match command:
        case c.Next():
            _next(session, now)
        case c.Focus():
            if command.group and (command.group not in session.groups or session.alone):
                raise No(f"There is no group {command.group}.", "unknown")
            session.happen(0, e.Focus(command.group))
        case c.Note():
            words = " ".join(command.words.split())[: c.LONGEST_NOTE]
            if not words:
                raise No("A note needs words.")
            session.happen(session.looked_at.number, e.Note(words, session.looked_at.told.id))
        case c.People():
            if not 0 <= command.count <= c.MOST_HANDS:
                raise No(f"People are counted from 0 to {c.MOST_HANDS:,}.")
            session.happen(0, e.People(command.count))
        case c.Pair():
            raise No("No phone shows these digits.", "unknown")
        case c.Pause() | c.Blank() | c.JoinPanel() | c.Lock() | c.Pace() | c.Groups() | c.Mute():
            session.happen(0, TOGGLES[type(command)](on=TOGGLES[type(command)] not in session.on))
        case _ if session.alone or session.focus:
            _steer(session, session.looked_at, command, now)
        case c.Close() | c.Stop() | c.Time() | c.End():
            _all(session, command, now)
        case _:
            raise No("Look at one group first: this is for one.")


def _all(session: Session, command: c.AnyCommand, now: int) -> None:
    """What is for all groups is done by those that can."""
    refused: list[No] = []
    for group in session.groups.values():
        try:
            _steer(session, group, command, now)
        except No as no:
            refused.append(no)
    if len(refused) == len(session.groups):
        raise refused[0]


def _next(session: Session, now: int) -> None:
    what = foreseen(session, now)
    if what == "wait":
        on_the_way = ", ".join(str(g.number) for g in session.groups.values() if g.phase in BEGUN[:-2])
        raise No(f"Still on the way to the stop: group {on_the_way}." if on_the_way else "The others talk first.")
    if not what:
        raise No("There is nothing further: the session is over." if session.over else "There is no way on from here.")
    if what == "begin":
        session.happen(0, e.JoinedCount(len(session.tickets)))
        session.happen(0, e.Begin())
        for group in session.groups.values():
            entering(session, group, now)
    elif all(group.phase == "debrief" for group in session.groups.values()):
        session.happen(0, e.JoinedCount(len(session.tickets)))
        session.happen(0, e.Closed())
    elif session.alone or session.focus:
        _next_of(session, session.looked_at, now)
    else:
        meant = {"go_on": "stop", "debrief": "ending", "stop": "waiting"}[what]
        for group in session.groups.values():
            if group.phase == meant:
                _next_of(session, group, now)


def _next_of(session: Session, group: Group, now: int) -> None:
    match sensible(session, group, now):
        case "open":
            open_vote(session, group, now)
        case "close":
            session.happen(group.number, e.Close())
        case "reveal":
            session.happen(group.number, e.Reveal())
        case "take":
            take(session, group, "", "")
        case "choose":
            session.happen(group.number, e.Waver())
        case "lot":
            lot(session, group)
        case "skip":
            leave_out(session, group, "facilitator")
        case "stop":
            stop(session, group, 0, now)
        case "go_on" if group.phase == "stop":
            session.happen(group.number, e.GoOn())
        case "go_on":
            session.happen(group.number, e.Next())
            entering(session, group, now)
        case "debrief":
            session.happen(group.number, e.Debrief())


# ---- one group ----
def _steer(session: Session, group: Group, command: c.AnyCommand, now: int) -> None:
    number, phase = group.number, group.phase
    match command:
        case c.Open() if phase == "vote_closed":
            session.happen(number, e.Reopen(until(session, now)))
        case c.Open():
            if phase not in ("scene", "decide"):
                raise No("A vote is opened when a scene is read.")
            if len(group.offered()) < 2:
                raise No("There is nothing to vote on: there are not two choices.")
            open_vote(session, group, now)
        case c.Close():
            must(phase == "vote_open", "No vote is open.")
            session.happen(number, e.Close())
        case c.Reveal():
            must(phase == "vote_closed", "Bars are shown when the vote is closed.")
            session.happen(number, e.Reveal())
        case c.Decide():
            must(phase in ("scene", "reveal", "decide"), "A choice is taken from the bars, or where nobody votes.")
            take(session, group, command.choice, command.reason)
        case c.Revote():
            beneath = group.beneath
            must(group.round is not None and beneath in ("reveal", "decide"), "There is no vote to take again.")
            again(session, group, now)
        case c.Tie():
            _tie(session, group, command, now)
        case c.Stop():
            if phase == "stop":
                session.happen(number, e.GoOn())
            else:
                must(phase in BEGUN, "There is nothing to talk over yet." if phase == "lobby" else "The story is over.")
                stop(session, group, command.minutes, now)
        case c.Time():
            must(group.until > 0, "There is no count-down now.")
            session.happen(number, e.Time(max(command.seconds * SECOND, now - group.until)))
        case c.Undo():
            must(phase == "debrief" or bool(group.answers), "Nothing was decided yet.")
            must(phase != "closed", "The session is over.")
            session.happen(number, e.Undo())
        case c.Forward():
            must(bool(group.undone), "Nothing was taken back.")
            must(phase not in ("debrief", "closed"), "The story is over for this session.")
            session.happen(number, e.Forward())
        case c.Skip():
            must(phase in BEGUN and group.beneath != "outcome", "There is no scene to leave out now.")
            leave_out(session, group, "facilitator")
        case c.Hands():
            hands(session, group, command.counts, now)
        case c.End():
            _end(session, group)
        case _:
            raise No("That cannot be done.")


def _tie(session: Session, group: Group, command: c.Tie, now: int) -> None:
    must(group.phase in ("reveal", "decide"), "There is no tie to break.")
    round_ = group.round
    if round_ is not None and len(round_.leaders()) == 1:
        raise No("There is no tie: one choice leads.")
    if command.kind == "again":
        must(round_ is not None, "Nobody voted here: there is no vote to take again.")
        again(session, group, now)
    elif command.kind == "lots":
        lot(session, group)
    elif group.phase != "decide":
        session.happen(group.number, e.Waver())


def _end(session: Session, group: Group) -> None:
    if group.phase == "lobby":
        raise No("The session has not begun.")
    if group.phase in ("debrief", "closed"):
        raise No("The debrief is on.")
    nowhere = group.plan is None or not group.plan.good_stops
    if group.ending or nowhere or group.at_good_stop or group.run.ended:
        session.happen(group.number, e.Debrief())
    else:
        session.happen(group.number, e.End())
