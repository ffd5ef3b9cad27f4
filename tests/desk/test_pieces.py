"""Every piece of prose is found once, at the line where a writer typed it, with what the story made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_story import desk_story

from jangmadang.desk.pieces import Pieces, pieces, standing
from jangmadang.story.loading import Script, load_script

SHIPPED = Path(__file__).parents[2] / "stories"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    return pieces(desk_story(tmp_path_factory.mktemp("quilt")))


@pytest.fixture(scope="module", params=["three-days", "hundred"])
def script(request: pytest.FixtureRequest) -> Script:
    return load_script(SHIPPED / request.param)


def roles(found: Pieces, kind: str) -> list[tuple[str, str]]:
    return [(piece.role, " ".join(piece.prose.split())) for piece in found.pieces if piece.kind == kind]


def test_each_way_of_writing_a_text_has_its_role(small: Pieces) -> None:
    assert roles(small, "text")[1:9] == [
        ("when", "White thread."),
        ("otherwise", "No thread."),
        ("first", "She counts twice."),
        ("again", "She counts once."),
        ("cycle", "One."),
        ("cycle", "Two."),
        ("cycle", "Three."),
        ("", "He holds the bowl between his wrists."),
    ]
    assert ("gentler", "He sleeps.") in roles(small, "text")
    assert roles(small, "epilogue") == [("when", "The seam held."), ("otherwise", "There was no seam.")]
    assert roles(small, "skip") == [("", "One is at the stove.")]
    assert roles(small, "locked") == [("", "No thread.")]


def test_a_phrase_is_one_piece_however_often_it_is_said(small: Pieces) -> None:
    assert [words for _, words in roles(small, "phrase")] == ["sister", "Mi-na", "Nobody asks for this."]
    asked = {piece.prose: bool(piece.told_as) for piece in small.pieces if piece.kind == "phrase"}
    assert asked == {"sister": True, "Mi-na": True, "Nobody asks for this.": False}


def test_what_several_scenes_offer_is_written_once(small: Pieces) -> None:
    (ask,) = [piece for piece in small.pieces if piece.prose == "Ask"]
    assert ask.scene == "" and len(ask.told_as) == 2


def test_sides_of_braces_stand_where_they_are_typed(small: Pieces) -> None:
    found = {side.words: standing(side.piece.where, side.offset) for side in small.sides}
    assert list(found) == [", with thread", "a seam", "another seam"]
    for words, at in found.items():
        assert at.source[at.column - 1 :].startswith(words)


def test_every_piece_of_a_shipped_story_stands_where_it_begins(script: Script) -> None:
    """Encounters' too: what is shown in the file at a piece's place is how the piece begins."""
    found = pieces(script)
    lines = {source.file: source.text.splitlines() for source in script.sources}
    for piece in found.pieces:
        first = piece.prose.split(maxsplit=1)[0]
        at = standing(piece.where, len(piece.prose) - len(piece.prose.lstrip()))
        assert lines[at.file][at.line - 1][at.column - 1 :].lstrip("'\"").startswith(first[:3].lstrip("'\"")), at


def test_every_text_of_a_shipped_story_is_something_that_can_be_told(script: Script) -> None:
    assert [piece.prose for piece in pieces(script).pieces if not piece.told_as] == []


def test_a_writers_words_in_a_block_are_found_in_every_scene_that_says_them() -> None:
    found = pieces(load_script(SHIPPED / "three-days"))
    whistle = next(piece for piece in found.pieces if piece.prose.startswith("A whistle by the bicycle stand"))
    assert whistle.scene == "alley" and whistle.told_as


def test_a_story_with_errors_has_no_pieces(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("jangmadang: 1\nid: x\n")
    with pytest.raises(ValueError, match="errors"):
        pieces(load_script(tmp_path))
