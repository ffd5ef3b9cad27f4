"""Stats in words: a story's numbers as aligned lines to read, and as data for other programs.

Takes Stats; gives text and plain values. Nothing is counted or printed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import Any

import msgspec

from ..story.problems import visible
from .lives import SEED, Spread
from .readability import FORMULA
from .stats import WORDS_A_MINUTE, SceneWords, Stats

WIDTH = 80
FILES, VOICES, LOOPS = 12, 6, 5
"""So many files, speakers and loops are named; the rest is summed up."""
MANY = 5
"""Scenes with so many choices or more are counted together."""


def lines(stats: Stats, folder: Path, scenes: bool = False) -> list[str]:
    """Some forty lines; with `scenes`, a line for every scene after them."""
    parts = [_head(stats), _words(stats, folder), _life(stats), _ways(stats), _endings(stats), _speech(stats)]
    parts += [_ease(stats)]
    parts += [_scenes(stats, folder)] if scenes else []
    out: list[str] = []
    for part in parts:
        out += ["", *part] if out and part else part
    return [visible(line) for line in out]


def _head(stats: Stats) -> list[str]:
    counts = (_counted(len(stats.scenes), "scene"), _counted(len(stats.endings), "ending"))
    return [f"{stats.title} ({stats.story}): {', '.join(counts)}, {sum(stats.words.values()):,} words."]


def _words(stats: Stats, folder: Path) -> list[str]:
    kinds = [f"{name} {size:,}" for name, size in stats.words.items() if size]
    head = ["Words that a player may read, every variant:", *_wrapped(" · ".join(kinds))]
    named = stats.files[:FILES] if len(stats.files) > FILES + 1 else stats.files
    rows = [(_short(file.file, folder), file.scenes, file.words) for file in named]
    if rest := stats.files[len(named) :]:
        rows.append((f"{len(rest)} more files", sum(f.scenes for f in rest), sum(f.words for f in rest)))
    width = max((len(name) for name, _, _ in rows), default=0)
    table = [f"  {name:<{width}}  {_counted(held, 'scene'):>11}  {size:>7,} words" for name, held, size in rows]
    read = [scene for scene in stats.scenes if scene.most]
    if not read:
        return [*head, *table]
    low, high = (round(median(sizes)) for sizes in ([s.least for s in read], [s.most for s in read]))
    shown = f"{low}–{high}" if low != high else f"{low}"
    longest = max(read, key=lambda scene: scene.most)
    said = f"One visit shows {shown} words of a scene's text (medians); {longest.scene} up to {longest.most}."
    return [*head, *table, *_wrapped(said)]


def _life(stats: Stats) -> list[str]:
    lives = stats.lives
    if lives is None:
        return []
    rows: list[tuple[str, Spread]] = [("words read", lives.words)]
    if stats.english:
        spread = msgspec.structs.astuple(lives.words)
        rows.append((f"minutes, at {WORDS_A_MINUTE} words each*", Spread(*(_minutes(n) for n in spread))))
    rows += [("choices made", lives.choices), ("different scenes", lives.scenes)]
    head = f"One life ({lives.lives:,} lived at random, seed {SEED})"
    width = max(len(head), *(len(name) + 2 for name, _ in rows))
    out = [f"{head:<{width}}{'least':>8}{'a tenth':>9}{'middle':>8}{'9 tenths':>10}{'most':>8}"]
    for name, of in rows:
        cells = f"{of.least:>8,}{of.tenth:>9,}{of.middle:>8,}{of.nine_tenths:>10,}{of.most:>8,}"
        out.append(f"  {name:<{width - 2}}{cells}")
    share = round(100 * lives.words.middle / max(1, sum(stats.words.values())))
    out.append(f"  The middle life reads {share} in 100 of all words. Lines read again are not counted.")
    if stats.english:
        out.append("  * how fast adults read English fiction: the mean of 190 studies (Brysbaert 2019)")
    if lives.unended:
        out.append(f"  {_counted(lives.unended, 'life', 'lives')} came to no ending.")
    return out


def _minutes(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))


def _ways(stats: Stats) -> list[str]:
    graph = stats.branching
    offered = sorted(Counter(min(MANY, number) for number in graph.choices.values()).items())
    by_number = " · ".join(f"{n}{'+' if n == MANY else ''}: {scenes:,}" for n, scenes in offered)
    out = ["Ways, conditions not asked; an encounter is one scene, its own choices uncounted"]
    out += _wrapped(f"scenes by choices offered: {by_number}") if offered else []
    leads = _counted(len(graph.branches), "scene leads", "scenes lead")
    out += _wrapped(f"{leads} to several others, {len(graph.joins):,} are come to from several")
    out += _wrapped(f"in {_counted(len(graph.alike), 'scene')} all choices lead to one scene")
    if graph.shortest:
        out += _wrapped(f"shortest: {_counted(len(graph.shortest), 'scene')}: {_way(graph.shortest)}")
    else:
        out += _wrapped("shortest: no road leads to an ending")
    loops = " and ".join(str(len(loop.scenes)) for loop in graph.loops[:LOOPS])
    more = f" and {len(graph.loops) - LOOPS} smaller ones" if len(graph.loops) > LOOPS else ""
    which = "its loop" if len(graph.loops) == 1 else "the loops"
    looped = f"each scene of {which} of {loops}{more} counted once" if loops else "there is no loop"
    out += _wrapped(f"longest: {_counted(graph.longest, 'scene')} at most; {looped}")
    return out


def _way(names: Sequence[str]) -> str:
    shown = names if len(names) <= 6 else (*names[:3], "…", *names[-2:])
    return " → ".join(shown)


def _endings(stats: Stats) -> list[str]:
    if not stats.endings:
        return []
    lives = stats.lives
    if lives is None:
        return ["Endings, with their words", *_wrapped(" · ".join(f"{name} {n}" for name, n in stats.endings.items()))]
    shares = ((name, 100 * lives.endings.get(name, 0) / lives.lives) for name in stats.endings)
    said = " · ".join(f"{name} {share:.0f}" if share >= 1 or not share else f"{name} <1" for name, share in shares)
    return ["Endings, with how many in 100 of the lives come to each", *_wrapped(said)]


def _speech(stats: Stats) -> list[str]:
    spoken = stats.spoken
    if spoken is None:
        return []
    if not spoken.words:
        return ["Speech: none stands in double quotes."]
    named = round(100 * (spoken.words - spoken.nobodys) / spoken.words)
    out = [f"Speech: {spoken.words:,} words in quotes; of {named} in 100 the prose names the speaker"]
    said = [f"{voice.name} {voice.words:,} ({voice.different} different)" for voice in spoken.voices[:VOICES]]
    if rest := spoken.voices[VOICES:]:
        said.append(f"{len(rest)} more {sum(voice.words for voice in rest):,}")
    return [*out, *_wrapped(" · ".join(said))]


def _ease(stats: Stats) -> list[str]:
    if stats.ease is None:
        return []
    of = stats.ease
    lengths = f"{of.words_a_sentence:.1f} words a sentence, {of.syllables_a_word:.2f} syllables a word"
    return [
        f"Readability: {of.score:.0f}, {of.band} ({lengths}).",
        *_wrapped(FORMULA),
    ]


def _scenes(stats: Stats, folder: Path) -> list[str]:
    rows = [_row(scene, folder) for scene in stats.scenes]
    heads = ("scene", "words", "a visit", "choices", "leads to", "come from", "place")
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    out = []
    for row in (heads, *rows):
        cells = [f"{cell:>{width}}" for cell, width in zip(row[1:-1], widths[1:-1], strict=True)]
        out.append("  ".join([f"{row[0]:<{widths[0]}}", *cells, row[-1]]))
    return out


def _row(scene: SceneWords, folder: Path) -> tuple[str, ...]:
    visit = f"{scene.least}–{scene.most}" if scene.least != scene.most else f"{scene.most}"
    numbers = (f"{scene.words:,}", visit, str(scene.choices), str(scene.onward), str(scene.inward))
    return (scene.scene, *numbers, f"{_short(scene.file, folder)}:{scene.line}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _short(file: str, folder: Path) -> str:
    try:
        return Path(file).relative_to(folder).as_posix()
    except ValueError:
        return file


# ---- data ------------------------------------------------------------------------------------------------------------
def data(stats: Stats) -> dict[str, Any]:
    """The same as JSON takes it. Its keys are documented in docs/writing/stats.md."""
    graph = stats.branching
    out: dict[str, Any] = msgspec.to_builtins(stats)
    out["branching"] |= {"branches": list(graph.branches), "joins": list(graph.joins)}
    out["branching"]["loops"] = [list(loop.scenes) for loop in graph.loops]
    out["files"] = _readable(out["files"])
    out["scenes"] = _readable(out["scenes"])
    if stats.lives is not None and stats.english:
        out["lives"]["words_a_minute"] = WORDS_A_MINUTE
    if stats.ease is not None:
        out["ease"] |= {"band": stats.ease.band, "formula": FORMULA}
    return out


def _readable(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A file's name may be no text at all."""
    return [row | {"file": visible(row["file"])} for row in rows]
