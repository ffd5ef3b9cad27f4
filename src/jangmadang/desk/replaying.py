"""Replaying: a writer's place in a story, found again after the story was changed.

A Way is how one came to where one stands: a beginning (the story's, or a jump) and steps, each by id, with the outcomes
they drew and the scenes they were taken in. `replay` takes it again in the story as it is now, with the same outcomes,
as far as it goes, and says where it stopped and why; `renamed:` is followed. Nothing here draws or reads files.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..play import renaming
from ..play.life import Step
from ..play.moment import CannotChoose
from ..play.run import Run
from ..play.turn import Rules
from ..story.model import Story
from ..story.problems import did_you_mean
from . import jumping
from .flow import Road


class Way(Struct, frozen=True):
    """How one came to where one stands."""

    seed: int = 0
    jump: str = ""
    """The line that was jumped by; empty from the story's beginning."""
    steps: tuple[Step, ...] = ()
    scenes: tuple[str, ...] = ()
    """The scene before each step, and the one after the last; empty where that is not known."""
    gentler: bool = False
    ahead: tuple[Step, ...] = ()
    """Steps that were taken back, to go forward through again."""


class Replayed(Struct, frozen=True):
    """A way that was taken again."""

    run: Run
    """As far as it goes."""
    taken: int
    """Steps that could be taken."""
    told: tuple[str, ...]
    """What is not as it was, for the writer; nothing when all is."""
    notes: tuple[str, ...] = ()
    """What the jump has to say."""
    stopped: bool = False
    """A step could not be taken, or the beginning is gone."""


def way_of(run: Run, seed: int, jump: str, gentler: bool = False) -> Way:
    """The way that a run has come."""
    scenes = (*(moment.scene for moment, _ in run.past), run.moment.scene)
    return Way(seed, jump, run.steps, scenes, gentler, run.life().ahead)


def replay(rules: Rules, way: Way, roads: Sequence[Road] = ()) -> Replayed:
    """Take the way again. Where the beginning is gone, one stands at the story's."""
    story = rules.story
    notes: tuple[str, ...] = ()
    if way.jump:
        jump = jumping.read(way.jump, story)
        if isinstance(jump, jumping.Misread):
            run = Run.start(rules, way.seed, way.gentler)
            lost = f"you jumped with `{way.jump}`, and {jump.words}; you stand at the story's beginning"
            return Replayed(run, 0, (lost,), (), True)
        landed = jumping.land(rules, jump, way.seed, way.gentler, roads)
        run, notes = landed.run, landed.told
    else:
        run = Run.start(rules, way.seed, way.gentler)
    told: list[str] = []
    apart = _apart(story, run, way, 0)
    if apart:
        told.append(f"one begins in `{run.moment.scene}` now, not in `{apart}`")
    for number, step in enumerate(way.steps, 1):
        try:
            run.again(step)
        except CannotChoose as cannot:
            where = _where_gone(story, way, number)
            said = f"step {number}: {_why(run, step, cannot.reason)}; you stand before it"
            return Replayed(run, number - 1, tuple(dict.fromkeys((*told, said, *where))), notes, True)
        elsewhere = _apart(story, run, way, number)
        if elsewhere and not apart:
            lost = "" if elsewhere in story.scenes else ", which is gone"
            told.append(f"step {number}: `{step.choice}` leads to `{run.moment.scene}` now, not to `{elsewhere}`{lost}")
            told += _renaming(story, elsewhere, run.moment.scene)
        apart = elsewhere
    run.take_back(way.ahead)
    return Replayed(run, len(way.steps), tuple(told), notes)


def _apart(story: Story, run: Run, way: Way, number: int) -> str:
    """The scene that one stood in after that many steps before, where it is another now."""
    if number >= len(way.scenes):
        return ""
    before = way.scenes[number]
    return "" if renaming.scene(story, before) == run.moment.scene else before


def _why(run: Run, step: Step, reason: str) -> str:
    """Why a step cannot be taken here, in the writer's words."""
    here = run.moment.scene
    choice = run.find(step.choice)
    if choice is None:
        ids = [one.id for one in run.story.scenes[here].choices]
        near = did_you_mean(step.choice, ids)
        known = near or (
            f"there {'is' if len(ids) == 1 else 'are'} {', '.join(f'`{id_}`' for id_ in ids)}" if ids else ""
        )
        lost = f"`{step.choice}` is no longer a choice of `{here}`"
        return f"{lost} ({known})" if known else lost
    if not choice.skip and not run.rules.is_open(choice, run.moment.values):
        locked = f"`{step.choice}` of `{here}` is locked now"
        return locked if reason == f"`{step.choice}` is not open now" else f"{locked} ({reason.rstrip('.')})"
    return f"`{step.text()}` of `{here}`: {reason.rstrip('.')}"


def _where_gone(story: Story, way: Way, number: int) -> list[str]:
    """The scene that the step was taken in, where it is no more, and how renaming it is told."""
    if number > len(way.scenes):
        return []
    lost = [scene for scene in way.scenes[number - 1 : number + 1] if renaming.scene(story, scene) not in story.scenes]
    return [f"`{scene}` is no scene any more" for scene in lost[:1]] + [
        line for scene in lost[:1] for line in _renaming(story, scene, "")
    ]


def _renaming(story: Story, old: str, new: str) -> list[str]:
    """What the cover may say so that saves follow a scene that is called something else now."""
    if renaming.scene(story, old) in story.scenes:
        return []
    return [
        f"if it was renamed, saves follow with `renamed: {{scenes: {{{old}: {new or 'its new name'}}}}}` on the cover"
    ]


__all__ = ["Replayed", "Way", "replay", "way_of"]
