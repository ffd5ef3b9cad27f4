"""Ways to open the app in a test: no blinking, no files, a size, and the lines as they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import quick_screens  # noqa: F401
from textual.pilot import Pilot

from jangmadang.play import ready
from jangmadang.settings import Settings
from jangmadang.story.model import Loaded
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.lines import plain
from jangmadang.tui.face import Colours

from .fake_game import FakeGame, FakeSession

SIZES = [(56, 18), (80, 24), (120, 40)]
"""The three layouts: a projector's large letters, the classic terminal, a wide one."""

STORIES = Path(__file__).parents[2] / "stories"
_read = ready.ready
_read_once = cache(_read)


@pytest.fixture(autouse=True)
def stories_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has an empty home, in which no story is ready; those of the game do not change meanwhile."""

    def read(path: Path) -> Loaded:
        return _read_once(path) if path.parent == STORIES else _read(path)

    monkeypatch.setattr(ready, "ready", read)


Opened = Callable[..., AbstractAsyncContextManager["Player"]]


class Player:
    """Somebody at the keyboard."""

    def __init__(self, app: JangmadangApp, pilot: Pilot[None], game: FakeGame, session: FakeSession | None) -> None:
        self.app, self.pilot, self.game = app, pilot, game
        self._session = session

    @property
    def session(self) -> FakeSession:
        session = self._session or self.game.session
        assert session is not None
        return session

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.app.ask(int)  # the game's thread takes one call after another: now it has done all before
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        return [plain(line).rstrip() for line in self.app.screen.canvas.lines]  # type: ignore[attr-defined]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def row(self, words: str) -> int:
        """The line that holds the words."""
        return next(number for number, line in enumerate(self.lines) if words in line)

    @property
    def at(self) -> str:
        """The line that the caret stands on."""
        return next((line for line in self.lines if "▸" in line), "")


def an_app(
    scene: str = "",
    theme: str = "lamp",
    game: FakeGame | None = None,
    colours: Colours = "full",
    kept: list[Settings] | None = None,
    set_to: dict[str, Any] | None = None,
    session: FakeSession | None = None,
) -> tuple[JangmadangApp, FakeGame, FakeSession | None]:
    """The app on the fake game, on the title or in a scene of it; settings it keeps are put into `kept`."""
    game = game or FakeGame()
    session = session or (FakeSession(scene) if scene else None)

    def keep(settings: Settings) -> None:
        if kept is not None:
            kept.append(settings)

    app = JangmadangApp(
        game,
        Settings(**{"theme": theme, "motion": False, **(set_to or {})}),
        colours,
        begin=(lambda: session) if session else None,
        keep_settings=keep,
    )
    return app, game, session


@asynccontextmanager
async def play(
    scene: str = "",
    size: tuple[int, int] = (80, 24),
    theme: str = "lamp",
    game: FakeGame | None = None,
    colours: Colours = "full",
    kept: list[Settings] | None = None,
    set_to: dict[str, Any] | None = None,
    session: FakeSession | None = None,
) -> AsyncIterator[Player]:
    """The same, running at a size."""
    app, game, session = an_app(scene, theme, game, colours, kept, set_to, session)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Player(app, pilot, game, session)
        app.finish()


@pytest.fixture
def opened() -> Opened:
    """`async with opened(scene, size=…) as player`."""
    return play
