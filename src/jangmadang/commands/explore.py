"""`jangmadang explore STORY`: what can be in a story at all, each with a life that shows it or a proof."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .giving import as_json, give
from .opening import complain, path_of, refused, scripted, short, shown, sound

if TYPE_CHECKING:
    from ..desk.jumping import Landed
    from ..explore.verdicts import Explored
    from ..story.loading import Script

DONE, WRONG, NO_SUCH = 0, 1, 2
MOST = 100_000_000


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say of every scene, choice, outcome, conditional text and ending of a story whether it is reachable\n"
        "(with a life that shows it), impossible (proved), or undecided (with what was tried); whether a life\n"
        "can be stuck; between what each meter lies; and, where all states can be gone through, how lives end."
    )
    parser.epilog = (
        "exit codes: 0 nothing is impossible and nobody was stuck; 1 something is, or the story has errors\n"
        "(with --strict also where something is undecided); 2 there is no such story, or NumPy is missing"
    )
    parser.add_argument("story", metavar="STORY", help="a folder, a file, or a listed story's name")
    states = "states to go through at most (300,000)"
    parser.add_argument("--max-states", metavar="N", type=_number, default=300_000, help=states)
    parser.add_argument(
        "--lives", metavar="N", type=_number, default=200, help="lives to live where not all can be (200)"
    )
    parser.add_argument("--seed", metavar="S", type=_seed, default=1, help="the world's seed for the search (1)")
    parser.add_argument("--from", metavar="SCENE", dest="scene", help="only what comes after this scene")
    parser.add_argument("--with", metavar="STATE", dest="state", help='with --from: "money 300, risk 80"')
    parser.add_argument("--to", metavar="SCENE", help="print a play-test that comes to this scene, and no more")
    parser.add_argument("--against", metavar="OLD", help="an older version of the story, or its --json: what changed")
    parser.add_argument("--strict", action="store_true", help="what is undecided counts as wrong")
    parser.add_argument("--format", choices=("text", "json", "md"), default="text", help="text, json or md")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write into a file instead")


def run(arguments: Namespace) -> int:
    if arguments.state and not arguments.scene:
        complain("--with says with what one stands at the scene of --from, and there is none")
        return NO_SUCH
    script = _script(arguments.story)
    if isinstance(script, int):
        return script
    begin = _begin(script, arguments)
    if isinstance(begin, int):
        return begin
    try:
        found = _explored(script, arguments, begin)
    except ModuleNotFoundError as missing:
        if missing.name != "numpy":
            raise
        complain("exploring needs NumPy: pip install 'jangmadang[simulate]'")
        return NO_SUCH
    if arguments.to:
        return _way(found, arguments.to)
    before = _before(arguments) if arguments.against else None
    if isinstance(before, int):
        return before
    if not give(_text(found, script, arguments.format, before) + "\n", arguments.output, "what was found"):
        return NO_SUCH
    if arguments.output is not None:
        print(shown(arguments.output), file=sys.stderr)
    return _code(found, arguments.strict)


def _script(named: str) -> Script | int:
    path = path_of(named)
    script = scripted(path) if path else None
    if script is None:
        return NO_SUCH
    return script if sound(script, named, "explored") else WRONG


def _begin(script: Script, arguments: Namespace) -> Landed | int | None:
    if not arguments.scene:
        return None
    from ..desk.jumping import Misread, land, read
    from ..play.turn import Rules

    assert script.story is not None
    line = f"{arguments.scene} with {arguments.state}" if arguments.state else arguments.scene
    jump = read(line, script.story)
    if isinstance(jump, Misread):
        complain(jump.words)
        return NO_SUCH
    landed = land(Rules(script.story), jump, arguments.seed)
    for told in landed.told:
        complain(told)
    return landed


def _explored(script: Script, arguments: Namespace, begin: Landed | None = None) -> Explored:
    from ..explore.exploring import Plan, explore

    plan = Plan(most=arguments.max_states, lives=arguments.lives, seed=arguments.seed)
    return explore(script, plan, begin)


def _way(found: Explored, scene: str) -> int:
    from ..explore.telling import play_test, way_to
    from ..story.problems import did_you_mean

    way = way_to(found, scene)
    if way is not None:
        print(play_test(way, scene), end="")
        return DONE
    names = [one.what for one in found.verdicts if one.kind in ("scene", "ending")]
    if scene in names:
        said = next(one for one in found.verdicts if one.kind in ("scene", "ending") and one.what == scene)
        complain(f"no life is known that comes to {scene} ({said.said}: {said.why})")
        return WRONG
    complain(f'there is no scene "{short(scene)}"; {did_you_mean(short(scene), names) or "check the name"}')
    return NO_SUCH


def _before(arguments: Namespace) -> Explored | int:
    path = Path(arguments.against)
    if path.suffix == ".json":
        from ..explore.telling import read_data

        try:
            return read_data(path.read_bytes())
        except OSError as error:
            complain(refused(error, path))
        except ValueError as wrong:
            complain(f"{shown(path)}: {wrong}")
        return NO_SUCH
    script = _script(arguments.against)
    return script if isinstance(script, int) else _explored(script, arguments)


def _text(found: Explored, script: Script, format_: str, before: Explored | None) -> str:
    from ..explore import telling

    folder = script.folder or Path()
    if format_ == "json":
        return as_json(telling.data(found))
    told = list(telling.markdown(found, folder) if format_ == "md" else telling.lines(found, folder))
    if before is not None:
        what = telling.changed_lines(telling.changed(before, found), folder)
        head = "### Against the older version" if format_ == "md" else "Against the older version"
        told = [head, "", *what, "", *told]
    return "\n".join(told)


def _code(found: Explored, strict: bool) -> int:
    wrong = "refuted" in (found.stuck.said, found.ending.said)
    said = {one.said for one in found.verdicts}
    return WRONG if wrong or "impossible" in said or (strict and "undecided" in said) else DONE


def _number(text: str) -> int:
    if not text.isdecimal() or int(text[:12]) > MOST:
        raise ArgumentTypeError(f"a whole number from 0 to {MOST:,}")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text[:20]) >= 1 << 53:
        raise ArgumentTypeError("a whole number under 2**53")
    return int(text)
