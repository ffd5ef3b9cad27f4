"""The game behind the screens: stories from paths, saves after each choice, stories that were changed since."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.story import shelf
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.lines import plain
from jangmadang.tui.playing import RunGame
from jangmadang.tui.sessions import FROM_STATE, FROM_THERE

from .conftest import SIZES

STORY = """\
jangmadang: 1
id: lane
title: The lane
summary: A lane and what lies at either end.
language: en
minutes: 5
content_notes: [hunger]
start: lane
state:
  money: {start: 500, currency: old_won, meter: true}
scenes:
  lane:
    title: The lane
    text: A lane, in the evening.
    choices:
      - id: pay
        text: Pay the boy
        cost: {money: 200}
        goto: gate
      - id: buy
        text: Buy the whole cart
        cost: {money: 900}
        goto: gate
  gate:
    title: The gate
    text: A gate, shut.
    choices:
      - id: home
        text: Go home
        goto: end
      - id: back
        text: Go back
        goto: lane
  end:
    title: Home
    text: The stove is warm.
    ending: {title: Home, kind: stayed}
"""


KEYS = ["1", "1", "2", "3", "4", "5", "6", "7", "8", "9", "down", "down", "up", "enter", "enter", "space", "b", "s"]
KEYS += ["c", "left", "right", "u", "U"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "lane.yaml"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves")


def test_a_story_is_listed_by_its_cover(story: Path, saves: Saves) -> None:
    about = next(info for info in RunGame({"lane": story}, saves).stories() if info.id == "lane")
    assert (about.title, about.minutes, about.content_notes) == ("The lane", 5, ("hunger",))


def test_each_choice_is_kept_and_gone_on_with(story: Path, saves: Saves) -> None:
    session = RunGame({"lane": story}, saves).open("lane", seed=7)
    assert session is not None
    session.choose("pay")
    session.save()
    later = RunGame({"lane": story}, saves)
    (saved,) = later.saves()
    assert (saved.story, saved.scene) == ("The lane", "The gate")
    going_on = later.resume(saved.slot)
    assert going_on is not None and going_on.look().title == "The gate"
    assert going_on.undo() and going_on.look().meters[0].value == 500


def test_a_story_only_looked_into_leaves_nothing(story: Path, saves: Saves) -> None:
    game = RunGame({"lane": story}, saves)
    assert game.open("lane") is not None
    assert game.saves() == []


def test_every_playthrough_is_listed_the_latest_first(story: Path, saves: Saves) -> None:
    game = RunGame({"lane": story}, saves)
    for slot in ("", "aunt"):
        session = game.open("lane", 7, slot)
        assert session is not None
        session.choose("pay")
        session.save()
    assert sorted((saved.name, saved.of) for saved in game.saves()) == [("1", "lane"), ("aunt", "lane")]


def test_a_damaged_save_is_set_aside_and_said_when_the_shelf_is_read(story: Path, saves: Saves) -> None:
    folder = saves.folder / "lane"
    folder.mkdir(parents=True)
    (folder / "1.json").write_text("{", "utf-8")
    (folder / "2.json").write_text('{"jangmadang_save": 99}', "utf-8")
    game = RunGame({"lane": story}, saves)
    (newer,) = game.saves()
    assert "newer" in newer.problem and (folder / "2.json").exists()
    assert game.problem and "1.json.damaged" in game.problem
    assert game.resume("lane/2") is None and game.problem and "newer" in game.problem


def test_gentler_words_last_as_long_as_the_playthrough(tmp_path: Path, saves: Saves) -> None:
    path = tmp_path / "lane.yaml"
    hard = "text: A lane, in the evening."
    assert hard in STORY
    path.write_text(STORY.replace(hard, "text:\n      - {text: Hard words., gentler: Soft words.}"), "utf-8")
    game = RunGame({"lane": path}, saves)
    session = game.go_on("lane", gentler=True)
    assert session is not None and session.look().text[0].plain == "Soft words."
    session.choose("pay")
    session.choose("back")
    session.save()
    again = RunGame({"lane": path}, saves).go_on("lane")
    assert again is not None and again.look().text[0].plain == "Soft words."


def test_a_choice_out_of_reach_changes_nothing_and_says_why(story: Path, saves: Saves) -> None:
    session = RunGame({"lane": story}, saves).open("lane", seed=7)
    assert session is not None
    page = session.choose("buy")
    assert page.scene == "lane" and session.problem and "900" in session.problem
    assert session.choose("pay").scene == "gate" and session.problem is None


def test_an_ending_reached_is_counted_and_not_gone_on_with(story: Path, saves: Saves) -> None:
    game = RunGame({"lane": story}, saves)
    session = game.open("lane", seed=7)
    assert session is not None
    for choice in ("pay", "home"):
        page = session.choose(choice)
        session.save()
    assert page.ending is not None
    assert game.endings("lane") == (1, 1) == session.found()
    assert session.undo() and not session.look().ending
    session.save()
    assert game.endings("lane") == (1, 1)  # what was found stays found when the turn is taken back


@pytest.mark.parametrize(("way", "scene"), [(FROM_THERE, "lane"), (FROM_STATE, "gate")])
def test_a_story_changed_since_offers_two_ways_on(story: Path, saves: Saves, way: str, scene: str) -> None:
    session = RunGame({"lane": story}, saves).open("lane", seed=7)
    assert session is not None
    session.choose("pay")
    session.save()
    story.write_text(STORY.replace("id: pay", "id: give"), "utf-8")
    game = RunGame({"lane": story}, saves)
    crossroads = game.resume(game.saves()[0].slot)
    assert crossroads is not None
    page = crossroads.look()
    assert "changed since" in page.text[0].plain and [choice.id for choice in page.choices] == [FROM_THERE, FROM_STATE]
    assert not crossroads.undo()
    before = (saves.folder / "lane" / "1.json").read_bytes()
    crossroads.save()
    assert (saves.folder / "lane" / "1.json").read_bytes() == before  # nothing is written before one has chosen
    assert crossroads.choose(way).scene == scene
    crossroads.save()
    assert before in [path.read_bytes() for path in (saves.folder / "lane").glob("1-*.json")]


def test_the_same_choices_that_lead_elsewhere_are_said_to_have_been_lived(story: Path, saves: Saves) -> None:
    session = RunGame({"lane": story}, saves).open("lane", seed=7)
    assert session is not None
    session.choose("pay")
    session.save()
    story.write_text(STORY.replace("goto: gate", "goto: lane"), "utf-8")
    crossroads = RunGame({"lane": story}, saves).resume("lane/1")
    assert crossroads is not None
    said = crossroads.look().text[1].plain
    assert said == "Every choice could be lived again, but the same steps lead elsewhere now."


def test_a_story_with_errors_says_where(tmp_path: Path, saves: Saves) -> None:
    torn = tmp_path / "torn.yaml"
    torn.write_text(STORY.replace("goto: gate", "goto: gaet"), "utf-8")
    game = RunGame({"torn": torn}, saves)
    assert game.open("torn") is None
    assert game.problem and "torn.yaml:19" in game.problem and "jangmadang check" in game.problem
    about = next(info for info in game.stories() if info.id == "torn")
    assert about.problem == game.problem  # from now on it is listed so


def test_a_save_that_is_damaged_is_said(story: Path, saves: Saves) -> None:
    session = RunGame({"lane": story}, saves).open("lane", seed=7)
    assert session is not None
    session.choose("pay")
    session.save()
    (saves.folder / "lane" / "1.json").write_text("{", "utf-8")
    game = RunGame({"lane": story}, saves)
    assert game.resume("lane/1") is None
    assert game.problem and "damaged" in game.problem


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", sorted(shelf.shipped()))
async def test_any_key_at_any_time(name: str, size: tuple[int, int], saves: Saves) -> None:
    """Whatever is pressed, there is something to read and something to choose, and no line is wider than the screen."""
    game = RunGame(saves=saves)
    session = game.open(name, seed=7)
    assert session is not None, game.problem
    app = JangmadangApp(game, Settings(motion=False), begin=lambda: session, keep_settings=lambda settings: None)
    keys = random.Random(f"{name} {size}")
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        for _ in range(25):
            await pilot.press(keys.choice(KEYS))
        await pilot.pause()
        lines = [plain(line) for line in app.screen.canvas.lines]  # type: ignore[attr-defined]
        assert len(lines) == size[1]
        assert any("▸" in line for line in lines)
        app.finish()
