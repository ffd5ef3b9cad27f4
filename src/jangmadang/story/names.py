"""Every name of a story: what is declared, what exists in every story, and which slot each one has.

Slots are given when a name is first asked for, so a state holds only what its story reads or changes. Expressions ask
through a `Scope`: the names as one scene sees them (its place, an encounter's own short names). Knows no YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from . import days
from .chance import M64
from .expressions import INT, MOST, Checked, Kind, Names, Symbol, Table, Type
from .expressions import Person as Held
from .goods import Good, Unit
from .model import DAY, ROLLS, SEED, Person, Slot
from .prices import CURRENCIES, PLACES, Prices

DAYS = 9_999
OFFICIAL_FIELDS = {"met": 9, "knows": 5, "taught": 5, "named": 3, "regular": DAYS}
"""What an official remembers, and its largest value."""
GOOD_FIELDS = {"have": 999, "home": 999, "paid": MOST}
"""Units in the pack, units in the storeroom, the average sum paid for one."""
SHARED = {"caught": 9, "seen_outside": 9, "heard": 9, "heard_day": DAYS}
"""What the encounters remember between them; every story has them."""
WORLD = {"season": days.SEASONS, "weekday": days.WEEKDAYS}
MOST_DAYS = 1100
"""How many days after its first a story's prices are reckoned for, where `day` has no bound of its own."""


def last_day(slots: Sequence[Slot]) -> int:
    """The last day of a story whose prices are reckoned, from 1."""
    high = slots[DAY].high
    return MOST_DAYS if high == DAYS else high


class StoryNames:
    """All names of one story, and the slots given so far."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.slot_of: dict[str, int] = {}
        self.symbols: dict[str, Symbol] = {}
        self.pending: dict[str, Callable[[], Symbol]] = {}
        """Conditions and computed numbers not looked at yet."""
        self.people: dict[str, Person] = {}
        self.officials: set[str] = set()
        self.goods: dict[str, Good] = {}
        self.good_index: dict[str, int] = {}
        self.carried: dict[str, dict[str, int]] = {}
        """What is had of a good at the start, by field."""
        self.scenes: dict[str, None] = {}
        """Ids in the order written: what is near to a slip must not hang on how Python hashes."""
        self.notes: dict[str, int] = {}
        self.phrases: dict[str, None] = {}
        self.tables: dict[str, Table] = {}
        self.places: dict[str, str] = {}
        """What each place is called."""
        self.prices_at: dict[str, str] = {place: place for place in PLACES}
        """Whose prices hold at each place."""
        self.prices = Prices()
        self.place = "hyesan"
        """Where the story plays unless a scene says otherwise."""
        self.units: dict[str, Unit] = {}
        self.first_day: int | None = None
        for name, high in (("seed of this life", M64), ("rolls of this life", MOST)):
            self.add_slot(Slot(name, INT, 0, 0, high, inner=True), named=False)
        assert (SEED, ROLLS) == (0, 1)

    # ---- slots ----
    def add_slot(self, slot: Slot, named: bool = True) -> int:
        """The number of a new slot; with `named`, expressions find it by its name."""
        number = len(self.slots)
        self.slots.append(slot)
        self.slot_of[slot.name] = number
        if named:
            self.symbols[slot.name] = Symbol(slot.name, slot.type, slot.low, slot.high, slot=number)
        return number

    def counter(self, name: str, high: int = DAYS) -> int:
        """The slot of a number the story keeps for itself, such as `visits(stove)`."""
        known = self.slot_of.get(name)
        return known if known is not None else self.add_slot(Slot(name, INT, 0, 0, high, inner=True), named=False)

    # ---- looking up ----
    def find(self, name: str) -> Symbol | None:
        symbol = self.symbols.get(name)
        if symbol is not None:
            return symbol
        if name in self.pending:
            return self._settle(name)
        head, dot, tail = name.rpartition(".")
        if dot:
            return self._dotted(name, head, tail)
        if name in SHARED:
            self.add_slot(Slot(name, INT, 0, 0, SHARED[name], inner=True))
            return self.symbols[name]
        if name in WORLD and self.first_day is not None:
            options = WORLD[name]
            return Symbol(name, Names(tuple(options), f"a {name}"), 0, len(options) - 1, slot=DAY, call=name)
        return None

    def _settle(self, name: str) -> Symbol:
        self.symbols[name] = symbol = self.pending[name]()
        self.pending.pop(name, None)
        return symbol

    def _dotted(self, name: str, head: str, tail: str) -> Symbol | None:
        if head in GOOD_FIELDS and tail in self.goods:
            good = self.goods[tail]
            start = self.carried.get(tail, {}).get(head, 0)
            label = good.name if head == "have" else f"{good.name} at home" if head == "home" else ""
            high = GOOD_FIELDS[head]
            inner = head == "paid"
            self.add_slot(Slot(name, INT, start, 0, high, label, unit=good.unit, field=head, good=tail, inner=inner))
            return self.symbols[name]
        if head in self.officials and tail in OFFICIAL_FIELDS:
            high = OFFICIAL_FIELDS[tail]
            self.add_slot(Slot(name, INT, 0, 0, high, person=head, field=tail, inner=True))
            return self.symbols[name]
        holder = self.symbols.get(head)
        if holder is not None and holder.slot is not None and isinstance(holder.type, Held):
            return self._through(name, holder, tail)
        return None

    def _through(self, name: str, holder: Symbol, field: str) -> Symbol | None:
        """`teller.trust`: the field of whoever the slot holds; nobody's is 0."""
        assert holder.slot is not None
        fields = [self.find(f"{person}.{field}") for person in self.people]
        if not any(fields):
            return None
        known = [f for f in fields if f is not None]
        via = (holder.slot, (None, *(f.slot if f is not None else None for f in fields)))
        return Symbol(name, INT, min(0, *(f.low for f in known)), max(f.high for f in known), via=via)

    def names(self) -> Iterable[str]:
        """Everything a writer may have meant."""
        yield from self.symbols
        yield from self.pending
        yield from SHARED
        if self.first_day is not None:
            yield from WORLD
        for good in self.goods:
            yield f"have.{good}"
            yield f"home.{good}"
        for official in self.officials:
            for field in OFFICIAL_FIELDS:
                yield f"{official}.{field}"

    def holder(self, allowed: tuple[str, ...]) -> Type:
        """The type of a variable that holds one of some people."""
        return Held(tuple(self.people), allowed)

    def person_name(self, name: str) -> str:
        person = self.people.get(name)
        return person.name if person else ""

    def has_note(self, name: str) -> bool:
        return name in self.notes

    def note_names(self) -> Iterable[str]:
        return self.notes

    def has_phrase(self, name: str) -> bool:
        return name in self.phrases

    def unit(self, name: str) -> Unit | None:
        return self.units.get(name)

    def unit_names(self) -> Iterable[str]:
        return self.units

    def last_day(self) -> int:
        """The last day whose prices are reckoned; those after it have the prices of that day."""
        return last_day(self.slots)


class Odds(Protocol):
    """What the choices of a scene may roll."""

    def ids(self) -> Iterable[str]: ...

    def of(self, id_: str, /) -> Checked | None: ...


class Scope:
    """The names as one scene sees them; what `expressions.check` asks."""

    def __init__(
        self,
        names: StoryNames,
        place: str,
        local: dict[str, str] | None = None,
    ) -> None:
        self.all = names
        self.place_here = place
        self.local = local or {}
        self.odds: Odds | None = None
        """Of the scene looked at now; scenes of one place share what else they see."""

    def find(self, name: str) -> Symbol | None:
        return self.all.find(self.local.get(name, name))

    def names(self) -> Iterable[str]:
        yield from self.local
        yield from self.all.names()

    def ids(self, kind: Kind) -> Iterable[str]:
        if kind == "purse":
            return [slot.name for slot in self.all.slots if slot.currency]
        if kind == "choice":
            return self.odds.ids() if self.odds is not None else ()
        known: dict[str, Iterable[str]] = {
            "scene": self.all.scenes,
            "good": self.all.goods,
            "place": self.all.places,
            "table": self.all.tables,
        }
        return known[kind]

    def find_scene(self, name: str) -> bool:
        return name in self.all.scenes

    def good(self, name: str) -> int | None:
        return self.all.good_index.get(name)

    def place(self, name: str) -> bool:
        return name in self.all.places

    def purse(self, name: str) -> bool:
        slot = self.all.slot_of.get(name)
        return slot is not None and self.all.slots[slot].currency in CURRENCIES

    def currency(self, purse: str) -> str:
        return self.all.slots[self.all.slot_of[purse]].currency

    def table(self, name: str) -> Table | None:
        return self.all.tables.get(name)

    def visits_slot(self, scene: str) -> int:
        return self.all.counter(f"visits({scene})")

    def last_visit_slot(self, scene: str) -> int:
        return self.all.counter(f"last({scene})", DAYS)

    def day_slot(self) -> int:
        return DAY

    def day_of(self, year: int, month: int, day: int) -> int | None:
        if self.all.first_day is None:
            return None
        return days.day_of(f"{year:04}-{month:02}-{day:02}") - self.all.first_day + 1

    def price_range(
        self, good: str, place: str | None, purse: str | None, first: int = 0, last: int = 0, /
    ) -> tuple[int, int]:
        """The least and most of a price over every seed, `first` to `last` days from every day the story can reach."""
        begin = self.all.first_day or 0
        until = begin + self.all.last_day() - 1
        currency = self.currency(purse) if purse else "old_won"
        at = self.all.prices_at.get(place or self.place_here, "hyesan")
        return self.all.prices.price_range(good, at, begin + first, until + last, currency)

    def want_high(self, good: str) -> int:
        return self.all.goods[good].want_high()

    def odds_of(self, choice: str) -> Checked | None:
        return self.odds.of(choice) if self.odds is not None else None

    def here(self) -> str | None:
        return self.place_here or None
