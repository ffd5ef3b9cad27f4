"""What can never be open, with the reason."""

from __future__ import annotations

import pytest
from structure import END, codes, told


def choice(keys: str, cover: str = "", more: str = "") -> list[str]:
    """What is said of a choice with these keys beside one that is free and moves a little of everything."""
    free = "{text: On, id: on, effects: {risk: +1, money: +10, told: +lane, track: road}, goto: end}"
    state = "state: {told: {set_of: [lane, gate]}, track: {start: none, one_of: [none, road, ice]}}\n"
    read = "text: '{told has lane ? She knows | Snow}. {track is road ? Slush | Snow}.', "
    ways = f"choices: [{free}, {{text: Up, id: up, {keys}, goto: end}}]"
    return told(f"one: {{{read}{ways}}}\n{more}{END}", cover + state)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("risk > 100", "`risk` is 0 to 100"),
        ("track is ice", "`track` is only ever none or road"),
        ("told has gate", "`told` never holds more than lane"),
        ("trust > 0", "`trust` is always 0"),
        ("risk > 50 and risk < 40", "its parts exclude each other"),
        ("not (risk >= 5 or risk < 9)", "`risk` is 0 to 100"),
        ("track is road and track is none", "its parts exclude each other"),
        ("risk > money and money > risk", "its parts exclude each other"),
        ("day > 1 and risk + trust + money + count(told) < 0", "by all that its variables can be"),
    ],
)
def test_why_a_choice_never_opens(when: str, why: str) -> None:
    said = [one for one in choice(f"when: {when}") if one.startswith("never-open")]
    assert said == [f"never-open: this choice can never be open: {why}"]


@pytest.mark.parametrize(
    "when",
    [
        "risk > 99",
        "track is road",
        "track is not road",
        "told has lane",
        "risk > 50 and money < 40",
        "risk < 40 or risk > 50",
        "'fixed(3, dusk) == 2'",
        "seen(one)",
    ],
)
def test_what_may_open_is_let_be(when: str) -> None:
    assert choice(f"when: {when}") == []


def test_effects_count_wherever_they_stand() -> None:
    """Else one lost scene would make all that hangs on it wrong too."""
    lost = "lost: {effects: {track: ice}, goto: end}\n"
    assert [one.partition(":")[0] for one in choice("when: track is ice", more=lost)] == ["unreachable-scene"]


def test_what_is_declared_and_never_set_is_told_once_and_not_at_each_condition() -> None:
    cover = "state: {has_key: false}\n"
    scenes = f"one: {{choices: [{{text: Open, when: has_key, goto: end}}, {{text: On, id: on, goto: end}}]}}\n{END}"
    assert codes(scenes, cover) == ["never-set"]


def test_a_named_condition_is_told_where_it_is_named() -> None:
    cover = "conditions: {rich: money > 5}\n"
    scenes = f"one: {{choices: [{{text: Buy, when: rich, goto: end}}, {{text: On, id: on, goto: end}}]}}\n{END}"
    assert codes(scenes, cover) == ["never-true"]
    assert codes(scenes.replace("when: rich", "when: not rich and risk > 100"), cover) == ["never-true", "never-open"]


def test_an_encounters_own_choices_are_its_own() -> None:
    cover = "calendar: {day_1: 2009-11-28}\ngoods: {corn: {have: 0}}\n"
    scenes = f"one:\n  market: {{goods: [corn], leave: end}}\n{END}"
    assert codes(scenes, cover) == []


def test_a_cost_alone_lowers_a_number() -> None:
    burn = "{text: Burn, id: burn, cost: {coal: 1}, goto: two}"
    scenes = f"one: {{choices: [{burn}, {{text: Leave, goto: two}}]}}\n"
    scenes += f"two: {{choices: [{{text: Cold, when: coal < 3, goto: end}}, {{text: On, id: on, goto: end}}]}}\n{END}"
    assert codes(scenes, "state: {coal: {start: 3, max: 3, label: coal}}\n") == []
