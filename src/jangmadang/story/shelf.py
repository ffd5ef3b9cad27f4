"""Where stories stand: those that come with the game, and whatever path a person names.

Gives paths; reads none of them. The shipped folder lies inside the installed package, or beside `src` in a checkout.
"""

from __future__ import annotations

from pathlib import Path

COVER = "story.yaml"
ENDINGS = (".yaml", ".yml")


def shipped() -> dict[str, Path]:
    """The stories that come with the game, by id (the folder's or file's name), in alphabetical order."""
    folder = _shipped_folder()
    return {path.stem: path for path in sorted(folder.iterdir()) if _is_story(path)} if folder else {}


def find(named: str) -> Path | None:
    """The story a person means: a path that exists, else a shipped id; None when it is neither.

    A cover's path means the whole folder it stands in.
    """
    path = Path(named)
    if named and path.exists():
        return path.parent if path.name == COVER else path
    return shipped().get(named)


def _shipped_folder() -> Path | None:
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "stories", package.parents[1] / "stories"):
        if folder.is_dir():
            return folder
    return None


def _is_story(path: Path) -> bool:
    return (path / COVER).is_file() or (path.suffix in ENDINGS and path.is_file())
