"""The verdict: whether the shares of the endings keep to their bounds, and what leads into one that does not.

Takes tallies; gives findings. Nothing is walked or written here.
"""

from __future__ import annotations

from itertools import combinations
from math import sqrt

from msgspec import Struct

from jangmadang.story.model import Story

from .counting import Tally
from .people import Bounds


class Finding(Struct, frozen=True):
    """A bound, and whether it is kept."""

    kept: bool
    said: str

    def line(self) -> str:
        """As the terminal has it."""
        return f"{'PASS' if self.kept else 'FAIL'}  {self.said}"


class Lead(Struct, frozen=True):
    """A choice after which an ending is likelier than it is on the whole."""

    scene: str
    choice: str
    taken: float
    """Of a hundred lives, in how many it was taken."""
    after: float
    """Of a hundred of those, how many came to the ending."""


def verdict(story: Story, tallies: dict[str, Tally], bounds: Bounds, errors: float = 0) -> list[Finding]:
    """Every bound. With `errors`, shares may stray by so many standard errors of their sample."""
    return [
        _all_end(tallies),
        _most(story, tallies, bounds, errors),
        _least(story, tallies, bounds, errors),
        _apart(tallies, bounds, errors),
    ]


def _all_end(tallies: dict[str, Tally]) -> Finding:
    stuck = {scene: lives for tally in tallies.values() for scene, lives in tally.stuck.items()}
    lives = sum(tally.lives for tally in tallies.values())
    where = ", ".join(f"{scene} ({n})" for scene, n in stuck.items())
    return Finding(not stuck, f"every life ends: {lives:,} walked" + (f", stuck in {where}" if stuck else ""))


def _most(story: Story, tallies: dict[str, Tally], bounds: Bounds, errors: float) -> Finding:
    over: list[tuple[float, str]] = []
    highest = (0.0, "")
    for name, tally in tallies.items():
        slack = errors * _error(bounds.most, tally.lives)
        for ending in story.endings:
            share = tally.share(ending.id)
            highest = max(highest, (share, f"{ending.id} for {name}"))
            if share > bounds.most + slack:
                over.append((share, f"{ending.id} for {name}"))
    said = ", ".join(f"{what} {share:.1f}" for share, what in sorted(over, reverse=True) or [highest])
    return Finding(not over, f"no ending over {bounds.most} in 100: {said}")


def _least(story: Story, tallies: dict[str, Tally], bounds: Bounds, errors: float) -> Finding:
    shares = {
        ending.id: max((tally.share(ending.id), tally.lives) for tally in tallies.values()) for ending in story.endings
    }
    under = {
        ending: share
        for ending, (share, lives) in shares.items()
        if not share or share < bounds.least - errors * _error(bounds.least, lives)
    }
    rarest = min(shares, key=lambda ending: shares[ending])
    said = ", ".join(f"{ending} {share:.1f}" for ending, share in (under or {rarest: shares[rarest][0]}).items())
    return Finding(not under, f"every ending in {bounds.least} of 100 lives of somebody: {said}")


def _apart(tallies: dict[str, Tally], bounds: Bounds, errors: float) -> Finding:
    near: list[tuple[float, str]] = []
    nearest = (100.0, "")
    for (name, one), (other, two) in combinations(tallies.items(), 2):
        far = apart(one, two)
        nearest = min(nearest, (far, f"{name} and {other}"))
        # The share of the endings that one has more of: its error is at most that of one half, on both sides.
        slack = errors * sqrt(_error(50, one.lives) ** 2 + _error(50, two.lives) ** 2)
        if far < bounds.apart - slack:
            near.append((far, f"{name} and {other}"))
    said = ", ".join(f"{what} {far:.1f}" for far, what in sorted(near) or [nearest])
    return Finding(not near, f"any two walkers end apart in {bounds.apart} of 100 lives: {said}")


def apart(one: Tally, two: Tally) -> float:
    """How much of the shares lies elsewhere: half the sum of the differences, in 100."""
    return sum(abs(one.share(ending) - two.share(ending)) for ending in {*one.endings, *two.endings}) / 2


def _error(share: float, lives: int) -> float:
    """Standard error of a share, in percent."""
    return sqrt(share * (100 - share) / max(1, lives))


def leads(story: Story, tally: Tally, ending: str, most: int = 8) -> list[Lead]:
    """Written choices that lead into an ending most: how much likelier it is after them, times how often they are."""
    found: list[tuple[float, Lead]] = []
    base = tally.share(ending)
    for scene, choice in written_choices(story):
        times = tally.taken[scene, choice]
        if times:
            after = 100 * tally.taken_to[scene, choice, ending] / times
            taken = 100 * times / tally.lives
            found.append(((after - base) * taken, Lead(scene, choice, taken, after)))
    return [lead for weight, lead in sorted(found, key=lambda one: -one[0])[:most] if weight > 0]


def written_choices(story: Story) -> list[tuple[str, str]]:
    """The choices that a writer gave a player, as scene and choice: no encounter's, and none alone on its page."""
    return [
        (scene.id, choice.id)
        for scene in story.written_scenes
        for choice in scene.choices
        if len(scene.choices) > 1 and not choice.skip and not choice.generated
    ]
