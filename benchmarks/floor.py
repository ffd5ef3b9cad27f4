"""The floor: C made for one generated story, which lives the very lives that ours does, one at a time.

    lives = Floor(made, folder)          builds, where there is a C compiler
    ends, choices = lives.lived(seed, 0, 400_000)

A function for each scene, called through a table: how long the compiler takes grows with the story and no faster. No
words are told. What Python could ever reach is measured against it.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jangmadang.story import chance

from .generated import NUMBERS, Made, Way
from .translated import spelled

_HEAD = f"""\
#include <stdint.h>
typedef struct {{ int {", ".join(NUMBERS)}; uint64_t key, rolls; }} Life;
static inline uint64_t mix(uint64_t z) {{
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull; z = (z ^ (z >> 27)) * 0x94D049BB133111EBull; return z ^ (z >> 31); }}
static inline uint64_t key(uint64_t seed) {{ return mix(mix(seed + 1) ^ {chance._ROLLS}ull); }}
static inline int roll(Life *s) {{
  return (int)((mix(s->key + ++s->rolls * {chance.GOLDEN}ull) >> 32) * 100 >> 32); }}
static inline int cut(int n, int low, int high) {{ return n < low ? low : n > high ? high : n; }}
"""
_RUN = f"""\
void run(uint64_t seed, int64_t from, int64_t to, int32_t *ends, int32_t *choices) {{
  uint64_t start = mix(seed + 1);
  for (int64_t k = from; k < to; k++) {{
    uint64_t life = mix((start + (uint64_t)k * {chance.GOLDEN}ull) ^ {chance._LIVES}ull) >> 11;
    uint64_t lots = key(mix((life + {chance.GOLDEN}ull) ^ {chance.word("lots")}ull));
    Life s = {{ %s, key(life), 0 }};
    int at = 0, n = 0;
    while (at < %d) {{ n++; lots += {chance.GOLDEN}ull; at = scenes[at](&s, mix(lots) >> 32); }}
    ends[k - from] = at - %d; choices[k - from] = n;
  }}
}}
"""


def compiler() -> str | None:
    """The C compiler, if there is one."""
    return shutil.which("cc")


class Floor:
    """A generated story in C, built once in a folder. Raises where it cannot be built."""

    def __init__(self, made: Made, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        source, library = folder / "floor.c", folder / "floor.so"
        text, clock = "\n".join(_c(made)), folder / "took"
        if not clock.is_file() or source.read_text(encoding="utf-8") != text:
            cc = compiler()
            assert cc is not None, "no C compiler"
            source.write_text(text, encoding="utf-8")
            began = time.perf_counter()
            subprocess.run([cc, "-O2", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
            clock.write_text(str(time.perf_counter() - began), encoding="utf-8")
        self.took = float(clock.read_text(encoding="utf-8"))
        """Seconds that building took, when it was built."""
        self._run: Any = ctypes.CDLL(str(library)).run
        self._run.argtypes = [ctypes.c_uint64, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p]

    def lived(self, seed: int, first: int, past: int) -> tuple[Any, Any]:
        """Of these lives of a simulation, which ending each came to, counted from 0, and how many choices it took."""
        ends, choices = ((ctypes.c_int32 * (past - first))() for _ in range(2))
        self._run(seed, first, past, ends, choices)
        return ends, choices


def _c(made: Made) -> Iterator[str]:
    number = {name: n for n, name in enumerate((*made.places, *made.endings))}
    yield _HEAD
    for n, place in enumerate(made.places.values()):
        yield f"static int f{n}(Life *s, uint64_t luck) {{"
        opens = []
        for m, way in enumerate(place.ways):
            opens.append(f"a{m}" if way.when else "1")
            if way.when:
                yield f"  int a{m} = {_held(spelled(way.when, 'c'))};"
        yield f"  int k = (int)(luck * (uint64_t)({' + '.join(opens)}) >> 32);"
        for open_, way in zip(opens, place.ways, strict=True):
            yield from _taken(open_, way, made.most, number)
        yield "  return -1; }"
    names = ", ".join(f"f{n}" for n in range(len(made.places)))
    yield f"static int (*const scenes[])(Life *, uint64_t) = {{ {names} }};"
    start = ", ".join(str(made.most // 2) for _ in NUMBERS)
    yield _RUN % (start, len(made.places), len(made.places))


def _held(words: str) -> str:
    for name in NUMBERS:
        words = words.replace(name, f"s->{name}")
    return words


def _taken(open_: str, way: Way, most: int, number: dict[str, int]) -> Iterator[str]:
    yield f"  if ({open_} && k-- == 0) {{"
    for name, by in way.effects.items():
        yield f"    s->{name} = cut(s->{name} + {by}, 0, {most});"
    to = str(number[way.goto])
    if way.chance is not None:
        start, less = way.chance.odds
        odds = f"cut({start} - s->{less}, 5, 95)" if less else str(start)
        to = f"roll(s) < {odds} ? {number[way.chance.won]} : {number[way.chance.lost]}"
    yield f"    return {to}; }}"
