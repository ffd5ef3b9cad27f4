"""Slips of the pen: found in whatever is read, and not where the words may be meant."""

from __future__ import annotations

import pytest
from little import told


def _found(text: str, cover: str = "") -> list[str]:
    return [one.split()[1] for one in told(f"    text: |\n      {text}\n", cover=cover)]


@pytest.mark.parametrize(
    "text", ["The the cart goes.", "It goes to to town.", "It's a A cart.", "Give it your your way."]
)
def test_a_small_word_twice_is_a_slip(text: str) -> None:
    assert _found(text) == ["doubled-word"]


@pytest.mark.parametrize(
    "text",
    [
        "She had had enough.",
        "It is very very cold.",
        "He gave her her cap.",
        "Bathe the old, the, the other one.",
        "He said that that was all.",
        "It stands at-at the gate.",
        "Step by step by step.",
    ],
)
def test_a_word_that_may_stand_twice_is_none(text: str) -> None:
    assert _found(text) == []


def test_a_doubled_word_is_english() -> None:
    assert _found("Wo sind sie, die die Waage a a brachten?", cover="language: de\n") == []


def test_a_doubled_word_is_found_in_a_caption_and_a_note() -> None:
    ways = "    choices:\n      - {text: Go to to town, goto: road}\n      - {text: Stay, goto: home}\n"
    note = "notes:\n  gye: {text: A club of of women.}\n"
    assert told("    notes: [gye]\n    text: Cold.\n", cover=note, ways=ways) == [
        "6:22 doubled-word",
        "12:19 doubled-word",
    ]


@pytest.mark.parametrize("text", ['"Go, she says.', 'Go," she says.', '"Go," she says, "and "come back."'])
def test_a_quotation_that_does_not_close_is_found(text: str) -> None:
    assert _found(text) == ["open-quote"]


@pytest.mark.parametrize(
    "text",
    [
        '"Go," she says.',
        '"Go.\n\n      "And come back."',
        'A pipe of 5" is too wide.',
        "Nobody says anything.",
    ],
)
def test_a_quotation_that_closes_is_let_be(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["Lorem ipsum.", "Here the text goes here.", "???", "xxx", "A placeholder."])
def test_what_holds_a_place_is_found(text: str) -> None:
    assert _found(text) == ["placeholder-text"]


@pytest.mark.parametrize("text", ["…", "...", "No.", "Their place is held.", "---"])
def test_what_is_short_may_be_meant(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "text", ["Cold , and dark.", "Cold,, and dark.", "Cold; , and dark.", "Cold ;\n      and dark."]
)
def test_a_stray_comma_is_found(text: str) -> None:
    assert _found(text) == ["stray-comma"]


@pytest.mark.parametrize("text", ["Cold, and dark; and late.", "{money > 3 ? , and | or} late", "Sums: 3,000 and ,5."])
def test_a_comma_in_its_place_is_let_be(text: str) -> None:
    assert _found(text) == []
