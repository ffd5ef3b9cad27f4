"""`jangmadang graph STORY`: the story as a map, for a wall, a browser or another tool."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..story.shelf import exists
from .giving import give
from .opening import complain, counted, path_of, scripted, show, shown, sound

if TYPE_CHECKING:
    from ..desk.graph import Format, StoryGraph
    from ..desk.graph.heating import Met
    from ..play.run import Run
    from ..story.loading import Script
    from ..story.model import Story

DONE, WRONG, NO_SUCH = 0, 1, 2
FORMS: tuple[Format, ...] = ("svg", "html", "mmd", "dot", "json")
"""As `desk.graph.FORMATS`, which is not loaded to print a help."""
ENDINGS: dict[str, Format] = {form: form for form in FORMS} | {"htm": "html", "mermaid": "mmd", "gv": "dot"}
LARGEST_SAVE = 16_000_000  # bytes
MOST_LIVES = 20_000
"""Lives that are lived one by one while somebody waits."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Draw a story: every scene, by file and kind, and every road with what it asks for.\n"
        "\n"
        "  jangmadang graph STORY -o story.html    a page to move, zoom, search and open\n"
        "  jangmadang graph STORY -o story.svg     a picture\n"
        "  jangmadang graph STORY --format mmd     Mermaid, for Markdown; dot for Graphviz; json for tools"
    )
    parser.epilog = (
        "exit codes: 0 done; 1 the story has errors, or a step of --path cannot be taken; 2 there is no such\n"
        "story or file, the result of --heat is of another story, or nothing says which form to write"
    )
    parser.add_argument("story", metavar="STORY", help="a folder, a file, or a listed story's name")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; its ending is the form")
    parser.add_argument("--format", choices=FORMS, help="the form; without -o it goes to standard output")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument("--encounters", action="store_true", help="show every scene that an encounter makes")
    parser.add_argument("--path", metavar="PLAYTEST", help="show a run: a play-test by name or file, steps, or a save")
    parser.add_argument(
        "--heat",
        metavar="N|RESULT.json",
        type=_lives_or_file,
        help=f"how many of N lives at random come by each scene ({MOST_LIVES:,} at most), or of a simulation's result",
    )


def run(arguments: Namespace) -> int:
    form = arguments.format or _form(arguments.output)
    path = path_of(arguments.story) if form else None
    script = scripted(path) if path else None
    if script is None or form is None:
        return NO_SUCH
    story = sound(script, arguments.story, "drawn")
    if story is None:
        return WRONG
    from ..desk.graph import story_graph, with_run, written

    graph, status = story_graph(script, encounters=arguments.encounters), DONE
    if arguments.path:
        played, status = _played(story, _run_of(script, arguments.path))
        if played is None:
            return status
        graph = with_run(graph, played)
    if arguments.heat is not None:
        from ..desk.graph.heating import with_heat

        met = _met(story, arguments.heat)
        if met is None:
            return NO_SUCH
        graph = with_heat(graph, story, met)
    return _write(written(graph, form), arguments.output, graph) or status


def _form(output: str | None) -> Format | None:
    """The form that a file's ending asks for; None after saying that nothing does."""
    ending = Path(output).suffix.lstrip(".").lower() if output else ""
    if ending in ENDINGS:
        return ENDINGS[ending]
    forms = ", ".join(FORMS)
    if output:
        named = shown(output)
        complain(f"{named} does not say which form to write: end its name with one of {forms}, or give --format")
    else:
        complain(f"nothing says which form to write: give -o with a file's name, or --format with one of {forms}")
    return None


def _run_of(script: Script, named: str) -> Path:
    """The file that is named, else the play-test of the story that has this name."""
    from ..desk.testing import choose, files_in, folder_of

    path = Path(named)
    if exists(path):
        return path
    called = choose(files_in(folder_of(script)), [named]).tests
    return called[0].path if len(called) == 1 else path


def _played(story: Story, path: Path) -> tuple[Run | None, int]:
    """The run that a file tells of, as far as its steps hold; and what to exit with."""
    if not path.is_file():
        complain(f"there is no play-test and no file {shown(path)}")
        return None, NO_SUCH
    with path.open("rb") as file:
        start = file.read(LARGEST_SAVE)
    if b'"jangmadang_save"' in start[:200]:
        return _lived(story, path, start)
    from ..play.playtests import play_test, read_play_test

    read = read_play_test(path)
    show(read.problems)
    if read.test is None:
        return None, NO_SUCH
    result = play_test(story, read.test)
    show(result.problems)
    return result.run, WRONG if result.problems else DONE


def _lived(story: Story, path: Path, data: bytes) -> tuple[Run | None, int]:
    from ..play.run import Run
    from ..play.saves import from_bytes

    opened = from_bytes(data)
    if opened.life is None:
        complain(f"the save {path} {opened.problem}")
        return None, NO_SUCH
    if opened.life.story != story.id:
        complain(f"the save {path} is of another story: {opened.life.title or opened.life.story}")
        return None, NO_SUCH
    resumed = Run.resume(story, opened.life)
    if resumed.stopped is None:
        return resumed.run, DONE
    complain(" ".join(resumed.words(opened.life)))
    return resumed.run, WRONG


def _met(story: Story, heat: int | str) -> Met | None:
    """How many lives met each scene: lived now, or of a result; None after saying why that does not fit."""
    from ..desk.graph.heating import lived, simulated
    from .simulated import Bar, opened

    if isinstance(heat, int):
        bar = Bar(heat)
        try:
            return lived(story, heat, bar.show)
        finally:
            bar.clear()
    result = opened(heat)
    if result is None:
        return None
    try:
        return simulated(result, story)
    except ValueError as wrong:
        complain(f"{shown(heat)} {wrong}")
        return None


def _lives_or_file(text: str) -> int | str:
    plain = text.replace(",", "").replace("_", "")
    if not (plain.isascii() and plain.isdecimal()):
        return text
    if not 1 <= int(plain[:12]) <= MOST_LIVES:
        more = "of more lives: jangmadang simulate STORY --runs N -o lives.json, then --heat lives.json"
        raise ArgumentTypeError(f"a whole number from 1 to {MOST_LIVES:,}; {more}")
    return int(plain)


def _write(text: str, output: str | None, graph: StoryGraph) -> int:
    if not give(text, output, "the graph"):
        return NO_SUCH
    if output is None:
        return DONE
    cards = sum(card.kind != "deck" for card in graph.cards)
    decks = len(graph.cards) - cards
    also = f", {counted(decks, 'deck')}" if decks else ""
    heat = f", warm by {graph.lives:,} lives" if graph.lives else ""
    said = f"{shown(output)}: {counted(cards, 'scene')}{also}, {counted(len(graph.links), 'link')}{heat}."
    print(said, file=sys.stderr)
    return DONE
