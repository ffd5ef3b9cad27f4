"""The functions of the language: for each, what it takes, and the checked node that a call becomes.

A function is one function here and one line of FUNCTIONS. What a name among the arguments stands for (a scene, a table)
is settled here, once, by asking the Scope; only numbers are left for later. What asks for prices is in `quotes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from ..problems import did_you_mean
from . import intervals, quotes
from .parse import Call, Date, Raw, Word
from .scope import MOST, Table
from .tree import Absolute, Arithmetic, Ask, Compare, Count, Greatest, If, Least, Look, Node, Number, Slot
from .types import BOOL, INT, Members, Names, Person, Type

if TYPE_CHECKING:
    from .checker import Checker

Found = tuple[Node, Type, int, int]


class Function(Struct, frozen=True):
    """One function of the language."""

    usage: str
    takes: str
    fewest: int
    most: int
    check: Callable[[Checker, Call], Found | None]


# ---- numbers --------------------------------------------------------------------------------------------------------
def _min(c: Checker, raw: Call) -> Found | None:
    found = c.numbers(raw.args)
    if found is None:
        return None
    return Least(tuple([f[0] for f in found])), INT, min([f[2] for f in found]), min([f[3] for f in found])


def _max(c: Checker, raw: Call) -> Found | None:
    found = c.numbers(raw.args)
    if found is None:
        return None
    return Greatest(tuple([f[0] for f in found])), INT, max([f[2] for f in found]), max([f[3] for f in found])


def _clamp(c: Checker, raw: Call) -> Found | None:
    found = c.numbers(raw.args)
    if found is None:
        return None
    what, low, high = found
    if low[2] > high[3]:
        c.problem("wrong-arguments", raw.at, raw.end, "the lower bound is above the upper one", _hint("clamp"))
        return None
    node = Least((Greatest((what[0], low[0])), high[0]))
    return node, INT, min(max(what[2], low[2]), high[2]), min(max(what[3], low[3]), high[3])


def _abs(c: Checker, raw: Call) -> Found | None:
    found = c.need(raw.args[0], INT)
    return None if found is None else c.whole(raw, Absolute(found[0]), *intervals.absolute(found[2], found[3]))


def _count(c: Checker, raw: Call) -> Found | None:
    found = c.visit(raw.args[0])
    if found is None:
        return None
    if not isinstance(found[1], Members):
        c.problem("wrong-type", raw.args[0].at, raw.args[0].end, f"count takes a set, and this is {found[1]}")
        return None
    if found[2] == found[3]:
        return Count(found[0]), INT, found[2].bit_count(), found[2].bit_count()
    return Count(found[0]), INT, 0, len(found[1].options)


def _table(c: Checker, raw: Call) -> Found | None:
    name = c.static(raw.args[0], "table", lambda n: c.scope.table(n) is not None)
    table = c.scope.table(name) if name is not None else None
    index = raw.args[1]
    if table is None:
        if type(index) is not Word:
            c.visit(index)
        return None
    if isinstance(table.keys, Names):
        return _table_by_name(c, index, table, table.keys)
    found = c.need(index, INT)
    if found is None:
        return None
    node, _, low, high = found
    last = len(table.values) - 1
    if low < 0 or high > last:
        message = f"`{table.name}` has entries 0 to {last}, and this can be {high if high > last else low}"
        c.problem("table-index", index.at, index.end, message, f"write `clamp(…, 0, {last})`")
        return None
    values = table.values[low : high + 1]
    return Look(table.values, node), INT, min(values), max(values)


def _table_by_name(c: Checker, index: Raw, table: Table, keys: Names) -> Found | None:
    if type(index) is Word:
        symbol = c.scope.find(index.name)
        row = keys.value(index.name)
        if row is not None and (symbol is None or not isinstance(symbol.type, Names | Person)):
            value = table.values[row]
            return Number(value), INT, value, value
        if symbol is None:
            hint = did_you_mean(index.name, [*keys.options, *c.scope.names()])
            message = f"`{table.name}` has no row `{index.name}`"
            c.problem("unknown-name", index.at, index.end, message, hint)
            return None
    found = c.visit(index, keys)
    if found is None:
        return None
    node, type_, low, high = found
    if isinstance(type_, Names):
        possible = dict(enumerate(type_.options))
    elif isinstance(type_, Person):
        possible = {type_.value(name) or 0: name for name in type_.allowed}
    else:
        c.problem("wrong-type", index.at, index.end, f"`{table.name}` goes by names, and this is {type_}")
        return None
    possible = {value: name for value, name in possible.items() if low <= value <= high}
    missing = [name for name in possible.values() if name not in keys.options]
    if missing:
        message = f"`{table.name}` has no row for {', '.join(missing)}"
        c.problem("table-index", index.at, index.end, message, f"add `{missing[0]}: 0` to the table")
        return None
    rows = {value: table.values[keys.options.index(name)] for value, name in possible.items()}
    values = tuple(rows.get(value, 0) for value in range(max(rows) + 1))
    return Look(values, node), INT, min(rows.values()), max(rows.values())


# ---- scenes and days ------------------------------------------------------------------------------------------------
def _visits(c: Checker, raw: Call) -> Found | None:
    scene = c.static(raw.args[0], "scene", c.scope.find_scene)
    if scene is None:
        return None
    slot = c.scope.visits_slot(scene)
    c.reads.add(slot)
    return Slot(slot), INT, 0, MOST


def _seen(c: Checker, raw: Call) -> Found | None:
    visits = _visits(c, raw)
    return None if visits is None else (Compare(">", visits[0], Number(0)), BOOL, 0, 1)


def _days_since(c: Checker, raw: Call) -> Found | None:
    scene = c.static(raw.args[0], "scene", c.scope.find_scene)
    if scene is None:
        return None
    day, last = Slot(c.scope.day_slot()), Slot(c.scope.last_visit_slot(scene))
    c.reads.update((day.slot, last.slot))
    symbol = c.scope.find("day")
    # An effect may turn the calendar back, and days since then are still not fewer than none.
    node = If(Compare(">", day, last), Arithmetic("-", day, last), Number(0))
    return node, INT, 0, symbol.high if symbol is not None else MOST


def _day_of(c: Checker, raw: Call) -> Found | None:
    import datetime

    date = raw.args[0]
    assert isinstance(date, Date)
    try:
        datetime.date(date.year, date.month, date.day)
    except ValueError:
        c.problem("wrong-arguments", date.at, date.end, f"there is no day `{c.said(date)}`")
        return None
    day = c.scope.day_of(date.year, date.month, date.day)
    if day is None:
        hint = "put `calendar: {day_1: 2009-11-28}` on the cover"
        c.problem("wrong-arguments", raw.at, raw.end, "dates need a calendar", hint)
        return None
    return Number(day), INT, day, day


def _odds_of(c: Checker, raw: Call) -> Found | None:
    name = c.static(raw.args[0], "choice", lambda n: c.scope.odds_of(n) is not None)
    odds = c.scope.odds_of(name) if name is not None else None
    if odds is None:
        return None
    c.reads |= odds.reads
    c.asks |= odds.asks
    c.size += odds.size
    return odds.tree, INT, odds.low, odds.high


def _fixed(c: Checker, raw: Call) -> Found | None:
    size = c.need(raw.args[0], INT)
    keys: list[Node | str] = []
    right = size is not None
    for arg in raw.args[1:]:
        if type(arg) is Word and c.scope.find(arg.name) is None:
            keys.append(arg.name)
        elif (found := c.visit(arg)) is not None:
            keys.append(found[0])
        else:
            right = False
    if size is None or not right:
        return None
    if size[2] < 1:
        first = raw.args[0]
        message = f"a draw needs at least one possibility, and this can be {size[2]}"
        c.problem("wrong-arguments", first.at, first.end, message, "write `max(1, …)`")
        return None
    c.asks.add("fixed")
    return Ask("fixed", (size[0], *keys)), INT, 0, size[3] - 1


def _hint(name: str) -> str:
    return f"write `{FUNCTIONS[name].usage}`"


MANY = 100

FUNCTIONS: dict[str, Function] = {
    "min": Function("min(a, b, …)", "two numbers or more", 2, MANY, _min),
    "max": Function("max(a, b, …)", "two numbers or more", 2, MANY, _max),
    "clamp": Function("clamp(what, low, high)", "three numbers", 3, 3, _clamp),
    "abs": Function("abs(number)", "one number", 1, 1, _abs),
    "count": Function("count(set)", "one set", 1, 1, _count),
    "table": Function("table(name, index)", "a table and an index", 2, 2, _table),
    "seen": Function("seen(scene)", "one scene", 1, 1, _seen),
    "visits": Function("visits(scene)", "one scene", 1, 1, _visits),
    "days_since": Function("days_since(scene)", "one scene", 1, 1, _days_since),
    "day_of": Function("day_of(2009-11-30)", "one date", 1, 1, _day_of),
    "price": Function("price(good, days, place, purse)", "a good, and up to three more", 1, 4, quotes.price),
    "buy": Function("buy(good, amount, percent, place, purse)", "a good, and up to four more", 1, 5, quotes.trade),
    "sell": Function("sell(good, amount, percent, place, purse)", "a good, and up to four more", 1, 5, quotes.trade),
    "round_up": Function("round_up(sum, purse)", "a sum and perhaps a purse", 1, 2, quotes.rounded),
    "round_down": Function("round_down(sum, purse)", "a sum and perhaps a purse", 1, 2, quotes.rounded),
    "want": Function("want(good, hour)", "a good and an hour", 2, 2, quotes.want),
    "odds_of": Function("odds_of(choice)", "one choice", 1, 1, _odds_of),
    "fixed": Function("fixed(n, name, …)", "a number and at least one name", 2, MANY, _fixed),
}
