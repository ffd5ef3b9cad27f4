"""What expressions ask of the world while a life is lived: prices, wants, fixed draws, the season.

One for each story. Every answer is a function of the state it is given (its first slots are the seed and the day), so
looking never changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..story import days, rounding
from ..story.chance import fixed
from ..story.expressions import Checked, compile_expression
from ..story.model import DAY, SEED, Story
from ..story.names import last_day
from ..story.prices import Prices

State = Sequence[int]
Function = Callable[[State], int]


class World:
    """The world of one story, and its expressions made ready to run."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.prices = Prices(story.goods)
        self._goods = tuple(story.goods)
        self._currency = {slot.name: slot.currency for slot in story.slots if slot.currency}
        self.first_day = story.first_day if story.first_day is not None else 0
        self.last_day = last_day(story.slots)
        self._ready: dict[int, tuple[Checked, Function]] = {}

    def run(self, checked: Checked) -> Function:
        """The expression as a function of a state. The same expression is made ready once."""
        known = self._ready.get(id(checked))
        if known is None:
            constant = checked.constant
            function = (lambda s: constant) if constant is not None else compile_expression(checked, self)
            known = self._ready[id(checked)] = (checked, function)  # holding it keeps its id its own
        return known[1]

    def day(self, s: State) -> int:
        """The world's day number (see `story.days`)."""
        return self.first_day + s[DAY] - 1

    def market_day(self, s: State) -> int:
        """The day whose prices hold: bounds are proved up to a last one, and prices stand still after it."""
        return self.first_day + min(s[DAY], self.last_day) - 1

    # ---- what expressions call ----
    def price(self, s: State, good: int, place: str | None, purse: str | None, /) -> int:
        return self.price_on(s, good, 0, place, purse)

    def price_on(self, s: State, good: int, days: int, place: str | None, purse: str | None, /) -> int:
        currency = self._currency[purse] if purse else "old_won"
        return self.prices.quote(s[SEED], self._goods[good], self._at(place), self.market_day(s) + days, currency)

    def buy(self, s: State, good: int, amount: int, percent: int, place: str | None, purse: str | None, /) -> int:
        return self._trade(self.prices.buy, s, good, amount, percent, place, purse)

    def sell(self, s: State, good: int, amount: int, percent: int, place: str | None, purse: str | None, /) -> int:
        return self._trade(self.prices.sell, s, good, amount, percent, place, purse)

    def round_up(self, _: State, sum_: int, currency: str, /) -> int:
        return rounding.up(sum_, currency)

    def round_down(self, _: State, sum_: int, currency: str, /) -> int:
        return rounding.down(sum_, currency)

    def want(self, s: State, good: int, hour: int, /) -> int:
        day = self.day(s)
        holiday = days.before_holiday(day)
        return self.prices.want(s[SEED], self._goods[good], day, hour, holiday)

    def fixed(self, s: State, size: int, /, *keys: int | str) -> int:
        return fixed(s[SEED], size, *keys)

    def season(self, s: State, /) -> int:
        return days.SEASONS.index(days.season(self.day(s)))

    def weekday(self, s: State, /) -> int:
        return days.WEEKDAYS.index(days.weekday(self.day(s)))

    def _at(self, place: str | None) -> str:
        return self.story.prices_at[place or self.story.place]

    def _trade(
        self,
        ask: Callable[..., int],
        s: State,
        good: int,
        amount: int,
        percent: int,
        place: str | None,
        purse: str | None,
    ) -> int:
        currency = self._currency[purse] if purse else "old_won"
        return ask(s[SEED], self._goods[good], self._at(place), self.market_day(s), amount, currency, percent)


def visit_draw(seed: int, key: str, visit: int, size: int) -> int:
    """Which line of a shuffle a visit reads: settled for ever; every line once before any comes again, and never
    the same twice running.
    """
    if size < 3:
        return (fixed(seed, size, key) + visit) % size
    time, at = divmod(visit - 1, size)
    order = _shuffled(seed, key, time, size)
    if time and order[0] == _shuffled(seed, key, time - 1, size)[-1]:
        order[0], order[1] = order[1], order[0]
    return order[at]


def _shuffled(seed: int, key: str, time: int, size: int) -> list[int]:
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = fixed(seed, last + 1, key, time, last)
        order[last], order[other] = order[other], order[last]
    return order


__all__ = ["Function", "State", "World", "visit_draw"]
