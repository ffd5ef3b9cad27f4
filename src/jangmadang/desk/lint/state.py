"""Variables that nothing reads, that nothing changes, and meters that never move.

Takes a script; gives findings at their declarations. What every story has of itself is only looked at where a writer
declared it; the day is the calendar's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...story.expressions import BOOL, INT, Members
from ...story.loading import Script
from ...story.model import DAY, Slot
from ...story.shelf import NOT_SCENES
from .finding import Finding, Rule
from .survey import survey

_WORD = re.compile(r"[^\W\d]\w*")


def _never_read(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    unread = {slot for slot in asked.declared if slot != DAY and not _is_shown(asked.story.slots[slot])} - asked.read
    if not unread:
        return
    elsewhere = _asked_beside(script)
    for slot in sorted(unread):
        name, where = asked.declared[slot]
        if name in elsewhere:
            continue
        message = f"`{name}` is changed, but nothing ever reads it"
        if slot not in asked.moved:
            message = f"nothing reads `{name}`, and nothing changes it"
        yield Finding(where, message, "ask for it somewhere, or take it out", on="key")


def _is_shown(slot: Slot) -> bool:
    """Whether players see it by itself: always, or when it changes."""
    return bool(slot.meter) or (slot.type == INT and not slot.inner)


def _never_set(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    for slot, (name, where) in asked.declared.items():
        kept = asked.story.slots[slot]
        if slot in asked.moved or slot == DAY or kept.meter or not (_is_shown(kept) or slot in asked.read):
            continue
        yield Finding(where, f"`{name}` never changes: it is {_start(kept)} for ever", _instead(kept, name), on="key")


def _start(slot: Slot) -> str:
    if isinstance(slot.type, Members):
        return "empty"
    if slot.type == BOOL:
        return "true" if slot.start else "false"
    options = getattr(slot.type, "options", None)
    if options is not None:
        return f"`{options[slot.start]}`"
    people = getattr(slot.type, "people", None)
    if people is not None:
        return f"`{people[slot.start - 1]}`" if slot.start else "nobody"
    return f"{slot.start:,}"


def _instead(slot: Slot, name: str) -> str:
    if slot.inner and slot.type != BOOL and not hasattr(slot.type, "options") and not hasattr(slot.type, "people"):
        return f"change it by an effect, or write `{name}: {slot.start}` under `constants:`"
    return "change it by an effect, or take it out"


def _idle_meter(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    for slot, (name, where) in asked.declared.items():
        kept = asked.story.slots[slot]
        if kept.meter and slot not in asked.moved:
            message = f"`{name}` is a meter, and nothing moves it: it shows {kept.start:,} for ever"
            yield Finding(where, message, "let an effect or a cost move it, or write `meter: false`", on="key")


# ---- who reads ------------------------------------------------------------------------------------------------------
def _asked_beside(script: Script) -> frozenset[str]:
    """All words of the play-tests and policies beside the story: they may ask for a variable that no scene does."""
    if script.folder is None:
        return frozenset()
    files = [file for name in NOT_SCENES for file in sorted((script.folder / name).rglob("*.yaml"))]
    return frozenset(word for file in files for word in _WORD.findall(_text(file)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


RULES = (
    Rule("never-read", _never_read),
    Rule("never-set", _never_set),
    Rule("idle-meter", _idle_meter),
)
