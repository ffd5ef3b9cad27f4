"""What somebody who shows films notices: who sits there, what a care costs, the door, the dark, and the days after."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screening_nights import begin, evening, go, hide, house, invite, number, offered, rules, troubles

from jangmadang.play.run import CannotChoose, Run
from jangmadang.story.document import Screening
from jangmadang.story.encounters import screening
from jangmadang.story.encounters.screening import checks, texts
from jangmadang.story.encounters.screening import rules as numbers
from jangmadang.story.loading import load_text
from jangmadang.story.model import ROLLS

TWO = "guests: [mother, mina]"
CROWD = "guests: [mother, mina, cousin, youngsu, tailor, neighbour]"
SEEN = "begin>light>seen"
KNOCK = "begin>light>knock"
DARK = "begin>cut>dark"


def told(run: Run, choice: str) -> str:
    """The odds that stand beside a choice, or nothing."""
    return next(c.odds for c in run.look().choices if c.id == choice)


def read(run: Run) -> str:
    page = run.look()
    return "\n".join(paragraph.plain for paragraph in (*page.result, *page.text))


# ---- before ---------------------------------------------------------------------------------------------------------
def test_looking_round_costs_nothing_and_rolls_nothing() -> None:
    run = evening(house())
    before, turn = run.moment.values, run.look().turn
    go(run, "invite", "back", "hide", "back", "invite", "back")
    assert run.moment.values == before
    assert run.look().turn == turn


def test_care_is_paid_and_stays_until_the_evening_is_over() -> None:
    run = evening(house(TWO))
    money = number(run, "money")
    invite(run, "mother")
    hide(run, "curtain", "low", "lookout")
    go(run, "fetch")
    assert run.value("film.guests") == ["mother"]
    assert [run.value(f"film.{way}") for way in ("curtain", "low", "lookout")] == ["true"] * 3
    spent = money - number(run, "money")
    assert 0.35 * 1800 < spent < 0.45 * 2200
    go(run, "bed", "days", "night")
    assert run.value("film.guests") == []
    assert run.value("film.lookout") == "false"


def test_a_guest_can_be_left_out_after_all() -> None:
    run = evening(house(TWO))
    invite(run, "mother", "mina", "without_mother")
    assert run.value("film.guests") == ["mina"]


def test_who_does_not_trust_you_enough_does_not_come_and_the_lock_says_so() -> None:
    run = evening(house(f"{TWO[:-1]}, neighbour]\nneeds: {{neighbour: 30}}"), 1, "invite")
    shut = next(choice for choice in run.look().choices if choice.id == "neighbour")
    assert not shut.open
    assert "30" in shut.reason and "10" in shut.reason


def test_mouths_are_told_in_words() -> None:
    page = evening(house(CROWD), 1, "invite").look()
    hints = {choice.id: choice.hint for choice in page.choices}
    assert hints["mina"] == "counts before she speaks"
    assert hints["mother"] != hints["neighbour"]
    assert not any(re.search(r"\d", hint) for hint in hints.values())


def test_nobody_watches_the_film_and_the_corner_at_once() -> None:
    run = evening(house("guests: [mother, sled]\nlookout: sled"))
    invite(run, "sled")
    assert "lookout" not in offered(evening_menu(run, "hide"))
    go(run, "back")
    invite(run, "without_sled")
    hide(run, "lookout")
    assert "sled" not in offered(evening_menu(run, "invite"))


def evening_menu(run: Run, menu: str) -> Run:
    run.choose(menu)
    return run


def test_a_decoy_needs_a_stick_and_says_so() -> None:
    shut = next(c for c in evening(house(TWO), 1, "hide").look().choices if c.id == "decoy")
    assert not shut.open and "stick" in shut.reason
    assert "decoy" in offered(evening(house(f"{TWO}\nmedium: stick"), 1, "hide"))


def test_the_room_is_no_longer_offered_when_all_in_it_is_seen_to() -> None:
    run = evening(house(TWO))
    hide(run, "curtain", "low")
    assert "hide" in offered(run)
    hide(run, "lookout")
    assert "hide" not in offered(run)
    poor = evening(house(TWO, money=0))
    hide(poor, "low")
    assert "hide" not in offered(poor)
    assert next(c.reason for c in poor.look().choices if c.id == "hide") == "You cannot pay for what is left to do."


def test_one_evening_a_day() -> None:
    run = evening(house(TWO), 1, SEEN, "stop", "home", "night")
    shut = next(choice for choice in run.look().choices if choice.id == "begin")
    assert not shut.open and "tonight" in shut.reason
    go(run, "bed", "days", "night")
    assert "begin" in offered(run)


def test_guests_who_pay_bring_it_at_the_door() -> None:
    run = evening(house(f"{CROWD}\npays: {{tailor: 8}}"))
    invite(run, "tailor")
    money = number(run, "money")
    go(run, SEEN)
    assert 0.8 * 1600 < number(run, "money") - money < 0.8 * 2200


def test_without_current_a_disc_is_not_begun_and_a_stick_is() -> None:
    assert "begin" not in offered(evening(house(f"{TWO}\npower: not lamp")))
    assert "begin" in offered(evening(house(f"{TWO}\npower: lamp")))
    assert "begin" in offered(evening(house(f"{TWO}\npower: not lamp\nmedium: stick")))


def test_what_has_to_be_bought_is_bought_once_and_can_be_lost() -> None:
    run = evening(house(f"{TWO}\ngear: {{player: 33000, film: 300}}", money=100_000))
    assert "begin" not in offered(run)
    hide(run, "buy_player", "buy_film")
    assert number(run, "money") < 45_000
    go(run, DARK, "pry", "home", "days", "night")
    assert run.value("film.player") == "false"
    assert run.value("film.film") == "true"
    assert "begin" not in offered(run)


# ---- the film -------------------------------------------------------------------------------------------------------
def test_each_part_brings_guests_nearer_and_the_ending_most() -> None:
    run = evening(house(TWO))
    invite(run, "mina")
    gains = []
    for part in (SEEN, "go_on>light>seen", "go_on>light>seen"):
        before = number(run, "mina.trust")
        go(run, part)
        gains.append(number(run, "mina.trust") - before)
    # 3 of 55 missing, 3 of 53, 5 of 51; each rounded up.
    assert gains == [2, 2, 3]
    assert number(run, "mother.trust") == 70
    assert number(run, "trust") == 20 + sum(gains) // 5


def test_low_sound_brings_heads_together() -> None:
    run = evening(house(TWO))
    invite(run, "mina")
    hide(run, "low")
    go(run, SEEN)
    assert number(run, "mina.trust") == 45 + 3


def test_a_full_room_is_less_for_each() -> None:
    run = evening(house(CROWD))
    invite(run, "mother", "mina", "cousin", "youngsu", "tailor", "neighbour")
    go(run, SEEN)
    assert number(run, "neighbour.trust") == 10 + 1


def test_watched_alone_it_warms_nobody() -> None:
    run = evening(house(TWO), 1, SEEN, "go_on>light>seen", "go_on>light>seen", "end")
    before = begin(house(TWO))
    assert all(number(run, f"{who}.trust") == number(before, f"{who}.trust") for who in ("mother", "mina"))
    assert number(run, "trust") == 20


def test_nothing_is_told_of_the_odds_that_nobody_could_know() -> None:
    run = evening(house(f"{TWO}\nsquad: squad", squad=True))
    assert told(run, "begin") == ""
    go(run, SEEN)
    assert told(run, "go_on") == ""
    stage = run.look().stage
    assert stage is not None
    assert not {"squad", "knock", "heard", "words", "told", "teller"} & set(stage.values)


@pytest.mark.parametrize(("guests", "said"), [((), "not likely"), (("mother", "mina"), "they may knock")])
def test_the_likelihood_of_a_knock_is_told_in_words(guests: tuple[str, ...], said: str) -> None:
    run = evening(house(CROWD))
    if guests:
        invite(run, *guests)
    assert said in next(c.hint for c in run.look().choices if c.id == "begin")


def test_a_full_room_of_a_known_name_hears_it_beforehand() -> None:
    run = evening(house(CROWD, risk=80))
    invite(run, "mother", "mina", "cousin", "youngsu", "tailor")
    hint = next(c.hint for c in run.look().choices if c.id == "begin")
    assert "they may well knock" in hint and "your name is known" in hint


def test_a_stick_never_goes_dark() -> None:
    made = rules(house(f"{TWO}\nmedium: stick\ncut: 90")).story
    assert "film.dark" not in made.scenes
    ids = {outcome.id for outcome in made.scenes["film.part_1"].choices[0].chance}
    assert ids == {"knock", "seen"}


def test_it_goes_dark_nearer_the_end() -> None:
    made = rules(house(f"{TWO}\ncut: 20")).story
    chances = [made.scenes["film"].choices[3].chance] + [
        made.scenes[f"film.part_{n}"].choices[0].chance for n in (1, 2)
    ]
    assert [chance[0].odds.constant for chance in chances if chance[0].odds] == [10, 20, 40]


# ---- the door, the dark ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("block", "guests", "ways", "odds"),
    [
        (TWO, "", "", 60),
        (TWO, "mother mina", "", 35),
        (TWO, "mother mina", "curtain lookout", 75),
        (f"{TWO}\nmedium: stick", "mother mina", "decoy", 70),
        (f"{TWO}\nmedium: stick", "", "curtain lookout decoy", 95),
    ],
)
def test_hiding_is_as_likely_as_what_was_seen_to(block: str, guests: str, ways: str, odds: int) -> None:
    run = evening(house(block))
    if guests:
        invite(run, *guests.split())
    if ways:
        hide(run, *ways.split())
    go(run, "begin>knock" if "stick" in block else KNOCK)
    assert f"{odds} in 100" in told(run, "hide")


def test_the_dark_costs_forty_and_opening_at_once_is_a_matter_of_ones_name() -> None:
    run = evening(house(TWO), 1)
    invite(run, "mother", "mina")
    hide(run, "lookout")
    go(run, "begin>cut>knock")
    assert "25 in 100" in told(run, "hide")
    assert "29 in 100" in told(run, "open")
    watched = evening(house(TWO, risk=60), 1, KNOCK)
    assert "10 in 100" in told(watched, "open")


def test_who_kept_quiet_together_is_nearer() -> None:
    run = evening(house(TWO))
    invite(run, "mina")
    go(run, KNOCK, "hide>hidden")
    assert number(run, "mina.trust") == 45 + 2
    assert number(run, "risk") == 10 + 3
    go(run, "home")
    assert run.moment.scene == "home"


def test_cigarette_money_is_sure_and_teaches_who_takes_it() -> None:
    run = evening(house(f"{TWO}\nofficial: ri"))
    money = number(run, "money")
    go(run, KNOCK, "pay", "home")
    paid = money - number(run, "money")
    assert 3 * 1.5 * 1800 < paid < 3 * 1.8 * 2200 and paid % 50 == 0
    assert [number(run, f"ri.{slot}") for slot in ("met", "knows", "taught")] == [1, 1, 1]
    assert run.moment.scene == "home"


def test_with_a_squad_in_town_it_may_be_given_back() -> None:
    run = evening(house(f"{TWO}\nsquad: squad\nofficial: ri", squad=True))
    money = number(run, "money")
    go(run, KNOCK)
    assert "70 in 100" in told(run, "pay")
    go(run, "pay>refused")
    assert number(run, "money") == money
    assert run.moment.scene == "film.names"


def test_no_name_doubles_the_sum_and_is_known_to_all_of_them() -> None:
    caught = []
    for name in ("silent", "name_mina"):
        run = evening(house(TWO, money=500_000))
        invite(run, "mother", "mina")
        go(run, KNOCK, "hide>found", name)
        caught.append((500_000 - number(run, "money"), number(run, "mother.trust"), number(run, "mina.trust")))
        assert (number(run, "risk"), number(run, "caught")) == (10 + 15, 1)
    (silent, *warm), (named, *cold) = caught
    assert silent == 2 * named
    assert warm == [70 + 3, 45 + 6]
    assert cold == [70, 45 - 20]


@pytest.mark.parametrize("money", [0, 1, 5_000])
def test_what_is_taken_goes_as_far_as_the_purse_does(money: int) -> None:
    run = evening(house(TWO, money=money), 1, KNOCK, "hide>found", "silent")
    assert number(run, "money") == 0


def test_being_caught_reads_as_the_writer_has_it() -> None:
    caught = "{goto: taken, effects: {trust: +1}, result: Pak holds the torch.}"
    run = evening(house(TWO, caught=caught), 1, KNOCK, "hide>found", "silent")
    assert "Pak holds the torch" in read(run)
    assert "cups" not in read(run)
    assert number(run, "trust") == 21


def test_a_pried_player_closes_no_more_and_its_owner_minds() -> None:
    run = evening(house(f"{TWO}\nowner: mina"), 1, DARK)
    hint = next(c.hint for c in run.look().choices if c.id == "pry")
    assert "Mi-na" in hint
    go(run, "pry")
    assert number(run, "mina.trust") == 35
    assert run.value("film.pried") == "true"


def test_the_dark_can_be_waited_out_or_found() -> None:
    text = house(TWO)
    waited = evening(text, 1, DARK, "wait>waited")
    assert waited.moment.scene == "film.after"
    found = evening(text, 1, DARK, "wait>found")
    assert found.moment.scene == "film.names"


def test_the_writer_may_have_the_dark_and_the_door() -> None:
    run = evening(house(f"{TWO}\non: {{cut: taken, knock: {{goto: lane, effects: {{risk: +9}}}}}}"), 1)
    go(run, "begin>cut>dark")
    assert (run.moment.scene, run.moment.exit) == ("taken", "cut")
    run = evening(house(f"{TWO}\non: {{cut: taken, knock: {{goto: lane, effects: {{risk: +9}}}}}}"), 1)
    go(run, "begin>light>knock")
    assert (run.moment.scene, number(run, "risk")) == ("lane", 19)
    assert "film.names" not in run.story.scenes


# ---- the days after -------------------------------------------------------------------------------------------------
def somebody_talks(block: str = "guests: [neighbour]", **keys: int) -> Run:
    """A life in which the neighbour tells somebody; standing at home on the evening itself."""
    for seed in count(1):
        run = evening(house(block, **keys), seed)
        invite(run, "neighbour")
        go(run, SEEN, "stop", "home")
        if number(run, "film.words"):
            return run
    raise AssertionError


def test_who_talks_is_settled_without_a_roll_and_as_often_as_the_mouth_says() -> None:
    text, talked, lives = house("guests: [neighbour]"), 0, 800
    for seed in range(lives):
        run = evening(text, seed)
        invite(run, "neighbour")
        go(run, SEEN, "stop")
        before = run.moment.values[ROLLS]
        go(run, "home")
        assert run.moment.values[ROLLS] == before
        talked += number(run, "film.words")
    # mouth 34, trust 13 by then: 31 in 100.
    assert 0.26 * lives < talked < 0.36 * lives


def test_nobody_talks_of_what_they_have_not_seen() -> None:
    for seed in range(60):
        run = evening(house("guests: [neighbour]"), seed)
        invite(run, "neighbour")
        go(run, DARK, "pry", "home")
        assert number(run, "film.words") == 0


def test_a_word_comes_round_wherever_one_is_and_one_goes_on_from_there() -> None:
    run = somebody_talks()
    go(run, "out")
    go(run, "on")
    assert run.moment.scene == "film.talk"
    assert (number(run, "risk"), number(run, "heard"), number(run, "heard_day")) == (10 + 6, 1, 2)
    go(run, "go_on")
    assert run.moment.scene == "river"
    go(run, "home")
    assert run.moment.scene == "home"


def test_boots_come_two_days_after_the_word_and_one_goes_on_from_there() -> None:
    run = somebody_talks()
    go(run, "days", "go_on", "out", "on")
    assert run.moment.scene == "river"
    go(run, "on")
    assert run.moment.scene == "film.visit"
    assert told(run, "wait") == ""
    go(run, "wait>search>nothing")
    assert run.moment.scene == "lane"
    assert number(run, "heard") == 0
    go(run, "on", "on", "on")
    assert run.moment.scene == "river", "nobody comes a second time"


@pytest.mark.parametrize(("slip", "named"), [("slip", True), ("list", False)])
def test_who_it_was_is_read_only_if_the_officer_lets_it_be_read(slip: str, named: bool) -> None:
    run = somebody_talks()
    go(run, "days", "go_on", "days", "out", "on", f"wait>search>found>{slip}")
    assert run.moment.scene == "film.asked"
    assert ("is the neighbour" in read(run)) is named
    assert number(run, "caught") == 1
    go(run, "silent")
    assert run.moment.scene == "river", "one goes on where one was going"


def test_a_visit_can_be_met_at_the_gate() -> None:
    run = somebody_talks()
    go(run, "days", "go_on", "days", "days")
    assert run.moment.scene == "film.visit"
    go(run, "pay")
    assert (run.moment.scene, number(run, "heard")) == ("home", 0)


def test_the_units_head_warns_who_has_her_trust_an_evening_before() -> None:
    run = somebody_talks("guests: [neighbour]\nhead: pak", head=50)
    go(run, "days", "go_on", "days")
    assert run.moment.scene == "film.warning"
    assert "Pak" in read(run)
    go(run, "clear", "days", "days")
    assert run.moment.scene == "home"
    assert number(run, "pak.trust") == 47

    left = somebody_talks("guests: [neighbour]\nhead: pak", head=50)
    go(left, "days", "go_on", "days", "leave", "days")
    assert left.moment.scene == "film.visit"

    stranger = somebody_talks("guests: [neighbour]\nhead: pak", head=49)
    go(stranger, "days", "go_on", "days")
    assert stranger.moment.scene == "home"


def test_an_evening_under_way_is_not_broken_into() -> None:
    run = somebody_talks()
    go(run, "days", "go_on", "days", "night", SEEN)
    assert run.moment.scene == "film.part_1"
    go(run, "stop", "home", "days")
    assert run.moment.scene == "film.visit"


# ---- the writer -----------------------------------------------------------------------------------------------------
def test_texts_of_the_writer_take_the_place_of_ours_and_can_ask_who_is_there() -> None:
    block = f"""{TWO}
text:
  part_1:
    - It snows.
    - when: guests has mina
      text: Mi-na wants the coat.
  stop: You lay your mitten over the picture."""
    run = evening(house(block))
    invite(run, "mother")
    go(run, SEEN)
    assert read(run) == "It snows."
    go(run, "stop")
    assert "mitten" in read(run)
    run = evening(house(block))
    invite(run, "mina")
    go(run, SEEN)
    assert read(run) == "It snows.\nMi-na wants the coat."


def test_a_slip_in_a_text_is_found_at_its_line() -> None:
    text = house(f"{TWO}\ntext:\n  dark:\n    - when: guests has nobody_here\n      text: Dark.")
    (problem,) = troubles(text)
    assert text.splitlines()[problem.line - 1].strip() == "- when: guests has nobody_here"


def test_an_exit_may_remember_who_was_there() -> None:
    text = house(TWO).replace("after: home", "after: {goto: home, effects: {lamp: guests has mina}}")
    came = evening(text)
    invite(came, "mina")
    go(came, SEEN, "stop", "home")
    assert came.value("lamp") == "true"
    bed = evening(text)
    invite(bed, "mina")
    go(bed, "bed")
    assert bed.value("lamp") == "false"


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("guests: [mother, nobody]", "unknown-person", "guests"),
        ("guests: [mother, mother]", "bad-guest", "guests"),
        ("guests: [mother]\npays: {mina: 4}", "bad-guest", "pays"),
        ("guests: [mother]\nneeds: {mina: 4}", "bad-guest", "needs"),
        ("lookout: nobody", "unknown-person", "lookout"),
        ("head: nobody", "unknown-person", "head"),
        ("parts: 0", "encounter-number", "parts"),
        ("parts: 6", "encounter-number", "parts"),
        ("cut: 91", "encounter-number", "cut"),
        ("medium: tape", "unknown-medium", "medium"),
        ("hides: [blanket]", "unknown-hiding", "hides"),
        ("hides: [decoy]", "decoy-with-disc", "hides"),
        ("purse: gold", "unknown-purse", "purse"),
        ("gear: {player: 0}", "encounter-number", "gear"),
        ("fine: {rice_g: 0}", "encounter-number", "fine"),
        ("parts: 2\ntext: {part_3: Over.}", "encounter-text", "text"),
        ("on: {fire: home}", "encounter-event", "on"),
        ("on: {cut: nowhere}", "unknown-scene", "on"),
        ("on: {cut: {goto: nowhere}}", "unknown-scene", "on"),
    ],
)
def test_what_cannot_be_is_said_where_it_stands(block: str, code: str, line: str) -> None:
    text = house(block)
    found = troubles(text)
    assert [problem.code for problem in found] == [code]
    assert text.splitlines()[found[0].line - 1].strip().startswith(f"{line}:")


@pytest.mark.parametrize(("block", "meant"), [("medium: disk", "disc"), ("hides: [curtan]", "curtain")])
def test_a_near_word_is_offered(block: str, meant: str) -> None:
    assert [problem.hint for problem in troubles(house(block))] == [f'did you mean "{meant}"?']


def test_the_hub_has_room_for_five_choices_of_the_writers() -> None:
    def with_own(n: int) -> str:
        own = "".join(f"\n      - {{id: own_{k}, text: Own, goto: lane}}" for k in range(n - 1))
        return house(TWO).replace("effects: {trust: +1}}\n", f"effects: {{trust: +1}}}}{own}\n")

    assert len(evening(with_own(5)).look().choices) == 9
    assert [problem.code for problem in troubles(with_own(6))] == ["too-many-choices"]


def test_a_screen_gets_the_room_as_one_value() -> None:
    run = evening(house(f"{CROWD}\nneeds: {{neighbour: 30}}"))
    invite(run, "mina")
    hide(run, "low")
    go(run, SEEN)
    stage = run.look().stage
    assert stage is not None
    room = screening.view(stage.fixed, stage.values)
    assert (room.film, room.medium, room.at, room.part, room.parts) == ("winter love", "disc", 1, 1, 3)
    assert room.current and room.measures == {"curtain": False, "low sound": True, "lookout": False}
    by_name = {guest.id: guest for guest in room.guests}
    assert by_name["mina"].here and not by_name["mother"].here
    assert (by_name["neighbour"].need, by_name["mina"].need) == (30, 0)
    assert room.cut == "it cuts most nights near eleven"


# ---- promises -------------------------------------------------------------------------------------------------------
FULL = f"""{CROWD}
pays: {{tailor: 8, neighbour: 10}}
needs: {{neighbour: 12}}
lookout: sled
official: ri
head: pak
owner: mina
squad: squad"""
BLOCKS = (
    "parts: 1",
    TWO,
    FULL,
    f"{FULL}\nmedium: stick\nparts: 5",
    f"{FULL}\ngear: {{player: 33000, film: 300}}\ncut: 90",
    f"{FULL}\npurse: yuan\nparts: 2\nhides: [low]",
)


@settings(max_examples=40)
@given(
    st.sampled_from(BLOCKS),
    st.sampled_from((0, 900, 80_000, 10**8)),
    st.sampled_from((0, 55, 100)),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_every_walk_leaves(block: str, money: int, risk: int, squad: bool, walk: object) -> None:
    run = evening(house(block, money=money, risk=risk, squad=squad, head=60), walk.randrange(10**6))  # type: ignore[attr-defined]
    for _ in range(120):
        page = run.look()
        assert len(page.choices) <= 9
        free = [choice for choice in page.choices if choice.open and not choice.price]
        assert free, page.scene
        if not page.scene.startswith("film"):
            break
        run.choose(walk.choice([c.id for c in page.choices if c.open]))  # type: ignore[attr-defined]
        assert number(run, "money") >= 0
    while run.moment.scene.startswith("film"):
        # Whoever wants to go home can, within a few steps.
        ways = ("bed", "home", "stop", "end", "back", "hide", "wait", "silent", "go_on", "leave", "list")
        run.choose(next(way for way in ways if way in offered(run)))
    assert run.moment.scene in ("home", "taken")


@pytest.mark.parametrize("block", BLOCKS)
def test_the_same_choices_give_the_same_life(block: str) -> None:
    from random import Random

    text = house(block, squad=True, head=60)
    run, walk = begin(text, 11), Random(3)
    for _ in range(150):
        run.choose(walk.choice([choice for choice in offered(run) if choice != "done"]))
    again = Run.resume(rules(text), run.life())
    assert again.stopped is None
    assert again.run.moment.values == run.moment.values


def test_what_is_told_is_what_is_rolled() -> None:
    for block in BLOCKS:
        for scene in rules(house(block)).story.scenes.values():
            for choice in scene.choices:
                for outcome in choice.chance[:1]:
                    assert outcome.shown is None or outcome.shown.text == (outcome.odds and outcome.odds.text)


def test_a_locked_choice_cannot_be_forced() -> None:
    run = evening(house(TWO), 1, "hide")
    with pytest.raises(CannotChoose):
        run.choose("decoy")


def test_default_texts_need_no_excuse() -> None:
    for block in BLOCKS:
        assert load_text(house(block)).problems == ()


# ---- the page for writers -------------------------------------------------------------------------------------------
PAGE = Path(__file__).parents[3] / "docs" / "writing" / "encounters" / "screening.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
AROUND = """
id: page
title: The page
start: film
calendar: {{day_1: 2009-02-27, place: hyesan}}
state: {{inspected: false, mina_came: false, yuan: {{start: 90, currency: yuan}}}}
people:
  mother: {{name: Mother}}
  mina: {{name: Mi-na}}
  tailor: {{name: the tailor}}
  sled: {{name: Sled}}
  pak: {{name: Pak}}
  ri: {{name: Officer Ri, official: {{temper: clerk}}}}
scenes:
  film:
    text: The blanket is up.
{block}
  morning: {{text: The pump., ending: {{title: Morning}}}}
  ledger: {{text: Written., ending: {{title: Written}}}}
"""


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_on_the_page_can_be_played(example: str) -> None:
    if example.startswith("screening:"):
        example = AROUND.format(block=indent(example, "    "))
    loaded = load_text(example)
    assert [problem.text() for problem in loaded.problems] == [] and loaded.story is not None
    run = Run.start(loaded.story, 1)
    assert {"hide", "bed"} <= set(offered(run))
    go(run, "bed")
    assert run.moment.exit == "after"


def test_the_page_names_every_key_and_every_text() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = {*Screening.__struct_fields__, *texts.KEYS, *checks.EVENTS, *numbers.GRAMS}
    assert [key for key in sorted(named) if f"`{key}`" not in page and f"  {key}:" not in page] == []
    assert all(way in page for way in numbers.WAYS)
