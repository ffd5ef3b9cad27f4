"""A house where films are shown, and people who live in it by a plan: what the screening's tests play.

`house` writes a story round a block, `weeks` lives in it by a plan through a Run. No rule of the encounter is
repeated here.
"""

from __future__ import annotations

from functools import cache

from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.problems import Problem

GUESTS = "mother, mina, cousin, youngsu, tailor, neighbour"
PAYS = "{cousin: 4, youngsu: 6, tailor: 8, neighbour: 10}"
STORY = """
id: nights
title: Nights
start: home
calendar: {{day_1: 2009-02-01, place: hyesan}}
state:
  money: {{start: {money}, currency: old_won}}
  yuan: {{start: 300, currency: yuan}}
  risk: {{start: {risk}}}
  trust: {{start: 20}}
  squad: {squad}
  lamp: true
people:
  mother: {{name: Mother, trust: 70, mouth: 8}}
  mina: {{name: Mi-na, trust: 45, mouth: 14, mouth_line: counts before she speaks}}
  cousin: {{name: Cousin Gil, trust: 35, mouth: 16}}
  youngsu: {{name: Young-su, trust: 25, mouth: 22}}
  tailor: {{name: the tailor, trust: 20, mouth: 26}}
  neighbour: {{name: the neighbour, trust: 10, mouth: 34}}
  pak: {{name: Pak, role: head of the unit, trust: {head}}}
  sled: {{name: Sled}}
  ri: {{name: Officer Ri, official: {{temper: patrolman}}}}
scenes:
  home:
    title: Home
    text: The stove.
    choices:
      - {{id: night, text: A film, goto: film}}
      - {{id: days, text: Some days, effects: {{day: +1}}, stay: true}}
      - {{id: week, text: The week is over, effects: {{day: +3, risk: -4}}, stay: true}}
      - {{id: out, text: Go out, goto: lane}}
      - {{id: done, text: Enough, goto: end}}
  lane:
    title: The lane
    text: Nobody.
    choices:
      - {{id: on, text: Walk on, effects: {{day: +1}}, goto: river}}
      - {{id: back, text: Back, goto: home}}
  river:
    title: The river
    text: Ice.
    choices:
      - {{id: on, text: Walk on, effects: {{day: +1}}, goto: lane}}
      - {{id: home, text: Home, goto: home}}
  film:
    title: A rink
    heading: Nine in the evening
    text: The blanket is up.
    screening:
      film: winter_love
      after: home
      caught: {caught}
      {block}
    choices:
      - {{id: fetch, text: Fetch a stool, once: true, stay: true, effects: {{trust: +1}}}}
  taken:
    title: Taken
    text: Quilt, she writes.
    goto: home
  end:
    text: The end.
    ending: {{title: Enough}}
"""


def house(
    block: str = "guests: [mother, mina, cousin]",
    *,
    money: int = 80_000,
    risk: int = 10,
    squad: bool = False,
    head: int = 0,
    caught: str = "taken",
) -> str:
    """A story with a screening of these keys."""
    return STORY.format(
        block=block.replace("\n", "\n      "),
        money=money,
        risk=risk,
        squad=str(squad).lower(),
        head=head,
        caught=caught,
    )


@cache
def rules(text: str) -> Rules:
    loaded = load_text(text)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    assert not loaded.problems, [problem.text() for problem in loaded.problems]
    return Rules(loaded.story)


def begin(text: str, seed: int = 1) -> Run:
    return Run.start(rules(text), seed)


def evening(text: str, seed: int = 1, *moves: str) -> Run:
    """Standing at the hub, after these choices there."""
    run = begin(text, seed)
    run.choose("night")
    go(run, *moves)
    return run


def go(run: Run, *moves: str) -> None:
    """Choices by id; `begin>light>seen` forces outcomes."""
    for move in moves:
        choice, *outcomes = move.split(">")
        run.choose(choice, tuple(outcomes))


def invite(run: Run, *guests: str) -> None:
    go(run, "invite", *guests, "back")


def hide(run: Run, *ways: str) -> None:
    go(run, "hide", *ways, "back")


def offered(run: Run) -> list[str]:
    """Choices that can be taken now."""
    return [choice.id for choice in run.look().choices if choice.open]


def number(run: Run, name: str) -> int:
    value = run.value(name)
    assert isinstance(value, int)
    return value


def troubles(text: str) -> list[Problem]:
    return list(load_text(text).problems)


class Plan:
    """Whom one lets in, what one sees to, and after how many parts one stops; 0 goes to bed."""

    def __init__(self, guests: str = "", ways: str = "", medium: str = "disc", parts: int = 3) -> None:
        self.guests, self.ways, self.medium, self.parts = guests.split(), ways.split(), medium, parts


def weeks(plan: Plan, seed: int, weeks: int = 8, *, cut: int = 20, squad: bool = False) -> tuple[int, int, int]:
    """A night a week, until somebody is caught: (caught, trust won with all guests, won)."""
    block = f"guests: [{GUESTS}]\npays: {PAYS}\nsquad: squad\nmedium: {plan.medium}\ncut: {cut}"
    run = begin(house(block, squad=squad), seed)
    names = GUESTS.split(", ")
    trust, money = sum(number(run, f"{name}.trust") for name in names), number(run, "money")
    for _ in range(weeks):
        run.choose("night")
        _night(run, plan)
        for days in ("days", "week", "week"):
            _home(run)
            run.choose(days)
        _home(run)
        if number(run, "caught"):
            break
    won = sum(number(run, f"{name}.trust") for name in names) - trust
    return number(run, "caught"), won, number(run, "money") - money


def _night(run: Run, plan: Plan) -> None:
    if plan.parts == 0:
        run.choose("bed")
        return
    if plan.guests:
        invite(run, *plan.guests)
    hide(run, *(way for way in plan.ways if not (way == "decoy" and plan.medium == "disc")))
    run.choose("begin")
    while run.moment.scene.startswith("film.part_"):
        part = int(run.moment.scene[-1])
        run.choose("end" if part == 3 else "stop" if part >= plan.parts else "go_on")
    _home(run)


def _home(run: Run) -> None:
    """Out of whatever the evening or the days after have brought."""
    ways = {"film.knock": "hide", "film.dark": "wait", "film.after": "home", "film.visit": "wait", "film.talk": "go_on"}
    ways |= {"film.names": "silent", "film.asked": "silent", "taken": "go_on"}
    while run.moment.scene != "home":
        run.choose(ways[run.moment.scene])
