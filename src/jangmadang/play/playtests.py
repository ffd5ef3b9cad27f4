"""Play-tests: a seed, the steps to take, and what must be so at the end. A choices file and a witness are the same.

    seed: 7
    steps: [own_seam, latrine>laughed, {badge: passed}]
    expect: {scene: fives, ending: ledger, state: {teller: sled}, text: a passage of the page}

Or a file of steps alone, one a line, `#` before a remark. Takes such files and gives play-tests or problems; takes
a story and a play-test and gives how it went. The way through an encounter is `shortest.py`'s.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from ..story.chance import M64
from ..story.model import Story
from ..story.problems import Problem, did_you_mean
from ..story.reading import Source, read_file, read_text
from .life import Step
from .run import CannotChoose, Run
from .shortest import WayOut, way_out
from .turn import Rules
from .view import Page

KEYS = ("seed", "steps", "expect", "gentler")
EXPECTED = ("scene", "ending", "state", "text")
LONGEST_SHOWN = 200  # characters of what somebody's file holds, in a message

At = tuple[str | int, ...]
"""The way to a value in the file: ('steps', 3)."""


class Order(Struct, frozen=True):
    """One line of the steps: a step by id, or the exit by which to leave an encounter."""

    at: At
    step: Step | None = None
    encounter: str = ""
    exit: str = ""


class Expected(Struct, frozen=True):
    """What must be so when the steps are taken. Empty asks nothing."""

    scene: str = ""
    ending: str = ""
    state: dict[str, str | list[str]] = {}
    text: str = ""
    """A passage that must be on the page; line breaks count as spaces."""


class PlayTest(Struct, frozen=True):
    """A playthrough as a writer writes it down."""

    source: Source
    seed: int | None
    orders: tuple[Order, ...]
    expect: Expected
    gentler: bool = False

    def problem(self, at: At, message: str, hint: str = "") -> Problem:
        """A problem at a place of this play-test."""
        if at[0] == "line":
            number = int(at[1])
            written = self.source.text.splitlines()[number - 1]
            indent = len(written) - len(written.lstrip())
            size = len(written.strip())
            return Problem(self.source.file, number, indent + 1, "play-test", message, hint, written, size)
        return self.source.problem("play-test", at, message, hint)


class ReadTest(Struct, frozen=True):
    """A play-test, unless something is wrong with the file."""

    test: PlayTest | None
    problems: tuple[Problem, ...]


class TestResult(Struct, frozen=True):
    """How a play-test went: where it got, and what was not as it must be."""

    __test__ = False

    run: Run
    steps: tuple[Step, ...]
    """Every step taken, encounters' ways included, with all they drew."""
    page: Page
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Every step could be taken and everything is as it must be."""
        return not self.problems


def read_play_test(path: Path) -> ReadTest:
    """The play-test in a file; YAML unless it is a list of steps, one a line."""
    return play_test_in(read_file(path, str(path)))


def read_play_test_text(text: str, file: str = "test.yaml") -> ReadTest:
    """The play-test in a text."""
    return play_test_in(read_text(text, file))


def play_test(story: Story | Rules, test: PlayTest, seed: int | None = None) -> TestResult:
    """Play it. `seed` goes before the play-test's own; without either it is 0.

    Where many are played, give the story's Rules: making them anew takes as long as playing.
    """
    chosen = seed if seed is not None else test.seed
    run = Run.start(story, chosen or 0, test.gentler)
    for order in test.orders:
        found = moves(run, order)
        problem = found.problem or next((said for step in found.steps if (said := take(run, step))), "")
        if problem:
            return TestResult(run, run.steps, run.look(), (test.problem(order.at, problem),))
    page = run.look()
    return TestResult(run, run.steps, page, tuple(unmet(run, page, test)))


def moves(run: Run, order: Order) -> WayOut:
    """The steps that follow an order from where the run stands; the run stays as it is."""
    if order.step is not None:
        return WayOut((order.step,))
    return way_out(run.rules, run.moment, order.encounter, order.exit)


def take(run: Run, step: Step) -> str:
    """Take a step; gives why it cannot be taken, or ""."""
    try:
        run.choose(step.choice, step.outcomes)
    except CannotChoose as cannot:
        there = run.look().choices
        near = did_you_mean(step.choice[:LONGEST_SHOWN], [choice.id for choice in there])
        named = next((choice.id for choice in there if str(choice.number) == step.choice), "")
        help_ = f"; steps go by name: choice {step.choice} is `{named}`" if named else f"; {near}" if near else ""
        reason = cannot.reason if len(cannot.reason) < LONGEST_SHOWN else f"{cannot.reason[:LONGEST_SHOWN]}…"
        return f"in {run.moment.scene}: {reason}{help_}"
    return ""


def unmet(run: Run, page: Page, test: PlayTest) -> list[Problem]:
    """What is not as a play-test expects it on the page that its steps led to."""
    expect, found = test.expect, []
    ending = page.ending.id if page.ending else ""
    if expect.scene and expect.scene != page.scene:
        found.append(test.problem(("expect", "scene"), f"it is {page.scene}, not {expect.scene}"))
    if expect.ending and expect.ending != ending:
        is_ = f"it is {ending}" if ending else f"{page.scene} is no ending"
        found.append(test.problem(("expect", "ending"), f"{is_}, not {expect.ending}"))
    for name, wanted in expect.state.items():
        at = ("expect", "state", name)
        if name not in run.story.slot_of:
            hint = did_you_mean(name, run.story.slot_of)
            found.append(test.problem(at, f'there is no "{name}" in the state', hint))
        elif not _same(value := run.value(name), wanted):
            found.append(test.problem(at, f"{name} is {_words(value)}, not {_words(wanted)}"))
    if expect.text and _one_line(expect.text) not in _one_line(_read_out(page)):
        found.append(test.problem(("expect", "text"), "the passage is not on the page"))
    return found


def _read_out(page: Page) -> str:
    epilogue = page.ending.epilogue if page.ending else ()
    return "\n".join(paragraph.plain for paragraph in (*page.result, *page.text, *epilogue))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same(value: int | str | list[str], wanted: str | list[str]) -> bool:
    if isinstance(value, list):
        return sorted(value) == sorted([wanted] if isinstance(wanted, str) else wanted)
    return isinstance(wanted, str) and _plain(wanted) == _plain(str(value))


def _plain(written: str) -> str:
    yes_or_no = {"yes": "true", "no": "false"}
    return yes_or_no.get(written.lower(), written.lower())


def _words(value: int | str | list[str]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


# ---- reading --------------------------------------------------------------------------------------------------------
def play_test_in(source: Source) -> ReadTest:
    """The play-test in a file that was read."""
    if source.text and not _is_yaml(source.text):
        return _from_lines(source)
    tree = source.tree
    problems = list(source.problems)
    if isinstance(tree, list):
        return _done(PlayTest(source, None, _orders(source, tree, (), problems), Expected()), problems)
    if not isinstance(tree, dict):
        return ReadTest(None, tuple(problems or [source.problem("play-test", (), "there are no steps in this file")]))
    for key in tree:
        if key not in KEYS:
            near = did_you_mean(key, KEYS)
            problems.append(source.problem("play-test", (key,), f'"{key}" is no part of a play-test', near, on="key"))
    steps = tree.get("steps", [])
    if not isinstance(steps, list):
        problems.append(source.problem("play-test", ("steps",), "the steps are a list"))
        steps = []
    test = PlayTest(
        source,
        _seed(source, tree, problems),
        _orders(source, steps, ("steps",), problems),
        _expected(source, tree, problems),
        tree.get("gentler") in ("true", "yes"),
    )
    return _done(test, problems)


def _is_yaml(text: str) -> bool:
    for line in text.splitlines():
        said = line.strip()
        listed = said.startswith(("- ", "[", "{")) or ":" in said
        if listed and not said.startswith("#") and not _braced(said):
            return True
    return False


def _from_lines(source: Source) -> ReadTest:
    orders = []
    for number, line in enumerate(source.text.splitlines(), 1):
        said = line.partition(" #")[0].strip()
        if not said or said.startswith("#"):
            continue
        encounter, exit = _braced(said) or ("", "")
        step = None if encounter else Step.parse(said)
        orders.append(Order(("line", number), step, encounter, exit))
    return ReadTest(PlayTest(source, None, tuple(orders), Expected()), ())


def _braced(said: str) -> tuple[str, str] | None:
    """`{badge: passed}` on a line of its own."""
    if not (said.startswith("{") and said.endswith("}")) or said.count(":") != 1:
        return None
    encounter, _, exit = said[1:-1].partition(":")
    return None if encounter.strip() in KEYS else (encounter.strip(), exit.strip())


def _done(test: PlayTest, problems: list[Problem]) -> ReadTest:
    return ReadTest(None if any(p.severity == "error" for p in problems) else test, tuple(problems))


def _seed(source: Source, tree: dict[str, Any], problems: list[Problem]) -> int | None:
    written = tree.get("seed")
    if written is None:
        return None
    if isinstance(written, str) and written.isdecimal() and int(written[:25]) <= M64:
        return int(written)
    problems.append(source.problem("play-test", ("seed",), "the seed is a whole number, 0 or more"))
    return None


def _orders(source: Source, steps: list[Any], at: At, problems: list[Problem]) -> tuple[Order, ...]:
    orders = []
    for number, written in enumerate(steps):
        place = (*at, number)
        if isinstance(written, str):
            orders.append(Order(place, Step.parse(written)))
        elif (
            isinstance(written, dict) and len(written) == 1 and all(isinstance(exit, str) for exit in written.values())
        ):
            ((encounter, exit),) = written.items()
            orders.append(Order(place, None, encounter, exit))
        else:
            message = "a step is a choice's id, or an encounter and its exit in braces"
            problems.append(
                source.problem("play-test", place, message, "`own_seam`, `latrine>laughed`, `{badge: passed}`")
            )
    return tuple(orders)


def _expected(source: Source, tree: dict[str, Any], problems: list[Problem]) -> Expected:
    written = tree.get("expect", {})
    if not isinstance(written, dict):
        problems.append(source.problem("play-test", ("expect",), f"expect holds {', '.join(EXPECTED)}"))
        return Expected()
    texts: dict[str, str] = {}
    for key, value in written.items():
        if key not in EXPECTED:
            message = f"expect holds {', '.join(EXPECTED)}, not {key}"
            problems.append(
                source.problem("play-test", ("expect", key), message, did_you_mean(key, EXPECTED), on="key")
            )
        elif key != "state":
            if isinstance(value, str):
                texts[key] = value
            else:
                problems.append(source.problem("play-test", ("expect", key), f"{key} is one text"))
    state = written.get("state", {})
    if not isinstance(state, dict) or not all(isinstance(value, str | list) for value in state.values()):
        problems.append(source.problem("play-test", ("expect", "state"), "the state is names with what they must be"))
        state = {}
    return Expected(texts.get("scene", ""), texts.get("ending", ""), state, texts.get("text", ""))
