"""Pictures of a story: which drawing stands over which scene, and what can be wrong with a drawing."""

from __future__ import annotations

from pathlib import Path

import pytest

from jangmadang.play.ready import ready
from jangmadang.play.run import Run
from jangmadang.play.view import Page
from jangmadang.story import drawings
from jangmadang.story.loading import load
from jangmadang.story.model import Story

STORY = """
jangmadang: 1
id: row
title: The row
start: stove
calendar: {day_1: 2009-11-28, place: hyesan}
places:
  drain: {name: The drain}
people:
  ri: {name: Officer Ri, official: {temper: patrolman}}
pictures:
  kitchen: {file: kitchen.txt, alt: "A stove, one eye lit", at: night, scenes: [stove]}
  town: {file: town.txt, alt: Roofs., places: [hyesan]}
scenes:
  stove: {text: Cold., goto: bank}
  bank: {text: White., at: dawn, place: drain, goto: coop}
  coop: {text: Low., picture: kitchen, at: dawn, goto: lane}
  lane: {text: A lane., goto: pole}
  pole:
    text: A pole.
    picture: {file: pole.txt, alt: A pole over the road.}
    bribe: {official: ri, errand: {rice_g: 1000}, passed: shed, walked: shed}
  shed: {text: A shed., place: drain, ending: {title: Shed}}
"""
FILES = {"kitchen.txt": "aefa\nhhhh\n", "town.txt": "# roofs\nsszz\nhhhh\n\n", "pole.txt": "nn\n"}


def written(folder: Path, **files: str) -> Path:
    for name, text in ({"story.yaml": STORY} | FILES | files).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def story(folder: Path, **files: str) -> Story:
    had = load(written(folder, **files))
    assert [problem.text() for problem in had.problems] == []
    assert had.story is not None
    return had.story


def pages(story: Story) -> dict[str, Page]:
    """Every page on the way through, by scene."""
    run, seen = Run.start(story, 1), {}
    for _ in range(9):
        seen[run.look().scene] = page = run.look()
        if page.ending or page.stage:
            break
        run.choose(page.choices[0].id)
    return seen


def test_a_scenes_own_picture_comes_before_one_that_lists_it_and_that_before_its_places(tmp_path: Path) -> None:
    seen = pages(story(tmp_path))
    assert {name: page.picture for name, page in seen.items()} == {
        "stove": "kitchen.txt",
        "bank": "",
        "coop": "kitchen.txt",
        "lane": "town.txt",
        "pole": "pole.txt",
    }
    assert seen["stove"].drawing == ("aefa", "hhhh")
    assert seen["lane"].drawing == ("sszz", "hhhh")  # neither the remark nor the empty line is drawn
    assert seen["stove"].alt == "A stove, one eye lit"


def test_the_light_is_the_scenes_else_the_pictures_own(tmp_path: Path) -> None:
    seen = pages(story(tmp_path))
    assert [(seen[name].light, seen[name].hour) for name in ("stove", "coop", "lane")] == [
        ("night", ""),
        ("dawn", "dawn"),
        ("", ""),
    ]


def test_what_an_encounter_makes_of_a_scene_has_its_picture(tmp_path: Path) -> None:
    scenes = story(tmp_path).scenes
    made = [scene for scene in scenes.values() if scene.encounter == "pole"]
    assert len(made) > 1
    assert {scene.picture for scene in made} == {"scene:pole"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ssS\nwww\n", [("unknown-letter", 1, 3, 'did you mean "s"?')]),
        ("# ok\nss§s\nww w\n", [("unknown-letter", 2, 3, ""), ("unknown-letter", 3, 3, "a dot is where nothing")]),
        ("sss\nww\nkkkk\n", [("uneven-rows", 2, 3, "1 more"), ("uneven-rows", 3, 4, "1 fewer")]),
        ("s" * 67 + "\n", [("drawing-size", 1, 67, "")]),
        ("s\n" * 13, [("drawing-size", 13, 1, "")]),
        ("# only a remark\n", [("drawing-size", 1, 1, "")]),
        ("", [("drawing-size", 1, 1, "")]),
        ("#" + "x" * drawings.LARGEST, [("drawing-size", 1, 1, "")]),
    ],
    ids=["capital", "strange", "uneven", "wide", "high", "remark", "empty", "huge"],
)
def test_what_is_wrong_with_a_drawing_is_told_in_its_file(
    tmp_path: Path, text: str, told: list[tuple[str, int, int, str]]
) -> None:
    found = load(written(tmp_path, **{"town.txt": text})).problems
    assert [(p.code, p.line, p.column) for p in found] == [one[:3] for one in told]
    assert all(hint in p.hint for p, (*_, hint) in zip(found, told, strict=True))
    assert {Path(p.file).name for p in found} == {"town.txt"}


def test_a_drawing_of_another_encoding_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "town.txt").write_bytes(b"sss\nw\xffw\n")
    assert [(p.code, p.line) for p in load(tmp_path).problems] == [("not-utf8", 2)]


def test_lines_of_another_system_and_an_odd_number_of_rows_are_no_problem(tmp_path: Path) -> None:
    assert pages(story(tmp_path, **{"town.txt": "\ufeffss\r\nww\r\nkk \r\n"}))["lane"].drawing == ("ss", "ww", "kk")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("picture: kitchen,", "picture: kitchin,"), ("unknown-picture", "kitchen")),
        (("scenes: [stove]", "scenes: [stov]"), ("unknown-scene", "stove")),
        (("places: [hyesan]", "places: [hyesn]"), ("unknown-place", "hyesan")),
        (("places: [hyesan]", "scenes: [stove]"), ("listed-twice", "one picture")),
        (("at: night,", "at: nihgt,"), ("unknown-hour", "night")),
        (("alt: Roofs., ", ""), ("missing-key", "")),
        (("file: town.txt", "file: gone.txt"), ("missing-file", "")),
        (("file: town.txt", "file: ../out.txt"), ("missing-file", "")),
        (("file: town.txt", "file: sub"), ("missing-file", "")),
    ],
)
def test_what_is_wrong_about_a_picture_is_told_in_the_story(
    tmp_path: Path, change: tuple[str, str], told: tuple[str, str]
) -> None:
    (tmp_path / "out.txt").write_text("ss\n")
    folder = written(tmp_path / "row", **{"sub/x.txt": "ss\n"})
    assert change[0] in STORY
    (folder / "story.yaml").write_text(STORY.replace(*change))
    found = load(folder).problems
    assert [p.code for p in found] == [told[0]]
    assert told[1] in found[0].hint


def test_a_drawing_that_was_changed_is_seen_when_the_story_is_opened_again(tmp_path: Path) -> None:
    before = ready(written(tmp_path)).story
    after = ready(written(tmp_path, **{"kitchen.txt": "hhhh\naefa\n"})).story
    assert before is not None and after is not None
    assert after.pictures["kitchen"].rows == ("hhhh", "aefa")
    assert before.fingerprint == after.fingerprint  # a save does not mind
    (tmp_path / "kitchen.txt").unlink()
    assert [p.code for p in ready(tmp_path).problems] == ["missing-file"]
