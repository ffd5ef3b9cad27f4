"""What can be done in one group, as events: open a vote, take a choice, draw lots, leave a scene out, stop and talk.

Takes a session and one of its groups; makes things happen in it or raises No with nothing changed. All that hangs on
the time or on who is connected is settled here and written into the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..play.moment import CannotChoose
from ..story.chance import fixed
from . import commands as c
from . import events as e
from .clock import MINUTE, SECOND
from .group import Group

if TYPE_CHECKING:
    from .session import Session


class No(Exception):
    """It cannot be done now: words for whoever asked, and the kind that `Refused` names."""

    def __init__(self, words: str, kind: str = "not_now") -> None:
        super().__init__(words)
        self.words, self.kind = words, kind


def until(session: Session, now: int) -> int:
    return now + session.options.vote_seconds * SECOND


def open_vote(session: Session, group: Group, now: int) -> None:
    """The first round of a new question about the choices that can be taken."""
    choices = tuple(choice.id for choice in group.offered())
    number = session.questions + 1
    phones = len(session.connected(group.number))
    question = e.Question(number, 1, group.scene.id, choices, phones, session.people, until(session, now))
    session.happen(group.number, question)


def again(session: Session, group: Group, now: int) -> None:
    """A further round of the question that is before the group."""
    had = group.round
    assert had is not None
    number = 1 + max(round_.number for round_ in group.rounds if round_.question == had.question)
    phones = len(session.connected(group.number))
    about = (had.scene, had.choices, phones, session.people, until(session, now))
    session.happen(group.number, e.Question(had.question, number, *about))


def take(session: Session, group: Group, wanted: str, reason: str, by: e.By | None = None) -> None:
    """Apply a choice: the one wanted (by id or number), or the leader."""
    round_, offered = group.round, group.offered()
    leaders = round_.leaders() if round_ is not None else ()
    if not wanted:
        if len(leaders) == 1:
            wanted = leaders[0]
        elif round_ is None and len(offered) == 1:
            wanted = offered[0].id
        else:
            raise No("Nothing leads: vote again, draw lots, or name a choice.")
    view = next((v for v in group.page.choices if v.id == wanted), None)
    view = view or next((v for v in group.page.choices if str(v.number) == wanted), None)
    if view is None:
        raise No(f"There is no choice {wanted[:40]} here.", "unknown")
    if not view.open:
        raise No(view.reason or "This choice is locked now.")
    reason = " ".join(reason.split())[: c.LONGEST_REASON]
    if by is None:
        if round_ is None:
            by = "only" if len(offered) == 1 else "table"
        else:
            by = "leader" if leaders == (view.id,) else "facilitator"
        if by == "facilitator" and len(leaders) == 1 and not reason:
            led = next((v.number for v in group.page.choices if v.id == leaders[0]), 0)
            raise No(f"The room chose {led}. Taking another needs a reason, for the report.", "reason")
    try:
        drew = group.run.branch()
        drew.choose(view.id)
    except CannotChoose as cannot:
        raise No(cannot.reason) from None
    asked = (round_.question, round_.number) if round_ is not None else (0, 0)
    decided = e.Decide(view.id, drew.steps[-1].outcomes, by, reason, group.scene.id, *asked)
    session.happen(group.number, decided)


def lot(session: Session, group: Group) -> None:
    """Draw lots among those that lead, among all where none does; the lot decides."""
    offered = {view.id for view in group.offered()}
    among = tuple(choice for choice in (group.round.leaders() if group.round is not None else ()) if choice in offered)
    among = among or tuple(view.id for view in group.offered())
    if not among:
        raise No("There is nothing to draw lots among.")
    drawn = among[fixed(group.run.seed, len(among), "lot", session.version + 1)]
    session.happen(group.number, e.Lot(among, drawn))
    take(session, group, drawn, "", "lot")


def leave_out(session: Session, group: Group, by: e.By) -> None:
    """Leave the scene out, by the choice that only a facilitator is offered."""
    if group.skip is None:
        raise No("This scene has no way to be left out.")
    ahead = group.run.branch()
    try:
        ahead.choose("skip", facilitator=True)
    except CannotChoose as cannot:
        raise No(cannot.reason) from None
    session.happen(group.number, e.Skip(group.scene.id, ahead.steps[-1].outcomes, by))


def entering(session: Session, group: Group, now: int) -> None:
    """Having come to a scene: leave it out where the plan says so, always or when late, and so the next."""
    for _ in range(len(session.story.scenes)):
        if group.phase != "scene" or group.skip is None or group.plan is None:
            return
        if group.scene.id in group.plan.skip:
            leave_out(session, group, "plan")
        elif group.scene.id in session.schedule.leave_out(session.late(now), session.seen(group)):
            leave_out(session, group, "late")
        else:
            return


def stop(session: Session, group: Group, minutes: int, now: int) -> None:
    """Stop and talk; 0 minutes: as planned."""
    minutes = min(60, max(0, minutes)) or group.stop_minutes(group.told.id)
    session.happen(group.number, e.Stop(group.told.id, now + minutes * MINUTE))


def hands(session: Session, group: Group, counts: dict[str, int], now: int) -> None:
    """Count hands for the round that is open or just closed; where none is, open one."""
    if group.phase == "scene" and len(group.offered()) > 1:
        opens = True
        votable = tuple(view.id for view in group.offered())
    else:
        must(group.round is not None and group.phase in ("vote_open", "vote_closed"), "Hands are counted in a vote.")
        assert group.round is not None
        opens, votable = False, group.round.choices
    numbers = {str(view.number): view.id for view in group.page.choices}
    counted: dict[str, int] = {}
    for named, count in counts.items():
        choice = named if named in votable else numbers.get(named, "")
        if choice not in votable:
            raise No(f"There is no choice {named[:40]} to vote for.", "unknown")
        if not 0 <= count <= c.MOST_HANDS:
            raise No(f"Hands are counted from 0 to {c.MOST_HANDS:,}.")
        counted[choice] = count
    if opens:
        open_vote(session, group, now)
    assert group.round is not None
    session.happen(group.number, e.Hands(group.round.question, group.round.number, counted))


def must(holds: bool, words: str) -> None:
    """Raise No with these words where it does not hold."""
    if not holds:
        raise No(words)
