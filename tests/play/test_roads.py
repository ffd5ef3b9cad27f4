"""The turns of a life to go back to, and the map of a story as far as it was seen."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_stories import random_story

from jangmadang.play import roads
from jangmadang.play.ground import Ground
from jangmadang.play.road_view import Spot, StoryMap
from jangmadang.play.run import Run
from jangmadang.play.seen import Seen
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story
from stories import Player, read

LANE = """
state: {money: 0}
scenes:
  one:
    title: The gate
    text: A gate.
    choices:
      - {id: left, text: Go left, draw: cards, then: yard}
      - {id: right, text: Go right, goto: row}
      - {id: shut, text: Buy the gate, when: money > 5, locked: it is not for sale, goto: row}
      - {id: listen, text: Listen, stay: true}
      - {id: look, text: Look into the bag, goto: bag}
  bag:
    title: The bag
    menu: true
    text: Straps.
    choices:
      - {id: take, text: Take the straps, effects: {money: +1}, goto: one}
      - {id: close, text: Close it, goto: one}
  dog:
    title: The dog
    deck: cards
    text: A dog.
    choices:
      - {id: pat, text: Pat it, return: true}
      - {id: whistle, text: Whistle, return: true}
  yard:
    title: The yard
    text: A yard.
    choices:
      - {id: well, text: To the well, goto: well}
      - {id: on, text: Go on, goto: row}
  well:
    title: The well
    text: A well.
    choices:
      - {id: back, text: Back to the yard, goto: yard}
  row:
    title: The row
    text: Stalls.
    choices:
      - {id: home, text: Go home, goto: home}
      - {id: away, text: Go away, goto: away}
  home: {title: At home, text: Warm., ending: {title: Home, kind: stayed}}
  away: {title: On the road, text: Cold., ending: {title: Away, kind: left}}
"""


@pytest.fixture(scope="module")
def lane() -> Story:
    return read(LANE)


def a_map(story: Story, *lives: tuple[str, ...]) -> StoryMap:
    """The map in the last of the lives."""
    seen = Seen()
    for steps in lives:
        player = Player(story).choose(*steps)
        drawn = roads.story_map(player.run, seen)
        seen.add(roads.glimpse(player.run))
    return drawn


def titles(drawn: StoryMap) -> list[str]:
    return [("  " if spot.under else "") + (spot.title or "?") for spot in drawn.spots]


def spot(drawn: StoryMap, title: str) -> Spot:
    return next(spot for spot in drawn.spots if spot.title == title)


@cache
def a_random_story(seed: int) -> Story:
    story = load_text(random_story(seed)).story
    assert story is not None
    return story


# ---- the map
def test_nothing_is_told_of_what_was_not_seen(lane: Story) -> None:
    drawn = a_map(lane, ())
    assert titles(drawn) == ["The gate", "?", "?"]
    assert (drawn.seen, drawn.scenes, drawn.found, drawn.endings) == (1, 5, 0, 2)


def test_a_road_not_taken_has_its_words_and_a_locked_one_is_none(lane: Story) -> None:
    assert spot(a_map(lane, ("right",)), "The gate").left_open == ("Go left", "Listen")


def test_another_life_adds_to_the_map_and_is_told_apart(lane: Story) -> None:
    drawn = a_map(lane, ("right", "home"), ("left", "pat", "on", "away"))
    assert titles(drawn) == ["The gate", "  The dog", "The yard", "The row", "Home", "Away"]
    gate = spot(drawn, "The gate")
    assert [(way.words, way.taken) for way in gate.ways] == [("Go left", "now"), ("Go right", "before"), ("Listen", "")]
    assert gate.to == (("row", "before"), ("yard", "now"))
    home = spot(drawn, "Home")
    assert home.found and not home.now and spot(drawn, "Away").here
    assert (drawn.seen, drawn.found) == (4, 2)


def test_passages_lie_beside_the_road_that_goes_on_without_them(lane: Story) -> None:
    dog = spot(a_map(lane, ("left", "pat")), "The dog")
    assert (dog.kind, dog.under, dog.to, dog.left_open) == ("aside", "one", (), ("Whistle",))


def test_a_place_that_only_leads_back_lies_beside_the_one_it_leads_to(lane: Story) -> None:
    drawn = a_map(lane, ("left", "pat", "well", "back", "on"))
    assert titles(drawn)[:5] == ["The gate", "  The dog", "The yard", "  The well", "The row"]
    assert spot(drawn, "The yard").visits == (2, 4)
    assert spot(drawn, "The yard").to == (("row", "now"),)


def test_a_menu_is_no_place_and_what_is_done_in_it_is_done_where_it_was_opened(lane: Story) -> None:
    drawn = a_map(lane, ("look", "close", "look", "take", "right"))
    assert titles(drawn) == ["The gate", "The row", "?", "?"]
    assert [(way.words, way.taken) for way in spot(drawn, "The gate").ways][-1] == ("Take the straps", "now")


def test_an_encounter_is_one_place_and_ways_out_by_one_exit_are_one_road() -> None:
    story = load(shelf.shipped()["three-days"]).story
    assert story is not None
    steps = ["wrap", "corn", "buy1", "back", "go", "half>taken"]
    drawn = a_map(story, tuple(steps))
    assert titles(drawn)[:4] == ["Only a line", "The first cloth", "The twenty-seventh", "What steel says"]
    officer = spot(drawn, "The twenty-seventh")
    assert [way.taken for way in officer.ways].count("now") == 1 and len(officer.ways) == 3


@pytest.mark.parametrize("name", sorted(shelf.shipped()))
def test_every_road_leads_down_but_those_that_lead_back(name: str) -> None:
    story = load(shelf.shipped()[name]).story
    assert story is not None
    at = Ground(story)
    assert at.main == set(at.order)
    endings = [at.order[scene.id] for scene in story.endings]
    assert sorted(endings) == list(range(len(at.order) - len(endings), len(at.order)))
    assert at.order[story.start] == 0


@given(st.integers(0, 40), st.lists(st.integers(0, 8), max_size=25))
@settings(max_examples=60, deadline=None)
def test_of_any_life_in_any_story_a_map_can_be_drawn(written: int, picks: list[int]) -> None:
    run, before = Run.start(a_random_story(written), 1), [""]
    seen = roads.glimpse(run)
    for pick in picks:
        noted = len(run.steps)
        open_ = [choice.id for choice in run.look().choices if choice.open]
        if not open_:
            break
        run.choose(open_[pick % len(open_)])
        seen.add(roads.glimpse(run, noted))
        drawn = roads.story_map(run, seen)
        shown = [spot.key for spot in drawn.spots]
        assert len(set(shown)) == len(shown) and sum(spot.here for spot in drawn.spots) == 1
        places = {spot.key: number for number, spot in enumerate(drawn.spots)}
        assert all(places[aim] > places[spot.key] for spot in drawn.spots for aim, _ in spot.to)
        # A spot stands where it stood: what is new comes between, and nothing changes its place.
        assert [key for key in shown if key in before] == [key for key in before if key in shown]
        before = shown
        made = roads.turns(run)
        assert made.here == len(made.turns) - 1
        assert [turn.number for turn in made.turns] == list(range(len(made.turns)))
    whole = roads.glimpse(run)
    assert not seen.add(whole)  # noted step by step, nothing is missing


# ---- turns
def test_a_turn_tells_what_else_was_open(lane: Story) -> None:
    run = Player(lane).choose("listen", "look", "close", "left", "pat").run
    made = roads.turns(run)
    assert [turn.line.title for turn in made.turns] == ["The gate", "The gate", "The dog", "The yard"]
    assert made.turns[1].others == ("Go right", "Listen") and made.turns[1].place == "one"
    assert made.turns[2].place == "one/dog"
    assert [turn.number for turn in made.forks] == [0, 1, 2]


def test_turns_taken_back_can_be_gone_forward_to(lane: Story) -> None:
    run = Player(lane).choose("listen", "right", "home").run
    run.go_to(1)
    made = roads.turns(run)
    assert [turn.line.title for turn in made.turns] == ["The gate", "The gate", "The row", "At home"]
    assert made.here == 1 and [turn.number for turn in made.forks] == [0]
    run.go_to(3)
    assert run.ended
    run.go_to(0)
    run.choose("right")
    assert len(roads.turns(run).turns) == 2  # another choice is another road


def test_what_was_read_at_a_place_is_found_by_its_last_visit(lane: Story) -> None:
    run = Player(lane).choose("left", "pat", "well", "back", "on").run
    assert roads.last_visit(run, "yard") == 4 and roads.last_visit(run, "one/dog") == 1
    assert roads.last_visit(run, "home") is None


def test_titles_are_as_they_were_read() -> None:
    story = read(
        """
        scenes:
          one:
            title: "{The gate|The gate again}"
            text: A gate.
            choices:
              - {id: again, text: Again, goto: one}
              - {id: go, text: Go, goto: end}
          end: {title: E, ending: {title: The end}, text: Over.}
        """
    )
    made = roads.turns(Player(story).choose("again").run)
    assert [turn.line.title for turn, _ in pairwise([*made.turns, made.turns[-1]])] == ["The gate", "The gate again"]
