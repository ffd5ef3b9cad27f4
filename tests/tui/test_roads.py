"""Back, forward and elsewhere on the screen: journal, turning points, map, new roads; by keys alone and by mouse."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.lines import width_of
from jangmadang.tui.playing import RunGame
from jangmadang.tui.sessions import RunSession

from .conftest import SIZES, Player
from .test_looks import THEMES, faint

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
Story = Callable[..., AbstractAsyncContextManager[Player]]


def live(session: RunSession, seed: int, most: int = 400) -> None:
    """Take open choices at random, until the end or so many."""
    picks = random.Random(seed)
    for _ in range(most):
        open_ = [choice.id for choice in session.look().choices if choice.open]
        if not open_:
            break
        session.choose(picks.choice(open_))
    session.save()


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves")


@pytest.fixture
def story(saves: Saves) -> Story:
    """A shipped story after some lives, the last of them on the screen."""

    @asynccontextmanager
    async def opened(
        name: str = "three-days",
        lives: int = 1,
        size: tuple[int, int] = (80, 24),
        theme: str = "lamp",
        most: int = 400,
    ) -> AsyncIterator[Player]:
        game = RunGame(saves=saves)
        for seed in range(1, lives + 1):
            session = game.open(name, seed)
            assert isinstance(session, RunSession)
            live(session, seed, most if seed == lives else 400)
        settings = Settings(theme=theme, motion=False)
        app = JangmadangApp(game, settings, begin=lambda: session, keep_settings=lambda kept: None)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield Player(app, pilot, game, session)  # type: ignore[arg-type]
            app.finish()

    return opened


def session_of(player: Player) -> RunSession:
    session = player._session
    assert isinstance(session, RunSession)
    return session


def turn(player: Player) -> int:
    return session_of(player).look().turn


# ---- journal
@sizes
async def test_the_journal_leads_back_to_any_turn_and_forward_again(story: Story, size: tuple[int, int]) -> None:
    async with story(size=size, most=9) as player:
        stood = turn(player)
        await player.press("j", "up", "up", "enter")
        assert "▸ 1 Go back to here" in player.text and "2 A new road from here" in player.text
        await player.press("1")
        assert turn(player) == stood - 2 and player.lines[0].strip() != "Journal"
        await player.press("j", "down")
        assert "taken back" in player.text
        await player.press("end", "enter", "enter")
        assert turn(player) == stood
        await player.press("j", "home", "enter", "1")
        assert turn(player) == 0 and not session_of(player).can_undo and session_of(player).can_redo


@sizes
async def test_a_new_road_leaves_the_old_one_as_it_is(story: Story, saves: Saves, size: tuple[int, int]) -> None:
    async with story(size=size, most=9) as player:
        whole = session_of(player)._run.steps
        await player.press("u", "j", "up", "up", "enter", "2")
        assert "A new road, kept as" in player.text
        assert turn(player) == 6 or turn(player) < len(whole)
    names = {kept.slot: kept.life for kept in saves.all("three-days")}
    new = next(name for name in names if name != "1")
    assert new.startswith("day ") and new.endswith("· from slot 1")
    old, branched = names["1"], names[new]
    assert old is not None and old.steps == whole
    assert branched is not None and branched.steps == whole[: len(branched.steps)] != whole


async def test_escape_asks_no_more_and_then_leaves(story: Story) -> None:
    async with story(most=5) as player:
        before = turn(player)
        await player.press("j", "enter")
        assert "A new road" in player.text
        await player.press("escape")
        assert "A new road" not in player.text and player.lines[0].strip().startswith("Journal")
        await player.press("escape")
        assert "Journal" not in player.lines[0] and turn(player) == before


async def test_the_journal_by_mouse(story: Story) -> None:
    async with story(most=9) as player:
        stood = turn(player)
        await player.press("j", "up", "up")
        row = next(number for number, line in enumerate(player.lines) if "▸" in line)
        for _ in range(3):  # to be asked, to be asked no more, to be asked
            await player.pilot.click(offset=(12, row))
            await player.press()
        await player.pilot.click(offset=(12, player.row("Go back to here")))
        await player.press()
        assert turn(player) < stood


@sizes
async def test_reading_on_takes_the_sign_along(story: Story, size: tuple[int, int]) -> None:
    async with story(size=size) as player:
        await player.press("j", "home")
        seen = [player.lines[0]]
        for _ in range(200):
            await player.press("space")
            if player.lines[0] == seen[-1] and "more" not in player.text:
                break
            seen.append(player.lines[0])
        numbers = [int(line.split()[2]) for line in seen]
        assert numbers == sorted(numbers) and numbers[-1] >= turn(player)


@sizes
async def test_both_roads_are_known_by_their_rows_on_the_title(story: Story, size: tuple[int, int]) -> None:
    async with story(size=size, most=9) as player:
        await player.press("j", "up", "up", "enter", "2", "escape")
        await player.app.workers.wait_for_complete()
        await player.press()
        for _ in range(6):
            if "Three Days" in player.at and "Continue" not in player.at:
                break
            await player.press("down")
        await player.press("enter")
        rows = [line for line in player.lines if "Go on:" in line]
        assert len(rows) == 2 and sum("· from slot 1" in row for row in rows) == 1


# ---- turning points
@sizes
async def test_at_the_end_one_plays_again_from_a_turning_point(
    story: Story, saves: Saves, size: tuple[int, int]
) -> None:
    async with story(size=size) as player:
        assert session_of(player).look().ending is not None
        await player.app.screen.run_action("turning")
        await player.press()
        assert player.lines[0].strip().startswith("Turning points") and "╌" in player.text
        await player.press("up", "up", "enter")
        assert "▸ 1 A new road from here" in player.text
        await player.press("enter")
        assert session_of(player).look().ending is None
        assert any(choice.open for choice in session_of(player).look().choices)
    ended = [kept.life.ended for kept in saves.all("three-days") if kept.life is not None]
    assert sorted(ended) == [False, True]


# ---- map
@sizes
async def test_the_map_is_walked_by_keys(story: Story, size: tuple[int, int]) -> None:
    async with story(lives=3, size=size) as player:
        await player.press("m")
        assert "you" in player.at and "░" in player.text
        await player.press("home")
        assert "Only a line" in player.at
        before = player.at
        await player.press("right")
        assert "The first cloth" in player.at
        await player.press("left")
        assert player.at == before
        await player.press("down", "up")
        assert player.at == before
        await player.press("end", "h")
        assert "you" in player.at


async def test_roads_not_taken_are_counted_or_in_words(story: Story) -> None:
    async with story(lives=2) as player:
        await player.press("m", "home")
        rows = player.text.count("╌ ")
        await player.press("w")
        assert player.text.count("╌ ") > rows
        await player.press("escape", "m")
        assert any(line.strip().startswith(("│ ", "╎ ")) and "╌ " in line for line in player.lines)  # as it was left


@sizes
async def test_at_a_scene_one_reads_again_goes_back_or_branches(story: Story, size: tuple[int, int]) -> None:
    async with story(size=size) as player:
        await player.press("m", "home", "right", "enter")
        assert "▸ 1 Read what happened here" in player.text
        await player.press("1")
        assert player.lines[0].strip().startswith("Journal") and "turn 2" in player.lines[0]
        await player.press("escape", "enter", "2")
        assert turn(player) == 1 and session_of(player).can_redo


async def test_a_scene_of_another_life_is_read_and_branched_from(story: Story, saves: Saves) -> None:
    async with story(lives=3) as player:
        await player.press("m", "home")
        for _ in range(40):
            if any(line.endswith("in another life") for line in player.lines):
                break
            await player.press("down")
        await player.press("enter", "1")
        assert "slot" in player.lines[0] and "Turn" in player.lines[0]
        await player.press("escape", "2")
        assert "A new road, kept as" in player.text
        assert not session_of(player).look().ending
    names = [kept.slot for kept in saves.all("three-days")]
    assert len(names) == 4 and sum(" · from slot " in name for name in names) == 1


async def test_lives_kept_by_an_older_version_are_on_the_map_too(story: Story, saves: Saves) -> None:
    async with story(lives=2):
        pass
    (saves.folder.parent / "seen" / "three-days.json").unlink()
    session = RunGame(saves=saves).open("three-days", 9)
    assert session is not None
    drawn = session.story_map()
    assert drawn.seen > 10 and drawn.found >= 1 and not any(spot.now for spot in drawn.spots if not spot.here)


async def test_the_map_by_mouse(story: Story) -> None:
    async with story() as player:
        await player.press("m", "home")
        await player.pilot.click(offset=(40, player.row("The first cloth")))
        await player.press()
        assert "The first cloth" in player.at
        await player.pilot.click(offset=(40, player.row("The first cloth")))
        await player.press()
        await player.pilot.click(offset=(12, player.row("Go back to here")))
        await player.press()
        assert turn(player) == 1


async def test_journal_and_map_lead_to_each_other_and_both_close_on_going(story: Story) -> None:
    async with story() as player:
        await player.press("j", "home", "m")
        assert player.lines[0].strip().startswith("Map") and "Only a line" in player.at
        await player.press("right", "enter", "2")
        assert turn(player) == 1 and len(player.app.screen_stack) == 2


@sizes
@pytest.mark.parametrize("name", ["three-days", "hundred"])
async def test_no_line_is_wider_than_the_screen(story: Story, name: str, size: tuple[int, int]) -> None:
    async with story(name, lives=4, size=size) as player:
        await player.press("m", "home")
        for keys in (["w"], ["end"], ["enter"], ["escape", "escape", "j"], ["home"], ["enter"]):
            await player.press(*keys)
            lines = player.app.screen.canvas.lines  # type: ignore[attr-defined]
            assert len(lines) == size[1] and max(map(width_of, lines)) <= size[0]


@THEMES
async def test_every_drawn_character_can_be_read(story: Story, theme: str, least: float) -> None:
    for size in ((80, 24), (120, 40)):
        async with story(lives=3, size=size, theme=theme) as player:
            for keys in (["m"], ["w", "home"], ["down", "enter"], ["escape", "escape", "j", "up"], ["enter"]):
                await player.press(*keys)
                assert faint(player, least) == [], keys
