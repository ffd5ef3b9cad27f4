"""Telling: what was found of a story, as lines for a terminal, as Markdown for a reviewer, as JSON.

Takes what `exploring` gives; gives text. Reachable things are counted, the others listed with their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Struct

from ..story.problems import visible
from .verdicts import Explored, Kind, Proof, Range, Verdict, Witness

_MANY: dict[str, str] = {
    "scene": "scenes",
    "choice": "choices",
    "outcome": "outcomes",
    "text": "conditional texts",
    "epilogue": "epilogue lines",
    "ending": "endings",
    "lock": "locks to read",
}
SAID = ("reachable", "impossible", "undecided")
MOST_LISTED = 200


# ---- lines ----------------------------------------------------------------------------------------------------------
def lines(found: Explored, folder: Path) -> Iterator[str]:
    """For a terminal."""
    yield f"{found.title}: what can be in it"
    yield ""
    yield from _table(found)
    yield ""
    yield from _proofs(found)
    yield from _ranges(found.ranges)
    yield from _odds(found)
    for said, above in (("impossible", "Impossible, proved"), ("undecided", "Undecided")):
        listed = [one for one in found.verdicts if one.said == said]
        if listed:
            yield ""
            yield f"{above}:"
            yield from (f"  {line}" for line in _listed(listed, folder))
    yield ""
    yield _searched(found)


def _table(found: Explored) -> Iterator[str]:
    yield f"{'':<18}{'reachable':>10}{'impossible':>12}{'undecided':>11}"
    for kind in get_args(Kind):
        counts = [found.count(kind, said) for said in ("reachable", "impossible", "undecided")]
        if any(counts):
            yield f"{_MANY[kind]:<18}{counts[0]:>10}{counts[1] or '-':>12}{counts[2] or '-':>11}"


def _proofs(found: Explored) -> Iterator[str]:
    for above, proof in (("Stuck", found.stuck), ("An ending from everywhere", found.ending)):
        yield f"{above}: {proof.said}. {_sentence(proof.words)}"
        if proof.scenes:
            yield f"  {_named(proof.scenes)}"
        if proof.witness is not None:
            yield f"  seed {proof.witness.seed}: {', '.join(proof.witness.steps) or 'at the beginning'}"


def _ranges(ranges: Iterable[Range]) -> Iterator[str]:
    told = list(ranges)
    if told:
        yield ""
        yield "Meters, proved and (met):"
        for one in told:
            yield f"  {one.name:<18}{one.low:>14,} … {one.high:<14,} ({one.least:,} … {one.most:,})"


def _odds(found: Explored) -> Iterator[str]:
    if found.odds:
        yield ""
        yield "How lives end, exactly, where every open choice is as likely as the others:"
        for ending, odds in sorted(found.odds.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {ending:<24}{100 * odds:>9.4f} %"


def _listed(verdicts: list[Verdict], folder: Path) -> Iterator[str]:
    """By what is said of them: much has the same reason."""
    by_why: dict[str, list[Verdict]] = {}
    for one in verdicts[:MOST_LISTED]:
        by_why.setdefault(one.why, []).append(one)
    for why, alike in by_why.items():
        yield _sentence(why)
        yield from (f"  {_place(one, folder)}: {one.kind} {_called(one)}" for one in alike)
    if len(verdicts) > MOST_LISTED:
        yield f"and {len(verdicts) - MOST_LISTED:,} more: --json lists them all"


def _called(one: Verdict) -> str:
    return f"{one.scene}.{one.what}" if one.scene and one.kind in ("choice", "outcome", "lock") else visible(one.what)


def _place(one: Verdict, folder: Path) -> str:
    file = Path(one.file)
    shown = file.relative_to(folder) if file.is_relative_to(folder) else file
    return f"{visible(str(shown))}:{one.line}:{one.column}"


def _searched(found: Explored) -> str:
    searched, parts = found.searched, []
    if searched.states:
        how = "all there are" if searched.complete else f"not all: {searched.largest} makes them many"
        world = "" if searched.seeds == "all" or not searched.complete else ", in the world of one seed"
        parts.append(f"{searched.states:,} states gone through ({how}{world})")
    if found.lives:
        parts.append(f"{found.lives:,} lives lived")
    return f"Tried: {'; '.join(parts) or 'nothing'}."


def _named(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:12])
    return shown if len(names) <= 12 else f"{shown} and {len(names) - 12} more"


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


# ---- a play-test ----------------------------------------------------------------------------------------------------
def play_test(witness: Witness, scene: str) -> str:
    """A witness as a play-test that comes to a scene."""
    steps = ", ".join(witness.steps)
    gentler = "gentler: true\n" if witness.gentler else ""
    return f"seed: {witness.seed}\n{gentler}steps: [{steps}]\nexpect: {{scene: {scene}}}\n"


def way_to(found: Explored, scene: str) -> Witness | None:
    """The shortest life known that comes to a scene or an ending."""
    ways = (one.witness for one in found.verdicts if one.kind in ("scene", "ending") and one.what == scene)
    known = [way for way in ways if way is not None]
    return min(known, key=lambda way: len(way.steps)) if known else None


# ---- data -----------------------------------------------------------------------------------------------------------
def data(found: Explored) -> dict[str, Any]:
    """For JSON."""
    made: dict[str, Any] = msgspec.to_builtins(found)
    return {"jangmadang_explore": 1, **made}


def read_data(text: bytes) -> Explored:
    """What `data` was written from. Raises ValueError, in words, for anything else."""
    try:
        return msgspec.json.decode(text, type=_File).found
    except msgspec.MsgspecError as error:
        raise ValueError(f"this is no result of exploring: {error}") from None


class _File(Explored, frozen=True, kw_only=True):
    jangmadang_explore: int

    @property
    def found(self) -> Explored:
        return Explored(*(getattr(self, name) for name in Explored.__struct_fields__))


# ---- two versions ---------------------------------------------------------------------------------------------------
class Changed(Struct, frozen=True):
    """What a change of a story did."""

    lost: tuple[Verdict, ...]
    """Was reachable and is not, or is proved impossible now."""
    won: tuple[Verdict, ...]
    """Is reachable and was not, or was not there."""
    gone: tuple[Verdict, ...]
    """Was reachable and is no longer in the story."""
    proofs: tuple[tuple[str, Proof, Proof], ...]
    """What is said of the whole story and was said, where that differs."""
    odds: tuple[tuple[str, float, float], ...]
    """Endings whose odds moved by a thousandth or more: before, and now."""


def changed(before: Explored, now: Explored) -> Changed:
    """What became of the things in a story. A thing is the same while its kind, its scene and its id or words are."""
    was, are = _by_name(before), _by_name(now)
    lost = [one for key, one in are.items() if key in was and _reached(was[key]) and not _reached(one)]
    won = [one for key, one in are.items() if _reached(one) and not (key in was and _reached(was[key]))]
    gone = [one for key, one in was.items() if _reached(one) and key not in are]
    both = (("stuck", before.stuck, now.stuck), ("an ending from everywhere", before.ending, now.ending))
    proofs = [(name, old, new) for name, old, new in both if old.said != new.said]
    names = {**before.odds, **now.odds} if before.odds and now.odds else {}
    odds = [(name, before.odds.get(name, 0.0), now.odds.get(name, 0.0)) for name in names]
    moved = tuple(one for one in odds if abs(one[1] - one[2]) >= 0.001)
    return Changed(tuple(lost), tuple(won), tuple(gone), tuple(proofs), moved)


def _reached(one: Verdict) -> bool:
    return one.said == "reachable"


def _by_name(found: Explored) -> dict[tuple[str, ...], Verdict]:
    return {(one.kind, one.scene, one.what): one for one in found.verdicts}


def changed_lines(what: Changed, folder: Path) -> Iterator[str]:
    """For a terminal, and as Markdown."""
    for verdicts, above in (
        (what.lost, "No longer reachable"),
        (what.won, "Newly reachable"),
        (what.gone, "No longer in the story"),
    ):
        if verdicts:
            yield f"{above}:"
            yield from (f"- {_place(one, folder)}: {one.kind} {_called(one)}{_because(one)}" for one in verdicts)
            yield ""
    for name, old, new in what.proofs:
        yield f"{name.capitalize()}: was {old.said}, is {new.said}. {_sentence(new.words)}"
    for name, was, now in what.odds:
        yield f"Ending {name}: {100 * was:.2f} % before, {100 * now:.2f} % now"
    if not (what.lost or what.won or what.gone or what.proofs or what.odds):
        yield "Nothing became reachable or unreachable."


def _because(one: Verdict) -> str:
    return f" ({one.said}: {one.why})" if one.why else ""


# ---- Markdown -------------------------------------------------------------------------------------------------------
def markdown(found: Explored, folder: Path) -> Iterator[str]:
    """For a pull request."""
    yield f"## {found.title}: what can be in it"
    yield ""
    yield "| | reachable | impossible | undecided |"
    yield "|-|-:|-:|-:|"
    for kind in get_args(Kind):
        counts = [found.count(kind, said) for said in ("reachable", "impossible", "undecided")]
        if any(counts):
            yield f"| {_MANY[kind]} | {counts[0]} | {counts[1] or ''} | {counts[2] or ''} |"
    yield ""
    for above, proof in (("Stuck", found.stuck), ("An ending from everywhere", found.ending)):
        where = f" ({_named(proof.scenes)})" if proof.scenes else ""
        yield f"- **{above}**: {proof.said}. {_sentence(proof.words)}{where}"
    if found.odds:
        yield ""
        yield "| ending | exact odds |"
        yield "|-|-:|"
        yield from (f"| {name} | {100 * odds:.2f} % |" for name, odds in sorted(found.odds.items()))
    listed = [one for one in found.verdicts if one.said != "reachable"]
    if listed:
        yield ""
        yield "<details><summary>Impossible and undecided</summary>"
        yield ""
        for one in listed[:MOST_LISTED]:
            yield f"- `{_place(one, folder)}` {one.kind} {_called(one)}: {one.said}. {_sentence(one.why)}"
        yield ""
        yield "</details>"
    yield ""
    yield _searched(found)
