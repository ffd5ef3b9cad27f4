"""The projector's one screen: it shows the room's snapshot, and turns keys into the room's commands.

What is drawn is in `drawing/`; what a command needs besides its key is asked for in `asking.py`; everything else is
the room's. A refusal is said in its words at the foot for a while, and nothing is changed by it.
"""

from __future__ import annotations

import os
from asyncio import Lock
from collections.abc import Sequence
from time import monotonic_ns
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.timer import Timer

from ...tui.drawing.keyline import Hint, key_line
from ...tui.drawing.lines import Line
from ...tui.drawing.signs import FULL
from ...tui.keys import HELP, Key, bindings
from ...tui.screens.base import CanvasScreen
from ...tui.widgets.canvas import Canvas
from ..commands import AnyCommand, named
from ..session import Refused
from ..snapshot import Option, Projector
from . import asks
from .asking import AskScreen, PickScreen
from .canvas import Wall
from .drawing import qr
from .drawing.frame import Drawn, Face
from .drawing.scene import DIGIT
from .drawing.whole import drawn, shown
from .hints import hints
from .keys import KEYS

if TYPE_CHECKING:
    from .app import HostApp

TICK = 0.25
"""Seconds between two looks at the clock."""
AT_MOST = 0.1
"""Seconds between two drawings of what the room does: votes come in hundreds."""
HELD = 200
"""Milliseconds within which another press of space is still the same."""
SAID = 8.0
"""Seconds that a word to whoever leads stays."""
READ = ("scene", "outcome", "ending", "debrief")
"""States whose words may be longer than the wall: space reads them first."""


class ProjectorScreen(CanvasScreen):
    """What the room sees."""

    NAME = "The projector"
    ABOUT = (
        "The room sees what you see: no hint, no note and no name is ever here. Space always does the sensible next "
        "thing; everything else is there for when you want it. Your own phone can lead as well, and shows the hints: f "
        "lets it in.\n\n"
        "A session is kept with every step. Should this machine stop, `jangmadang host STORY --resume` goes on where "
        "you were, and the phones come back by themselves."
    )
    KEYS = KEYS
    BINDINGS = bindings(KEYS)

    def __init__(self, sight: Projector) -> None:
        super().__init__()
        self.sight = sight
        """What is shown."""
        self._taken_at = _now()
        self._drawn = Drawn(())
        self._scroll = 0
        self._said = ""
        self._saying: Timer | None = None
        self._late: Timer | None = None
        self._trouble = ""
        """What is the matter with the disk, as it was said last."""
        self._sending = Lock()
        self._nexted = 0
        """When space was last pressed: held down, it is one wish."""
        self._counted = (0, 0)
        """The question and round for which hands were asked for."""

    def compose(self) -> ComposeResult:
        """One canvas, on which the address can be drawn too."""
        yield Wall(self._lines)

    def on_mount(self) -> None:
        """From now on the clock is looked at."""
        self.set_interval(TICK, self._tick)

    @property
    def host(self) -> HostApp:
        """The app, by its own type."""
        return cast("HostApp", self.app)

    # ---- what is shown
    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The state's screen, or what lies over it."""
        app = self.host
        face = Face(
            width,
            height,
            door=app.door,
            scroll=self._scroll,
            said=self._said,
            way=qr.way_of(app.settings.glyphs, not app.themes_locked, _dark_terminal()),
            now=self._clock(),
            bar="▄" if app.settings.glyphs == "full" else FULL,
        )
        keys = app.keyboard.shown(HELP)
        first = drawn(face, self.sight)
        self._drawn = first
        self._scroll = first.scroll
        return [*first.lines[:-1], self._key_line(face, first, keys)]

    def _key_line(self, face: Face, first: Drawn, keys: str) -> Line:
        found = hints(self.sight, self._reads_on(first), keys, self._counts_first())
        if shown(self.sight) == "blank":
            return tuple(piece._replace(role="faint") for piece in key_line(found[:1], face.width))
        return key_line(found, face.width)

    def _reads_on(self, first: Drawn) -> bool:
        return first.more and shown(self.sight) in READ

    def hints(self) -> list[Hint]:
        """What is on the key line."""
        return hints(self.sight, self._reads_on(self._drawn), self.host.keyboard.shown(HELP), self._counts_first())

    def helped(self) -> list[tuple[str, Sequence[Key]]]:
        """All keys; those that can do nothing now are there as well, since the help is read before."""
        return [("keys", KEYS)]

    def _clock(self) -> int:
        return self.sight.now + (_now() - self._taken_at if self.host.ticks else 0)

    def _tick(self) -> None:
        if self.sight.until or self.sight.pace:
            self.redraw_all()

    def take(self) -> None:
        """The room changed: draw it, but not more often than an eye follows."""
        if self.host.room.change == self.host.drawn:
            return
        if self._late is None:
            self._look()
            self._late = self.set_timer(AT_MOST, self._look_again)

    def _look_again(self) -> None:
        self._late = None
        self.take()

    def _look(self) -> None:
        before, self.sight = self.sight, self.host.look()
        self._taken_at = _now()
        if _page(before) != _page(self.sight):
            self._scroll = 0
            self._say("")
        trouble = self.host.room.remote().unsaved
        if trouble and trouble != self._trouble:
            self._say(trouble)
        self._trouble = trouble
        self.redraw_all()

    def redraw_all(self) -> None:
        """This screen, and a question that stands over it."""
        for screen in self.app.screen_stack:
            if screen is self or isinstance(screen, AskScreen):
                screen.redraw()

    def say(self, words: str) -> None:
        """A word to whoever leads, for a while."""
        self._say(words)
        self.redraw_all()

    def _say(self, words: str) -> None:
        if self._saying is not None:
            self._saying.stop()
            self._saying = None
        self._said = words
        if words:
            self._saying = self.set_timer(SAID, lambda: self.say(""))

    # ---- reading
    def action_read(self, pages: int) -> None:
        """A screenful on or back, with a line of the one before."""
        self._scroll = max(0, self._scroll + pages * max(1, self._drawn.room - 1))
        self.redraw_all()

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel."""
        self._scroll = max(0, self._scroll + message.by)
        self.redraw_all()

    # ---- commands
    async def action_do(self, name: str, argument: int = 0) -> None:
        """The command of that name. A word that is needed besides is asked for first, where it can be given now."""
        if name == "next" and self._held():
            return
        if name == "next" and self._reads_on(self._drawn):
            self.action_read(1)
            return
        if name == "next" and self._counts_first():
            # Without phones an open vote has nothing in it before somebody counts; asked once, then space closes it.
            self._counted = (self.sight.question, self.sight.round)
            asks.hands(self)
            return
        if name == "groups" and not self.sight.rows:
            self.say("There is one group.")
            return
        if name in asks.ASKS and name in self.sight.can:
            asks.ASKS[name](self)
        elif name == "time":
            await self.send(named("time", seconds=argument))
        else:
            await self.send(named(name))

    def _held(self) -> bool:
        """Whether it is the same press: keys that are held down come again and again."""
        before, self._nexted = self._nexted, _now()
        return self.host.ticks and self._nexted - before < HELD

    def _counts_first(self) -> bool:
        sight = self.sight
        asked = (sight.question, sight.round) == self._counted
        return self.host.hands and sight.state == "vote_open" and not asked and not sight.voted and not _over(sight)

    async def send(self, command: AnyCommand) -> None:
        """Carry it out; the wall changes once it is kept."""
        async with self._sending:
            answer = await self.host.room.do(command, self.sight.version)
        if isinstance(answer, Refused):
            self._look()
            self.say(answer.words)
        elif self.host.drawn != self.host.room.change:
            self._look()

    async def action_digit(self, number: int) -> None:
        """A group in the grid; elsewhere the choice with that number, with a reason where the room wanted another."""
        sight = self.sight
        if shown(sight) == "grid":
            await self.send(named("focus", group=number))
            return
        option = next((one for one in sight.options if one.number == number), None)
        waits = sight.state == "scene" and sight.votes
        if "decide" not in sight.can or option is None or option.reason or waits:
            self._say_no_choice(number, option)
        elif option.leads or not sight.votes or not any(one.votes for one in sight.options):
            await self.send(named("decide", choice=option.id))
        else:
            asks.reason(self, option)

    def _say_no_choice(self, number: int, option: Option | None) -> None:
        if option is None:
            self.say(f"There is no choice {number} now." if number else "Press the number of a choice.")
        elif option.reason:
            self.say(f"{number} is locked: {option.reason.rstrip('.')}.")
        else:
            self.say("A choice is taken once the room has voted: space leads there.")

    async def clicked(self, kind: str, value: str) -> None:
        """A choice was clicked: as its number."""
        if kind == DIGIT:
            await self.action_digit(int(value))

    async def action_away(self) -> None:
        """What lies uppermost goes."""
        over = {"blank": "blank", "pause": "pause", "panel": "join_panel", "pace": "pace", "grid": "groups"}
        command = over.get(shown(self.sight))
        if command:
            await self.send(named(command))
        elif self._said:
            self.say("")

    def action_part(self) -> None:
        """Leave the room; where something is under way it is asked first."""
        if self.sight.state in ("lobby", "closed"):
            self.app.exit()
            return

        async def then(answer: int | None) -> None:
            if answer == 1:
                self.app.exit()
            self.redraw()

        open_vote = " The vote is open." if self.sight.state == "vote_open" else ""
        asked = f"Leave the room?{open_vote} All is kept; --resume goes on here."
        self.app.push_screen(PickScreen(self, asked, ["Stay", "Leave"]), then)


def _over(sight: Projector) -> bool:
    return shown(sight) != sight.state


def _page(sight: Projector) -> tuple[object, ...]:
    """What is a new page: reading begins at its top."""
    return (shown(sight), sight.scene, sight.number, sight.question, sight.round, sight.group)


def _now() -> int:
    return monotonic_ns() // 1_000_000


def _dark_terminal() -> bool:
    """Without colours of ours: whether the terminal says that its own paper is light. Nearly all are dark."""
    paper = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return paper not in ("7", "15")
