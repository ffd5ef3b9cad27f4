"""Stories of one's own that were opened once: they stand on the shelf from then on, until they are taken off it.

    <data folder>/stories.txt        a path a line

Takes what a person types or pastes; gives paths, or words about why there is no story. Nothing here raises, reads a
story or touches one: what is forgotten stays where it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..story import shelf
from .saves import home
from .whole_files import make, write_whole

FILE = "stories.txt"
LARGEST = 1_000_000


class Shelved:
    """The list of them, in the game's folder unless another is given. Each call reads the disk anew."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def all(self) -> tuple[Path, ...]:
        """Their paths in the order in which they were opened, also of those that are gone."""
        try:
            with self._file().open("rb") as file:
                text = file.read(LARGEST).decode("utf-8", "surrogateescape")
        except (OSError, ValueError):
            return ()
        lines = (line for line in text.splitlines() if line and not line.isspace() and "\0" not in line)
        return tuple(Path(line) for line in dict.fromkeys(lines))

    def add(self, path: Path) -> str:
        """Remember a story. Gives "" or words for the player: it can be played all the same."""
        known = self.all()
        return "" if path in known else self._write((*known, path))

    def forget(self, path: Path) -> str:
        """Take a story off the list; nothing of it is deleted. Gives "" or words for the player."""
        return self._write(tuple(one for one in self.all() if one != path))

    def _write(self, paths: tuple[Path, ...]) -> str:
        text = "".join(f"{path}\n" for path in paths if len(str(path).splitlines()) == 1)
        try:
            make(self._file().parent)
            write_whole(self._file(), text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            return f"The list of your own stories cannot be kept ({error.strerror or error})."
        return ""

    def _file(self) -> Path:
        return (self._folder if self._folder is not None else home()) / FILE


def meant(typed: str) -> Path:
    """The path that somebody typed, pasted, or dropped on the terminal: without quotes, ~ for one's home."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        typed = typed[1:-1]
    elif os.sep == "/":
        typed = typed.replace("\\ ", " ")
    return Path(os.path.abspath(os.path.expanduser(typed.removeprefix("file://"))))


def no_story_at(path: Path) -> str:
    """Why there can be no story at a path, in words; "" when there may be one."""
    if not shelf.exists(path):
        return f"There is nothing at {path}."
    try:
        if path.is_dir():
            if (path / shelf.COVER).is_file():
                return ""
            return f"{path} is no story: a story's folder holds a {shelf.COVER}."
    except OSError as error:
        return f"{path} cannot be read: {error.strerror or error}."
    if path.suffix not in shelf.ENDINGS:
        return f"{path} is no story: a story is a folder with a {shelf.COVER}, or a file that ends in .yaml."
    return ""


def within(typed: str) -> tuple[tuple[str, bool], ...]:
    """What could be meant by a path that is not ready: folders and stories whose names begin so, each as one would
    type it on, and whether it is a story. Hidden ones only where their point was typed.
    """
    before, name = os.path.split(typed.lstrip())
    folder = Path(os.path.expanduser(before or "."))
    found: list[tuple[str, bool]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _begins(entry.name, name) or (entry.name[0] == "." and name[:1] != "."):
                    continue
                if _is_folder(entry):
                    story = os.path.isfile(os.path.join(entry.path, shelf.COVER))
                    found.append((os.path.join(before, entry.name) + os.sep, story))
                elif entry.name.endswith(shelf.ENDINGS) and entry.name != shelf.COVER:
                    found.append((os.path.join(before, entry.name), True))
    except (OSError, ValueError):
        return ()
    return tuple(sorted(found, key=lambda one: one[0].casefold()))


def completed(typed: str) -> str:
    """The path as far as it can only go on in one way."""
    if typed.strip() == "~":
        return "~" + os.sep
    ways = [way for way, _ in within(typed)]
    if not ways:
        return typed
    least, most = min(ways), max(ways)
    alike = next((n for n, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))
    common = least[:alike]
    return common if len(common) > len(typed.lstrip()) or (len(ways) == 1 and common) else typed


def _begins(name: str, typed: str) -> bool:
    return name.casefold().startswith(typed.casefold()) if sys.platform == "win32" else name.startswith(typed)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
