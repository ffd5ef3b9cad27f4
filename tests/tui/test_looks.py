"""What is drawn: how far writing stands out, meaning without colour, themes, and pictures of the main screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.color import Color
from textual.pilot import Pilot

from .conftest import Opened, Player, an_app

DRAWN = " ▀▄"
SCENES = ["lane", "market", "bribe", "screening", "crossing", "end"]


def luminance(color: Color) -> float:
    """As WCAG 2 reckons it."""
    assert color.triplet is not None
    parts = [part / 255 for part in color.triplet]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Color, second: Color) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def faint(player: Player, least: float) -> list[str]:
    """What is written with less contrast than that. A drawing is no writing: it is told in words as well."""
    return [
        segment.text
        for strip in player.app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip(DRAWN) and segment.style and segment.style.color and segment.style.bgcolor
        if contrast(segment.style.color, segment.style.bgcolor) < least
    ]


THEMES = pytest.mark.parametrize(("theme", "least"), [("lamp", 4.5), ("hanji", 4.5), ("river", 4.5), ("contrast", 7.0)])


@pytest.mark.parametrize("theme", ["lamp", "hanji", "river", "contrast", "terminal"])
async def test_each_theme_can_be_reached_and_is_kept(opened: Opened, theme: str) -> None:
    kept: list[object] = []
    async with opened("lane", kept=kept) as player:
        for _ in range(5):
            if player.app.theme == theme:
                break
            await player.press("t")
        assert player.app.theme == theme
        assert player.app.settings.theme == theme


async def test_settings_that_cannot_be_kept_are_said() -> None:
    app = an_app("lane")[0]
    app._keep_settings = lambda settings: "The settings could not be kept: no space"
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("t")
        await app.workers.wait_for_complete()
        assert ["no space" in one.message for one in app._notifications] == [True]
        app.finish()


async def test_what_matters_is_said_by_signs_too(opened: Opened) -> None:
    async with opened("lane", colours="none") as player:
        assert "▸ 1" in player.text and "✗ Change" in player.text and "▾200" in player.text
        await player.press("t")
        assert player.app.theme == "terminal"  # no other under NO_COLOR


PICTURES = {
    "title-80x24": ("", (80, 24), "lamp", ["down"]),
    "play-80x24": ("lane", (80, 24), "lamp", []),
    "play-56x18": ("lane", (56, 18), "lamp", []),
    "play-120x40": ("lane", (120, 40), "lamp", []),
    "play-80x24-hanji": ("lane", (80, 24), "hanji", []),
    "market-80x24": ("market", (80, 24), "lamp", ["down"]),
    "bribe-80x24": ("bribe", (80, 24), "lamp", []),
    "screening-80x24": ("screening", (80, 24), "lamp", []),
    "crossing-80x24": ("crossing", (80, 24), "lamp", []),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str, snap_compare: Callable[..., bool]) -> None:
    scene, size, theme, keys = PICTURES[name]
    app = an_app(scene, theme)[0]

    async def first(pilot: Pilot[None]) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(app, press=keys, terminal_size=size, run_before=first)
