"""A run through a graph: the stops of a life, in order, and the links that each step took.

Takes a graph and a run that was played; gives the graph with it. A step within one card takes no link.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ...play.run import Run
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
    for n, (card, choice) in enumerate(stood):
        after = stood[n + 1][0] if n + 1 < len(stood) else ""
        if after != card:
            taken = tuple(_taken(card, after, numbers, deck_of)) if after else ()
            stops.append(Stop(card, choice, taken))
    return replace(graph, run=tuple(stops))


def _taken(source: str, target: str, numbers: Numbers, deck_of: dict[str, str]) -> Iterator[int]:
    """The links of one step: the one there is; in and out of a deck; or the one by which a passage comes back."""
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
