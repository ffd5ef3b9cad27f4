"""The page of a life that has ended: to be read, copied, kept as a file or a picture, and left for a turning point.

What stands on it is laid out in `drawing/ending.py`; files are written by the session.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from io import StringIO

from ...play.ending_view import LifeView
from ...play.ending_words import life_text
from ...play.pages import named
from ..drawing.ending import life_lines
from ..drawing.lines import EMPTY, Line, indent
from ..drawing.reading import measure
from ..drawing.signs import spelled
from ..game import Session
from ..keys import LIFE, bindings
from .journal import ForksScreen
from .noticed import NoticedScreen
from .roads import Journey, RoadScreen

NO_CLIPBOARD = {"TERM_PROGRAM": "Apple_Terminal", "TERM": "linux"}
"""Terminals that are known to let no program copy, by what they say of themselves."""


def copies(environ: Mapping[str, str]) -> bool:
    """Whether the terminal may let a program copy; most that do not keep silent about it."""
    return all(environ.get(name) != known for name, known in NO_CLIPBOARD.items())


class LifeScreen(NoticedScreen):
    """A life as a whole."""

    NAME = "The page of a life"
    ABOUT = (
        "What became of all, how the meters went from the first day to the last, which of the nine changes that the "
        "story is about this life touched and in which scenes, and how many simulated people end so.\n\n"
        "It can be copied as text, or kept: as a picture of the whole page, or as a Markdown page of all that was read "
        "and chosen. Files go to a folder that is named when they are written; none is ever written over."
    )
    KEYS = LIFE
    BINDINGS = bindings(LIFE)

    def __init__(self, session: Session, life: LifeView) -> None:
        super().__init__("This life", life.story)
        self._session, self._life = session, life
        self._copied = False
        self.journey: Journey | None = None
        """The turning point where the player wants to begin anew, once the screen is closed."""

    def unused(self) -> set[str]:
        """Without another road there is no turning point."""
        return set() if self._life.turning else {"turning"}

    def body(self, width: int) -> Sequence[Line]:
        """The page."""
        return life_lines(self._life, width)

    # ---- keeping it
    async def action_copy_page(self) -> None:
        """As text, on the clipboard; as a file where there is none, or when it is asked for again."""
        web = self.app.is_web
        if not self._copied and (web or copies(os.environ)):
            self.app.copy_to_clipboard(life_text(self._life))
            self._copied = True
            self.tell("Copied, if the terminal lets programs copy. Once more, and it is kept as a file.")
        else:
            await self._keep(".txt", life_text(self._life))

    async def action_draw_page(self) -> None:
        """As a picture, all of it, as it looks now."""
        app = self.game_app
        column = measure(app.size.width, app.settings.measure)[1]
        lines = [EMPTY, *(indent(one, 2) for one in self.body(column)), EMPTY]
        title = f"{self._life.story}: {self._life.ending.title}"
        await self._keep(".svg", self.canvas.picture(spelled(lines, app.settings.glyphs), column + 4, title))

    async def action_write_page(self) -> None:
        """The whole life as Markdown."""
        await self._keep(".md", await self.game_app.ask(self._session.transcript))

    async def _keep(self, ending: str, text: str) -> None:
        if self.app.is_web:
            name = f"{named(self._life.ending.title)}{ending}"
            self.app.deliver_text(StringIO(text), save_filename=name)
            self.tell(f"Your browser has it as {name}.")
        else:
            self.tell(await self.game_app.ask(self._session.keep_page, ending, text))

    # ---- elsewhere
    async def action_turning(self) -> None:
        """Turns at which other roads were open: begin anew at one."""
        journal = await self.game_app.ask(self._session.turns)
        if not journal.forks:
            self.tell("There was no other road in this life.")
            return
        screen = ForksScreen(journal)
        self.app.push_screen(screen, lambda _: self._follow(screen))

    def _follow(self, screen: RoadScreen) -> None:
        if screen.journey is not None:
            self.journey = screen.journey
            self.dismiss()

    def action_gallery(self) -> None:
        """Endings found in all lives."""
        from .gallery import GalleryScreen

        self.app.push_screen(GalleryScreen(self._life.ending.id))
