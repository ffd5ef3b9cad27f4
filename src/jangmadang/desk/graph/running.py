"""A run through a graph: the stops of a life, in order, and the links that each step took.

Takes a graph and a run that was played; gives the graph with it. A step within one card takes no link.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ...play.run import Run
from ...story.model import LONGEST_CHAIN
from .values import DECK, Stop, StoryGraph

Numbers = dict[tuple[str, str], int]


def with_run(graph: StoryGraph, run: Run) -> StoryGraph:
    """The graph with this run on it. Steps that were taken one after another in one card are one stop."""
    cards = {card.id: card.id for card in graph.cards}
    for card in graph.cards:
        cards |= dict.fromkeys(card.scenes, card.id)
    numbers = {(link.source, link.target): number for number, link in enumerate(graph.links)}
    deck_of = {card.id: DECK + card.deck for card in graph.cards if card.deck}
    stood = [(cards[moment.scene], step.text()) for moment, step in run.past] + [(cards[run.moment.scene], "")]
    stops: list[Stop] = []
    for n, (here, choice) in enumerate(stood):
        after = stood[n + 1][0] if n + 1 < len(stood) else ""
        if after != here:
            taken = tuple(_taken(here, after, numbers, deck_of)) if after else ()
            stops.append(Stop(here, choice, taken))
    return replace(graph, run=tuple(stops))


def _taken(source: str, target: str, numbers: Numbers, deck_of: dict[str, str]) -> Iterator[int]:
    """The links of one step: the one there is; in and out of a deck; the one by which a passage comes back; or a way
    through scenes whose rules send on before a word is read.
    """
    if (source, target) in numbers:
        yield numbers[source, target]
        return
    into, out_of = deck_of.get(target, ""), deck_of.get(source, "")
    if (source, into) in numbers and (into, target) in numbers:
        yield numbers[source, into]
        yield numbers[into, target]
    elif (out_of, target) in numbers:
        yield numbers[out_of, target]
    elif (target, source) in numbers:
        yield numbers[target, source]
    else:
        yield from _sent_on(source, target, numbers)


def _sent_on(source: str, target: str, numbers: Numbers) -> list[int]:
    """The shortest way by links; none where the story's own rules lead."""
    came: dict[str, str] = {source: ""}
    queue = [source]
    for card in queue:
        for here, there in numbers:
            if here == card and there not in came:
                came[there] = card
                queue.append(there)
    way: list[int] = []
    while came.get(target):
        way.append(numbers[came[target], target])
        target = came[target]
    return way[::-1] if len(way) <= LONGEST_CHAIN else []
