"""What all screens share: one canvas, signs as chosen, keys from the table, clicks that mean what keys mean, help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.events import Key as Pressed
from textual.geometry import Offset
from textual.screen import Screen

from ...settings import THEMES, Setting, Settings, Value, changed, named
from ..commands import Command, of
from ..drawing.keyline import Hint
from ..drawing.lines import Line, width_of
from ..drawing.picture import Manner, manner
from ..drawing.signs import CARET, spelled
from ..hangul import pressed
from ..keys import HELP, PALETTE, Key
from ..widgets.canvas import Canvas

if TYPE_CHECKING:
    from ..app import JangmadangApp


class CanvasScreen(Screen[None]):
    """A screen of one canvas; `draw` gives its lines."""

    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    NAME: ClassVar[str] = ""
    """What the screen is called on its help page."""
    ABOUT: ClassVar[str] = ""
    """What it is and how one uses it, for the same page: a paragraph or two."""
    HELPS: ClassVar[bool] = True
    """It has a help page."""
    ALL: ClassVar[bool] = False
    """Where its keys find no room on the line, the palette is offered there."""
    TYPED: ClassVar[bool] = False
    """What is typed is a word that one looks for: help has a key there that is no letter."""

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Canvas(self._lines)

    def _lines(self, width: int, height: int) -> Sequence[Line]:
        """What is drawn, in the signs that the player has chosen. The terminal's cursor goes where one stands."""
        lines = self.draw(width, height)
        now = self.game_app.settings
        if now.cursor and self.is_current:
            # Before it is painted: afterwards the cursor would be a key behind.
            self.app.cursor_position = self.here(lines)
        return spelled(lines, now.glyphs)

    def here(self, lines: Sequence[Line]) -> Offset:
        """Where one stands: at the sign before what enter would take; without one, where reading begins."""
        for y, line in enumerate(lines):
            for number, piece in enumerate(line):
                if piece.role == "caret" and piece.text.startswith(CARET):
                    return Offset(width_of(line[:number]), y)
        return Offset(0, min(2, max(0, len(lines) - 1)))

    def on_screen_resume(self) -> None:
        """Something may have been set meanwhile."""
        self.redraw()

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

    def unused(self) -> set[str]:
        """Actions that would do nothing now: their keys are not shown, and the palette does not offer them."""
        return set()

    def hints(self) -> list[Hint]:
        """The places on the key line, help last."""
        unused = self.unused()
        shown = [key for key in self.KEYS if key.line and key is not HELP and key.action not in unused]
        called = self.game_app.keyboard.shown
        hints = [(called(key), key.label, key.action) for key in (*shown, *([PALETTE] if self.ALL else []))]
        return [*hints, ("f1" if self.TYPED else called(HELP), HELP.label, HELP.action)] if self.HELPS else hints

    def offers(self) -> list[Command]:
        """What the palette offers of this screen: its keys, but for those that move about on it."""
        unused, called = self.unused(), self.game_app.keyboard.shown
        ways = ("leave", "back", "keys")
        keys = [key for key in self.KEYS if (key.what or key.action in ways) and key.action not in unused]
        return [of(key, self, called(key)) for key in keys]

    def helped(self) -> list[tuple[str, Sequence[Key]]]:
        """The keys of the screen as it is now, by where they work."""
        return [("keys", self.KEYS)]

    async def on_key(self, event: Pressed) -> None:
        """What a Korean input method has put together is taken apart into the keys that were pressed."""
        if event.character and (parts := pressed(event.character)):
            event.stop()
            event.prevent_default()
            for jamo in parts:
                if (bound := self.app.screen.active_bindings.get(jamo)) is not None and bound.enabled:
                    await self.app.run_action(bound.binding.action, bound.node)

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
        """Open the help page of this screen."""
        from .help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def action_settings(self) -> None:
        """Open the settings, unless they are open."""
        from .settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.app.screen_stack):
            self.app.push_screen(SettingsScreen())

    def action_palette(self) -> None:
        """Everything there is to do here and everywhere, to be found by a word."""
        from .palette import PaletteScreen

        self.app.push_screen(PaletteScreen(self))

    def action_theme(self) -> None:
        """The next theme, kept for the next time; under NO_COLOR there is only one."""
        names = [option.value for option in THEMES.options]
        self.take_setting(THEMES, names[(names.index(self.game_app.theme) + 1) % len(names)])

    def action_keys(self) -> None:
        """Which keys do what, and how to change them."""
        from .keyboard import KeyboardScreen

        self.app.push_screen(KeyboardScreen())

    def action_set(self, name: str, said: str) -> None:
        """A setting by its name and the word for its value."""
        setting = named(name)
        value = setting.understand(said) if setting is not None else None
        if setting is not None and value is not None:
            self.take_setting(setting, value)

    def take_setting(self, setting: Setting, value: Value) -> None:
        """Set one, show it and keep it."""
        app = self.game_app
        if setting is THEMES:
            if app.themes_locked:
                return
            # Asked for by name: on sixteen colours too, where the game begins with the terminal's own.
            app.theme = str(value)
        app.set_settings(changed(app.settings, setting, value))
        self.redraw()

    @property
    def as_shown(self) -> Settings:
        """The settings as they are seen: the colours may be others than those that were set."""
        return replace(self.game_app.settings, theme=self.game_app.theme)
