"""The formula is Flesch's, and longer words and sentences never read more easily."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.readability import ease, syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("the", 1), ("quilt", 1), ("rice", 1), ("counts", 1), ("gone", 1), ("bridge", 1), ("I", 1), ("a", 1)),
        *(("needed", 2), ("table", 2), ("little", 2), ("apples", 2), ("bridges", 2), ("houses", 2), ("people", 2)),
        *(("evening", 3), ("family", 3), ("kerosene", 3), ("Mi-na", 2), ("walked", 1), ("don't", 1), ("5,000", 1)),
    ],
)
def test_syllables_of_common_words(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_figures_are_the_formulas() -> None:
    found = ease(["The cat sat on the mat. The dog ran."])
    assert found is not None
    assert (found.words_a_sentence, found.syllables_a_word) == (4.5, 1.0)
    assert found.score == pytest.approx(206.835 - 1.015 * 4.5 - 84.6)
    assert found.band == "very easy"


def test_quotes_and_missing_stops_end_sentences_once() -> None:
    found = ease(['"Is it going?" she calls. "It sits…"', "No stop here", "Two\n\nparagraphs"])
    assert found is not None and found.words_a_sentence == pytest.approx(12 / 6)


def test_nothing_to_read_has_no_ease() -> None:
    assert ease([]) is None and ease(["…", "---"]) is None


@given(st.lists(st.sampled_from(["rice", "stove", "counts", "needle"]), min_size=2, max_size=20), st.integers(1, 19))
def test_a_stop_more_never_makes_it_harder(said: list[str], at: int) -> None:
    at = min(at, len(said) - 1)
    one, two = ease([" ".join(said) + "."]), ease([" ".join(said[:at]) + ". " + " ".join(said[at:]) + "."])
    assert one is not None and two is not None and two.score > one.score
