"""What is asked for each command that needs more than its key, and the command that is made of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..commands import LONGEST_NOTE, LONGEST_REASON, MOST_HANDS, AnyCommand, named
from ..snapshot import Option
from .asking import AskScreen, CountScreen, PickScreen, WriteScreen

if TYPE_CHECKING:
    from .screen import ProjectorScreen

TIES = (("again", "Vote again"), ("lots", "Draw lots"), ("facilitator", "You choose: then press its number"))


def _ask(wall: ProjectorScreen, screen: AskScreen, make: Callable[[Any], AnyCommand]) -> None:
    """Ask, and send what is made of the answer, unless there was none."""

    async def then(answer: Any) -> None:
        if answer is not None:
            await wall.send(make(answer))
        wall.redraw()

    wall.app.push_screen(screen, then)


def note(wall: ProjectorScreen) -> None:
    """Something that was said."""
    asked = "What was said? Words, never who."
    _ask(
        wall,
        WriteScreen(wall, asked, LONGEST_NOTE, least=1),
        lambda words: named("note", words=words),
    )


def reason(wall: ProjectorScreen, option: Option) -> None:
    """Why another choice than the room's is taken."""
    leader = wall.sight.split.first if wall.sight.split is not None else 0
    asked = f"The room chose {leader}. Why {option.number}?" if leader else f"Why {option.number}? (enter: no word)"
    _ask(
        wall,
        WriteScreen(wall, asked, LONGEST_REASON, least=1 if leader else 0),
        lambda words: named("decide", choice=option.id, reason=words),
    )


def people(wall: ProjectorScreen) -> None:
    """How many people there are."""
    asked = f"How many people are here? 0: not counted. At most {MOST_HANDS:,}."
    _ask(
        wall,
        WriteScreen(wall, asked, 4, digits=True, least=1),
        lambda typed: named("people", count=min(int(typed), MOST_HANDS)),
    )


def pair(wall: ProjectorScreen) -> None:
    """The digits of a phone that is to lead."""
    asked = "Your own phone shows six digits. Type them here."
    _ask(
        wall, WriteScreen(wall, asked, 6, digits=True, hidden=True, least=6), lambda typed: named("pair", digits=typed)
    )


def tie(wall: ProjectorScreen) -> None:
    """How a tie is settled."""
    ways = [words for _, words in TIES]
    _ask(wall, PickScreen(wall, "How is it settled?", ways), lambda at: named("tie", kind=TIES[at][0]))


def hands(wall: ProjectorScreen) -> None:
    """How many hands there are for each choice."""
    if any(not option.reason for option in wall.sight.options):
        _ask(wall, CountScreen(wall, wall.sight.options), lambda counts: named("hands", counts=counts))


ASKS: dict[str, Callable[[ProjectorScreen], None]] = {
    "note": note,
    "people": people,
    "pair": pair,
    "tie": tie,
    "hands": hands,
}
"""By the command's name."""
