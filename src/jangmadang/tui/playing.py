"""The game behind the screens: stories from the shelf and from paths, and the playthroughs that are kept.

Implements `Game` of `game.py`; a playthrough under way is in `sessions.py`. Nothing of Textual comes in here; every
call may read or write files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .. import settings
from ..play.found import Found
from ..play.life import Life
from ..play.saves import Kept, Saves
from ..play.shelved import Shelved, completed, meant, no_story_at, within
from ..story import shelf
from .game import SavedInfo, Session, StoryInfo
from .sessions import Crossroads, RunSession

if TYPE_CHECKING:
    from ..play.ending_view import GalleryView, Reread
    from ..story.document import Document
    from ..story.model import Story


class RunGame:
    """Stories from the shelf and, besides, those that were named by a path."""

    def __init__(self, named: Mapping[str, Path] | None = None, saves: Saves | None = None, opens: bool = True) -> None:
        self.problem: str | None = None
        self.opens = opens
        self._saves = saves or Saves()
        self._shelved = Shelved(self._saves.folder.parent)
        self._named = dict(named or {})
        self._paths = self._all_paths()
        self._found = Found(self._saves.folder.parent)
        self._loaded: dict[str, Story] = {}
        self._broken: dict[str, str] = {}
        """Stories that were found to have errors, with the words for it."""
        self._ids: dict[str, str] = {}

    def stories(self) -> list[StoryInfo]:
        """All stories by their covers, the shortest first: a taster is where one begins. The player's own come after.

        The rest of a story is read when it is opened.
        """
        self._paths = self._all_paths()
        about = (self._about(name, path) for name, path in self._paths.items())
        return sorted(about, key=lambda one: (one.own, one.minutes))

    def _all_paths(self) -> dict[str, Path]:
        """Where stories lie, by what they are called on the shelf: the player's own by their paths."""
        known = {**shelf.shipped(), **self._named}
        lie = set(known.values())
        own = self._shelved.all() if self.opens else ()
        return {**known, **{str(path): path for path in own if path not in lie}}

    def shelve(self, typed: str) -> str:
        """The story at that path on the shelf."""
        self.problem = None
        if not self.opens:
            self.problem = "Nothing can be opened from here."
            return ""
        if not typed.strip():
            self.problem = "Type where the story lies, or paste it."
            return ""
        path = meant(typed)
        path = path.parent if path.name == shelf.COVER and path.is_file() else path
        if said := no_story_at(path):
            self.problem = said
            return ""
        known = next((name for name, lies in self._paths.items() if lies == path), "")
        if known:
            return known
        self._paths[str(path)] = path
        if self._story(str(path)) is None:
            del self._paths[str(path)]
            return ""
        self.problem = self._shelved.add(path) or None
        return str(path)

    def unshelve(self, story_id: str) -> None:
        """Off the shelf."""
        self.problem = None
        if (path := self._paths.get(story_id)) is not None and path in self._shelved.all():
            self.problem = self._shelved.forget(path) or None

    def within(self, typed: str) -> tuple[tuple[str, bool], ...]:
        """Folders and stories that begin so."""
        return within(typed) if self.opens else ()

    def completed(self, typed: str) -> str:
        """As far as there is one way."""
        return completed(typed) if self.opens else typed

    def _about(self, name: str, path: Path) -> StoryInfo:
        own = name not in self._named and name == str(path)
        about = StoryInfo(
            name, path.name, "", 0, "en", (), where=str(path) if own or name in self._named else "", own=own
        )
        if own and not shelf.exists(path):
            return replace(about, problem=f"There is nothing at {path} any more.")
        document, problem = _cover(path)
        return replace(
            about,
            title=str(document.title or (path.name if own else name)),
            summary=str(document.summary or ""),
            minutes=document.minutes or 0,
            language=document.language or "en",
            content_notes=tuple(document.content_notes or ()),
            problem=problem or self._broken.get(name),
        )

    def endings(self, story_id: str) -> tuple[int, int]:
        """How many endings of a story were found, in any playthrough kept or not, and how many it has."""
        story = self._looked_into(story_id)
        if story is None:
            return 0, 0
        all_of_them = {scene.id for scene in story.endings}
        return len(all_of_them & {*self._found.of(story.id), *self._ended(story)}), len(all_of_them)

    def gallery(self, story_id: str) -> GalleryView | None:
        """What was found of a story, in any playthrough kept or not."""
        story = self._looked_into(story_id)
        if story is None:
            return None
        from ..play.gallery import gallery

        return gallery(story, story_id, self._found.seen(story.id), self._ended(story))

    def _looked_into(self, story_id: str) -> Story | None:
        """The story, loaded without a word about what is wrong with it."""
        before = self.problem
        try:
            return self._story(story_id)
        except Exception as fault:
            # One story that brings out a fault of the game must not keep the player from the others.
            self._broken[story_id] = (
                f"The game has a fault and cannot read this story ({type(fault).__name__}: {fault})."
            )
            return None
        finally:
            self.problem = before

    def _ended(self, story: Story) -> dict[str, str]:
        """Endings that kept playthroughs stand at, each with the slot of the one played last."""
        slots: dict[str, str] = {}
        for kept in self._saves.all(story.id):
            if kept.life is not None and kept.life.ended:
                slots.setdefault(kept.life.scene, kept.slot)
        return slots

    def reread(self, story_id: str, slot: str) -> Reread | None:
        """The ending of a kept playthrough, lived again."""
        story = self._story(story_id)
        life = self._saves.open(story.id, slot).life if story is not None else None
        if story is None or life is None:
            return None
        from ..play.gallery import reread
        from ..play.run import Run

        return reread(Run.resume(story, life).run, slot)

    def saves(self) -> list[SavedInfo]:
        """Playthroughs of the stories there are, the latest first. Damaged ones are set aside, and said."""
        self.problem = None
        names = {self._id_of(name): name for name in self._paths}
        listed: list[SavedInfo] = []
        for kept in self._saves.all():
            if kept.story not in names:
                continue
            if kept.life is not None:
                listed.append(_saved(kept, kept.life, names[kept.story]))
                continue
            opened = self._saves.open(kept.story, kept.slot)
            if opened.newer:
                about = SavedInfo(f"{kept.story}/{kept.slot}", names[kept.story], "", "", 0, _when(kept.written))
                listed.append(replace(about, name=kept.slot, problem=opened.problem))
            elif opened.problem:
                self.problem = opened.problem
        return listed

    def open(
        self, story_id: str, seed: int | None = None, slot: str = "", *, gentler: bool = False, said: str = ""
    ) -> Session | None:
        """A new playthrough in a slot of its own. It is kept from its first choice on: looking in leaves nothing."""
        story = self._story(story_id)
        if story is None:
            return None
        from ..play.run import Run

        kept = self._saves.keep(story.id, slot) if slot else ""
        said = f"What slot {slot} held is kept as slot {kept}." if kept else said
        seed = seed if seed is not None else int.from_bytes(os.urandom(4), "big")
        run = Run.start(story, seed, gentler)
        return RunSession(run, self._saves.slot(story.id, slot), self._found, said, self._folder(story))

    def resume(self, slot: str) -> Session | None:
        """The playthrough of `story/slot`, lived again."""
        story_id, _, name = slot.partition("/")
        opened = self._saves.open(story_id, name)
        self.problem = opened.problem or None
        if opened.life is None:
            self.problem = self.problem or "That playthrough is no longer there."
            return None
        path_name = next((known for known in self._paths if self._id_of(known) == story_id), None)
        if path_name is None:
            self.problem = f"{opened.life.title} is not among the stories here: jangmadang play PATH opens it."
            return None
        story = self._story(path_name)
        return None if story is None else self._go_on(story, opened.life, name)

    def go_on(
        self, story_id: str, slot: str = "", new: bool = False, seed: int | None = None, gentler: bool = False
    ) -> Session | None:
        """What a story named on the command line means: its latest playthrough, the slot named, or a new one."""
        story = self._story(story_id)
        if story is None:
            return None
        said = ""
        if not new and seed is None:
            for name in [slot] if slot else self._saves.going(story.id):
                opened = self._saves.open(story.id, name)
                if opened.life is not None:
                    return self._go_on(story, opened.life, name, gentler, said)
                if opened.newer and slot:
                    self.problem = f"{opened.problem} With --new a playthrough gets a slot of its own."
                    return None
                said = opened.problem or said
        as_set = seed is None and settings.read().gentler
        return self.open(story_id, seed, slot, gentler=gentler or as_set, said=said)

    def _go_on(self, story: Story, life: Life, name: str, gentler: bool = False, said: str = "") -> Session:
        from ..play.run import Run

        resumed = Run.resume(story, life, True if gentler else None)
        slot = self._saves.slot(story.id, name)
        if resumed.stopped is None:
            return RunSession(resumed.run, slot, self._found, said, self._folder(story))
        return Crossroads(resumed, life, self._saves, slot, self._found, self._folder(story))

    def _folder(self, story: Story) -> Path | None:
        """Where the story lies."""
        return next((self._paths[name] for name, loaded in self._loaded.items() if loaded is story), None)

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
                errors = [one for one in loaded.problems if one.severity == "error"]
                first = f" {errors[0].file}:{errors[0].line}: {errors[0].message}." if errors else ""
                self.problem = f"This story has errors: jangmadang check {_named(name, path)} lists them.{first}"
                self._broken[name] = self.problem
                return None
            self._broken.pop(name, None)
            self._loaded[name] = loaded.story
        return self._loaded[name]

    def _id_of(self, name: str) -> str:
        """The id that a story's playthroughs are kept under."""
        if name in self._loaded:
            return self._loaded[name].id
        if name not in self._ids:
            self._ids[name] = _cover(self._paths[name])[0].id or name
        return self._ids[name]


def _cover(path: Path) -> tuple[Document, str | None]:
    """What a story's cover says, and why it cannot be read."""
    from ..story.reading import read_file
    from ..story.shape import typed

    cover = path / shelf.COVER if path.is_dir() else path
    source = read_file(cover, str(cover))
    broken = source.tree is None and source.problems
    return typed(source)[0], source.problems[0].message if broken else None


def _named(name: str, path: Path) -> str:
    """How one names the story on the command line."""
    return name if shelf.find(name) == path else str(path)


def _saved(kept: Kept, life: Life, of: str) -> SavedInfo:
    return SavedInfo(
        f"{kept.story}/{kept.slot}",
        of,
        life.title,
        life.scene_title,
        life.day,
        _when(kept.written),
        life.ended,
        kept.slot,
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
