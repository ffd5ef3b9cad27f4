"""A playthrough behind the screens: a run, the slot it is kept in, and the endings it reaches.

Implements `Session` of `game.py`. Nothing of Textual comes in here; saving writes files.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..play.found import Found
from ..play.life import Life
from ..play.saves import Saves, Slot
from ..play.view import ChoiceView, JournalLine, Page
from ..story.prose import Paragraph, Span

if TYPE_CHECKING:
    # The rules of play are imported when a story is opened: the title is on the screen by then.
    from ..play.ending_view import LifeView
    from ..play.road_view import StoryMap, Turns
    from ..play.run import Resumed, Run
    from .game import Recalled

FROM_THERE, FROM_STATE = "go_on_from_there", "go_on_from_the_state"


class RunSession:
    """A run and the slot it is kept in."""

    def __init__(self, run: Run, slot: Slot, found: Found, problem: str = "", folder: Path | None = None) -> None:
        """`folder` is the story's, for the figures that it ships."""
        self.problem: str | None = problem or None
        self._folder = folder
        self._run, self._slot, self._found = run, slot, found
        self._noted = 0
        """How many steps of the run were noted as seen."""

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

    def been(self) -> frozenset[str]:
        """Scenes that were seen in any life so far."""
        return frozenset(self._found.seen(self._run.story.id).places)

    def save(self) -> str:
        """Write the life to its slot, and note what it has seen."""
        said = self._slot.write(self._run.life())
        self._note()
        return said

    def _note(self) -> None:
        from ..play.roads import glimpse

        self._recollect()
        steps = len(self._run.past)
        self._found.note(self._run.story.id, glimpse(self._run, min(self._noted, steps)))
        self._noted = steps

    def _recollect(self) -> None:
        """Where nothing was noted yet, playthroughs are that were kept before the game did so."""
        from ..play.roads import recollected

        run = self._run
        if not self._noted and not self._found.seen(run.story.id).places:
            kept = self._slot.saves.all(run.story.id)
            self._found.note(run.story.id, recollected(run.rules, [one.life for one in kept if one.life is not None]))

    # ---- the end of a life
    def life(self) -> LifeView | None:
        """The whole life, looked back on."""
        from ..play.ending import life_view
        from ..play.figures import figures_of

        story = self._run.story
        endings = [scene.id for scene in story.endings]
        figures = figures_of(self._folder, story.id, endings) if self._folder is not None else None
        return life_view(self._run, self._found.seen(story.id), figures)

    def again(self, gentler: bool = False) -> RunSession:
        """A new life, in a slot of its own from its first choice on."""
        from ..play.run import Run

        run = self._run
        seed = int.from_bytes(os.urandom(4), "big")
        fresh = Run.start(run.rules, seed, gentler or run.looking.teller.gentler)
        return RunSession(fresh, self._slot.saves.slot(run.story.id), self._found, folder=self._folder)

    def transcript(self) -> str:
        """The whole life as Markdown."""
        from ..play.transcript import transcript

        run = self._run
        return transcript(run.story.title, run.seed, run.steps, run.journal(), run.look().ending)

    def keep_page(self, ending: str, text: str) -> str:
        """A file beside the saves, under a name of its own."""
        from ..play.pages import keep

        page = self._run.look()
        title = page.ending.title if page.ending is not None else page.title
        try:
            path = keep(self._slot.saves.folder.parent, self._run.story.id, title, ending, text.encode())
        except OSError as error:
            return f"It cannot be kept ({error.strerror or error})."
        return f"Kept as {path}"

    # ---- roads
    def turns(self) -> Turns:
        """All turns so far and those taken back."""
        from ..play.roads import turns

        return turns(self._run)

    def story_map(self) -> StoryMap:
        """The story as far as it was seen."""
        from ..play.roads import story_map

        self._recollect()
        return story_map(self._run, self._found.seen(self._run.story.id))

    def go_to(self, turn: int) -> Page:
        """Back or forward to a turn."""
        self.problem = None
        self._run.go_to(turn)
        return self._run.look()

    def branch(self, turn: int, slot: str = "") -> Page:
        """A new road in a slot of its own; the old one is kept first, with what was taken back of it."""
        old, self.problem = self._run.onward(), None
        other = self._lived(slot) if slot else old.branch()
        if other is None:
            self.problem = f"Slot {slot} cannot be lived again."
            return self._run.look()
        other.go_to(turn)
        said = self._slot.write(old.life()) if old.steps else ""
        try:
            if old.steps and not self._slot.kept:
                raise OSError(said)
            new = self._slot.saves.branch(other.branch().life(), slot or self._slot.name)
        except OSError as error:
            self.problem = f"There is no new road: it cannot be kept ({said or error.strerror or error})."
            return self._run.look()
        stays = f" Slot {self._slot.name} stays as it is." if old.steps else ""
        self.problem = f"A new road, kept as “{new.name}”.{stays}"
        self._run, self._slot, self._noted = other.branch(), new, 0
        return self._run.look()

    def recall(self, spot: str) -> Recalled | None:
        """The last turn at a spot in another playthrough, the one played last first."""
        from ..play.roads import last_visit, turns
        from .game import Recalled

        for kept in self._slot.saves.all(self._run.story.id):
            if kept.slot == self._slot.name or (run := self._lived(kept.slot)) is None:
                continue
            if (number := last_visit(run, spot)) is not None:
                return Recalled(kept.slot, next(turn for turn in turns(run).turns if turn.number == number))
        return None

    def _lived(self, slot: str) -> Run | None:
        """The playthrough kept in another slot, as far as the story still allows it."""
        from ..play.run import Run

        life = self._slot.saves.open(self._run.story.id, slot).life
        return Run.resume(self._run.rules, life).run if life is not None else None


class Crossroads(RunSession):
    """A playthrough of a story that was changed since: a page that says how far it holds, and the ways on.

    Until one is chosen nothing is written; then the save as it was is kept under a further name.
    """

    def __init__(
        self, resumed: Resumed, life: Life, saves: Saves, slot: Slot, found: Found, folder: Path | None = None
    ) -> None:
        super().__init__(resumed.run, slot, found, folder=folder)
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

    def go_to(self, turn: int) -> Page:
        """Nowhere while the question stands."""
        return self.look() if self._asking else super().go_to(turn)

    def branch(self, turn: int, slot: str = "") -> Page:
        """No new road while the question stands."""
        return self.look() if self._asking else super().branch(turn, slot)

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
