"""How a story divides and joins, on graphs small enough to be drawn on paper."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.branching import Branching, branching
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story


def story(ways: dict[str, Iterable[str]], more: str = "") -> Story:
    """Scenes that lead to scenes by a choice each; one that leads nowhere is an ending."""
    lines = ["jangmadang: 1", "id: x", "title: X", f"start: {next(iter(ways))}", "scenes:"]
    for name, targets in ways.items():
        lines += [f"  {name}:", "    text: Here."]
        lines += ["    choices:"] if targets else ["    ending: {title: X}"]
        lines += [f"      - {{id: c{n}, text: Go, goto: {target}}}" for n, target in enumerate(targets)]
    loaded = load_text("\n".join([*lines, more]))
    assert loaded.story is not None, loaded.problems
    return loaded.story


def graph(more: str = "", **ways: str) -> Branching:
    return branching(story({name: targets.split() for name, targets in ways.items()}, more))


def test_a_branch_and_a_join() -> None:
    found = graph(a="b c", b="d", c="d", d="")
    assert found.branches == ("a",) and found.joins == ("d",)
    assert found.shortest == ("a", "b", "d") and found.longest == 3 and found.loops == ()
    assert found.choices == {"a": 2, "b": 1, "c": 1}


def test_choices_that_lead_to_one_scene_are_no_branch() -> None:
    found = graph(a="b b", b="")
    assert found.branches == () and found.alike == ("a",)


def test_a_loop_is_counted_scene_by_scene_and_told() -> None:
    found = graph(a="b e", b="c", c="b d", d="e", e="")
    assert found.loops[0].scenes == ("b", "c")
    assert found.shortest == ("a", "e") and found.longest == 5


def test_staying_is_no_way() -> None:
    assert graph(a="a b", b="").onward == {"a": 1, "b": 0}


def test_where_no_road_ends_there_is_no_shortest() -> None:
    assert graph(a="b", b="a", c="").shortest == ()


def test_a_storylet_is_a_scene_between() -> None:
    deck = "  card: {deck: d, text: A card., return: true}\n"
    scenes = deck + "  z: {text: Here., draw: d, otherwise: e, then: e}"
    found = graph(scenes, a="z", e="")
    assert found.onward["z"] == 2 and found.shortest == ("a", "z", "e") and found.longest == 4


def test_an_encounter_is_one_scene() -> None:
    ferry = (
        "  gate: {text: A boot., bribe: {official: ri, errand: {rice_g: 2000}, passed: on, walked: off}}\n"
        "people: {ri: {name: Ri, official: {temper: patrolman}}}\ncalendar: {day_1: 2009-11-28, place: hyesan}"
    )
    found = graph(ferry, a="gate", on="", off="")
    assert found.onward == {"a": 1, "on": 0, "off": 0, "gate": 2}
    assert found.shortest == ("a", "gate", "on") and found.longest == 3


NAMES = "abcdefg"


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    ways = {name: draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)) for name in NAMES}
    ways["a"] = ways["a"] or ["b"]
    ways["g"] = []
    return ways


@given(graphs())
def test_the_longest_is_no_shorter_than_any_way(ways: dict[str, list[str]]) -> None:
    """Every way without a scene twice, walked one by one, keeps within the bounds."""
    found = branching(story(ways))
    lengths, most = [], 0

    def walk(way: tuple[str, ...]) -> None:
        nonlocal most
        if not ways[way[-1]]:
            lengths.append(len(way))
        most = max(most, len(way))
        for target in ways[way[-1]]:
            if target not in way:
                walk((*way, target))

    walk(("a",))
    assert len(found.shortest) == min(lengths, default=0)
    looped = {name for loop in found.loops for name in loop.scenes}
    assert found.longest == most if not looped else found.longest >= most


@pytest.mark.parametrize("size", [3000])
def test_a_long_story_is_walked_without_recursion(size: int) -> None:
    ways = {f"s{n}": [f"s{n + 1}"] for n in range(size)} | {f"s{size}": []}
    assert branching(story(ways)).longest == size + 1
