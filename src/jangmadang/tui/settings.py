"""What a player has set: read from and written to a small text file, whole or not at all.

The file is plain TOML of `name = value` lines in the platform's configuration folder (or JANGMADANG_HOME). Standard
library only, and nothing of Textual: the command line reads it to decide whether a screen is opened at all. A file
that cannot be read counts as empty; nothing here ever stops the game.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

FILE = "settings.toml"


class Settings(Struct, frozen=True):
    """Settings with what they are at first."""

    theme: str = "lamp"
    """Colours: lamp, hanji, river, contrast, terminal."""
    motion: bool = True
    """Things may move and blink."""
    gentler: bool = False
    """What is begun on the screen is told in gentler words, where a story has some."""
    plain: bool = False
    """Play by lines of text even where a screen could be opened."""


def folder() -> Path:
    """Where the file lies."""
    if home := os.environ.get("JANGMADANG_HOME"):
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("jangmadang", appauthor=False)


def read(where: Path | None = None) -> Settings:
    """The settings in the folder; what is missing, unknown or of the wrong kind stays as it is at first."""
    try:
        import tomllib

        found = tomllib.loads(((where or folder()) / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    first = Settings()
    known = {
        name: found[name] for name in Settings.__struct_fields__ if type(found.get(name)) is type(getattr(first, name))
    }
    return replace(first, **known)


def write(settings: Settings, where: Path | None = None) -> str | None:
    """Keep the settings; gives what went wrong in words, or None."""
    path = (where or folder()) / FILE
    fresh = path.with_name(f".{FILE}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as file:
            file.write(_text(settings))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        return f"The settings could not be kept: {error.strerror or error}"
    return None


def _text(settings: Settings) -> str:
    lines = ["# Settings of jangmadang. Delete a line, or the file, to have it as it was at first."]
    for name in Settings.__struct_fields__:
        value = getattr(settings, name)
        written = ("true" if value else "false") if isinstance(value, bool) else f'"{value}"'
        lines.append(f"{name} = {written}")
    return "\n".join(lines) + "\n"
