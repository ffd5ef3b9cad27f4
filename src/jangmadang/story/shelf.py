"""Where stories stand: those that come with the game, and whatever path a person names.

Gives paths; reads none of them. The shipped folder lies inside the installed package, or beside `src` in a checkout.
"""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

COVER = "story.yaml"
ENDINGS = (".yaml", ".yml")
NOT_SCENES = ("tests", "policies")
"""Folders inside a story whose files are not read as the story."""


def shipped() -> dict[str, Path]:
    """The stories that come with the game, by id (the folder's or file's name), in alphabetical order."""
    folder = _shipped_folder()
    return {path.stem: path for path in sorted(folder.iterdir()) if _is_story(path)} if folder else {}


def find(named: str) -> Path | None:
    """The story a person means: a path that exists, else a shipped id; None when it is neither.

    A cover's path means the whole folder it stands in.
    """
    path = Path(named)
    if named and exists(path):
        return path.parent if path.name == COVER else path
    return shipped().get(named)


def exists(path: Path) -> bool:
    """Whether there is something; a path no system could have (too long, a NUL in it) is nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def story_files(path: Path) -> list[Path]:
    """The files of a story: the file itself, or all YAML files in and below a folder but its tests and policies.

    The cover first, the others by name; the order never matters. Raises OSError for a folder that cannot be read.
    """
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=_cannot):
        folders[:] = [name for name in folders if name not in NOT_SCENES and not name.startswith(".")]
        found += [
            Path(folder, name)
            for name in names
            if name.endswith(ENDINGS) and not name.startswith(".") and not _is_device(os.path.join(folder, name))
        ]
    return sorted(found, key=lambda file: (file != path / COVER, file.relative_to(path).as_posix()))


def _is_device(path: str) -> bool:
    """Whether it is neither a file nor a link that leads nowhere: reading a pipe would wait for ever."""
    try:
        return not S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False  # whoever reads it says why it cannot be read


def _cannot(error: OSError) -> None:
    raise error


def _shipped_folder() -> Path | None:
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "stories", package.parents[1] / "stories"):
        if folder.is_dir():
            return folder
    return None


def _is_story(path: Path) -> bool:
    return (path / COVER).is_file() or (path.suffix in ENDINGS and path.is_file())
