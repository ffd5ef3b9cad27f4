"""Events: what happened in a room, in the order it happened. The session is a fold over them and the votes.

An event says what came of a command, never the command: what hung on the time or on who was connected is settled
in it, so that folding needs neither. Choices are named by id. In the file an event is a row: seq, at_ms, group_no,
kind (the tag) and data (the fields as JSON).
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

Phase = Literal[
    "lobby",
    "scene",
    "vote_open",
    "vote_closed",
    "reveal",
    "decide",
    "outcome",
    "stop",
    "waiting",
    "ending",
    "debrief",
    "closed",
]
"""Where a group stands. `decide` waits for a number or a lot; `waiting`, of several groups, for the others."""

By = Literal["leader", "facilitator", "lot", "table", "only", "plan", "late"]
"""Who or what decided: the room, whoever leads it over the room's head, a lot, the table that spoke, nothing (there was
one choice), the plan (a scene left out), or the lack of time."""


class Event(Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """What is common to all: nothing but the tag."""


class Begin(Event, tag="begin", frozen=True):
    """The session began: the first scene is read."""


class Question(Event, tag="question", frozen=True):
    """A vote was opened: question numbers openings, a second round has the same number."""

    question: int
    round: int
    scene: str
    choices: tuple[str, ...]
    """Those that could be voted for, in the order shown."""
    phones: int = 0
    """Connected then."""
    people: int = 0
    until: int = 0
    """To when the count-down runs, in the session's milliseconds."""


class Reopen(Event, tag="open", frozen=True):
    """The vote was opened again, with its votes."""

    until: int = 0


class Close(Event, tag="close", frozen=True):
    """The vote was closed."""

    by: Literal["facilitator", "all", "reader"] = "facilitator"


class Reveal(Event, tag="reveal", frozen=True):
    """The bars were shown."""


class Waver(Event, tag="tie", frozen=True):
    """A number or a lot is waited for: a tie, no vote at all, or a table that speaks."""


class Lot(Event, tag="lot", frozen=True):
    """A lot was drawn. It uses none of the story's chance."""

    among: tuple[str, ...]
    drawn: str


class Decide(Event, tag="decide", frozen=True):
    """A choice was applied."""

    choice: str
    drew: tuple[str, ...] = ()
    """Outcomes and storylets that it drew."""
    by: By = "leader"
    reason: str = ""
    scene: str = ""
    question: int = 0
    """That it answers; 0 when nobody voted."""
    round: int = 0


class Skip(Event, tag="skip", frozen=True):
    """A scene was left out by its `skip:`."""

    scene: str
    drew: tuple[str, ...] = ()
    by: By = "facilitator"


class Next(Event, tag="next", frozen=True):
    """On to the scene that the outcome led to."""


class Stop(Event, tag="stop", frozen=True):
    """The room stopped to talk."""

    scene: str
    until: int = 0


class GoOn(Event, tag="go_on", frozen=True):
    """The talk is over: back to where it began."""


class Wait(Event, tag="wait", frozen=True):
    """A group came to a stop and waits for the others."""


class Time(Event, tag="time", frozen=True):
    """The count-down was moved."""

    by: int
    """Milliseconds."""


class Undo(Event, tag="undo", frozen=True):
    """The last decision was taken back."""


class Forward(Event, tag="forward", frozen=True):
    """What was undone was taken again."""


class Hands(Event, tag="hands", frozen=True):
    """Hands were counted."""

    question: int
    round: int
    counts: dict[str, int]


class End(Event, tag="end", frozen=True):
    """The room will end at the next good stop."""


class Debrief(Event, tag="debrief", frozen=True):
    """The story is over for this session; the talk about it begins."""


class Closed(Event, tag="closed", frozen=True):
    """The session is over."""


class Pause(Event, tag="pause", frozen=True):
    """The neutral screen came or went."""

    on: bool


class Blank(Event, tag="blank", frozen=True):
    """The projector went blank or came back."""

    on: bool


class JoinPanel(Event, tag="join_panel", frozen=True):
    """How to join was shown or hidden."""

    on: bool


class Lock(Event, tag="lock", frozen=True):
    """The door was shut to newcomers, or opened."""

    on: bool


class Pace(Event, tag="pace", frozen=True):
    """The view of the time came or went."""

    on: bool


class Grid(Event, tag="groups", frozen=True):
    """The grid of groups came or went."""

    on: bool


class Mute(Event, tag="mute", frozen=True):
    """Asking for a pause is shown no more, or again."""

    on: bool


class Focus(Event, tag="focus", frozen=True):
    """One group is looked at, or all (0)."""

    group: int


class People(Event, tag="people", frozen=True):
    """The people in the room were counted."""

    count: int


class Note(Event, tag="note", frozen=True):
    """Something said was noted."""

    words: str
    scene: str = ""


class JoinedCount(Event, tag="joined_count", frozen=True):
    """How many tickets there were when the session began or ended."""

    tickets: int


class PauseAsked(Event, tag="pause_asked", frozen=True):
    """Somebody asked for a pause; nobody knows who."""


class Resumed(Event, tag="resumed", frozen=True):
    """The host was started again."""

    gap: int = 0
    """Milliseconds away that count."""


AnyEvent: TypeAlias = (
    Begin
    | Question
    | Reopen
    | Close
    | Reveal
    | Waver
    | Lot
    | Decide
    | Skip
    | Next
    | Stop
    | GoOn
    | Wait
    | Time
    | Undo
    | Forward
    | Hands
    | End
    | Debrief
    | Closed
    | Pause
    | Blank
    | JoinPanel
    | Lock
    | Pace
    | Grid
    | Mute
    | Focus
    | People
    | Note
    | JoinedCount
    | PauseAsked
    | Resumed
)


class Happened(Struct, frozen=True):
    """An event in the log."""

    seq: int
    """Counts events and votes together, from 1."""
    at: int
    """Milliseconds since the session began."""
    group: int
    """Whose it is, from 1; 0 for the whole room."""
    event: AnyEvent


class Voted(Struct, frozen=True):
    """A vote in the log. Of several by one ticket in a round, the last counts."""

    seq: int
    at: int
    question: int
    round: int
    ticket: int
    choice: str
    rid: str
    """The phone's own name for this vote: what comes twice under one name is one vote."""


Entry: TypeAlias = Happened | Voted


def written(event: AnyEvent) -> tuple[str, str]:
    """An event as its row has it: kind and data."""
    fields: dict[str, Any] = msgspec.to_builtins(event)
    kind: str = fields.pop("kind")
    return kind, msgspec.json.encode(fields).decode()


def read(kind: str, data: str) -> AnyEvent:
    """The event of a row. Raises ValueError where it is none."""
    event: AnyEvent = msgspec.convert({"kind": kind, **msgspec.json.decode(data, type=dict[str, Any])}, AnyEvent)
    return event
