"""From text to a story: reading, checking and compiling, beside libyaml's own events read and dropped.

    python -m benchmarks.loading WAY FOLDER     one way in this process, as JSON: seconds and megabytes

The floor is what any reader with places pays: PyYAML's binding of libyaml gives each event, and it is thrown away.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterator
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from . import generated
from .measured import Bound, Figure, Part
from .processes import ours, resident, told

SIZES = (100, 1_000, 10_000)
WAYS = ("events", "typed", "checked", "compiled", "walked", "kept")


def measure(rounds: int, folder: Path) -> Part:
    """Each way in a process of its own, all in turn."""
    seen: dict[tuple[int, str], list[dict[str, float]]] = {}
    for size in SIZES:
        generated.write(generated.story(size), folder / str(size))
    for _ in range(rounds):
        for way in WAYS:
            for size in SIZES:
                seen.setdefault((size, way), []).append(told(ours("loading", way, str(folder / str(size)))))
    times = {key: Figure(tuple(1000 * one["s"] for one in all_), "ms") for key, all_ in seen.items()}
    held = {key: Figure(tuple(one["mb"] for one in all_), "MB") for key, all_ in seen.items()}
    words = {
        "events": "libyaml's events, dropped",
        "typed": "text to typed story, with every line and column",
        "checked": "… and checked: names settled, expressions proved",
        "compiled": "… and compiled: every expression a function, ready to play",
        "walked": "… and a function for each scene, ready to walk",
        "kept": "opened again from what was kept ready",
    }
    rows = [
        (words[way], f"{size:,}", times[size, way].text(), times[size, way].over(times[size, "events"]).text())
        for way in WAYS
        for size in SIZES
    ]
    bounds = []
    for size in SIZES[1:]:
        floor = times[size, "events"]
        bounds.append(Bound(f"typed, {size:,} scenes, beside events", times[size, "typed"].over(floor), 2))
        bounds.append(Bound(f"compiled, {size:,} scenes, beside events", times[size, "compiled"].over(floor), 5))
    for way in ("typed", "compiled"):
        growth = Figure(tuple(map(_exponent, times[SIZES[-2], way].values, times[SIZES[-1], way].values)))
        bounds.append(Bound(f"{way}: exponent of the time, {SIZES[-2]:,} to {SIZES[-1]:,} scenes", growth, 1.1))
    a, b = held[SIZES[-2], "compiled"], held[SIZES[-1], "compiled"]
    thousands = (SIZES[-1] - SIZES[-2]) / 1000
    each = Figure(tuple((y - x) / thousands for x, y in zip(a.values, b.values, strict=True)), "MB")
    rows.append(("memory of 1,000 scenes more, ready to play", "", each.text(), ""))
    return Part(
        "Loading",
        f"Generated stories; each way in a process of its own, imports not counted, {rounds} rounds in turn.",
        ("what", "scenes", "time", "beside events"),
        tuple(rows),
        tuple(bounds),
    )


def _exponent(small: float, large: float) -> float:
    return log(large / small) / log(SIZES[-1] / SIZES[-2])


# ---- in a child ----
def _child(way: str, folder: Path) -> dict[str, float]:
    import yaml

    from jangmadang.play.turn import Rules
    from jangmadang.play.walking import Walker
    from jangmadang.story.loading import load
    from jangmadang.story.reading import read_file
    from jangmadang.story.shape import typed

    files = sorted(folder.glob("*.yaml"))
    load(files[0])  # what is made once a process is not the story's
    kept: list[Any] = []

    def events() -> None:
        for file in files:
            get = yaml.CSafeLoader(file.read_bytes().decode()).get_event
            while type(get()) is not yaml.StreamEndEvent:
                pass

    def only_typed() -> None:
        for file in files:
            source = read_file(file, str(file))
            kept.append((source, typed(source)))

    def whole() -> Any:
        loaded = load(folder)
        if loaded.story is None:
            raise ValueError(loaded.problems[0].text())
        kept.append(loaded)
        return loaded.story

    def compiled() -> float:
        began = time.perf_counter()
        rules = Rules(whole())
        took = time.perf_counter() - began
        expressions = list(_expressions(rules.story))  # in play they are met one by one
        began = time.perf_counter()
        for checked in expressions:
            rules.world.run(checked)
        kept.append(rules)
        return took + time.perf_counter() - began

    def walked() -> None:
        walker = Walker(Rules(whole()))
        walker.ready()
        kept.append(walker)

    def opened() -> None:
        kept.append(msgspec.msgpack.decode(packed, type=Story))

    if way == "kept":
        import msgspec

        from jangmadang.story.model import Story

        packed = msgspec.msgpack.encode(whole())
        kept.clear()
    do = {"events": events, "typed": only_typed, "checked": whole, "compiled": compiled, "walked": walked}
    # The loader rests the collector; the other ways are given the same.
    gc.collect()
    gc.disable()
    before, began = resident(), time.perf_counter()
    counted = do.get(way, opened)()
    took = time.perf_counter() - began
    return {"s": counted if isinstance(counted, float) else took, "mb": resident() - before}


def _expressions(part: Any) -> Iterator[Any]:
    """Every checked expression in a story."""
    if isinstance(part, tuple):
        for inner in part:
            yield from _expressions(inner)
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _expressions(inner)
    elif type(part).__name__ == "Checked":
        yield part
    elif names := _holding(part.__class__):
        for name in names:
            if inner := getattr(part, name):
                yield from _expressions(inner)


@cache
def _holding(kind: Any) -> tuple[str, ...]:
    """The fields of a struct that may hold expressions: those that are no text, number or list of these."""
    import msgspec

    if not issubclass(kind, msgspec.Struct):
        return ()
    plain = {str, int, bool, tuple[str, ...], tuple[int, ...], dict[str, str], dict[str, int]}
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.type not in plain)


if __name__ == "__main__":
    print(json.dumps(_child(sys.argv[1], Path(sys.argv[2]))))
