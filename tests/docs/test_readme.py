"""The README and the other pages one comes to first: what they link to exists, and the stories they name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jangmadang.cli import COMMANDS
from jangmadang.story.loading import load
from jangmadang.story.shelf import shipped

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "architecture.md", ROOT / "docs" / "writing" / "README.md"]
README = PAGES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_the_readme_names_the_stories_that_are_there() -> None:
    told = dict(re.findall(r"^\| .*\(`([\w-]+)`\) .* (\d+) minutes \|$", README, re.M))
    assert told == {
        name: str(story.minutes) for name, path in shipped().items() if (story := load(path).story) is not None
    }


def test_the_readme_names_commands_that_exist() -> None:
    named = set(re.findall(r"(?<![\\/*])jangmadang ([a-z]+)", README.replace("\n", " ")))
    assert named - {"you"} <= set(COMMANDS)
    assert {"play", "stories", "check"} <= named
