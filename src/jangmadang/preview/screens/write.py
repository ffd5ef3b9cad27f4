"""The preview's one screen: what a writer does there. Edit, jump, force, try other luck, begin anew.

What is drawn, and how one moves in it, is in `beside.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...desk.jumping import asked
from ...tui.drawing.lines import Target
from ...tui.keys import STAGE, bindings
from ..keys import WRITE
from ..sight import Spot
from .beside import BesideScreen

if TYPE_CHECKING:
    pass


class WriteScreen(BesideScreen, inherit_bindings=False):
    """A story while it is written."""

    NAME = "The preview"
    ABOUT = (
        "The story as a player meets it, and what you want to know of it while you write. Save a file, and it is read "
        "again: the page is as you left it, your choices taken anew by their ids; where one no longer leads on, you "
        "stand before it and are told. A text with errors ends nothing: the story as it was before stays.\n\n"
        "tab goes on to problems, the state, why choices are open or locked, and roads; the arrows then move there and "
        "enter does what is nearest: opens your editor, takes the choice, goes to the scene. In a condition that does "
        "not hold [the part to blame] stands in brackets."
    )
    KEYS = WRITE
    ALL = True
    BINDINGS = bindings((*WRITE, *STAGE))

    async def action_leave(self) -> None:
        """What was opened is closed; else back to the page."""
        look = self._look
        if look.card or look.side is not None or look.word is not None:
            await super().action_leave()
        elif self._tab != "play":
            self._show("play")
        else:
            self.say("q leaves the preview.")

    async def action_take(self) -> None:
        """What is nearest: the choice, the editor, the scene."""
        if self._tab == "play":
            await super().action_take()
            return
        panel = self._panels.get(self._tab)
        at = panel.at(self._stands.get(self._tab)) if panel else None
        if at is not None:
            await self._take_up(at)

    async def _take_up(self, at: Target) -> None:
        kind, value = at
        if kind == "why":
            choice = next((one for one in self._page.choices if one.id == value), None)
            if choice is not None:
                await self._choose(choice)
            else:
                self.say(f"A player does not see `{value}` now.")
        elif kind in ("from", "to"):
            rows = self._sight.comes if kind == "from" else self._sight.leads
            if (scene := rows[int(value)].scene) and self._writing.playable:
                await self._jump(asked(self._writing.run, scene))
        else:
            self.action_edit()

    async def clicked(self, kind: str, value: str) -> None:
        """A thing in a panel: stood at first, then taken up."""
        for name, kinds in _OF.items():
            if kind in kinds:
                again = self._tab == name and self._stands.get(name) == (kind, value)
                self._stands[name] = (kind, value)
                self._show(name)
                if again:
                    await self._take_up((kind, value))
                return
        if self._tab != "play":
            self._show("play")
        await super().clicked(kind, value)

    # --- what a writer does
    def _here(self) -> Spot | None:
        """Where that is written which one stands at."""
        sight, tab = self._sight, self._tab
        if tab == "play":
            at = self._frame.at if self._frame is not None else None
            return sight.spots.get(f"choice:{at[1]}" if at and at[0] == "choice" else "", sight.spot)
        panel = self._panels.get(tab)
        at = panel.at(self._stands.get(tab)) if panel else None
        if at is None:
            return sight.spot
        kind, value = at
        if kind == "problem":
            problem = sight.problems[int(value)]
            return Spot(problem.file, problem.line, problem.column)
        if kind in ("from", "to"):
            value = (sight.comes if kind == "from" else sight.leads)[int(value)].scene
            return sight.spots.get(f"scene:{value}", sight.spot)
        name = {"why": "choice", "state": "state", "text": "text"}[kind]
        found = sight.spots.get(f"{name}:{value}")
        if found is None and kind == "state":
            whose, _, what = value.partition(".")
            found = sight.spots.get(f"state:{what}") or sight.spots.get(f"state:{whose}")
        return found or sight.spot

    def action_edit(self) -> None:
        """The editor, at what one stands at."""
        self._open(self._here())

    def action_edit_scene(self) -> None:
        """The editor, at the scene."""
        self._open(self._sight.spot)

    def _open(self, spot: object) -> None:
        if isinstance(spot, Spot):
            if said := self.preview.edit(spot):
                self.say(said)
        else:
            self.say("It is written nowhere.")

    def action_jump(self) -> None:
        """A line to jump by."""
        from .jump import JumpScreen

        if not self._writing.playable:
            self.say("There is no story to go about in yet.")
            return
        line = self._sight.jump

        async def then(wished: str | None) -> None:
            if wished is not None:
                await self._jump(wished)

        self.app.push_screen(JumpScreen(self._writing, line), then)

    async def _jump(self, line: str) -> None:
        page = await self.game_app.ask(self._writing.jump, line)
        if self._writing.problem is None:
            self._tab = "play"
        await self._turn_to(page, self._writing.problem or "")

    async def action_restart(self) -> None:
        """From where this began."""
        await self._turn_to(await self.game_app.ask(self._writing.restart))

    async def action_again(self) -> None:
        """The same."""
        await self.action_restart()

    async def action_from_start(self) -> None:
        """From the story's beginning."""
        await self._turn_to(await self.game_app.ask(self._writing.restart, True))

    async def action_luck(self) -> None:
        """The same choices with other luck."""
        if self._writing.playable:
            await self._turn_to(await self.game_app.ask(self._writing.luck))

    async def action_force(self) -> None:
        """The choice that one stands at, with an outcome of one's own."""
        from .pick import PickScreen

        choice = self._stood_at()
        falls = await self.game_app.ask(self._writing.falls, choice) if choice else []
        if not falls:
            self.say(f"`{choice}` rolls nothing: it always comes out the same." if choice else "No choice stands here.")
            return
        odds = self._writing.odds(choice)

        async def then(picked: int | None) -> None:
            if picked is not None:
                page = await self.game_app.ask(self._writing.force, choice, falls[picked])
                await self._turn_to(page, self._writing.problem or "")

        self.app.push_screen(PickScreen(choice, falls, odds), then)

    def _stood_at(self) -> str:
        at = self._stands.get("why") if self._tab == "why" else self._frame.at if self._frame is not None else None
        if self._tab == "why" and at is None and (panel := self._panels.get("why")):
            at = panel.at(None)
        return at[1] if at is not None and at[0] in ("choice", "why") else ""


_OF = {
    "problems": ("problem",),
    "state": ("state",),
    "why": ("why", "text"),
    "roads": ("from", "to"),
}
