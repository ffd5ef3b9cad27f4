"""The one screen that a story is played on. It holds how the player looks at the page, takes keys and clicks, asks the
session, and draws; what stands where is decided in `drawing/page.py`.

Keys are handled one after another, also while the session is asked: none is lost and none meets a page it was not
meant for.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from msgspec.structs import replace

from ...play.view import Page
from ..commands import Command
from ..drawing.keyline import Hint
from ..drawing.lines import Line
from ..drawing.page import Frame, Look, Taste, arrange
from ..game import Session
from ..keys import NOTES, PEOPLE, PLAY, SCROLL, STAGE, Key, bindings
from ..widgets.canvas import Canvas
from .afterwards import with_an_end
from .choosing import ChoosingScreen


class PlayScreen(ChoosingScreen):
    """A session on a canvas."""

    NAME = "A page of the story"
    ABOUT = (
        "Read, and choose what to do: by number, or by arrows and enter, or with the mouse. What a choice costs and "
        "why one is locked stands beneath it; what changed is said on the line above them. Space reads on where there "
        "is more, and brings what is still to come.\n\n"
        "Every turn is kept as soon as it is taken; there is nothing to save by hand. Under a Korean input method the "
        "letters work too."
    )
    KEYS = PLAY
    ALL = True
    BINDINGS = bindings((*PLAY, *STAGE))

    def __init__(
        self,
        session: Session,
        page: Page,
        found: tuple[int, int] = (0, 0),
        been: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._been = been
        self._session = session
        self._page = with_an_end(page)
        self._look = Look(reading=not page.seen, notice=session.problem or "", found=_counted(*found))
        self._frame: Frame | None = None
        self._drawn: tuple[int, int] | None = None
        """The size that was drawn last."""
        self._place = 0
        """How much of the text there was from the first line in sight on, before the size changed."""

    # --- drawing

    def on_mount(self) -> None:
        """The text of the first page begins to come; where one goes on, it was read before."""
        self._begin_text(self._page, read=self._page.turn > 0)

    def unused(self) -> set[str]:
        """No key is shown that would do nothing: no turn to take back, no word met yet, no picture."""
        unused = set() if self._page.alt else {"picture"}
        if not self._session.can_undo:
            unused.add("undo")
        if not self._session.can_redo:
            unused.add("redo")
        if not self._page.notes:
            unused |= {"notes", "word"}
        return unused

    def hints(self) -> list[Hint]:
        """While something is open, only what can be done with it, and the way back is called by what it leaves."""
        look, hints = self._look, super().hints()
        if look.card:
            called = {"word": "Next", "leave": "Close"}
        elif look.word is not None:
            called = {"take": "Open", "word": "Next", "leave": "Back"}
        elif look.side is not None:
            called = {"take": "Choose", "read_on": "More", "leave": "Close"}
        else:
            return hints
        return [(key, called.get(action, label), action) for key, label, action in hints if action in {*called, "help"}]

    def offers(self) -> list[Command]:
        """The choices that are open, then the keys."""
        choices = [choice for choice in self._page.choices if choice.open]
        own = [Command(c.text, c.price or c.hint, f"choose({c.number})", self, str(c.number)) for c in choices]
        return [*own, *super().offers()]

    def helped(self) -> list[tuple[str, Sequence[Key]]]:
        """Besides, where an encounter is drawn in rows, what can be done on one."""
        rows = self._frame is not None and self._frame.stage is not None and self._frame.stage.rows
        return [*super().helped(), *([("on a row of the market", STAGE)] if rows else [])]

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The page as it is looked at."""
        return self.page_lines(width, height, self.hints())

    def page_lines(self, width: int, height: int, hints: Sequence[Hint]) -> Sequence[Line]:
        """The page as it is looked at, these hints on its key line."""
        now, called = self.game_app.settings, self.game_app.keyboard.shown
        taste = Taste(now.measure, now.hints, called(SCROLL[0]), called(PEOPLE), called(NOTES))
        stage = [(called(key), key.label, key.action) for key in STAGE]
        how = (width, height, hints, self.manner, taste, stage)
        if self._drawn not in (None, how[:2]) and self._look.scroll:
            # Another size: lines are broken anew, and reading goes on where it was.
            self._frame = arrange(self._page, self._look, *how, left=self._place)
            self._look = replace(self._look, scroll=self._frame.scroll)
        else:
            self._frame = arrange(self._page, self._look, *how)
            self._place = self._frame.left
        self._drawn = how[:2]
        self._go_on_coming()
        return self._frame.lines

    def _see(self, **changes: object) -> None:
        """Look at the page otherwise; what was said on the rule is said once, and a note is closed."""
        self._look = replace(self._look, **{"notice": "", "words": False, "card": "", "over": 0, **changes})
        self.redraw()

    async def _turn_to(self, page: Page, notice: str = "") -> None:
        """Another page: read from its beginning, and stand where one arrives."""
        found = _counted(*await self.game_app.ask(self._session.found)) if page.ending is not None else ""
        before, self._page = self._page, with_an_end(page)
        at = self._frame.at if self._frame and page.scene == before.scene else None
        if at is not None and at[0] == "choice":
            # In a menu one stands where one stood, to buy again or let the next one in.
            number = next((choice.number for choice in before.choices if choice.id == at[1]), 0)
            same = next((c for c in page.choices if page.menu and c.open and c.number == number), None)
            at = ("choice", same.id) if same else None
        self._look = Look(at, 0, not page.seen, self._look.amount, notice, found)
        self._begin_text(page)
        self.redraw()

    def _keep(self) -> None:
        """Save, while the next page is read already; what went wrong is said on it."""
        self.game_app.keep(self._session).add_done_callback(self._kept)

    def _kept(self, saving: Future[str]) -> None:
        """Called on the game's thread: only where there is something to be said the screen hears of it."""
        if saving.exception() is not None or saving.result():
            self.call_later(self._tell, saving)

    def _tell(self, saving: Future[str]) -> None:
        self._see(notice=saving.result())

    # --- moving and reading

    def action_move(self, by: int) -> None:
        """The row or choice before or after."""
        if self._frame and self._frame.items and self._frame.at:
            items = self._frame.items
            by = 0 if self._look.word is not None or self._frame.covered else by
            place = max(0, min(len(items) - 1, items.index(self._frame.at) + by))
            self._see(at=items[place], word=None, side=None if self._frame.covered else self._look.side)

    def action_beyond(self, by: int) -> None:
        """The first choice this way that is out of sight."""
        if (frame := self._frame) is None or frame.at not in frame.items or frame.covered:
            return
        seen = {piece.target for one in frame.lines for piece in one}
        place = frame.items.index(frame.at)
        beyond = frame.items[place:] if by > 0 else frame.items[:place][::-1]
        if (item := next((one for one in beyond if one not in seen), None)) is not None:
            self._see(at=item, word=None)

    def action_read_on(self) -> None:
        """A screenful of text further, stopping after a beat; at the end, the picture that had to wait.

        First of all what is still to come.
        """
        if self._show_all() or (frame := self._frame) is None or self._scroll_over(frame, 1):
            return
        if frame.scroll < frame.scroll_most:
            # The last line is read again at the top, where there are lines enough for that.
            further = frame.scroll + (frame.rows - 1 if frame.rows > 3 else max(1, frame.rows))
            stop = next((s for s in frame.stops if frame.scroll < s <= further), further)
            self._see(scroll=min(stop, frame.scroll_most))
        elif frame.hidden:
            self._see(reading=False, scroll=frame.scroll_most + frame.rows, at=None)
        elif frame.stage or frame.scroll:
            self._see(reading=True, scroll=0)

    def action_read_back(self) -> None:
        """A screenful of text back."""
        self._show_all()
        if (frame := self._frame) and not self._scroll_over(frame, -1):
            self._see(scroll=max(0, frame.scroll - max(1, frame.rows - 1)))

    def _scroll_over(self, frame: Frame, by: int, lines: int = 0) -> bool:
        """What lies over the page, so many screenfuls or lines further; False when nothing does."""
        if frame.over is None:
            return False
        at, most, rows = frame.over
        to = max(0, min(most, at + (by * lines or by * max(1, rows - 1))))
        self._see(card=self._look.card, **({"over": to} if self._look.card else {"side": to}))
        return True

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves the text."""
        self._show_all()
        if (frame := self._frame) and not self._scroll_over(frame, 1, message.by):
            self._see(scroll=max(0, min(frame.scroll_most, frame.scroll + message.by)))

    def action_picture(self) -> None:
        """The drawing in words, until the next key; once more, the drawing again."""
        if self._page.alt:
            self._see(words=not self._look.words)

    # --- back, forward, elsewhere

    async def action_undo(self) -> None:
        """Before the last turn."""
        await self._go(self._session.undo, "There is no turn to take back.")

    async def action_redo(self) -> None:
        """Forward again."""
        await self._go(self._session.redo, "No turn was taken back.")

    async def _go(self, move: object, otherwise: str) -> None:
        assert callable(move)
        if await self.game_app.ask(move):
            page = await self.game_app.ask(self._session.look)
            self._keep()
            await self._turn_to(page, self._session.problem or "")
        else:
            self._see(notice=otherwise)

    def action_word(self) -> None:
        """The next word that has a note, and its note where one is open; all notes where the text has no such word."""
        self._show_all()
        if (frame := self._frame) is None:
            return
        if not frame.words:
            self.action_notes()
            return
        in_sight = next((n for n, word in enumerate(frame.words) if word.line >= frame.scroll), 0)
        number = in_sight if self._look.word is None else (self._look.word + 1) % len(frame.words)
        word, scroll = frame.words[number], frame.scroll
        if not scroll <= word.line < scroll + frame.rows:
            scroll = max(0, min(word.line - 1, frame.scroll_most))
        self._see(word=number, scroll=scroll, side=None, card=word.note if self._look.card else "")

    def action_notes(self) -> None:
        """All field notes, at the one that is open."""
        from .notes import NotesScreen

        self.app.push_screen(NotesScreen(self._page.notes, self._page.notes_in_all, self._look.card))

    def action_people(self) -> None:
        """People and pack: open, or closed again."""
        self._see(side=0 if self._look.side is None else None, word=None)

    async def action_leave(self) -> None:
        """What was opened is closed; else to the title, and everything is kept."""
        look = self._look
        if look.card or look.side is not None or look.word is not None:
            self._see(side=None, word=look.word if look.card else None)
            return
        self.app.call_later(self.game_app.leave_play)

    def action_quit(self) -> None:
        """Leave the game; everything is kept."""
        self.app.exit()


def _counted(found: int, endings: int) -> str:
    return f"{found} of {endings} endings found" if endings else ""
