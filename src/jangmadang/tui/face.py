"""Which face the game shows: decided before anything of a screen is loaded. Standard library only (and the settings
file, once a screen could be opened).

A screen needs all three standard streams to be a terminal (the screen itself is drawn on standard error) and a
terminal that can be drawn on; else the story is played by lines. Colours are decided here too, since they cannot be
taken back once the screen has begun.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Literal, TextIO

Face = Literal["plain", "screen"]
Colours = Literal["none", "terminal", "full"]


def decide(
    asked_plain: bool = False,
    environ: Mapping[str, str] | None = None,
    streams: tuple[TextIO | None, ...] | None = None,
) -> Face:
    """`plain` when asked for (`--plain`, JANGMADANG_PLAIN=1, the setting), without a terminal or on a dumb one.

    JANGMADANG_PLAIN=0 opens the screen whatever the setting says.
    """
    environ = os.environ if environ is None else environ
    streams = (sys.stdin, sys.stdout, sys.stderr) if streams is None else streams
    wished = environ.get("JANGMADANG_PLAIN", "")
    if asked_plain or wished not in ("", "0"):
        return "plain"
    if environ.get("TERM", "" if os.name != "nt" else "windows") in ("dumb", "unknown", ""):
        return "plain"
    if not all(_is_terminal(stream) for stream in streams):
        return "plain"
    # Last, because only here a file is read: the player may have set plain lines for good.
    from ..settings import read

    return "plain" if read().plain and wished != "0" else "screen"


def colours(environ: Mapping[str, str] | None = None) -> Colours:
    """`none` under NO_COLOR; `terminal` where there are sixteen colours; else `full`."""
    environ = os.environ if environ is None else environ
    if environ.get("NO_COLOR"):
        return "none"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "full"
    term = environ.get("TERM", "")
    if os.name == "nt" or "256color" in term or "direct" in term or "kitty" in term:
        return "full"
    return "terminal"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        # A stream that was closed is no terminal.
        return False
