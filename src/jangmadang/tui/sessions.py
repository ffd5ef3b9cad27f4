"""A playthrough behind the screens: a run, the slot it is kept in, and the endings it reaches.

Implements `Session` of `game.py`. Nothing of Textual comes in here; saving writes files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..play.found import Found
from ..play.life import Life
from ..play.saves import Saves, Slot
from ..play.view import ChoiceView, JournalLine, Page
from ..story.prose import Paragraph, Span

if TYPE_CHECKING:
    # The rules of play are imported when a story is opened: the title is on the screen by then.
    from ..play.run import Resumed, Run

FROM_THERE, FROM_STATE = "go_on_from_there", "go_on_from_the_state"


class RunSession:
    """A run and the slot it is kept in."""

    def __init__(self, run: Run, slot: Slot, found: Found, problem: str = "") -> None:
        self.problem: str | None = problem or None
        self._run, self._slot, self._found = run, slot, found

    def look(self) -> Page:
        """The page it stands on."""
        return self._run.look()

    def choose(self, choice_id: str) -> Page:
        """The page after the choice; what cannot be chosen is said and changes nothing."""
        from ..play.run import CannotChoose

        self.problem = None
        try:
            self._run.choose(choice_id)
        except CannotChoose as cannot:
            self.problem = cannot.reason
        if self._run.ended:
            self._found.add(self._run.story.id, self._run.moment.scene)
        return self._run.look()

    def undo(self) -> bool:
        """Back to before the last turn."""
        self.problem = None
        return self._run.undo()

    def redo(self) -> bool:
        """Forward again."""
        self.problem = None
        return self._run.redo()

    @property
    def can_undo(self) -> bool:
        """There is a turn to take back."""
        return self._run.can_undo

    @property
    def can_redo(self) -> bool:
        """There is an undone turn."""
        return self._run.can_redo

    def journal(self) -> list[JournalLine]:
        """All turns so far."""
        return self._run.journal()

    def found(self) -> tuple[int, int]:
        """How many of the story's endings were found in any playthrough, and how many there are."""
        endings = {scene.id for scene in self._run.story.endings}
        return len(endings & {*self._found.of(self._run.story.id), self._run.moment.scene}), len(endings)

    def save(self) -> str:
        """Write the life to its slot."""
        return self._slot.write(self._run.life())


class Crossroads(RunSession):
    """A playthrough of a story that was changed since: a page that says how far it holds, and the ways on.

    Until one is chosen nothing is written; then the save as it was is kept under a further name.
    """

    def __init__(self, resumed: Resumed, life: Life, saves: Saves, slot: Slot, found: Found) -> None:
        super().__init__(resumed.run, slot, found)
        self._life, self._saves = life, saves
        self._words = resumed.words(life)
        self._ways = {FROM_THERE: resumed.run, FROM_STATE: resumed.from_state}
        self._asking = True

    def look(self) -> Page:
        """The question, then the run's own pages."""
        page = self._run.look()
        return self._question(page) if self._asking else page

    def choose(self, choice_id: str) -> Page:
        """One of the ways on; afterwards the run's own choices."""
        if self._asking and (run := self._ways.get(choice_id)) is not None:
            self._run, self._asking = run, False
            name = self._saves.keep(self._life.story, self._slot.name)
            self.problem = f"The save as it was is kept as slot {name}." if name else None
            return self._run.look()
        return super().choose(choice_id)

    def undo(self) -> bool:
        """Nothing to take back while the question stands."""
        return not self._asking and super().undo()

    def redo(self) -> bool:
        """Nothing to take again while the question stands."""
        return not self._asking and super().redo()

    def save(self) -> str:
        """Kept only once a way was chosen."""
        return "" if self._asking else super().save()

    def _question(self, page: Page) -> Page:
        from msgspec.structs import replace

        choices = [ChoiceView(FROM_THERE, 1, f"Go on from there: {page.title}")]
        if self._ways[FROM_STATE] is not None:
            choices.append(ChoiceView(FROM_STATE, 2, f"Go on from where it was saved: {self._life.scene_title}"))
        return replace(
            page,
            title=self._life.title,
            heading="",
            result=(),
            changes=(),
            arrived=(),
            text=tuple(Paragraph((Span(one),)) for one in self._words),
            seen=False,
            choices=tuple(choices),
            stage=None,
            ending=None,
        )
