"""Balance: a film each week for eight weeks, by several plans, and what it has brought and cost by then."""

from __future__ import annotations

import pytest
from screening_nights import Plan, weeks

WHOLE = Plan("mother mina", "curtain low lookout")
TWO_PARTS = Plan("mother mina", "curtain low lookout", parts=2)
ONE_PART = Plan("mother mina cousin", "curtain low", parts=1)
STICK = Plan("mother mina", "curtain low decoy", "stick")
FULL_ROOM = Plan("mother mina cousin youngsu tailor neighbour")
BED = Plan(parts=0)
JULY, WINTER = 8, 45


def worth(plan: Plan, lives: int, cut: int = 20, squad: bool = False) -> tuple[float, float]:
    """What eight weeks are worth (trust won, less 1.5 for each life in a hundred that is caught), and caught %."""
    lived = [weeks(plan, seed, cut=cut, squad=squad) for seed in range(lives)]
    caught = 100 * sum(life[0] > 0 for life in lived) / lives
    return sum(life[1] for life in lived) / lives - 1.5 * caught, caught


def test_with_a_good_current_the_ending_is_worth_it() -> None:
    whole, early = worth(WHOLE, 160, JULY)[0], worth(TWO_PARTS, 160, JULY)[0]
    assert whole > early + 3
    assert whole > worth(ONE_PART, 160, JULY)[0] + 3


def test_in_a_bad_winter_one_stops_before_it_goes_dark() -> None:
    whole, early = worth(WHOLE, 160, WINTER), worth(TWO_PARTS, 160, WINTER)
    assert early[0] > whole[0] + 3
    assert early[1] < whole[1]


def test_with_a_squad_in_town_one_goes_to_bed() -> None:
    plans = [worth(plan, 120, squad=True)[0] for plan in (WHOLE, TWO_PARTS, ONE_PART, FULL_ROOM)]
    assert worth(BED, 5, squad=True) == (0, 0)
    assert max(plans) < 0


def test_two_friends_are_better_than_a_full_room() -> None:
    room = worth(FULL_ROOM, 60)
    assert room[1] > 75
    assert room[0] < worth(TWO_PARTS, 60)[0] - 40


def test_who_can_pay_for_a_stick_sleeps_best() -> None:
    stick = worth(STICK, 120)
    assert all(stick[0] > worth(plan, 120)[0] + 10 for plan in (WHOLE, TWO_PARTS, ONE_PART))
    assert stick[1] < 15


CAUGHT = [
    # plan, cut, squad, caught in a hundred as first reckoned
    (Plan("", "curtain low"), 20, False, 12),
    (WHOLE, 20, False, 17),
    (TWO_PARTS, 20, False, 10),
    (STICK, 20, False, 7),
    (ONE_PART, 20, False, 17),
    (FULL_ROOM, 20, False, 93),
    (WHOLE, WINTER, False, 23),
    (TWO_PARTS, WINTER, False, 14),
    (WHOLE, 20, True, 55),
    (TWO_PARTS, 20, True, 38),
    (STICK, 20, True, 26),
    (Plan("mother mina cousin youngsu tailor neighbour", "curtain low lookout decoy", "stick"), 20, False, 38),
]


@pytest.mark.long
@pytest.mark.parametrize(("plan", "cut", "squad", "expected"), CAUGHT)
def test_as_many_are_caught_as_the_rules_were_made_for(plan: Plan, cut: int, squad: bool, expected: int) -> None:
    assert worth(plan, 800, cut, squad)[1] == pytest.approx(expected, abs=7)
