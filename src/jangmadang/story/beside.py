"""What lies in a story's folder besides its own files: drawings, play-tests.

Takes the names that a story uses; gives bytes. Only ordinary files inside the folder count, so that a story from
anybody reads nothing else of a player's machine.
"""

from __future__ import annotations

from pathlib import Path


class Beside:
    """A story's folder; without one everything is taken to be there, and nothing can be read."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def has(self, name: str) -> bool:
        """Whether an ordinary file of that name lies in the folder."""
        return self._folder is None or self._path(name) is not None

    def shown(self, name: str) -> str:
        """How problems call the file."""
        return str(self._folder / name) if self._folder is not None else name

    def read(self, name: str, most: int) -> bytes | None:
        """At most so many bytes of the file and one more, or None where it cannot be read."""
        path = self._path(name) if self._folder is not None else None
        if path is None:
            return None
        try:
            with open(path, "rb") as file:
                return file.read(most + 1)
        except OSError:
            return None

    def _path(self, name: str) -> Path | None:
        assert self._folder is not None
        try:
            path = (self._folder / name).resolve()
            inside = path.is_relative_to(self._folder.resolve())
            return path if inside and path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # a NUL in it, a loop of links
            return None
