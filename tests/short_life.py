"""A short life of Three Days in the words of its choices: with the same seed the same words lead to the same ending."""

from __future__ import annotations

import random
from functools import cache

from msgspec import Struct

from jangmadang.play.ready import ready
from jangmadang.play.run import Run
from jangmadang.story import shelf

STORY, TITLE, SEED = "three-days", "Three Days", 7


class Life(Struct, frozen=True):
    """What is chosen, in words, and where it leads."""

    words: tuple[str, ...]
    ending: str
    """The title of the ending."""
    before: str
    """The title of the scene before."""


@cache
def short_life() -> Life:
    """The shortest of some lives that are lived at random."""
    story = ready(shelf.shipped()[STORY]).story
    assert story is not None
    lives = []
    for pick in map(random.Random, range(40)):
        run, words, before = Run.start(story, SEED), [], ""
        while len(words) <= 60 and (open_ := [choice for choice in run.look().choices if choice.open]):
            choice, before = pick.choice(open_), run.look().title
            words.append(choice.text)
            run.choose(choice.id)
        if run.ended:
            lives.append(Life(tuple(words), run.look().title, before))
    return min(lives, key=lambda life: len(life.words))
