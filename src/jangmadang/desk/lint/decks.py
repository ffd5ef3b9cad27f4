"""Decks that can run dry under a draw that says nothing of it.

Takes a script; gives findings. A draw with `otherwise` or `then` leads on when nothing is open; one with neither stays
where it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...story.loading import Script
from ...story.model import Storylet
from .finding import Finding, Rule
from .survey import Survey, survey


def _dry_decks(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    can: dict[str, str] = {}
    for road in asked.roads:
        # The road that a dry deck leaves; it leads nowhere new where neither `otherwise` nor `then` is written.
        if not road.deck or road.kind == "draw" or road.target != road.source:
            continue
        deck = road.deck
        if deck not in can:
            can[deck] = _why(asked, deck)
        where = asked.place(road)
        if can[deck] and where is not None and road.source in asked.reached:
            message = f"the deck `{deck}` can run dry: {can[deck]}; then one stays in `{road.source}`"
            hint = "add `otherwise:` a scene to go to then"
            yield Finding((where, "draw"), message, hint, scene=asked.written(road.source))


def _why(asked: Survey, deck: str) -> str:
    """Why a deck may have nothing open; empty where one of its storylets always is."""
    lots = [asked.story.scenes[name].storylet for name in asked.story.decks[deck].storylets]
    reasons = [_shut(asked, lot) for lot in lots if lot is not None]
    if "" in reasons:
        return ""
    kinds = list(dict.fromkeys(reasons))
    if len(kinds) == 1:
        return f"each of its storylets {kinds[0]}" if len(lots) > 1 else f"its one storylet {kinds[0]}"
    return f"each of its storylets {' or '.join(kinds)}"


def _shut(asked: Survey, lot: Storylet) -> str:
    """What can keep a storylet from being drawn."""
    if lot.once:
        return "is drawn once"
    if lot.cooldown:
        return "rests after a draw"
    if not asked.always(lot.when):
        return "has a condition"
    return "can have no weight" if lot.weight is not None and asked.span(lot.weight)[0] <= 0 else ""


RULES = (Rule("dry-deck", _dry_decks),)
