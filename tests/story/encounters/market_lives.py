"""A month of market days lived through the game's own rules, by sellers who know what they want.

Takes a start and a way of selling; gives what it was worth in kilos of rice after thirty days.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story
from jangmadang.story.prices import Prices

PRICES = Prices()
GOODS = ("rice", "corn", "soybean_oil", "soap", "tofu", "cigarettes")
STORY = """
jangmadang: 1
id: month
title: A month
start: cloth
calendar: {{day_1: {start}, place: hyesan}}
state:
  money: {{start: {money}}}
  risk: {{start: 5, max: 100}}
  hungry: {{start: 0, max: 99}}
computed:
  bowl: 75 if money + (have.rice + home.rice) * price(rice) > 10 * price(rice) else 40
people:
  mina: {{name: Mi-na, trust: 75}}
goods:
  southern: {{home: 0}}
scenes:
  cloth:
    text: Your cloth.
    market:
      seat: {seat}
      goods: [rice, corn, soybean_oil, soap, tofu, cigarettes]
      hidden: [southern]
      storeroom: true
      friend: mina
      patrol: {{heat: {heat}}}
      crackdown: {crackdown}
      holiday: {holiday}
      leave: night
  night:
    text: Night.
    effects:
      - money: -min(money, price(rice) * bowl // 100)
        hungry: +(1 if money < price(rice) * bowl // 100 else 0)
        risk: -min(risk, 1)
      - {{day: +1}}
    choices:
      - {{text: Morning, goto: cloth}}
      - {{text: Enough, goto: enough}}
  enough: {{text: Enough., ending: {{title: Enough}}}}
"""


@cache
def month(start: str, money: int, crackdown: bool, seat: str, heat: int, holiday: bool) -> Rules:
    """The story of a month, ready to be lived."""
    flags = {True: "true", False: "false"}
    text = STORY.format(
        start=start, money=money, crackdown=flags[crackdown], seat=seat, heat=heat, holiday=flags[holiday]
    )
    loaded = load_text(text)
    assert loaded.story is not None, [p.text() for p in loaded.problems]
    assert not loaded.problems, [p.text() for p in loaded.problems]
    return Rules(loaded.story)


class Seller:
    """One life, and how to move in it."""

    def __init__(self, rules: Rules, seed: int) -> None:
        self.run = Run.start(rules, seed)
        self.story: Story = rules.story
        self.rules = rules

    # ---- what one sees ----
    def now(self, name: str) -> int:
        return self.run.moment.values[self.story.slot_of[name]]

    def day(self) -> int:
        assert self.story.first_day is not None
        return self.story.first_day + self.now("day") - 1

    def price(self, good: str, ago: int = 0) -> int:
        return PRICES.mid(self.run.seed, good, "hyesan", self.day() - ago)

    def mean(self, good: str) -> int:
        return sum(self.price(good, ago) for ago in range(1, 11)) // 10

    def have(self, good: str) -> int:
        return self.now(f"have.{good}")

    def want(self, good: str) -> int:
        return self.rules.world.want(self.run.moment.values, list(self.story.goods).index(good), self.now("cloth.hour"))

    def worth(self) -> float:
        """Money and goods in kilos of rice, goods at what the row pays."""
        total = self.now("money")
        for good in (*GOODS, "southern"):
            held = self.now(f"home.{good}") + (self.have(good) if good != "southern" else 0)
            total += held * self.price(good) * 97 // 100
        return total / self.price("rice")

    # ---- what one does ----
    def open(self, choice: str) -> bool:
        found = self.run.find(choice)
        return found is not None and self.rules.is_open(found, self.run.moment.values)

    def take(self, choice: str) -> bool:
        if not self.open(choice):
            return False
        self.run.choose(choice)
        return True

    def at(self, good: str, *choices: str) -> None:
        """Turn to a good, take what can be taken, and turn back."""
        if self.run.moment.scene != "cloth":
            return
        more = self.run.find(good) is None
        if more:
            self.run.choose("more")
        if self.take(good):
            for choice in choices:
                self.take(choice)
        while self.run.moment.scene not in ("cloth", "cloth.whistle") and self.open("back"):
            self.run.choose("back")

    def stock(self, good: str, n: int, keep: int = 0) -> None:
        """Top a good up to n, leaving something in the purse."""
        price = self.price(good) * 103 // 100 + 1
        n = min(n - self.have(good), (self.now("money") - keep) // price)
        if n > 0:
            self.at(good, *["buy5"] * (n // 5), *["buy1"] * (n % 5))

    def spare(self) -> int:
        return self.price("rice") * 8 // 10


Play = Callable[[Seller], None]


def best(s: Seller) -> str | None:
    """The good that brings most this hour, of what is held."""
    goods = s.story.goods
    found = max(GOODS, key=lambda g: min(s.have(g), s.want(g)) * s.price(g) * goods[g].margin)
    return found if min(s.have(found), s.want(found)) else None


def sit(s: Seller, stay: bool = False) -> None:
    """Call what brings most, hour after hour; leave the row at the whistle, or stay."""
    for _ in range(12):
        if s.now("cloth.hour") >= 4:
            return
        good = best(s)
        if good is None:
            return
        s.at(good, "call")
        while s.run.moment.scene in ("cloth.whistle", "cloth.patrol", "cloth.seized"):
            match s.run.moment.scene:
                case "cloth.whistle":
                    late = s.now("cloth.hour") >= 4
                    if late:
                        s.take("go")
                    else:
                        s.take("stay" if stay else "away")
                case "cloth.patrol":
                    held = sum(s.have(g) * s.price(g) for g in GOODS)
                    if held > 3 * s.price("rice") and s.take("pay"):
                        continue
                    s.take("run")
                case _:
                    s.take("go")
        if s.run.moment.scene != "cloth":
            return


def grain(s: Seller) -> None:
    s.stock("rice", 16, s.spare())
    sit(s)


SHELF = (("tofu", 5), ("rice", 6), ("corn", 8), ("soybean_oil", 2), ("soap", 6), ("cigarettes", 2))


def shelf(s: Seller) -> None:
    for good, n in SHELF:
        s.stock(good, n, s.spare())
    sit(s)


def stays(s: Seller) -> None:
    for good, n in SHELF:
        s.stock(good, n, s.spare())
    sit(s, stay=True)


def store(s: Seller) -> None:
    """All the money lies in rice: two trips home while there is money for them, the rest of the day on the mat."""
    s.stock("rice", 30, s.spare())
    for _ in range(2):
        if s.now("money") > 8 * s.price("rice") and s.have("rice") >= 20:
            s.at("rice", "home", "store", "back")
            s.stock("rice", 30, s.spare())
    sit(s)


def book(s: Seller) -> None:
    """The price book: spare money into what stands low and has turned; out when it stands high and turns again."""
    goods = ("rice", "corn", "soap", "soybean_oil", "cigarettes")
    for g in goods:
        if s.have(g) > 8 and s.price(g) < s.price(g, 2) and s.price(g) * 100 > s.mean(g) * 104:
            s.at(g, *["sell5"] * ((s.have(g) - 4) // 5))
    low = [g for g in goods if s.price(g) > s.price(g, 2) and s.price(g) * 100 < s.mean(g) * 95]
    if low:
        g = min(low, key=lambda g: s.price(g) * 1000 // s.mean(g))
        s.stock(g, s.have(g) + max(0, s.now("money") - s.spare()) * 8 // 10 // (s.price(g) * 103 // 100 + 1))
    s.stock("rice", 16, s.spare())
    sit(s)


def word(s: Seller) -> None:
    """A friend's word: into what will rise, out of what will fall."""
    s.take("ask")
    most, which = 40, ""
    for g in ("rice", "corn", "soybean_oil", "soap", "cigarettes"):
        told = s.now(f"cloth.word.{g}") if f"cloth.word.{g}" in s.story.slot_of else 0
        if not told:
            continue
        change = told * 1000 // s.price(g) - 1000
        if change < -20 and s.have(g) > 12:
            s.at(g, *["sell5"] * ((s.have(g) - 8) // 5))
        if change > most:
            most, which = change, g
    if which:
        spare = max(0, s.now("money") - s.spare()) * 8 // 10
        s.stock(which, s.have(which) + spare // (s.price(which) * 103 // 100 + 1))
    s.stock("rice", 16, s.spare())
    sit(s)


def hidden(s: Seller, care: bool = True) -> None:
    """Two southern things under the floor, a whisper a day, rice on the mat for show."""
    if s.now("home.southern") < 2 and (s.now("risk") < 20 or not care):
        n = min(2 - s.now("home.southern"), (s.now("money") - s.spare()) // (s.price("southern") * 106 // 100 + 1))
        s.at("southern", *["buy1"] * max(0, n))
    if s.now("home.southern"):
        s.at("southern", "whisper")
    grain(s)


def greedy(s: Seller) -> None:
    hidden(s, care=False)


def dice(s: Seller) -> None:
    """Whatever stands there, by a stream of its own."""
    from jangmadang.story.chance import fixed

    for n in range(60):
        scene = s.story.scenes[s.run.moment.scene]
        if scene.id == "night":
            return
        open_ = [c.id for c in scene.choices if s.rules.is_open(c, s.run.moment.values)]
        s.run.choose(open_[fixed(s.run.seed, len(open_), "dice", s.now("day"), n)])


PLAYS: dict[str, Play] = {
    "grain mat": grain,
    "mixed shelf": shelf,
    "storeroom": store,
    "price book": book,
    "friend's word": word,
    "hidden, careful": hidden,
    "hidden, greedy": greedy,
    "at random": dice,
    "stays": stays,
}


def live(play: str, rules: Rules, seed: int, days: int = 30) -> float:
    """What a month of a play is worth in the end, in kilos of rice."""
    s = Seller(rules, seed)
    for _ in range(days):
        PLAYS[play](s)
        for _ in range(20):  # whatever page one ended on, home is the last choice or one step away
            if s.run.moment.scene == "night":
                break
            if not s.take("go"):
                s.take("back")
        s.take("night" if s.open("night") else "cloth")
    return s.worth()


def months(play: str, rules: Rules, lives: int, first: int = 0) -> tuple[float, float, float]:
    """Tenth, half and nine tenths of many months."""
    worth = sorted(live(play, rules, seed) for seed in range(first, first + lives))
    return worth[lives // 10], worth[lives // 2], worth[lives * 9 // 10]
