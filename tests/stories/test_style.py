"""The style of the shipped stories: docs/story/style.md, as far as a machine can read, and that the machine can."""

from __future__ import annotations

from pathlib import Path

import echoes
import frames
import pytest
import style
from passages import none_of, shipped
from played import Tale
from style import Rule, pattern

RULED = [pytest.param(rule, id=rule.__name__) for rule in (*style.RULES, *echoes.RULES, *frames.RULES)]


@pytest.mark.parametrize("rule", RULED)
def test_style(tale: Tale, rule: Rule) -> None:
    none_of(rule(tale.files))


def test_no_phrase_stands_in_two_stories(three_days: Tale, hundred: Tale) -> None:
    none_of(echoes.phrase_shared([three_days.files, hundred.files]))


# ---- the lint itself ------------------------------------------------------------------------------------------------
BAD = """\
id: bad
content_notes: [hunger]
calendar: {day_1: 2009-11-28}
people:
  sled: {name: Sled, role: twelve; pulls loads}
notes:
  gye: {text: A club.}
scenes:
  one:
    title: A title that goes on for rather too long
    heading: Sunday 28 November. The lane
    text: |
      It is a stark reminder - and she is afraid of it. Snow falls
      as if it had not fallen, as if nobody had asked it to, ever.

      Sled is thirteen. He has 12 kilos on the sled and he holds out the whole.

      Nothing.

      Then the cart goes by.
    choices:
      - text: The road.
        hint: It is long.
        locked: you cannot
        result: |
          "Go," says Sled, as one says a price to somebody in a lane.
          He has the rope in his hand already.
      - text: Stay
        result: |
          "Stay," says Sled, as one thanks a guest.
          He has the rope in his hand already.
      - text: Ask
        result: |
          "Ask," says Sled, as one calls a dog.
          He has the rope in his hand already...
  two:
    heading: the lane
    sources: [F-NOT-00]
    discuss: Who pays?
    text:
      - Snow falls on the roof of the baths.
      - when: sled
        text: |
          She is glad of it. He has the rope in his hand.

          Then the cart goes by.
    ending: {title: Two}
  three:
    phenomena: [bonds]
    sources: [F-CUR-01, F-CUR-02]
    text: |
      Snow falls on the roof. He has the rope in his hand, ready.
      And who would have thought that it could come to this for us?
    ending: {title: Three}
  four:
    phenomena: [bonds]
    sources: [F-CUR-01, F-CUR-02]
    text: |
      Snow falls on the roof of the mill.
"""
FOUND = {
    "never": ["stark reminder"],
    "dashes": ["stark reminder"],
    "marks": ["thirteen", "already..."],
    "feelings": ["She is glad"],
    "as_if": ["as if it had not"],
    "worn": ["says a price", "thanks a guest", "calls a dog"],
    "closing": ["Then the cart goes by."],
    "closing_results": ["Then the cart goes by."],
    "last_question": ["And who would have thought"],
    "opening": ["Snow falls on the roof"],
    "speech": ["Go,"],
    "mostly_speech": ["id: bad"],
    "phrase_again": ["has the rope in his hand", "She is glad"],
    "captions": ["A title that", "The road.", "It is long.", "you cannot"],
    "widths": ["thirteen"],
    "lengths": ["Nothing."],
    "headings": ["Sunday 28 November", "the lane"],
    "ages": ["twelve", "thirteen"],
    "leaning": ["one:", "two:", "F-NOT-00"],
    "notes": ["gye:"],
    "questions": ["Who pays?"],
    "cover": ["content_notes"],
}
"""For each rule, the lines of BAD that it finds fault with."""


@pytest.mark.parametrize("rule", RULED)
def test_each_rule_finds_its_fault(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD, "utf-8")
    lines = BAD.splitlines()
    found = {lines[one.line - 1] for one in rule(shipped(tmp_path))}
    wanted = FOUND[rule.__name__]
    assert {part for part in wanted if not any(part in line for line in found)} == set()
    assert {line for line in found if not any(part in line for part in wanted)} == set()


READ = """\
people:
  ri: {name: Ri, role: police, mouth_line: hums}
epilogue:
  - {when: sold, text: The epilogue.}
phrases:
  later:
    - otherwise: The phrase.
scenes:
  one:
    text:
      - {first: The first., again: The again.}
      - cycle: [One., Two.]
      - {when: sold, text: As written., gentler: More gently.}
    skip: {to: two, say: What is left out.}
    discuss: {ask: Who?, hint: Ask them.}
    bribe:
      official: ri
      walked: {goto: two, result: Walked.}
      captions:
        walk: Walk on
        back: {text: Go back, hint: he waits}
      text:
        talk: [{when: sold, text: The talk.}]
    choices:
      - {text: Choose, hint: a hint, locked: Not now., result: The result., goto: two}
"""


def test_all_that_is_read_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "read.yaml").write_text(READ, "utf-8")
    found = {(passage.kind, passage.text) for passage in shipped(tmp_path).passages}
    assert found == {
        *(("role", "police"), ("mouth_line", "hums"), ("epilogue", "The epilogue."), ("phrase", "The phrase.")),
        *(("text", text) for text in ("The first.", "The again.", "One.", "Two.", "As written.")),
        *(("gentler", "More gently."), ("say", "What is left out."), ("room", "Who?"), ("room", "Ask them.")),
        *(("caption", text) for text in ("Walk on", "Go back", "Choose")),
        *(("hint", "he waits"), ("hint", "a hint"), ("locked", "Not now.")),
        *(("result", "Walked."), ("result", "The result."), ("encounter", "The talk.")),
    }


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("heart pound*", "Her heart\n  pounded."),
        ("can't/cannot help but", "you cannot help but see"),
        ("a mix of … and", "a mix of hope, fear and rice"),
        ("it isn't …, it's", "It isn't a price, it's a name."),
        ("as one *s", "he nods as one thanks a teacher"),
        ("Nobody *", "It is late. Nobody says so."),
    ],
)
def test_a_listed_phrase_is_found_as_it_bends(phrase: str, said: str) -> None:
    assert pattern(phrase).search(said)


@pytest.mark.parametrize("said", ["The danger was past.", "They stay in the centerpiece.", "Starker things"])
def test_a_listed_phrase_is_no_part_of_a_word(said: str) -> None:
    assert not [phrase for phrase, listed in style.NEVER if listed.search(said)]


def test_a_capital_is_the_beginning_of_a_sentence() -> None:
    assert not pattern("Nobody *").search("It is late, and nobody says so.")
