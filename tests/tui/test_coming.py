"""Text that comes paragraph by paragraph: nothing moves, no key is lost, and no timer is left."""

from __future__ import annotations

import asyncio

import pytest

from jangmadang.tui.drawing.coming import coming, hidden, order
from jangmadang.tui.drawing.lines import plain
from jangmadang.tui.drawing.sharing import story_lines
from jangmadang.tui.screens import paced

from .conftest import Opened, Player
from .fake_game import FakeSession

COMING = {"motion": True, "text": "by paragraph"}
FIRST, SECOND, LAST = "The loudspeaker over the gate", "One hundred old won", "Mi-na does not look"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next paragraph never comes by itself."""
    monkeypatch.setattr(paced, "PAUSE", 10_000)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes almost at once."""
    monkeypatch.setattr(paced, "PAUSE", 0.01)
    monkeypatch.setattr(paced, "WORD", 0.001)


def timers(player: Player) -> list[object]:
    """What runs on the page now."""
    waiting = player.app.screen._next  # type: ignore[attr-defined]
    return [] if waiting is None else [waiting]


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_the_rest_comes_at_a_key(opened: Opened, slow: None, key: str) -> None:
    async with opened("lane", size=(120, 40), set_to=COMING) as player:
        assert FIRST in player.text and SECOND not in player.text and LAST not in player.text
        assert "1 Pay Mi-na" in player.text  # what one can do is there from the first moment
        before = player.row("1 Pay Mi-na")
        await player.press(key)
        assert SECOND in player.text and LAST in player.text
        assert player.row("1 Pay Mi-na") == before
        assert timers(player) == []
        assert not player.session.can_undo  # the key did only that
        if key == "enter":
            await player.press(key)
            assert "She counts it twice" in player.text


@pytest.mark.parametrize("speed", ["by paragraph", "slow"])
async def test_it_comes_by_itself_and_then_nothing_runs(opened: Opened, quick: None, speed: str) -> None:
    async with opened("lane", size=(120, 40), set_to={**COMING, "text": speed}) as player:
        for _ in range(100):
            if LAST in player.text:
                break
            await asyncio.sleep(0.02)
        await player.press("down")
        assert LAST in player.text and timers(player) == []


async def test_a_choice_can_be_taken_before_all_is_there(opened: Opened, slow: None) -> None:
    async with opened("lane", size=(120, 40), set_to=COMING) as player:
        await player.press("down", "1")
        assert "31,200 won" in player.text and timers(player) == []  # the lane was read before: all is there
        assert "She counts it twice" in player.text and LAST in player.text
        await player.press("u")
        assert LAST in player.text and timers(player) == []


async def test_a_turn_taken_back_is_there_at_once(opened: Opened, slow: None) -> None:
    async with opened("lane", size=(120, 40), set_to=COMING) as player:
        await player.press("space", "2", "u")
        assert LAST in player.text


@pytest.mark.parametrize("set_to", [{"motion": False}, {"motion": True, "text": "at once"}])
async def test_it_is_all_there_where_nothing_shall_move(opened: Opened, slow: None, set_to: dict[str, object]) -> None:
    async with opened("lane", size=(120, 40), set_to=set_to) as player:
        assert LAST in player.text and timers(player) == []


async def test_what_one_goes_on_with_was_read(opened: Opened, slow: None) -> None:
    session = FakeSession("lane")
    session.choose("pay")
    async with opened("lane", size=(120, 40), set_to=COMING, session=session) as player:
        assert LAST in player.text


async def test_a_scene_of_an_earlier_life_is_there_at_once(opened: Opened, slow: None) -> None:
    session = FakeSession("lane")
    session.seen_before = {"lane"}
    async with opened("lane", size=(120, 40), set_to=COMING, session=session) as player:
        assert LAST in player.text and timers(player) == []


async def test_nothing_moves_behind_another_screen(opened: Opened, slow: None) -> None:
    async with opened("lane", size=(120, 40), set_to=COMING) as player:
        await player.press("question_mark")
        await player.press("escape")
        assert LAST in player.text and timers(player) == []


async def test_a_small_screen_asks_for_no_timer_beyond_what_is_in_sight(opened: Opened, quick: None) -> None:
    async with opened("long", size=(56, 18), set_to=COMING) as player:
        for _ in range(50):
            await asyncio.sleep(0.02)
            if not timers(player):
                break
        assert timers(player) == []
        await player.press("space")  # and what is scrolled to is there
        assert "space more" in player.text


async def test_what_was_read_before_is_quieter_than_what_is_new(opened: Opened) -> None:
    def ink(player: Player, words: str) -> str:
        lines = player.app.screen.canvas.lines  # type: ignore[attr-defined]
        return next(piece.role for line in lines for piece in line if words in piece.text)

    async with opened("lane", size=(120, 40)) as player:
        assert ink(player, FIRST) == ""
        await player.press("1")
        assert ink(player, "She counts it twice") == "" and ink(player, FIRST) == "muted"
        await player.press("u")
        assert ink(player, FIRST) == ""  # nothing on the page is new: nothing need stand back


def test_a_page_comes_in_the_order_it_is_read() -> None:
    page = FakeSession("end").look()
    begun = coming(page, frozenset(), frozenset(), False)
    lines = story_lines(page, 60)
    numbers = order(lines, begun.fresh)
    assert begun.so_far == 1
    shown = [plain(line) for line in hidden(lines, numbers, 1) if line]
    assert any("You write the last line" in line for line in shown)
    assert not any("Ending:" in line or "Mi-na kept" in line for line in shown)
    shown = [plain(line) for line in hidden(lines, numbers, 2) if line]
    assert any("Ending:" in line for line in shown) and any("Mi-na kept" in line for line in shown)
    assert hidden(lines, numbers, None) == lines
