"""What a command needs besides its key: words, a number, six digits, a count for each choice, one of a few ways.

Each is asked for at the foot of the projector's screen, which goes on above it, and gives the answer or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key as Pressed

from ...tui.drawing.keyline import Hint, key_line
from ...tui.drawing.lines import EMPTY, Line, Piece, cells, fit, line, wrap
from ...tui.drawing.signs import CARET, FULL, HOLLOW, RULE
from ...tui.keys import Key, bindings
from ...tui.screens.base import CanvasScreen
from ...tui.widgets.canvas import Canvas
from ..commands import MOST_HANDS
from ..snapshot import Option
from .canvas import Wall
from .keys import COUNTING, PICKING, WRITING

if TYPE_CHECKING:
    from .screen import ProjectorScreen


class AskScreen(CanvasScreen):
    """A question at the foot of the projector."""

    HELPS = False

    def __init__(self, over: ProjectorScreen, asked: str) -> None:
        super().__init__()
        self._over, self._asked = over, asked

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Wall(self._lines)

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The projector as it is now, its foot covered."""
        margin = 1 if width < 64 else 4
        asked = wrap(line(self._asked, "strong"), width - 2 * margin) if self._asked else []
        foot = [*asked, *self.answer(width - 2 * margin)]
        rows = min(height - 1, len(foot) + 2)
        rule = line(RULE * width, "rule")
        above = list(self._over.draw(width, height))[: height - rows]
        cut = [(Piece(" " * margin), *one) if one else EMPTY for one in foot[: rows - 2]]
        return [*above, rule, *cut, key_line(self.hints(), width)]

    def answer(self, width: int) -> list[Line]:
        """What was answered so far."""
        raise NotImplementedError

    def hints(self) -> list[Hint]:
        """Its own keys."""
        return [(key.shown, key.label, key.action) for key in self.KEYS if key.line]

    def helped(self) -> list[tuple[str, Sequence[Key]]]:
        """Its own keys."""
        return [("keys", self.KEYS)]

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves nothing here."""

    def action_leave(self) -> None:
        """Nothing is answered."""
        self.dismiss(None)


class WriteScreen(AskScreen):
    """Gives what was typed, or None. `digits`: only those; `hidden`: nobody in the room needs to read them."""

    KEYS = WRITING
    BINDINGS = bindings(WRITING)
    TYPED = True

    def __init__(
        self, over: ProjectorScreen, asked: str, most: int, digits: bool = False, hidden: bool = False, least: int = 0
    ) -> None:
        super().__init__(over, asked)
        self._most, self._digits, self._hidden, self._least = most, digits, hidden, least
        self._typed = ""

    def answer(self, width: int) -> list[Line]:
        """The line that is typed; its end where it is longer than the screen."""
        if self._hidden:
            shown = " ".join(FULL * len(self._typed) + HOLLOW * (self._most - len(self._typed)))
            return [(Piece(f"{CARET} ", "caret"), Piece(shown, "meter"))]
        rows = wrap(line(self._typed), width - 3) or [EMPTY]
        ends_open = self._typed.endswith(" ") or not self._typed
        shown_rows = rows[-3:]
        last = shown_rows[-1]
        tail = Piece(" " if ends_open and self._typed else "")
        shown_rows[-1] = (*last, tail, Piece("▌", "caret"))
        return [(Piece(f"{CARET} " if number == 0 else "  ", "caret"), *one) for number, one in enumerate(shown_rows)]

    async def on_key(self, event: Pressed) -> None:
        """A character is part of it, Hangul too; all else is as bound."""
        character = event.character
        if event.key == "ctrl+u":
            self._typed = ""
        elif character and event.is_printable:
            if len(self._typed) < self._most and (not self._digits or (character.isascii() and character.isdigit())):
                self._typed += character
        else:
            return
        event.stop()
        event.prevent_default()
        self.redraw()

    def action_rub(self) -> None:
        """The last character."""
        self._typed = self._typed[:-1]
        self.redraw()

    def action_take(self) -> None:
        """Done, once there is enough of it."""
        if len(self._typed.strip()) >= self._least:
            self.dismiss(self._typed.strip())  # type: ignore[arg-type]


class CountScreen(AskScreen):
    """Gives a count for each choice, by its id, or None. For raised hands: eyes closed, nobody follows the crowd."""

    KEYS = COUNTING
    BINDINGS = bindings(COUNTING)
    TYPED = True

    def __init__(self, over: ProjectorScreen, options: Sequence[Option]) -> None:
        super().__init__(over, "Close your eyes, and raise a hand.")
        self._options = [option for option in options if not option.reason]
        self._counts = [""] * len(self._options)
        self._at = 0

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The choices fill the screen: nothing else is needed now."""
        margin = 1 if width < 64 else 4
        rows: list[Line] = [
            EMPTY,
            (Piece(" " * margin), Piece(self._asked, "strong")),
            EMPTY,
        ]
        room = width - 2 * margin - 12
        gap = len(self._options) * 2 + 5 <= height
        for number, option in enumerate(self._options):
            here = number == self._at
            text = fit(option.text, room) if cells(option.text) > room else option.text
            count = self._counts[number] or ("" if here else "∙")
            one = (
                Piece(" " * margin),
                Piece(f"{CARET} " if here else "  ", "caret"),
                Piece(f"{option.number}  ", "caret" if here else "key"),
                Piece(text, "chosen" if here else ""),
                Piece(" " * (room - cells(text))),
                Piece(" " * max(0, 6 - len(count)) + count, "strong"),
                Piece("▌" if here else " ", "caret"),
            )
            rows += [one, *([EMPTY] if gap else [])]
        total = sum(int(count or 0) for count in self._counts)
        rows = rows[: height - 2]
        rows += [EMPTY] * (height - 2 - len(rows))
        people = f" of {self._over.sight.people}" if self._over.sight.people else ""
        said = f"{total}{people} hand{'' if total == 1 and not people else 's'}"
        return [*rows, (Piece(" " * margin), Piece(said, "strong")), key_line(self.hints(), width)]

    def answer(self, width: int) -> list[Line]:
        """Drawn above."""
        return []

    async def on_key(self, event: Pressed) -> None:
        """A digit is part of the count."""
        if not (event.character and event.character.isascii() and event.character.isdigit()):
            return
        event.stop()
        event.prevent_default()
        count = (self._counts[self._at] + event.character).lstrip("0") or "0"
        if int(count) <= MOST_HANDS:
            self._counts[self._at] = count
        self.redraw()

    def action_rub(self) -> None:
        """The last digit; of an empty count, back to the one before."""
        if self._counts[self._at]:
            self._counts[self._at] = self._counts[self._at][:-1]
        elif self._at:
            self._at -= 1
        self.redraw()

    def action_move(self, by: int) -> None:
        """Another choice."""
        self._at = (self._at + by) % len(self._options)
        self.redraw()

    def action_take(self) -> None:
        """The next choice; after the last all are counted."""
        if self._at + 1 < len(self._options):
            self.action_move(1)
            return
        counts = {option.id: int(count or 0) for option, count in zip(self._options, self._counts, strict=True)}
        self.dismiss(counts)  # type: ignore[arg-type]


class PickScreen(AskScreen):
    """Gives the number of the way that was picked, from 0, or None."""

    KEYS = PICKING
    BINDINGS = bindings(PICKING)

    def __init__(self, over: ProjectorScreen, asked: str, ways: Sequence[str]) -> None:
        super().__init__(over, asked)
        self._ways = tuple(ways)
        self._at = 0

    def answer(self, width: int) -> list[Line]:
        """The ways, with their numbers."""
        return [
            (
                Piece(f"{CARET} " if number - 1 == self._at else "  ", "caret"),
                Piece(f"{number}  ", "key", ("pick", str(number))),
                Piece(fit(way, width - 5).rstrip(), "chosen" if number - 1 == self._at else "", ("pick", str(number))),
            )
            for number, way in enumerate(self._ways, 1)
        ]

    def action_move(self, by: int) -> None:
        """Another way."""
        self._at = (self._at + by) % len(self._ways)
        self.redraw()

    def action_pick(self, number: int) -> None:
        """That one."""
        if number <= len(self._ways):
            self.dismiss(number - 1)  # type: ignore[arg-type]

    def action_take(self) -> None:
        """The one the sign stands at."""
        self.dismiss(self._at)  # type: ignore[arg-type]

    async def clicked(self, kind: str, value: str) -> None:
        """One was clicked."""
        if kind == "pick":
            self.action_pick(int(value))
