"""Draws the pictures of the README anew from the game itself: `python docs/pictures.py`.

Each is a short play of a shipped story, by keys, at a fixed size and seed; so a picture never shows what the game does
not. The SVGs hold no link to a font: they open offline.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent / "pictures"
SEED = 7


class Picture(Struct, frozen=True):
    """What is pressed before the picture is taken."""

    name: str
    story: str
    size: tuple[int, int]
    keys: tuple[str, ...]


PICTURES = (
    Picture("play", "three-days", (80, 24), ()),
    Picture("market", "three-days", (100, 30), ("1", "space", "down", "right")),
)


async def draw(picture: Picture) -> str:
    """The SVG of one picture."""
    from jangmadang.settings import Settings
    from jangmadang.tui.app import JangmadangApp
    from jangmadang.tui.playing import RunGame

    game = RunGame()
    app = JangmadangApp(
        game,
        Settings(motion=False),
        begin=lambda: game.open(picture.story, SEED),
        keep_settings=lambda settings: None,
    )
    async with app.run_test(size=picture.size) as pilot:
        await app.workers.wait_for_complete()
        for key in picture.keys:
            await pilot.press(key)
        await pilot.pause()
        svg = app.export_screenshot(title=picture.story)
        app.finish()
    # Rich numbers its classes at random: without that, what did not change makes no difference to a diff.
    return re.sub(r"\bterminal-\d+-", f"{picture.name}-", svg)


def main() -> None:
    """Write all pictures, from a home of their own."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["JANGMADANG_HOME"] = home
        os.environ.pop("NO_COLOR", None)
        for picture in PICTURES:
            (HERE / f"{picture.name}.svg").write_text(asyncio.run(draw(picture)), "utf-8")


if __name__ == "__main__":
    main()
