"""The world in columns: prices, wants, fixed draws and the calendar, asked by many lives at once.

The same answers as `play.world.World` gives to one. Takes columns of seeds and days; gives columns of whole numbers.
What depends on the day alone is reckoned once a day and looked up.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..play.world import World
from ..story import days, prices, rounding, shocks
from ..story.goods import KINDS
from .chances import I64, U64, fixed, stream
from .state import Lives

_NIGHTS_AHEAD = 40


class Worlds:
    """The world of one story, for columns of lives."""

    def __init__(self, world: World) -> None:
        self._world, self._prices = world, world.prices
        self._goods = tuple(world.story.goods)
        self._first = world.first_day
        self._last = world.last_day
        self._by_day: dict[object, tuple[int, I64]] = {}
        self._currency = {slot.name: slot.currency for slot in world.story.slots if slot.currency}

    # ---- what expressions call ----
    def price(self, lives: Lives, good: int, place: str | None, purse: str | None) -> I64:
        return self.price_on(lives, good, 0, place, purse)

    def price_on(self, lives: Lives, good: int, ahead: int | I64, place: str | None, purse: str | None) -> I64:
        at, on = self._at(place), self._market_day(lives.day) + ahead
        currency = self._currency[purse] if purse else "old_won"
        unit = self._unit(lives, at, on, currency)
        return _near((2 * self._kept(lives, self._goods[good], at, on) + unit) // (2 * unit), currency)

    def buy(
        self, lives: Lives, good: int, n: I64 | int, percent: I64 | int, place: str | None, purse: str | None
    ) -> I64:
        sum_, unit, currency = self._trade(lives, good, n, 100 + percent, place, purse)
        return _up(-(-sum_ // (100 * unit)), currency)

    def sell(
        self, lives: Lives, good: int, n: I64 | int, percent: I64 | int, place: str | None, purse: str | None
    ) -> I64:
        sum_, unit, currency = self._trade(lives, good, n, 100 - percent, place, purse)
        return _down(sum_ // (100 * unit), currency)

    def round_up(self, lives: Lives, sum_: I64, currency: str) -> I64:
        return _up(sum_ + np.zeros_like(lives.day), currency)

    def round_down(self, lives: Lives, sum_: I64, currency: str) -> I64:
        return _down(sum_ + np.zeros_like(lives.day), currency)

    def want(self, lives: Lives, good: int, hour: I64 | int) -> I64:
        name, on = self._goods[good], self._day(lives.day)
        n = self._prices.goods[name].want
        half = (n + 1) // 2
        asked = np.maximum(0, n - half + fixed(lives.seed, 2 * half + 1, "want", name, on, hour))
        return asked << self._of_day("holiday", on, lambda d: int(days.before_holiday(d)))

    def fixed(self, lives: Lives, size: I64 | int, *keys: I64 | int | str) -> I64:
        return fixed(lives.seed, size, *keys)

    def season(self, lives: Lives) -> I64:
        return self._of_day("season", self._day(lives.day), lambda d: days.SEASONS.index(days.season(d)))

    def weekday(self, lives: Lives) -> I64:
        return self._day(lives.day) % 7

    # ---- days ----
    def _day(self, day: I64) -> I64:
        return self._first + day - 1

    def _market_day(self, day: I64) -> I64:
        return self._first + np.minimum(day, self._last) - 1

    def _of_day(self, what: object, on: I64, reckon: Callable[[int], int]) -> I64:
        """A number that a day has, from a column of those days that were asked for so far."""
        if not on.size:
            return on
        low, high = int(on.min()), int(on.max())
        first, known = self._by_day.get(what, (low, np.empty(0, np.int64)))
        if low < first or high >= first + len(known):
            first, end = min(first, low), max(first + len(known), high + 1)
            known = np.array([reckon(d) for d in range(first, end)], np.int64)
            self._by_day[what] = first, known
        return known.take(on - first)

    # ---- prices ----
    def _at(self, place: str | None) -> str:
        return self._world.story.prices_at[place or self._world.story.place]

    def _trade(
        self, lives: Lives, good: int, n: I64 | int, percent: I64 | int, place: str | None, purse: str | None
    ) -> tuple[I64, I64 | int, str]:
        at, on = self._at(place), self._market_day(lives.day)
        currency = self._currency[purse] if purse else "old_won"
        unit = self._unit(lives, at, on, currency)
        return n * self._kept(lives, self._goods[good], at, on) * percent, unit, currency

    def _unit(self, lives: Lives, place: str, on: I64, currency: str) -> I64 | int:
        known = {"old_won": 1, "new_won": 100}.get(currency)
        return self._kept(lives, currency, place, on) if known is None else known

    def _kept(self, lives: Lives, good: str, place: str, on: I64) -> I64:
        """What a unit is worth: asked again and again on one day."""
        return lives.of_day((good, place), on, lambda seed, days: self._mid(seed, good, place, days))

    def _mid(self, seed: U64, good: str, place: str, on: I64) -> I64:
        p = self._of_day(("price", good, place), on, lambda d: self._prices.base(good, place, d)[0])
        nerves = self._of_day(("nerves", good, place), on, lambda d: self._prices.base(good, place, d)[1])
        p = p * (100 + self._shock(seed, place, on, KINDS.index(self._prices.goods[good].kind))) // 100
        common = stream(seed, good)
        local = stream(common, place)
        unrest = _wave(common, on, 12, prices.COMMON) + _wave(local, on, 7, prices.LOCAL)
        unrest += fixed(local, 2 * prices.DAILY + 1, "day", on) - prices.DAILY
        worth: I64 = np.maximum(1, p * (1000 + unrest * nerves // 100) // 1000)
        return worth

    def _shock(self, seed: U64, place: str, on: I64, kind: int) -> I64:
        """The percent that a shock puts on a kind of goods, as `shocks.draw` and `shocks.height` have it."""
        heights = np.array([percent[kind] for percent in shocks.SHOCKS.values()], np.int64)
        out = np.zeros(len(on), np.int64)
        if not heights.any():
            return out
        block, into = np.divmod(on, shocks.BLOCK)
        drawn = stream(seed, "shock", place, block)
        come = np.flatnonzero(fixed(drawn, 100, "comes") < shocks.IN_HUNDRED)
        if not come.size:
            return out
        drawn, into = drawn[come], into[come]
        since = into - (1 + fixed(drawn, 8, "start"))
        left = shocks.FADE + 3 + fixed(drawn, 5, "days") - since
        quarters = np.minimum(4, left)
        height = heights.take(fixed(drawn, len(heights), "which")) * quarters // 4
        out[come] = np.where((since >= 0) & (left > 0), height, 0)
        return out


def _wave(seed: U64, on: I64, period: int, size: int) -> I64:
    k, into = np.divmod(on, period)
    a, b = fixed(seed, 2 * size + 1, k), fixed(seed, 2 * size + 1, k + 1)
    return a + (b - a) * into // period - size


def _by(sum_: I64, currency: str) -> I64 | int:
    small, large, coarse = rounding.steps(currency)
    return small if small == coarse else np.where(np.abs(sum_) >= large, coarse, small)


def _up(sum_: I64, currency: str) -> I64:
    by = _by(sum_, currency)
    return -(-sum_ // by) * by


def _down(sum_: I64, currency: str) -> I64:
    by = _by(sum_, currency)
    return sum_ // by * by


def _near(sum_: I64, currency: str) -> I64:
    small, large, coarse = rounding.steps(currency)
    by = np.where(sum_ >= large, coarse, small)
    told: I64 = np.maximum(small, (sum_ + by // 2) // by * by)
    return told
