"""Settings, drawn from the schema: each change shows at once and is kept at once."""

from __future__ import annotations

from collections.abc import Sequence

from ... import settings
from ...settings import SCHEMA, THEMES, Setting
from ..drawing.lines import Line, line
from ..drawing.settings import Row, list_lines, setting_row
from ..keys import SETTING, bindings
from .base import CanvasScreen

_LOCKED = "Your terminal asks for no colour (NO_COLOR), so there are no others."


class SettingsScreen(CanvasScreen):
    """All that can be set, then the keys, then where it is kept."""

    NAME = "Settings"
    ABOUT = (
        "How the game looks, how its text comes, what it tells. Each change shows at once and is kept at once; the "
        "file can also be edited by hand, and every line of it says what it means."
    )
    KEYS = SETTING
    BINDINGS = bindings(SETTING)

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def rows(self) -> list[Row]:
        """A row for each setting, and two beside."""
        app = self.game_app
        rows = [setting_row(one, self.as_shown, self._about(one)) for one in SCHEMA]
        own = len(app.keyboard.chosen)
        changed = f"{own} of your own" if own else "as at first"
        rows.append(Row("Keys", "keys", line(changed), "Which keys do what. Enter opens them."))
        about = "The settings lie in this folder. By lines of text, for screen readers and braille: jangmadang --plain."
        where = line(str(settings.folder()), "muted")
        rows.append(Row("Where", "kept in", where, about, where))
        return rows

    def _about(self, setting: Setting) -> str:
        return _LOCKED if setting is THEMES and self.game_app.themes_locked else ""

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The list."""
        most = self.game_app.settings.measure
        return list_lines("Settings", self.rows(), self._at, "", self.hints(), width, height, most)

    def action_move(self, by: int) -> None:
        """Another row."""
        self._at = (self._at + by) % len(self.rows())
        self.redraw()

    def action_change(self, by: int) -> None:
        """The value before or after; round and round, but for numbers."""
        if self._at == len(SCHEMA):
            self.action_keys()
        elif self._at < len(SCHEMA):
            self._step(SCHEMA[self._at], by)

    def _step(self, setting: Setting, by: int) -> None:
        values = [option.value for option in setting.options]
        now = setting.of(self.as_shown)
        if setting.kind == "number":
            assert isinstance(now, int)
            low, high = setting.bounds
            step = max(1, (high - low) // (len(values) - 1))
            self.take_setting(setting, max(low, min(high, now + by * step)))
        else:
            self.take_setting(setting, values[(values.index(now) + by) % len(values)])

    def action_reset(self) -> None:
        """As it was at first."""
        if self._at < len(SCHEMA):
            self.take_setting(SCHEMA[self._at], SCHEMA[self._at].first)

    async def clicked(self, kind: str, value: str) -> None:
        """A click on a row goes there; on a value it sets it."""
        if kind == "row":
            self._at = int(value)
            if self._at == len(SCHEMA):
                self.action_keys()
        else:
            name, _, said = value.partition(" ")
            self._at = next(number for number, one in enumerate(SCHEMA) if one.name == name)
            if kind == "change":
                self._step(SCHEMA[self._at], int(said))
            else:
                self.action_set(name, said)
        self.redraw()

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
