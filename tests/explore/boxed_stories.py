"""Small stories made at random that fit a box: no passages and decks, but every kind of change that a box must move.

`boxed_story(seed)` gives the text of one: held people, sets, swaps, costs that are reckoned, chances three deep, rules,
menus with several doors, a number that is read in the first half of the story only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

STATE = """\
jangmadang: 1
id: boxed
title: Boxed
start: s0
people:
  pak: {name: Pak, trust: 2}
  om: {name: Om, trust: 1}
each_person:
  debt: {start: 0, min: 0, max: 2}
state:
  a: {start: 1, min: 0, max: 5}
  b: {start: 0, min: -2, max: 2}
  wet: false
  track: {start: none, one_of: [none, road, wall]}
  told: {set_of: [row, boat]}
  teller: {start: none, person: [pak, om]}
"""
CONDITIONS = (
    "a >= 2",
    "a != 3",
    "b < 1 and not wet",
    "wet or a == 0",
    "track is road",
    "track is not wall",
    "told has boat",
    "a + b > 2",
    "2 * a - b <= 5",
    "count(told) == 1",
    "abs(a - b) >= 1",
    "a // 2 == 1",
    "a > 0 and 4 // a >= 2",
    "teller.debt >= 1",
    "teller is om",
    "(a if wet else b) > 1",
)
EFFECTS = (
    "a: +1",
    "a: -2",
    "a: +3",
    "a: =b + 2",
    "a: =5 - a",
    "b: +1",
    "b: -1",
    "b: =a - 1",
    "b: +a",
    "wet: true",
    "wet: not wet",
    "wet: a > b",
    "track: road",
    "track: wall if wet else none",
    "told: +boat",
    "told: -row",
    "told: +row",
    "teller: pak",
    "teller: om if wet else none",
    "teller.debt: +1",
    "teller.debt: =a % 2",
    "om.debt: -1",
)
ODDS = ("30", "100", "0", "clamp(a * 40, 0, 100)", "60 if wet else 0", "clamp(50 + 30 * b, 0, 100)")


def boxed_story(seed: int) -> str:
    return "\n".join(_story(random.Random(seed))) + "\n"


def _story(rng: random.Random) -> Iterator[str]:
    count = rng.randint(2, 4)
    yield STATE
    if rng.random() < 0.3:
        yield f"whenever: [{_rule(rng, count)}]"
    yield "scenes:"
    menu = rng.random() < 0.4
    for n in range(count):
        yield from _scene(rng, n, count, menu)
    if menu:
        yield from ("  list:", "    menu: true", "    text: A list.", "    choices:")
        yield "      - {text: Shut it, return: true}"
        yield f"      - {{text: Take, id: take, cost: {{a: 1}}, goto: {_aim(rng, count)}}}"
    for name in ("end_0", "end_1"):
        yield f"  {name}: {{text: Over., ending: {{title: {name}}}}}"


def _scene(rng: random.Random, n: int, count: int, menu: bool) -> Iterator[str]:
    yield from (f"  s{n}:", f"    text: [{{when: {rng.choice(CONDITIONS)}, text: And so.}}, Here.]")
    if rng.random() < 0.3:
        yield f"    effects: {_effects(rng)}"
    if rng.random() < 0.3:
        yield f"    whenever: [{_rule(rng, count)}]"
    yield "    choices:"
    for m in range(rng.randint(1, 3)):
        yield from (f"      - id: way_{m}", f"        text: Way {m}")
        if rng.random() < 0.5:
            yield f"        when: {rng.choice((*CONDITIONS, 'visits(s1) >= 2', 'seen(s0)'))}"
        if rng.random() < 0.3:
            yield f"        cost: {{a: {rng.choice(('1', '2', 'b + 2'))}}}"
        if rng.random() < 0.7:
            yield f"        effects: {_effects(rng)}"
        if rng.random() < 0.4:
            yield "        once: true"
            yield from _chance(rng, 8, 1, count)
        else:
            yield f"        {_exit(rng, count)}"
    if menu and n < 2:
        yield "      - {text: The list, id: list, goto: list}"


def _rule(rng: random.Random, count: int) -> str:
    does = f", effects: {_effects(rng)}" if rng.random() < 0.5 else ""
    return f"{{when: {rng.choice(CONDITIONS)}{does}, goto: {_aim(rng, count)}, once: true}}"


def _effects(rng: random.Random) -> str:
    chosen = {one.partition(":")[0]: one for one in rng.sample(EFFECTS, 3)}
    if any(name.startswith("teller.") for name in chosen):
        chosen.pop("om.debt", None)
    return "{" + ", ".join(chosen.values()) + "}"


def _exit(rng: random.Random, count: int) -> str:
    return "stay: true" if rng.random() < 0.15 else f"goto: {_aim(rng, count)}"


def _aim(rng: random.Random, count: int) -> str:
    return rng.choice([*(f"s{n}" for n in range(count)), "end_0", "end_1"])


def _chance(rng: random.Random, pad: int, depth: int, count: int) -> Iterator[str]:
    yield " " * pad + "chance:"
    for n in range(rng.randint(2, 3)):
        yield " " * pad + f"  - id: fell_{depth}_{n}"
        yield " " * pad + f"    odds: {rng.choice(ODDS)}"
        if rng.random() < 0.6:
            yield " " * pad + f"    effects: {_effects(rng)}"
        if depth < 3 and rng.random() < 0.4:
            yield from _chance(rng, pad + 4, depth + 1, count)
        else:
            yield " " * pad + f"    goto: {_aim(rng, count)}"
    yield from (" " * pad + "  - id: rest", " " * pad + f"    goto: {_aim(rng, count)}")
