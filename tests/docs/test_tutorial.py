"""An hour at the desk, followed to the letter in an empty folder: everything that it says happens."""

from pathlib import Path

import pytest
from tutorial import follow, steps

PAGE = Path(__file__).parents[2] / "docs" / "writing" / "tutorial.md"


def test_everything_it_says_happens(tmp_path: Path) -> None:
    folder = tmp_path / "hour"
    folder.mkdir()
    asked = list(steps(PAGE.read_text(encoding="utf-8")))
    assert {step.kind for step in asked} == {"file", "change", "console", "screen"} and len(asked) > 20
    for step in asked:
        try:
            follow(step, folder, tmp_path / "home")
        except AssertionError as fault:
            pytest.fail(f"{PAGE.name}:{step.line}: {fault}")
