"""How much one may ask: never more than so many at once, and again so many after a while."""

from hypothesis import given
from hypothesis import strategies as st

from jangmadang.room.limits import Rate


@given(st.lists(st.floats(0, 2), max_size=60))
def test_in_no_stretch_of_time_is_more_taken_than_its_share(waits: list[float]) -> None:
    rate, now, taken = Rate(2.0, 5), 0.0, []
    for wait in waits:
        now += wait
        if rate.take("phone", now):
            taken.append(now)
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            assert last - first + 1 <= 5 + 2 * (taken[last] - taken[first]) + 1e-6


def test_who_waits_may_ask_again_and_others_never_wait() -> None:
    rate = Rate(1.0, 3)
    assert [rate.take("a", 0) for _ in range(5)] == [True] * 3 + [False] * 2
    assert rate.take("b", 0)
    assert rate.spent("a", 0.5) and not rate.take("a", 0.5)
    assert not rate.spent("a", 1) and rate.take("a", 1) and not rate.take("a", 1)


def test_however_many_ask_only_so_many_are_remembered() -> None:
    rate = Rate(0.001, 2)
    for number in range(30_000):
        rate.take(number, 0)
    assert len(rate._full_at) <= 10_000
