"""What all screens share: one canvas, keys from the table, clicks that mean what keys mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from ..drawing.keyline import Hint
from ..drawing.lines import Line
from ..drawing.picture import Manner, manner
from ..keys import HELP, Key
from ..widgets.canvas import Canvas

if TYPE_CHECKING:
    from ..app import JangmadangApp


class CanvasScreen(Screen[None]):
    """A screen of one canvas; `draw` gives its lines."""

    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Canvas(self.draw)

    @property
    def canvas(self) -> Canvas:
        """The canvas."""
        return self.query_one(Canvas)

    @property
    def game_app(self) -> JangmadangApp:
        """The app, by its own type."""
        return cast("JangmadangApp", self.app)

    @property
    def manner(self) -> Manner:
        """How drawings are seen here."""
        now = self.game_app.settings
        return manner(now.pictures, now.glyphs, not self.game_app.themes_locked)

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The lines of the screen at that size."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw anew after something changed."""
        self.canvas.redraw()

    def hints(self) -> list[Hint]:
        """The places on the key line, help last."""
        shown = [key for key in self.KEYS if key.line and key is not HELP]
        if HELP in self.KEYS:
            shown.append(HELP)
        return [(key.shown, key.label, key.action) for key in shown]

    async def on_canvas_clicked(self, message: Canvas.Clicked) -> None:
        """A place on the key line does what its key does; everything else is the screen's own."""
        kind, value = message.target
        if kind == "key":
            await self.run_action(value)
        else:
            await self.clicked(kind, value)

    async def clicked(self, kind: str, value: str) -> None:
        """Something else than a key was clicked."""

    def action_help(self) -> None:
        """Open the help page."""
        from .reading import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_settings(self) -> None:
        """Open the settings."""
        from .settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def action_theme(self) -> None:
        """The next theme."""
        self.game_app.next_theme()
