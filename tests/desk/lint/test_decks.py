"""Decks that can have nothing open under a draw that does not say what happens then."""

from __future__ import annotations

import pytest
from structure import END, told


def drawn(*storylets: str, draw: str = "draw: row") -> list[str]:
    lots = "".join(f"lot_{n}: {{deck: row, {keys}return: true}}\n" for n, keys in enumerate(storylets))
    ways = f"choices: [{{text: Listen, {draw}}}, {{text: Out, effects: {{risk: +1}}, goto: end}}]"
    return told(f"one: {{{ways}}}\n{lots}{END}")


@pytest.mark.parametrize(
    ("storylets", "why"),
    [
        (("once: true, ",), "its one storylet is drawn once"),
        (("once: true, ", "once: true, "), "each of its storylets is drawn once"),
        (("once: true, ", "cooldown: 2, "), "each of its storylets is drawn once or rests after a draw"),
        (("when: risk > 3, ", "when: risk > 5, "), "each of its storylets has a condition"),
        (("weight: risk, ",), "its one storylet can have no weight"),
    ],
)
def test_why_a_deck_can_run_dry(storylets: tuple[str, ...], why: str) -> None:
    assert drawn(*storylets) == [f"dry-deck: the deck `row` can run dry: {why}; then one stays in `one`"]


def test_one_storylet_that_is_always_open_is_enough() -> None:
    assert drawn("once: true, ", "") == []
    assert drawn("once: true, ", "weight: risk + 1, ") == []


def test_a_draw_that_leads_on_says_enough() -> None:
    assert drawn("once: true, ", draw="draw: row, otherwise: end") == []
    assert drawn("once: true, ", draw="draw: row, then: end") == []
