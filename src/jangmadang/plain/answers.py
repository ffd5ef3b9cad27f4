"""What a player's answer means on a page: a number, a choice's id, or a command.

Takes the line and the Page; gives an Answer. Nothing is done here.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..play.view import ChoiceView, Page
from ..story.problems import did_you_mean

Command = Literal[
    "back",
    "forward",
    "look",
    "choices",
    "where",
    "meters",
    "people",
    "pack",
    "journal",
    "turning",
    "branch",
    "map",
    "notes",
    "ending",
    "gallery",
    "write",
    "save",
    "settings",
    "set",
    "help",
    "quit",
]

COMMANDS: dict[str, Command] = {
    "back": "back",
    "undo": "back",
    "forward": "forward",
    "redo": "forward",
    "look": "look",
    "again": "look",
    "repeat": "look",
    "choices": "choices",
    "where": "where",
    "when": "where",
    "date": "where",
    "meters": "meters",
    "meter": "meters",
    "money": "meters",
    "people": "people",
    "who": "people",
    "pack": "pack",
    "inventory": "pack",
    "bag": "pack",
    "journal": "journal",
    "turning": "turning",
    "branch": "branch",
    "map": "map",
    "notes": "notes",
    "note": "notes",
    "find": "notes",
    "ending": "ending",
    "gallery": "gallery",
    "write": "write",
    "save": "save",
    "settings": "settings",
    "set": "set",
    "help": "help",
    "?": "help",
    "quit": "quit",
    "exit": "quit",
}


class Answer(Struct, frozen=True):
    """One of: a choice to take, a command with what follows it, or words about why it is neither."""

    choice: str = ""
    command: Command | None = None
    rest: str = ""
    unclear: str = ""


def understand(line: str, page: Page) -> Answer:
    """A choice's number or id goes before a command of the same name; `/back` is always the command."""
    said = line.strip()
    if not said:
        only = page.choices[0] if len(page.choices) == 1 else None
        return Answer(choice=only.id) if only else Answer(unclear=span(page))
    by_id = {choice.id: choice for choice in page.choices}
    if said in by_id:
        return Answer(choice=said)
    number = said.rstrip(".")
    if number.isdecimal():
        return _numbered(number, page)
    word, _, rest = said.partition(" ")
    plain = word.casefold().removeprefix("/")
    if plain in COMMANDS:
        return Answer(command=COMMANDS[plain], rest=rest.strip())
    if said.casefold() in by_id:
        return Answer(choice=said.casefold())
    return Answer(unclear=f'"{said[:80]}" is no choice here{_near(said[:80], page)} {span(page)}')


def _near(said: str, page: Page) -> str:
    """What may have been meant: a choice whose words hold it, or a word that is like it."""
    plain = said.casefold()
    held = [choice for choice in page.choices if len(plain) > 2 and plain in choice.text.casefold()]
    if len(held) == 1:
        return f"; did you mean {held[0].number}, {held[0].text.rstrip('.')}?"
    near = did_you_mean(plain, [*(choice.id for choice in page.choices), *COMMANDS])
    return f"; {near}" if near else "."


def span(page: Page) -> str:
    """`Choose 1 to 5, or say help.`"""
    return f"{_numbers(page.choices)}, or say help."


def prompt(page: Page, *, long: bool) -> str:
    """The last words before the player answers; `long` names the commands."""
    if not long:
        return f"{_numbers(page.choices)}, or help > "
    back = "undo" if any(choice.id == "back" for choice in page.choices) else "back"
    return (
        f"{_numbers(page.choices)}, or: {back}, where, meters, people, pack, journal, map, notes, save, help, quit > "
    )


def _numbered(number: str, page: Page) -> Answer:
    for choice in page.choices:
        if len(number) <= 9 and choice.number == int(number):
            return Answer(choice=choice.id)
    return Answer(unclear=f"There is no choice {number[:9]}. {span(page)}")


def _numbers(choices: tuple[ChoiceView, ...]) -> str:
    return f"Choose 1 to {len(choices)}" if len(choices) > 1 else "Choose 1"
