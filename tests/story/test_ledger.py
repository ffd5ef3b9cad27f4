"""The ledger: every scene, choice and expression of a checked story is found where it was written."""

from pathlib import Path

import pytest

from jangmadang.story.building.context import Where, source_and_path
from jangmadang.story.building.ledger import problem_at
from jangmadang.story.loading import load, load_script, load_script_text

SMALL = """\
jangmadang: 1
id: small
title: Small
start: gate
state: {money: {start: 100, min: 0, max: 900}, seen: false}
scenes:
  gate:
    text: The gate. {money} won.
    choices:
      - text: Pay
        cost: {money: 20}
        when: money > 50 and not seen
        effects: {seen: true}
        goto: road
      - text: Wait
        id: wait
        goto: road
  road:
    text: The road.
    ending: {title: Out, kind: quiet}
"""


def _at(where: Where) -> str:
    problem = problem_at(where, "x", "x")
    return f"{problem.line}:{problem.column}"


def test_scenes_choices_and_expressions_are_found_where_they_were_written() -> None:
    script = load_script_text(SMALL)
    ledger = script.ledger
    assert script.story is not None and not script.problems
    assert {name: _at((where, "text")) for name, where in ledger.scenes.items()} == {"gate": "8:11", "road": "19:11"}
    pay = ledger.choices["gate", "road"]
    assert _at((pay, "when")) == "12:15"
    found = {one.checked.text: _at(one.where) for one in ledger.expressions}
    assert found["money > 50 and not seen"] == "12:15"
    assert found["20"] == "11:23"
    ((seen, where),) = ledger.effects
    assert script.story.slots[seen.slot].name == "seen"
    assert _at(where) == "13:25"
    (money,) = [one for one in ledger.expressions if one.checked.text == "money"]
    assert money.offset == len("The gate. {")
    assert ledger.written.cover["title"][0] == "Small"


@pytest.mark.parametrize("name", ["hundred", "three-days"])
def test_a_script_is_the_story_that_is_played(name: str) -> None:
    path = Path("stories") / name
    script, loaded = load_script(path), load(path)
    story = script.story
    assert story is not None and loaded.story == story and script.problems == loaded.problems
    assert set(script.ledger.scenes) == set(story.scenes)
    for scene in story.scenes.values():
        for choice in scene.choices:
            where = script.ledger.choices.get((scene.id, choice.id))
            if where is None:
                assert choice.skip or choice.id == "go_on"
            elif not choice.generated:
                source, path_there = source_and_path(where)
                assert source in script.sources and source.place(path_there).line > 1
