"""What is long: the limits hold to the word, and what is never read at once is not added up."""

from __future__ import annotations

import pytest
from little import told, words

from jangmadang.desk.lint.lengths import CHOICE, ENDING, PARAGRAPH, SCENE


@pytest.mark.parametrize(("count", "found"), [(PARAGRAPH, []), (PARAGRAPH + 1, ["8:7 long-paragraph"])])
def test_a_paragraph_has_so_many_words(count: int, found: list[str]) -> None:
    assert told(f"    text: |\n{words(count)}") == found


def test_the_long_one_of_several_paragraphs_is_meant() -> None:
    assert told(f"    text: |\n      Short.\n\n{words(PARAGRAPH + 1)}\n      Short.\n") == ["10:7 long-paragraph"]


def test_paragraphs_of_results_and_notes_are_looked_at() -> None:
    long = words(PARAGRAPH + 1, 200).replace("      ", "          ")
    note = "notes:\n  gye:\n    text: |\n" + words(PARAGRAPH + 1)
    ways = (
        "    choices:\n      - {text: No, goto: home}\n      - text: Go\n        goto: road\n        result: |\n" + long
    )
    assert told("    notes: [gye]\n    text: Cold.\n", cover=note, ways=ways) == [
        "8:7 long-paragraph",
        "30:11 long-paragraph",
    ]


def _caption(text: str, key: str = "text") -> list[str]:
    lines = {"text": "Go on", key: text}
    ways = "    choices:\n      - goto: road\n" + "".join(f"        {name}: {said}\n" for name, said in lines.items())
    return told(ways=ways + "      - {text: Go back, goto: home}\n", cover="people:\n  om: {name: Om}\n", more=OM)


OM = """\
  om_door:
    text: Om.
    choices: [{text: Knock, when: om.trust > 3, goto: home}, {text: Leave, goto: gate}]
"""


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("x" * CHOICE, False),
        ("x" * (CHOICE + 1), True),
        ("장" * (CHOICE // 2), False),
        ("장" * (CHOICE // 2) + "x", True),
        ("x" * (CHOICE - 2) + "{om}", False),
        ("x" * (CHOICE - 1) + "{om}", True),
        ("x" * (CHOICE - 9) + "{money:won}", False),
        ("x" * (CHOICE - 8) + "{money:won}", True),
        ("x" * (CHOICE - 4) + "{money > 3 ? one | four}", False),
        ("x" * (CHOICE - 3) + "{money > 3 ? one | four}", True),
        ("x" * (CHOICE - 5) + "{first|again}", False),
        ("x" * (CHOICE - 4) + "{first|again}", True),
        ("*" + "x" * CHOICE + "*", False),
    ],
)
def test_a_choice_has_so_many_columns_its_braces_at_their_widest(text: str, long: bool) -> None:
    assert ("long-choice" in "".join(_caption(f"'{text}'"))) is long


@pytest.mark.parametrize("key", ["hint", "locked"])
def test_what_stands_beside_a_choice_has_as_many(key: str) -> None:
    extra = "x\n        when: money > 3" if key == "locked" else "x"
    assert "long-choice" in "".join(_caption("x" * CHOICE + extra, key))


@pytest.mark.parametrize(("count", "found"), [(SCENE, []), (SCENE + 1, ["7:5 long-scene"])])
def test_a_scene_reads_so_many_words(count: int, found: list[str]) -> None:
    assert told(f"    text: |\n{words(90)}\n{words(count - 90, 90)}") == found


@pytest.mark.parametrize(("count", "found"), [(ENDING, []), (ENDING + 1, ["12:5 long-scene"])])
def test_an_ending_reads_more(count: int, found: list[str]) -> None:
    long = f"  far:\n    text: |\n{words(90)}\n{words(90, 90)}\n{words(count - 180, 180)}    ending: {{title: Far}}\n"
    ways = "    choices:\n      - {text: Go on, goto: road}\n      - {text: Go far, goto: far}\n"
    assert told(more=long, ways=ways) == found


HUNDRED = words(95).replace("      ", "          ")


@pytest.mark.parametrize(
    ("items", "long"),
    [
        (f"      - when: money > 3\n        text: |\n{HUNDRED}      - otherwise: |\n{HUNDRED}", False),
        (f"      - first: |\n{HUNDRED}        again: |\n{HUNDRED}", False),
        (f"      - cycle:\n        - |\n{HUNDRED}        - |\n{HUNDRED}", False),
        (f"      - text: |\n{HUNDRED}        gentler: |\n{HUNDRED}", False),
        (f"      - when: money > 3\n        text: |\n{HUNDRED}      - |\n{HUNDRED}", True),
        (f"      - first: |\n{HUNDRED}      - cycle:\n        - |\n{HUNDRED}", True),
    ],
)
def test_what_stands_for_each_other_is_not_added_up(items: str, long: bool) -> None:
    assert ("long-scene" in "".join(told(f"    text:\n{items}"))) is long
