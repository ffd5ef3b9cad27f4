"""Odds: how likely each ending is where every open choice is as likely as the others, reckoned and not sampled.

    settled(found)       from the states and edges of a search, or from what was reached in boxes
    odds(found)          of the endings alone, by scene

All that is likely lies at the beginning; it moves on along the edges. Scenes that lead back to each other are settled
together, those before them first: then what comes later is given everything at once. What still goes round when it is
less than `chains.LEAST` is let go of, and told: no odds are off by more than that.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from .bits import Reached
from .chains import LEAST, components, visits_of
from .odds_in_boxes import Shares
from .search import Found


class Odds(Struct, frozen=True):
    """How lives end, of 1."""

    endings: dict[str, float]
    """By scene; every ending that can come."""
    stuck: float
    """In a scene with no open choice."""
    left: float
    """What was not settled: lives that go round for ever, or very long. No odds are more than this too small."""


def odds(found: Found | Reached) -> dict[str, float]:
    """How likely each ending is, by scene."""
    return settled(found).endings


def settled(found: Found | Reached) -> Odds:
    """How lives end. Of a search that is complete and has its edges, or of what was reached in boxes."""
    return _of_edges(found) if isinstance(found, Found) else Odds(*Shares(found).settled())


def _of_edges(found: Found) -> Odds:
    assert found.complete and found.edges is not None, "a search to its end, with its edges"
    edges, scene, t = found.edges, found.scene, found.tables
    source, target, likely = edges.source, edges.target, edges.likely
    onward: dict[int, list[int]] = {int(n): [] for n in np.unique(scene)}
    pairs = np.unique(scene.take(source) * len(t.ids) + scene.take(target))
    for pair in pairs.tolist():
        onward[pair // len(t.ids)].append(pair % len(t.ids))
    lots = components(onward)
    lot_of = np.zeros(len(t.ids), np.int64)
    for n, lot in enumerate(lots):
        lot_of[lot] = n
    of_edge = lot_of.take(scene.take(source))
    order = np.argsort(of_edge, kind="stable")
    source, target, likely = source.take(order), target.take(order), likely.take(order)
    cuts = np.searchsorted(of_edge.take(order), np.arange(len(lots) + 1))
    place = np.zeros(len(scene), np.int64)
    mass = np.zeros(len(scene))
    mass[0] = 1
    of_state = lot_of.take(scene)
    by_lot = np.argsort(of_state, kind="stable")
    starts = np.searchsorted(of_state.take(by_lot), np.arange(len(lots) + 1))
    left = 0.0
    for n in range(len(lots)):
        states = by_lot[starts[n] : starts[n + 1]]
        cut = slice(cuts[n], cuts[n + 1])
        if cut.start == cut.stop or not mass.take(states).any():
            continue
        place[states] = np.arange(len(states))
        from_, to, by = source[cut], target[cut], likely[cut]
        stays = of_state.take(to) == n
        inner = (place.take(from_[stays]), place.take(to[stays]), by[stays])
        visits, rest = visits_of(mass.take(states), inner, LEAST / len(lots))
        left += rest
        goes = ~stays
        # Only what ends here stays: a state that leads on has given everything away.
        leads = np.zeros(len(states), bool)
        leads[place.take(from_)] = True
        mass[states] = np.where(leads, 0, visits)
        np.add.at(mass, to[goes], visits.take(place.take(from_[goes])) * by[goes])
    ends = scene >= t.first_ending
    shares = np.bincount(scene[ends], mass[ends], len(t.ids))
    met = np.unique(scene[ends])
    return Odds({t.ids[n]: float(shares[n]) for n in met.tolist()}, float(mass[~ends].sum()), left)
