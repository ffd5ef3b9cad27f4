"""`jangmadang test --record`: what was played, now, in a slot or in a file, written as a play-test.

Playing for it is playing as ever, on the screen or by lines, but in a folder of its own that is gone afterwards: no
save of the player's is read or written, and nothing is noted as seen.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from .opening import complain, counted, playable, short, show, sound

if TYPE_CHECKING:
    from ..play.life import Life, Step
    from ..play.turn import Rules
    from ..story.model import Story

DONE, WRONG, NO_SUCH, ANSWERS_ENDED = 0, 1, 2, 3
SEEDS = 10_000
"""Without --seed one below this is taken: somebody will read it."""


class Lived(Struct, frozen=True):
    """What is to be recorded, or the exit code when there is nothing."""

    seed: int = 0
    steps: tuple[Step, ...] = ()
    gentler: bool = False
    code: int = DONE


def record(arguments: Namespace, path: Path) -> int:
    """Write `tests/NAME.yaml`; gives the exit code."""
    had = playable(path)
    if had is None:
        return NO_SUCH
    story = sound(had, arguments.story, "played")
    if story is None:
        return WRONG
    file = _file(arguments, path)
    if file is None:
        return NO_SUCH
    from ..desk.recording import CannotRecord
    from ..desk.recording import record as as_test
    from ..play.turn import Rules

    rules = Rules(story)
    try:
        lived = _lived(arguments, path, rules)
        if lived.code:
            return lived.code
        text = as_test(rules, lived.seed, lived.steps, lived.gentler)
    except CannotRecord as cannot:
        complain(f"this cannot be recorded: {cannot}")
        return WRONG
    return _write(file, text, arguments.update)


def _file(arguments: Namespace, path: Path) -> Path | None:
    """Where the play-test goes; None after saying that it cannot go there."""
    from ..desk.recording import NAME
    from ..desk.testing import FOLDER
    from ..play.saves import DEVICES

    name = arguments.record.removesuffix(".yaml")
    if not NAME.fullmatch(name):
        complain("a play-test's name has letters, digits, _ and -, and a slash after a folder's name")
        return None
    if DEVICES & set(name.casefold().split("/")):
        complain(f"no play-test can be called {name}: on Windows that is a device")
        return None
    file = (path if path.is_dir() else path.parent) / FOLDER / f"{name}.yaml"
    if file.exists() and not arguments.update:
        complain(f"there is a play-test {file}; --update writes over it")
        return None
    return file


def _write(file: Path, text: str, over: bool) -> int:
    from ..play.whole_files import make, write_new, write_whole

    try:
        make(file.parent)
        if over:
            write_whole(file.resolve(), text.encode())
        elif not write_new(file, text.encode()):
            complain(f"there is a play-test {file} by now; this one:")
            print(text, end="")
            return NO_SUCH
    except OSError as error:
        complain(f"{file}: {error.strerror or error}; the play-test that should stand there:")
        print(text, end="")
        return NO_SUCH
    steps = text.count("\n  - ")
    print(f"{file}: {counted(steps, 'step')}. Look at what it expects, and add what matters to you.")
    return DONE


# ---- where it comes from ---------------------------------------------------------------------------------------------
def _lived(arguments: Namespace, path: Path, rules: Rules) -> Lived:
    if arguments.from_save:
        return _from_save(arguments.from_save, rules)
    if arguments.file:
        return _from_file(arguments.file, arguments.seed, rules)
    seed = arguments.seed
    if seed is None:
        seed = int.from_bytes(os.urandom(4), "big") % SEEDS
    from ..tui.face import decide

    lines = decide(arguments.plain) == "plain"
    with _home_of_its_own() as home:
        if lines:
            return _by_lines(rules, seed, arguments.gentler, home, path)
        return _on_screen(rules.story, seed, arguments.gentler, home, path)


def _from_save(slot: str, rules: Rules) -> Lived:
    from ..desk.recording import steps_of
    from ..play.saves import Saves

    kept = Saves().all(rules.story.id)
    found = next((one for one in kept if one.slot == slot), None)
    if found is None:
        from ..story.problems import did_you_mean

        names = [one.slot for one in kept]
        near = did_you_mean(slot, names) or (f"there are {', '.join(names[:9])}" if names else "there is none")
        complain(f'no slot "{short(slot)}" of {rules.story.id}; {near}')
        return Lived(code=NO_SUCH)
    if found.life is None:
        complain(found.problem)
        return Lived(code=WRONG)
    life: Life = found.life
    return Lived(life.seed, steps_of(rules, life), life.gentler)


def _from_file(named: str, seed: int | None, rules: Rules) -> Lived:
    from msgspec.structs import replace

    from ..desk.recording import read_choices
    from ..play.playtests import play_test

    read = read_choices(Path(named))
    show(read.problems)
    if read.test is None:
        return Lived(code=NO_SUCH)
    test = read.test if seed is None else replace(read.test, seed=seed)
    result = play_test(rules, test)
    show(result.problems)
    if result.problems:
        return Lived(code=WRONG)
    return Lived(result.run.seed, result.steps, test.gentler)


# ---- playing for it --------------------------------------------------------------------------------------------------
@contextmanager
def _home_of_its_own() -> Iterator[Path]:
    """A home for the game that is gone afterwards, with the player's settings in it."""
    from tempfile import TemporaryDirectory

    from .. import settings

    before = os.environ.get("JANGMADANG_HOME")
    as_set = settings.read()
    with TemporaryDirectory(prefix="jangmadang-", ignore_cleanup_errors=True) as folder:
        settings.write(as_set, Path(folder))
        os.environ["JANGMADANG_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["JANGMADANG_HOME"]
            else:
                os.environ["JANGMADANG_HOME"] = before


def _by_lines(rules: Rules, seed: int, gentler: bool, home: Path, path: Path) -> Lived:
    from ..plain.choosing import cover_line
    from ..plain.console import Console
    from ..plain.playing import Playing
    from ..play.run import Run
    from ..play.saves import Saves
    from ..play.saves import Slot as Kept

    class Unkept(Kept):
        """Where a playthrough is not kept: the run itself is all that is wanted."""

        def write(self, life: Life) -> str:
            return ""

    console, saves = Console(), Saves(home / "saves")
    console.say([cover_line(rules.story), "This is played for a play-test: quit writes it as far as you have come."])
    slot = Unkept(saves, rules.story.id)
    playing = Playing(Run.start(rules, seed, gentler), slot, saves, console, again="", folder=path)
    code = playing.play()
    if code not in (DONE, ANSWERS_ENDED):
        complain("stopped, so nothing is written")
        return Lived(code=code)
    return _of(seed, playing.run.steps, gentler)


def _on_screen(story: Story, seed: int, gentler: bool, home: Path, path: Path) -> Lived:
    from ..play.saves import Saves
    from ..tui.app import main

    print(f"{story.title} is played for a play-test, which is written when you leave the game.", file=sys.stderr)
    code = main(story=path, seed=seed, new=True, gentler=gentler)
    if code:
        return Lived(code=code)
    kept = next((one.life for one in Saves(home / "saves").all(story.id) if one.life is not None), None)
    return _of(seed, (), gentler) if kept is None else _of(kept.seed, kept.steps, kept.gentler)


def _of(seed: int, steps: tuple[Step, ...], gentler: bool) -> Lived:
    if not steps:
        complain("nothing was chosen, so nothing is written")
        return Lived(code=WRONG)
    return Lived(seed, steps, gentler)
