"""What a cover asks of its scenes: keys, facts that exist, a warning of what is shown."""

from __future__ import annotations

import pytest
from little import told


@pytest.mark.parametrize(
    ("require", "has", "found"),
    [
        ("title", "    title: Pole\n", 2),
        ("picture", "    picture: {file: gate.txt, alt: The gate.}\n", 2),
        ("place", "    place: hyesan\n", 2),
        ("at, title", "    at: dusk\n    title: Pole\n", 4),
    ],
)
def test_each_written_scene_has_what_is_required(require: str, has: str, found: int) -> None:
    cover = f"require: [{require}]\n"
    assert told(has + "    text: Cold.\n", cover=cover) == told("    text: Cold.\n" + has, cover=cover)
    assert len(told(has + "    text: Cold.\n", cover=cover)) == found
    assert len(told("    text: Cold.\n", cover=cover)) == found + len(require.split(", "))


def test_a_scene_that_nobody_reads_needs_nothing() -> None:
    found = told(
        "", cover="require: [title]\n", ways="    choices: [{text: Go, goto: road}, {text: Stay, goto: home}]\n"
    )
    assert [one for one in found if one.startswith("7:")] == []


def test_a_picture_of_the_place_is_a_picture_of_the_scene() -> None:
    cover = "require: [picture]\npictures:\n  town: {file: town.txt, alt: A town., places: [hyesan]}\n"
    assert told(cover=cover) == []


def test_facts_that_no_cover_names_are_not_asked_for() -> None:
    cited = "    sources: [A-1, F-CUR-01]\n    text: Cold.\n"
    assert told(cited) == []
    assert told(cited, cover="facts: jangmadang\n") == ["8:15 unknown-fact"]


def test_what_a_scene_shows_is_told_on_the_cover_once() -> None:
    shows = "    content_notes: [arrest, hunger]\n    text: Cold.\n"
    assert told(shows, cover="content_notes: [hunger]\n") == ["8:21 untold-content-note"]
    assert told(shows, cover="content_notes: [hunger, arrest, illness]\n") == []
    again = "  pump: {text: Ice., content_notes: [arrest], ending: {title: Out}}\n"
    ways = "    choices: [{text: Go, goto: road}, {text: Pump, goto: pump}, {text: Home, goto: home}]\n"
    assert told(shows, cover="content_notes: [hunger]\n", more=again, ways=ways) == ["8:21 untold-content-note"]
