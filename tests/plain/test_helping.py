"""Help by lines: short enough to be heard, and a word for everything."""

import pytest

from jangmadang.plain.answers import COMMANDS
from jangmadang.plain.helping import WANTS, help_lines


def test_all_of_it_is_twenty_lines_at_most_and_names_every_command() -> None:
    said = " ".join(help_lines("", dict(COMMANDS)))
    assert len(WANTS) <= 20
    for command in set(COMMANDS.values()) - {"look"}:  # said as again
        assert command in said


@pytest.mark.parametrize("word", COMMANDS)
def test_each_word_is_explained_with_its_others(word: str) -> None:
    lines = help_lines(word.upper(), dict(COMMANDS))
    assert word == "?" or word in " ".join(lines)
    assert len(lines) <= 20


def test_a_word_that_is_none_is_answered_with_a_near_one() -> None:
    assert 'did you mean "notes"?' in help_lines("nots", dict(COMMANDS))[0]
    assert help_lines("xyzzy", dict(COMMANDS)) == ['There is no help on "xyzzy". Say help for all words.']
