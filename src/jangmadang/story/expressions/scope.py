"""What a name means: what checking an expression asks of the story, and what running one asks of its world.

Only the shape of the answers lives here. The loader brings a Scope, the playthrough brings a World.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from .tree import Checked
from .types import INT, Names, Plain, Type

Kind = Literal["scene", "good", "place", "purse", "table", "choice"]
"""What a function can be asked about by name."""

MOST = 999_999_999
"""The most that a slot holds when nothing else is said; visits and days are counted no further."""


class Symbol(Struct, frozen=True, gc=False):
    """What a declared name stands for: exactly one of slot (alone), value, tree, via and call."""

    name: str
    type: Type
    low: int = 0
    high: int = 0
    slot: int | None = None
    """A slot of the state. With `call`: the slot that the call depends on, such as the day for the season."""
    value: int | None = None
    """A constant."""
    tree: Checked | None = None
    """A condition or a computed number: put in as it is; its own bounds count."""
    via: tuple[int, tuple[int | None, ...]] | None = None
    """A field of the person whom a slot holds, `teller.trust`: that slot, and the field's slot by its value (index 0
    is nobody). low and high enclose every field; the 0 of nobody is added when checked."""
    call: str = ""
    """A function of the World that takes the state alone: `season`, `weekday`."""


class Table(Struct, frozen=True, gc=False):
    """A constant list by number (keys INT), or by name: values[i] belongs to keys.options[i]."""

    name: str
    values: tuple[int, ...]
    keys: Plain | Names = INT


class Scope(Protocol):
    """What an expression may speak of. Every look-up gives None or False for what does not exist."""

    def find(self, name: str) -> Symbol | None:
        """The declared thing of that name, dots and all."""

    def names(self) -> Iterable[str]:
        """All that `find` knows, for `did you mean`. Asked only when something is wrong."""

    def ids(self, kind: Kind) -> Iterable[str]:
        """All ids of a kind, for `did you mean`. Asked only when something is wrong."""

    def find_scene(self, name: str) -> bool: ...

    def good(self, name: str) -> int | None:
        """The good's index among the story's goods."""

    def place(self, name: str) -> bool: ...

    def purse(self, name: str) -> bool: ...

    def currency(self, purse: str, /) -> str:
        """What a purse that exists holds: `old_won`."""

    def table(self, name: str) -> Table | None: ...

    def here(self) -> str | None:
        """The place whose prices hold where none is named; None leaves it to the World."""

    def price_range(
        self, good: str, place: str | None, purse: str | None, first: int = 0, last: int = 0, /
    ) -> tuple[int, int]:
        """Whole numbers that enclose the exact price of one with any seed, `first` to `last` days from any day."""

    def want_high(self, good: str) -> int:
        """The most of it that an hour can ask for."""

    def odds_of(self, choice: str) -> Checked | None:
        """The odds in 100 of a choice's first outcome; None when there is no such choice or it rolls nothing."""

    def day_of(self, year: int, month: int, day: int) -> int | None:
        """The story's day for a date that exists, or None when the story has no calendar."""

    def visits_slot(self, scene: str) -> int:
        """The slot that counts a scene's visits; made when first asked for."""

    def last_visit_slot(self, scene: str) -> int:
        """The slot with the day of a scene's last visit, 0 before the first; made when first asked for."""

    def day_slot(self) -> int:
        """The slot of `day`."""


class World(Protocol):
    """What running expressions call, always with the state first; `source` writes plain functions of these names.

    `place` and `purse` are None where the writer left them out. Sums are whole units of the purse's currency.
    """

    def price(self, s: object, good: int, place: str | None, purse: str | None, /) -> int:
        """The price of one, within `price_range`."""

    def price_on(self, s: object, good: int, days: int, place: str | None, purse: str | None, /) -> int:
        """The price of one so many days from today."""

    def buy(self, s: object, good: int, amount: int, percent: int, place: str | None, purse: str | None, /) -> int:
        """What `amount` (0 or more) cost at `percent` over the price, the total rounded up once."""

    def sell(self, s: object, good: int, amount: int, percent: int, place: str | None, purse: str | None, /) -> int:
        """What `amount` (0 or more) bring at `percent` under the price, the total rounded down once."""

    def round_up(self, s: object, sum_: int, currency: str, /) -> int:
        """A sum as it is asked (see `rounding`)."""

    def round_down(self, s: object, sum_: int, currency: str, /) -> int:
        """A sum as it is counted out."""

    def want(self, s: object, good: int, hour: int, /) -> int:
        """How much of it is wanted in that hour of today, 0 or more."""

    def fixed(self, s: object, size: int, /, *keys: int | str) -> int:
        """A number from 0 to size - 1, settled by the life's seed and the keys."""

    def season(self, s: object, /) -> int:
        """Index into winter, spring, summer, autumn."""

    def weekday(self, s: object, /) -> int:
        """Index into monday … sunday."""
