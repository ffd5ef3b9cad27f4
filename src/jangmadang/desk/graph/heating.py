"""Heating: how often lives come by the cards of a graph, from a simulation's result or from lives that are lived now.

Takes a graph and how many lives met each scene; gives the graph with it. Who is sent on by a scene's rules before a
word is read has not met it. Lives that are lived here are the first ones of a simulation with seed 1 whose people take
any open choice. Needs no NumPy; no files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...many.results import Result
from ...many.runs import LONGEST
from ...play.turn import Rules
from ...play.walking import Walker
from ...story.chance import below, life, stream
from ...story.model import Choice, Scene, Story
from .values import Card, StoryGraph

SEED = 1
RANDOM = "random"
"""As simulations call people who take any open choice."""


class Met(Struct, frozen=True):
    """How many lives met each scene."""

    lives: int
    policies: tuple[str, ...]
    """Who lived them."""
    scenes: Mapping[str, int]


def lived(story: Story, lives: int, told: Callable[[int], object] = lambda done: None) -> Met:
    """Lives so many lives, one by one; `told` hears how many have come to their end."""
    walker, scenes = Walker(Rules(story)), dict.fromkeys(story.scenes, 0)
    for number in range(lives):
        its = life(SEED, number)
        one = _Life(stream(its, "lots"))
        one.met.add(walker.walk(its, one, limit=LONGEST).scene)
        for id_ in one.met:
            scenes[id_] += 1
        told(number + 1)
    return Met(lives, (RANDOM,), scenes)


def simulated(result: Result, story: Story) -> Met:
    """What a simulation says of the story, all its people together. Raises ValueError in words for one of another."""
    of = result.story
    if of.id != story.id:
        raise ValueError(f"is of another story: {of.title or of.id}")
    if of.fingerprint != story.fingerprint:
        raise ValueError("was simulated before this story was changed; simulate it anew")
    lives = sum(ran.counts.lives for ran in result.runs)
    if not lives:
        raise ValueError("has no lives in it")
    scenes = {id_: sum(ran.counts.scenes.get(id_, (0, 0))[1] for ran in result.runs) for id_ in story.scenes}
    return Met(lives, tuple(ran.policy for ran in result.runs), scenes)


def with_heat(graph: StoryGraph, story: Story, met: Met) -> StoryGraph:
    """The graph with the share of the lives that came by each card."""
    cards = tuple(replace(card, heat=_heat(card, story, met)) for card in graph.cards)
    return replace(graph, cards=cards, lives=met.lives, policies=met.policies)


def _heat(card: Card, story: Story, met: Met) -> float | None:
    """Of an encounter, who came to its own scene, through which one enters."""
    scene = story.scenes.get(card.id)
    if scene is None or _sends_all_on(scene):
        return None  # a deck, or a scene where nobody ever stands: counts of lives know neither
    return min(1.0, met.scenes[scene.id] / met.lives)


def _sends_all_on(scene: Scene) -> bool:
    return any(rule.when.constant and rule.kind == "goto" and rule.once is None for rule in scene.rules)


class _Life:
    """A policy that takes any open choice, and notes where it stood."""

    def __init__(self, lots: int) -> None:
        self._lots, self._picks = lots, 0
        self.met: set[str] = set()

    def __call__(self, scene: Scene, open_: Sequence[Choice], _: Sequence[int]) -> int:
        self.met.add(scene.id)
        self._picks += 1
        return below(self._lots, self._picks, len(open_))
