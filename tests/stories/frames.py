"""The lint of what stands around a story's prose: headings, ages, phenomena, sources, field notes, questions, cover.

Takes Shipped stories as they stand in their files; gives Findings. What style.md says of the prose is in style.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from facts import fact_ids
from passages import Finding, Passage, Shipped

from jangmadang.story.reading import Source

FACTS = fact_ids()

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAY, _MONTH = f"(?:{'|'.join(WEEKDAYS)})", f"(?:{'|'.join(MONTHS)})"
_TIME = r"(?:, (?:[0-2]\d:[0-5]\d|[a-z{][^.:]*)(?:, [a-z][^.:]*)?)?"
_DAY = rf"(?:(?:{_WEEKDAY}(?: \d\d? {_MONTH}(?: \d{{4}})?)?|\d\d? {_MONTH} \d{{4}})(?: [a-z]+)?{_TIME})"
_WHEN = rf"(?:{_DAY}|{_MONTH}(?: \d{{4}})?)"
HEADING = re.compile(rf"{_WHEN}(?:\. [A-Z\d{{].*[^.])?|[A-Z][^.\d]*(?:\. (?:{_WHEN}|\{{\w+\}}))?|\{{\w+\}}")
"""When, and where; or where, and when; or a phrase, which is looked at on the page."""

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_COUNT = {word: n for n, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)}
_TENS = {word: 10 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"), 2)}
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_COUNT)[:9])}))?|{'|'.join(_COUNT)})"
_LATER = ("epilogue", "endings.yaml")
"""Told of years to come: nobody has the age there that they have in the story."""


# ---- headings -------------------------------------------------------------------------------------------------------
def headings(story: Shipped) -> Iterator[Finding]:
    """Headings of another form, or whose weekday is not that of the date."""
    year = next(calendar["day_1"][:4] for source in story.sources if (calendar := _at_top(source, "calendar")))
    for passage in story.passages:
        if passage.kind != "heading":
            continue
        text = passage.text.strip()
        if not HEADING.fullmatch(text):
            yield passage.fault(
                -1, f"the heading “{text}”", "say when, and where: Saturday 28 November, 06:30. The kitchen"
            )
        said = re.search(rf"({_WEEKDAY}) (\d\d?) ({_MONTH})(?: (\d{{4}}))?", text)
        if said:
            day = date(int(said[4] or year), MONTHS.index(said[3]) + 1, int(said[2]))
            if WEEKDAYS[day.weekday()] != said[1]:
                yield passage.fault(-1, f"{said[0]} was a {WEEKDAYS[day.weekday()]}", "mend the weekday or the date")


# ---- ages -----------------------------------------------------------------------------------------------------------
def ages(story: Shipped) -> Iterator[Finding]:
    """Ages of a person that differ."""
    said: dict[str, dict[int, Finding]] = defaultdict(dict)
    for passage in story.passages:
        if passage.path[0] in _LATER or passage.source.file.endswith(_LATER):
            continue
        for person, age, offset in _ages(passage, story.people):
            place = Finding(passage.source.file, passage.line(offset), f"{person} is {age}", "let them agree")
            said[person].setdefault(age, place)
    for person, found in said.items():
        for age, one in found.items():
            if len(found) > 1:
                others = "; ".join(f"{other} in {it.file}:{it.line}" for other, it in found.items() if other != age)
                yield one._replace(fault=f"{person} is {age} here, and {others}")


def _ages(passage: Passage, people: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    text = passage.text
    if passage.kind == "role":
        if found := re.match(rf"({_NUMBER})(?=[;,.]|$)", text):
            yield _at_top(passage.source, "people")[passage.path[1]]["name"], _number(found[1]), 0
        return
    names = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    who = rf"(?P<who>\b(?:{names}|[Yy]ou|[Ss]he|[Hh]e|[Yy]our brother)\b)"
    pattern = rf"{who}\s+(?:is|are|was|were|becomes?|turned)\s+(?P<age>{_NUMBER})(?=[.,;:\"]|\s+(?:in|and|years)\b|$)"
    for found in re.finditer(pattern, text):
        name = found["who"]
        if name.lower() in ("he", "she"):
            before = re.findall(rf"\b(?:{names})\b", text[: found.start()])
            name = before[-1] if before else ""
        if name := {"You": "you", "your brother": "Un-chol", "Your brother": "Un-chol"}.get(name, name):
            yield name, _number(found["age"]), found.start()
    for found in re.finditer(
        rf"\"[^\"]*\bI(?:'m|\s+am)\s+(?P<age>{_NUMBER})[.,;][^\"]*\"\s+(?:says|asks)\s+(?P<who>{names})", text
    ):
        yield found["who"], _number(found["age"]), found.start()


def _number(said: str) -> int:
    tens, _, ones = said.partition("-")
    return _TENS[tens] + (_COUNT[ones] if ones else 0) if tens in _TENS else _COUNT[tens]


# ---- what a scene leans on ------------------------------------------------------------------------------------------
def leaning(story: Shipped) -> Iterator[Finding]:
    """Scenes without phenomena or two to five sources, and facts that are none."""
    for name, (source, scene) in story.scenes.items():
        if "text" in scene and not scene.get("phenomena"):
            yield _scene(source, name, "no phenomena", "name what it is about")
        cited = scene.get("sources", [])
        if "text" in scene and not 2 <= len(cited) <= 5:
            yield _scene(source, name, f"{len(cited)} sources", "two to five facts that it leans on", "sources")
        for fact in cited:
            if fact not in FACTS:
                yield _scene(source, name, f"{fact} is no fact", "take one of docs/story/facts.md", "sources")


def notes(story: Shipped) -> Iterator[Finding]:
    """Field notes without sources, or that nobody meets."""
    met = {note for _, scene in story.scenes.values() for note in _all(scene, "notes")}
    for source in story.sources:
        for name, note in _at_top(source, "notes").items():
            cited = note.get("sources", [])
            if not cited or not FACTS.issuperset(cited):
                yield _place(source, ("notes", name), f"`{name}` has no source that exists", "name one", "key")
            if name not in met:
                yield _place(source, ("notes", name), f"nobody meets `{name}`", "open it in a scene's `notes:`", "key")


def questions(story: Shipped) -> Iterator[Finding]:
    """Questions for a room without a hint for whoever leads."""
    for name, (source, scene) in story.scenes.items():
        asked = scene.get("discuss")
        if asked is not None and not (isinstance(asked, dict) and asked.get("hint")):
            yield _scene(
                source, name, "no hint for whoever leads", "say what rooms do, and what to ask then", "discuss"
            )


def cover(story: Shipped) -> Iterator[Finding]:
    """Content notes of the cover that no scene has, and of scenes that the cover has not."""
    told = {note: name for name, (_, scene) in story.scenes.items() for note in scene.get("content_notes", ())}
    for source in story.sources:
        listed = _at_top(source, "content_notes")
        for note in listed:
            if note not in told:
                yield _place(
                    source,
                    ("content_notes",),
                    f"no scene has “{note}”",
                    "name it where it happens, or take it away",
                    "key",
                )
        for note in told.keys() - set(listed) if listed else ():
            yield _place(source, ("content_notes",), f"“{note}” (`{told[note]}`) is not on the cover", "add it", "key")


def _all(tree: Any, key: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from value if name == key and isinstance(value, list) else _all(value, key)
    elif isinstance(tree, list):
        for item in tree:
            yield from _all(item, key)


def _at_top(source: Source, key: str) -> Any:
    return source.tree.get(key, {}) if isinstance(source.tree, dict) else {}


def _scene(source: Source, name: str, fault: str, do: str, key: str = "") -> Finding:
    path = ("scenes", name, key) if key else ("scenes", name)
    return _place(source, path, f"`{name}`: {fault}", do, "key")


def _place(source: Source, path: tuple[str | int, ...], fault: str, do: str, on: Literal["key", "value"]) -> Finding:
    return Finding(source.file, source.place(path, on).line, fault, do)


RULES = (headings, ages, leaning, notes, questions, cover)
