"""The title: go on where one stopped, begin a story, or choose among its playthroughs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from ..drawing.lines import Line, Target
from ..drawing.shelf import Shelf, shelf_lines
from ..game import Session, StoryInfo
from ..keys import TITLE, bindings
from .base import CanvasScreen


class TitleScreen(CanvasScreen):
    """The shelf of stories. It opens empty and is filled as soon as the shelf has been read."""

    NAME = "The stories"
    ABOUT = (
        "Choose a story by number, or by arrows and enter, or with the mouse; what it holds that one may want to know "
        "beforehand stands at the foot. Where you stopped is where you go on. A story of your own is opened by where "
        "it lies, and stands here from then on.\n\n"
        "With a screen reader or a braille display the game is easier by lines of text: start it with jangmadang "
        "--plain, or set it for good in the settings, where there is also a cursor that follows the choice, signs for "
        "simple terminals, and more contrast."
    )
    KEYS = TITLE
    ALL = True
    BINDINGS = bindings(TITLE)

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self._shelf = Shelf()
        self._at: Target | None = None
        self._notice = notice
        self._busy = False

    def on_mount(self) -> None:
        """Read the shelf without holding up the first frame."""
        self.run_worker(self._read(), group="read", exclusive=True)

    def on_screen_resume(self) -> None:
        """A playthrough may have been left: what can be gone on with has changed."""
        if self._shelf.read:
            self._shelf = replace(self._shelf, inside="")
            self.run_worker(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        """Covers and saves first; then each story is loaded for its endings, unless one is being opened."""
        game = self.game_app.game
        stories = await self.game_app.ask(game.stories)
        known = {story.id: (story.found, story.endings) for story in self._shelf.stories}
        stories = [
            replace(story, found=known[story.id][0], endings=known[story.id][1]) if story.id in known else story
            for story in stories
        ]
        saves = await self.game_app.ask(game.saves)
        self._notice = game.problem or self._notice
        self._shelf = replace(self._shelf, stories=tuple(stories), saves=tuple(saves), read=True, opens=game.opens)
        items = self._shelf.items()
        if self._at not in items or (self._at and self._at[0] == "save"):
            self._at = items[0] if items else None
        self.redraw()
        for story in stories:
            if story.problem is None and not self._busy and self.is_current:
                found, endings = await self.game_app.ask(game.endings, story.id)
                self._shelf = replace(
                    self._shelf,
                    stories=tuple(
                        replace(one, found=found, endings=endings) if one.id == story.id else one
                        for one in self._shelf.stories
                    ),
                )
                self.redraw()

    def unused(self) -> set[str]:
        """No key is shown that would do nothing: nothing to continue, no way back."""
        inside = bool(self._shelf.inside)
        unused = {"back"} if not inside else {"resume", "settings"}
        if self._shelf.going_on is None:
            unused.add("resume")
        if not self._at:
            unused.add("take")
        if inside or not self._shelf.opens:
            unused.add("open_own")
        if self._standing is None or not self._standing.own:
            unused.add("unshelve")
        return unused

    @property
    def _standing(self) -> StoryInfo | None:
        """The story that one stands at."""
        return next((story for story in self._shelf.stories if self._at == ("story", story.id)), None)

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The shelf."""
        opened = self.game_app.keyboard.shown(next(key for key in TITLE if key.action == "open_own"))
        return shelf_lines(self._shelf, self._at, self._notice, self.hints(), width, height, self.manner, opened)

    def action_move(self, by: int) -> None:
        """The story or playthrough before or after."""
        if items := self._shelf.items():
            place = items.index(self._at) if self._at in items else 0
            self._at = items[max(0, min(len(items) - 1, place + by))]
            self._notice = ""
            self.redraw()

    def action_choose(self, number: int) -> None:
        """What has that number."""
        numbered = [item for item in self._shelf.items() if self._shelf.inside or item[0] == "story"]
        if number <= len(numbered):
            self._take(numbered[number - 1])

    def action_resume(self) -> None:
        """The latest playthrough."""
        if self._shelf.going_on is not None:
            self._take(("save", self._shelf.going_on.slot))

    def action_take(self) -> None:
        """What the caret stands at."""
        if self._at:
            self._take(self._at)

    def action_back(self) -> None:
        """From the playthroughs of a story to all stories."""
        if self._shelf.inside and not self._busy:
            self._at, self._notice = ("story", self._shelf.inside), ""
            self._shelf = replace(self._shelf, inside="")
            self.redraw()

    async def clicked(self, kind: str, value: str) -> None:
        """A story or a playthrough was clicked."""
        self._take((kind, value))

    def action_open_own(self) -> None:
        """A line to say where it lies; what was opened there stands on the shelf from then on."""
        from .opening import OpeningScreen

        if self._shelf.opens and not self._busy and not self._shelf.inside:
            opening = OpeningScreen()
            self.app.push_screen(opening, lambda _: self._stand_at(opening.opened))

    def _stand_at(self, opened: tuple[str, str] | None) -> None:
        """A story was put on the shelf, and this is to be said of that."""
        if opened is not None:
            self._at, self._notice = ("story", opened[0]), opened[1]

    def action_unshelve(self) -> None:
        """A story of one's own, off the shelf."""
        if (story := self._standing) is not None and story.own and not self._busy:
            self.run_worker(self._unshelve(story), group="shelf")

    async def _unshelve(self, story: StoryInfo) -> None:
        game = self.game_app.game
        items = self._shelf.items()
        place = items.index(("story", story.id)) if ("story", story.id) in items else 0
        await self.game_app.ask(game.unshelve, story.id)
        said = game.problem or f"{story.title} is off the shelf. It stays where it lies: {story.where}"
        await self._read()
        items = self._shelf.items()
        self._at, self._notice = items[min(place, len(items) - 1)], said
        self.redraw()

    def action_gallery(self) -> None:
        """Endings found, in all lives."""
        from .gallery import GalleryScreen

        self.app.push_screen(GalleryScreen())

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit()

    def _take(self, what: Target) -> None:
        if self._busy:
            return
        kind, value = what
        if kind == "open":
            self.action_open_own()
            return
        if kind == "story" and self._shelf.of(value):
            self._shelf = replace(self._shelf, inside=value)
            going_on = next((one for one in self._shelf.of(value) if not one.ended and not one.problem), None)
            self._at, self._notice = (("save", going_on.slot) if going_on else ("new", value)), ""
        else:
            self._at, self._busy, self._notice = what, True, "Opening …"
            self.run_worker(self._open(kind, value), group="open")
        self.redraw()

    async def _open(self, kind: str, value: str) -> None:
        game = self.game_app.game
        session: Session | None
        try:
            if kind == "save":
                session = await self.game_app.ask(game.resume, value)
            else:
                session = await self.game_app.ask(partial(game.open, value, gentler=self.game_app.gentler))
            self._notice = "" if session else (game.problem or "It cannot be opened.")
            if session is not None:
                await self.game_app.play(session)
        finally:
            self._busy = False
        if session is None:
            await self._read()
