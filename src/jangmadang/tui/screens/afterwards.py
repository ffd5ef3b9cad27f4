"""What a player may want once a life has ended: to see it as a whole, what was found in all, another one.

The screen of the story is one of these too; at an ending, where the story has no choices, it offers AFTERWARDS.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...play.view import ChoiceView, Page
from .travelling import TravellingScreen

_OFFERED = (
    ("life", "See this life as a whole"),
    ("undo", "Take the last turn back, and choose otherwise"),
    ("turning", "Play again from a turning point"),
    ("journal", "Read the journal of this life"),
    ("map", "Look at the map of the story"),
    ("gallery", "See the endings that you have found"),
    ("again", "Begin a new life"),
    ("leave", "Back to the stories"),
)
AFTERWARDS = tuple(ChoiceView(f"@{action}", number, text) for number, (action, text) in enumerate(_OFFERED, 1))
"""Their ids are actions of the screen, after an @."""


def with_an_end(page: Page) -> Page:
    """At an ending there is nothing to choose in the story: what a player may want next is offered instead."""
    return replace(page, choices=AFTERWARDS) if page.ending is not None and not page.choices else page


class AfterwardsScreen(TravellingScreen):
    """A screen of a playthrough that may have ended."""

    async def action_life(self) -> None:
        """The life as a whole."""
        from .ending import LifeScreen

        life = await self.game_app.ask(self._session.life)
        if life is None:
            self._see(notice="This life has not ended yet.")
        else:
            self._open(LifeScreen(self._session, life))

    def action_gallery(self) -> None:
        """Endings found in all lives; at the one that was reached."""
        from .gallery import GalleryScreen

        self.app.push_screen(GalleryScreen(self._page.ending.id if self._page.ending is not None else ""))

    async def action_again(self) -> None:
        """A new life of the same story, in this one's place on the screen."""
        self._session = await self.game_app.ask(self._session.again, self.game_app.gentler)
        await self._turn_to(await self.game_app.ask(self._session.look))
