"""The writer's own editor, opened at a line: how each is told where to go.

Takes what VISUAL or EDITOR holds and a place; gives a command. Nothing is run here.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Opening(Struct, frozen=True):
    """How to open a file at a place."""

    command: tuple[str, ...]
    in_terminal: bool
    """It takes the terminal while it is open."""


_COLON = ("hx", "helix", "subl", "sublime_text", "zed", "zeditor", "lapce")
_PLUS_COLON = ("emacs", "emacsclient", "kak", "micro", "gedit", "xed", "pluma", "gnome-text-editor", "mg")
_PLUS_COMMA = ("nano", "pico", "ne", "rnano")
_PLUS_LINE = ("vi", "view", "joe", "jed", "mcedit", "nvi", "vis", "elvis", "busybox", "jmacs", "jstar", "ee")
_VIM = ("vim", "nvim", "gvim", "vimx", "rvim", "neovim", "neovide", "mvim")
_CODE = ("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf", "positron")
_JETBRAINS = ("idea", "pycharm", "webstorm", "fleet", "clion", "goland")
_WINDOWS = (*_CODE, *_JETBRAINS, "subl", "sublime_text", "zed", "zeditor", "lapce", "gedit", "xed", "pluma", "kate")
_OF_THEIR_OWN = frozenset((*_WINDOWS, "gnome-text-editor", "kwrite", "mate", "gvim", "neovide", "mvim", "notepad++"))
"""Editors with a window of their own: the preview stays where it is."""


def editor(environ: Mapping[str, str] | None = None) -> str:
    """What the writer edits with: VISUAL, else EDITOR; empty when neither is set."""
    environ = os.environ if environ is None else environ
    return environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()


def opening(chosen: str, file: str, line: int, column: int = 1) -> Opening | None:
    """The command that opens the file there; None for what is no command line."""
    try:
        words = shlex.split(chosen, posix=os.name != "nt")
    except ValueError:
        return None
    if not words:
        return None
    name = Path(words[0].strip('"')).name.lower().removesuffix(".exe").removesuffix(".cmd")
    alone = name not in _OF_THEIR_OWN and not (name == "emacsclient" and {"-n", "-c", "--no-wait"} & set(words))
    return Opening((*words, *_at(name, file, line, column)), alone)


def _at(name: str, file: str, line: int, column: int) -> tuple[str, ...]:
    if name in _COLON:
        return (f"{file}:{line}:{column}",)
    if name in _CODE:
        return ("-g", f"{file}:{line}:{column}")
    if name in _PLUS_COLON:
        return (f"+{line}:{column}", file)
    if name in _PLUS_COMMA:
        return (f"+{line},{column}", file)
    if name in _VIM:
        return (f"+call cursor({line},{column})", file)
    if name in _PLUS_LINE:
        return (f"+{line}", file)
    if name in _JETBRAINS:
        return ("--line", str(line), "--column", str(column), file)
    if name in ("kate", "kwrite"):
        return ("-l", str(line), "-c", str(column), file)
    if name == "mate":
        return ("-l", f"{line}:{column}", file)
    if name == "notepad++":
        return (f"-n{line}", f"-c{column}", file)
    # What is not known may take +12 for a file's name.
    return (file,)
