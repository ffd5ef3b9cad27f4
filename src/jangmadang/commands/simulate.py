"""`jangmadang simulate STORY`: thousands or millions of lives of a story, and what they came to."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .opening import complain, path_of, refused, scripted, show, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..many.policies import Policy
    from ..many.results import Result
    from ..play.turn import Rules
    from ..story.loading import Script

DONE, WRONG, NO_SUCH = 0, 1, 2
INTERRUPTED = 130
RUNS, MOST = 10_000, 1_000_000_000
FORMATS = ("text", "json", "md", "html")
ENDINGS = {".json": "json", ".md": "md", ".html": "html", ".htm": "html", ".txt": "text"}
MERGE = "merge"


def add(parser: ArgumentParser) -> None:
    parser.usage = (
        "jangmadang simulate STORY [--runs N] [--seed S] [--policy NAME|FILE.yaml|all]\n"
        "                                 [--shard K/N] [--against OLD] [-o FILE] [--json]\n"
        "       jangmadang simulate merge FILE… [-o FILE]"
    )
    parser.description = (
        "Live a story many times, and say what came of it: how lives end and how sure that is, how long they\n"
        "are, meters over time, what nobody met, what is always best, how encounters are left. The same story,\n"
        "runs, seed and policy give the same numbers, on one core or on many machines.\n"
        "\n"
        "  jangmadang simulate STORY --runs 1000000 -o lives.html\n"
        "  jangmadang simulate STORY --policy all\n"
        "  jangmadang simulate STORY --shard 1/7 -o one.json; …; jangmadang simulate merge one.json …"
    )
    parser.epilog = (
        "Ctrl-C begins no more lives, and says what those that were begun came to; a second one ends at once.\n"
        "\n"
        "exit codes: 0 done; 1 the story or the policy has errors, lives are stuck, or the story changed while it\n"
        "was lived; 2 there is no such story, policy or file, or shards do not fit; 130 stopped by Ctrl-C"
    )
    add = parser.add_argument
    add("story", metavar="STORY", help="a folder, a file, or a listed story's name; or `merge`, and results to merge")
    add("files", metavar="FILE", nargs="*", help="with merge: results that --shard or -o wrote")
    add("--runs", metavar="N", type=_runs, default=RUNS, help=f"live so many lives ({RUNS:,})")
    add("--seed", metavar="S", type=_seed, default=1, help="of the simulation (1): life n is the same for all policies")
    who = "who lives: random, cautious, greedy, trusting, one in the story's folder policies/, a file, or all"
    add("--policy", metavar="NAME", action="append", help=f"{who}; may be given more than once")
    add("--limit", metavar="N", type=_limit, default=0, help="give a life up after so many choices (2,000)")
    add("--shard", metavar="K/N", type=_shard, default=(1, 1), help="only the K-th of N parts, to be merged")
    add("--against", metavar="OLD", help="a result that -o wrote, or another version of the story: what differs")
    add("-o", "--output", metavar="FILE", action="append", help="write .html, .md, .json or .txt; more than once")
    add("--format", choices=FORMATS, default="text", help="of what is printed; json is a result, to merge or compare")
    add("--json", action="store_const", const="json", dest="format", help="short for --format json")
    add("--workers", metavar="N", type=_workers, default=0, help="processes (one a core)")
    engine = "numpy (many lives at once), scalar (one by one), or dask://HOST:PORT, a cluster that is there"
    add("--engine", metavar="NAME", type=_engine, help=engine)


def run(arguments: Namespace) -> int:
    unfit = _unfit(arguments)
    if unfit:
        complain(unfit)
        return NO_SUCH
    if arguments.story == MERGE:
        from .simulated import merge

        return merge(arguments)
    path = path_of(arguments.story)
    script = scripted(path) if path is not None else None
    if path is None or script is None:
        return NO_SUCH
    story = sound(script, arguments.story, "lived")
    if story is None:
        return WRONG
    from ..play.turn import Rules

    rules = Rules(story)
    policies, status = _policies(arguments.policy or ["random"], rules, script)
    if status:
        return status
    return _simulate(arguments, path, script, rules, policies)


def _unfit(arguments: Namespace) -> str:
    """Why these options do not go together, or ""."""
    wrong = [name for name in arguments.output or () if Path(name).suffix.lower() not in ENDINGS]
    if wrong:
        return f"{wrong[0]} does not say which form to write: end its name with .html, .md, .json or .txt"
    if arguments.files and arguments.story != MERGE:
        return f"one story at a time; what is {arguments.files[0]}? (jangmadang simulate merge FILE… takes files)"
    if arguments.story == MERGE and not arguments.files:
        return "merge which files? jangmadang simulate merge one.json two.json -o all.json"
    return ""


def _policies(named: Sequence[str], rules: Rules, script: Script) -> tuple[list[Policy], int]:
    """Who lives; after saying what is wrong with them, nobody and what to exit with."""
    from ..many.policies import policy_of, side_by_side

    found: dict[str, Policy] = {}
    for name in named:
        if name == "all":
            found |= {policy.name: policy for policy in side_by_side(rules, script.folder)}
            continue
        try:
            read = policy_of(name, rules, script.folder)
        except OSError as error:
            complain(refused(error, name))
            return [], NO_SUCH
        show(read.problems)
        if read.missing:
            complain(read.missing)
        if read.policy is None:
            return [], WRONG if read.problems else NO_SUCH
        found[read.policy.name] = read.policy
    return list(found.values()), DONE


def _simulate(arguments: Namespace, path: Path, script: Script, rules: Rules, policies: Sequence[Policy]) -> int:
    from .simulated import Asked, report, simulated

    engine = _with_engine(arguments.engine)
    if not engine:
        return NO_SUCH
    part, parts = arguments.shard
    first, end = (arguments.runs * n // parts for n in (part - 1, part))
    if first == end:
        complain(f"{arguments.runs} lives have no part for each of {parts} shards")
        return NO_SUCH
    asked = Asked(arguments.seed, first, end, arguments.limit, arguments.workers, engine)
    lived = simulated(asked, path, script, rules, policies)
    if isinstance(lived, int):
        return lived
    result, interrupted = lived
    against: Result | None = None
    if arguments.against and not interrupted:
        found = _older(arguments, asked, policies)
        if isinstance(found, int):
            return found
        against = found
    status = report(arguments, result, against)
    return status or (INTERRUPTED if interrupted else DONE)


def _older(arguments: Namespace, asked: object, policies: Sequence[Policy]) -> Result | int:
    """The older result: from its file, or lived now, by the same people."""
    from .simulated import Asked, opened, simulated

    if arguments.against.endswith(".json"):
        return opened(arguments.against) or NO_SUCH
    path = path_of(arguments.against)
    script = scripted(path) if path is not None else None
    if path is None or script is None:
        return NO_SUCH
    story = sound(script, arguments.against, "lived")
    if story is None:
        return WRONG
    from ..play.turn import Rules
    from ..play.wishing import Wisher, WrongWish

    rules, fitting = Rules(story), []
    for policy in policies:
        try:
            Wisher(rules, policy.wishes)
            fitting.append(policy)
        except WrongWish as wrong:
            complain(f"in {arguments.against} nobody can live as {policy.name}: {wrong}")
    assert isinstance(asked, Asked)
    lived = simulated(asked, path, script, rules, fitting) if fitting else NO_SUCH
    return lived if isinstance(lived, int) else lived[0]


def _with_engine(named: str | None) -> str:
    """The engine to use; nothing after saying what is missing."""
    from ..many.runs import has_numpy

    if named == "numpy" and not has_numpy():
        complain(f"many lives at once need NumPy: {_INSTALL}. Without it: --engine scalar")
        return ""
    if not named and not has_numpy():
        complain(f"without NumPy lives are lived one by one, fifty times as slowly. For it: {_INSTALL}")
        return "scalar"
    return named or "numpy"


_INSTALL = 'pip install "jangmadang[simulate]"'


# ---- the command line -----------------------------------------------------------------------------------------------
def _whole(text: str, low: int, high: int) -> int:
    plain = text.replace(",", "").replace("_", "")
    if not (plain.isascii() and plain.isdecimal()) or not low <= int(plain[:25]) <= high:
        raise ArgumentTypeError(f"a whole number from {low:,} to {high:,}")
    return int(plain)


def _runs(text: str) -> int:
    return _whole(text, 1, MOST)


def _limit(text: str) -> int:
    return _whole(text, 1, 100_000)


def _workers(text: str) -> int:
    return _whole(text, 1, 1_000)


def _seed(text: str) -> int:
    return _whole(text, 0, (1 << 53) - 1)


def _shard(text: str) -> tuple[int, int]:
    part, slash, parts = text.partition("/")
    if not slash or not (part + parts).isdecimal() or not 1 <= int(part or 0) <= int(parts or 0) <= 100_000:
        raise ArgumentTypeError("K/N, such as 2/7: the second of seven parts")
    return int(part), int(parts)


def _engine(text: str) -> str:
    from ..story.problems import did_you_mean

    if text in ("numpy", "scalar") or (text.startswith("dask://") and len(text) > len("dask://")):
        return text
    near = did_you_mean(text, ("numpy", "scalar"))
    raise ArgumentTypeError(f"numpy, scalar, or dask://HOST:PORT{f'; {near}' if near else ''}")
