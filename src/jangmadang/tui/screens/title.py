"""The title: go on where one stopped, or begin a story."""

from __future__ import annotations

from collections.abc import Sequence

from ..drawing.keyline import Hint
from ..drawing.lines import Line, Target
from ..drawing.shelf import shelf_items, shelf_lines
from ..game import SavedInfo, Session, StoryInfo
from ..keys import TITLE, bindings
from .base import CanvasScreen


class TitleScreen(CanvasScreen):
    """The shelf of stories. It opens empty and is filled as soon as the shelf has been read."""

    KEYS = TITLE
    BINDINGS = bindings(TITLE)

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self._stories: list[StoryInfo] = []
        self._saves: list[SavedInfo] = []
        self._at: Target | None = None
        self._notice = notice
        self._busy = False

    def on_mount(self) -> None:
        """Read the shelf without holding up the first frame."""
        self.run_worker(self._read(), exclusive=True)

    def on_screen_resume(self) -> None:
        """A playthrough may have been left: what can be gone on with has changed."""
        if self._stories:
            self.run_worker(self._read(), exclusive=True)

    async def _read(self) -> None:
        game = self.game_app.game
        self._stories = await self.game_app.ask(game.stories)
        self._saves = [saved for saved in await self.game_app.ask(game.saves) if not saved.ended]
        self._notice = game.problem or self._notice
        items = self._items()
        if self._at not in items or self._at[0] == "save":
            self._at = items[0] if items else None
        self.redraw()

    def _items(self) -> list[Target]:
        return shelf_items(self._stories, self._saves)

    def hints(self) -> list[Hint]:
        """Nothing to continue, no key for it."""
        return [hint for hint in super().hints() if self._saves or hint[2] != "resume"]

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The shelf."""
        return shelf_lines(self._stories, self._saves, self._at, self._notice, self.hints(), width, height)

    def action_move(self, by: int) -> None:
        """The story before or after."""
        if items := self._items():
            place = items.index(self._at) if self._at in items else 0
            self._at = items[max(0, min(len(items) - 1, place + by))]
            self._notice = ""
            self.redraw()

    def action_choose(self, number: int) -> None:
        """The story with that number."""
        if number <= len(self._stories):
            self._begin(("story", self._stories[number - 1].id))

    def action_resume(self) -> None:
        """The latest playthrough."""
        if self._saves:
            self._begin(("save", self._saves[0].slot))

    def action_take(self) -> None:
        """What the caret stands at."""
        if self._at:
            self._begin(self._at)

    async def clicked(self, kind: str, value: str) -> None:
        """A story or the playthrough was clicked."""
        self._begin((kind, value))

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit()

    def _begin(self, what: Target) -> None:
        if not self._busy:
            self._at, self._busy, self._notice = what, True, "Opening …"
            self.redraw()
            self.run_worker(self._open(what), exclusive=True)

    async def _open(self, what: Target) -> None:
        kind, value = what
        game = self.game_app.game
        try:
            session: Session | None
            if kind == "save":
                session = await self.game_app.ask(game.resume, value)
            else:
                session = await self.game_app.ask(game.open, value)
            self._notice = "" if session else (game.problem or "It cannot be opened.")
            if session is not None:
                await self.game_app.play(session)
        finally:
            self._busy = False
        self.redraw()
