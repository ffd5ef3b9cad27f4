"""A life and a gallery in words: for lines, for the clipboard, for whoever hears them read.

Takes the views of `ending_view.py`; gives paragraphs, one a line. No signs, no columns: what a picture shows is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..story.prose import Paragraph
from .ending_view import Course, EndingSeen, GalleryView, LifeView, Others, Reread, Touched

WHO_ARE_THEY = "simulated people, not players"


def life_words(life: LifeView) -> list[str]:
    """Everything there is to tell of a life, but for what became of all."""
    return [
        stretch(life),
        *(course_words(course) for course in life.courses),
        *touched_words(life.touched),
        *(one for one in (others_words(life.others),) if one),
        never_met(life),
        counts(life),
        *(one for one in (turning(life),) if one),
    ]


def life_text(life: LifeView) -> str:
    """A life as plain text, to be pasted anywhere."""
    head = f"{life.story}\nEnding: {life.ending.title}"
    return "\n\n".join([head, *_prose(life.ending.epilogue), *life_words(life)]) + "\n"


def stretch(life: LifeView) -> str:
    """'28 Nov to 7 Dec, 70 turns.'"""
    days = life.began if life.began == life.ended else f"{life.began} to {life.ended}"
    return f"This life: {days}, {counted(life.turns, 'turn')}."


def course_words(course: Course) -> str:
    """'Money: 46,000 won at first, 5,650 won at the end; at the least 3,550 won, at the most 46,000 won.'"""
    shown = {value for value in course.values if value is not None}
    name = _capital(course.label)
    if len(shown) == 1:
        return f"{name}: {course.first} all the time."
    last = "when last seen" if course.gone else "at the end"
    ends = (course.first, course.last)
    far = [
        f"at the {what} {said}" for what, said in (("least", course.least), ("most", course.most)) if said not in ends
    ]
    return f"{name}: {course.first} at first, {course.last} {last}{'; ' if far else ''}{', '.join(far)}."


def touched_words(touched: Sequence[Touched]) -> list[str]:
    """A line for each phenomenon with its places, and one for those that were not touched."""
    met = [one for one in touched if one.places]
    missed = [one.words for one in touched if not one.places]
    lines = [f"What this life touched, {len(met)} of {len(touched)}:"] if met else []
    lines += [
        f"{one.words[:1].upper()}{one.words[1:]}: {', '.join(place.title for place in one.places)}." for one in met
    ]
    return lines + ([f"It did not touch: {'; '.join(missed)}."] if missed else [])


def others_words(others: Iterable[Others]) -> str:
    """'Of others (simulated people, not players) end like this: random 7 in 100; cautious none in 2,000.'"""
    said = "; ".join(f"{one.name} {one.in_100}" for one in others)
    return f"Of others ({WHO_ARE_THEY}) end like this: {said}." if said else ""


def never_met(life: LifeView) -> str:
    """How much of the story this life did not see; what it was is not told."""
    left = life.scenes - life.met
    of = counted(life.scenes, "scene")
    if not left:
        return f"It met every scene of the story: {of}."
    return f"Of the story's {of} it met {life.met}, and {left} never."


def counts(life: LifeView) -> str:
    """Field notes of this life, and endings of all."""
    notes = f"Field notes met: {life.notes} of {life.all_notes}. " if life.all_notes else ""
    return f"{notes}Endings you have found: {life.found} of {life.endings}."


def turning(life: LifeView) -> str:
    """How often the life chose among roads."""
    if not life.turning:
        return ""
    times = counted(len(life.turning), "turning point")
    return f"It had {times}: turns at which another road was open, and still is."


def gallery_words(gallery: GalleryView) -> list[str]:
    """What was found of a story, an ending a line; what was not found is only counted."""
    lines = [
        f"{gallery.title}. Endings found: {gallery.found} of {len(gallery.endings)}. "
        f"Scenes seen: {gallery.seen} of {gallery.scenes}. Field notes met: {gallery.notes} of {gallery.all_notes}."
    ]
    found = [ending for ending in gallery.endings if ending.title]
    return lines + [f"{number}. {found_words(ending)}" for number, ending in enumerate(found, 1)]


def found_words(ending: EndingSeen) -> str:
    """'Eleven seconds, first on 2026-11-25. The way there: ….'"""
    first = f", first on {ending.on}" if ending.on else ""
    way = f" The way there: {'; '.join(ending.way)}." if ending.way else ""
    return f"{ending.title}{first}.{way}"


def reread_words(again: Reread) -> list[str]:
    """An ending once more."""
    head = " ".join(part for part in (f"{again.title}." if again.title else "", again.heading) if part)
    text = [*([head] if head else []), *_prose(again.text), *_prose(again.ending.epilogue)]
    return [*text, f"The end: {again.ending.title}."]


def counted(number: int, what: str) -> str:
    """'1 turn', '70 turns'."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _prose(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [paragraph.plain for paragraph in paragraphs if not paragraph.beat and paragraph.plain]
