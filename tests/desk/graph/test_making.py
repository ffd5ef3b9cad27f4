"""What a graph holds: a card for each scene and deck, a link for each pair that a road joins, words as written."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from drawn_stories import EVERY, folder, graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.graph import FORMATS, StoryGraph, story_graph, with_run, written
from jangmadang.play.playtests import play_test, read_play_test, read_play_test_text
from jangmadang.story import shelf
from jangmadang.story.loading import Script, load_script_text

sys.path.append(str(Path(__file__).parents[2] / "play"))
from random_stories import random_story


def told(graph: StoryGraph) -> list[str]:
    """Each link in one line."""
    out = []
    for link in graph.links:
        words = [f"{link.source} {link.target}", link.kind + (" and back" if link.back else "")]
        words += [f"if {' or '.join(link.when)}"] if link.when else []
        words += [f"chance {', '.join(link.by_chance)}"] if link.by_chance else []
        out.append(": ".join(words[:2]) + "".join(f", {word}" for word in words[2:]))
    return out


def test_every_pair_that_a_road_joins_is_one_link(every: StoryGraph) -> None:
    assert told(every) == [
        "stove row: choice",
        "stove aunt: call and back",
        "stove deck:evenings: draw",
        "deck:evenings letter: draw, if money > 3",
        "deck:evenings row: return",
        "deck:evenings lamp: draw",
        "stove chest: choice",
        "chest stove: return",
        "row soap: choice",
        "row rice: choice, if money >= 300",
        "row fish: choice",
        "row quiet: choice, chance safely",
        "row taken: choice",
        "soap row: choice",
        "rice row: choice",
        "fish row: choice",
    ]


def test_a_link_knows_all_its_roads(every: StoryGraph) -> None:
    taken = next(link for link in every.links if (link.source, link.target) == ("row", "taken"))
    assert [(way.kind, way.choice, way.outcomes, way.when) for way in taken.ways] == [
        ("choice", "home", ("seen",), ()),
        ("rule", "", (), ("risk >= 40",)),
    ]


def test_each_card_has_its_kind_and_its_place(every: StoryGraph) -> None:
    kinds = {card.id: card.kind for card in every.cards}
    assert kinds | {"stove": "start", "chest": "menu", "row": "hub", "letter": "storylet", "taken": "ending"} == kinds
    assert kinds["deck:evenings"] == "deck" and kinds["aunt"] == "scene"
    lines = EVERY.splitlines()
    for card in every.cards:
        if card.kind != "deck":
            assert lines[card.line - 1].startswith(f"  {card.id}:") and card.file == "story.yaml"


def test_a_card_tells_its_text_its_choices_and_when(every: StoryGraph) -> None:
    stove = every.cards[0]
    assert [(part.text, part.when) for part in stove.text] == [
        (("The quilt is gone.",), ""),
        (("There is {money} left.",), "if money < 200"),
        (("It is enough.",), "otherwise"),
    ]
    assert [offer.id for offer in stove.choices] == ["go", "ask", "sit", "chest", "wait"]
    assert stove.choices[-1].stays and stove.phenomena == ("marketization",) and stove.heading == "Saturday, dusk"
    rice = next(offer for card in every.cards if card.id == "row" for offer in card.choices if offer.id == "rice")
    assert rice.when == "money >= 300"


def test_rules_of_the_whole_story_lead_in_from_anywhere(every: StoryGraph) -> None:
    ways = {card.id: card.from_anywhere for card in every.cards if card.from_anywhere}
    assert [(way.kind, way.when) for way in ways["taken"]] == [("rule", ("risk >= 100",))] and len(ways) == 1


def test_scenes_are_grouped_by_their_file(tmp_path: Path) -> None:
    first = "jangmadang: 1\nid: two\ntitle: Two\nstart: one\nscenes:\n  one: {goto: last}\n"
    script = folder(tmp_path, a=first, b="scenes:\n  last: {title: Last, ending: {title: Last, kind: stayed}}\n")
    graph = story_graph(script)
    assert [(card.id, card.file, card.line) for card in graph.cards] == [("one", "a.yaml", 6), ("last", "b.yaml", 2)]
    assert [group.title for group in graph.groups] == ["a.yaml", "b.yaml"]


def test_an_encounter_is_one_card_unless_asked(three_days: Script) -> None:
    story = three_days.story
    assert story is not None
    whole, unrolled = story_graph(three_days), story_graph(three_days, encounters=True)
    names = {card.id for card in whole.cards if card.kind != "deck"}
    assert names == {scene.id for scene in story.written_scenes}
    assert {card.id for card in unrolled.cards if card.kind != "deck"} == set(story.scenes)
    kinds = Counter(card.kind for card in whole.cards)
    assert all(kinds[kind] for kind in ("market", "bribe", "screening", "crossing"))
    assert {scene for card in whole.cards for scene in card.scenes} == set(story.scenes) - names


def test_a_run_stops_where_the_play_test_does_and_takes_links_that_join(hundred: Script) -> None:
    graph = story_graph(hundred)
    assert hundred.story is not None
    test = read_play_test(shelf.shipped()["hundred"] / "tests" / "metre.yaml").test
    assert test is not None
    run = play_test(hundred.story, test).run
    stops = with_run(graph, run).run
    assert stops[0].card == graph.start and stops[-1].card == "metre" and stops[-1].choice == ""
    for stop, after in pairwise(stops):
        way = [graph.links[number] for number in stop.links]
        assert way, stop
        assert way[0].source == stop.card or way[0].source == f"deck:{_deck(graph, stop.card)}"
        assert way[-1].target == after.card or way[-1].back
        assert all(one.target == two.source for one, two in pairwise(way))


def test_a_run_goes_through_decks_and_comes_back_from_passages(every: StoryGraph) -> None:
    script = load_script_text(EVERY)
    assert script.story is not None
    test = read_play_test_text("seed: 1\nsteps: [wait, ask, thank, sit>lamp, light, soap]\n").test
    assert test is not None
    result = play_test(script.story, test)
    assert result.passed, result.problems
    stops = with_run(every, result.run).run
    ways = [(stop.card, stop.choice, [told(every)[number].split(":")[0] for number in stop.links]) for stop in stops]
    assert [(card, choice) for card, choice, _ in ways] == [
        ("stove", "ask"),
        ("aunt", "thank"),
        ("stove", "sit>lamp"),
        ("lamp", "light"),
        ("row", "soap"),
        ("soap", ""),
    ]
    assert [len(links) for _, _, links in ways] == [1, 1, 2, 1, 1, 0]


def _deck(graph: StoryGraph, id_: str) -> str:
    return next(card.deck for card in graph.cards if card.id == id_)


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), encounters=st.booleans())
def test_every_story_can_be_drawn_in_every_form(seed: int, encounters: bool) -> None:
    graph = graph_of(random_story(seed), encounters)
    names = {card.id for card in graph.cards}
    assert len(names) == len(graph.cards) and graph.start in names
    assert all({link.source, link.target} <= names and link.source != link.target for link in graph.links)
    assert all(written(graph, form) for form in FORMATS)


def test_a_story_with_errors_has_no_graph() -> None:
    with pytest.raises(ValueError, match="errors"):
        story_graph(load_script_text("jangmadang: 1\nstart: nowhere\n"))
