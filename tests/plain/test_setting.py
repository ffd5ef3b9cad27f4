"""Settings by lines: told in words, set by a word, kept in the file that the screen reads."""

import io
from pathlib import Path

import pytest

from jangmadang import settings
from jangmadang.plain.answers import understand
from jangmadang.plain.console import Console
from jangmadang.plain.playing import Playing
from jangmadang.plain.saying import choice_line
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.play.view import ChoiceView
from jangmadang.settings import SCHEMA, Hints, Settings
from jangmadang.story.loading import load_text

STORY = """\
jangmadang: 1
id: stove
title: The stove
start: stove
state:
  money: {start: 500, currency: old_won, meter: true}
  trust: {start: 20, label: trust, meter: true}
scenes:
  stove:
    title: The stove
    text: Cold.
    choices:
      - {id: pay, text: Pay her, hint: gladly, cost: {money: 100}, effects: {trust: +2}, stay: true}
      - {id: sleep, text: Sleep, goto: last}
  last: {title: The last, ending: {title: The last}, text: Over.}
"""


def said(tmp_path: Path, *answers: str) -> str:
    loaded = load_text(STORY)
    assert loaded.story is not None, loaded.problems
    words, saves = io.StringIO(), Saves(tmp_path)
    console = Console(io.StringIO("".join(f"{one}\n" for one in (*answers, "quit"))), words)
    Playing(Run.start(loaded.story, 7), saves.slot("stove"), saves, console, again="play").play()
    return words.getvalue()


def test_settings_are_told_in_words(tmp_path: Path) -> None:
    told = said(tmp_path, "settings")
    assert all(f"{one.name}: {one.word(one.first)}. {one.about}" in told for one in SCHEMA)
    assert "Say set, a name and a value: set hints which." in told


def test_what_is_set_shows_and_is_kept(tmp_path: Path) -> None:
    told = said(tmp_path, "set hints which", "look")
    assert "hints: which." in told
    before, after = told.split("set hints which\n")
    assert "1. Pay her. Costs 100 won; gladly." in before
    assert "1. Pay her. Touches money and trust." in after
    assert settings.read() == Settings(hints="which")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("set hints", "hints can be full, which or none."),
        ("set hints some", "hints can be full, which or none, not some."),
        ("set measure 99", "measure can be from 56 to 68, not 99."),
        ("set colour red", "There is no such setting. There are text, measure,"),
        ("set", "There is no such setting."),
        ("set line length 60", "measure: 60."),
        ("set wording gentler", "gentler: gentler."),
    ],
)
def test_what_cannot_be_set_is_said(tmp_path: Path, answer: str, told: str) -> None:
    assert told in said(tmp_path, answer)


@pytest.mark.parametrize(
    ("hints", "line"),
    [
        ("full", "1. Pay her. Costs 200 won; gladly. Chance: likely."),
        ("which", "1. Pay her. Touches money and trust."),
        ("none", "1. Pay her."),
    ],
)
def test_hints_are_as_many_as_one_wants(hints: Hints, line: str) -> None:
    choice = ChoiceView("pay", 1, "Pay her", hint="gladly", price="−200 won", odds="likely", moves=("money", "trust"))
    assert choice_line(choice, hints) == line
    locked = ChoiceView("pay", 1, "Pay her", open=False, reason="needs 200 won; you have 140")
    assert choice_line(locked, hints) == "1. Locked: Pay her. Needs 200 won; you have 140."


def test_a_choice_called_set_is_still_a_choice() -> None:
    loaded = load_text(STORY.replace("id: sleep", "id: set"))
    assert loaded.story is not None
    page = Run.start(loaded.story, 7).look()
    assert understand("set", page).choice == "set"
    assert understand("/set hints none", page).command == "set"
