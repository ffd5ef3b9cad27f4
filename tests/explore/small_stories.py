"""Small stories made at random: so few states that all of them can be gone through one by one.

`small_story(seed)` gives the text of one: cards, passages, menus, nested chances, costs, rules, visits, all in little.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

STATE = """\
jangmadang: 1
id: small
title: Small
start: s0
state:
  a: {start: 1, min: 0, max: 3}
  b: {start: 0, min: -1, max: 2}
  wet: false
  track: {start: none, one_of: [none, road, wall]}
  told: {set_of: [row, boat]}
  idle: {start: 0, max: 2}
"""
SCENES = 4
CONDITIONS = (
    "a >= 2",
    "b < 1 and not wet",
    "wet or a == 0",
    "track is road",
    "told has boat",
    "seen(s1)",
    "visits(s2) >= 2",
    "a + b > 2",
    "count(told) == 1",
    "abs(a - b) >= 1",
)
EFFECTS = (
    "a: +1",
    "a: -2",
    "b: +1",
    "b: -1",
    "b: =a - 1",
    "wet: true",
    "wet: not wet",
    "track: road",
    "track: wall if wet else none",
    "told: +boat",
    "told: -row",
    "told: +row",
    "idle: +1",
)


def small_story(seed: int) -> str:
    return "\n".join(_Writer(random.Random(seed)).story()) + "\n"


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.deck = rng.random() < 0.4
        self.passage = rng.random() < 0.4
        self.menu = rng.random() < 0.3

    def some(self, chance: float) -> bool:
        return self.rng.random() < chance

    def aim(self) -> str:
        scenes = [f"s{n}" for n in range(SCENES)]
        return self.rng.choice([*scenes, *scenes, "end_0", "end_1"])

    def story(self) -> Iterator[str]:
        yield STATE
        if self.some(0.3):
            yield f"whenever: [{self.rule()}]"
        yield "scenes:"
        for n in range(SCENES):
            yield from self.scene(f"s{n}")
        if self.passage:
            yield from self.scene("pass", True)
        if self.deck:
            for n in range(2):
                yield from self.scene(f"card_{n}", True, True)
        if self.menu:
            yield from ("  list:", "    menu: true", "    text: A list.", "    choices:")
            yield from (
                "      - {text: Shut it, return: true}",
                "      - {text: Take, id: take, cost: {a: 1}, goto: s2}",
            )
        for name in ("end_0", "end_1"):
            yield f"  {name}: {{text: Over., ending: {{title: {name}}}}}"

    def scene(self, name: str, passage: bool = False, card: bool = False) -> Iterator[str]:
        yield f"  {name}:"
        yield f"    text: [{{first: Here., again: Again.}}, {{when: {self.condition()}, text: And so.}}]"
        if card:
            yield "    deck: evenings"
            yield self.rng.choice(
                ["    once: true", "    cooldown: 1", f"    when: {self.condition()}", "    weight: a"]
            )
        if self.some(0.3):
            yield f"    effects: {{{self.rng.choice(EFFECTS)}}}"
        if self.some(0.25):
            yield f"    whenever: [{self.rule()}]"
        yield "    choices:"
        for n in range(self.rng.randint(2, 3)):
            yield from self.choice(n, passage)
        if self.menu and name in ("s0", "s1"):
            yield "      - {text: The list, id: list, goto: list}"
        if passage:
            yield "      - {text: Return, id: back, return: true}"

    def rule(self) -> str:
        where = "call: pass" if self.passage and self.some(0.5) else f"goto: {self.aim()}"
        return f"{{when: {self.condition()}, {where}, once: true}}"

    def condition(self) -> str:
        return self.rng.choice(CONDITIONS)

    def effects(self) -> str:
        chosen = {one.partition(":")[0]: one for one in self.rng.sample(EFFECTS, 2)}
        return "{" + ", ".join(chosen.values()) + "}"

    def choice(self, n: int, passage: bool) -> Iterator[str]:
        yield from (f"      - id: way_{n}", f"        text: Way {n}")
        if self.some(0.4):
            yield f"        when: {self.condition()}"
            if self.some(0.5):
                yield "        locked: Not now."
        if self.some(0.3):
            yield "        cost: {a: 1}"
        if self.some(0.6):
            yield f"        effects: {self.effects()}"
        if self.some(0.35):
            yield "        once: true"
            yield from self.chance(8, 1)
        else:
            yield f"        {self.exit(passage)}"

    def exit(self, passage: bool) -> str:
        kind = self.rng.random()
        if kind < 0.15:
            return "stay: true"
        if kind < 0.35 and self.passage and not passage:
            return f"call: pass\n        then: {self.aim()}" if self.some(0.5) else "call: pass"
        if kind < 0.6 and self.deck and not passage:
            return f"draw: evenings\n        otherwise: {self.aim()}"
        return f"goto: {self.aim()}"

    def chance(self, pad: int, depth: int) -> Iterator[str]:
        yield " " * pad + "chance:"
        for n in range(2):
            yield " " * pad + f"  - id: fell_{depth}_{n}"
            if n == 0:
                yield " " * pad + f"    odds: {self.rng.choice(['30', 'clamp(a * 40, 0, 100)', '60 if wet else 0'])}"
            if self.some(0.5):
                yield " " * pad + f"    effects: {self.effects()}"
            if depth < 3 and self.some(0.3):
                yield from self.chance(pad + 4, depth + 1)
            else:
                yield " " * pad + f"    goto: {self.aim()}"
