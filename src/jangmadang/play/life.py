"""A life: a story, a seed and the steps taken. It is the save, the undo, the replay, the transcript and the witness.

Plain values that turn into YAML-able and JSON-able data and back; they know no story and no state.
"""

from __future__ import annotations

from msgspec import Struct


class Step(Struct, frozen=True):
    """A choice and the outcomes it drew, all by id. Moves in menus are steps too; they draw nothing."""

    choice: str
    outcomes: tuple[str, ...] = ()
    """Outcomes of chances and storylets drawn, in the order drawn. A prefix forces only that many on replay."""

    def text(self) -> str:
        """`latrine>laughed`, `weld>sled`, `wrap`."""
        return ">".join((self.choice, *self.outcomes))

    @staticmethod
    def parse(text: str) -> Step:
        """The step that `text()` wrote."""
        choice, *outcomes = (part.strip() for part in text.split(">"))
        return Step(choice, tuple(outcomes))


Written = dict[str, int | str | list[str]]
"""A whole state by names: numbers, named values as words, sets as lists of words."""


Returns = tuple[tuple[str, bool, str], ...]
"""Scenes to return to, the outermost first; whether one arrives there anew; the passage that is under way."""


class Began(Struct, frozen=True):
    """Where a life was taken up, when that was not the story's beginning."""

    scene: str
    stack: Returns
    state: Written


class Life(Struct, frozen=True):
    """All that is needed to live a playthrough again, and where it stood."""

    story: str
    """Id of the story."""
    title: str
    fingerprint: str
    """Hash of the story's text when the life was lived."""
    seed: int
    steps: tuple[Step, ...]
    scene: str
    """Where it stands."""
    scene_title: str
    day: int
    stack: Returns
    state: Written
    ended: bool
    gentler: bool = False
    began: Began | None = None
    """Set when the steps do not count from the story's beginning."""
    ahead: tuple[Step, ...] = ()
    """Steps that were taken back, to go forward through again."""
