"""Reporting: how play-tests went, in lines to read and as data for other programs.

Takes what `testing` and `coverage` gave; gives text and plain values. Nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..story.problems import visible
from .coverage import KINDS, Count, Coverage, Kind, Target
from .testing import Tested

HEADS = {"scene": "scenes", "choice": "choices", "outcome": "outcomes", "text": "texts", "epilogue": "epilogue"}
"""What the columns of a table of coverage are called."""


def lines(story: str, tests: Sequence[Tested], seconds: float, each: bool = False) -> list[str]:
    """What failed, with its places, and one line about all; with `each` a line for every play-test."""
    out: list[str] = []
    if each:
        width = max((len(test.name) for test in tests), default=0)
        out += [f"{_how(test)}  {visible(test.name):<{width}}  {test.seconds:.2f} s" for test in tests] + [""]
    for test in tests:
        out += [line for problem in test.problems for line in problem.text().split("\n")]
    failed = [test for test in tests if not test.passed]
    out += [""] if any(test.problems for test in tests) else []
    return [*out, _in_all(story, tests, failed, seconds)]


def _how(test: Tested) -> str:
    return "passed" if test.passed else "failed"


def _in_all(story: str, tests: Sequence[Tested], failed: Sequence[Tested], seconds: float) -> str:
    number = f"{len(tests)} play-test{'' if len(tests) == 1 else 's'}"
    slowest = max(tests, key=lambda test: test.seconds)
    how = f", {len(tests) - len(failed)} passed, {len(failed)} failed," if failed else " passed"
    said = f"{story}: {number}{how} in {seconds:.2f} s; the slowest, {visible(slowest.name)}, {slowest.seconds:.2f} s."
    names = ", ".join(visible(test.name) for test in failed[:9])
    more = f" and {len(failed) - 9} more" if len(failed) > 9 else ""
    return f"{said}\nFailed: {names}{more}." if failed else said


# ---- coverage --------------------------------------------------------------------------------------------------------
def coverage_lines(coverage: Coverage, folder: Path, scenes: bool = False) -> list[str]:
    """A table by file (with `scenes`, by scene too), then what no play-test reaches, each with its place."""
    rows: list[tuple[str, list[str]]] = []
    of_scenes = coverage.by(scenes=True) if scenes else {}
    for (file, _), counts in coverage.by().items():
        rows.append((visible(_short(file, folder)), _cells(counts)))
        for (in_file, name), of_scene in of_scenes.items():
            if in_file == file:
                rows.append((f"  {name or '(no scene)'}", _cells(of_scene)))
    rows.append(("all", _cells({kind: coverage.count(kind) for kind in KINDS})))
    width = max(len("reached by play-tests"), *(len(name) for name, _ in rows))
    table = [f"{'reached by play-tests':<{width}}" + "".join(f"{head:>10}" for head in HEADS.values())]
    table += [f"{name:<{width}}" + "".join(f"{cell:>10}" for cell in cells) for name, cells in rows]
    missed = coverage.missed
    if not missed:
        return [*table, "", "Everything is reached."]
    return [*table, "", f"No play-test reaches these {len(missed):,}:", *map(_missed, missed)]


def _short(file: str, folder: Path) -> str:
    try:
        return Path(file).relative_to(folder).as_posix()
    except ValueError:
        return file


def _cells(counts: Mapping[Kind, Count]) -> list[str]:
    found = (counts.get(kind, Count(0, 0)) for kind in KINDS)
    return [f"{count.reached}/{count.of}" if count.of else "·" for count in found]


def _missed(target: Target) -> str:
    of = f"{target.scene}: " if target.scene and target.what != target.scene else ""
    return visible(f"{target.file}:{target.line}:{target.column}: {target.kind}: {of}{target.what}")


# ---- data ------------------------------------------------------------------------------------------------------------
def data(story: str, tests: Sequence[Tested], seconds: float, coverage: Coverage | None = None) -> dict[str, Any]:
    """The same as JSON takes it; times in seconds. Its keys are documented in docs/writing/testing.md."""
    failed = sum(not test.passed for test in tests)
    out: dict[str, Any] = {
        "story": story,
        "passed": len(tests) - failed,
        "failed": failed,
        "seconds": round(seconds, 3),
        "tests": [_test(test) for test in tests],
    }
    if coverage is not None:
        out["coverage"] = {
            HEADS[kind]: {"reached": count.reached, "of": count.of}
            for kind, count in ((kind, coverage.count(kind)) for kind in KINDS)
        }
        out["missed"] = [_target(target) for target in coverage.missed]
    return out


def problems_data(problems: Iterable[Any]) -> list[dict[str, Any]]:
    """Problems as data, a file's name made readable."""
    return [problem.as_dict() | {"file": visible(problem.file)} for problem in problems]


def _test(test: Tested) -> dict[str, Any]:
    result = test.result
    return {
        "name": visible(test.name),
        "file": visible(str(test.path)),
        "passed": test.passed,
        "seconds": round(test.seconds, 4),
        "seed": result.run.seed if result else None,
        "steps": [step.text() for step in result.steps] if result else [],
        "scene": result.page.scene if result else "",
        "ending": result.page.ending.id if result and result.page.ending else "",
        "problems": problems_data(test.problems),
    }


def _target(target: Target) -> dict[str, Any]:
    names = ("file", "line", "column", "kind", "scene", "what")
    return {name: getattr(target, name) for name in names} | {"file": visible(target.file)}
