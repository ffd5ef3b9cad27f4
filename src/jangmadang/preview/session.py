"""The story behind the preview: read again when it changes, the writer's place in it kept, what is to be seen of it.

A session as the game's screens know one (`tui/game.py`), whose saves are nobody's: it keeps to a folder that is gone
with the preview. A story that cannot be read leaves the last one that could. All calls are made on one thread.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..desk import jumping
from ..desk.flow import Road, roads
from ..desk.replaying import Way, replay, way_of
from ..desk.why import Why
from ..play.found import Found
from ..play.life import Step
from ..play.playtests import PlayTest, moves, read_play_test, take
from ..play.run import Run
from ..play.saves import Saves
from ..play.turn import Rules
from ..play.view import Page
from ..story.loading import Script
from ..story.model import Choice, Story
from ..story.problems import Problem, errors, in_order
from ..story.rereading import Reader
from ..tui.sessions import RunSession
from .falls import falls
from .sight import Seeing, Sight, nothing_yet

LEFT = 50
"""Ways left that can be gone back to."""


class WritingSession(RunSession):
    """A story that is being written."""

    _run: Run

    def __init__(self, path: Path, home: Path, seed: int = 0, at: str = "", test: Path | None = None) -> None:
        """Reads the story. `at` is a line to jump by, `test` a play-test to follow; `home` is for what is kept."""
        self.problem = None
        self.path = path
        self.reader = Reader(path)
        self.test_file = test
        self.script: Script | None = None
        """As it was read last."""
        self._good: Script | None = None
        self._seeing: Seeing | None = None
        self._roads: tuple[Road, ...] = ()
        self._way = Way(seed, at)
        self._told: tuple[str, ...] = ()
        self._stuck = False
        self._lint: tuple[Problem, ...] | None = None
        self._test_problems: tuple[Problem, ...] = ()
        self._home = home
        self._before: list[Way] = []
        """Ways that were left by a jump, by beginning anew, by other luck; the last one last."""
        self.reread()

    # ---- reading
    def reread(self) -> Sight:
        """Read what changed and take the way again; gives what is to be seen then."""
        script = self.reader.read()
        self.script, self._lint = script, None
        self._told, self._stuck = (), False
        if script.story is not None:
            first = self._good is None
            self._take_up(script, script.story)
            self._live(first)
        return self.sight()

    def _take_up(self, script: Script, story: Story) -> None:
        self._good = script
        self._roads = roads(story)
        self._seeing = Seeing(script, self._roads)
        self._rules = Rules(story)

    def _live(self, first: bool = False) -> None:
        """Take the way in the story as it is now."""
        followed = self._follow() if self.test_file is not None else None
        if followed is not None:
            run = followed
        else:
            replayed = replay(self._rules, self._way, self._roads)
            run = replayed.run
            self._told, self._stuck = (*replayed.told, *replayed.notes), replayed.stopped
            if not replayed.stopped:
                # Where a step was lost, the way stays as it was wished: it may lead on again once the text is mended.
                self._way = way_of(run, run.seed, self._way.jump, self._way.gentler)
        if first or not hasattr(self, "_slot"):
            saves = Saves(self._home / "saves")
            super().__init__(run, saves.slot(run.story.id), Found(self._home), folder=self._folder_of())
        self._run = run

    def _folder_of(self) -> Path | None:
        return self.script.folder if self.script is not None else None

    def linted(self, script: Script, found: Sequence[Problem]) -> Sight | None:
        """What lint has to say of a script; None where another was read meanwhile."""
        if script is not self.script:
            return None
        self._lint = tuple(found)
        return self.sight()

    @property
    def run(self) -> Run:
        """The life that is looked at; only where there is a story to play."""
        return self._run

    @property
    def playable(self) -> bool:
        """There is a story to play."""
        return self._good is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the text as it is now, errors first."""
        assert self.script is not None
        found = in_order((*(self.script.problems if self._lint is None else self._lint), *self._test_problems))
        return (*errors(found), *(problem for problem in found if problem.severity != "error"))

    # ---- seeing
    def look(self) -> Page:
        """The page one stands on; words, where there is no story."""
        return self._run.look() if self.playable else nothing_yet(self.path.name)

    def sight(self) -> Sight:
        """Everything there is to be seen now."""
        assert self.script is not None
        folder, problems = self.script.folder, self.problems
        page = self.look()
        seeing = self._seeing
        if seeing is None:
            return Sight(page, "", None, folder, problems, self._lint is not None, False, False, self._told, False)
        run = self._run
        why = Why(run, seeing.named)
        comes, leads = seeing.comes(run), seeing.leads(run)
        scene = run.moment.scene
        return Sight(
            page,
            scene,
            seeing.scene_spot(scene),
            folder,
            problems,
            self._lint is not None,
            self.script is not self._good,
            True,
            self._told,
            self._stuck,
            run.seed,
            len(run.steps),
            self._way.jump,
            tuple(why.choices()),
            tuple(why.texts()),
            seeing.state(run),
            comes,
            leads,
            frozenset(choice.id for choice in run.story.scenes[scene].choices if choice.generated),
            seeing.spots(run, (*comes, *leads)),
        )

    # ---- moving
    def choose(self, choice_id: str) -> Page:
        """Take a choice; from then on this is the way that is kept."""
        if not self.playable:
            return self.look()
        page = super().choose(choice_id)
        if self.problem is None:
            self._moved()
        return page

    def undo(self) -> bool:
        """Back to before the last turn; where this began, back to where one was before that."""
        if not self.playable:
            return False
        if super().undo():
            return self._moved()
        if not self._before:
            return False
        self._way = self._before.pop()
        self._live_anew()
        return True

    def redo(self) -> bool:
        """Forward again."""
        return self.playable and super().redo() and self._moved()

    @property
    def can_undo(self) -> bool:
        """There is a turn to take back."""
        return self.playable and (self._run.can_undo or bool(self._before))

    @property
    def can_redo(self) -> bool:
        """There is an undone turn."""
        return self.playable and self._run.can_redo

    def go_to(self, turn: int) -> Page:
        """Back or forward to a turn."""
        page = super().go_to(turn)
        self._moved()
        return page

    def branch(self, turn: int, slot: str = "") -> Page:
        """Back to the turn: a preview keeps no other playthrough."""
        return self.go_to(turn)

    def save(self) -> str:
        """Nothing is kept."""
        return ""

    def found(self) -> tuple[int, int]:
        """No lives are counted here."""
        return 0, 0

    def been(self) -> frozenset[str]:
        """Every text is there at once."""
        return frozenset()

    def _moved(self, jump: str | None = None) -> bool:
        self.test_file, self._test_problems = None, ()
        self._told, self._stuck = (), False
        line = self._way.jump if jump is None else jump
        self._way = way_of(self._run, self._run.seed, line, self._way.gentler)
        return True

    def restart(self, from_the_story: bool = False) -> Page:
        """From where this began; from the story's beginning where that is wished."""
        self.problem, self.test_file = None, None
        self._leave()
        self._way = Way(self._way.seed, "" if from_the_story else self._way.jump, gentler=self._way.gentler)
        return self._live_anew()

    def luck(self, seed: int | None = None) -> Page:
        """The same choices with other luck, as far as they lead."""
        self.problem, self.test_file = None, None
        self._leave()
        fresh = int.from_bytes(os.urandom(2), "big") if seed is None else seed
        steps = tuple(Step(step.choice) for step in self._way.steps)
        jump = self._way.jump
        self._way = Way(fresh, jump, steps, (), self._way.gentler)
        page = self._live_anew()
        if self.playable:
            taken, of, told = len(self._run.steps), len(steps), f"the luck of seed {fresh}"
            if taken < of:
                told += f": {taken} of {of} choices could be taken again"
            self._moved(jump)
            self._told, self._stuck = (told,), taken < of
        return page

    def jump(self, line: str) -> Page:
        """Jump; where the line cannot be read, `problem` says why and nothing changes."""
        self.problem = None
        if not self.playable:
            self.problem = "There is no story to jump in yet."
            return self.look()
        read = jumping.read(line, self._run.story)
        if isinstance(read, jumping.Misread):
            self.problem = read.words
            return self.look()
        self.test_file = None
        self._leave()
        self._way = Way(read.seed if read.seed is not None else self._way.seed, line.strip(), gentler=self._way.gentler)
        page = self._live_anew()
        self._moved_to()
        return page

    def _leave(self) -> None:
        self._before = [*self._before[-LEFT:], self._way]

    def _moved_to(self) -> None:
        told = self._told
        self._moved()
        self._told = told

    def _live_anew(self) -> Page:
        self._told, self._stuck = (), False
        if self.playable:
            self._live()
        return self.look()

    # ---- chance
    def falls(self, choice_id: str) -> list[tuple[str, ...]]:
        """Every row of outcomes that a choice of this scene can draw; none where it rolls nothing."""
        choice = self._choice(choice_id)
        return falls(self._run.story, choice) if choice is not None else []

    def odds(self, choice_id: str) -> dict[str, int]:
        """The first outcomes of a choice with their odds in 100 now."""
        choice = self._choice(choice_id)
        return dict(Why(self._run).odds(choice)) if choice is not None else {}

    def force(self, choice_id: str, outcomes: tuple[str, ...]) -> Page:
        """Take a choice with these outcomes; `problem` says why it cannot fall so."""
        self.problem = take(self._run, Step(choice_id, outcomes)) or None
        if self.problem is None:
            self._moved()
        return self.look()

    def _choice(self, choice_id: str) -> Choice | None:
        here = self._run.story.scenes[self._run.moment.scene] if self.playable else None
        return next((choice for choice in here.choices if choice.id == choice_id), None) if here is not None else None

    # ---- play-tests
    def _follow(self) -> Run | None:
        """The run of the play-test that is followed, as far as its steps lead; None where it cannot be read."""
        assert self.test_file is not None
        read = read_play_test(self.test_file)
        self._test_problems = read.problems
        if read.test is None:
            self._told, self._stuck = (f"the play-test {self.test_file.name} cannot be read",), True
            return None
        seed = read.test.seed if read.test.seed is not None else self._way.seed
        run = Run.start(self._rules, seed, read.test.gentler)
        self._told = (f"following {self.test_file.name}: {len(read.test.orders)} steps",)
        for number in range(1, len(read.test.orders) + 1):
            wrong = _order(run, read.test, number)
            if wrong is not None:
                self._test_problems = (*self._test_problems, wrong)
                self._told = (f"{self.test_file.name}: step {number} cannot be taken: {wrong.message}",)
                self._stuck = True
                break
        self._way = way_of(run, seed, "", read.test.gentler)
        return run


def _order(run: Run, test: PlayTest, number: int) -> Problem | None:
    order = test.orders[number - 1]
    found = moves(run, order)
    said = found.problem or next((said for step in found.steps if (said := take(run, step))), "")
    return test.problem(order.at, said) if said else None
