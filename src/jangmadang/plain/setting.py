"""Settings by lines: how they are, and one of them set. Most are for the screen; hints and wording are for lines too.

Takes the settings and what was said; gives lines, and the settings as they are then. They are kept at once.
"""

from __future__ import annotations

from .. import settings
from ..settings import Settings


def settings_lines(now: Settings) -> list[str]:
    """All of them, and how to set one."""
    return [
        *settings.lines(now),
        "By lines hints, measure, gentler and plain are heeded; the others are for the screen.",
        f"They are kept in {settings.folder()}. Say set, a name and a value: set hints which.",
    ]


def set_lines(now: Settings, said: str) -> tuple[Settings, list[str]]:
    """One of them set, as far as it can be; and what to say of it."""
    asked = settings.asked(said)
    if isinstance(asked, str):
        return now, [asked]
    setting, value = asked
    fresh = settings.changed(now, setting, value)
    problem = settings.write(fresh)
    return fresh, [f"{setting.name}: {setting.word(value)}. {setting.about}", *([problem] if problem else [])]
