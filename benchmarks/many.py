"""Many lives: choices a second of the engine that lives thousands at once, beside other engines and the floor in C.

    python -m benchmarks.many WAY FOLDER SCENES SECONDS LIVES     one way of ours in this process, as JSON

The same generated stories for all, in their own languages. Other engines tell every line, which nobody hears in a
simulation: so does our scalar walker here, beside the columns, which tell none. Columns and C live the same lives: that
is made sure of in every run.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import floor, generated, peers, translated
from .measured import Bound, Figure, Part
from .processes import environment, ours, told

SIZES = (100, 1_000, 10_000)
SIZE = 1_000
LIVES = 400_000
FEW = 40_000
SEED = 7
HUNDRED = 1_000_000
WORDS = {
    "columns": "columns, one core",
    "cores": "columns, every core",
    "counted": "columns, all counted that `simulate` tells",
    "walker": "`Walker`, every line told",
    "c": "C, made for the story",
    "inkjs": "inkjs 2.4.0",
    "bink": "bink 0.7.1",
    "yarn": "yarn-bound 0.5.5",
    "bardic": "bardic 0.10.2",
    "choicescript": "ChoiceScript's randomtest",
}
SLOW_TO_READ = ("yarn",)
"""Engines whose reading takes longer the more there is, out of all measure: not asked of the largest story."""


def measure(rounds: int, folder: Path, seconds: float, trouble: tuple[str, ...] = (), quick: bool = False) -> Part:
    """Every engine at every size, in turn. `quick`: fewer lives, and the largest story for ours alone."""
    lives = LIVES // 4 if quick else LIVES
    left_out: list[str] = list(trouble)
    for size in SIZES:
        # In a child: what a process starts is told to have held no less than the process itself did.
        told(ours("many", "write", str(folder / str(size)), str(size), "0", "0"))
    seen: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(rounds):
        for size in SIZES:
            for way, words in WORDS.items():
                if size == SIZES[-1] and (way in SLOW_TO_READ or (quick and way not in ("columns", "walker"))):
                    continue
                one = _once(way, folder / str(size), size, seconds, lives)
                if one is None:
                    left_out.append(f"{words}: not installed (--peers)")
                else:
                    seen.setdefault((way, size), []).append(one)
    rates = {key: Figure(tuple(one["rate"] for one in all_)) for key, all_ in seen.items()}
    rows = [_row(way, size, rates, seen) for size in SIZES for way in WORDS if (way, size) in rates]
    return Part(
        "Many lives",
        f"Choices a second on generated stories, {rounds} rounds in turn. Columns and C live {lives:,} lives of one "
        f"simulation, and come to the same ends; the others walk for {seconds:g} s after warming up and read every "
        "line. Getting ready is from the text for ours, for inkjs, yarn-bound and bardic, from compiled ink for bink, "
        "and gcc's time for C.",
        ("engine", "scenes", "choices/s", "beside inkjs", "beside bink", "beside C", "ready", "memory"),
        tuple(rows),
        tuple(_bounds(rates, seen)),
        tuple(dict.fromkeys(left_out)),
    )


def _row(
    way: str, size: int, rates: dict[tuple[str, int], Figure], seen: dict[tuple[str, int], list[dict[str, float]]]
) -> tuple[str, ...]:
    rate = rates[way, size]
    besides = [
        rate.over(rates[other, size]).text() if (other, size) in rates else "" for other in ("inkjs", "bink", "c")
    ]
    ready = Figure(tuple(1000 * one["ready"] for one in seen[way, size]), "ms")
    memory = max(one["mb"] for one in seen[way, size])
    return (WORDS[way], f"{size:,}", rate.text(), *besides, ready.text(), f"{memory:,.0f} MB")


def _bounds(rates: dict[tuple[str, int], Figure], seen: dict[tuple[str, int], list[dict[str, float]]]) -> list[Bound]:
    bounds = []
    for way, other, least in (
        ("columns", "bink", 400.0),
        ("columns", "inkjs", 600.0),
        ("columns", "c", 0.4),
        ("walker", "bink", 25.0),
    ):
        if (other, SIZE) in rates:
            words = {"c": "C made for the story"}.get(other, other)
            what = f"{WORDS[way]}: choices a second beside {words}, {SIZE:,} scenes"
            bounds.append(Bound(what, rates[way, SIZE].over(rates[other, SIZE]), least, least=True))
    span = math.log(SIZES[-1] / SIZES[0])
    grows = zip(rates["columns", SIZES[0]].values, rates["columns", SIZES[-1]].values, strict=True)
    exponent = Figure(tuple(math.log(small / large) / span for small, large in grows))
    bounds.append(Bound(f"columns: exponent of a choice's time, {SIZES[0]} to {SIZES[-1]:,} scenes", exponent, 0.05))
    runs = Figure(tuple(one["exponent"] for one in seen["columns", SIZE]))
    bounds.append(Bound("columns: exponent of the time in lives, the last tenfold", runs, 1.05))
    return bounds


def _once(way: str, folder: Path, size: int, seconds: float, lives: int) -> dict[str, float] | None:
    if way == "c" and floor.compiler() is None:
        return None
    if way == "choicescript":
        return _choicescript(folder)
    if way == "cores":
        return _on_every_core(folder, size, seconds, lives)
    if way == "walker":
        heard: dict[str, float] = told(ours("choosing", way, str(folder), str(seconds)))
        return heard
    if way in ("columns", "counted", "c"):
        one: dict[str, float] = told(ours("many", way, str(folder), str(size), str(seconds), str(lives)))
        return one
    command = {
        "inkjs": lambda: peers.inkjs(folder, seconds),
        "bink": lambda: peers.bink(folder, seconds),
        "yarn": lambda: peers.yarn(folder, seconds, generated.MOST),
        "bardic": lambda: peers.bardic(folder, seconds),
    }[way]()
    return None if command is None else told(command)


def _on_every_core(folder: Path, size: int, seconds: float, lives: int) -> dict[str, float]:
    """As many processes at once as there are cores, each with lives of its own."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    command = ours("many", "columns", str(folder), str(size), str(seconds), str(lives))
    started = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(cores)]
    each = [json.loads(child.communicate()[0].splitlines()[-1]) for child in started]
    together = {name: sum(one[name] for one in each) for name in ("rate", "mb")}
    return together | {"ready": max(one["ready"] for one in each), "length": each[0]["length"]}


def _write(folder: Path, made: generated.Made) -> None:
    generated.write(made, folder)
    (folder / "story.yarn").write_text(translated.as_yarn(made), encoding="utf-8")
    (folder / "story.bard").write_text(translated.as_bardic(made), encoding="utf-8")


def _choicescript(folder: Path) -> dict[str, float] | None:
    """Its own random test, twice, so that what starting takes falls out: it tells plays and seconds."""
    checkout = peers.choicescript()
    if checkout is None:
        return None
    made = generated.story(int(folder.name))
    game = Path(tempfile.mkdtemp(prefix="generated_", dir=checkout / "web"))
    try:
        (game / "scenes").mkdir()
        files = translated.as_choicescript(made)
        for name, text in files.items():
            (game / "scenes" / f"{name}.txt").write_text(text, encoding="utf-8")
        names = ", ".join(f'"{name}"' for name in files)
        (game / "mygame.js").write_text(f"nav = new SceneNavigator([{names}]);\nstats = {{}};\n", encoding="utf-8")
        took = [_tested(checkout, game.name, plays) for plays in (300, 3_300)]
    finally:
        shutil.rmtree(game)
    length = _length(made)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return {"rate": 3_000 * length / (took[1] - took[0]), "mb": peak, "ready": took[0], "length": length}


def _tested(checkout: Path, game: str, plays: int) -> float:
    """Seconds that so many plays took."""
    options = (
        "seed=0",
        "delay=false",
        "trial=false",
        "showCoverage=false",
        "showChoices=false",
        "avoidUsedOptions=false",
    )
    command = ["node", "randomtest.js", f"num={plays}", f"game={game}", *options]
    said = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True).stdout
    clock = re.search(r"Time: ([\d.]+)s", said)
    if clock is None:
        raise RuntimeError(f"ChoiceScript told no time: {said[-300:]}")
    return float(clock[1])


def _length(made: generated.Made) -> float:
    """Choices a life."""
    with tempfile.TemporaryDirectory() as folder:
        if floor.compiler() is not None:
            _, choices = floor.Floor(made, Path(folder)).lived(SEED, 0, 5_000)
            return sum(choices) / 5_000
    return 37.0


# ---- A Hundred to One ----
def hundred(rounds: int, quick: bool = False) -> Part:
    """A whole shipped story: so many lives counted by the command, on every core, as a player would start it."""
    lives = HUNDRED // 20 if quick else HUNDRED
    runs = [_timed("simulate", "hundred", "--runs", str(lives), "--seed", "1", "--json") for _ in range(rounds)]
    explored = [_timed("explore", "hundred", "--json") for _ in range(rounds)]
    rows, bounds = [], []
    for what, all_, limit in ((f"{lives:,} lives", runs, 60.0), ("explored", explored, 60.0)):
        took, peak = Figure(tuple(one[0] for one in all_), "s"), Figure(tuple(one[1] for one in all_), "MB")
        rows.append((what, took.text(), peak.text()))
        bounds.append(Bound(f"A Hundred to One, {what}", took, limit / 20 if quick and all_ is runs else limit))
        if all_ is explored:
            bounds.append(Bound(f"A Hundred to One, {what}: most memory", peak, 2_000))
    return Part(
        "A Hundred to One",
        f"The whole commands, from start to exit, on every core, {rounds} rounds. Memory is the most of any one "
        "process.",
        ("what", "time", "most memory"),
        tuple(rows),
        tuple(bounds),
    )


def _timed(*command: str) -> tuple[float, float]:
    """Seconds of a command of ours to its end, and the megabytes that it held at most."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "jangmadang", *command],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise RuntimeError(f"jangmadang {' '.join(command)}: {said.strip()[-300:]}")
    return time.perf_counter() - began, used.ru_maxrss / 1000


# ---- in a child ----
def _child(way: str, folder: Path, scenes: int, seconds: float, lives: int) -> dict[str, float]:
    if way == "write":
        _write(folder, generated.story(scenes))
        return {}
    if way == "c":
        return _in_c(folder, scenes, lives)
    from jangmadang.play.turn import Rules
    from jangmadang.story.loading import load

    began = time.perf_counter()
    story = load(folder).story
    assert story is not None
    lived = _counted(Rules(story)) if way == "counted" else _columns(Rules(story))
    ready = time.perf_counter() - began
    lived(0, FEW // 4)
    clock = time.perf_counter()
    lived(0, FEW)
    few = time.perf_counter() - clock
    clock = time.perf_counter()
    choices = lived(0, lives)
    took = time.perf_counter() - clock
    return {
        "rate": choices / took,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "ready": ready,
        "length": choices / lives,
        "exponent": math.log(took / few) / math.log(lives / FEW),
    }


def _columns(rules: Any) -> Any:
    import numpy as np

    from jangmadang.many.pool import Pool
    from jangmadang.many.runs import WIDTH
    from jangmadang.many.tables import Tables

    pool = Pool(Tables(rules), WIDTH)

    def lived(first: int, past: int) -> int:
        return sum(int(done.turns.sum()) for done in pool.walk(SEED, np.arange(first, past)))

    return lived


def _counted(rules: Any) -> Any:
    from jangmadang.many.policies import policy_of
    from jangmadang.many.runs import Task, run_of

    policy = policy_of("random", rules, None).policy
    assert policy is not None

    def lived(first: int, past: int) -> int:
        at = first

        def supply(most: int) -> range:
            nonlocal at
            given = range(at, min(past, at + most))
            at = given.stop
            return given

        counts = run_of(rules, Task(SEED, policy)).lived(supply, lambda _: None)
        return sum(taken for _, _, taken in counts.taken.values())

    return lived


def _in_c(folder: Path, scenes: int, lives: int) -> dict[str, float]:
    """With a look at whether the lives are ours, too."""
    made = generated.story(scenes)
    built = floor.Floor(made, folder / "c")
    built.lived(SEED, 0, FEW)
    clock = time.perf_counter()
    ends, choices = built.lived(SEED, 0, lives)
    took = time.perf_counter() - clock
    _same(folder, ends, choices)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"rate": sum(choices) / took, "mb": peak, "ready": built.took, "length": sum(choices) / lives}


def _same(folder: Path, ends: Any, choices: Any) -> None:
    import numpy as np

    from jangmadang.many.pool import Pool
    from jangmadang.many.tables import Tables
    from jangmadang.play.turn import Rules
    from jangmadang.story.loading import load

    story = load(folder).story
    assert story is not None
    t = Tables(Rules(story))
    for done in Pool(t).walk(SEED, np.arange(FEW // 4)):
        theirs = np.array(ends)[done.number], np.array(choices)[done.number]
        if (theirs[0] != done.scene - t.first_ending).any() or (theirs[1] != done.turns).any():
            raise RuntimeError("C and columns lived different lives")


if __name__ == "__main__":
    way_, folder_, scenes_, seconds_, lives_ = sys.argv[1:6]
    print(json.dumps(_child(way_, Path(folder_), int(scenes_), float(seconds_), int(lives_))))
