"""Laws of a session, under whatever a room does: the state is the fold over the log, wherever it breaks off; a vote
counts once, in its own round; what is offered is what is carried out; nobody sees what is hidden from them.
"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from jangmadang.room import commands as c
from jangmadang.room import events as e
from jangmadang.room import looking
from jangmadang.room.answers import Accepted, Applied
from jangmadang.room.session import Session
from jangmadang.room.snapshot import PHONE_MOST, Phone

from .rooms import MINUTE, Led

CHOICES = ("sell", "keep", "dare", "dear", "light", "sleep", "on", "stay", "run", "again", "look", "1", "2", "9")
PLAIN: tuple[c.AnyCommand, ...] = (
    *(c.Next(), c.Next(), c.Next(), c.Next(), c.Open(), c.Close(), c.Reveal(), c.Decide(), c.Revote()),
    *(c.Tie("lots"), c.Tie("again"), c.Tie("facilitator"), c.Stop(), c.Time(30), c.Time(-30), c.Undo(), c.Forward()),
    *(c.Skip(), c.Pause(), c.Blank(), c.JoinPanel(), c.Lock(), c.Pace(), c.Groups(), c.Mute(), c.Note("said"), c.End()),
)


class Rooms(RuleBasedStateMachine):
    """A room in which anything may come at any time."""

    tickets = Bundle("tickets")
    given = Bundle("given")

    @initialize(target=tickets, groups=st.sampled_from([1, 1, 3]), seed=st.integers(0, 3), begun=st.integers(0, 9))
    def opens(self, groups: int, seed: int, begun: int) -> object:
        self.room = Led(phones=4, groups=groups, seed=seed, tables=4)
        if begun:
            self.room.next()
        self.counted: dict[tuple[int, int], dict[int, str]] = {}
        self.stood: list[tuple[int, tuple[object, ...]]] = []
        return multiple(*range(1, 5))

    @property
    def session(self) -> Session:
        return self.room.session

    @rule(command=st.sampled_from(PLAIN), minutes=st.integers(0, 4))
    def command(self, command: c.AnyCommand, minutes: int) -> None:
        self.room.now += minutes * MINUTE
        name = type(command).__struct_config__.tag
        group = self.session.looked_at
        offered = name in looking.projector(self.session, self.room.now).can
        before = self.session.plain()
        answer = self.room.try_(command)
        if not isinstance(answer, Applied):
            assert self.session.plain() == before, "what is refused changes nothing"
        open_arguments = isinstance(command, c.Tie | c.Decide)
        if not open_arguments:
            assert offered == isinstance(answer, Applied), (name, group.phase, answer)

    @rule(times=st.integers(1, 4))
    def goes_on(self, times: int) -> None:
        for _ in range(times):
            self.room.try_(c.Next())

    @rule(phones=st.lists(st.integers(1, 4), min_size=1, max_size=4), at=st.integers(0, 3))
    def several_vote_and_it_goes_on(self, phones: list[int], at: int) -> None:
        for ticket in phones:
            asked = self.session.groups[self.session.tickets[ticket].group].round
            if asked is not None:
                choice = asked.choices[(at + ticket // 2) % len(asked.choices)]
                self._vote(ticket, asked.question, asked.number, choice, f"v{self.session.version}")
        for _ in range(at):
            self.room.try_(c.Next())

    @rule(choice=st.sampled_from(CHOICES), reason=st.sampled_from(["", "they argued"]))
    def decide(self, choice: str, reason: str) -> None:
        self.room.try_(c.Decide(choice, reason))

    @rule(counts=st.dictionaries(st.sampled_from(CHOICES), st.integers(0, 5), max_size=2))
    def hands(self, counts: dict[str, int]) -> None:
        self.room.try_(c.Hands(counts))

    @rule(group=st.integers(0, 3))
    def focus(self, group: int) -> None:
        self.room.try_(c.Focus(group))

    @rule(target=tickets)
    def joins(self) -> int:
        answer = self.session.joined(self.room.now)
        ticket = getattr(answer, "ticket", 0)
        self.session.came(ticket, self.room.now)
        return ticket

    @rule(ticket=consumes(tickets))
    def leaves(self, ticket: int) -> None:
        self.room.log += self.session.left(ticket, self.room.now)

    @rule(target=given, ticket=tickets, choice=st.sampled_from(CHOICES), rid=st.sampled_from("abcd"))
    def votes(self, ticket: int, choice: str, rid: str) -> tuple[int, int, int, str]:
        joined = self.session.tickets.get(ticket)
        asked = self.session.groups[joined.group].round if joined else None
        about = (asked.question, asked.number) if asked else (0, 0)
        self._vote(ticket, *about, choice, rid)
        return (ticket, *about, rid)

    @rule(vote=given, choice=st.sampled_from(CHOICES))
    def votes_late_or_again(self, vote: tuple[int, int, int, str], choice: str) -> None:
        ticket, question, round_, rid = vote
        self._vote(ticket, question, round_, choice, rid)

    def _vote(self, ticket: int, question: int, round_: int, choice: str, rid: str) -> None:
        answer = self.session.vote(ticket, question, round_, choice, rid, self.room.now)
        if isinstance(answer, Accepted):
            self.room.log += answer.entries
            if answer.entries:
                self.counted.setdefault((question, round_), {})[ticket] = choice

    @rule(ticket=tickets)
    def asks(self, ticket: int) -> None:
        answer = self.session.ask_pause(ticket, self.room.now)
        self.room.log += answer.entries if isinstance(answer, Applied) else ()

    @rule()
    def stands(self) -> None:
        self.stood.append((len(self.room.log), self.session.plain()))

    @invariant()
    def votes_are_counted_once_in_their_own_round(self) -> None:
        rounds = [r for group in self.session.groups.values() for r in group.rounds]
        assert {(r.question, r.number): r.votes for r in rounds if r.votes} == self.counted
        for round_ in rounds:
            assert sum(round_.counts().values()) == round_.voted()

    @invariant()
    def phones_see_what_they_may(self) -> None:
        for number, group in self.session.groups.items():
            made, data = looking.phone(self.session, number)
            assert len(data) <= PHONE_MOST and msgspec.json.decode(data, type=Phone) == made
            assert b"back row" not in data and b"said" not in data
            if group.round is None or not group.round.shown:
                assert all(option.votes is None for option in made.options) and made.split is None
            if made.question:
                assert group.round is not None and (made.question, made.round) == (
                    group.round.question,
                    group.round.number,
                )

    @invariant()
    def the_wall_shows_nothing_secret(self) -> None:
        shown = msgspec.json.encode(looking.projector(self.session, self.room.now))
        assert b"back row" not in shown and b'"said"' not in shown
        msgspec.json.encode(looking.remote(self.session, self.room.now))

    def teardown(self) -> None:
        if not hasattr(self, "room"):
            return
        assert self.room.refolded().plain() == self.session.plain()
        assert [entry.seq for entry in self.room.log] == list(range(1, self.session.version + 1))
        for entry in self.room.log:
            if isinstance(entry, e.Happened):
                assert e.read(*e.written(entry.event)) == entry.event
        # Broken off anywhere, it is what it was there: of the tickets, those that had come.
        tickets = tuple(self.session.tickets.values())
        for length, plain in self.stood[-3:]:
            there = Session.fold(self.session.rules, self.session.options, tickets, self.room.log[:length]).plain()
            assert (there[:6], there[7:]) == (plain[:6], plain[7:])


class TestRooms(Rooms.TestCase):
    settings = settings(max_examples=50, stateful_step_count=40)


@pytest.mark.long
class TestManyRooms(Rooms.TestCase):
    settings = settings(max_examples=2000, stateful_step_count=60)
