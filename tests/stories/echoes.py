"""The lint of what stands twice: closings, openings, results of one make, phrases that come again.

Takes Shipped stories and the refrains of docs/story/style.md, which are meant; gives Findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from passages import TOLD, Finding, Passage, Shipped, closings, openings, sentences, words
from style import Rule, bag, fence, short

PHRASE, SHARED = 6, 8
"""Words that make a phrase: one that stands in three scenes, one that stands in two stories."""
REFRAINS = [words(line) for line in fence("refrains").splitlines()]
_UNITS = bag(
    "won yuan kilo kilos hundred thousand million one two three four five six seven eight nine ten eleven twelve",
    "twenty thirty forty fifty sixty seventy eighty ninety rice corn soap",
    "saturday sunday monday tuesday wednesday thursday friday",
)


# ---- closings, openings ---------------------------------------------------------------------------------------------
def closing(story: Shipped) -> Iterator[Finding]:
    """Two scenes that close alike."""
    ends: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for name, (source, tree) in story.scenes.items():
        for path, text in closings(tree.get("text", ())):
            said = sentences((passage := Passage(source, ("scenes", name, "text", *path), "text", text)).plain)
            if said and "gentler" not in path and len(last := words(said[-1])) >= 3:
                here = passage.fault(
                    len(text.rstrip()) - 1,
                    f"`{name}` closes on “{short(said[-1])}”",
                    "close it on another thing",
                )
                ends[" ".join(last[-4:])].append((name, here))
    for key, found in ends.items():
        if len({name for name, _ in found}) > 1 and not _meant(key.split()):
            for name, here in found:
                others = sorted({other for other, _ in found} - {name})
                yield here._replace(fault=f"{here.fault}, and so does {_listed(others)}")


def closing_results(story: Shipped) -> Iterator[Finding]:
    """Results and encounters of two scenes whose last sentences are the same."""
    ends: dict[str, list[Passage]] = defaultdict(list)
    for passage in story.passages:
        if passage.kind in ("result", "encounter", "text"):
            said = sentences(passage.plain)
            if said and len(last := words(said[-1])) >= 4 and not _meant(last):
                ends[" ".join(last)].append(passage)
    for key, found in ends.items():
        if len({passage.scene for passage in found}) > 1:
            for passage in found:
                others = sorted({other.scene for other in found} - {passage.scene})
                yield passage.fault(
                    len(passage.text.rstrip()) - 1,
                    f"“{key}” closes it, and one in {_listed(others)}",
                    "close one otherwise",
                )


def last_question(story: Shipped) -> Iterator[Finding]:
    """Endings that close on a question of the narrator's."""
    for name, (source, tree) in story.scenes.items():
        for path, text in closings(tree.get("text", ())) if "ending" in tree else ():
            if text.rstrip().endswith("?"):
                passage = Passage(source, ("scenes", name, "text", *path), "text", text)
                yield passage.fault(
                    len(text.rstrip()) - 1, f"`{name}` closes on a question", "close it on what is there"
                )


def opening(story: Shipped) -> Iterator[Finding]:
    """The same first four words in three scenes."""
    begin: dict[str, list[Passage]] = defaultdict(list)
    for name, (source, tree) in story.scenes.items():
        for path, text in openings(tree.get("text", ())):
            passage = Passage(source, ("scenes", name, "text", *path), "text", text)
            if len(first := words(passage.plain)[:4]) == 4 and "gentler" not in path:
                begin[" ".join(first)].append(passage)
    for key, found in begin.items():
        if len({passage.scene for passage in found}) > 2:
            for passage in found:
                yield passage.fault(
                    -1,
                    f"“{key}” opens {_listed(sorted({one.scene for one in found}))}",
                    "open on another thing",
                )


def speech(story: Shipped) -> Iterator[Finding]:
    """Scenes in which every result begins with speech."""
    for name, results in _results(story).items():
        if len(results) >= 3 and all(one.text.lstrip().startswith('"') for one in results):
            told = f"all {len(results)} results of `{name}` begin with speech"
            yield results[0].fault(-1, told, "begin one with a hand or a thing")


def mostly_speech(story: Shipped) -> Iterator[Finding]:
    """Stories of whose results more than a third begin with speech."""
    results = [passage for found in _results(story).values() for passage in found]
    spoken = [passage for passage in results if passage.text.lstrip().startswith('"')]
    if 3 * len(spoken) > len(results) + 2:
        fault = f"{len(spoken)} of {len(results)} results begin with speech, {len(results) // 3} at most"
        yield Finding(story.sources[-1].file, 1, fault, "let hands do what a quip did")


def _results(story: Shipped) -> dict[str, list[Passage]]:
    """The first piece of each result, by scene."""
    first: dict[tuple[str | int, ...], Passage] = {}
    for passage in story.passages:
        if passage.kind == "result" and passage.path[0] == "scenes":
            first.setdefault(passage.path[: passage.path.index("result")], passage)
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in first.values():
        found[passage.scene].append(passage)
    return found


# ---- phrases --------------------------------------------------------------------------------------------------------
def phrase_again(story: Shipped) -> Iterator[Finding]:
    """A phrase that stands in three scenes."""
    found = {key: at for key, at in _phrases(story, PHRASE).items() if len({p.scene for p, _ in at}) > 2}
    return _again(found, "change it in all but two")


def phrase_shared(stories: Iterable[Shipped]) -> Iterator[Finding]:
    """A phrase that stands in two stories."""
    for one, other in combinations(stories, 2):
        here, there = _phrases(one, SHARED), _phrases(other, SHARED)
        both = {key: here[key] + there[key] for key in here.keys() & there.keys()}
        yield from _again(both, "whoever plays both reads it twice: change one")


def _again(found: dict[str, list[tuple[Passage, int]]], do: str) -> Iterator[Finding]:
    places = {(passage.source.file, passage.path, at) for told in found.values() for passage, at in told}
    for key, told in found.items():
        for passage, at in told:
            if (passage.source.file, passage.path, at - 1) not in places:  # else the window before has told it
                others = sorted(
                    {f"{p.source.file}:{p.line(_tokens(p)[n][1])}" for p, n in told}
                    - {f"{passage.source.file}:{passage.line(_tokens(passage)[at][1])}"}
                )
                yield passage.fault(_tokens(passage)[at][1], f"“{key}” stands in {', '.join(others)} too", do)


def _phrases(story: Shipped, length: int) -> dict[str, list[tuple[Passage, int]]]:
    """Where each phrase of a story stands: the passage, and which of its words is the first. Names, numbers and goods
    do not count towards the length.
    """
    names = {part.lower() for person in story.people for part in re.split(r"\W+", person)} | _UNITS
    out: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in story.passages:
        if passage.kind not in TOLD:
            continue
        tokens = [word for word, _ in _tokens(passage)]
        for first, word in enumerate(tokens):
            if word in names:
                continue
            counted, last = 0, first
            while last < len(tokens) and counted < length and tokens[last]:
                counted += tokens[last] not in names
                last += 1
            if counted == length:
                out[" ".join(tokens[first:last])].append((passage, first))
    return out


def _tokens(passage: Passage) -> list[tuple[str, int]]:
    """The words and where each begins; "" for what breaks a phrase: braces, and refrains that are meant."""
    out = [
        ("" if m[0].startswith("{") else m[0].strip("'").lower(), m.start())
        for m in re.finditer(r"\{[^}]*\}|[\w'’-]*\w[\w'’-]*", passage.text)
    ]
    said = [word for word, _ in out]
    for refrain in REFRAINS:
        for at in range(len(said) - len(refrain) + 1):
            if said[at : at + len(refrain)] == refrain:
                out[at : at + len(refrain)] = [("", place) for _, place in out[at : at + len(refrain)]]
    return out


def _meant(key: list[str]) -> bool:
    return any(key == refrain[-len(key) :] for refrain in REFRAINS)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


RULES: tuple[Rule, ...] = (closing, closing_results, last_question, opening, speech, mostly_speech, phrase_again)
