"""Generated stories of any size, written in our language and in ink: the same scenes, numbers, odds and words.

    write(story(1_000), folder)      story.yaml with its scenes in files beside it, and story.ink
    python -m benchmarks.generated FOLDER --scenes 1000

Takes a size and a seed; gives a `Made`, the truth of which both files are translations. A life crosses twenty rows of
scenes in about forty choices. Each scene has three choices: the first is always open and leads to the next row, so that
nobody is stuck; of the others 45 in 100 ask a condition, and four in five stay in their row. A quarter of all choices
roll. Every number lies within 0 to 100, in both languages, and is cut at both ends; odds lie within 5 to 95. Half of
the scenes read one line more, or another line instead, by a condition, and a sixth say a number.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ROWS = 20
ENDINGS = 8
MOST = 100
IN_A_FILE = 500
"""Scenes."""
NUMBERS = ("coal", "bread", "luck")
WORDS = (  # noqa: SIM905
    "a the cold lane fills with women who carry maize and soap past a checkpoint while somebody counts candle ends "
    "beside the frozen bridge and two boys sell batteries wrapped in an old newspaper that nobody dares to burn"
).split()


class Outcome(Struct, frozen=True):
    odds: tuple[int, str]
    """The number from which a variable is taken, or `""` for no variable: (120, "luck") is 120 - luck."""
    won: str
    lost: str


class Way(Struct, frozen=True):
    """A choice."""

    text: str
    when: str
    effects: dict[str, int]
    goto: str
    chance: Outcome | None


class Place(Struct, frozen=True):
    """A scene."""

    title: str
    text: str
    count: str
    """A variable that the text says, or nothing."""
    when: str
    """Whether `more` is read, or nothing."""
    more: str
    otherwise: str
    ways: tuple[Way, ...]


class Made(Struct, frozen=True):
    places: dict[str, Place]
    endings: tuple[str, ...]
    most: int = MOST
    """How far each number goes."""


def story(scenes: int, seed: int = 1, sentences: int = 2, around: bool = False, most: int = MOST) -> Made:
    """A story of so many scenes (20 or more), its endings not counted. The same for the same numbers, everywhere.

    `around`: from the last row the three choices lead to the first again, and a fourth ends the story: a life is as
    long as one likes. `most`: how far the numbers go, and with them what is asked of them and done to them.
    """
    rng = random.Random(seed * 1_000_003 + scenes)
    rows: list[list[str]] = [[] for _ in range(ROWS)]
    for n in range(scenes):
        rows[n * ROWS // scenes].append(f"s{n}")
    endings = [f"end{n}" for n in range(ENDINGS)]
    places: dict[str, Place] = {}
    for at, row in enumerate(rows):
        last = at + 1 == ROWS
        after = rows[at + 1] if not last else rows[0] if around else endings
        for name in row:
            others = [other for other in row if other != name] or after
            ways = tuple(_way(rng, n, others, after, most) for n in range(3))
            if around and last:
                ways += (Way(_words(rng, 4), "", {}, rng.choice(endings), None),)
            when = _condition(rng, most) if rng.random() < 0.5 else ""
            places[name] = Place(
                _words(rng, 3),
                " ".join(_words(rng, 9) + "." for _ in range(sentences)),
                rng.choice(NUMBERS) if rng.random() < 1 / 6 else "",
                when,
                _words(rng, 8) + "." if when else "",
                _words(rng, 6) + "." if when and rng.random() < 0.5 else "",
                ways,
            )
    return Made(places, tuple(endings), most)


def _way(rng: random.Random, n: int, here: list[str], after: list[str], most: int) -> Way:
    def aim() -> str:
        return rng.choice(here if n and rng.random() < 0.8 else after)

    effects = {
        name: rng.choice((-1, 1)) * rng.randint(1, max(1, 9 * most // 100))
        for name in rng.sample(NUMBERS, rng.randint(1, 3))
    }
    chance = None
    if rng.random() < 0.25:
        odds = (rng.randint(60, 140), rng.choice(NUMBERS)) if rng.random() < 0.7 else (rng.randint(20, 80), "")
        won = aim()
        lost = next(one for one in iter(aim, None) if one != won)
        chance = Outcome(odds, won, lost)
    when = _condition(rng, most) if n and rng.random() < 0.45 else ""
    return Way(_words(rng, 4), when, effects, aim(), chance)


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(count)).capitalize()


def _condition(rng: random.Random, most: int) -> str:
    """Words that mean the same in both languages."""
    a, b = rng.sample(NUMBERS, 2)
    low, high = 30 * most // 100, 70 * most // 100
    n, m, d = rng.randint(low, high), rng.randint(low, high), rng.randint(1, max(1, 15 * most // 100))
    return rng.choice(
        (
            f"{a} >= {n}",
            f"{a} < {n}",
            f"{a} >= {n} and {b} < {m}",
            f"{a} - {d} < {b}",
            f"{a} >= {n} or {b} >= {m}",
            f"not ({a} >= {n})",
        )
    )


# ---- our language ----
def as_yaml(made: Made) -> dict[str, str]:
    """The text of each file, by its name. No file grows too large to be read."""
    cover = ["jangmadang: 1", "id: generated", "title: Generated", f"start: {next(iter(made.places))}", "state:"]
    cover += [f"  {name}: {{start: {made.most // 2}, max: {made.most}}}" for name in NUMBERS]
    ends = ["scenes:"]
    for end in made.endings:
        ends += [f"  {end}:", f"    text: The end {end}.", f"    ending: {{title: The end {end}}}"]
    files = {"story.yaml": [*cover, *ends]}
    names = list(made.places)
    for at in range(0, len(names), IN_A_FILE):
        part = files[f"part_{at // IN_A_FILE + 1:02}.yaml"] = ["scenes:"]
        for name in names[at : at + IN_A_FILE]:
            part += _yaml(name, made.places[name])
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def _yaml(name: str, place: Place) -> Iterator[str]:
    yield from (f"  {name}:", f"    title: {place.title}", "    text:", "      - |", f"        {place.text}")
    if place.count:
        yield f"        You have {{{place.count}}} left."
    if place.when:
        yield from (f"      - when: {place.when}", f"        text: {place.more}")
    if place.otherwise:
        yield f"      - otherwise: {place.otherwise}"
    yield "    choices:"
    for n, way in enumerate(place.ways):
        yield from (f"      - text: {way.text}", f"        id: way_{n}")
        if way.when:
            yield f"        when: {way.when}"
        if way.effects:
            yield f"        effects: {{{', '.join(f'{key}: {by:+}' for key, by in way.effects.items())}}}"
        if way.chance is None:
            yield f"        goto: {way.goto}"
            continue
        start, less = way.chance.odds
        odds = f"clamp({start} - {less}, 5, 95)" if less else str(start)
        yield from ("        chance:", f"          - odds: {odds}", f"            goto: {way.chance.won}")
        yield f"          - goto: {way.chance.lost}"


# ---- ink ----
def as_ink(made: Made) -> str:
    return "\n".join(_ink(made)) + "\n"


def _ink(made: Made) -> Iterator[str]:
    for name in NUMBERS:
        yield f"VAR {name} = {made.most // 2}"
    yield f"-> {next(iter(made.places))}"
    for name, place in made.places.items():
        yield from (f"=== {name} ===", place.text + (f" You have {{{place.count}}} left." if place.count else ""))
        if place.when:
            yield f"{{{place.when}: {place.more}{f' | {place.otherwise}' if place.otherwise else ''}}}"
        for way in place.ways:
            yield f"+ {f'{{{way.when}}} ' if way.when else ''}[{way.text}]"
            for key, by in way.effects.items():
                yield f"  ~ {key} = MAX(0, MIN({made.most}, {key} {'+' if by > 0 else '-'} {abs(by)}))"
            if way.chance is None:
                yield f"  -> {way.goto}"
                continue
            start, less = way.chance.odds
            odds = f"MAX(5, MIN(95, {start} - {less}))" if less else str(start)
            yield f"  {{RANDOM(1, 100) <= {odds}: -> {way.chance.won} | -> {way.chance.lost}}}"
    for end in made.endings:
        yield from (f"=== {end} ===", f"The end {end}.", "-> END")


def write(made: Made, folder: Path) -> None:
    """The story's files and `story.ink` in the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in as_yaml(made).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "story.ink").write_text(as_ink(made), encoding="utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Write a generated story, in our language and in ink.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--scenes", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    write(story(given.scenes, given.seed), given.folder)
