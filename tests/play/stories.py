"""Tiny stories and somebody who lives them: what the tests of play read, choose and look at."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import msgspec

from jangmadang.play.life import Life, Step
from jangmadang.play.run import Run
from jangmadang.play.view import ChoiceView, Page
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story
from jangmadang.story.problems import Problem, errors
from jangmadang.story.prose import Paragraph

COVER = {"jangmadang": "1", "id": "small", "title": "Small", "start": "one"}


def written(text: str) -> str:
    """The text of a story file, with what a cover needs where the text leaves it out."""
    text = dedent(text).rstrip() + "\n"
    keys = {line.partition(":")[0] for line in text.splitlines()}
    return text + "".join(f"{key}: {value}\n" for key, value in COVER.items() if key not in keys)


def problems(text: str) -> list[Problem]:
    return list(load_text(written(text), "s.yaml").problems)


def codes(text: str) -> list[str]:
    """`code line:column` of every problem."""
    return [f"{p.code} {p.line}:{p.column}" for p in problems(text)]


def read(text: str) -> Story:
    """The story, which must be without errors."""
    loaded = load_text(written(text), "s.yaml")
    assert loaded.story is not None, "\n".join(p.text() for p in errors(loaded.problems))
    return loaded.story


def saved_and_opened(life: Life) -> Life:
    """The life as it comes back from a disk."""
    return msgspec.json.decode(msgspec.json.encode(life), type=Life)


class Player:
    """Somebody who lives a story; with `saving`, the game is closed and opened again after every choice."""

    def __init__(self, story: Story, seed: int = 0, saving: bool = False, gentler: bool = False) -> None:
        self.saving, self.gentler = saving, gentler
        self.run = Run.start(story, seed, gentler)

    def choose(self, *steps: str, facilitator: bool = False) -> Player:
        """Take steps such as `drain` or `latrine>laughed`."""
        for step in map(Step.parse, steps):
            self.run.choose(step.choice, step.outcomes, facilitator)
            if self.saving:
                self._close_and_open()
        return self

    def _close_and_open(self) -> None:
        # Outcomes that a test forced are not what the seed draws: as the explorer's witnesses, they are forced again.
        life = msgspec.structs.replace(saved_and_opened(self.run.life()), fingerprint="forced")
        before, resumed = self.run.moment, Run.resume(self.run.story, life, self.gentler)
        assert resumed.stopped is None, resumed.stopped
        assert resumed.run.moment == before
        self.run = resumed.run

    @property
    def page(self) -> Page:
        return self.run.look()

    @property
    def scene(self) -> str:
        return self.page.scene

    @property
    def text(self) -> list[str]:
        return plain(self.page.text)

    @property
    def result(self) -> list[str]:
        return plain(self.page.result)

    @property
    def said(self) -> list[str]:
        """What the turn changed, in words."""
        return [change.text for change in self.page.changes]

    @property
    def arrived(self) -> list[str]:
        """What coming here changed, in words."""
        return [change.text for change in self.page.arrived]

    @property
    def choices(self) -> list[str]:
        """Ids of what can be chosen."""
        return [choice.id for choice in self.page.choices if choice.open]

    @property
    def locked(self) -> dict[str, str]:
        """Ids of what can be seen and not chosen, and why."""
        return {choice.id: choice.reason for choice in self.page.choices if not choice.open}

    def choice(self, name: str) -> ChoiceView:
        return next(choice for choice in self.page.choices if choice.id == name)

    def value(self, name: str) -> int | str | list[str]:
        return self.run.value(name)


def plain(text: tuple[Paragraph, ...]) -> list[str]:
    """Paragraphs without their marks; a beat is `---`."""
    return ["---" if paragraph.beat else paragraph.plain for paragraph in text]


Play = Callable[..., Player]
