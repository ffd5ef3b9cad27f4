"""What the world can answer, whatever the seed: bounds of prices, wants, rounded sums, seasons and weekdays.

Takes a function's name, bounds of what it is given and of the day; gives bounds that hold for every life.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from ..desk.lint.proving import ANY
from ..play.world import World
from ..story import days, rounding
from ..story.expressions import Node
from ..story.expressions.intervals import Interval
from ..story.model import Story

_A_WEEK, _A_SEASON, _A_YEAR = 7, 60, 400
_Span = Callable[[Node], Interval]


class Market:
    """The bounds of one story's world."""

    def __init__(self, story: Story) -> None:
        self._world = World(story)
        self._goods = tuple(story.goods)
        self._currency = {slot.name: slot.currency for slot in story.slots if slot.currency}
        self._prices_at, self._place = story.prices_at, story.place
        self._known: dict[tuple[object, ...], Interval] = {}
        self._mids: dict[tuple[str, str, int, int], Interval] = {}

    def span(self, name: str, args: tuple[Node | int | str | None, ...], span: _Span, day: Interval) -> Interval:
        """Bounds of what a function gives; `span` gives those of a node, `day` are those of the story's day."""
        given = tuple(
            span(arg) if not isinstance(arg, int | str | None) else arg  # what is known of it now
            for arg in (args[:1] if name == "fixed" else args)
        )
        key = (name, given, day)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._asked(name, given, day)
        return known

    def _asked(self, name: str, given: tuple[object, ...], day: Interval) -> Interval:
        match name, given:
            case "fixed", (size,):
                return 0, (size if isinstance(size, int) else cast(Interval, size)[1]) - 1
            case "round_up" | "round_down", ((int(low), int(high)), str(currency)):
                turn = rounding.up if name == "round_up" else rounding.down
                return turn(low, currency), turn(high, currency)
            case "season", ():
                return self._among(days.SEASONS, days.season, day, _A_SEASON)
            case "weekday", ():
                return self._among(days.WEEKDAYS, days.weekday, day, _A_WEEK)
            case "want", (int(good), _):
                return self._want(good, day)
            case "price", (int(good), place, purse):
                return self._quote(good, (0, 0), place, purse, day)
            case "price_on", (int(good), (int(low), int(high)), place, purse):
                return self._quote(good, (low, high), place, purse, day)
            case "buy" | "sell", (int(good), (int(a), int(b)), (int(c), int(d)), place, purse):
                return self._trade(name, good, (a, b), (c, d), place, purse, day)
        return ANY

    def _among(self, names: tuple[str, ...], name: Callable[[int], str], day: Interval, most: int) -> Interval:
        first, last = self._world.first_day + day[0] - 1, self._world.first_day + day[1] - 1
        if last - first >= most:
            return 0, len(names) - 1
        found = [names.index(name(one)) for one in range(first, last + 1)]
        return min(found), max(found)

    def _want(self, number: int, day: Interval) -> Interval:
        want = self._world.prices.goods[self._goods[number]].want
        half = (want + 1) // 2
        first, last = self._world.first_day + day[0] - 1, self._world.first_day + day[1] - 1
        holiday = last - first >= _A_YEAR or any(days.before_holiday(one) for one in range(first, last + 1))
        return max(0, want - half), (want + half) * (2 if holiday else 1)

    # ---- prices ----
    def _days(self, day: Interval, ahead: Interval) -> Interval:
        first, last = self._world.first_day - 1, self._world.last_day
        return first + min(day[0], last) + ahead[0], first + min(day[1], last) + ahead[1]

    def _about(self, good: int, place: object, purse: object, when: Interval) -> tuple[Interval, Interval, str]:
        """Of a good, what one is worth in old won, what one of the purse's money is, and the money."""
        there = self._prices_at[cast(str, place) or self._place]
        currency = self._currency[cast(str, purse)] if purse else "old_won"
        plain = {"old_won": 1, "new_won": 100}.get(currency)
        unit = (plain, plain) if plain else self._mid(currency, there, *when)
        return self._mid(self._goods[good], there, *when), unit, currency

    def _mid(self, good: str, place: str, first: int, last: int) -> Interval:
        key = (good, place, first, last)
        known = self._mids.get(key)
        if known is None:
            known = self._mids[key] = self._world.prices.mid_range(good, place, first, last)
        return known

    def _quote(self, good: int, ahead: Interval, place: object, purse: object, day: Interval) -> Interval:
        (low, high), (cheap, dear), currency = self._about(good, place, purse, self._days(day, ahead))
        least, most = (2 * low + dear) // (2 * dear), (2 * high + cheap) // (2 * cheap)
        return rounding.near(least, currency), rounding.near(most, currency)

    def _trade(
        self, name: str, good: int, amount: Interval, percent: Interval, place: object, purse: object, day: Interval
    ) -> Interval:
        (low, high), (cheap, dear), currency = self._about(good, place, purse, self._days(day, (0, 0)))
        if name == "buy":
            least, most = max(0, amount[0]) * low * (100 + percent[0]), amount[1] * high * (100 + percent[1])
            return rounding.up(-(-least // (100 * dear)), currency), rounding.up(-(-most // (100 * cheap)), currency)
        least, most = max(0, amount[0]) * low * (100 - percent[1]), amount[1] * high * (100 - percent[0])
        return rounding.down(least // (100 * dear), currency), rounding.down(most // (100 * cheap), currency)
