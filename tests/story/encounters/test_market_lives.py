"""Which way of selling wins depends on the times: months lived through the rules, and what they came to."""

from __future__ import annotations

from functools import cache

import pytest
from market_lives import month, months

from jangmadang.play.turn import Rules
from jangmadang.story.days import day_of
from jangmadang.story.prices import Prices

TIMES = {
    "poor": ("2013-05-01", 5, False),
    "calm": ("2013-05-01", 60, False),
    "crackdown": ("2013-05-01", 60, True),
    "won falling": ("2012-08-01", 60, False),
}


LIVES = 24
"""Of so many lives the medians are compared."""


@cache
def rules(times: str, seat: str = "stall") -> Rules:
    start, kilos, crackdown = TIMES[times]
    return month(start, Prices().usual("rice", day_of(start))[1] * kilos, crackdown, seat, 8, False)


@cache
def half(play: str, times: str, lives: int, seat: str = "stall") -> float:
    """The median month, in kilos of rice."""
    return months(play, rules(times, seat), lives)[1]


@pytest.mark.parametrize(
    ("times", "best", "others"),
    [
        ("poor", "mixed shelf", ("grain mat", "storeroom")),
        ("calm", "hidden, careful", ("grain mat", "mixed shelf", "storeroom", "at random")),
        ("crackdown", "grain mat", ("hidden, careful", "mixed shelf", "at random")),
        ("won falling", "storeroom", ("grain mat", "mixed shelf", "hidden, careful")),
    ],
)
def test_no_way_of_selling_wins_at_all_times(times: str, best: str, others: tuple[str, ...]) -> None:
    ahead = half(best, times, LIVES)
    for other in others:
        assert ahead > half(other, times, LIVES) + 2, other


def test_staying_at_the_whistle_is_for_calm_days() -> None:
    left, stayed = half("mixed shelf", "crackdown", LIVES, "alley"), half("stays", "crackdown", LIVES, "alley")
    assert left > stayed + 4
    calm = half("mixed shelf", "calm", LIVES, "alley") - half("stays", "calm", LIVES, "alley")
    assert abs(calm) < 3


@pytest.mark.long
def test_the_table_of_months() -> None:
    """Medians of 200 months beside those the market was balanced with, a tenth apart at most or four kilos."""
    expected = {
        ("mixed shelf", "poor"): 10,
        ("mixed shelf", "calm"): 57,
        ("mixed shelf", "crackdown"): 56,
        ("mixed shelf", "won falling"): 36,
        ("grain mat", "calm"): 62,
        ("grain mat", "crackdown"): 61,
        ("grain mat", "won falling"): 39,
        ("storeroom", "calm"): 60,
        ("storeroom", "won falling"): 52,
        ("price book", "calm"): 64,
    }
    found = {key: half(*key, 200) for key in expected}
    apart = {
        key: (found[key], kilos) for key, kilos in expected.items() if abs(found[key] - kilos) > max(4, kilos / 10)
    }
    assert not apart
