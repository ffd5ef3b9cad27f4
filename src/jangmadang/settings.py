"""What a player may set: one schema of names, kinds, values and words, and the file that it is kept in.

The settings screen, line mode, the file's comments and docs/playing/settings.md are all made from SCHEMA or held to
it. The file is plain TOML in the platform's configuration folder (or JANGMADANG_HOME), written whole or not at all;
what this version does not know in it stays. Nothing of a face comes in here, and nothing slow: the command line reads
the settings to decide which face is shown. A file that cannot be read counts as empty; nothing here ever stops a game.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

FILE = "settings.toml"
UNREADABLE = "settings.toml.unreadable"

Value = str | bool | int
Kind = Literal["choice", "switch", "number"]
Hints = Literal["full", "which", "none"]
"""What is told of an open choice: all, which meters it touches, nothing."""


class Settings(Struct, frozen=True):
    """Settings with what they are at first. What each means stands in SCHEMA."""

    text: str = "by paragraph"
    measure: int = 66
    """Cells."""
    theme: str = "lamp"
    glyphs: str = "full"
    pictures: bool = True
    motion: bool = True
    cursor: bool = False
    hints: Hints = "full"
    gentler: bool = False
    plain: bool = False
    keys: dict[str, str] = {}
    """Keys other than the first ones: what is done (undo, journal, …) and the key for it (z, ?, f5, comma)."""


class Option(Struct, frozen=True):
    """A value, the word for it, and what it means, where the word does not say so."""

    value: Value
    word: str
    about: str = ""


class Setting(Struct, frozen=True):
    """One thing that can be set."""

    name: str
    """In the file, and by lines."""
    group: str
    label: str
    """On the screen."""
    about: str
    """A sentence."""
    kind: Kind
    options: tuple[Option, ...]
    """All values; of a number those that the arrows walk through."""

    @property
    def first(self) -> Value:
        """What it is before anybody sets it."""
        value: Value = getattr(Settings(), self.name)
        return value

    def of(self, settings: Settings) -> Value:
        """What it is set to."""
        value: Value = getattr(settings, self.name)
        return value

    def word(self, value: Value) -> str:
        """What the value is called."""
        return next((option.word for option in self.options if option.value == value), str(value))

    def holds(self, value: object) -> bool:
        """The value is one of its own, and of its kind."""
        if self.kind == "number":
            low, high = self.bounds
            return type(value) is int and low <= value <= high
        return any(type(option.value) is type(value) and option.value == value for option in self.options)

    @property
    def bounds(self) -> tuple[int, int]:
        """Of a number: the lowest and the highest."""
        numbers = [option.value for option in self.options if type(option.value) is int]
        return min(numbers), max(numbers)

    def understand(self, said: str) -> Value | None:
        """The value that somebody means by that; None when it is none of them."""
        said = " ".join(said.casefold().strip("\"'").split())
        if self.kind == "number":
            number = int(said) if said.isdecimal() and len(said) < 9 else None
            return number if number is not None and self.holds(number) else None
        for option in self.options:
            if said in (option.word.casefold(), str(option.value).casefold()):
                return option.value
        if self.kind == "switch" and said in (*_YES, *_NO):
            return said in _YES
        return None

    def now(self, settings: Settings) -> str:
        """What it means, and what it is set to."""
        option = next((option for option in self.options if option.value == self.of(settings) and option.about), None)
        return f"{self.about} {option.word.capitalize()}: {option.about}." if option is not None else self.about

    def values(self) -> str:
        """All values as one tells them: 'at once, by paragraph or slow', 'from 56 to 68'."""
        if self.kind == "number":
            return "from {} to {}".format(*self.bounds)
        words = [option.word for option in self.options]
        return f"{', '.join(words[:-1])} or {words[-1]}"


_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


def _switch(off: str = "off", on: str = "on") -> tuple[Option, ...]:
    return Option(False, off), Option(True, on)


SCHEMA: tuple[Setting, ...] = (
    Setting(
        "text",
        "Reading",
        "new text",
        "How new text comes; space or enter shows the rest. What was read before is there at once.",
        "choice",
        (
            Option("at once", "at once", "a whole page"),
            Option("by paragraph", "by paragraph", "one after another"),
            Option("slow", "slow", "one after another, as slowly as one reads"),
        ),
    ),
    Setting(
        "measure",
        "Reading",
        "line length",
        "How long a line of text may be, in characters.",
        "number",
        tuple(Option(cells, str(cells)) for cells in range(56, 69, 2)),
    ),
    Setting(
        "theme",
        "Seeing",
        "colours",
        "The colours of everything.",
        "choice",
        (
            Option("lamp", "lamp", "a lamp in a cold room"),
            Option("hanji", "hanji", "ink on paper"),
            Option("river", "river", "the river at night"),
            Option("contrast", "contrast", "the strongest contrast"),
            Option("terminal", "terminal", "your terminal's own"),
        ),
    ),
    Setting(
        "glyphs",
        "Seeing",
        "signs",
        "What arrows, bars, lines and pictures are drawn with.",
        "choice",
        (
            Option("full", "full", "whatever looks best"),
            Option("safe", "safe", "one column wide on every terminal, older Korean and Chinese consoles too"),
            Option("ascii", "ascii", "a typewriter's characters"),
        ),
    ),
    Setting("pictures", "Seeing", "pictures", "Drawn pictures of places, where there is room.", "switch", _switch()),
    Setting(
        "motion",
        "Seeing",
        "motion",
        "Whether anything may move by itself; without it new text is there at once.",
        "switch",
        _switch(),
    ),
    Setting(
        "cursor",
        "Seeing",
        "cursor follows",
        "The terminal's own cursor stands at what you would choose: for braille displays, magnifiers and screen "
        "readers that follow it.",
        "switch",
        _switch(),
    ),
    Setting(
        "hints",
        "Playing",
        "hints",
        "What is told of an open choice before it is taken. A locked one always says why.",
        "choice",
        (
            Option("full", "full", "its price, its odds and a word on what may come of it"),
            Option("which", "which", "only which meters it touches itself"),
            Option("none", "none", "nothing"),
        ),
    ),
    Setting(
        "gentler",
        "Playing",
        "wording",
        "For what you begin from now on, where a story has gentler words.",
        "switch",
        _switch("as written", "gentler"),
    ),
    Setting(
        "plain",
        "Playing",
        "by lines",
        "Begin by lines of text next time, for screen readers and braille. JANGMADANG_PLAIN=0 undoes it.",
        "switch",
        _switch(),
    ),
)
"""All that can be set, in the order to show it. Keys stand beside: they are set one by one."""

THEMES = next(setting for setting in SCHEMA if setting.name == "theme")


def named(name: str) -> Setting | None:
    """The setting of that name, as the file or as the screen has it."""
    name = " ".join(name.casefold().split())
    return next((setting for setting in SCHEMA if name in (setting.name, setting.label)), None)


def asked(said: str) -> tuple[Setting, Value] | str:
    """What somebody wants who says `hints which` or `line length 60`; words where it cannot be had."""
    said = " ".join(said.split())
    for setting in SCHEMA:
        for name in (setting.name, setting.label):
            if said.casefold() == name or said.casefold().startswith(f"{name} "):
                rest = said[len(name) :].strip()
                value = setting.understand(rest)
                if value is not None:
                    return setting, value
                return f"{setting.name} can be {setting.values()}{f', not {rest}' if rest else ''}."
    return f"There is no such setting. There are {', '.join(setting.name for setting in SCHEMA)}."


def changed(settings: Settings, setting: Setting, value: Value) -> Settings:
    """The settings with that one set otherwise."""
    return replace(settings, **{setting.name: value})


# ---- the file
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


def lines(settings: Settings, only: Iterable[Setting] = SCHEMA) -> list[str]:
    """The settings in words, a line each: what each is, what it means, what else it can be."""
    return [f"{one.name}: {one.word(one.of(settings))}. {one.about} It can be {one.values()}." for one in only]
