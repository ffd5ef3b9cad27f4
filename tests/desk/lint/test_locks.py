"""Where all choices can be locked at once, and where it is proved that they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from planting import PLANTED
from structure import END, codes

from jangmadang.desk.lint import locks
from jangmadang.story import shelf
from jangmadang.story.loading import load


def hub(choices: str, keys: str = "", before: str = "{goto: hub}", cover: str = "") -> list[str]:
    """What is said of a hub with such choices, that a first scene leads to and an errand leads back to."""
    return codes(f"one: {before}\nhub: {{{keys}choices: [{choices}]}}\nerrand: {{goto: hub}}\n{END}", cover)


ERRAND = "{{text: Go, id: go_{n}, once: true, cost: {{hours: 1}}, goto: errand}}"
FOUR = ", ".join(ERRAND.format(n=n) for n in range(4))
HOURS = "state: {hours: {start: 3, max: 3, label: hours}}\n"


def test_all_can_be_taken() -> None:
    free = "{text: Go, id: go, once: true, goto: errand}, {text: End, id: stop, once: true, goto: errand}"
    assert hub(free.replace("stop, once: true, goto: errand", "stop, once: true, goto: end")) == ["all-locked"]


def test_nothing_was_taken_where_nobody_comes_twice() -> None:
    assert codes(f"one: {{choices: [{{text: Out, once: true, goto: end}}]}}\n{END}") == []


def test_a_purse_that_nothing_fills_again_pays_for_so_many() -> None:
    """Of four errands that cost an hour each, three hours leave one; when no hour is left, a rule leads on."""
    rule = "whenever: [{when: hours == 0, goto: end}], "
    assert hub(FOUR, rule, cover=HOURS) == []
    door = "{choices: [{text: In, goto: hub}, {text: Out, goto: end}]}"
    assert hub(FOUR, before=door, cover=HOURS) == ["dead-end", "all-locked"]
    refilled = "{choices: [{text: Rest, effects: {hours: =3}, goto: hub}]}"
    assert hub(FOUR, rule, before=refilled, cover=HOURS) == []


def test_what_arriving_sets_is_known() -> None:
    choices = "{text: Go, id: go, cost: {hours: 1}, goto: end}"
    assert hub(f"{choices}, {{text: Errand, goto: errand}}", cover=HOURS) == []
    assert (
        hub(choices + ", {text: Errand, cost: {hours: 1}, goto: errand}", "effects: {hours: =2}, ", cover=HOURS) == []
    )
    spent = ", {text: Errand, cost: {hours: 1}, stay: true, id: wait}"
    assert "all-locked" in hub(choices + spent, "effects: {hours: =2}, ", cover=HOURS)


def test_what_opened_the_only_road_is_known_while_nothing_changes_it() -> None:
    def toll(choice: str, arriving: str = "") -> list[str]:
        gate = f"gate: {{{arriving}choices: [{{text: Pay, cost: {{money: 200}}, goto: end}}]}}\n"
        ways = f"{{text: Up, when: money >= 200, {choice}goto: gate}}, {{text: Out, goto: end}}"
        return codes(f"one: {{effects: {{money: =300}}, choices: [{ways}]}}\n{gate}{END}")

    assert toll("") == []
    assert toll("effects: {money: -1}, ") == ["all-locked"]
    assert toll("", "effects: {money: -1}, ") == ["all-locked"]
    assert toll("cost: {money: 1}, ") == ["all-locked"]


def test_conditions_that_leave_nothing_out() -> None:
    def two(first: str, second: str) -> list[str]:
        scenes = f"one: {{effects: {{risk: '+fixed(90, luck)', money: '+fixed(9, coin)'}}, goto: gate}}\n{END}"
        ways = f"{{text: A, id: a, when: {first}, goto: end}}, {{text: B, id: b, when: {second}, goto: end}}"
        return codes(f"{scenes}gate: {{choices: [{ways}]}}\n")

    assert two("risk > 20", "risk <= 20") == []
    assert two("risk > 20", "not (risk > 20)") == []
    assert two("risk > money", "money >= risk") == []
    assert two("risk > 20 and money > 3", "risk < 30 or money <= 3") == []
    assert two("risk > 20", "risk < 20") == ["all-locked"]
    assert two("risk > money", "money > risk") == ["all-locked"]


def test_many_variables_are_no_matter_for_a_guess() -> None:
    ways = "{text: A, id: a, when: wet and cold, goto: end}, {text: B, id: b, when: not dark, goto: end}"
    cover = "state: {wet: false, cold: false, dark: false}\n"
    moved = "effects: {wet: true, cold: not wet, dark: true}, "
    assert codes(f"one: {{{moved}choices: [{ways}]}}\n{END}", cover) == []


def test_what_a_writer_adds_to_an_encounter_may_cost_for_its_own_ways_are_free() -> None:
    cover = "calendar: {day_1: 2009-11-28}\n"
    scenes = "one:\n  market: {goods: [corn], leave: end}\n  choices: [{text: Buy, cost: {money: 9}, goto: end}]\n"
    assert codes(scenes + END, cover) == []


@pytest.mark.parametrize("story", [PLANTED / "night.yaml", shelf.find("three-days")], ids=["night", "three-days"])
def test_every_scene_of_an_encounter_has_a_choice_that_is_free(story: Path) -> None:
    made = [scene for scene in load(story).story.scenes.values() if scene.encounter]
    assert len(made) > 10
    assert [scene.id for scene in made if not any(locks.is_free(choice) for choice in scene.choices)] == []
