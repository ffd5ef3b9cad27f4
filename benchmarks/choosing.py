"""Choices a second, every line read, beside other engines on the same story.

    python -m benchmarks.choosing WAY FOLDER SECONDS     one way of ours in this process, as JSON

All pick at random among what is open and read every line: the scene's text, the words of all open choices, the ending.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from . import generated, peers
from .measured import Bound, Figure, Part
from .processes import ours, told

SCENES = 1_000
LARGE = 10_000
WAYS = ("walker", "silent", "run")


def measure(rounds: int, folder: Path, seconds: float, trouble: tuple[str, ...] = ()) -> Part:
    """Each engine in a process of its own, all in turn; at 10,000 scenes once, for what memory a scene takes."""
    for size in (SCENES, LARGE):
        generated.write(generated.story(size), folder / str(size))
    words = {
        "walker": "`Walker`, every line told",
        "silent": "`Walker`, nobody listening",
        "run": "`Run`, a whole page each turn",
        "inkjs": "inkjs 2.4.0",
        "bink": "bink 0.7.1",
    }
    commands = {way: _command(way, folder / str(SCENES), seconds) for way in words}
    left_out = [*trouble, *(f"{words[way]}: not installed (--peers)" for way, it in commands.items() if it is None)]
    seen: dict[str, list[dict[str, float]]] = {}
    for _ in range(rounds):
        for way, command in commands.items():
            if command is not None:
                seen.setdefault(way, []).append(told(command))
    rates = {way: Figure(tuple(one["rate"] for one in all_)) for way, all_ in seen.items()}
    rows, bounds = [], []
    for way, rate in rates.items():
        large = _command(way, folder / str(LARGE), 0.5)
        assert large is not None
        more = (told(large)["mb"] - max(one["mb"] for one in seen[way])) / ((LARGE - SCENES) / 1000)
        ready = Figure(tuple(1000 * one["ready"] for one in seen[way]), "ms")
        length = Figure(tuple(one["length"] for one in seen[way]))
        besides = [rate.over(rates[peer]).text() if peer in rates else "" for peer in ("inkjs", "bink")]
        memory = f"{more:.1f} MB"
        rows.append((words[way], rate.text(), *besides, ready.text(), f"{length.median:.1f}", memory))
    for way, least in (("bink", 20.0),):
        if way in rates:
            what = "choices a second with all text, beside bink"
            bounds.append(Bound(what, rates["walker"].over(rates[way]), least, least=True))
    return Part(
        "Choosing",
        f"One generated story of {SCENES:,} scenes, written in our language and in ink; {rounds} rounds in turn, "
        f"{seconds:g} s each after warming up. Getting ready is from the text for ours and for inkjs, from compiled "
        f"ink for bink. Memory is what {LARGE:,} scenes take more at their peak.",
        ("engine", "choices/s", "beside inkjs", "beside bink", "ready", "choices a life", "1,000 scenes more"),
        tuple(rows),
        tuple(bounds),
        tuple(left_out),
    )


def _command(way: str, folder: Path, seconds: float) -> list[str] | None:
    if way in WAYS:
        return ours("choosing", way, str(folder), str(seconds))
    return peers.inkjs(folder, seconds) if way == "inkjs" else peers.bink(folder, seconds)


# ---- in a child ----
def _child(way: str, folder: Path, seconds: float) -> dict[str, float]:
    from jangmadang.play.run import Run
    from jangmadang.play.turn import Rules
    from jangmadang.play.walking import Walker
    from jangmadang.story.loading import load

    began = time.perf_counter()
    loaded = load(folder)
    assert loaded.story is not None, loaded.problems[0].text()
    rules = Rules(loaded.story)
    walker = Walker(rules)
    if way != "run":
        walker.ready(lines=way == "walker")
    ready = time.perf_counter() - began
    heard: list[str] = []
    tell = heard.append if way == "walker" else None

    def walk(seed: int) -> int:
        heard.clear()
        return walker.walk(seed, tell=tell).choices

    below = random.Random(1).randrange

    def run(seed: int) -> int:
        life = Run.start(rules, seed)
        choices = 0
        while not life.ended:
            open_ = [choice.id for choice in life.look().choices if choice.open]
            life.choose(open_[below(len(open_))])
            choices += 1
        life.look()
        return choices

    once: Callable[[int], int] = run if way == "run" else walk
    lives = 0
    warm = time.perf_counter()
    while time.perf_counter() - warm < seconds / 4:
        lives += 1
        once(lives)
    choices = counted = 0
    start = time.perf_counter()
    while (took := time.perf_counter() - start) < seconds:
        counted += 1
        choices += once(lives + counted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"rate": choices / took, "mb": peak, "ready": ready, "length": choices / counted}


if __name__ == "__main__":
    print(json.dumps(_child(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))))
