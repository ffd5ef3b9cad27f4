"""Reading: how many words a story has and a life reads, and which of its pages an editor should look at.

Takes a story's files and its walker; gives counts. A page is what a scene shows at one visit, without what the last
choice led to. A passage that was read is not read again, nor are choices on a page that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from jangmadang.play.text_source import BEAT
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story.chance import life, stream
from jangmadang.story.model import Choice, Scene
from jangmadang.story.reading import read_file
from jangmadang.story.shelf import story_files

from .counting import LONGEST, SEED

PROSE = frozenset(
    ("text", "otherwise", "first", "again", "cycle", "shuffle", "result", "hint", "locked", "gentler", "say", "title")
)
APART = frozenset(("notes", "people", "goods", "state", "places", "plan", "discuss", "units"))
"""What is not read on a page."""
LONG_PAGE = 180
"""Words that one reading of a scene shows at most."""
LONG_LINE = 64
"""Characters from which the line of a choice wraps on a screen of eighty."""


def words_of(path: Path) -> int:
    """All words of the story in its files that may stand on a page: every variant, choice, result and hint."""
    trees = (read_file(file, str(file)).tree for file in story_files(path))
    return sum(len(text.split()) for tree in trees for text in _prose(tree, False))


def _prose(tree: Any, inside: bool) -> Iterator[str]:
    if isinstance(tree, str):
        if inside and tree != BEAT:
            yield tree
    elif isinstance(tree, list):
        for part in tree:
            yield from _prose(part, inside)
    elif isinstance(tree, dict):
        for key, part in tree.items():
            if (key == "text" and isinstance(part, dict)) or key == "phrases":
                for named in part.values():  # an encounter's own words, by what they are for
                    yield from _prose(named, True)
            elif key not in APART:
                yield from _prose(part, key in PROSE)


class Read(Struct):
    """What some lives read."""

    prose: Counter[int] = field(default_factory=Counter)
    """Lives, by how many words of prose they read, epilogue included."""
    choices: Counter[int] = field(default_factory=Counter)
    """By how many words of choices and hints."""
    both: Counter[int] = field(default_factory=Counter)
    longest: dict[str, int] = field(default_factory=dict)
    """By scene, the words of its longest page."""
    twice: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By scene and how it begins: a paragraph that stood twice on one page, in how many lives."""
    one_open: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By scene and choice: a written page on which nothing else was open, in how many lives."""
    lines: set[tuple[str, str]] = field(default_factory=set)
    """By scene: lines of choices that are too long."""


class _Reader:
    """One life as it is read."""

    def __init__(self, walker: Walker, read: Read, wisher: Wisher, seed: int) -> None:
        self.rules, self.read = walker.rules, read
        self.policy = wisher.policy(stream(seed, "reading"))
        self.lines: list[str] = []
        self.known: set[str] = set()
        self.scenes: set[str] = set()
        self.prose = self.choices = 0
        self.odd: set[tuple[str, ...]] = set()
        """What was counted for this life already."""

    def __call__(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
        prose, captions = self.lines[: -len(open_)], self.lines[-len(open_) :]
        self.lines.clear()
        self._page(scene, prose, values)
        if scene.id not in self.scenes:
            hints = [self.rules.teller.line(choice.hint, values, 1) for choice in open_]
            self.choices += sum(len(line.split()) for line in (*captions, *hints))
        self.scenes.add(scene.id)
        self.read.lines.update((scene.id, line) for line in captions if len(line) >= LONG_LINE)
        if len(open_) == 1 and scene.encounter in ("", scene.id):
            self._once(self.read.one_open, (scene.id, open_[0].id))
        return self.policy(scene, open_, values)

    def _page(self, scene: Scene, prose: Sequence[str], values: Sequence[int]) -> None:
        self.count(prose)
        for line, times in Counter(line for line in prose if line != BEAT).items():
            if times > 1:
                self._once(self.read.twice, (scene.id, " ".join(line.split()[:6])))
        told = self.rules.teller.text(scene.text, values, self.rules.visit(scene, tuple(values)))
        words = sum(len(paragraph.plain.split()) for paragraph in told)
        self.read.longest[scene.id] = max(words, self.read.longest.get(scene.id, 0))

    def count(self, prose: Sequence[str]) -> None:
        """The words that were not read before."""
        for line in prose:
            if line not in self.known and line != BEAT:
                self.known.add(line)
                self.prose += len(line.split())

    def _once(self, counter: Counter[tuple[str, str]], what: tuple[str, str]) -> None:
        if what not in self.odd:
            self.odd.add(what)
            counter[what] += 1


def read_lives(walker: Walker, lives: int) -> Read:
    """What so many lives at random read."""
    read, wisher = Read(), Wisher(walker.rules, Wishes())
    for k in range(lives):
        seed = life(SEED, k)
        reader = _Reader(walker, read, wisher, seed)
        walker.walk(seed, reader, reader.lines.append, LONGEST)
        reader.count(reader.lines)
        for counter, words in (
            (read.prose, reader.prose),
            (read.choices, reader.choices),
            (read.both, reader.prose + reader.choices),
        ):
            counter[words] += 1
    return read
