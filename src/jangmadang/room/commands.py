"""Commands: what whoever leads the room can do, one name each, the same by key and from the private page.

    Decide(choice="sell", reason="They argued for it")        on the wire: {"command": "decide", "choice": "sell", …}

Plain values. What a command comes to in a state is `session.py`'s; whether it is offered now, a snapshot says (`can`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

LONGEST_NOTE, LONGEST_REASON = 600, 300
"""Characters kept of what is typed."""
MOST_HANDS = 2_000


class Command(Struct, frozen=True, tag_field="command", forbid_unknown_fields=True):
    """What is common to all: nothing but the tag."""


class Next(Command, tag="next", frozen=True):
    """The sensible next thing: begin, open, close, reveal, take the leader, go on. A snapshot's `next` names it."""


class Open(Command, tag="open", frozen=True):
    """Open the vote; where it was closed and not yet revealed, open it again with its votes."""


class Close(Command, tag="close", frozen=True):
    """Close the vote."""


class Reveal(Command, tag="reveal", frozen=True):
    """Show the bars."""


class Decide(Command, tag="decide", frozen=True):
    """Take a choice. Without one: the leader. Another than the leader is asked for a reason."""

    choice: str = ""
    """The choice's id, or its number as shown."""
    reason: str = ""


class Revote(Command, tag="revote", frozen=True):
    """Vote again on the same question; both rounds are kept."""


class Tie(Command, tag="tie", frozen=True):
    """Break a tie: vote again, draw lots among those that lead, or wait for the facilitator's choice."""

    kind: Literal["again", "lots", "facilitator"] = "lots"


class Stop(Command, tag="stop", frozen=True):
    """Stop and talk: the scene's question and a count-down. Given again, it goes on."""

    minutes: int = 0
    """0: as the plan has it, or three."""


class Time(Command, tag="time", frozen=True):
    """More or less time on the count-down."""

    seconds: int = 30


class Undo(Command, tag="undo", frozen=True):
    """Back to before the last decision, to the bars if it had any. Its votes stay in the log."""


class Forward(Command, tag="forward", frozen=True):
    """Forward again over what was undone."""


class Skip(Command, tag="skip", frozen=True):
    """Leave this scene out, by its `skip:`."""


class Pause(Command, tag="pause", frozen=True):
    """A neutral screen, on phones too; given again, it goes."""


class Blank(Command, tag="blank", frozen=True):
    """Nothing on the projector; given again, it goes."""


class JoinPanel(Command, tag="join_panel", frozen=True):
    """How to join, over whatever is shown; given again, it goes."""


class Lock(Command, tag="lock", frozen=True):
    """Let no newcomer in; given again, the door is open."""


class Hands(Command, tag="hands", frozen=True):
    """Raised hands, counted: added to the phones' votes. A later count of the same round replaces it."""

    counts: dict[str, int] = {}
    """By the choice's id or its number."""


class People(Command, tag="people", frozen=True):
    """How many people are in the room; 0: not counted."""

    count: int = 0


class Note(Command, tag="note", frozen=True):
    """Something that was said: words, never who."""

    words: str = ""


class Pace(Command, tag="pace", frozen=True):
    """The view of the time, on the projector; given again, it goes."""


class Groups(Command, tag="groups", frozen=True):
    """The grid of groups; given again, it goes."""


class Focus(Command, tag="focus", frozen=True):
    """Look at one group, which commands then go to; 0 for all."""

    group: int = 0


class End(Command, tag="end", frozen=True):
    """To the debrief: at once at a good stop, else at the next; given again before that, at once."""


class Mute(Command, tag="mute", frozen=True):
    """Do not show who asked for a pause until the next scene; given again, show it."""


class Pair(Command, tag="pair", frozen=True):
    """Let in the facilitator's phone that shows these six digits."""

    digits: str = ""


AnyCommand: TypeAlias = (
    Next
    | Open
    | Close
    | Reveal
    | Decide
    | Revote
    | Tie
    | Stop
    | Time
    | Undo
    | Forward
    | Skip
    | Pause
    | Blank
    | JoinPanel
    | Lock
    | Hands
    | People
    | Note
    | Pace
    | Groups
    | Focus
    | End
    | Mute
    | Pair
)

OVERLAYS = (Pause, Blank, JoinPanel, Lock, People, Note, Pace, Groups, Focus, Mute, Pair, Time)
"""Commands that lie beside the course of the session: they are never refused as stale."""


def from_json(data: bytes | str) -> AnyCommand:
    """The command in `{"command": "decide", "choice": "sell"}`. Raises ValueError with words about what is wrong."""
    command: AnyCommand = msgspec.json.decode(data, type=AnyCommand)
    return command


def named(name: str, **arguments: str | int | dict[str, int]) -> AnyCommand:
    """The command of that name with these arguments. Raises ValueError as `from_json`."""
    command: AnyCommand = msgspec.convert({"command": name, **arguments}, AnyCommand)
    return command
