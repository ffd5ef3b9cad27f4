"""Dates that cannot be: a weekday that is not the date's.

Takes scripts; gives findings. Weekdays and months are looked for in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...story import days
from ...story.loading import Script
from ...story.model import Story
from .finding import Finding, Rule
from .passages import TOLD, passages, prose

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = tuple(name.title() for name in days.WEEKDAYS)
_DATE = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)}),?(?:\s+the)?\s+(\d\d?)(?:st|nd|rd|th)?(?:\s+of)?"
    rf"\s+({'|'.join(_MONTHS)})(?:,?\s+(\d{{4}}))?\b"
)
_LOOKED_AT = TOLD | {"heading", "title"}


def wrong_weekday(script: Script) -> Iterator[Finding]:
    """A date whose weekday is another, in the year that it names or in those that the calendar can mean."""
    story = script.story
    if story is None or not any(month in prose(script) for month in _MONTHS):
        return
    for passage in passages(script):
        if passage.kind not in _LOOKED_AT:
            continue
        for found in _DATE.finditer(passage.text):
            said, day, month, year = found.groups()
            right = [_weekday(int(one), _MONTHS.index(month) + 1, int(day)) for one in _years(story, year)]
            if right and said not in right:
                date = f"{day} {month}" + (f" {year}" if year else "")
                message = f"{date} is a {right[0]}, not a {said}" if right[0] else f"there is no {date}"
                hint = "mend the weekday or the date"
                yield Finding(passage.where, message, hint, offset=found.start(), length=len(said), scene=passage.scene)


def _years(story: Story, year: str | None) -> list[int]:
    """The years that a date may be of: the one it names, or the calendar's first and the one after."""
    if year is not None:
        return [int(year)]
    if story.first_day is None:
        return []
    first = days.date_of(story.first_day).year
    return [first, first + 1]


def _weekday(year: int, month: int, day: int) -> str:
    """Monday to Sunday; empty for a date that does not exist."""
    try:
        return days.weekday(days.day_of(f"{year:04}-{month:02}-{day:02}")).title()
    except ValueError:
        return ""


RULES = (Rule("wrong-weekday", wrong_weekday),)
