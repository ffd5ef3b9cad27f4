"""The functions that ask what goods cost and who wants them, price, buy, sell, want; and round_up, round_down.

Calls go in, nodes that ask the World come out, with bounds from the Scope's price ranges. No price is worked out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import rounding
from ..problems import did_you_mean
from .parse import Call, Raw, Word
from .tree import Ask, Node, Number
from .types import INT, Type

if TYPE_CHECKING:
    from .checker import Checker

Found = tuple[Node, Type, int, int]

SPREAD = 3
"""Percent between the price and what one pays or gets, where `buy` and `sell` are not told."""


def _good(c: Checker, arg: Raw) -> tuple[str, int] | None:
    name = c.static(arg, "good", lambda n: c.scope.good(n) is not None)
    index = c.scope.good(name) if name is not None else None
    return (name, index) if name is not None and index is not None else None


def _where(c: Checker, args: list[Raw]) -> tuple[str | None, str | None] | None:
    """The place and the purse among the last arguments, each at most once and in this order."""
    place = purse = None
    right = True
    for arg in args:
        if type(arg) is Word and c.scope.place(arg.name) and place is None and purse is None:
            place = arg.name
        elif type(arg) is Word and c.scope.purse(arg.name) and purse is None:
            purse = arg.name
        else:
            right = False
            known = type(arg) is Word and (c.scope.place(arg.name) or c.scope.purse(arg.name))
            if known or type(arg) is not Word:
                c.problem("wrong-arguments", arg.at, arg.end, "a place, then a purse, can stand here")
            else:
                hint = did_you_mean(arg.name, [*c.scope.ids("place"), *c.scope.ids("purse")])
                c.problem("unknown-name", arg.at, arg.end, f"there is no place and no purse `{arg.name}`", hint)
    return (place or c.scope.here(), purse) if right else None


def price(c: Checker, raw: Call) -> Found | None:
    """`price(rice)`, `price(rice, hyesan, yuan)`, yesterday's `price(rice, -1)`: days before place and purse."""
    good, rest = _good(c, raw.args[0]), raw.args[1:]
    dated = bool(rest) and not _is_name(c, rest[0])
    days = c.need(rest[0], INT) if dated else (Number(0), INT, 0, 0)
    where = _where(c, rest[1:] if dated else rest)
    if good is None or days is None or where is None:
        return None
    name = "price_on" if dated else "price"
    c.asks.add(name)
    c.reads.add(c.scope.day_slot())
    low, high = c.scope.price_range(good[0], *where, *((days[2], days[3]) if dated else ()))
    return Ask(name, (good[1], *((days[0],) if dated else ()), *where)), INT, low, high


def trade(c: Checker, raw: Call) -> Found | None:
    """`buy` and `sell`: amount and percent stand before place and purse. A purse's name is never an amount."""
    good, rest = _good(c, raw.args[0]), raw.args[1:]
    numbers = 0
    while numbers < len(rest) and not _is_name(c, rest[numbers]):
        numbers += 1
    if numbers > 2:
        c.problem("wrong-arguments", raw.at, raw.end, f"{raw.name} takes at most two numbers")
        return None
    given = c.numbers(rest[:numbers])
    where = _where(c, rest[numbers:])
    if good is None or given is None or where is None:
        return None
    amount = given[0] if given else (Number(1), INT, 1, 1)
    percent = given[1] if numbers == 2 else (Number(SPREAD), INT, SPREAD, SPREAD)
    factor = (100 + percent[2], 100 + percent[3]) if raw.name == "buy" else (100 - percent[3], 100 - percent[2])
    if amount[2] < 0:
        message = f"an amount cannot be less than 0, and this can be {amount[2]}"
        c.problem("wrong-arguments", rest[0].at, rest[0].end, message, "write `max(0, …)`")
        return None
    if factor[0] < 0:
        c.problem("wrong-arguments", rest[1].at, rest[1].end, "more than a hundred percent would turn the price")
        return None
    c.asks.add(raw.name)
    c.reads.add(c.scope.day_slot())
    low, high = c.scope.price_range(good[0], *where)
    currency = _currency(c, where[1])
    least, most = low * amount[2] * factor[0] // 100, high * amount[3] * factor[1]
    if raw.name == "buy":
        most = rounding.up(-(-most // 100), currency)
    else:
        least, most = rounding.down(least, currency), rounding.down(most // 100, currency)
    return c.whole(raw, Ask(raw.name, (good[1], amount[0], percent[0], *where)), least, most)


def _is_name(c: Checker, arg: Raw) -> bool:
    if type(arg) is not Word:
        return False
    return c.scope.place(arg.name) or c.scope.purse(arg.name) or c.scope.find(arg.name) is None


def rounded(c: Checker, raw: Call) -> Found | None:
    """`round_up(sum, purse)` and `round_down`: the sum as it is asked or counted out; old won without a purse."""
    sum_ = c.need(raw.args[0], INT)
    where = _where(c, raw.args[1:])
    if sum_ is None or where is None:
        return None
    if len(raw.args) > 1 and where[1] is None:
        c.problem("wrong-arguments", raw.args[1].at, raw.args[1].end, "a purse can stand here")
        return None
    node, _, low, high = sum_
    currency = _currency(c, where[1])
    if rounding.step(low, currency) == rounding.step(high, currency) == 1:
        return sum_
    turn = rounding.up if raw.name == "round_up" else rounding.down
    c.asks.add(raw.name)
    return c.whole(raw, Ask(raw.name, (node, currency)), turn(low, currency), turn(high, currency))


def _currency(c: Checker, purse: str | None) -> str:
    return c.scope.currency(purse) if purse else "old_won"


def want(c: Checker, raw: Call) -> Found | None:
    """`want(rice, hour)`."""
    good, hour = _good(c, raw.args[0]), c.need(raw.args[1], INT)
    if good is None or hour is None:
        return None
    c.asks.add("want")
    c.reads.add(c.scope.day_slot())
    return Ask("want", (good[1], hour[0])), INT, 0, c.scope.want_high(good[0])
