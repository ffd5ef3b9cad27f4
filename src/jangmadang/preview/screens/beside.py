"""The page as in the game, with a panel beside it: which of both the arrows move in, and what is drawn of each.

It is the game's own screen of a story (`tui/screens/play.py`), which takes care of the page. What a writer does there
is in `write.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from textual.events import Key as Pressed

from ...play.view import ChoiceView, Page
from ...tui.drawing.lines import Line, Target
from ...tui.drawing.page import Look
from ...tui.screens.afterwards import with_an_end as as_a_player
from ...tui.screens.play import PlayScreen
from ...tui.widgets.canvas import Canvas
from ..drawing import layout, panels
from ..drawing.panel import Panel, in_sight
from ..keys import TABS
from ..session import WritingSession
from ..sight import Sight

if TYPE_CHECKING:
    from ..app import PreviewApp

_OFFERED = (
    ("undo", "Take the last turn back, and choose otherwise"),
    ("restart", "From where this began"),
    ("life", "See this life as a whole"),
    ("journal", "Read the journal of this life"),
)
AT_AN_END = tuple(ChoiceView(f"@{action}", number, text) for number, (action, text) in enumerate(_OFFERED, 1))
PAGE = 6
"""Items that a screenful is in a panel."""


def with_an_end(page: Page) -> Page:
    """At an ending a writer is offered what helps; where there is no story, nothing."""
    return replace(page, choices=AT_AN_END) if page.ending is not None and not page.choices else page


class BesideScreen(PlayScreen, inherit_bindings=False):
    """A page, and what its writer wants to know of it."""

    def __init__(self, session: WritingSession, sight: Sight) -> None:
        super().__init__(session, with_an_end(sight.page))
        self._writing = session
        self._sight = sight
        self._tab = "play" if sight.playable else "problems"
        self._side = "why"
        """What stands beside the page."""
        self._stands: dict[str, Target] = {}
        """Where one stands in each panel."""
        self._scrolls: dict[str, int] = {}
        self._panels: dict[str, Panel] = {}
        self._made: dict[str, tuple[tuple[Sight, int, Target | None, bool, bool], Panel]] = {}
        """What each panel was last made of: a page turned or a key beside it makes none anew."""
        self._inner = False
        self._said = ""
        self._fits = layout.fits(as_a_player(sight.page))

    # --- what there is
    @property
    def preview(self) -> PreviewApp:
        """The app, by its own type."""
        return cast("PreviewApp", self.app)

    @property
    def sight(self) -> Sight:
        """What is seen now."""
        return self._sight

    def take(self, sight: Sight) -> None:
        """The story was read again, or lint has looked: where one stands and how far one has read stays."""
        before = self._page
        if sight.playable and not self._sight.playable:
            self._tab = "play"
        self._sight = sight
        self._page = with_an_end(sight.page)
        self._fits = layout.fits(as_a_player(sight.page))
        if self._page.scene != before.scene or self._page.turn != before.turn:
            self._look = Look(reading=not self._page.seen)
        self._begin_text(self._page, read=True)
        self.redraw()

    def _begin_text(self, page: Page, read: bool = False) -> None:
        super()._begin_text(page, read=True)

    async def _turn_to(self, page: Page, notice: str = "") -> None:
        self._sight = await self.game_app.ask(self._writing.sight)
        self._stands.pop("why", None)
        self._fits = layout.fits(as_a_player(page))
        await super()._turn_to(with_an_end(page), notice)

    def _keep(self) -> None:
        """Nothing is saved."""

    # --- drawing
    def unused(self) -> set[str]:
        """No key is shown that would do nothing."""
        unused = super().unused()
        if not self._session.can_undo:
            unused.add("restart")
        if self._tab == "play":
            unused.add("leave")
        if not self._sight.playable:
            unused |= {"jump", "force", "luck", "edit_scene"}
        return unused

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The bar, what is told, the page and what stands beside it."""
        said = layout.told(self._sight, self._said, width)
        size = layout.sized(width, height, len(said))
        top = layout.bar(self._sight, self._tab, width, self._fits)
        columns, rows = size.page
        page = list(self.page_lines(columns, rows if size.wide else rows + 1, ()))
        if size.wide:
            left, right = self._wide(page, size)
        else:
            left = page[:rows] if self._tab == "play" else self._panel_lines(self._tab, *size.panel)
            right = []
        return layout.joined(top, said, left, right, self.hints(), width, height)

    def _wide(self, page: list[Line], size: layout.Size) -> tuple[list[Line], list[Line]]:
        rows = size.page[1]
        fit = self._fits
        words = f"80×24 ends here · {fit.words}" if rows == layout.ROWS else fit.words
        page = page if self._tab == "play" else layout.without_caret(page)
        left = [*page[: rows - 1], layout.rule(words, size.page[0], "warning" if fit.over else "muted")]
        if size.below:
            named = layout.headed("problems", _counted(self._sight), [], size.page[0])
            left += [*named, *self._panel_lines("problems", size.page[0], size.below)]
        side = self._side if size.below or self._tab != "problems" else "problems"
        width, height = size.panel
        return left, layout.headed(side, "", self._panel_lines(side, width, height - 1), width)

    def _panel_lines(self, name: str, width: int, height: int) -> list[Line]:
        at, focused = self._stands.get(name), self._tab == name
        if name == "why" and self._tab == "play" and (stood := self._frame.at if self._frame is not None else None):
            # Beside the page, reasons are those of the choice that one stands at there.
            at = ("why", stood[1]) if stood[0] == "choice" else at
        sight = self._sight
        made: dict[str, Callable[[Target | None], Panel]] = {
            "problems": lambda at: panels.problems(sight, width, at, focused),
            "state": lambda at: panels.state(sight, width, at, focused, self._inner),
            "why": lambda at: panels.why(sight, width, at, focused),
            "roads": lambda at: panels.roads(sight, width, at, focused),
        }
        known = (sight, width, at, focused, self._inner)
        before = self._made.get(name)
        if before is not None and before[0][0] is sight and before[0][1:] == known[1:]:
            panel = before[1]
        else:
            panel = made[name](at)
            if at is not None and at not in panel.items:
                panel = made[name](None)
            self._made[name] = (known, panel)
        self._panels[name] = panel
        at = panel.at(at)
        lines, self._scrolls[name] = in_sight(panel, at, self._scrolls.get(name, 0), height)
        return lines

    # --- moving
    async def on_key(self, event: Pressed) -> None:
        """What was said is said until the next key. (The handler of the base is called besides.)"""
        self._said = ""

    def say(self, words: str) -> None:
        """Tell the writer something, until the next key."""
        self._said = words
        self.redraw()

    def _show(self, tab: str) -> None:
        self._tab = tab
        if tab in ("state", "why", "roads"):
            self._side = tab
        self._see()

    def _to_the_page(self) -> None:
        if self._tab != "play":
            self._show("play")

    def action_word(self) -> None:
        """The next word of the page that has a note."""
        self._to_the_page()
        super().action_word()

    def action_people(self) -> None:
        """People and pack, over the page."""
        self._to_the_page()
        super().action_people()

    def action_picture(self) -> None:
        """The page's drawing in words."""
        self._to_the_page()
        super().action_picture()

    def action_tab(self, by: int) -> None:
        """The next thing that the arrows move in."""
        self._show(TABS[(TABS.index(self._tab) + by) % len(TABS)])

    def action_show(self, tab: str) -> None:
        """That thing; the page again where one is there already."""
        self._show("play" if tab == self._tab else tab)

    def action_bookkeeping(self) -> None:
        """The state, with what the story counts for itself, or without."""
        self._inner = not self._inner
        self._show("state")

    def action_tell_fits(self) -> None:
        """What the number of rows means."""
        fit = self._fits
        words = f"On 80 columns and 24 rows this page takes {fit.rows}."
        self.say(f"{words} {fit.over} are read by scrolling." if fit.over else f"{words} It is seen whole.")

    def action_move(self, by: int) -> None:
        """In the page, or in what stands beside it."""
        if self._tab == "play":
            super().action_move(by)
        elif (panel := self._panels.get(self._tab)) and panel.items:
            at = panel.at(self._stands.get(self._tab))
            place = panel.items.index(at) if at is not None else 0
            self._stands[self._tab] = panel.items[max(0, min(len(panel.items) - 1, place + by))]
            self.redraw()

    def action_read_on(self) -> None:
        """A screenful further."""
        if self._tab == "play":
            super().action_read_on()
        else:
            self.action_move(PAGE)

    def action_read_back(self) -> None:
        """A screenful back."""
        if self._tab == "play":
            super().action_read_back()
        else:
            self.action_move(-PAGE)

    def on_canvas_scrolled(self, message: Canvas.Scrolled) -> None:
        """The wheel moves what the arrows do; the page's own handling runs besides."""
        if self._tab != "play":
            message.prevent_default()
            self.action_move(1 if message.by > 0 else -1)


def _counted(sight: Sight) -> str:
    if not sight.problems:
        return "none" if sight.linted else "none so far"
    errors = sight.errors
    warnings = len(sight.problems) - errors
    said = [f"{errors} error{'' if errors == 1 else 's'}"] if errors else []
    said += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    return ", ".join(said)
