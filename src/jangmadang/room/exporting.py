"""A room's life as a save of the game: whoever led the room, or was in it, can go on alone, or fork off anywhere."""

from __future__ import annotations

from ..play.saves import Saves, slot_problem
from .session import Session


def saved(session: Session, name: str, group: int = 1, saves: Saves | None = None) -> str:
    """Keep a group's life under this name among the story's saves; gives the name that it got.

    A name that is taken is left as it is, and a name that no save may have gives way to a number. Raises OSError when
    the disk does not take it.
    """
    saves = saves or Saves()
    life = session.groups[group].run.life()
    wanted = "" if slot_problem(name) else name
    if wanted and saves.path(life.story, wanted).exists():
        wanted = ""
    slot = saves.slot(life.story, wanted)
    said = slot.write(life)
    if not slot.kept:
        raise OSError(said)
    return slot.name
