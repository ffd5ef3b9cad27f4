"""Recording: a playthrough as the play-test that lives it again.

Takes a story's Rules and a life's seed and steps (or a save's Life, a choices file, a transcript); gives the text of a
play-test: seed, steps in the shortest form that comes to the same, and what is so at the end. An encounter is written
by its exit where the way that the tester finds leaves everything as it was left; else step by step. Outcomes stay
written out: else one roll more, early in a story, would change all that falls after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import wrap

from msgspec import Struct

from ..play.life import Life, Step
from ..play.moment import Moment
from ..play.playtests import Expected, PlayTest, ReadTest, play_test, play_test_in, read_play_test_text
from ..play.run import CannotChoose, Run
from ..play.shortest import way_out
from ..play.turn import Rules
from ..story.model import ROLLS
from ..story.problems import visible
from ..story.reading import read_file

NAME = re.compile(r"\w[\w-]*(/\w[\w-]*)*")
"""What a play-test may be called: letters, digits, _ and -; folders before a slash."""
TRIES = 12
"""Places of one encounter from which a shorter way is looked for."""
WIDTH = 100
_STEPS = re.compile(r"^```yaml\n((?:(?!```).*\n)*?)```\s*\Z", re.MULTILINE)


class CannotRecord(Exception):
    """The life cannot be written as a play-test; the words say why."""


def record(rules: Rules, seed: int, steps: Iterable[Step], gentler: bool = False) -> str:
    """The play-test of a life. Raises CannotRecord where a step cannot be taken, or only by a facilitator."""
    run = Run.start(rules, seed, gentler)
    for number, step in enumerate(steps, 1):
        try:
            run.choose(step.choice, step.outcomes)
        except CannotChoose as cannot:
            raise CannotRecord(f"choice {number}, {step.text()}, cannot be taken: {cannot.reason}") from None
    moments = [*(moment for moment, _ in run.past), run.moment]
    for orders in (_shortened(rules, moments, run.steps), [step.text() for step in run.steps]):
        text = _written(run, orders)
        read = read_play_test_text(text)
        again = play_test(rules, read.test) if read.test is not None else None
        if again is not None and again.passed and _same(again.run.moment, run.moment):
            return text
    raise CannotRecord("lived again, it comes to something else")


def steps_of(rules: Rules, life: Life) -> tuple[Step, ...]:
    """The steps of a saved life as the story has them now. Raises CannotRecord where it cannot be lived again from its
    beginning.
    """
    if life.began is not None:
        raise CannotRecord("this playthrough was taken up in its midst, after the story was changed")
    resumed = Run.resume(rules, life)
    if resumed.stopped is not None:
        raise CannotRecord(" ".join(resumed.words(life)))
    return resumed.run.steps


def read_choices(path: Path) -> ReadTest:
    """The seed and steps in a play-test, a choices file or a transcript; what it expects is not asked for."""
    source = read_file(path, str(path))
    found = _STEPS.search(source.text)
    if found is None:
        read = play_test_in(source)  # read once: what a pipe held is gone
    else:
        above = "\n" * source.text.count("\n", 0, found.start(1))  # so that problems stand in the transcript's lines
        read = read_play_test_text(above + found[1], source.file)
    test = read.test
    if test is not None:
        test = PlayTest(test.source, test.seed, test.orders, Expected(), test.gentler)
    return ReadTest(test, read.problems)


# ---- the shortest form -----------------------------------------------------------------------------------------------
class _Stay(Struct, frozen=True):
    """One stay in an encounter: its name, the step that leaves it, and by which exit."""

    name: str
    last: int
    exit: str


def _shortened(rules: Rules, moments: Sequence[Moment], steps: Sequence[Step]) -> list[str]:
    orders: list[str] = []
    at, tried = 0, dict[tuple[str, int], int]()
    while at < len(steps):
        stay = _stay(rules, moments, at)
        if stay is not None and tried.get((stay.name, stay.last), 0) < TRIES:
            tried[stay.name, stay.last] = tried.get((stay.name, stay.last), 0) + 1
            found = way_out(rules, moments[at], stay.name, stay.exit)
            if found.steps and _leads(rules, moments[at], found.steps, moments[stay.last + 1]):
                orders.append(f"{{{stay.name}: {stay.exit}}}")
                at = stay.last + 1
                continue
        orders.append(steps[at].text())
        at += 1
    return orders


def _stay(rules: Rules, moments: Sequence[Moment], at: int) -> _Stay | None:
    """The encounter that one is in, if it is left by one of its exits later on."""
    scenes = rules.story.scenes
    name = scenes[moments[at].scene].encounter
    if not name:
        return None
    for n in range(at, len(moments) - 1):
        inside = scenes[moments[n].scene].encounter == name
        if not inside and all(scenes[frame.scene].encounter != name for frame in moments[n].stack):
            return None
        if inside and moments[n + 1].exit:
            return _Stay(name, n, moments[n + 1].exit)
    return None


def _leads(rules: Rules, moment: Moment, steps: Iterable[Step], to: Moment) -> bool:
    for step in steps:
        choice = next(choice for choice in rules.story.scenes[moment.scene].choices if choice.id == step.choice)
        moment = rules.choose(moment, choice, step.outcomes)
    return _same(moment, to)


def _same(one: Moment, other: Moment) -> bool:
    """Whether two moments are alike in all that a story can ask for. How many rolls were used is nothing of it."""
    return (one.scene, one.visit, one.stack, _asked(one)) == (other.scene, other.visit, other.stack, _asked(other))


def _asked(moment: Moment) -> tuple[int, ...]:
    return (*moment.values[:ROLLS], *moment.values[ROLLS + 1 :])


# ---- writing ---------------------------------------------------------------------------------------------------------
def _written(run: Run, orders: Sequence[str]) -> str:
    page = run.look()
    what = page.ending.title if page.ending else page.title or page.scene
    turns = f"{page.turn} choice{'' if page.turn == 1 else 's'}"
    lines = [f"# {'Ends in' if page.ending else 'Stands at'} {visible(what)}, after {turns}.", f"seed: {run.seed}"]
    lines += ["gentler: true"] if run.looking.teller.gentler else []
    lines += ["steps:" if orders else "steps: []", *(f"  - {order}" for order in orders), "expect:"]
    lines.append(f"  {'ending' if page.ending else 'scene'}: {page.scene}")
    state = [f"{meter.id}: {_value(run.value(meter.id))}" for meter in page.meters]
    if state:
        inside = wrap(", ".join(state), WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.append(f"  state: {{{inside[0]}" + "".join(f"\n    {more}" for more in inside[1:]) + "}")
    return "\n".join(lines) + "\n"


def _value(value: int | str | list[str]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)
