"""Roads: each kind of way once, in the story's order, and no life ever goes where no road leads."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.flow import ANYWHERE, Road, roads
from jangmadang.play.moment import CannotChoose, Moment
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story

sys.path.append(str(Path(__file__).parents[1] / "play"))
from random_stories import random_story

COVER = "jangmadang: 1\nid: small\ntitle: Small\nstart: one\n"


def read(text: str) -> Story:
    loaded = load_text(COVER + dedent(text))
    assert loaded.story is not None, [p.text() for p in loaded.problems]
    return loaded.story


def told(text: str) -> list[str]:
    """Each road in one line."""
    return [_line(road) for road in roads(read(text))]


def _line(road: Road) -> str:
    by = ">".join((road.choice, *road.outcomes)) or f"rule {road.rule}"
    parts = [f"{road.source or '*'} -> {road.target or '*'}", road.kind, by]
    parts += [f"when {checked.text}" for checked in road.when]
    parts += [f"deck {road.deck}"] if road.deck else []
    parts += [f"then {road.then or '*'}"] if road.kind in ("call", "draw") else []
    return ", ".join(parts)


def test_choices_with_their_conditions_and_outcomes_lead_on() -> None:
    assert told("""\
        scenes:
          one:
            choices:
              - {text: On, when: risk >= 5, goto: two}
              - {text: Wait, stay: true}
              - text: Try
                id: try
                once: true
                chance:
                  - {id: won, odds: 40, goto: two}
                  - id: lost
                    chance: [{id: badly, odds: 10, goto: last}, {id: well, goto: one}]
          two: {goto: last}
          last: {ending: {title: Last}}
        """) == [
        "one -> two, choice, two, when risk >= 5",
        "one -> one, choice, stay",
        "one -> two, choice, try>won",
        "one -> last, choice, try>lost>badly",
        "one -> one, choice, try>lost>well",
        "two -> last, choice, go_on",
    ]


def test_a_passage_returns_to_where_each_call_says() -> None:
    assert told("""\
        scenes:
          one:
            choices:
              - {text: Ask, call: aside}
              - {text: Ask and go, id: ask, call: aside, then: two}
          two: {whenever: [{when: risk > 3, call: aside}], goto: last}
          aside: {goto: back}
          back: {return: true}
          last: {ending: {title: Last}}
        """) == [
        "one -> aside, call, call_aside, then one",
        "one -> aside, call, ask, then two",
        "two -> last, choice, go_on",
        "two -> aside, call, rule 0, when risk > 3, then two",
        "aside -> back, choice, go_on",
        "back -> one, return, go_on",
        "back -> two, return, go_on",
    ]


def test_a_draw_leads_to_each_storylet_and_to_where_it_goes_when_none_is_open() -> None:
    assert told("""\
        scenes:
          one: {draw: evenings, otherwise: last, then: two}
          two: {draw: evenings}
          rain: {deck: evenings, when: risk > 3, return: true}
          last: {ending: {title: Last}}
        """) == [
        "one -> rain, draw, go_on, when risk > 3, deck evenings, then two",
        "one -> last, choice, go_on, deck evenings",
        "two -> rain, draw, go_on, when risk > 3, deck evenings, then two",
        "two -> two, choice, go_on, deck evenings",
        "rain -> two, return, go_on",
    ]


def test_the_storys_own_rules_lead_from_anywhere_and_return_there() -> None:
    assert told("""\
        whenever:
          - {when: risk >= 100, goto: last}
          - {when: day > 3, call: visit}
        scenes:
          one: {goto: last}
          visit: {return: true}
          last: {ending: {title: Last}}
        """) == [
        "one -> last, choice, go_on",
        "visit -> *, return, go_on",
        "* -> last, rule, rule 0, when risk >= 100",
        "* -> visit, call, rule 1, when day > 3, then *",
    ]


def test_menus_return_to_their_doors_and_skips_are_told_apart() -> None:
    assert told("""\
        scenes:
          one: {choices: [{text: List, goto: list}, {text: On, goto: two}]}
          two: {skip: {to: last, say: On.}, choices: [{text: List, goto: list}, {text: On, goto: last}]}
          list: {menu: true, choices: [{text: Close, return: true}]}
          last: {ending: {title: Last}}
        """) == [
        "one -> list, choice, list",
        "one -> two, choice, two",
        "two -> list, choice, list",
        "two -> last, choice, last",
        "two -> last, skip, skip",
        "list -> one, return, return",
        "list -> two, return, return",
    ]


# ---- no life goes where no road leads ----
class Map:
    """What the roads of a story allow."""

    def __init__(self, story: Story) -> None:
        self.by_choice: dict[tuple[str, str], list[Road]] = {}
        self.by_rule: dict[str, list[str]] = {}
        for road in roads(story):
            if road.rule < 0:
                self.by_choice.setdefault((road.source, road.choice), []).append(road)
            else:
                self.by_rule.setdefault(road.source, []).append(road.target)

    def allows(self, before: Moment, choice: str, after: Moment) -> bool:
        """Whether roads lead from the one moment to the other."""
        found = {
            road.target
            for road in self.by_choice.get((before.scene, choice), ())
            if after.drew[: len(road.outcomes)] == road.outcomes
            and (road.kind != "draw" or after.drew[len(road.outcomes) :] == (road.target,))
        }
        if ANYWHERE in found and before.stack:
            found.add(before.stack[-1].scene)
        todo = [*found, *self.by_rule.get(ANYWHERE, ())]
        while todo:
            found.add(name := todo.pop())
            todo += [aim for aim in self.by_rule.get(name, ()) if aim not in found]
        return after.scene in found or (not before.stack and after.scene == before.scene)


def live(story: Story, seed: int, turns: int, map_: Map) -> set[str]:
    """Live a life at random, each turn held against the roads; gives the scenes it saw."""
    rules, rng = Rules(story), random.Random(seed)
    moment, seen = rules.begin(seed), set[str]()
    for _ in range(turns):
        seen.add(moment.scene)
        open_ = [choice for choice in story.scenes[moment.scene].choices if rules.is_open(choice, moment.values)]
        if not open_:
            break
        choice = rng.choice(open_)
        try:
            after = rules.choose(moment, choice, facilitator=True)
        except CannotChoose:
            break
        assert map_.allows(moment, choice.id, after), f"{moment.scene} -> {after.scene} by {choice.id}"
        moment = after
    return seen


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_no_life_of_a_random_story_leaves_the_roads(seed: int) -> None:
    story = load_text(random_story(seed)).story
    assert story is not None
    map_ = Map(story)
    for life in range(4):
        live(story, life, 40, map_)


@pytest.mark.parametrize("name", ["hundred", "three-days"])
def test_no_life_of_a_shipped_story_leaves_the_roads(name: str) -> None:
    story = load(shelf.find(name)).story
    assert story is not None
    map_, seen = Map(story), set[str]()
    for life in range(6):
        seen |= live(story, life, 150, map_)
    assert len(seen) > 15
    assert roads(story) == roads(story)
