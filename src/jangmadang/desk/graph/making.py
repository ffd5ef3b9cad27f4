"""From a script to its graph: cards in the story's order, links as the roads lead.

Takes a `Script` whose story is whole; gives a `StoryGraph` without a run. An encounter is one card, unless every scene
of it shall be one. A deck is a card: it is drawn from once, and each storylet hangs on it alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ...story.building.context import source_and_path
from ...story.loading import Script
from ...story.model import Scene, Story
from ..flow import ANYWHERE, Road, roads
from .texts import line, passages, plain
from .values import DECK, FORMAT, Card, CardKind, Group, Link, LinkKind, Offer, StoryGraph, Way

HUB = 3
"""So many scenes that a scene leads to lead straight back to it where it is a hub."""
KINDS: tuple[LinkKind, ...] = ("choice", "rule", "call", "draw", "return", "skip")
Pair = tuple[str, str]


def story_graph(script: Script, *, encounters: bool = False) -> StoryGraph:
    """The graph of a script's story, which must be whole. With `encounters` every scene is a card."""
    story = script.story
    if story is None:
        raise ValueError("a story with errors has no graph")
    made = _Making(script, story, encounters)
    cards = tuple(made.cards())
    groups = {card.group: Group(card.group, card.file) for card in cards}
    return StoryGraph(FORMAT, story.id, story.title, made.card[story.start], tuple(groups.values()), cards, made.links)


class _Making:
    """A graph on its way."""

    def __init__(self, script: Script, story: Story, encounters: bool) -> None:
        self.script, self.story, self.roads = script, story, roads(story)
        self.card = {id_: (not encounters and scene.encounter) or id_ for id_, scene in story.scenes.items()}
        """The card of each scene."""
        self.scenes: dict[str, list[Scene]] = {}
        for id_, scene in story.scenes.items():
            self.scenes.setdefault(self.card[id_], []).append(scene)
        self.kinds = {scene.encounter: scene.stage.kind for scene in story.scenes.values() if scene.stage}
        self.anywhere: dict[str, list[Way]] = {}
        self.links = tuple(self._links())
        self.hubs = _hubs(self.links)

    # ---- cards ----
    def cards(self) -> Iterator[Card]:
        """In the story's order; a deck right after the first scene that draws from it."""
        drawn: dict[str, str] = {}
        for link in self.links:
            if link.target.startswith(DECK):
                drawn.setdefault(link.target, link.source)
        after: dict[str, list[str]] = {}
        for deck, source in drawn.items():
            after.setdefault(source, []).append(deck)
        for id_ in self.scenes:
            yield self._scene(id_)
            yield from (self._deck(deck, id_) for deck in after.get(id_, ()))

    def _scene(self, id_: str) -> Card:
        scene = self.story.scenes.get(id_) or self.scenes[id_][0]
        file, number = self._place(scene.id)
        mine = self.scenes[id_]
        return Card(
            id_,
            self._kind(scene),
            scene.ending.title if scene.ending else line(scene.title) or scene.id,
            file,
            file,
            number,
            start=scene.id == self.story.start,
            heading=line(scene.heading),
            ending=scene.ending.kind if scene.ending else "",
            text=tuple(passages(scene.text)),
            choices=tuple(self._offers(mine)),
            phenomena=scene.phenomena,
            notes=tuple(self.story.notes[n].id for n in scene.notes),
            deck=scene.storylet.deck if scene.storylet else "",
            scenes=tuple(one.id for one in mine if one.id != id_),
            from_anywhere=tuple(self.anywhere.get(id_, ())),
        )

    def _deck(self, id_: str, source: str) -> Card:
        name = id_.removeprefix(DECK)
        storylets = tuple(dict.fromkeys(self.card[one] for one in self.story.decks[name].storylets))
        file, number = self._place(self.scenes[source][0].id)
        return Card(id_, "deck", name, file, file, number, storylets=storylets)

    def _kind(self, scene: Scene) -> CardKind:
        if scene.ending:
            return "ending"
        kind = self.kinds.get(scene.encounter, "") if scene.encounter else ""
        match kind:
            case "market" | "bribe" | "screening" | "crossing":
                return kind
        if scene.id == self.story.start:
            return "start"
        if scene.menu:
            return "menu"
        if scene.storylet:
            return "storylet"
        return "hub" if scene.id in self.hubs else "scene"

    def _place(self, scene: str) -> tuple[str, int]:
        source, path = source_and_path(self.script.ledger.scenes[scene])
        file = source.file
        if self.script.folder is not None:
            file = os.path.relpath(file, self.script.folder).replace(os.sep, "/")
        return file, source.place(path, on="key").line

    def _offers(self, scenes: Iterable[Scene]) -> Iterator[Offer]:
        """The choices that a writer wrote; of scenes that are cards of their own, all."""
        for scene in scenes:
            for choice in scene.choices:
                if choice.generated and self.card[scene.id] == scene.encounter:
                    continue
                yield Offer(
                    choice.id,
                    line(choice.text),
                    scene="" if scene.id == self.card[scene.id] else scene.id,
                    when=plain(choice.when.text) if choice.when is not None else "",
                    cost=tuple(self._cost(one.slot, one.value.text, one.label) for one in choice.cost),
                    skip=choice.skip,
                    stays=choice.exit is not None and choice.exit.kind == "stay" and not choice.chance,
                )

    def _cost(self, slot: int, value: str, label: str) -> str:
        return f"{label or self.story.slots[slot].name}: {plain(value)}"

    # ---- links ----
    def _links(self) -> Iterator[Link]:
        found: dict[Pair, dict[Way, None]] = {}
        returns: dict[Pair, None] = {}
        thens = {(one.deck, one.then or one.source) for one in self.roads if one.kind == "draw"}
        called = {(self._of(one.source), self._of(one.target)) for one in self.roads if one.kind == "call"}
        for road in self.roads:
            for pair, way in self._ways(road, thens):
                if pair[0] == ANYWHERE:
                    self.anywhere.setdefault(pair[1], []).append(way)
                elif way.kind == "return" and (pair[1] == ANYWHERE or pair[::-1] in called):
                    returns[pair] = None
                elif pair[0] != pair[1]:
                    found.setdefault(pair, {})[way] = None
        for (source, target), ways in found.items():
            kind = min((way.kind for way in ways), key=KINDS.index)
            yield Link(source, target, kind, (target, source) in returns, tuple(ways))

    def _ways(self, road: Road, thens: set[tuple[str, str]]) -> Iterator[tuple[Pair, Way]]:
        """The pairs of cards that a road joins, and how."""
        source, target = self._of(road.source), self._of(road.target)
        when = tuple(plain(checked.text) for checked in road.when)
        if road.kind == "draw":
            storylet = self.story.scenes[road.target].storylet
            own = storylet.when if storylet is not None else None
            outer = when[:-1] if own is not None else when
            deck = DECK + road.deck
            yield (source, deck), Way("draw", road.source, road.choice, road.outcomes, road.exit, outer)
            yield (deck, target), Way("draw", "", when=when[len(outer) :])
            yield (deck, self._of(road.then or road.source)), Way("return", "")
        elif road.kind == "choice" and road.deck:
            if (road.deck, road.target) not in thens:
                nothing = (*when, f"nothing in {road.deck} is open")
                yield (source, target), Way("choice", road.source, road.choice, road.outcomes, road.exit, nothing)
        elif road.kind in ("return", "skip") and self._to_its_deck(road, thens):
            return
        else:
            yield (source, target), Way(road.kind, road.source, road.choice, road.outcomes, road.exit, when)

    def _to_its_deck(self, road: Road, thens: set[tuple[str, str]]) -> bool:
        """Whether a storylet returns to where its deck leads on to, which is drawn once and at the deck."""
        storylet = self.story.scenes[road.source].storylet
        return storylet is not None and (storylet.deck, road.target) in thens

    def _of(self, scene: str) -> str:
        return self.card.get(scene, scene)


def _hubs(links: Iterable[Link]) -> set[str]:
    pairs = {(link.source, link.target) for link in links}
    back: dict[str, int] = {}
    for source, target in pairs:
        if (target, source) in pairs:
            back[source] = back.get(source, 0) + 1
    return {name for name, many in back.items() if many >= HUB}
