"""Which story, when none was named: asked in lines."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.model import Story
from .console import Console


def choose_story(stories: Sequence[Story], console: Console) -> str | None:
    """The id of the story that the player chose; None when there is none or no answer."""
    if not stories:
        console.say(["There are no stories here. Play one of your own: jangmadang play PATH"])
        return None
    for number, story in enumerate(stories, 1):
        notes = f" Content notes: {', '.join(story.content_notes)}." if story.content_notes else ""
        console.say([f"{number}. {story.title}. About {story.minutes} minutes.{notes}", f"   {story.summary}".rstrip()])
    while True:
        answer = console.ask(f"Which story? 1{f' to {len(stories)}' if len(stories) > 1 else ''}, or quit > ")
        if answer is None or answer.strip().casefold() in ("quit", "exit"):
            return None
        said = answer.strip().rstrip(".") or ("1" if len(stories) == 1 else "")
        for number, story in enumerate(stories, 1):
            if said in (str(number), story.id):
                return story.id
        console.say(["Answer with a story's number."])
