"""The gallery: endings found of every story, in all lives; each can be read again while its playthrough is kept."""

from __future__ import annotations

from collections.abc import Sequence

from ...play.ending_view import EndingSeen, GalleryView, Reread
from ..drawing.gallery import Hung, again_lines, far_words, hung
from ..drawing.lines import Line, Target, line
from ..keys import GALLERY, bindings
from .noticed import NoticedScreen
from .reading import ReadingScreen


class GalleryScreen(NoticedScreen):
    """It opens empty and is filled story by story."""

    NAME = "The gallery"
    ABOUT = (
        "Endings that you have found, of every story and in all lives, each with the day of the first time and the "
        "last choices on the way there at which another road was open. Enter reads one again, if a playthrough that "
        "ended so is still kept. Those that you have not found stand as shadows: how many there are, and no more."
    )
    KEYS = GALLERY
    BINDINGS = bindings(GALLERY)

    def __init__(self, ending: str = "") -> None:
        """`ending` is the scene of the one to stand at first."""
        super().__init__("Gallery")
        self._first = ending
        self._galleries: tuple[GalleryView, ...] = ()
        self._at: Target | None = None
        self._read = False
        self._hung = Hung((), (), ())

    def on_mount(self) -> None:
        """Look into one story after the other; each is loaded for that."""
        self.run_worker(self._fill(), group="read", exclusive=True)

    async def _fill(self) -> None:
        game = self.game_app.game
        for story in await self.game_app.ask(game.stories):
            if story.problem is None and (found := await self.game_app.ask(game.gallery, story.id)) is not None:
                self._galleries = (*self._galleries, found)
                self._hang()
        self._read = True
        self._hang()

    def _hang(self) -> None:
        """Lay it out anew, and stand at the ending wished for, or at the first."""
        there = [("ending", f"{one.story}/{e.id}") for one in self._galleries for e in one.endings if e.title]
        wished = next((one for one in there if one[1].endswith(f"/{self._first}")), None) if self._first else None
        if self._at is None or wished is not None:
            self._at = wished or (there[0] if there else None)
            self._first = "" if wished else self._first
        self._laid_out = (0, ())
        self.redraw()
        if wished is not None:
            self._show()

    def far(self) -> str:
        """How many were found of all."""
        return far_words(self._galleries)

    def body(self, width: int) -> Sequence[Line]:
        """All galleries."""
        self._hung = hung(self._galleries, self._at, width)
        if not self._galleries:
            return [line("There are no stories here." if self._read else "Opening the gallery …", "muted")]
        return self._hung.lines

    # ---- standing
    def action_move(self, by: int) -> None:
        """The ending before or after; where there is none, the lines beyond."""
        items = self._hung.items
        place = items.index(self._at) + by if self._at in items else -1
        if not 0 <= place < len(items):
            self.action_scroll(by)
            return
        self._notice, self._at, self._laid_out = "", items[place], (0, ())
        self.redraw()
        self._show()

    def _show(self) -> None:
        """Scroll so that where one stands is in sight; at the first ending of a story, its title too."""
        items, spans = self._hung.items, self._hung.spans
        if self._at in items:
            first, after = spans[items.index(self._at)]
            self._scroll = max(min(self._scroll, max(0, first - 4)), after - self._room)
            self.redraw()

    async def clicked(self, kind: str, value: str) -> None:
        """Stand at an ending, or read it again."""
        if kind != "ending":
            return
        stood, self._at = self._at, (kind, value)
        if stood == self._at:
            await self.action_take()
        else:
            self._laid_out = (0, ())
            self.redraw()

    async def action_take(self) -> None:
        """Read the ending again."""
        story, ending = self._here()
        if story is None or ending is None:
            return
        again = await self.game_app.ask(self.game_app.game.reread, story.story, ending.slot) if ending.slot else None
        if again is None:
            self.tell(f"No playthrough that ended in “{ending.title}” is kept.")
        else:
            self.app.push_screen(AgainScreen(again))

    def _here(self) -> tuple[GalleryView | None, EndingSeen | None]:
        for story in self._galleries:
            for ending in story.endings:
                if self._at == ("ending", f"{story.story}/{ending.id}"):
                    return story, ending
        return None, None


class AgainScreen(ReadingScreen):
    """An ending, once more."""

    NAME = "An ending, read again"
    ABOUT = "The last page of a playthrough that is kept, and what became of all."

    def __init__(self, again: Reread) -> None:
        super().__init__(again.ending.title, f"slot {again.slot}")
        self._again = again

    def body(self, width: int) -> Sequence[Line]:
        """The page."""
        return again_lines(self._again, width)
