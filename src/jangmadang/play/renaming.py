"""Old names: how what an older version of a story called something finds its way to what it is called now.

Takes ids as an old save has them; gives those of the story as it stands. Ids that nobody renamed come back as they are.
"""

from __future__ import annotations

import re
from collections.abc import Container

from ..story.model import Story

_KEPT = re.compile(r"(visits|last|drawn|taken|door)\((.+)\)")
_RULED = re.compile(r"ruled\((.+?): (.*): ([\w.]+)\)", re.S)
_LEADS = ("call_", "")
"""What stands before a scene in the id of a choice that has none of its own."""


def scene(story: Story, old: str) -> str:
    """The scene's id now; an encounter's further scenes follow the one its block stands on."""
    if old in story.scenes:
        return old
    head, dot, tail = old.partition(".")
    return story.renamed_scenes.get(old) or story.renamed_scenes.get(head, head) + dot + tail


def choice(story: Story, here: str, old: str) -> str:
    """The id now of a choice of the scene `here`."""
    before = [name for name, now in story.renamed_scenes.items() if now == here]
    for key in (f"{here}.{old}", *(f"{name}.{old}" for name in before), old):
        if key in story.renamed_choices:
            return story.renamed_choices[key]
    return outcome(story, old)


def outcome(story: Story, old: str) -> str:
    """The id now of an outcome or a storylet. One without an id of its own is called by the scene it leads to."""
    for lead in _LEADS:
        name = old.removeprefix(lead)
        if lead + name == old and name in story.renamed_scenes:
            return lead + story.renamed_scenes[name]
    return old


def slot(story: Story, old: str, stored: Container[str] = ()) -> int | None:
    """The slot of a variable, or of what the story counts for itself; None when there is none any more.

    `stored`: all names stored beside it. A state that has the new name too was stored after the renaming.
    """
    now = story.renamed_state.get(old)
    if now is not None and now not in stored:
        return story.slot_of.get(now)
    if old in story.slot_of:
        return story.slot_of[old]
    ruled = _RULED.fullmatch(old)
    if ruled is not None:
        whose, when, aim = ruled.groups()
        return story.slot_of.get(f"ruled({scene(story, whose)}: {when}: {scene(story, aim)})")
    kept = _KEPT.fullmatch(old)
    if kept is None:
        return story.slot_of.get(scene(story, old))
    what, of = kept.groups()
    if what != "taken":
        return story.slot_of.get(f"{what}({scene(story, of)})")
    where, _, name = of.rpartition(".")
    there = scene(story, where)
    return story.slot_of.get(f"taken({there}.{choice(story, there, name)})")
