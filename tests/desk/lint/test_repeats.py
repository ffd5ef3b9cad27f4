"""What is read twice: only where the roads lead by both places, and never what stands in each other's place."""

from __future__ import annotations

import pytest
from little import told

LONG = "The clock over the gate has stood at ten since spring."
OTHER = "It goes again at night, for an hour or for a quarter."


def _two(first: str, second: str, way: str) -> list[str]:
    """What is found where a gate leads to a pump in some way, each with its text."""
    more = f"  pump:\n    text: {second}\n    choices: [{{text: Home, goto: home}}, {{text: Road, goto: road}}]\n"
    return [one.split()[1] for one in told(f"    text: {first}\n", ways=way, more=more)]


WAY = "    choices: [{text: Pump, goto: pump}, {text: Road, goto: road}]\n"


def test_scenes_that_follow_each_other_say_nothing_twice() -> None:
    assert _two(LONG, LONG, WAY) == ["repeated-text"]
    assert _two(LONG, OTHER, WAY) == []


@pytest.mark.parametrize(
    "second", [LONG.upper(), f"'{LONG[:-1]}!'", f"'*{LONG}*'", f"{OTHER} {LONG}", f"'\"{LONG}\" Yes.'"]
)
def test_marks_stops_and_capitals_make_no_other_sentence(second: str) -> None:
    assert _two(LONG, second, WAY) == ["repeated-text"]


def test_a_short_sentence_may_come_again() -> None:
    assert _two("Nobody looks at the clock.", "Nobody looks at the clock.", WAY) == []


def test_two_endings_may_say_the_same() -> None:
    more = "".join(f"  {name}:\n    text: {LONG}\n    ending: {{title: Out}}\n" for name in ("far", "near"))
    assert told(ways="    choices: [{text: Far, goto: far}, {text: Near, goto: near}]\n", more=more) == []


def test_a_rule_that_sends_on_before_the_text_is_read_leads_nowhere_twice() -> None:
    rule = "    whenever: [{when: money > 3, goto: pump}]\n"
    sent = (
        rule + "    choices: [{text: Earn, stay: true, once: true, effects: {money: +9}}, {text: Road, goto: road}]\n"
    )
    kept = rule + "    choices: [{text: Home, goto: home}, {text: Road, goto: road}]\n"
    assert "repeated-text" not in _two(LONG, LONG, kept)
    assert "repeated-text" in _two(LONG, LONG, sent)


RESULT = f"        result: {LONG}\n"


def test_a_result_says_nothing_that_its_scene_or_the_next_one_says() -> None:
    ways = f"    choices:\n      - text: Pump\n        goto: pump\n{RESULT}      - {{text: Road, goto: road}}\n"
    assert _two(LONG, OTHER, ways) == ["repeated-text"]
    assert _two(OTHER, LONG, ways) == ["repeated-text"]


def test_of_two_results_one_is_read() -> None:
    one, other = (f"      - text: Go {name}\n        goto: {name}\n{RESULT}" for name in ("road", "home"))
    assert told(ways=f"    choices:\n{one}{other}") == []


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (f"      - {LONG}\n      - {LONG}\n", 1),
        (f"      - {LONG}\n      - {{when: money > 3, text: '{LONG}'}}\n", 1),
        (f"      - {{when: money > 3, text: '{LONG}'}}\n      - otherwise: {LONG}\n", 0),
        (f"      - first: {LONG}\n        again: {LONG}\n", 0),
        (f"      - cycle: ['{LONG}', '{LONG}']\n", 0),
        (f"      - text: Cold.\n        gentler: {LONG}\n      - {LONG}\n", 0),
    ],
)
def test_in_one_scene_only_what_is_surely_read_is_read_twice(items: str, found: int) -> None:
    assert len(told(f"    text:\n{items}")) == found


def test_a_phrase_is_meant_to_come_again() -> None:
    phrase = f"phrases:\n  clock: {LONG}\n"
    more = "  pump:\n    text: '{clock}'\n    choices: [{text: Home, goto: home}, {text: Road, goto: road}]\n"
    assert told("    text: '{clock}'\n", cover=phrase, ways=WAY, more=more) == []


def test_what_is_copied_by_an_anchor_is_written_once() -> None:
    more = "  pump:\n    text: *clock\n    choices: [{text: Home, goto: home}, {text: Road, goto: road}]\n"
    assert told(f"    text: &clock {LONG}\n", ways=WAY, more=more) == []


def test_an_epilogue_follows_every_ending() -> None:
    cover = f"epilogue:\n  - {{when: money > 3, text: '{LONG}'}}\n  - otherwise: Snow again.\n"
    ways = "    choices: [{text: Earn, effects: {money: +9}, goto: road}, {text: Home, goto: home}]\n"
    assert [one.split()[1] for one in told(f"    text: {LONG}\n", cover=cover, ways=ways)] == ["repeated-text"]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("{text: Go on, id: again, goto: home}", ["12:16 same-caption"]),
        ("{text: Go on, id: again, hint: slowly, goto: home}", []),
        ("{text: Go on, id: again, cost: {money: 5}, goto: home}", []),
        ("{text: Go on, id: again, when: risk > 3, goto: home}", []),
    ],
)
def test_two_choices_are_told_apart(second: str, found: list[str]) -> None:
    ways = "    choices:\n      - text: Go on\n        effects: {money: +9, risk: +9}\n        goto: road\n"
    assert told(ways=f"{ways}      - {second}\n") == found
