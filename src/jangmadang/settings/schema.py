"""What a player may set: names, kinds, values and words. The settings screen, line mode, the file's comments and
docs/playing/settings.md are all made from SCHEMA or held to it. Nothing of a face and no file comes in here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

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


def lines(settings: Settings, only: Iterable[Setting] = SCHEMA) -> list[str]:
    """The settings in words, a line each: what each is, what it means, what else it can be."""
    return [f"{one.name}: {one.word(one.of(settings))}. {one.about} It can be {one.values()}." for one in only]
