"""What `odds_of(choice)` stands for: the odds of the first outcome of a choice of the same scene.

In: the choices as written. Out: checked odds by the choice's id. Choices are built elsewhere, and never for this.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import document as d
from ..expressions import INT, Checked
from ..expressions.tree import Number
from .context import Build, Where
from .effects import EXITS, exit_id

CERTAIN = Checked("100", Number(100), INT, 100, 100)


class OddsOf:
    """The odds that one scene's expressions can ask for."""

    def __init__(self, build: Build, written: d.Scene, choices: list[tuple[d.Choice, Where]]) -> None:
        self.build, self.written, self.choices = build, written, choices
        self._open: set[str] = set()
        self._known: dict[str, Checked] = {}

    def ids(self) -> Iterator[str]:
        """The choices that roll."""
        return (self._id(choice) for choice, _ in self.choices if choice.chance)

    def of(self, id_: str) -> Checked | None:
        """The odds in 100, or None when the scene has no such choice or it rolls nothing."""
        if id_ in self._known:
            return self._known[id_]
        for choice, where in self.choices:
            if choice.chance and self._id(choice) == id_:
                self._known[id_] = self._first(id_, choice.chance, (where, "chance"))
                return self._known[id_]
        return None

    def _first(self, id_: str, chance: list[d.Outcome], where: Where) -> Checked:
        here: Where = ((where, 0), "odds")
        odds = chance[0].odds
        if odds is None or len(chance) == 1:
            return CERTAIN
        if id_ in self._open:
            self.build.report("circle", here, f"the odds of `{id_}` ask for themselves")
            return CERTAIN
        self._open.add(id_)
        # Odds that are wrong are told where they stand; what asks for them is not wrong for that.
        checked = self.build.expression(odds, here, INT, low=0, high=100) or CERTAIN
        self._open.discard(id_)
        return checked

    def _id(self, choice: d.Choice) -> str:
        return choice.id or written_exit(choice) or written_exit(self.written) or self._by_outcome(choice)

    def _by_outcome(self, choice: d.Choice) -> str:
        return (written_exit(choice.chance[0]) if choice.chance else "") or "stay"


def written_exit(written: d.Choice | d.Outcome | d.Scene) -> str:
    """What a choice is called by where it leads, `drain` or `draw_evenings`; "" when it names no way."""
    for key, kind in EXITS.items():
        if target := getattr(written, key):
            return exit_id(kind, target)
    return ""
