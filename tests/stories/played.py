"""The shipped stories as they are played: loaded once, play-tests run, lives walked at random and their pages read.

Takes a story's folder; gives Tales, Lives and what is wrong with the pages that lives come by. Every life is the same
each time. What is asked of them stands in the tests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import NamedTuple

from frames import HEADING
from passages import STORIES, Finding, Shipped, shipped

from jangmadang.desk.coverage import covered
from jangmadang.desk.testing import files_in, folder_of, run_tests
from jangmadang.desk.watching import Watch
from jangmadang.play.moment import Moment
from jangmadang.play.playtests import TestResult
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.play.view import Page
from jangmadang.play.walking import Walker
from jangmadang.story import chance
from jangmadang.story.loading import load_script
from jangmadang.story.model import DAY, Choice, Scene, Story

SEED, WALKS, LIVES, PAGES = 20091130, 2000, 200, 200
"""How many lives are walked at random; how many are followed moment by moment; of how many every page is read."""
LONGEST = 3000
"""Choices, menus included: a life that takes more is going round in circles."""
MOST, MOST_AT_THE_END, FEWEST = 180, 220, 60
"""Words of a scene's text at one visit; of an ending's, no epilogue; of a page one comes to, result included."""
CAPTION = 64
"""Characters that a choice's line stays under."""
GLANCE = 60
"""Words of a text read again by somebody who stayed."""
_FIRST_DAY = date(2007, 1, 1)
"""The world's day 0."""
_WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


class Lived(NamedTuple):
    """One life at random."""

    moments: list[Moment]
    left_out: list[str]


class Walked(NamedTuple):
    """What became of WALKS lives at random."""

    ends: Counter[str]
    """How many stand in each scene at last."""
    taken: frozenset[tuple[str, str]]
    """Scenes, and what somebody chose in them."""
    most_open: dict[str, int]
    """The most that was open in each scene."""


class Tale:
    """A story that comes with the game, ready to play, with what all tests of it share."""

    def __init__(self, name: str) -> None:
        self.name, self.folder = name, STORIES / name
        self.script = load_script(self.folder)
        assert [problem.text() for problem in self.script.problems] == []
        assert self.script.story is not None
        self.story: Story = self.script.story
        self.rules = Rules(self.story)
        self.written = frozenset(scene.id for scene in self.story.written_scenes)

    def __repr__(self) -> str:
        return self.name

    @cached_property
    def faults(self) -> dict[str, list[Finding]]:
        """What is wrong with the pages of lives at random, by kind."""
        return faults(self)

    @cached_property
    def files(self) -> Shipped:
        return shipped(self.folder)

    @cached_property
    def walked(self) -> Walked:
        """Lives in which any open choice is as likely as another."""
        walker = Walker(self.rules)
        ends: Counter[str] = Counter()
        taken: set[tuple[str, str]] = set()
        most: dict[str, int] = {}
        for k in range(WALKS):
            lots, turns = chance.stream(SEED, "walks", k), count()

            def pick(scene: Scene, ways: Sequence[Choice], _: Sequence[int]) -> int:
                at = chance.below(lots, next(turns), len(ways))  # noqa: B023
                taken.add((scene.id, ways[at].id))
                most[scene.id] = max(most.get(scene.id, 0), len(ways))
                return at

            ends[walker.walk(chance.life(SEED, k), pick, limit=LONGEST).scene] += 1
        return Walked(ends, frozenset(taken), most)

    @cached_property
    def lives(self) -> list[Lived]:
        """Lives at random whose every moment is known."""
        return [self.live(k) for k in range(LIVES)]

    @cached_property
    def played(self) -> dict[str, TestResult]:
        """What became of each play-test, by its file's name."""
        out = {}
        for tested in run_tests(self.rules, files_in(folder_of(self.script))):
            assert tested.result is not None, [problem.text() for problem in tested.problems]
            out[tested.name] = tested.result
        return out

    @cached_property
    def watch(self) -> Watch:
        """What the play-tests come by."""
        watch = Watch(self.rules)
        for result in self.played.values():
            watch.see(result.run)
        return watch

    @cached_property
    def missed(self) -> dict[str, list[str]]:
        """What no play-test reaches of the story, by its kind, each with its place."""
        out: dict[str, list[str]] = {}
        for target in covered(self.script, self.watch).missed:
            out.setdefault(target.kind, []).append(f"{target.file}:{target.line}: {target.scene} {target.what}")
        return out

    def live(self, k: int, skips: bool = False) -> Lived:
        """Life k, taking any open choice alike; with `skips`, half of the scenes are left out that can be."""
        rules = self.rules
        moment = rules.begin(chance.life(SEED, k))
        picks, n = chance.stream(SEED, "picks", k), 0
        moments, left_out = [moment], []
        while rules.story.scenes[moment.scene].ending is None:
            here = rules.story.scenes[moment.scene].choices
            ways = [choice for choice in here if not choice.skip and rules.is_open(choice, moment.values)]
            assert ways, f"nothing is open in {moment.scene}"
            n += 1
            assert n < LONGEST, f"a life without end, in {moment.scene}"
            out = next((choice for choice in here if choice.skip), None)
            if not skips or chance.fixed(picks, 2, moment.scene):
                out = None
            if out is not None:
                left_out.append(moment.scene)
            way = out or ways[chance.below(picks, n, len(ways))]
            moment = rules.choose(moment, way, facilitator=out is not None)
            moments.append(moment)
        return Lived(moments, left_out)

    def pages(self, k: int) -> Iterator[tuple[Run, Page]]:
        """The pages that life k comes by, its ending's last."""
        run = Run.start(self.rules, chance.life(SEED, k))
        picks, n = chance.stream(SEED, "pages", k), 0
        while True:
            page = run.look()
            yield run, page
            if page.ending:
                return
            ways = [choice for choice in page.choices if choice.open]
            n += 1
            run.choose(ways[chance.below(picks, n, len(ways))].id)


# ---- what is wrong with a page --------------------------------------------------------------------------------------
WAYS_OUT = {
    "twice": "let one of the two stand",
    "leaking": "word it: what the state is called is no reader's affair",
    "wide": f"{CAPTION - 1} characters at most, with what its braces say",
    "day": "mend the heading, or the day",
    "long": f"{MOST} words at most, an ending {MOST_AT_THE_END}: cut, or let pieces stand for each other (`else_when`)",
    "short": f"{FEWEST} words at least, with the result above",
    "few": "open a second thing for who comes like this",
    "glance": f"{GLANCE} words at most for who stays: write an `again`",
}


def faults(tale: Tale) -> dict[str, list[Finding]]:
    """What is wrong with the pages that lives at random come by, for each kind of WAYS_OUT."""
    found: dict[str, set[tuple[str, str]]] = {kind: set() for kind in WAYS_OUT}
    for k in range(PAGES):
        met: set[str] = set()
        before = ""
        for run, page in tale.pages(k):
            for kind, what in _faults(tale, run, page, before, page.scene not in met):
                found[kind].add((page.scene, what))
            met.add(page.scene)
            before = page.scene
    return {kind: sorted(_placed(tale, *one, WAYS_OUT[kind]) for one in found[kind]) for kind in found}


def _placed(tale: Tale, scene: str, what: str, do: str) -> Finding:
    written = tale.story.scenes[scene].encounter or scene
    source, _ = tale.files.scenes[written]
    return Finding(source.file, source.place(("scenes", written), "key").line, f"`{scene}`: {what}", do)


def _faults(tale: Tale, run: Run, page: Page, before: str, new: bool) -> Iterator[tuple[str, str]]:
    read = [p.plain for p in (*page.result, *page.text) if p.plain]
    if len(read) != len(set(read)):
        yield "twice", next(text for text in read if read.count(text) > 1)
    for text in (*read, page.title, page.heading, *(choice.text for choice in page.choices)):
        if re.search(r"[{}_]", text):
            yield "leaking", text
    for choice in page.choices:
        if len(choice.text) >= CAPTION:
            yield "wide", choice.text
        # A lock that the game words by itself speaks of a purse or of goods, never of the story's state.
        if not choice.open and (not choice.reason or "; it is" in choice.reason or "_" in choice.reason):
            yield "leaking", f"“{choice.text}” is locked by “{re.sub(r'[0-9,]{4,}', '…', choice.reason)}”"
    if page.heading and not HEADING.fullmatch(page.heading):
        yield "day", f"the heading “{page.heading}” is of no form"
    if said := _WEEKDAY.match(page.heading):
        day = _FIRST_DAY + timedelta(days=(tale.story.first_day or 0) + run.moment.values[DAY] - 1)
        night = timedelta(days=bool(re.search(r", 0[0-4]:", page.heading)))  # after midnight one is still up
        if page.ending is None and said[0] not in (f"{day:%A}", f"{day + night:%A}"):
            yield "day", f"“{page.heading}” on {day:%A %d %B}"
    if page.scene in tale.written:
        yield from _sizes(page, read, before, new)


def _sizes(page: Page, read: list[str], before: str, new: bool) -> Iterator[tuple[str, str]]:
    size = sum(len(p.plain.split()) for p in page.text)
    whole = sum(len(text.split()) for text in read)
    if size > (MOST_AT_THE_END if page.ending else MOST):
        yield "long", f"{size} words at one visit"
    ways = [choice.id for choice in page.choices if choice.open]
    if not page.ending and len(ways) < 2:
        yield "few", f"only `{', '.join(ways)}` is open"
    if page.scene == before:
        # What is read on arriving is not read again as one stays.
        if not page.menu and not page.seen and size > GLANCE:
            yield "glance", f"{size} words read again"
    elif new and page.text and whole < FEWEST:
        yield "short", f"{whole} words on the page"
