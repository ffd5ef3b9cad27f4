"""Going along the roads of a life from the screen of the story: journal, turning points, map, what is chosen there.

The screen of the story is one of these; it brings the session, and how a page is turned to and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...play.road_view import StoryMap, Turns
from ...play.view import Page
from ..game import Recalled, Session
from .base import CanvasScreen
from .roads import Journey, RoadScreen

if TYPE_CHECKING:
    from .ending import LifeScreen


class TravellingScreen(CanvasScreen):
    """A screen that can go back, forward and elsewhere in its playthrough."""

    _session: Session
    _page: Page
    _worded = False
    """How the map was looked at last."""

    async def _turn_to(self, page: Page, notice: str = "") -> None:
        raise NotImplementedError

    def _keep(self) -> None:
        raise NotImplementedError

    def _see(self, **changes: object) -> None:
        raise NotImplementedError

    # ---- what the screens above ask
    async def turns(self) -> Turns:
        """The turns; at an ending with what became of all."""
        journal = await self.game_app.ask(self._session.turns)
        if (ending := self._page.ending) is None:
            return journal
        turns, here = list(journal.turns), journal.here
        last = turns[here].line
        turns[here] = replace(turns[here], line=replace(last, text=(*last.text, *ending.epilogue)))
        return Turns(tuple(turns), here)

    async def story_map(self) -> StoryMap:
        """The story as far as it was seen."""
        return await self.game_app.ask(self._session.story_map)

    async def recall(self, spot: str) -> Recalled | None:
        """A spot as another playthrough saw it."""
        return await self.game_app.ask(self._session.recall, spot)

    # ---- opening them
    async def action_journal(self) -> None:
        """All turns so far."""
        from .journal import JournalScreen

        self._open(JournalScreen(self, await self.turns()))

    async def action_map(self) -> None:
        """The story as far as it was seen."""
        from .map import MapScreen

        self._open(MapScreen(self, await self.story_map(), await self.turns(), worded=self._worded))

    async def action_turning(self) -> None:
        """Turns at which other roads were open."""
        from .journal import ForksScreen

        journal = await self.turns()
        if journal.forks:
            self._open(ForksScreen(journal))
        else:
            self._see(notice="There was no other road in this life.")

    def _open(self, screen: RoadScreen | LifeScreen) -> None:
        async def closed(_: None) -> None:
            self._worded = getattr(screen, "worded", self._worded)
            if screen.journey is not None:
                await self._travel(screen.journey)

        self.app.push_screen(screen, closed)

    async def _travel(self, journey: Journey) -> None:
        if journey.branch:
            page = await self.game_app.ask(self._session.branch, journey.turn, journey.slot)
            await self._turn_to(page, self._session.problem or "")
        else:
            page = await self.game_app.ask(self._session.go_to, journey.turn)
            self._keep()
            await self._turn_to(page, self._session.problem or "")
