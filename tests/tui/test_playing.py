"""What a player does, by keys alone, at the three sizes."""

from __future__ import annotations

import pytest

from .conftest import SIZES, Opened, Player
from .fake_game import FakeGame

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@sizes
async def test_from_the_title_into_a_story_and_back(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as player:
        assert "Continue" in player.at  # what one left stands first, and is where one stands
        assert "40 min" in player.text
        await player.press("down")
        assert "hunger, arrest, informing" in player.text  # content notes before the story is opened
        await player.press("enter", "1")
        await player.app.workers.wait_for_complete()
        await player.pilot.pause()
        assert "The loudspeaker" in player.text
        assert "Hyesan" in player.lines[0] and "day 1" in player.lines[0] and "winter" in player.lines[0]
        await player.press("escape")
        assert "J A N G M A D A N G" in player.text


@sizes
async def test_choosing_by_number_changes_what_is_seen(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("1")
        assert "She counts it twice" in player.text
        assert "31,200 won" in player.text
        assert "money −200 · trust +3" in player.text  # said once, in place
        assert player.session.saved == 1


@sizes
async def test_choosing_by_arrows_and_enter(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("down")
        assert "Spread your cloth" in player.at
        await player.press("up", "enter")
        assert "She counts it twice" in player.text


@sizes
async def test_a_locked_choice_can_be_stood_on_and_says_why(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("down", "down")
        assert "✗ Change it all" in player.at
        await player.press("enter")
        assert "Not now: needs 40 trust with Old Chae" in player.text
        assert not player.session.can_undo
        await player.press("down")
        assert "Not now" not in player.text  # said once


@sizes
async def test_back_and_forward_again(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("u")
        assert "There is no turn to take back." in player.text
        await player.press("1", "1", "u", "u")
        assert "31,400 won" in player.text
        await player.press("U")
        assert "31,200 won" in player.text
        await player.press("ctrl+y")
        assert "31,000 won" in player.text


@sizes
async def test_every_choice_can_be_reached(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("long", size=size) as player:
        await player.press(*["down"] * 7)
        assert "Fold your cloth and go home" in player.at
        await player.press("enter")
        assert "Ending: The ledger" in player.text


@sizes
async def test_long_text_is_read_on_to_its_end(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("long", size=size) as player:
        assert "space more" in player.text
        assert "the 15th to do so" not in player.text
        for _ in range(12):
            await player.press("space")
            if "space more" not in player.text:
                break
        assert "the 15th to do so" in player.text
        assert "space more" not in player.text
        await player.press("pageup")
        assert "space more" in player.text


async def test_after_the_end_one_can_take_the_turn_back_or_leave(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("8")
        assert "Mi-na kept the stall." in player.text
        await player.press("2")
        assert "Fold your cloth" in player.text
        await player.press("8", "8")
        assert "J A N G M A D A N G" in player.text


@sizes
@pytest.mark.parametrize(
    ("key", "words"),
    [("j", "turn 1 of 1"), ("N", "gye"), ("p", "a stranger"), ("question_mark", "signs")],
)
async def test_elsewhere_and_back(opened: Opened, size: tuple[int, int], key: str, words: str) -> None:
    async with opened("lane", size=size) as player:
        await player.press(key)
        for _ in range(6):
            if words in player.text:
                break
            await player.press("space")
        assert words in player.text
        await player.press("escape")
        assert "The loudspeaker" in player.text


async def test_the_journal_holds_what_was_read_chosen_and_changed(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("1", "j")
        await player.press("up")
        assert "✓ Pay Mi-na what you owe her" in player.text
        assert "money −200 · trust +3" in player.text


async def test_the_letters_work_under_a_korean_input_method(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("1", "ㅕ")
        assert "31,400 won" in player.text
        await player.press("ㅓ")
        assert player.lines[0].strip().startswith("Journal")


async def test_by_mouse(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.pilot.click(offset=(12, player.row("Spread your cloth")))
        await player.pilot.pause()
        assert "The drain side" in player.text
        await player.pilot.click(offset=(player.lines[23].index("Undo"), 23))
        await player.pilot.pause()
        assert "The loudspeaker" in player.text


async def test_keys_typed_ahead_are_taken_in_order(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("1", "1", "1", "u", "1")
        assert "30,800 won" in player.text


async def test_a_story_that_cannot_be_played_is_said_on_the_title(opened: Opened) -> None:
    async with opened() as player:
        await player.press("3")
        await player.app.workers.wait_for_complete()
        await player.pilot.pause()
        assert "Torn cannot be played" in player.text


async def test_the_title_answers_while_a_story_is_read(opened: Opened) -> None:
    async with opened(game=FakeGame(slow=0.5)) as player:
        await player.pilot.press("2", "down")
        assert "J A N G M A D A N G" in player.text
        await player.app.workers.wait_for_complete()
        await player.pilot.pause()
        assert "The loudspeaker" in player.text


async def test_without_a_save_the_first_story_comes_first(opened: Opened) -> None:
    async with opened(game=FakeGame(saved=False)) as player:
        assert "Continue" not in player.text
        assert "A Hundred to One" in player.at


async def settled(player: Player) -> None:
    await player.app.workers.wait_for_complete()
    await player.pilot.pause()


@sizes
async def test_any_playthrough_of_a_story_can_be_gone_on_with(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as player:
        await player.press("1")
        assert "Go on: day 4" in player.at  # the latest that has not ended is where one stands
        assert "1 Begin anew" in player.text and "aunt ·" in player.text
        assert "3 Ended: The ledger" in player.text
        await player.press("escape")
        assert "A Hundred to One" in player.at
        await player.press("enter", "4")
        await settled(player)
        assert player.game.opened == "hundred/aunt"
        assert "The loudspeaker" in player.text


async def test_continue_takes_the_latest_that_has_not_ended(opened: Opened) -> None:
    async with opened() as player:
        await player.press("c")
        await settled(player)
        assert player.game.opened == "hundred/1"


async def test_playthroughs_by_mouse(opened: Opened) -> None:
    async with opened() as player:
        await player.pilot.click(offset=(10, player.row("1 A Hundred to One")))
        await player.pilot.pause()
        await player.pilot.click(offset=(10, player.row("Begin anew")))
        await settled(player)
        assert player.game.opened == "new hundred"


async def test_a_story_never_played_begins_at_once(opened: Opened) -> None:
    async with opened() as player:
        await player.press("2")
        await settled(player)
        assert player.game.opened == "new ice"


@sizes
async def test_endings_found_are_shown_of_how_many(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as player:
        assert "endings ▪▪▫▫▫▫▫" in player.lines[player.row("1 A Hundred to One")]


async def test_at_an_ending_it_is_said_how_many_were_found(opened: Opened) -> None:
    async with opened("end") as player:
        while "2 of 7 endings found" not in player.text:
            assert "space more" in player.text
            await player.press("space")


async def test_a_damaged_save_is_said_on_the_title(opened: Opened) -> None:
    game = FakeGame()
    game.damaged = "The save 3.json is damaged. It was set aside as 3.json.damaged."
    async with opened(game=game) as player:
        assert "set aside as 3.json.damaged" in player.text
        await player.press("down")
        assert "damaged" not in player.text  # said once


async def test_a_save_that_fails_is_said_and_play_goes_on(opened: Opened) -> None:
    async with opened("lane") as player:
        player.session.said_on_saving.append("This playthrough cannot be saved (disk full). You can play on.")
        await player.press("1")
        await settled(player)
        assert "cannot be saved (disk full)" in player.text
        assert "31,200 won" in player.text
        await player.press("1")
        assert "cannot be saved" not in player.text and "31,000 won" in player.text


async def test_only_keys_that_do_something_are_shown(opened: Opened) -> None:
    async with opened("lane") as player:
        assert "Undo" not in player.lines[-1] and "Again" not in player.lines[-1]
        await player.press("1")
        assert "Undo" in player.lines[-1]
        await player.press("u")
        assert "Undo" not in player.lines[-1] and "U Again" in player.lines[-1]


async def test_gentler_words_can_be_asked_for_in_the_settings(opened: Opened) -> None:
    async with opened(game=FakeGame(saved=False)) as player:
        await player.press("f2")
        while "wording" not in player.at:
            await player.press("down")
        await player.press("enter", "escape", "1")
        await settled(player)
        assert player.game.opened == "new hundred gentler"


@pytest.mark.parametrize("scene", ["lane", "long", "market", "bribe", "screening", "crossing", "end"])
async def test_the_window_may_be_made_small_and_large_again(opened: Opened, scene: str) -> None:
    async with opened(scene) as player:
        before = player.text
        for size in ((30, 10), (12, 5), (200, 60), (80, 24)):
            await player.pilot.resize_terminal(*size)
            for _ in range(50):
                await player.pilot.pause(0.01)
                if len(player.lines) == size[1]:
                    break
            assert len(player.lines) == size[1]
        assert player.text == before
