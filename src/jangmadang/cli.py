"""The `jangmadang` command: finds the command's module and hands it the rest of the line.

Only the standard library's own starters are here, and of our modules nothing but the version: a command's module is
imported when that command runs, and argparse only with one. What a command prints and returns is its own.
"""

from __future__ import annotations

import os
import sys

from . import __version__

COMMANDS = {
    "play": "play a story; --plain for lines instead of a screen",
    "serve": "play in a browser page on this machine",
    "host": "play a story with a group: this screen on the wall, votes from phones",
    "stories": "list the stories that are here",
    "write": "play a story while you write it: the live preview",
    "new": "begin a story of your own: one that already plays",
    "check": "find everything that is wrong with a story",
    "stats": "count a story's words, ways, endings and voices",
    "simulate": "live a story many times, and say what came of it",
    "test": "play the play-tests of a story, see what they reach, record a new one",
    "explain": "say what the code of a problem means, and the way out",
    "graph": "draw a story as a map: a picture, a page, or data",
    "explore": "prove what can be in a story, and show it",
    "fmt": "lay out a story's files in one way; words and comments stay",
    "schema": "print the JSON Schema of a story's files",
}

HELP = """\
usage: jangmadang                     open the game
       jangmadang play STORY          play one story
       jangmadang COMMAND …           one of the commands below; COMMAND --help says more

commands:
{commands}

options:
  --plain       play by lines: for pipes, screen readers and simple terminals
  --version     print the version
  --help        print this

STORY is a folder or file of your own, or the name of a story that `jangmadang stories` lists.
Saves lie in your data folder; JANGMADANG_HOME names another. JANGMADANG_PLAIN=1 always plays by lines.

exit codes:
  0  done: an ending was reached, the player quit, or nothing is wrong
  1  a story has errors, or a choices file asks for what cannot be or expects what has not come
  2  the command line asks for something there is not
  3  the answers ended before the story did (saved)
  130, 143, 129  stopped by Ctrl-C or a signal (saved)      141  nobody reads the output, or it cannot be written
"""

NO_SUCH = 2
BROKEN_PIPE = 141
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command line (`sys.argv` unless given) and return the exit code; see the help for what codes mean."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a sign that the terminal lacks is no reason to stop
        status = _command(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        return _unwritable()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # Without a name it is standard output: the disk that it goes to is full.
        what = error.filename or "the output cannot be written"
        _complain(f"{what}: {error.strerror or error}")
        return NO_SUCH if error.filename else _unwritable()


def _unwritable() -> int:
    """What is still buffered can go nowhere: Python must not try again, and complain, on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    return BROKEN_PIPE


def _complain(words: str) -> None:
    from .story.problems import visible

    try:
        print(f"jangmadang: {visible(words)}", file=sys.stderr)
    except OSError:
        return


def _command(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in ("--version", "-V"):
        print(f"jangmadang {__version__}")
        return 0
    if first in ("--help", "-h") or arguments == ["help"]:
        print(HELP.format(commands="\n".join(f"  {name:<14}{words}" for name, words in COMMANDS.items())), end="")
        return 0
    if first == "help":
        arguments = [*arguments[1:2], "--help"]
    elif not first or first.startswith("-"):
        arguments = ["play", *arguments]
    if arguments[0] not in COMMANDS:
        return _unknown(arguments[0])
    return _run(arguments[0], arguments[1:])


def _run(name: str, arguments: list[str]) -> int:
    import atexit
    import gc
    import signal
    from argparse import ArgumentParser, RawDescriptionHelpFormatter
    from importlib import import_module

    # Starting makes tens of thousands of objects and hardly any garbage: looking for it costs a tenth of the start.
    gc.set_threshold(100_000, 20, 100)
    # And nobody looks for it once the process ends: that took another tenth.
    atexit.register(gc.freeze)
    with_python = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if with_python:
        # Until there is something to save, Ctrl-C simply ends it. As an exception it would come out of the midst of
        # imports and of msgspec learning its types, with tracebacks and worse.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        command = import_module(f".commands.{name}", __package__)
        parser = ArgumentParser(f"jangmadang {name}", formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False)
        command.add(parser)
        status: int = command.run(parser.parse_args(arguments))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        if with_python:
            signal.signal(signal.SIGINT, signal.default_int_handler)
    return status


def _unknown(name: str) -> int:
    from .story.problems import did_you_mean

    near = did_you_mean(name, COMMANDS)
    if not near and os.path.exists(name):
        near = f"to play a story: jangmadang play {name}"
    _complain(f'there is no command "{name}"; {near or "jangmadang --help lists them"}')
    return NO_SUCH
