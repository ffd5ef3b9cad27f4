"""The Textual app: it wires the game, the screens, the themes and the ways out, and does nothing itself.

`main(game)` opens it and gives the exit code (see `exits.py`).
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar, TypeVar

from msgspec.structs import replace
from textual.app import App
from textual.binding import Binding

from .. import settings
from ..settings import Settings
from . import exits, face, themes
from .game import Game, Session
from .keyboard import Keyboard
from .keys import EVERYWHERE, bindings

Value = TypeVar("Value")
PAINTED = 0.012
"""Seconds in which a page is painted: what is no part of that waits so long, unless the game is asked again."""


class JangmadangApp(App[None]):
    """The game on a screen. `colours` is decided before: it cannot be taken back once the screen has begun."""

    TITLE = "jangmadang"
    CSS_PATH = "widgets/canvas.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        Binding("ctrl+q,ctrl+c", "quit", "Quit", show=False, priority=True),
        *bindings(tuple(replace(key, action=f"screen.{key.action}") for key in EVERYWHERE)),
    ]

    def __init__(
        self,
        game: Game,
        chosen: Settings | None = None,
        colours: face.Colours = "full",
        begin: Callable[[], Session | None] | None = None,
        keep_settings: Callable[[Settings], str | None] = settings.write,
        gentler: bool = False,
    ) -> None:
        super().__init__(ansi_color=True if colours == "none" else None)
        self.game = game
        self.last_words = ""
        """To be said once the terminal is the player's again."""
        self._gentler = gentler
        self.settings = chosen or Settings()
        self.keyboard = Keyboard()
        self.read: frozenset[str] = frozenset()
        """Paragraphs of stories that were read in this sitting: they need not come slowly again."""
        self.themes_locked = colours == "none"
        self._begin = begin
        self._keep_settings = keep_settings
        # One thread: the game is asked one thing after another, and a save is whole before the next turn is taken.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="game")
        self._wanted = Event()
        """The game's thread is wanted: what waits on it for a page to be painted waits no longer."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme if colours == "full" else "terminal"

    async def on_mount(self) -> None:
        """The signals first; then the title, or the playthrough that was asked for."""
        exits.on_signals(lambda code: self.exit(return_code=code))
        exits.on_hangup(lambda code: self.exit(return_code=code))
        self._heed(self.settings)
        if self._begin is None:
            await self._show_title()
        else:
            # A story may take a while to be read: keys and signals are answered meanwhile.
            self.run_worker(self._play_what_was_asked(self._begin))
        self.call_after_refresh(_collect_rarely)

    async def _play_what_was_asked(self, begin: Callable[[], Session | None]) -> None:
        session = await self.ask(begin)
        if session is not None:
            await self.play(session)
        else:
            self.last_words = self.game.problem or "This story cannot be played."
            self.exit(return_code=exits.FAULT)

    @property
    def gentler(self) -> bool:
        """What is begun now is told in gentler words, where a story has some."""
        return self._gentler or self.settings.gentler

    async def ask(self, call: Callable[..., Value], *args: object) -> Value:
        """Call the game on its own thread and give what it gives; the event loop goes on meanwhile."""
        self._wanted.set()
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *args)

    def keep(self, session: Session) -> Future[str]:
        """Save once all calls before are done and the page is painted; nobody waits for it but the next call."""
        self._wanted.clear()
        return self._thread.submit(self._save, session)

    def _save(self, session: Session) -> str:
        self._wanted.wait(PAINTED)
        return session.save()

    def finish(self) -> None:
        """Wait until everything is kept."""
        self._wanted.set()
        self._thread.shutdown(wait=True)

    async def play(self, session: Session) -> None:
        """Open a playthrough; over the title, if that is open."""
        from .screens.play import PlayScreen

        page = await self.ask(session.look)
        found = await self.ask(session.found) if page.ending is not None else (0, 0)
        await self.push_screen(PlayScreen(session, page, found, await self.ask(session.been)))

    async def leave_play(self) -> None:
        """Back to the title; it is only made now if the game began with a playthrough."""
        await self.pop_screen()
        if len(self.screen_stack) == 1:
            await self._show_title()

    async def _show_title(self) -> None:
        from .screens.title import TitleScreen

        await self.push_screen(TitleScreen())

    def set_settings(self, new: Settings) -> None:
        """Take the settings, show what they change, and keep them."""
        self.settings = new
        self._heed(new)
        self.run_worker(self._tell(self._thread.submit(self._keep_settings, new)), group="settings")

    def _heed(self, new: Settings) -> None:
        self.animation_level = "full" if new.motion else "none"
        self.keyboard = Keyboard(new.keys)
        self.set_keymap(self.keyboard.keymap())
        if self._driver is not None and not self.is_headless:
            # Textual hides the terminal's own cursor; a braille display or a magnifier may follow it.
            self._driver.write("\x1b[?25h" if new.cursor else "\x1b[?25l")

    async def _tell(self, keeping: Future[str | None]) -> None:
        if said := await asyncio.shield(asyncio.wrap_future(keeping)):
            self.notify(said, severity="warning", markup=False)

    def _fatal_error(self) -> None:
        # Textual would lay out every variable that is in reach, for seconds; the bare traceback is told on leaving.
        self.last_words = self.last_words or exits.fault()
        self._close_messages_no_wait()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """A picture of the screen as SVG; without the web font that Textual names."""
        from .pictures import without_web_font

        return without_web_font(super().export_screenshot(title=title, simplify=simplify))


def _collect_rarely() -> None:
    """What lives until the end is never looked through again: page turns stay even."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 100)


def main(
    story: Path | None = None,
    seed: int | None = None,
    slot: str | None = None,
    new: bool = False,
    gentler: bool = False,
    game: Game | None = None,
    begin: Callable[[], Session | None] | None = None,
) -> int:
    """Open the game on the terminal until the player leaves; gives the exit code.

    `story` is the story to go on with or to begin, by its path; without it the title is shown. `game` and `begin` stand
    in for the stories on the shelf in tests.
    """
    if os.environ.get("NO_COLOR") == "":
        # Empty means not set (no-color.org); Textual takes its mere presence for a wish.
        del os.environ["NO_COLOR"]
    gc.disable()
    if game is None:
        from .playing import RunGame

        real = RunGame({story.stem: story} if story else {})
        game = real
        if story is not None:
            begin = partial(real.go_on, story.stem, slot or "", new, seed, gentler)
    app = JangmadangApp(game, settings.read(), face.colours(), begin, gentler=gentler)
    try:
        app.run()
    finally:
        gc.enable()
        app.finish()
    if app.last_words:
        print(f"jangmadang: {app.last_words}", file=sys.stderr)
    return app.return_code or 0
