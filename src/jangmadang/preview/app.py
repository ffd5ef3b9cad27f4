"""The preview's app: it opens a story, follows its files and lets lint look; screens and colours are the game's.

`main(…)` opens it and gives the exit code (see `tui/exits.py`). Three threads besides the screen's: the story's own, on
which everything is asked of the session; one that looks at the files; one on which lint works, after what was saved is
on the screen.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import Any

from textual.app import SuspendNotSupported

from .. import settings
from ..settings import Settings
from ..story.loading import Script
from ..story.problems import Problem
from ..tui import face
from ..tui.app import JangmadangApp
from . import editors
from .following import Following
from .screens.write import WriteScreen
from .session import WritingSession
from .sight import Sight, Spot

CANVAS = Path(__file__).parents[1] / "tui" / "widgets" / "canvas.tcss"
QUIET = 0.25
"""Seconds without a save after which lint begins."""

Lint = Callable[[Script], Sequence[Problem]]


class NoGame:
    """There is no shelf behind a preview."""

    problem: str | None = None

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


class PreviewApp(JangmadangApp):
    """A story while it is written."""

    CSS_PATH = str(CANVAS)
    TITLE = "jangmadang write"

    def __init__(
        self,
        session: WritingSession,
        chosen: Settings | None = None,
        colours: face.Colours = "full",
        keep_settings: Callable[[Settings], str | None] = settings.write,
        lint: Lint | None = None,
        run_editor: Callable[[Sequence[str]], int] | None = None,
    ) -> None:
        super().__init__(NoGame(), chosen, colours, keep_settings=keep_settings)
        self.session = session
        self.following = Following(session.path, [session.test_file] if session.test_file else ())
        self.write: WriteScreen | None = None
        self.taken = 0
        """How often what was read again came to the screen."""
        self._lint = lint or _lint
        self._run_editor = run_editor
        self._stop = Event()
        self._linting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lint")
        self._watching = Thread(target=self._watch, name="following", daemon=True)

    async def _show_title(self) -> None:
        """The preview's screen, and what works behind it."""
        self.write = WriteScreen(self.session, self.session.sight())
        await self.push_screen(self.write)
        self._watching.start()
        self._let_lint_look(0.0)

    async def leave_play(self) -> None:
        """There is nothing behind the preview."""
        self.exit()

    def finish(self) -> None:
        """Stop following, and wait until nothing works any more."""
        self._stop.set()
        if self._watching.is_alive():
            self._watching.join()
        self._linting.shutdown(wait=True, cancel_futures=True)
        super().finish()

    # ---- following
    def _watch(self) -> None:
        while self.following.wait(self._stop):
            try:
                sight = self._thread.submit(self.session.reread).result()
            except Exception as fault:
                # A fault of ours must not end the preview either: the next save is another try.
                said = f"the preview has a fault and could not read what was saved ({type(fault).__name__}: {fault})"
                self._tell_writer(said)
                continue
            self._tell_screen(sight)
            self._let_lint_look(QUIET)

    def _tell_writer(self, words: str) -> None:
        if not self._stop.is_set() and self._loop is not None:
            self._loop.call_soon_threadsafe(self._say, words)

    def _tell_screen(self, sight: Sight) -> None:
        if not self._stop.is_set() and self._loop is not None:
            self._loop.call_soon_threadsafe(self._take, sight)

    def _take(self, sight: Sight) -> None:
        if self.write is not None and self.write.is_attached:
            self.write.take(sight)
            self.taken += 1

    # ---- lint
    def _let_lint_look(self, quiet: float) -> None:
        script = self.session.script
        if script is not None and not self._stop.is_set():
            self._linting.submit(self._look_for_lint, script, quiet)

    def _look_for_lint(self, script: Script, quiet: float) -> None:
        if self._stop.wait(quiet) or script is not self.session.script:
            return
        try:
            found = self._lint(script)
        except Exception as fault:
            # A fault of lint's must not keep anybody from writing.
            self._tell_writer(f"lint has a fault and was left out ({type(fault).__name__}: {fault})")
            found = script.problems
        sight = self._thread.submit(self.session.linted, script, tuple(found)).result()
        if sight is not None:
            self._tell_screen(sight)

    def _say(self, words: str) -> None:
        if self.write is not None:
            self.write.say(words)

    # ---- the editor
    def edit(self, spot: Spot) -> str:
        """Open the writer's editor there; gives what is to be said, or nothing."""
        place = f"{spot.file}:{spot.line}:{spot.column}"
        chosen = editors.editor()
        if not chosen:
            return f"{place} (VISUAL or EDITOR names the editor that e opens)"
        opening = editors.opening(chosen, spot.file, spot.line, spot.column)
        if opening is None:
            return f"{place} ({chosen} is no command)"
        try:
            if self._run_editor is not None:
                self._run_editor(opening.command)
            elif opening.in_terminal:
                with self.suspend():
                    subprocess.run(opening.command, check=False)
            else:
                quiet = subprocess.DEVNULL
                subprocess.Popen(opening.command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
                return f"{place} is open in your editor"
        except (OSError, SuspendNotSupported) as error:
            return f"{place} ({opening.command[0]} cannot be opened: {error})"
        return ""


def _lint(script: Script) -> Sequence[Problem]:
    from ..desk.lint import checked

    return [one.problem for one in checked(script)]


def main(story: Path, at: str = "", test: Path | None = None, seed: int = 0) -> int:
    """Open the preview of a story on the terminal until the writer leaves; gives the exit code."""
    if os.environ.get("NO_COLOR") == "":
        # Empty means not set (no-color.org); Textual takes its mere presence for a wish.
        del os.environ["NO_COLOR"]
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="jangmadang-write-") as home:
        app = PreviewApp(WritingSession(story, Path(home), seed, at, test), settings.read(), face.colours())
        try:
            app.run()
        finally:
            gc.enable()
            app.finish()
    if app.last_words:
        print(f"jangmadang: {app.last_words}", file=sys.stderr)
    return app.return_code or 0
