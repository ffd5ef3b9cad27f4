"""What follows an ending, as a player uses it: the page of a life, what is kept of it, the gallery, another life."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from jangmadang.play.ending_view import Course
from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.ending import days, plot, spread
from jangmadang.tui.game import Session
from jangmadang.tui.playing import RunGame

from .conftest import SIZES, Opened, Player
from .test_looks import THEMES, faint

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def read_through(player: Player) -> str:
    """All that comes by while one reads on."""
    seen = player.lines
    for _ in range(40):
        before = player.lines
        await player.press("space")
        if player.lines == before:
            break
        seen += player.lines
    return " ".join(" ".join(seen).split())


# ---- by keys and by mouse, on the canned game ------------------------------------------------------------------------
@sizes
async def test_a_life_is_read_from_what_became_of_all_to_what_it_never_met(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened("end", size=size) as player:
        assert "See this life as a whole" in player.at
        await player.press("enter")
        assert player.text.startswith("  This life")
        said = await read_through(player)
        for words in (
            "The ledger",
            "28 Nov to 30 Nov · 5 turns",
            "Mi-na kept the stall.",
            "how it went",
            "from 31,400 won",
            "what this life touched",
            "leaving the country",
            "simulated people, not",
            "7 in 100",
            "none in 2,000",
            "and 60 never.",
            "Endings you have found: 2 of 7",
        ):
            assert words in said, words
        await player.press("escape")
        assert "See this life as a whole" in player.text


async def test_a_life_is_copied_and_kept_and_where_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM", "TERM_PROGRAM"):
        monkeypatch.setenv(name, "xterm-256color")
    async with opened("end") as player:
        await player.press("1", "c")
        assert player.app.clipboard.startswith("A Hundred to One\nEnding: The ledger") and "Copied" in player.text
        assert player.session.pages == []
        await player.press("c", "v", "w")
        (txt, text), (svg, picture), (md, page) = player.session.pages
        assert (txt, svg, md) == (".txt", ".svg", ".md") and text == player.app.clipboard and page.startswith("# ")
        assert picture.startswith("<svg") and "leaving&#160;the&#160;country" in picture  # far below what is in sight
        assert "@font-face" not in picture
        assert "Kept as /home/lives/hundred/The ledger.md" in player.text
        await player.press("down")
        assert "Kept as" not in player.text


async def test_where_no_program_may_copy_a_file_is_kept_at_once(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
    async with opened("end") as player:
        await player.press("1", "c")
        assert [ending for ending, _ in player.session.pages] == [".txt"] and player.app.clipboard == ""


@sizes
async def test_the_gallery_has_shadows_for_what_was_not_found(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as player:
        await player.press("g")
        await player.app.workers.wait_for_complete()
        await player.pilot.pause()
        assert "2 of 6 endings found" in player.text and "The ledger" in player.at
        assert player.text.count("░░░░") >= 2
        await player.press("down")
        assert "The coat" in player.at and "not kept" in player.at
        await player.press("enter")
        assert "No playthrough that ended in “The coat” is kept." in player.text
        await player.press("up", "enter")
        assert "slot 2" in player.lines[0] and "Ending: The ledger" in await read_through(player)
        await player.press("escape", "escape")
        assert "J A N G M A D A N G" in player.text


async def click(player: Player, words: str) -> None:
    row = player.row(words)
    await player.pilot.click(offset=(player.lines[row].index(words) + 1, row))
    await player.app.workers.wait_for_complete()
    await player.press()


async def test_all_of_it_by_mouse(opened: Opened) -> None:
    async with opened("end") as player:
        await click(player, "See this life")
        await click(player, "Markdown")
        assert [ending for ending, _ in player.session.pages] == [".md"]
        await click(player, "Gallery")
        await click(player, "The coat")
        assert "The coat" in player.at
        await click(player, "The ledger")
        await click(player, "The ledger")
        assert "slot 2" in player.lines[0]
        for back in ("Back", "Back", "Back"):
            await click(player, back)
        await click(player, "Begin a new life")
        assert "The loudspeaker" in player.text


@THEMES
async def test_every_character_of_it_can_be_read(opened: Opened, theme: str, least: float) -> None:
    async with opened("end", theme=theme, size=(80, 40)) as player:
        for key in ("1", "space", "c", "g"):
            await player.press(key)
            await player.app.workers.wait_for_complete()
            await player.pilot.pause()
            assert faint(player, least) == [], key


async def test_in_simple_signs_it_is_plain_ascii(opened: Opened) -> None:
    async with opened("end", size=(80, 40)) as player:
        player.app.set_settings(Settings(glyphs="ascii", motion=False))
        for key in ("1", "space", "g"):
            await player.press(key)
            await player.app.workers.wait_for_complete()
            await player.pilot.pause()
            assert player.text.isascii(), [character for character in player.text if not character.isascii()]


# ---- the drawing -----------------------------------------------------------------------------------------------------
def test_all_days_are_as_wide_as_one_another() -> None:
    when = ["1 May"] * 6 + ["2 May"] + ["3 May"] * 2
    columns = spread(when, 24)
    assert len(columns) == 24
    assert [sum(when[place] == day for place in columns) for day in ("1 May", "2 May", "3 May")] == [8, 8, 8]
    assert columns == sorted(columns) and columns[0] == 0 and columns[-1] == 8
    assert days(when, columns) == "1 May   3".replace("   ", " 2 ", 1) or days(when, columns).split() == [
        "1",
        "May",
        "3",
    ]


def test_a_course_rises_and_falls_and_is_empty_where_it_was_not_seen() -> None:
    course = Course("m", "money", (0, 50, 100, None), 0, 100, "", "", "", "", True)
    top, foot = plot(course, [0, 0, 1, 1, 2, 2, 3, 3])
    assert foot == "⣀⣿⣿⠀" and top == "⠀⠀⣿⠀"


def test_more_days_than_there_is_room_for_are_still_drawn() -> None:
    when = [f"day {n}" for n in range(1, 60)]
    columns = spread(when, 20)
    assert len(columns) == 20 and columns == sorted(columns)
    assert len(days(when, columns)) <= 10


# ---- with a real story -----------------------------------------------------------------------------------------------
def lived(game: RunGame, seed: int) -> Session:
    session, lots = game.open("three-days", seed), random.Random(seed)
    assert session is not None
    page = session.look()
    while page.ending is None:
        page = session.choose(lots.choice([choice for choice in page.choices if choice.open]).id)
        session.save()
    return session


Press = Callable[..., Awaitable[str]]


@asynccontextmanager
async def at_an_ending(home: Path, size: tuple[int, int]) -> AsyncIterator[Press]:
    game = RunGame(saves=Saves(home / "saves"))
    session = lived(game, 9)
    app = JangmadangApp(game, Settings(motion=False), begin=lambda: session, keep_settings=lambda settings: None)
    async with app.run_test(size=size) as pilot:

        async def press(*keys: str) -> str:
            for key in keys:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await app.ask(int)
            await pilot.pause()
            return "\n".join("".join(piece.text for piece in line) for line in app.screen.canvas.lines)  # type: ignore[attr-defined]

        await press()
        yield press
        app.finish()


@sizes
async def test_a_turning_point_is_played_again_and_the_old_life_stays(size: tuple[int, int], tmp_path: Path) -> None:
    async with at_an_ending(tmp_path, size) as press:
        assert "This life" in await press("1")
        assert "Turning points" in await press("b")
        text = await press("enter", "enter")
        assert "See this life" not in text and "▸" in text
        slots = sorted(path.stem for path in (tmp_path / "saves" / "three-days").iterdir())
        assert len(slots) == 2 and slots[0] == "1"


async def test_a_new_life_begins_at_the_beginning_in_a_slot_of_its_own(tmp_path: Path) -> None:
    async with at_an_ending(tmp_path, (80, 24)) as press:
        assert "Only a line" in await press("7")
        await press("1")
        assert sorted(path.stem for path in (tmp_path / "saves" / "three-days").iterdir()) == ["1", "2"]


async def test_pages_lie_beside_the_saves_and_none_is_written_over(tmp_path: Path) -> None:
    async with at_an_ending(tmp_path, (80, 24)) as press:
        said = await press("1", "w", "w", "v")
        names = sorted(path.suffix for path in (tmp_path / "lives" / "three-days").iterdir())
        assert names == [".md", ".md", ".svg"] and "Kept as" in said
        assert (tmp_path / "lives").as_posix() in said.replace("\n", "").replace(" ", "")


async def test_the_gallery_opens_at_the_ending_that_was_reached(tmp_path: Path) -> None:
    async with at_an_ending(tmp_path, (56, 18)) as press:
        text = await press("6")
        at = next(line for line in text.splitlines() if "▸" in line)
        assert "✓" in at and "20" in at
        assert "slot 1" in await press("enter")


def test_no_terminal_is_asked_to_copy_that_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    from jangmadang.tui.screens.ending import copies

    assert copies({}) and copies({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"})
    assert not copies({"TERM": "linux"}) and not copies({**os.environ, "TERM_PROGRAM": "Apple_Terminal"})


async def test_in_a_browser_a_page_is_handed_over_instead_of_kept(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: dict[str, str] = {}
    monkeypatch.setattr(JangmadangApp, "is_web", property(lambda app: True))
    monkeypatch.setattr(
        JangmadangApp, "deliver_text", lambda app, file, save_filename: handed.update({save_filename: file.read()})
    )
    async with opened("end") as player:
        await player.press("1", "w", "c", "c")
        assert handed["The ledger.md"] == "# A Hundred to One\n" and "The ledger.txt" in handed
        assert player.session.pages == [] and "Your browser has it as The ledger.txt." in player.text
