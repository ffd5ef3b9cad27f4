"""A small made-up story to check expressions against: its Scope, its World, and states of it."""

from collections.abc import Iterable

from jangmadang.story import rounding
from jangmadang.story.expressions import (
    BOOL,
    INT,
    MOST,
    Checked,
    Kind,
    Members,
    Names,
    Person,
    Symbol,
    Table,
    Type,
    check,
)

PEOPLE = ("mina", "om", "ri", "sled")
TRACKS = ("none", "queue", "road", "wall")
TOLD = ("row", "twelve", "mina")
SEASONS = ("winter", "spring", "summer", "autumn")
TELLERS = ("none", "sled", "om")

DECLARED: list[tuple[str, Type, int, int]] = [
    ("seed", INT, 0, 2**62),
    ("rolls", INT, 0, MOST),
    ("day", INT, 1, 3650),
    ("money", INT, 0, MOST),
    ("pot", INT, 0, 200),
    ("risk", INT, 0, 100),
    ("debt", INT, -50, 50),
    ("held", BOOL, 0, 1),
    ("own_seam", BOOL, 0, 1),
    ("track", Names(TRACKS), 0, 3),
    ("told", Members(TOLD), 0, 7),
    ("pot_had", Members(PEOPLE), 0, 15),
    ("teller", Person(PEOPLE, TELLERS), 0, 4),
    ("host", Person(PEOPLE, ("mina", "sled")), 1, 4),
    ("mina.trust", INT, 0, 100),
    ("om.trust", INT, 0, 100),
    ("ri.trust", INT, 0, 100),
    ("sled.trust", INT, 0, 100),
    # Named like a member of `track`, to clash with it.
    ("queue", INT, 0, 9),
]
SLOT = {name: i for i, (name, *_) in enumerate(DECLARED)}
VISITS, LAST_VISIT = len(SLOT), len(SLOT) + 1
SLOTS = LAST_VISIT + 1
TRUST = tuple(SLOT[f"{person}.trust"] for person in PEOPLE)

TABLES = {
    "hours_left": Table("hours_left", (4, 3, 2), Names(("sled", "om", "none"))),
    "tolls": Table("tolls", (0, 5, 20)),
}


class Row:
    """The Scope."""

    def __init__(self, here: str | None = None) -> None:
        self.place_here = here
        self.symbols = {name: Symbol(name, type_, low, high, slot=SLOT[name]) for name, type_, low, high in DECLARED}
        self.add(Symbol("levy", INT, value=3000))
        self.add(Symbol("teller.trust", INT, 0, 100, via=(SLOT["teller"], (None, *TRUST))))
        self.add(Symbol("season", Names(SEASONS), 0, 3, slot=SLOT["day"], call="season"))

    def add(self, symbol: Symbol) -> None:
        self.symbols[symbol.name] = symbol

    def find(self, name: str) -> Symbol | None:
        return self.symbols.get(name)

    def names(self) -> Iterable[str]:
        return self.symbols

    def ids(self, kind: Kind) -> Iterable[str]:
        known: dict[Kind, list[str]] = {
            "scene": ["stove", "drain"],
            "good": ["rice", "corn"],
            "place": ["hyesan", "hamhung"],
            "purse": ["money", "yuan"],
            "table": list(TABLES),
            "choice": ["latrine"],
        }
        return known[kind]

    def find_scene(self, name: str) -> bool:
        return name in self.ids("scene")

    def good(self, name: str) -> int | None:
        goods = list(self.ids("good"))
        return goods.index(name) if name in goods else None

    def place(self, name: str) -> bool:
        return name in self.ids("place")

    def purse(self, name: str) -> bool:
        return name in self.ids("purse")

    def currency(self, purse: str) -> str:
        return {"money": "old_won", "yuan": "yuan"}[purse]

    def table(self, name: str) -> Table | None:
        return TABLES.get(name)

    def here(self) -> str | None:
        return self.place_here

    def price_range(self, good: str, place: str | None, purse: str | None) -> tuple[int, int]:
        return (10, 40) if purse == "yuan" else (1000, 4000)

    def want_high(self, good: str) -> int:
        return 12

    def odds_of(self, choice: str) -> Checked | None:
        odds = check("clamp(60 - risk // 2, 5, 95)", self, INT)
        return odds if choice == "latrine" and isinstance(odds, Checked) else None

    def day_of(self, year: int, month: int, day: int) -> int | None:
        return day if (year, month) == (2009, 11) else None

    def visits_slot(self, scene: str) -> int:
        return VISITS

    def last_visit_slot(self, scene: str) -> int:
        return LAST_VISIT

    def day_slot(self) -> int:
        return SLOT["day"]


class Town:
    """The World: made-up answers that depend on all that they are given, within the Scope's bounds."""

    def price(self, s: list[int], good: int, place: str | None, purse: str | None) -> int:
        low, high = (10, 40) if purse == "yuan" else (1000, 4000)
        return low + (s[SLOT["day"]] * 37 + good * 11 + len(place or "")) % (high - low + 1)

    def buy(self, s: list[int], good: int, amount: int, percent: int, place: str | None, purse: str | None) -> int:
        return -(-self.price(s, good, place, purse) * amount * (100 + percent) // 100)

    def sell(self, s: list[int], good: int, amount: int, percent: int, place: str | None, purse: str | None) -> int:
        return self.price(s, good, place, purse) * amount * (100 - percent) // 100

    def round_up(self, s: list[int], sum_: int, currency: str) -> int:
        return rounding.up(sum_, currency)

    def round_down(self, s: list[int], sum_: int, currency: str) -> int:
        return rounding.down(sum_, currency)

    def want(self, s: list[int], good: int, hour: int) -> int:
        return (s[SLOT["day"]] + good + hour) % 13

    def fixed(self, s: list[int], size: int, *keys: int | str) -> int:
        return sum(len(k) if isinstance(k, str) else k for k in keys) % size

    def season(self, s: list[int]) -> int:
        return s[SLOT["day"]] % 4


def state(**values: int) -> list[int]:
    """A state: the lowest of each slot, but for what is given (`mina_trust` for `mina.trust`)."""
    s = [max(0, low) for _, _, low, _ in DECLARED] + [0, 0]
    for name, value in values.items():
        s[SLOT.get(name, -1) if name in SLOT else SLOT[name.replace("_", ".")]] = value
    return s
