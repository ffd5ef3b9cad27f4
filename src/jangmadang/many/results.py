"""Results: a simulation in a file, the same bytes for the same lives, and several shards of it as one.

Takes counts with what they are of; gives `Result`, JSON bytes, and results read back or merged. ValueError says in
words what does not fit. Nothing here is simulated, and nothing needs the story: its names are in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import msgspec
from msgspec import Struct

from ..story.model import Story
from .policies import Policy
from .tally import Counts, added, meters, offered

FORMAT = 1
LARGEST = 200_000_000
"""Bytes of the largest file that is read."""
Range = tuple[int, int]
"""Lives from one number up to another, which is not among them."""


class Seen(Struct, frozen=True, forbid_unknown_fields=True):
    """A meter's name for players, and its bounds."""

    label: str
    low: int
    high: int
    person: str = ""
    """Whose it is."""


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """A story as far as a report speaks of it."""

    id: str
    title: str
    language: str
    fingerprint: str
    words: int
    """That a player may read, every variant."""
    endings: dict[str, str]
    """What each is called, in the story's order."""
    encounters: dict[str, str]
    """Of each scene that an encounter has made, or is, that encounter."""
    generated: tuple[str, ...]
    """Choices that encounters have made."""
    meters: dict[str, Seen]


class Ran(Struct, frozen=True, forbid_unknown_fields=True):
    """The lives of one policy."""

    policy: str
    about: str
    digest: str
    lives: tuple[Range, ...]
    """Which of the simulation's, in order; none touches the next."""
    counts: Counts


class Result(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a simulation came to."""

    jangmadang_simulation: int = FORMAT
    story: About
    seed: int
    limit: int
    """Choices after which a life was given up."""
    wealth: str = ""
    """The digest of the policy by which wealth is reckoned; empty where nothing is worth money."""
    runs: tuple[Ran, ...]


def about(story: Story, words: int) -> About:
    """What a result says of a story."""
    slots = [story.slots[slot] for slot in meters(story)]
    return About(
        story.id,
        story.title,
        story.language,
        story.fingerprint,
        words,
        {scene.id: scene.ending.title for scene in story.endings if scene.ending is not None},
        {scene.id: scene.encounter for scene in story.scenes.values() if scene.encounter},
        tuple(f"{s.id}.{c.id}" for s in story.scenes.values() for c in offered(s) if c.generated),
        {slot.name: Seen(slot.label or slot.name, slot.low, slot.high, slot.person) for slot in slots},
    )


def ran(policy: Policy, first: int, end: int, counts: Counts) -> Ran:
    """The lives of a policy from one number up to another."""
    return Ran(policy.name, policy.wishes.about, policy.digest, ((first, end),), counts)


# ---- files ----------------------------------------------------------------------------------------------------------
def written(result: Result) -> bytes:
    """The file's bytes: equal results are equal bytes."""
    plain = msgspec.to_builtins(result, str_keys=True)
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=1) + b"\n"


def read(data: bytes, named: str) -> Result:
    """The result in a file. Raises ValueError in words."""
    try:
        found = msgspec.json.decode(data, type=Result)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ValueError(f"{named} is no result of a simulation: {error}") from None
    if found.jangmadang_simulation != FORMAT:
        raise ValueError(f"{named} was written by another version of jangmadang; simulate anew")
    return found


# ---- merging --------------------------------------------------------------------------------------------------------
def merged(results: Sequence[tuple[str, Result]]) -> Result:
    """Several results, each with what it is called, as one. Raises ValueError for what is no part of the same whole."""
    (first_name, first), *others = results
    for name, other in others:
        why = _foreign(first, other)
        if why:
            raise ValueError(f"{name} and {first_name} are not of one simulation: {why}")
    runs = []
    for one in first.runs:
        same = [(name, ran) for name, result in results for ran in result.runs if ran.policy == one.policy]
        runs.append(
            msgspec.structs.replace(
                one,
                lives=_joined([(range_, name) for name, ran in same for range_ in ran.lives], one.policy),
                counts=reduce(added, [ran.counts for _, ran in same]),
            )
        )
    return msgspec.structs.replace(first, runs=tuple(runs))


def _foreign(one: Result, other: Result) -> str:
    """Why two results are of no one simulation, or ""."""
    a, b = one.story, other.story
    if a.id != b.id:
        return f"one is of the story {a.id}, the other of {b.id}"
    if a != b:
        return f"{a.id} was changed in between"
    if one.seed != other.seed:
        return f"their seeds are {one.seed} and {other.seed}"
    if one.limit != other.limit:
        return f"lives were given up after {one.limit:,} choices and after {other.limit:,}"
    people, others = ([(ran.policy, ran.digest) for ran in result.runs] for result in (one, other))
    if [name for name, _ in people] != [name for name, _ in others]:
        return "they have the policies " + " and ".join(", ".join(n for n, _ in names) for names in (people, others))
    changed = [name for (name, was), (_, is_) in zip(people, others, strict=True) if was != is_]
    if changed or one.wealth != other.wealth:
        return f"the policy {changed[0] if changed else 'greedy'} was changed in between"
    return ""


def _joined(ranges: Iterable[tuple[Range, str]], policy: str) -> tuple[Range, ...]:
    """Ranges in order, those that touch as one."""
    out: list[tuple[Range, str]] = []
    for (first, end), name in sorted(ranges):
        if out and first < out[-1][0][1]:
            (_, until), before = out[-1]
            both = f"{before} and {name}" if before != name else name
            raise ValueError(f"{both} have lives {first} to {min(end, until) - 1} of {policy} people twice")
        if out and first == out[-1][0][1]:
            out[-1] = ((out[-1][0][0], end), name)
        else:
            out.append(((first, end), name))
    return tuple(range_ for range_, _ in out)
