"""The room's small parts, each by its law: counting, the plan's clock, time, codes, pairing, commands, beginnings."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.room import code, commands
from jangmadang.room.answers import Options
from jangmadang.room.clock import LONGEST_AWAY, MINUTE, Clock
from jangmadang.room.pacing import Schedule, plan_for
from jangmadang.room.pairing import LONGEST, MOST, TRIES, Pairing
from jangmadang.room.session import Session
from jangmadang.room.starting import CannotStart, prepared
from jangmadang.room.votes import Round, changed, shares, split

from .rooms import STORIES, shipped, small


# ---- votes ----
@given(st.lists(st.integers(0, 400), max_size=9))
def test_shares_are_a_hundred_together_and_in_the_order_of_the_votes(counts: list[int]) -> None:
    found = shares(counts)
    assert sum(found) == (100 if sum(counts) else 0)
    for one, share in zip(counts, found, strict=True):
        assert abs(share * sum(counts) - one * 100) < max(1, sum(counts))
        assert all(other >= share for many, other in zip(counts, found, strict=True) if many > one)


def test_how_a_vote_lies_in_numbers() -> None:
    round_ = Round(1, 1, "dawn", ("a", "b", "c"))
    numbers = {"a": 1, "b": 2, "c": 4}
    assert split(round_, numbers).voted == 0 and round_.leaders() == ()
    for ticket, choice in enumerate("ccb"):
        round_.take(ticket, choice, "r")
    lies = split(round_, numbers)
    assert (lies.first, lies.second, lies.apart, lies.tied) == (4, 2, 1, ())
    round_.hands = {"b": 1}
    assert split(round_, numbers).tied == (2, 4)
    later = Round(1, 2, "dawn", ("a", "b", "c"))
    later.take(0, "a", "r")
    later.take(9, "a", "r")
    assert changed(round_, later) == 1, "who did not vote before has not changed a mind"


# ---- the plan ----
@pytest.mark.parametrize(("minutes", "taken"), [(0, 45), (20, 20), (30, 20), (33, 45), (500, 90)])
def test_the_plan_nearest_to_the_minutes_is_taken(minutes: int, taken: int) -> None:
    plan = plan_for(shipped("hundred").story, minutes)
    assert plan is not None and plan.minutes == taken


def test_a_plan_s_parts_fill_the_time_before_the_debrief() -> None:
    for name in ("hundred", "three-days"):
        story = shipped(name).story
        for plan in story.plans.values():
            schedule = Schedule(story, plan)
            assert 0 <= schedule.debrief_at - schedule.ends[-1] < len(schedule.scenes), (name, plan.minutes)
            assert schedule.each > 0, (name, plan.minutes)


@given(st.lists(st.sampled_from(["dawn", "noon", "stove"]), max_size=4), st.integers(0, 40 * MINUTE))
def test_time_only_makes_a_room_later_and_decisions_only_earlier(decided: list[str], now: int) -> None:
    schedule = Schedule(small().story, plan_for(small().story))
    late = schedule.late(True, decided, now)
    assert schedule.late(True, decided, now + MINUTE) >= late
    assert schedule.late(True, [*decided, "noon"], now) <= late


# ---- time, codes, pairing ----
@given(st.lists(st.integers(-5_000, 5_000)), st.integers(0, 10**6), st.integers(-(10**8), 10**8))
def test_the_session_s_time_never_goes_back(moves: list[int], last: int, away: int) -> None:
    steady = 0
    clock = Clock(lambda: 10**12 + last + away, lambda: steady, 10**12, last)
    times = [clock.now()]
    for move in moves:
        steady = max(0, steady + move)
        times.append(clock.now())
    assert times[0] >= last and min(times) >= times[0]
    assert clock.gap == (away if 0 < away <= LONGEST_AWAY else 0) == times[0] - last


def test_codes_are_not_mistaken_and_secrets_are_kept_as_hashes() -> None:
    codes = {code.room_code() for _ in range(50)}
    assert len(codes) > 45 and all(len(one) == 6 and set(one) <= set(code.SIGNS) for one in codes)
    assert not set("01OIL") & set(code.SIGNS) and len(code.paper_codes(30)) == 30
    assert code.plain(" k4t2-m9 xy") == "K4T2M9XY"
    assert len(code.ticket_secret()) >= 22 and code.seal("a") != code.seal("b") and len(code.seal("\ud800")) == 16
    assert code.same("a", "a") and not code.same("a", "ä")


def test_pairing_lets_few_wait_not_for_long_and_few_guesses_be_made() -> None:
    pairing = Pairing()
    shown = [pairing.ask(0) for _ in range(MOST)]
    assert pairing.ask(0) is None and pairing.ask(LONGEST) is not None
    assert not pairing.typed(shown[0] or "", LONGEST), "too long ago"
    digits = pairing.ask(LONGEST)
    assert digits is not None
    for _ in range(TRIES):
        pairing.typed("no", LONGEST)
    assert not pairing.typed(digits, LONGEST), "after so many guesses all must ask anew"


def test_a_command_is_read_from_json_or_refused() -> None:
    assert commands.from_json('{"command": "decide", "choice": "sell"}') == commands.Decide("sell")
    assert commands.named("time", seconds=-30) == commands.Time(-30)
    for wrong in (
        "",
        "{}",
        '{"command": "nothing"}',
        '{"command": "next", "x": 1}',
        '{"command": "focus", "group": "a"}',
    ):
        with pytest.raises(ValueError):
            commands.from_json(wrong)
    names = {kind.__struct_config__.tag for kind in commands.AnyCommand.__args__}
    assert len(names) == len(commands.AnyCommand.__args__)


# ---- beginnings ----
def test_a_plan_may_begin_in_the_midst_of_the_story() -> None:
    rules = shipped("hundred")
    options = prepared(rules.story, STORIES / "hundred", Options(seed=99, minutes=20))
    session = Session(rules, options)
    assert options.seed == 5 and session.groups[1].scene.id == "word"
    assert msgspec.json.decode(msgspec.json.encode(options), type=Options) == options
    assert prepared(rules.story, STORIES / "hundred", Options(seed=99, minutes=45)).seed == 99


def test_a_beginning_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="at_word"):
        prepared(shipped("hundred").story, tmp_path, Options(minutes=20))
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "at_word.yaml").write_text("steps: [nowhere]")
    with pytest.raises(CannotStart, match="nowhere"):
        prepared(shipped("hundred").story, tmp_path, Options(minutes=20))
