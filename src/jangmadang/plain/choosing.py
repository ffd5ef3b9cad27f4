"""Which story, when none was named: asked in lines."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.model import Story
from .console import Console
from .own import Own

AGAIN = "again"
"""Something was taken off the list: it is told anew."""


def cover_line(story: Story) -> str:
    """`Three Days. About 10 minutes. Content notes: arrest.`"""
    time = f" About {story.minutes} minutes." if story.minutes else ""
    notes = f" Content notes: {', '.join(story.content_notes)}." if story.content_notes else ""
    return f"{story.title}.{time}{notes}"


def choose_story(stories: Sequence[Story], console: Console, own: Own | None = None) -> str | None:
    """What the player chose: a story's id, or the path of one of their own; "" when none, None when the answers ended.

    `own` knows stories of their own: they stand after the others, `open PATH` adds one, `forget NUMBER` takes one off.
    """
    while True:
        listed = [(story.id, story) for story in stories]
        mine, unplayable = own.stories() if own is not None else ([], [])
        listed += mine
        console.say(unplayable)
        if not listed:
            console.say(["There are no stories here. Play one of your own: jangmadang play PATH"])
            return ""
        for number, (_, story) in enumerate(listed, 1):
            console.say([f"{number}. {cover_line(story)}", *([story.summary] if story.summary else [])])
        chosen = _answered(listed, len(stories), console, own)
        if chosen != AGAIN:
            return chosen


def _answered(listed: Sequence[tuple[str, Story]], shipped: int, console: Console, own: Own | None) -> str | None:
    """The same for one list; AGAIN when another is to be told."""
    ways = ", open PATH" if own is not None else ""
    ways += ", forget NUMBER" if len(listed) > shipped else ""
    while True:
        answer = console.ask(f"Which story? 1{f' to {len(listed)}' if len(listed) > 1 else ''}{ways}, or quit > ")
        if answer is None or answer.strip().casefold() in ("quit", "exit"):
            return None if answer is None else ""
        said = answer.strip().rstrip(".") or ("1" if len(listed) == 1 else "")
        for number, (name, story) in enumerate(listed, 1):
            if said in (str(number), story.id):
                return name
        verb, _, rest = answer.strip().partition(" ")
        if own is not None and verb.casefold() == "open" and rest.strip():
            path, words = own.open(rest)
            console.say([words] if words else [])
            if path:
                return path
        elif own is not None and verb.casefold() == "forget" and rest.strip(" .").isdecimal():
            number = int(rest.strip(" ."))
            if shipped < number <= len(listed):
                console.say([own.forget(listed[number - 1][0])])
                return AGAIN
            console.say(["Only a story of your own can be forgotten."])
        else:
            console.say(["Answer with a story's number."])
