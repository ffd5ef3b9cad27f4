"""Looking at a session: from its state to what a phone, the projector and the facilitator's phone draw.

Reads a session and changes nothing. Words are final; what is hidden from a face is not in its snapshot.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..story.chance import stream
from . import events
from .fitting import fitted
from .group import Group
from .offering import possible
from .reading import changes, gauges, heads, lying, options, result, talk, text, title, word, words_here
from .session import Session
from .snapshot import Phone, Projector, Remote, Row, Talk, Times, Word
from .steering import foreseen
from .votes import Round, changed

NOTES_SHOWN = 12
"""Of the facilitator's own notes: the rest is in the report."""


# ---- the three faces ----
def phone(session: Session, number: int = 0) -> tuple[Phone, bytes]:
    """What the phones of a group draw, with its JSON of at most PHONE_MOST bytes."""
    group = session.groups[number or 1]
    page, phase = group.page, group.phase
    alone = session.alone
    made = Phone(
        session.moved,
        phase,
        session.story.title,
        session.story.language,
        groups=0 if alone else len(session.groups),
        group=0 if alone else group.number,
        paused=events.Pause in session.on,
    )
    if phase == "lobby":
        made = replace(made, content=session.story.content_notes)
    elif phase not in ("debrief", "closed"):
        shown = group.round is not None and group.round.shown
        asked = group.round if group.accepting else None
        named, heading = heads(group)
        made = replace(
            made,
            scene=named,
            heading=heading,
            result=result(group),
            changes=changes(group),
            text=text(group),
            options=options(group, shown),
            question=asked.question if asked else 0,
            round=asked.number if asked else 0,
            gauges=gauges(page),
            notes=words_here(page, group.beneath == "outcome"),
            content=page.content_notes if group.beneath != "outcome" else (),
            talk=talk(group),
            split=lying(group) if shown else None,
        )
    return fitted(made)


def projector(session: Session, now: int) -> Projector:
    """What the projector draws of the group looked at, at a time."""
    group = session.looked_at
    live = session.options.live and group.beneath == "vote_open"
    shown = group.round is not None and (group.round.shown or live)
    return _wall(session, group, now, shown)


def remote(session: Session, now: int, unsaved: str = "") -> Remote:
    """What the facilitator sees, at a time; `unsaved` says what is the matter with the disk."""
    group = session.looked_at
    wall = _wall(session, group, now, group.round is not None)
    discuss = group.told.discuss
    muted = events.Mute in session.on
    asked = group.round
    first = group.asked(asked.question, 1) if asked is not None else None
    return Remote(
        wall,
        discuss.hint if discuss is not None else "",
        discuss.analyse if discuss is not None else "",
        discuss.apply if discuss is not None else "",
        group.told.content_notes,
        "skip" in wall.can,
        0 if muted else session.asks,
        muted,
        tuple(reversed(session.notes[-NOTES_SHOWN:])),
        0 < session.people < len(session.tickets),
        tuple(option.votes or 0 for option in wall.options),
        changed(first, asked) if first is not None and asked is not None and first is not asked else 0,
        unsaved,
    )


def notes(session: Session, number: int = 0) -> tuple[Word, ...]:
    """All field notes that a group has met, the newest first."""
    group = session.groups[number or 1]
    return () if group.phase == "lobby" else tuple(word(note) for note in group.page.notes)


# ---- the projector ----
def _wall(session: Session, group: Group, now: int, shown: bool) -> Projector:
    page, phase, alone = group.page, group.phase, session.alone
    begun = phase not in ("lobby", "debrief", "closed")
    named, heading = heads(group) if begun else ("", "")
    asked = group.round
    voted = group.voted_on and (phase != "decide" or asked is not None)
    ending = page.ending if begun and group.run.ended and group.beneath != "outcome" else None
    count = len(session.connected(0 if alone else group.number))
    return Projector(
        session.version,
        phase,
        now,
        session.story.title,
        session.story.language,
        session.story.summary if phase == "lobby" else "",
        number=len(group.answers) + (0 if group.beneath == "outcome" or group.run.ended else 1) if begun else 0,
        scene=named,
        heading=heading,
        result=result(group) if begun else (),
        changes=changes(group) if begun else (),
        text=text(group) if begun else (),
        options=options(group, shown) if begun else (),
        question=asked.question if asked is not None else 0,
        round=asked.number if asked is not None else 0,
        votes=voted,
        table=0 if voted or not begun else table(session, group),
        voted=asked.voted() if asked is not None else 0,
        phones=count,
        tickets=len(session.tickets),
        people=session.people,
        until=group.until,
        gauges=gauges(page) if begun else (),
        content=session.story.content_notes if phase == "lobby" else (),
        talk=talk(group),
        split=lying(group) if shown and begun else None,
        ending=ending.title if ending is not None else "",
        prompts=prompts(group) if phase == "debrief" else (),
        next=foreseen(session, now),
        can=possible(session, now),
        paused=events.Pause in session.on,
        blank=events.Blank in session.on,
        panel=events.JoinPanel in session.on,
        locked=events.Lock in session.on,
        pace=events.Pace in session.on,
        grid=events.Grid in session.on,
        group=session.focus,
        rows=() if alone else tuple(row(session, one) for one in session.groups.values()),
        times=times(session, group, now),
        picture=page.picture if begun and group.beneath != "outcome" else "",
        alt=page.alt if begun and group.beneath != "outcome" else "",
    )


def row(session: Session, group: Group) -> Row:
    """A group in the grid."""
    begun = group.phase != "lobby"
    seen = next((r for r in reversed(group.rounds) if r.shown), None)
    return Row(
        group.number,
        group.phase,
        heads(group)[0] if begun else "",
        gauges(group.page) if begun else (),
        len(session.connected(group.number)),
        group.round.voted() if group.round is not None else 0,
        len(group.answers),
        tuple(sorted(seen.counts().values(), reverse=True)) if seen is not None else (),
    )


def times(session: Session, group: Group, now: int) -> Times:
    """The session against its plan."""
    schedule, scenes = session.schedule, session.story.scenes
    late = session.late(now)
    stop, minutes = schedule.next_stop([*session.talked, *session.seen(group)])
    left_out = schedule.leave_out(late, session.seen(group))
    return Times(
        now,
        schedule.of,
        late,
        schedule.debrief_at,
        now >= schedule.debrief_at and group.phase not in ("debrief", "closed"),
        title(group, stop) if stop else "",
        minutes,
        tuple(title(group, scene) for scene in left_out if scene in scenes),
        group.ending,
    )


def table(session: Session, group: Group) -> int:
    """The table that speaks where nobody votes: each once before any speaks again, in an order drawn by the seed."""
    count = session.options.tables
    if count < 2:
        return count
    cycle, at = divmod(sum(answer.round is None and not answer.skipped for answer in group.answers), count)
    order = sorted(range(1, count + 1), key=lambda n: stream(group.run.seed, "tables", cycle, n))
    return order[at]


def prompts(group: Group) -> tuple[Talk, ...]:
    """For the debrief: feel, describe, analyse, apply. The last two are the story's own, where the vote was closest."""
    scenes = group.run.story.scenes
    asked = [a for a in group.answers if (d := scenes[a.scene].discuss) is not None and d.analyse]
    closest = min(asked, key=lambda a: _margin(a.round), default=None)
    divided = min((a for a in group.answers if a.round), key=lambda a: _margin(a.round), default=None)
    told = title(group, divided.scene) if divided is not None else ""
    said = [
        Talk("What stays with you from this life? One word each.", "feel"),
        Talk(f"What happened at {told}, and who wanted what?" if told else "What happened, in order?", "describe"),
    ]
    discuss = scenes[closest.scene].discuss if closest is not None else None
    if discuss is not None:
        said.append(Talk(discuss.analyse, "analyse"))
        said += [Talk(discuss.apply, "apply")] if discuss.apply else []
    return tuple(said)


def _margin(round_: Round | None) -> float:
    if round_ is None or not round_.voted():
        return 2.0
    first, *rest = sorted(round_.counts().values(), reverse=True)
    return (first - (rest[0] if rest else 0)) / round_.voted()
