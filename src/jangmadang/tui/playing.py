"""The game behind the screens: stories from the shelf and from paths, runs, and saves after every choice.

Implements the two protocols of `game.py`. Nothing of Textual comes in here; every call may read or write files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..play.life import Life
from ..play.saves import Kept, Saves, Slot
from ..play.view import ChoiceView, JournalLine, Page
from ..story import shelf
from ..story.prose import Paragraph, Span
from .game import SavedInfo, Session, StoryInfo

if TYPE_CHECKING:
    # The rules of play are imported when a story is opened: the title is on the screen by then.
    from ..play.run import Resumed, Run
    from ..story.model import Story

FROM_THERE, FROM_STATE = "go_on_from_there", "go_on_from_the_state"


class RunSession:
    """A run and the slot it is kept in."""

    def __init__(self, run: Run, slot: Slot, problem: str = "") -> None:
        self.problem: str | None = problem or None
        self._run, self._slot = run, slot

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

    def save(self) -> None:
        """Write the life to its slot."""
        self.problem = self._slot.write(self._run.life()) or self.problem


class Crossroads(RunSession):
    """A playthrough of a story that was changed since: a page that says how far it holds, and the ways on.

    Until one is chosen nothing is written; then the save as it was is kept under a further name.
    """

    def __init__(self, resumed: Resumed, life: Life, saves: Saves, slot: Slot) -> None:
        super().__init__(resumed.run, slot)
        assert resumed.stopped is not None
        self._life, self._saves = life, saves
        self._stopped = resumed.stopped
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

    def save(self) -> None:
        """Kept only once a way was chosen."""
        if not self._asking:
            super().save()

    def _question(self, page: Page) -> Page:
        from msgspec.structs import replace

        stopped, steps = self._stopped, len(self._life.steps)
        text = (
            "The story was changed since this was saved.",
            f"{stopped.number - 1} of {steps} choices could be lived again. Choice {stopped.number} could not "
            f"({stopped.step}): {stopped.why}",
        )
        choices = [ChoiceView(FROM_THERE, 1, f"Go on from there: {page.title}")]
        if self._ways[FROM_STATE] is not None:
            choices.append(ChoiceView(FROM_STATE, 2, f"Go on from where it was saved: {self._life.scene_title}"))
        return replace(
            page,
            title=self._life.title,
            heading="",
            result=(),
            changes=(),
            text=tuple(Paragraph((Span(one),)) for one in text),
            seen=False,
            choices=tuple(choices),
            stage=None,
            ending=None,
        )


class RunGame:
    """Stories from the shelf and, besides, those that were named by a path."""

    def __init__(self, named: Mapping[str, Path] | None = None, saves: Saves | None = None) -> None:
        self.problem: str | None = None
        self._paths = {**shelf.shipped(), **(named or {})}
        self._named = frozenset(named or ())
        self._saves = saves or Saves()
        self._loaded: dict[str, Story] = {}

    def stories(self) -> list[StoryInfo]:
        """All stories by their covers; the rest of a story is read when it is opened."""
        found = {story: self._found(story) for story in {kept.story for kept in self._saves.all()}}
        return [self._about(name, path, found) for name, path in self._paths.items()]

    def _about(self, name: str, path: Path, found: Mapping[str, int]) -> StoryInfo:
        from ..story.reading import read_file
        from ..story.shape import typed

        cover = path / shelf.COVER if path.is_dir() else path
        source = read_file(cover, str(cover))
        document, _ = typed(source)
        story_id = document.id or name
        return StoryInfo(
            name,
            str(document.title or name),
            str(document.summary or ""),
            document.minutes or 0,
            document.language or "en",
            tuple(document.content_notes or ()),
            found=found.get(story_id, 0),
            where=str(path) if name in self._named else "",
            problem=source.problems[0].message if source.tree is None and source.problems else None,
        )

    def _found(self, story_id: str) -> int:
        """How many endings the kept playthroughs of a story reached."""
        lives = [kept.life for kept in self._saves.all(story_id) if kept.life is not None]
        return len({life.scene for life in lives if life.ended})

    def saves(self) -> list[SavedInfo]:
        """Playthroughs, the latest first; those that cannot be read are left to be said on opening them."""
        return [_saved(kept, kept.life) for kept in self._saves.all() if kept.life is not None]

    def open(self, story_id: str, seed: int | None = None, slot: str = "") -> Session | None:
        """A new playthrough in a slot of its own."""
        story = self._story(story_id)
        if story is None:
            return None
        from ..play.run import Run

        kept = self._saves.keep(story.id, slot) if slot else ""
        said = f"What slot {slot} held is kept as slot {kept}." if kept else ""
        seed = seed if seed is not None else int.from_bytes(os.urandom(4), "big")
        session = RunSession(Run.start(story, seed), self._saves.slot(story.id, slot), said)
        session.save()
        return session

    def resume(self, slot: str) -> Session | None:
        """The playthrough of `story/slot`, lived again."""
        story_id, _, name = slot.partition("/")
        opened = self._saves.open(story_id, name)
        self.problem = opened.problem or None
        if opened.life is None:
            return None
        path_name = next((known for known in self._paths if self._id_of(known) == story_id), None)
        if path_name is None:
            self.problem = f"{opened.life.title} is not among the stories here: jangmadang play PATH opens it."
            return None
        story = self._story(path_name)
        return None if story is None else self._go_on(story, opened.life, name)

    def go_on(self, story_id: str, slot: str = "", new: bool = False, seed: int | None = None) -> Session | None:
        """What a story named on the command line means: its latest playthrough, the slot named, or a new one."""
        story = self._story(story_id)
        if story is None:
            return None
        if new or seed is not None:
            return self.open(story_id, seed, slot)
        name = slot
        if not name and (newest := self._saves.newest(story.id)) is not None:
            name = newest.slot
        if name:
            opened = self._saves.open(story.id, name)
            if opened.life is not None:
                return self._go_on(story, opened.life, name)
            if opened.newer:
                self.problem = opened.problem
                return None
        return self.open(story_id, seed, slot)

    def _go_on(self, story: Story, life: Life, name: str) -> Session:
        from ..play.run import Run

        resumed = Run.resume(story, life)
        slot = self._saves.slot(story.id, name)
        if resumed.stopped is None:
            return RunSession(resumed.run, slot)
        return Crossroads(resumed, life, self._saves, slot)

    def _story(self, name: str) -> Story | None:
        """The story, loaded once; None, with `problem` set, when it cannot be played."""
        self.problem = None
        if name not in self._loaded:
            path = self._paths.get(name)
            if path is None:
                self.problem = f"There is no story {name} here."
                return None
            from ..play.ready import ready

            try:
                loaded = ready(path)
            except OSError as error:
                self.problem = f"This story cannot be read: {error.filename or path}: {error.strerror}"
                return None
            if loaded.story is None:
                first = next((one for one in loaded.problems if one.severity == "error"), None)
                where = f": {first.file}:{first.line}: {first.message}" if first else ""
                self.problem = f"This story cannot be played{where}"
                return None
            self._loaded[name] = loaded.story
        return self._loaded[name]

    def _id_of(self, name: str) -> str:
        if name in self._loaded:
            return self._loaded[name].id
        from ..story.reading import read_file
        from ..story.shape import typed

        path = self._paths[name]
        cover = path / shelf.COVER if path.is_dir() else path
        return typed(read_file(cover, str(cover)))[0].id or name


def _saved(kept: Kept, life: Life) -> SavedInfo:
    return SavedInfo(
        f"{kept.story}/{kept.slot}", life.title, life.scene_title, life.day, _when(kept.written), life.ended
    )


def _when(written: float) -> str:
    """When, as one would say it today."""
    then, now = time.localtime(written), time.localtime()
    clock = f"{then.tm_hour:02}:{then.tm_min:02}"
    if then[:3] == now[:3]:
        return f"today, {clock}"
    if then[:3] == time.localtime(time.time() - 86_400)[:3]:
        return f"yesterday, {clock}"
    return f"{then.tm_year}-{then.tm_mon:02}-{then.tm_mday:02}"
