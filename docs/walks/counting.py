"""Counting: many lives of each walker, and what they came to.

Takes a story's path and its walkers; gives a Tally each. Lives are walked in pieces by several processes; a tally holds
counts alone, so that the figures are the same however many there are. Nothing is written here but progress, on stderr.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

from msgspec import Struct, field

from jangmadang.play.walking import Policy, Walker
from jangmadang.play.wishing import Wisher
from jangmadang.story.chance import life, stream
from jangmadang.story.model import Choice, Scene, Story

from .people import Walkers, rules_of, wishers

SEED = 20091130
LONGEST = 3000
"""Choices after which a life counts as one that does not end."""
PIECE = 250
KINDS = {"market": "market", "bribe": "bribe", "screening": "film", "crossing": "river"}
"""What each kind of encounter is called in the figures."""


class Tally(Struct):
    """What some lives came to; each Counter counts lives unless it says otherwise."""

    lives: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)
    """By the scene in which a life stood when nothing was open, or when it had gone on too long."""
    choices: Counter[int] = field(default_factory=Counter)
    """By how many choices they took, menus included."""
    turns: Counter[int] = field(default_factory=Counter)
    written: Counter[int] = field(default_factory=Counter)
    """By how many written scenes they saw."""
    most_open: int = 0
    scenes: Counter[str] = field(default_factory=Counter)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By scene and choice."""
    taken_to: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By scene, choice and ending."""
    met: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By kind of encounter and how many of that kind."""
    storylets: Counter[int] = field(default_factory=Counter)
    phenomena: Counter[int] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Counts the other's lives too."""
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, name, max(mine, theirs) if name == "most_open" else mine + theirs)

    def share(self, ending: str) -> float:
        """Of a hundred lives, how many come to the ending."""
        return 100 * self.endings[ending] / max(1, self.lives)


class Seen:
    """What one life saw and did, noted from its picks."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.scenes: dict[str, Scene] = {}
        self.taken: set[tuple[str, str]] = set()
        self.turns = self.most = 0

    def __call__(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
        at = self._policy(scene, open_, values)
        self.scenes[scene.id] = scene
        self.taken.add((scene.id, open_[at].id))
        self.turns += not open_[at].menu
        self.most = max(self.most, len(open_))
        return at


def walk(walker: Walker, name: str, wisher: Wisher, first: int, lives: int) -> Tally:
    """The tally of some lives of one walker: those from number `first` on."""
    tally, story = Tally(), walker.story
    written = {scene.id for scene in story.written_scenes}
    for k in range(first, first + lives):
        seed = life(SEED, k)
        seen = Seen(wisher.policy(stream(seed, name)))
        walked = walker.walk(seed, seen, limit=LONGEST)
        seen.scenes[walked.scene] = story.scenes[walked.scene]
        _count(tally, story, seen, walked.scene if walked.ended else "")
        tally.choices[walked.choices] += 1
        tally.written[len(written & seen.scenes.keys())] += 1
        if not walked.ended:
            tally.stuck[walked.scene] += 1
    return tally


def _count(tally: Tally, story: Story, seen: Seen, ending: str) -> None:
    tally.lives += 1
    tally.turns[seen.turns] += 1
    tally.most_open = max(tally.most_open, seen.most)
    tally.scenes.update(seen.scenes.keys())
    tally.taken.update(seen.taken)
    if ending:
        tally.endings[ending] += 1
        tally.taken_to.update((*taken, ending) for taken in seen.taken)
    kinds = Counter(scene.stage.kind for scene in seen.scenes.values() if scene.stage and scene.stage.name == scene.id)
    tally.met.update((kind, kinds[kind]) for kind in KINDS)
    tally.storylets[sum(scene.storylet is not None for scene in seen.scenes.values())] += 1
    tally.phenomena[len({word for scene in seen.scenes.values() for word in scene.phenomena})] += 1


# ---- on several processes -------------------------------------------------------------------------------------------
class Piece(Struct, frozen=True):
    """Some lives of one walker."""

    name: str
    first: int
    lives: int


def pieces(plan: dict[str, int]) -> Iterator[Piece]:
    """The work, cut up; the walkers by turns, so that all of it ends at the same time."""
    for first in range(0, max(plan.values(), default=0), PIECE):
        for name, lives in plan.items():
            if first < lives:
                yield Piece(name, first, min(PIECE, lives - first))


class Ready:
    """A process's own story and walkers: a story is checked once in each, not once for each piece of work."""

    def __init__(self, path: Path, walkers: Walkers) -> None:
        rules = rules_of(path)
        self.walker, self.wishers = Walker(rules), wishers(rules, walkers)
        self.worth = self.wishers.get(walkers.worth)


_here: list[Ready | ValueError] = []
"""What this process has, or why it has nothing: told with its work, for a pool starts another for one that fails."""


def get_ready(path: Path, walkers: Walkers) -> None:
    """What each process does first."""
    try:
        _here[:] = [Ready(path, walkers)]
    except ValueError as error:
        _here[:] = [error]


def ready() -> Ready:
    """This process's story and walkers. Raises ValueError where they are not as they must be."""
    if isinstance(_here[0], ValueError):
        raise _here[0]
    return _here[0]


def _walk_piece(piece: Piece) -> tuple[Piece, Tally]:
    here = ready()
    return piece, walk(here.walker, piece.name, here.wishers[piece.name], piece.first, piece.lives)


def count(path: Path, walkers: Walkers, plan: dict[str, int], processes: int) -> dict[str, Tally]:
    """The tally of so many lives for each walker named in the plan."""
    tallies = {name: Tally() for name in plan}
    with Pool(processes, get_ready, (path, walkers)) as pool:
        for piece, tally in pool.imap_unordered(_walk_piece, list(pieces(plan))):
            tallies[piece.name].add(tally)
            progress(f"{path.name}: {sum(t.lives for t in tallies.values()):,} of {sum(plan.values()):,} lives")
    return tallies


def progress(said: str) -> None:
    """A line on stderr that the next one takes the place of; nothing where nobody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)


def quantiles(counts: Counter[int]) -> tuple[int, int, int]:
    """Tenth, middle and nine tenths of what was counted."""
    total, found, so_far = sum(counts.values()), list[int](), 0
    for value in sorted(counts):
        so_far += counts[value]
        while len(found) < 3 and so_far * 10 > total * (1, 5, 9)[len(found)]:
            found.append(value)
    return (found[0], found[1], found[2]) if found else (0, 0, 0)
