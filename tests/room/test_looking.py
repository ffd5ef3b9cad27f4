"""What each face draws: the right words at the right time, nothing that is not for it, as much as a phone may have."""

import msgspec
import pytest

from jangmadang.play.run import Run
from jangmadang.room import commands as c
from jangmadang.room import looking
from jangmadang.room.snapshot import PHONE_MOST, Phone, Projector, Remote, Split, encoded

from .rooms import MINUTE, Led, shipped


def wall(room: Led) -> Projector:
    return looking.projector(room.session, room.now)


def remote(room: Led) -> Remote:
    return looking.remote(room.session, room.now)


def phone(room: Led, group: int = 0) -> Phone:
    return looking.phone(room.session, group)[0]


def test_the_lobby_says_what_is_in_the_story_before_anything_is_read() -> None:
    room = Led(phones=2)
    room.do(c.People(3))
    sight = wall(room)
    assert (sight.state, sight.next, sight.content, sight.text) == ("lobby", "begin", ("hunger",), ())
    assert (sight.phones, sight.tickets, sight.people) == (2, 2, 3)
    assert phone(room).content == ("hunger",) and phone(room).scene == ""


def test_a_vote_is_hidden_from_the_room_and_open_to_who_leads_it() -> None:
    room = Led(phones=3)
    room.until("vote_open")
    before = looking.phone(room.session)[1]
    room.votes("sell", "sell", "keep")
    assert looking.phone(room.session)[1] == before, "a room that votes sends nothing down"
    sight, hand = wall(room), remote(room)
    assert (sight.voted, sight.phones, sight.number, sight.until) == (3, 3, 1, 90_000)
    assert [option.votes for option in sight.options] == [None] * 4 and sight.split is None
    assert hand.voted_each == (2, 1, 0, 0) and hand.projector.split == Split(3, 1, 1, 2)
    assert hand.hint == "Ask the back row." and b"back row" not in encoded(sight)
    room.do(c.Close(), c.Reveal())
    shown = [(option.number, option.votes, option.share, option.leads) for option in phone(room).options]
    assert shown == [(1, 2, 67, True), (2, 1, 33, False), (3, 0, 0, False), (4, None, 0, False)]


def test_live_bars_are_for_the_wall_only() -> None:
    room = Led(phones=1, live=True)
    room.until("vote_open")
    room.votes("keep")
    assert wall(room).options[1].votes == 1 and phone(room).options[1].votes is None


def test_a_locked_choice_says_why_and_keeps_its_number() -> None:
    room = Led()
    room.until("vote_open")
    locked = phone(room).options[3]
    assert (locked.id, locked.number) == ("dear", 4) and "8,000" in locked.reason


def test_an_outcome_tells_what_was_decided_and_not_yet_what_comes() -> None:
    room = Led()
    room.until("scene")
    room.do(c.Decide("dare"))
    sight = wall(room)
    assert sight.state == "outcome" and sight.scene == "Dawn" and sight.text == () and sight.result
    assert [(option.id, option.taken) for option in sight.options] == [("dare", True)]
    risk = next(gauge for gauge in sight.gauges if gauge.id == "risk")
    assert sight.changes == (f"risk +{risk.value}",)
    assert phone(room).result == sight.result


def test_a_stop_asks_the_scene_s_question_and_the_hint_stays_on_the_remote() -> None:
    room = Led(phones=1)
    room.until("vote_open")
    room.votes("sell")
    room.until("stop")
    sight, hand = wall(room), remote(room)
    assert sight.talk is not None and (sight.talk.ask, sight.talk.form) == ("Who pays?", "pairs")
    assert sight.until == 3 * MINUTE and sight.options[0].votes == 1
    assert (hand.analyse, hand.apply) == ("Who knew?", "And you?")
    assert phone(room).talk == sight.talk


def test_where_nobody_votes_each_table_speaks_once_before_any_speaks_again() -> None:
    room = Led(tables=3)
    spoke = []
    room.until("scene")
    room.do(c.Decide("sell"))
    for _ in range(40):
        if len(spoke) == 6:
            break
        if room.phase in ("scene", "decide") and room.group.scene.id in ("stove", "pockets"):
            spoke.append(wall(room).table)
            room.do(c.Decide("coat" if room.group.scene.id == "stove" else "back"))
        else:
            room.next()
    # One spoke at the gate, so that the second time round begins with the third of these.
    assert sorted(spoke[2:5]) == [1, 2, 3] and len(set(spoke[:2])) == 2


def test_the_wall_knows_the_time_and_what_will_be_left_out() -> None:
    room = Led()
    room.until("scene")
    times = wall(room).times
    assert times is not None and (times.late, times.of, times.debrief_at) == (-2 * MINUTE, 20 * MINUTE, 14 * MINUTE)
    assert (times.next_stop, times.next_stop_minutes) == ("Dawn", 3)
    room.now = 12 * MINUTE
    late = wall(room).times
    assert late is not None and late.late == 12 * MINUTE - 510_000 and late.leaving_out == ("The stove",)
    room.now = 15 * MINUTE
    over = wall(room).times
    assert over is not None and over.over


def test_more_phones_than_people_is_said_to_the_facilitator_only() -> None:
    room = Led(phones=3)
    assert not remote(room).more_tickets_than_people
    room.do(c.People(2))
    assert remote(room).more_tickets_than_people


def test_who_asks_for_a_pause_is_shown_until_it_is_muted_or_made() -> None:
    room = Led(phones=1)
    room.session.ask_pause(1, 0)
    assert remote(room).asks == 1
    room.do(c.Mute())
    assert (remote(room).asks, remote(room).muted) == (0, True)
    room.until("scene")
    room.do(c.Decide("sell"))
    room.next()
    assert (remote(room).asks, remote(room).muted) == (1, False), "another scene is another matter"


def test_the_debrief_asks_in_four_steps_where_the_room_was_closest() -> None:
    room = Led(phones=2)
    room.until("vote_open")
    room.votes("sell", "keep")
    room.until("debrief")
    assert [talk.form for talk in wall(room).prompts] == ["feel", "describe", "analyse", "apply"]
    assert wall(room).prompts[2].ask == "Who knew?" and "Dawn" in wall(room).prompts[1].ask


def test_groups_have_a_row_each_and_phones_their_own_life() -> None:
    room = Led(phones=2, groups=2)
    room.next()
    room.vote(1, "keep")
    room.vote(2, "dare")
    assert [(row.group, row.state, row.phones) for row in wall(room).rows] == [(1, "waiting", 1), (2, "waiting", 1)]
    room.next(2)
    one, two = phone(room, 1), phone(room, 2)
    assert (one.group, one.groups, one.state) == (1, 2, "vote_open")
    assert one.result == (("It is kept.",), ("The drain is left out.",)) and two.result[0] != one.result[0]


def test_minds_changed_are_counted_for_who_leads() -> None:
    room = Led(phones=3)
    room.until("vote_open")
    room.votes("sell", "sell", "keep")
    room.do(c.Close(), c.Reveal(), c.Revote())
    room.votes("keep", "sell")
    assert remote(room).changed == 1


@pytest.mark.parametrize(("name", "minutes"), [("three-days", 30), ("hundred", 45)])
def test_every_page_of_the_shipped_stories_fits_a_phone_whole(name: str, minutes: int) -> None:
    room = Led(shipped(name), minutes=minutes, seed=3)
    seen = 0
    while not room.session.over and seen < 120:
        made, data = looking.phone(room.session)
        assert len(data) <= PHONE_MOST and not made.cut
        assert msgspec.json.decode(data, type=Phone) == made
        msgspec.json.decode(encoded(remote(room)), type=Remote)
        room.next()
        seen += 1
    life = room.group.run.life()
    again = Run.resume(shipped(name), life)
    assert again.stopped is None and again.run.moment == room.group.run.moment


def test_what_does_not_fit_is_cut_and_says_so() -> None:
    from jangmadang.room.fitting import fitted

    long = tuple(("word " * 120,) for _ in range(12))
    made, data = fitted(Phone(1, "scene", "t", "en", text=long))
    assert made.cut and 0 < len(made.text) < 12 and len(data) <= PHONE_MOST
    made, data = fitted(Phone(1, "scene", "t", "en", text=(("字" * 5_000,),)))
    assert made.cut and len(data) <= PHONE_MOST
