"""What a player has set: one schema (`schema.py`) and the file that it is kept in (`file.py`), for every face.

Nothing of a face comes in here, and nothing slow: the command line reads the settings to decide which face is shown.
"""

from .file import FILE, UNREADABLE, folder, read, text, write
from .schema import (
    SCHEMA,
    THEMES,
    Hints,
    Kind,
    Option,
    Setting,
    Settings,
    Value,
    asked,
    changed,
    lines,
    named,
)

__all__ = [
    "FILE",
    "SCHEMA",
    "THEMES",
    "UNREADABLE",
    "Hints",
    "Kind",
    "Option",
    "Setting",
    "Settings",
    "Value",
    "asked",
    "changed",
    "folder",
    "lines",
    "named",
    "read",
    "text",
    "write",
]
