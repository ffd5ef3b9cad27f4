"""What the journal, the turning points and the map have in common: one stands at a turn and is asked what to do there.

They do none of it: they close with a Journey, which the screen of the story takes (see `travelling.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from ...play.road_view import StoryMap, Turns
from ..drawing.doing import Doing
from ..game import Recalled
from .base import CanvasScreen


class Journey(Struct, frozen=True):
    """Where the player wants to go."""

    turn: int
    """The number of the turn to stand before."""
    branch: bool
    """On a new road, in a slot of its own."""
    slot: str = ""
    """Of which playthrough the turn is; this one where there is none."""


class Deed(Struct, frozen=True):
    """Something that can be done at a turn."""

    words: str
    kind: Literal["read", "go", "branch"]
    turn: int
    slot: str = ""


class Guide(Protocol):
    """Who is asked about turns and places: the screen of the story."""

    async def turns(self) -> Turns:
        """The playthrough's turns."""

    async def story_map(self) -> StoryMap:
        """The story as far as it was seen."""

    async def recall(self, spot: str) -> Recalled | None:
        """A spot as another playthrough saw it."""


def deeds_at(turn: int, here: int, read: bool = False) -> list[Deed]:
    """What can be done at a turn of the playthrough, which stands at `here`."""
    deeds = [Deed("Read what happened here", "read", turn)] if read else []
    if turn < here:
        deeds.append(Deed("Go back to here; you can go forward again", "go", turn))
    elif turn > here:
        deeds.append(Deed("Go forward to here", "go", turn))
    deeds.append(Deed("A new road from here; this one stays as it is", "branch", turn))
    return deeds


class RoadScreen(CanvasScreen):
    """A screen on which one stands at something and may be asked what to do there."""

    def __init__(self) -> None:
        super().__init__()
        self.journey: Journey | None = None
        """Where the player wants to go, once the screen is closed."""
        self._deeds: Sequence[Deed] = ()
        """What can be done, while it is asked."""
        self._deed = 0

    # ---- what the screens say for themselves
    def step(self, by: int) -> None:
        """Stand at what comes before or after."""
        raise NotImplementedError

    async def asked(self) -> Sequence[Deed]:
        """What can be done where one stands."""
        raise NotImplementedError

    async def read(self, deed: Deed) -> None:
        """Open what happened there."""

    def visit(self) -> str:
        """Which of several turns is meant."""
        return ""

    # ---- asking
    @property
    def doing(self) -> Doing | None:
        """What is asked now."""
        words = tuple(deed.words for deed in self._deeds)
        return Doing(words, self._deed, self.visit()) if words else None

    def _ask(self, deeds: Sequence[Deed]) -> None:
        self._deeds, self._deed = deeds, 0
        self.redraw()

    async def action_take(self) -> None:
        """Ask what to do here, or do it."""
        if self._deeds:
            await self._do(self._deeds[self._deed])
        else:
            self._ask(await self.asked())

    async def action_choose(self, number: int) -> None:
        """Do what has that number."""
        if number <= len(self._deeds):
            await self._do(self._deeds[number - 1])

    def action_move(self, by: int) -> None:
        """Up and down, among what can be done or where one stands."""
        if self._deeds:
            self._deed = max(0, min(len(self._deeds) - 1, self._deed + by))
            self.redraw()
        else:
            self.step(by)

    async def _do(self, deed: Deed) -> None:
        if deed.kind == "read":
            await self.read(deed)
        else:
            self.leave(Journey(deed.turn, deed.kind == "branch", deed.slot))

    def leave(self, journey: Journey | None = None) -> None:
        """Close, with where to go."""
        self.journey = journey
        self.dismiss()

    def follow(self, other: RoadScreen) -> None:
        """Close too, if the screen that was opened above this one was closed with somewhere to go."""
        if other.journey is not None:
            self.leave(other.journey)

    def action_leave(self) -> None:
        """Back: from what was asked, else to where one was."""
        if self._deeds:
            self._ask(())
        else:
            self.leave()

    async def again(self) -> None:
        """Where one stands was clicked: ask what to do there, or ask no more."""
        self._ask(() if self._deeds else await self.asked())

    async def clicked(self, kind: str, value: str) -> None:
        """Something that can be done was clicked."""
        if kind == "do" and int(value) < len(self._deeds):
            await self._do(self._deeds[int(value)])
