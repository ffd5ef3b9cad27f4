"""What stands beside the story, in words and on request: where one is, meters with their course, people, the pack.

Takes the page and the views that the screen draws its drawer from; gives lines. Every number has its unit or what it
is of; whatever was moved last is said first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ..play.ending_view import Course
from ..play.view import Meter, Page, PersonView
from .saying import sentence, sentence_case, whereabouts

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
One = TypeVar("One")


def where_lines(page: Page) -> list[str]:
    """Place, day, date, season and light, and what the picture shows. What the heading says is not said twice."""
    head = " ".join(sentence(part) for part in (page.title, whereabouts(page), page.story) if part)
    heard = whereabouts(page).casefold()
    dated = [WEEKDAYS[page.days[-1].weekday], page.date] if page.days else []
    dated += [f"day {page.day:,} of this life", page.season, page.hour or page.light]
    lines = [head, sentence_case(", ".join(one for one in dated if one and one.casefold() not in heard))]
    about = [page.place] if page.place and page.place.casefold() not in heard else []
    turns = "1 turn was" if page.turn == 1 else f"{page.turn:,} turns were"
    about.append(f"{turns} taken so far" if page.turn else "no turn was taken yet")
    lines.append(sentence_case("; ".join(about)))
    return [*lines, f"[{sentence(page.alt)}]"] if page.alt else lines


def meters_lines(meters: Sequence[Meter], courses: Iterable[Course], days: Sequence[str]) -> list[str]:
    """`Risk 12 of 100, up 3 last turn. Highest 31 on 4 Dec; lowest 8 on 28 Nov.`, a line for each meter.

    `courses` are those of the whole life until now, `days` the day of each of their values.
    """
    by_id = {course.id: course for course in courses}
    return [_meter(meter, by_id.get(meter.id), days) for meter in meters] or ["There is nothing to measure yet."]


def _meter(meter: Meter, course: Course | None, days: Sequence[str]) -> str:
    of = f" of {meter.high:,}" if meter.bar and not meter.low else ""
    now = f"{meter.label} {meter.text}{of}{moved(meter.change)}"
    shown = [value for value in course.values if value is not None] if course is not None else []
    if course is None or len(set(shown)) < 2:
        return sentence_case(f"{now}, unchanged so far" if len(shown) > 1 else now)
    ends = []
    for word, value, said in (("highest", max(shown), course.most), ("lowest", min(shown), course.least)):
        if value == meter.value:
            ends.append(f"never {'higher' if word == 'highest' else 'lower'}")
        else:
            ends.append(f"{word} {said} on {days[course.values.index(value)]}")
    return f"{sentence_case(now)} {sentence_case('; '.join(ends))}"


def moved(change: int) -> str:
    """`, up 3 last turn`, or nothing."""
    return f", {'up' if change > 0 else 'down'} {abs(change):,} last turn" if change else ""


def people_lines(people: Sequence[PersonView], turn: int) -> list[str]:
    """Who has been met and how it stands between you; `turn` is that of now. Who moved last comes first."""
    if not people:
        return ["You have met nobody yet."]
    lines = [f"{len(people)} people, who moved last first."] if len(people) > 1 else []
    for person in _last_first(people, lambda one: one.last):
        about = ", ".join(part for part in (person.hangul, person.role) if part)
        trust = f"trust {person.trust} of 100{moved(person.change)}"
        if not person.change and 0 < person.last < turn:
            ago = turn - person.last
            trust += f", as it has been for {ago:,} turn{'' if ago == 1 else 's'}"
        head = sentence(f"{person.name}: {about}" if about else person.name)
        lines.append(f"{head} {sentence_case(f'{person.standing}; {trust}' if person.standing else trust)}")
    return lines


def pack_lines(page: Page) -> list[str]:
    """What is carried with its weight, what lies at home, sums laid by and owed."""
    carried = [good for good in _last_first(page.pack, lambda one: one.last) if good.carried]
    stored = [good for good in _last_first(page.pack, lambda one: one.last) if good.stored]
    lines = ["You carry nothing to sell."]
    if carried:
        load, most = page.load, 0
        if page.stage is not None and page.stage.kind == "market":
            load, most = page.stage.values.get("carry", 0), page.stage.fixed.get("pack", 0)
        weight = f", {load:,} kilo{'' if load == 1 and not most else 's'}" if load or most else ""
        weight += f" of {most:,} that you can carry" if most else ""
        lines = [f"You carry {_counted(len(carried), 'good')}{weight}:"]
        lines += [sentence_case(f"{good.name}, {good.carried}{moved(good.change)}") for good in carried]
    if stored:
        lines.append(f"At home: {'; '.join(f'{good.name}, {good.stored}' for good in stored)}.")
    if page.sums:
        sums = _last_first(page.sums, lambda one: one.last)
        lines.append(f"Laid by and owed: {'; '.join(f'{one.label}, {one.text}{moved(one.change)}' for one in sums)}.")
    return lines


def _last_first(things: Iterable[One], last: Callable[[One], int]) -> list[One]:
    return sorted(things, key=last, reverse=True)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
