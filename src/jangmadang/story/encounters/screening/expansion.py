"""The screening: a film at night, whom to let in, what to spend on hiding, and when to stop.

Takes a scene with a `screening:` block; gives the hub, two menus, a scene for each part, the door, the dark, and
what the days after bring wherever the player is by then. `view` reads the numbers of a moment for richer screens.
Nothing here plays. Rules stand in `rules`, default words in `texts`, the scenes in
`evening` and `days`.

    name            hub: the writer's own, invite, hide, begin, bed (free, always)
    name.invite     menu of guests
    name.hide       menu of what can be seen to, and of what has to be bought
    name.part_1 …   a part was seen: go_on, stop; after the last: end
    name.knock      hide, pay, open
    name.dark       the disc is in the dead player: wait, pry
    name.names      caught, and asked for names
    name.after      they go home
    name.talk       a passage, a day later: somebody has talked
    name.warning    a passage: the unit's head brings back a bowl
    name.visit      a passage: boots in the lane
    name.asked      they found something, and ask for names
"""

from __future__ import annotations

from msgspec import structs

from ... import document as d
from .. import Expansion, Setting
from ..shared import Checks
from . import days, evening
from . import view as screen
from .checks import check
from .making import Making
from .rules import FLAGS, NUMBERS, WAYS
from .view import GuestView, ScreeningView, view

__all__ = ["GuestView", "ScreeningView", "expand", "view"]


def expand(name: str, scene: d.Scene, block: d.Screening, setting: Setting) -> Expansion:
    """The scenes of a screening. Where the block cannot be, the troubles say why and only the hub stands."""
    checks = Checks(setting)
    check(scene, block, checks)
    m = Making(name, scene, block, setting)
    state, local = _state(m), _local(m)
    if checks.troubles:
        hub = structs.replace(scene, screening=None, choices=[d.Choice(text="Not tonight", id="bed", stay=True)])
        return Expansion({name: hub}, state, local, troubles=checks.troubles)
    made = evening.scenes(m) | days.scenes(m)
    for end, one in made.items():
        one.view = {"at": str(screen.at(end))} | (one.view or {})
    scenes = {f"{name}.{end}" if end else name: one for end, one in made.items()}
    return Expansion(scenes, state, local, days.rules(m), screen.fixed(m), screen.expressions(m))


def _state(m: Making) -> dict[str, d.Variable]:
    """What an evening, and those who were there, are remembered by."""
    state = {slot: d.Variable(start="0", max=most) for slot, most in NUMBERS.items()}
    needed = m.bought()
    state |= {flag: d.Variable(start="false") for flag in FLAGS}
    state |= {thing: d.Variable(start="false" if thing in needed else "true") for thing in ("player", "film")}
    state["guests"] = d.Variable(set_of=list(m.guests))
    state["teller"] = d.Variable(person=list(m.guests))
    state["how"] = d.Variable(start="none", one_of=list(WAYS))
    return {f"{m.name}.{slot}": shape for slot, shape in state.items()}


def _local(m: Making) -> dict[str, str]:
    """Short names: `night.part` for the rules and texts here, `guests` and `part` for the writer's."""
    slots = (*NUMBERS, *FLAGS, "guests", "teller", "how")
    return {f"night.{slot}": f"{m.name}.{slot}" for slot in slots} | {
        "guests": f"{m.name}.guests",
        "part": f"{m.name}.part",
    }
