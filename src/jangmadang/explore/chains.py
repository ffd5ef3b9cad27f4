"""Chains: what moves on along edges until it leaves, reckoned lot by lot.

Takes edges with their odds and what comes in; gives how often each state is come by. What leads back to itself is gone
round until almost nothing is left of it; where that takes long, it is solved as equations.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from ..many.chances import I64

LEAST = 1e-12
"""Of 1, in all: what may be let go of."""
MOST_ROUNDS = 20_000
PATIENCE = 300
"""Rounds after which it takes long."""
SOLVED = 1_500
"""States that are solved as equations."""
Inner = tuple[I64, I64, Any]
"""Edges within a lot: from, to, and how likely."""
Key = TypeVar("Key", bound=Hashable)


def components(onward: Mapping[Key, Iterable[Key]]) -> list[list[Key]]:
    """Those that lead back to each other together; each lot before those that it leads to."""
    number: dict[Key, int] = {}
    least: dict[Key, int] = {}
    path: list[Key] = []
    on_path: set[Key] = set()
    lots: list[list[Key]] = []
    for root in onward:
        under_way: list[tuple[Key, Iterator[Key]]] = []
        if root not in number:
            under_way.append((root, iter(onward[root])))
        while under_way:
            at, rest = under_way[-1]
            if at not in number:
                number[at] = least[at] = len(number)
                path.append(at)
                on_path.add(at)
            for to in rest:
                if to not in number:
                    under_way.append((to, iter(onward[to])))
                    break
                if to in on_path:
                    least[at] = min(least[at], number[to])
            else:
                under_way.pop()
                if under_way:
                    before = under_way[-1][0]
                    least[before] = min(least[before], least[at])
                if least[at] == number[at]:
                    cut = path.index(at)
                    lots.append(path[cut:])
                    on_path.difference_update(path[cut:])
                    del path[cut:]
    return lots[::-1]


def visits_of(mass: Any, inner: Inner, least: float) -> tuple[Any, float]:
    """How often each state of a lot is come by, given what comes in; and what is still on its way."""
    from_, to, by = inner
    visits = mass.copy()
    if not len(from_):
        return visits, 0.0
    way, before = mass, np.inf
    for n in range(MOST_ROUNDS):
        way = np.bincount(to, way.take(from_) * by, len(mass))
        visits += way
        rest = float(way.sum())
        if rest < least:
            return visits, rest
        if n % PATIENCE == PATIENCE - 1:
            if len(mass) <= SOLVED:
                return solved(mass, inner)
            if goes_round(rest, before):
                break
            before = rest
    return visits, rest


def solved(mass: Any, inner: Inner) -> tuple[Any, float]:
    """The same by equations; what comes to where nothing leads out again is on its way for ever."""
    from_, to, by = inner
    out = np.ones(len(mass)) - np.bincount(from_, by, len(mass))
    leads = out > 1e-9
    while True:
        before = leads.sum()
        leads[from_[leads.take(to)]] = True
        if leads.sum() == before:
            break
    which = np.flatnonzero(leads)
    place = np.cumsum(leads) - 1
    both = leads.take(from_) & leads.take(to)
    matrix = np.eye(len(which))
    np.subtract.at(matrix, (place.take(to[both]), place.take(from_[both])), by[both])
    visits = np.zeros(len(mass))
    visits[which] = np.linalg.solve(matrix, mass.take(which))
    lost = leads.take(from_) & ~leads.take(to)
    return visits, float(mass[~leads].sum() + (visits.take(from_[lost]) * by[lost]).sum())


def goes_round(rest: float, before: float) -> bool:
    """Whether nothing to speak of has left within so many rounds: it never will."""
    return rest > before * (1 - 1e-9)
