"""The page on A Hundred to One says what the story says: its names exist, its conditions hold, nothing set is left out.

Where one of these fails after a change of the story, the page is to be changed; the part on people is made again by
`make docs-lives ARGS="hundred --people"`.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "docs"))

import lives
from walks import people
from walks.trust import people_of

from jangmadang.story.document import Document
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Story
from jangmadang.story.reading import read_file
from jangmadang.story.shape import typed
from jangmadang.story.shelf import shipped, story_files

PAGE = people.document("hundred")
FOLDER = shipped()["hundred"]
TOKEN = re.compile(r"`([^`\n]+)`")
NAME = re.compile(r"([a-z]\w*)?(?:\.([a-z]\w*))?(?:>(\w+))?")
SAID = frozenset(("whenever", "else_when", "trust"))
"""Words of the language, and the row's trust, that stand in the type of names."""
MADE = re.compile(r"<!-- (people|figures) -->.*?<!-- /\1 -->", re.S)
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)


def by_hand() -> str:
    """The page without what a command makes of it."""
    return MADE.sub("", PAGE.read_text("utf-8"))


def part(title: str) -> str:
    """What is written by hand under a heading of the page."""
    found = re.search(rf"^## \d+\. {title}\n(.*?)(?=^## |\Z)", by_hand(), re.M | re.S)
    assert found, f"{PAGE.name} has no part {title}"
    return found[1]


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| ")]


@cache
def story() -> Story:
    loaded = load(FOLDER)
    assert loaded.story is not None
    return loaded.story


@cache
def documents() -> tuple[Document, ...]:
    return tuple(typed(read_file(file, str(file)))[0] for file in story_files(FOLDER))


def written(section: str) -> dict[str, Any]:
    """A section of the story as it is written, from all its files."""
    return {name: what for one in documents() for name, what in (getattr(one, section) or {}).items()}


def exits() -> set[tuple[str, str]]:
    """Scenes, and what leads out of them: choices, and the exits of encounters."""
    found = set()
    for name, scene in written("scenes").items():
        found |= {(name, choice.id) for choice in scene.choices or ()}
        for block in (scene.market, scene.bribe, scene.screening, scene.crossing):
            found |= {(name, field) for field in getattr(block, "__struct_fields__", ())}
    return found


def named(text: str) -> Iterator[tuple[str, str, str]]:
    """The names a text sets as names: scene or other, choice, outcome. `.that` goes on from the scene before it."""
    scene = ""
    for token in TOKEN.findall(text):
        found = NAME.fullmatch(token)
        if found and (found[1] or found[2]) and not token.endswith(".yaml"):
            scene = found[1] or scene
            yield scene, found[2] or "", found[3] or ""


# ---- names ----------------------------------------------------------------------------------------------------------
def test_every_name_on_the_page_is_one_of_the_story() -> None:
    known = {*story().scenes, *story().decks, *SAID, *(test.stem for test in FOLDER.glob("tests/*.yaml"))}
    for section in ("state", "people", "conditions", "computed"):
        known |= written(section).keys()
    text = FENCE.sub("", by_hand())
    wrong = {scene for scene, choice, _ in named(text) if not choice and scene not in known}
    wrong |= {f"{scene}.{choice}" for scene, choice, _ in named(text) if choice and (scene, choice) not in exits()}
    assert wrong == set()


def test_outcomes_on_the_page_are_outcomes() -> None:
    for scene, choice, outcome in named(by_hand()):
        if outcome and choice:
            found = next(one for one in story().scenes[scene].choices if one.id == choice)
            assert outcome in {one.id for one in found.chance}, f"{scene}.{choice}>{outcome}"


def test_every_scene_is_on_the_map() -> None:
    map_ = part("The map") + part("Endings")
    assert {scene.id for scene in story().written_scenes} - {scene for scene, _, _ in named(map_)} == set()


def test_links_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    headings = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)}
    for file, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)]*))?\)", text):
        assert (PAGE.parent / file).exists(), file
        assert file or anchor in headings, anchor


# ---- what returns ---------------------------------------------------------------------------------------------------
def changes(tree: Any, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Whatever an effect changes, and to what."""
    if isinstance(tree, dict):
        for name, of in tree.items():
            if inside and isinstance(of, str):
                yield name, of
            elif name != "skip":
                yield from changes(of, inside or name == "effects")
    elif isinstance(tree, list):
        for of in tree:
            yield from changes(of, inside)


def set_to() -> dict[str, set[str]]:
    """Flags, named values and sets that the story changes, with the names that they are given."""
    found: dict[str, set[str]] = {}
    for file in story_files(FOLDER):
        for name, to in changes(read_file(file, str(file)).tree):
            state = written("state").get(name)
            if isinstance(state, str):
                found.setdefault(name, set())
            elif state is not None and (state.one_of or state.set_of):
                may = {*(state.one_of or ()), *(state.set_of or ())} - {"none"}
                found.setdefault(name, set()).update(may & set(re.findall(r"\w+", to)))
    return found


@pytest.mark.parametrize("name", sorted(set_to()))
def test_what_is_set_is_told(name: str) -> None:
    told = [line for line in part("What returns").splitlines() if f"`{name}`" in line]
    assert told, f"{name} is set, and the page does not say what comes of it"
    members = {member for line in told for member in re.findall(r"\*(\w+)\*", line)}
    assert set_to()[name] <= members


# ---- numbers, endings, rooms ----------------------------------------------------------------------------------------
def test_every_chance_made_by_hand_has_its_odds_on_the_page() -> None:
    told = {(scene, choice) for line in rows(part("Money")) for scene, choice, _ in named(line.split("|")[1])}
    chances = {
        (name, choice.id)
        for name, scene in written("scenes").items()
        for choice in scene.choices or ()
        if choice.chance
    }
    assert chances <= told


def test_endings_are_tested_in_the_order_told() -> None:
    told = re.findall(r"^\| \d \| `(\w+)` \| `([^`]+)` \|$", part("Endings"), re.M)
    assert told == [(rule.goto, rule.when) for rule in written("scenes")["reckoning"].whenever]


def test_every_ending_is_told_by_its_title() -> None:
    told = dict(re.findall(r"^\| `(\w+)` ([^|]+?) \|", part("Endings"), re.M))
    assert told == {scene.id: scene.ending.title for scene in story().endings if scene.ending}


def test_plans_stops_and_content_notes_are_those_of_the_story() -> None:
    text = part("For a room")
    for minutes, plan in story().plans.items():
        row = next(line for line in rows(text) if line.startswith(f"| {minutes} |"))
        stops = ", ".join(f"`{scene}` {n}" for scene, n in plan.stops.items())
        left, late, good, votes = (
            ", ".join(f"`{scene}`" for scene in scenes)
            for scenes in (plan.skip, plan.skip_if_late, plan.good_stops, plan.votes)
        )
        cells = [cell.strip() for cell in row.split("|")[3:-1]]
        assert cells == [stops, left, late, good, votes]
    asked = dict(re.findall(r"^\| `(\w+)` \| ([^|]+\?) \|", text, re.M))
    assert asked == {scene.id: scene.discuss.ask for scene in story().written_scenes if scene.discuss}
    assert f"Content notes: {', '.join(story().content_notes)}." in " ".join(text.split())


def gentler(tree: Any) -> bool:
    of = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return (isinstance(tree, dict) and "gentler" in tree) or any(map(gentler, of))


def test_every_gentler_wording_is_told() -> None:
    said = re.search(r"gentler wording in (.*?) and two lines of the epilogue", " ".join(part("For a room").split()))
    assert said
    trees: list[Any] = [read_file(file, str(file)).tree for file in story_files(FOLDER)]
    scenes = {name for tree in trees for name, scene in tree.get("scenes", {}).items() if gentler(scene)}
    assert {scene for scene, _, _ in named(said[1])} == scenes


# ---- people ---------------------------------------------------------------------------------------------------------
def test_what_moves_whose_trust_is_as_the_story_has_it() -> None:
    found = re.search(r"<!-- people -->\n(.*?)\n<!-- /people -->", PAGE.read_text("utf-8"), re.S)
    assert found
    assert found[1] == people_of(FOLDER, story()), 'make docs-lives ARGS="hundred --people" writes it anew'


TRUSTED = """\
jangmadang: 1
id: fork
title: The fork
start: fork
state: {held: false}
people:
  mina: {name: Mi-na, trust: 45}
  pole: {name: The man, trust: 5}
conditions: {near: mina.trust >= 60, ours: near or held}
scenes:
  fork:
    text: You trust the ice.
    skip: {to: hill, say: You walk., effects: {mina.trust: -9}}
    choices:
      - {id: left, text: Left, effects: {mina.trust: +4, trust: "-(2 if held else 1)"}, goto: hill}
      - id: right
        text: Right
        when: ours
        chance:
          - {id: good, odds: "clamp(mina.trust, 5, 95)", effects: {mina.trust: -20}, goto: hill}
          - {id: bad, goto: hill}
      - {id: third, text: Third, effects: {mina.trust: +12}, goto: hill}
  hill:
    text: [{when: mina.trust < 30, text: Cold.}, Rain.]
    ending: {title: The hill}
"""


def test_trust_is_read_off_the_files(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(TRUSTED)
    loaded = load_text(TRUSTED).story
    assert loaded is not None
    said = " ".join(people_of(tmp_path, loaded).split())
    assert (
        "**Mi-na** (`mina`) starts at 45. +12 `fork.third`; +4 `fork.left`; −20 `fork.right>good`. *Asked* from 60 "
        "`fork.right`; odds `fork.right>good`; under 30 `hill`." in said
    )
    assert "The man" not in said and "−9" not in said
    assert said.endswith("**The row** (`trust`) starts at 0. `-(2 if held else 1)` `fork.left`.")


def test_the_people_alone_are_written_in_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, page = tmp_path / "fork", tmp_path / "fork.md"
    folder.mkdir()
    (folder / "story.yaml").write_text(TRUSTED)
    (tmp_path / "fork.walkers.yaml").write_text("walkers: {random: {about: takes anything}}\n")
    page.write_text("Above.\n<!-- people -->old<!-- /people -->\n<!-- figures -->kept<!-- /figures -->\n")
    monkeypatch.setattr(people, "DOCUMENTS", tmp_path)
    assert lives.main([str(folder), "--people"]) == 0
    text = page.read_text()
    assert text.startswith("Above.\n<!-- people -->\nMade by") and "`fork.third`" in text
    assert text.endswith("<!-- /people -->\n<!-- figures -->kept<!-- /figures -->\n")


# ---- how to add -----------------------------------------------------------------------------------------------------
def test_the_card_on_the_page_loads_beside_the_story(tmp_path: Path) -> None:
    found = re.search(r"^```yaml\n(.*?)^```$", part("How to add"), re.M | re.S)
    assert found
    shutil.copytree(FOLDER, tmp_path / "hundred")
    (tmp_path / "hundred" / "z-glove.yaml").write_text(found[1], "utf-8")
    loaded = load(tmp_path / "hundred")
    assert [problem.text() for problem in loaded.problems] == []
    assert loaded.story is not None
    (card,) = loaded.story.scenes.keys() - story().scenes.keys()
    assert card in loaded.story.decks["row_days"].storylets
    assert all(
        choice.exit and choice.exit.kind == "return" for choice in loaded.story.scenes[card].choices if not choice.skip
    )
