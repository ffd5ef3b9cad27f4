"""`python -m benchmarks`: measures everything and writes RESULTS.md, in some minutes."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from . import choosing, exploring, loading, many, peers, room, saving, starting, turning
from .measured import Part

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--peers", action="store_true", help="install the other engines first, into benchmarks/.peers")
    asked.add_argument("--rounds", type=int, default=5, help="how often each thing is measured (5)")
    asked.add_argument("--seconds", type=float, default=3, help="how long each engine chooses a round (3)")
    asked.add_argument("--keys", type=int, default=300, help="how many pages are turned a round (300)")
    names = ("starting", "turning", "loading", "saving", "choosing", "many", "hundred", "exploring", "room")
    asked.add_argument("--only", choices=names, help="one part, printed and not written")
    asked.add_argument("--quick", action="store_true", help="one short round, to see that all works; not written")
    given = asked.parse_args()
    if given.quick:
        given.rounds, given.seconds, given.keys = 1, 0.5, 60
    trouble = peers.install() if given.peers else []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        parts: dict[str, Callable[[], Part]] = {
            "starting": lambda: starting.measure(3 * given.rounds, folder),
            "turning": lambda: turning.measure(given.rounds, folder, given.keys, tuple(trouble)),
            "loading": lambda: loading.measure(given.rounds, folder),
            "saving": lambda: saving.measure(3 * given.rounds, folder / "saving"),
            "choosing": lambda: choosing.measure(given.rounds, folder, given.seconds, tuple(trouble)),
            "many": lambda: many.measure(given.rounds, folder / "many", given.seconds, tuple(trouble), given.quick),
            "hundred": lambda: many.hundred(given.rounds, given.quick),
            "exploring": lambda: exploring.measure(given.rounds, folder / "exploring", given.quick),
            "room": lambda: room.measure(given.rounds, folder / "room", given.quick),
        }
        measured = []
        for name, measure in parts.items():
            if given.only in (None, name):
                print(f"measuring: {name}", file=sys.stderr, flush=True)
                measured.append(measure())
    text = _results(measured)
    print(text)
    if given.only is None and not given.quick:
        RESULTS.write_text(text, encoding="utf-8")
    return 0 if all(bound.held for part in measured for bound in part.bounds) else 1


def _results(parts: list[Part]) -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    used = ", ".join(f"{name} {version(name)}" for name in ("textual", "msgspec", "pyyaml"))
    lines = [
        "# What was measured",
        "",
        "Written by `make bench`; see [README.md](README.md) for what stands behind each figure. Medians, and in "
        "brackets the least and the most. Ratios are taken round by round: what slows a round slows both.",
        "",
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{cores} cores; {used}.",
        "",
        "| bound | limit | measured | held |",
        "| --- | --- | --- | --- |",
        *(bound.row() for part in parts for bound in part.bounds),
    ]
    return "\n".join(lines) + "\n\n" + "\n".join(part.text() for part in parts)


if __name__ == "__main__":
    raise SystemExit(main())
