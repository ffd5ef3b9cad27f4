"""How a session is to be held: from a story, its folder and the minutes to a session's options.

The one place of the core that reads a story's own files: a plan's `start` names a play-test from whose end it begins.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from ..play.playtests import play_test, read_play_test
from ..story.model import Story
from .answers import Options
from .pacing import plan_for


class CannotStart(Exception):
    """The play-test that the plan begins with does not hold; `words` says why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def prepared(story: Story, path: Path, options: Options) -> Options:
    """The options with the seed and the steps that the plan's `start` asks for. Raises CannotStart."""
    plan = plan_for(story, options.minutes)
    if plan is None or not plan.start:
        return options
    file = (path if path.is_dir() else path.parent) / "tests" / f"{plan.start}.yaml"
    try:
        read = read_play_test(file)
    except OSError as error:
        raise CannotStart(f"{file}: {error.strerror or error}") from None
    if read.test is None:
        raise CannotStart("\n".join(problem.text() for problem in read.problems))
    played = play_test(story, read.test)
    if not played.passed:
        raise CannotStart("\n".join(problem.text() for problem in played.problems))
    return replace(options, seed=played.run.seed, start=tuple(step.text() for step in played.steps))
