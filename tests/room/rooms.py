"""A small story with everything a room needs, and somebody who leads a session of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jangmadang.play.ready import ready
from jangmadang.play.turn import Rules
from jangmadang.room import commands as c
from jangmadang.room.answers import Accepted, Applied, Joined, Options, Refused
from jangmadang.room.events import Entry
from jangmadang.room.group import Group
from jangmadang.room.session import Session
from jangmadang.story.loading import load_text
from jangmadang.story.problems import errors

STORIES = Path(__file__).parents[2] / "stories"
MINUTE = 60_000

SMALL = """
jangmadang: 1
id: stall
title: The stall
language: en
content_notes: [hunger]
start: dawn
state:
  money: {start: 500, min: 0, max: 9000, meter: true, label: money}
  risk: {start: 0, min: 0, max: 100, meter: true, label: risk}
plan:
  20:
    open: 2
    debrief: 6
    stops: {dawn: 3, noon: 2}
    skip: [drain]
    skip_if_late: [stove]
    good_stops: [noon]
    votes: [dawn, noon]
scenes:
  dawn:
    title: Dawn
    heading: Monday, 6:00
    notes: [stall]
    discuss: {ask: Who pays?, hint: Ask the back row., form: pairs, after: reveal, analyse: Who knew?, apply: And you?}
    text: Frost lies on the [planks](stall).
    choices:
      - {id: sell, text: Sell, result: It is sold., effects: {money: +100}, goto: drain}
      - {id: keep, text: Keep it, result: It is kept., goto: drain}
      - id: dare
        text: Try the gate
        chance:
          - {id: through, odds: 50, result: You are through., effects: {risk: +5}, goto: drain}
          - {id: seen, result: You are seen., effects: {risk: +20}, goto: drain}
      - {id: dear, text: Buy a sack, cost: {money: 8000}, goto: drain}
  drain:
    title: The drain
    content_notes: [hunger]
    text: Somebody lies there.
    skip: {to: stove, say: The drain is left out.}
    choices:
      - {id: look, text: Look, goto: stove}
  stove:
    title: The stove
    text: It is cold.
    skip: {to: board, say: The stove is left out.}
    choices:
      - {id: light, text: Light it, result: It burns., goto: board}
      - {id: sleep, text: Sleep, goto: board}
      - {id: coat, text: Look into the coat, goto: pockets}
  pockets:
    menu: true
    title: The coat
    text: A thimble.
    choices:
      - {id: back, text: Button it, return: true}
  board:
    title: The board
    text: A name is missing.
    choices:
      - {id: on, text: Go on, goto: noon}
  noon:
    title: Noon
    discuss: {ask: What now?, after: outcome}
    text: The loudspeaker.
    choices:
      - {id: stay, text: Stay, effects: {money: -200}, goto: home}
      - {id: run, text: Run, result: You run., goto: home}
      - {id: again, text: Begin anew, effects: {risk: +1}, goto: dawn}
  home:
    title: Home
    text: That is all.
    ending: {title: Home, kind: quiet}
notes:
  stall: {word: plank, hangul: 판, say: pan, text: Where one sells., source: A book.}
"""


@cache
def small() -> Rules:
    """The rules of the small story."""
    loaded = load_text(SMALL, "stall.yaml")
    assert loaded.story is not None, "\n".join(p.text() for p in errors(loaded.problems))
    return Rules(loaded.story)


@cache
def shipped(name: str) -> Rules:
    """The rules of a story that comes with the game."""
    story = ready(STORIES / name).story
    assert story is not None
    return Rules(story)


class Led:
    """A session that somebody leads; its log, and a clock that is moved by hand."""

    def __init__(self, rules: Rules | None = None, phones: int = 0, **options: int | bool) -> None:
        self.session = Session(rules or small(), Options(**{"minutes": 20} | options))  # type: ignore[arg-type]
        self.now = 0
        self.log: list[Entry] = []
        self.names = 0
        for _ in range(phones):
            self.join()

    @property
    def group(self) -> Group:
        return self.session.looked_at

    @property
    def phase(self) -> str:
        return self.group.phase

    def join(self, group: int = 0) -> int:
        joined = self.session.joined(self.now, group)
        assert isinstance(joined, Joined)
        self.session.came(joined.ticket, self.now)
        return joined.ticket

    def try_(self, command: c.AnyCommand, seen: int | None = None) -> Applied | Refused:
        answer = self.session.apply(command, self.session.version if seen is None else seen, self.now)
        self.log += answer.entries if isinstance(answer, Applied) else ()
        return answer

    def do(self, *commands: c.AnyCommand) -> None:
        """Commands that must be carried out."""
        for command in commands:
            answer = self.try_(command)
            assert isinstance(answer, Applied), (command, answer)

    def next(self, times: int = 1) -> str:
        for _ in range(times):
            self.do(c.Next())
        return self.phase

    def until(self, phase: str) -> None:
        """On with `next` until this phase."""
        for _ in range(60):
            if self.phase == phase:
                return
            self.next()
        raise AssertionError(f"{phase} was not reached: {self.phase}")

    def vote(self, ticket: int, choice: str, rid: str = "", question: int = 0, round_: int = 0) -> Accepted | Refused:
        asked = self.session.groups[self.session.tickets[ticket].group].round
        self.names += 1
        answer = self.session.vote(
            ticket,
            question or (asked.question if asked else 0),
            round_ or (asked.number if asked else 0),
            choice,
            rid or f"r{self.names}",
            self.now,
        )
        self.log += answer.entries if isinstance(answer, Accepted) else ()
        return answer

    def votes(self, *choices: str) -> None:
        """The phones vote, the first ticket first."""
        for ticket, choice in enumerate(choices, 1):
            assert isinstance(self.vote(ticket, choice), Accepted)

    def refolded(self) -> Session:
        tickets = tuple(self.session.tickets.values())
        return Session.fold(self.session.rules, self.session.options, tickets, self.log)
