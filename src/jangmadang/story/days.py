"""The calendar: the world's days as whole numbers, their dates, seasons, weekdays and holidays.

Day 0 is Monday 1 January 2007; any integer is a day, before and after. Takes day numbers or dates as text
and gives numbers, names and `Date`s. Which day a story begins on is the story's affair: day n of a story that
begins on `day_of("2009-11-28")` is that number plus n - 1. No clock and no time zone come in.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

SEASONS = ("winter", "spring", "summer", "autumn")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_EPOCH_FROM_1970 = 13514
"""Days from 1 January 1970 to day 0."""


class Date(msgspec.Struct, frozen=True):
    """A date of the common calendar; as text `2009-11-30`."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@lru_cache(maxsize=8192)
def date_of(day: int) -> Date:
    """The date of a day number. The year begins in March here, so that the leap day is its last."""
    era, doe = divmod(day + _EPOCH_FROM_1970 + 719468, 146097)
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    return Date(yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1)


def day_of(text: str) -> int:
    """The day number of a date such as `2009-11-30`; of a month, `2009-11`, its fifteenth.

    Raises ValueError with a sentence for a reader when it is no date.
    """
    parts = text.split("-")
    if len(parts) not in (2, 3) or not all(p.isascii() and p.isdigit() for p in parts):
        raise ValueError(f"{text!r} is no date; write it as 2009-11-30")
    year, month, dom = int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 15
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= dom <= 31:
        raise ValueError(f"{text!r} is no date; write year-month-day, as 2009-11-30")
    y = year - (month <= 2)
    era, yoe = divmod(y, 400)
    doy = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + dom - 1
    day = era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468 - _EPOCH_FROM_1970
    if date_of(day) != Date(year, month, dom):
        raise ValueError(f"{text!r} is no date: that month is shorter")
    return day


def season(day: int) -> str:
    """The season as the northern uplands have it (F-SEA-06): winter from November to March, spring in April and May,
    summer from June to August, autumn in September and October.
    """
    return SEASONS[int("000112223300"[date_of(day).month - 1])]


def weekday(day: int) -> str:
    """monday to sunday."""
    return WEEKDAYS[day % 7]


# F-DAY-12 names the days that are kept. The two of the moon are given by date, as an almanac has them.
_FIXED = {
    (1, 1): "new_year",
    (2, 16): "leader_february",
    (4, 15): "leader_april",
    (9, 9): "republic",
    (10, 10): "party",
}
_LUNAR = {
    "lunar_new_year": "2007-02-18 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 "
    "2014-01-31 2015-02-19 2016-02-08 2017-01-28",
    "chuseok": "2007-09-25 2008-09-14 2009-10-03 2010-09-22 2011-09-12 2012-09-30 2013-09-19 "
    "2014-09-08 2015-09-27 2016-09-15 2017-10-04",
}
_MOON: dict[int, str] = {day_of(d): name for name, dates in _LUNAR.items() for d in dates.split()}


def holiday(day: int) -> str | None:
    """The holiday kept on a day, as an id, or None (F-DAY-12). The moon's are known to 2017."""
    date = date_of(day)
    return _FIXED.get((date.month, date.day)) or _MOON.get(day)


def before_holiday(day: int, within: int = 1) -> bool:
    """Whether a holiday comes in the next `within` days. Buyers shop the day before; patrols tighten for ten
    days (F-MKT-12).
    """
    return any(holiday(d) for d in range(day + 1, day + within + 1))
