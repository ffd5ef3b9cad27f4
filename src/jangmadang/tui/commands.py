"""What the palette offers: everything there is to do on the screen it was opened over, and everywhere.

Nothing is done here. A command is words, the key for it, and an action with the screen that takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..settings import SCHEMA, THEMES
from .hangul import latin
from .keys import HELP, SETTINGS, STOP, THEME, Key

if TYPE_CHECKING:
    from .screens.base import CanvasScreen


class Command(Struct, frozen=True):
    """Something to do."""

    words: str
    about: str
    action: str
    on: CanvasScreen | None = None
    """The screen that takes the action; without one the app does."""
    key: str = ""
    """What is pressed for it there, or nothing."""


_HERE_ONLY = {"read_on", "read_back", "back", "quit"}
"""What a screen does only while nothing is open over it."""


def offered(over: CanvasScreen) -> list[Command]:
    """All commands, the screen's own first."""
    called = over.game_app.keyboard.shown
    commands = over.offers()
    for screen in reversed(over.app.screen_stack):
        if screen is not over and (offers := getattr(screen, "offers", None)) is not None:
            commands += [
                one for one in offers() if one.action not in _HERE_ONLY and not one.action.startswith("choose(")
            ]
    commands += [of(key, over, called(key)) for key in (HELP, SETTINGS)]
    commands.append(Command("Keys", "which keys do what", "keys", over))
    commands.append(Command("Next colours", THEME.meaning, THEME.action, over, called(THEME)))
    now = over.as_shown
    for setting in SCHEMA:
        # Of a number the ends and the middle are enough.
        for option in setting.options[:: len(setting.options) // 2 if setting.kind == "number" else 1]:
            if option.value != setting.of(now) and not (setting is THEMES and over.game_app.themes_locked):
                words = f"{setting.label.capitalize()}: {option.word}"
                commands.append(
                    Command(words, option.about or setting.about, f"set({setting.name!r}, {option.word!r})", over)
                )
    commands.append(Command("Save a picture", "the screen as it is, as SVG", "screenshot"))
    commands.append(of(STOP, None, called(STOP)))
    first: dict[str, Command] = {}
    for command in commands:
        first.setdefault(command.words, command)
    return list(first.values())


def of(key: Key, on: CanvasScreen | None, called: str) -> Command:
    """What a key does, as a command."""
    return Command(key.label, key.meaning, key.action, on, called)


def found(commands: list[Command], query: str) -> list[Command]:
    """Those that hold every word of the query, the nearest first; typed under a Korean input method it is the same."""
    words = latin(query).casefold().split()

    def far(command: Command) -> int | None:
        name, about = command.words.casefold(), command.about.casefold()
        distance = 0
        for word in words:
            if name.startswith(word):
                continue
            if f" {word}" in name:
                distance += 1
            elif word in name:
                distance += 2
            elif word in about:
                distance += 4
            else:
                return None
        return distance

    ranked = [(distance, command) for command in commands if (distance := far(command)) is not None]
    return [command for _, command in sorted(ranked, key=lambda one: one[0])]
