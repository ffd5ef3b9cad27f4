"""`jangmadang test STORY`: the play-tests of its `tests/` folder, what they reach, and new ones from a playthrough."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..story.problems import errors
from ..story.shelf import COVER
from .giving import as_json, give
from .opening import complain, counted, path_of, refused, scripted, short, shown, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..desk.coverage import Coverage
    from ..desk.testing import Tested
    from ..story.loading import Script

DONE, WRONG, NO_SUCH = 0, 1, 2
FORMATS = ("text", "json", "junit")


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Play the play-tests in the story's folder tests/: a seed, the steps to take, and what must be so\n"
        "at the end. What is not so is printed with its file, line and column."
    )
    parser.epilog = (
        "exit codes: 0 all of them passed, or what was asked for is written; 1 one of them failed, the\n"
        "story has errors, or a playthrough cannot be recorded; 2 there is no such story, play-test, slot\n"
        "or file, or there is one already that --record would write over"
    )
    parser.add_argument("story", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these play-tests: a name, `act1_*`, or a file")
    parser.add_argument("-k", dest="words", metavar="WORDS", default="", help="only those whose name holds these words")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line for every play-test, with its time")
    parser.add_argument("--coverage", action="store_true", help="what they reach of the story, and what none reaches")
    parser.add_argument("--scenes", action="store_true", help="with --coverage, a line for every scene too")
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, json, or JUnit's XML")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to this file")
    changed = "change what failing play-tests expect to what has come; with --record, write over a play-test"
    parser.add_argument("--update", action="store_true", help=changed)
    new = parser.add_argument_group("a new play-test")
    new.add_argument("--record", metavar="NAME", help="play, and write what was played as tests/NAME.yaml")
    source = new.add_mutually_exclusive_group()
    source.add_argument("--from-save", metavar="SLOT", help="record the playthrough in this slot, instead of playing")
    source.add_argument("--from", metavar="FILE", dest="file", help="record a choices file or a transcript")
    new.add_argument("--seed", metavar="N", type=_seed, help="play with this luck")
    new.add_argument("--gentler", action="store_true", help="play in the gentler wording where the story has some")
    new.add_argument("--plain", action="store_true", help="play by lines")


def run(arguments: Namespace) -> int:
    unfit = _unfit(arguments)
    if unfit:
        complain(unfit)
        return NO_SUCH
    path = path_of(arguments.story)
    if path is None:
        return NO_SUCH
    if arguments.record is not None:
        from .recording import record

        return record(arguments, path)
    script = scripted(path)
    if script is None:
        return NO_SUCH
    return _test(arguments, script)


def _unfit(arguments: Namespace) -> str:
    """Why these options do not go together, or ""."""
    recording = arguments.record is not None
    if not recording and (arguments.from_save is not None or arguments.file):
        return "--from-save and --from go with --record NAME"
    if recording and (arguments.names or arguments.words or arguments.coverage or arguments.format != "text"):
        return (
            "--record writes one play-test; it goes with --from, --from-save, --seed, --gentler, --plain and --update"
        )
    if not recording and (arguments.seed is not None or arguments.gentler or arguments.plain):
        return "--seed, --gentler and --plain go with --record NAME"
    if arguments.from_save is not None and (arguments.seed is not None or arguments.gentler):
        return "a slot has its own seed and wording"
    if arguments.update and arguments.format != "text":
        return "--update is said in text"
    if arguments.coverage and arguments.format == "junit":
        return "JUnit's XML has no place for --coverage; text and json have"
    return ""


def _test(arguments: Namespace, script: Script) -> int:
    from time import perf_counter

    from ..desk.testing import choose, files_in, folder_of, run_tests
    from ..play.turn import Rules

    if sound(script, arguments.story, "tested") is None:
        return _broken(arguments, script)
    assert script.story is not None
    folder = folder_of(script)
    found = files_in(folder)
    if not found:
        complain(f"there is no play-test in {folder}; --record NAME makes one")
        return NO_SUCH
    story = next((name for name in arguments.names if os.path.isfile(os.path.join(name, COVER))), None)
    if story is not None:
        complain(f"{shown(story)} is a story of its own, and one is tested at a time: jangmadang test {shown(story)}")
        return NO_SUCH
    chosen = choose(found, arguments.names, arguments.words)
    for missing in chosen.missing:
        complain(missing)
    if chosen.missing:
        return NO_SUCH
    if not chosen.tests:
        complain(f'no name of {counted(len(found), "play-test")} holds "{short(arguments.words)}"')
        return NO_SUCH
    begun = perf_counter()
    rules = Rules(script.story)
    tests = list(run_tests(rules, chosen.tests))
    seconds = perf_counter() - begun
    if arguments.update and not all(test.passed for test in tests):
        return _update(tests)
    coverage = _coverage(script, rules, tests) if arguments.coverage else None
    if not _report(arguments, script, tests, seconds, coverage):
        return NO_SUCH
    return DONE if all(test.passed for test in tests) else WRONG


def _coverage(script: Script, rules: Any, tests: Sequence[Tested]) -> Coverage:
    from ..desk.coverage import covered
    from ..desk.watching import Watch

    watch = Watch(rules)
    for test in tests:
        if test.result is not None:
            watch.see(test.result.run)
    return covered(script, watch)


# ---- saying ----------------------------------------------------------------------------------------------------------
def _report(
    arguments: Namespace, script: Script, tests: Sequence[Tested], seconds: float, coverage: Coverage | None
) -> bool:
    """Print or write the report; False after saying that it cannot be written."""
    from ..desk.reporting import coverage_lines, data, lines

    assert script.story is not None
    name = script.story.id
    said = lines(name, tests, seconds, arguments.verbose)
    if arguments.format == "json":
        report = as_json(data(name, tests, seconds, coverage)) + "\n"
    elif arguments.format == "junit":
        from ..desk.junit import junit

        report = junit(name, tests, seconds).decode()
    else:
        if coverage is not None:
            said = [*said, "", *coverage_lines(coverage, script.folder or Path(), arguments.scenes)]
        report = "\n".join(said) + "\n"
    written = give(report, arguments.output, "the report")
    if written and arguments.output:
        print(said[-1] if arguments.format == "text" and coverage is None else "\n".join(said))
    return written


def _broken(arguments: Namespace, script: Script) -> int:
    """The story has errors: whoever reads the report is told so there too."""
    problems = errors(script.problems)
    if arguments.format == "json":
        from ..desk.reporting import problems_data

        report = as_json({"story": None, "problems": problems_data(problems)}) + "\n"
    elif arguments.format == "junit":
        from ..desk.junit import junit_of_problems

        report = junit_of_problems(arguments.story, problems).decode()
    else:
        return WRONG
    return WRONG if give(report, arguments.output, "the report") else NO_SUCH


# ---- updating --------------------------------------------------------------------------------------------------------
def _update(tests: Sequence[Tested]) -> int:
    """Bring what failing play-tests expect up to date, and say each change."""
    from ..desk.updating import updated
    from ..story.problems import visible

    status, changed = DONE, 0
    for test in tests:
        if test.passed:
            continue
        if test.test is None or test.result is None:
            show_here(test.problems)
            status = WRONG
            continue
        new = updated(test.test, test.result)
        if new.changes and not _rewrite(test.path, new.text):
            status = WRONG
            continue
        for change in new.changes:
            print(visible(f"{test.path}:{change.line}:{change.column}: {change.name}: {change.was} → {change.now}"))
        show_here(new.left)
        changed += bool(new.changes)
        status = WRONG if new.left else status
    left = " What is shown with its line was left as it is." if status else ""
    print(f"{counted(changed, 'play-test')} changed.{left}")
    return status


def show_here(problems: Sequence[Any]) -> None:
    """Problems with their places, on standard output."""
    for problem in problems:
        print(problem.text())


def _rewrite(path: Path, text: str) -> bool:
    from ..play.whole_files import write_whole

    path = path.resolve()  # a link stays one
    try:
        mark = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
        write_whole(path, (mark + text).encode())
    except OSError as error:
        complain(f"{refused(error, path)}; it is as it was")
        return False
    return True


def _seed(text: str) -> int:
    from argparse import ArgumentTypeError

    from ..story.chance import M64

    if not text.isdecimal() or int(text[:25]) > M64:
        raise ArgumentTypeError(f"a seed is a whole number from 0 to {M64}")
    return int(text)
