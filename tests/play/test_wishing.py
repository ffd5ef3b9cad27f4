"""Somebody with a wish: a choice promises its mean over all that may fall, and what promises more is taken oftener."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from random_stories import random_story

from jangmadang.play.moment import CannotChoose, Moment
from jangmadang.play.shortest import falls
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story.chance import below, life, stream
from jangmadang.story.loading import load_text
from jangmadang.story.model import Choice, Outcome, Story
from stories import read

STORY = """
calendar: {day_1: 2009-11-28}
state:
  money: {start: 100}
  risk: {start: 10, max: 100}
  wet: false
people:
  om: {name: Om, trust: 40}
  pak: {name: Pak, trust: 30}
goods: {rice: {have: 10}}
scenes:
  one:
    text: One.
    choices:
      - {id: quiet, text: Quiet, effects: {risk: -4}, goto: one}
      - {id: loud, text: Loud, effects: {risk: +4}, goto: one}
      - id: dice
        text: Dice
        cost: {money: 10}
        chance:
          - {id: won, odds: 25, effects: {money: +100}, goto: one}
          - {id: lost, effects: {om.trust: -50}, goto: two}
      - {id: sell, text: Sell, cost: {have.rice: 10}, effects: {money: +60}, goto: one}
      - {id: list, text: The list, goto: list}
      - {id: end, text: End, goto: over}
  two: {text: Two., effects: {risk: +8}, choices: [{id: back, text: Back, goto: one}]}
  list:
    menu: true
    text: A list.
    choices:
      - {id: dear, text: Dear, cost: {money: 30}, goto: one}
      - {id: gift, text: Gift, effects: {money: +5}, goto: one}
      - {id: bag, text: Bag, when: wet, effects: {money: +500}, goto: one}
      - {id: shut, text: Shut it, goto: one}
  over: {text: Over., ending: {title: Over}}
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(read(STORY))


def promises(rules: Rules, wishes: dict[str, int], scene: str = "one") -> dict[str, int]:
    """What each choice promises at the start, in hundredths."""
    wisher, values = Wisher(rules, Wishes(wishes=wishes)), rules.begin(1).values
    return {choice.id: wisher.promise(choice, values) for choice in rules.story.scenes[scene].choices}


def test_a_choice_promises_the_mean_of_what_it_may_bring(rules: Rules) -> None:
    assert promises(rules, {"money": 1}) == {
        **{"quiet": 0, "loud": 0, "dice": 1500, "sell": 6000, "end": 0},
        "list": 500,  # of an open menu, the best that is open in it
    }


def test_what_arriving_does_and_what_a_bound_cuts_off_belongs_to_it(rules: Rules) -> None:
    found = promises(rules, {"risk": -1, "*.trust": 2})
    assert (found["quiet"], found["loud"]) == (400, -400)
    assert found["dice"] == -75 * (2 * 40 + 8)  # Om has no more than forty to lose


def test_a_wish_is_any_whole_number_of_the_story(rules: Rules) -> None:
    assert promises(rules, {"max(0, risk - 12)": -1})["loud"] == -200
    assert promises(rules, {"money + have.rice * 6": 1})["sell"] == 0
    assert promises(rules, {"price(rice) * have.rice": 1})["sell"] < 0
    found = promises(rules, {"*.trust": 1, "om.trust": 0})
    assert found["dice"] == 0  # what stands by itself goes before everybody's


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("mony", "mony"),
        ("have.soap", "have.soap"),
        ("visits(one)", "keeps no such number"),
        ("*.fear", "nobody"),
        ("weekday", "a wish is a number"),
        ("money +", "money"),
    ],
)
def test_what_is_no_number_of_the_story_is_told(rules: Rules, wish: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Wisher(rules, Wishes(wishes={wish: 1}))
    with pytest.raises(ValueError, match="halves"):
        Wisher(rules, Wishes(halves=0))


def test_so_much_less_is_taken_half_as_often(rules: Rules) -> None:
    choices, values = rules.story.scenes["one"].choices[:2], rules.begin(1).values
    quiet, loud = Wisher(rules, Wishes(wishes={"risk": -1}, halves=4)).likely(choices, values)
    assert quiet == 4 * loud
    sure, never = Wisher(rules, Wishes(wishes={"risk": -1000})).likely(choices, values)
    assert (sure, never) == (2**20, 1)


def test_lives_go_as_they_are_wished_for(rules: Rules) -> None:
    walker = Walker(rules)

    def taken(wishes: Wishes) -> Counter[str]:
        wisher, found = Wisher(rules, wishes), Counter[str]()
        for k in range(60):
            walk = walker.walk(life(5, k), wisher.policy(stream(life(5, k), "lots")), steps=True)
            assert walk.ended and walk.steps is not None
            found.update(step.choice for step in walk.steps)
        return found

    careful, random = taken(Wishes(wishes={"risk": -1}, halves=2)), taken(Wishes())
    assert careful["quiet"] > 4 * careful["loud"]
    assert abs(random["quiet"] - random["loud"]) < random["quiet"] // 2


def test_picking_touches_no_roll_and_is_the_same_again(rules: Rules) -> None:
    wisher, walker = Wisher(rules, Wishes(wishes={"money": 1}, halves=20)), Walker(rules)
    first, again = (walker.walk(3, wisher.policy(stream(3, "lots")), limit=40, steps=True) for _ in range(2))
    assert first == again
    other = walker.walk(3, wisher.policy(stream(4, "lots")), limit=40, steps=True)
    assert first.steps != other.steps


# ---- against the rules themselves -----------------------------------------------------------------------------------
WISHES = {"coal": 3, "bread": -2, "told has row": 5, "om.trust": 1, "wet": 4}


def without_rules(story: Story) -> Story:
    """The story without `whenever`: where those send one lies beyond what a choice promises."""
    return replace(story, rules=(), scenes={id_: replace(scene, rules=()) for id_, scene in story.scenes.items()})


def kinds(choice: Choice) -> set[str]:
    found: set[str] = {choice.exit.kind if choice.exit else "goto"}
    chances = [choice.chance]
    while chances:
        for outcome in chances.pop():
            found |= {outcome.exit.kind} if outcome.exit else set()
            chances.append(outcome.chance)
    return found


def mean(rules: Rules, moment: Moment, choice: Choice, wisher: Wisher) -> float:
    """The mean by playing every way the chances may fall."""
    total = 0.0
    for way in falls(choice):
        try:
            after = rules.choose(moment, choice, way)
        except CannotChoose:
            continue
        total += odds_of(rules, moment, choice, way) * (wisher.worth(after.values) - wisher.worth(moment.values))
    return total


def odds_of(rules: Rules, moment: Moment, choice: Choice, way: tuple[str, ...]) -> float:
    """How often the chances fall so: read off the outcomes, one after another."""
    share, chance, done = 1.0, choice.chance, list[str]()
    for name in way:
        left = 100
        for outcome in chance:
            odds = min(left, rules.odds(outcome, state_before(rules, moment, choice, done)))
            left -= odds
            if outcome.id == name:
                share *= odds / 100
                chance = outcome.chance
                break
        done.append(name)
    return share


def state_before(rules: Rules, moment: Moment, choice: Choice, fallen: list[str]) -> list[int]:
    from jangmadang.play.effects import UnderWay

    way = UnderWay(list(moment.values), rules.teller)
    rules.effects.apply(way, choice.effects, choice)
    chance: tuple[Outcome, ...] = choice.chance
    for name in fallen:
        outcome = next(one for one in chance if one.id == name)
        rules.effects.apply(way, outcome.effects)
        chance = outcome.chance
    return way.s


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_promises_are_what_the_rules_bring_on_the_whole(seed: int) -> None:
    story = load_text(random_story(seed)).story
    assert story is not None
    rules = Rules(without_rules(story))
    wisher, moment = Wisher(rules, Wishes(wishes=WISHES)), rules.begin(seed)
    for n in range(1, 40):
        scene = rules.story.scenes[moment.scene]
        open_ = [c for c in scene.choices if rules.is_open(c, moment.values)]
        if not open_:
            break
        for choice in open_:
            if not choice.menu and kinds(choice) <= {"goto", "stay"}:
                promise, brought = wisher.promise(choice, moment.values), 100 * mean(rules, moment, choice, wisher)
                assert abs(promise - brought) < 4, choice.id
        moment = rules.choose(moment, open_[below(seed, n, len(open_))])
