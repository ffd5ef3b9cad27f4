"""The shipped stories, loaded once for all tests of this room."""

from __future__ import annotations

import pytest
from played import Tale

TALES: dict[str, Tale] = {}


def tale_of(name: str) -> Tale:
    """A shipped story; the same one every time."""
    if name not in TALES:
        TALES[name] = Tale(name)
    return TALES[name]


@pytest.fixture(params=["three-days", "hundred"])
def tale(request: pytest.FixtureRequest) -> Tale:
    """Each shipped story in turn."""
    return tale_of(request.param)


@pytest.fixture
def three_days() -> Tale:
    return tale_of("three-days")


@pytest.fixture
def hundred() -> Tale:
    return tale_of("hundred")
