"""The crossing: a bank at night, a squad whose round one can learn by watching, and a way back that is always open.

`expand` takes a `crossing:` block and gives seven scenes: the bank (the writer's own scene), the torch that sends one
home, the middle of the way over, the far bank, the way back, the hand on the sleeve, and staying. `view` gives the
numbers of a moment a shape for screens. The odds stand in `odds`, the
words in `texts`, the scenes in `bank` and `ways`.

The night is fixed by seed, place and day; each arrival begins somewhere else in the squad's round, and the writer's own
scenes beside the river leave the night open: who comes back to the bank on the same day finds the count where it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from ...document import Crossing, Scene
from .. import Expansion, MadeChoice, Setting
from . import bank, texts, ways
from .checks import troubles
from .river import AT, LOCAL, River, local, state


class CrossingView(Struct, frozen=True):
    """The river at one moment, for a screen. What is true of the squad is not in it, only what was seen."""

    river: str
    across: str
    """What the other bank is called."""
    moon: str
    footing: str
    """How the ice is, or the water of a ford."""
    along: tuple[str, ...]
    """Names of those who go along."""
    at: str
    """bank, ice, across, back, caught, stay."""
    turn: int
    """Turns of watching gone; the night has `dawn`."""
    dawn: int
    turns: int
    """How many turns the way over takes."""
    passes: tuple[int, ...]
    """In which turns somebody passed, the earliest first: the last three at most."""
    gaps: tuple[int, ...]
    """Turns between them, the earliest first."""
    cold: int
    coldest: int
    celsius: int | None
    odds: int
    """In 100, as far as one can guess; -1 where there is nothing to guess."""


def view(fixed: Mapping[str, Any], values: Mapping[str, int]) -> CrossingView:
    """The numbers of a moment as one value. Takes a stage's `fixed` and `values`."""
    gaps = [values[name] for name in ("gap1", "gap2") if values.get(name)]
    passes = [values["turn"] - values["since"]] if values["known"] else []
    for gap in gaps:
        passes.append(passes[-1] - gap)
    return CrossingView(
        fixed["river"],
        fixed["across"],
        fixed["moon"],
        fixed["water"] if "water" in fixed else fixed["ice"],
        tuple(fixed["with"]),
        AT[values["at"]],
        values["turn"],
        fixed["dawn"],
        fixed["turns"],
        tuple(reversed(passes)),
        tuple(reversed(gaps)),
        values["cold"],
        fixed["cold_max"],
        values.get("celsius"),
        values["odds"],
    )


def expand(name: str, scene: Scene, block: Crossing, setting: Setting) -> Expansion:
    """The seven scenes of a crossing. With troubles there is only the writer's own, and a way back from it."""
    found = troubles(block, scene, setting)
    if found:
        back = MadeChoice(id="turn_back", text=texts.CAPTIONS["turn_back"], stay=True)
        hub = structs.replace(scene, crossing=None, choices=[back])
        # The writer's own texts ask for the count: one slip in the block must not make them wrong as well.
        return Expansion({name: hub}, state(name, block), local(name), troubles=found)
    river = River(name, scene, block, setting)
    scenes = {
        name: bank.bank(river),
        f"{name}.seen": ways.seen(river),
        f"{name}.ice": ways.middle(river),
        f"{name}.across": ways.across(river),
        f"{name}.back": ways.back(river),
        f"{name}.caught": ways.caught(river),
        f"{name}.stay": ways.stay(river),
    }
    return Expansion(scenes, state(name, block), local(name), fixed=river.fixed(), view=river.view())


__all__ = ["AT", "LOCAL", "CrossingView", "expand", "view"]
