"""SPIN beside ours: the same story in Promela, verified exhaustively, its own count of states and its own clock.

Takes a generated story; gives states and seconds. SPIN makes a C program of the story, which has to be compiled: that
is not counted, but told.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from .floor import compiler
from .generated import Made
from .translated import as_promela

FLAGS = ("-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DNOBOUNDCHECK", "-DMEMLIM=12000", "-w")
DEPTH = 5_000_000
HASH = 24
"""Bits of its table: 16 million places."""


def there() -> bool:
    """Whether it and a C compiler are installed."""
    return shutil.which("spin") is not None and compiler() is not None


class Verifier:
    """One story's verifier, made once in a folder of its own."""

    def __init__(self, made: Made, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text, model, clock = as_promela(made), folder / "story.pml", folder / "took"
        if not clock.is_file() or model.read_text(encoding="utf-8") != text:
            clock.unlink(missing_ok=True)
            model.write_text(text, encoding="utf-8")
            began = time.perf_counter()
            # Merged steps of `atomic` make it see loops that nobody can leave.
            merged = ("-o3",) if "atomic" in text else ()
            _quiet(["spin", *merged, "-a", "story.pml"], folder)
            optimised = "-O2" if len(made.places) <= 300 else "-O1"
            _quiet([compiler() or "cc", optimised, *FLAGS, "-o", "pan", "pan.c"], folder)
            clock.write_text(str(time.perf_counter() - began), encoding="utf-8")
        self.built = float(clock.read_text(encoding="utf-8"))
        """Seconds that making it took, when it was made."""
        self._folder = folder

    def searched(self) -> tuple[int, float]:
        """States stored, and seconds by its own clock; by ours where that is too coarse."""
        began = time.perf_counter()
        said = _quiet(["./pan", "-E", "-n", f"-m{DEPTH}", f"-w{HASH}"], self._folder)
        took = time.perf_counter() - began
        states = re.search(r"([\d.e+]+) states, stored", said)
        if states is None or "too small" in said:
            raise RuntimeError(f"SPIN did not go through the whole story: {said[-300:]}")
        clock = re.search(r"elapsed time ([\d.]+)", said)
        seconds = float(clock[1]) if clock else 0.0
        return int(float(states[1])), seconds if seconds > 0.1 else took


def _quiet(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {(done.stderr or done.stdout)[-300:]}")
    return done.stdout
