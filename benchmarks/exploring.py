"""Exploring: states a second beside SPIN on the same story, and exact odds beside a million plays.

    python -m benchmarks.exploring WAY FOLDER      one way of ours in this process, as JSON

All count the same states, which is made sure of in every run. What nobody reads any more is told apart here as SPIN
does, though `bits` need not. SPIN goes by its own clock, without the time that its verifier takes to be made; ours has
everything in it from the checked story on.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from . import generated, peers, spin
from .measured import Bound, Figure, Part
from .processes import ours, told

MOST = 15
"""How far each of the three numbers goes."""
SIZES = (100, 1_000)
PLAYS = 1_000_000
WORDS = {
    "bits": "`bits`: a whole number of bits a scene",
    "search": "`search`: packed states in a table",
    "ways": "… a shortest way to every scene, choice and outcome, after `bits`",
    "odds": "exact odds of every ending, after `bits`",
    "plays": "a million lives at random",
}


def measure(rounds: int, folder: Path, quick: bool = False) -> Part:
    """SPIN and every way of ours at each size, in turn. `quick`: SPIN at the smallest alone, whose maker is quick."""
    left_out: list[str] = []
    verifiers: dict[int, spin.Verifier] = {}
    for size in SIZES:
        made = generated.story(size, most=MOST)
        generated.write(made, folder / str(size))
        if not spin.there():
            left_out.append("SPIN: not installed (Debian's package `spin`, and gcc)")
        elif quick and size != SIZES[0]:
            left_out.append(f"SPIN on {size:,} scenes: making its verifier takes minutes")
        else:
            verifiers[size] = spin.Verifier(made, peers.PEERS / f"spin_{size}")
    seen: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(rounds):
        for size in SIZES:
            if size in verifiers:
                states, took = verifiers[size].searched()
                seen.setdefault(("spin", size), []).append({"states": states, "s": took})
            for way in WORDS:
                seen.setdefault((way, size), []).append(told(ours("exploring", way, str(folder / str(size)))))
            counted = {one["states"] for (_, n), all_ in seen.items() if n == size for one in all_ if "states" in one}
            if len(counted) != 1:
                raise RuntimeError(f"states were counted differently: {sorted(counted)}")
    rows = [_row(way, size, seen, verifiers) for size in SIZES for way in ("spin", *WORDS) if (way, size) in seen]
    return Part(
        "Exploring",
        f"Generated stories whose three numbers go from 0 to {MOST}: every state that can be reached, {rounds} rounds "
        "in turn, each in a process of its own. Imports and reading the story are not counted, and neither is the "
        "time that SPIN's verifier takes to be made.",
        ("way", "scenes", "states", "time", "states/s", "beside SPIN", "memory"),
        tuple(rows),
        tuple(_bounds(seen)),
        tuple(dict.fromkeys(left_out)),
    )


def _times(seen: dict[tuple[str, int], list[dict[str, float]]], way: str, size: int) -> Figure:
    return Figure(tuple(one["s"] for one in seen[way, size]), "s")


def _row(
    way: str,
    size: int,
    seen: dict[tuple[str, int], list[dict[str, float]]],
    verifiers: dict[int, spin.Verifier],
) -> tuple[str, ...]:
    all_ = seen[way, size]
    took = _times(seen, way, size)
    words = f"SPIN (made in {verifiers[size].built:.0f} s)" if way == "spin" else WORDS[way]
    states, rate, beside = "", "", ""
    if "states" in all_[0]:
        states = f"{all_[0]['states']:,.0f}"
        rate = Figure(tuple(one["states"] / one["s"] for one in all_)).text()
        beside = _times(seen, "spin", size).over(took).text() if ("spin", size) in seen else ""
    memory = f"{max(one['mb'] for one in all_):,.0f} MB" if "mb" in all_[0] else ""
    return words, f"{size:,}", states, took.text(), rate, beside, memory


def _bounds(seen: dict[tuple[str, int], list[dict[str, float]]]) -> list[Bound]:
    bounds = []
    size = SIZES[-1]
    if ("spin", size) in seen:
        took = _times(seen, "spin", size)
        what = f"states a second beside SPIN, {size:,} scenes"
        bounds.append(Bound(f"`bits`: {what}", took.over(_times(seen, "bits", size)), 20, least=True))
        bounds.append(Bound(f"`search`: {what}", took.over(_times(seen, "search", size)), 1.2, least=True))
    for size in SIZES:
        ratio = _times(seen, "odds", size).over(_times(seen, "plays", size))
        bounds.append(Bound(f"exact odds beside a million lives, {size:,} scenes", ratio, 2.5))
    return bounds


# ---- in a child ----
def _child(way: str, folder: Path) -> dict[str, float]:
    from jangmadang.explore.bits import bits
    from jangmadang.explore.odds import settled
    from jangmadang.explore.search import search
    from jangmadang.explore.slicing import sliced
    from jangmadang.explore.ways import Ways
    from jangmadang.many.tables import Tables
    from jangmadang.play.turn import Rules
    from jangmadang.story.loading import load

    story = load(folder).story
    assert story is not None
    slice_ = sliced(story, texts=False)

    def gone() -> Any:
        return bits(story, slice_, texts=False, narrow=False)

    reached = gone() if way in ("ways", "odds") else None
    told_: dict[str, float] = {}
    began = time.perf_counter()
    if way == "bits":
        told_["states"] = sum(gone().states.values())
    elif way == "search":
        found = search(Tables(Rules(story)), slice_, 1, 100_000_000)
        assert found.complete
        told_["states"] = len(found.scene)
    elif way == "ways":
        assert reached is not None
        ways = Ways(reached)
        for name in reached.sets:
            ways.to_scene(name)
        for choice in reached.taken():
            ways.to_choice(*choice)
        for outcome in reached.fell():
            ways.to_outcome(*outcome)
    elif way == "odds":
        assert reached is not None
        told_["left"] = settled(reached).left
        assert told_["left"] < 1e-10
    else:
        _plays(Tables(Rules(story)))
    took = time.perf_counter() - began
    return told_ | {"s": took, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def _plays(tables: Any) -> None:
    import numpy as np

    from jangmadang.many.pool import Pool
    from jangmadang.many.runs import WIDTH

    for _ in Pool(tables, WIDTH).walk(1, np.arange(PLAYS)):
        pass


if __name__ == "__main__":
    print(json.dumps(_child(sys.argv[1], Path(sys.argv[2]))))
