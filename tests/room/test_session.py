"""A session step by step: what `space` does, votes and rounds, ties, undo, stops, ends, groups."""

import pytest

from jangmadang.play.moment import CannotChoose
from jangmadang.play.run import Run
from jangmadang.room import commands as c
from jangmadang.room.answers import Accepted, Applied, Joined, Options, Refused
from jangmadang.room.session import Session

from .rooms import MINUTE, Led, small


def refused(answer: object, kind: str) -> None:
    assert isinstance(answer, Refused) and answer.kind == kind and answer.words, answer


def test_next_alone_leads_a_room_from_the_lobby_to_the_end() -> None:
    room = Led(phones=3)
    seen = [room.phase]
    while not room.session.over:
        if room.phase == "vote_open":
            room.votes("run", "run", "stay") if room.group.scene.id == "noon" else room.votes("sell", "sell", "keep")
        seen.append(room.next())
    voted = ("vote_open", "vote_closed", "reveal")
    assert (
        seen
        == [
            *("lobby", "scene", *voted, "stop", "reveal", "outcome"),
            "outcome",  # the drain is always left out, and says so
            *("scene", "decide", *seen[11:-10]),  # a lot leads past the stove, perhaps by the coat
            *("scene", *voted, "outcome", "stop", "outcome", "ending", "debrief", "closed"),
        ]
    )
    assert [answer.choice for answer in room.group.answers][:2] == ["sell", "skip"]
    assert room.group.answers[-1].choice == "run"


def test_a_session_is_an_ordinary_life_and_its_save_is_lived_again_in_the_game() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.votes("dare", "dare")
    room.until("ending")
    life = room.group.run.life()
    again = Run.resume(small(), life)
    assert again.stopped is None and again.run.life() == life and life.ended
    alone = Run.start(small(), 0)
    alone.choose("dare")
    assert life.steps[0] == alone.steps[0], "what a vote decides draws as what a player chooses"


def test_lots_use_none_of_the_story_s_chance() -> None:
    room, other = Led(phones=2), Led(phones=2)
    for one in (room, other):
        one.until("vote_open")
        one.votes("sell", "dare")
        one.do(c.Close(), c.Reveal())
    room.do(c.Tie("lots"))
    drawn = room.group.answers[-1].choice
    other.do(c.Decide(drawn))
    assert (room.group.answers[-1].by, other.group.answers[-1].by) == ("lot", "facilitator")
    assert room.group.run.life() == other.group.run.life()


def test_a_command_that_saw_less_than_the_last_is_stale() -> None:
    room = Led(phones=1)
    room.until("vote_open")
    seen = room.session.version
    room.votes("sell")
    assert isinstance(room.try_(c.Close(), seen), Applied), "votes since make no command stale"
    refused(room.try_(c.Next(), seen), "stale")
    assert room.phase == "vote_closed"


def test_two_who_pause_at_once_pause_once() -> None:
    room = Led()
    seen = room.session.version
    room.do(c.Pause())
    refused(room.try_(c.Pause(), seen), "stale")
    assert isinstance(room.try_(c.Note("said"), seen), Applied), "a note lies beside the course"


def test_the_last_vote_of_a_ticket_counts_and_a_repeat_is_the_same_vote() -> None:
    room = Led(phones=1)
    room.until("vote_open")
    first = room.vote(1, "sell", "a")
    room.vote(1, "keep", "b")
    again = room.vote(1, "sell", "a")
    assert isinstance(first, Accepted) and isinstance(again, Accepted)
    assert again.entries == () and again.choice == "sell"
    round_ = room.group.round
    assert round_ is not None and round_.votes == {1: "keep"} and round_.voted() == 1
    room.do(c.Close())
    assert isinstance(room.vote(1, "sell", "a"), Accepted), "what was acknowledged stays so after the close"
    refused(room.vote(1, "sell", "c"), "closed")


@pytest.mark.parametrize(
    ("choice", "kind"), [("dear", "unknown"), ("nothing", "unknown"), ("skip", "unknown"), ("", "unknown")]
)
def test_what_is_locked_or_not_there_takes_no_votes(choice: str, kind: str) -> None:
    room = Led(phones=1)
    room.until("vote_open")
    refused(room.vote(1, choice), kind)


def test_a_late_vote_for_what_the_room_has_left_does_not_count() -> None:
    room = Led(phones=1)
    room.until("vote_open")
    room.vote(1, "sell")
    room.until("outcome")
    refused(room.vote(1, "keep", question=1, round_=1), "moved")
    refused(room.session.vote(99, 1, 1, "sell", "x", 0), "unknown")
    refused(room.session.vote(1, 1, 1, "sell", "x" * 65, 0), "unknown")


def test_both_rounds_are_kept_and_only_the_second_decides() -> None:
    room = Led(phones=3)
    room.until("vote_open")
    room.votes("sell", "sell", "keep")
    room.do(c.Close(), c.Reveal(), c.Revote())
    room.votes("keep", "keep")
    room.do(c.Close(), c.Reveal())
    assert [(r.question, r.number, r.counts()["keep"]) for r in room.group.rounds] == [(1, 1, 1), (1, 2, 2)]
    room.do(c.Decide())
    assert room.group.answers[-1].choice == "keep"


def test_a_vote_that_was_closed_too_soon_is_opened_with_its_votes() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.vote(1, "sell")
    room.do(c.Close(), c.Open())
    room.vote(2, "sell")
    assert room.group.round is not None and room.group.round.counts()["sell"] == 2
    assert room.session.questions == 1


def test_overruling_the_room_asks_for_a_reason() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.votes("sell", "sell")
    room.do(c.Close(), c.Reveal())
    refused(room.try_(c.Decide("2")), "reason")
    room.do(c.Decide("2", " because  they\nargued "))
    answer = room.group.answers[-1]
    assert (answer.choice, answer.by, answer.reason) == ("keep", "facilitator", "because they argued")


def test_undo_goes_back_to_the_bars_and_mixes_no_votes() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.votes("sell", "keep")
    room.do(c.Close(), c.Reveal(), c.Decide("sell"), c.Undo())
    assert room.phase == "reveal" and room.group.round is not None and room.group.round.voted() == 2
    room.do(c.Decide("keep"))
    room.until("vote_open")
    assert room.group.round is not None and (room.group.round.question, room.group.round.voted()) == (2, 0)
    room.do(c.Undo(), c.Undo())
    assert room.group.scene.id != "noon"
    refused(room.vote(1, "stay", question=2, round_=1), "moved")


def test_forward_takes_again_what_was_undone_until_something_else_is_decided() -> None:
    room = Led()
    room.until("scene")
    room.do(c.Decide("dare"))
    life = room.group.run.life()
    room.do(c.Undo(), c.Forward())
    assert room.group.run.life() == life and room.phase == "outcome"
    room.do(c.Undo(), c.Decide("sell"))
    refused(room.try_(c.Forward()), "not_now")


def test_nothing_before_the_session_s_first_scene_can_be_undone() -> None:
    session = Session(small(), Options(minutes=20, start=("sell", "look")))
    assert session.groups[1].scene.id == "stove"
    assert isinstance(session.apply(c.Next(), 0, 0), Applied)
    refused(session.apply(c.Undo(), session.version, 0), "not_now")
    with pytest.raises(CannotChoose):
        Session(small(), Options(start=("sell", "nowhere")))


def test_hands_are_counted_beside_phones_and_the_last_count_of_a_round_stands() -> None:
    room = Led(phones=1)
    room.until("scene")
    room.do(c.Hands({"1": 3}))
    assert room.phase == "vote_open"
    room.vote(1, "keep")
    room.do(c.Hands({"1": 1, "keep": 4}))
    assert room.group.round is not None and room.group.round.counts() == {"sell": 1, "keep": 5, "dare": 0}
    refused(room.try_(c.Hands({"4": 1})), "unknown")
    refused(room.try_(c.Hands({"1": -1})), "not_now")


def test_a_tie_waits_and_next_draws_lots_among_those_that_lead() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.votes("sell", "keep")
    room.until("reveal")
    room.next(2)  # the planned talk, and back
    assert room.next() == "decide"
    room.next()
    assert room.group.answers[-1].by == "lot" and room.group.answers[-1].choice in ("sell", "keep")


def test_the_talk_is_where_the_question_says_and_once() -> None:
    room = Led(phones=1)
    room.until("vote_open")
    room.vote(1, "sell")
    room.until("stop")
    assert room.group.beneath == "reveal" and room.group.until == room.now + 3 * MINUTE
    room.do(c.Time(-30))
    assert room.group.until == room.now + 150_000
    room.do(c.Revote())
    assert room.phase == "vote_open"
    room.vote(1, "keep")
    room.until("outcome")
    assert [e for e in room.log if getattr(getattr(e, "event", None), "scene", "") == "dawn"]
    assert room.session.talked == ["dawn"]


def test_a_scene_is_left_out_by_the_plan_when_late_and_by_hand() -> None:
    room = Led(phones=0)
    room.until("scene")
    room.do(c.Decide("sell"))
    room.until("scene")
    assert [(a.scene, a.by) for a in room.group.answers] == [("dawn", "table"), ("drain", "plan")]
    assert room.group.scene.id == "stove"
    late = Led()
    late.until("scene")
    late.now = 17 * MINUTE
    late.do(c.Decide("sell"))
    late.until("scene")
    assert [(a.scene, a.by) for a in late.group.answers] == [("dawn", "table"), ("drain", "plan"), ("stove", "late")]
    late.do(c.Undo())
    assert (late.phase, late.group.scene.id) == ("scene", "stove"), "taken back, it stays"
    late.do(c.Skip())
    assert late.group.answers[-1].by == "facilitator"
    late.until("scene")
    refused(late.try_(c.Skip()), "not_now")


def test_the_end_waits_for_a_good_stop_unless_it_is_said_twice() -> None:
    room = Led()
    room.until("scene")
    room.do(c.End())
    assert room.phase == "scene"
    room.do(c.Decide("sell"))
    while room.group.scene.id != "noon":
        room.next()
    room.do(c.Decide("again"))
    assert room.phase == "outcome"
    room.next(2)
    assert room.next() == "debrief"
    room.do(c.Undo())
    assert room.phase == "outcome"
    twice = Led()
    twice.until("scene")
    twice.do(c.End(), c.End())
    assert twice.phase == "debrief"


def test_time_that_is_up_ends_at_a_good_stop() -> None:
    room = Led()
    room.until("scene")
    room.do(c.Decide("keep"))
    while room.group.scene.id != "noon":
        room.next()
    room.now = 14 * MINUTE
    room.do(c.Decide("again"))
    room.next(2)
    assert room.next() == "debrief"


def test_the_door() -> None:
    room = Led(phones=1)
    room.do(c.Lock())
    refused(room.session.joined(0), "locked")
    room.do(c.Lock())
    assert isinstance(room.session.joined(0), Joined)
    refused(room.session.joined(0, group=2), "unknown")


def test_a_paper_ticket_lets_one_phone_in() -> None:
    from jangmadang.room.code import seal

    session = Session(small(), Options(paper=(seal("K4T2M9XY"),)))
    refused(session.joined(0), "unknown")
    assert isinstance(session.joined(0, paper="k4t2-m9xy"), Joined)
    refused(session.joined(0, paper="K4T2M9XY"), "unknown")


def test_asking_for_a_pause_is_nobody_s() -> None:
    room = Led(phones=2)
    answer = room.session.ask_pause(1, 0)
    assert isinstance(answer, Applied) and "1" not in str(answer.entries[0].event)  # type: ignore[union-attr]
    room.session.ask_pause(1, 0)
    assert room.session.asks == 1
    room.session.ask_pause(2, 0)
    assert room.session.asks == 2
    room.do(c.Pause())
    assert room.session.asks == 0


# ---- groups ----
def test_each_group_lives_its_own_life_and_waits_at_the_stops() -> None:
    room = Led(phones=4, groups=2)
    assert [joined.group for joined in room.session.tickets.values()] == [1, 2, 1, 2]
    room.next()
    one, two = room.session.groups.values()
    assert (one.phase, two.phase) == ("vote_open", "vote_open")
    room.vote(1, "sell")
    assert one.phase == "vote_open"
    room.vote(3, "sell")
    assert one.phase == "waiting", "the plan talks at the bars"
    refused(room.try_(c.Next()), "not_now")
    room.vote(2, "keep")
    room.vote(4, "dare")
    assert two.phase == "waiting"
    room.next()
    assert (one.phase, two.phase) == ("stop", "stop")
    room.next()
    assert (one.phase, one.scene.id) == ("vote_open", "stove") and one.answers[0].by == "leader"
    assert two.answers[0].by == "lot"
    assert one.run.seed == two.run.seed


def test_a_group_is_not_held_up_by_a_phone_that_sleeps_and_its_reader_may_close() -> None:
    room = Led(phones=4, groups=2)
    room.next()
    one = room.session.groups[1]
    room.vote(1, "sell")
    room.log += room.session.left(3, 0)
    assert one.phase == "waiting"
    two = room.session.groups[2]
    refused(room.session.reader_closes(4, 2, 1, 0), "unknown")
    refused(room.session.reader_closes(2, two.round.question, 1, 0), "not_now")  # type: ignore[union-attr]
    room.vote(4, "keep")
    closed = room.session.reader_closes(2, two.round.question, 1, 0)  # type: ignore[union-attr]
    assert isinstance(closed, Applied)
    room.log += closed.entries
    assert two.phase == "waiting"
    assert room.refolded().plain() == room.session.plain()


def test_a_group_looked_at_takes_the_commands_alone() -> None:
    room = Led(phones=2, groups=2)
    room.next()
    room.vote(1, "sell")
    refused(room.try_(c.Focus(3)), "unknown")
    room.do(c.Focus(2))
    room.do(c.Close())
    one, two = room.session.groups.values()
    assert one.phase == "waiting" and two.phase == "waiting"
    room.do(c.Focus(0), c.Next(), c.Next())
    assert (one.phase, two.phase) == ("vote_open", "vote_open")
    room.do(c.End(), c.End())
    assert (one.phase, two.phase) == ("debrief", "debrief")
    room.next()
    assert room.session.over
