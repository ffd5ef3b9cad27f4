"""Fixing: the mends that are certain, tried out in memory on the whole story before anybody sees them.

    mended(script) -> Mended     the texts as they would be, and which problems that mends

A mend is kept only if its problem is gone and nothing else is wrong that was not before; otherwise the text stays as it
is, and its writer decides. Nothing is written here: `rewriting` does that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from ...story.beside import Beside
from ...story.building.ledger import Ledger
from ...story.loading import Script, _load
from ...story.problems import Problem, errors
from ...story.reading import read_text
from ...story.reading.places import Lines
from . import checked
from .finding import Edit, Found
from .mends import mend

ROUNDS = 5
"""One mend may show the next thing that can be mended, as `=`, `==`, `is`."""
TRIES = 60
"""How often a round reads the story again to find out which mends help."""
_NUMBER = re.compile(r"[0-9]+")

Key = tuple[str, str, str]
Way = tuple[Problem, tuple[Edit, ...]]
Texts = dict[str, str]


class Mended(Struct, frozen=True):
    """What certain mends make of a script."""

    script: Script
    """The script as it would be."""
    fixed: tuple[Problem, ...]
    """What is mended, in the order of places."""
    texts: dict[str, tuple[str, str]]
    """By file: the text as it is and as it would be, for each that changes."""


def mended(script: Script) -> Mended:
    """The script with all that can certainly be mended; the same script where nothing can."""
    now, fixed = script, list[Problem]()
    for _ in range(ROUNDS):
        after, kept = _round(now)
        if not kept:
            break
        now, fixed = after, [*fixed, *kept]
    new = {source.file: source.text for source in now.sources}
    texts = {s.file: (s.text, new[s.file]) for s in script.sources if new[s.file] != s.text}
    return Mended(now, tuple(sorted(fixed)), texts)


def may_mend(script: Script, told: list[Found]) -> int:
    """How many problems have a mend, before any is tried out."""
    return sum(1 for _ in _ways(script, told))


def _round(script: Script) -> tuple[Script, list[Problem]]:
    """The mends that help: tried together, and where that does not help, each half by itself."""
    told = checked(script)
    ways = sorted(_apart(_ways(script, told)), key=lambda way: (way[0].code, way[0]))
    before = _Wrong(script, told)
    best, kept = script, list[Way]()
    halves = [ways] if ways else []
    for _ in range(TRIES):
        if not halves:
            break
        group = halves.pop()
        after = _tried(script, before, [*kept, *group])
        if after is not None:
            best, kept = after, [*kept, *group]
        elif len(group) > 1:
            middle = len(group) // 2
            halves += [group[middle:], group[:middle]]
    return best, [problem for problem, _ in kept]


def _ways(script: Script, told: list[Found]) -> Iterable[Way]:
    """Every problem with what would mend it."""
    sources = {source.file: source for source in script.sources}
    starts: dict[str, list[int]] = {}
    for found in told:
        problem, edits = found.problem, found.fix
        source = sources.get(problem.file)
        if source is not None and not edits:
            if problem.file not in starts:
                starts[problem.file] = Lines(source.text).starts
            edits = mend(problem, source, starts[problem.file])
        if edits:
            yield problem, edits


def _apart(ways: Iterable[Way]) -> Iterable[Way]:
    """Those whose edits touch nothing that an earlier one changes."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for problem, edits in ways:
        spans = [(edit.source.file, edit.start, edit.end) for edit in edits]
        if not any(s <= until and e >= since for file, s, e in spans for since, until in taken.get(file, ())):
            for file, s, e in spans:
                taken.setdefault(file, []).append((s, e))
            yield problem, edits


def _tried(script: Script, before: _Wrong, ways: list[Way]) -> Script | None:
    """The script after some mends, if each mends its problem and none makes another."""
    texts: Texts = {source.file: source.text for source in script.sources}
    edits = {(e.source.file, e.start, e.end): e for _, edits in ways for e in edits}
    for (file, start, end), edit in sorted(edits.items(), reverse=True):
        texts[file] = texts[file][:start] + edit.text + texts[file][end:]
    after = reread(script, texts)
    gone = Counter(_key(problem) for problem, _ in ways)
    return after if before.is_better(_Wrong(after, checked(after)), gone) else None


def reread(script: Script, texts: Texts) -> Script:
    """The script as it would be with other texts in some of its files."""
    sources = [
        source if texts.get(source.file, source.text) == source.text else read_text(texts[source.file], source.file)
        for source in script.sources
    ]
    ledger = Ledger()
    beside = Beside(script.folder) if script.folder is not None else None
    return Script(*_load(sources, beside, ledger), tuple(sources), ledger, script.folder)


class _Wrong:
    """All that is wrong with a script, so that two can be compared."""

    def __init__(self, script: Script, told: list[Found]) -> None:
        self.whole = script.story is not None
        self.unread = any(source.tree is None and errors(source.problems) for source in script.sources)
        self.read = Counter(_key(problem) for source in script.sources for problem in source.problems)
        self.errors = Counter(_key(problem) for problem in errors(script.problems))
        self.all = Counter(_key(found.problem) for found in told)

    def is_better(self, after: _Wrong, gone: Counter[Key]) -> bool:
        """Whether the problems of `gone` are no longer there, and nothing is there that was not.

        A file that could not be read to its end hid what is wrong in the rest of it, and a story that was not whole
        what is doubtful: to see that is no harm.
        """
        if any(after.all[key] > self.all[key] - count for key, count in gone.items()):
            return False
        if self.unread:
            return not after.read - self.read
        return not (after.all - self.all if self.whole else after.errors - self.errors)


def _key(problem: Problem) -> Key:
    """What a problem is, wherever it has moved to."""
    return problem.file, problem.code, _NUMBER.sub("0", problem.message)
