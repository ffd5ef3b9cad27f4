"""A Hundred to One as four people live it: no ending is the usual one, none is out of reach, and who one is shows.

The bounds are the true ones, of docs/story/hundred.walkers.yaml, wider only by what so few lives may stray by chance.
The figures from many more stand in docs/story/hundred.md (`make docs-lives`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "docs"))

from walks.counting import Tally, walk
from walks.people import read_walkers, rules_of, walkers_file, wishers
from walks.verdict import Finding, verdict

from jangmadang.play.walking import Walker
from jangmadang.story.shelf import shipped

LIVES = 500
ERRORS = 3
"""Standard errors that a share may stray by: chance alone takes it so far about once in a thousand times."""
BOUNDS = ("every life ends", "no ending over", "every ending in", "any two walkers")


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    walkers, walker = read_walkers(walkers_file("hundred")), Walker(rules_of(shipped()["hundred"]))
    tallies: dict[str, Tally] = {
        name: walk(walker, name, wisher, 0, LIVES) for name, wisher in wishers(walker.rules, walkers).items()
    }
    return verdict(walker.story, tallies, walkers.bounds, ERRORS)


@pytest.mark.parametrize("bound", BOUNDS)
def test_the_bound_is_kept(findings: list[Finding], bound: str) -> None:
    found = next(finding for finding in findings if finding.said.startswith(bound))
    assert found.kept, found.said
