"""Comparing: two simulations, of two versions of a story, and which of their shares differ by more than chance.

Takes two summaries; gives differences. Two shares differ by more than chance where, were they the same in truth, a
difference like theirs would come in fewer than one of a hundred comparisons; and because many are made at once, each is
held to that over their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import erfc, sqrt

from msgspec import Struct

from .summary import People, Share, Summary

LEVEL = 0.01


class Difference(Struct, frozen=True):
    """A share then and now, in 100."""

    policy: str
    kind: str
    """ending, exit or stuck."""
    name: str
    before: Share | None
    """None where it was not there."""
    after: Share | None
    chance: float
    """How likely chance alone would make them differ as much, 0 to 1, times the number of comparisons."""

    @property
    def by(self) -> float:
        """By how much the share grew, in 100."""
        return (self.after.share if self.after else 0.0) - (self.before.share if self.before else 0.0)

    @property
    def exceeds(self) -> bool:
        """Whether that is more than chance."""
        return self.before is None or self.after is None or self.chance < LEVEL


class Compared(Struct, frozen=True):
    """Two simulations."""

    old: str
    """What the older is called."""
    differences: tuple[Difference, ...]
    """Every share that is in one or both, those that differ by more than chance first, the largest first."""
    unmatched: tuple[str, ...]
    """Policies that only one of them has."""


def compared(old: Summary, new: Summary, named: str) -> Compared:
    """The older simulation beside the newer."""
    before = {people.policy: people for people in old.people}
    after = {people.policy: people for people in new.people}
    pairs = [
        (policy, kind, name, a, b)
        for policy in after
        if policy in before
        for kind, name, a, b in _pairs(before[policy], after[policy])
    ]
    tests = sum(a is not None and b is not None and bool(a.count or b.count) for *_, a, b in pairs)
    found = [
        Difference(policy, kind, name, a, b, min(1.0, chance(a, b) * tests) if a and b else 1.0)
        for policy, kind, name, a, b in pairs
    ]
    found.sort(key=lambda one: (not one.exceeds, -abs(one.by)))
    unmatched = tuple(policy for policy in (*before, *after) if (policy in before) != (policy in after))
    return Compared(named, tuple(found), unmatched)


def _pairs(old: People, new: People) -> Iterator[tuple[str, str, Share | None, Share | None]]:
    kinds: tuple[tuple[str, Sequence[Share], Sequence[Share]], ...] = (
        ("ending", old.endings, new.endings),
        ("stuck", old.stuck, new.stuck),
    )
    for kind, before, after in kinds:
        was, is_ = ({share.name: share for share in shares} for shares in (before, after))
        for name in {**is_, **was}:
            none = (Share(name, "", 0, old.lives), Share(name, "", 0, new.lives)) if kind == "stuck" else (None, None)
            yield kind, name, was.get(name, none[0]), is_.get(name, none[1])
    left, leaves = ({one.encounter: one for one in people.exits} for people in (old, new))
    for encounter in left.keys() & leaves.keys():
        was = {share.name: share for share in left[encounter].exits}
        is_ = {share.name: share for share in leaves[encounter].exits}
        for name in {**is_, **was}:
            yield "exit", f"{encounter}: {name}", was.get(name), is_.get(name)


def chance(one: Share, other: Share) -> float:
    """How likely two shares that are the same in truth are found so far apart: two proportions, two-sided."""
    if not one.of or not other.of:
        return 1.0
    both = (one.count + other.count) / (one.of + other.of)
    error = sqrt(both * (1 - both) * (1 / one.of + 1 / other.of))
    return 1.0 if not error else erfc(abs(one.count / one.of - other.count / other.of) / error / sqrt(2))
