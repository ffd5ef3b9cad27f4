"""Keys: each thing that has one, and how to give it another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.events import Key as Pressed

from ..drawing.lines import Line, fit, line
from ..drawing.settings import Row, list_lines
from ..keyboard import FIRST, Keyboard, called, name_of
from ..keys import KEYBOARD, bindings
from .base import CanvasScreen


class KeyboardScreen(CanvasScreen):
    """A list of keys. While a new one is asked for, the next key pressed is it."""

    NAME = "Keys"
    ABOUT = (
        "Which key does what. Enter, then the new key; where another thing has it already, the same key once more lets "
        "the two change places. Digits, arrows, enter, escape and ctrl+q always stay, so that the game can always be "
        "played and left."
    )
    KEYS = KEYBOARD
    BINDINGS = bindings(KEYBOARD)

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._asking = False
        self._wanted = ""
        """A key that another thing has: pressed once more, the two change places."""
        self._notice = ""

    @property
    def _what(self) -> str:
        """What is stood at; nothing at the last row, which gives all their first keys."""
        return [*FIRST, ""][self._at]

    def rows(self) -> list[Row]:
        """A row for each thing to do that can have another key."""
        board = self.game_app.keyboard
        rows = []
        for what, key in FIRST.items():
            asked = self._asking and what == self._what
            value = line("press the new key", "strong") if asked else line(fit(board.shown(key), 8), "key")
            if what in board.chosen and not asked:
                value = (*value, *line(f"at first {key.shown}", "muted"))
            elif not asked:
                value = (*value, *line(key.meaning, "muted"))
            rows.append(Row("", key.label.lower(), value, f"{key.meaning[0].upper()}{key.meaning[1:]}.", value))
        about = f"Takes back {len(board.chosen)} of your own." if board.chosen else "They are as at first."
        rows.append(Row("", "all", line("the keys that they were at first"), about))
        return rows

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The list."""
        most = self.game_app.settings.measure
        return list_lines("Keys", self.rows(), self._at, self._notice, self.hints(), width, height, most)

    async def on_key(self, event: Pressed) -> None:
        """The new key, if one is asked for."""
        if not self._asking:
            return
        event.stop()
        event.prevent_default()
        key = event.character if event.character and event.is_printable else event.key
        board = self.game_app.keyboard
        if event.key == "escape":
            self._end()
        elif not (refused := board.refuses(self._what, key)):
            self._keep(board.changed({self._what: key}))
        elif (swapped := board.swapped(self._what, key)) is not None and key == self._wanted:
            self._keep(swapped)
        else:
            self._wanted = key if swapped is not None else ""
            offer = f" Press {called(name_of(key))} once more and the two change places." if self._wanted else ""
            self._notice = refused + offer
            self.redraw()

    def _keep(self, board: Keyboard) -> None:
        app = self.game_app
        others = {what: key for what, key in app.settings.keys.items() if what not in FIRST}
        app.set_settings(replace(app.settings, keys={**others, **board.chosen}))
        self._end()

    def _end(self) -> None:
        self._asking, self._wanted, self._notice = False, "", ""
        self.redraw()

    def action_move(self, by: int) -> None:
        """Another row."""
        self._at = (self._at + by) % (len(FIRST) + 1)
        self._notice = ""
        self.redraw()

    def action_ask(self) -> None:
        """The next key is the new one; at the last row all are as at first."""
        if self._what:
            self._asking = True
            self._notice = "Press the new key. Escape leaves it as it is."
            self.redraw()
        else:
            self._keep(Keyboard())

    def action_reset(self) -> None:
        """The key that it was at first."""
        self._keep(self.game_app.keyboard.changed({self._what: ""}) if self._what else Keyboard())

    async def clicked(self, kind: str, value: str) -> None:
        """A click on a row goes there and asks for a key."""
        self._end()
        self._at = int(value)
        self.action_ask()

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss()
