"""The calendar against the standard library's, and the holidays against the moon."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.story.days import before_holiday, date_of, day_of, holiday, season, weekday

ZERO = datetime.date(2007, 1, 1)


@given(st.dates())
def test_agrees_with_the_standard_calendar(date: datetime.date) -> None:
    day = (date - ZERO).days
    assert str(date_of(day)) == date.isoformat()
    assert day_of(date.isoformat()) == day
    assert weekday(day) == date.strftime("%A").lower()


@given(st.integers(-(10**12), 10**12))
def test_any_number_is_a_day(day: int) -> None:
    date, later = date_of(day), date_of(day + 146097)
    assert (later.year - date.year, later.month, later.day) == (400, date.month, date.day)


def test_seasons() -> None:
    names = [season(day_of(f"2009-{m:02}")) for m in range(1, 13)]
    assert names == ["winter"] * 3 + ["spring"] * 2 + ["summer"] * 3 + ["autumn"] * 2 + ["winter"] * 2


@pytest.mark.parametrize("text", ["2009-02-29", "2009-13-01", "30.11.2009", "2009", "2009-11-31", "", "2009-1x-01"])
def test_what_is_no_date_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        day_of(text)


def test_holidays() -> None:
    assert holiday(day_of("2010-02-14")) == "lunar_new_year"
    assert holiday(day_of("2010-02-16")) == "leader_february"
    assert holiday(day_of("2009-11-30")) is None
    assert before_holiday(day_of("2009-12-31")) and not before_holiday(day_of("2010-01-01"))
    assert before_holiday(day_of("2010-04-05"), 10) and not before_holiday(day_of("2010-04-04"), 10)


def test_the_moon_keeps_its_holidays() -> None:
    # The moon was new on 6 January 2000 at 18:14.
    new_moon, month = day_of("2000-01-06") + 0.76, 29.530588853
    kept = {name: 0 for name in ("lunar_new_year", "chuseok")}
    for day in range(day_of("2007-01-01"), day_of("2017-12-31")):
        if (name := holiday(day)) in kept:
            kept[name] += 1
            age = (day + 0.5 - new_moon - (month / 2 if name == "chuseok" else 0)) % month
            assert min(age, month - age) < 1.7, (date_of(day), age)
    assert kept == {"lunar_new_year": 11, "chuseok": 11}
