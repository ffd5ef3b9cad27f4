"""A story as a graph: cards (scenes, encounters, decks) and the links between them, as plain data for any drawing.

This is also the shape of `jangmadang graph --json`; docs/writing/graph.md says what each field means to a reader of it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FORMAT = 1
"""Of the JSON: a number that grows when a field changes its meaning or goes."""

CardKind = Literal[
    "start", "scene", "hub", "menu", "storylet", "market", "bribe", "screening", "crossing", "ending", "deck"
]
LinkKind = Literal["choice", "rule", "call", "draw", "return", "skip"]
"""In the order in which they give a link its name: a link that a choice and a rule make is a choice's."""

DECK = "deck:"
"""Before a deck's name, in the id of its card: no scene is called so."""


class Way(Struct, frozen=True, omit_defaults=True):
    """One road that makes a link."""

    kind: LinkKind
    scene: str
    """The scene that it leaves; empty for anywhere. One that an encounter made is not a card of its own."""
    choice: str = ""
    """The choice's id; empty for a rule, a return and what a deck does."""
    outcomes: tuple[str, ...] = ()
    """Where chance decides: the ids of the outcomes that lead here."""
    exit: str = ""
    """The exit of an encounter that it is."""
    when: tuple[str, ...] = ()
    """Conditions as written; all must hold."""


class Link(Struct, frozen=True):
    """All roads from one card to another."""

    source: str
    target: str
    kind: LinkKind
    back: bool
    """A passage that comes back to where it was called."""
    ways: tuple[Way, ...]

    @property
    def when(self) -> tuple[str, ...]:
        """Conditions of which one must hold, each as written; none where some road is always open."""
        if not all(way.when for way in self.ways):
            return ()
        return tuple(dict.fromkeys(" and ".join(way.when) for way in self.ways))

    @property
    def by_chance(self) -> tuple[str, ...]:
        """The outcomes of which one must fall; none where some road leads here for certain."""
        if not all(way.outcomes for way in self.ways):
            return ()
        return tuple(dict.fromkeys(way.outcomes[-1] for way in self.ways))


class Passage(Struct, frozen=True, omit_defaults=True):
    """Paragraphs of a scene that are read together."""

    text: tuple[str, ...]
    when: str = ""
    """When they are read, in words; always where empty."""


class Offer(Struct, frozen=True, omit_defaults=True):
    """A choice as its scene offers it."""

    id: str
    text: str
    scene: str = ""
    """The scene that offers it, where an encounter made that."""
    when: str = ""
    cost: tuple[str, ...] = ()
    skip: bool = False
    stays: bool = False
    """It leads nowhere else."""


class Card(Struct, frozen=True, omit_defaults=True):
    """A scene; an encounter with all its scenes; or a deck."""

    id: str
    kind: CardKind
    title: str
    group: str
    """Of `Group.id`."""
    file: str
    """Within the story's folder."""
    line: int
    start: bool = False
    heading: str = ""
    ending: str = ""
    """What kind of an ending, in the story's own word."""
    text: tuple[Passage, ...] = ()
    choices: tuple[Offer, ...] = ()
    phenomena: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    deck: str = ""
    """The deck it lies in."""
    storylets: tuple[str, ...] = ()
    """Of a deck."""
    scenes: tuple[str, ...] = ()
    """Those that an encounter made, beside its own."""
    from_anywhere: tuple[Way, ...] = ()
    """Rules of the whole story that lead here."""
    heat: float | None = None
    """The share of lives that came by, of 1. None without heat, and of what no life is ever counted at."""


class Group(Struct, frozen=True):
    """Cards that are drawn in one box: those of one file."""

    id: str
    title: str


class Stop(Struct, frozen=True):
    """A step of a run: where it stood, and what was chosen there."""

    card: str
    choice: str
    """As a play-test writes it; empty at the end."""
    links: tuple[int, ...]
    """The links that the step took, by their number; none for one that stayed."""


class StoryGraph(Struct, frozen=True):
    """All of it."""

    jangmadang_graph: int
    story: str
    title: str
    start: str
    groups: tuple[Group, ...]
    cards: tuple[Card, ...]
    """In the story's order."""
    links: tuple[Link, ...]
    run: tuple[Stop, ...] = ()
    lives: int = 0
    """Of which `Card.heat` is a share; 0 without heat."""
    policies: tuple[str, ...] = ()
    """Who lived them."""
