"""What is declared is used: in a condition, a text, an effect, an encounter; whatever uses it is enough."""

from __future__ import annotations

import pytest
from little import told

CALLED = "    choices: [{{text: Go, when: '{0}', goto: road}}, {{text: Stay, goto: home}}]\n"


def _found(cover: str, gate: str = "    text: Cold.\n", ways: str | None = None) -> list[str]:
    found = told(gate, cover=cover) if ways is None else told(gate, cover=cover, ways=ways)
    return [one.split()[1] for one in found if "unused" in one]


OM = "people:\n  om: {name: Om}\n"


@pytest.mark.parametrize(
    ("cover", "gate", "when"),
    [
        ("conditions:\n  rich: money > 9\n", "", "rich"),
        ("constants: {levy: 9}\n", "", "money > levy"),
        ("constants: {levy: 9}\n", "    text: 'It is {levy:won}.'\n", ""),
        ("computed:\n  debt: 2 * money\n", "    text: 'You owe {debt:won}.'\n", ""),
        ("tables: {dues: [1, 2]}\n", "", "money > table(dues, 1)"),
        ("phrases:\n  you: Un-ju\n", "    text: 'Cold, {you}.'\n", ""),
        ("phrases:\n  you: Un-ju\n", "    text: 'Cold{money > 3 ? | , {you}}.'\n", ""),
        ("notes:\n  gye: {text: A club.}\n", "    notes: [gye]\n    text: Cold.\n", ""),
        ("notes:\n  gye: {text: A club.}\n", "    text: 'The [club](gye) meets.'\n", ""),
        ("places:\n  pump: {name: The pump}\n", "    place: pump\n    text: Cold.\n", ""),
        ("places:\n  pump: {name: The pump, prices: hyesan}\n", "", "price(rice, pump) > 3"),
        ("pictures:\n  pump: {file: pump.txt, alt: A pump., scenes: [gate]}\n", "", ""),
        ("pictures:\n  pump: {file: pump.txt, alt: A pump.}\n", "    picture: pump\n    text: Cold.\n", ""),
        (OM, "    text: Om is cold.\n", ""),
        (OM, "    text: '{om} is cold.'\n", ""),
        (OM, "", "om.trust > 3"),
        (OM, "    effects: {om.trust: +3}\n    text: Cold.\n", ""),
    ],
)
def test_whatever_uses_it_is_enough(cover: str, gate: str, when: str) -> None:
    unused = _found(cover)
    if "scenes:" not in cover:
        assert len(unused) == 1, "left alone it is not used"
    gate = gate or "    text: Cold.\n"
    assert _found(cover, gate, CALLED.format(when) if when else None) == []


def test_a_name_within_another_is_not_that_name() -> None:
    assert _found(OM, "    text: Omens, and a home.\n") == ["unused-person"]
    assert _found("conditions:\n  rich: money > 9\n  richer: money > 99\n", ways=CALLED.format("richer")) == [
        "unused-condition"
    ]


def test_who_plays_in_an_encounter_is_met() -> None:
    people = "people:\n  om: {name: Om, trust: 45, mouth: 3}\n  pak: {name: Pak, trust: 5}\n  ri: {name: Ri}\n"
    film = "    text: Dark.\n    screening: {film: rink, guests: [om], lookout: pak, after: road, caught: home}\n"
    assert _found(people, film, "") == ["unused-person"]


def test_a_picture_that_others_hide_stands_over_nothing() -> None:
    shown = "    picture: {file: own.txt, alt: The gate.}\n    text: Cold.\n"
    assert _found("pictures:\n  pump: {file: pump.txt, alt: A pump., scenes: [gate]}\n", shown) == ["unused-picture"]
