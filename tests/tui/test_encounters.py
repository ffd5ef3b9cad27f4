"""The four encounters: what is seen of them, and that everything can be done from the picture and from the list."""

from __future__ import annotations

import pytest

from .conftest import SIZES, Opened

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@sizes
async def test_buying_from_the_table(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("market", size=size) as player:
        await player.press(
            "space", "space"
        ) if "space the goods" in player.text or "space more" in player.text else None
        while "price" not in player.text:
            await player.press("space")
        await player.press("down", "right", "b")
        assert "▸ 2 rice" in player.text  # one stands where one stood
        assert "money −11,000" in player.text
        assert player.session.look().scene == "market"
        await player.press("s")
        assert "−" not in player.lines[player.row("money +")]


async def test_all_of_it_and_what_cannot_be_done(opened: Opened) -> None:
    async with opened("market") as player:
        await player.press("right", "right", "s")  # all of the corn
        assert player.session.look().pack[0].have == 0
        await player.press("s")
        assert "Not now: you hold 0" in player.text
        assert player.session.look().scene == "market"


async def test_calling_a_good_takes_an_hour(opened: Opened) -> None:
    async with opened("market") as player:
        await player.press("c")
        assert "hours ▪▫▫▫" in player.text
        assert "Two heads turn" in player.text


async def test_the_list_alone_also_sells(opened: Opened) -> None:
    async with opened("market") as player:
        await player.press("1")  # the good's menu
        assert "Sell 5 of the corn" in player.text
        await player.press("5")
        assert player.session.look().pack[0].have == 5
        await player.press("8")
        assert "▸ 1 corn" in player.text


async def test_the_way_out_of_the_market_stands_below_the_table(opened: Opened) -> None:
    async with opened("market") as player:
        await player.press(*["down"] * 7)
        assert "Pack up and leave" in player.at
        await player.press("enter")
        assert "The loudspeaker" in player.text


@sizes
async def test_what_he_may_want_shrinks_with_a_refusal(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("bribe", size=size) as player:
        while "he may want" not in player.text:
            await player.press("space")
        assert "2,000 – 6,000" in player.text and "patience ▪▪▪" in player.text
        before = player.text.count("▪")
        await player.press("2")
        while "he may want" not in player.text:
            await player.press("space")
        assert "4,000 – 6,000" in player.text and "patience ▪▪▫" in player.text
        assert player.text.count("▪") < before


@sizes
async def test_the_room_shows_who_comes_and_what_hides_them(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("screening", size=size) as player:
        assert "✓ Mi-na" in player.text and "▫ Young-su" in player.text
        assert "needs 30 trust; you have 15" in player.text
        await player.press("2")
        assert "✓ Young-su" in player.text
        await player.press("3")
        assert "▫ curtain" in player.text


@sizes
async def test_the_track_of_the_night_grows_with_each_watch(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("crossing", size=size) as player:
        assert "56 in 100" in player.text and "2 since the last, 6 between" in player.text
        await player.press("1")
        assert "44 in 100" in player.text and "3 since the last" in player.text


async def test_in_a_menu_one_stands_where_one_stood(opened: Opened) -> None:
    async with opened("market.corn") as player:
        await player.press("down", "down", "down", "enter")  # sell
        first = player.at
        await player.press("enter")
        assert player.at == first != ""
