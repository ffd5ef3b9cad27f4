"""The price model: what a good is worth, as a function of seed, good, place and day, in whole numbers.

Takes a seed, a good's id, a place's name and a day number of `days`; gives sums of money, what buyers
want, and the news that moves prices. One unit runs through the whole history: the old won. A price is told in
the currency of the purse that pays, never by date. No roll is used and nothing is remembered but what was
reckoned before: looking at a price never changes luck. Who owns what, and what a market does with a price,
stays outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from . import rounding
from .chance import fixed, stream
from .days import date_of, day_of
from .goods import CURVES, GOODS, KINDS, REFORM, Good, Months
from .shocks import BLOCK, SHOCK_HIGH, SHOCK_LOW, Shock, draw, height

CURRENCIES = ("old_won", "new_won", "yuan", "dollar")

PLACES: dict[str, str] = {
    **dict.fromkeys(("border", "hyesan", "sinuiju", "hoeryong", "musan", "onsong", "wiwon"), "border"),
    **dict.fromkeys(("inland", "chongjin", "hamhung", "kilju", "pyongsong", "pyongyang", "sunchon"), "inland"),
    "village": "village",
}
"""The places that come with the game and the kind of each; a story adds its own under these three kinds."""

_FARM: Months = (90, 92, 95, 98, 100, 99, 95, 88, 82, 80, 83, 87)
_AT_PLACE: dict[str, dict[str, int]] = {
    "border": {},
    "inland": {"import": 113, "grain": 96, "money": 102},
    "village": {"import": 118},
}

# Sizes of unrest in a thousandth: all places together, one place alone, one day.
COMMON, LOCAL, DAILY = 130, 60, 15
_UNREST = COMMON + LOCAL + DAILY
# After the exchange one day swung from 100 to 50 to 200 (F-CUR-22, F-CUR-23).
_WILD_FROM, _WILD_TO, _WILD = day_of("2009-12-01"), day_of("2010-03-01"), 250

SPREAD = 3
"""Percent that the row takes on each side of the price, from who buys and from who sells."""

_MEMORY = 1 << 15
_NARROW = 62


def tag(old_won: int, day: int) -> int:
    """A sum as it is written on a counter that day: in old won, from the reform on in new won; at least 1."""
    return old_won if day < REFORM else max(1, (old_won + 50) // 100)


class Prices:
    """The prices of one story: its goods, its places, its pinned shocks. The same for all its lives.

    Every method is a pure function of its arguments; what is kept inside only saves reckoning twice. Goods
    and places are names: one that is unknown raises KeyError, and so does a currency.
    """

    def __init__(
        self,
        goods: Mapping[str, Good] = GOODS,
        places: Mapping[str, str] | None = None,
    ) -> None:
        self.goods = dict(goods)
        self.places = {**PLACES, **(places or {})}
        self._curves: dict[str, tuple[list[int], list[int]]] = {}
        self._mids: dict[tuple[int, str, str, int], int] = {}
        self._bases: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._blocks: dict[tuple[int, str, int], tuple[str, int, int]] = {}

    # What a unit is worth

    def mid(self, seed: int, good: str, place: str, day: int) -> int:
        """What one unit is worth, in old won, at a place on a day: at least 1."""
        key = (seed, good, place, day)
        found = self._mids.get(key)
        if found is None:
            if len(self._mids) >= _MEMORY:
                self._mids.clear()
            found = self._mids[key] = self._mid(seed, good, place, day)
        return found

    def _mid(self, seed: int, good: str, place: str, day: int) -> int:
        p, nerves = self.base(good, place, day)
        p = p * (100 + self.shock(seed, place, day).percent[KINDS.index(self.goods[good].kind)]) // 100
        common = stream(seed, good)
        local = stream(common, place)
        unrest = _wave(common, day, 12, COMMON) + _wave(local, day, 7, LOCAL)
        unrest += fixed(local, 2 * DAILY + 1, "day", day) - DAILY
        return max(1, p * (1000 + unrest * nerves // 100) // 1000)

    def base(self, good: str, place: str, day: int) -> tuple[int, int]:
        """Curve, season and place: the price before shock and unrest, and percent of restlessness."""
        key = (good, place, day)
        found = self._bases.get(key)
        if found is None:
            if len(self._bases) >= _MEMORY:
                self._bases.clear()
            g = self.goods[good]
            p = self._curve(g, day) * g.ratio // 100 * _month(g.months, day) // 100
            where = self.places[place]
            there = _month(_FARM, day) if _farm(g, where) else _AT_PLACE[where].get(g.kind, 100)
            found = self._bases[key] = (p * there // 100, _nerves(g, _WILD_FROM <= day < _WILD_TO))
        return found

    def _knots(self, g: Good) -> tuple[list[int], list[int]]:
        if g.id not in self._curves:
            knots = ((0, g.follows),) if isinstance(g.follows, int) else g.follows
            knots = CURVES[knots] if isinstance(knots, str) else knots
            self._curves[g.id] = ([d for d, _ in knots], [p for _, p in knots])
        return self._curves[g.id]

    def _curve(self, g: Good, day: int) -> int:
        days, sums = self._knots(g)
        i = bisect_right(days, day)
        if i in (0, len(days)):
            return sums[max(0, i - 1)]
        return sums[i - 1] + (sums[i] - sums[i - 1]) * (day - days[i - 1]) // (days[i] - days[i - 1])

    # What a purse pays and gets

    def quote(self, seed: int, good: str, place: str, day: int, currency: str = "old_won") -> int:
        """The price of one unit as it is spoken, in a currency: the nearest round sum (see `rounding`)."""
        unit = self.unit(seed, place, day, currency)
        return rounding.near((2 * self.mid(seed, good, place, day) + unit) // (2 * unit), currency)

    def buy(
        self,
        seed: int,
        good: str,
        place: str,
        day: int,
        n: int = 1,
        currency: str = "old_won",
        spread: int = SPREAD,
    ) -> int:
        """What n units cost there, in a currency: the whole sum is rounded once, up."""
        sum_ = n * self.mid(seed, good, place, day) * (100 + spread)
        return rounding.up(-(-sum_ // (100 * self.unit(seed, place, day, currency))), currency)

    def sell(
        self,
        seed: int,
        good: str,
        place: str,
        day: int,
        n: int = 1,
        currency: str = "old_won",
        spread: int = SPREAD,
    ) -> int:
        """What n units bring there when sold to the row at once, in a currency: rounded once, down."""
        sum_ = n * self.mid(seed, good, place, day) * (100 - spread)
        return rounding.down(sum_ // (100 * self.unit(seed, place, day, currency)), currency)

    def retail(
        self,
        seed: int,
        good: str,
        place: str,
        day: int,
        n: int = 1,
        currency: str = "old_won",
        extra: int = 0,
    ) -> int:
        """What n units bring from buyers who were called, in a currency: the good's margin and `extra`
        percent (credit 10) over the price, rounded once, down.
        """
        sum_ = n * self.mid(seed, good, place, day) * (100 + self.goods[good].margin + extra)
        return rounding.down(sum_ // (100 * self.unit(seed, place, day, currency)), currency)

    def unit(self, seed: int, place: str, day: int, currency: str) -> int:
        """What one of a currency is worth in old won: 1, 100, or a yuan's or dollar's price that day."""
        if currency == "old_won":
            return 1
        if currency == "new_won":
            return 100
        if currency not in CURRENCIES:
            raise KeyError(currency)
        return self.mid(seed, currency, place, day)

    # What moves prices, and what buyers ask for

    def shock(self, seed: int, place: str, day: int) -> Shock:
        """The shock over a place on a day, or `CALM`. Of blocks of twenty days 35 in 100 have one:
        it comes in a day, stays for three to seven, fades in three.
        """
        k, into = divmod(day, BLOCK)
        block = self._blocks.get((seed, place, k))
        if block is None:
            if len(self._blocks) >= _MEMORY:
                self._blocks.clear()
            block = self._blocks[seed, place, k] = draw(stream(seed, "shock", place, k))
        return height(block[0], into - block[1], block[2])

    def want(self, seed: int, good: str, day: int, hour: int, holiday: bool = False) -> int:
        """How many units buyers ask for in an hour: the good's want, a half more or less; twice that
        before a holiday, which the caller knows.
        """
        n = self.goods[good].want
        half = (n + 1) // 2
        asked = max(0, n - half + fixed(seed, 2 * half + 1, "want", good, day, hour))
        return 2 * asked if holiday else asked

    # What is proved for every seed

    def usual(self, good: str, day: int) -> tuple[int, int, int]:
        """The least, middle and most that unrest alone makes of a price at the border."""
        p, nerves = self.base(good, "border", day)
        return p * (1000 - _UNREST * nerves // 100) // 1000, p, p * (1000 + _UNREST * nerves // 100) // 1000

    def band(self, good: str, place: str, day: int) -> tuple[int, int]:
        """The least and the most, in old won, that `mid` can be for any seed whatever."""
        p, nerves = self.base(good, place, day)
        return _stretch(p, p, nerves, self.goods[good].kind)

    def mid_range(self, good: str, place: str, first: int, last: int) -> tuple[int, int]:
        """Bounds of `mid` for any seed on the days from `first` to `last`; rough beyond two months."""
        if last - first < _NARROW:
            bands = [self.band(good, place, d) for d in range(first, last + 1)]
            return min(low for low, _ in bands), max(high for _, high in bands)
        for cut in (_WILD_FROM, _WILD_TO):
            if first < cut <= last:
                parts = (self.mid_range(good, place, first, cut - 1), self.mid_range(good, place, cut, last))
                return min(low for low, _ in parts), max(high for _, high in parts)
        g, where = self.goods[good], self.places[place]
        days, sums = self._knots(g)
        seen = sums[bisect_right(days, first) : bisect_right(days, last)]
        seen = [*seen, self._curve(g, first), self._curve(g, last)]
        at = _FARM if _farm(g, where) else (_AT_PLACE[where].get(g.kind, 100),)
        low = min(seen) * g.ratio // 100 * min(g.months) // 100 * min(at) // 100
        high = max(seen) * g.ratio // 100 * max(g.months) // 100 * max(at) // 100
        return _stretch(low, high, _nerves(g, _WILD_FROM <= first < _WILD_TO), g.kind)

    def price_range(
        self, good: str, place: str, first: int, last: int, currency: str = "old_won", percent: int = 100
    ) -> tuple[int, int]:
        """Bounds of a unit's price in a currency, for any seed, on the days from `first` to `last`.

        They hold for `quote` (percent 100), `buy` (100 + spread), `sell` (100 - spread) and `retail`,
        whichever way each rounds; the low one may be 0.
        """
        low, high = self.mid_range(good, place, first, last)
        fixed_unit = {"old_won": 1, "new_won": 100}.get(currency)
        dear, cheap = (fixed_unit, fixed_unit) if fixed_unit else self.mid_range(currency, place, first, last)[::-1]
        most = max(1, -(-high * percent // (100 * cheap)))
        return rounding.down(low * percent // (100 * dear), currency), rounding.up(most, currency)


def _wave(key: int, day: int, period: int, size: int) -> int:
    """Value noise, -size to size: drawn for every period-th day, straight between. So prices remember."""
    k, into = divmod(day, period)
    a, b = fixed(key, 2 * size + 1, k), fixed(key, 2 * size + 1, k + 1)
    return a + (b - a) * into // period - size


def _month(months: Months, day: int) -> int:
    """The percent of a day: the month's in its middle, straight lines between."""
    date = date_of(day)
    m = (date.month - (1 if date.day >= 15 else 2)) % 12
    return months[m] + (months[(m + 1) % 12] - months[m]) * ((date.day - 15) % 30) // 30


def _farm(g: Good, where: str) -> bool:
    # On the threshing floor grain costs a fifth less after the harvest, and as much as in town in May.
    return where == "village" and g.kind == "grain"


def _nerves(g: Good, wild: bool) -> int:
    return g.restless * (_WILD if wild else 100) // 100


def _stretch(low: int, high: int, nerves: int, kind: str) -> tuple[int, int]:
    """A span of prices before shock and unrest, widened by the most that both can do."""
    k, most = KINDS.index(kind), _UNREST * nerves
    low = low * (100 + SHOCK_LOW[k]) // 100 * (1000 + -most // 100) // 1000
    high = high * (100 + SHOCK_HIGH[k]) // 100 * (1000 + most // 100) // 1000
    return max(1, low), max(1, high)
