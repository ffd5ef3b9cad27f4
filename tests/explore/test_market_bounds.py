"""Whatever a world answers, for any seed, on any of some days, lies within the bounds that are given for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.explore.market_bounds import Market
from jangmadang.play.world import World
from jangmadang.story.chance import M64
from jangmadang.story.loading import load
from jangmadang.story.model import Story


@pytest.fixture(scope="module")
def story() -> Story:
    found = load(Path(__file__).parents[2] / "stories" / "three-days").story
    assert found is not None
    return found


class Between(tuple[int, int]):
    """Bounds, where a tree would stand."""


def _span(node: Any) -> tuple[int, int]:
    low, high = node
    return low, high


UP_TO = Between((0, 9)), Between((0, 20)), Between((-2, 3)), Between((0, 4_000))
Asked = Callable[[int, int, int], tuple[tuple[Any, ...], tuple[Any, ...]]]
"""From a good, an amount of 0 to 9 and one of 0 to 20: what is asked with bounds, and one of the things within them."""
ASKED: dict[str, Asked] = {
    "price": lambda good, a, b: ((good, None, None), (good, None, None)),
    "price_on": lambda good, a, b: ((good, UP_TO[2], None, "yuan"), (good, min(3, a - 2), None, "yuan")),
    "buy": lambda good, a, b: ((good, UP_TO[0], UP_TO[1], None, "money"), (good, a, b, None, "money")),
    "sell": lambda good, a, b: ((good, UP_TO[0], UP_TO[1], None, "yuan"), (good, a, b, None, "yuan")),
    "want": lambda good, a, b: ((good, UP_TO[0]), (good, a)),
    "fixed": lambda good, a, b: ((UP_TO[0], "dusk"), (max(1, a), "dusk")),
    "season": lambda good, a, b: ((), ()),
    "weekday": lambda good, a, b: ((), ()),
    "round_up": lambda good, a, b: ((UP_TO[3], "old_won"), (a * b * 22, "old_won")),
    "round_down": lambda good, a, b: ((UP_TO[3], "old_won"), (a * b * 22, "old_won")),
}


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_lies_within_its_bounds(story: Story, name: str) -> None:
    world, market = World(story), Market(story)
    goods, amounts, percents = st.integers(0, len(story.goods) - 1), st.integers(0, 9), st.integers(0, 20)

    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, M64), st.integers(1, 120), st.integers(0, 90), st.integers(0, 90), goods, amounts, percents)
    def holds(seed: int, first: int, more: int, on: int, good: int, a: int, b: int) -> None:
        bounds, one = ASKED[name](good, a, b)
        low, high = market.span(name, bounds, _span, (first, first + more))
        answer = getattr(world, name)([seed, 0, first + min(more, on)], *one)
        assert low <= answer <= high

    holds()
