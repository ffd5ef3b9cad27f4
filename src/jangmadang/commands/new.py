"""`jangmadang new PATH`: a story that already plays, to be changed into one's own."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..story import shelf
from ..story.problems import visible
from .opening import complain, counted, short

NO_SUCH = 2
NEXT = {"play": "plays it", "write": "shows it while you change it", "check": "finds what is wrong with it"}


def add(parser: ArgumentParser) -> None:
    from ..desk.starting import BEGINNINGS, USUAL

    parser.description = (
        "Begin a story: a new folder with one that already plays, with remarks that say what its lines do.\n"
        "Its title and its id are made of the folder's name. Nothing is ever written over."
    )
    width = max(map(len, BEGINNINGS))
    parser.epilog = (
        "to begin with:\n"
        + "\n".join(f"  {kind:<{width}}  {what}" for kind, what in BEGINNINGS.items())
        + "\n  or a story that `jangmadang stories` lists: a copy of it, to be changed as you like\n\n"
        "exit codes: 0 the story is there; 2 something is there already, or there is no such beginning"
    )
    parser.add_argument("path", metavar="PATH", help="the folder to make")
    parser.add_argument(
        "--from", dest="start", metavar="WHAT", default=USUAL, help=f"what to begin with: {USUAL} if left out"
    )


def run(arguments: Namespace) -> int:
    from ..desk import starting

    path = Path(arguments.path)
    shown = visible(short(arguments.path))
    why = _unfit(arguments.path, path)
    if why:
        complain(why)
        return NO_SUCH
    name = starting.named(path)
    stories = shelf.shipped()
    if arguments.start in starting.BEGINNINGS:
        files = starting.beginning(arguments.start, name)
    elif arguments.start in stories:
        files = starting.copy(stories[arguments.start], name)
    else:
        from ..story.problems import did_you_mean

        known = [*starting.BEGINNINGS, *stories]
        near = did_you_mean(short(arguments.start), known) or f"there are: {', '.join(known)}"
        complain(f'there is nothing called "{visible(short(arguments.start))}" to begin with; {near}')
        return NO_SUCH
    obstacle = starting.obstacle(path)
    if obstacle or not starting.begin(path, files):
        complain(f"{shown} {obstacle or 'came into being meanwhile'}; name another folder")
        return NO_SUCH
    _say_what_next(arguments.path, shown, path)
    return 0


def _unfit(written: str, path: Path) -> str:
    """Why this can be no folder's name; "" when it can."""
    if not written.strip() or "\0" in written:
        return "a story needs a folder: name one that is not there yet"
    if path.suffix in shelf.ENDINGS:
        return f"a story begins as a folder: jangmadang new {_quoted(str(path.with_suffix('')))}"
    return ""


def _say_what_next(written: str, shown: str, path: Path) -> None:
    from ..story.loading import load

    story = load(path).story
    much = f": {counted(len(story.written_scenes), 'scene')}, {counted(len(story.endings), 'ending')}" if story else ""
    print(f"{shown} is there{much}. Open {visible(os.path.join(short(written), shelf.COVER))} in an editor.")
    sys.stdout.flush()
    named = _quoted(written if not written.startswith("-") else os.path.join(".", written))
    width = max(len(f"jangmadang {command} {named}") for command in NEXT)
    for command, what in NEXT.items():
        print(f"  {f'jangmadang {command} {named}':<{width}}  {what}")


def _quoted(path: str) -> str:
    """As one types it in a shell."""
    if os.name != "nt":
        return visible(shlex.quote(path))
    return f'"{path}"' if " " in path else path
