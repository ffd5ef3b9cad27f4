"""What was heard a moment ago and still holds, so that it is not said again: heading, text, picture, prices.

Takes pages one after another as they are shown; gives their lines.
"""

from __future__ import annotations

from ..play.view import Page
from ..settings import Hints
from .saying import page_lines, paragraphs, whereabouts
from .staging import stage_lines


class Hearing:
    """Somebody who listens to one playthrough."""

    def __init__(self) -> None:
        self._turn = -1
        self._alt = ""
        self._head: tuple[str, ...] = ()
        self._text: tuple[str, ...] = ()
        self._around: dict[str, list[str]] = {}
        """What stood around the choices, by scene, as it was said last; of one encounter only."""
        self._encounter = ""

    def lines(self, page: Page, *, whole: bool, hints: Hints) -> list[str]:
        """What is new on the page, the choices last; all of it where it is to be heard `whole`."""
        encounter = page.stage.name if page.stage is not None else ""
        if whole or encounter != self._encounter:
            self._around, self._encounter = {}, encounter
        head, text = (page.scene, page.title, whereabouts(page)), (page.scene, *paragraphs(page.text))
        heard = not whole and text == self._text
        around = stage_lines(page)
        known = self._around.get(page.scene, [])
        lines = page_lines(
            page,
            whole=whole,
            turned=page.turn != self._turn,
            # A picture is told on arriving, and not at every turn while one stays where it is.
            pictured=page.alt != self._alt,
            headed=head != self._head,
            heard=heard,
            hints=hints,
            around=[line for line in around if line not in known],
        )
        self._turn, self._alt, self._head, self._text = page.turn, page.alt, head, text
        self._around[page.scene] = around
        return lines
