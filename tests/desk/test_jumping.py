"""A line like `river with money 300, risk 80`: read, refused with its place, kept within bounds, completed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.flow import roads
from jangmadang.desk.jumping import Jump, Misread, asked, complete, land, read, written
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text

TEXT = """
jangmadang: 1
id: jumps
title: Jumps
start: lane
state:
  money: {start: 100, max: 1000}
  risk: {start: 0, max: 100}
  warned: false
  told: {set_of: [row, minder, mina]}
  track: {start: none, one_of: [none, queue, road]}
  friend: {start: none, person: [mina]}
people:
  mina: {name: Mi-na, trust: 30}
renamed: {scenes: {old_lane: lane}, state: {cash: money}}
scenes:
  lane:
    text: A lane.
    effects: {risk: +5}
    choices:
      - {text: In, call: talk}
      - {text: Home, goto: home}
  talk: {text: Talk., effects: {told: +row}, return: true}
  gate: {text: A gate., whenever: [{when: warned, goto: home}], goto: lane}
  home: {text: Home., ending: {title: Home}}
"""
LOADED = load_text(TEXT)
assert LOADED.story is not None, [p.text() for p in LOADED.problems]
STORY = LOADED.story
RULES = Rules(STORY)


def values(line: str) -> dict[str, str]:
    found = read(line, STORY)
    assert isinstance(found, Jump), found
    return {STORY.slots[n].name: written(STORY.slots[n], value, STORY) for n, value in found.values}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("lane", {}),
        ("lane with money 300, risk 80", {"money": "300", "risk": "80"}),
        ("lane with money=300,risk = 80", {"money": "300", "risk": "80"}),
        ("lane with warned", {"warned": "true"}),
        ("lane with not warned", {"warned": "false"}),
        ("lane with warned yes, mina.trust 45", {"warned": "true", "mina.trust": "45"}),
        ("lane with told row minder", {"told": "row minder"}),
        ("lane with told [row, mina], track is road", {"told": "row mina", "track": "road"}),
        ("lane with told none, friend mina", {"told": "none", "friend": "mina"}),
        ("old_lane with cash 5", {"money": "5"}),
        ("  lane  with  money 1_000 ,", {"money": "1000"}),
    ],
)
def test_any_kind_of_value_can_be_given(line: str, wanted: dict[str, str]) -> None:
    assert values(line) == wanted
    assert read(line, STORY).scene == "lane"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "at", "words"),
    [
        ("", "", "a jump begins with a scene"),
        ("lnae", "lnae", 'did you mean "lane"?'),
        ("lane money 3", "money 3", "`with` comes after the scene"),
        ("lane with mony 3", "mony", 'did you mean "money"?'),
        ("lane with money lots", "lots", "`money` is a number"),
        ("lane with money", "money", "`money` needs a value"),
        ("lane with told nobody", "nobody", "can never be in `told`"),
        ("lane with track raod", "raod", 'did you mean "road"?'),
        ("lane with not money", "money", "stands before what is yes or no"),
        ("lane with risk 3, warned perhaps", "perhaps", "is yes or no"),
        ("lane with seed x", "seed", "a seed is a whole number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(line: str, at: str, words: str) -> None:
    found = read(line, STORY)
    assert isinstance(found, Misread)
    assert words in found.words
    assert line[found.at : found.at + found.length].strip() == at or not at


def test_bounds_are_kept_and_told() -> None:
    found = read("lane with money 5000, risk -3", STORY)
    assert isinstance(found, Jump)
    assert found.told == ("money is 0 to 1,000: 1,000 was taken for 5,000", "risk is 0 to 100: 0 was taken for -3")


def landed(line: str) -> object:
    found = read(line, STORY)
    assert isinstance(found, Jump), found
    return land(RULES, found, 3, roads=roads(STORY))


def test_one_arrives_there_and_is_told_what_that_changes() -> None:
    there = landed("lane with risk 10, seed 9")
    assert there.run.value("risk") == 15 and there.run.seed == 9  # type: ignore[attr-defined]
    assert there.told == ("arriving makes risk 15",)  # type: ignore[attr-defined]
    sent = landed("gate with warned")
    assert sent.run.moment.scene == "home"  # type: ignore[attr-defined]
    assert "arriving in `gate` sends one on to `home`" in sent.told  # type: ignore[attr-defined]


def test_a_passage_returns_to_who_calls_it() -> None:
    there = landed("talk with money 7")
    assert "a passage: it returns to `lane`" in there.told  # type: ignore[attr-defined]
    there.run.choose("go_on")  # type: ignore[attr-defined]
    assert there.run.moment.scene == "lane" and there.run.value("money") == 7  # type: ignore[attr-defined]


@given(
    st.integers(0, 1000),
    st.integers(0, 100),
    st.booleans(),
    st.sets(st.sampled_from(["row", "minder", "mina"])),
    st.sampled_from(["none", "queue", "road"]),
    st.sampled_from(["none", "mina"]),
)
def test_the_line_that_tells_a_state_leads_back_to_it(
    money: int, risk: int, warned: bool, told: set[str], track: str, friend: str
) -> None:
    said = f"money {money}, risk {risk}, warned {str(warned).lower()}, told {' '.join(told) or 'none'}"
    first = land(RULES, read(f"home with {said}, track {track}, friend {friend}", STORY), 1).run  # type: ignore[arg-type]
    again = land(RULES, read(asked(first), STORY), 1).run  # type: ignore[arg-type]
    assert again.moment == first.moment


@given(st.text(max_size=60))
def test_no_line_is_too_odd_to_be_read_or_completed(line: str) -> None:
    for odd in (line, f"lane with {line}"):
        assert isinstance(read(odd, STORY), Jump | Misread)
        complete(odd, STORY)


@pytest.mark.parametrize(
    ("line", "first", "whole"),
    [
        ("la", "lane", "lane"),
        ("lane", "lane with", "lane with "),
        ("lane ", "with", "lane with "),
        ("lane with mo", "money", "lane with money "),
        ("lane with money 3, wa", "warned", "lane with money 3, warned "),
        ("lane with track r", "road", "lane with track road"),
        ("lane with told row mi", "minder", "lane with told row minder"),
        ("lane with not w", "warned", "lane with not warned"),
    ],
)
def test_the_line_is_completed(line: str, first: str, whole: str) -> None:
    found = complete(line, STORY)
    assert (found[0].word, found[0].line) == (first, whole)
