"""Graphs and scripts for tests of drawing, each read once."""

from __future__ import annotations

import pytest
from drawn_stories import EVERY, graph_of

from jangmadang.desk.graph import StoryGraph
from jangmadang.story import shelf
from jangmadang.story.loading import Script, load_script


@pytest.fixture(scope="session")
def every() -> StoryGraph:
    """The graph of the story above."""
    return graph_of(EVERY)


@pytest.fixture(scope="session")
def three_days() -> Script:
    return load_script(shelf.shipped()["three-days"])


@pytest.fixture(scope="session")
def hundred() -> Script:
    return load_script(shelf.shipped()["hundred"])
