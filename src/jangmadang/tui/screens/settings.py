"""Settings: each change shows at once and is kept at once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..drawing.lines import EMPTY, Line, Piece, aim, fit, indent, line, wrap
from ..drawing.reading import framed, measure
from ..drawing.signs import CARET
from ..keys import BACK, Key, bindings
from .base import CanvasScreen

_KEYS = (
    Key("up", "move(-1)", "↑ ↓", "Move", "move among the settings"),
    Key("down", "move(1)", "↑ ↓", "Move", "move among the settings", False),
    Key("left", "change(-1)", "← →", "Change", "the value before or after"),
    Key("right,enter,space", "change(1)", "← →", "Change", "the value before or after", False),
    BACK,
)


class SettingsScreen(CanvasScreen):
    """Colours, motion, wording, plain lines."""

    KEYS = _KEYS
    BINDINGS = bindings(_KEYS)

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def rows(self) -> list[tuple[str, str, str]]:
        """Name, value and meaning of each setting."""
        now = self.game_app.settings
        return [
            ("colours", self.app.theme, self._about_colours()),
            ("motion", "on" if now.motion else "off", "whether anything may move or blink"),
            (
                "wording",
                "gentler" if now.gentler else "as written",
                "for what you begin from now on, where a story has gentler words",
            ),
            (
                "plain lines",
                "on" if now.plain else "off",
                "begin by lines of text next time, for screen readers and braille; JANGMADANG_PLAIN=0 undoes it",
            ),
        ]

    def _about_colours(self) -> str:
        if self.game_app.themes_locked:
            return "your terminal asks for no colour (NO_COLOR)"
        return "lamp, hanji, river, contrast, or your terminal's own"

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """One setting a line, what it means beneath."""
        body: list[Line] = []
        _, room = measure(width)
        for number, (name, value, meaning) in enumerate(self.rows()):
            chosen = number == self._at
            row = (
                Piece((CARET if chosen else " ") + " ", "caret"),
                Piece(fit(name, 14), "chosen" if chosen else ""),
                Piece(f"‹ {value} ›", "key"),
            )
            target = ("row", str(number))
            body += [aim(row, target), *[indent(one, 2) for one in wrap(line(meaning, "muted"), room - 2)], EMPTY]
        return framed("Settings", "", body, 0, self.hints(), width, height)

    def action_move(self, by: int) -> None:
        """Another setting."""
        self._at = (self._at + by) % len(self.rows())
        self.redraw()

    def action_change(self, by: int) -> None:
        """The value before or after."""
        app = self.game_app
        if self._at == 0:
            app.next_theme(by)
        elif self._at == 1:
            app.set_settings(replace(app.settings, motion=not app.settings.motion))
        elif self._at == 2:
            app.set_settings(replace(app.settings, gentler=not app.settings.gentler))
        else:
            app.set_settings(replace(app.settings, plain=not app.settings.plain))
        self.redraw()

    async def clicked(self, kind: str, value: str) -> None:
        """A click moves there and changes it."""
        self._at = int(value)
        self.action_change(1)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
