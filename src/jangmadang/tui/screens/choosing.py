"""Choosing on the screen of the story: by number, at the caret, by a click; for a row of an encounter, in its menus.

The screen of the story is one of these; it brings the page, how it is looked at, and how another is turned to.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...play.view import ChoiceView
from ..wish import LONGEST, Wish, mark, next_move, way_back
from .afterwards import AfterwardsScreen
from .paced import PacedScreen


class ChoosingScreen(AfterwardsScreen, PacedScreen):
    """A screen of a playthrough on which choices are taken."""

    async def action_choose(self, number: int) -> None:
        """The choice with that number; what lies over the choices is taken away first."""
        if self._clear_choices():
            return
        for choice in self._page.choices:
            if choice.number == number:
                await self._choose(choice)

    async def action_take(self) -> None:
        """What the caret stands at; while text is still to come, that first."""
        if self._show_all() or (frame := self._frame) is None or self._clear_choices():
            return
        if self._look.word is not None and self._look.word < len(frame.words):
            self._see(card=frame.words[self._look.word].note)
        elif frame.at:
            await self._take(*frame.at)

    def _clear_choices(self) -> bool:
        """Away with a note, and with what lies over the choices; False when there is nothing of that."""
        if covered := self._frame is not None and self._frame.covered:
            self._see(side=None)
        return covered

    async def clicked(self, kind: str, value: str) -> None:
        """A choice, a row or a field note's word was clicked."""
        if kind == "note":
            words = self._frame.words if self._frame else ()
            self._see(word=next((n for n, word in enumerate(words) if word.note == value), None), card=value)
        else:
            await self._take(kind, value)

    async def _take(self, kind: str, value: str) -> None:
        if kind == "row" and self._frame and self._frame.stage:
            await self._fulfil(self._frame.stage.wishes[int(value)])
        for choice in self._page.choices:
            if kind == "choice" and choice.id == value:
                await self._choose(choice)
                return

    async def _choose(self, choice: ChoiceView) -> None:
        if not choice.open:
            self._see(at=("choice", choice.id), notice=f"Not now: {choice.reason or choice.text}")
        elif choice.id.startswith("@"):
            await self.run_action(choice.id.removeprefix("@"))
        else:
            page = await self.game_app.ask(self._session.choose, choice.id)
            self._keep()
            await self._turn_to(page, self._session.problem or "")

    async def action_wish(self, verb: str) -> None:
        """A key of the encounter, for the row that one stands at."""
        frame = self._frame
        if frame is None or frame.stage is None or frame.at is None or frame.at[0] != "row":
            return
        await self._fulfil(replace(frame.stage.wishes[int(frame.at[1])], verb=verb, amount=self._amount()))

    def _amount(self) -> str:
        frame = self._frame
        amounts = frame.stage.amounts if frame and frame.stage else ()
        return amounts[self._look.amount % len(amounts)] if amounts else ""

    def action_amount(self, by: int) -> None:
        """More or less at a time."""
        if self._frame and self._frame.stage and (amounts := self._frame.stage.amounts):
            self._see(amount=max(0, min(len(amounts) - 1, self._look.amount + by)))

    async def _fulfil(self, wish: Wish) -> None:
        """Walk the menus to the choice wished for, take it, and come back to where one stood."""
        began, at = self._page, self._frame.at if self._frame else None
        if wish.verb != "call":
            wish = replace(wish, amount=wish.amount if wish.verb in ("buy", "sell") else "")
        else:
            wish = replace(wish, amount="")
        page, been, notice = began, frozenset[str](), ""
        for _ in range(LONGEST):
            choice = next_move(page, wish, been)
            if choice is None:
                notice = "That cannot be done here."
                break
            done = wish.met_by(choice)
            if not choice.open:
                notice = f"Not now: {choice.reason or choice.text}"
                break
            been |= {mark(page, choice)}
            page = await self.game_app.ask(self._session.choose, choice.id)
            if done:
                notice = self._session.problem or ""
                break
        told = page
        if wish.verb != "open" and page.menu and not began.menu and (back := way_back(page)):
            page = await self.game_app.ask(self._session.choose, back.id)
            if page.turn == told.turn and not (page.changes or page.arrived):
                # Coming back is no turn: what the deed changed is still what is to be seen.
                what = ("changes", "arrived", "result", "meters", "people")
                page = replace(page, **{name: getattr(told, name) for name in what})
        self._keep()
        await self._turn_to(page, notice)
        if wish.verb != "open" and page.stage is not None and at is not None:
            self._look = replace(self._look, at=at, reading=False)
            self.redraw()
