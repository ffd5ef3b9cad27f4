"""A weekday is that of its date, in the year that is meant."""

from __future__ import annotations

import pytest
from little import told

CALENDAR = "calendar: {day_1: 2009-11-28}\n"


@pytest.mark.parametrize(
    ("date", "right"),
    [
        ("Saturday 28 November", True),
        ("Saturday, the 28th of November", True),
        ("Friday 28 November", False),
        ("Saturday 9 January", True),
        ("Monday 30 February", False),
        ("Monday 29 February 2016", True),
        ("Saturday 28 November 1992", True),
        ("Friday 28 November 1992", False),
        ("Saturday, and then November", True),
    ],
)
def test_a_weekday_is_that_of_its_date(date: str, right: bool) -> None:
    found = told(f"    heading: It is {date}.\n    text: Cold.\n", cover=CALENDAR)
    assert found == ([] if right else ["8:20 wrong-weekday"])
    assert told(f"    text: It is {date}.\n", cover=CALENDAR) == ([] if right else ["8:17 wrong-weekday"])


def test_without_a_calendar_only_a_year_settles_it() -> None:
    assert told("    text: It was Friday 28 November.\n") == []
    assert told("    text: It was Friday 28 November 2009.\n") == ["7:18 wrong-weekday"]
