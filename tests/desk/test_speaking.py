"""Who speaks is taken from the prose where it says so, and is not guessed where it does not."""

from __future__ import annotations

import pytest

from jangmadang.desk.speaking import Spoken, spoken

PEOPLE = {
    "mother": "Mother",
    "om": "Granny Om",
    "ri": "Ri Chang-guk",
    "old_ri": "Ri Myong",
    "pole": "The man at the pole",
}


def said(text: str) -> dict[str, int]:
    """Words by speaker; those of nobody under the empty name."""
    found = spoken([text], PEOPLE)
    return {voice.name: voice.words for voice in found.voices} | ({"": found.nobodys} if found.nobodys else {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Count it again," says Mother.', {"Mother": 3}),
        ('Mother says, "Count it again."', {"Mother": 3}),
        ('Mother asks: "Again?"', {"Mother": 1}),
        ('"Count it again," Mother says.', {"Mother": 3}),
        ('"Two," says Om. "Or three."', {"Granny Om": 3}),
        ('"Two," says Granny Om, who has both. "Three."', {"Granny Om": 2}),
        ('"Two," you say.', {"you": 1}),
        ('"Up," says the man at the pole.', {"The man at the pole": 1}),
        ('"Late," says Chang-guk.', {"Ri Chang-guk": 1}),
        ("“Late,” says Om.", {"Granny Om": 1}),
        ('"Salt," shouts Salt Son-hwa. She waves.\n\n"Salt!" cries Son-hwa.', {"Salt Son-hwa": 2}),
        ('"Soap," says Ri\'s wife.', {"Ri's wife": 1}),
    ],
)
def test_the_name_beside_it_speaks(text: str, words: dict[str, int]) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        '"Count it again," she says.',
        '"Count it again."',
        'Mother bites off a thread. "One seam or two?"',
        '"Late," says the man.',
        '"Late," says somebody.',
    ],
)
def test_nobody_is_guessed_at(text: str) -> None:
    assert list(said(text)) == [""]


def test_a_name_that_two_people_share_is_neither_of_them() -> None:
    assert said('"Late," says Ri.') == {"Ri": 1}


def test_another_paragraph_is_another_speaker() -> None:
    assert said('"One," says Mother.\n\n"Two."') == {"Mother": 1, "": 1}


def test_an_action_between_two_pieces_parts_them() -> None:
    assert said('"One," says Mother. Om counts, and looks up from it. "Two."') == {"Mother": 1, "": 1}


def test_vocabulary_is_counted_without_capitals() -> None:
    found: Spoken = spoken(['"Rice, rice and corn," says Mother.', '"Rice and soap," says Om.'], PEOPLE)
    mother, om = found.voices
    assert (mother.person, mother.lines, mother.words, mother.different, mother.own) == ("mother", 1, 4, 3, 1)
    assert (om.person, om.words, om.different, om.own) == ("om", 3, 3, 1)
    assert found.words == 7 and found.nobodys == 0


def test_a_story_without_speech_has_no_voices() -> None:
    assert spoken(["A dog."], PEOPLE) == Spoken((), 0, 0)
