"""The gallery: which of a story's endings a player has found, when and how, and how much of the rest was seen.

Takes a story, what was seen of it in all lives, and which kept playthroughs ended. Of an ending
that was not found nothing is given but that there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..story.model import Story
from .ending_view import EndingSeen, GalleryView, Reread
from .ground import Ground
from .run import Run
from .seen import Reached, Seen


def gallery(story: Story, of: str, seen: Seen, kept: Mapping[str, str] | None = None) -> GalleryView:
    """The gallery of a story, which faces call `of`. `kept` has a slot for each ending that a kept playthrough has."""
    at, slots = Ground(story), kept or {}
    ends = {scene.id: scene.ending for scene in story.endings if scene.ending is not None}
    endings: list[EndingSeen] = []
    for id_, ending in sorted(ends.items(), key=lambda one: at.order.get(one[0], len(at.order))):
        if id_ in seen.endings or id_ in slots:
            how = seen.reached.get(id_, Reached())
            endings.append(EndingSeen(id_, ending.title, ending.kind, how.on, tuple(how.way), slots.get(id_, "")))
        else:
            endings.append(EndingSeen(id_, ""))
    scenes = [place for place in at.places if place not in ends]
    return GalleryView(
        of,
        story.title,
        tuple(endings),
        sum(note.id in seen.notes for note in story.notes),
        len(story.notes),
        sum(place in seen.places for place in scenes),
        len(scenes),
    )


def reread(run: Run, slot: str) -> Reread | None:
    """The ending that a kept playthrough stands at, to be read once more; None where it stands at none."""
    page = run.look()
    return Reread(page.title, page.heading, page.text, page.ending, slot) if page.ending is not None else None
