"""Renamings: how a story's older saves find what is called something else now.

In: the cover's `renamed:` as typed, and the scenes made. Out: old names to new ones that exist.
"""

from __future__ import annotations

from ..model import Scene
from ..problems import did_you_mean
from . import effects
from .context import Build
from .gather import Written


def renamed(
    build: Build, written: Written, made: dict[str, Scene]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Old names to new ones: of scenes, of choices, of the state."""
    given, where = written.cover.get("renamed", (None, None))
    if given is None:
        return {}, {}, {}
    for old, new in (given.scenes or {}).items():
        effects.scene(build, new, ((where, "scenes"), old))
    for old, new in (given.state or {}).items():
        if new not in build.names.slot_of:
            near = did_you_mean(new, (slot.name for slot in build.names.slots))
            build.report("unknown-name", ((where, "state"), old), f"no variable `{new}`", near)
    known = {choice.id for scene in made.values() for choice in scene.choices}
    choices: dict[str, str] = {}
    for old, new in (given.choices or {}).items():
        scene, _, id_ = new.rpartition(".")
        there = {choice.id for choice in made[scene].choices} if scene in made else known
        # An encounter's scene has a dot of its own; elsewhere what stands before the dot is the scene.
        name = id_ if scene in made else new
        if name not in there:
            near = did_you_mean(name, there)
            build.report("unknown-choice", ((where, "choices"), old), f"no choice `{new}`", near)
        choices[old] = name
    return dict(given.scenes or {}), choices, dict(given.state or {})
