"""The goods of the market and the two curves they follow: data, and a story's own goods added to it.

Takes nothing but numbers and names; gives `Good` values and the dated knots of rice and yuan. What a good
costs on a day is reckoned in `prices`; no seed, no place's name and no purse comes in here.

Every sum is in old won, before and after the reform of 30 November 2009: a new won is a hundred of them. The
knots are drawn through reported prices (F-PRI-01 to F-PRI-07, F-CUR-19 to F-CUR-22); ratios, seasons, wants
and margins are set by hand so that a day on the row feeds a family and little more (F-MKT-35, F-CUR-35).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import msgspec

from .days import day_of

Knots = tuple[tuple[int, int], ...]
"""Day numbers in rising order, each with a price in old won; straight lines run between them."""

KINDS = ("grain", "import", "fresh", "money", "set")
"""What places and shocks act on. `set` is a price made by hand: neither moves it."""

REFORM = day_of("2009-11-30")
"""The day the won was cut a hundred to one (F-CUR-01)."""

Months = tuple[int, int, int, int, int, int, int, int, int, int, int, int]
FLAT: Months = (100,) * 12
CORN: Months = (104, 106, 108, 110, 112, 108, 104, 100, 90, 84, 88, 96)
PORK: Months = (104, 108, 104, 102, 98, 92, 86, 86, 96, 104, 106, 114)
POTATO: Months = (100, 105, 110, 118, 125, 118, 105, 80, 60, 64, 80, 92)
CABBAGE: Months = (120, 125, 130, 125, 110, 95, 90, 95, 85, 70, 90, 110)


class Unit(msgspec.Struct, frozen=True):
    """What a good is counted in: one litre, many litres."""

    one: str = "kilo"
    many: str = "kilos"


KILO, LITRE, EACH = Unit(), Unit("litre", "litres"), Unit("piece", "pieces")


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """One good: what it is called, what its price follows, and how it behaves in a market.

    The price of a unit is the curve it follows, times `ratio` percent, times the month's percent.
    """

    id: str
    name: str
    unit: Unit = KILO
    follows: str | int | Knots = "rice"
    """`rice` for what grows here, `yuan` for what comes over the bridge, a sum of old won, or dated knots."""
    ratio: int = 100
    months: Months = FLAT
    """Percent in the middle of each month, January first; straight lines between."""
    restless: int = 100
    """Percent of the common unrest of prices: money 60, most wares 130, what few carry 170."""
    kind: str = "grain"
    weight: int = 1
    """Kilos a unit; what weighs under half a kilo counts as nothing."""
    want: int = 0
    """Units that buyers on the row ask for in an hour, in the middle."""
    margin: int = 10
    """Percent over the market's price that a buyer on the row pays when the good is called."""
    spoil: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Percent lost in a night of winter, spring, summer, autumn (F-MKT-28)."""
    hidden: bool = False
    """Lies under the cloth and is asked for in a low voice (F-MKT-21)."""

    def want_high(self) -> int:
        """The most units ever asked for in an hour: the middle and a half, twice that before a holiday."""
        return 2 * (self.want + (self.want + 1) // 2)


LIMITS: dict[str, tuple[int, int]] = {
    "ratio": (1, 100_000),
    "restless": (0, 190),
    "weight": (0, 30),
    "want": (0, 99),
    "margin": (0, 90),
    "months": (10, 400),
    "spoil": (0, 100),
    "follows": (1, 99_999_999),
}
"""The lowest and highest a story may give in a field of a good of its own, or in each of its items."""


def _knots(text: str) -> Knots:
    words = text.split()
    return tuple((day_of(d), int(p)) for d, p in zip(words[::2], words[1::2], strict=True))


CURVES: dict[str, Knots] = {
    "rice": _knots("""
        2007-01-04 900     2007-03-31 810     2007-06-15 1010    2007-09-25 1280    2008-03-30 1750
        2008-05-15 3300    2008-06-21 2450    2008-08-15 2900    2008-10-15 2200    2009-03-01 1900
        2009-06-15 2100    2009-11-29 2200    2009-12-07 4000    2009-12-11 4900    2009-12-30 4700
        2010-01-02 9500    2010-01-08 16500   2010-02-04 35000   2010-02-20 110000  2010-03-10 70000
        2010-04-15 45000   2010-07-01 50000   2010-07-11 75000   2010-07-18 100000  2010-07-30 145000
        2010-09-15 110000  2010-11-15 96000   2011-01-08 110000  2011-01-21 285000  2011-01-28 210000
        2011-02-11 193000  2011-07-26 190000  2011-09-15 235000  2011-10-24 340000  2011-11-28 400000
        2011-12-14 490000  2012-01-08 330000  2012-06-01 300000  2012-08-01 400000  2012-08-30 640000
        2013-01-09 680000  2013-02-10 600000  2013-04-15 650000  2014-04-15 430000  2014-06-15 465000
        2014-07-25 590000  2015-04-15 420000  2016-02-15 500000  2016-11-27 545000"""),
    "yuan": _knots("""
        2007-01-04 425     2009-01-01 500     2009-11-29 540     2009-12-11 900     2010-01-08 2500
        2010-02-20 4200    2010-03-15 7000    2010-07-01 12000   2010-07-11 15500   2010-07-18 22000
        2010-07-30 29000   2010-09-02 23000   2011-01-10 26000   2011-01-22 47000   2011-02-01 40000
        2011-06-12 41000   2011-09-15 43000   2011-10-24 58000   2011-11-28 75000   2011-12-14 88000
        2012-01-08 65000   2012-06-15 72000   2012-08-15 100000  2012-08-29 122000  2012-12-06 138000
        2013-04-15 130000  2016-12-01 130000"""),
}


def _good(id: str, name: str = "", **rest: Any) -> Good:
    return Good(id=id, name=name or id.replace("_", " "), **rest)


_YUAN: dict[str, Any] = {"follows": "yuan", "kind": "import"}
_CASH: dict[str, Any] = {"follows": "yuan", "kind": "money", "restless": 60, "weight": 0, "margin": 0}

GOODS: dict[str, Good] = {
    g.id: g
    for g in (
        _good("rice", want=4, margin=9),
        _good("chinese_rice", "Chinese rice", ratio=86, want=4, margin=9),
        _good("sticky_rice", ratio=118, want=1, margin=10),
        _good("corn", ratio=48, months=CORN, restless=130, want=7, margin=9),
        _good("corn_noodles", ratio=42, months=CORN, restless=130, want=3, margin=12),
        _good("soybeans", ratio=61, restless=130, want=2, margin=10),
        _good("potatoes", ratio=27, months=POTATO, restless=150, want=5, margin=12, spoil=(2, 2, 2, 2)),
        _good("chilli", ratio=640, restless=150, want=1, margin=6),
        _good("wheat_flour", ratio=88, restless=130, kind="import", want=2, margin=9),
        _good("salt", ratio=26, restless=170, kind="import", want=2, margin=14),
        _good("cooking_oil", unit=LITRE, ratio=270, restless=130, kind="import", want=1, margin=9),
        _good("soybean_oil", unit=LITRE, **_YUAN, ratio=1170, restless=130, want=1, margin=10),
        _good("sugar", **_YUAN, ratio=1000, restless=170, want=1, margin=10),
        _good(
            "pork",
            ratio=285,
            months=PORK,
            restless=130,
            kind="fresh",
            want=1,
            margin=10,
            spoil=(5, 15, 30, 15),
        ),
        _good("egg", unit=Unit("egg", "eggs"), ratio=19, restless=130, kind="fresh", weight=0, want=4, margin=14),
        _good("tofu", ratio=45, restless=60, kind="fresh", want=3, margin=26, spoil=(100, 100, 100, 100)),
        _good("fish", ratio=130, restless=150, kind="fresh", want=2, margin=11, spoil=(100, 100, 100, 100)),
        _good(
            "cabbage",
            ratio=14,
            months=CABBAGE,
            restless=150,
            kind="fresh",
            want=4,
            margin=16,
            spoil=(15, 15, 15, 15),
        ),
        _good("soap", unit=Unit("bar", "bars"), **_YUAN, ratio=120, weight=0, want=3, margin=16),
        _good("candles", unit=Unit("candle", "candles"), **_YUAN, ratio=90, weight=0, want=3, margin=14),
        _good("cloth", unit=Unit("metre", "metres"), **_YUAN, ratio=500, weight=0, want=1, margin=14),
        _good(
            "cigarettes",
            unit=Unit("pack", "packs"),
            **_YUAN,
            ratio=350,
            restless=60,
            weight=0,
            want=1,
            margin=12,
        ),
        _good("southern", "southern goods", unit=EACH, **_YUAN, ratio=2500, weight=0, margin=30, hidden=True),
        _good("yuan", unit=Unit("yuan", "yuan"), **_CASH),
        _good("dollar", unit=Unit("dollar", "dollars"), **_CASH, ratio=635),
    )
}
"""The goods that come with the game, by id."""


def with_own(own: Mapping[str, Mapping[str, object]], base: Mapping[str, Good] = GOODS) -> dict[str, Good]:
    """The goods of a story: those of `base` with its own added, or changed where the id is known.

    `own` gives for each id the fields of `Good` it sets (`{"follows": "yuan", "ratio": 800, "want": 2}`); a
    new good takes its kind from what it follows unless it says otherwise. Raises ValueError, with a
    sentence that names the good and the field, for what is unknown or out of `LIMITS`.
    """
    goods = dict(base)
    for id, fields in own.items():
        given = dict(fields)
        if id in goods:
            given = msgspec.structs.asdict(goods[id]) | given
        else:
            given.setdefault("kind", "grain" if given.get("follows", "rice") == "rice" else "import")
            given.setdefault("name", id.replace("_", " "))
        try:
            good = msgspec.convert(given | {"id": id}, Good, strict=True, from_attributes=True)
        except msgspec.ValidationError as e:
            raise ValueError(f"the good {id}: {e}") from None
        if unknown := set(given) - set(Good.__struct_fields__):
            raise ValueError(f"the good {id} has no field {min(unknown)!r}")
        if trouble := _trouble(good):
            raise ValueError(f"the good {id}: {trouble}")
        goods[id] = good
    return goods


def _trouble(good: Good) -> str:
    """What is wrong with a good, in a sentence without its id; empty when nothing is."""
    if isinstance(good.follows, str) and good.follows not in CURVES:
        return f"follows {good.follows!r}, which is neither {' nor '.join(CURVES)} nor a sum"
    if good.kind not in KINDS:
        return f"kind {good.kind!r} is none of {', '.join(KINDS)}"
    values: dict[str, tuple[int, ...]] = {
        f: v if isinstance(v, tuple) else (v,) for f in LIMITS if f != "follows" for v in (getattr(good, f),)
    }
    if isinstance(good.follows, int):
        values["follows"] = (good.follows,)
    elif isinstance(good.follows, tuple):
        days = [d for d, _ in good.follows]
        if not days or any(a >= b for a, b in pairwise(days)):
            return "follows needs dates in rising order, each with a sum"
        values["follows"] = tuple(p for _, p in good.follows)
    for field, numbers in values.items():
        low, high = LIMITS[field]
        if not all(low <= n <= high for n in numbers):
            return f"{field} goes from {low} to {high}"
    return ""
