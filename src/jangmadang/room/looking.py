"""Looking at a session: from its state to what a phone, the projector and the facilitator's phone draw.

Reads a session and changes nothing. Words are final; what is hidden from a face is not in its snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..play.view import NoteView, Page
from ..story import prose
from . import events
from .group import Group
from .offering import possible
from .session import Session
from .snapshot import (
    PHONE_MOST,
    Gauge,
    Option,
    Paragraph,
    Phone,
    Projector,
    Remote,
    Row,
    Split,
    Talk,
    Times,
    Word,
    encoded,
)
from .steering import sensible
from .votes import Round, changed, shares, split

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
        title, heading = heads(group)
        made = replace(
            made,
            scene=title,
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
    return () if group.phase == "lobby" else tuple(_word(note) for note in group.page.notes)


# ---- the projector ----
def _wall(session: Session, group: Group, now: int, shown: bool) -> Projector:
    page, phase, alone = group.page, group.phase, session.alone
    begun = phase not in ("lobby", "debrief", "closed")
    title, heading = heads(group) if begun else ("", "")
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
        scene=title,
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
        next=sensible(session, group, now),
        can=possible(session, group, now),
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
        _title(group, stop) if stop else "",
        minutes,
        tuple(_title(group, scene) for scene in left_out if scene in scenes),
        group.ending,
    )


def table(session: Session, group: Group) -> int:
    """The table that speaks where nobody votes: each once before any speaks again, in an order drawn by the seed."""
    from ..story.chance import stream

    count = session.options.tables
    if count < 2:
        return count
    cycle, at = divmod(sum(answer.round is None for answer in group.answers), count)
    order = sorted(range(1, count + 1), key=lambda n: stream(group.run.seed, "tables", cycle, n))
    return order[at]


def prompts(group: Group) -> tuple[Talk, ...]:
    """For the debrief: feel, describe, analyse, apply. The last two are the story's own, where the vote was closest."""
    scenes = group.run.story.scenes
    asked = [a for a in group.answers if (d := scenes[a.scene].discuss) is not None and d.analyse]
    closest = min(asked, key=lambda a: _margin(a.round), default=None)
    divided = min((a for a in group.answers if a.round), key=lambda a: _margin(a.round), default=None)
    told = _title(group, divided.scene) if divided is not None else ""
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


# ---- what several faces draw ----
def heads(group: Group) -> tuple[str, str]:
    """Title and heading of the scene that is talked about."""
    if group.beneath != "outcome" or not group.answers:
        return group.page.title, group.page.heading
    before = group.answers[-1].before
    scene, now = group.told, before.moment
    teller = before.looking.teller
    return teller.line(scene.title, now.values, now.visit), teller.line(scene.heading, now.values, now.visit)


def _title(group: Group, scene: str) -> str:
    now = group.run.moment
    return group.run.looking.teller.line(group.run.story.scenes[scene].title, now.values, now.visit) or scene


def text(group: Group) -> tuple[Paragraph, ...]:
    """The scene's words, an ending's epilogue with them; none in an outcome, where the next scene is not read yet."""
    if group.beneath in ("lobby", "outcome", "debrief", "closed"):
        return ()
    ending = group.page.ending
    return _pieces((*group.page.text, *(ending.epilogue if ending is not None else ())))


def result(group: Group) -> tuple[Paragraph, ...]:
    """What was decided led to: in an outcome; of several groups, also before the next scene, which comes at once."""
    if group.beneath == "outcome" or not group.alone:
        return _pieces(group.page.result)
    return ()


def changes(group: Group) -> tuple[str, ...]:
    """What that changed, in words."""
    if group.beneath == "outcome" or not group.alone:
        return tuple(change.text for change in (*group.page.changes, *group.page.arrived))
    return ()


def options(group: Group, shown: bool) -> tuple[Option, ...]:
    """The choices by their numbers; with votes where they are shown. Where the room votes, menus are left out."""
    if group.beneath in ("lobby", "outcome", "ending", "debrief", "closed"):
        return ()
    round_ = group.round
    offered = set(round_.choices) if round_ is not None else {view.id for view in group.offered()}
    voting = round_ is not None or group.voted_on
    views = [view for view in group.page.choices if not voting or not view.menu or view.id in offered]
    counts = round_.counts() if round_ is not None and shown else {}
    share = dict(zip(counts, shares(tuple(counts.values())), strict=True))
    leaders = round_.leaders() if round_ is not None and shown else ()
    return tuple(
        Option(
            view.id,
            view.number,
            view.text,
            view.hint,
            view.price,
            view.odds,
            "" if view.open else view.reason,
            counts.get(view.id) if shown else None,
            share.get(view.id, 0),
            view.id in leaders,
        )
        for view in views
    )


def lying(group: Group) -> Split | None:
    """How the vote that is before the group lies."""
    if group.round is None:
        return None
    return split(group.round, {view.id: view.number for view in group.page.choices})


def talk(group: Group) -> Talk | None:
    """What is talked over, at a stop."""
    if group.phase != "stop":
        return None
    discuss = group.told.discuss
    return Talk(discuss.ask, discuss.form) if discuss is not None else Talk("")


def gauges(page: Page) -> tuple[Gauge, ...]:
    """The meters, as the page has them."""
    return tuple(Gauge(m.id, m.label, m.text, m.value, m.low, m.high, m.bar, m.change) for m in page.meters)


def words_here(page: Page, of_result: bool) -> tuple[Word, ...]:
    """The field notes that what is read opens, then those that are new."""
    read = page.result if of_result else (*page.result, *page.text)
    opened = [span.note for paragraph in read for span in paragraph.spans if span.note]
    by_id = {note.id: note for note in page.notes}
    first = dict.fromkeys(id_ for id_ in opened if id_ in by_id)
    rest = (note.id for note in page.notes if note.new and not of_result)
    return tuple(_word(by_id[id_]) for id_ in dict.fromkeys((*first, *rest)))


def _word(note: NoteView) -> Word:
    return Word(note.id, note.word, note.hangul, note.say, note.text, note.source)


def _pieces(read: Iterable[prose.Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(
        tuple((s.text, s.mark, s.note) if s.mark or s.note else s.text for s in paragraph.spans) for paragraph in read
    )


def fitted(made: Phone) -> tuple[Phone, bytes]:
    """The snapshot with as much as fits: first notes go, then what choices may cost, then the end of the text."""
    data = encoded(made)
    while len(data) > PHONE_MOST:
        smaller = _smaller(made, len(data) - PHONE_MOST)
        if smaller == made:
            break
        made, data = smaller, encoded(smaller)
    return made, data


def _smaller(made: Phone, over: int) -> Phone:
    if made.notes:
        return replace(made, notes=made.notes[:-1])
    if any(option.hint for option in made.options):
        return replace(made, options=tuple(replace(option, hint="") for option in made.options))
    if made.text:
        return replace(made, text=_cut(made.text, over), cut=True)
    if made.result:
        return replace(made, result=_cut(made.result, over), cut=True)
    if made.changes or made.gauges:
        return replace(made, changes=(), gauges=made.gauges[:-1], cut=True)
    if len(made.options) > 1:
        return replace(made, options=made.options[:-1], cut=True)
    return made


def _cut(read: Sequence[Paragraph], over: int) -> tuple[Paragraph, ...]:
    """Without the last paragraph; one that stands alone is halved."""
    if len(read) > 1:
        return tuple(read[:-1])
    pieces = [piece if isinstance(piece, str) else piece[0] for piece in read[0]]
    words = "".join(pieces)
    return ((words[: len(words) // 2].rsplit(" ", 1)[0] + " …",),) if len(words) > 200 else ()
