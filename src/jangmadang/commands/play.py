"""`jangmadang play`: one story, on the screen or by lines.

Decides the face before anything of a screen is loaded; for lines it finds the story, the playthrough and the files that
were named, and leaves the rest to `plain`.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .opening import complain, path_of, playable, show, sound

if TYPE_CHECKING:
    from ..plain.console import Console
    from ..plain.playing import Playing
    from ..play.playtests import PlayTest
    from ..story.model import Story

DONE, WRONG, NO_SUCH, ANSWERS_ENDED = 0, 1, 2, 3


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Play a story. It goes on where you left it, unless --new, --seed or --choices begin it anew.\n"
        "It is saved after every choice; nothing that was saved is ever deleted or written over."
    )
    parser.epilog = (
        "exit codes: 0 an ending was reached, or you quit; 1 the story has errors, or a step of --choices\n"
        "cannot be taken; 2 there is no such story, slot or file; 3 the answers ended before the story did\n"
        "(saved); 130 Ctrl-C, 143 and 129 other signals (saved); 141 nobody reads the output, or it\n"
        "cannot be written"
    )
    parser.add_argument("story", nargs="?", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("--plain", action="store_true", help="play by lines (as does JANGMADANG_PLAIN=1)")
    parser.add_argument("--new", action="store_true", help="begin anew; older playthroughs stay")
    parser.add_argument("--slot", metavar="NAME", type=_slot, help="which playthrough to go on with or keep")
    parser.add_argument("--seed", metavar="N", type=_seed, help="begin anew with this luck, 0 or more")
    parser.add_argument("--gentler", action="store_true", help="gentler wording where the story has some")
    took = "begin anew and take these choices (lines; see docs/playing)"
    parser.add_argument("--choices", metavar="FILE", type=_file, help=took)
    kept = "write the playthrough as Markdown on leaving (lines)"
    parser.add_argument("--transcript", metavar="FILE", type=_file, help=kept)


def run(arguments: Namespace) -> int:
    from ..tui.face import decide

    if decide(arguments.plain or bool(arguments.choices or arguments.transcript)) == "plain":
        return _by_lines(arguments)
    return _on_screen(arguments)


def _on_screen(arguments: Namespace) -> int:
    from ..tui.app import main

    path = path_of(arguments.story) if arguments.story else None
    if arguments.story and path is None:
        return NO_SUCH
    _heed_ctrl_c()
    return main(story=path, seed=arguments.seed, slot=arguments.slot, new=arguments.new, gentler=arguments.gentler)


def _by_lines(arguments: Namespace) -> int:
    from ..plain.console import Console

    console = Console()
    named = arguments.story or _chosen(console)
    if not named:
        return ANSWERS_ENDED if named is None else DONE
    path = path_of(named)
    test = _choices(arguments.choices) if path and arguments.choices else None
    had = playable(path) if path and (test or not arguments.choices) else None
    if had is None:
        return NO_SUCH
    story = sound(had, named, "played")
    if story is None:
        return WRONG
    if not _writable(arguments.transcript, arguments.choices):
        return NO_SUCH
    return _play(arguments, story, named, console, test)


def _play(arguments: Namespace, story: Story, named: str, console: Console, test: PlayTest | None) -> int:
    from ..plain.choosing import cover_line

    console.say([cover_line(story)])
    # What lives a story is imported while somebody reads what it is.
    from .. import settings
    from ..plain.playing import Playing
    from ..plain.shell import quoted
    from ..plain.starting import Wishes, start
    from ..play.saves import Saves

    seed = arguments.seed if arguments.seed is not None or test is None else test.seed
    begin = arguments.new or test is not None
    # What shall come out the same for everybody does not hang on what somebody has set.
    as_set = seed is None and test is None and settings.read().gentler
    wishes = Wishes(seed, begin, arguments.slot or "", arguments.gentler, as_set)
    saves = Saves()
    started = start(story, wishes, saves, console)
    if started.run is None:
        return started.code
    again = f"jangmadang play {quoted(named)} --plain"
    playing = Playing(started.run, started.slot, saves, console, again=again, folder=path_of(named))
    _heed_ctrl_c()
    _end_on_signals()
    try:
        stopped = playing.follow(test) if test else None
        return playing.play() if stopped is None else stopped
    finally:
        if arguments.transcript:
            _write_transcript(Path(arguments.transcript), story, playing)


def _chosen(console: Console) -> str | None:
    from ..plain.choosing import choose_story
    from ..plain.own import Own
    from ..story import shelf

    stories = [had.story for path in shelf.shipped().values() if (had := playable(path)) and had.story]
    return choose_story(sorted(stories, key=lambda story: story.minutes), console, Own(playable))


def _choices(named: str) -> PlayTest | None:
    from ..play.playtests import read_play_test

    read = read_play_test(Path(named))
    show(read.problems)
    return read.test


def _writable(transcript: str | None, choices: str | None) -> bool:
    if not transcript:
        return True
    try:
        if choices and os.path.exists(transcript) and os.path.samefile(transcript, choices):
            complain(f"--choices and --transcript name one file: {transcript}")
            return False
        with open(transcript, "a", encoding="utf-8"):
            return True
    except OSError as error:
        complain(f"the transcript cannot be written: {transcript}: {error.strerror}")
        return False


def _write_transcript(path: Path, story: Story, playing: Playing) -> None:
    from ..play.transcript import transcript

    run = playing.run
    turns = run.journal() if run.steps else []
    text = transcript(story.title, run.seed, run.steps, turns, run.look().ending)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        complain(f"the transcript cannot be written: {path}: {error.strerror}")


def _heed_ctrl_c() -> None:
    """From here on Ctrl-C is an exception, so that everything is saved; see `cli`."""
    import signal

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_on_signals() -> None:
    """Signals that end a process end it as an exception does: what is open is finished first."""
    import signal

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def _slot(text: str) -> str:
    from ..play.saves import slot_problem

    problem = slot_problem(text)
    if problem:
        raise ArgumentTypeError(problem)
    return text


def _file(text: str) -> str:
    if not text:
        raise ArgumentTypeError("a file has a name")
    return text


def _seed(text: str) -> int:
    from ..story.chance import M64

    if not text.isdecimal() or int(text[:25]) > M64:
        raise ArgumentTypeError(f"a seed is a whole number from 0 to {M64}")
    return int(text)
