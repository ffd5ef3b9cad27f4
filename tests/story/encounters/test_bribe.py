"""The bribe, as a player and a writer meet it: a loaded block, played through a Run."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.run import CannotChoose, Run
from jangmadang.story.chance import below
from jangmadang.story.encounters.bribe import view
from jangmadang.story.encounters.bribe.texts import KEYS
from jangmadang.story.loading import load_text
from jangmadang.story.model import Loaded, Story

STORY = """
jangmadang: 1
id: boot
title: A boot
start: officer
calendar: {{day_1: 2009-02-27, place: hyesan}}
state:
  money: {{start: {money}, currency: old_won, meter: true}}
  yuan: {{start: 900, currency: yuan}}
  risk: {{start: {risk}, max: 100, meter: true}}
  guests: false
goods:
  rice: {{have: 5, restless: 0, kind: set}}
  cigarettes: {{have: 3, follows: rice, ratio: 60, restless: 0, kind: set}}
  fish: {{have: 2}}
people:
  ri: {{name: Officer Ri, trust: {ri_trust}, official: {{temper: {temper}}}}}
  captain: {{name: Captain O, trust: 40}}
  colonel: {{name: Colonel Hong, trust: 85}}
scenes:
  officer:
    title: The fourth corner
    text: The boot is on it.
    bribe:
      official: ri
      errand: {{rice_g: 1000}}
      passed: passed
      walked: walked
{block}
{choices}
  shut:
    text: Shut.
    choices: &after
      - {{id: again, text: Again, goto: officer}}
      - {{id: sleep, text: Sleep, effects: {{day: +1}}, goto: officer}}
  passed: {{text: Through., choices: *after}}
  walked: {{text: Away., choices: *after}}
"""
RICE = 1_904


def written(block: str = "", choices: str = "", **words: object) -> str:
    known = {"money": 100_000, "risk": 0, "temper": "patrolman", "ri_trust": 0} | words
    return STORY.format(
        block="\n".join("      " + line for line in block.strip("\n").splitlines()),
        choices="    choices:\n" + "\n".join("      " + line for line in choices.splitlines()) if choices else "",
        **known,
    )


def loaded(block: str = "", choices: str = "", **words: object) -> Loaded:
    return read(written(block, choices, **words))


read = lru_cache(128)(load_text)
"""The same text is the same story; many of these tests begin in one that another has read."""


def start(block: str = "", choices: str = "", seed: int = 1, **words: object) -> Run:
    found = loaded(block, choices, **words)
    assert found.story is not None and not found.problems, [p.text() for p in found.problems]
    return Run.start(found.story, seed)


def value(run: Run, name: str) -> int:
    return run.moment.values[run.story.slot_of[name]]


def choices(run: Run) -> dict[str, str]:
    return {choice.id: choice.text for choice in run.look().choices}


def stage(run: Run) -> dict[str, int]:
    page = run.look()
    assert page.stage is not None
    return page.stage.values


def meet(run: Run, *steps: str | tuple[str, str]) -> Run:
    """Take steps: ids, or an id and the outcome that falls."""
    for step in steps:
        run.choose(*((step, ()) if isinstance(step, str) else (step[0], (step[1],))))
    return run


def pay(run: Run, meetings: int) -> Run:
    """So many meetings on so many days, each paid in the middle of the span: nothing is learned but who you are."""
    for _ in range(meetings):
        meet(run, ("half", "taken"), "sleep")
    return run


SAID = re.compile(r"([\d,]+) won")


def unsayable(run: Run) -> list[str]:
    """Sums on the page that nobody could say, but for all that one has."""
    said = [f"{c.text} {c.price}" for c in run.look().choices if "all that you have" not in c.text]
    sums = [int(won.replace(",", "")) for won in SAID.findall(" ".join(said))]
    return [f"{won:,}" for won in sums if won % (50 if won >= 1000 else 10)]


# ---- the span and the offers ----------------------------------------------------------------------------------------
def test_a_strangers_span_is_sixty_percent_to_either_side_and_the_offers_reach_into_it() -> None:
    run = start()
    now = stage(run)
    assert (now["low"], now["high"]) == (800, 3_000)  # 1,904 won, less and more 60 percent, in round hundreds
    assert [now[f"offer.{share}"] for share in (25, 50, 75, 100)] == [1_400, 1_900, 2_500, 3_000]
    assert [now[f"odds.{share}"] for share in (25, 50, 75, 100)] == [27, 50, 77, 100]
    assert choices(run)["half"] == "Offer 1,900 won"
    assert next(c for c in run.look().choices if c.id == "half").odds.endswith("50 in 100")


def test_a_refusal_costs_patience_and_no_money_and_lifts_the_lowest_sum() -> None:
    run = meet(start(), ("half", "refused"))
    assert run.moment.scene == "officer"
    assert value(run, "money") == 100_000
    now = stage(run)
    assert (now["low"], now["high"], now["refused"], now["patience"]) == (1_900, 3_000, 1_900, 2)


def test_what_he_takes_is_gone_and_whoever_looks_on_has_seen_it() -> None:
    run = meet(start("witnesses: [a private, a porter]"), ("half", "taken"))
    assert run.moment.scene == "passed" and run.moment.exit == "passed"
    assert value(run, "money") == 100_000 - 1_900
    assert value(run, "risk") == 2
    assert (value(run, "ri.knows"), value(run, "ri.met")) == (1, 1)


def test_a_large_sum_teaches_him_and_a_small_one_lets_him_forget() -> None:
    run = meet(start(), "all", "sleep")
    assert value(run, "ri.taught") == 1
    dearer = stage(run)["high"]
    assert dearer == 3_200  # a twelfth more, and the span is closer by eight
    meet(run, ("quarter", "taken"))
    assert value(run, "ri.taught") == 0


def test_a_greedy_clerk_learns_twice_as_fast() -> None:
    assert value(meet(start(temper="clerk"), "all"), "ri.taught") == 2


@given(st.integers(0, 100), st.sampled_from(["patrolman", "clerk", "sergeant", "old_policeman"]), st.integers(0, 5))
def test_two_offers_are_taken_as_one_price_spread_evenly_over_the_span_would_be(
    risk: int, temper: str, greed: int
) -> None:
    run = start(risk=risk, temper=temper)
    first = stage(run)
    low, high = first["low"], first["high"]
    one, other = [("quarter", "25"), ("half", "50"), ("most", "75")][greed % 3], ("half", "50")
    meet(run, (one[0], "refused"))
    second = stage(run)
    by_rule = 1 - (1 - first[f"odds.{one[1]}"] / 100) * (1 - second[f"odds.{other[1]}"] / 100)
    by_price = (second[f"offer.{other[1]}"] - low) / (high - low)
    assert by_rule == pytest.approx(by_price, abs=0.015)


def test_the_odds_shown_are_the_odds_rolled() -> None:
    taken = sum(meet(start_again, "quarter").moment.exit == "passed" for start_again in lives(600))
    assert 0.27 * 600 - 35 < taken < 0.27 * 600 + 35


def lives(many: int) -> list[Run]:
    found = loaded()
    assert found.story is not None
    return [Run.start(found.story, seed) for seed in range(many)]


# ---- a short purse --------------------------------------------------------------------------------------------------
def test_a_short_purse_offers_all_it_has_at_long_odds_and_tries_his_patience_twice() -> None:
    run = start(money=300)
    now = stage(run)
    assert (now["offer.25"], now["odds.25"]) == (300, 5)
    assert choices(run)["quarter"] == "Offer all that you have, 300 won"
    locked = {c.id: c.reason for c in run.look().choices if not c.open}
    assert locked["half"] == "needs 1,900 won; you have 300"
    meet(run, ("quarter", "too_little"))
    assert (value(run, "money"), stage(run)["patience"], stage(run)["low"]) == (300, 1, 800)
    run.undo()
    assert value(meet(run, ("quarter", "taken")), "money") == 0


def test_an_empty_purse_can_still_plead_and_walk() -> None:
    run = start(money=0)
    offers = [c for c in run.look().choices if c.tags["verb"] == "offer"]
    assert [(c.text, c.open, c.reason) for c in offers] == [("Offer 1,400 won", False, "You have no won.")]
    meet(run, "walk")
    assert run.moment.exit == "walked"


OWN = "\n".join(f"- {{text: Own {n}, id: own{n}, stay: true}}" for n in range(4))
"""So many choices of the writer's that gifts and money are menus."""


def reasons(run: Run) -> dict[str, str]:
    return {c.id: c.reason for c in run.look().choices if not c.open}


def test_a_menu_in_which_nothing_can_be_done_is_one_lock() -> None:
    assert reasons(start("gifts: [cigarettes, fish]", OWN)) == {}
    broke = start("gifts: [soap, egg]", OWN, money=0)
    assert reasons(broke) == {"money": "You have no won.", "gifts": "You have nothing of the kind with you."}
    with pytest.raises(CannotChoose, match="nothing of the kind"):
        broke.choose("gifts")


def test_the_talk_closes_when_all_is_said() -> None:
    assert "talk" not in choices(meet(start(), "talk", ("plead", "not_heard"), "back"))
    named = meet(start("patrons: [captain]"), "talk", ("plead", "not_heard"), "back")
    assert "talk" in choices(named)


# ---- gifts ----------------------------------------------------------------------------------------------------------
def test_a_gift_is_worth_what_he_likes_it_for_is_unseen_and_sets_no_price() -> None:
    run = start("gifts: [cigarettes]\nwitnesses: 2")
    assert choices(run)["cigarettes"] == "Offer a pack of cigarettes"
    # 1,142 won at 120 percent reach 570 won into 2,200.
    assert next(c for c in run.look().choices if c.id == "cigarettes").odds.endswith("25 in 100")
    meet(run, ("cigarettes", "taken"))
    assert (value(run, "have.cigarettes"), value(run, "risk"), value(run, "ri.taught")) == (2, 0, 0)
    assert (run.moment.exit, value(run, "ri.knows")) == ("passed", 1)


def test_a_gift_that_is_not_enough_is_kept_and_the_span_falls_by_its_worth() -> None:
    run = meet(start("gifts: [cigarettes]"), ("cigarettes", "kept"))
    now = stage(run)
    assert (now["low"], now["high"], now["patience"]) == (0, 1_600, 2)
    assert value(run, "have.cigarettes") == 2
    assert "cigarettes" not in choices(run)  # once in a meeting


def test_a_gift_may_be_several_of_a_thing() -> None:
    run = start("gifts: {cigarettes: 3, fish: 1}")
    assert choices(run)["cigarettes"] == "Offer 3 packs of cigarettes"
    meet(run, ("cigarettes", "taken"))
    assert value(run, "have.cigarettes") == 0


# ---- reading him ----------------------------------------------------------------------------------------------------
def test_watching_takes_half_of_the_guess_away_once() -> None:
    low = meet(start(), ("watch", "lower"))
    assert (stage(low)["low"], stage(low)["high"], stage(low)["patience"]) == (800, 1_900, 2)
    high = meet(start(), ("watch", "upper"))
    assert (stage(high)["low"], stage(high)["high"]) == (1_900, 3_000)
    assert "watch" not in choices(high)


def test_pleading_is_heard_more_by_whom_one_knows_and_less_under_many_eyes() -> None:
    def odds(run: Run) -> str:
        run.choose("talk")
        return next(c for c in run.look().choices if c.id == "plead").odds

    assert odds(start()).endswith(" 8 in 100")
    assert odds(pay(start(), 3)).endswith("29 in 100")
    assert odds(pay(start(risk=50), 3)).endswith("19 in 100")
    assert odds(start("witnesses: 3")).endswith(" 2 in 100")
    run = meet(start(), "talk", ("plead", "not_heard"))
    assert stage(run)["patience"] == 2 and "plead" not in choices(run)


def test_the_hint_of_pleading_names_what_takes_most() -> None:
    def hint(run: Run) -> str:
        run.choose("talk")
        return next(c for c in run.look().choices if c.id == "plead").hint

    assert hint(start()) == "he has not all day"
    assert hint(start(risk=60)) == "they know your face"
    assert hint(start("witnesses: 3")) == "too many people listen"
    assert hint(start("crackdown: risk >= 0")) == "there are orders"


def test_a_name_works_by_trust_and_wears_with_each_use() -> None:
    run = start("patrons: [captain, colonel]")
    meet(run, "talk")
    odds = {c.id: c.odds for c in run.look().choices}
    assert odds["name_captain"].endswith("44 in 100") and odds["name_colonel"].endswith("71 in 100")
    meet(run, ("name_captain", "asked"))
    assert (value(run, "risk"), stage(run)["patience"], value(run, "ri.named")) == (8, 1, 1)
    assert value(run, "captain.trust") == 37
    odds = {c.id: c.odds for c in run.look().choices}
    assert odds["name_captain"].endswith("22 in 100") and odds["name_colonel"].endswith("51 in 100")
    meet(run, ("name_colonel", "greeted"))
    assert (run.moment.exit, value(run, "colonel.trust"), value(run, "ri.named")) == ("passed", 82, 2)


# ---- over the meetings ----------------------------------------------------------------------------------------------
def test_each_time_he_lets_you_through_the_span_is_closer() -> None:
    run, widths = start(), []
    for _ in range(7):
        now = stage(run)
        widths.append(round((now["high"] - now["low"]) * 50 / RICE))
        pay(run, 1)
    assert widths[:1] == [58] and widths == sorted(widths, reverse=True) and widths[5] <= 21
    assert value(run, "ri.knows") == 5 and stage(run)["knows"] == 5 and stage(run)["met"] == 7


def test_from_the_fourth_meeting_he_names_a_sum_first() -> None:
    run = pay(start(), 2)
    assert "named" not in choices(run)["all"]
    run = pay(run, 1)
    high = f"{stage(run)['high']:,} won"
    assert choices(run)["all"] == f"Give what was named, {high}"
    assert f'"{high}," says Officer Ri' in run.look().text[-1].plain
    run.choose("talk")
    assert "by the month" in " ".join(p.plain for p in run.look().text)
    meet(run, "back", ("half", "refused"))
    assert choices(run)["all"] == f"Offer {high}"


def test_a_paid_month_costs_four_times_the_middle_and_is_waved_through() -> None:
    run = pay(start(), 1)
    assert "monthly" not in choices(meet(run, "talk"))
    run = pay(meet(run, "back"), 1)
    now = stage(run)
    middle = (now["low"] + now["high"]) // 2
    money = value(run, "money")
    meet(run, "talk", "monthly")
    assert (value(run, "money"), run.moment.exit) == (money - 4 * middle, "passed")
    meet(run, "sleep")
    assert stage(run)["regular"] == 29
    assert set(choices(run)) == {"nod", "walk"}
    assert next(c for c in run.look().choices if c.id == "nod").odds.endswith("80 in 100")
    meet(run, ("nod", "waved"))
    assert (value(run, "money"), value(run, "ri.knows")) == (money - 4 * middle, 4)
    for _ in range(29):
        meet(run, "sleep", "walk")
    assert "nod" not in choices(meet(run, "sleep"))


def month_paid(seed: int = 1) -> Run:
    return meet(pay(start(seed=seed), 2), "talk", "monthly", "sleep")


def test_another_man_is_dealt_with_as_a_stranger_and_tells_nobody() -> None:
    run = meet(month_paid(), ("nod", "another_man"))
    now = stage(run)
    assert (now["knows"], now["stranger"]) == (0, 1)
    assert (now["low"], now["high"]) == (800, 3_000)
    before = value(run, "ri.knows"), value(run, "ri.taught")
    meet(run, "all")
    assert (value(run, "ri.knows"), value(run, "ri.taught")) == before
    assert "nod" in choices(meet(run, "sleep"))  # the month is still paid


def test_one_paid_month_in_seven_he_is_moved_and_asked_about_you() -> None:
    moved = 0
    for seed in range(70):
        run = meet(month_paid(seed), *["walk", "sleep"] * 20)
        try:
            meet(run, ("nod", "moved"))
        except CannotChoose:
            continue
        moved += 1
        assert (value(run, "risk"), value(run, "ri.regular")) == (15, 0)
        assert stage(run)["knows"] == 0 and "half" in choices(run)
    assert 4 <= moved <= 18
    with pytest.raises(CannotChoose):  # never in the first half of a month
        meet(month_paid(), ("nod", "moved"))


def test_on_may_send_a_moved_mans_payer_elsewhere() -> None:
    for seed in range(40):
        run = meet(
            pay(start("on: {moved: {goto: shut, effects: {risk: +5}}}", seed=seed), 2), "talk", "monthly", "sleep"
        )
        meet(run, *["walk", "sleep"] * 20)
        try:
            meet(run, ("nod", "moved"))
        except CannotChoose:
            continue
        assert (run.moment.scene, run.moment.exit, value(run, "risk")) == ("shut", "moved", 20)
        return
    raise AssertionError("nobody was moved")


def test_whom_he_trusts_pays_up_to_a_third_less_and_who_was_caught_more() -> None:
    assert stage(start(ri_trust=100))["high"] == 2_000
    caught = "- {id: caught, text: Caught, effects: {caught: +4}, goto: walked}"
    run = meet(start("", caught), "caught", "sleep")
    assert stage(run)["high"] == 3_700


# ---- patience and the door ------------------------------------------------------------------------------------------
def test_at_the_end_of_his_patience_the_door_closes_and_what_was_shown_is_lost() -> None:
    run = meet(
        start("gifts: [fish]\nloses: [rice, yuan]\nclosed: {goto: shut, result: He counts it.}"),
        *[("quarter", "refused")] * 3,
    )
    assert run.moment.scene == "officer.closed"
    assert (value(run, "have.rice"), value(run, "yuan"), value(run, "have.fish")) == (0, 0, 2)
    meet(run, "go_on")
    assert (run.moment.scene, run.moment.exit) == ("shut", "closed")
    assert [p.plain for p in run.look().result] == ["He counts it."]


def test_without_a_scene_for_the_closed_door_one_stands_where_one_walks_to() -> None:
    block = "walked_is_told: x"
    text = written().replace("walked: walked", "walked: {goto: walked, effects: {risk: +9}, result: You go.}")
    assert block not in text
    story = load_text(text).story
    assert story is not None
    run = meet(Run.start(story, 1), *[("quarter", "refused")] * 3, "go_on")
    assert (run.moment.scene, run.moment.exit, value(run, "risk"), run.look().result) == ("walked", "closed", 0, ())


def test_a_closed_door_stays_closed_until_tomorrow() -> None:
    run = meet(start(), *[("quarter", "refused")] * 3, "go_on", "again")
    assert run.moment.scene == "officer.closed"
    meet(run, "go_on", "sleep")
    assert (run.moment.scene, stage(run)["patience"], stage(run)["low"]) == ("officer", 3, 800)


def test_walking_away_and_coming_back_the_same_day_begins_nothing_anew() -> None:
    run = meet(start(), ("half", "refused"), ("watch", "lower"), "walk", "again")
    assert (stage(run)["patience"], stage(run)["refused"], value(run, "ri.met")) == (1, 1_900, 1)
    assert "watch" not in choices(run)
    meet(run, "walk", "sleep")
    assert (stage(run)["patience"], stage(run)["refused"], value(run, "ri.met")) == (3, 0, 2)
    assert "watch" in choices(run)


def test_a_second_errand_on_one_day_is_a_new_meeting() -> None:
    run = meet(start(), ("half", "taken"), "again")
    assert (stage(run)["patience"], value(run, "ri.met"), stage(run)["last"]) == (3, 2, 1_900)


def test_the_writers_own_choices_stand_on_the_hub_and_break_nothing_off() -> None:
    own = "- {id: girl, text: Ask after his girl, once: true, effects: {ri.trust: +3}, stay: true}"
    run = meet(start("", own), ("half", "refused"), "girl")
    assert (value(run, "ri.trust"), stage(run)["patience"], stage(run)["refused"]) == (3, 2, 1_900)


def test_the_writers_own_effects_happen_once_an_arrival_and_after_the_encounters() -> None:
    text = written("patrons: [captain]").replace(
        "    bribe:\n", "    effects: {risk: +1, bribe.patience: +1}\n    bribe:\n", 1
    )
    story = load_text(text).story
    assert story is not None
    run = meet(Run.start(story, 1), ("half", "refused"), "talk", ("plead", "not_heard"), "back")
    assert (value(run, "risk"), stage(run)["patience"]) == (1, 2)


# ---- orders, southern goods, other purses ---------------------------------------------------------------------------
def test_an_order_to_be_strict_raises_the_price_and_frightens_a_sergeant_most() -> None:
    strict = {
        t: stage(start("crackdown: risk == 0", temper=t))["high"] for t in ("patrolman", "sergeant", "old_policeman")
    }
    assert strict == {"patrolman": 4_000, "sergeant": 4_400, "old_policeman": 3_500}
    assert stage(start("crackdown: risk == 0", temper="sergeant"))["patience"] == 1
    assert stage(start("crackdown: risk > 0", temper="sergeant"))["patience"] == 2


def test_with_southern_goods_nothing_is_better_than_one_in_five() -> None:
    run = start("southern: true\ngifts: {cigarettes: 3}\npatrons: [colonel]")
    told = [c.odds for c in run.look().choices if c.odds]
    run.choose("talk")
    told += [c.odds for c in run.look().choices if c.odds]
    assert len(told) == 7 and all(int(odds.split(", ")[1].split()[0]) <= 20 for odds in told)
    assert "monthly" not in choices(run)
    meet(run, "back", ("all", "refused"))
    assert value(run, "money") == 100_000


def test_any_purse_pays_in_its_own_currency() -> None:
    run = start("purse: yuan")
    now = stage(run)
    assert (now["low"], now["high"], now["purse"]) == (1, 6, 900)  # four yuan a kilo
    assert choices(run)["all"] == "Offer 6 yuan"
    meet(run, "all")
    assert (value(run, "yuan"), value(run, "money")) == (894, 100_000)


# ---- promises -------------------------------------------------------------------------------------------------------
LAYOUTS = [
    (theirs, gifts, names)
    for theirs in range(6)
    for gifts in ("", "gifts: [fish]", "gifts: [fish, rice, cigarettes]")
    for names in ("", "patrons: [captain, colonel]")
    if theirs + (5 if "rice" in gifts else 4) <= 9
]


@pytest.mark.parametrize(("theirs", "gifts", "names"), LAYOUTS)
def test_no_scene_has_more_than_nine_choices_and_one_is_always_free(theirs: int, gifts: str, names: str) -> None:
    own = "\n".join(f"- {{id: own_{n}, text: Own {n}, effects: {{risk: +1}}, stay: true}}" for n in range(theirs))
    run = start(f"{gifts}\n{names}", own, money=0)
    made = [scene for scene in run.story.scenes.values() if scene.encounter == "officer"]
    everything = {"nod", "quarter", "half", "most", "all", "watch", "talk", "walk", "plead", "monthly", "back", "go_on"}
    assert everything <= {choice.id for scene in made for choice in scene.choices}
    for scene in made:
        assert len(scene.choices) <= 9
        assert any(not c.cost and c.when is None and not c.chance for c in scene.choices)


def test_menus_take_no_turn_and_no_roll() -> None:
    run = start(
        "gifts: [fish, rice]", "\n".join(f"- {{id: own_{n}, text: Own {n}, stay: true, once: true}}" for n in range(4))
    )
    before = run.moment.values
    for menu in ("talk", "gifts", "money"):
        meet(run, menu, "back")
    assert (run.moment.values, run.moment.turn) == (before, 0)


@pytest.mark.parametrize("money", [0, 1, 500, 3_000, 100_000_000])
def test_every_random_walk_leaves(money: int) -> None:
    found = loaded("gifts: [cigarettes]\npatrons: [captain]\nloses: [rice]\nclosed: shut\nwitnesses: 2", money=money)
    assert found.story is not None
    for seed in range(60):
        run = Run.start(found.story, seed)
        for steps in range(1, 400):
            open_ = [c.id for c in run.look().choices if c.open]
            run.choose(open_[below(seed, 1_000 + steps, len(open_))])
            if run.moment.exit:
                break
        assert run.moment.exit in ("passed", "walked", "closed")
        assert value(run, "money") >= 0


@given(
    seed=st.integers(0, 2**32),
    money=st.sampled_from([0, 730, 2_345, 100_000]),
    temper=st.sampled_from(["patrolman", "clerk"]),
    grams=st.sampled_from([40, 150, 1000, 9000]),
)
@settings(max_examples=40)
def test_every_sum_can_be_said(seed: int, money: int, temper: str, grams: int) -> None:
    block = "gifts: [cigarettes, fish]\npatrons: [captain]\ncrackdown: risk > 20"
    run = Run.start(ERRANDS.setdefault((money, temper, grams), errands(block, money, temper, grams)), seed)
    for turn in range(25):
        assert unsayable(run) == []
        open_ = [c.id for c in run.look().choices if c.open]
        run.choose(open_[below(seed, turn, len(open_))])


ERRANDS: dict[tuple[int, str, int], Story] = {}


def errands(block: str, money: int, temper: str, grams: int) -> Story:
    text = written(block, money=money, temper=temper).replace("rice_g: 1000", f"rice_g: {grams}")
    found = load_text(text)
    assert found.story is not None
    return found.story


def test_the_same_choices_give_the_same_life_and_looking_changes_nothing() -> None:
    steps: list[str | tuple[str, str]] = [
        ("half", "refused"),
        ("watch", "upper"),
        "talk",
        ("plead", "not_heard"),
        "go_on",
    ]
    one, other = start(seed=9), start(seed=9)
    for step in steps:
        meet(one, step)
        meet(other, step)
        for _ in range(3):
            other.look()
    assert one.moment.values == other.moment.values


def test_screens_get_typed_numbers_and_the_temper_only_when_he_is_known() -> None:
    run = start("witnesses: [a private]")
    page = run.look()
    assert page.stage is not None and page.stage.kind == "bribe"
    now = view(page.stage.fixed, page.stage.values)
    assert (now.official, now.currency, now.witnesses, now.temper) == ("Officer Ri", "won", 1, "")
    assert [(offer.share, offer.total, offer.teaches) for offer in now.offers] == [
        (25, 1_400, -1),
        (50, 1_900, 0),
        (75, 2_500, 1),
        (100, 3_000, 1),
    ]
    page = pay(run, 2).look()
    assert page.stage is not None and view(page.stage.fixed, page.stage.values).temper
    run.choose("talk")
    assert run.look().stage is not None


# ---- what writers bring ---------------------------------------------------------------------------------------------
def test_the_writers_texts_are_read_in_place_of_the_games() -> None:
    block = """
text:
  passed: He puts his cap on.
  refused:
    - {when: bribe.patience == 1, text: The cap is in his hand.}
    - otherwise: He laughs.
"""
    run = meet(start(block), ("half", "refused"))
    assert [p.plain for p in run.look().result] == ["He laughs."]
    meet(run, ("half", "refused"))
    assert [p.plain for p in run.look().result] == ["The cap is in his hand."]
    meet(run, "all")
    assert [p.plain for p in run.look().result] == ["He puts his cap on."]


def test_a_conditional_text_of_the_writers_keeps_its_own_conditions() -> None:
    block = """
text:
  known:
    - {when: risk >= 5, text: He is being watched.}
    - otherwise: He looks at a roof.
"""
    run = pay(start(block), 2)
    assert [p.plain for p in run.look().text] == ["The boot is on it."]
    meet(run, "talk", "monthly", "sleep")
    assert [p.plain for p in run.look().text] == ["The boot is on it.", "He looks at a roof."]


def test_under_a_condition_of_the_encounters_own_else_when_and_otherwise_mean_what_they_say() -> None:
    block = """
text:
  known:
    - Paid.
    - {when: risk >= 20, text: twenty}
    - {else_when: risk >= 10, text: ten}
    - {otherwise: calm}
    - {when: risk == 10, text: ten again}
    - {otherwise: not ten}
"""
    for risk, said in ((0, ["calm", "not ten"]), (10, ["ten", "ten again"]), (20, ["twenty", "not ten"])):
        run = pay(start(block, risk=risk), 2)
        assert [p.plain for p in run.look().text] == ["The boot is on it."]
        meet(run, "talk", "monthly", "sleep")
        assert [p.plain for p in run.look().text] == ["The boot is on it.", "Paid.", *said]


def test_what_one_text_asks_ends_where_the_next_begins() -> None:
    text = """
text:
  taken: [{when: risk < 50, text: Taken.}]
  passed: [{when: risk > 50, text: Seen.}, {else_when: risk < 50, text: Unseen.}, {otherwise: Never.}]
"""
    run = meet(start(text), "all")
    assert [p.plain for p in run.look().result] == ["Taken.", "Unseen."]
    found = loaded("text: {taken: [{when: risk < 50, text: Taken.}], passed: [{otherwise: Never.}]}")
    assert {p.code for p in found.problems} == {"otherwise-alone"}


def test_an_exit_says_how_it_ends_and_changes_what_the_writer_wants() -> None:
    text = written().replace("passed: passed\n", "passed: {goto: passed, effects: {risk: +3}, result: Through.}\n", 1)
    story = load_text(text).story
    assert story is not None
    run = meet(Run.start(story, 1), "all")
    assert ([p.plain for p in run.look().result], value(run, "risk")) == (["Through."], 3)


@pytest.mark.parametrize(
    ("block", "code", "words"),
    [
        ("official: mina", "unknown-person", "nobody called `mina`"),
        ("official: captain", "not-an-official", "`captain` is no official"),
        ("purse: dollars", "unknown-purse", "no purse `dollars`"),
        ("gifts: [fisch]", "unknown-good", "no good `fisch`"),
        ("gifts: {fish: 0}", "encounter-number", "`fish` goes from 1 to 99"),
        ("gifts: [fish, rice, corn, tofu]", "too-many", "at most 3 gifts"),
        ("patrons: [ri]", "bad-patron", "his own patron"),
        ("patrons: [captain, captain]", "bad-patron", "stands here twice"),
        ("loses: [boots]", "unknown-good", "no good `boots`"),
        ("witnesses: 12", "encounter-number", "`witnesses` goes from 0 to 9"),
        ("errand: {rice_g: 0}", "encounter-number", "`rice_g` goes from 1"),
        ("text: {refusd: No.}", "encounter-text", "no text `refusd`"),
        ("on: {caught: shut}", "encounter-event", "no event `caught`"),
    ],
)
def test_what_cannot_be_is_said_where_it_stands(block: str, code: str, words: str) -> None:
    text = written(block)
    for key in ("official: ri", "errand: {rice_g: 1000}"):
        if block.startswith(key.partition(":")[0]):
            text = text.replace(f"      {key}\n", "", 1)
    found = load_text(text)
    assert found.story is None
    (problem,) = [p for p in found.problems if p.code == code]
    assert words in problem.message
    assert text.splitlines()[problem.line - 1].strip() == block


def test_too_many_choices_of_the_writers_own_are_a_problem() -> None:
    found = loaded("", "\n".join(f"- {{id: own_{n}, text: Own {n}, stay: true}}" for n in range(6)))
    assert [p.code for p in found.problems] == ["too-many-choices"]
    assert "room for 5" in found.problems[0].message


def test_a_slip_in_a_text_is_found_where_it_was_written() -> None:
    block = """
text:
  refused:
    - He laughs.
    - {when: bribe.patiense == 1, text: The cap is in his hand.}
"""
    found = loaded(block)
    text = written(block).splitlines()
    assert {text[p.line - 1].strip() for p in found.problems} == {
        "- {when: bribe.patiense == 1, text: The cap is in his hand.}"
    }
    assert "did you mean" in found.problems[0].hint


PAGE = Path(__file__).parents[3] / "docs" / "writing" / "encounters" / "bribe.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def test_the_pages_story_and_every_example_on_it_load() -> None:
    whole = [text for text in EXAMPLES if text.startswith("jangmadang")]
    pieces = [text for text in EXAMPLES if text not in whole]
    assert len(whole) == 1 and len(pieces) == 3
    assert load_text(whole[0]).problems == ()
    block = next(text for text in pieces if text.startswith("bribe:"))
    texts = next(text for text in pieces if text.startswith("text:"))
    words = "".join(f"    {line}\n" for line in block.splitlines())
    story = whole[0].replace("  ri:", "  captain: {name: Captain O}\n  ri:")
    story = story.replace("people:", "  yuan: {start: 40, currency: yuan}\n  guests: false\n  papers: false\npeople:")
    story = re.sub(r"    bribe:\n(?:      .*\n)+", words, story) + "  held: {text: A stove., ending: {title: Held}}\n"
    assert load_text(story).problems == ()
    captions = next(text for text in pieces if text.startswith("captions:"))
    for part in (texts, captions):
        lines = "".join(f"      {line}\n" for line in part.splitlines())
        assert load_text(whole[0].replace("      walked:", f"{lines}      walked:")).problems == ()


def test_every_text_key_is_on_the_page() -> None:
    said = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert set(KEYS) <= said


def test_long_names_have_room() -> None:
    text = written("patrons: [captain]\nwitnesses: 3\npurse: savings_in_the_lining_of_a_coat")
    text = text.replace("  yuan:", "  savings_in_the_lining_of_a_coat: {start: 900, currency: yuan}\n  yuan:")
    for short, long in (
        ("ri:", "the_deputy_inspector_of_all_the_roads:"),
        ("official: ri\n", "official: the_deputy_inspector_of_all_the_roads\n"),
        ("captain", "colonel_of_the_third_department_for_travel"),
        ("officer", "the_scene_with_a_rather_long_name"),
    ):
        text = text.replace(short, long)
    assert load_text(text).problems == ()
