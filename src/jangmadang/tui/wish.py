"""A wish is what a key means in an encounter ('buy 5 rice'); here it becomes one choice after another.

Menus are flattened: where the choice wished for is not on the page, the way to it is (the good's menu, back, other
goods). Nothing here chooses: the screen asks for the next move, chooses it, and asks again with the page that
follows.
"""

from __future__ import annotations

from msgspec import Struct

from ..play.view import ChoiceView, Page

LONGEST = 5
"""Moves after which a wish is given up: back, other goods, the good, the deed, back."""


class Wish(Struct, frozen=True):
    """What the player wants, in the words of choices' tags."""

    verb: str
    good: str = ""
    amount: str = ""
    person: str = ""
    what: str = ""

    def met_by(self, choice: ChoiceView) -> bool:
        """The choice is the one wished for."""
        tags = choice.tags
        return tags.get("verb") == self.verb and all(
            not wanted or tags.get(name) == wanted
            for name, wanted in (
                ("good", self.good),
                ("amount", self.amount),
                ("person", self.person),
                ("what", self.what),
            )
        )


def find(page: Page, wish: Wish) -> ChoiceView | None:
    """The choice on this page that fulfils the wish, locked or not."""
    return next((choice for choice in page.choices if wish.met_by(choice)), None)


def next_move(page: Page, wish: Wish, been: frozenset[str]) -> ChoiceView | None:
    """The choice to take towards the wish, never one of `been`; None when no way is left.

    Only moves that cost nothing (menus) are ever taken on the way.
    """
    if (fulfilled := find(page, wish)) is not None:
        return fulfilled
    ways = [Wish("open", good=wish.good)] if wish.good else []
    if wish.person:
        ways.append(Wish("open", person=wish.person))
    if wish.verb in ("invite", "uninvite"):
        ways.append(Wish("open", what="invite"))
    if wish.verb == "measure":
        ways.append(Wish("open", what="hide"))
    ways += [Wish("more"), Wish("back")]
    for way in ways:
        for choice in page.choices:
            if way.met_by(choice) and choice.menu and choice.open and mark(page, choice) not in been:
                return choice
    return None


def way_back(page: Page) -> ChoiceView | None:
    """The free choice that leaves a menu."""
    return next((c for c in page.choices if c.tags.get("verb") == "back" and c.menu and c.open), None)


def mark(page: Page, choice: ChoiceView) -> str:
    """What `been` remembers of a move: the scene and the choice."""
    return f"{page.scene}>{choice.id}"
