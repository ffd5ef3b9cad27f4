"""A story of one's own, from the title to its first page: typed, pasted, by the mouse; and off the shelf again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.story import shelf
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.playing import RunGame

from .conftest import SIZES, Player
from .fake_game import FakeGame

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
STORY = """jangmadang: 1
id: coal
title: The coal sack
start: yard
scenes:
  yard: {title: The yard, text: A sack of coal stands open., choices: [{text: Tie it, goto: end}]}
  end: {title: The end, text: It is tied., ending: {title: Tied}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tales" / "coal").mkdir(parents=True)
    (tmp_path / "tales" / "coal" / "story.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "tales" / "torn").mkdir()
    (tmp_path / "tales" / "torn" / "story.yaml").write_text(STORY.replace("goto: end", "goto: ned"), encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    shipped = {"three-days": shelf.shipped()["three-days"]}
    monkeypatch.setattr(shelf, "shipped", lambda: shipped)
    return tmp_path


def an_app(place: Path) -> JangmadangApp:
    game = RunGame(saves=Saves(place / "data" / "saves"))
    return JangmadangApp(game, Settings(motion=False), keep_settings=lambda _: None)


async def a_player(app: JangmadangApp, pilot: Pilot[None]) -> Player:
    player = Player(app, pilot, FakeGame(), None)
    await app.workers.wait_for_complete()
    await player.press()
    return player


async def settled(player: Player, words: str = "") -> None:
    """Until nothing is under way, and those words stand at the caret."""
    for _ in range(100):
        await player.app.workers.wait_for_complete()
        await player.press()
        if words in player.at:
            return


async def click(player: Player, words: str) -> None:
    row = player.row(words)
    await player.pilot.click(offset=(player.lines[row].index(words) + 1, row))
    await settled(player)


@sizes
async def test_it_is_typed_with_tab_and_stands_on_the_shelf_the_next_time(place: Path, size: tuple[int, int]) -> None:
    app = an_app(place)
    async with app.run_test(size=size) as pilot:
        player = await a_player(app, pilot)
        assert "Open a folder of your own" in player.text
        await player.press("o", "t", "tab", "c")
        assert "~/tales/c_" in player.text and "✓ a story" in player.text
        await player.press("tab", "enter")
        await settled(player, "The coal sack")
        assert "The coal sack" in player.at
        await player.press("enter")
        await app.workers.wait_for_complete()
        await player.press()
        assert "A sack of coal stands open." in player.text
        app.finish()
    again = an_app(place)
    async with again.run_test(size=size) as pilot:
        player = await a_player(again, pilot)
        await player.press("end", *["down"] * 3, "up")
        assert "The coal sack" in player.at and "del Off" in player.text
        await player.press("delete")
        await again.workers.wait_for_complete()
        await player.press()
        assert "off the shelf" in player.text and (place / "tales" / "coal" / "story.yaml").exists()
        again.finish()
    assert "The coal sack" not in [story.title for story in RunGame(saves=Saves(place / "data" / "saves")).stories()]


@sizes
async def test_the_mouse_alone_walks_there(place: Path, size: tuple[int, int]) -> None:
    app = an_app(place)
    async with app.run_test(size=size) as pilot:
        player = await a_player(app, pilot)
        await click(player, "Open a folder")
        await click(player, "tales/")
        await click(player, "coal/")
        await settled(player, "The coal sack")
        assert "The coal sack" in player.at
        app.finish()


async def test_what_is_no_story_is_told_and_the_line_stays(place: Path) -> None:
    app = an_app(place)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await a_player(app, pilot)
        await player.press("o", *"tales", "enter")
        assert "is no story" in player.text and "~/tales_" in player.text
        await player.press("slash", *"torn", "enter")
        assert "This story has errors: jangmadang check" in player.text
        app.screen.post_message(Paste(f"'{place / 'nowhere'}'\n"))
        await player.press("enter")
        assert "There is nothing at" in player.text
        await player.press("ctrl+u", "enter")
        assert "Type where the story lies" in player.text
        app.screen.post_message(Paste(str(place / "tales" / "coal")))
        await player.press("enter")
        await settled(player, "The coal sack")
        assert "The coal sack" in player.at
        await player.press("o", "question_mark")
        assert "?_" in player.text
        await player.press("f1")
        assert "Opening a story of your own" in player.lines[0]
        await player.press("escape", "escape")
        assert "Continue" in player.text or "Three Days" in player.text
        app.finish()


async def test_a_story_that_is_gone_says_so_and_can_be_taken_off(place: Path) -> None:
    game = RunGame(saves=Saves(place / "data" / "saves"))
    assert game.shelve(str(place / "tales" / "coal" / "story.yaml")) == str(place / "tales" / "coal")
    shutil.rmtree(place / "tales")
    gone = RunGame(saves=Saves(place / "data" / "saves")).stories()[-1]
    assert gone.own and "any more" in (gone.problem or "")
    game.unshelve(gone.id)
    assert not any(story.own for story in game.stories())


async def test_who_plays_in_somebody_elses_browser_page_sees_no_folder_of_that_machine(place: Path) -> None:
    game = RunGame(saves=Saves(place / "data" / "saves"), opens=False)
    assert (
        game.shelve(str(place / "tales" / "coal")) == "" and game.within("~/") == () and game.completed("~/t") == "~/t"
    )
    app = JangmadangApp(game, Settings(motion=False), keep_settings=lambda _: None)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await a_player(app, pilot)
        await player.press("o")
        assert "Open a folder" not in player.text and "Three Days" in player.text
        app.finish()
