"""Which screen is shown: the state's own, or what lies over it. What hides most lies uppermost."""

from __future__ import annotations

from collections.abc import Callable

from ...snapshot import Projector
from . import bars, lobby, over, scene, talk
from .frame import Drawn, Face

SCREENS: dict[str, Callable[[Face, Projector], Drawn]] = {
    "lobby": lobby.lobby,
    "scene": scene.scene,
    "vote_open": scene.vote,
    "vote_closed": scene.vote,
    "reveal": bars.reveal,
    "decide": bars.decide,
    "outcome": scene.outcome,
    "stop": talk.stop,
    "waiting": talk.waiting,
    "ending": talk.ending,
    "debrief": talk.debrief,
    "closed": talk.closed,
}


def shown(sight: Projector) -> str:
    """The name of what is drawn: a state, or blank, pause, panel, pace, grid."""
    for over_it, name in (
        (sight.blank, "blank"),
        (sight.paused, "pause"),
        (sight.panel, "panel"),
        (sight.pace, "pace"),
        (sight.grid and bool(sight.rows), "grid"),
    ):
        if over_it:
            return name
    return sight.state


def drawn(face: Face, sight: Projector) -> Drawn:
    """The screen. It is as wide as the face, and as high."""
    name = shown(sight)
    if name == "blank":
        return talk.blank(face)
    if name == "pause":
        return talk.pause(face)
    if name == "panel":
        return lobby.panel(face, sight)
    if name == "pace":
        return over.pace(face, sight)
    if name == "vote_open" and any(option.votes for option in sight.options):
        return bars.live(face, sight)
    return over.grid(face, sight) if name == "grid" else SCREENS[name](face, sight)
