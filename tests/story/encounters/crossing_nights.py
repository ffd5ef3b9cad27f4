"""Nights at the river lived through the game's own rules, by people who know when they want to go.

Takes a season and a way of crossing; gives where it ended. For the tests of odds and balance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text

STORY = """
jangmadang: 1
id: river
title: The river
start: {start}
calendar: {{day_1: 2008-12-01, place: hyesan}}
state:
  yuan: {{start: {yuan}, currency: yuan}}
  money: {{start: {money}, currency: old_won}}
  trust: {{start: 10, max: 100}}
  risk: {{start: 20, max: 100}}
  walked: 0
goods:
  rice: {{have: {rice}}}
people:
  mother: {{name: Mother, trust: 20}}
  mina: {{name: Mi-na, trust: 40}}
  child: {{name: Un-chol, trust: 60}}
  ho: {{name: Ho, trust: {host}, official: {{temper: sergeant}}}}
  chae: {{name: Old Chae}}
notes:
  staying: {{word: staying, text: Most stayed.}}
scenes:
  bank:
    title: The bank
    effects: {{walked: +1}}
    text:
      - The dyke.
      - when: known > 0 and since < 3
        text: They have just gone by.
    crossing:
      across: far
      back: home
      caught: hut
      stay: home
      {block}
    choices:
      - {{id: willows, text: Sit down in the willows, goto: willows}}
  willows:
    text: Willows.
    choices: [{{id: bank, text: Back to the bank, goto: bank}}]
  home:
    text: Home.
    choices:
      - {{id: again, text: Another night, effects: {{day: +1}}, goto: bank}}
      - {{id: same, text: The same night, goto: bank}}
      - {{id: bed, text: To bed, goto: end}}
  far: {{text: Far., choices: [{{id: end, text: On, goto: end}}]}}
  hut: {{text: The hut., choices: [{{id: end, text: On, goto: end}}]}}
  end: {{text: End., ending: {{title: The end}}}}
"""

SEASONS = {
    "winter 2008": "turns: 3",
    "with a child": "with: [child]\n      mix: {clock: 40, slow: 25, double: 25, jumpy: 10}",
    "March 2010": "turns: 4\n      seen: 4\n      holds: 82\n      mix: {clock: 30, slow: 20, double: 30, jumpy: 20}",
    "July": "turns: 6\n      seen: 0\n      holds: 60\n      cold: 0\n      "
    "mix: {clock: 40, slow: 30, double: 20, jumpy: 10}",
    "December 2011": "turns: 4\n      seen: 10\n      mix: {clock: 10, slow: 0, double: 55, jumpy: 35}",
}
PAID = "guard: {official: ho, yuan: 2000, hour: 0}\n      broker: {person: chae, yuan: 10000}"


@cache
def river(
    block: str = "",
    yuan: int = 20_000,
    money: int = 0,
    rice: int = 0,
    host: int = 0,
    start: str = "bank",
) -> Rules:
    """The story of one bank, ready to be lived."""
    text = STORY.format(block=block or "river: yalu_upper", yuan=yuan, money=money, rice=rice, host=host, start=start)
    loaded = load_text(text)
    assert loaded.story is not None and not loaded.problems, [p.text() for p in loaded.problems]
    return Rules(loaded.story)


class Night:
    """One life at the river."""

    def __init__(self, rules: Rules, seed: int) -> None:
        self.run = Run.start(rules, seed)
        self.rules = rules

    def now(self, name: str) -> int:
        """A number of the state; without a dot it is the bank's own."""
        slots = self.rules.story.slot_of
        return self.run.moment.values[slots[name] if name in slots else slots[f"bank.{name}"]]

    @property
    def at(self) -> str:
        return self.run.moment.scene

    @property
    def waits(self) -> bool:
        return self.at == "bank"

    def choose(self, *choices: str) -> None:
        """Choices in turn, an outcome forced with `>`: `watch>nobody`."""
        for choice in choices:
            name, *outcomes = choice.split(">")
            self.run.choose(name, tuple(outcomes))

    def watch(self, turns: int = 1) -> None:
        for _ in range(turns):
            if self.waits:
                self.run.choose("watch")

    def told(self) -> int:
        """The odds that the screen tells."""
        view = self.rules.story.scenes["bank"].view["odds"]
        return self.rules.world.run(view)(self.run.moment.values)

    def true(self) -> int:
        """The odds that are rolled."""
        go = self.run.find("go")
        assert go is not None
        return self.rules.odds(go.chance[0], self.run.moment.values)

    def ended(self) -> str:
        """Out of the crossing by the shortest way; gives far, home or hut."""
        while self.at.startswith("bank"):
            self.run.choose({"bank.ice": "on", "bank.back": "home", "bank.seen": "home"}.get(self.at, "go_on"))
        return self.at


def calm(rules: Rules) -> Night:
    """A night on which nobody passes in the first four turns, and the way over is clear until then."""
    for seed in range(1000):
        night = Night(rules, seed)
        if night.now("soonest") - night.now("since") > 6:
            return night
    raise AssertionError("no such night")


def passed(rules: Rules) -> Night:
    """A night on which they have just gone by, and seen nobody."""
    for seed in range(1000):
        night = Night(rules, seed)
        while night.waits and not night.now("known"):
            night.watch()
        if night.waits:
            return night
    raise AssertionError("no such night")


# ---- ways of crossing -----------------------------------------------------------------------------------------------
Way = Callable[[Night], None]


def at_once(night: Night) -> None:
    night.choose("go")


def after_a_pass(night: Night) -> None:
    while night.waits and not night.now("known"):
        night.watch()
    if night.waits:
        night.choose("go")


def two_turns_after(night: Night) -> None:
    """When the second pair, if there is one, has gone by as well."""
    while night.waits and not (night.now("known") and night.now("since") == 2):
        night.watch()
    if night.waits:
        night.choose("go")


def until_told(least: int) -> Way:
    def way(night: Night) -> None:
        while night.waits:
            if night.told() >= least:
                night.choose("go")
            elif night.now("cold") >= 20:
                night.choose("turn_back")
            else:
                night.watch()

    return way


def guard(night: Night) -> None:
    night.choose("guard")
    if night.waits:
        after_a_pass(night)


def broker(night: Night) -> None:
    night.choose("broker")


def at_random(night: Night) -> None:
    dice = Random(night.run.seed)
    while night.waits:
        night.choose(("go", "turn_back", "watch", "watch")[dice.randrange(4)])


def share(way: Way, season: str, lives: int) -> tuple[int, int]:
    """Of a hundred nights: how many end across, and how many caught."""
    rules = river(f"{SEASONS[season]}\n      {PAID}")
    ends = []
    for seed in range(lives):
        night = Night(rules, seed)
        way(night)
        ends.append(night.ended())
    return 100 * ends.count("far") // lives, 100 * ends.count("hut") // lives


__all__ = ["PAID", "SEASONS", "Night", "Way", "calm", "passed", "river", "share"]
