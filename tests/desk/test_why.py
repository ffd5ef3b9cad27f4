"""Why a choice is open or locked: the false part of its condition, with what it reads; and which text is read."""

from __future__ import annotations

import pytest

from jangmadang.desk.blaming import Condition
from jangmadang.desk.jumping import Jump, land, read
from jangmadang.desk.why import Why
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_script_text

TEXT = """
jangmadang: 1
id: why
title: Why
start: lane
calendar: {day_1: 2009-11-28}
state:
  money: {start: 100, max: 1000}
  risk: {start: 10, max: 100}
  warned: false
  told: {set_of: [row, mina]}
  track: {start: none, one_of: [none, queue, road]}
  friend: {start: none, person: [mina, chae]}
people:
  mina: {name: Mi-na, trust: 30}
  chae: {name: Old Chae, trust: 15}
conditions:
  poor: money < 200
  in_trouble: poor and risk >= 50
scenes:
  lane:
    text:
      - A lane.
      - {when: warned, text: You were warned.}
      - {when: risk > 5, text: There is some risk.}
      - {otherwise: Nothing.}
      - {first: First time., again: Again.}
      - {cycle: [One., Two.]}
    choices:
      - {text: Go on, id: on, goto: home}
      - text: Try
        id: tried
        WHEN
        locked: No.
        goto: home
      - {text: Never seen, id: unseen, when: warned, goto: home}
      - {text: Pay, id: pay, cost: {money: 150}, goto: home}
      - {text: Once, id: once, once: true, stay: true}
      - text: Roll
        id: roll
        cost: {money: 1}
        stay: true
        chance: [{id: good, odds: "clamp(risk + 20, 5, 95)"}, {id: bad}]
  home: {text: Home., ending: {title: Home}}
"""


def why(condition: str, state: str = "") -> Why:
    script = load_script_text(TEXT.replace("WHEN", f"when: {condition}"))
    assert script.story is not None, [p.text() for p in script.problems]
    jump = read(f"lane with {state}" if state else "lane", script.story)
    assert isinstance(jump, Jump), jump
    named = {name: text for name, (text, _) in script.ledger.written.section("conditions").items()}
    return Why(land(Rules(script.story), jump, 3).run, named)


def of(asked: Why) -> Condition:
    when = next(choice for choice in asked.choices() if choice.id == "tried").when
    assert when is not None
    return when


def marked(when: Condition) -> str:
    return "".join(f"[{span.text}]" if span.false else span.text for span in when.spans)


@pytest.mark.parametrize(
    ("condition", "state", "wanted"),
    [
        ("risk >= 40", "", "[risk >= 40]"),
        ("risk >= 40", "risk 50", "risk >= 40"),
        ("risk >= 40 and money > 50", "", "[risk >= 40] and money > 50"),
        ("risk >= 40 and money > 500", "", "[risk >= 40] and [money > 500]"),
        ("risk >= 40 or money > 500", "", "[risk >= 40] or [money > 500]"),
        ("risk < 40 and (warned or money > 500)", "", "risk < 40 and ([warned] or [money > 500])"),
        ("not (risk < 40)", "", "[not (risk < 40)]"),
        ("warned and told has row and track is road", "warned", "warned and [told has row] and [track is road]"),
        ("20 < risk < 90", "", "[20 < risk] < 90"),
        ("friend is mina and friend.trust >= 20", "friend chae", "[friend is mina] and [friend.trust >= 20]"),
        ("risk > 0 and 100 // risk > 5 or warned", "risk 0", "[risk > 0] and 100 // risk > 5 or [warned]"),
    ],
)
def test_the_false_part_is_marked_where_it_stands(condition: str, state: str, wanted: str) -> None:
    when = of(why(condition, state))
    assert marked(when) == wanted
    assert when.text == condition
    assert when.holds == ("[" not in wanted)


def test_what_it_reads_is_told_with_its_value() -> None:
    when = of(why("friend.trust >= 20 and told has row and count(told) < 2", "friend chae, told mina"))
    assert {(value.name, value.text) for value in when.values} == {
        ("friend", "chae"),
        ("chae.trust", "15"),
        ("told", "mina"),
    }
    asked = of(why("weekday is monday and visits(lane) > 2"))
    assert ("visits(lane)", "1") in {(value.name, value.text) for value in asked.values}


def test_a_named_condition_is_laid_open() -> None:
    when = of(why("in_trouble and not warned"))
    assert marked(when) == "[in_trouble] and not warned"
    name, inner = when.named[0]
    assert (name, marked(inner)) == ("in_trouble", "poor and [risk >= 50]")
    assert [name for name, _ in inner.named] == ["poor"]


def test_each_choice_says_whether_it_is_open_locked_or_hidden_and_what_it_costs() -> None:
    asked = why("risk >= 40")
    choices = {choice.id: choice for choice in asked.choices()}
    assert {id_: choice.state for id_, choice in choices.items()} == {
        "on": "open",
        "tried": "locked",
        "unseen": "hidden",
        "pay": "locked",
        "once": "open",
        "roll": "open",
    }
    assert (choices["tried"].reason, choices["unseen"].number) == ("No.", 0)
    cost = choices["pay"].costs[0]
    assert (cost.name, cost.needs, cost.have, cost.paid) == ("money", 150, 100, False)
    assert choices["roll"].odds == (("good", 30), ("bad", 70))
    asked.run.choose("once")
    assert next(choice for choice in asked.choices() if choice.id == "once").once


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("", [True, False, True, False, True, True]),
        ("warned, risk 0", [True, True, False, False, True, True]),
        ("risk 0", [True, False, False, True, True, True]),
    ],
)
def test_each_piece_of_text_says_whether_it_is_read_as_the_page_does(state: str, shown: list[bool]) -> None:
    asked = why("risk >= 40", state)
    texts = asked.texts()
    assert [text.shown for text in texts] == shown
    page = [paragraph.plain for paragraph in asked.run.look().text]
    assert [text.words for text in texts if text.shown] == page
    assert [text.how for text in texts[3:]] == ["otherwise", "first visit", "cycle 1 of 2"]
