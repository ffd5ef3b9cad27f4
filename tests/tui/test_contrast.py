"""Every screen in every theme: whatever is written stands out from its paper, in all that the game draws."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from msgspec.structs import replace

from jangmadang.play.road_view import Turns
from jangmadang.tui import screens
from jangmadang.tui.screens.base import CanvasScreen
from jangmadang.tui.screens.journal import ForksScreen, TurnScreen

from .conftest import Opened, Player
from .test_looks import SCENES, faint

LEAST = {"lamp": 4.5, "hanji": 4.5, "river": 4.5, "contrast": 7.0}
WIDE, NARROW = (120, 40), (56, 18)
PLACES: list[tuple[str, str, str]] = [
    *(("PlayScreen", scene, "") for scene in SCENES),
    ("PlayScreen", "lane", "p"),
    ("PlayScreen", "lane", "down"),
    ("PlayScreen", "lane", "n"),
    ("PlayScreen", "lane", "n enter"),
    ("PlayScreen", "lane", "1"),
    ("PlayScreen", "lane", "i"),
    ("PlayScreen", "market", "space down right"),
    ("NotesScreen", "lane", "N"),
    ("NotesScreen", "lane", "N g y e"),
    ("NotesScreen", "lane", "N enter"),
    ("PaletteScreen", "lane", "ctrl+p"),
    ("PaletteScreen", "lane", "ctrl+p x y"),
    ("HelpScreen", "lane", "question_mark"),
    ("HelpScreen", "market", "question_mark space space"),
    ("JournalScreen", "end", "j"),
    ("JournalScreen", "end", "j up enter"),
    ("MapScreen", "end", "m"),
    ("MapScreen", "end", "m w up"),
    ("MapScreen", "end", "m left enter"),
    ("LifeScreen", "end", "enter"),
    ("LifeScreen", "end", "enter space space"),
    ("LifeScreen", "end", "enter b"),  # no other road, and that is said
    ("LifeScreen", "end", "enter c"),
    ("GalleryScreen", "end", "enter g"),
    ("TitleScreen", "", ""),
    ("TitleScreen", "", "down"),
    ("TitleScreen", "", "1"),
    ("OpeningScreen", "", "o"),
    ("OpeningScreen", "", "o down"),
    ("OpeningScreen", "", "o x enter"),
    ("GalleryScreen", "", "g"),
    ("GalleryScreen", "", "g down space"),
    ("AgainScreen", "", "g enter"),
    ("SettingsScreen", "", "f2"),
    ("SettingsScreen", "", "f2 down down"),
    ("KeyboardScreen", "", "f2 k"),
    ("KeyboardScreen", "", "f2 k down enter"),
]


async def all_readable(player: Player, screen: str) -> None:
    assert type(player.app.screen).__name__ == screen
    for theme, least in LEAST.items():
        player.app.theme = theme
        await player.pilot.pause()
        assert faint(player, least) == [], (theme, player.text)


@pytest.mark.parametrize(("screen", "scene", "keys"), PLACES)
async def test_everything_written_can_be_read(opened: Opened, screen: str, scene: str, keys: str) -> None:
    for size in [(80, 24), *([WIDE, NARROW] if not keys else [])]:
        async with opened(scene, size=size) as player:
            for key in keys.split():
                await player.press(key)
                await player.app.workers.wait_for_complete()
                await player.pilot.pause()
            await all_readable(player, screen)


async def test_so_can_turning_points_and_a_turn_of_another_life(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("2")
        turns = player.session.turns().turns
        forks = tuple(replace(turn, fork=True, others=("Go home",)) for turn in turns)
        for screen in (ForksScreen(Turns(forks, len(forks) - 1)), TurnScreen(turns[0], "slot 2")):
            player.app.push_screen(screen)
            await player.pilot.pause()
            await all_readable(player, type(screen).__name__)


def test_no_screen_is_left_out() -> None:
    for module in iter_modules(screens.__path__):  # most are imported when they are opened
        import_module(f"{screens.__name__}.{module.name}")

    def all_of(kind: type[CanvasScreen]) -> set[str]:
        below = [one for one in kind.__subclasses__() if one.__module__.startswith(screens.__name__)]
        return set().union(*map(all_of, below)) if below else {kind.__name__}

    assert all_of(CanvasScreen) == {screen for screen, _, _ in PLACES} | {"ForksScreen", "TurnScreen"}
