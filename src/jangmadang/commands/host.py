"""`jangmadang host STORY`: the terminal becomes the projector of a room that plays one story.

Finds the story and its plan, opens a session or takes one up again, says exactly what it opens, and leaves the rest to
`room`. What phones need is an extra of the package; raised hands need nothing.
"""

from __future__ import annotations

import os
import shlex
import signal
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .opening import complain, path_of, playable, short, shown, sound

if TYPE_CHECKING:
    from ..room.hosting import Room
    from ..story.model import Story

WRONG, NO_SUCH = 1, 2
LONGEST, MOST_GROUPS, MOST_TABLES = 600, 9, 99
PORT = 8000


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Play a story with a group: this terminal is the projector, everybody votes. Phones come by --lan, to\n"
        "one address that is shown and printed; --hands needs no phones. Space always does the next sensible\n"
        "thing, ? lists all keys. Everything is kept as it happens: --resume goes on after any break.\n"
        "Make the terminal's letters large: 56 columns by 18 rows are enough. See docs/facilitating."
    )
    parser.epilog = (
        "exit codes: 0 you left; 1 the story has errors, or the game has a fault; 2 there is no such story or\n"
        "session, the port is taken, there is no network or no terminal, or the extra that phones need is not\n"
        "installed; 130, 143, 129 stopped by Ctrl-C or a signal (everything is kept)"
    )
    parser.add_argument("story", nargs="?", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("--minutes", type=_minutes, default=0, metavar="N", help="the plan nearest to it is taken")
    parser.add_argument("--hands", action="store_true", help="without phones: raised hands are counted")
    parser.add_argument("--lan", action="store_true", help="let phones of your network in; else only this machine")
    parser.add_argument("--address", metavar="IP", help="the one of your addresses that --lan opens")
    parser.add_argument("--port", type=_port, metavar="N", help=f"listen there ({PORT}, or the next that is free)")
    parser.add_argument("--wifi", default="", metavar="NAME", help="your Wi-Fi's name, to be shown on the wall")
    parser.add_argument("--groups", type=_groups, default=1, metavar="N", help="groups that decide for themselves (1)")
    parser.add_argument("--tables", type=_tables, default=0, metavar="N", help="tables that speak in turn")
    parser.add_argument("--live", action="store_true", help="show the bars while the vote is open")
    parser.add_argument("--gentler", action="store_true", help="gentler wording where the story has some")
    parser.add_argument("--seed", type=_seed, metavar="N", help="begin with this luck, to play the same again")
    parser.add_argument(
        "--resume", nargs="?", const="", metavar="FILE", help="go on with a session that was broken off (the last)"
    )


def run(arguments: Namespace) -> int:
    from ..tui.face import decide
    from .hosted import address_of, installed

    had = _broken_off(arguments) if arguments.resume is not None else None
    if arguments.resume is not None and had is None:
        return NO_SUCH
    if had is None and arguments.story is None:
        complain(
            "host which story? jangmadang stories lists those that are here; --resume goes on with the last session"
        )
        return NO_SUCH
    named = arguments.story or str(had[2] if had else "")
    path = path_of(named)
    read = playable(path) if path else None
    if path is None or read is None:
        return NO_SUCH
    story = sound(read, named, "played")
    if story is None:
        return WRONG
    hands = arguments.hands or (had is not None and had[1])
    if not hands and not installed():
        return NO_SUCH
    address = address_of(arguments) if not hands else ""
    if address is None:
        return NO_SUCH
    if decide(environ={**os.environ, "JANGMADANG_PLAIN": "0"}) == "plain":
        complain("host needs a terminal: it is what the room looks at")
        return NO_SUCH
    room = _room(arguments, story, path, had[0] if had else None)
    return NO_SUCH if room is None else _show(room, arguments, hands, address, had is None)


# ---- the session ----
def _broken_off(arguments: Namespace) -> tuple[Path, bool, Path] | None:
    """The session to go on with: its file, whether it is one of hands, its story; None after saying why not."""
    from ..room.rows import DiskRefused
    from ..room.store import going, read

    file = arguments.resume
    if file and not Path(file).exists() and arguments.story is None:
        # `--resume STORY`: what was named is the story.
        file, arguments.story = "", arguments.resume
    try:
        if file:
            if not Path(file).is_file():
                complain(f"there is no session {shown(file)}")
                return None
            meta = read(Path(file)).meta
            return Path(file), meta.options.hands, Path(meta.file)
        wanted = None
        if arguments.story is not None:
            path = path_of(arguments.story)
            loaded = playable(path) if path else None
            if loaded is None or loaded.story is None:
                return None
            wanted = loaded.story.id
        for session in going():
            meta = read(session).meta
            if wanted is None or meta.story == wanted:
                return session, meta.options.hands, Path(meta.file)
    except DiskRefused as refused:
        complain(refused.words)
        return None
    of = f" of {short(arguments.story)}" if arguments.story else ""
    complain(f"there is no session{of} to go on with; without --resume a new one begins")
    return None


def _room(arguments: Namespace, story: Story, path: Path, file: Path | None) -> Room | None:
    """The room; None after saying why it cannot be opened."""
    from ..play.moment import CannotChoose
    from ..play.turn import Rules
    from ..room.answers import Options
    from ..room.hosting import Room
    from ..room.rows import DiskRefused
    from ..room.starting import CannotStart, prepared

    rules = Rules(story)
    try:
        if file is not None:
            return Room.resumed(file, rules)
        import secrets

        options = Options(
            arguments.seed if arguments.seed is not None else secrets.randbits(32),
            arguments.minutes,
            groups=arguments.groups,
            hands=arguments.hands,
            tables=arguments.tables,
            live=arguments.live,
            gentler=arguments.gentler,
        )
        return Room.opened(rules, prepared(story, path, options), path)
    except (DiskRefused, CannotStart) as refused:
        complain(refused.words)
    except CannotChoose as cannot:
        complain(f"the session cannot begin where its plan says: {cannot.reason}")
    return None


def _show(room: Room, arguments: Namespace, hands: bool, address: str, fresh: bool) -> int:
    """The room on the wall; afterwards, where it is kept."""
    from ..room.projector.app import main
    from .hosted import CannotListenError, opening

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    trouble: list[str] = []
    try:
        status = main(room, opening(arguments, hands, address, fresh, trouble))
    except CannotListenError as cannot:
        complain(str(cannot))
        if fresh:
            room.path.unlink(missing_ok=True)
        return NO_SUCH
    for words in trouble[:1]:
        complain(f"the room's server had a fault, and went on: {words}")
    if room.session.over:
        print(f"The session is over. Its votes and your notes are kept: {room.path}")
    else:
        print(f"The session is kept: {room.path}", f"To go on: {_again(arguments)}", sep="\n")
    return status


def _again(arguments: Namespace) -> str:
    """The command that goes on with the session just left, open to whom it was open to.

    What is open to the network is said anew each time: it is never taken from the file.
    """
    words = ["jangmadang", "host", "--resume", *(["--lan"] if arguments.lan else [])]
    for name in ("address", "port", "wifi"):
        if value := getattr(arguments, name):
            words += [f"--{name}", shlex.quote(str(value))]
    return " ".join(words)


# ---- numbers ----
def _number(text: str, low: int, high: int, what: str) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
        raise ArgumentTypeError(f"{what} is a whole number from {low} to {high}")
    return int(text)


def _minutes(text: str) -> int:
    return _number(text, 1, LONGEST, "a session's length in minutes")


def _port(text: str) -> int:
    return _number(text, 1, 65_535, "a port")


def _groups(text: str) -> int:
    return _number(text, 1, MOST_GROUPS, "the number of groups")


def _tables(text: str) -> int:
    return _number(text, 0, MOST_TABLES, "the number of tables")


def _seed(text: str) -> int:
    from .play import _seed as seed

    return seed(text)
