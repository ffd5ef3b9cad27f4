"""What a player may answer, and what is said to an answer that means nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_by_hand import a_page

from jangmadang.plain.answers import COMMANDS, Answer, prompt, understand
from jangmadang.play.view import ChoiceView


@pytest.mark.parametrize(
    ("line", "choice"), [("1", "keep"), ("1.", "keep"), (" 2 ", "yuan_man"), ("keep", "keep"), ("KEEP", "keep")]
)
def test_a_choice_by_number_or_id(line: str, choice: str) -> None:
    assert understand(line, a_page()).choice == choice


@pytest.mark.parametrize(
    ("line", "command", "rest"),
    [
        ("back", "back", ""),
        ("undo", "back", ""),
        ("Notes gye", "notes", "gye"),
        ("/save evening class", "save", "evening class"),
        ("?", "help", ""),
    ],
)
def test_a_command_with_what_follows(line: str, command: str, rest: str) -> None:
    assert (understand(line, a_page()).command, understand(line, a_page()).rest) == (command, rest)


def test_a_choice_called_back_goes_before_the_command_and_the_stroke_before_both() -> None:
    page = a_page(choices=(ChoiceView("buy", 1, "Buy"), ChoiceView("back", 2, "Back to the mat")))
    assert understand("back", page).choice == "back"
    assert understand("/back", page).command == "back"
    assert understand("undo", page).command == "back"
    assert "undo" in prompt(page, long=True) and "or: back" not in prompt(page, long=True)


def test_an_empty_line_takes_the_only_choice_and_asks_again_among_several() -> None:
    assert understand("", a_page(choices=(ChoiceView("go_on", 1, "Go on"),))).choice == "go_on"
    assert understand("", a_page()).unclear == "Choose 1 to 2, or say help."


def test_unclear_answers_are_told_what_may_be_said() -> None:
    assert understand("7", a_page()).unclear == "There is no choice 7. Choose 1 to 2, or say help."
    assert 'did you mean "keep"?' in understand("kep", a_page()).unclear
    assert 'did you mean "journal"?' in understand("journl", a_page()).unclear
    assert "did you mean 2, Change it all with the yuan man?" in understand("Yuan man", a_page()).unclear


def test_the_question_comes_in_full_and_then_short() -> None:
    assert (
        prompt(a_page(), long=True)
        == "Choose 1 to 2, or: back, where, meters, people, pack, journal, map, notes, save, help, quit > "
    )
    assert prompt(a_page(), long=False) == "Choose 1 to 2, or help > "


@given(st.text() | st.sampled_from([*COMMANDS, "1", "٣", "²", "9" * 5000]))
def test_every_line_is_one_thing(line: str) -> None:
    answer = understand(line, a_page())
    assert isinstance(answer, Answer)
    assert sum(map(bool, (answer.choice, answer.command, answer.unclear))) == 1
