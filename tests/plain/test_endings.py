"""By lines an ending tells what the screen's page of a life does; the gallery is asked for by a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from jangmadang.plain.endings import gallery_lines, life_lines, written_lines
from jangmadang.play.found import Found
from jangmadang.play.roads import glimpse
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.loading import load


@pytest.fixture(scope="module")
def rules() -> Rules:
    story = load(shelf.shipped()["three-days"]).story
    assert story is not None
    return Rules(story)


def ended(rules: Rules) -> Run:
    """The first choice that is open, again and again."""
    run = Run.start(rules, 3)
    while not run.ended:
        choices = [choice for choice in run.look().choices if choice.open and not choice.menu]
        run.choose(choices[-1].id)
    return run


def kept(run: Run, saves: Saves) -> None:
    assert saves.slot(run.story.id, "1").write(run.life()) == ""


def test_a_life_is_told_in_words_and_without_signs(rules: Rules, tmp_path: Path) -> None:
    run, found = ended(rules), Found(tmp_path)
    found.note(run.story.id, glimpse(run))
    said = "\n".join(life_lines(run, found, shelf.shipped()["three-days"]))
    for words in ("This life: 27 Feb to 1 Mar", "Risk: 8 at first", "What this life touched, ", "random "):
        assert words in said
    assert "simulated people, not players" in said and "Endings you have found: 1 of 8." in said
    assert not set(said) & set("▪▫✓▸─⣀·")


def test_before_its_end_a_life_is_not_looked_back_on(rules: Rules, tmp_path: Path) -> None:
    assert life_lines(Run.start(rules, 3), Found(tmp_path), None) == ["This life has not ended yet."]


def test_the_gallery_tells_what_was_found_and_reads_it_again(rules: Rules, tmp_path: Path) -> None:
    run, found, saves = ended(rules), Found(tmp_path), Saves(tmp_path / "saves")
    kept(run, saves)
    found.note(run.story.id, glimpse(run))
    title = run.look().ending.title  # type: ignore[union-attr]
    later = Run.start(rules, 4)
    lines = gallery_lines(later, found, saves)
    assert lines[0].startswith("Three Days. Endings found: 1 of 8. Scenes seen: ")
    assert lines[1].startswith(f"1. {title}, first on 20") and "The way there: " in lines[1]
    for which in ("1", title.upper(), title[:5]):
        again = gallery_lines(later, found, saves, which)
        assert again[-1] == f"The end: {title}."
    assert gallery_lines(later, found, saves, "2")[0] == 'No ending "2" was found yet.'


def test_an_ending_that_no_playthrough_keeps_is_told_but_cannot_be_read(rules: Rules, tmp_path: Path) -> None:
    run, found = ended(rules), Found(tmp_path)
    found.note(run.story.id, glimpse(run))
    assert "is kept." in gallery_lines(Run.start(rules, 4), found, Saves(tmp_path / "saves"), "1")[0]
    assert gallery_lines(run, found, Saves(tmp_path / "saves"), "1")[-1].startswith("The end: ")  # it stands there


def test_a_life_is_written_into_a_file_of_its_own(
    rules: Rules, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    paths = [Path(written_lines(ended(rules))[0].partition(" written to ")[2]) for _ in range(2)]
    assert paths[0] != paths[1] and paths[0].read_text() == paths[1].read_text()
    assert paths[0].parent == tmp_path / "lives" / "three-days"
