"""Every way that a choice can fall: what one may pick from, to see it once."""

from __future__ import annotations

from ..desk.flow import ways
from ..story.model import Choice, Story


def falls(story: Story, choice: Choice) -> list[tuple[str, ...]]:
    """The rows of outcomes, and of storylets, that the choice can draw; none where it rolls nothing."""
    rows: list[tuple[str, ...]] = []
    for out, ids in ways(choice):
        if out.kind == "draw":
            rows += [(*ids, name) for name in story.decks[out.target].storylets]
        elif ids:
            rows.append(ids)
    return list(dict.fromkeys(rows))
