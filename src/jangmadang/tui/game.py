"""What the screens ask of the game: stories to choose from, and a session to play.

The screens know nothing behind these two protocols. All calls may take time (files are read and written), so the
app makes them on a thread of their own, one after another. What can go wrong for a player is a value: `problem`, in
words.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from ..play.ending_view import GalleryView, LifeView, Reread
from ..play.road_view import StoryMap, Turn, Turns
from ..play.view import JournalLine, Page


class StoryInfo(Struct, frozen=True):
    """A story on the shelf."""

    id: str
    title: str
    summary: str
    minutes: int
    language: str
    content_notes: tuple[str, ...]
    endings: int = 0
    """How many the story has; 0 while that is not known (see `Game.endings`)."""
    found: int = 0
    """Endings this player has found."""
    where: str = ""
    """Its folder, when it does not ship with the game."""
    own: bool = False
    """It was put on the shelf by the player, and can be taken off it."""
    problem: str | None = None
    """Why it cannot be played."""


class SavedInfo(Struct, frozen=True):
    """A playthrough that can be gone on with."""

    slot: str
    of: str
    """Which story on the shelf it is of: `StoryInfo.id`."""
    story: str
    """The story's title."""
    scene: str
    day: int
    when: str = ""
    """When it was last played: 'today, 21:04'."""
    ended: bool = False
    name: str = ""
    """What the slot is called: 1, 2, evening."""
    problem: str = ""
    """Why it cannot be gone on with."""


class Recalled(Struct, frozen=True):
    """A turn of another playthrough that is kept."""

    slot: str
    turn: Turn


class Session(Protocol):
    """A playthrough under way."""

    problem: str | None
    """What the player must be told about the last call (a choice refused), or None."""

    def look(self) -> Page:
        """The page it stands on."""

    def choose(self, choice_id: str) -> Page:
        """The page after the choice; the same page, with `problem` set, when it cannot be taken."""

    def undo(self) -> bool:
        """Back to before the last turn; False when there is none."""

    def redo(self) -> bool:
        """Forward again; False when nothing was undone."""

    @property
    def can_undo(self) -> bool:
        """There is a turn to take back."""

    @property
    def can_redo(self) -> bool:
        """There is an undone turn."""

    def journal(self) -> list[JournalLine]:
        """All turns so far."""

    def turns(self) -> Turns:
        """All turns so far and those taken back, with the roads that were open at each."""

    def story_map(self) -> StoryMap:
        """The story as far as it was seen, in this life and all others."""

    def go_to(self, turn: int) -> Page:
        """Back to before the turn with that number, or forward to it; the page it stands on then."""

    def branch(self, turn: int, slot: str = "") -> Page:
        """A new road from before that turn of this playthrough, or of the one kept in `slot`, in a slot of its own.

        This playthrough stays as it is. `problem` says where both are kept, or why there is no new road.
        """

    def recall(self, spot: str) -> Recalled | None:
        """The last turn at a spot of the map in another playthrough that is kept; None where none was there."""

    def life(self) -> LifeView | None:
        """The whole life, looked back on from its end; None while it has not ended."""

    def again(self, gentler: bool = False) -> Session:
        """A new life of the same story, in a slot of its own."""

    def transcript(self) -> str:
        """All that was read and chosen, as Markdown."""

    def keep_page(self, ending: str, text: str) -> str:
        """Keep a page of this life as a file; `ending` is that of its name: `.md`. Gives where it lies, or why not."""

    def found(self) -> tuple[int, int]:
        """How many of the story's endings this player has found, and how many there are."""

    def been(self) -> frozenset[str]:
        """Scenes that were seen in any life so far: their text need not come slowly again."""

    def save(self) -> str:
        """Keep the playthrough; gives what the player must be told (it could not be kept), or ""."""


class Game(Protocol):
    """Where stories come from and playthroughs are kept."""

    problem: str | None
    opens: bool
    """The player may look into the folders of this machine, and open stories that lie there."""

    def stories(self) -> list[StoryInfo]:
        """All stories, in the order to show them."""

    def endings(self, story_id: str) -> tuple[int, int]:
        """As `Session.found`, of a story that was not opened: it is loaded for that. (0, 0) when it cannot be."""

    def gallery(self, story_id: str) -> GalleryView | None:
        """What this player has found of a story; it is loaded for that. None when it cannot be."""

    def reread(self, story_id: str, slot: str) -> Reread | None:
        """The ending that a kept playthrough stands at; None where it is no longer kept, or stands at none."""

    def shelve(self, typed: str) -> str:
        """Put the story at a path on the shelf, for later times too; gives its id there.

        Gives "" with `problem` set where no story can be played; `problem` may have something to say besides an id.
        """

    def unshelve(self, story_id: str) -> None:
        """Take a story of the player's own off the shelf; nothing of it is deleted, and its playthroughs stay."""

    def within(self, typed: str) -> tuple[tuple[str, bool], ...]:
        """What a path that is not ready could be: folders and stories, and whether it is a story."""

    def completed(self, typed: str) -> str:
        """The path as far as it can only go on in one way."""

    def saves(self) -> list[SavedInfo]:
        """All playthroughs of the stories there are, the latest first; `problem` tells of damaged ones."""

    def open(self, story_id: str, seed: int | None = None, *, gentler: bool = False) -> Session | None:
        """A new playthrough; None, with `problem` set, when the story cannot be played."""

    def resume(self, slot: str) -> Session | None:
        """A kept playthrough; None, with `problem` set, when it cannot be opened."""
