"""Which story, when none was named: asked in lines."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.model import Story
from .console import Console


def cover_line(story: Story) -> str:
    """`Three Days. About 10 minutes. Content notes: arrest.`"""
    time = f" About {story.minutes} minutes." if story.minutes else ""
    notes = f" Content notes: {', '.join(story.content_notes)}." if story.content_notes else ""
    return f"{story.title}.{time}{notes}"


def choose_story(stories: Sequence[Story], console: Console) -> str | None:
    """The id of the story that the player chose; "" when none, None when the answers ended."""
    if not stories:
        console.say(["There are no stories here. Play one of your own: jangmadang play PATH"])
        return ""
    for number, story in enumerate(stories, 1):
        console.say([f"{number}. {cover_line(story)}", *([story.summary] if story.summary else [])])
    while True:
        answer = console.ask(f"Which story? 1{f' to {len(stories)}' if len(stories) > 1 else ''}, or quit > ")
        if answer is None or answer.strip().casefold() in ("quit", "exit"):
            return None if answer is None else ""
        said = answer.strip().rstrip(".") or ("1" if len(stories) == 1 else "")
        for number, story in enumerate(stories, 1):
            if said in (str(number), story.id):
                return story.id
        console.say(["Answer with a story's number."])
