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
    "meters": "meters",
    "people": "people",
    "pack": "pack",
    "journal": "journal",
    "turning": "turning",
    "branch": "branch",
    "map": "map",
    "notes": "notes",
    "note": "notes",
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

HELP = [
    "Answer with the number of a choice, or with its name. An empty line takes the only choice there is.",
    "back, or undo: take the last turn back. forward: take it again. back 3: so many turns; back to 12: to the turn "
    "that the journal calls so; back to the stall: to the last scene called so. forward knows the same.",
    "branch: a new road from here, in a slot of its own, while this playthrough stays; branch 12, branch from the "
    "stall: from there.",
    "look: read this page again.",
    "meters, people, pack: what you have, whom you know, what you carry.",
    "journal: the last five turns; journal all: every turn; journal 12: one.",
    "turning: the turns where other roads were open. map: the scenes you have seen, in all lives, and roads not taken.",
    "notes: the field notes; notes and a word: one of them.",
    "ending: this life as a whole, once it has ended. gallery: the endings you have found; and a number: one of them.",
    "write: all that was read and chosen, into a file.",
    "save: where this playthrough is kept; save and a name: keep a copy under that name.",
    "settings: what can be set, and how it is; set, a name and a value: set hints which.",
    "quit: leave. Everything is saved after each choice.",
    "Where a choice has the name of a command, a stroke means the command: /back, /save.",
]


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
    near = did_you_mean(said[:80].casefold(), [*by_id, *COMMANDS])
    return Answer(unclear=f'"{said[:80]}" is no choice here{f"; {near}" if near else "."} {span(page)}')


def span(page: Page) -> str:
    """`Choose 1 to 5, or say help.`"""
    return f"{_numbers(page.choices)}, or say help."


def prompt(page: Page, *, long: bool) -> str:
    """The last words before the player answers; `long` names the commands."""
    if not long:
        return f"{_numbers(page.choices)}, or help > "
    back = "undo" if any(choice.id == "back" for choice in page.choices) else "back"
    return f"{_numbers(page.choices)}, or: {back}, meters, people, pack, journal, map, notes, save, help, quit > "


def _numbered(number: str, page: Page) -> Answer:
    for choice in page.choices:
        if len(number) <= 9 and choice.number == int(number):
            return Answer(choice=choice.id)
    return Answer(unclear=f"There is no choice {number[:9]}. {span(page)}")


def _numbers(choices: tuple[ChoiceView, ...]) -> str:
    return f"Choose 1 to {len(choices)}" if len(choices) > 1 else "Choose 1"
