"""A market day as a player meets it: always a loaded block, always through a Run."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.run import CannotChoose, Run
from jangmadang.story import rounding
from jangmadang.story.days import date_of, day_of
from jangmadang.story.document import Market
from jangmadang.story.encounters.market import view
from jangmadang.story.encounters.market.checks import SEATS
from jangmadang.story.encounters.market.patrol import EVENTS
from jangmadang.story.encounters.market.words import KEYS
from jangmadang.story.goods import GOODS
from jangmadang.story.loading import Loaded, load_text
from jangmadang.story.model import Story
from jangmadang.story.prices import Prices

PRICES = Prices()
TODAY = day_of("2013-05-01")
COVER = """
jangmadang: 1
id: row
title: The row
start: {start}
calendar: {{day_1: {day_1}, place: hyesan}}
state:
  money: {{start: {money}, currency: old_won}}
  new_won: {{start: {money}, currency: new_won}}
  yuan: {{start: {yuan}, currency: yuan}}
  risk: {{start: {risk}, max: 100}}
  greeted: {{start: 0, max: 99}}
people:
  mina: {{name: Mi-na, trust: {trust}}}
  chae: {{name: Old Chae, trust: {trust}}}
  kim: {{name: Officer Kim, official: {{temper: sergeant}}}}
scenes:
  night:
    text: Night.
    effects: {{day: +1}}
    choices:
      - {{text: Morning, goto: cloth}}
      - {{text: Out again, id: again, effects: {{day: +0}}, goto: dusk}}
  dusk:
    text: Dusk.
    choices:
      - {{text: Back, goto: cloth}}
      - {{text: Enough, goto: enough}}
  enough: {{text: Enough., ending: {{title: Enough}}}}
"""


def indent(block: str, by: int) -> str:
    return "\n".join(" " * by + line for line in block.strip("\n").splitlines())


def loading(
    block: str,
    scene: str = "",
    day_1: str = "2013-05-01",
    money: int = 30_000_000,
    yuan: int = 3_000,
    risk: int = 5,
    trust: int = 45,
    start: str = "cloth",
    goods: str = "",
) -> Loaded:
    """A small story around a market block; `scene` stands beside the block, `goods` under `goods:`."""
    return read(loading_text(block, scene, day_1, money, yuan, risk, trust, start, goods))


read = lru_cache(128)(load_text)
"""The same text is the same story; half of these tests begin in one that another has read."""


def loading_text(
    block: str,
    scene: str = "",
    day_1: str = "2013-05-01",
    money: int = 30_000_000,
    yuan: int = 3_000,
    risk: int = 5,
    trust: int = 45,
    start: str = "cloth",
    goods: str = "",
) -> str:
    text = COVER.format(day_1=day_1, money=money, yuan=yuan, risk=risk, trust=trust, start=start)
    text += "  cloth:\n    title: The cloth\n    text: Your cloth.\n"
    text += indent(scene, 4) + ("\n" if scene else "")
    text += "    market:\n" + indent(block, 6) + "\n"
    if "leave:" not in block:
        text += "      leave: night\n"
    front, scenes = text.split("scenes:\n")
    return front + (f"goods:\n{indent(goods, 2)}\n" if goods else "") + "scenes:\n" + scenes


def story(block: str = "goods: [rice, corn, tofu, soap]", **rest: Any) -> Story:
    loaded = loading(block, **rest)
    assert not loaded.problems, [p.text() for p in loaded.problems]
    assert loaded.story is not None
    return loaded.story


def begin(block: str = "goods: [rice, corn, tofu, soap]", seed: int = 7, **rest: Any) -> Run:
    return Run.start(story(block, **rest), seed)


def take(run: Run, *steps: str) -> Run:
    """Choices by id, `call>whistle` with the outcome that must fall."""
    for step in steps:
        choice, *outcomes = step.split(">")
        run.choose(choice, tuple(outcomes))
    return run


def number(run: Run, name: str) -> int:
    value = run.value(name)
    assert isinstance(value, int)
    return value


def at(run: Run) -> str:
    return run.moment.scene


def open_choices(run: Run) -> list[str]:
    return [choice.id for choice in run.look().choices if choice.open]


def choice(run: Run, id_: str) -> Any:
    return next(c for c in run.look().choices if c.id == id_)


FULL = """
seat: stall
goods: [rice, corn, tofu, soap, cigarettes, pork, yuan, soybean_oil, potatoes, salt]
hidden: [southern]
storeroom: true
friend: mina
wholesaler: chae
patrol: {official: kim, heat: 40}
credit: {to: [mina, chae], from: chae}
crackdown: risk >= 30
holiday: day == 3
"""


# ---- prices ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("purse", "currency"), [("money", "old_won"), ("new_won", "new_won"), ("yuan", "yuan")])
def test_a_market_sells_at_the_prices_of_its_day_and_place_in_the_currency_of_its_purse(
    purse: str, currency: str
) -> None:
    run = begin(f"goods: [rice, soap]\npurse: {purse}\nplace: chongjin\npatrol: {{heat: 0}}")
    day, money = TODAY, number(run, purse)
    take(run, "rice", "buy5")
    paid = PRICES.buy(7, "rice", "chongjin", day, 5, currency)
    assert money - number(run, purse) == paid
    assert number(run, "paid.rice") == paid // 5
    take(run, "sell1")
    money -= paid - PRICES.sell(7, "rice", "chongjin", day, 1, currency)
    assert number(run, purse) == money
    sold = min(4, PRICES.want(7, "rice", day, 0))
    take(run, "call")
    assert number(run, purse) == money + PRICES.retail(7, "rice", "chongjin", day, sold, currency)
    assert number(run, "have.rice") == 4 - sold


def test_the_day_of_those_prices_is_the_day_of_the_story() -> None:
    run = take(begin(), "go", "cloth", "rice")
    assert choice(run, "buy1").price == f"−{PRICES.buy(7, 'rice', 'hyesan', TODAY + 1):,} won"


SOLD = st.sampled_from([g.id for g in GOODS.values() if not g.hidden and g.kind != "money"])


@given(good=SOLD, day=st.integers(1, 1400), seed=st.integers(0, 2**64 - 1), money=st.integers(0, 40_000))
@settings(max_examples=25)
def test_every_sum_can_be_said_and_all_is_all(good: str, day: int, seed: int, money: int) -> None:
    run = begin(f"goods: [{good}]\nseat: stall\npack: 999", seed, day_1=str(date_of(day)), money=money)
    if good not in open_choices(run):
        return
    take(run, good)
    said = [f"{c.price} {c.hint}" for c in run.look().choices]
    for sum_ in re.findall(r"([\d,]+) won", " ".join(said)):
        won = int(sum_.replace(",", ""))
        assert won % (50 if won >= 1000 else 10) == 0, said
    assert ("buyall" in open_choices(run)) == ("buy1" in open_choices(run))
    if "buyall" in open_choices(run):
        take(run, "buyall")
        if "buy1" in open_choices(run):  # of what costs less than a thousand the last fifty may buy one more
            assert PRICES.mid(seed, good, "hyesan", day) < 1000
            assert "buy1" not in open_choices(take(run, "buy1"))


@given(
    good=SOLD,
    day=st.integers(1, 3000),
    seed=st.integers(0, 2**64 - 1),
    purse=st.sampled_from(["money", "new_won", "yuan"]),
)
@settings(max_examples=25)
def test_buying_and_pouring_out_at_once_never_gains(good: str, day: int, seed: int, purse: str) -> None:
    run = begin(f"goods: [{good}]\npurse: {purse}\nspread: 0", seed, day_1=str(date_of(day)))
    before = number(run, purse)
    for bought, sold in (("buy1", "sell1"), ("buy5", "sell5"), ("buyall", "sellall")):
        take(run, good)
        if bought in open_choices(run):
            take(run, bought, sold)
        take(run, "back")
        assert number(run, purse) <= before


def test_what_is_bought_is_taken_from_the_row_and_what_is_poured_out_lies_there() -> None:
    run = take(begin(), "corn")
    lying = number(run, "cloth.here.corn")
    for step in ("buy5", "buy1", "buyall", "sell5", "sell1", "buy5", "sellall"):
        take(run, step)
        assert number(run, "cloth.here.corn") + number(run, "have.corn") == lying


def test_all_is_as_much_as_purse_row_and_back_allow() -> None:
    four = PRICES.buy(7, "corn", "hyesan", TODAY, 4)
    assert number(take(begin(money=four), "corn", "buyall"), "have.corn") == 4
    run = take(begin(money=four - 1), "corn", "buyall")
    assert number(run, "have.corn") == 3
    assert choice(run, "buy1").reason.startswith("needs ")
    assert choice(run, "buyall").reason == "You cannot pay for a kilo of corn."
    run = take(begin("goods: [corn]\npack: 8"), "corn", "buyall")
    assert number(run, "have.corn") == 8
    assert choice(run, "buyall").reason == choice(run, "buy1").reason == "You cannot carry more than 8 kilos."
    run = begin("goods: [cigarettes]", money=900_000_000)
    lying = number(run, "cloth.here.cigarettes")
    take(run, "cigarettes", "buyall")
    assert number(run, "have.cigarettes") == lying
    assert choice(run, "buy1").reason == choice(run, "buyall").reason == "There is no more here."


def test_a_lock_says_the_one_thing_that_holds() -> None:
    run = take(begin("goods: [rice, corn]\npack: 7", goods="rice: {have: 4}"), "corn")
    assert choice(run, "buy1").open and choice(run, "buy5").reason == "You can carry only 3 kilos more."
    assert (
        choice(run, "sell1").reason == choice(run, "sellall").reason == choice(run, "call").reason == "You have none."
    )
    run = take(begin("goods: [rice]\npack: 9", goods="rice: {have: 4}"), "rice")
    assert choice(run, "sell5").reason == "You have only 4 kilos."
    some = begin("goods: [cigarettes]", money=900_000_000)
    lying = number(some, "cloth.here.cigarettes")
    take(some, "cigarettes", *["buy1"] * (lying - 3))
    assert choice(some, "buy5").reason == "Only 3 packs can be had here."


def test_a_good_with_which_nothing_can_be_done_is_one_lock_and_keeps_its_price() -> None:
    run = begin("goods: [rice, cigarettes, yuan]", money=200, yuan=0, goods="rice: {have: 1}")
    locked = {
        c.id: (c.text.endswith(" won") or " won the " in c.text, c.reason) for c in run.look().choices if not c.open
    }
    assert locked == {
        "cigarettes": (True, "You have none, and cannot pay for a pack of cigarettes."),
        "yuan": (True, "You have none, and cannot pay for a yuan."),
    }
    full = begin("goods: [rice, corn]\npack: 5", goods="rice: {have: 5}")
    assert choice(full, "corn").reason == "You have none, and cannot carry more than 5 kilos."
    stored = begin("goods: [corn]\nstoreroom: true", money=0, goods="corn: {home: 5}")
    assert choice(stored, "corn").open


def test_a_pinned_price_is_the_price() -> None:
    run = take(begin("goods: [rice, soap]\ntags: {rice: 2200}\npurse: new_won\nspread: 0"), "rice")
    assert choice(run, "buy5").price == "−11,000 won"
    assert "2,200 won" in choice(take(run, "back"), "rice").text
    run = take(begin("goods: [rice]\ntags: {rice: 30}\npurse: new_won"), "rice")
    assert choice(run, "buy5").price == "−155 won"  # 154.5, rounded up when you pay
    assert choice(run, "sell5").hint == "brings 145 won"  # 145.5, rounded down when you receive


def test_a_wholesaler_who_trusts_one_takes_a_point_less() -> None:
    plain = take(begin("goods: [rice]\nwholesaler: chae", trust=39), "rice", "buy5")
    known = take(begin("goods: [rice]\nwholesaler: chae", trust=40), "rice", "buy5")
    assert 30_000_000 - number(plain, "money") == PRICES.buy(7, "rice", "hyesan", TODAY, 5, spread=3)
    assert 30_000_000 - number(known, "money") == PRICES.buy(7, "rice", "hyesan", TODAY, 5, spread=2)


def test_yuan_are_bought_into_the_purse_for_yuan() -> None:
    run = take(begin("goods: [yuan, rice]", money=2_000_000), "yuan", "buy5")
    assert number(run, "yuan") == 3_005
    take(run, "sellall")
    assert number(run, "yuan") == 0
    assert "call" not in [c.id for c in run.look().choices]


# ---- the day --------------------------------------------------------------------------------------------------------
def test_turning_to_a_good_and_back_is_no_turn_and_rolls_nothing() -> None:
    run = begin(FULL)
    before = run.moment
    for good in ("rice", "corn"):
        take(run, good, "back")
    take(run, "more", "back", "row", "mina", "back", "back")
    assert run.moment.values == before.values
    assert run.moment.turn == before.turn
    assert run.look().text == Run.start(run.story, 7).look().text


def test_buying_takes_no_time_and_no_roll_and_calling_takes_an_hour_and_one() -> None:
    run = take(begin(), "soap", "buy5")
    assert (number(run, "cloth.hour"), run.moment.values[1]) == (0, 0)
    take(run, "call>quiet")
    assert (number(run, "cloth.hour"), run.moment.values[1]) == (1, 1)
    assert at(run) == "cloth"


def test_after_the_last_hour_nobody_buys_but_the_row() -> None:
    run = take(
        begin("goods: [corn]\nhours: 2"), "corn", "buy5", "call>quiet", "corn", "buy5", "call>quiet", "corn", "buy1"
    )
    assert "any more" in choice(run, "call").reason
    assert "sell1" in open_choices(run)
    with pytest.raises(CannotChoose):
        take(run, "call")


def test_the_writers_effects_apply_once_a_day_and_nothing_is_set_back_within_it() -> None:
    run = begin("goods: [corn]", scene="effects: {greeted: +1}")
    take(run, "corn", "buyall", "call>whistle", "away")
    have, here, hour = (number(run, f"{slot}") for slot in ("have.corn", "cloth.here.corn", "cloth.hour"))
    assert (at(run), hour, number(run, "greeted")) == ("cloth", 2, 1)
    take(run, "corn", "call>quiet")
    assert number(run, "cloth.here.corn") == here
    assert number(run, "have.corn") <= have
    take(run, "go", "cloth")
    assert (number(run, "cloth.hour"), number(run, "greeted"), number(run, "day")) == (0, 2, 2)


def test_going_out_again_on_the_same_day_goes_on_where_it_stopped() -> None:
    run = take(begin("goods: [corn]\nleave: dusk"), "corn", "buy5", "call>quiet", "go", "cloth")
    assert number(run, "cloth.hour") == 1
    assert number(run, "cloth.here.corn") < number(begin("goods: [corn]\nleave: dusk"), "cloth.here.corn")


def test_a_day_that_begins_on_the_cloth_itself_is_a_new_one() -> None:
    beside = "effects: {greeted: +1}\nchoices:\n  - {text: Sleep here, id: sleep, effects: {day: +1}, stay: true}"
    run = take(begin("goods: [corn]", scene=beside), "corn", "buy5", "call>quiet", "sleep")
    assert (number(run, "cloth.hour"), number(run, "greeted")) == (0, 2)


def test_the_writers_own_choices_stand_first_and_their_once_holds() -> None:
    beside = "choices:\n  - {text: Greet the row, id: greet, once: true, effects: {greeted: +1}, stay: true}"
    run = begin(FULL, scene=beside)
    assert run.look().choices[0].id == "greet"
    take(run, "greet", "corn", "buy1", "call>quiet")
    assert "greet" not in [c.id for c in run.look().choices]


@pytest.mark.parametrize(("season_day", "spoiled"), [("2013-05-01", 10)])
def test_tofu_that_was_not_sold_is_gone_by_night_and_grain_is_not(season_day: str, spoiled: int) -> None:
    run = take(begin("goods: [tofu, rice, cabbage]", day_1=season_day), "tofu", "buy5", "buy5", "back")
    take(run, "rice", "buy5", "back", "cabbage", "buy5", "back", "go")
    left = [number(run, f"have.{good}") for good in ("tofu", "rice", "cabbage")]
    assert left == [10 - spoiled, 5, 4]


def test_a_stall_costs_its_fee_and_without_it_there_is_no_stall() -> None:
    fee = rounding.up(PRICES.buy(7, "rice", "hyesan", TODAY, 120, spread=0) // 1000, "old_won")
    run = begin("goods: [rice]\nseat: stall\npatrol: {heat: 30}", money=fee + 5, risk=0)
    assert number(run, "money") == 5
    poor = begin("goods: [rice]\nseat: stall\npatrol: {heat: 30}", money=fee - 1, risk=0, goods="rice: {have: 3}")
    assert number(poor, "money") == fee - 1
    assert "70 in 100" in choice(take(poor, "rice"), "call").odds
    paid = begin("goods: [rice]\nseat: stall\npatrol: {heat: 30}", risk=0, goods="rice: {have: 3}")
    assert "90 in 100" in choice(take(paid, "rice"), "call").odds


def test_the_fee_is_told_as_what_coming_to_the_stall_took() -> None:
    run = take(begin("goods: [rice]\nseat: stall", start="night"), "cloth")
    fee = rounding.up(PRICES.buy(7, "rice", "hyesan", TODAY + 1, 120, spread=0) // 1000, "old_won")
    page = run.look()
    assert ([c.text for c in page.changes], [c.text for c in page.arrived]) == ([], [f"money −{fee:,}"])
    quiet = take(begin("goods: [rice]\nseat: stall", scene="told: false", start="night"), "cloth")
    assert quiet.look().arrived == () and number(quiet, "money") == 30_000_000 - fee


def test_a_yard_sells_less_and_hears_the_whistle_less() -> None:
    goods = "corn: {have: 30}"
    run = take(begin("goods: [corn]\nseat: yard\npatrol: {heat: 30}", risk=0, goods=goods), "corn")
    assert "85 in 100" in choice(run, "call").odds
    want = PRICES.want(7, "corn", TODAY, 0)
    take(run, "call")
    assert number(run, "have.corn") == 30 - (want + 1) // 2


# ---- the whistle ----------------------------------------------------------------------------------------------------
def test_risk_and_orders_bring_the_whistle_nearer_and_the_hint_says_what_hurts() -> None:
    goods = "rice: {have: 3}"
    quiet = choice(take(begin("goods: [rice]", risk=0, goods=goods), "rice"), "call")
    known = choice(take(begin("goods: [rice]", risk=70, goods=goods), "rice"), "call")
    strict = choice(take(begin("goods: [rice]\ncrackdown: risk == 0", risk=0, goods=goods), "rice"), "call")
    holiday = choice(take(begin("goods: [rice]\nholiday: risk == 0", risk=0, goods=goods), "rice"), "call")
    assert [c.odds[-9:] for c in (quiet, known, strict, holiday)] == [
        "92 in 100",
        "75 in 100",
        "77 in 100",
        "82 in 100",
    ]
    assert "they know your face" in known.hint
    assert "they know your face" not in quiet.hint
    assert "orders" in strict.hint


def test_leaving_the_row_is_safe_and_costs_an_hour() -> None:
    run = take(begin(), "corn", "buy5", "call>whistle")
    assert at(run) == "cloth.whistle"
    assert run.look().stage is not None and run.look().stage.values["near"] == 1  # type: ignore[union-attr]
    hour, risk = number(run, "cloth.hour"), number(run, "risk")
    take(run, "away")
    assert (at(run), number(run, "cloth.hour"), number(run, "risk")) == ("cloth", hour + 1, risk)


def test_staying_brings_the_patrol_in_thirty_five_of_a_hundred() -> None:
    run = take(begin(), "corn", "buy5", "call>whistle")
    assert "65 in 100" in choice(run, "stay").odds
    take(run, "stay>quiet")
    assert at(run) == "cloth"


def at_patrol(block: str = "goods: [rice, soap]", buy: tuple[str, ...] = ("buy5",), **rest: Any) -> Run:
    return take(begin(block, **rest), "rice", *buy, "call>whistle", "stay>patrol")


def test_the_lighter_the_bundle_the_surer_the_run() -> None:
    light = at_patrol(goods="rice: {have: 1}", buy=())
    left = number(light, "have.rice")
    heavy = at_patrol(buy=("buyall",))
    assert f"{80 - 3 * left} in 100" in choice(light, "run").odds
    assert f"{max(15, 80 - 3 * number(heavy, 'have.rice'))} in 100" in choice(heavy, "run").odds
    risk = number(light, "risk")
    take(light, "run>away")
    assert (at(light), number(light, "risk"), number(light, "have.rice")) == ("cloth", risk + 2, left)


def test_what_is_taken_can_be_bought_back_at_two_fifths() -> None:
    run = at_patrol(buy=("buyall",))
    have, money, hour = number(run, "have.rice"), number(run, "money"), number(run, "cloth.hour")
    take(run, "run>caught")
    assert (at(run), number(run, "have.rice")) == ("cloth.seized", 0)
    take(run, "back")
    worth = have * PRICES.quote(7, "rice", "hyesan", TODAY)
    assert number(run, "have.rice") == have
    assert money - number(run, "money") == rounding.up(worth * 40 // 100, "old_won")
    assert (at(run), number(run, "cloth.hour")) == ("cloth", hour + 1)


def test_stepping_back_costs_the_goods_and_no_eyes() -> None:
    run = at_patrol()
    risk = number(run, "risk")
    take(run, "drop")
    assert (at(run), number(run, "have.rice"), number(run, "risk")) == ("cloth.seized", 0, risk)
    take(run, "row")
    assert at(run) == "cloth"


def test_cigarette_money_is_a_kilo_of_rice_and_more_for_a_known_face() -> None:
    rice = PRICES.quote(7, "rice", "hyesan", TODAY)
    calm, known = at_patrol(risk=0), at_patrol(risk=60)
    assert choice(calm, "pay").price == f"−{rice:,} won"
    assert choice(known, "pay").price == f"−{rounding.up(rice * 130 // 100, 'old_won'):,} won"
    money = number(calm, "money")
    take(calm, "pay")
    assert (at(calm), money - number(calm, "money")) == ("cloth", rice)
    exact = PRICES.mid(7, "rice", "hyesan", TODAY) * 90 // 100
    sergeant = choice(at_patrol("goods: [rice]\npatrol: {official: kim}", risk=0), "pay")
    assert sergeant.price == f"−{rounding.up(exact, 'old_won'):,} won"


def test_the_official_remembers_who_paid() -> None:
    run = take(at_patrol("goods: [rice]\npatrol: {official: kim}"), "pay")
    assert (number(run, "kim.met"), number(run, "kim.knows")) == (1, 1)
    assert "nod" not in [c.id for c in at_patrol("goods: [rice]\npatrol: {official: kim}").look().choices]


def test_in_a_crackdown_some_take_nothing_and_the_money_stays() -> None:
    run = at_patrol("goods: [rice]\ncrackdown: risk == 5")
    money = number(run, "money")
    assert "70 in 100" in choice(run, "pay").odds
    take(run, "pay>refused")
    assert (at(run), number(run, "money")) == ("cloth.patrol", money)
    assert not choice(run, "pay").open
    assert choice(run, "pay").reason
    take(run, "drop")


def test_events_can_lead_to_the_writers_scenes_and_come_back_to_the_same_day() -> None:
    block = "goods: [rice]\non:\n  seized:\n    goto: dusk\n    effects: {greeted: +7}\n    result: The cart is full."
    run = take(at_patrol(block, buy=("buyall",)), "run>caught")
    assert (at(run), number(run, "greeted"), number(run, "have.rice")) == ("dusk", 7, 0)
    assert "The cart is full." in [p.plain for p in run.look().result]
    assert number(run, "cloth.lost") > 0
    hour = number(run, "cloth.hour")
    take(run, "cloth")
    assert number(run, "cloth.hour") == hour
    run = take(begin("goods: [rice]\non: {patrol: dusk}"), "rice", "buyall", "call>whistle", "stay>patrol")
    assert (at(run), number(run, "have.rice") > 0) == ("dusk", True)


def test_without_a_patrol_nothing_whistles() -> None:
    run = begin("goods: [rice]\npatrol: {heat: 0}")
    assert "cloth.whistle" not in run.story.scenes
    take(run, "rice", "buy1", "call")
    assert (at(run), run.moment.values[1]) == ("cloth", 0)


# ---- under the floor ------------------------------------------------------------------------------------------------
HIDDEN = "goods: [rice]\nhidden: [southern]"


def test_hidden_goods_lie_at_home_and_are_asked_for_once_a_day() -> None:
    run = take(begin(HIDDEN), "southern", "buy1")
    assert (number(run, "home.southern"), "call" in open_choices(run)) == (1, False)
    assert 30_000_000 - number(run, "money") == PRICES.buy(7, "southern", "hyesan", TODAY, spread=6)
    money, risk = number(run, "money"), number(run, "risk")
    take(run, "whisper>buyer")
    assert number(run, "money") - money == PRICES.retail(7, "southern", "hyesan", TODAY)
    assert (number(run, "home.southern"), number(run, "risk")) == (0, risk + 4)
    assert not choice(run, "whisper").open


def test_a_known_house_is_searched_and_loses_what_is_hidden_and_rice_besides() -> None:
    run = take(begin(HIDDEN, risk=60), "southern", "buy1", "back")
    money, rice = number(run, "money"), PRICES.quote(7, "rice", "hyesan", TODAY)
    take(run, "go>searched")
    assert (at(run), number(run, "home.southern"), number(run, "risk")) == ("cloth.searched", 0, 70)
    assert 8 * rice <= money - number(run, "money") <= 20 * rice
    assert open_choices(run) == ["go"]
    assert at(take(run, "go")) == "night"


def test_nobody_searches_where_nothing_is_hidden() -> None:
    with pytest.raises(CannotChoose):
        take(begin(HIDDEN, risk=100), "go>searched")
    with pytest.raises(CannotChoose):
        take(begin(HIDDEN, risk=11), "southern", "buy1", "back", "go>searched")


# ---- the row --------------------------------------------------------------------------------------------------------
CREDIT = "goods: [rice, soap]\ncredit: {to: [mina], from: chae}\npatrol: {heat: 0}"


def test_goods_weighed_out_on_a_word_are_paid_a_tenth_dearer_or_not_at_all() -> None:
    run = take(begin(CREDIT), "rice", "buy5", "back", "row", "mina", "rice")
    owed = PRICES.retail(7, "rice", "hyesan", TODAY, 5, extra=10)
    assert (number(run, "cloth.owes.mina"), number(run, "have.rice")) == (owed, 0)
    assert choice(run, "collect").reason
    take(run, "back", "back", *["go", "cloth"] * 5, "row", "mina")
    assert choice(run, "collect").hint == f"{owed:,} won is owed"
    assert choice(run, "collect").odds == ""  # how far a word carries is not told
    money, trust = number(run, "money"), number(run, "mina.trust")
    again = run.branch()
    take(run, "collect>paid")
    assert (number(run, "money") - money, number(run, "mina.trust") - trust) == (owed, 2)
    take(again, "collect>unpaid")
    assert (number(again, "money"), number(again, "mina.trust")) == (money, trust - 10)
    assert not choice(again, "collect").open


def test_a_loan_costs_a_tenth_a_month_and_half_of_that_from_who_trusts_one() -> None:
    for trust, percent in ((29, 10), (30, 5)):
        run = take(begin(CREDIT, money=0, trust=trust), "row", "borrow")
        lent = number(run, "money")
        assert lent == PRICES.quote(7, "rice", "hyesan", TODAY) * 10
        assert not choice(run, "borrow").open
        assert not choice(run, "pay_back").open  # the interest is not there yet
        take(run, "back", *["go", "cloth"] * 3, "row")
        assert choice(run, "pay_back").price == f"−{rounding.up(lent * (100 + percent) // 100, 'old_won'):,} won"
    later = take(begin(CREDIT, trust=29), "row", "borrow", "back", *["go", "cloth"] * 30, "row")
    assert choice(later, "pay_back").price == f"−{lent * 120 // 100:,} won"
    assert number(later, "chae.trust") == 24
    take(later, "pay_back")
    assert "borrow" in open_choices(later)


def test_borrowed_grain_is_brought_back_double() -> None:
    run = take(begin(CREDIT), "row", "borrow_grain")
    assert number(run, "have.rice") == 10
    assert "20 kilos" in choice(run, "return_grain").text
    assert not choice(run, "return_grain").open
    take(run, "back", "rice", "buy5", "buy5", "back", "row", "return_grain")
    assert number(run, "have.rice") == 0


def test_free_actions_raise_no_trust() -> None:
    run = begin(FULL)
    before = [number(run, f"{who}.trust") for who in ("mina", "chae")]
    for step in ("rice", "buy5", "sell5", "back", "go", "cloth", "corn", "buy1", "back"):
        take(run, step)
    assert [number(run, f"{who}.trust") for who in ("mina", "chae")] == before


def test_the_storeroom_costs_an_hour_a_trip_and_loses_nothing() -> None:
    run = take(begin("goods: [corn]\nstoreroom: true\npack: 10"), "corn", "buyall", "home", "store")
    assert (number(run, "have.corn"), number(run, "home.corn"), number(run, "cloth.hour")) == (0, 10, 1)
    take(run, "back", "buy5", "home", "fetch")
    assert (number(run, "have.corn"), number(run, "home.corn"), number(run, "cloth.hour")) == (10, 5, 2)


def test_a_friend_says_once_a_day_where_three_goods_will_stand() -> None:
    right = 0
    for seed in range(60):
        run = take(begin("goods: [rice, corn, tofu, soap]\nfriend: mina", seed), "ask")
        rolls = run.moment.values[1]
        told = {g: number(run, f"cloth.word.{g}") for g in ("rice", "corn", "tofu", "soap")}
        assert (rolls, sum(1 for w in told.values() if w)) == (0, 3)
        assert not choice(run, "ask").open
        right += sum(w == PRICES.quote(seed, g, "hyesan", TODAY + 3) for g, w in told.items())
    assert 100 < right < 160  # 73 in 100 of 180


# ---- pages ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("goods", [1, 5, 6, 7, 8, 12])
@pytest.mark.parametrize("beside", [0, 1, 3, 5])
def test_nine_choices_at_most_and_every_good_can_be_reached(goods: int, beside: int) -> None:
    sold = [g.id for g in GOODS.values() if not g.hidden and g.kind != "money"][:goods]
    choices = "".join(f"\n  - {{text: Wait {n}, id: wait{n}, stay: true}}" for n in range(beside))
    block = f"goods: [{', '.join(sold)}]\nfriend: mina\ncredit: {{to: [mina]}}\nstoreroom: true"
    told = story(block, scene=f"choices:{choices}" if beside else "")
    assert all(len(scene.choices) <= 9 for scene in told.scenes.values())
    run = Run.start(told, 1)
    reached = set()
    for _ in range(6):
        page = run.look()
        reached |= {c.tags["good"] for c in page.choices if c.tags.get("verb") == "open" and "good" in c.tags}
        more = next((c for c in page.choices if c.tags.get("verb") == "more"), None)
        if more is None:
            break
        assert more.menu
        take(run, more.id)
    assert reached == set(sold)
    while at(run) != "cloth":
        take(run, "back")


def test_six_goods_are_ten_scenes() -> None:
    made = [name for name in story("goods: [rice, corn, tofu, soap, salt, egg]").scenes if name.startswith("cloth")]
    assert len(made) == 10


@given(seed=st.integers(0, 2**32), money=st.sampled_from([0, 3000, 10**6, 10**8]), risk=st.sampled_from([0, 35, 100]))
@settings(max_examples=30)
def test_every_random_walk_leaves_and_nothing_leaves_its_bounds(seed: int, money: int, risk: int) -> None:
    run = Run.start(WALKED.setdefault((money, risk), story(FULL, money=money, risk=risk)), seed)
    dice, rules, slots = random.Random(seed), run.rules, run.story.slots
    for step in range(1000):
        if at(run) == "night":
            break
        here = run.story.scenes[at(run)].choices
        open_ = [c for c in here if rules.is_open(c, run.moment.values)]
        assert len(here) <= 9
        assert any(not c.cost and c.when is None for c in here), at(run)
        leave = [c for c in open_ if c.tags.get("verb") == "pack"]
        take(run, (leave[0] if leave and step > 300 else dice.choice(open_)).id)
        full = (*run.moment.chosen.full, *run.moment.arrived.full)
        assert {slots[n].name for n, _ in full} <= {"risk"}, at(run)
    assert at(run) == "night"


WALKED: dict[tuple[int, int], Story] = {}


def test_the_same_choices_with_the_same_seed_are_the_same_life() -> None:
    lives = []
    for _ in range(2):
        run, dice = begin(FULL, 11), random.Random(3)
        for _ in range(80):
            take(
                run,
                dice.choice(open_choices(run))
                if at(run) not in ("night", "dusk")
                else "cloth"
                if at(run) == "dusk"
                else "again",
            )
        lives.append((run.moment.values, at(run), run.steps))
    assert lives[0] == lives[1]


# ---- words ----------------------------------------------------------------------------------------------------------
def test_the_writers_words_stand_where_they_are_given() -> None:
    block = """
goods: [rice]
text:
  whistle: It is for the sweepers.
  rice: The sack from Kowon.
  called:
    - when: market.sold > 0
      text: Gone are {market.sold:kilo}.
    - otherwise: Not a kilo.
leave:
  goto: night
  result: You tie the four corners.
"""
    run = take(begin(block), "rice")
    assert [p.plain for p in run.look().text] == ["The sack from Kowon."]
    sold = min(5, PRICES.want(7, "rice", TODAY, 0))
    take(run, "buy5", "call>whistle")
    assert [p.plain for p in run.look().result] == [f"Gone are {sold} kilos."]
    assert [p.plain for p in run.look().text] == ["It is for the sweepers."]
    take(run, "go")
    assert [p.plain for p in run.look().result] == ["You tie the four corners."]


def test_a_slip_in_the_writers_words_is_told_at_its_line() -> None:
    loaded = loading("goods: [rice]\ntext:\n  whistle: Here is {nobody_knows}.")
    assert {(p.code, p.source.strip()) for p in loaded.problems} == {
        ("unknown-name", "whistle: Here is {nobody_knows}.")
    }


def test_an_exit_by_name_is_remembered() -> None:
    assert take(begin(), "go").moment.exit == "leave"


# ---- what cannot be -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("goods: []", "empty-market", "goods: []"),
        ("goods: [rice, corm]", "unknown-good", "goods: [rice, corm]"),
        ("goods: [rice, rice]", "listed-twice", "goods: [rice, rice]"),
        ("goods: [rice, yuan]\npurse: yuan", "own-money", "goods: [rice, yuan]"),
        ("goods: [rice]\nseat: counter", "unknown-seat", "seat: counter"),
        ("goods: [rice]\nhours: 0", "encounter-number", "hours: 0"),
        ("goods: [rice]\namounts: [1, 5, 10]", "too-many", "amounts: [1, 5, 10]"),
        ("goods: [rice]\npurse: pesos", "unknown-purse", "purse: pesos"),
        ("goods: [rice]\nfriend: min", "unknown-person", "friend: min"),
        ("goods: [rice]\npatrol: {official: mina}", "not-an-official", "patrol: {official: mina}"),
        ("goods: [rice]\ncredit: {to: [mina, mina]}", "listed-twice", "credit: {to: [mina, mina]}"),
        ("goods: [rice]\ntags: {corn: 500}", "unknown-good", "tags: {corn: 500}"),
        ("goods: [rice]\ntext: {wistle: Hush.}", "encounter-text", "text: {wistle: Hush.}"),
        ("goods: [rice]\non: {rain: night}", "encounter-event", "on: {rain: night}"),
        ("goods: [rice]\nleave: nihgt", "unknown-scene", "leave: nihgt"),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(block: str, code: str, line: str) -> None:
    problems = loading(block).problems
    assert [(p.code, p.source.strip()) for p in problems] == [(code, line)]


def test_too_many_choices_beside_a_market_are_told() -> None:
    choices = "choices:" + "".join(f"\n  - {{text: Wait, id: wait{n}, stay: true}}" for n in range(6))
    assert [p.code for p in loading("goods: [rice]", scene=choices).problems] == ["too-many-choices"]


# ---- the screen's table ---------------------------------------------------------------------------------------------
def test_the_table_says_what_the_choices_do() -> None:
    run = take(begin(FULL), "soap", "buy5", "back")
    stage = run.look().stage
    assert stage is not None
    table = view(stage.fixed, stage.values)
    assert (table.place, table.seat, table.friend, table.hours, table.pack) == ("hyesan", "stall", "Mi-na", 4, 30)
    rows = {row.id: row for row in table.goods}
    soap, tofu, yuan, southern = (rows[g] for g in ("soap", "tofu", "yuan", "southern"))
    assert (tofu.kind, yuan.kind, southern.kind, soap.kind) == ("spoils", "foreign", "hidden", "")
    assert (soap.have, soap.paid > 0, soap.want) == (5, True, PRICES.want(7, "soap", TODAY, 0))
    assert soap.call == PRICES.retail(7, "soap", "hyesan", TODAY)
    money = number(run, "money")
    take(run, "soap", "buyall")
    assert number(run, "have.soap") == 5 + soap.can
    assert soap.limit == ("here" if number(run, "cloth.here.soap") == 0 else "money")
    assert money > number(run, "money")
    inside = run.look().stage
    assert inside is not None and inside.name == "cloth"
    heavy = take(begin(FULL), "rice", "buyall", "back").look().stage
    assert heavy is not None
    assert {row.id: row.limit for row in view(heavy.fixed, heavy.values).goods}["corn"] == "pack"


# ---- what a day earns ---------------------------------------------------------------------------------------------
def test_the_best_mindless_day_feeds_a_family_and_little_more() -> None:
    goods = "\n".join(f"{g}: {{have: 400}}" for g in SOLD)
    told = story(f"goods: [{', '.join(SOLD)}]\npack: 999\npatrol: {{heat: 0}}", goods=goods)
    order, days = [*told.goods], []
    for seed in range(40):
        run, gained = Run.start(told, seed), 0
        for hour in range(4):
            world, values = run.rules.world, run.moment.values
            worth = {
                g: world.want(values, order.index(g), hour) * PRICES.mid(seed, g, "hyesan", TODAY) * GOODS[g].margin
                for g in SOLD
            }
            good = max(worth, key=lambda g: worth[g])
            money, have = number(run, "money"), number(run, f"have.{good}")
            take(run, good, "call")
            sold = have - number(run, f"have.{good}")
            gained += number(run, "money") - money - PRICES.buy(seed, good, "hyesan", TODAY, sold)
        days.append(gained / PRICES.mid(seed, "rice", "hyesan", TODAY))
    assert 1 < sum(days) / len(days) < 2
    assert max(days) <= 2.4


SOLD = ("rice", "corn", "soybean_oil", "soap", "tofu", "cigarettes")


def test_a_market_of_twelve_long_names_still_fits_in_expressions() -> None:
    long = sorted((g.id for g in GOODS.values() if g.weight and not g.hidden), key=len)[-12:]
    block = f"""
goods: [{", ".join(long)}]
place: pyongyang
purse: new_won
wholesaler: chae
patrol: {{official: kim}}
crackdown: risk >= 30 and new_won > 100 or greeted > 3
"""
    assert story(block, start="cloth") is not None
    more = ", ".join([*long, "rice", "corn"])
    assert "too-many" in [p.code for p in loading(f"goods: [{more}]").problems]


# ---- the page for writers -------------------------------------------------------------------------------------------
PAGE = Path(__file__).parents[3] / "docs" / "writing" / "encounters" / "market.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_page_can_be_played(example: str) -> None:
    if example.startswith("market:"):
        block = re.sub(r"^  ", "", example.removeprefix("market:\n"), flags=re.M)
        scenes = "\n  evening: {text: Evening., goto: enough}\n  armband: {text: An armband., goto: enough}\n"
        loaded = load_text(loading_text(block).rstrip() + scenes)
    else:
        loaded = load_text(example)
    assert not loaded.problems, [p.text() for p in loaded.problems]
    assert loaded.story is not None
    assert Run.start(loaded.story, 3).look().stage is not None


def test_the_page_names_every_key_text_event_and_seat() -> None:
    page = PAGE.read_text(encoding="utf-8")
    fields = [f.rstrip("_") for f in Market.__struct_fields__]
    assert [key for key in (*fields, *KEYS, *EVENTS, *SEATS) if f"{key}:" not in page and f"`{key}`" not in page] == []


def test_what_is_read_after_calling_changes_from_hour_to_hour() -> None:
    run = begin("goods: [corn]\nhours: 6\npatrol: {heat: 0}", goods="corn: {have: 99}")
    heard = []
    for _ in range(3):
        take(run, "corn", "call")
        heard.append(run.look().result[0].plain)
    assert len(set(heard)) == 3
