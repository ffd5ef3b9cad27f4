"""Stories made at random, with everything the language has in them: what two ways of playing must agree on.

`random_story(seed)` gives the text of one; it is always without errors. It makes no sense and leads everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SCENES = 9
PASSAGES = ("pass_0",)
"""With the storylets four: passages may not nest deeper, and here everything leads everywhere."""
STORYLETS = ("lot_0", "lot_1", "lot_2")

STATE = """\
jangmadang: 1
id: random
title: Random
start: s0
calendar: {day_1: 2009-11-28}
state:
  coal: {start: 5, min: -3, max: 20}
  bread: {start: 12, max: 15}
  wet: false
  held: true
  track: {start: none, one_of: [none, queue, road_two]}
  told: {set_of: [row, twelve, boat]}
  teller: {start: none, person: [pak, om]}
people:
  pak: {name: Pak, trust: 40}
  om: {name: Om, trust: 97}
constants: {levy: 4}
tables:
  by_teller: {pak: 2, om: 7}
conditions:
  early: told has row or coal >= 9
  lucky: fixed(5, dusk) > 1
  dear: price(rice) % 7 > 3
computed:
  both: coal + 2 * bread
notes:
  gye:
    word: gye
    text: A club with {coal} members.
phrases:
  call: [{when: om.trust >= 60, text: Un-ju}, {otherwise: "Un-sil… Un-ju"}]
  mood: [{first: calm, again: tired}]
each_day: {effects: {bread: -2, coal: +1}}
"""


def random_story(seed: int) -> str:
    return "\n".join(_Writer(random.Random(seed)).story()) + "\n"


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def some(self, chance: float) -> bool:
        return self.rng.random() < chance

    def story(self) -> Iterator[str]:
        yield STATE
        if self.some(0.6):
            yield "whenever:"
            for _ in range(self.rng.randint(1, 2)):
                yield "  - " + self.rule()
        yield from (
            "epilogue:",
            "  - {when: wet, text: It rained.}",
            "  - {else_when: held, text: Fog.}",
            "  - The end of {call}.",
        )
        yield "scenes:"
        for n in range(SCENES):
            yield from self.scene(f"s{n}")
        for name in PASSAGES:
            yield from self.scene(name, passage=True)
        for name in STORYLETS:
            yield from self.scene(name, passage=True, deck=True)
        yield from ("  menu:", "    menu: true", "    text: [{first: A list, again: The list}]", "    choices:")
        yield from ("      - {text: Back, goto: s1}", "      - {text: Buy, id: buy, cost: {coal: 2}, goto: s2}")
        yield from ("  chest:", "    menu: true", "    text: A chest.", "    choices:")
        yield from (
            "      - {text: Shut it, return: true}",
            "      - {text: Take, id: take, cost: {coal: 1}, stay: true}",
        )
        for name in ("end_0", "end_1"):
            yield from (f"  {name}:", f"    ending: {{title: {name}}}", *self.texts(4))

    def aim(self) -> str:
        return self.rng.choice([*(f"s{n}" for n in range(SCENES)), "end_0", "end_1"])

    # ---- scenes ----
    def scene(self, name: str, passage: bool = False, deck: bool = False) -> Iterator[str]:
        yield f"  {name}:"
        if deck:
            yield "    deck: evenings"
            if self.some(0.5):
                yield f"    when: {self.condition()}"
            if self.some(0.5):
                yield f"    weight: {self.rng.choice(['2', 'abs(coal)', 'bread'])}"
            yield self.rng.choice(["    once: true", "    cooldown: 2", "    phenomena: [bonds]"])
        if self.some(0.3):
            yield "    notes: [gye]"
        if self.some(0.4):
            yield "    effects:"
            for _ in range(self.rng.randint(1, 2)):
                yield f"      - {self.effects()}"
        if self.some(0.3):
            yield f"    whenever: [{self.rule()}]"
        yield from self.texts(4)
        yield "    choices:"
        for n in range(self.rng.randint(1, 4)):
            yield from self.choice(n, passage)
        if name == "s1":
            yield "      - {text: The list, goto: menu}"
        if name in ("s1", "s2", "s3"):
            yield "      - {text: The chest, goto: chest}"
        if passage:
            yield "      - {text: Return, return: true}"
        elif self.some(0.8):
            yield f"      - {{text: Leave, id: leave, goto: {self.aim()}}}"

    def rule(self) -> str:
        where = f"call: {self.rng.choice(PASSAGES)}" if self.some(0.4) else f"goto: {self.aim()}"
        once = ", once: true" if self.some(0.8) else ""
        effects = f", effects: {self.effects()}" if self.some(0.4) else ""
        return f"{{when: {self.condition()}, {where}{once}{effects}}}"

    def choice(self, n: int, passage: bool) -> Iterator[str]:
        yield from (f"      - id: way_{n}", f"        text: Way {n} {self.words()}")
        if self.some(0.3):
            yield f"        when: {self.condition()}"
        if self.some(0.3):
            yield f"        cost: {{{self.rng.choice(['coal: 2', 'bread: 1 + count(told)', 'coal: 1, bread: 3'])}}}"
        if self.some(0.6):
            yield f"        effects: {self.effects()}"
        if self.some(0.3):
            yield from self.texts(8, "result")
        if self.some(0.35):
            yield "        once: true"
            yield from self.chance(8, 1, passage)
        else:
            if self.some(0.2):
                yield "        once: true"
            yield f"        {self.exit(passage)}"

    def exit(self, passage: bool) -> str:
        kind = self.rng.random()
        if kind < 0.15:
            return "stay: true"
        if kind < 0.3 and not passage:
            then = f"\n        then: {self.aim()}" if self.some(0.5) else ""
            return f"call: {self.rng.choice(PASSAGES)}{then}"
        if kind < 0.45 and not passage:
            then = f"\n        then: {self.aim()}" if self.some(0.5) else ""
            return f"draw: evenings\n        otherwise: {self.aim()}{then}"
        return f"goto: {self.aim()}"

    def chance(self, pad: int, depth: int, passage: bool) -> Iterator[str]:
        yield " " * pad + "chance:"
        count = self.rng.randint(2, 3)
        for n in range(count):
            yield " " * pad + f"  - id: fell_{depth}_{n}"
            if n < count - 1:
                yield " " * pad + f"    odds: {self.rng.choice(['30', 'clamp(bread * 4, 0, 100)', '60 if wet else 0'])}"
            if self.some(0.5):
                yield " " * pad + f"    effects: {self.effects()}"
            if self.some(0.3):
                yield from self.texts(pad + 4, "result")
            if depth < 3 and self.some(0.25):
                yield from self.chance(pad + 4, depth + 1, passage)
            else:
                yield " " * pad + f"    goto: {self.aim()}"

    # ---- what stands in them ----
    def effects(self) -> str:
        known = {
            "coal": ["+3", "-4", "=both - 20", "+bread - 5"],
            "bread": ["-2", "+7", "=coal", "-abs(coal)"],
            "wet": ["true", "not wet", "early or held"],
            "held": ["false", "coal > bread"],
            "track": ["road_two", "queue if wet else none"],
            "told": ["+row", "-twelve", "+boat"],
            "teller": ["pak", "om if wet else none"],
            "om.trust": ["+5", "-60"],
            "teller.trust": ["+8", "-9"],
            "day": ["+1", "+2"],
        }
        chosen = self.rng.sample(sorted(known), self.rng.randint(1, 4))
        if "teller.trust" in chosen and "teller" in chosen:
            chosen.remove("teller")
        return "{" + ", ".join(f"{name}: {self.rng.choice(known[name])}" for name in chosen) + "}"

    def condition(self) -> str:
        known = (
            *("coal >= 6", "bread < 9 and not wet", "early", "wet or held", "track is road_two", "told has boat"),
            *("teller is om", "teller.trust >= 45", "0 < coal < bread", "both % 2 == 0", "day >= 3", "seen(s3)"),
            *("visits(s1) < 3", "lucky", "dear", "weekday is sunday or coal > 2", "count(told) == 1"),
        )
        return self.rng.choice(known)

    def texts(self, pad: int, key: str = "text") -> Iterator[str]:
        yield " " * pad + f"{key}:"
        kinds = (
            "- {words} {words}",
            "- |\n{pad}  {words}.\n\n{pad}  ---\n\n{pad}  *{words}* and {{coal}}, {{both:words}}.",
            "- {{when: {condition}, text: {words}}}\n{pad}- otherwise: {words}",
            "- {{when: {condition}, text: {words}}}\n{pad}- {{when: wet, text: {words}}}\n{pad}- otherwise: {words}",
            "- {{when: {condition}, text: {words}}}\n{pad}- {{else_when: {condition}, text: {words}}}",
            "- {{when: {condition}, text: {words}}}\n{pad}- {{else_when: {condition}, cycle: [Hut, Post]}}"
            "\n{pad}- {{else_when: wet, first: {words}}}\n{pad}- otherwise: {words}",
            "- {{when: {condition}, first: {words}}}\n{pad}- {{else_when: wet or held, text: {words}}}"
            "\n{pad}- {{when: {condition}, text: {words}}}\n{pad}- {{else_when: {condition}, shuffle: [Hut, Post]}}",
            "- first: {words}\n{pad}  again: {words} {{bread:won}}",
            "- cycle:\n{pad}    - {words}\n{pad}    - {words} {{mood}}\n{pad}    - {words}",
            "- shuffle:\n{pad}    - {words}\n{pad}    - {words}",
            "- text: {words} {{teller}}\n{pad}  gentler: Rest {{track}}.",
            "- {words} {{call}}, {{now|then}}, {{wet ? rain | {{coal}} suns}}, 100%, [gye](gye), {{day:date}}.",
        )
        for kind in self.rng.sample(kinds, self.rng.randint(1, 4)):
            text = kind.replace("{condition}", "\0")
            while "\0" in text:
                text = text.replace("\0", self.condition(), 1)
            yield " " * pad + "  " + text.format(words=self.words(), pad=" " * (pad + 2))

    def words(self) -> str:
        return self.rng.choice(("Pak waits", "Om counts candles", "A cold lane", "They wait"))
