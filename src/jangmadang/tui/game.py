"""What the screens ask of the game: stories to choose from, and a session to play.

The screens know nothing behind these two protocols. All calls may take time (files are read and written), so the
app makes them on a thread of their own, one after another. What can go wrong for a player is a value: `problem`, in
words.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

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
    found: int = 0
    """Endings this player has found."""
    where: str = ""
    """Its folder, when it does not ship with the game."""
    problem: str | None = None
    """Why it cannot be played."""


class SavedInfo(Struct, frozen=True):
    """A playthrough that can be gone on with."""

    slot: str
    story: str
    """The story's title."""
    scene: str
    day: int
    when: str = ""
    """When it was last played: 'today, 21:04'."""
    ended: bool = False


class Session(Protocol):
    """A playthrough under way."""

    problem: str | None
    """What the player must be told about the last call (a choice refused, a save not written), or None."""

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

    def save(self) -> None:
        """Keep the playthrough; `problem` says when it cannot be kept."""


class Game(Protocol):
    """Where stories come from and playthroughs are kept."""

    problem: str | None

    def stories(self) -> list[StoryInfo]:
        """All stories, in the order to show them."""

    def saves(self) -> list[SavedInfo]:
        """Playthroughs to go on with, the latest first."""

    def open(self, story_id: str, seed: int | None = None) -> Session | None:
        """A new playthrough; None, with `problem` set, when the story cannot be played."""

    def resume(self, slot: str) -> Session | None:
        """A kept playthrough; None, with `problem` set, when it cannot be opened."""
