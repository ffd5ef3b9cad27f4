"""Which playthrough one plays: a new one, or the one to go on with, and the slot it is kept in.

Takes a Story and what was wished on the command line; asks only where an edited story leaves two ways on. Nothing that
was saved is ever written over here: what would be lost is kept under a further name first.
"""

from __future__ import annotations

import os

from msgspec import Struct

from ..play.life import Life
from ..play.run import Run
from ..play.saves import Saves, Slot
from ..story.model import Story
from .console import Console
from .saying import sentence
from .staging import counted

DONE, NO_SUCH, ANSWERS_ENDED = 0, 2, 3


class Wishes(Struct, frozen=True):
    """What was asked for on the command line."""

    seed: int | None = None
    new: bool = False
    slot: str = ""
    gentler: bool = False
    """Without it a playthrough that is gone on with keeps the wording that it began with."""
    gentler_anew: bool = False
    """The same for what is begun anew only: it is so set."""


class Started(Struct, frozen=True):
    """A playthrough under way, or the words and nothing when it cannot begin."""

    run: Run | None
    slot: Slot
    code: int = 0
    """The exit code when there is no run."""


def start(story: Story, wishes: Wishes, saves: Saves, console: Console) -> Started:
    """The playthrough; `run` is None when the slot asked for cannot be opened, or a question got no answer."""
    if wishes.new or wishes.seed is not None:
        return _begin(story, wishes, saves, console)
    for name in [wishes.slot] if wishes.slot else saves.going(story.id):
        opened = saves.open(story.id, name)
        if opened.life:
            return _go_on(story, wishes, name, opened.life, saves, console)
        if opened.problem:
            console.say([opened.problem])
        if opened.newer and wishes.slot:
            console.say(["Play with --new for a playthrough in a slot of its own."])
            return Started(None, saves.slot(story.id, name), NO_SUCH)
    return _begin(story, wishes, saves, console)


def _begin(story: Story, wishes: Wishes, saves: Saves, console: Console) -> Started:
    if wishes.slot:
        kept = saves.keep(story.id, wishes.slot)
        if kept:
            console.say([f"What slot {wishes.slot} held is kept as slot {kept}."])
    seed = wishes.seed if wishes.seed is not None else int.from_bytes(os.urandom(4), "big")
    return Started(Run.start(story, seed, wishes.gentler or wishes.gentler_anew), saves.slot(story.id, wishes.slot))


def _go_on(story: Story, wishes: Wishes, name: str, life: Life, saves: Saves, console: Console) -> Started:
    slot = saves.slot(story.id, name)
    resumed = Run.resume(story, life, wishes.gentler or None)
    if resumed.stopped is None:
        console.say([f"You go on with slot {name}: {counted(len(life.steps), 'choice')} so far."])
        return Started(resumed.run, slot)
    console.say(
        [
            *resumed.words(life),
            f"1. Go on from there: {sentence(resumed.run.look().title or resumed.run.moment.scene)}",
        ]
    )
    if resumed.from_state is not None:
        console.say([f"2. Go on from where it was saved: {sentence(life.scene_title or life.scene)}"])
    while True:
        answer = console.ask("Choose 1 or 2 > " if resumed.from_state else "Choose 1 > ")
        if answer is None or answer.strip() in ("quit", "exit"):
            return Started(None, slot, ANSWERS_ENDED if answer is None else DONE)
        run = {"1": resumed.run, "2": resumed.from_state}.get(answer.strip().rstrip("."))
        if run is not None:
            break
    kept = saves.keep(story.id, name)
    if kept:
        console.say([f"The save as it was is kept as slot {kept}."])
    return Started(run, slot)
