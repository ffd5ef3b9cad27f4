"""The file that settings are kept in: plain TOML in the platform's configuration folder (or JANGMADANG_HOME), written
whole or not at all; what this version does not know in it stays. A file that cannot be read counts as empty; nothing
here ever stops a game.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .schema import SCHEMA, Setting, Settings

FILE = "settings.toml"
UNREADABLE = "settings.toml.unreadable"


def folder() -> Path:
    """Where the file lies."""
    if home := os.environ.get("JANGMADANG_HOME"):
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("jangmadang", appauthor=False)


def read(where: Path | None = None) -> Settings:
    """The settings in the folder; what is missing, unknown or of the wrong kind stays as it is at first."""
    return _settings(_found((where or folder()) / FILE) or {})


def _found(path: Path) -> dict[str, Any] | None:
    """What the file holds; None when it is no TOML, nothing when there is none."""
    try:
        written = path.read_text("utf-8")
    except OSError:
        return {}
    except ValueError:
        return None
    import tomllib

    try:
        return tomllib.loads(written)
    except ValueError:
        return None


def _settings(found: Mapping[str, Any]) -> Settings:
    known = {one.name: found[one.name] for one in SCHEMA if one.name in found and one.holds(found[one.name])}
    keys = found.get("keys")
    keys = {what: key for what, key in keys.items() if isinstance(key, str) and key} if isinstance(keys, dict) else {}
    return Settings(**known, keys=keys)


def write(settings: Settings, where: Path | None = None) -> str | None:
    """Keep the settings; gives what the player must be told, or None.

    What a newer version has set stays. A file that is no TOML is set aside under another name, not written over.
    """
    path = (where or folder()) / FILE
    fresh = path.with_name(f".{FILE}.{os.getpid()}")
    said = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _found(path)
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text(settings, before or {}))
            file.flush()
            os.fsync(file.fileno())
        if before is None:
            path.replace(path.with_name(UNREADABLE))
            said = f"The settings file could not be read; it was set aside as {UNREADABLE}."
        fresh.replace(path)
    except OSError as error:
        return f"The settings could not be kept: {error.strerror or error}"
    return said


def text(settings: Settings, before: Mapping[str, Any] | None = None) -> str:
    """The file: every setting with what it means and can be; then the keys; then what `before` holds besides."""
    lines = [
        "# Settings of jangmadang. Delete a line, or the file, to have it as it was at first. The game writes it anew",
        "# when something is set while playing; comments of your own do not stay.",
    ]
    for setting in SCHEMA:
        lines += ["", *_comment(f"{setting.about} {_told(setting)}"), f"{setting.name} = {_toml(setting.of(settings))}"]
    before = before or {}
    known = {setting.name for setting in SCHEMA} | {"keys"}
    further = {name: value for name, value in before.items() if name not in known and _keepable(value)}
    if further:
        lines += ["", "# Of another version of the game:"]
        lines += [f"{_name(name)} = {_toml(value)}" for name, value in further.items()]
    lines += ["", *_comment('Keys other than the first ones, by what they do: undo = "z", help = "f5".'), "[keys]"]
    lines += [f"{_name(what)} = {_toml(key)}" for what, key in sorted(settings.keys.items())]
    return "\n".join(lines) + "\n"


def _told(setting: Setting) -> str:
    if setting.kind == "number":
        return setting.values().capitalize() + "."
    if setting.kind == "switch":
        on = setting.options[1].word
        return "true or false." if on == "on" else f"true: {on}; false: {setting.options[0].word}."
    told = (f"{_toml(one.value)}: {one.about}" if one.about else _toml(one.value) for one in setting.options)
    return f"{'; '.join(told)}."


def _comment(words: str, width: int = 100) -> list[str]:
    lines = ["#"]
    for word in words.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("#")
        lines[-1] += f" {word}"
    return lines


def _keepable(value: object) -> bool:
    if isinstance(value, dict):
        return all(map(_keepable, value.values()))
    return all(map(_keepable, value)) if isinstance(value, list) else isinstance(value, str | bool | int | float)


def _toml(value: object) -> str:
    """The value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_name(name)} = {_toml(one)}" for name, one in value.items()) + "}"
    return str(value)


def _name(name: str) -> str:
    return name if name and all(c.isascii() and (c.isalnum() or c in "-_") for c in name) else _toml(name)
