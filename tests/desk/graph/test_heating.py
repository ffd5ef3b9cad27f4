"""Heat: the share of lives that come by each card, in words and by steps, and the same by whichever engine."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
import pytest
from drawn_stories import EVERY

from jangmadang.desk.graph import StoryGraph, story_graph, with_run, written
from jangmadang.desk.graph.heating import Met, lived, simulated, with_heat
from jangmadang.desk.graph.measure import width
from jangmadang.desk.graph.picture import picture
from jangmadang.desk.graph.warmth import STEPS, percent, step
from jangmadang.many.policies import Policy
from jangmadang.many.results import Result, about, ran
from jangmadang.many.runs import Task, run_of
from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wishes
from jangmadang.story.loading import Script, load_script_text
from jangmadang.story.model import Story

GROUP = "{http://www.w3.org/2000/svg}g"
SENT_ON = """\
jangmadang: 1
id: sent
title: Sent on
start: gate
scenes:
  gate:
    choices:
      - {text: On, id: on, goto: weigh}
      - {text: Off, id: off, goto: road}
  weigh:
    whenever: [{when: day >= 1, goto: shed}]
    choices: [{text: Never, id: never, goto: road}]
  shed: {ending: {title: Shed}}
  road: {ending: {title: Road}}
"""
LIVES = 60


@pytest.fixture(scope="module")
def story() -> Story:
    found = load_script_text(EVERY).story
    assert found is not None
    return found


@pytest.fixture(scope="module")
def warm(every: StoryGraph, story: Story) -> StoryGraph:
    return with_heat(every, story, lived(story, LIVES))


def result_of(story: Story, lives: int) -> Result:
    """What a simulation writes for these lives of people who take any open choice."""
    policy, numbers = Policy("random", Wishes()), iter([range(lives)])
    run = run_of(Rules(story), Task(1, policy), scalar=True)
    counts = run.lived(lambda most: next(numbers, range(0)), lambda done: None)
    return Result(story=about(story, 0), seed=1, limit=2000, runs=(ran(policy, 0, lives, counts),))


def heats(graph: StoryGraph) -> dict[str, float | None]:
    return {card.id: card.heat for card in graph.cards}


# ---- shares ---------------------------------------------------------------------------------------------------------
def test_lives_lived_now_are_those_of_a_simulation(story: Story, warm: StoryGraph, every: StoryGraph) -> None:
    assert with_heat(every, story, simulated(result_of(story, LIVES), story)) == warm


def test_an_encounter_has_the_share_of_those_who_came_into_any_of_its_scenes(hundred: Script) -> None:
    story = hundred.story
    assert story is not None
    met = lived(story, 300)
    shares = heats(with_heat(story_graph(hundred), story, met))
    inside: dict[str, int] = {}
    for scene in story.scenes.values():
        if scene.encounter:
            inside[scene.encounter] = max(inside.get(scene.encounter, 0), met.scenes[scene.id])
    assert len(inside) == 10 and {id_: shares[id_] for id_ in inside} == {id_: n / 300 for id_, n in inside.items()}


def test_all_lives_begin_at_the_start_and_each_ends_once(warm: StoryGraph) -> None:
    shares = heats(warm)
    assert warm.lives == LIVES and warm.policies == ("random",) and shares["stove"] == 1.0
    ends = [card.heat for card in warm.cards if card.kind == "ending"]
    assert sum(filter(None, ends)) == pytest.approx(1.0) and all(ends)
    assert 0 < (shares["chest"] or 0) < 1


def test_a_deck_and_a_scene_that_sends_everybody_on_have_no_share(warm: StoryGraph) -> None:
    assert heats(warm)["deck:evenings"] is None
    script = load_script_text(SENT_ON)
    assert script.story is not None
    shares = heats(with_heat(story_graph(script), script.story, lived(script.story, 20)))
    assert shares["weigh"] is None and 0 < (shares["shed"] or 0) < 1
    # A rule that need not hold: nobody came, and that can be said.
    seldom = load_script_text(SENT_ON.replace("day >= 1", "day >= 9").replace("goto: weigh", "goto: shed", 1))
    assert seldom.story is not None
    assert heats(with_heat(story_graph(seldom), seldom.story, lived(seldom.story, 20)))["weigh"] == 0.0


def test_several_policies_count_together(story: Story, every: StoryGraph) -> None:
    one = result_of(story, 20)
    other = msgspec.structs.replace(one.runs[0], policy="greedy", counts=result_of(story, 40).runs[0].counts)
    met = simulated(msgspec.structs.replace(one, runs=(*one.runs, other)), story)
    assert (met.lives, met.policies, met.scenes["stove"]) == (60, ("random", "greedy"), 60)
    assert with_heat(every, story, met).policies == ("random", "greedy")


def test_a_result_of_something_else_is_refused_in_words(story: Story) -> None:
    result, replace = result_of(story, 5), msgspec.structs.replace
    for changed, words in [
        (replace(result, story=replace(result.story, id="other", title="Other")), "is of another story: Other"),
        (replace(result, story=replace(result.story, fingerprint="0")), "before this story was changed"),
        (replace(result, runs=()), "no lives"),
    ]:
        with pytest.raises(ValueError, match=words):
            simulated(changed, story)


# ---- words and steps ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("share", "words", "warmth"),
    [
        (0, "0 %", "none"),
        (0.0001, "under 0.1 %", "under 5 %"),
        (0.004, "0.4 %", "under 5 %"),
        (0.0099, "1 %", "under 5 %"),
        (0.05, "5 %", "5 to 19 %"),
        (0.197, "20 %", "20 to 49 %"),
        (0.63, "63 %", "50 to 79 %"),
        (0.796, "80 %", "80 % and more"),
        (0.994, "99 %", "80 % and more"),
        (0.9996, "99.9 %", "80 % and more"),
        (1, "100 %", "80 % and more"),
    ],
)
def test_only_nobody_is_0_and_only_everybody_100(share: float, words: str, warmth: str) -> None:
    assert percent(share) == words and STEPS[step(share)] == warmth


def test_every_share_stands_in_its_card_and_all_steps_in_the_legend(warm: StoryGraph) -> None:
    tree = ElementTree.fromstring(written(warm, "svg"))
    shown = {}
    for card in tree.iter(GROUP):
        if number := card.get("data-card"):
            words = [text.text for text in card if text.get("class") == "warmth"]
            shown[warm.cards[int(number)].id] = (words, (card.get("class") or "").split()[-1])
    want = {
        card.id: ([], "w") if card.heat is None else ([percent(card.heat)], f"w{step(card.heat)}")
        for card in warm.cards
    }
    assert shown == want
    said = " ".join(tree.itertext())
    assert "of 60 lives came by:" in said and all(words in said for words in STEPS)
    assert re.search(r"The cold stove, start, stove, \S+:\d+, 100 % of 60 lives", said)


def test_without_heat_nothing_speaks_of_it(every: StoryGraph) -> None:
    for form in ("svg", "mmd", "dot"):
        assert not re.search(r"warm|came by|\d %", written(every, form)), form


def test_cards_stay_where_they_are(warm: StoryGraph, every: StoryGraph) -> None:
    places = re.compile(r'<text class="name" x="([^"]+)" y="([^"]+)"')
    assert places.findall(written(warm, "svg")) == places.findall(written(every, "svg"))


def test_no_words_on_a_line_lie_under_a_share(three_days: Script) -> None:
    assert three_days.story is not None
    graph = story_graph(three_days, encounters=True)
    drawn = picture(with_heat(graph, three_days.story, Met(1, ("random",), dict.fromkeys(three_days.story.scenes, 1))))
    badges, labels = [card.badge for card in drawn.cards if card.share], [line.label for line in drawn.lines]
    assert len(badges) > 40 and any(labels)
    for label in filter(None, labels):
        half = width(label.text, 11) / 2
        mine = (label.x - half, label.y - 7, label.x + half, label.y + 7)
        for left, top, right, low in badges:
            assert mine[2] <= left or right <= mine[0] or mine[3] <= top or low <= mine[1], label


def test_the_page_mermaid_and_graphviz_say_it_too(warm: StoryGraph) -> None:
    row = next(card for card in warm.cards if card.id == "row")
    assert row.heat is not None
    share, warmth = percent(row.heat), step(row.heat)
    assert f'aria-label="The row, hub, {share} of lives"' in written(warm, "html")
    mermaid = written(warm, "mmd")
    assert f'"hub · The row · {share}"}}}}:::w{warmth}' in mermaid
    assert all(f"classDef {name} fill:" in mermaid for name in set(re.findall(r":::(\w+)$", mermaid, re.M)))
    assert f'"The row (hub), {share}"' in written(warm, "dot")


def test_heat_and_a_run_go_together(warm: StoryGraph, story: Story) -> None:
    run = Run.start(story, 1)
    run.choose("go")
    both = with_run(warm, run)
    assert both.lives == LIVES and len(both.run) == 2
    assert 'class="card start ran warm w5"' in written(both, "svg")


def test_json_leaves_out_only_what_no_life_is_counted_at(warm: StoryGraph) -> None:
    text = written(warm, "json")
    assert msgspec.json.decode(text, type=StoryGraph) == warm
    cards = msgspec.json.decode(text)["cards"]
    assert [card["id"] for card in cards if "heat" not in card] == ["deck:evenings"]
