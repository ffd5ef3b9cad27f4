"""The session: one room's whole state as a fold over its log, and what a command or a vote comes to in it.

    session = Session(rules, Options(seed=7, minutes=45))
    answer = session.apply(Next(), seen=session.version, now=clock.now())
    answer = session.vote(ticket, question, round, choice, rid, now)

It reads no clock, no file and no chance of its own. Each answer that changes something carries the entries that the log
must keep, already folded in; the state after them is the state that a fold over the log gives. Nothing of it is shown
before the log has them: that is `hosting.py`'s to keep.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..play.life import Step
from ..play.run import Run
from ..play.turn import Rules
from . import commands, events
from .answers import Accepted, Applied, Joined, Options, Own, Refused
from .code import plain, seal
from .commands import AnyCommand
from .deciding import No
from .driving import drive
from .events import AnyEvent, Entry, Happened, PauseAsked, Voted
from .group import Group
from .pacing import Schedule, plan_for
from .steering import TOGGLES, Over, carry_out
from .votes import MOST_CHANGES

LONGEST_NAME = 64
"""Characters of a vote's own name."""
MOST_TICKETS = 5_000
BESIDE = (*TOGGLES, commands.People, commands.Note, commands.Pair, commands.Time)
"""Commands beside the course of the session: they are stale only where the same was given meanwhile, if ever."""
LYING_OVER: frozenset[type] = frozenset(TOGGLES.values())
SILENT: frozenset[type] = frozenset(
    {events.People, events.Note, events.JoinedCount, events.PauseAsked, events.Resumed, events.Focus, events.Lot}
)
"""Events that change no group."""
SEEN_BY_PHONES: frozenset[type] = frozenset({events.Pause})


class Session:
    """One room. Not for several threads."""

    def __init__(self, rules: Rules, options: Options) -> None:
        """In the lobby. Raises CannotChoose when the steps of `options.start` do not hold in this story."""
        self.rules, self.options, self.story = rules, options, rules.story
        self.plan = plan_for(rules.story, options.minutes)
        self.schedule = Schedule(rules.story, self.plan, options.minutes)
        run = Run.start(rules, options.seed, options.gentler)
        for step in options.start:
            run.again(Step.parse(step))
        count = min(9, max(1, options.groups))
        self.alone = count == 1
        self.groups = {n: Group(n, run.branch(), self.plan, self.alone) for n in range(1, count + 1)}
        self.tickets: dict[int, Joined] = {}
        self.questions = 0
        """Votes opened so far; a second round is none."""
        self.people = 0
        self.asks = 0
        self.on: set[type] = set()
        """What lies over the session: events.Pause, Blank, JoinPanel, Lock, Pace, Grid, Mute."""
        self.focus = 0
        self.notes: list[str] = []
        self.talked: list[str] = []
        """Scenes that were stopped at."""
        self._version = self._moved = self._commanded = 0
        self._toggled: dict[type, int] = {}
        self._names: dict[tuple[int, int, int, str], str] = {}
        self._paper: set[bytes] = set()
        # What follows is of now, not of the log.
        self._streams: dict[int, int] = {}
        self._asked: set[int] = set()
        self._now = 0
        self._entries: list[Entry] = []

    @staticmethod
    def fold(rules: Rules, options: Options, tickets: Iterable[Joined], log: Iterable[Entry]) -> Session:
        """The session that a log came to."""
        session = Session(rules, options)
        for ticket in tickets:
            session.tickets[ticket.ticket] = ticket
            session._paper |= {ticket.paper} if ticket.paper else set()
        for entry in log:
            session.take(entry)
        return session

    # ---- where it stands ----
    @property
    def version(self) -> int:
        """Number of the last entry of the log: it grows with every command and vote."""
        return self._version

    @property
    def moved(self) -> int:
        """The version of the last event that a phone can see the effect of."""
        return self._moved

    @property
    def looked_at(self) -> Group:
        """The group that is looked at; the first, where all are."""
        return self.groups[self.focus or 1]

    @property
    def over(self) -> bool:
        """The session is closed."""
        return all(group.phase == "closed" for group in self.groups.values())

    def late(self, now: int) -> int:
        """Milliseconds behind the plan (of several groups, the last one's); negative ahead of it."""
        begun = any(group.phase != "lobby" for group in self.groups.values())
        return max(self.schedule.late(begun, self.seen(group), now) for group in self.groups.values())

    def seen(self, group: Group) -> list[str]:
        """The scenes that a group has decided in, or left out."""
        return [answer.scene for answer in group.answers]

    def connected(self, group: int = 0) -> list[int]:
        """Tickets with a stream, of a group or of all (0), the first to come first."""
        return sorted(t for t in self._streams if not group or self.tickets[t].group == group)

    def own(self, ticket: int) -> Own | None:
        """What a phone itself has done; None for an unknown ticket."""
        joined = self.tickets.get(ticket)
        if joined is None:
            return None
        group = self.groups[joined.group]
        reader = not self.alone and self.connected(group.number)[:1] == [ticket]
        if group.round is None:
            return Own(ticket, group.number, reader=reader)
        asked = group.round
        return Own(ticket, group.number, asked.question, asked.number, asked.votes.get(ticket, ""), reader)

    # ---- what comes ----
    def apply(self, command: AnyCommand, seen: int, now: int) -> Applied | Refused:
        """Carry out a command. `seen` is the version that whoever sent it had before them, `now` the session's time."""
        if seen < self._last(command):
            return Refused("Somebody else was quicker: look again.", "stale")
        self._now, self._entries = now, []
        before = self._version
        try:
            carry_out(self, command, now)
            self._drive(now)
        except No as no:
            if self._version == before:
                return Refused(no.words, no.kind)
            # Of several groups some went on before one could not: that is what was asked, as far as it can be done.
        if not isinstance(command, BESIDE):
            self._commanded = self._version
        return Applied(tuple(self._entries), self._version)

    def _last(self, command: AnyCommand) -> int:
        """The version that a command must have seen."""
        event = TOGGLES.get(type(command))
        if event is not None:
            return self._toggled.get(event, 0)
        if isinstance(command, BESIDE):
            return 0
        return self.groups[self.focus or 1].steered if self.alone or self.focus else self._commanded

    def vote(self, ticket: int, question: int, round: int, choice: str, rid: str, now: int) -> Accepted | Refused:
        """A phone's vote, which may be changed until the vote is closed. `choice` is an id."""
        had = self.voted(ticket, question, round, rid)
        if had is not None:
            return had
        joined = self.tickets.get(ticket)
        if joined is None:
            return Refused("This phone is not in the room.", "unknown")
        if not rid or len(rid) > LONGEST_NAME:
            return Refused("This vote has no name of its own.", "unknown")
        group = self.groups[joined.group]
        asked = group.round
        if asked is None or (asked.question, asked.number) != (question, round):
            return Refused("The room has gone on to something else.", "moved")
        if not group.accepting:
            return Refused("The vote is closed.", "closed")
        if choice not in asked.choices:
            return Refused("There is no such choice to vote for.", "unknown")
        if asked.times.get(ticket, 0) >= MOST_CHANGES:
            return Refused("This vote was changed too often. The last one counts.", "many")
        self._now, self._entries = now, []
        self._append(Voted(self._version + 1, now, question, round, ticket, choice, rid))
        self._drive(now)
        return Accepted(question, round, choice, self._version, tuple(self._entries))

    def voted(self, ticket: int, question: int, round: int, rid: str) -> Accepted | None:
        """The vote that counts already under this name."""
        choice = self._names.get((question, round, ticket, rid))
        return Accepted(question, round, choice, self._version) if choice is not None else None

    def joined(self, now: int, group: int = 0, paper: str = "") -> Joined | Refused:
        """Let a newcomer in, to a group (0: the smallest), by a paper ticket where those are asked for."""
        if events.Lock in self.on:
            return Refused("The door is shut: ask the person who leads the room.", "locked")
        if self.over:
            return Refused("This session is over.", "locked")
        if len(self.tickets) >= MOST_TICKETS:
            return Refused("The room is full.", "locked")
        sealed = b""
        if self.options.paper:
            sealed = seal(plain(paper))
            if sealed not in self.options.paper or sealed in self._paper:
                return Refused("This ticket is not known, or was used already.", "unknown")
        if group and group not in self.groups:
            return Refused(f"There is no group {group}.", "unknown")
        sizes = [(sum(t.group == n for t in self.tickets.values()), n) for n in self.groups] if not group else []
        joined = Joined(len(self.tickets) + 1, group or min(sizes)[1], now, sealed)
        self.tickets[joined.ticket] = joined
        self._paper |= {sealed} if sealed else set()
        return joined

    def came(self, ticket: int, now: int) -> tuple[Entry, ...]:
        """A phone's stream was opened. A phone may have several."""
        if ticket in self.tickets:
            self._streams[ticket] = self._streams.get(ticket, 0) + 1
        return ()

    def left(self, ticket: int, now: int) -> tuple[Entry, ...]:
        """A phone's stream ended: a group may have been waiting for it alone, so there may be entries."""
        open_ = self._streams.pop(ticket, 0) - 1
        if open_ > 0:
            self._streams[ticket] = open_
            return ()
        self._now, self._entries = now, []
        self._drive(now)
        return tuple(self._entries)

    def ask_pause(self, ticket: int, now: int) -> Applied | Refused:
        """A phone asks for a pause; what is kept does not say which. It asks once until there was one."""
        if ticket not in self.tickets:
            return Refused("This phone is not in the room.", "unknown")
        self._now, self._entries = now, []
        if ticket not in self._asked and events.Pause not in self.on:
            self.happen(0, PauseAsked())
            self._asked.add(ticket)
        return Applied(tuple(self._entries), self._version)

    def reader_closes(self, ticket: int, question: int, round: int, now: int) -> Applied | Refused:
        """The phone that reads for its group closes the group's vote."""
        own = self.own(ticket)
        if own is None or not own.reader:
            return Refused("Another phone reads for this group.", "unknown")
        group = self.groups[own.group]
        if (own.question, own.round) != (question, round) or group.round is None:
            return Refused("The group has gone on to something else.", "moved")
        if group.phase != "vote_open":
            return Refused("The vote is closed.", "closed")
        if not group.round.voted():
            return Refused("Nobody has chosen yet.")
        self._now, self._entries = now, []
        self.happen(group.number, events.Close("reader"))
        self._drive(now)
        return Applied(tuple(self._entries), self._version)

    def resumed(self, gap: int, now: int) -> Applied:
        """The host was started again after so many milliseconds."""
        self._now, self._entries = now, []
        self.happen(0, events.Resumed(gap))
        return Applied(tuple(self._entries), self._version)

    def adopt(self, other: Session) -> None:
        """Take over what is of now and not of the log: who is connected."""
        self._streams = {ticket: n for ticket, n in other._streams.items() if ticket in self.tickets}

    # ---- the fold ----
    def happen(self, group: int, event: AnyEvent) -> None:
        """Something happens now: for the log, and at once."""
        self._append(Happened(self._version + 1, self._now, group, event))

    def _append(self, entry: Entry) -> None:
        self._entries.append(entry)
        self.take(entry)

    def _drive(self, now: int) -> None:
        if not self.alone:
            for group in self.groups.values():
                drive(self, group, now)

    def take(self, entry: Entry) -> None:
        """An entry of the log."""
        self._version = entry.seq
        if isinstance(entry, Voted):
            joined = self.groups.values()
            asked = next((r for g in joined if (r := g.asked(entry.question, entry.round)) is not None), None)
            if asked is not None:
                asked.take(entry.ticket, entry.choice, entry.rid)
                self._names[entry.question, entry.round, entry.ticket, entry.rid] = entry.choice
            return
        event = entry.event
        kind = type(event)
        if kind in SILENT:
            pass
        elif isinstance(event, Over):
            (self.on.add if event.on else self.on.discard)(kind)
            self._toggled[kind] = entry.seq
        else:
            for group in self.groups.values():
                if entry.group in (0, group.number):
                    group.take(event)
                    group.steered = entry.seq
        if kind in SEEN_BY_PHONES or kind not in SILENT | LYING_OVER:
            self._moved = entry.seq
        match event:
            case events.Question():
                self.questions = max(self.questions, event.question)
            case events.Stop():
                self.talked.append(event.scene)
            case events.People():
                self.people = event.count
            case events.Note():
                self.notes.append(event.words)
            case events.Focus():
                self.focus = event.group
            case events.PauseAsked():
                self.asks += 1
            case events.Next():  # another scene, another matter
                self.on.discard(events.Mute)
                self._asked.clear()
            case events.Resumed():
                self._commanded = entry.seq
            case events.Pause():
                self.asks = 0
                self._asked.clear()

    def plain(self) -> tuple[object, ...]:
        """All that the log settles, as a value: equal for the live session and for the fold over its log."""
        return (
            *(self.version, self.moved, self.questions, self.people, self.asks, self.focus, dict(self.tickets)),
            *(list(self.notes), list(self.talked), dict(self._names), dict(self._toggled), sorted(self._paper)),
            sorted(kind.__name__ for kind in self.on),
            [group.plain() for group in self.groups.values()],
        )


__all__ = ["Accepted", "Applied", "Joined", "Options", "Own", "Refused", "Session"]
