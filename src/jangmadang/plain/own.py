"""Stories of one's own, by lines: those that stand on the shelf, one more, one less. Reads them by what it is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..play.shelved import Shelved, meant, no_story_at
from ..story import shelf
from ..story.model import Loaded, Story


class Own:
    """What the player has put on the shelf. `read` gives the story at a path, None after saying why it cannot."""

    def __init__(self, read: Callable[[Path], Loaded | None], shelved: Shelved | None = None) -> None:
        self._read = read
        self._shelved = shelved if shelved is not None else Shelved()

    def stories(self) -> tuple[list[tuple[str, Story]], list[str]]:
        """Each by its path; and words about those that cannot be played now."""
        found: list[tuple[str, Story]] = []
        said: list[str] = []
        for path in self._shelved.all():
            if words := no_story_at(path):
                said.append(words)
            elif (had := self._read(path)) is not None and had.story is not None:
                found.append((str(path), had.story))
            else:
                said.append(f"The story at {path} has errors: jangmadang check lists them.")
        return found, said

    def open(self, typed: str) -> tuple[str, str]:
        """The path of the story that somebody means, now on the shelf; and words, where there is something to say."""
        path = meant(typed)
        path = path.parent if path.name == shelf.COVER and path.is_file() else path
        if words := no_story_at(path):
            return "", words
        had = self._read(path)
        if had is None or had.story is None:
            return "", f"The story at {path} has errors: jangmadang check lists them." if had is not None else ""
        return str(path), self._shelved.add(path)

    def forget(self, path: str) -> str:
        """Off the shelf; gives the words for it."""
        return self._shelved.forget(Path(path)) or f"It is off the shelf, and stays where it lies: {path}"
