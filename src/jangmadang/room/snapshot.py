"""What a face draws of the room: plain values, whole every time, that turn into JSON as they are.

A phone sees what the room may see: no hint, no count of votes before the bars are shown. The projector sees the same
and how many have chosen; nothing secret is ever in it. The remote is the facilitator's own: hints, tallies, the time.
`looking.py` makes them from a session. Milliseconds are the session's; `now` says when the snapshot was made.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec import Struct

from .events import Phase

PHONE_MOST = 4_096
"""Bytes of a phone's snapshot as JSON."""

Piece: TypeAlias = str | tuple[str, str, str]
"""Words as they are; or words with their mark ("", strong, said) and the field note they open ("" for none)."""
Paragraph: TypeAlias = tuple[Piece, ...]
"""Pieces that are wrapped together; none is a beat, a pause between two paragraphs."""


class Option(Struct, frozen=True, omit_defaults=True):
    """A choice as the room meets it."""

    id: str
    number: int
    """What it is called by everywhere: 1, 2, 3 …"""
    text: str
    hint: str = ""
    """The player's line of what it may cost; not the facilitator's hint."""
    price: str = ""
    odds: str = ""
    reason: str = ""
    """Why it is locked; a locked choice takes no votes. Empty: it is open."""
    votes: int | None = None
    """Phones and hands together; None as long as they are hidden."""
    share: int = 0
    """In 100 of all votes; all shares together are 100, or 0 without a vote."""
    leads: bool = False
    """Nothing has more votes."""
    taken: bool = False
    """In an outcome, where it stands alone: what was decided."""


class Gauge(Struct, frozen=True, omit_defaults=True):
    """A meter."""

    id: str
    label: str
    text: str
    """'14,000 won', '42'."""
    value: int = 0
    low: int = 0
    high: int = 0
    bar: bool = False
    """Worth squares: its bounds mean something."""
    change: int = 0


class Word(Struct, frozen=True, omit_defaults=True):
    """A field note."""

    id: str
    word: str
    hangul: str = ""
    say: str = ""
    text: str = ""
    source: str = ""


class Talk(Struct, frozen=True, omit_defaults=True):
    """What the room talks over at a stop."""

    ask: str
    form: str = "open"
    """pairs, corners, line, silent or open."""


class Split(Struct, frozen=True, omit_defaults=True):
    """How a vote lies, in the fewest words: what a face says beneath the bars."""

    voted: int
    apart: int = 0
    """Votes between the first and the second."""
    first: int = 0
    """Number of the leader, 0 when nobody leads alone."""
    second: int = 0
    tied: tuple[int, ...] = ()
    """Numbers of those that lead together, when several do."""


class Phone(Struct, frozen=True, omit_defaults=True):
    """All that a phone draws; the same for every phone of a group, encoded once.

    It changes with commands only, never with a vote, so that a room that votes sends nothing down.
    """

    v: int
    """Of the last command that it shows. It may have gone back after a crash on a full disk: compare for other, not
    for less.
    """
    state: Phase
    title: str
    """The story's."""
    lang: str
    scene: str = ""
    """The scene's title, as `heading` its line above and `text` its words."""
    heading: str = ""
    result: tuple[Paragraph, ...] = ()
    """What was decided led to; in `outcome`, and before the text where the phone is its group's only screen."""
    changes: tuple[str, ...] = ()
    text: tuple[Paragraph, ...] = ()
    options: tuple[Option, ...] = ()
    question: int = 0
    """With `round`, what a vote names; 0 while nothing can be voted on."""
    round: int = 0
    gauges: tuple[Gauge, ...] = ()
    notes: tuple[Word, ...] = ()
    """Those that the text opens or that are new, as far as there is room; all are had from `Room.notes`."""
    content: tuple[str, ...] = ()
    """What is in the story, or the scene, that somebody may not want to meet."""
    talk: Talk | None = None
    split: Split | None = None
    """Once the bars are shown."""
    paused: bool = False
    """Draw the neutral screen and nothing else."""
    group: int = 0
    """0 when there is one group; otherwise the number of this one."""
    groups: int = 0
    """How many there are to choose from; 0 for one."""
    cut: bool = False
    """The text did not fit and goes on on the projector."""


class Row(Struct, frozen=True, omit_defaults=True):
    """A group in the grid."""

    group: int
    state: Phase
    scene: str
    gauges: tuple[Gauge, ...]
    phones: int = 0
    voted: int = 0
    decisions: int = 0
    last: tuple[int, ...] = ()
    """The last split it saw: votes, the most first."""


class Times(Struct, frozen=True, omit_defaults=True):
    """The session against its plan, in milliseconds."""

    now: int
    of: int
    """The whole session."""
    late: int = 0
    """Behind the plan; ahead of it where negative."""
    debrief_at: int = 0
    """When the debrief begins at the latest."""
    over: bool = False
    """That is past: end at the next good stop."""
    next_stop: str = ""
    """Title of the scene of the next planned stop, and how many minutes it has."""
    next_stop_minutes: int = 0
    leaving_out: tuple[str, ...] = ()
    """Titles of the scenes that will be left out if nothing makes up the time."""
    ending: bool = False
    """It ends at the next good stop."""


class Projector(Struct, frozen=True, omit_defaults=True):
    """All that the projector draws of the group looked at. Nothing secret, no hint, no note."""

    version: int
    """What a command sends as seen."""
    state: Phase
    now: int
    title: str
    lang: str
    summary: str = ""
    number: int = 0
    """Of the decision that is before the room, from 1."""
    scene: str = ""
    heading: str = ""
    result: tuple[Paragraph, ...] = ()
    changes: tuple[str, ...] = ()
    text: tuple[Paragraph, ...] = ()
    options: tuple[Option, ...] = ()
    question: int = 0
    round: int = 0
    votes: bool = False
    """This scene is voted on; otherwise one table speaks."""
    table: int = 0
    """The table that speaks; 0: no tables are counted, or the room votes."""
    voted: int = 0
    """Phones and hands that have chosen."""
    phones: int = 0
    """Connected now, of this group or of all."""
    tickets: int = 0
    """Phones that ever came."""
    people: int = 0
    """As counted by the facilitator; 0: not counted."""
    until: int = 0
    """When the count-down of the vote or the talk is over; 0: there is none."""
    gauges: tuple[Gauge, ...] = ()
    content: tuple[str, ...] = ()
    talk: Talk | None = None
    split: Split | None = None
    ending: str = ""
    """Title of the ending."""
    prompts: tuple[Talk, ...] = ()
    """For the debrief: feel, describe, analyse, apply, in that order."""
    next: str = ""
    """What `next` does: begin open close reveal take lot choose skip stop go_on wait debrief close; "" nothing.

    `choose`: a number is waited for; pressed again, a lot is drawn. `wait`: some groups are on their way still. In the
    debrief, `close` ends the session.
    """
    can: tuple[str, ...] = ()
    """Names of the commands that are possible now."""
    paused: bool = False
    blank: bool = False
    panel: bool = False
    """How to join is shown over everything."""
    locked: bool = False
    pace: bool = False
    grid: bool = False
    group: int = 0
    """Looked at; 0 for all, or for the only one."""
    rows: tuple[Row, ...] = ()
    """The groups, when there are several."""
    times: Times | None = None
    picture: str = ""
    alt: str = ""


class Remote(Struct, frozen=True, omit_defaults=True):
    """What the facilitator sees besides the projector's: never for the wall."""

    projector: Projector
    """With the votes in its options whatever is shown to the room."""
    hint: str = ""
    analyse: str = ""
    apply: str = ""
    choice_notes: tuple[str, ...] = ()
    """Content notes of the scene, which the projector says only of the story."""
    can_skip: bool = False
    asks: int = 0
    """Who asked for a pause since the last one; 0 while muted."""
    muted: bool = False
    notes: tuple[str, ...] = ()
    """The last that were noted, the newest first."""
    more_tickets_than_people: bool = False
    voted_each: tuple[int, ...] = ()
    """Votes by option, as in `projector.options`."""
    changed: int = 0
    """Minds changed since the first round of this question."""
    unsaved: str = ""
    """What is the matter with the disk, in words; empty: all is kept."""


def encoded(snapshot: Phone | Projector | Remote) -> bytes:
    """As JSON; fields that say nothing are left out."""
    return msgspec.json.encode(snapshot)
